// A block reaches as far as the best covered of those that use a line of it or of a lower one.
#include "aliquot/sharing/block_levels.hpp"

namespace aliquot {

void BlockLevels::begin_block(const std::vector<char>& lines) {
    last_.emplace_back();
    for (std::size_t j = 0; j < levels_.size(); ++j)
        if (lines[j]) levels_[j].block = static_cast<std::uint32_t>(last_.size());
}

bool BlockLevels::is_later(const Reach& a, const Reach& b) {
    if (a.weight == 0 || b.weight == 0) return a.weight > 0;
    const Wide left = Wide{a.covered} * b.weight;
    const Wide right = Wide{b.covered} * a.weight;
    return left > right || (left == right && a.weight < b.weight);
}

std::vector<LineLevel> BlockLevels::found() const {
    std::vector<Reach> last = last_;
    for (Taker taker = 0; taker < exchange_.private_takers(); ++taker) {
        if (exchange_.given(taker) == 0) continue;
        const std::uint32_t block = lowest_block(taker);
        if (block == 0) continue;
        const std::uint32_t i = exchange_.owner(taker);
        keep_later(last[block - 1], {pool_.held[i] + exchange_.given(taker) - 1, pool_.weight[i]});
    }
    for (std::size_t block = 1; block < last.size(); ++block)
        keep_later(last[block], last[block - 1]);
    std::vector<LineLevel> levels = levels_;
    for (LineLevel& level : levels) {
        if (level.block == 0) continue;
        level.covered = last[level.block - 1].covered;
        level.weight = last[level.block - 1].weight;
    }
    return levels;
}

std::uint32_t BlockLevels::lowest_block(Taker taker) const {
    std::uint32_t lowest = 0;
    for (std::size_t k = 0; k < exchange_.uses(taker); ++k) {
        const Exchange::Use use = exchange_.use(taker, k);
        const std::uint32_t block = levels_[use.line].block;
        if (use.courses > 0 && block > 0 && (lowest == 0 || block < lowest)) lowest = block;
    }
    return lowest;
}

}  // namespace aliquot
