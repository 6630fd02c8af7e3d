// One error as one line for people.
#include "aliquot/io/error_text.hpp"

namespace aliquot {

std::string format_error(const Error& error) {
    std::string line = error.where;
    if (!line.empty() && !error.what.empty()) line += ": ";
    line += error.what;
    if (!error.hint.empty()) line += "; " + error.hint;
    return line;
}

}  // namespace aliquot
