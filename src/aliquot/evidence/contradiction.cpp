// Pairs of statements that exclude each other, joined to sets.
#include "aliquot/evidence/contradiction.hpp"

#include <algorithm>
#include <functional>
#include <numeric>
#include <set>

#include <fmt/core.h>

#include "aliquot/core/text.hpp"
#include "aliquot/evidence/arithmetic.hpp"
#include "aliquot/evidence/statement_slips.hpp"

namespace aliquot {

namespace {

struct Pair {
    StatementIndex left;
    StatementIndex right;
};

// Joins pairs that share a statement, so that every set is as large as its quarrel.
class Quarrels {
public:
    explicit Quarrels(std::size_t statements) : parent_(statements) {
        std::iota(parent_.begin(), parent_.end(), std::size_t{0});
    }
    void add(const Pair& pair) {
        pairs_.push_back(pair);
        parent_[root(pair.left.value)] = root(pair.right.value);
    }
    // The pairs of each set, in the order in which they were added.
    [[nodiscard]] std::map<std::size_t, std::vector<Pair>> sets() {
        std::map<std::size_t, std::vector<Pair>> found;
        for (const Pair& pair : pairs_) found[root(pair.left.value)].push_back(pair);
        return found;
    }

private:
    std::size_t root(std::size_t i) {
        while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
        return i;
    }

    std::vector<std::size_t> parent_;
    std::vector<Pair> pairs_;
};

class Finder {
public:
    Finder(const StatementBook& book, Date on)
        : book_{book}, on_{on}, standing_{book.standing(on)} {}

    std::vector<Contradiction> find() {
        delivered_denied();
        accepted_declined();
        two_amounts();
        marked();
        std::ranges::stable_sort(found_, std::ranges::greater{}, [&](const Contradiction& one) {
            return book_.at(one.statements.front()).said_on;
        });
        return std::move(found_);
    }

private:
    const Statement& at(StatementIndex i) const { return book_.at(i); }

    void delivered_denied() {
        Quarrels quarrels{book_.evidence().statements.size()};
        for (const StatementIndex claim : standing_) {
            if (!is_arrival(at(claim)) || !book_.sample_reason(claim).empty()) continue;
            for (const StatementIndex denial : standing_) {
                if (at(denial).event != Said::denied || !same_matter(at(claim), at(denial)))
                    continue;
                if (past_window(at(claim)).overlaps(past_window(at(denial))))
                    quarrels.add({claim, denial});
            }
        }
        keep(quarrels, ContradictionKind::delivered_denied,
             "some say that doses arrived, others that none did",
             [&](const std::vector<Pair>& pairs) { return outside(pairs); });
    }

    // When the doses can have come so that every denial of the set is right too.
    [[nodiscard]] std::string outside(const std::vector<Pair>& pairs) const {
        Date after = Date::min();   // the last day of a denial
        Date before = Date::max();  // the first day of a denial
        Date first = Date::min();   // the latest day on which a claim begins
        Date last = Date::max();    // the earliest day on which a claim ends
        for (const auto& [claim, denial] : pairs) {
            const Window came = past_window(at(claim));
            const Window nothing = past_window(at(denial));
            after = std::max(after, nothing.to);
            before = std::min(before, nothing.from);
            first = std::max(first, came.from);
            last = std::min(last, came.to);
        }
        if (after < last)
            return fmt::format("all can be right if the doses came after {}", long_date(after));
        if (first < before)
            return fmt::format("all can be right if the doses came before {}", long_date(before));
        return {};
    }

    void accepted_declined() {
        Quarrels quarrels{book_.evidence().statements.size()};
        for (const StatementIndex yes : standing_) {
            if (at(yes).event != Said::accepted) continue;
            for (const StatementIndex no : standing_) {
                // A source that later gives another answer has changed it.
                if (at(no).event != Said::declined || !same_matter(at(yes), at(no)) ||
                    voice_of(at(yes)) == voice_of(at(no)))
                    continue;
                if (answered(yes).overlaps(answered(no))) quarrels.add({yes, no});
            }
        }
        keep(quarrels, ContradictionKind::accepted_declined,
             "some say that the doses were accepted, others that they were declined",
             [](const auto&) { return "all can be right if the answer changed in between"; });
    }

    // An answer without dates was given in the days before it was told.
    [[nodiscard]] Window answered(StatementIndex i) const { return past_window(at(i)); }

    void two_amounts() {
        Quarrels quarrels{book_.evidence().statements.size()};
        const std::vector<StatementIndex> named = latest_amounts();
        for (std::size_t i = 0; i < named.size(); ++i)
            for (std::size_t j = i + 1; j < named.size(); ++j)
                if (amounts_clash(at(named[i]), at(named[j]))) quarrels.add({named[i], named[j]});
        keep(quarrels, ContradictionKind::two_amounts, "amounts of the same doses differ",
             no_way_out);
    }

