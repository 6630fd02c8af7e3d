// Reads a run's folder back by living it again.
#include "rerun.hpp"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <iterator>

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include "aliquot/io/run_writer.hpp"
#include "aliquot/io/scenario_reader.hpp"
#include "aliquot/replay/replay.hpp"

namespace aliquot::cli {

namespace {

struct StoredSummary {
    std::string text;
    std::vector<std::string> overrides;
    std::optional<Date> until;
};

Result<StoredSummary> read_summary(const std::filesystem::path& folder) {
    const std::filesystem::path file = folder / "summary.json";
    std::ifstream in{file, std::ios::binary};
    if (!in)
        return tl::unexpected(Error{ErrorCode::not_found, "there is no run here", file.string(),
                                    "name a folder written by `aliquot run`"});
    StoredSummary stored;
    stored.text.assign(std::istreambuf_iterator<char>{in}, {});
    const auto json = nlohmann::json::parse(stored.text, nullptr, false);
    const Error unreadable{ErrorCode::wrong_input, "this is not the summary of a run",
                           file.string(), "run the scenario again"};
    if (!json.is_object() || !json.contains("overrides") || !json["overrides"].is_array())
        return tl::unexpected(unreadable);
    for (const auto& each : json["overrides"]) {
        if (!each.is_string()) return tl::unexpected(unreadable);
        stored.overrides.push_back(each.get<std::string>());
    }
    if (json.contains("until") && json["until"].is_string())
        stored.until = parse_date(json["until"].get<std::string>());
    return stored;
}

}  // namespace

Result<std::optional<Run>> actual_run(const Scenario& scenario, std::optional<Date> until) {
    if (scenario.recorded.empty() || scenario.settings.rule.name == "recorded") return std::nullopt;
    Scenario history = scenario;
    history.settings.rule.name = "recorded";
    auto replayed = replay(history, {until, {}, {}});
    if (!replayed) return tl::unexpected(replayed.error());
    return std::move(replayed->run);
}

Checked<Rerun> rerun(const std::filesystem::path& folder, bool with_actual, bool with_prices) {
    auto stored = read_summary(folder);
    if (!stored) return tl::unexpected(Errors{stored.error()});
    auto inputs = read_folder(folder / "inputs");
    if (!inputs) return tl::unexpected(Errors{inputs.error()});
    auto scenario = read_scenario(*inputs, stored->overrides);
    if (!scenario) return tl::unexpected(scenario.error());
    ReplayOptions options{stored->until, {}, {}};
    options.prices = with_prices;
    auto replayed = replay(*scenario, options);
    if (!replayed) return tl::unexpected(Errors{replayed.error()});
    const Folder files = run_files(*scenario, replayed->run, *inputs, stored->overrides);
    if (files.files.at("summary.json") != stored->text)
        return tl::unexpected(Errors{
            {ErrorCode::conflict, "living this run again does not give the summary that is stored",
             (folder / "summary.json").string(),
             "it was written by another version or changed since: run the scenario again"}});
    Rerun again{{*std::move(inputs), std::move(stored->overrides), *std::move(scenario)},
                std::move(replayed->run),
                {},
                stored->until};
    if (!with_actual) return again;
    auto actual = actual_run(again.loaded.scenario, stored->until);
    if (!actual) return tl::unexpected(Errors{actual.error()});
    again.actual = *std::move(actual);
    return again;
}

Result<std::map<int, RoundFacts>> facts_of_rounds(const Rerun& again) {
    ReplayOptions options{again.until, {}, {}};
    options.keep_facts = true;
    auto replayed = replay(again.loaded.scenario, options);
    if (!replayed) return tl::unexpected(replayed.error());
    return std::move(replayed->facts);
}

Result<int> find_round(const Scenario& scenario, const std::string& text) {
    const auto& rounds = scenario.settings.rounds;
    if (const auto date = parse_date(text)) {
        const auto found = std::ranges::find(rounds, *date);
        if (found != rounds.end()) return static_cast<int>(found - rounds.begin()) + 1;
    }
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error == std::errc{} && end == text.data() + text.size() && number >= 1 &&
        number <= std::ssize(rounds))
        return number;
    return tl::unexpected(
        Error{ErrorCode::not_found, fmt::format("there is no round \"{}\"", text), "--round",
              fmt::format("give a number from 1 to {} or the date of a round, from {} to {}",
                          rounds.size(), format_date(rounds.front()), format_date(rounds.back()))});
}

}  // namespace aliquot::cli
