// Questions in dates and courses turned into prospects in days and doses, and sixteen counts of
// deaths into steps of falling value.
#include "aliquot/io/epidemic/lives_model.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <mutex>
#include <thread>

#include "aliquot/core/check.hpp"
#include "aliquot/epidemic/prospect.hpp"
#include "aliquot/io/epidemic/ensemble_settings.hpp"

namespace aliquot {

namespace {

using epidemic::Prospect;
using epidemic::ProspectQuestion;

constexpr int amounts = epidemic::lanes;  // none, and a fifteenth more each time

struct Point {
    std::int64_t courses;
    double averted;
};

// The steepest way up: the least concave line above all points. What looks like a better course
// after a worse one is given together with it.
std::vector<Point> upper_hull(const std::vector<Point>& points) {
    std::vector<Point> hull;
    const auto slope = [](const Point& a, const Point& b) {
        return (b.averted - a.averted) / static_cast<double>(b.courses - a.courses);
    };
    for (const Point& each : points) {
        while (hull.size() > 1 &&
               slope(hull[hull.size() - 2], hull.back()) <= slope(hull.back(), each))
            hull.pop_back();
        hull.push_back(each);
    }
    return hull;
}

LivesModel::Steps steps_of(const std::vector<Point>& points) {
    constexpr double billion = 1e9;
    LivesModel::Steps steps;
    const std::vector<Point> hull = upper_hull(points);
    for (std::size_t k = 1; k < hull.size(); ++k) {
        const std::int64_t courses = hull[k].courses - hull[k - 1].courses;
        const double each = (hull[k].averted - hull[k - 1].averted) / static_cast<double>(courses);
        const auto value = std::max<std::int64_t>(0, std::llround(std::floor(each * billion)));
        if (!steps.empty() && steps.back().value == value)
            steps.back().courses += Courses{courses};
        else
            steps.push_back({Courses{courses}, value});
    }
    return steps;
}

class FittedLives final : public LivesModel {
public:
    FittedLives(const Scenario& scenario, int threads)
        : start_{scenario.settings.start}, threads_{threads}, known_(scenario.participants.size()) {
        for (std::size_t p = 0; p < known_.size(); ++p) {
            known_[p].id = scenario.participants[p].id;
            known_[p].fitted = epidemic::transmissibility_of(scenario, ParticipantIndex{p});
        }
    }

    [[nodiscard]] std::vector<std::optional<Steps>> worth(
        const LivesQuestion& question) const override {
        std::vector<std::optional<Steps>> answers(question.of.size());
        std::atomic<std::size_t> next = 0;
        const auto work = [&] {
            for (std::size_t k = next++; k < question.of.size(); k = next++)
                answers[k] = answer(question, question.of[k]);
        };
        std::vector<std::thread> threads;
        for (int k = 1; k < threads_; ++k) threads.emplace_back(work);
        work();
        for (std::thread& each : threads) each.join();
        return answers;
    }

private:
    struct Known {
        std::string id;
        std::optional<epidemic::Transmissibility> fitted;
        // Made when first asked for: weeks before the first day are run through once.
        mutable std::once_flag once;
        mutable std::unique_ptr<const Prospect> prospect;
        mutable double people = 0;
    };

    const Prospect* prospect_of(const Known& known) const {
        std::call_once(known.once, [&] {
            const auto series = settings_.fitted_series();
            if (!known.fitted || !series) return;
            auto participant = settings_.participant(known.id, any_days);
            if (!participant) return;
            known.people = epidemic::sum(participant->parameters.people);
            known.prospect =
                std::make_unique<Prospect>(*std::move(participant), *known.fitted, *series);
        });
        return known.prospect.get();
    }

    [[nodiscard]] int day_of(Date date) const {
        return static_cast<int>((date - start_).count()) + 1;
    }

    [[nodiscard]] std::optional<std::size_t> group_of(const std::string& product) const {
        const auto& groups = settings_.vaccines();
        for (std::size_t g = 0; g < groups.size(); ++g)
            if (std::ranges::find(groups[g].products, product) != groups[g].products.end())
                return g;
        return std::nullopt;
    }

