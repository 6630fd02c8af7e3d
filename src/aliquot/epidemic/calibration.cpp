// One series after another, one step after another, one root after another.
#include "aliquot/epidemic/calibration.hpp"

#include <algorithm>
#include <cmath>

#include "aliquot/core/check.hpp"

namespace aliquot::epidemic {

namespace {

constexpr int week_days = 7;
constexpr int most_trials = 12;
constexpr double close_enough = 0.004;  // of the logarithm of deaths
constexpr double first_r0 = 1.5;
constexpr RandomKey key{0x63616C69, 0x62726174};  // the same for everybody, whatever an ensemble's

// Grows from below to above zero between `low` and `high`, by false position on logarithms.
struct Root {
    double at = 1;
    bool is_inside = true;
};

template <class Function>
Root root_of(Function&& off, double guess, double least, double most) {
    double low = guess;
    double high = guess;
    double off_low = off(guess);
    double off_high = off_low;
    if (std::abs(off_low) < close_enough) return {guess, true};
    for (double wider = 1.3; off_low > 0 && low > least; wider *= 1.3) {
        high = low;
        off_high = off_low;
        low = std::max(least, low / wider);
        off_low = off(low);
    }
    for (double wider = 1.3; off_high < 0 && high < most; wider *= 1.3) {
        low = high;
        off_low = off_high;
        high = std::min(most, high * wider);
        off_high = off(high);
    }
    if (off_low > 0) return {low, std::abs(off_low) < close_enough};
    if (off_high < 0) return {high, std::abs(off_high) < close_enough};
    for (int trial = 0; trial < most_trials && high / low > 1.0005; ++trial) {
        const double share = std::clamp(off_low / (off_low - off_high), 0.1, 0.9);
        const double middle = low * std::pow(high / low, share);
        const double off_middle = off(middle);
        if (std::abs(off_middle) < close_enough) return {middle, true};
        (off_middle > 0 ? high : low) = middle;
        (off_middle > 0 ? off_high : off_low) = off_middle;
    }
    return {std::sqrt(low * high), true};
}

struct Stretch {
    int from;
    int until;                 // the day after its last
    std::int64_t counted = 0;  // deaths of the weeks that it causes
};

class Calibrator {
public:
    explicit Calibrator(const CalibrationQuestion& question)
        : q_{question}, rules_{q_.rules}, tables_{*q_.parameters, q_.form, *q_.plan} {
        last_day_ = std::min(q_.weeks.back().last_day, q_.parameters->days - 1);
        const auto first =
            std::ranges::find_if(q_.weeks, [](const DeathWeek& each) { return each.deaths > 0; });
        first_day_ = std::min(1, first->last_day - week_days + 1 - rules_.before_days);
        plan_stretches();
    }

    Calibration all() {
        Calibration c;
        c.transmissibility.first_day = first_day_;
        for (const Stretch& each : stretches_)
            c.transmissibility.steps.push_back({each.from, {}, each.counted < rules_.enough});
        c.model.resize(q_.weeks.size());
        for (std::size_t which = 0; which < series; ++which) fit(which, c);
        return c;
    }

private:
    // Deaths that were reported from one day until before another; a week's are spread evenly.
    [[nodiscard]] double counted(int from, int until) const {
        double deaths = 0;
        for (const DeathWeek& week : q_.weeks) {
            const int days = std::min(until - 1, week.last_day) -
                             std::max(from, week.last_day - week_days + 1) + 1;
            if (days > 0) deaths += static_cast<double>(week.deaths) * days / week_days;
        }
        return deaths;
    }

    void plan_stretches() {
        int from = first_day_;
        while (from + rules_.lag_days + rules_.step_days <= last_day_ + 1) {
            Stretch each{from, from + rules_.step_days, 0};
            const auto count = [&] {
                each.counted =
                    std::llround(counted(from + rules_.lag_days, each.until + rules_.lag_days));
            };
            count();
            while (each.counted < rules_.enough && each.until - from < rules_.most_step_days &&
                   each.until + rules_.step_days + rules_.lag_days <= last_day_ + 1) {
                each.until += rules_.step_days;
                count();
            }
            stretches_.push_back(each);
            from = each.until;
        }
        if (stretches_.empty()) stretches_.push_back({first_day_, last_day_ - rules_.lag_days, 0});
    }

    // A course's deaths from one day until before another, with one R0.
    static double deaths_of(Course course, double r0, int from, int until) {
        double deaths = 0;
        while (course.day() < until) {
            const bool counts = course.day() >= from;
            const double today = course.advance(r0);
            if (counts) deaths += today;
        }
        return deaths;
    }

