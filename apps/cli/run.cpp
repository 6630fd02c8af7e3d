// `aliquot run`, `compare` and `report`: a scenario through time, runs side by side, one rendered.
#include <algorithm>

#include "commands.hpp"
#include "estimates.hpp"
#include "rerun.hpp"
#include "words.hpp"
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "aliquot/core/text.hpp"
#include "aliquot/domain/spread.hpp"
#include "aliquot/ensemble/kept_work.hpp"
#include "aliquot/evidence/timeline.hpp"
#include "aliquot/io/compare_epidemics.hpp"
#include "aliquot/io/epidemic/verdicts.hpp"
#include "aliquot/io/report_html.hpp"
#include "aliquot/io/run_writer.hpp"
#include "aliquot/live/replay_log.hpp"
#include "aliquot/replay/replay.hpp"

namespace aliquot::cli {

namespace {

std::string run_text(const Scenario& scenario, const Run& run) {
    const Totals& sum = run.totals;
    const Spread spread = spread_of(scenario, last_day(run), Measure::doses_per_100);
    std::string text = fmt::format("{}\nrule {}, {} rounds, until {}\n\n", scenario.settings.title,
                                   run.rule, run.decisions.size(), format_date(run.until));
    const auto line = [&](std::string_view name, Doses doses) {
        text += fmt::format("{:<22}{:>16}\n", name, grouped(doses.value()));
    };
    line("supply, doses", sum.supply);
    line("accepted", sum.accepted);
    line("delivered", sum.delivered);
    line("declined", sum.declined);
    line("lapsed", sum.lapsed);
    line("returned", sum.returned);
    line("reallocated", sum.reallocated);
    line("expired", sum.expired);
    line("unallocated", sum.unallocated);
    text += fmt::format(
        "\ndoses per 100: lowest {:.2f} ({}), median {:.2f}, highest {:.2f} ({}), Gini {:.3f}\n",
        spread.lowest, scenario.at(spread.lowest_participant).id, spread.median, spread.highest,
        scenario.at(spread.highest_participant).id, spread.gini);
    if (!run.notices.empty()) text += "\n";
    for (const std::string& notice : run.notices) text += "note: " + notice + "\n";
    std::size_t verified = 0;
    for (const Decision& decision : run.decisions)
        verified += decision.certificate.verified ? 1 : 0;
    text += fmt::format("certificates: {} of {} rounds verified\n", verified, run.decisions.size());
    return text;
}

// What had been said by the last day of the run.
std::vector<StatementTimeline> timelines_of(const Scenario& scenario, const Run& run) {
    if (scenario.statements.empty()) return {};
    const Evidence evidence = evidence_of(scenario);
    return timelines_on(StatementBook{evidence}, run.until);
}

// The files of the run, if there is a folder for them; answers its summary.
Result<std::string> write_files(const LoadedScenario& loaded, const Run& run,
                                const std::string& out, std::optional<Date> until) {
    Folder files = run_files(loaded.scenario, run, loaded.folder, loaded.overrides);
    if (!out.empty()) {
        const auto actual = actual_run(loaded.scenario, until);
        if (!actual) return tl::unexpected(actual.error());
        files.files["report.html"] =
            report_html(loaded.scenario, run, *actual ? &**actual : nullptr,
                        timelines_of(loaded.scenario, run), estimates_of(loaded.scenario, run));
        if (auto written = write_folder(out, files); !written)
            return tl::unexpected(written.error());
    }
    return files.files.at("summary.json");
}

// What happened as the log of a facility, if there is a store for it.
Result<ledger::Head> write_log(const LoadedScenario& loaded, const Replayed& replayed,
                               const std::string& place) {
    if (place.empty()) return ledger::Head{};
    const auto store = ledger::create_store(place, loaded.scenario.settings.title);
    if (!store) return tl::unexpected(store.error());
    return write_replay(**store, loaded.scenario, loaded.folder, loaded.overrides, replayed.events);
}

Result<ComparedRuns> finished_ensemble(const std::string& folder) {
    if (is_unfinished(folder))
        return tl::unexpected(Error{ErrorCode::conflict, "this ensemble is not finished", folder,
                                    "give the command that began it once more, with --resume"});
    return read_comparison(folder);
}

// Of which the run is one.
Result<ComparedRuns> ensemble_with(const Scenario& scenario, const std::string& folder,
                                   const std::string& run) {
    auto ensemble = finished_ensemble(folder);
    if (!ensemble) return ensemble;
    const auto& runs = ensemble->head.runs;
    if (std::ranges::find(runs, scenario.inputs_sha256, &ComparedRun::inputs_sha256) == runs.end())
        return tl::unexpected(Error{ErrorCode::conflict, "the ensemble is of other runs", folder,
                                    fmt::format("name one that was made with {}", run)});
    return ensemble;
}

Result<std::vector<NamedEnsemble>> ensembles_with(const Scenario& scenario,
                                                  const ReportOptions& options) {
    std::vector<NamedEnsemble> all;
    if (options.ensembles.empty()) return all;
    if (options.to != "html")
        return tl::unexpected(Error{ErrorCode::wrong_input, "only a page shows an ensemble",
                                    "--ensemble", "leave it out, or ask for --to html"});
    for (const std::string& folder : options.ensembles) {
        auto ensemble = ensemble_with(scenario, folder, options.run);
        if (!ensemble) return tl::unexpected(ensemble.error());
        all.push_back({folder, *std::move(ensemble)});
    }
    if (auto same = verdicts(all); !same) return tl::unexpected(same.error());
    return all;
}

}  // namespace

int run_command(const RunOptions& options, const Output& output) {
    const auto loaded = load_scenario(options.scenario);
    if (!loaded) return report_errors(loaded.error(), output);
    std::optional<Date> until;
    if (options.until) {
        until = parse_date(*options.until);
        if (!until || *until < loaded->scenario.settings.start ||
            *until > loaded->scenario.settings.end)
            return report_error(
                {ErrorCode::wrong_input,
                 fmt::format("\"{}\" is not a day of the scenario", *options.until), "--until",
                 fmt::format("give a date from {} to {}, as 2021-12-31",
                             format_date(loaded->scenario.settings.start),
                             format_date(loaded->scenario.settings.end))},
                output);
    }
    ReplayOptions how{until, {}, {}};
    how.prices = options.prices;
    const auto replayed = replay(loaded->scenario, how);
    if (!replayed) return report_error(replayed.error(), output);
    auto summary = write_files(*loaded, replayed->run, options.out, until);
    if (!summary) return report_error(summary.error(), output);
    const auto head = write_log(*loaded, *replayed, options.store);
    if (!head) return report_error(head.error(), output);
    if (output.json) {
        print(*summary);
    } else if (!output.quiet) {
        std::string text = run_text(loaded->scenario, replayed->run);
        if (!options.out.empty()) text += fmt::format("written to {}\n", options.out);
        if (!options.store.empty())
            text +=
                fmt::format("log of {} records in {}\n", grouped(head->sequence), options.store);
        print(text);
    }
    return done;
}

int compare_command(const CompareOptions& options, const Output& output) {
    std::vector<RunSummary> summaries;
    Errors errors;
    for (const std::string& folder : options.runs) {
        auto summary = read_run_summary(folder);
        if (summary)
            summaries.push_back(*std::move(summary));
        else
            errors.push_back(summary.error());
    }
    if (!errors.empty()) return report_errors(errors, output);
    std::optional<RunsEpidemics> epidemics;
    if (!options.ensemble.empty()) {
        const auto ensemble = finished_ensemble(options.ensemble);
        if (!ensemble) return report_error(ensemble.error(), output);
        auto found = epidemics_of(summaries, *ensemble, options.ensemble);
        if (!found) return report_error(found.error(), output);
        epidemics = *std::move(found);
    }
    const RunsEpidemics* deaths = epidemics ? &*epidemics : nullptr;
    print(output.json ? compare_json(summaries, deaths) : compare_text(summaries, deaths));
    return done;
}

int report_command(const ReportOptions& options, const Output& output) {
    const auto again = rerun(options.run, options.to == "html", options.prices);
    if (!again) return report_errors(again.error(), output);
    const Scenario& scenario = again->loaded.scenario;
    const auto ensembles = ensembles_with(scenario, options);
    if (!ensembles) return report_error(ensembles.error(), output);
    std::string text;
    if (options.to == "html")
        text = report_html(scenario, again->run, again->actual ? &*again->actual : nullptr,
                           timelines_of(scenario, again->run), estimates_of(scenario, again->run),
                           *ensembles);
    else if (options.to == "journal")
        text = hledger_journal(scenario, again->run);
    else
        text = participants_csv(scenario, again->run);
    if (auto written = write_text(options.out, text); !written)
        return report_error(written.error(), output);
    return done;
}

}  // namespace aliquot::cli
