// Each gate, with its facts and what would open it.
#include "aliquot/facility/gates.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "aliquot/core/text.hpp"

namespace aliquot {

Date Gates::expected_arrival(Date today, Date available) const {
    const Date accepted = today + Days{scenario_->settings.gates.answer_days};
    return std::max(accepted, available) + Days{scenario_->settings.delivery.transit_days};
}

std::optional<ClosedGate> Gates::closed(ParticipantIndex participant, SupplyIndex line, Date today,
                                        Date available, const Position& position) const {
    const ProductIndex product = scenario_->at(line).product;
    const Date arrival = expected_arrival(today, available);
    const auto& off = scenario_->settings.gates.off;
    const auto applied = [&](Gate gate) -> Gate {
        return gate && !off.contains(gate->code) ? std::move(gate) : std::nullopt;
    };
    Gate opted_out;
    if (knowledge_->has_chosen(Choice::opt_out, participant, product, today))
        opted_out = ClosedGate{
            ExclusionCode::opted_out,
            fmt::format("opted out of {} on {}", scenario_->at(product).id, format_date(today)),
            "the participant withdraws its opt-out"};
    if (Gate gate = applied(std::move(opted_out))) return gate;
    if (Gate gate = applied(steps(participant, product, today))) return gate;
    if (Gate gate = applied(storage(participant, product, today))) return gate;
    if (Gate gate = applied(border(participant, arrival))) return gate;
    if (Gate gate = applied(shelf_life(line, arrival))) return gate;
    if (Gate gate = applied(earmark(participant, line))) return gate;
    if (Gate gate = applied(limit(participant, line, position.of_line))) return gate;
    return applied(product_count(participant, product, position));
}

Gates::Gate Gates::steps(ParticipantIndex participant, ProductIndex product, Date today) const {
    const auto& required = scenario_->settings.gates.required_steps;
    const auto missing = knowledge_->missing_steps(required, participant, product, today);
    if (missing.empty()) return std::nullopt;
    return ClosedGate{ExclusionCode::step_missing,
                      fmt::format("{} of {} readiness steps done on {}; missing: {}",
                                  required.size() - missing.size(), required.size(),
                                  format_date(today), fmt::join(missing, ", ")),
                      fmt::format("these steps are completed: {}", fmt::join(missing, ", "))};
}

Gates::Gate Gates::storage(ParticipantIndex participant, ProductIndex product, Date today) const {
    const auto storage = static_cast<std::size_t>(scenario_->at(product).storage_class);
    const Capacity* capacity = knowledge_->capacity(participant, today);
    if (capacity == nullptr || capacity->litres.at(storage) != 0) return std::nullopt;
    return ClosedGate{ExclusionCode::storage_class_missing,
                      fmt::format("{} needs {} storage; none is there", scenario_->at(product).id,
                                  storage_class_names.at(storage)),
                      fmt::format("{} capacity is installed", storage_class_names.at(storage))};
}

Gates::Gate Gates::border(ParticipantIndex participant, Date arrival) const {
    const auto until = knowledge_->border_closed_until(participant, arrival);
    if (!until) return std::nullopt;
    return ClosedGate{ExclusionCode::border_closed,
                      fmt::format("would arrive on {}; the border is closed until {}",
                                  format_date(arrival), format_date(*until)),
                      "the border opens to vaccine deliveries"};
}

Gates::Gate Gates::shelf_life(SupplyIndex line, Date arrival) const {
    const auto& expires = scenario_->at(line).expires;
    if (!expires) return std::nullopt;
    const auto days = (*expires - arrival).count();
    const std::int64_t required = scenario_->settings.gates.shelf_life_on_arrival_days;
    if (days >= required) return std::nullopt;
    return ClosedGate{ExclusionCode::shelf_life_short,
                      fmt::format("would arrive on {} with {} days of shelf life; {} are required",
                                  format_date(arrival), std::max<std::int64_t>(days, 0), required),
                      fmt::format("it arrives by {}, or shorter shelf life is accepted",
                                  format_date(*expires - Days{required}))};
}

Gates::Gate Gates::earmark(ParticipantIndex participant, SupplyIndex line) const {
    const auto& earmark = scenario_->at(line).earmark;
    if (earmark.empty() || std::ranges::find(earmark, participant) != earmark.end())
        return std::nullopt;
    const std::string& donor = scenario_->at(line).donor;
    return ClosedGate{ExclusionCode::not_earmarked,
                      fmt::format("earmarked for {} others{}", earmark.size(),
                                  donor.empty() ? "" : " by " + donor),
                      "the donor lifts or widens the earmark"};
}

std::optional<Doses> Gates::left_of_limit(ParticipantIndex participant, SupplyIndex line,
                                          Doses of_line) const {
    const auto found = limits_.find({participant, line});
    if (found == limits_.end()) return std::nullopt;
    return found->second > of_line ? found->second - of_line : Doses{0};
}

Gates::Gate Gates::limit(ParticipantIndex participant, SupplyIndex line, Doses of_line) const {
    const auto left = left_of_limit(participant, line, of_line);
    const DosesPerCourse schedule = scenario_->product_of(line).doses_per_course;
    if (!left || whole_courses(*left, schedule) > Courses{0}) return std::nullopt;
    return ClosedGate{ExclusionCode::limit_reached,
                      fmt::format("has {} doses of this supply line; {} doses are left to its "
                                  "limit, less than a course",
                                  grouped(of_line.value()), left->value()),
                      "the limit on this supply line is raised"};
}

Gates::Gate Gates::product_count(ParticipantIndex participant, ProductIndex product,
                                 const Position& position) const {
    const auto& most = scenario_->at(participant).max_products;
    if (!most || position.products.contains(product)) return std::nullopt;
    if (std::ssize(position.products) < *most) return std::nullopt;
    return ClosedGate{ExclusionCode::product_limit_reached,
                      fmt::format("already uses {} products, its limit", position.products.size()),
                      "the participant accepts more products"};
}

}  // namespace aliquot
