// A course may be one dose, two or three; only doses_for() turns courses into doses.
#include "aliquot/domain/supply.hpp"

void set(aliquot::SupplyLine& line) {
    line.doses = aliquot::Courses{1};
}
