// The table of a comparison: a label and one cell a run in each line.
#include "aliquot/io/compare.hpp"

#include <algorithm>
#include <functional>
#include <vector>

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include "aliquot/core/text.hpp"
#include "aliquot/io/compare_epidemics.hpp"
#include "aliquot/io/epidemic/over_members_json.hpp"

namespace aliquot {

namespace {

struct Line {
    std::string label;
    std::vector<std::string> cells;  // none: a blank line, or a heading of its own
};

// Columns that a fixed-width font needs: two for most of the letters of East Asia, none for an
// accent that stands on the letter before it.
std::size_t width_of_letter(char32_t letter) {
    const auto in = [&](char32_t first, char32_t last) {
        return first <= letter && letter <= last;
    };
    if (in(0x300, 0x36F)) return 0;
    const bool wide = in(0x1100, 0x115F) || in(0x2E80, 0xA4CF) || in(0xAC00, 0xD7A3) ||
                      in(0xF900, 0xFAFF) || in(0xFE30, 0xFE6F) || in(0xFF00, 0xFF60) ||
                      in(0x1F300, 0x1FAFF) || in(0x20000, 0x3FFFD);
    return wide ? 2 : 1;
}

std::size_t width_of(std::string_view text) {
    std::size_t width = 0;
    for (std::size_t i = 0; i < text.size();) {
        const auto lead = static_cast<unsigned char>(text[i]);
        const std::size_t bytes = lead < 0xC0U ? 1 : lead < 0xE0U ? 2 : lead < 0xF0U ? 3 : 4;
        char32_t letter = bytes == 1 ? lead : lead & (0x7FU >> bytes);
        for (std::size_t k = 1; k < bytes && i + k < text.size(); ++k)
            letter = letter << 6U | (static_cast<unsigned char>(text[i + k]) & 0x3FU);
        width += width_of_letter(letter);
        i += bytes;
    }
    return width;
}

class Comparison {
public:
    explicit Comparison(std::span<const RunSummary> runs) : runs_{runs} {}

    void row(std::string label, const std::function<std::string(const RunSummary&)>& cell) {
        Line line{std::move(label), {}};
        for (const RunSummary& run : runs_) line.cells.push_back(cell(run));
        lines_.push_back(std::move(line));
    }
    void doses(std::string label, Doses Totals::* total) {
        row(std::move(label),
            [&](const RunSummary& run) { return grouped((run.totals.*total).value()); });
    }
    void spread(const std::string& heading, SpreadFigures RunSummary::* which, double scale) {
        section(heading);
        const auto figure = [&](const char* label, double SpreadFigures::* value, bool is_share) {
            row(label, [&, value, is_share](const RunSummary& run) {
                return is_share ? fmt::format("{:.3f}", run.*which.*value)
                                : fmt::format("{:.2f}", scale * (run.*which.*value));
            });
        };
        figure("  lowest", &SpreadFigures::lowest, false);
        row("  lowest participant",
            [&](const RunSummary& run) { return (run.*which).lowest_participant; });
        figure("  median", &SpreadFigures::median, false);
        figure("  highest", &SpreadFigures::highest, false);
        row("  highest participant",
            [&](const RunSummary& run) { return (run.*which).highest_participant; });
        figure("  Gini", &SpreadFigures::gini, true);
    }
    // A cell of each run from what stands at its place.
    void row(std::string label, const std::vector<RunEpidemics>& epidemics,
             const std::function<std::string(const RunEpidemics&)>& cell) {
        Line line{std::move(label), {}};
        for (const RunEpidemics& each : epidemics) line.cells.push_back(cell(each));
        lines_.push_back(std::move(line));
    }
    void section(std::string heading) {
        lines_.push_back({});
        lines_.push_back({std::move(heading), {}});
    }

