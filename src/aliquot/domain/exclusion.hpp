// Why a participant, or a participant and a supply line, was left out of a round.
//
// The codes are closed and ordered: the first that applies is the one given. Each has a heading
// in docs/reference/exclusions.md, and each exclusion says what would change it.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "aliquot/domain/participant.hpp"
#include "aliquot/domain/supply.hpp"

namespace aliquot {

enum class ExclusionCode {
    opted_out,
    step_missing,
    storage_class_missing,
    capacity_full,
    absorption_full,
    border_closed,
    shelf_life_short,
    not_earmarked,
    limit_reached,
    request_met,
    above_threshold,
    product_limit_reached,
    minimum_shipment_not_reached,
    supply_exhausted,
};

inline constexpr std::array<std::string_view, 14> exclusion_code_names{
    "opted_out",
    "step_missing",
    "storage_class_missing",
    "capacity_full",
    "absorption_full",
    "border_closed",
    "shelf_life_short",
    "not_earmarked",
    "limit_reached",
    "request_met",
    "above_threshold",
    "product_limit_reached",
    "minimum_shipment_not_reached",
    "supply_exhausted"};

[[nodiscard]] constexpr std::string_view name_of(ExclusionCode code) {
    return exclusion_code_names.at(static_cast<std::size_t>(code));
}

struct Exclusion {
    int round = 0;
    ParticipantIndex participant;
    std::optional<ProductIndex> product;  // nothing: every product
    std::optional<SupplyIndex> supply;    // nothing: every supply line
    ExclusionCode code = ExclusionCode::supply_exhausted;
    std::string detail;           // the facts, with numbers and dates
    std::string would_change_it;  // what the participant or the facility could do
};

}  // namespace aliquot
