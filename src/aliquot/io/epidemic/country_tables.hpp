// People by age, contacts and beds of a country, from tables that are part of the program.
// Their sources: tables/README.md.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "aliquot/epidemic/contacts.hpp"

namespace aliquot {

struct CountryTable {
    std::string iso3;
    std::string name;
    std::string survey;
    std::optional<double> general_beds_per_1000;
    std::optional<double> icu_beds_per_1000;
    epidemic::ByAge people{};
    std::array<double, 3> oldest{};  // 80-84, 85-89, 90 and older
};

[[nodiscard]] const std::vector<CountryTable>& country_tables();
[[nodiscard]] const CountryTable* country_table(std::string_view iso3);
[[nodiscard]] const epidemic::Survey* contact_survey(std::string_view id);

// The shares of those 80 and older who die in general beds and in intensive care, so that the
// infection fatality of the band is that of its people (squire's correction): {general, ICU}.
[[nodiscard]] std::array<double, 2> oldest_fatality(const CountryTable& country,
                                                    const epidemic::Severity& severity);

}  // namespace aliquot
