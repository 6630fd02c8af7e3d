// Two tables, by day and by day and age, and a page of figures.
#include "aliquot/io/epidemic/outcome_files.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "aliquot/io/run/csv_writer.hpp"

namespace aliquot {

namespace {

using epidemic::Day;
using epidemic::Outcome;
using epidemic::sum;

// As many digits as the reference gives: nine of totals, eight by age.
std::string in_nine(double value) {
    return fmt::format("{:.9g}", value);
}
std::string in_eight(double value) {
    return fmt::format("{:.8g}", value);
}

std::string totals_csv(const Outcome& outcome) {
    CsvWriter csv{
        "day,infections,hospital_admissions,deaths,vaccinations,S,E,R,D,hosp_occ,icu_occ,"
        "hosp_demand,icu_demand,vaccinated,priorvaccinated"};
    for (const Day& day : outcome) {
        const bool first = &day == &outcome.front();
        const auto flow = [&](const epidemic::ByAge& by_age) {
            return first ? std::string{} : in_nine(sum(by_age));
        };
        const epidemic::Stocks& s = day.stocks;
        csv.row(std::int64_t{day.day}, flow(day.flows.infections), flow(day.flows.admissions),
                flow(day.flows.deaths), flow(day.flows.vaccinations), in_nine(s.susceptible),
                in_nine(s.exposed), in_nine(s.recovered), in_nine(s.dead),
                in_nine(s.in_general_beds), in_nine(s.in_icu), in_nine(s.need_general_bed),
                in_nine(s.need_icu), in_nine(s.vaccinated), in_nine(s.once_vaccinated));
    }
    return csv.text();
}

std::string by_age_csv(const Outcome& outcome) {
    CsvWriter csv{"day,age_band,infections,hospital_admissions,deaths,vaccinations"};
    for (const Day& day : outcome) {
        if (&day == &outcome.front()) continue;
        for (std::size_t i = 0; i < epidemic::ages; ++i)
            csv.row(std::int64_t{day.day}, epidemic::age_names[i],
                    in_eight(day.flows.infections[i]), in_eight(day.flows.admissions[i]),
                    in_eight(day.flows.deaths[i]), in_eight(day.flows.vaccinations[i]));
    }
    return csv.text();
}

struct Highest {
    double value = 0;
    int day = 0;
};
template <class Measure>
Highest highest(const Outcome& outcome, Measure measure) {
    Highest found;
    for (const Day& day : outcome)
        if (measure(day) > found.value) found = {measure(day), day.day};
    return found;
}

std::string summary_json(const EpidemicFile& file, const Outcome& outcome) {
    double infections = 0;
    double admissions = 0;
    double vaccinations = 0;
    for (const Day& day : outcome) {
        infections += sum(day.flows.infections);
        admissions += sum(day.flows.admissions);
        vaccinations += sum(day.flows.vaccinations);
    }
    const Highest infected =
        highest(outcome, [](const Day& day) { return sum(day.flows.infections); });
    const Highest died = highest(outcome, [](const Day& day) { return sum(day.flows.deaths); });
    const Highest general =
        highest(outcome, [](const Day& day) { return day.stocks.in_general_beds; });
    const Highest icu = highest(outcome, [](const Day& day) { return day.stocks.in_icu; });
    const epidemic::Parameters& p = file.parameters;
    nlohmann::ordered_json json{{"format", "aliquot-epidemic/1"}};
    if (!file.id.empty()) json["id"] = file.id;
    if (!file.about.empty()) json["description"] = file.about;
    if (!file.iso3.empty()) json["iso3"] = file.iso3;
    json["days"] = p.days;
    json["population"] = sum(p.people);
    json["infections"] = infections;
    json["hospital_admissions"] = admissions;
    json["deaths"] = outcome.back().stocks.dead;
    json["vaccinations"] = vaccinations;
    json["peak_infections"] = infected.value;
    json["peak_infections_day"] = infected.day;
    json["peak_deaths"] = died.value;
    json["peak_deaths_day"] = died.day;
    json["peak_hosp_occ"] = general.value;
    json["peak_icu_occ"] = icu.value;
    json["R0_first"] = file.first_reproduction;
    json["beta_first"] = p.beta.values.front();
    return json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

}  // namespace

Folder epidemic_files(const EpidemicFile& file, const Outcome& outcome) {
    return {"",
            {{"totals.csv", totals_csv(outcome)},
             {"by_age.csv", by_age_csv(outcome)},
             {"summary.json", summary_json(file, outcome)}}};
}

}  // namespace aliquot
