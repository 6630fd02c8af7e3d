// Who takes part in the facility. Never "country": territories and agencies take part too.
#pragma once

#include <optional>
#include <string>

#include "aliquot/core/index.hpp"
#include "aliquot/core/share.hpp"
#include "aliquot/domain/coverage.hpp"

namespace aliquot {

using ParticipantIndex = Index<struct ParticipantKind>;

struct Place {
    double latitude = 0;   // degrees north
    double longitude = 0;  // degrees east
};

struct Participant {
    std::string id;    // ISO 3166-1 alpha-3, or a declared id
    std::string name;  // for people
    People population;
    People target_population;              // whom the doses are shared for; sets the weight
    std::string group;                     // free label, such as an income group
    std::string region;                    // free label; places of one region are neighbours
    Share request_share = Share::whole();  // share of the population asked for
    std::int64_t weight = 1;               // a participant of weight 2 is owed twice the coverage
    std::optional<std::int64_t> max_products;
    std::optional<Place> place;

    // What its coverage is measured against when doses are shared: weight x target population.
    [[nodiscard]] People sharing_weight() const {
        std::int64_t product = 0;
        ALIQUOT_CHECK(!__builtin_mul_overflow(weight, target_population.value(), &product));
        return People{product};
    }
};

}  // namespace aliquot
