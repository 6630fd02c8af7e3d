// A share is exact: a floating-point number has to say that it is to be rounded.
#include "aliquot/core/share.hpp"

aliquot::Share share() {
    return 0.2;
}
