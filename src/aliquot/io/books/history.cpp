// Each event is asked what it is about; those about what was asked for are told.
#include "aliquot/io/books/history.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "aliquot/core/text.hpp"
#include "aliquot/io/books/event_words.hpp"
#include "aliquot/io/desk/event_json.hpp"
#include "aliquot/io/run/balances.hpp"

namespace aliquot {

namespace {

// What an event is about.
struct Subject {
    std::optional<SupplyIndex> line;
    std::optional<ParticipantIndex> participant;
    std::optional<ParticipantIndex> other;  // who did not keep doses that are reallocated
    std::optional<int> offer;
    std::optional<int> proposal;
};

Subject subject_of(const Books& books, const Event& event) {
    Subject subject;
    const auto about = [&](const auto& fact) {
        if constexpr (requires { fact.offer; }) {
            subject.offer = fact.offer;
            subject.line = books.offer(fact.offer).supply;
            subject.participant = books.offer(fact.offer).participant;
        }
        if constexpr (requires { fact.supply; }) subject.line = fact.supply;
        if constexpr (requires { fact.participant; }) subject.participant = fact.participant;
        if constexpr (requires { fact.severity_rank; }) subject.other = fact.from;
        if constexpr (requires { fact.proposal; }) subject.proposal = fact.proposal;
        if constexpr (requires { fact.step; }) subject.participant = fact.step.participant;
        if constexpr (requires { fact.line.donor; }) {
            const auto& all = books.world->supply;
            const auto found = std::ranges::find(all, fact.line.id, &SupplyLine::id);
            subject.line = SupplyIndex{static_cast<std::size_t>(found - all.begin())};
        }
    };
    std::visit([&](const auto& group) { std::visit(about, group); }, event);
    return subject;
}

template <class Records>
Error unknown(const Records& records, const std::string& id, std::string_view noun) {
    std::vector<std::string> known;
    for (const auto& each : records) known.push_back(each.id);
    const std::string nearest = nearest_word(id, known);
    return {ErrorCode::not_found, fmt::format("there is no {} of this id", noun), id,
            nearest.empty() ? "" : fmt::format("did you mean \"{}\"?", nearest)};
}

// Which events and doses belong to the answer.
struct Scope {
    std::set<SupplyIndex> lines;  // empty: of every line
    std::optional<ParticipantIndex> participant;
    std::optional<Offer> offer;

    [[nodiscard]] bool holds(SupplyIndex line) const {
        return lines.empty() || lines.contains(line);
    }
    // Of an offer, the way of its line before it counts too.
    [[nodiscard]] bool is_about(const Subject& subject) const {
        if (offer) {
            if (subject.offer) return *subject.offer == offer->id;
            return subject.line == offer->supply &&
                   (!subject.participant || subject.participant == offer->participant);
        }
        if (participant) return subject.participant == participant || subject.other == participant;
        return subject.line && holds(*subject.line);
    }
    [[nodiscard]] bool is_about(const ProposalMade& made) const {
        return std::ranges::any_of(made.awards, [&](const ProposalMade::Award& award) {
            const auto who = offer ? std::optional{offer->participant} : participant;
            return holds(award.supply) && (!who || award.participant == *who) &&
                   (!offer || made.round == offer->round);
        });
    }
};

Result<Scope> scope_of(const Books& books, const HistoryQuestion& question) {
    const Scenario& world = *books.world;
    Scope scope;
    if (question.offer) {
        if (*question.offer < 1 || *question.offer > std::ssize(books.offers))
            return tl::unexpected(
                Error{ErrorCode::not_found, "there is no such offer",
                      fmt::format("offer {}", *question.offer),
                      fmt::format("offers 1 to {} were made", books.offers.size())});
        scope.offer = books.offer(*question.offer);
        scope.lines.insert(scope.offer->supply);
    } else if (!question.participant.empty()) {
        const auto& all = world.participants;
        const auto found = std::ranges::find(all, question.participant, &Participant::id);
        if (found == all.end())
            return tl::unexpected(unknown(all, question.participant, "participant"));
        scope.participant = ParticipantIndex{static_cast<std::size_t>(found - all.begin())};
    } else {
        for (std::size_t s = 0; s < world.supply.size(); ++s)
            if (question.donor.empty() ? world.supply[s].id == question.line
                                       : world.supply[s].donor == question.donor)
                scope.lines.insert(SupplyIndex{s});
        if (scope.lines.empty() && question.donor.empty())
            return tl::unexpected(unknown(world.supply, question.line, "supply line"));
        if (scope.lines.empty())
            return tl::unexpected(
                Error{ErrorCode::not_found, "no doses are from this donor", question.donor, ""});
    }
    return scope;
}

bool makes(const Event& event, int offer) {
    const auto* dose = std::get_if<DoseEvent>(&event);
    const auto* made = dose ? std::get_if<OfferMade>(dose) : nullptr;
    return made != nullptr && made->offer == offer;
}

class Telling {
public:
    Telling(const Books& books, Scope scope)
        : books_{books}, scope_{std::move(scope)}, postings_{books.transfers} {}

