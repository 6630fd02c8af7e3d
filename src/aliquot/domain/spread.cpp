// Lowest, median, highest and Gini of one day.
#include "aliquot/domain/spread.hpp"

#include <algorithm>
#include <tuple>

namespace aliquot {

namespace {

struct Value {
    double value;
    double people;
    ParticipantIndex participant;
};

double measured(const Scenario& scenario, const CoverageRow& row, Measure measure) {
    const auto people = static_cast<double>(scenario.at(row.participant).population.value());
    if (measure == Measure::coverage) return static_cast<double>(row.held.value()) / people;
    return 100.0 * static_cast<double>((row.delivered + row.other).value()) / people;
}

// Twice the area between the Lorenz curve and the diagonal, people against what they have.
double gini(const std::vector<Value>& ascending) {
    double people = 0;
    double total = 0;
    double area = 0;
    for (const Value& each : ascending) {
        const double share = each.value * each.people;
        area += each.people * (2 * total + share);
        people += each.people;
        total += share;
    }
    return total > 0 ? 1 - area / (people * total) : 0;
}

}  // namespace

Spread spread_of(const Scenario& scenario, std::span<const CoverageRow> day, Measure measure) {
    Spread spread;
    if (day.empty()) return spread;
    std::vector<Value> values;
    for (const CoverageRow& row : day)
        values.push_back({measured(scenario, row, measure),
                          static_cast<double>(scenario.at(row.participant).population.value()),
                          row.participant});
    std::ranges::sort(values, [](const Value& left, const Value& right) {
        return std::tie(left.value, left.participant) < std::tie(right.value, right.participant);
    });
    spread.lowest = values.front().value;
    spread.lowest_participant = values.front().participant;
    spread.highest = values.back().value;
    spread.highest_participant = values.back().participant;
    const std::size_t middle = values.size() / 2;
    spread.median = values.size() % 2 == 1 ? values[middle].value
                                           : (values[middle - 1].value + values[middle].value) / 2;
    spread.gini = gini(values);
    return spread;
}

std::span<const CoverageRow> last_day(const Run& run) {
    std::size_t first = run.coverage.size();
    while (first > 0 && run.coverage[first - 1].date == run.coverage.back().date) --first;
    return std::span{run.coverage}.subspan(first);
}

}  // namespace aliquot
