// Follows the promised time of the same doses from one statement to the next.
#include "aliquot/evidence/statement_slips.hpp"

#include <tuple>

#include "aliquot/evidence/arithmetic.hpp"

namespace aliquot {

namespace {

// Later, and not only a closer word on the same time. "Not before May" has no end that could hold
// another time.
bool moved_later(const Statement& before, const Statement& after) {
    return *after.date_from > *before.date_from &&
           !(before.date_to && future_window(before).holds(future_window(after)));
}

// Another amount is another promise.
bool same_doses(const Statement& before, const Statement& after) {
    return !before.doses || !after.doses || agree(before.doses->value(), after.doses->value());
}

}  // namespace

std::vector<Slip> slips_on(const StatementBook& book, Date on) {
    using Thread = std::tuple<std::string, std::string, std::string>;
    std::map<Thread, Slip> threads;
    const auto& statements = book.evidence().statements;
    for (std::size_t i = 0; i < statements.size(); ++i) {
        const Statement& said = statements[i];
        if (said.said_on > on || !is_promise(said) || !said.date_from) continue;
        Slip& slip = threads[{said.participant, said.product, said.supply}];
        slip.participant = said.participant;
        slip.product = said.product;
        slip.supply = said.supply;
        auto& chain = slip.statements;
        const Statement* before = chain.empty() ? nullptr : &book.at(chain.back());
        if (before == nullptr || (moved_later(*before, said) && same_doses(*before, said)))
            chain.push_back({i});
        else if (chain.size() == 1)
            chain.front() = {i};
    }
    std::vector<Slip> slips;
    for (auto& [thread, slip] : threads) {
        if (slip.statements.size() < 2) continue;
        slip.moved = *book.at(slip.statements.back()).date_from -
                     *book.at(slip.statements.front()).date_from;
        slips.push_back(std::move(slip));
    }
    return slips;
}

}  // namespace aliquot
