// What happened, in a sentence that needs nothing around it.
#pragma once

#include <string>

#include "aliquot/io/books/books.hpp"

namespace aliquot {

// "offer 2: 450 doses of SHIP to BEECH, to be answered by 2022-01-17"
[[nodiscard]] std::string event_words(const Books& books, const Event& event);

}  // namespace aliquot
