// Equal coverage by decomposition: fill as if all lines were one, find the lines that cannot give
// so much, and solve the poorer and the richer part each by itself.
#include "aliquot/sharing/share.hpp"

#include <algorithm>
#include <numeric>
#include <optional>

#include "aliquot/core/check.hpp"
#include "aliquot/sharing/column.hpp"
#include "aliquot/sharing/districts.hpp"
#include "aliquot/sharing/exchange.hpp"
#include "aliquot/sharing/filling.hpp"

namespace aliquot {

namespace {

// A part of the recipients: a stretch of the columns, which the decomposition reorders.
struct Part {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::vector<char> lines;  // the lines it shares
    std::int64_t amount = 0;  // what they can give it at the most
};

template <class Kind>
class Decomposition {
public:
    using Amount = typename Kind::Amount;

    Decomposition(const Pool& pool, Exchange& exchange, std::span<const std::int64_t> room)
        : pool_{pool},
          exchange_{exchange},
          shares_(pool.recipients()),
          levels_(pool.lines()),
          kept_(exchange.takers(), 0),
          demand_(exchange.takers(), 0),
          in_part_(exchange.takers(), 0),
          who_(pool.recipients()),
          taker_(pool.recipients()),
          weight_(pool.recipients()),
          held_(pool.recipients()),
          room_(pool.recipients()),
          given_(pool.recipients()) {
        const std::int64_t all =
            std::accumulate(pool.supply.begin(), pool.supply.end(), std::int64_t{0});
        std::vector<char> has_lines(exchange.takers());
        for (Taker taker = 0; taker < exchange.takers(); ++taker)
            has_lines[taker] = exchange.uses(taker) > 0 ? 1 : 0;
        for (std::size_t i = 0; i < pool.recipients(); ++i) {
            who_[i] = static_cast<std::uint32_t>(i);
            taker_[i] = exchange.taker_of(i);
            weight_[i] = static_cast<Amount>(pool.weight[i]);
            held_[i] = static_cast<Amount>(pool.held[i]);
            // One more than there is, so that who has all of it still counts as left wanting.
            room_[i] = static_cast<Amount>(has_lines[taker_[i]] ? std::min(room[i], all + 1) : 0);
        }
        const std::vector<char> every_line(pool.lines(), 1);
        keep_within_private_maximum(0, who_.size(), every_line);
        waiting_.push_back({0, who_.size(), every_line, all});
    }

    // Poorer parts are solved before richer ones, each within lines of its own.
    void run() {
        while (!waiting_.empty()) {
            Part part = std::move(waiting_.back());
            waiting_.pop_back();
            solve(std::move(part));
        }
        find_levels();
    }

    [[nodiscard]] std::vector<std::int64_t> take_given() && { return std::move(shares_); }
    [[nodiscard]] std::vector<LineLevel> take_levels() && { return std::move(levels_); }

private:
    void solve(Part part) {
        if (part.begin == part.end) return;
        const std::vector<Taker> takers = takers_of(part);
        std::vector<std::int64_t> demand(takers.size());
        std::vector<char> used_up = part.lines;  // if anybody is left wanting
        exchange_.search_only(part.lines);
        while (true) {
            fill(part, takers);
            for (std::size_t k = 0; k < takers.size(); ++k)
                demand[k] = kept_[takers[k]] + demand_[takers[k]];
            exchange_.serve(takers, demand);
            std::int64_t served = 0;
            std::int64_t wanted = 0;
            for (std::size_t k = 0; k < takers.size(); ++k) {
                served += exchange_.given(takers[k]) - kept_[takers[k]];
                wanted += demand[k] - kept_[takers[k]];
            }
            if (served == wanted) return settle(part, used_up);
            const Exchange::Bottleneck found = exchange_.bottleneck(takers, demand);
            if (found.takers.size() < takers.size()) return split(part, takers, found);
            // Limits of single recipients keep all of them below the fill: this is all there is.
            ALIQUOT_CHECK(served < part.amount);
            part.amount = served;
            used_up = found.lines;
        }
    }