    // Of what each source says about one thing, only its latest word.
    [[nodiscard]] std::vector<StatementIndex> latest_amounts() const {
        std::vector<StatementIndex> latest;
        for (const StatementIndex i : standing_) {
            if (!amount_of(at(i)) || !book_.sample_reason(i).empty()) continue;
            std::erase_if(latest, [&](StatementIndex earlier) {
                return voice_of(at(earlier)) == voice_of(at(i)) && same_amount(at(earlier), at(i));
            });
            latest.push_back(i);
        }
        return latest;
    }

    [[nodiscard]] static std::optional<std::int64_t> amount_of(const Statement& one) {
        if (!one.event || one.event == Said::denied) return std::nullopt;
        if (one.event == Said::reported_cases || one.event == Said::reported_deaths)
            return one.people ? std::optional{one.people->value()} : std::nullopt;
        return one.doses ? std::optional{one.doses->value()} : std::nullopt;
    }

    // Doses that were allocated are the ones that a delay speaks of.
    [[nodiscard]] static Said kind_of_amount(const Statement& one) {
        return one.event == Said::delayed ? Said::allocated : *one.event;
    }

    // Amounts of the same thing at the same time.
    [[nodiscard]] static bool same_amount(const Statement& left, const Statement& right) {
        if (!same_thread(left, right) || kind_of_amount(left) != kind_of_amount(right))
            return false;
        if (is_promise(left))
            return !has_window(left) || !has_window(right) ||
                   future_window(left).overlaps(future_window(right));
        // Counts grow: they are compared only where they are of the same days.
        const bool grows = left.event == Said::administered || left.event == Said::reported_cases ||
                           left.event == Said::reported_deaths;
        const Window one = past_window(left);
        const Window other = past_window(right);
        return grows ? one.from == other.from && one.to == other.to : one.overlaps(other);
    }

    [[nodiscard]] static bool amounts_clash(const Statement& left, const Statement& right) {
        return voice_of(left) != voice_of(right) && same_amount(left, right) &&
               !agree(*amount_of(left), *amount_of(right));
    }

    void marked() {
        Quarrels quarrels{book_.evidence().statements.size()};
        for (const StatementIndex i : standing_)
            for (const std::string& id : at(i).contradicts)
                if (const auto other = book_.find(id); other && book_.stands(*other, on_))
                    quarrels.add({i, *other});
        keep(quarrels, ContradictionKind::marked, "marked as contradicting in the table",
             no_way_out);
    }

    static std::string no_way_out(const std::vector<Pair>& /*pairs*/) { return {}; }

    void keep(Quarrels& quarrels, ContradictionKind kind, std::string_view what,
              const std::function<std::string(const std::vector<Pair>&)>& way_out) {
        for (const auto& [root, pairs] : quarrels.sets()) {
            std::set<StatementIndex> members;
            for (const Pair& pair : pairs) members.insert({pair.left, pair.right});
            Contradiction made;
            made.kind = kind;
            made.statements.assign(members.rbegin(), members.rend());
            made.participant = at(made.statements.front()).participant;
            made.product = product_of(made.statements);
            made.what = what;
            made.way_out = way_out(pairs);
            found_.push_back(std::move(made));
        }
    }

    // The one that they name; nothing if they name several.
    [[nodiscard]] std::string product_of(const std::vector<StatementIndex>& statements) const {
        std::string one;
        for (const StatementIndex i : statements) {
            const std::string& product = at(i).product;
            if (!product.empty() && !one.empty() && product != one) return {};
            if (!product.empty()) one = product;
        }
        return one;
    }

    const StatementBook& book_;
    Date on_;
    std::vector<StatementIndex> standing_;
    std::vector<Contradiction> found_;
};

}  // namespace

EvidenceFindings findings_on(const StatementBook& book, Date on) {
    EvidenceFindings findings;
    findings.on = on;
    findings.statements = static_cast<std::size_t>(std::ranges::count_if(
        book.evidence().statements, [on](const Statement& said) { return said.said_on <= on; }));
    findings.contradictions = Finder{book, on}.find();
    findings.slips = slips_on(book, on);
    for (const StatementIndex i : book.standing(on)) {
        if (auto fault = check_arithmetic(book, i))
            findings.arithmetic.push_back(*std::move(fault));
        if (std::string why = book.sample_reason(i); !why.empty())
            findings.samples.push_back({i, std::move(why)});
    }
    return findings;
}

}  // namespace aliquot
