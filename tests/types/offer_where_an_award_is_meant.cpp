// An offer is not an award: what was proposed and what was put to a participant never add up.
#include <vector>

#include "aliquot/domain/offer.hpp"

void list(std::vector<aliquot::Award>& awards, const aliquot::Offer& offer) {
    awards.push_back(offer);
}
