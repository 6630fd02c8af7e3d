// Reads a run's folder back by living it again.
#include "aliquot/replay/lived_again.hpp"

#include <fstream>
#include <iterator>

#include <nlohmann/json.hpp>

#include "aliquot/core/hash.hpp"
#include "aliquot/io/run_writer.hpp"
#include "aliquot/io/scenario_reader.hpp"
#include "aliquot/replay/replay.hpp"

namespace aliquot {

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

Checked<LivedAgain> live_again(const std::filesystem::path& folder, bool with_prices) {
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
    return LivedAgain{*std::move(inputs),   std::move(stored->overrides),
                      *std::move(scenario), std::move(replayed->run),
                      stored->until,        sha256_hex(stored->text)};
}

}  // namespace aliquot
