// A bare number does not say what it counts; whoever means doses writes Doses{1}.
#include "aliquot/domain/coverage.hpp"

aliquot::Doses doses() {
    return 1;
}
