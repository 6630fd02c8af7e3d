// Errors, scenarios and text, as the command line shows and finds them.
#include "door.hpp"

#include <cstdio>
#include <filesystem>
#include <fstream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "aliquot/core/text.hpp"
#include "aliquot/io/epidemic/lives_model.hpp"
#include "aliquot/io/error_text.hpp"
#include "aliquot/io/scenario_reader.hpp"

namespace aliquot::cli {

namespace {}  // namespace

int exit_code_of(ErrorCode code) {
    switch (code) {
        case ErrorCode::wrong_input:
        case ErrorCode::not_found:
        case ErrorCode::io:
            return wrong_input;
        case ErrorCode::infeasible:
            return infeasible;
        case ErrorCode::conflict:
            return ledger_conflict;
        case ErrorCode::not_allowed:
            return not_allowed;
    }
    return broken_promise;
}

namespace {

std::string toml_string(const std::string& text) {
    std::string quoted = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') quoted += '\\';
        quoted += c;
    }
    return quoted + '"';
}

Result<Folder> find_folder(const std::string& name) {
    std::error_code ignored;
    if (std::filesystem::exists(name, ignored)) return read_folder(name);
    if (auto embedded = embedded_scenario(name)) return *std::move(embedded);
    const std::vector<std::string> known = embedded_scenario_names();
    const std::string nearest = nearest_word(name, known);
    return tl::unexpected(Error{
        ErrorCode::not_found, "there is no such folder and no built-in scenario of that name", name,
        nearest.empty() ? fmt::format("built in: {}", fmt::join(known, ", "))
                        : fmt::format("did you mean \"{}\"?", nearest)});
}

}  // namespace

std::vector<std::string> ScenarioChoice::overrides() const {
    std::vector<std::string> all;
    if (rule) all.push_back("rule.name=" + toml_string(*rule));
    if (seed) all.push_back("seed=" + std::to_string(*seed));
    all.insert(all.end(), set.begin(), set.end());
    return all;
}

int report_error(const Error& error, const Output& output) {
    return report_errors({error}, output);
}

int report_errors(const Errors& errors, const Output& output) {
    constexpr std::size_t shown_in_full = 20;
    if (output.json) {
        nlohmann::ordered_json list = nlohmann::ordered_json::array();
        for (const Error& error : errors)
            list.push_back({{"what", error.what}, {"where", error.where}, {"hint", error.hint}});
        fmt::print(stderr, "{}\n", nlohmann::ordered_json{{"errors", list}}.dump(2));
    } else {
        for (std::size_t i = 0; i < std::min(errors.size(), shown_in_full); ++i)
            fmt::print(stderr, "error: {}\n", format_error(errors[i]));
        if (errors.size() > shown_in_full)
            fmt::print(stderr, "and {} more errors; --format json lists them all\n",
                       errors.size() - shown_in_full);
    }
    return errors.empty() ? broken_promise : exit_code_of(errors.front().code);
}

Checked<LoadedScenario> load_scenario(const ScenarioChoice& choice) {
    auto folder = find_folder(choice.scenario);
    if (!folder) return tl::unexpected(Errors{folder.error()});
    std::vector<std::string> overrides = choice.overrides();
    auto scenario = read_scenario(*folder, overrides);
    if (!scenario) return tl::unexpected(scenario.error());
    if (choice.threads > 1 && scenario->lives)
        scenario->lives = lives_model(*scenario, choice.threads);
    return LoadedScenario{*std::move(folder), std::move(overrides), *std::move(scenario)};
}

void print(const std::string& text) {
    std::fwrite(text.data(), 1, text.size(), stdout);
}

Result<std::string> read_text(const std::string& file) {
    std::ifstream in{file, std::ios::binary};
    std::string bytes{std::istreambuf_iterator<char>{in}, {}};
    if (in.is_open() && !in.bad()) return bytes;
    return tl::unexpected(Error{ErrorCode::not_found, "the file cannot be read", file,
                                "check that it is there and may be read"});
}

Result<void> write_text(const std::string& file, const std::string& text) {
    if (file.empty()) {
        print(text);
        return {};
    }
    std::ofstream out{file, std::ios::binary};
    out << text;
    out.close();
    if (out) return {};
    return tl::unexpected(Error{ErrorCode::io, "the file cannot be written", file,
                                "check that the folder exists and may be written to"});
}

}  // namespace aliquot::cli
