// Which supply lines of a solved round are used up together, and how far they reach.
//
// Read off the exact answer alone: a claim that could take more is stopped because every line it
// could get doses from, directly or by moving others to lines that are open to them, is used up.
// Nothing of the solver is included, so the arithmetic printed from here checks the answer.
#pragma once

#include <optional>
#include <vector>

#include "aliquot/facility/claims.hpp"

namespace aliquot {

class SupplyBlocks {
public:
    // `bound`: the claims that no limit of their own stops. The blocks are theirs.
    SupplyBlocks(const PosedRound& posed, const Grid<Courses>& exact,
                 const std::vector<std::size_t>& bound);

    [[nodiscard]] const std::vector<SupplyBlock>& blocks() const { return blocks_; }
    // The block whose level stops the claim; nothing if a line that it could use is not used up.
    [[nodiscard]] std::optional<std::size_t> block_of(std::size_t claim) const {
        return block_of_.at(claim);
    }

private:
    void follow_exchanges();
    [[nodiscard]] bool stopped_at(std::size_t claim, std::size_t line) const;
    [[nodiscard]] std::vector<bool> within_reach(std::size_t claim) const;
    void label(std::size_t claim, std::vector<std::optional<std::size_t>>& labels);
    [[nodiscard]] SupplyBlock described(const std::vector<std::size_t>& lines) const;
    void add(std::size_t claim, const std::vector<std::size_t>& lines, SupplyBlock& block) const;
    [[nodiscard]] Coverage next_course_at(std::size_t claim) const;

    const PosedRound& posed_;
    const Problem& problem_;
    const Grid<Courses>& exact_;
    std::vector<Courses> given_;  // by claim
    Grid<LineState> states_;
    std::vector<bool> used_up_;  // by line
    Grid<char> reach_;           // from line to line, by moving those who use it
    std::vector<SupplyBlock> blocks_;
    std::vector<std::vector<std::size_t>> lines_of_block_;
    std::vector<std::optional<std::size_t>> block_of_;
};

// Courses of all lines that the exact answer gives the claim.
[[nodiscard]] Courses exact_courses(const Grid<Courses>& exact, std::size_t claim);

// What stands between each claim (rows) and one course more of each line (columns).
[[nodiscard]] Grid<LineState> line_states(const Problem& problem, const Grid<Courses>& exact);

}  // namespace aliquot
