// The largest payable rate over all products, by bisection on a flow.
#include "aliquot/allocation/pooled.hpp"

#include <algorithm>
#include <numeric>

#include "aliquot/allocation/flow.hpp"
#include "aliquot/allocation/rounding.hpp"

namespace aliquot {

namespace {

class OneRate {
public:
    OneRate(const Problem& problem, Share ceiling) : problem_{problem}, ceiling_{ceiling} {
        for (std::size_t i = 0; i < problem.claims.size(); ++i) {
            const Claim& claim = problem.claims[i];
            std::array<std::int64_t, 3> storable{0, 0, 0};
            for (std::size_t j = 0; j < problem.lines.size(); ++j) {
                auto& sum = storable.at(problem.lines[j].storage_class);
                sum = std::min(sum + problem.limit.at(i, j).value(), Claim::unlimited);
            }
            std::int64_t able = 0;
            for (std::size_t c = 0; c < storable.size(); ++c)
                able += std::min(storable.at(c), claim.class_room.at(c).value());
            able_.push_back(std::min({able, claim.room.value(), below_ceiling(i)}));
        }
    }

    [[nodiscard]] Grid<Courses> at_highest_rate() const {
        std::int64_t payable = 0;
        std::int64_t too_high = ceiling_.in_billionths() * (rate_unit / Share::one) + 1;
        if (auto all = place(owed_at(too_high - 1))) return *std::move(all);
        while (too_high - payable > 1) {
            const std::int64_t middle = std::midpoint(payable, too_high);
            (place(owed_at(middle)) ? payable : too_high) = middle;
        }
        return *place(owed_at(payable));
    }

    // Lots of each line as placed; then the smallest shipments.
    [[nodiscard]] Plan in_lots(const Grid<Courses>& exact) const {
        Plan plan{problem_.claims.size(), problem_.lines.size()};
        std::vector<Doses> left;
        for (std::size_t j = 0; j < problem_.lines.size(); ++j) {
            const Line& line = problem_.lines[j];
            const std::int64_t step = line.step().value();
            left.push_back(line.doses);
            for (std::size_t i = 0; i < problem_.claims.size(); ++i) {
                const Doses placed = doses_for(exact.at(i, j), line.per_course);
                const Doses whole{placed.value() / step * step};
                if (whole < line.first_step()) continue;
                plan.at(i, j) = whole;
                left[j] -= whole;
            }
        }
        for (const std::size_t i : least_supplied_first())
            if (courses_of_row(exact, i) > 0 && courses_given(problem_, plan, i) == Courses{0})
                give_smallest(i, left, plan);
        return plan;
    }

private:
    // Every share is a whole number of these, and rates between them are found to 2^-20 of one.
    static constexpr std::int64_t rate_unit = Share::one << 20;

    [[nodiscard]] std::int64_t below_ceiling(std::size_t i) const {
        const Claim& claim = problem_.claims[i];
        const std::int64_t most = ceiling_.ceil_of(claim.population.value());
        return std::max<std::int64_t>(most - claim.facility_courses.value(), 0);
    }

    [[nodiscard]] std::vector<std::int64_t> owed_at(std::int64_t rate) const {
        std::vector<std::int64_t> owed;
        for (std::size_t i = 0; i < problem_.claims.size(); ++i) {
            const Claim& claim = problem_.claims[i];
            const Wide due =
                Wide{rate} * claim.population.value() / rate_unit - claim.facility_courses.value();
            owed.push_back(static_cast<std::int64_t>(std::clamp<Wide>(due, 0, Wide{able_[i]})));
        }
        return owed;
    }

    // Lines to the storage classes of claims, and on to the claims. Nothing if not all is placed.
    [[nodiscard]] std::optional<Grid<Courses>> place(const std::vector<std::int64_t>& owed) const {
        const std::size_t lines = problem_.lines.size();
        const auto store = [&](std::size_t i, std::size_t c) { return 2 + lines + 4 * i + c; };
        FlowNetwork network{2 + lines + 4 * owed.size()};
        Grid<FlowNetwork::Arc> arcs{owed.size(), lines};
        for (std::size_t j = 0; j < lines; ++j)
            network.add_arc(0, 2 + j, problem_.lines[j].courses().value());
        for (std::size_t i = 0; i < owed.size(); ++i) {
            for (std::size_t j = 0; j < lines; ++j)
                if (owed[i] > 0 && problem_.open(i, j))
                    arcs.at(i, j) =
                        network.add_arc(2 + j, store(i, problem_.lines[j].storage_class),
                                        problem_.limit.at(i, j).value());
            for (std::size_t c = 0; c < 3; ++c)
                network.add_arc(store(i, c), store(i, 3),
                                problem_.claims[i].class_room.at(c).value());
            network.add_arc(store(i, 3), 1, owed[i]);
        }
        if (network.augment(0, 1) != std::accumulate(owed.begin(), owed.end(), std::int64_t{0}))
            return std::nullopt;
        Grid<Courses> placed{owed.size(), lines};
        for (std::size_t i = 0; i < owed.size(); ++i)
            for (std::size_t j = 0; j < lines; ++j)
                if (owed[i] > 0 && problem_.open(i, j))
                    placed.at(i, j) = Courses{network.flow(arcs.at(i, j))};
        return placed;
    }

    static std::int64_t courses_of_row(const Grid<Courses>& grid, std::size_t i) {
        Courses sum;
        for (std::size_t j = 0; j < grid.columns(); ++j) sum += grid.at(i, j);
        return sum.value();
    }

    [[nodiscard]] std::vector<std::size_t> least_supplied_first() const {
        std::vector<std::size_t> order(problem_.claims.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) {
            const Claim& left = problem_.claims[a];
            const Claim& right = problem_.claims[b];
            return Coverage{left.facility_courses, left.population} <
                   Coverage{right.facility_courses, right.population};
        });
        return order;
    }

    // The minimum shipment, or what the ceiling leaves if that is less, rounded up to a lot.
    void give_smallest(std::size_t i, std::vector<Doses>& left, Plan& plan) const {
        const Claim& claim = problem_.claims[i];
        for (std::size_t j = 0; j < problem_.lines.size(); ++j) {
            const Line& line = problem_.lines[j];
            const std::int64_t step = line.step().value();
            const std::int64_t rest = below_ceiling(i) * line.per_course.value();
            const Doses smallest{
                std::min(line.first_step().value(), (rest + step - 1) / step * step)};
            const Courses courses = whole_courses(smallest, line.per_course);
            if (courses == Courses{0} || smallest > left[j] || courses > claim.room ||
                courses > problem_.limit.at(i, j) ||
                courses > claim.class_room.at(line.storage_class))
                continue;
            plan.at(i, j) = smallest;
            left[j] -= smallest;
            return;
        }
    }

    const Problem& problem_;
    Share ceiling_;
    std::vector<std::int64_t> able_;  // courses that each claim may take in all
};

}  // namespace

Pooled pooled(const Problem& problem, Share ceiling, bool respect_lots) {
    const OneRate round{problem, ceiling};
    Grid<Courses> exact = round.at_highest_rate();
    Plan plan = respect_lots ? round.in_lots(exact) : whole_course_plan(problem, exact);
    return {std::move(exact), std::move(plan)};
}

}  // namespace aliquot
