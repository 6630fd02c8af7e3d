// From beliefs about promises, refusals and deliveries to a range of doses.
#include "aliquot/evidence/expected_supply.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "aliquot/evidence/belief.hpp"

namespace aliquot {

namespace {

Belief opposite(Belief belief) {
    return static_cast<Belief>(static_cast<int>(Belief::confirmed) - static_cast<int>(belief));
}

std::string_view name_of(Belief belief) {
    return belief_names.at(static_cast<std::size_t>(belief));
}

// The latest day on which someone who is counted speaks for the event.
std::optional<Date> last_word_for(const StatementBook& book, const EventBelief& belief) {
    std::optional<Date> last;
    for (const BeliefReason& reason : belief.reasons)
        if (reason.speaks_for && reason.weighing == Weighing::counted)
            last = book.at(reason.statement).said_on;
    return last;
}

class Expecting {
public:
    Expecting(const StatementBook& book, SupplyEvent thread, Date on)
        : book_{book}, thread_{std::move(thread)}, on_{on} {}

    std::vector<ExpectedSupply> rows() {
        std::vector<ExpectedSupply> rows;
        const EventBelief delivered = belief(SupplyEventKind::delivered);
        const EventBelief promised = belief(SupplyEventKind::promised);
        if (spoken_for(delivered)) rows.push_back(arrived(delivered));
        // A promise that was kept is no longer one.
        if (spoken_for(promised) && delivered.belief() != Belief::confirmed)
            rows.push_back(to_come(promised));
        for (ExpectedSupply& row : rows) row.counts = row.belief >= book_.evidence().counts;
        return rows;
    }

private:
    [[nodiscard]] EventBelief belief(SupplyEventKind kind) const {
        SupplyEvent event = thread_;
        event.kind = kind;
        return belief_on(book_, event, on_);
    }

    // By someone who speaks of these doses, and not only of some of them.
    [[nodiscard]] bool spoken_for(const EventBelief& belief) const {
        return belief.judgement ||
               std::ranges::any_of(belief.reasons, [&](const BeliefReason& reason) {
                   const Statement& said = book_.at(reason.statement);
                   return reason.speaks_for && reason.weighing != Weighing::set_aside &&
                          said.product == thread_.product && said.supply == thread_.supply;
               });
    }

    [[nodiscard]] ExpectedSupply row_of(const EventBelief& belief) const {
        ExpectedSupply row;
        row.participant = thread_.participant;
        row.product = thread_.product;
        row.supply = thread_.supply;
        row.belief = belief.belief();
        row.least = belief.least;
        row.most = belief.most;
        return row;
    }

    [[nodiscard]] ExpectedSupply arrived(const EventBelief& delivered) const {
        ExpectedSupply row = row_of(delivered);
        row.arrived = true;
        row.why = fmt::format("delivery {}", name_of(row.belief));
        return row;
    }

    // As sure as the weakest of: it was promised, and it was not declined or cancelled since.
    [[nodiscard]] ExpectedSupply to_come(const EventBelief& promised) const {
        ExpectedSupply row = row_of(promised);
        row.why = fmt::format("promise {}", name_of(row.belief));
        const std::optional<Date> last = last_word_for(book_, promised);
        for (const SupplyEventKind kind : {SupplyEventKind::declined, SupplyEventKind::cancelled})
            for (const EventBelief& ended : endings(kind, last)) {
                if (kind == SupplyEventKind::cancelled && !by_promiser(ended, promised)) continue;
                if (opposite(ended.belief()) >= row.belief) continue;
                row.belief = opposite(ended.belief());
                row.why =
                    fmt::format("{}: {}", supply_event_names.at(static_cast<std::size_t>(kind)),
                                name_of(ended.belief()));
            }
        set_window(promised, row);
        return row;
    }

    // A cancellation that names neither product nor supply is of its own source's promises.
    [[nodiscard]] bool by_promiser(const EventBelief& ended, const EventBelief& promised) const {
        if (ended.judgement ||
            (ended.event.product == thread_.product && ended.event.supply == thread_.supply))
            return true;
        const auto voice = [&](const BeliefReason& reason) {
            return voice_of(book_.at(reason.statement));
        };
        return std::ranges::any_of(ended.reasons, [&](const BeliefReason& end) {
            return std::ranges::any_of(promised.reasons, [&](const BeliefReason& promise) {
                return voice(end) == voice(promise);
            });
        });
    }

    // Refusals of these doses, or of all, that were told on or after the last promise.
    [[nodiscard]] std::vector<EventBelief> endings(SupplyEventKind kind,
                                                   std::optional<Date> since) const {
        std::vector<EventBelief> found;
        for (const SupplyEvent& event : events_of(book_, thread_.participant)) {
            if (event.kind != kind || !covers(event.product, thread_.product) ||
                !covers(event.supply, thread_.supply))
                continue;
            EventBelief ended = belief_on(book_, event, on_);
            const std::optional<Date> told = last_word_for(book_, ended);
            const bool judged = ended.judgement.has_value();
            if (judged || (told && (!since || *told >= *since))) found.push_back(std::move(ended));
        }
        return found;
    }

    // The window of the latest counted promise that names one, unless the promise was renewed after
    // it had passed; what is overdue is doubtful.
    void set_window(const EventBelief& promised, ExpectedSupply& row) const {
        const Statement* latest = nullptr;
        for (const BeliefReason& reason : promised.reasons) {
            if (reason.weighing != Weighing::counted) continue;
            const Statement& said = book_.at(reason.statement);
            const bool passed =
                latest != nullptr && latest->date_to && *latest->date_to < said.said_on;
            if (has_window(said) || passed) latest = &said;
        }
        if (latest == nullptr) return;
        row.from = latest->date_from;
        row.to = latest->date_to;
        if (!row.to || *row.to >= on_ || row.belief <= Belief::doubtful) return;
        row.belief = Belief::doubtful;
        row.why = fmt::format("overdue: its time passed on {}", format_date(*row.to));
    }

    const StatementBook& book_;
    SupplyEvent thread_;
    Date on_;
};

}  // namespace

std::vector<ExpectedSupply> expected_supply_on(const StatementBook& book,
                                               const std::string& participant, Date on) {
    std::vector<SupplyEvent> threads;
    for (SupplyEvent event : events_of(book, participant)) {
        if (event.kind != SupplyEventKind::promised && event.kind != SupplyEventKind::delivered)
            continue;
        event.kind = SupplyEventKind::promised;
        if (std::ranges::find(threads, event) == threads.end()) threads.push_back(event);
    }
    std::vector<ExpectedSupply> found;
    for (const SupplyEvent& thread : threads)
        for (ExpectedSupply& row : Expecting{book, thread, on}.rows())
            found.push_back(std::move(row));
    return found;
}

}  // namespace aliquot
