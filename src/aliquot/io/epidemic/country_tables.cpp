// The tables read once, with our own promise that they are sound.
#include "aliquot/io/epidemic/country_tables.hpp"

#include <algorithm>
#include <charconv>
#include <map>

#include "aliquot/core/check.hpp"
#include "aliquot/io/csv.hpp"

extern "C" {
extern const char aliquot_countries_begin[];
extern const char aliquot_countries_end[];
extern const char aliquot_surveys_begin[];
extern const char aliquot_surveys_end[];
}

namespace aliquot {

namespace {

using epidemic::ages;
using epidemic::Survey;
using epidemic::survey_ages;

double number(std::string_view cell) {
    double value = 0;
    const auto read = std::from_chars(cell.data(), cell.data() + cell.size(), value);
    ALIQUOT_CHECK(read.ec == std::errc{} && read.ptr == cell.data() + cell.size());
    return value;
}

std::optional<double> number_or_none(std::string_view cell) {
    return cell.empty() ? std::nullopt : std::optional{number(cell)};
}

std::vector<CountryTable> read_countries() {
    constexpr std::size_t first_band = 6;
    reading::CsvReader csv{{aliquot_countries_begin, aliquot_countries_end}};
    std::vector<CountryTable> countries;
    ALIQUOT_CHECK(csv.next());
    while (csv.next()) {
        const auto& cells = csv.cells();
        ALIQUOT_CHECK(cells.size() == first_band + ages + 3);
        CountryTable country{.iso3 = std::string{cells[0]},
                             .name = std::string{cells[1]},
                             .survey = std::string{cells[3]},
                             .general_beds_per_1000 = number_or_none(cells[4]),
                             .icu_beds_per_1000 = number_or_none(cells[5])};
        for (std::size_t i = 0; i < ages; ++i) country.people[i] = number(cells[first_band + i]);
        for (std::size_t i = 0; i < country.oldest.size(); ++i)
            country.oldest[i] = number(cells[first_band + ages + i]);
        countries.push_back(std::move(country));
    }
    return countries;
}

std::map<std::string, Survey, std::less<>> read_surveys() {
    reading::CsvReader csv{{aliquot_surveys_begin, aliquot_surveys_end}};
    std::map<std::string, Survey, std::less<>> surveys;
    std::map<std::string, std::size_t, std::less<>> rows;
    ALIQUOT_CHECK(csv.next());
    while (csv.next()) {
        const auto& cells = csv.cells();
        ALIQUOT_CHECK(cells.size() == 2 + survey_ages);
        const std::string id{cells[0]};
        const std::size_t row = rows[id]++;
        ALIQUOT_CHECK(row < survey_ages);
        for (std::size_t j = 0; j < survey_ages; ++j) surveys[id][row][j] = number(cells[2 + j]);
    }
    return surveys;
}

}  // namespace

const std::vector<CountryTable>& country_tables() {
    static const std::vector<CountryTable> countries = read_countries();
    return countries;
}

const CountryTable* country_table(std::string_view iso3) {
    const auto& countries = country_tables();
    const auto found = std::ranges::find(countries, iso3, &CountryTable::iso3);
    return found == countries.end() ? nullptr : &*found;
}

const Survey* contact_survey(std::string_view id) {
    static const auto surveys = read_surveys();
    const auto found = surveys.find(id);
    return found == surveys.end() ? nullptr : &found->second;
}

std::array<double, 2> oldest_fatality(const CountryTable& country,
                                      const epidemic::Severity& severity) {
    constexpr std::array of_infected{0.05659, 0.08862, 0.17370};  // squire 0.7.1
    constexpr double severe_part = 0.15;
    double people = 0;
    double deaths = 0;
    for (std::size_t k = 0; k < of_infected.size(); ++k) {
        people += country.oldest[k];
        deaths += country.oldest[k] * of_infected[k];
    }
    const double hospital = severity.hospital.back();
    const double severe = severity.severe.back();
    if (people <= 0 || hospital <= 0 || severe <= 0 || severe >= 1)
        return {severity.oxygen_dies.back(), severity.ventilated_dies.back()};
    const double of_patients = deaths / people / hospital;
    const double icu = std::min(1.0, severe_part * of_patients / severe);
    const double general = (of_patients - icu * severe) / (1 - severe);
    return {std::clamp(general, 0.0, 1.0), icu};
}

}  // namespace aliquot
