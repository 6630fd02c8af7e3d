// Courses over people, never people over courses.
#include "aliquot/domain/coverage.hpp"

auto coverage() {
    return aliquot::Coverage{aliquot::People{10}, aliquot::Courses{1}};
}
