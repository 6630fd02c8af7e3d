// Findings and timelines as JSON: ids instead of words where an id says it, null for what nobody
// said.
#include "aliquot/io/timeline/timeline_json.hpp"

#include <cmath>

#include <nlohmann/json.hpp>

#include "aliquot/io/timeline/statement_words.hpp"

namespace aliquot {

namespace {

using Json = nlohmann::ordered_json;

Json day(const std::optional<Date>& date) {
    return date ? Json(format_date(*date)) : Json(nullptr);
}

template <class Kind>
Json count(const std::optional<Count<Kind>>& number) {
    return number ? Json(number->value()) : Json(nullptr);
}

// Four decimals, so that no machine writes another last digit.
double rounded(double number) {
    return std::round(number * 10'000) / 10'000;
}

class Writer {
public:
    explicit Writer(const Evidence& evidence) : evidence_{evidence} {}

    [[nodiscard]] const Statement& at(StatementIndex i) const {
        return evidence_.statements.at(i.value);
    }

    [[nodiscard]] Json ids(const std::vector<StatementIndex>& statements) const {
        Json list = Json::array();
        for (const StatementIndex i : statements) list.push_back(at(i).id);
        return list;
    }

    [[nodiscard]] Json findings(const EvidenceFindings& found) const {
        Json json{{"on", format_date(found.on)},
                  {"contradictions", Json::array()},
                  {"arithmetic", Json::array()},
                  {"slips", Json::array()},
                  {"samples", Json::array()}};
        for (const Contradiction& each : found.contradictions)
            json["contradictions"].push_back({{"kind", name_of(each.kind)},
                                              {"participant", each.participant},
                                              {"product", each.product},
                                              {"statements", ids(each.statements)},
                                              {"what", each.what},
                                              {"way_out", each.way_out}});
        for (const ArithmeticFault& each : found.arithmetic)
            json["arithmetic"].push_back({{"statement", at(each.statement).id},
                                          {"what", each.what},
                                          {"readings", each.readings}});
        for (const Slip& each : found.slips)
            json["slips"].push_back({{"participant", each.participant},
                                     {"product", each.product},
                                     {"supply", each.supply},
                                     {"statements", ids(each.statements)},
                                     {"days", each.moved.count()}});
        for (const SampleImport& each : found.samples)
            json["samples"].push_back({{"statement", at(each.statement).id}, {"why", each.why}});
        return json;
    }

    [[nodiscard]] Json statement(StatementIndex i) const {
        const Statement& one = at(i);
        return {{"statement", one.id},
                {"said_on", format_date(one.said_on)},
                {"source", one.source},
                {"source_kind", name_of(one.kind)},
                {"about", one.about},
                {"reliability", grade_of(one).substr(0, 1)},
                {"credibility", grade_of(one).substr(1)},
                {"supply", one.supply},
                {"product", one.product},
                {"event", one.event ? Json(name_of(*one.event)) : Json(nullptr)},
                {"doses", count(one.doses)},
                {"date_from", day(one.date_from)},
                {"date_to", day(one.date_to)},
                {"people", count(one.people)},
                {"url", one.url},
                {"rests_on", one.rests_on},
                {"supersedes", one.supersedes}};
    }

    [[nodiscard]] Json belief(const EventBelief& each) const {
        Json json{{"on", format_date(each.on)},
                  {"belief", name_of(each.belief())},
                  {"computed", name_of(each.computed)},
                  {"probability", rounded(each.probability)},
                  {"voices_for", each.voices_for},
                  {"voices_against", each.voices_against},
                  {"least_doses", count(each.least)},
                  {"most_doses", count(each.most)},
                  {"judgement", nullptr},
                  {"reasons", Json::array()}};
        if (each.judgement)
            json["judgement"] = {{"by", each.judgement->by},
                                 {"judged_on", format_date(each.judgement->judged_on)},
                                 {"reason", each.judgement->reason}};
        for (const BeliefReason& reason : each.reasons)
            json["reasons"].push_back(
                {{"statement", at(reason.statement).id},
                 {"for", reason.speaks_for},
                 {"weighing", weighing_names.at(static_cast<std::size_t>(reason.weighing))},
                 {"reliability_factor", rounded(reason.reliability_factor)},
                 {"credibility_factor", rounded(reason.credibility_factor)},
                 {"words", reason.words}});
        return json;
    }

    [[nodiscard]] Json event(const BeliefHistory& history) const {
        const SupplyEvent& event = history.latest.event;
        Json json{{"event", name_of(event.kind)},
                  {"product", event.product},
                  {"supply", event.supply},
                  {"changes", Json::array()},
                  {"latest", belief(history.latest)}};
        for (const EventBelief& each : history.changes)
            json["changes"].push_back({{"on", format_date(each.on)},
                                       {"belief", name_of(each.belief())},
                                       {"probability", rounded(each.probability)}});
        return json;
    }

private:
    const Evidence& evidence_;
};

Json expected(const ExpectedSupply& each) {
    return {{"product", each.product},        {"supply", each.supply},
            {"arrived", each.arrived},        {"belief", name_of(each.belief)},
            {"counts", each.counts},          {"least_doses", count(each.least)},
            {"most_doses", count(each.most)}, {"date_from", day(each.from)},
            {"date_to", day(each.to)},        {"why", each.why}};
}

}  // namespace

std::string findings_json(const Evidence& evidence, const EvidenceFindings& findings) {
    Json json{{"statements", findings.statements}};
    json.update(Writer{evidence}.findings(findings));
    return json.dump(2) + "\n";
}

std::string timeline_json(const Evidence& evidence, const StatementTimeline& timeline) {
    const Writer writer{evidence};
    Json json{{"participant", timeline.participant},
              {"name", timeline.name},
              {"on", format_date(timeline.on)},
              {"counts", name_of(evidence.counts)},
              {"statements", Json::array()},
              {"events", Json::array()},
              {"findings", writer.findings(timeline.findings)},
              {"expected", Json::array()}};
    for (const StatementIndex i : timeline.statements)
        json["statements"].push_back(writer.statement(i));
    for (const BeliefHistory& history : timeline.events)
        json["events"].push_back(writer.event(history));
    for (const ExpectedSupply& each : timeline.expected) json["expected"].push_back(expected(each));
    return json.dump(2) + "\n";
}

}  // namespace aliquot
