// How the page looks, and its one small script.
#pragma once

#include <string_view>

namespace aliquot::report {

[[nodiscard]] std::string_view style();   // CSS
[[nodiscard]] std::string_view script();  // JavaScript: search, sort, unfold before printing

}  // namespace aliquot::report
