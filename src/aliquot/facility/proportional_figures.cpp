// The rate is read off the plan: the highest (had + given) / population among those who got more
// than the smallest shipment. At that rate the formula gives each of them what it got.
#include "aliquot/facility/proportional_figures.hpp"

#include <algorithm>
#include <numeric>
#include <optional>

namespace aliquot {

namespace {

class OneProduct {
public:
    OneProduct(const PosedRound& posed, const Plan& plan, std::size_t product)
        : posed_{posed}, problem_{posed.problem}, plan_{plan}, product_{product} {
        for (std::size_t j = 0; j < problem_.lines.size(); ++j)
            if (problem_.lines[j].product == product) lines_.push_back(j);
        const Line& line = problem_.lines[lines_.front()];
        per_course_ = line.per_course.value();
        const bool lots = posed.parameters.lots.respect;
        lot_ = lots ? std::lcm(line.lot.value(), per_course_) : per_course_;
        minimum_ = lots ? line.minimum_shipment.value() : 0;
    }

    [[nodiscard]] bool open(std::size_t i) const {
        return std::ranges::any_of(lines_, [&](std::size_t j) { return problem_.open(i, j); });
    }
    [[nodiscard]] Doses given(std::size_t i) const {
        Doses doses;
        for (const std::size_t j : lines_) doses += plan_.at(i, j);
        return doses;
    }
    // From the facility before the round, and of products that were shared earlier in it.
    [[nodiscard]] Doses had(std::size_t i) const {
        Doses doses = problem_.claims[i].facility_doses;
        for (std::size_t j = 0; j < problem_.lines.size(); ++j)
            if (problem_.lines[j].product < product_) doses += plan_.at(i, j);
        return doses;
    }
    [[nodiscard]] std::int64_t ceiling_doses(std::size_t i) const {
        return posed_.parameters.rule.ceiling.ceil_of(per_course_ *
                                                      problem_.claims[i].population.value());
    }
    [[nodiscard]] std::int64_t in_lots_up(std::int64_t doses) const {
        return (doses + lot_ - 1) / lot_ * lot_;
    }
    [[nodiscard]] Doses smallest(std::size_t i) const {
        return Doses{std::min(in_lots_up(minimum_), in_lots_up(ceiling_doses(i)))};
    }
    [[nodiscard]] Doses lot() const { return Doses{lot_}; }
    [[nodiscard]] SupplyIndex first_line() const { return posed_.lines[lines_.front()]; }

    // Doses for people: nothing for one, when nobody got more than the smallest shipment.
    [[nodiscard]] std::pair<std::int64_t, std::int64_t> rate() const {
        if (product_ < problem_.fixed_rates.size() && problem_.fixed_rates[product_])
            return {problem_.fixed_rates[product_]->in_billionths(), Share::one};
        std::pair<std::int64_t, std::int64_t> highest{0, 1};
        for (std::size_t i = 0; i < problem_.claims.size(); ++i) {
            if (given(i) <= smallest(i)) continue;
            const std::int64_t doses = (had(i) + given(i)).value();
            const std::int64_t people = problem_.claims[i].population.value();
            if (Wide{doses} * highest.second > Wide{highest.first} * people)
                highest = {doses, people};
        }
        return highest;
    }

private:
    const PosedRound& posed_;
    const Problem& problem_;
    const Plan& plan_;
    std::size_t product_;
    std::vector<std::size_t> lines_;
    std::int64_t per_course_ = 1;
    std::int64_t lot_ = 1;
    std::int64_t minimum_ = 0;
};

}  // namespace

std::vector<ProductRate> product_rates(const Scenario& scenario, const PosedRound& posed,
                                       const Plan& plan, std::size_t claim) {
    std::vector<ProductRate> rates;
    std::size_t products = 0;
    for (const Line& line : posed.problem.lines) products = std::max(products, line.product + 1);
    for (std::size_t product = 0; product < products; ++product) {
        const OneProduct one{posed, plan, product};
        if (!one.open(claim)) continue;
        const auto [doses, people] = one.rate();
        rates.push_back({scenario.at(one.first_line()).product, doses, people, one.had(claim),
                         one.lot(), one.smallest(claim), one.given(claim)});
    }
    return rates;
}

bool ceiling_is_reached(const Scenario& scenario, const PosedRound& posed, const ProductRate& rate,
                        std::size_t claim) {
    const std::int64_t per_course = scenario.at(rate.product).doses_per_course.value();
    const std::int64_t most = posed.parameters.rule.ceiling.ceil_of(
        per_course * posed.problem.claims[claim].population.value());
    return (rate.had + rate.given).value() >= most;
}

}  // namespace aliquot
