// The lines above the untouched blocks as a pool of their own, and its answer put beside the rest.
#include "aliquot/sharing/again.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "aliquot/core/wide.hpp"
#include "aliquot/sharing/districts.hpp"
#include "aliquot/sharing/kept_lines.hpp"
#include "aliquot/sharing/share.hpp"
#include "aliquot/sharing/verify.hpp"

namespace aliquot {

namespace {

bool is_later(const LineLevel& a, const LineLevel& b) {
    if (b.weight == 0) return a.weight > 0;
    return a.weight > 0 && Wide{a.covered} * b.weight > Wide{b.covered} * a.weight;
}

// The blocks that stay, who uses them, and what of other lines those recipients have.
class Untouched {
public:
    Untouched(const Pool& pool, const Shares& earlier, std::span<const std::uint32_t> declined)
        : user_(pool.recipients(), 0), of_others_(pool.recipients(), 0) {
        for (const LineLevel& level : earlier.levels) blocks_ = std::max(blocks_, level.block);
        std::vector<char> changed(pool.recipients(), 0);
        for (const std::uint32_t i : declined) changed[i] = 1;
        for (const Portion& each : earlier.portions)
            if (const std::uint32_t block = earlier.levels[each.line].block;
                changed[each.recipient] && block > 0)
                blocks_ = std::min(blocks_, block - 1);
        for (const LineLevel& level : earlier.levels) {
            stays_.push_back(level.block > 0 && level.block <= blocks_ ? 1 : 0);
            if (stays_.back() && is_later(level, reaches_)) reaches_ = level;
        }
        for (const Portion& each : earlier.portions)
            if (stays_[each.line])
                user_[each.recipient] = 1;
            else
                of_others_[each.recipient] += each.courses;
    }

    [[nodiscard]] std::uint32_t blocks() const { return blocks_; }
    [[nodiscard]] bool stays(LineNumber line) const { return stays_[line] != 0; }
    [[nodiscard]] bool uses(std::size_t recipient) const { return user_[recipient] != 0; }
    [[nodiscard]] std::int64_t of_others(std::size_t recipient) const {
        return of_others_[recipient];
    }
    [[nodiscard]] const LineLevel& reaches() const { return reaches_; }

private:
    std::uint32_t blocks_ = 0;
    std::vector<char> stays_;              // by line
    std::vector<char> user_;               // by recipient
    std::vector<std::int64_t> of_others_;  // by recipient: courses of lines that do not stay
    LineLevel reaches_;                    // how far the blocks that stay reach
};

// The lines that do not stay, for those who use no line that does; and for those who do, but take
// others beside it: of these they have all they can take, and may only change lines.
class Reduced {
public:
    Reduced(const Pool& pool, const Shares& earlier, const Untouched& untouched)
        : whole_{pool}, new_line_(pool.lines()) {
        for (LineNumber j = 0; j < pool.lines(); ++j) {
            if (untouched.stays(j)) continue;
            new_line_[j] = static_cast<LineNumber>(line_.size());
            line_.push_back(j);
            pool_.supply.push_back(pool.supply[j]);
            if (!pool.weeks.empty()) pool_.weeks.push_back(pool.weeks[j]);
        }
        add_groups();
        for (const auto& set : pool.sets) add_lines(set, pool_.sets.emplace_back());
        if (!pool.pair_begin.empty()) pool_.pair_begin.push_back(0);
        const std::vector<std::int64_t> room = room_within_districts(pool);
        for (std::uint32_t i = 0; i < pool.recipients(); ++i) {
            const std::int64_t of_others = untouched.of_others(i);
            if (!untouched.uses(i))
                add_recipient(i, pool.held[i], room[i]);
            else if (of_others > 0)
                add_recipient(i, pool.held[i] + earlier.given[i] - of_others, of_others);
        }
    }

    [[nodiscard]] const Pool& pool() const { return pool_; }
    [[nodiscard]] std::uint32_t recipient(std::size_t i) const { return recipient_[i]; }
    [[nodiscard]] LineNumber line(LineNumber j) const { return line_[j]; }

private:
    void add_lines(std::span<const LineNumber> lines, std::vector<LineNumber>& to) const {
        for (const LineNumber j : lines)
            if (new_line_[j]) to.push_back(*new_line_[j]);
    }