    [[nodiscard]] std::string text() const {
        std::size_t label_width = 0;
        std::vector<std::size_t> widths(runs_.size());
        for (const Line& line : lines_) {
            if (!line.cells.empty()) label_width = std::max(label_width, width_of(line.label));
            for (std::size_t i = 0; i < line.cells.size(); ++i)
                widths[i] = std::max(widths[i], width_of(line.cells[i]));
        }
        std::string text;
        for (const Line& line : lines_) {
            std::string out = line.label;
            if (!line.cells.empty()) out.append(label_width - width_of(line.label), ' ');
            for (std::size_t i = 0; i < line.cells.size(); ++i) {
                out.append(2 + widths[i] - width_of(line.cells[i]), ' ');
                out += line.cells[i];
            }
            out.erase(out.find_last_not_of(' ') + 1);
            text += out + '\n';
        }
        return text;
    }

private:
    std::span<const RunSummary> runs_;
    std::vector<Line> lines_;
};

void add_doses(Comparison& table) {
    table.section("doses");
    table.doses("  supply", &Totals::supply);
    table.doses("  awarded", &Totals::awarded);
    table.doses("  accepted", &Totals::accepted);
    table.doses("  declined", &Totals::declined);
    table.doses("  lapsed", &Totals::lapsed);
    table.doses("  reallocated", &Totals::reallocated);
    table.doses("  delivered", &Totals::delivered);
    table.doses("  expired", &Totals::expired);
    table.doses("  unallocated", &Totals::unallocated);
    table.doses("  buffer", &Totals::buffer);
    table.row("  idle", [](const RunSummary& run) { return grouped(run.idle().value()); });
}

void add_epidemics(Comparison& table, const RunsEpidemics& epidemics) {
    table.section(fmt::format("epidemics of {} participants, {} members: mean (5 % to 95 %)",
                              epidemics.participants, epidemics.members));
    const auto line = [&](const char* label, OverMembers RunEpidemics::* which) {
        table.row(label, epidemics.runs,
                  [which](const RunEpidemics& run) { return with_range(run.*which); });
    };
    line("  infections", &RunEpidemics::infections);
    line("  hospital admissions", &RunEpidemics::admissions);
    line("  deaths", &RunEpidemics::deaths);
    line("  life years lost", &RunEpidemics::life_years);
    const auto against = [&](const char* label, std::optional<OverMembers> RunEpidemics::* which) {
        table.row(label, epidemics.runs, [which](const RunEpidemics& run) {
            return run.*which ? with_range(*(run.*which)) : std::string{"-"};
        });
    };
    against("  deaths averted against the first", &RunEpidemics::averted);
    against("  life years gained", &RunEpidemics::gained);
}

}  // namespace

std::string compare_text(std::span<const RunSummary> runs, const RunsEpidemics* epidemics) {
    Comparison table{runs};
    table.row("rule", [](const RunSummary& run) { return run.rule; });
    table.row("run", [](const RunSummary& run) { return run.folder; });
    table.row("until", [](const RunSummary& run) { return run.until; });
    const auto other_scenario = [&](const RunSummary& run) {
        return run.scenario != runs.front().scenario;
    };
    if (std::ranges::any_of(runs, other_scenario))
        table.row("scenario", [](const RunSummary& run) { return run.scenario; });
    table.spread("doses per 100 people, all sources", &RunSummary::doses_per_100, 1);
    table.spread("coverage, % of people with a full course", &RunSummary::coverage, 100);
    add_doses(table);
    table.section("participants");
    table.row("  all", [](const RunSummary& run) { return grouped(run.participants); });
    for (std::size_t mark = 0; mark < low_marks.size(); ++mark)
        table.row(fmt::format("  below {} doses per 100", low_marks.at(mark)),
                  [&](const RunSummary& run) { return grouped(run.below.at(mark)); });
    table.section("checks");
    table.row("  every dose accounted for",
              [](const RunSummary& run) { return run.conserved ? "yes" : "NO"; });
    table.row("  rounds verified", [](const RunSummary& run) {
        return fmt::format("{} of {}", run.verified, run.certificates);
    });
    if (epidemics != nullptr)
        add_epidemics(table, *epidemics);
    else
        table.row("  deaths", [](const RunSummary&) { return "not modelled"; });
    return table.text();
}

std::string compare_json(std::span<const RunSummary> runs, const RunsEpidemics* epidemics) {
    using Json = nlohmann::ordered_json;
    const auto spread = [](const SpreadFigures& figures) {
        return Json{{"lowest", figures.lowest},
                    {"lowest_participant", figures.lowest_participant},
                    {"median", figures.median},
                    {"highest", figures.highest},
                    {"highest_participant", figures.highest_participant},
                    {"gini", figures.gini}};
    };
    Json list = Json::array();
    for (const RunSummary& run : runs) {
        Json below = Json::object();
        for (std::size_t mark = 0; mark < low_marks.size(); ++mark)
            below[std::to_string(low_marks.at(mark))] = run.below.at(mark);
        const Totals& totals = run.totals;
        list.push_back({{"run", run.folder},
                        {"scenario", run.scenario},
                        {"rule", run.rule},
                        {"until", run.until},
                        {"inputs_sha256", run.inputs_sha256},
                        {"doses_per_100", spread(run.doses_per_100)},
                        {"coverage", spread(run.coverage)},
                        {"supply_doses", totals.supply.value()},
                        {"awarded_doses", totals.awarded.value()},
                        {"accepted_doses", totals.accepted.value()},
                        {"declined_doses", totals.declined.value()},
                        {"lapsed_doses", totals.lapsed.value()},
                        {"reallocated_doses", totals.reallocated.value()},
                        {"delivered_doses", totals.delivered.value()},
                        {"expired_doses", totals.expired.value()},
                        {"unallocated_doses", totals.unallocated.value()},
                        {"buffer_doses", totals.buffer.value()},
                        {"idle_doses", run.idle().value()},
                        {"participants", run.participants},
                        {"participants_below_doses_per_100", below},
                        {"conserved", run.conserved},
                        {"certificates", run.certificates},
                        {"verified", run.verified},
                        {"deaths", nullptr}});
    }
    Json comparison{{"format", "aliquot-comparison/1"}};
    if (epidemics != nullptr) {
        const auto against = [](const std::optional<OverMembers>& difference) {
            return difference ? difference_json(*difference) : Json(nullptr);
        };
        for (std::size_t r = 0; r < epidemics->runs.size(); ++r) {
            const RunEpidemics& run = epidemics->runs[r];
            list[r]["deaths"] = spread_json(run.deaths);
            list[r]["deaths_averted"] = against(run.averted);
            if (run.averted)
                list[r]["deaths_averted"]["members_with_fewer_deaths"] = run.averted->above_zero;
            list[r]["life_years_lost"] = spread_json(run.life_years);
            list[r]["life_years_gained"] = against(run.gained);
            list[r]["infections"] = spread_json(run.infections);
            list[r]["hospital_admissions"] = spread_json(run.admissions);
        }
        comparison["ensemble"] = {{"members", epidemics->members},
                                  {"participants", epidemics->participants},
                                  {"left_out", epidemics->left_out}};
    }
    comparison["runs"] = list;
    return comparison.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace aliquot
