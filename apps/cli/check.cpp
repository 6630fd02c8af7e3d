// `aliquot check`: anyone's allocation, by hand or by program, against gates, limits and its rule.
#include <filesystem>
#include <fstream>
#include <iterator>

#include "commands.hpp"
#include "rerun.hpp"
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "aliquot/io/allocation_file.hpp"
#include "aliquot/replay/replay.hpp"

namespace aliquot::cli {

namespace {

using AwardsByRound = std::map<int, std::vector<GivenAward>>;

Checked<AwardsByRound> by_round(const Scenario& scenario, const CheckOptions& options) {
    std::ifstream in{options.allocation, std::ios::binary};
    if (!in)
        return tl::unexpected(
            Errors{{ErrorCode::not_found, "the file cannot be read", options.allocation,
                    "name a CSV table with participant,supply,doses"}});
    const std::string bytes{std::istreambuf_iterator<char>{in}, {}};
    auto rows = read_allocation(scenario, options.allocation, bytes);
    if (!rows) return tl::unexpected(rows.error());
    std::optional<int> only;
    if (options.round) {
        const auto round = find_round(scenario, *options.round);
        if (!round) return tl::unexpected(Errors{round.error()});
        only = *round;
    }
    AwardsByRound awards;
    if (only) awards[*only];
    Errors errors;
    for (const AllocationRow& row : *rows) {
        // What was reallocated or offered outside the rule is not the rule's to answer for.
        if (row.source != AwardSource::round) continue;
        const std::int64_t round = row.round.value_or(only.value_or(1));
        if (only && round != *only) continue;
        if (round < 1 || round > std::ssize(scenario.settings.rounds)) {
            errors.push_back({ErrorCode::wrong_input, fmt::format("there is no round {}", round),
                              fmt::format("{} row {}, column round", options.allocation, row.row),
                              fmt::format("the scenario holds rounds 1 to {}",
                                          scenario.settings.rounds.size())});
            continue;
        }
        awards[static_cast<int>(round)].push_back({row.participant, row.supply, row.doses});
    }
    if (!errors.empty()) return tl::unexpected(errors);
    // A round without rows gives nobody anything; that is checked too.
    const int last = awards.empty() ? 1 : awards.rbegin()->first;
    if (!only)
        for (int round = 1; round <= last; ++round) awards[round];
    return awards;
}

struct Finding {
    int round;
    std::string kind;
    std::string words;
};

// Round by round, each on what the rounds before it left; a round that gives out more than there
// is ends the check, for nothing can be built on it.
Result<std::vector<Finding>> find_violations(const Scenario& scenario,
                                             const AwardsByRound& awards) {
    std::vector<Finding> found;
    AwardsByRound given;
    for (const auto& [round, rows] : awards) {
        given[round] = rows;
        const auto replayed = replay(scenario, {{}, round, given});
        if (!replayed) return tl::unexpected(replayed.error());
        bool impossible = false;
        for (const Violation& violation : replayed->violations.at(round)) {
            found.push_back({round, std::string{name_of(violation.kind)}, violation.words});
            impossible = impossible || violation.kind == ViolationKind::supply_exceeded;
        }
        if (impossible && round != awards.rbegin()->first) {
            found.push_back(
                {round, "stopped", "later rounds cannot be checked on top of this one"});
            break;
        }
    }
    return found;
}

}  // namespace

int check_command(const CheckOptions& options, const Output& output) {
    if (options.allocation.empty()) {
        std::error_code ignored;
        if (std::filesystem::is_regular_file(options.scenario.scenario, ignored))
            return check_certificate_command(options.scenario.scenario, output);
        return report_error(
            {ErrorCode::not_found, "there is no allocation to check", options.scenario.scenario,
             "name a scenario and a CSV table, or one certificate file"},
            output);
    }
    const auto loaded = load_scenario(options.scenario);
    if (!loaded) return report_errors(loaded.error(), output);
    const auto awards = by_round(loaded->scenario, options);
    if (!awards) return report_errors(awards.error(), output);
    const auto found = find_violations(loaded->scenario, *awards);
    if (!found) return report_error(found.error(), output);
    if (output.json) {
        nlohmann::ordered_json list = nlohmann::ordered_json::array();
        for (const Finding& each : *found)
            list.push_back(
                {{"round", each.round}, {"violation", each.kind}, {"words", each.words}});
        print(nlohmann::ordered_json{{"rule", loaded->scenario.settings.rule.name},
                                     {"rounds_checked", awards->size()},
                                     {"violations", list}}
                  .dump(2) +
              "\n");
    } else if (!output.quiet) {
        std::string text;
        for (const Finding& each : *found)
            text += fmt::format("round {}: {}: {}\n", each.round, each.kind, each.words);
        text += fmt::format(
            "{} {} checked under rule {}: {}\n", awards->size(),
            awards->size() == 1 ? "round" : "rounds", loaded->scenario.settings.rule.name,
            found->empty()
                ? "no violation"
                : fmt::format("{} violation{}", found->size(), found->size() == 1 ? "" : "s"));
        print(text);
    }
    return found->empty() ? done : violations_found;
}

}  // namespace aliquot::cli
