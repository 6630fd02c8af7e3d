// Months like this one, and the ranges of what came after them.
#include "aliquot/evidence/forecast.hpp"

#include <algorithm>
#include <functional>
#include <optional>
#include <tuple>

#include "aliquot/core/check.hpp"
#include "aliquot/evidence/parts.hpp"

namespace aliquot {

namespace {

constexpr std::size_t averaged = 3;        // months of a level
constexpr std::size_t recent = 3;          // months of outcomes that count as recent
constexpr std::size_t fewest = 10;         // of outcomes for a range: nine of ten is then a rank
constexpr std::size_t first_measured = 5;  // the sixth month
constexpr std::size_t totals_compared = 6;
constexpr std::size_t fewest_totals = 3;

// Months that are compared: of one channel or all, up to the last whose outcome is known.
struct Span {
    std::vector<std::size_t> channels;
    std::size_t first = 0;
    std::size_t last = 0;
};

// What came after months like it: like those without doses, of the lowest, the middle and the
// highest third of the others.
class Outcomes {
public:
    Outcomes(const Scenario& scenario, const MonthlyDoses& known, const Span& span,
             std::size_t ahead)
        : scenario_{&scenario} {
        std::vector<Part> levels;
        each(span, [&](std::size_t channel, std::size_t p, std::size_t month) {
            const Part level{known.three_months(channel, p, month), people(p)};
            if (level.doses > 0) levels.push_back(level);
        });
        std::ranges::sort(levels, std::less{});
        if (!levels.empty()) thirds_ = {levels[levels.size() / 3], levels[2 * levels.size() / 3]};
        each(span, [&](std::size_t channel, std::size_t p, std::size_t month) {
            const std::int64_t before = known.three_months(channel, p, month);
            const std::int64_t after = known.at(channel, p, month + ahead);
            groups_.at(group(before, p)).push_back({after, before > 0 ? before : people(p)});
            most_ = std::max(most_, Part{after, people(p)}, std::less{});
        });
        for (auto& outcomes : groups_) std::ranges::sort(outcomes, std::less{});
    }

    [[nodiscard]] std::size_t like(std::int64_t before, std::size_t p) const {
        return groups_.at(group(before, p)).size();
    }
    // Never above what anybody had for each person in a month.
    [[nodiscard]] DosesRange range(std::int64_t before, std::size_t p) const {
        const std::vector<Part>& outcomes = groups_.at(group(before, p));
        const std::int64_t base = before > 0 ? before : people(p);
        DosesRange range;
        for (std::size_t end = 0; end < hundredths.size(); ++end) {
            const Part& part = at_hundredth(outcomes, hundredths.at(end));
            const Wide doses = end < 3 ? part.times(base) : part.times_up(base);
            range.ends.at(end) =
                Doses{static_cast<std::int64_t>(std::min(doses, most_.times_up(people(p))))};
        }
        return range;
    }

private:
    template <class Use>
    void each(const Span& span, Use use) const {
        for (const std::size_t channel : span.channels)
            for (std::size_t month = span.first; month <= span.last; ++month)
                for (std::size_t p = 0; p < scenario_->participants.size(); ++p)
                    use(channel, p, month);
    }
    [[nodiscard]] std::int64_t people(std::size_t p) const {
        return std::max<std::int64_t>(scenario_->participants[p].population.value(), 1);
    }
    [[nodiscard]] std::size_t group(std::int64_t before, std::size_t p) const {
        if (before == 0) return 0;
        const Part level{before, people(p)};
        return 1 + (thirds_[0] < level ? 1U : 0U) + (thirds_[1] < level ? 1U : 0U);
    }

    const Scenario* scenario_;
    std::array<Part, 2> thirds_;
    std::array<std::vector<Part>, 4> groups_;
    Part most_;
};

// Ranges made after one month, of one channel, so many months ahead.
class Ranges {
public:
    Ranges(const Scenario& scenario, const MonthlyDoses& known, std::size_t channel,
           std::size_t origin, std::size_t ahead)
        : known_{&known}, channel_{channel}, origin_{origin} {
        if (origin < averaged - 1 + ahead || known.begins(channel) > origin) return;
        Span span{{channel}, averaged - 1, origin - ahead};
        const std::size_t all_first = span.first;
        span.first = std::max(all_first, span.last + 1 - std::min(recent, span.last + 1));
        wider_.emplace_back(scenario, known, span, ahead);
        span.first = all_first;
        wider_.emplace_back(scenario, known, span, ahead);
        span.channels.clear();
        for (std::size_t each = 0; each < known.channels().size(); ++each)
            if (known.begins(each) <= origin) span.channels.push_back(each);
        wider_.emplace_back(scenario, known, span, ahead);
    }

