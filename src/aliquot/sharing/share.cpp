// Equal coverage by decomposition: fill as if all lines were one, find the lines that cannot give
// so much, and solve the poorer and the richer part each by itself.
#include "aliquot/sharing/share.hpp"

#include <algorithm>
#include <numeric>

#include "aliquot/core/check.hpp"
#include "aliquot/sharing/districts.hpp"
#include "aliquot/sharing/exchange.hpp"
#include "aliquot/sharing/filling.hpp"
#include "aliquot/sharing/labels.hpp"

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
        for (std::size_t i = 0; i < pool.recipients(); ++i) {
            who_[i] = static_cast<std::uint32_t>(i);
            taker_[i] = exchange.taker_of(i);
            weight_[i] = static_cast<Amount>(pool.weight[i]);
            held_[i] = static_cast<Amount>(pool.held[i]);
            room_[i] = static_cast<Amount>(std::min(room[i], all));
        }
        const std::vector<char> every_line(pool.lines(), 1);
        keep_within_private_maximum(0, who_.size(), every_line);
        waiting_.push_back({0, who_.size(), every_line, all});
    }

    // Poorer parts are solved before richer ones, each within lines of its own.
    std::vector<std::int64_t> run() {
        while (!waiting_.empty()) {
            Part part = std::move(waiting_.back());
            waiting_.pop_back();
            solve(std::move(part));
        }
        return std::move(shares_);
    }

private:
    void solve(Part part) {
        if (part.begin == part.end) return;
        const std::vector<Taker> takers = takers_of(part);
        std::vector<std::int64_t> demand(takers.size());
        exchange_.search_only(part.lines);
        while (true) {
            fill(part);
            for (std::size_t k = 0; k < takers.size(); ++k)
                demand[k] = kept_[takers[k]] + demand_[takers[k]];
            exchange_.serve(takers, demand);
            std::int64_t served = 0;
            std::int64_t wanted = 0;
            for (std::size_t k = 0; k < takers.size(); ++k) {
                served += exchange_.given(takers[k]) - kept_[takers[k]];
                wanted += demand[k] - kept_[takers[k]];
            }
            if (served == wanted) return settle(part);
            const Exchange::Bottleneck found = exchange_.bottleneck(takers, demand);
            if (found.takers.size() < takers.size()) return split(part, takers, found);
            // Limits of single recipients keep all of them below the fill: this is all there is.
            ALIQUOT_CHECK(served < part.amount);
            part.amount = served;
        }
    }

    // The takers of a part, each once; leaves their demands at zero.
    std::vector<Taker> takers_of(const Part& part) {
        std::vector<Taker> takers;
        for (std::size_t i = part.begin; i < part.end; ++i) {
            if (in_part_[taker_[i]]) continue;
            in_part_[taker_[i]] = 1;
            takers.push_back(taker_[i]);
        }
        for (const Taker taker : takers) in_part_[taker] = 0;
        std::ranges::sort(takers);
        return takers;
    }

    void fill(const Part& part) {
        const std::size_t size = part.end - part.begin;
        const Columns<Kind> columns{
            std::span{who_}.subspan(part.begin, size), std::span{weight_}.subspan(part.begin, size),
            std::span{held_}.subspan(part.begin, size), std::span{room_}.subspan(part.begin, size)};
        aliquot::fill<Kind>(pool_, columns, part.amount,
                            std::span{given_}.subspan(part.begin, size));
        for (std::size_t i = part.begin; i < part.end; ++i) demand_[taker_[i]] = 0;
        for (std::size_t i = part.begin; i < part.end; ++i)
            demand_[taker_[i]] += static_cast<std::int64_t>(given_[i]);
    }

    void settle(const Part& part) {
        for (std::size_t i = part.begin; i < part.end; ++i)
            shares_[who_[i]] = kept_of(i) + static_cast<std::int64_t>(given_[i]);
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
            using Value = typename std::remove_reference_t<decltype(column)>::value_type;
            std::vector<Value> back;
            std::size_t to = part.begin;
            for (std::size_t i = part.begin; i < part.end; ++i) {
                if (marked_[i - part.begin])
                    column[to++] = column[i];
                else
                    back.push_back(column[i]);
            }
            std::ranges::copy(back, column.begin() + static_cast<std::ptrdiff_t>(to));
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
    std::vector<Part> waiting_;
    std::vector<std::int64_t> kept_;    // by taker: of lines outside its part
    std::vector<std::int64_t> demand_;  // by taker
    std::vector<char> in_part_;         // by taker
    std::vector<char> marked_;
    // Columns, in the order of the parts.
    std::vector<std::uint32_t> who_;
    std::vector<Taker> taker_;
    std::vector<Amount> weight_, held_, room_, given_;
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
    return heaviest < Narrow::heaviest && most_held + std::min(most_room, all) < Narrow::largest;
}

// Members of a group take from its lines in turn, so that all but a few have one line only.
std::vector<Portion> portions_of(const Pool& pool, const Exchange& exchange,
                                 std::span<const std::int64_t> given) {
    std::vector<Portion> portions;
    portions.reserve(pool.recipients());
    std::vector<std::pair<std::size_t, std::int64_t>> next(exchange.takers(), {0, 0});
    for (std::size_t i = 0; i < pool.recipients(); ++i) {
        const Taker taker = exchange.taker_of(i);
        auto& [k, taken] = next[taker];
        for (std::int64_t left = given[i]; left > 0;) {
            const Exchange::Use use = exchange.use(taker, k);
            const std::int64_t part = std::min(left, use.courses - taken);
            if (part > 0) portions.push_back({static_cast<std::uint32_t>(i), use.line, part});
            left -= part;
            taken += part;
            if (taken == use.courses) {
                ++k;
                taken = 0;
            }
        }
    }
    return portions;
}

}  // namespace

Shares share(const Pool& pool) {
    const std::vector<std::int64_t> room = room_within_districts(pool);
    Exchange exchange{pool};
    Shares shares;
    shares.given = fits_narrow(pool, room) ? Decomposition<Narrow>{pool, exchange, room}.run()
                                           : Decomposition<Ample>{pool, exchange, room}.run();
    shares.portions = portions_of(pool, exchange, shares.given);
    shares.levels = levels_of(pool, exchange, shares.given);
    return shares;
}

}  // namespace aliquot
