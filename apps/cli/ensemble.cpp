// `aliquot ensemble`: runs held against each other by the epidemics of their participants.
#include <charconv>
#include <cmath>

#include "deliveries.hpp"
#include "epidemic.hpp"
#include "rerun.hpp"
#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "aliquot/io/epidemic/comparison_files.hpp"
#include "aliquot/io/epidemic/ensemble_settings.hpp"

namespace aliquot::cli {

namespace {

struct EnsembleOptions {
    std::vector<std::string> runs;
    std::string out;
    std::string settings;
    std::size_t members = 100;
    std::uint64_t seed = 1;
    int threads = 1;
    std::string shard;
    std::vector<std::string> parts;  // of merge
    std::string format = "text";
    bool quiet = false;

    [[nodiscard]] Output output() const { return {format == "json", quiet}; }
};

// The part of the members that a shard "2/5" works out: the first and how many.
Result<std::pair<std::size_t, std::size_t>> members_of(const EnsembleOptions& options) {
    if (options.shard.empty()) return std::pair{std::size_t{0}, options.members};
    std::size_t number = 0;
    std::size_t count = 0;
    const char* end = options.shard.data() + options.shard.size();
    const auto first = std::from_chars(options.shard.data(), end, number);
    if (first.ec == std::errc{} && first.ptr != end && *first.ptr == '/') {
        const auto second = std::from_chars(first.ptr + 1, end, count);
        if (second.ec == std::errc{} && second.ptr == end && number >= 1 && number <= count &&
            count <= options.members) {
            const std::size_t from = options.members * (number - 1) / count;
            return std::pair{from, options.members * number / count - from};
        }
    }
    return tl::unexpected(Error{ErrorCode::wrong_input,
                                fmt::format("\"{}\" is no shard", options.shard), "--shard",
                                "give the second of five as 2/5; no more shards than members"});
}

Checked<std::vector<Rerun>> load_runs(const std::vector<std::string>& folders) {
    std::vector<Rerun> runs;
    Errors errors;
    for (const std::string& folder : folders) {
        auto again = rerun(folder, false);
        if (again)
            runs.push_back(*std::move(again));
        else
            errors.insert(errors.end(), again.error().begin(), again.error().end());
    }
    if (!errors.empty()) return tl::unexpected(errors);
    const Scenario& first = runs.front().loaded.scenario;
    for (std::size_t k = 1; k < runs.size(); ++k) {
        const Scenario& other = runs[k].loaded.scenario;
        std::vector<std::string> ids[2];
        for (const Participant& each : first.participants) ids[0].push_back(each.id);
        for (const Participant& each : other.participants) ids[1].push_back(each.id);
        if (ids[0] == ids[1] && first.settings.start == other.settings.start &&
            runs[k].run.until == runs.front().run.until)
            continue;
        errors.push_back({ErrorCode::conflict, "it has other participants or other days",
                          folders[k], "compare runs of the same participants and days"});
    }
    if (!errors.empty()) return tl::unexpected(errors);
    return runs;
}

std::int64_t arrived(const epidemic::ProductPlan& plan) {
    std::int64_t doses = 0;
    for (const auto& group : plan.arrivals)
        for (const epidemic::Arrival& each : group) doses += each.doses;
    return doses;
}

Checked<ComparedRuns> compared(const EnsembleOptions& options, const LoadedSettings& loaded,
                               const std::vector<Rerun>& runs, std::size_t first,
                               std::size_t members) {
    const Scenario& scenario = runs.front().loaded.scenario;
    ComparedRuns c;
    c.head.seed = options.seed;
    c.head.members = static_cast<std::int64_t>(options.members);
    c.head.settings_sha256 = loaded.sha256;
    c.first_member = static_cast<std::int64_t>(first);
    for (std::size_t k = 0; k < runs.size(); ++k)
        c.head.runs.push_back(
            {options.runs[k], runs[k].run.rule, runs[k].loaded.scenario.inputs_sha256});
    // Day 1 is the scenario's start; the flows of its last day end a day later.
    const auto days =
        static_cast<int>((runs.front().run.until - scenario.settings.start).count()) + 2;
    const bool fits = !scenario.transmissibility.empty() && loaded.settings.fitted_series();
    std::vector<Delivered> delivered;
    for (const Rerun& each : runs) delivered.push_back({&each.loaded.scenario, &each.run});
    std::vector<epidemic::ComparedParticipant> participants;
    for (std::size_t p = 0; p < scenario.participants.size(); ++p) {
        const std::string& id = scenario.participants[p].id;
        const auto fitted = epidemic::transmissibility_of(scenario, ParticipantIndex{p});
        if (!fitted && fits && !loaded.settings.names_r0(id)) {
            c.head.left_out.push_back({id, "it has no fitted transmissibility"});
            continue;
        }
        auto participant = loaded.settings.participant(id, days, fitted ? &*fitted : nullptr);
        if (!participant) {
            const Error& error = participant.error().front();
            if (error.code != ErrorCode::not_found) return tl::unexpected(participant.error());
            c.head.left_out.push_back({id, error.what});
            continue;
        }
        const double people = epidemic::sum(participant->parameters.people);
        participant->plans = plans_of(delivered, p, loaded.settings, people);
        ComparedPopulation population{id, std::llround(people), {}};
        for (const epidemic::ProductPlan& plan : participant->plans)
            population.doses_arrived.push_back(std::max<std::int64_t>(0, arrived(plan)));
        c.head.participants.push_back(std::move(population));
        participants.push_back(*std::move(participant));
    }
    if (participants.empty())
        return tl::unexpected(
            Errors{{ErrorCode::not_found, "no participant has an epidemic", options.runs.front(),
                    "give people, contacts and R0 under \"participants\" of a file "
                    "of settings"}});
    c.figures = epidemic::compare(participants, {.seed = options.seed,
                                                 .first_member = first,
                                                 .members = members,
                                                 .threads = options.threads});
    return c;
}

int write_and_say(const EnsembleOptions& options, const ComparedRuns& c) {
    const Output output = options.output();
    const Folder files = comparison_files(c);
    if (auto written = write_folder(options.out, files); !written)
        return report_error(written.error(), output);
    if (output.json)
        print(files.files.at("ensemble.json"));
    else if (!output.quiet)
        print(comparison_text(c) + fmt::format("written to {}\n", options.out));
    return done;
}

int ensemble_command(const EnsembleOptions& options) {
    const Output output = options.output();
    const auto members = members_of(options);
    if (!members) return report_error(members.error(), output);
    const auto settings = load_settings(options.settings);
    if (!settings) return report_errors(settings.error(), output);
    const auto runs = load_runs(options.runs);
    if (!runs) return report_errors(runs.error(), output);
    const auto c = compared(options, *settings, *runs, members->first, members->second);
    if (!c) return report_errors(c.error(), output);
    return write_and_say(options, *c);
}

int merge_command(const EnsembleOptions& options) {
    std::vector<ComparedRuns> parts;
    Errors errors;
    for (const std::string& folder : options.parts) {
        auto part = read_comparison(folder);
        if (part)
            parts.push_back(*std::move(part));
        else
            errors.push_back(part.error());
    }
    if (!errors.empty()) return report_errors(errors, options.output());
    const auto whole = merged(std::move(parts));
    if (!whole) return report_error(whole.error(), options.output());
    return write_and_say(options, *whole);
}

void add_output(CLI::App& command, EnsembleOptions& options) {
    command.add_option("--out", options.out, "A new or empty folder for the tables");
    command.add_option("--format", options.format, "text or json")
        ->check(CLI::IsMember({"text", "json"}))
        ->capture_default_str();
    command.add_flag("--quiet", options.quiet, "Print nothing but errors");
}

}  // namespace

std::shared_ptr<void> add_ensemble_commands(CLI::App& app, int& code) {
    const auto options = std::make_shared<EnsembleOptions>();
    auto* ensemble = app.add_subcommand(
        "ensemble", "Runs held against the first by deaths in their participants' epidemics");
    ensemble->footer(
        "Example:\n  aliquot ensemble out/actual out/fair --members 100 --seed 7 --out compared\n"
        "  aliquot ensemble out/actual out/fair --members 1000 --shard 2/5 --out part-2\n"
        "  aliquot ensemble merge part-1 part-2 part-3 part-4 part-5 --out compared");
    ensemble->add_option("runs", options->runs, "Folders of runs of the same participants");
    ensemble->add_option("--members", options->members, "How many courses of each epidemic")
        ->check(CLI::Range(1, 1'000'000))
        ->capture_default_str();
    ensemble->add_option("--seed", options->seed, "The same seed gives the same members")
        ->capture_default_str();
    ensemble
        ->add_option("--threads", options->threads,
                     "At most so many threads; the result is the same for any number")
        ->check(CLI::Range(1, 1024));
    ensemble->add_option("--settings", options->settings,
                         "A JSON file of epidemics and vaccines: docs/reference/ensemble.md");
    ensemble->add_option("--shard", options->shard, "Only a part of the members, as 2/5");
    add_output(*ensemble, *options);
    auto* merge = ensemble->add_subcommand("merge", "Puts the shards of an ensemble together");
    merge->footer("Example:\n  aliquot ensemble merge part-1 part-2 --out compared");
    merge->add_option("parts", options->parts, "Folders of the shards")->required();
    add_output(*merge, *options);
    merge->callback([options, &code] {
        if (options->out.empty()) throw CLI::RequiredError("--out");
        code = merge_command(*options);
    });
    ensemble->callback([options, &code, ensemble] {
        if (!ensemble->get_subcommands().empty()) return;
        if (options->runs.empty()) throw CLI::RequiredError("runs");
        if (options->out.empty()) throw CLI::RequiredError("--out");
        code = ensemble_command(*options);
    });
    return options;
}

}  // namespace aliquot::cli
