// A model's terms column by column, as solvers read them.
#pragma once

#include <vector>

#include "aliquot/allocation/mip/model.hpp"

namespace aliquot::mip {

struct Matrix {
    std::vector<int> starts;
    std::vector<int> rows;
    std::vector<double> factors;
    std::vector<double> cost, column_lower, column_upper, row_lower, row_upper;

    explicit Matrix(const Model& model) {
        std::vector<std::vector<std::pair<int, double>>> columns(model.columns.size());
        for (std::size_t r = 0; r < model.rows.size(); ++r) {
            row_lower.push_back(model.rows[r].lower);
            row_upper.push_back(model.rows[r].upper);
            for (const Term& term : model.rows[r].terms)
                columns[term.column].emplace_back(static_cast<int>(r), term.factor);
        }
        for (std::size_t c = 0; c < model.columns.size(); ++c) {
            cost.push_back(model.columns[c].cost);
            column_lower.push_back(model.columns[c].lower);
            column_upper.push_back(model.columns[c].upper);
            starts.push_back(static_cast<int>(rows.size()));
            for (const auto& [row, factor] : columns[c]) {
                rows.push_back(row);
                factors.push_back(factor);
            }
        }
        starts.push_back(static_cast<int>(rows.size()));
    }
};

}  // namespace aliquot::mip
