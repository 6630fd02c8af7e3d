// The third product is not the third participant.
#include "aliquot/domain/scenario.hpp"

const aliquot::Participant& look_up(const aliquot::Scenario& scenario, aliquot::Award award) {
    award.participant = scenario.at(award.supply).product;
    return scenario.at(award.participant);
}
