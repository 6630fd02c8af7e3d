// How a broken promise is reported.
#include "aliquot/core/check.hpp"

#include <string>

namespace aliquot::detail {

void check_failed(const char* promise, const char* file, int line) {
    throw BrokenPromise(std::string{"broken promise: "} + promise + " (" + file + ":" +
                        std::to_string(line) + ")");
}

}  // namespace aliquot::detail
