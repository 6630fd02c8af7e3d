// What was declined, deferred, left unanswered or handed back, and where those doses went.
#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "aliquot/io/report/sections.hpp"
#include "aliquot/io/report/stories.hpp"
#include "aliquot/io/report/words.hpp"

namespace aliquot::report {

namespace {

constexpr std::size_t told_in_full = 20;  // the rest stand in a compact table

std::string kind_words(const Story& story) {
    return story.kind == "partly_accepted" ? "not accepted" : story.kind;
}

Doses left_over(const Story& story) {
    return story.not_taken > story.passed_on ? story.not_taken - story.passed_on : Doses{0};
}

// "2,970,000 declined = 1,200,000 + 1,770,000 + 0 left in the pool"
Html checksum(const Story& story) {
    Html sum;
    sum.put("<p class=\"sum\">{} {} = ", counted(story.not_taken), kind_words(story));
    if (story.passed_on > story.not_taken)  // refused a second time and offered a third
        return sum.put("offered to others more than once: {} in all.</p>\n",
                       counted(story.passed_on));
    for (const Recipient& each : story.recipients) sum.put("{} + ", counted(each.doses));
    return sum.put("{} left in the pool</p>\n", counted(left_over(story)));
}

Html offers_of(const Story& story) {
    Html out;
    for (const Offer* offer : story.offers) {
        constexpr std::array<std::string_view, 3> sources{"", " of reallocated doses",
                                                          " outside the rule"};
        out.put("<p>Offer {}{}: {} doses, made {}, to be answered by {}; ", offer->id,
                sources.at(static_cast<std::size_t>(offer->source)), counted(offer->doses),
                long_date(offer->offered), long_date(offer->deadline));
        if (offer->answered)
            out.put("{} on {}", words_of(offer->state), long_date(*offer->answered));
        else
            out.put("{}", words_of(offer->state));
        if (offer->accepted > Doses{0}) out.put(" ({} accepted)", counted(offer->accepted));
        out.put(".</p>\n");
    }
    if (story.offers.empty())
        out.put("<p>Handed back on {} for others to use.</p>\n", long_date(story.day));
    return out;
}

Html recipients_of(const Figures& figures, const Story& story) {
    if (story.recipients.empty()) return {};
    Html table;
    table.put(
        "<table class=\"went\"><caption>Offered on to</caption><thead><tr>"
        "<th scope=\"col\">Participant</th><th scope=\"col\">Doses</th>"
        "<th scope=\"col\" class=\"bars\"><span class=\"hidden\">Part</span></th>"
        "<th scope=\"col\">Severity rank</th></tr></thead><tbody>\n");
    const double most = static_cast<double>(
        std::ranges::max(story.recipients, {}, &Recipient::doses).doses.value());
    for (const Recipient& each : story.recipients) {
        const double part = most > 0 ? 100 * static_cast<double>(each.doses.value()) / most : 0;
        table.put(
            "<tr><th scope=\"row\">{}</th><td>{}</td><td class=\"bars\"><i style=\"width:"
            "{:.1f}%\"></i></td><td>{}</td></tr>\n",
            figures.name(each.participant), counted(each.doses), part,
            each.severity_rank > 0 ? std::to_string(each.severity_rank) : "–");
    }
    table.put("</tbody></table>\n");
    return table;
}

Html story_of(const Figures& figures, const Story& story) {
    const SupplyLine& line = figures.scenario->at(story.supply);
    const Product& product = figures.scenario->at(line.product);
    Html out;
    out.put("<article class=\"story\">\n<h3>{}: {} doses of {} {}</h3>\n", figures.name(story.from),
            counted(story.not_taken), product.name, kind_words(story));
    out += offers_of(story);
    if (!story.reason.empty()) out.put("<p>Reason: {}</p>\n", story.reason);
    if (!story.wish.empty()) out.put("<p>Wish: “{}”</p>\n", story.wish);
    out += recipients_of(figures, story);
    out += checksum(story);
    out.put("<p class=\"fine\">Supply line {}</p>\n</article>\n", line.id);
    return out;
}

Html compact(const Figures& figures, const std::vector<Story>& stories) {
    Html table;
    table.put(
        "<h3>The other {}</h3>\n<div class=\"scroll\"><table class=\"wide\"><thead><tr>"
        "<th scope=\"col\">Participant</th><th scope=\"col\" class=\"words\">Supply line</th>"
        "<th scope=\"col\" class=\"words\">What</th><th scope=\"col\" class=\"words\">On</th><th "
        "scope=\"col\">Doses</th>"
        "<th scope=\"col\">Offered on</th><th scope=\"col\">Left in the pool</th>"
        "<th scope=\"col\" class=\"words\">To</th></tr></thead><tbody>\n",
        counted(stories.size() - told_in_full));
    for (std::size_t i = told_in_full; i < stories.size(); ++i) {
        const Story& story = stories[i];
        std::string to;
        for (const Recipient& each : story.recipients)
            to += fmt::format("{}{} {}", to.empty() ? "" : "; ", figures.name(each.participant),
                              counted(each.doses));
        table.put(
            "<tr><th scope=\"row\">{}</th><td class=\"words\">{}</td><td class=\"words\">{}"
            "</td><td class=\"words\">{}</td><td>{}</td><td>{}</td><td>{}</td>"
            "<td class=\"words\">{}</td></tr>\n",
            figures.name(story.from), figures.scenario->at(story.supply).id, kind_words(story),
            long_date(story.day), counted(story.not_taken), counted(story.passed_on),
            counted(left_over(story)), to.empty() ? "–" : to);
    }
    table.put("</tbody></table></div>\n");
    return table;
}

}  // namespace

Html not_taken(const Figures& figures) {
    const std::vector<Story> stories = stories_of(*figures.scenario, *figures.shared.run);
    Html out;
    out.put("<section id=\"declined\">\n<h2>What was not taken, and where it went</h2>\n");
    if (stories.empty())
        return out.put(
            "<p>Every offer that was answered was accepted in full, and nothing was "
            "handed back.</p>\n</section>\n");
    out.put(
        "<p>Doses that were declined, deferred, left without an answer or handed back return "
        "to the pool and are offered to the participants that the epidemic hits hardest and "
        "that can receive them. Severity rank 1 is the most severely affected on that day. "
        "{}, most doses first.</p>\n<div class=\"stories\">\n",
        several(stories.size(), "case", "cases"));
    for (std::size_t i = 0; i < std::min(told_in_full, stories.size()); ++i)
        out += story_of(figures, stories[i]);
    out.put("</div>\n");
    if (stories.size() > told_in_full) out += compact(figures, stories);
    out.put("</section>\n");
    return out;
}

}  // namespace aliquot::report
