// Findings and timelines as text for the terminal: what was said, what is believed, and why.
#include "evidence_text.hpp"

#include "words.hpp"
#include <fmt/format.h>

#include "aliquot/core/text.hpp"
#include "aliquot/io/timeline/statement_words.hpp"

namespace aliquot::cli {

namespace {

std::string several(std::size_t count, std::string_view one, std::string_view many) {
    return fmt::format("{} {}", count, count == 1 ? one : many);
}

class Text {
public:
    explicit Text(const Evidence& evidence) : evidence_{evidence} {}

    [[nodiscard]] const Statement& at(StatementIndex i) const {
        return evidence_.statements.at(i.value);
    }

    // Day, source and grades, what it names; then what was said, and its id.
    [[nodiscard]] std::string statement(StatementIndex i, std::string_view indent,
                                        std::string_view mark = "") const {
        const Statement& one = at(i);
        const std::string figures = figures_of(one);
        std::string text =
            fmt::format("{}{}  {} ({}){}{}\n", indent, format_date(one.said_on), one.source,
                        grade_of(one), figures.empty() ? "" : ": ", figures);
        text += fmt::format("{}            {} [{}]\n", indent, one.about, one.id);
        if (!mark.empty()) text += fmt::format("{}            {}\n", indent, mark);
        return text;
    }

    [[nodiscard]] std::string contradictions(const EvidenceFindings& found) const {
        if (found.contradictions.empty()) return {};
        std::string text = "contradictions, the newest statement first\n";
        for (const Contradiction& each : found.contradictions) {
            text += fmt::format("  {}{}: {}\n", who(each.participant),
                                each.product.empty() ? "" : ", " + each.product, each.what);
            for (const StatementIndex i : each.statements) text += statement(i, "    ");
            if (!each.way_out.empty()) text += fmt::format("    {}\n", each.way_out);
        }
        return text + "\n";
    }

    [[nodiscard]] std::string arithmetic(const EvidenceFindings& found) const {
        if (found.arithmetic.empty()) return {};
        std::string text = "numbers that do not agree\n";
        for (const ArithmeticFault& each : found.arithmetic) {
            text += statement(each.statement, "  ");
            text += fmt::format("    {}\n", each.what);
            for (const std::string& reading : each.readings)
                text += fmt::format("    - {}\n", reading);
        }
        return text + "\n";
    }

    [[nodiscard]] std::string slips(const EvidenceFindings& found) const {
        if (found.slips.empty()) return {};
        std::string text = "dates that slipped\n";
        for (const Slip& each : found.slips) {
            text += fmt::format("  {}, {}: {} successive times, {} days later in all\n",
                                who(each.participant), matter_words(each.product, each.supply),
                                each.statements.size(), each.moved.count());
            for (const StatementIndex i : each.statements)
                text +=
                    fmt::format("    {}  {}: {} [{}]\n", format_date(at(i).said_on), at(i).source,
                                window_words(at(i).date_from, at(i).date_to), at(i).id);
        }
        return text + "\n";
    }

    [[nodiscard]] std::string samples(const EvidenceFindings& found) const {
        if (found.samples.empty()) return {};
        std::string text = "imports that are no supply\n";
        for (const SampleImport& each : found.samples)
            text += statement(each.statement, "  ", each.why);
        return text + "\n";
    }

    [[nodiscard]] std::string said(const StatementTimeline& timeline) const {
        std::string text = "what was said\n";
        for (const StatementIndex i : timeline.statements) {
            std::string mark;
            for (const StatementIndex later : timeline.statements)
                if (at(later).supersedes == at(i).id)
                    mark = fmt::format("taken back by {} on {}", at(later).id,
                                       format_date(at(later).said_on));
            text += statement(i, "  ", mark);
        }
        return text + "\n";
    }

    [[nodiscard]] std::string believed(const StatementTimeline& timeline) const {
        std::string text = "what was believed\n";
        for (const BeliefHistory& history : timeline.events) {
            const EventBelief& now = history.latest;
            text += fmt::format("  {}: {} ({}; {})\n", event_words(now.event),
                                name_of(now.belief()), chance_words(now), voices_words(now));
            for (const EventBelief& change : history.changes)
                text += fmt::format("    from {}  {}, {}\n", format_date(change.on),
                                    name_of(change.belief()), chance_words(change));
            if (now.judgement)
                text += fmt::format("    judged by {} on {}: {} (worked out: {})\n",
                                    now.judgement->by, format_date(now.judgement->judged_on),
                                    now.judgement->reason, name_of(now.computed));
            for (const BeliefReason& reason : now.reasons)
                text +=
                    fmt::format("    {} {}: {}\n", reason.weighing == Weighing::counted ? "-" : "~",
                                at(reason.statement).id, reason.words);
        }
        return text + "\n";
    }

    [[nodiscard]] std::string expected(const StatementTimeline& timeline) const {
        if (timeline.expected.empty()) return {};
        std::string text =
            fmt::format("expected supply; {} counts\n",
                        evidence_.counts == Belief::confirmed
                            ? std::string{"only what is confirmed"}
                            : fmt::format("what is {} or surer", name_of(evidence_.counts)));
        for (const ExpectedSupply& each : timeline.expected) {
            const std::string window = window_words(each.from, each.to);
            text += fmt::format(
                "  {}, {}: {}{}{}; {}, {}\n", matter_words(each.product, each.supply),
                each.arrived ? "arrived" : "to come", range_words(each.least, each.most),
                window.empty() ? "" : ", ", window, each.counts ? "counts" : "does not count",
                each.why == fmt::format("promise {}", name_of(each.belief)) ||
                        each.why == fmt::format("delivery {}", name_of(each.belief))
                    ? each.why
                    : fmt::format("{} ({})", name_of(each.belief), each.why));
        }
        return text;
    }

private:
    static std::string who(const std::string& participant) {
        return participant.empty() ? "everybody" : participant;
    }

    const Evidence& evidence_;
};

}  // namespace

std::string findings_text(const Evidence& evidence, const EvidenceFindings& findings) {
    const Text text{evidence};
    return text.contradictions(findings) + text.arithmetic(findings) + text.slips(findings) +
           text.samples(findings) +
           fmt::format("{} as known on {}: {}, {}, {}, {}\n",
                       several(findings.statements, "statement", "statements"),
                       format_date(findings.on),
                       several(findings.contradictions.size(), "contradiction", "contradictions"),
                       several(findings.arithmetic.size(), "with numbers that do not agree",
                               "with numbers that do not agree"),
                       several(findings.slips.size(), "slip", "slips"),
                       several(findings.samples.size(), "import of samples", "imports of samples"));
}

std::string timeline_text(const Evidence& evidence, const StatementTimeline& timeline) {
    const Text text{evidence};
    return fmt::format("{} ({}), as known on {}\n\n", timeline.name, timeline.participant,
                       long_date(timeline.on)) +
           text.said(timeline) + text.believed(timeline) + text.contradictions(timeline.findings) +
           text.arithmetic(timeline.findings) + text.slips(timeline.findings) +
           text.samples(timeline.findings) + text.expected(timeline);
}

}  // namespace aliquot::cli
