// Puts statements, beliefs and findings about one participant in order of days.
#include "aliquot/evidence/timeline.hpp"

#include <algorithm>
#include <set>

#include "aliquot/core/check.hpp"
#include "aliquot/evidence/belief.hpp"
#include "aliquot/evidence/contradiction.hpp"
#include "aliquot/evidence/expected_supply.hpp"

namespace aliquot {

namespace {

// The days on which the belief about an event can change.
std::set<Date> days_of(const StatementBook& book, const EventBelief& last, Date on) {
    std::set<Date> days{on};
    for (const Statement& said : book.evidence().statements)
        if (said.participant == last.event.participant && said.said_on <= on)
            days.insert(said.said_on);
    for (const Judgement& each : book.evidence().judgements) {
        if (each.event != last.event || each.judged_on > on) continue;
        days.insert(each.judged_on);
        if (each.until && *each.until < on) days.insert(*each.until + Days{1});
    }
    return days;
}

BeliefHistory history_of(const StatementBook& book, const SupplyEvent& event, Date on) {
    BeliefHistory history{belief_on(book, event, on), {}};
    for (const Date day : days_of(book, history.latest, on)) {
        EventBelief now = belief_on(book, event, day);
        if (now.reasons.empty() && !now.judgement) continue;  // nobody had spoken of it
        if (history.changes.empty() || history.changes.back().belief() != now.belief())
            history.changes.push_back(std::move(now));
    }
    return history;
}

}  // namespace

Date last_said(const Evidence& evidence) {
    ALIQUOT_CHECK(!evidence.statements.empty());
    return evidence.statements.back().said_on;
}

std::vector<std::string> spoken_of(const Evidence& evidence) {
    std::set<std::string> found;
    for (const Statement& said : evidence.statements) found.insert(said.participant);
    return {found.begin(), found.end()};
}

StatementTimeline timeline_of(const StatementBook& book, const std::string& participant, Date on) {
    StatementTimeline timeline;
    timeline.participant = participant;
    const auto name = book.evidence().name.find(participant);
    timeline.name = name == book.evidence().name.end() ? participant : name->second;
    timeline.on = on;
    const auto& statements = book.evidence().statements;
    for (std::size_t i = 0; i < statements.size(); ++i)
        if (statements[i].said_on <= on &&
            (statements[i].participant == participant || statements[i].participant.empty()))
            timeline.statements.push_back({i});
    for (const SupplyEvent& event : events_of(book, participant)) {
        BeliefHistory history = history_of(book, event, on);
        if (!history.changes.empty()) timeline.events.push_back(std::move(history));
    }
    timeline.findings = findings_on(book, on);
    const auto of_others = [&](const auto& one) { return one.participant != participant; };
    const auto said_of_others = [&](const auto& one) {
        return book.at(one.statement).participant != participant;
    };
    std::erase_if(timeline.findings.contradictions, of_others);
    std::erase_if(timeline.findings.slips, of_others);
    std::erase_if(timeline.findings.arithmetic, said_of_others);
    std::erase_if(timeline.findings.samples, said_of_others);
    timeline.expected = expected_supply_on(book, participant, on);
    return timeline;
}

std::vector<StatementTimeline> timelines_on(const StatementBook& book, Date on) {
    std::vector<StatementTimeline> timelines;
    for (const std::string& participant : spoken_of(book.evidence())) {
        StatementTimeline timeline = timeline_of(book, participant, on);
        if (!participant.empty() && !timeline.statements.empty())
            timelines.push_back(std::move(timeline));
    }
    return timelines;
}

}  // namespace aliquot
