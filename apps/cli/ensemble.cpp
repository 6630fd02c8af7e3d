// `aliquot ensemble`: runs held against each other by the epidemics of their participants.
#include "ensemble_door.hpp"
#include "epidemic.hpp"
#include "progress.hpp"
#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "aliquot/ensemble/work.hpp"

namespace aliquot::cli {

namespace {

int ensemble_command(const EnsembleOptions& options) {
    const Output output = options.output();
    const auto plan = plan_ensemble(options.request);
    if (!plan) return report_errors(plan.error(), output);
    auto kept = KeptWork::open(options.out, *plan, ALIQUOT_VERSION, options.resume);
    if (!kept) return report_error(kept.error(), output);
    say_how_much_was_there(options, *plan, *kept);
    Result<ComparedRuns> compared;
    {
        std::size_t finished = kept->found().batches();
        Progress progress{plan->batches.size(), finished, !output.quiet && !output.json};
        EnsembleWork work{*plan, [&](const FinishedBatch& batch) {
                              progress.show(++finished);
                              return kept->keep(batch);
                          }};
        work.done_before(kept->found());
        work_here(work, options.threads);
        compared = work.result();
    }
    if (!compared) return report_error(compared.error(), output);
    const Folder files = comparison_files(*compared);
    if (auto written = kept->finish(files); !written) return report_error(written.error(), output);
    return say_what_came_out(options, *compared, files);
}

int merge_command(const EnsembleOptions& options, const std::vector<std::string>& folders) {
    const Output output = options.output();
    std::vector<ComparedRuns> parts;
    Errors errors;
    for (const std::string& folder : folders) {
        if (is_unfinished(folder)) {
            errors.push_back({ErrorCode::conflict, "this part is not finished", folder,
                              "give the command that began it once more, with --resume"});
            continue;
        }
        auto part = read_comparison(folder);
        if (part)
            parts.push_back(*std::move(part));
        else
            errors.push_back(part.error());
    }
    if (!errors.empty()) return report_errors(errors, output);
    const auto whole = merged(std::move(parts));
    if (!whole) return report_error(whole.error(), output);
    const Folder files = comparison_files(*whole);
    if (auto written = write_folder(options.out, files); !written)
        return report_error(written.error(), output);
    return say_what_came_out(options, *whole, files);
}

}  // namespace

std::shared_ptr<void> add_ensemble_commands(CLI::App& app, int& code) {
    struct Kept {
        EnsembleOptions options;
        std::vector<std::string> parts;
    };
    const auto kept = std::make_shared<Kept>();
    auto* ensemble = app.add_subcommand(
        "ensemble", "Runs held against the first by deaths in their participants' epidemics");
    ensemble->footer(
        "Example:\n  aliquot ensemble out/actual out/fair --members 100 --seed 7 --out compared\n"
        "  aliquot ensemble out/actual out/fair --members 1000 --shard 2/5 --out part-2\n"
        "  aliquot ensemble merge part-1 part-2 part-3 part-4 part-5 --out compared");
    add_ensemble_options(*ensemble, kept->options);
    auto* merge = ensemble->add_subcommand("merge", "Puts the shards of an ensemble together");
    merge->footer("Example:\n  aliquot ensemble merge part-1 part-2 --out compared");
    merge->add_option("parts", kept->parts, "Folders of the shards")->required();
    add_ensemble_output(*merge, kept->options);
    merge->callback([kept, &code] {
        if (kept->options.out.empty()) throw CLI::RequiredError("--out");
        code = merge_command(kept->options, kept->parts);
    });
    ensemble->callback([kept, &code, ensemble] {
        if (!ensemble->get_subcommands().empty()) return;
        if (kept->options.request.runs.empty()) throw CLI::RequiredError("runs");
        if (kept->options.out.empty()) throw CLI::RequiredError("--out");
        code = ensemble_command(kept->options);
    });
    return kept;
}

}  // namespace aliquot::cli
