// Equal coverage by decomposition: fill as if all lines were one, find the lines that cannot give
// so much, and solve the poorer and the richer part each by itself.
#pragma once

#include <algorithm>
#include <numeric>
#include <span>
#include <type_traits>
#include <vector>

#include "aliquot/core/check.hpp"
#include "aliquot/sharing/block_levels.hpp"
#include "aliquot/sharing/column.hpp"
#include "aliquot/sharing/exchange.hpp"
#include "aliquot/sharing/filling.hpp"

namespace aliquot {

template <class Kind>
class Decomposition {
public:
    using Amount = typename Kind::Amount;

    Decomposition(const Pool& pool, Exchange& exchange, std::span<const std::int64_t> room)
        : pool_{pool},
          exchange_{exchange},
          levels_{pool, exchange},
          all_{std::accumulate(pool.supply.begin(), pool.supply.end(), std::int64_t{0})},
          kept_(exchange.private_takers(), 0),
          who_(pool.recipients()),
          weight_(pool.recipients()),
          held_(pool.recipients()),
          room_(pool.recipients()),
          given_(pool.recipients()) {
        place_recipients(room);
    }

    // Whether the numbers of the pool are small enough for this kind of columns.
    [[nodiscard]] bool fits() const { return fits_; }

    // Poorer parts are solved before richer ones, each within lines of its own.
    // Promises: each private taker has been given its share in the exchange, and each member of a
    // group its share in the column. Requires: fits().
    void run() {
        Part all;
        all.lines.assign(pool_.lines(), 1);
        all.amount = all_;
        for (Taker taker = 0; taker < exchange_.takers(); ++taker)
            if (exchange_.is_private(taker) || members(taker).size() > 0)
                all.takers.push_back(taker);
        all.privates = exchange_.private_takers();
        keep_within_private_maximum(all, all.lines);
        waiting_.push_back(std::move(all));
        while (!waiting_.empty()) {
            Part part = std::move(waiting_.back());
            waiting_.pop_back();
            solve(std::move(part));
        }
    }

    // Of the members of a group: their places in the column, in the pool's order.
    [[nodiscard]] Run members(Taker taker) const {
        const std::size_t group = taker - exchange_.private_takers();
        return {first_[group], first_[group + 1]};
    }
    [[nodiscard]] const Column<Amount>& given() const { return given_; }
    [[nodiscard]] std::vector<LineLevel> levels() const { return levels_.found(); }

private:
    // Some takers, the private ones first. The recipients of these are neighbours in the columns,
    // in the order of the takers; the members of a group never leave their place.
    struct Part {
        std::size_t begin = 0;
        std::size_t privates = 0;
        std::vector<Taker> takers;
        std::vector<char> lines;  // the lines it shares
        std::int64_t amount = 0;  // what they can give it at the most
    };

    // Private takers first, then group by group, each in the pool's order.
    void place_recipients(std::span<const std::int64_t> room) {
        std::vector<std::uint32_t> own_keys;
        const std::span<const std::uint32_t> key = keys(own_keys);
        const std::size_t count = pool_.groups() + (own_keys.empty() ? 0 : pool_.groups());
        std::vector<std::size_t> next(count + 1, 0);
        for (const std::uint32_t k : key) ++next[k + 1];
        std::partial_sum(next.begin(), next.end(), next.begin());
        first_.assign(next.end() - 1 - std::ssize(pool_.group_begin) + 1, next.end());
        // Some thousands at a time are put in order, so that memory is written in stretches.
        const std::size_t some = std::max<std::size_t>(std::size_t{1} << 14U, 64 * count);
        std::vector<std::uint32_t> order(std::min(some, key.size()));
        std::vector<std::uint32_t> end(count);
        for (std::size_t begin = 0; begin < key.size(); begin += some) {
            const auto part = key.subspan(begin, std::min(some, key.size() - begin));
            look_at(begin, begin + part.size(), room);
            std::ranges::fill(end, 0);
            for (const std::uint32_t k : part) ++end[k];
            std::exclusive_scan(end.begin(), end.end(), end.begin(), 0U);
            auto i = static_cast<std::uint32_t>(begin);
            for (const std::uint32_t k : part) order[end[k]++] = i++;
            for (std::size_t k = 0, at = 0; k < count; at = end[k++])
                next[k] = place(std::span{order}.subspan(at, end[k] - at), next[k], room);
        }
        for (std::size_t g = 0; g < pool_.groups(); ++g)
            if (pool_.lines_of_group(g).empty())
                std::fill(room_.begin() + first_[g], room_.begin() + first_[g + 1], Amount{0});
    }

    // In the order of these, recipients stand in the order of their takers.
    [[nodiscard]] std::span<const std::uint32_t> keys(std::vector<std::uint32_t>& own) const {
        if (exchange_.private_takers() == 0) return pool_.group;
        const auto groups = static_cast<std::uint32_t>(pool_.groups());
        own.reserve(pool_.recipients());
        for (std::size_t i = 0; i < pool_.recipients(); ++i)
            own.push_back(pool_.group[i] +
                          (exchange_.is_private(exchange_.taker_of(i)) ? 0 : groups));
        return own;
    }