    [[nodiscard]] std::optional<Steps> answer(const LivesQuestion& question,
                                              const LivesQuestion::Of& of) const {
        const Known& known = known_.at(of.participant.value);
        const Prospect* prospect = prospect_of(known);
        if (prospect == nullptr) return std::nullopt;
        if (of.most == Courses{0}) return Steps{};
        const auto [asked, points] = asked_of(question, of, known.people);
        const auto deaths = prospect->deaths(asked);
        std::vector<Point> averted;
        for (int k = 0; k < amounts; ++k)
            if (k == 0 || points[static_cast<std::size_t>(k)] > averted.back().courses)
                averted.push_back({points[static_cast<std::size_t>(k)],
                                   deaths[0] - deaths[static_cast<std::size_t>(k)]});
        return steps_of(averted);
    }

    using Amounts = std::array<std::int64_t, amounts>;
    [[nodiscard]] std::pair<ProspectQuestion, Amounts> asked_of(const LivesQuestion& question,
                                                                const LivesQuestion::Of& of,
                                                                double people) const {
        const std::size_t groups = settings_.vaccines().size();
        std::vector<std::vector<epidemic::Arrival>> arrivals(groups);
        for (const LivesQuestion::Arrived& each : of.arrived) {
            const auto group = group_of(each.product);
            if (!group) continue;
            epidemic::Arrival arrival{.day = std::max(1, day_of(each.date)), .doses = each.doses};
            if (each.expires) arrival.last_day = day_of(*each.expires);
            arrivals[*group].push_back(arrival);
        }
        for (auto& each : arrivals) std::ranges::stable_sort(each, {}, &epidemic::Arrival::day);
        Amounts amount{};
        std::vector<std::vector<std::vector<epidemic::Arrival>>> more(
            amounts, std::vector<std::vector<epidemic::Arrival>>(groups));
        for (int k = 0; k < amounts; ++k) {
            const auto lane = static_cast<std::size_t>(k);
            amount[lane] = static_cast<std::int64_t>(Wide{of.most.value()} * k / (amounts - 1));
            for (const auto& [group, doses] : doses_of(of, amount[lane]))
                more[lane][group].push_back({.day = day_of(question.arrival), .doses = doses});
        }
        ProspectQuestion asked;
        asked.day = std::max(1, day_of(question.date));
        asked.days = static_cast<int>(question.days);
        asked.foresight = question.foresight;
        asked.r0 = question.r0;
        asked.plan.changes = settings_.changes();
        asked.plan.most_doses_a_day =
            std::llround(std::ceil(people / 100 * settings_.most_doses_a_day_per_100()));
        for (std::size_t g = 0; g < groups; ++g) {
            if (arrivals[g].empty() && more.back()[g].empty()) continue;
            asked.plan.groups.push_back(settings_.vaccines()[g]);
            asked.plan.arrivals.push_back(std::move(arrivals[g]));
            for (std::size_t lane = 0; lane < more.size(); ++lane)
                asked.more.at(lane).push_back(std::move(more[lane][g]));
        }
        return {std::move(asked), amount};
    }

    // So many courses, spread over groups as the mix is.
    [[nodiscard]] std::vector<std::pair<std::size_t, std::int64_t>> doses_of(
        const LivesQuestion::Of& of, std::int64_t courses) const {
        std::vector<std::pair<std::size_t, std::int64_t>> doses;
        Wide all = 0;
        for (const LivesQuestion::Portion& each : of.mix) all += each.courses.value();
        for (const LivesQuestion::Portion& each : of.mix) {
            const auto group = group_of(each.product);
            const auto part = static_cast<std::int64_t>(Wide{courses} * each.courses.value() /
                                                        std::max<Wide>(all, 1));
            if (group && part > 0) doses.emplace_back(*group, part * each.per_course.value());
        }
        return doses;
    }

    static constexpr int any_days = 2;  // a question brings its own

    Date start_;
    EnsembleSettings settings_;
    int threads_;
    std::vector<Known> known_;
};

}  // namespace

std::shared_ptr<const LivesModel> lives_model(const Scenario& scenario, int threads) {
    return std::make_shared<FittedLives>(scenario, threads);
}

}  // namespace aliquot