    void add_groups() {
        for (std::size_t g = 0; g < whole_.groups(); ++g) {
            add_lines(whole_.lines_of_group(g), pool_.group_lines);
            pool_.group_begin.push_back(static_cast<std::uint32_t>(pool_.group_lines.size()));
        }
    }

    void add_recipient(std::uint32_t i, std::int64_t held, std::int64_t room) {
        recipient_.push_back(i);
        pool_.weight.push_back(whole_.weight[i]);
        pool_.held.push_back(held);
        pool_.room.push_back(room);
        pool_.group.push_back(whole_.group[i]);
        pool_.tie_rank.push_back(whole_.rank(i));
        if (!whole_.weekly.empty()) pool_.weekly.push_back(whole_.weekly[i]);
        if (!whole_.set_room.empty())
            for (std::size_t k = 0; k < whole_.sets.size(); ++k)
                pool_.set_room.push_back(whole_.set_room[i * whole_.sets.size() + k]);
        if (whole_.pair_begin.empty()) return;
        for (std::uint64_t k = whole_.pair_begin[i]; k < whole_.pair_begin[i + 1]; ++k) {
            if (!new_line_[whole_.pair_line[k]]) continue;
            pool_.pair_line.push_back(*new_line_[whole_.pair_line[k]]);
            pool_.pair_most.push_back(whole_.pair_most[k]);
        }
        pool_.pair_begin.push_back(pool_.pair_line.size());
    }

    const Pool& whole_;
    Pool pool_;
    std::vector<std::optional<LineNumber>> new_line_;
    std::vector<LineNumber> line_;          // of the whole pool
    std::vector<std::uint32_t> recipient_;  // of the whole pool
};

// Whether somebody may have sunk below the blocks that stay, or have lost what it had beside them:
// so it can be if a decliner may take less of a line and moves to others'.
bool may_reach_below(const Untouched& untouched, const Reduced& reduced, const Shares& shares) {
    const Pool& pool = reduced.pool();
    for (std::uint32_t i = 0; i < pool.recipients(); ++i) {
        if (shares.given[i] >= pool.room[i]) continue;
        const LineLevel next{0, pool.held[i] + shares.given[i], pool.weight[i]};
        if (untouched.uses(reduced.recipient(i)) || !is_later(next, untouched.reaches()))
            return true;
    }
    return false;
}

Shares together(const Shares& earlier, const Untouched& untouched, const Reduced& reduced,
                const Shares& above) {
    Shares shares{earlier.given, {}, earlier.levels};
    std::vector<Portion> below;
    for (const Portion& each : earlier.portions)
        if (untouched.stays(each.line)) below.push_back(each);
    std::vector<Portion> others;
    for (const Portion& each : above.portions)
        others.push_back(
            {reduced.recipient(each.recipient), reduced.line(each.line), each.courses});
    shares.portions.reserve(below.size() + others.size());
    const auto place = [](const Portion& each) { return std::pair{each.recipient, each.line}; };
    std::ranges::merge(below, others, std::back_inserter(shares.portions), {}, place, place);
    for (std::uint32_t i = 0; i < above.given.size(); ++i) {
        const std::uint32_t who = reduced.recipient(i);
        const std::int64_t of_others = untouched.uses(who) ? untouched.of_others(who) : 0;
        shares.given[who] = above.given[i];
        if (untouched.uses(who)) shares.given[who] += earlier.given[who] - of_others;
    }
    for (LineNumber j = 0; j < above.levels.size(); ++j) {
        LineLevel level = above.levels[j];
        if (level.block > 0) {
            if (is_later(untouched.reaches(), level))
                level = {level.block, untouched.reaches().covered, untouched.reaches().weight};
            level.block += untouched.blocks();
        }
        shares.levels[reduced.line(j)] = level;
    }
    return shares;
}

}  // namespace

Shares share_again(const Pool& pool, const Shares& earlier,
                   std::span<const std::uint32_t> declined) {
    const Untouched untouched{pool, earlier, declined};
    Shares shares;
    bool from_scratch = untouched.blocks() == 0;
    if (!from_scratch) {
        const Reduced reduced{pool, earlier, untouched};
        const Shares above = share(reduced.pool());
        shares = together(earlier, untouched, reduced, above);
        from_scratch = may_reach_below(untouched, reduced, above) && !verify(pool, shares).empty();
    }
    if (from_scratch) shares = share(pool);
    shares.portions = with_kept_lines(pool, earlier.portions, std::move(shares.portions));
    return shares;
}

}  // namespace aliquot