    // Answers the place after the last.
    std::size_t place(std::span<const std::uint32_t> recipients, std::size_t to,
                      std::span<const std::int64_t> room) {
        std::ranges::copy(recipients, who_.begin() + to);
        const auto copy = [&](Column<Amount>& column, const auto& amount_of) {
            std::ranges::transform(recipients, column.begin() + to, [&](std::uint32_t i) {
                return static_cast<Amount>(amount_of(i));
            });
        };
        copy(weight_, [&](std::uint32_t i) { return pool_.weight[i]; });
        copy(held_, [&](std::uint32_t i) { return pool_.held[i]; });
        copy(room_, [&](std::uint32_t i) { return clear_room(room[i]); });
        return to + recipients.size();
    }

    // One more than there is, so that who has all of it still counts as left wanting.
    [[nodiscard]] std::int64_t clear_room(std::int64_t room) const {
        return std::min(room, all_ + 1);
    }

    // Recipients come into the columns in no order; read in theirs first, they are at hand.
    void look_at(std::size_t begin, std::size_t end, std::span<const std::int64_t> room) {
        std::int64_t heaviest = 0;
        std::int64_t most_held = 0;
        std::int64_t most_room = 0;
        for (std::size_t i = begin; i < end; ++i) {
            heaviest = std::max(heaviest, pool_.weight[i]);
            most_held = std::max(most_held, pool_.held[i]);
            most_room = std::max(most_room, clear_room(room[i]));
        }
        // What a recipient keeps of other lines is added to what it holds.
        fits_ = fits_ && heaviest < Kind::heaviest && most_held + most_room < Kind::largest;
    }

    // The places of a part's recipients.
    [[nodiscard]] std::vector<Run> runs_of(const Part& part) const {
        std::vector<Run> runs;
        if (part.privates > 0) runs.push_back({part.begin, part.begin + part.privates});
        for (std::size_t k = part.privates; k < part.takers.size(); ++k) {
            const Run run = members(part.takers[k]);
            if (!runs.empty() && runs.back().end == run.begin)
                runs.back().end = run.end;
            else
                runs.push_back(run);
        }
        return runs;
    }

    void solve(Part part) {
        if (part.takers.empty()) return;
        exchange_.search_only(part.lines);
        if constexpr (std::is_same_v<Kind, Narrow>)
            if (split_roughly(part)) return;
        const std::vector<Run> runs = runs_of(part);
        std::vector<std::int64_t> demand;
        std::vector<char> used_up = part.lines;  // if anybody is left wanting
        while (true) {
            fill<Kind>(pool_, columns(), runs, part.amount, given_.all());
            find_demand(part, demand);
            if (serves(part, demand)) return settle(part, runs, used_up);
            const Exchange::Bottleneck found = exchange_.bottleneck(part.takers, demand);
            if (found.size < part.takers.size()) return split(std::move(part), found);
            // Limits of single recipients keep all of them below the fill: this is all there is.
            const std::int64_t served = given_to(part);
            ALIQUOT_CHECK(served < part.amount);
            part.amount = served;
            used_up = found.lines;
        }
    }

    // Any level will do to split at, so where groups are large a guess saves the exact one.
    bool split_roughly(Part& part) {
        constexpr std::size_t large = 64;  // members of a group, on average
        std::vector<Run> groups;
        std::size_t size = 0;
        for (const Taker taker : part.takers) {
            if (exchange_.is_private(taker)) return false;
            groups.push_back(members(taker));
            size += groups.back().size();
        }
        if (size < large * groups.size()) return false;
        const auto demand = demand_near(columns(), groups, part.amount);
        if (serves(part, demand)) return false;
        const Exchange::Bottleneck found = exchange_.bottleneck(part.takers, demand);
        if (found.size == part.takers.size()) return false;
        split(std::move(part), found);
        return true;
    }

    // Answers whether everybody could be given its demand.
    bool serves(const Part& part, const std::vector<std::int64_t>& demand) {
        exchange_.serve(part.takers, demand);
        for (std::size_t k = 0; k < part.takers.size(); ++k)
            if (exchange_.given(part.takers[k]) < demand[k]) return false;
        return true;
    }

    // Of its own lines.
    [[nodiscard]] std::int64_t given_to(const Part& part) const {
        std::int64_t given = 0;
        for (const Taker taker : part.takers) given += exchange_.given(taker) - kept(taker);
        return given;
    }

    void find_demand(const Part& part, std::vector<std::int64_t>& demand) const {
        demand.resize(part.takers.size());
        for (std::size_t k = 0; k < part.privates; ++k)
            demand[k] = kept_[part.takers[k]] + static_cast<std::int64_t>(given_[part.begin + k]);
        for (std::size_t k = part.privates; k < part.takers.size(); ++k) {
            const Run run = members(part.takers[k]);
            demand[k] = std::accumulate(given_.begin() + run.begin, given_.begin() + run.end,
                                        std::int64_t{0});
        }
    }

