// The order in which awards and exclusions are written, in tables and packages alike: by key, so
// that the bytes do not depend on the order in which a replay happened to record them.
#pragma once

#include <algorithm>
#include <tuple>
#include <vector>

#include "aliquot/domain/exclusion.hpp"
#include "aliquot/domain/offer.hpp"

namespace aliquot {

template <class Row, class Key>
[[nodiscard]] std::vector<Row> sorted_by(std::vector<Row> rows, Key key) {
    std::ranges::stable_sort(rows, {}, key);
    return rows;
}

[[nodiscard]] inline std::vector<Award> sorted_awards(std::vector<Award> rows) {
    return sorted_by(std::move(rows), [](const Award& each) {
        return std::tuple{each.round,  each.date,   each.participant,
                          each.supply, each.source, each.doses};
    });
}

[[nodiscard]] inline std::vector<Exclusion> sorted_exclusions(std::vector<Exclusion> rows) {
    return sorted_by(std::move(rows), [](const Exclusion& each) {
        return std::tie(each.round, each.participant, each.product, each.supply, each.code,
                        each.detail, each.would_change_it);
    });
}

}  // namespace aliquot
