// A change of several claims and lines at once, kept only if it makes the plan better.
//
// Better is: more courses are given out and the least covered of those concerned is better covered;
// or as many are given out, and they are spread more evenly by the rounding's own measure: the sum
// of held^2 / weight (Webster), the coverages from the least (Adams) or from the largest
// (Jefferson). Every kept change raises the first or improves the second, so changes come to an
// end.
#pragma once

#include <vector>

#include "aliquot/allocation/lot_plan.hpp"

namespace aliquot {

class LotTrial {
public:
    explicit LotTrial(LotPlan& plan) : plan_{plan} {}

    void give(std::size_t i, std::size_t j, Doses doses);
    void take_back(std::size_t i, std::size_t j, Doses doses);
    void undo();
    // Undoes what was not better. Promises: true if the plan was changed for the better.
    [[nodiscard]] bool keep_if_better();

    // The claim, other than `except`, that a step of the line would raise from lowest; npos: none.
    [[nodiscard]] std::size_t best_taker(std::size_t j, std::size_t except) const;
    // The claim, other than `except`, that could best do without a step, or without all it has of
    // the line where a smaller shipment is not worth sending.
    [[nodiscard]] std::size_t best_giver(std::size_t j, std::size_t except) const;
    // What that claim would give: a step, or everything.
    [[nodiscard]] Doses spared(std::size_t i, std::size_t j) const;
    // Shares what the line has left, step by step, leaving out `except`.
    void share_left(std::size_t j, std::size_t except);
    // Takes back from others until the line has so much left; false: it cannot.
    [[nodiscard]] bool collect(std::size_t j, Doses wanted, std::size_t except);

    static constexpr std::size_t npos = static_cast<std::size_t>(-1);

private:
    struct Change {
        std::size_t claim;
        std::size_t line;
        Doses doses;
        bool given;
    };
    struct Concerned {
        std::int64_t before;
        std::int64_t after;
        std::int64_t weight;
    };

    [[nodiscard]] std::vector<Concerned> concerned() const;
    [[nodiscard]] bool is_better() const;

    LotPlan& plan_;
    std::vector<Change> changes_;
};

}  // namespace aliquot
