// The proportional rule: the largest payable rate of each product, by bisection.
#include "aliquot/allocation/proportional.hpp"

#include <algorithm>
#include <numeric>

#include <fmt/core.h>

#include "aliquot/allocation/flow.hpp"
#include "aliquot/core/text.hpp"

namespace aliquot {

namespace {

// The lines of one product, and the share of it that each claim would get at a rate.
class ProductRound {
public:
    ProductRound(const Problem& problem, const Plan& so_far, std::size_t product, bool respect_lots,
                 Share ceiling)
        : problem_{problem}, ceiling_{ceiling} {
        for (std::size_t j = 0; j < problem.lines.size(); ++j)
            if (problem.lines[j].product == product) lines_.push_back(j);
        const Line& line = problem.lines[lines_.front()];
        per_course_ = line.per_course.value();
        lot_ = respect_lots ? std::lcm(line.lot.value(), per_course_) : per_course_;
        minimum_ = respect_lots ? line.minimum_shipment.value() : 0;
        for (std::size_t i = 0; i < problem.claims.size(); ++i) {
            const Courses room = problem.claims[i].room;
            const Courses given = courses_given(problem, so_far, i);
            left_.push_back(given < room ? (room - given).value() * per_course_ : 0);
            storable_.push_back(problem.claims[i].class_room[line.storage_class].value());
            had_.push_back(problem.claims[i].facility_doses.value());
            std::int64_t limit = 0;  // in lots, of each line
            for (std::size_t j = 0; j < problem.lines.size(); ++j) {
                had_[i] += so_far.at(i, j).value();
                if (problem.lines[j].storage_class == line.storage_class)
                    storable_[i] -=
                        whole_courses(so_far.at(i, j), problem.lines[j].per_course).value();
                if (problem.lines[j].product == product)
                    limit = std::min(limit + problem.limit.at(i, j).value() * per_course_ / lot_,
                                     Claim::unlimited);
            }
            limit_.push_back(limit);
        }
    }

    // Lots for each claim at a rate in `rate_unit`ths of a dose per head.
    [[nodiscard]] std::vector<std::int64_t> lots_at(std::int64_t rate) const {
        std::vector<std::int64_t> lots;
        for (std::size_t i = 0; i < problem_.claims.size(); ++i) {
            const Claim& claim = problem_.claims[i];
            if (!takes_part(i)) {
                lots.push_back(0);
                continue;
            }
            const Wide owed = Wide{rate} * claim.population.value() / rate_unit - had_[i];
            const auto base = static_cast<std::int64_t>(std::max<Wide>(owed, 0) / lot_);
            lots.push_back(std::min({std::max(base, small(i)), below_ceiling(i), limit_[i],
                                     left_[i] / lot_, storable_[i] * per_course_ / lot_}));
        }
        return lots;
    }

    // Places the lots on the product's lines. Nothing if supply, earmarks or gates do not allow it.
    [[nodiscard]] std::optional<Plan> place(const std::vector<std::int64_t>& lots) const {
        FlowNetwork network{2 + lines_.size() + lots.size()};
        std::vector<std::vector<FlowNetwork::Arc>> pairs(lines_.size());
        for (std::size_t k = 0; k < lines_.size(); ++k)
            network.add_arc(0, 2 + k, problem_.lines[lines_[k]].doses.value() / lot_);
        for (std::size_t k = 0; k < lines_.size(); ++k)
            for (std::size_t i = 0; i < lots.size(); ++i)
                pairs[k].push_back(
                    network.add_arc(2 + k, 2 + lines_.size() + i,
                                    problem_.limit.at(i, lines_[k]).value() * per_course_ / lot_));
        for (std::size_t i = 0; i < lots.size(); ++i)
            network.add_arc(2 + lines_.size() + i, 1, lots[i]);
        if (network.augment(0, 1) != std::accumulate(lots.begin(), lots.end(), std::int64_t{0}))
            return std::nullopt;
        Plan plan{problem_.claims.size(), problem_.lines.size()};
        for (std::size_t k = 0; k < lines_.size(); ++k)
            for (std::size_t i = 0; i < lots.size(); ++i)
                plan.at(i, lines_[k]) = Doses{network.flow(pairs[k][i]) * lot_};
        return plan;
    }

    [[nodiscard]] Plan at_highest_rate() const {
        std::int64_t affordable = 0;
        std::int64_t too_high = rate_of(ceiling_) * per_course_ + 1;
        if (auto plan = place(lots_at(too_high - 1))) return *std::move(plan);
        if (!place(lots_at(0))) return smallest_shipments_first();
        while (too_high - affordable > 1) {
            const std::int64_t middle = std::midpoint(affordable, too_high);
            (place(lots_at(middle)) ? affordable : too_high) = middle;
        }
        return *place(lots_at(affordable));
    }