    [[nodiscard]] SupplyForecast of(std::size_t p) const {
        SupplyForecast made;
        made.participant = ParticipantIndex{p};
        made.channel = channel_;
        if (wider_.empty()) return made;
        const std::int64_t before = known_->three_months(channel_, p, origin_);
        for (std::size_t from = 0; from < wider_.size(); ++from) {
            made.compared = wider_[from].like(before, p);
            if (made.compared < fewest) continue;
            made.from = static_cast<ComparedWith>(from);
            made.range = wider_[from].range(before, p);
            break;
        }
        return made;
    }

private:
    const MonthlyDoses* known_;
    std::size_t channel_;
    std::size_t origin_;
    std::vector<Outcomes> wider_;
};

// How many times the mean of three months the total was later, or the mean the total: at least 1.
// The range reaches as far below the mean as above it.
std::optional<DosesRange> total_range(const MonthlyDoses& known, bool facility, std::size_t origin,
                                      std::size_t ahead) {
    if (origin < averaged - 1 + ahead) return std::nullopt;
    const auto before = [&](std::size_t month) {
        return known.total(facility, month) + known.total(facility, month - 1) +
               known.total(facility, month - 2);
    };
    std::vector<Part> factors;
    const std::size_t last = origin - ahead;
    for (std::size_t month = last + 1; month-- > averaged - 1 && last - month < totals_compared;) {
        const Part factor{3 * known.total(facility, month + ahead), before(month)};
        if (factor.doses == 0 || factor.of == 0) continue;
        factors.push_back({std::max(factor.doses, factor.of), std::min(factor.doses, factor.of)});
    }
    const std::int64_t now = before(origin);
    if (factors.size() < fewest_totals || now == 0) return std::nullopt;
    std::ranges::sort(factors, std::less{});
    const Part& most = at_hundredth(factors, 80);
    const Part& half = at_hundredth(factors, 50);
    const auto doses = [](Wide number) { return Doses{static_cast<std::int64_t>(number)}; };
    DosesRange range;
    range.ends = {doses(Part{most.of, 3 * most.doses}.times(now)),
                  doses(Part{half.of, 3 * half.doses}.times(now)), doses(Wide{now} / 3),
                  doses(Part{half.doses, 3 * half.of}.times_up(now)),
                  doses(Part{most.doses, 3 * most.of}.times_up(now))};
    return range;
}

std::string name_of_total(bool facility) {
    return std::string{facility ? facility_channel : elsewhere_channel};
}

}  // namespace

void HeldOut::count(const DosesRange& range, Doses came) {
    ++asked;
    held += range.holds(came) ? 1 : 0;
    half_held += range.half_holds(came) ? 1 : 0;
    width += (range.upper() - range.lower()).value();
    if (came == Doses{0} && range.upper() == Doses{0}) return;
    ++doses_asked;
    doses_held += range.holds(came) ? 1 : 0;
}

std::vector<SupplyForecast> supply_forecasts(const Scenario& scenario, const MonthlyDoses& known,
                                             int months_ahead) {
    ALIQUOT_CHECK(months_ahead > 0);
    std::vector<SupplyForecast> all;
    if (known.months() == 0) return all;
    const std::size_t origin = known.months() - 1;
    for (std::size_t channel = 0; channel < known.channels().size(); ++channel)
        for (int ahead = 1; ahead <= months_ahead; ++ahead) {
            const auto steps = static_cast<std::size_t>(ahead);
            const Ranges ranges{scenario, known, channel, origin, steps};
            for (std::size_t p = 0; p < scenario.participants.size(); ++p) {
                SupplyForecast made = ranges.of(p);
                made.ahead = ahead;
                made.month = known.month(origin + steps);
                all.push_back(made);
            }
        }
    std::ranges::stable_sort(all, {}, [](const SupplyForecast& each) {
        return std::tuple{each.participant, each.channel, each.ahead};
    });
    return all;
}

std::vector<TotalForecast> total_forecasts(const MonthlyDoses& known, int months_ahead) {
    ALIQUOT_CHECK(months_ahead > 0);
    std::vector<TotalForecast> all;
    if (known.months() == 0) return all;
    const std::size_t origin = known.months() - 1;
    for (const bool facility : {true, false})
        for (int ahead = 1; ahead <= months_ahead; ++ahead) {
            const auto steps = static_cast<std::size_t>(ahead);
            if (const auto range = total_range(known, facility, origin, steps))
                all.push_back(
                    {name_of_total(facility), known.month(origin + steps), ahead, *range});
        }
    return all;
}

std::vector<HeldOut> held_out(const Scenario& scenario, const MonthlyDoses& known,
                              int months_ahead) {
    std::vector<HeldOut> rows;
    for (std::size_t channel = 0; channel < known.channels().size(); ++channel)
        for (int ahead = 1; ahead <= months_ahead; ++ahead) {
            HeldOut row;
            row.channel = known.channels()[channel];
            row.ahead = ahead;
            const auto steps = static_cast<std::size_t>(ahead);
            for (std::size_t origin = first_measured; origin + steps < known.months(); ++origin) {
                const Ranges ranges{scenario, known, channel, origin, steps};
                for (std::size_t p = 0; p < scenario.participants.size(); ++p) {
                    const SupplyForecast made = ranges.of(p);
                    if (made.from == ComparedWith::nothing) {
                        ++row.unknown;
                        continue;
                    }
                    row.count(made.range, Doses{known.at(channel, p, origin + steps)});
                    row.people += scenario.participants[p].population.value();
                }
            }
            rows.push_back(std::move(row));
        }
    return rows;
}

std::vector<HeldOut> held_out_totals(const MonthlyDoses& known, int months_ahead) {
    std::vector<HeldOut> rows;
    for (const bool facility : {true, false})
        for (int ahead = 1; ahead <= months_ahead; ++ahead) {
            HeldOut row;
            row.channel = name_of_total(facility);
            row.ahead = ahead;
            const auto steps = static_cast<std::size_t>(ahead);
            for (std::size_t origin = first_measured; origin + steps < known.months(); ++origin) {
                const auto range = total_range(known, facility, origin, steps);
                if (!range)
                    ++row.unknown;
                else
                    row.count(*range, Doses{known.total(facility, origin + steps)});
            }
            rows.push_back(std::move(row));
        }
    return rows;
}

}  // namespace aliquot
