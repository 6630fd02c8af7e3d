// What a drawing of statements shows, in words.
#include "aliquot/io/timeline/lists.hpp"

#include <algorithm>

#include "aliquot/core/text.hpp"
#include "aliquot/io/timeline/drawing.hpp"
#include "aliquot/io/timeline/statement_words.hpp"

namespace aliquot::timeline {

namespace {

using report::Html;
using report::several;

class Lists {
public:
    Lists(const std::vector<Statement>& statements, const StatementTimeline& timeline)
        : statements_{statements}, timeline_{timeline} {}

    [[nodiscard]] const Statement& at(StatementIndex i) const { return statements_.at(i.value); }

    // "3 Russian embassy in Pyongyang, 9 April 2021: what it said".
    [[nodiscard]] Html line(StatementIndex i) const {
        const Statement& said = at(i);
        return Html::of("<b>{}</b> {}, {}: {}", number_of(timeline_, i), said.source,
                        long_date(said.said_on), said.about);
    }

    [[nodiscard]] Html contradictions() const {
        Html out;
        for (const Contradiction& each : timeline_.findings.contradictions) {
            const auto set =
                static_cast<std::size_t>(&each - timeline_.findings.contradictions.data());
            out.put("<article class=\"story\"><h3>{}. {}: {}</h3>\n<ul>\n", letter_of(set),
                    matter_words(each.product, ""), each.what);
            for (const StatementIndex i : each.statements) out.put("<li>{}</li>\n", line(i));
            out.put("</ul>\n");
            if (!each.way_out.empty()) out.put("<p>{}.</p>\n", each.way_out);
            out.put("</article>\n");
        }
        return out;
    }

    [[nodiscard]] Html others() const {
        Html out;
        for (const ArithmeticFault& each : timeline_.findings.arithmetic) {
            out.put(
                "<article class=\"story\"><h3>Numbers that do not agree</h3>\n<p>{}</p>\n<ul>\n",
                line(each.statement));
            for (const std::string& reading : each.readings) out.put("<li>{}</li>\n", reading);
            out.put("</ul>\n</article>\n");
        }
        for (const Slip& each : timeline_.findings.slips) {
            out.put("<article class=\"story\"><h3>{}: put off by {} days</h3>\n<ul>\n",
                    matter_words(each.product, each.supply), each.moved.count());
            for (const StatementIndex i : each.statements)
                out.put("<li><b>{}</b> {}, {}: {}</li>\n", number_of(timeline_, i), at(i).source,
                        long_date(at(i).said_on), window_words(at(i).date_from, at(i).date_to));
            out.put("</ul>\n</article>\n");
        }
        for (const SampleImport& each : timeline_.findings.samples)
            out.put(
                "<article class=\"story\"><h3>No supply</h3>\n<p>{}</p>\n<p>{}.</p>\n"
                "</article>\n",
                line(each.statement), each.why);
        return out;
    }

