// Options and words of an ensemble.
#include "ensemble_door.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace aliquot::cli {

void add_ensemble_output(CLI::App& command, EnsembleOptions& options) {
    command.add_option("--out", options.out, "A new or empty folder for the tables");
    command.add_option("--format", options.format, "text or json")
        ->check(CLI::IsMember({"text", "json"}))
        ->capture_default_str();
    command.add_flag("--quiet", options.quiet, "Print nothing but errors");
}

void add_ensemble_options(CLI::App& command, EnsembleOptions& options) {
    EnsembleRequest& request = options.request;
    command.add_option("runs", request.runs, "Folders of runs of the same participants");
    command.add_option("--members", request.members, "How many courses of each epidemic")
        ->check(CLI::Range(1, 1'000'000))
        ->capture_default_str();
    command.add_option("--seed", request.seed, "The same seed gives the same members")
        ->capture_default_str();
    command
        .add_option("--threads", options.threads,
                    "At most so many threads; the result is the same for any number")
        ->check(CLI::Range(1, 1024));
    command.add_option("--settings", request.settings,
                       "A JSON file of epidemics and vaccines: docs/reference/ensemble.md");
    command.add_option("--shard", request.shard, "Only a part of the members, as 2/5");
    command
        .add_option("--beside", request.beside,
                    "Yardsticks before the runs: nothing (no dose reaches anyone), elsewhere "
                    "(only doses that are not the facility's)")
        ->delimiter(',');
    command.add_flag("--resume", options.resume,
                     "Goes on with what the same command left in --out when it was cut short");
    add_ensemble_output(command, options);
}

void say_how_much_was_there(const EnsembleOptions& options, const EnsemblePlan& plan,
                            const KeptWork& kept) {
    if (kept.found().batches() == 0 || options.quiet || options.output().json) return;
    print(
        fmt::format("{} of {} batches were there\n", kept.found().batches(), plan.batches.size()));
    std::fflush(stdout);
}

int say_what_came_out(const EnsembleOptions& options, const ComparedRuns& compared,
                      const Folder& files) {
    const Output output = options.output();
    if (output.json)
        print(files.files.at("ensemble.json"));
    else if (!output.quiet)
        print(comparison_text(compared) + fmt::format("written to {}\n", options.out));
    return done;
}

}  // namespace aliquot::cli
