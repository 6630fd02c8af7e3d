// Intervals of deaths, their order, and how sure the order is.
#include "aliquot/evidence/severity.hpp"

#include <algorithm>
#include <numeric>

#include "aliquot/core/check.hpp"
#include "aliquot/evidence/report_doubts.hpp"
#include "aliquot/evidence/week_deaths.hpp"

namespace aliquot {

namespace {

constexpr std::size_t low = 0;
constexpr std::size_t middle = 1;
constexpr std::size_t high = 2;
constexpr int draws = 2000;
constexpr int steps = 16;  // from the middle to the upper end, each the same factor

std::int64_t people(const Scenario& scenario, const Severity& each) {
    return scenario.at(each.participant).population.value();
}

// Whether `a` has more deaths per head and week than `b`, at their ends.
bool is_above(Wide a, std::int64_t a_weight, Wide b, std::int64_t b_weight) {
    return a * b_weight > b * a_weight;
}

// Deaths of neighbours whose reports are believed, per head and week: the median, and what one in
// ten passes, as deaths of so many people in so many weeks.
class Neighbours {
public:
    Neighbours(const Scenario& scenario, const std::vector<Severity>& all)
        : scenario_{&scenario}, all_{&all} {}

    void widen(Severity& each) const {
        const bool is_unknown = std::ranges::any_of(each.doubts, [](const Doubt& doubt) {
            return doubt.kind != DoubtKind::all_in_one_week;
        });
        const auto believed = of_region(scenario_->at(each.participant).region, each);
        if (believed.empty()) return;
        each.is_known = true;
        const std::size_t last = believed.size() - 1;
        auto& deaths = each.deaths.thousandths;
        if (is_unknown)
            deaths[middle] = std::max(deaths[middle], at_rate_of(*believed[last / 2], each));
        deaths[high] =
            std::max({deaths[high], deaths[middle], at_rate_of(*believed[last - last / 10], each)});
    }

private:
    [[nodiscard]] std::vector<const Severity*> of_region(const std::string& region,
                                                         const Severity& but) const {
        std::vector<const Severity*> found;
        if (region.empty()) return found;
        for (const Severity& each : *all_)
            if (!each.is_doubted() && each.participant != but.participant &&
                scenario_->at(each.participant).region == region)
                found.push_back(&each);
        std::ranges::stable_sort(found, [&](const Severity* a, const Severity* b) {
            return is_above(b->deaths.thousandths[middle], b->deaths.weeks * people(*scenario_, *b),
                            a->deaths.thousandths[middle],
                            a->deaths.weeks * people(*scenario_, *a));
        });
        return found;
    }
    // What the other's middle rate would make of this one's people and weeks.
    [[nodiscard]] std::int64_t at_rate_of(const Severity& other, const Severity& each) const {
        return static_cast<std::int64_t>(Wide{other.deaths.thousandths[middle]} *
                                         people(*scenario_, each) * each.deaths.weeks /
                                         (Wide{people(*scenario_, other)} * other.deaths.weeks));
    }

    const Scenario* scenario_;
    const std::vector<Severity>* all_;
};

std::vector<Severity> intervals(const Scenario& scenario, const SeverityQuestion& question) {
    const std::vector<Reports> reports =
        reports_until(scenario, question.day, question.window_days);
    const auto doubts = doubts_of(scenario, reports, question.window_days);
    const std::vector<Ascertainment> factors = ascertainment(scenario, question.day);
    std::vector<Severity> all;
    for (std::size_t p = 0; p < scenario.participants.size(); ++p) {
        Severity each;
        each.participant = ParticipantIndex{p};
        each.reported = reports[p].deaths;
        each.cases = reports[p].cases;
        each.weeks = reports[p].weeks;
        each.factor = factors[p];
        each.doubts = doubts[p];
        all.push_back(std::move(each));
    }
    const Date first = question.day - Days{question.window_days};
    for (const SeverityReport& row : scenario.severity) {
        if (row.date <= first || row.date > question.day) continue;
        Severity& each = all.at(row.participant.value);
        const auto week = deaths_of_week(row, scenario.settings.rule.severity.under_reporting,
                                         scenario.excess.empty() ? nullptr : &each.factor);
        if (!week) continue;
        ++each.deaths.weeks;
        each.is_known = true;
        for (std::size_t end = 0; end < week->size(); ++end)
            each.deaths.thousandths.at(end) += week->at(end);
    }
    for (Severity& each : all)
        if (each.deaths.weeks == 0)
            each.deaths.weeks = std::max<std::int64_t>(question.window_days / 7, 1);
    const std::vector<Severity> believed = all;
    const Neighbours neighbours{scenario, believed};
    const auto end = static_cast<std::size_t>(scenario.settings.evidence.doubted);
    for (Severity& each : all) {
        if (!each.is_doubted()) continue;
        neighbours.widen(each);
        each.deaths.thousandths[middle] = each.deaths.thousandths.at(end);
    }
    return all;
}

std::int64_t square_root(Wide of) {
    std::int64_t root = 0;
    for (std::int64_t bit = std::int64_t{1} << 61; bit > 0; bit >>= 1)
        if (Wide{root + bit} * (root + bit) <= of) root += bit;
    return root;
}

// A number for each draw and participant that depends on nothing else.
std::uint64_t number_of(std::uint64_t draw, std::uint64_t participant) {
    std::uint64_t z = draw * 0x9E3779B97F4A7C15U + participant * 0xD1B54A32D192ED03U + 1;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31U);
}

// Half of the time between the lower end and the middle, evenly; else from the middle to the upper
// end, every step the same factor, since a factor is what is not known.
class Draws {
public:
    explicit Draws(const std::array<std::int64_t, 3>& ends) : ends_{ends} {
        above_.front() = std::max<std::int64_t>(ends[middle], 1);
        above_.back() = std::max<std::int64_t>(ends[high], 1);
        for (int width = steps; width > 1; width /= 2)
            for (int at = 0; at < steps; at += width)
                above_.at(static_cast<std::size_t>(at + width / 2)) =
                    square_root(Wide{above_.at(static_cast<std::size_t>(at))} *
                                above_.at(static_cast<std::size_t>(at + width)));
    }

