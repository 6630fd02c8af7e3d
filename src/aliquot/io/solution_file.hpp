// What a mixed-integer solver answered, read from a file: columns and their values.
//
// Four shapes are read: plain lines `name value`; what `cbc ... solution FILE` writes; what
// `highs --solution_file FILE` writes; the table that `glpsol -o FILE` writes. Nothing in it is
// believed: values only propose a plan, which is checked like anyone's.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "aliquot/core/result.hpp"

namespace aliquot {

struct SolutionValue {
    std::string name;
    double value = 0;
    std::uint64_t line = 0;  // of the file, from 1
};

// Promises: names differ, values are finite, in the order of the file.
// Errors: wrong_input, each with file and line.
[[nodiscard]] Checked<std::vector<SolutionValue>> read_solution(std::string_view file,
                                                                std::string_view bytes);

}  // namespace aliquot
