// Equal coverage: the decomposition, and what each recipient takes of which line.
#include "aliquot/sharing/share.hpp"

#include <algorithm>

#include "aliquot/sharing/decomposition.hpp"
#include "aliquot/sharing/districts.hpp"

namespace aliquot {

namespace {

// Gives each recipient its share in portions. Members of a group take from its lines in turn, so
// that all but a few have one line only.
template <class Kind>
class Portioning {
public:
    Portioning(const Exchange& exchange, const Decomposition<Kind>& decomposition, Shares& shares)
        : exchange_{exchange}, decomposition_{decomposition}, shares_{shares} {
        for (Taker taker = 0; taker < exchange.takers(); ++taker) {
            if (exchange.is_private(taker)) continue;
            turns_.push_back({.member = decomposition.members(taker).begin});
            go_on(taker, turns_.back());
        }
    }

    void run(std::size_t recipients) {
        reserve(recipients);
        const std::size_t privates = exchange_.private_takers();
        for (std::size_t i = 0; i < recipients; ++i) {
            const Taker taker = exchange_.taker_of(i);
            if (taker < privates)
                add_private(static_cast<std::uint32_t>(i), taker);
            else
                add_member(static_cast<std::uint32_t>(i), taker, turns_[taker - privates]);
        }
    }

private:
    struct Turn {
        std::size_t member = 0;  // the next member's place in the column
        std::size_t next = 0;    // the group's line after this one
        LineNumber line = 0;
        std::int64_t left = 0;  // of this line
    };

    void reserve(std::size_t recipients) {
        std::size_t portions = recipients;
        for (Taker taker = 0; taker < exchange_.takers(); ++taker) {
            std::size_t used = 0;
            for (std::size_t k = 0; k < exchange_.uses(taker); ++k)
                used += exchange_.use(taker, k).courses > 0 ? 1U : 0U;
            portions += used > 1 ? used - 1 : 0;
        }
        shares_.given.reserve(recipients);
        shares_.portions.reserve(portions);
        expect_large_pages(shares_.given.data(), recipients * sizeof(std::int64_t));
        expect_large_pages(shares_.portions.data(), portions * sizeof(Portion));
    }

    void go_on(Taker taker, Turn& turn) const {
        while (turn.left == 0 && turn.next < exchange_.uses(taker)) {
            const Exchange::Use use = exchange_.use(taker, turn.next++);
            turn.line = use.line;
            turn.left = use.courses;
        }
    }

    void add_private(std::uint32_t recipient, Taker taker) {
        shares_.given.push_back(exchange_.given(taker));
        for (std::size_t k = 0; k < exchange_.uses(taker); ++k) {
            const Exchange::Use use = exchange_.use(taker, k);
            if (use.courses > 0) shares_.portions.push_back({recipient, use.line, use.courses});
        }
    }

    void add_member(std::uint32_t recipient, Taker taker, Turn& turn) {
        auto wanted = static_cast<std::int64_t>(decomposition_.given()[turn.member++]);
        shares_.given.push_back(wanted);
        while (wanted > 0) {
            if (turn.left == 0) go_on(taker, turn);
            const std::int64_t part = std::min(wanted, turn.left);
            shares_.portions.push_back({recipient, turn.line, part});
            wanted -= part;
            turn.left -= part;
        }
    }

    const Exchange& exchange_;
    const Decomposition<Kind>& decomposition_;
    Shares& shares_;
    std::vector<Turn> turns_;  // by group
};

// Answers nothing if the numbers of the pool are too large for this kind of columns.
template <class Kind>
std::optional<Shares> share_by(const Pool& pool, std::span<const std::int64_t> room) {
    Exchange exchange{pool, room};
    Decomposition<Kind> decomposition{pool, exchange, room};
    if (!decomposition.fits()) return std::nullopt;
    decomposition.run();
    Shares shares;
    shares.levels = decomposition.levels();
    exchange.leave_the_last_lines();
    Portioning<Kind>{exchange, decomposition, shares}.run(pool.recipients());
    return shares;
}

}  // namespace

Shares share(const Pool& pool) {
    std::vector<std::int64_t> within_districts;
    if (!pool.district.empty()) within_districts = room_within_districts(pool);
    const std::span<const std::int64_t> room =
        pool.district.empty() ? std::span{pool.room} : std::span{within_districts};
    if (auto shares = share_by<Narrow>(pool, room)) return *std::move(shares);
    return *share_by<Ample>(pool, room);
}

}  // namespace aliquot
