// Who was left out of what, grouped by reason, and what would change it.
#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "aliquot/io/report/sections.hpp"
#include "aliquot/io/report/words.hpp"

namespace aliquot::report {

namespace {

struct LeftOut {  // one participant, for one reason
    std::set<int> rounds;
    std::set<SupplyIndex> lines;
    int last_round = 0;
    std::string detail;  // of the last round
    std::string change;
};

struct Group {  // one reason
    std::map<ParticipantIndex, LeftOut> participants;
    std::set<SupplyIndex> lines;
    std::size_t pairs = 0;
};

std::vector<SupplyIndex> lines_of(const Scenario& scenario, const Run& run,
                                  const Exclusion& exclusion) {
    if (exclusion.supply) return {*exclusion.supply};
    std::vector<SupplyIndex> lines;
    for (const Decision& decision : run.decisions) {
        if (decision.round != exclusion.round) continue;
        for (const SupplyIndex line : decision.lines)
            if (!exclusion.product || scenario.at(line).product == *exclusion.product)
                lines.push_back(line);
    }
    return lines;
}

std::array<Group, exclusion_code_names.size()> groups_of(const Scenario& scenario, const Run& run) {
    std::array<Group, exclusion_code_names.size()> groups;
    for (const Exclusion& exclusion : run.exclusions) {
        Group& group = groups.at(static_cast<std::size_t>(exclusion.code));
        LeftOut& left_out = group.participants[exclusion.participant];
        left_out.rounds.insert(exclusion.round);
        for (const SupplyIndex line : lines_of(scenario, run, exclusion)) {
            left_out.lines.insert(line);
            group.lines.insert(line);
        }
        const std::pair told{left_out.last_round, left_out.detail};
        if (std::pair{exclusion.round, exclusion.detail} >= told) {
            left_out.last_round = exclusion.round;
            left_out.detail = exclusion.detail;
            left_out.change = exclusion.would_change_it;
        }
    }
    for (Group& group : groups)
        for (const auto& [participant, left_out] : group.participants)
            group.pairs += left_out.lines.size();
    return groups;
}

Doses doses_of(const Scenario& scenario, const Group& group) {
    Doses doses;
    for (const SupplyIndex line : group.lines) doses += scenario.at(line).doses;
    return doses;
}

Html summary(const Scenario& scenario, std::span<const Group> groups) {
    Html table;
    table.put(
        "<div class=\"scroll\"><table class=\"wide\"><thead><tr>"
        "<th scope=\"col\" class=\"words\">Reason</th><th scope=\"col\">Participants</th>"
        "<th scope=\"col\">Participant and supply line</th>"
        "<th scope=\"col\">Doses on those lines</th>"
        "<th scope=\"col\" class=\"words\">What would change it</th></tr></thead><tbody>\n");
    for (std::size_t i = 0; i < groups.size(); ++i) {
        if (groups[i].participants.empty()) continue;
        const CodeWords words = words_of(static_cast<ExclusionCode>(i));
        table.put(
            "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td>{}</td>"
            "<td class=\"words\">{}</td></tr>\n",
            words.short_form, counted(groups[i].participants.size()), counted(groups[i].pairs),
            counted(doses_of(scenario, groups[i])), words.change);
    }
    table.put("</tbody></table></div>\n");
    return table;
}

// Participants of whom the same is said.
struct Alike {
    std::vector<ParticipantIndex> participants;
    const LeftOut* left_out = nullptr;
};

std::vector<Alike> alike_of(const Group& group) {
    std::vector<Alike> all;
    for (const auto& [participant, left_out] : group.participants) {
        const auto known = std::ranges::find_if(all, [&said = left_out](const Alike& each) {
            return each.left_out->rounds == said.rounds && each.left_out->lines == said.lines &&
                   each.left_out->detail == said.detail && each.left_out->change == said.change;
        });
        if (known == all.end())
            all.push_back({{participant}, &left_out});
        else
            known->participants.push_back(participant);
    }
    return all;
}

Html who(const Figures& figures, const Group& group, ExclusionCode code) {
    const CodeWords words = words_of(code);
    Html out;
    const std::string& first_change = group.participants.begin()->second.change;
    const bool same = std::ranges::all_of(
        group.participants, [&](const auto& each) { return each.second.change == first_change; });
    out.put("<details><summary>{}: {} <code>{}</code></summary>\n<p>{} {}</p>\n<ul>\n",
            words.short_form, several(group.participants.size(), "participant", "participants"),
            name_of(code), words.meaning,
            same && !first_change.empty() ? "To change it: " + first_change : std::string{});
    for (const Alike& alike : alike_of(group)) {
        const LeftOut& left_out = *alike.left_out;
        std::string names;
        for (const ParticipantIndex each : alike.participants)
            names += (names.empty() ? "" : ", ") + figures.name(each);
        out.put("<li><b>{}</b>: {}{}, {}", names, alike.participants.size() > 1 ? "each " : "",
                several(left_out.rounds.size(), "round", "rounds"),
                several(left_out.lines.size(), "supply line", "supply lines"));
        if (!left_out.detail.empty())
            out.put(". In round {}: {}", left_out.last_round, left_out.detail);
        if (!same && !left_out.change.empty()) out.put(". To change it: {}", left_out.change);
        out.put("</li>\n");
    }
    out.put("</ul>\n</details>\n");
    return out;
}

}  // namespace

Html left_out(const Figures& figures) {
    const auto groups = groups_of(*figures.scenario, *figures.shared.run);
    Html out;
    out.put("<section id=\"left-out\">\n<h2>Who was left out, and why</h2>\n");
    if (figures.shared.run->exclusions.empty())
        return out.put("<p>Nobody was left out of any round.</p>\n</section>\n");
    out.put(
        "<p>Each participant that could not be given doses of a supply line is listed with the "
        "first reason that applies. A participant can be left out of one line and served from "
        "another. Doses are those of the lines concerned, each line counted once for a reason; "
        "reasons overlap, so the column has no sum.</p>\n");
    out += summary(*figures.scenario, groups);
    for (std::size_t i = 0; i < groups.size(); ++i)
        if (!groups.at(i).participants.empty())
            out += who(figures, groups.at(i), static_cast<ExclusionCode>(i));
    out.put("</section>\n");
    return out;
}

}  // namespace aliquot::report
