// Two counts of different things have no order.
#include "aliquot/domain/coverage.hpp"

bool enough() {
    return aliquot::Doses{2} < aliquot::Courses{2};
}