    [[nodiscard]] std::int64_t at(std::uint64_t number) const {
        if (ends_[high] == 0) return 0;
        const auto part = static_cast<std::int64_t>((number >> 1U) & 0xFFFFFFU);  // of 2^24
        const auto between = [&](std::int64_t from, std::int64_t to, std::int64_t of_all) {
            return from + static_cast<std::int64_t>(Wide{to - from} * of_all / (1 << 24));
        };
        if ((number & 1U) == 0) return between(ends_[low], ends_[middle], part);
        const auto step = static_cast<std::size_t>(part * steps >> 24U);
        return between(above_.at(step), above_.at(step + 1),
                       part * steps - static_cast<std::int64_t>(step << 24U));
    }

private:
    std::array<std::int64_t, 3> ends_;
    std::array<std::int64_t, steps + 1> above_{};
};

// How often each is one of the first k when every interval is drawn from by itself.
void ask_how_sure(const Scenario& scenario, std::vector<Severity>& all, std::size_t k) {
    std::vector<Draws> intervals;
    for (const Severity& each : all) intervals.emplace_back(each.deaths.thousandths);
    std::vector<std::size_t> order(all.size());
    std::vector<std::int64_t> drawn(all.size());
    const std::size_t first = std::min(k, all.size());
    std::vector<std::int64_t> times(all.size(), 0);
    for (int draw = 0; draw < draws; ++draw) {
        for (std::size_t i = 0; i < all.size(); ++i)
            drawn[i] = intervals[i].at(
                number_of(static_cast<std::uint64_t>(draw), all[i].participant.value));
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::ranges::partial_sort(
            order, order.begin() + static_cast<std::ptrdiff_t>(first),
            [&](std::size_t a, std::size_t b) {
                const std::int64_t of_a = all[a].deaths.weeks * people(scenario, all[a]);
                const std::int64_t of_b = all[b].deaths.weeks * people(scenario, all[b]);
                if (is_above(drawn[a], of_a, drawn[b], of_b)) return true;
                return !is_above(drawn[b], of_b, drawn[a], of_a) && a < b;
            });
        for (std::size_t i = 0; i < first; ++i) ++times[order[i]];
    }
    for (std::size_t i = 0; i < all.size(); ++i) all[i].first_ones = times[i] * 1000 / draws;
}

}  // namespace

std::int64_t Severity::rate(Robust end, People population) const {
    return static_cast<std::int64_t>(Wide{deaths.thousandths.at(static_cast<std::size_t>(end))} *
                                     1'000'000 / (Wide{population.value()} * deaths.weeks));
}

std::vector<Severity> severity_of(const Scenario& scenario, const SeverityQuestion& question) {
    ALIQUOT_CHECK(question.window_days > 0);
    std::vector<Severity> all = intervals(scenario, question);
    if (question.k > 0) ask_how_sure(scenario, all, question.k);
    const auto by_cases = [&](const Severity& a, const Severity& b) {
        return is_above(a.cases, people(scenario, a), b.cases, people(scenario, b));
    };
    const auto by_reports = [&](const Severity& a, const Severity& b) {
        if (is_above(a.reported, people(scenario, a), b.reported, people(scenario, b))) return true;
        if (is_above(b.reported, people(scenario, b), a.reported, people(scenario, a)))
            return false;
        return by_cases(a, b);
    };
    std::ranges::stable_sort(all, by_reports);
    for (std::size_t i = 0; i < all.size(); ++i) all[i].reported_rank = static_cast<int>(i) + 1;
    std::ranges::sort(all, {}, &Severity::participant);
    const auto end = static_cast<std::size_t>(question.order);
    for (Severity& each : all)
        each.qualifies = each.deaths.thousandths.at(static_cast<std::size_t>(question.qualify)) > 0;
    std::ranges::stable_sort(all, [&](const Severity& a, const Severity& b) {
        if (a.qualifies != b.qualifies) return a.qualifies;
        const std::int64_t of_a = a.deaths.weeks * people(scenario, a);
        const std::int64_t of_b = b.deaths.weeks * people(scenario, b);
        const Wide deaths_a{a.deaths.thousandths.at(end)};
        const Wide deaths_b{b.deaths.thousandths.at(end)};
        if (is_above(deaths_a, of_a, deaths_b, of_b)) return true;
        if (is_above(deaths_b, of_b, deaths_a, of_a)) return false;
        return by_cases(a, b);
    });
    for (std::size_t i = 0; i < all.size(); ++i) all[i].rank = static_cast<int>(i) + 1;
    return all;
}

}  // namespace aliquot