    // The takers of a part, each once, ascending.
    std::vector<Taker> takers_of(const Part& part) {
        std::vector<Taker> takers;
        for (std::size_t i = part.begin; i < part.end; ++i) {
            if (in_part_[taker_[i]]) continue;
            in_part_[taker_[i]] = 1;
            takers.push_back(taker_[i]);
        }
        for (const Taker taker : takers) in_part_[taker] = 0;
        if (!std::ranges::is_sorted(takers)) std::ranges::sort(takers);
        return takers;
    }

    void fill(const Part& part, const std::vector<Taker>& takers) {
        const std::size_t size = part.end - part.begin;
        const Columns<Kind> columns{who_.part(part.begin, size), weight_.part(part.begin, size),
                                    held_.part(part.begin, size), room_.part(part.begin, size)};
        aliquot::fill<Kind>(pool_, columns, part.amount, given_.part(part.begin, size));
        for (const Taker taker : takers) demand_[taker] = 0;
        for (std::size_t i = part.begin; i < part.end; ++i)
            demand_[taker_[i]] += static_cast<std::int64_t>(given_[i]);
    }

    void settle(const Part& part, const std::vector<char>& used_up) {
        bool wanting = false;
        for (std::size_t i = part.begin; i < part.end; ++i) {
            shares_[who_[i]] = kept_of(i) + static_cast<std::int64_t>(given_[i]);
            wanting = wanting || given_[i] < room_[i];
        }
        if (wanting && std::ranges::count(used_up, 1) > 0) label(part, used_up);
    }

    // The lines of a settled part are a block. Parts are settled from the poorest up.
    void label(const Part& part, const std::vector<char>& used_up) {
        last_.push_back(0);
        const auto block = static_cast<std::uint32_t>(last_.size());
        for (std::size_t j = 0; j < pool_.lines(); ++j)
            if (used_up[j]) levels_[j].block = block;
        for (std::size_t i = part.begin; i < part.end; ++i)
            if (given_[i] > 0 && !exchange_.is_private(taker_[i]))
                if (used_up == part.lines || uses_any(taker_[i], used_up))
                    keep_later(last_.back(), who_[i]);
    }

    // A block reaches as far as the best covered of those that use a line of it or of a lower one.
    void find_levels() {
        for (std::uint32_t i = 0; i < pool_.recipients(); ++i) {
            if (shares_[i] == 0 || !exchange_.is_private(exchange_.taker_of(i))) continue;
            if (const std::uint32_t block = lowest_block(exchange_.taker_of(i)); block > 0)
                keep_later(last_[block - 1], i);
        }
        for (std::size_t block = 1; block < last_.size(); ++block)
            if (last_[block - 1] > 0) keep_later(last_[block], last_[block - 1] - 1);
        for (LineLevel& level : levels_) {
            if (level.block == 0 || last_[level.block - 1] == 0) continue;
            const std::uint32_t i = last_[level.block - 1] - 1;
            level.covered = covered(i);
            level.weight = pool_.weight[i];
        }
    }

    [[nodiscard]] std::uint32_t lowest_block(Taker taker) const {
        std::uint32_t lowest = 0;
        for (std::size_t k = 0; k < exchange_.uses(taker); ++k) {
            const Exchange::Use use = exchange_.use(taker, k);
            const std::uint32_t block = levels_[use.line].block;
            if (use.courses > 0 && block > 0 && (lowest == 0 || block < lowest)) lowest = block;
        }
        return lowest;
    }

    // Of two recipients, counted from one, the one whose last course came from higher coverage.
    void keep_later(std::uint32_t& latest, std::uint32_t i) const {
        if (latest == 0 || later(i, latest - 1)) latest = i + 1;
    }

