// Is the answer fair, whatever its levels say? Could a course move, along any chain of lines, out
// of what is left or from somebody who came too early, to somebody who should come first?
//
// The chain is searched over lines only: line a leads to line b if somebody who takes a could take
// b in its place.
#include "aliquot/core/check.hpp"
#include "aliquot/sharing/verify_parts.hpp"

namespace aliquot::checking {

namespace {

using Lines = std::vector<LineNumber>;

class Exchanges {
public:
    Exchanges(const Pool& pool, const Shares& shares, Findings& findings)
        : pool_{pool},
          shares_{shares},
          findings_{findings},
          limits_{pool},
          districts_{pool, shares},
          left_{pool.supply},
          last_(pool.lines()),
          instead_(pool.lines(), std::vector<std::uint32_t>(pool.lines(), nobody)),
          takes_idle_(pool.lines()) {
        PortionsInOrder portions{shares.portions};
        for (std::size_t i = 0; i < pool.recipients(); ++i) enter(i, portions.of(i));
        for (LineNumber j = 0; j < pool.lines(); ++j) spread(j);
    }

    void find() {
        PortionsInOrder portions{shares_.portions};
        for (std::size_t i = 0; i < pool_.recipients(); ++i) ask(i, portions.of(i));
        for (LineNumber j = 0; j < pool_.lines(); ++j)
            if (takes_idle_[j].weight != 0) report_idle(j);
        if (most_wronged_.weight != 0) report_exchange();
    }

private:
    static constexpr std::uint32_t nobody = 0xffff'ffff;

    void enter(std::size_t i, Portions portions) {
        const bool limited = limits_.any(i);
        std::vector<std::int64_t> courses;
        if (limited && !portions.empty()) courses = courses_by_place(pool_, i, portions);
        const auto lines = pool_.lines_of(i);
        for (const Portion& portion : portions) {
            left_[portion.line] -= portion.courses;
            const Unit last = last_unit(pool_, shares_, i);
            if (last_[portion.line].before(last)) last_[portion.line] = last;
            std::vector<std::uint32_t>& from = instead_[portion.line];
            if (limited) --courses[place(i, portion.line)];
            for (std::size_t k = 0; k < lines.size(); ++k) {
                if (from[lines[k]] != nobody) continue;
                if (!limited || fits_one_more(i, courses, k))
                    from[lines[k]] = static_cast<std::uint32_t>(i);
            }
            if (limited) ++courses[place(i, portion.line)];
        }
    }
    [[nodiscard]] std::size_t place(std::size_t i, LineNumber line) const {
        const auto lines = pool_.lines_of(i);
        return static_cast<std::size_t>(std::ranges::lower_bound(lines, line) - lines.begin());
    }
    [[nodiscard]] bool fits_one_more(std::size_t i, std::vector<std::int64_t>& courses,
                                     std::size_t k) const {
        ++courses[k];
        const bool fits = limits_.fits(i, courses);
        --courses[k];
        return fits;
    }

    // Who stands best of all that could give up a course so that one of line j becomes free; and
    // which lines with courses left could do the same.
    void spread(LineNumber j) {
        Lines queue{j};
        std::vector<bool> seen(pool_.lines(), false);
        seen[j] = true;
        Unit best;
        Lines idle;
        for (std::size_t head = 0; head < queue.size(); ++head) {
            const LineNumber a = queue[head];
            if (best.before(last_[a])) best = last_[a];
            if (left_[a] > 0) idle.push_back(a);
            for (LineNumber b = 0; b < pool_.lines(); ++b)
                if (!seen[b] && instead_[a][b] != nobody) {
                    seen[b] = true;
                    queue.push_back(b);
                }
        }
        best_.push_back(best);
        idle_.push_back(std::move(idle));
    }

    // The lines of which i could take one course more.
    [[nodiscard]] Lines wanted(std::size_t i, Portions portions) const {
        if (shares_.given[i] >= limits_.room(i)) return {};
        const auto lines = pool_.lines_of(i);
        if (!limits_.any(i)) return {lines.begin(), lines.end()};
        std::vector<std::int64_t> courses = courses_by_place(pool_, i, portions);
        Lines wanted;
        for (std::size_t k = 0; k < lines.size(); ++k)
            if (fits_one_more(i, courses, k)) wanted.push_back(lines[k]);
        return wanted;
    }

