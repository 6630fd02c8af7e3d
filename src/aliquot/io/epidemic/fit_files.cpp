// Tables of a fit.
#include "aliquot/io/epidemic/fit_files.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "aliquot/io/run/csv_writer.hpp"

namespace aliquot {

namespace {

Date date_of(const Scenario& scenario, int day) {
    return scenario.settings.start + std::chrono::days{day - 1};
}

std::string three(double number) {
    return fmt::format("{:.3f}", number);
}

std::string transmissibility_table(const Scenario& scenario,
                                   const std::vector<FittedParticipant>& fitted) {
    CsvWriter csv{"participant,from,r0_lower,r0,r0_upper,weak,seeds_lower,seeds,seeds_upper"};
    for (const FittedParticipant& each : fitted) {
        if (!each.of) continue;
        const epidemic::Transmissibility& t = each.of->transmissibility;
        std::array<std::optional<std::int64_t>, 3> seeds{t.seeds[0], t.seeds[1], t.seeds[2]};
        for (const epidemic::FittedStep& step : t.steps) {
            csv.row(scenario.at(each.participant).id, date_of(scenario, step.from),
                    three(step.r0[0]), three(step.r0[1]), three(step.r0[2]),
                    step.weak ? "yes" : "no", seeds[0], seeds[1], seeds[2]);
            seeds = {};
        }
    }
    return csv.text();
}

std::string fit_table(const Scenario& scenario, const std::vector<FittedParticipant>& fitted) {
    CsvWriter csv{
        "participant,people,reported_deaths,factor_lower,factor,factor_upper,factor_from,"
        "model_deaths_lower,model_deaths,model_deaths_upper,error_lower,error,error_upper,"
        "weak_steps,steps,doubts"};
    for (const FittedParticipant& each : fitted) {
        std::int64_t reported = 0;
        for (const epidemic::DeathWeek& week : each.weeks) reported += week.deaths;
        epidemic::BySeries model{};
        epidemic::BySeries error{};
        std::int64_t weak = 0;
        std::int64_t steps = 0;
        if (each.of) {
            for (const epidemic::BySeries& week : each.of->model)
                for (std::size_t k = 0; k < epidemic::series; ++k) model[k] += week[k];
            error = each.of->error;
            steps = std::ssize(each.of->transmissibility.steps);
            weak = std::ranges::count_if(each.of->transmissibility.steps,
                                         [](const auto& step) { return step.weak; });
        }
        csv.row(scenario.at(each.participant).id, std::llround(each.people), reported,
                three(each.factor[0]), three(each.factor[1]), three(each.factor[2]), each.basis,
                std::llround(model[0]), std::llround(model[1]), std::llround(model[2]),
                three(error[0]), three(error[1]), three(error[2]), weak, steps,
                fmt::format("{}", fmt::join(each.doubts, " ")));
    }
    return csv.text();
}

std::string week_table(const Scenario& scenario, const std::vector<FittedParticipant>& fitted) {
    CsvWriter csv{"participant,week_end,reported_deaths,model_lower,model,model_upper"};
    for (const FittedParticipant& each : fitted) {
        if (!each.of) continue;
        for (std::size_t w = 0; w < each.weeks.size(); ++w) {
            const epidemic::BySeries& model = each.of->model[w];
            csv.row(scenario.at(each.participant).id, date_of(scenario, each.weeks[w].last_day),
                    each.weeks[w].deaths, fmt::format("{:.1f}", model[0]),
                    fmt::format("{:.1f}", model[1]), fmt::format("{:.1f}", model[2]));
        }
    }
    return csv.text();
}

}  // namespace

Folder fit_files(const Scenario& scenario, const std::vector<FittedParticipant>& fitted) {
    Folder folder;
    folder.files["transmissibility.csv"] = transmissibility_table(scenario, fitted);
    folder.files["fit.csv"] = fit_table(scenario, fitted);
    folder.files["weeks.csv"] = week_table(scenario, fitted);
    folder.files["fit.svg"] = fit_picture(scenario, fitted);
    return folder;
}

}  // namespace aliquot
