// Checks of the program's own promises, on in every build.
//
// A failed check is a bug in this library, never a mistake in someone's input;
// input is answered with Result (see result.hpp). BrokenPromise is caught only
// at the doors: the command line, the service, and the Python module.
#pragma once

#include <stdexcept>

namespace aliquot {

class BrokenPromise : public std::logic_error {
    using std::logic_error::logic_error;
};

namespace detail {
[[noreturn]] void check_failed(const char* promise, const char* file, int line);
}  // namespace detail

}  // namespace aliquot

#define ALIQUOT_CHECK(promise) \
    ((promise) ? void(0) : ::aliquot::detail::check_failed(#promise, __FILE__, __LINE__))