    void ask(std::size_t i, Portions portions) {
        if (shares_.given[i] >= limits_.room(i)) return;
        const Unit next = next_unit(pool_, shares_, i);
        Unit best;
        if (const auto district = districts_.around(i)) {
            if (pool_.lines_of(i).empty()) return;
            best = districts_.last_in(*district);
        } else {
            const Lines lines = wanted(i, portions);
            for (const LineNumber j : lines) {
                if (best.before(best_[j])) best = best_[j];
                for (const LineNumber idle : idle_[j])
                    if (takes_idle_[idle].weight == 0 || next.before(takes_idle_[idle]))
                        takes_idle_[idle] = next;
            }
        }
        if (!next.before(best)) return;
        ++wronged_;
        if (most_wronged_.weight != 0 && !next.before(most_wronged_)) return;
        most_wronged_ = next;
        giver_ = best;
    }

    [[nodiscard]] Portions portions_of(std::uint32_t i) const {
        const auto [begin, end] =
            std::ranges::equal_range(shares_.portions, i, {}, &Portion::recipient);
        return {begin, end};
    }

    // The shortest way to free one of the lines that `to` wants, ending at a line that `ends` says;
    // as moves, the last line's first. The shortest, because then all its moves can be made at
    // once.
    template <class Ends>
    [[nodiscard]] std::vector<Move> way(std::uint32_t to, Ends ends,
                                        std::optional<std::uint32_t> giver) const {
        const LineNumber none = nobody;
        std::vector<LineNumber> before(pool_.lines(), none);
        const auto open = pool_.lines_of(to);
        Lines queue =
            districts_.around(to) ? Lines{open.begin(), open.end()} : wanted(to, portions_of(to));
        for (const LineNumber j : queue) before[j] = j;
        for (std::size_t head = 0; head < queue.size(); ++head) {
            LineNumber a = queue[head];
            if (ends(a)) {
                std::vector<Move> moves;
                for (std::optional<std::uint32_t> from = giver;; a = before[a]) {
                    const bool first = before[a] == a;
                    const std::uint32_t taker = first ? to : instead_[before[a]][a];
                    moves.push_back({a, from, taker});
                    if (first) return moves;
                    from = taker;
                }
            }
            for (LineNumber b = 0; b < pool_.lines(); ++b)
                if (before[b] == none && instead_[a][b] != nobody) {
                    before[b] = a;
                    queue.push_back(b);
                }
        }
        throw BrokenPromise{"an exchange was seen and then not found again"};
    }

    void report_idle(LineNumber idle) {
        const Unit& next = takes_idle_[idle];
        findings_.add({.kind = FaultKind::supply_left,
                       .recipient = next.recipient,
                       .line = idle,
                       .is = left_[idle],
                       .chain = way(next.recipient, [&](LineNumber j) { return j == idle; }, {})},
                      next);
    }

    void report_exchange() {
        const Portions of_giver = portions_of(giver_.recipient);
        const auto gives = [&](LineNumber j) {
            return std::ranges::find(of_giver, j, &Portion::line) != of_giver.end();
        };
        findings_.add({.kind = FaultKind::fairer_exchange,
                       .recipient = most_wronged_.recipient,
                       .other = giver_.recipient,
                       .is = wronged_,
                       .chain = way(most_wronged_.recipient, gives, giver_.recipient)},
                      most_wronged_);
    }

    const Pool& pool_;
    const Shares& shares_;
    Findings& findings_;
    OwnLimits limits_;
    FullDistricts districts_;
    std::vector<std::int64_t> left_;                   // by line
    std::vector<Unit> last_;                           // by line: of those that take it
    std::vector<std::vector<std::uint32_t>> instead_;  // who takes a and could take b instead
    std::vector<Unit> best_;                           // by line, over all chains
    std::vector<Lines> idle_;                          // by line, over all chains
    std::vector<Unit> takes_idle_;                     // by line: the first that could take it
    std::int64_t wronged_ = 0;
    Unit most_wronged_;
    Unit giver_;
};

}  // namespace

void find_exchanges(const Pool& pool, const Shares& shares, Findings& findings) {
    Exchanges{pool, shares, findings}.find();
}

}  // namespace aliquot::checking
