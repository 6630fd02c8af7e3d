// How well statements are read against each other, on many sets whose truth is known.
#include "evidence/set_scores.hpp"

#include <fmt/core.h>

#include "aliquot/evidence/belief.hpp"
#include "aliquot/evidence/contradiction.hpp"

namespace aliquot_test {

namespace {

using namespace aliquot;

void add(Score& score, const std::set<std::string>& found, const std::set<std::string>& there) {
    score.found += static_cast<int>(found.size());
    score.there += static_cast<int>(there.size());
    for (const std::string& id : found) score.rightly += there.contains(id) ? 1 : 0;
}

std::set<std::string> found_by(const Evidence& evidence, const EvidenceFindings& findings,
                               ContradictionKind kind) {
    std::set<std::string> ids;
    for (const Contradiction& each : findings.contradictions)
        if (each.kind == kind)
            for (const StatementIndex i : each.statements)
                ids.insert(evidence.statements.at(i.value).id);
    return ids;
}

void add_beliefs(Calibration& belief, const StatementBook& book, const GeneratedSet& set) {
    for (const Delivery& each : set.deliveries) {
        const EventBelief now =
            belief_on(book, {"ALDER", "TWO", each.supply, SupplyEventKind::delivered}, set.last);
        // An event that nobody speaks of is no belief.
        if (now.reasons.empty()) continue;
        const auto place = static_cast<std::size_t>(now.belief());
        ++belief.events.at(place);
        belief.came.at(place) += each.happened ? 1 : 0;
    }
}

std::string line(std::string_view name, const Score& score) {
    return fmt::format("{:<20}{:>8}{:>8}{:>9}{:>12.3f}{:>9.3f}\n", name, score.there, score.found,
                       score.rightly, score.precision(), score.recall());
}

}  // namespace

SetScores scores_of(int sets, const SetOptions& options) {
    SetScores scores;
    for (int seed = 1; seed <= sets; ++seed) {
        const GeneratedSet set = generated_set(static_cast<std::uint64_t>(seed), options);
        const StatementBook book{set.evidence};
        const EvidenceFindings findings = findings_on(book, set.last);
        ++scores.sets;
        scores.statements += static_cast<int>(set.evidence.statements.size());
        const auto found = [&](ContradictionKind kind) {
            return found_by(set.evidence, findings, kind);
        };
        add(scores.delivered_denied, found(ContradictionKind::delivered_denied),
            set.delivered_denied);
        add(scores.two_amounts, found(ContradictionKind::two_amounts), set.two_amounts);
        add(scores.accepted_declined, found(ContradictionKind::accepted_declined),
            set.accepted_declined);
        std::set<std::string> numbers;
        for (const ArithmeticFault& each : findings.arithmetic)
            numbers.insert(set.evidence.statements.at(each.statement.value).id);
        add(scores.arithmetic, numbers, set.wrong_numbers);
        add_beliefs(scores.belief, book, set);
    }
    return scores;
}

std::string text_of(const SetScores& scores) {
    std::string text = fmt::format("{} sets, {} statements\n\n{:<20}{:>8}{:>8}{:>9}{:>12}{:>9}\n",
                                   scores.sets, scores.statements, "statements in", "there",
                                   "named", "rightly", "precision", "recall");
    text += line("delivered, denied", scores.delivered_denied);
    text += line("two amounts", scores.two_amounts);
    text += line("accepted, declined", scores.accepted_declined);
    text += line("wrong numbers", scores.arithmetic);
    text +=
        fmt::format("\n{:<20}{:>8}{:>8}{:>8}\n", "delivery believed", "events", "true", "share");
    for (std::size_t i = belief_names.size(); i-- > 0;) {
        const int events = scores.belief.events.at(i);
        text += fmt::format("{:<20}{:>8}{:>8}{:>8.2f}\n", belief_names.at(i), events,
                            scores.belief.came.at(i),
                            events == 0 ? 0.0 : 1.0 * scores.belief.came.at(i) / events);
    }
    return text;
}

}  // namespace aliquot_test