    static double off(double model, double wanted) {
        return std::log((model + 0.05) / (wanted + 0.05));
    }

    [[nodiscard]] std::int64_t seeds_of(std::size_t which) const {
        const int from = first_day_ + rules_.before_days;
        const int until = from + 2 * week_days;
        const double wanted = counted(from, until) * q_.factor[which];
        const double people = sum(q_.parameters->people);
        const Root root = root_of(
            [&](double seeds) {
                const Course course{tables_, key, first_day_, std::llround(seeds)};
                return off(deaths_of(course, first_r0, from, until), wanted);
            },
            std::clamp(wanted * 100, 1.0, people / 50), 1.0, people / 50);
        return std::llround(root.at);
    }

    void fit(std::size_t which, Calibration& c) {
        Transmissibility& t = c.transmissibility;
        t.seeds[which] = seeds_of(which);
        Course course{tables_, key, first_day_, t.seeds[which]};
        std::vector<double> by_day;
        double guess = first_r0;
        for (std::size_t k = 0; k < stretches_.size(); ++k) {
            const Stretch& each = stretches_[k];
            const double wanted = expected_of(each.counted)[which] * q_.factor[which];
            Root root = root_of(
                [&](double r0) {
                    return off(deaths_of(course, r0, each.from + rules_.lag_days,
                                         each.until + rules_.lag_days),
                               wanted);
                },
                guess, rules_.least_r0, rules_.most_r0);
            root.at = std::round(root.at * 1000) / 1000;  // as tables carry it
            t.steps[k].r0[which] = root.at;
            if (!root.is_inside) t.steps[k].weak = true;
            const int until = k + 1 < stretches_.size() ? each.until : last_day_ + 1;
            while (course.day() < until) by_day.push_back(course.advance(root.at));
            guess = std::clamp(root.at, 0.5, 4.0);
        }
        compare(which, by_day, c);
    }

    void compare(std::size_t which, const std::vector<double>& by_day, Calibration& c) const {
        double squares = 0;
        double all = 0;
        double weeks = 0;
        for (std::size_t w = 0; w < q_.weeks.size(); ++w) {
            const DeathWeek& week = q_.weeks[w];
            for (int day = week.last_day - week_days + 1; day <= week.last_day; ++day)
                if (day >= first_day_ && day - first_day_ < std::ssize(by_day))
                    c.model[w][which] += by_day[static_cast<std::size_t>(day - first_day_)];
            if (week.last_day < first_day_ || week.last_day > last_day_) continue;
            const double wanted = static_cast<double>(week.deaths) * q_.factor[which];
            squares += (c.model[w][which] - wanted) * (c.model[w][which] - wanted);
            all += wanted;
            ++weeks;
        }
        if (all > 0) c.error[which] = std::sqrt(squares / weeks) / (all / weeks);
    }

    const CalibrationQuestion& q_;
    const CalibrationRules& rules_;
    CourseTables tables_;
    int first_day_ = 1;
    int last_day_ = 1;  // the last of which deaths are known
    std::vector<Stretch> stretches_;
};

}  // namespace

double Transmissibility::r0(int day, std::size_t which) const {
    std::size_t k = steps.size() - 1;
    while (k > 0 && steps[k].from > day) --k;
    return steps[k].r0[which];
}

BySeries expected_of(std::int64_t counted) {
    const auto cube = [](double x) { return x * x * x; };
    const auto n = static_cast<double>(counted);
    constexpr double z = 1.959963984540054;
    BySeries expected{0, n, 0};
    if (counted > 0)
        expected[0] = n * cube(std::max(0.0, 1 - 1 / (9 * n) - z / (3 * std::sqrt(n))));
    expected[2] = (n + 1) * cube(1 - 1 / (9 * (n + 1)) + z / (3 * std::sqrt(n + 1)));
    return expected;
}

std::optional<Calibration> calibrate(const CalibrationQuestion& question) {
    const bool some =
        std::ranges::any_of(question.weeks, [](const DeathWeek& each) { return each.deaths > 0; });
    if (!some) return std::nullopt;
    return Calibrator{question}.all();
}

BlockState state_on_day_1(const Parameters& parameters, const StepForm& form,
                          const Transmissibility& transmissibility, std::size_t which) {
    ALIQUOT_CHECK(which < series && !transmissibility.steps.empty());
    const ProductPlan nothing;
    const CourseTables tables{parameters, form, nothing};
    Course course{tables, key, transmissibility.first_day, transmissibility.seeds[which]};
    while (course.day() < 1) (void)course.advance(transmissibility.r0(course.day(), which));
    return course.state();
}

}  // namespace aliquot::epidemic