    std::vector<HistoryStep> tell() {
        std::vector<HistoryStep> steps;
        for (const BookEntry& entry : books_.entries) {
            is_made_ = is_made_ || (scope_.offer && makes(entry.event, scope_.offer->id));
            std::vector<HistoryStep::Movement> movements = movements_of(entry);
            if (!belongs(entry, !movements.empty())) continue;
            steps.push_back({entry.record, entry.date, entry.who, std::string{kind_of(entry.event)},
                             event_words(books_, entry.event), std::move(movements)});
        }
        return steps;
    }

private:
    bool belongs(const BookEntry& entry, bool moves_doses) {
        if (const auto* round = std::get_if<RoundEvent>(&entry.event)) {
            const auto* made = std::get_if<ProposalMade>(round);
            if (made != nullptr && scope_.is_about(*made)) proposals_.insert(made->proposal);
        }
        const Subject subject = subject_of(books_, entry.event);
        if (subject.proposal) return proposals_.contains(*subject.proposal);
        // A line that expires may take doses from a participant whom the event does not name.
        if (!scope_.is_about(subject)) return scope_.participant && moves_doses;
        if (!scope_.offer || subject.offer) return true;
        if (subject.participant) return entry.date >= scope_.offer->offered;
        // What became of the rest of the line once the offer was made is another story.
        return !is_made_ || moves_doses || entry.transfers == 0;
    }

    [[nodiscard]] std::vector<HistoryStep::Movement> movements_of(const BookEntry& entry) const {
        std::vector<HistoryStep::Movement> movements;
        for (const Transfer& each : books_.transfers_of(entry)) {
            if (!scope_.holds(each.line)) continue;
            const std::vector<Posting> sides = postings_.of(each);
            const Posting& from = sides.back();
            for (std::size_t k = 0; k + 1 < sides.size(); ++k) {
                if (!concerns(from.account, sides[k].account)) continue;
                movements.push_back({each.id, books_.world->at(each.line).id,
                                     account_name(*books_.world, {from.account, each.line}),
                                     account_name(*books_.world, {sides[k].account, each.line}),
                                     sides[k].doses});
            }
        }
        return movements;
    }

    // Of an offer: the doses of its line until it is made, then those of its participant.
    [[nodiscard]] bool concerns(const Account& from, const Account& to) const {
        const auto who =
            scope_.offer ? std::optional{scope_.offer->participant} : scope_.participant;
        if (!who) return true;
        if (from.owner == who || to.owner == who) return true;
        return scope_.offer && !is_made_ && !from.owner && !to.owner;
    }

    const Books& books_;
    Scope scope_;
    Postings postings_;
    std::set<int> proposals_;
    bool is_made_ = false;  // the offer that was asked for
};

}  // namespace

Result<std::vector<HistoryStep>> history_of(const Books& books, const HistoryQuestion& question) {
    auto scope = scope_of(books, question);
    if (!scope) return tl::unexpected(scope.error());
    return Telling{books, *std::move(scope)}.tell();
}

}  // namespace aliquot