    [[nodiscard]] Html statement(StatementIndex i) const {
        const Statement& said = at(i);
        const auto later = std::ranges::find_if(timeline_.statements, [&](StatementIndex one) {
            return at(one).supersedes == said.id;
        });
        const bool taken_back = later != timeline_.statements.end();
        Html words = Html::of("{}", said.about);
        if (taken_back)
            words = Html::of("<s>{}</s> Taken back by number {}.", said.about,
                             number_of(timeline_, *later));
        Html source = Html::of("{}", said.source);
        if (said.url.starts_with("https://") || said.url.starts_with("http://"))
            source = Html::of("<a href=\"{}\" rel=\"noreferrer\">{}</a>", said.url, said.source);
        return Html::of(
            "<tr><td>{}</td><td class=\"words\">{}</td><th scope=\"row\">{}</th><td>{}</td>"
            "<td class=\"words\">{}</td></tr>\n",
            number_of(timeline_, i), long_date(said.said_on), source, grade_of(said), words);
    }

private:
    const std::vector<Statement>& statements_;
    const StatementTimeline& timeline_;
};

}  // namespace

Html summary_of(const std::vector<Statement>& statements, const StatementTimeline& timeline) {
    std::vector<std::string> sources;
    for (const StatementIndex i : timeline.statements)
        sources.push_back(statements.at(i.value).source);
    std::ranges::sort(sources);
    const auto unique = std::ranges::unique(sources);
    const auto speakers = static_cast<std::size_t>(unique.begin() - sources.begin());
    const EvidenceFindings& found = timeline.findings;
    Html out;
    out.put(
        "<p>{} by {}, up to {}. Read against each other: {}, {} with numbers that do not agree, "
        "{}, {}. None of it is taken for a fact: the bands show how far it was believed, from "
        "refuted to confirmed, and the lists below say why.</p>\n",
        several(timeline.statements.size(), "statement", "statements"),
        several(speakers, "source", "sources"), long_date(timeline.on),
        several(found.contradictions.size(), "contradiction", "contradictions"),
        report::counted(found.arithmetic.size()),
        several(found.slips.size(), "date that slipped", "dates that slipped"),
        several(found.samples.size(), "import that is no supply", "imports that are no supply"));
    return out;
}

Html findings_of(const std::vector<Statement>& statements, const StatementTimeline& timeline) {
    const Lists lists{statements, timeline};
    const Html contradictions = lists.contradictions();
    const Html others = lists.others();
    if (contradictions.empty() && others.empty()) return {};
    return Html::of("<div class=\"stories\">\n{}{}</div>\n", contradictions, others);
}

Html statement_list(const std::vector<Statement>& statements, const StatementTimeline& timeline) {
    const Lists lists{statements, timeline};
    Html out;
    out.put(
        "<div class=\"scroll\"><table class=\"wide said\"><thead><tr><th scope=\"col\">No.</th>"
        "<th scope=\"col\" class=\"words\">Said on</th><th scope=\"col\" "
        "class=\"words\">By</th><th scope=\"col\">Grade</th><th scope=\"col\" "
        "class=\"words\">What was said, in our words</th></tr></thead><tbody>\n");
    for (const StatementIndex i : timeline.statements) out += lists.statement(i);
    out.put(
        "</tbody></table></div>\n<p class=\"fine\">Grade: the source from A, reliable, to E, "
        "unreliable, F if that cannot be judged; what it says from 1, confirmed by others, to "
        "5, improbable, 6 if that cannot be judged.</p>\n");
    return out;
}

Html belief_list(const std::vector<Statement>& statements, const StatementTimeline& timeline) {
    const Lists lists{statements, timeline};
    Html out;
    for (const BeliefHistory& history : timeline.events) {
        const EventBelief& now = history.latest;
        out.put("<details><summary>{}: {} ({}; {})</summary>\n<ul>\n", event_words(now.event),
                name_of(now.belief()), chance_words(now), voices_words(now));
        if (now.judgement)
            out.put("<li>Judged by {} on {}: {}. Worked out it would be {}.</li>\n",
                    now.judgement->by, long_date(now.judgement->judged_on), now.judgement->reason,
                    name_of(now.computed));
        for (const BeliefReason& reason : now.reasons) {
            const Html who = Html::of("<b>{}</b> {}", number_of(timeline, reason.statement),
                                      lists.at(reason.statement).source);
            if (reason.weighing == Weighing::taken_back)
                out.put("<li><s>{}</s>: {}</li>\n", who, reason.words);
            else
                out.put("<li>{}: {}</li>\n", who, reason.words);
        }
        out.put("</ul></details>\n");
    }
    return out;
}

Html expected_table(const StatementTimeline& timeline, Belief counts) {
    if (timeline.expected.empty()) return {};
    Html out;
    out.put(
        "<h3>What may be expected</h3>\n<p>{}; the rest is shown as a range and counts "
        "nothing.</p>\n<div class=\"scroll\"><table class=\"wide\"><thead><tr>"
        "<th scope=\"col\" class=\"words\">Doses of</th><th scope=\"col\">Amount</th>"
        "<th scope=\"col\" class=\"words\">When</th><th scope=\"col\" "
        "class=\"words\">Believed</th><th scope=\"col\" class=\"words\">Counts</th></tr>"
        "</thead><tbody>\n",
        counts == Belief::confirmed ? std::string{"Only what is confirmed counts"}
                                    : fmt::format("What is {} or surer counts", name_of(counts)));
    for (const ExpectedSupply& each : timeline.expected) {
        const std::string window = window_words(each.from, each.to);
        out.put(
            "<tr><th scope=\"row\">{}</th><td>{}</td><td class=\"words\">{}</td><td "
            "class=\"words\">{}: {}</td><td class=\"words\">{}</td></tr>\n",
            matter_words(each.product, each.supply), range_words(each.least, each.most),
            each.arrived     ? std::string{"said to have arrived"}
            : window.empty() ? std::string{"no day named"}
                             : window,
            name_of(each.belief), each.why, each.counts ? "yes" : "no");
    }
    out.put("</tbody></table></div>\n");
    return out;
}

}  // namespace aliquot::timeline
