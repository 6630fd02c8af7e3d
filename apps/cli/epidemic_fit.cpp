// `aliquot epidemic fit`: transmissibility of every participant of a scenario, from its deaths.
#include <algorithm>
#include <atomic>
#include <cmath>
#include <thread>

#include "epidemic.hpp"
#include "rerun.hpp"
#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "aliquot/core/text.hpp"
#include "aliquot/ensemble/deliveries.hpp"
#include "aliquot/evidence/severity.hpp"
#include "aliquot/io/epidemic/fit_files.hpp"
#include "aliquot/replay/replay.hpp"

namespace aliquot::cli {

namespace {

struct FitOptions {
    ScenarioChoice scenario;
    std::string settings;
    std::string out;
    int threads = 1;
    bool quiet = false;

    [[nodiscard]] Output output() const { return {false, quiet}; }
};

constexpr std::int64_t year_days = 364;
constexpr std::chrono::days until_estimates_are_out{730};

struct Task {
    FittedParticipant fitted;
    epidemic::ComparedParticipant epidemic;
};

// What happened if it is known, else what the scenario's rule leads to.
Result<Run> doses_of(const Scenario& scenario) {
    auto actual = actual_run(scenario, std::nullopt);
    if (!actual) return tl::unexpected(actual.error());
    if (*actual) return **std::move(actual);
    auto replayed = replay(scenario, {});
    if (!replayed) return tl::unexpected(replayed.error());
    return std::move(replayed->run);
}

// How many died for each reported death, as far as is known long after. Where reports are doubted,
// what the neighbours' deaths make likely over the scenario's last year.
void judge(const Scenario& scenario, std::vector<Task>& tasks) {
    const auto factors = ascertainment(scenario, scenario.settings.end + until_estimates_are_out);
    const auto severities =
        severity_of(scenario, {.day = scenario.settings.end, .window_days = year_days});
    for (Task& task : tasks) {
        FittedParticipant& one = task.fitted;
        const Ascertainment& factor = factors[one.participant.value];
        one.basis = factor.basis;
        for (std::size_t k = 0; k < epidemic::series; ++k)
            one.factor[k] = static_cast<double>(factor.thousandths[k]) / 1000;
        for (const Severity& each : severities) {
            if (each.participant != one.participant || !each.is_doubted()) continue;
            for (const Doubt& doubt : each.doubts)
                one.doubts.emplace_back(doubt_names[static_cast<std::size_t>(doubt.kind)]);
            if (each.reported == 0) continue;
            for (std::size_t k = 0; k < epidemic::series; ++k)
                one.factor[k] = std::max(1.0, static_cast<double>(each.deaths.thousandths[k]) /
                                                  1000 / static_cast<double>(each.reported));
            one.basis = "its reports are doubted: deaths of its neighbours";
        }
    }
}

Checked<std::vector<Task>> tasks_of(const Scenario& scenario, const Run& run,
                                    const EnsembleSettings& settings) {
    const auto days = static_cast<int>((run.until - scenario.settings.start).count()) + 2;
    std::vector<Task> tasks;
    for (std::size_t p = 0; p < scenario.participants.size(); ++p) {
        auto participant = settings.participant(scenario.participants[p].id, days);
        if (!participant) {
            if (participant.error().front().code == ErrorCode::not_found) continue;
            return tl::unexpected(participant.error());
        }
        Task task;
        task.fitted.participant = ParticipantIndex{p};
        task.fitted.people = epidemic::sum(participant->parameters.people);
        task.fitted.weeks = epidemic::death_weeks(scenario, ParticipantIndex{p});
        participant->plans = plans_of({{&scenario, &run}}, p, settings, task.fitted.people);
        task.epidemic = *std::move(participant);
        tasks.push_back(std::move(task));
    }
    judge(scenario, tasks);
    return tasks;
}

void calibrate_all(std::vector<Task>& tasks, int threads) {
    std::atomic<std::size_t> next = 0;
    const auto work = [&] {
        for (std::size_t k = next++; k < tasks.size(); k = next++) {
            Task& task = tasks[k];
            FittedParticipant& one = task.fitted;
            one.of = epidemic::calibrate({&task.epidemic.parameters,
                                          task.epidemic.form,
                                          &task.epidemic.plans.front(),
                                          one.weeks,
                                          one.factor,
                                          {}});
            if (!one.of || one.doubts.empty()) continue;
            for (epidemic::FittedStep& each : one.of->transmissibility.steps) each.weak = true;
        }
    };
    std::vector<std::thread> others;
    for (int k = 1; k < threads; ++k) others.emplace_back(work);
    work();
    for (std::thread& each : others) each.join();
}

std::string in_words(const std::vector<FittedParticipant>& fitted, const std::string& out) {
    std::int64_t steps = 0;
    std::int64_t weak = 0;
    std::int64_t silent = 0;
    std::vector<double> errors;
    for (const FittedParticipant& each : fitted) {
        if (!each.of) {
            ++silent;
            continue;
        }
        errors.push_back(each.of->error[1]);
        for (const epidemic::FittedStep& step : each.of->transmissibility.steps) {
            ++steps;
            weak += step.weak ? 1 : 0;
        }
    }
    std::ranges::sort(errors);
    const double middle = errors.empty() ? 0 : errors[errors.size() / 2];
    return fmt::format(
        "{} participants fitted, {} without a reported death\n"
        "{} steps of R0, {} of them weak\n"
        "weekly deaths differ by {:.0f} % of their mean (median of participants)\n\nwritten to "
        "{}\n",
        errors.size(), silent, grouped(steps), grouped(weak), middle * 100, out);
}

int fit_command(const FitOptions& options) {
    const Output output = options.output();
    const auto loaded = load_scenario(options.scenario);
    if (!loaded) return report_errors(loaded.error(), output);
    const auto settings = load_settings(options.settings);
    if (!settings) return report_errors(settings.error(), output);
    const Scenario& scenario = loaded->scenario;
    const auto run = doses_of(scenario);
    if (!run) return report_error(run.error(), output);
    auto tasks = tasks_of(scenario, *run, settings->settings);
    if (!tasks) return report_errors(tasks.error(), output);
    calibrate_all(*tasks, options.threads);
    std::vector<FittedParticipant> fitted;
    for (Task& each : *tasks) fitted.push_back(std::move(each.fitted));
    if (auto written = write_folder(options.out, fit_files(scenario, fitted)); !written)
        return report_error(written.error(), output);
    if (!output.quiet) print(in_words(fitted, options.out));
    return done;
}

}  // namespace

std::shared_ptr<void> add_fit_command(CLI::App& epidemic, int& code) {
    const auto options = std::make_shared<FitOptions>();
    auto* fit = epidemic.add_subcommand(
        "fit", "Transmissibility over time of every participant, fitted to reported deaths");
    fit->footer("Example:\n  aliquot epidemic fit covax-2021 --threads 4 --out fitted");
    fit->add_option("scenario", options->scenario.scenario,
                    "A scenario folder, or the name of an embedded one")
        ->required();
    fit->add_option("--settings", options->settings,
                    "A JSON file of epidemics and vaccines: docs/reference/ensemble.md");
    fit->add_option("--threads", options->threads,
                    "At most so many threads; the result is the same for any number")
        ->check(CLI::Range(1, 1024));
    fit->add_option("--out", options->out, "A new or empty folder for the tables")->required();
    fit->add_flag("--quiet", options->quiet, "Print nothing but errors");
    fit->callback([options, &code] { code = fit_command(*options); });
    return options;
}

}  // namespace aliquot::cli