    [[nodiscard]] Doses supply() const {
        Doses sum;
        for (const std::size_t j : lines_) sum += problem_.lines[j].doses;
        return sum;
    }
    [[nodiscard]] std::int64_t lot() const { return lot_; }

    static std::int64_t rate_of(Share share) {
        return share.in_billionths() * (rate_unit / Share::one);
    }

private:
    // Every share is a whole number of these, and rates between them are found to 2^-20 of one.
    static constexpr std::int64_t rate_unit = Share::one << 20;

    [[nodiscard]] bool takes_part(std::size_t i) const {
        return std::ranges::any_of(lines_, [&](std::size_t j) { return problem_.open(i, j); });
    }

    [[nodiscard]] std::int64_t small(std::size_t i) const {
        const std::int64_t least = (minimum_ + lot_ - 1) / lot_;
        return std::min(least, lots_up(ceiling_doses(i)));
    }

    [[nodiscard]] std::int64_t ceiling_doses(std::size_t i) const {
        return ceiling_.ceil_of(per_course_ * problem_.claims[i].population.value());
    }
    [[nodiscard]] std::int64_t lots_up(std::int64_t doses) const {
        return (doses + lot_ - 1) / lot_;
    }
    // What is left to the ceiling, rounded up to a lot as the published figures are.
    [[nodiscard]] std::int64_t below_ceiling(std::size_t i) const {
        return lots_up(std::max<std::int64_t>(ceiling_doses(i) - had_[i], 0));
    }

    // When the supply does not even pay for everyone's smallest shipment, the least covered go
    // first, each with its smallest shipment, while the supply lasts.
    [[nodiscard]] Plan smallest_shipments_first() const {
        const std::vector<std::int64_t> wanted = lots_at(0);
        std::vector<std::size_t> order(wanted.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) {
            const Claim& left = problem_.claims[a];
            const Claim& right = problem_.claims[b];
            return Coverage{left.held, left.weight} < Coverage{right.held, right.weight};
        });
        std::vector<std::int64_t> lots(wanted.size(), 0);
        for (const std::size_t i : order) {
            lots[i] = wanted[i];
            if (!place(lots)) lots[i] = 0;
        }
        return *place(lots);
    }

    const Problem& problem_;
    Share ceiling_;
    std::vector<std::size_t> lines_;
    std::int64_t per_course_ = 1;
    std::int64_t lot_ = 1;
    std::int64_t minimum_ = 0;
    std::vector<std::int64_t> left_;      // doses each claim may still be given
    std::vector<std::int64_t> storable_;  // courses each claim may still store
    std::vector<std::int64_t> had_;       // doses from the facility, earlier products included
    std::vector<std::int64_t> limit_;     // lots, by limits.csv
};

}  // namespace

Result<Plan> proportional(const Problem& problem, const ProportionalParameters& parameters) {
    Plan plan{problem.claims.size(), problem.lines.size()};
    for (std::size_t product = 0; product < product_count(problem); ++product) {
        if (std::ranges::none_of(problem.lines,
                                 [&](const Line& line) { return line.product == product; }))
            continue;
        const ProductRound round{problem, plan, product, parameters.respect_lots,
                                 parameters.ceiling};
        std::optional<Plan> part;
        if (product < parameters.rates.size() && parameters.rates[product]) {
            const auto lots = round.lots_at(ProductRound::rate_of(*parameters.rates[product]));
            part = round.place(lots);
            if (!part)
                return tl::unexpected(Error{
                    ErrorCode::infeasible,
                    fmt::format("at {} doses per head the supply or the earmarks cannot pay: "
                                "{} doses are needed, {} are there",
                                parameters.rates[product]->text(),
                                grouped(std::accumulate(lots.begin(), lots.end(), std::int64_t{0}) *
                                        round.lot()),
                                grouped(round.supply().value())),
                    "scenario.toml [rule] rate_doses_per_head",
                    "lower the rate, or leave it out: the largest payable rate is then used"});
        } else {
            part = round.at_highest_rate();
        }
        for (std::size_t i = 0; i < problem.claims.size(); ++i)
            for (std::size_t j = 0; j < problem.lines.size(); ++j) plan.at(i, j) += part->at(i, j);
    }
    return plan;
}

}  // namespace aliquot
