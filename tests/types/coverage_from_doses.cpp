// Coverage counts people with a full course. Measured in doses it would be wrong by a factor of
// two.
#include "aliquot/domain/coverage.hpp"

auto coverage() {
    return aliquot::Coverage{aliquot::Doses{1}, aliquot::People{10}};
}
