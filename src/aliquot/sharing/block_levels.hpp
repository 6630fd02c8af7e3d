// How far the lines of each block reach: the last course that was given to any of their users.
#pragma once

#include <cstdint>
#include <vector>

#include "aliquot/core/wide.hpp"
#include "aliquot/sharing/exchange.hpp"
#include "aliquot/sharing/shares.hpp"

namespace aliquot {

class BlockLevels {
public:
    BlockLevels(const Pool& pool, const Exchange& exchange)
        : pool_{pool}, exchange_{exchange}, levels_(pool.lines()) {}

    // The next block, after all poorer ones.
    void begin_block(const std::vector<char>& lines);
    // Somebody who uses lines of the block had so much before its last course.
    void reach(std::int64_t covered, std::int64_t weight) {
        keep_later(last_.back(), {covered, weight});
    }

    // By line. Requires: every private taker has been given what it is to have.
    [[nodiscard]] std::vector<LineLevel> found() const;

private:
    // What somebody had before its last course. Weight 0: nobody was given anything.
    struct Reach {
        std::int64_t covered = 0;
        std::int64_t weight = 0;
    };

    // The later of the two courses; of equals that of the smaller weight.
    static void keep_later(Reach& latest, const Reach& other) {
        const double left = static_cast<double>(other.covered) * static_cast<double>(latest.weight);
        const double right =
            static_cast<double>(latest.covered) * static_cast<double>(other.weight);
        if (left < right * (1 - 1e-12)) return;  // beyond any rounding
        if (is_later(other, latest)) latest = other;
    }
    [[nodiscard]] static bool is_later(const Reach& a, const Reach& b);
    [[nodiscard]] std::uint32_t lowest_block(Taker taker) const;

    const Pool& pool_;
    const Exchange& exchange_;
    std::vector<LineLevel> levels_;  // by line
    std::vector<Reach> last_;        // by block
};

}  // namespace aliquot
