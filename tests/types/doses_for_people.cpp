// How many doses "ten people" need depends on what they are to be given: ask for courses.
#include "aliquot/domain/coverage.hpp"

auto doses() {
    return aliquot::doses_for(aliquot::People{10}, aliquot::DosesPerCourse{2});
}
