// What there is to share: products, and the supply lines in which they arrive.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "aliquot/core/date.hpp"
#include "aliquot/domain/coverage.hpp"
#include "aliquot/domain/participant.hpp"

namespace aliquot {

using ProductIndex = Index<struct ProductKind>;
using SupplyIndex = Index<struct SupplyLineKind>;

// Storage temperature (WHO): 2 to 8 C, -25 to -15 C, -90 to -60 C.
enum class StorageClass { fridge, freezer, ultra_cold };
inline constexpr std::array<std::string_view, 3> storage_class_names{"fridge", "freezer",
                                                                     "ultra_cold"};

struct Product {
    std::string id;
    std::string name;
    DosesPerCourse doses_per_course{2};
    StorageClass storage_class = StorageClass::fridge;
    std::int64_t volume_mm3_per_dose = 0;  // packed; 0: not given
    Doses lot{1};                          // allocation lot: the smallest step it is shared in
    Doses minimum_shipment{0};             // the least worth sending at once
    std::int64_t interval_days = 0;        // between the doses of a course
    std::optional<std::int64_t> shelf_life_days;
    std::optional<Share> efficacy_infection;
    std::optional<Share> efficacy_disease;
};

enum class SupplyKind { purchase_agreement, donation, reallocation };
inline constexpr std::array<std::string_view, 3> supply_kind_names{"purchase_agreement", "donation",
                                                                   "reallocation"};

// Doses of one product and kind that become available at a date and expire at another.
struct SupplyLine {
    std::string id;
    ProductIndex product;
    Doses doses;
    Date available;
    std::optional<Date> expires;  // the last day of use
    SupplyKind kind = SupplyKind::purchase_agreement;
    std::string donor;
    std::vector<ParticipantIndex> earmark;  // who may receive it; empty: everyone
    std::int64_t priority = 0;              // higher goes first among equals
};

}  // namespace aliquot
