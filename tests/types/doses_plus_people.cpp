// Doses are what is shipped, people are who is protected: there is no sum of the two.
#include "aliquot/domain/coverage.hpp"

auto sum() {
    return aliquot::Doses{1} + aliquot::People{1};
}
