// Members one by one, days as quantiles over members, ages as means.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "aliquot/core/check.hpp"
#include "aliquot/io/epidemic/outcome_files.hpp"
#include "aliquot/io/run/csv_writer.hpp"

namespace aliquot {

namespace {

using epidemic::Ensemble;
using epidemic::MemberDay;
using epidemic::MemberTotals;

std::string replicates_csv(const Ensemble& ensemble) {
    CsvWriter csv{
        "replicate,infections,hospital_demand,deaths,peak_day_infections,hospital_admissions,"
        "vaccinations"};
    std::int64_t number = 0;
    for (const MemberTotals& each : ensemble.members)
        csv.row(++number, each.fallen_ill, each.need, each.deaths, std::int64_t{each.peak_day},
                each.admissions, each.vaccinations);
    return csv.text();
}

struct Spread {
    double mean = 0;
    double sd = 0;
    double low = 0;
    double middle = 0;
    double high = 0;
};

// Between the two nearest values, as R's quantile() does by default. Requires: sorted.
double quantile(const std::vector<double>& values, double share) {
    const double place = share * static_cast<double>(values.size() - 1);
    const auto below = static_cast<std::size_t>(std::floor(place));
    const std::size_t above = std::min(below + 1, values.size() - 1);
    return values[below] + (place - std::floor(place)) * (values[above] - values[below]);
}

Spread spread_of(std::vector<double>& values) {
    std::ranges::sort(values);
    Spread s;
    const auto count = static_cast<double>(values.size());
    for (const double each : values) s.mean += each;
    s.mean /= count;
    double squares = 0;
    for (const double each : values) squares += (each - s.mean) * (each - s.mean);
    s.sd = values.size() > 1 ? std::sqrt(squares / (count - 1)) : 0;
    s.low = quantile(values, 0.05);
    s.middle = quantile(values, 0.5);
    s.high = quantile(values, 0.95);
    return s;
}

std::string quantiles_csv(const Ensemble& ensemble) {
    std::string header = "day";
    for (const char* what : {"infections", "hospital_demand_new", "deaths"})
        for (const char* figure : {"mean", "sd", "q05", "q50", "q95"})
            header += fmt::format(",{}_{}", what, figure);
    std::string text = header + "\n";
    const std::size_t members = ensemble.members.size();
    for (std::size_t day = 0; day < ensemble.all.size(); ++day) {
        text += fmt::format("{}", day + 2);
        for (const auto figure : {&MemberDay::fallen_ill, &MemberDay::need, &MemberDay::deaths}) {
            std::vector<double> values;
            for (std::size_t k = 0; k < members; ++k)
                values.push_back(ensemble.each[day * members + k].*figure);
            const Spread s = spread_of(values);
            for (const double each : {s.mean, s.sd, s.low, s.middle, s.high})
                text += "," + in_six(each);
        }
        text += "\n";
    }
    return text;
}

std::string by_age_csv(const Ensemble& ensemble) {
    CsvWriter csv{"day,age_band,infections,hospital_admissions,deaths,vaccinations"};
    const auto members = static_cast<double>(ensemble.members.size());
    const auto mean = [&](std::int64_t sum) {
        return fmt::format("{:.8g}", static_cast<double>(sum) / members);
    };
    for (std::size_t day = 0; day < ensemble.all.size(); ++day) {
        const epidemic::CountedFlows& flows = ensemble.all[day];
        for (std::size_t i = 0; i < epidemic::ages; ++i)
            csv.row(static_cast<std::int64_t>(day + 2), epidemic::age_names[i],
                    mean(flows.infections[i]), mean(flows.admissions[i]), mean(flows.deaths[i]),
                    mean(flows.vaccinations[i]));
    }
    return csv.text();
}

std::string summary_json(const EpidemicFile& file, const Ensemble& ensemble) {
    nlohmann::ordered_json json{{"format", "aliquot-epidemic/1"}};
    if (!file.id.empty()) json["id"] = file.id;
    if (!file.about.empty()) json["description"] = file.about;
    if (!file.iso3.empty()) json["iso3"] = file.iso3;
    json["days"] = file.parameters.days;
    json["population"] = epidemic::sum(file.parameters.people);
    json["members"] = ensemble.members.size();
    json["seed"] = file.by_chance->seed;
    json["dt"] = 1.0 / file.by_chance->form.steps_a_day;
    json["stays"] = file.by_chance->form.exponential ? "exponential" : "linear";
    const auto add = [&](const char* name, std::int64_t MemberTotals::* figure) {
        std::vector<double> values;
        for (const MemberTotals& each : ensemble.members)
            values.push_back(static_cast<double>(each.*figure));
        const Spread s = spread_of(values);
        json[name] = {
            {"mean", s.mean}, {"sd", s.sd}, {"q05", s.low}, {"q50", s.middle}, {"q95", s.high}};
    };
    add("infections", &MemberTotals::infections);
    add("hospital_demand", &MemberTotals::need);
    add("hospital_admissions", &MemberTotals::admissions);
    add("deaths", &MemberTotals::deaths);
    add("vaccinations", &MemberTotals::vaccinations);
    json["R0_first"] = file.first_reproduction;
    json["beta_first"] = file.parameters.beta.values.front();
    return json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

}  // namespace

Folder epidemic_files(const EpidemicFile& file, const Ensemble& ensemble) {
    ALIQUOT_CHECK(ensemble.each.size() == ensemble.all.size() * ensemble.members.size());
    ALIQUOT_CHECK(file.by_chance.has_value());
    return {"",
            {{"replicates.csv", replicates_csv(ensemble)},
             {"daily_quantiles.csv", quantiles_csv(ensemble)},
             {"by_age.csv", by_age_csv(ensemble)},
             {"summary.json", summary_json(file, ensemble)}}};
}

}  // namespace aliquot
