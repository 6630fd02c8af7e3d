// The world before and after, in classes of coverage: small maps with one legend.
#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <vector>

#include "aliquot/io/report/projection.hpp"
#include "aliquot/io/report/scale.hpp"
#include "aliquot/io/report/sections.hpp"
#include "aliquot/io/report/words.hpp"
#include "aliquot/io/report/world_outlines.hpp"

namespace aliquot::report {

namespace {

struct Panel {
    std::string_view name;
    const Day* day;
};

bool has_outline(std::string_view id) {
    return std::ranges::binary_search(world_outlines(), id, {}, &Outline::id);
}

// Every outline once: the maps refer to them.
Html outlines(const Scenario& scenario) {
    std::set<std::string_view> ids;
    for (const Participant& each : scenario.participants) ids.insert(each.id);
    Html defs;
    defs.put(
        "<svg class=\"defs\" width=\"0\" height=\"0\" aria-hidden=\"true\"><defs>\n"
        "<pattern id=\"hatch\" width=\"14\" height=\"14\" patternUnits=\"userSpaceOnUse\" "
        "patternTransform=\"rotate(45)\"><rect width=\"14\" height=\"14\" fill=\"#fff\"/>"
        "<line x1=\"0\" y1=\"0\" x2=\"0\" y2=\"14\" stroke=\"#8c959f\" stroke-width=\"7\"/>"
        "</pattern>\n");
    std::string rest;
    for (const Outline& outline : world_outlines()) {
        if (ids.contains(outline.id))
            defs.put("<path id=\"o-{}\" d=\"{}\"/>\n", outline.id, outline.path);
        else
            rest += outline.path;
    }
    defs.put("<path id=\"o-rest\" d=\"{}\"/>\n</defs></svg>\n", rest);
    return defs;
}

std::string tooltip(const Participant& participant, const std::optional<Standing>& standing) {
    if (!standing) return participant.name + ": no data";
    return fmt::format("{}: coverage {}, {} doses per 100", participant.name,
                       percent(standing->coverage), decimal(standing->per_100, 1));
}

Html map_of(const Scenario& scenario, const Panel& panel) {
    const std::string title = fmt::format("{}: {}", panel.name, long_date(panel.day->date));
    Html map;
    map.put(
        "<figure class=\"map\"><figcaption>{}</figcaption>\n"
        "<svg viewBox=\"0 {} {} {}\" role=\"img\" aria-label=\"World map of coverage, {}: the "
        "numbers are in the table of participants\">\n<use href=\"#o-rest\" class=\"rest\"/>\n",
        title, map_top, map_width, map_bottom - map_top, title);
    Html circles;
    for (std::size_t i = 0; i < scenario.participants.size(); ++i) {
        const Participant& participant = scenario.participants[i];
        const auto& standing = panel.day->standings.at(i);
        const std::string fill = standing ? fmt::format("b{}", class_of(standing->coverage)) : "bn";
        if (has_outline(participant.id)) {
            map.put("<use href=\"#o-{}\" class=\"{}\"><title>{}</title></use>\n", participant.id,
                    fill, tooltip(participant, standing));
        } else if (participant.place) {
            const MapPoint at = on_map(*participant.place);
            circles.put(
                "<circle cx=\"{:.0f}\" cy=\"{:.0f}\" r=\"13\" class=\"{}\"><title>{}</title>"
                "</circle>\n",
                at.x, at.y, fill, tooltip(participant, standing));
        }
    }
    map += circles;
    map.put("</svg></figure>\n");
    return map;
}

// The colours, and how many participants have each in each map.
Html legend(const std::vector<Panel>& panels) {
    Html legend;
    legend.put(
        "<div class=\"legend\"><table><caption>Participants by coverage</caption><thead><tr>"
        "<th scope=\"col\">Coverage</th>");
    for (const Panel& panel : panels) legend.put("<th scope=\"col\">{}</th>", panel.name);
    legend.put("</tr></thead><tbody>\n");
    const auto row = [&](std::string_view fill, std::string_view label, auto belongs) {
        legend.put("<tr><th scope=\"row\"><span class=\"swatch {}\"></span>{}</th>", fill, label);
        for (const Panel& panel : panels)
            legend.put("<td>{}</td>", std::ranges::count_if(panel.day->standings, belongs));
        legend.put("</tr>\n");
    };
    for (std::size_t i = 0; i < coverage_classes.size(); ++i)
        row(fmt::format("b{}", i), coverage_classes.at(i).label,
            [i](const auto& each) { return each && class_of(each->coverage) == i; });
    row("bn", "no data", [](const auto& each) { return !each; });
    legend.put("</tbody></table></div>\n");
    return legend;
}

Html not_shown(const Scenario& scenario) {
    std::string names;
    for (const Participant& each : scenario.participants)
        if (!has_outline(each.id) && !each.place) names += (names.empty() ? "" : ", ") + each.name;
    return names.empty() ? Html{} : Html::of(" Not on the map, for want of a place: {}.", names);
}

}  // namespace

Html maps(const Figures& figures) {
    if (figures.shared.days.empty()) return {};
    std::vector<Panel> panels{{"Before", &figures.shared.days.front()},
                              {"After", &figures.shared.days.back()}};
    if (figures.actual && !figures.actual->days.empty())
        panels.push_back({"What happened", &figures.actual->days.back()});
    Html out;
    out.put(
        "<section id=\"map\">\n<h2>Coverage before and after</h2>\n"
        "<p>Coverage is the share of a population that the doses held can fully protect: "
        "those accepted from the facility, whether they have arrived or not, and those from "
        "elsewhere.</p>\n");
    out += outlines(*figures.scenario);
    out.put("<div class=\"maps maps{}\">\n", panels.size());
    out += map_of(*figures.scenario, panels[0]);
    if (panels.size() == 3) out += legend(panels);
    for (std::size_t i = 1; i < panels.size(); ++i) out += map_of(*figures.scenario, panels[i]);
    if (panels.size() != 3) out += legend(panels);
    out.put(
        "</div>\n<p class=\"fine\">Light grey: not a participant. Circles: participants too small "
        "to draw.{} Areas are true to size (Equal Earth projection; outlines from Natural Earth). "
        "Boundaries and names do not imply any opinion on the legal status of any territory.</p>\n"
        "</section>\n",
        not_shown(*figures.scenario));
    return out;
}

}  // namespace aliquot::report
