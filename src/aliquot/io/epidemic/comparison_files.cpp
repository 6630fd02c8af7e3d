// Means, spreads and paired differences over members.
#include "aliquot/io/epidemic/comparison_files.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "aliquot/core/text.hpp"
#include "aliquot/io/epidemic/comparison_picture.hpp"
#include "aliquot/io/epidemic/over_members_json.hpp"
#include "aliquot/io/epidemic/verdicts.hpp"
#include "aliquot/io/epidemic/week_tables.hpp"
#include "aliquot/io/run/csv_writer.hpp"

namespace aliquot {

namespace {

using epidemic::Comparison;
using epidemic::Figures;
using Json = nlohmann::ordered_json;

std::string ensemble_json(const ComparedRuns& c) {
    const ComparisonHead& head = c.head;
    const std::size_t all = head.participants.size();
    Json runs = Json::array();
    for (std::size_t r = 0; r < head.runs.size(); ++r) {
        Json run{{"run", head.runs[r].folder}, {"rule", head.runs[r].rule}};
        if (!head.runs[r].is_yardstick()) run["inputs_sha256"] = head.runs[r].inputs_sha256;
        run["infections"] =
            spread_json(over_members(of_members(c, r, &Figures::infections, 0, all)));
        run["deaths"] = spread_json(over_members(of_members(c, r, &Figures::deaths, 0, all)));
        run["hospital_admissions"] =
            spread_json(over_members(of_members(c, r, &Figures::admissions, 0, all)));
        run["life_years_lost"] =
            spread_json(over_members(of_members(c, r, &Figures::life_tenths, 0, all)));
        run["people_vaccinated"] =
            spread_json(over_members(of_members(c, r, &Figures::vaccinations, 0, all)));
        run["doses_given"] = spread_json(over_members(of_members(c, r, &Figures::doses, 0, all)));
        if (r > 0) {
            const OverMembers averted = over_members(deaths_averted(c, 0, r));
            run["deaths_averted"] = difference_json(averted);
            run["deaths_averted"]["members_with_fewer_deaths"] = averted.above_zero;
            run["life_years_gained"] =
                difference_json(over_members(less_of(c, &Figures::life_tenths, 0, r)));
        }
        runs.push_back(std::move(run));
    }
    Json participants = Json::array();
    for (const ComparedPopulation& each : head.participants) {
        Json one{{"participant", each.id},
                 {"people", each.people},
                 {"doses_arrived", each.doses_arrived}};
        if (!each.group.empty()) one["group"] = each.group;
        participants.push_back(std::move(one));
    }
    Json left_out = Json::array();
    for (const LeftOut& each : head.left_out)
        left_out.push_back({{"participant", each.id}, {"why", each.why}});
    const Json json{{"format", "aliquot-ensemble/3"},
                    {"seed", head.seed},
                    {"members", head.members},
                    {"first_member", c.first_member + 1},
                    {"members_here", c.figures.members()},
                    {"first_day", format_date(head.first_day)},
                    {"days", head.days},
                    {"settings_sha256", head.settings_sha256},
                    {"runs", runs},
                    {"participants", participants},
                    {"left_out", left_out}};
    return json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

std::string participants_csv(const ComparedRuns& c) {
    CsvWriter csv{
        "participant,run,rule,people,doses_arrived,doses_given_mean,people_vaccinated_mean,"
        "infections_mean,deaths_mean,deaths_q05,deaths_q95,deaths_averted_mean,"
        "deaths_averted_q05,deaths_averted_q95,life_years_lost_mean,life_years_gained_mean,"
        "life_years_gained_q05,life_years_gained_q95"};
    for (std::size_t p = 0; p < c.head.participants.size(); ++p)
        for (std::size_t r = 0; r < c.head.runs.size(); ++r) {
            const ComparedPopulation& who = c.head.participants[p];
            const auto mean = [&](Figure figure) {
                return in_six(over_members(of_members(c, r, figure, p, p + 1)).mean);
            };
            const OverMembers deaths = over_members(of_members(c, r, &Figures::deaths, p, p + 1));
            const OverMembers difference = over_members(deaths_averted(c, 0, r, p, p + 1));
            const OverMembers years = over_members(less_of(c, &Figures::life_tenths, 0, r, {p}));
            const auto of_difference = [&](double value) {
                return r == 0 ? std::string{} : in_six(value);
            };
            csv.row(std::string_view{who.id}, static_cast<std::int64_t>(r + 1),
                    std::string_view{c.head.runs[r].rule}, who.people, who.doses_arrived[r],
                    mean(&Figures::doses), mean(&Figures::vaccinations), mean(&Figures::infections),
                    in_six(deaths.mean), in_six(deaths.low), in_six(deaths.high),
                    of_difference(difference.mean), of_difference(difference.low),
                    of_difference(difference.high), mean(&Figures::life_tenths),
                    of_difference(years.mean), of_difference(years.low), of_difference(years.high));
        }
    return csv.text();
}

// The places of each group's participants; those without one are together under an empty name.
std::map<std::string, std::vector<std::size_t>> groups_of(const ComparedRuns& c) {
    std::map<std::string, std::vector<std::size_t>> groups;
    for (std::size_t p = 0; p < c.head.participants.size(); ++p)
        groups[c.head.participants[p].group].push_back(p);
    return groups;
}

std::string groups_csv(const ComparedRuns& c) {
    CsvWriter csv{
        "group,run,rule,participants,people,doses_arrived,doses_given_mean,people_vaccinated_mean,"
        "infections_mean,hospital_admissions_mean,deaths_mean,deaths_q05,deaths_q95,"
        "deaths_averted_mean,deaths_averted_q05,deaths_averted_q95,life_years_lost_mean,"
        "life_years_gained_mean,life_years_gained_q05,life_years_gained_q95"};
    for (const auto& [group, places] : groups_of(c))
        for (std::size_t r = 0; r < c.head.runs.size(); ++r) {
            std::int64_t people = 0;
            std::int64_t arrived = 0;
            for (const std::size_t p : places) {
                people += c.head.participants[p].people;
                arrived += c.head.participants[p].doses_arrived[r];
            }
            const auto mean = [&, &where = places](Figure figure) {
                return in_six(over_members(of_members(c, r, figure, where)).mean);
            };
            const OverMembers deaths = over_members(of_members(c, r, &Figures::deaths, places));
            const OverMembers difference = over_members(less_of(c, &Figures::deaths, 0, r, places));
            const OverMembers years = over_members(less_of(c, &Figures::life_tenths, 0, r, places));
            const auto of_difference = [&](double value) {
                return r == 0 ? std::string{} : in_six(value);
            };
            csv.row(std::string_view{group}, static_cast<std::int64_t>(r + 1),
                    std::string_view{c.head.runs[r].rule}, static_cast<std::int64_t>(places.size()),
                    people, arrived, mean(&Figures::doses), mean(&Figures::vaccinations),
                    mean(&Figures::infections), mean(&Figures::admissions), in_six(deaths.mean),
                    in_six(deaths.low), in_six(deaths.high), of_difference(difference.mean),
                    of_difference(difference.low), of_difference(difference.high),
                    mean(&Figures::life_tenths), of_difference(years.mean),
                    of_difference(years.low), of_difference(years.high));
        }
    return csv.text();
}

std::string members_csv(const ComparedRuns& c) {
    CsvWriter csv{
        "participant,run,member,infections,hospital_admissions,deaths,people_vaccinated,"
        "doses_given,life_years_lost_tenths"};
    for (std::size_t p = 0; p < c.head.participants.size(); ++p)
        for (std::size_t r = 0; r < c.head.runs.size(); ++r)
            for (std::size_t m = 0; m < c.figures.members(); ++m) {
                const Figures& f = c.figures.at(p, r, m);
                csv.row(std::string_view{c.head.participants[p].id},
                        static_cast<std::int64_t>(r + 1),
                        c.first_member + static_cast<std::int64_t>(m) + 1, f.infections,
                        f.admissions, f.deaths, f.vaccinations, f.doses, f.life_tenths);
            }
    return csv.text();
}

}  // namespace

Folder comparison_files(const ComparedRuns& compared) {
    Folder files{"",
                 {{"ensemble.json", ensemble_json(compared)},
                  {"participants.csv", participants_csv(compared)},
                  {"weeks.csv", weeks_csv(compared)},
                  {"members.csv", members_csv(compared)},
                  {"member_weeks.csv", member_weeks_csv(compared)}}};
    const auto has_group = [](const ComparedPopulation& each) { return !each.group.empty(); };
    if (std::ranges::any_of(compared.head.participants, has_group))
        files.files["groups.csv"] = groups_csv(compared);
    if (compared.head.runs.size() > 1) {
        files.files["pairs.csv"] = pairs_csv(compared, names_of_runs(compared));
        files.files["ensemble.svg"] = comparison_picture(compared);
        files.files["ensemble.html"] = comparison_page(compared);
    }
    return files;
}

std::string comparison_text(const ComparedRuns& c) {
    const std::size_t all = c.head.participants.size();
    std::string text = fmt::format(
        "{} members, {} participants{}\n\n", c.figures.members(), all,
        c.head.left_out.empty() ? "" : fmt::format(", {} left out", c.head.left_out.size()));
    text += fmt::format("{:<4}{:<22}{:>16}{:>16}{:>38}\n", "run", "rule", "infections", "deaths",
                        "deaths averted, mean (5 % to 95 %)");
    for (std::size_t r = 0; r < c.head.runs.size(); ++r) {
        const auto mean = [&](Figure figure) {
            return grouped(std::llround(over_members(of_members(c, r, figure, 0, all)).mean));
        };
        std::string difference;
        if (r > 0) {
            const OverMembers s = over_members(deaths_averted(c, 0, r));
            difference = with_range(s);
        }
        std::string line =
            fmt::format("{:<4}{:<22}{:>16}{:>16}{:>38}", r + 1, c.head.runs[r].rule,
                        mean(&Figures::infections), mean(&Figures::deaths), difference);
        line.erase(line.find_last_not_of(' ') + 1);
        text += line + "\n";
    }
    text += "\n";
    for (std::size_t r = 0; r < c.head.runs.size(); ++r)
        text += fmt::format("run {} is {}\n", r + 1, c.head.runs[r].folder);
    text += undecided_text(verdicts(c), names_of_runs(c));
    for (const LeftOut& each : c.head.left_out)
        text += fmt::format("left out: {}: {}\n", each.id, each.why);
    return text;
}

}  // namespace aliquot
