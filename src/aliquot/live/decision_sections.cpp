// Tables and one drawing of a round's decision.
#include "aliquot/live/decision_sections.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <vector>

#include "aliquot/io/report/words.hpp"

namespace aliquot::live {

namespace {

using Json = DecisionView::Json;
using report::counted;
using report::Html;

std::string text(const Json& from, const char* name) {
    const auto found = from.find(name);
    return found != from.end() && found->is_string() ? found->get<std::string>() : std::string{};
}
std::size_t number(const Json& from, const char* name) {
    const auto found = from.find(name);
    return found != from.end() && found->is_number_integer() ? found->get<std::size_t>() : 0;
}
double share(const Json& part, const Json& whole) {
    const double of = whole.get<double>();
    return of > 0 ? part.get<double>() / of : 0;
}

Html head_of(const std::vector<std::pair<const char*, bool>>& columns) {
    Html row;
    row.put("<div class=\"scroll\"><table class=\"wide\"><thead><tr>");
    for (const auto& [name, is_words] : columns)
        row.put("<th scope=\"col\"{}>{}</th>", is_words ? Html::of(" class=\"words\"") : Html{},
                std::string_view{name});
    return row.put("</tr></thead><tbody>\n");
}

const Json* by_rule(const Json& proposals, const auto& wanted) {
    const Json* last = nullptr;
    for (const Json& each : proposals)
        if (text(each, "kind") == "rule" && wanted(each)) last = &each;
    return last;
}

}  // namespace

const Json* DecisionView::decided() const {
    return by_rule(document_.at("proposals"),
                   [](const Json& each) { return !each.at("offered").is_null(); });
}

const Json* DecisionView::shown() const {
    const Json& proposals = document_.at("proposals");
    if (const Json* found = decided()) return found;
    if (const Json* found =
            by_rule(proposals, [](const Json& each) { return each.at("rejected").is_null(); }))
        return found;
    return by_rule(proposals, [](const Json&) { return true; });
}

std::string DecisionView::name_of(const std::string& participant) const {
    const Json& names = document_.at("participants");
    const auto found = names.find(participant);
    return found == names.end() ? participant : found->get<std::string>();
}

Html supply_section(const DecisionView& view) {
    const Json* shown = view.shown();
    if (shown == nullptr) return {};
    Html out;
    out.put("<section id=\"supply\">\n<h2>What there was to share</h2>\n{}",
            head_of({{"Supply line", true},
                     {"Doses", false},
                     {"Left over", false},
                     {"Available", false},
                     {"Last day of use", false},
                     {"From, and for whom", true},
                     {"Lot", false},
                     {"Smallest shipment", false}}));
    for (const Json& line : shown->at("package").at("supply_lines")) {
        std::string from = text(line, "kind");
        std::ranges::replace(from, '_', ' ');
        if (!text(line, "donor").empty()) from += " of " + text(line, "donor");
        std::vector<std::string> earmark;
        for (const Json& each : line.at("earmark"))
            earmark.push_back(view.name_of(each.get<std::string>()));
        out.put(
            "<tr><th scope=\"row\">{} <small>{}</small></th><td>{}</td><td>{}</td>"
            "<td>{}</td><td>{}</td><td class=\"words\">{}, for {}</td><td>{}</td><td>{}</td>"
            "</tr>\n",
            text(line, "supply"), text(line, "product"), counted(number(line, "doses_shared")),
            counted(number(line, "doses_left")), text(line, "available"), text(line, "expires"),
            from, earmark.empty() ? "everyone" : fmt::format("{}", fmt::join(earmark, ", ")),
            counted(number(line, "lot_doses")), counted(number(line, "minimum_shipment_doses")));
    }
    return out.put("</tbody></table></div>\n</section>\n");
}

Html side_by_side_section(const DecisionView& view) {
    std::vector<const Json*> proposals;
    for (const Json& each : view.document().at("proposals"))
        if (text(each, "kind") == "rule") proposals.push_back(&each);
    if (proposals.empty()) return {};
    Html out;
    out.put(
        "<section id=\"side-by-side\">\n<h2>The proposals side by side</h2>\n<p>Coverage is the "
        "share of people with a full course, doses from elsewhere counted as the rule counts "
        "them, if everything that was proposed arrives.</p>\n<div class=\"scroll\"><table "
        "class=\"wide\"><thead><tr><th scope=\"col\" class=\"words\"></th>");
    for (const Json* each : proposals)
        out.put("<th scope=\"col\">Proposal {}</th>", number(*each, "proposal"));
    out.put("</tr></thead><tbody>\n");
    const auto row = [&](std::string_view name, const auto& cell) {
        out.put("<tr><th scope=\"row\" class=\"words\">{}</th>", name);
        for (const Json* each : proposals) out.put("<td>{}</td>", cell(*each));
        out.put("</tr>\n");
    };
    const auto coverage = [](const Json& each, const char* figure) -> std::string {
        const Json& after = each.at("package").at("statistics").at("if_all_arrives");
        if (after.is_null()) return "–";
        const std::string value = text(after.at("coverage"), figure);
        return std::string{figure} == "gini" ? value.substr(0, 6)
                                             : report::percent(std::atof(value.c_str()));
    };
    row("Rule", [](const Json& each) { return report::rule_name(text(each, "rule")); });
    row("Participants with a share",
        [](const Json& each) { return counted(number(each, "awards")); });
    row("Doses", [](const Json& each) { return counted(number(each, "doses")); });
    row("Lowest coverage", [&](const Json& each) {
        const Json& after = each.at("package").at("statistics").at("if_all_arrives");
        const std::string who =
            after.is_null() ? "" : text(after.at("coverage"), "lowest_participant");
        return fmt::format("{} ({})", coverage(each, "lowest"), view.name_of(who));
    });
    row("Median coverage", [&](const Json& each) { return coverage(each, "median"); });
    row("Highest coverage", [&](const Json& each) { return coverage(each, "highest"); });
    row("Gini of coverage", [&](const Json& each) { return coverage(each, "gini"); });
    row("Left out",
        [](const Json& each) { return counted(each.at("package").at("exclusions").size()); });
    row("Checked", [](const Json& each) {
        return each.at("package").at("certificate").at("verified").get<bool>() ? "✓ verified"
                                                                               : "✗ not verified";
    });
    return out.put("</tbody></table></div>\n</section>\n");
}

namespace {

struct Share {
    std::string name;
    std::string lines;
    std::string bound;
    double before = 0;
    double after = 0;
    std::size_t courses = 0;
};

std::vector<Share> shares_of(const DecisionView& view, const Json& package) {
    std::map<std::string, std::vector<std::string>> lines;
    for (const Json& award : package.at("awards"))
        lines[text(award, "participant")].push_back(
            fmt::format("{} of {}", counted(number(award, "doses")), text(award, "supply")));
    std::vector<Share> shares;
    for (const Json& claim : package.at("claims")) {
        const std::string id = text(claim, "participant");
        Share each;
        each.name = view.name_of(id);
        each.lines = fmt::format("{}", fmt::join(lines[id], "; "));
        each.bound = std::string{report::reason_words(text(claim, "bound"))};
        each.courses = number(claim, "awarded_courses");
        each.before = share(claim.at("held_courses"), claim.at("weight"));
        each.after = each.before + share(claim.at("awarded_courses"), claim.at("weight"));
        shares.push_back(std::move(each));
    }
    std::ranges::stable_sort(shares, {}, &Share::after);
    return shares;
}

// From coverage before to coverage after, a line each.
Html drawing_of(const std::vector<Share>& shares) {
    constexpr double left = 220;
    constexpr double right = 900;
    constexpr double row = 18;
    double top = 0.05;
    for (const Share& each : shares) top = std::max(top, each.after);
    const auto at = [&](double coverage) { return left + (right - left) * coverage / top; };
    Html out;
    out.put(
        "<svg class=\"dots\" viewBox=\"0 0 960 {:.0f}\" role=\"img\" aria-label=\"Coverage before "
        "and after: the numbers are in the table\">\n",
        30 + row * static_cast<double>(shares.size()));
    for (int mark = 0; mark <= 4; ++mark) {
        const double value = top * mark / 4;
        out.put(
            "<line class=\"grid\" x1=\"{:.1f}\" y1=\"18\" x2=\"{:.1f}\" y2=\"{:.0f}\"/><text "
            "class=\"tick\" x=\"{:.1f}\" y=\"12\" text-anchor=\"middle\">{}</text>\n",
            at(value), at(value), 24 + row * static_cast<double>(shares.size()), at(value),
            report::percent(value));
    }
    double y = 30;
    for (const Share& each : shares) {
        out.put(
            "<g><title>{}: {} before, {} after</title><text class=\"name\" x=\"0\" "
            "y=\"{:.1f}\">{}</text><line class=\"link\" x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" "
            "y2=\"{:.1f}\"/><circle class=\"theirs\" cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"4\"/><circle "
            "class=\"ours\" cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"4\"/></g>\n",
            each.name, report::percent(each.before), report::percent(each.after), y + 4,
            each.name.size() > 30 ? each.name.substr(0, 28) + "…" : each.name, at(each.before), y,
            at(each.after), y, at(each.before), y, at(each.after), y);
        y += row;
    }
    return out.put("</svg>\n");
}

}  // namespace

Html shares_section(const DecisionView& view) {
    const Json* shown = view.shown();
    if (shown == nullptr) return {};
    const Json& package = shown->at("package");
    const std::vector<Share> shares = shares_of(view, package);
    Html out;
    out.put("<section id=\"shares\">\n<h2>Who would get what under proposal {}</h2>\n",
            number(*shown, "proposal"));
    if (shares.empty()) return out.put("<p>Nobody claims anything.</p>\n</section>\n");
    out.put(
        "<p class=\"key\">Least covered first. <span class=\"dot theirs\"></span> coverage before, "
        "<span class=\"dot ours\"></span> after.</p>\n<figure>{}</figure>\n{}",
        drawing_of(shares),
        head_of({{"Participant", true},
                 {"Before", false},
                 {"Courses", false},
                 {"After", false},
                 {"Doses of each line", true},
                 {"What bound it", true}}));
    for (const Share& each : shares)
        out.put(
            "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td>{}</td><td "
            "class=\"words\">{}</td><td class=\"words\">{}</td></tr>\n",
            each.name, report::percent(each.before), counted(each.courses),
            report::percent(each.after), each.lines, each.bound);
    out.put("</tbody></table></div>\n<h3>What was checked, apart from the rule</h3>\n<ul>\n");
    for (const Json& each : package.at("certificate").at("statements"))
        out.put("<li>{}</li>\n", each.get<std::string>());
    return out.put("</ul>\n</section>\n");
}

Html left_out_section(const DecisionView& view) {
    const Json* shown = view.shown();
    if (shown == nullptr) return {};
    const Json& left_out = shown->at("package").at("exclusions");
    Html out;
    out.put("<section id=\"left-out\">\n<h2>Left out, and what would change it</h2>\n");
    if (left_out.empty()) return out.put("<p>Nobody was left out of anything.</p>\n</section>\n");
    out.put(
        "{}",
        head_of(
            {{"Participant", true}, {"Of", true}, {"Why", true}, {"What would change it", true}}));
    for (const Json& each : left_out) {
        const std::string of =
            text(each, "supply").empty() ? text(each, "product") : text(each, "supply");
        out.put(
            "<tr><th scope=\"row\">{}</th><td class=\"words\">{}</td><td class=\"words\">{} "
            "<small>{}</small></td><td class=\"words\">{}</td></tr>\n",
            view.name_of(text(each, "participant")), of, text(each, "detail"), text(each, "code"),
            text(each, "would_change_it"));
    }
    return out.put("</tbody></table></div>\n</section>\n");
}

Html others_section(const DecisionView& view) {
    Html rows;
    for (const Json& each : view.document().at("proposals")) {
        const std::string kind = text(each, "kind");
        const Json& package = each.at("package");
        if (kind == "exceptional")
            rows.put(
                "<li>Proposal {}, an offer that no rule makes: {} doses of {} to {}. Reason: {}{}"
                "</li>\n",
                number(each, "proposal"), counted(number(package, "doses")),
                text(package, "supply"), view.name_of(text(package, "participant")),
                text(package, "reason"),
                package.at("closed_gate").is_null()
                    ? std::string{}
                    : ". A gate is closed: " + text(package.at("closed_gate"), "detail"));
        if (kind != "reallocation") continue;
        const Json& freed = package.at("freed_by");
        std::vector<std::string> to;
        for (const Json& award : package.at("awards"))
            to.push_back(fmt::format("{} to {} (rank {})", counted(number(award, "doses")),
                                     view.name_of(text(award, "participant")),
                                     number(award, "severity_rank")));
        rows.put("<li>Proposal {}: {} doses of {} that {} left ({}{}): {}</li>\n",
                 number(each, "proposal"), counted(number(freed, "doses")), text(freed, "supply"),
                 view.name_of(text(freed, "participant")), text(freed, "state"),
                 text(freed, "wish").empty() ? std::string{} : "; wish: " + text(freed, "wish"),
                 fmt::format("{}", fmt::join(to, ", ")));
    }
    if (rows.empty()) return {};
    return Html::of(
        "<section id=\"others\">\n<h2>Beside the rule</h2>\n<ul>\n{}</ul>\n</section>\n", rows);
}

Html answers_section(const DecisionView& view) {
    const Json& offers = view.document().at("offers");
    if (offers.empty()) return {};
    Html out;
    out.put("<section id=\"answers\">\n<h2>Offers and answers</h2>\n{}",
            head_of({{"Participant", true},
                     {"Supply line", true},
                     {"Doses", false},
                     {"Answer by", true},
                     {"Answer", true},
                     {"Accepted", false},
                     {"Reason and wish", true}}));
    for (const Json& each : offers) {
        std::string why = text(each, "reason");
        if (!text(each, "wish").empty())
            why += (why.empty() ? "wish: " : "; wish: ") + text(each, "wish");
        std::string state = text(each, "state");
        std::ranges::replace(state, '_', ' ');
        if (!text(each, "answered").empty()) state += " on " + text(each, "answered");
        if (text(each, "source") != "round") state += ", " + text(each, "source");
        out.put(
            "<tr><th scope=\"row\">{}</th><td class=\"words\">{}</td><td>{}</td><td "
            "class=\"words\">{}</td><td class=\"words\">{}</td><td>{}</td><td "
            "class=\"words\">{}</td></tr>\n",
            view.name_of(text(each, "participant")), text(each, "supply"),
            counted(number(each, "doses")), text(each, "deadline"), state,
            counted(number(each, "accepted")), why);
    }
    return out.put("</tbody></table></div>\n</section>\n");
}

Html to_date_section(const DecisionView& view) {
    const Json& rows = view.document().at("to_date");
    if (rows.empty()) return {};
    Html out;
    out.put(
        "<section id=\"to-date\">\n<h2>To date, over all rounds</h2>\n<p>Doses that are offered, "
        "accepted and not yet sent, on their way, and received or used. They are different "
        "things and are not added up.</p>\n{}",
        head_of({{"Participant", true},
                 {"Product", true},
                 {"Offered", false},
                 {"Accepted", false},
                 {"On their way", false},
                 {"Received", false}}));
    for (const Json& each : rows)
        out.put(
            "<tr><th scope=\"row\">{}</th><td class=\"words\">{}</td><td>{}</td><td>{}</td><td>{}"
            "</td><td>{}</td></tr>\n",
            view.name_of(text(each, "participant")), text(each, "product"),
            counted(number(each, "offered")), counted(number(each, "accepted")),
            counted(number(each, "on_the_way")), counted(number(each, "received")));
    return out.put("</tbody></table></div>\n</section>\n");
}

}  // namespace aliquot::live