    // Held before the last course.
    [[nodiscard]] std::int64_t covered(std::uint32_t i) const {
        return pool_.held[i] + shares_[i] - 1;
    }
    [[nodiscard]] bool later(std::uint32_t i, std::uint32_t b) const {
        const auto [left, right] =
            std::pair{static_cast<double>(covered(i)) * static_cast<double>(pool_.weight[b]),
                      static_cast<double>(covered(b)) * static_cast<double>(pool_.weight[i])};
        if (left < right * (1 - 1e-12)) return false;  // beyond any rounding
        return Wide{covered(i)} * pool_.weight[b] > Wide{covered(b)} * pool_.weight[i];
    }
    [[nodiscard]] bool uses_any(Taker taker, const std::vector<char>& lines) const {
        for (std::size_t k = 0; k < exchange_.uses(taker); ++k)
            if (const Exchange::Use use = exchange_.use(taker, k); use.courses > 0)
                if (lines[use.line]) return true;
        return false;
    }

    // What a private taker keeps of lines outside its part: all it can take of them.
    [[nodiscard]] std::int64_t kept_of(std::size_t i) const {
        return exchange_.is_private(taker_[i]) ? kept_[taker_[i]] : 0;
    }

    void split(const Part& part, const std::vector<Taker>& takers,
               const Exchange::Bottleneck& found) {
        for (const Taker taker : found.takers) in_part_[taker] = 1;
        const std::size_t middle = poorer_first(part);
        Part poorer{part.begin, middle, found.lines, 0};
        Part richer{middle, part.end, part.lines, 0};
        for (std::size_t j = 0; j < pool_.lines(); ++j)
            if (found.lines[j]) richer.lines[j] = 0;
        keep_what_lies_outside(poorer);
        for (const Taker taker : takers)
            (in_part_[taker] ? poorer : richer).amount += exchange_.given(taker) - kept_[taker];
        for (LineNumber j = 0; j < pool_.lines(); ++j)
            if (richer.lines[j]) richer.amount += exchange_.free(j);
        for (const Taker taker : found.takers) in_part_[taker] = 0;
        keep_within_private_maximum(richer.begin, richer.end, richer.lines);
        waiting_.push_back(std::move(richer));
        waiting_.push_back(std::move(poorer));
    }

    // Moves the recipients of marked takers to the front, each side in its order.
    std::size_t poorer_first(const Part& part) {
        const auto front = [&](auto& column) {
            using Value = std::remove_reference_t<decltype(column[0])>;
            Column<Value> back(part.end - part.begin + 1);
            std::size_t to = part.begin;
            std::size_t behind = 0;
            // Writes both ways and counts one: the sides alternate too much to be foreseen.
            for (std::size_t i = part.begin; i < part.end; ++i) {
                const Value value = column[i];
                const std::size_t in_front = marked_[i - part.begin] != 0 ? 1 : 0;
                column[to] = value;
                back[behind] = value;
                to += in_front;
                behind += 1 - in_front;
            }
            std::copy_n(back.begin(), behind, column.begin() + to);
            return to;
        };
        marked_.resize(part.end - part.begin);
        for (std::size_t i = part.begin; i < part.end; ++i)
            marked_[i - part.begin] = in_part_[taker_[i]];
        front(who_);
        front(taker_);
        front(weight_);
        front(held_);
        return front(room_);
    }

    // In the poorer part a private taker has all it can take of lines outside; inside the part it
    // counts as held.
    void keep_what_lies_outside(const Part& part) {
        for (std::size_t i = part.begin; i < part.end; ++i) {
            const Taker taker = taker_[i];
            if (!exchange_.is_private(taker)) continue;
            std::int64_t outside = 0;
            for (std::size_t k = 0; k < exchange_.uses(taker); ++k) {
                const Exchange::Use use = exchange_.use(taker, k);
                if (!part.lines[use.line]) outside += use.courses;
            }
            const std::int64_t more = outside - kept_[taker];
            kept_[taker] = outside;
            held_[i] += static_cast<Amount>(more);
            room_[i] -= static_cast<Amount>(more);
        }
    }

    void keep_within_private_maximum(std::size_t begin, std::size_t end,
                                     const std::vector<char>& lines) {
        for (std::size_t i = begin; i < end; ++i)
            if (exchange_.is_private(taker_[i]))
                room_[i] = static_cast<Amount>(
                    std::min<std::int64_t>(static_cast<std::int64_t>(room_[i]),
                                           exchange_.private_maximum(taker_[i], lines)));
    }

