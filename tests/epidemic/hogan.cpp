// Reads the published runs, and makes parameters of them.
#include "epidemic/hogan.hpp"

#include <algorithm>
#include <sstream>
#include <stdexcept>

#include "epidemic/reference.hpp"

namespace aliquot::epidemic::testing {

using Json = nlohmann::json;

namespace {

constexpr double full_coverage = 0.8;
constexpr double days_of_vaccination = 30;

}  // namespace

std::vector<TextRow> hogan_table(const std::string& name) {
    std::istringstream lines{file_text(reference_folder() / "../../data/epidemic" / name)};
    std::string line;
    std::string cell;
    const auto next_line = [&] {
        if (!std::getline(lines, line)) return false;
        if (line.ends_with('\r')) line.pop_back();
        return true;
    };
    next_line();
    std::vector<std::string> names;
    for (std::istringstream header{line}; std::getline(header, cell, ',');) names.push_back(cell);
    std::vector<TextRow> rows;
    while (next_line()) {
        std::istringstream cells{line};
        TextRow& row = rows.emplace_back();
        for (const std::string& each : names) {
            cell.clear();
            std::getline(cells, cell, ',');
            row[each] = cell;
        }
    }
    return rows;
}

Json hogan_settings() {
    return Json::parse(file_text(reference_folder() / "H_params.json"));
}

std::vector<PublishedRun> published_runs() {
    std::vector<PublishedRun> runs;
    for (const TextRow& row : hogan_table("hogan2021_scenarios.csv"))
        runs.push_back({row.at("income_group"), row.at("age_target"),
                        std::stod(row.at("deaths_2021_per_50m")),
                        std::stod(row.at("vaccinated_2021_per_50m"))});
    return runs;
}

ByAge coverage_of(const std::string& targeted) {
    ByAge coverage{};
    for (std::size_t i = 0; i < ages; ++i) coverage[i] = targeted.at(i) == '1' ? full_coverage : 0;
    return coverage;
}

Parameters hogan_parameters(const Json& settings, const std::string& group, const ByAge& coverage) {
    const Json& own = settings.at("groups").at(group);
    Json file;
    for (const char* name :
         {"time_period_days", "R0", "tt_R0", "dur_R", "dur_V", "dur_vaccine_delay",
          "vaccine_efficacy_infection", "vaccine_efficacy_disease", "tt_vaccine"})
        file[name] = settings.at(name);
    for (const char* name : {"population", "contact_matrix_raw_16", "hosp_beds", "ICU_beds",
                             "seed_E1", "prob_non_severe_death_treatment"})
        file[name] = own.at(name);
    // As many a day as are wanted in a month if everybody is, whoever is vaccinated in fact.
    const double highest = *std::ranges::max_element(coverage);
    file["max_vaccine_per_day"] =
        std::vector<double>{0, highest * hogan_people / days_of_vaccination};
    file["vaccine_coverage_mat"] = Json::array({coverage});
    const auto read = read_epidemic("H", file.dump());
    if (!read) throw std::runtime_error{read.error().front().what};
    return read->parameters;
}

Year2021 year_2021(const Json& settings, const Outcome& outcome) {
    const int offset = settings.at("calendar_offset_days").get<int>();
    const auto window = settings.at("year_2021_calendar_days").get<std::array<int, 2>>();
    Year2021 year;
    for (const Day& day : outcome) {
        const int calendar = day.day + offset;
        if (calendar < window[0] || calendar > window[1]) continue;
        year.deaths += sum(day.flows.deaths);
        year.vaccinated += sum(day.flows.vaccinations);
    }
    return year;
}

}  // namespace aliquot::epidemic::testing