    // The lines of a settled part are a block. Parts are settled from the poorest up.
    void settle(const Part& part, const std::vector<Run>& runs, const std::vector<char>& used_up) {
        if (std::ranges::count(used_up, 1) == 0) return;
        const bool wanting = std::ranges::any_of(runs, [&](const Run& run) {
            return !std::equal(given_.begin() + run.begin, given_.begin() + run.end,
                               room_.begin() + run.begin);
        });
        if (!wanting) return;
        levels_.begin_block(used_up);
        for (std::size_t k = part.privates; k < part.takers.size(); ++k) {
            if (used_up != part.lines && !exchange_.uses_any(part.takers[k], used_up)) continue;
            const Run run = members(part.takers[k]);
            for (std::size_t i = run.begin; i < run.end; ++i)
                if (given_[i] > 0)
                    levels_.reach(static_cast<std::int64_t>(held_[i]) +
                                      static_cast<std::int64_t>(given_[i]) - 1,
                                  static_cast<std::int64_t>(weight_[i]));
        }
    }

    // What a private taker keeps of lines outside its part: all it can take of them.
    [[nodiscard]] std::int64_t kept(Taker taker) const {
        return exchange_.is_private(taker) ? kept_[taker] : 0;
    }

    void split(Part part, const Exchange::Bottleneck& found) {
        Part poorer;
        Part richer;
        poorer.lines = found.lines;
        richer.lines = std::move(part.lines);
        for (LineNumber j = 0; j < pool_.lines(); ++j) {
            if (found.lines[j]) richer.lines[j] = 0;
            if (richer.lines[j]) richer.amount += exchange_.free(j);
        }
        for (std::size_t k = 0; k < part.takers.size(); ++k) {
            const Taker taker = part.takers[k];
            Part& side = found.takers[k] ? poorer : richer;
            side.takers.push_back(taker);
            side.privates += k < part.privates ? 1 : 0;
        }
        poorer.begin = part.begin;
        richer.begin = part.begin + poorer.privates;
        poorer_first(part.begin, std::span{found.takers}.first(part.privates));
        keep_what_lies_outside(poorer);
        poorer.amount += given_to(poorer);
        richer.amount += given_to(richer);
        keep_within_private_maximum(richer, found.lines);
        waiting_.push_back(std::move(richer));
        waiting_.push_back(std::move(poorer));
    }

    // Moves the recipients of marked private takers to the front, each side in its order.
    void poorer_first(std::size_t begin, std::span<const char> marked) {
        const auto front = [&](auto& column) {
            using Value = std::remove_reference_t<decltype(column[0])>;
            Column<Value> back(marked.size() + 1);
            std::size_t to = begin;
            std::size_t behind = 0;
            // Writes both ways and counts one: the sides alternate too much to be foreseen.
            for (std::size_t k = 0; k < marked.size(); ++k) {
                const Value value = column[begin + k];
                const std::size_t in_front = marked[k] != 0 ? 1 : 0;
                column[to] = value;
                back[behind] = value;
                to += in_front;
                behind += 1 - in_front;
            }
            std::copy_n(back.begin(), behind, column.begin() + to);
        };
        front(who_);
        front(weight_);
        front(held_);
        front(room_);
    }

    // In the poorer part a private taker has all it can take of lines outside; inside the part it
    // counts as held.
    void keep_what_lies_outside(const Part& part) {
        for (std::size_t k = 0; k < part.privates; ++k) {
            const Taker taker = part.takers[k];
            std::int64_t outside = exchange_.given(taker);
            for (std::size_t p = 0; p < exchange_.uses(taker); ++p) {
                const Exchange::Use use = exchange_.use(taker, p);
                outside -= part.lines[use.line] ? use.courses : 0;
            }
            const auto more = static_cast<Amount>(outside - kept_[taker]);
            kept_[taker] = outside;
            held_[part.begin + k] += more;
            room_[part.begin + k] -= more;
        }
    }

    // `changed`: lines that have joined or left.
    void keep_within_private_maximum(const Part& part, const std::vector<char>& changed) {
        for (std::size_t k = 0; k < part.privates; ++k) {
            if (!exchange_.may_use_any(part.takers[k], changed)) continue;
            Amount& room = room_[part.begin + k];
            room = static_cast<Amount>(
                std::min<std::int64_t>(static_cast<std::int64_t>(room),
                                       exchange_.private_maximum(part.takers[k], part.lines)));
        }
    }

    [[nodiscard]] Columns<Kind> columns() const {
        return {who_.all(), weight_.all(), held_.all(), room_.all()};
    }

    const Pool& pool_;
    Exchange& exchange_;
    BlockLevels levels_;
    std::int64_t all_;  // supply
    bool fits_ = true;
    std::vector<Part> waiting_;
    std::vector<std::int64_t> kept_;  // by private taker: of lines outside its part
    std::vector<std::size_t> first_;  // by group: the place of its first member
    Column<std::uint32_t> who_;
    Column<Amount> weight_, held_, room_, given_;
};

}  // namespace aliquot