    const Pool& pool_;
    Exchange& exchange_;
    std::vector<std::int64_t> shares_;  // by recipient: the answer
    std::vector<LineLevel> levels_;     // by line
    std::vector<std::uint32_t> last_;   // by block: who was given the last course, from one
    std::vector<Part> waiting_;
    std::vector<std::int64_t> kept_;    // by taker: of lines outside its part
    std::vector<std::int64_t> demand_;  // by taker
    std::vector<char> in_part_;         // by taker
    std::vector<char> marked_;
    // Columns, in the order of the parts.
    Column<std::uint32_t> who_;
    Column<Taker> taker_;
    Column<Amount> weight_, held_, room_, given_;
};

bool fits_narrow(const Pool& pool, std::span<const std::int64_t> room) {
    const std::int64_t all =
        std::accumulate(pool.supply.begin(), pool.supply.end(), std::int64_t{0});
    std::int64_t heaviest = 0;
    std::int64_t most_held = 0;
    std::int64_t most_room = 0;
    for (std::size_t i = 0; i < pool.recipients(); ++i) {
        heaviest = std::max(heaviest, pool.weight[i]);
        most_held = std::max(most_held, pool.held[i]);
        most_room = std::max(most_room, room[i]);
    }
    // What a recipient keeps of other lines is added to what it holds.
    return heaviest < Narrow::heaviest &&
           most_held + std::min(most_room, all) + 1 < Narrow::largest;
}

// Members of a group take from its lines in turn, so that all but a few have one line only.
std::vector<Portion> portions_of(const Pool& pool, const Exchange& exchange,
                                 std::span<const std::int64_t> given) {
    struct Turn {
        LineNumber line = 0;
        std::uint32_t next = 0;  // the taker's line after this one
        std::int64_t left = 0;   // of this line
    };
    std::vector<Portion> portions;
    portions.reserve(pool.recipients() + exchange.takers() / 2);
    expect_large_pages(portions.data(), portions.capacity() * sizeof(Portion));
    std::vector<Turn> turns(exchange.takers());
    const auto go_on = [&](Taker taker) {
        Turn& turn = turns[taker];
        while (turn.left == 0 && turn.next < exchange.uses(taker)) {
            const Exchange::Use use = exchange.use(taker, turn.next);
            turn = {use.line, turn.next + 1, use.courses};
        }
    };
    for (Taker taker = 0; taker < exchange.takers(); ++taker) go_on(taker);
    constexpr std::size_t ahead = 16;  // takers lie anywhere in memory: fetch them early
    for (std::size_t i = 0; i < pool.recipients(); ++i) {
        if (i + ahead < pool.recipients()) __builtin_prefetch(&turns[exchange.taker_of(i + ahead)]);
        const Taker taker = exchange.taker_of(i);
        Turn& turn = turns[taker];
        for (std::int64_t wanted = given[i]; wanted > 0;) {
            if (turn.left == 0) go_on(taker);
            const std::int64_t part = std::min(wanted, turn.left);
            portions.push_back({static_cast<std::uint32_t>(i), turn.line, part});
            wanted -= part;
            turn.left -= part;
        }
    }
    return portions;
}

template <class Kind>
Shares share_by(const Pool& pool, std::span<const std::int64_t> room) {
    Exchange exchange{pool};
    Decomposition<Kind> decomposition{pool, exchange, room};
    decomposition.run();
    exchange.leave_the_last_lines();
    Shares shares;
    shares.levels = std::move(decomposition).take_levels();
    shares.given = std::move(decomposition).take_given();
    shares.portions = portions_of(pool, exchange, shares.given);
    return shares;
}

}  // namespace

Shares share(const Pool& pool) {
    const std::vector<std::int64_t> room = room_within_districts(pool);
    return fits_narrow(pool, room) ? share_by<Narrow>(pool, room) : share_by<Ample>(pool, room);
}

}  // namespace aliquot
