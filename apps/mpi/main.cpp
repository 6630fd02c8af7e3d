// `aliquot-ensemble-mpi`: `aliquot ensemble` by many processes on many machines. The same
// arguments, the same files; it runs without mpirun too, as one process.
#include <exception>
#include <optional>

#include "ensemble_door.hpp"
#include "progress.hpp"
#include "ranks.hpp"
#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "aliquot/core/check.hpp"
#include "aliquot/core/hash.hpp"

namespace aliquot::mpi {

namespace {

using cli::EnsembleOptions;

int report_bug(const std::string& what) {
    fmt::print(stderr, "{}\nThis is a bug of ours, not of your input. Please report it.\n", what);
    return cli::broken_promise;
}

// What this rank would work on, to be held against what the others would: empty if it cannot.
std::string fingerprint(const EnsemblePlan& plan) {
    std::string text = fmt::format("{} {} {} {} {}", ALIQUOT_VERSION, plan.head.seed,
                                   plan.head.members, plan.first_member, plan.members);
    text += " " + plan.head.settings_sha256;
    for (std::size_t k = 0; k < plan.head.runs.size(); ++k)
        text += " " + plan.head.runs[k].rule + " " + plan.head.runs[k].inputs_sha256 + " " +
                plan.summaries_sha256[k];
    return sha256_hex(text);
}

// At rank 0: what is wrong with the plans of all ranks, of the first rank for which something is.
Errors wrong_with(const std::vector<std::string>& plans) {
    for (std::size_t k = 0; k < plans.size(); ++k)
        if (plans[k].starts_with('[')) {
            Errors errors = errors_of(plans[k]);
            for (Error& each : errors)
                if (k > 0) each.where = fmt::format("rank {}: {}", k, each.where);
            return errors;
        }
    for (std::size_t k = 1; k < plans.size(); ++k)
        if (plans[k] != plans[0])
            return {{ErrorCode::conflict, "it was given another ensemble than rank 0",
                     fmt::format("rank {}", k),
                     "give the same arguments, files and version of Aliquot to every rank"}};
    return {};
}

int lead_to_the_end(const Session& session, const EnsembleOptions& options,
                    const EnsemblePlan& plan, KeptWork& kept) {
    Result<ComparedRuns> compared;
    std::string broken;
    {
        std::size_t finished = kept.found().batches();
        const cli::Output output = options.output();
        cli::Progress progress{plan.batches.size(), finished, !output.quiet && !output.json};
        EnsembleWork work{plan, [&](const FinishedBatch& batch) {
                              progress.show(++finished);
                              return kept.keep(batch);
                          }};
        work.done_before(kept.found());
        if (lead(session, work, options.threads, broken)) compared = work.result();
    }
    if (!broken.empty()) return report_bug(broken);
    if (!compared) return cli::report_error(compared.error(), options.output());
    const Folder files = comparison_files(*compared);
    if (auto written = kept.finish(files); !written)
        return cli::report_error(written.error(), options.output());
    return cli::say_what_came_out(options, *compared, files);
}

// The exit code is that of rank 0; the others have nothing to say. `usage` is what was wrong with
// the words of this rank, if anything.
int ensemble(const Session& session, const EnsembleOptions& options,
             const std::optional<Error>& usage) {
    const Checked<EnsemblePlan> plan =
        usage ? tl::unexpected(Errors{*usage}) : plan_ensemble(options.request);
    const auto plans = gathered(session, plan ? fingerprint(*plan) : text_of(plan.error()));
    if (session.rank() != 0) {
        if (told(0) != 0) follow(*plan, options.threads);
        return cli::done;
    }
    if (usage) {
        (void)told(0);
        return cli::wrong_usage;
    }
    if (const Errors errors = wrong_with(plans); !errors.empty()) {
        (void)told(0);
        return cli::report_errors(errors, options.output());
    }
    auto kept = KeptWork::open(options.out, *plan, ALIQUOT_VERSION, options.resume);
    (void)told(kept ? 1 : 0);
    if (!kept) return cli::report_error(kept.error(), options.output());
    cli::say_how_much_was_there(options, *plan, *kept);
    return lead_to_the_end(session, options, *plan, *kept);
}

int run(const Session& session, int count, char** words) {
    CLI::App app{"`aliquot ensemble` by many processes on many machines (MPI)"};
    app.set_version_flag("--version", ALIQUOT_VERSION);
    app.footer(
        "Example:\n  mpirun -np 4 aliquot-ensemble-mpi out/actual out/fair --members 1000 --out "
        "compared\nShards are put together by `aliquot ensemble merge`.");
    EnsembleOptions options;
    cli::add_ensemble_options(app, options);
    std::optional<Error> usage;
    int code = cli::wrong_usage;
    try {
        app.parse(count, words);
        if (options.request.runs.empty()) throw CLI::RequiredError("runs");
        if (options.out.empty()) throw CLI::RequiredError("--out");
    } catch (const CLI::ParseError& error) {
        if (session.rank() == 0 && app.exit(error) == 0) code = cli::done;  // help, version
        usage = Error{ErrorCode::wrong_input, error.what(), "arguments", "see --help"};
    }
    const int ended = ensemble(session, options, usage);
    return usage && session.rank() == 0 ? code : ended;
}

}  // namespace

}  // namespace aliquot::mpi

int main(int count, char** words) {
    const aliquot::mpi::Session session{count, words};
    try {
        return aliquot::mpi::run(session, count, words);
    } catch (const std::exception& bug) {
        // The other ranks wait for this one.
        session.abort(aliquot::mpi::report_bug(bug.what()));
    }
}
