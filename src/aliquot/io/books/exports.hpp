// The books in formats that other programs read.
#pragma once

#include <string>

#include "aliquot/io/books/books.hpp"

namespace aliquot {

// A double-entry journal (hledger 1.25), the number of its record and who gave the command beside
// each transfer; every balance is asserted before each round and at the end.
[[nodiscard]] std::string books_journal(const Books& books);

// A row for each transfer: CSV with a header and HXL tags (hxlstandard.org, 1.1) below it.
[[nodiscard]] std::string books_hxl(const Books& books);

}  // namespace aliquot
