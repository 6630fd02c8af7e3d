// A mixed-integer program: what a solver, or a file for any solver, is asked.
#pragma once

#include <string>
#include <vector>

namespace aliquot::mip {

struct Column {
    std::string name;
    double lower = 0;
    double upper = 0;
    bool integer = false;
    double cost = 0;
};

struct Term {
    std::size_t column;
    double factor;
};

struct Row {  // lower <= sum of terms <= upper
    std::string name;
    double lower;
    double upper;
    std::vector<Term> terms;
};

inline constexpr double infinity = 1e30;

// Minimise the sum of cost x value.
struct Model {
    std::vector<std::string> comments;
    std::vector<Column> columns;
    std::vector<Row> rows;
};

}  // namespace aliquot::mip
