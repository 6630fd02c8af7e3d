// `aliquot frontier`: the same doses shared by every choice between the fairest and the most
// life-saving, and what each costs in evenness and in lives.
#include "aliquot/ensemble/frontier.hpp"

#include <algorithm>

#include "door.hpp"
#include "epidemic.hpp"
#include "progress.hpp"
#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "aliquot/ensemble/work.hpp"
#include "aliquot/replay/replay.hpp"

namespace aliquot::cli {

namespace {

struct FrontierOptions {
    ScenarioChoice scenario;
    std::string out;
    std::vector<std::string> floors{"0.75", "0.5", "0.25", "0"};
    std::vector<std::string> foresight{"alike", "perfect"};
    EnsembleRequest ensemble{{}, {}, 64, 1, {}};
    std::string format = "text";
    bool quiet = false;

    [[nodiscard]] Output output() const { return {format == "json", quiet}; }
};

Result<std::vector<Share>> floors_of(const FrontierOptions& options) {
    std::vector<Share> floors;
    for (const std::string& text : options.floors) {
        const auto share = Share::parse(text);
        if (!share || *share > Share::whole())
            return tl::unexpected(Error{ErrorCode::wrong_input,
                                        fmt::format("\"{}\" is no floor", text), "--floors",
                                        "give shares from 0 to 1, as 0.75,0.5,0"});
        floors.push_back(*share);
    }
    return floors;
}

std::vector<Foresight> views_of(const FrontierOptions& options) {
    std::vector<Foresight> views;
    for (std::size_t k = 0; k < foresight_names.size(); ++k)
        if (std::ranges::find(options.foresight, foresight_names.at(k)) != options.foresight.end())
            views.push_back(static_cast<Foresight>(k));
    return views;
}

// Lives the scenario through under every choice.
Checked<std::vector<LivedAgain>> lived(const FrontierOptions& options,
                                       const std::vector<FrontierChoice>& choices,
                                       Progress& progress) {
    std::vector<LivedAgain> runs;
    for (const FrontierChoice& choice : choices) {
        ScenarioChoice with = options.scenario;
        for (const std::string& each : choice.overrides()) with.set.push_back(each);
        auto loaded = load_scenario(with);
        if (!loaded) return tl::unexpected(loaded.error());
        auto replayed = replay(loaded->scenario, {});
        if (!replayed) return tl::unexpected(Errors{replayed.error()});
        runs.push_back({std::move(loaded->folder), std::move(loaded->overrides),
                        std::move(loaded->scenario), std::move(replayed->run), std::nullopt, ""});
        progress.show(runs.size());
    }
    return runs;
}

int frontier_command(const FrontierOptions& options) {
    const Output output = options.output();
    const bool shows = !output.quiet && !output.json;
    const auto floors = floors_of(options);
    if (!floors) return report_error(floors.error(), output);
    const auto loaded = load_scenario(options.scenario);
    if (!loaded) return report_errors(loaded.error(), output);
    const auto choices = frontier_choices(loaded->scenario, *floors, views_of(options));
    Checked<std::vector<LivedAgain>> runs;
    {
        Progress progress{choices.size(), 0, shows};
        runs = lived(options, choices, progress);
    }
    if (!runs) return report_errors(runs.error(), output);
    EnsembleRequest request = options.ensemble;
    for (const FrontierChoice& each : choices) request.runs.push_back(each.name);
    const auto plan = plan_ensemble(request, *runs);
    if (!plan) return report_errors(plan.error(), output);
    Result<ComparedRuns> compared;
    {
        std::size_t finished = 0;
        Progress progress{plan->batches.size(), 0, shows};
        EnsembleWork work{*plan, [&](const FinishedBatch&) -> Result<void> {
                              progress.show(++finished);
                              return {};
                          }};
        work_here(work, options.scenario.threads);
        compared = work.result();
    }
    if (!compared) return report_error(compared.error(), output);
    const auto points = frontier_points(choices, *runs, *compared);
    const Folder files = frontier_files(loaded->scenario.settings.title, points, *compared);
    if (auto written = write_folder(options.out, files); !written)
        return report_error(written.error(), output);
    if (output.json)
        print(files.files.at("frontier.json"));
    else if (!output.quiet)
        print(frontier_text(points, *compared) + fmt::format("written to {}\n", options.out));
    return done;
}

}  // namespace

std::shared_ptr<void> add_frontier_command(CLI::App& app, int& code) {
    const auto options = std::make_shared<FrontierOptions>();
    auto* command = app.add_subcommand(
        "frontier", "The curve between the fairest sharing and the most life-saving one");
    command->footer(
        "Example:\n  aliquot frontier covax-2021 --threads 2 --out frontier\n"
        "  aliquot frontier covax-2021 --floors 0.5,0 --foresight alike --members 256 --out curve");
    command
        ->add_option("scenario", options->scenario.scenario,
                     "A scenario folder, or the name of one that is part of the program")
        ->required();
    command->add_option("--set", options->scenario.set,
                        "Overrides a setting, as lots.respect=false; may be repeated");
    command->add_option("--floors", options->floors, "Floors of most_deaths_averted, from 0 to 1")
        ->delimiter(',')
        ->capture_default_str();
    command
        ->add_option("--foresight", options->foresight,
                     "What whoever decides knows of what comes: a curve for each")
        ->delimiter(',')
        ->check(CLI::IsMember({"alike", "last", "perfect"}))
        ->capture_default_str();
    command->add_option("--members", options->ensemble.members, "How many courses of each epidemic")
        ->check(CLI::Range(1, 1'000'000))
        ->capture_default_str();
    command->add_option("--seed", options->ensemble.seed, "The same seed gives the same members")
        ->capture_default_str();
    command->add_option("--settings", options->ensemble.settings,
                        "A JSON file of epidemics and vaccines: docs/reference/ensemble.md");
    command
        ->add_option("--threads", options->scenario.threads,
                     "At most so many threads; the result is the same for any number")
        ->check(CLI::Range(1, 1024));
    command->add_option("--out", options->out, "A new or empty folder for table and picture")
        ->required();
    command->add_option("--format", options->format, "text or json")
        ->check(CLI::IsMember({"text", "json"}))
        ->capture_default_str();
    command->add_flag("--quiet", options->quiet, "Print nothing but errors");
    command->callback([options, &code] { code = frontier_command(*options); });
    return options;
}

}  // namespace aliquot::cli
