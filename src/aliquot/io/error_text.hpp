// One error as one line for people: where it is, what is wrong, and what to do about it.
#pragma once

#include <string>

#include "aliquot/core/result.hpp"

namespace aliquot {

// "participants.csv row 3, column population: "-5" is negative; give a whole number of people"
[[nodiscard]] std::string format_error(const Error& error);

}  // namespace aliquot
