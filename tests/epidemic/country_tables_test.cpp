// The tables in the program are those of the reference's countries.
#include "aliquot/io/epidemic/country_tables.hpp"

#include "epidemic/reference.hpp"
#include <gtest/gtest.h>

#include "aliquot/epidemic/outcome.hpp"

namespace aliquot::epidemic::testing {
namespace {

TEST(CountryTables, HoldEveryTerritoryWithItsPeopleAndItsSurvey) {
    EXPECT_EQ(country_tables().size(), 201U);
    for (const CountryTable& each : country_tables()) {
        EXPECT_GT(sum(each.people), 500) << each.iso3;
        EXPECT_NE(contact_survey(each.survey), nullptr) << each.iso3;
    }
    ASSERT_NE(country_table("KEN"), nullptr);
    EXPECT_EQ(sum(country_table("KEN")->people), 53'771'300);
    EXPECT_EQ(country_table("XYZ"), nullptr);
    EXPECT_EQ(contact_survey("11"), nullptr);
}

TEST(CountryTables, ACodeAloneIsEnough) {
    const auto read = read_epidemic("p.json", R"({"iso3": "KEN", "R0": 2})");
    ASSERT_TRUE(read) << read.error().front().what;
    EXPECT_EQ(read->parameters.general_beds, 130'214);
    EXPECT_EQ(read->parameters.icu_beds, 2'604);
    EXPECT_NEAR(read->parameters.beta.at(1), 0.0836851193942548, 1e-9);
}

TEST(CountryTables, WhatIsGivenStandsBeforeTheCountry) {
    const auto read = read_epidemic(
        "p.json",
        R"({"iso3": "KEN", "population": 1000, "contact_matrix_source": "1", "ICU_beds": 9})");
    ASSERT_TRUE(read) << read.error().front().what;
    EXPECT_EQ(read->parameters.people, at_every_age(1000));
    EXPECT_EQ(read->parameters.general_beds, 41);
    EXPECT_EQ(read->parameters.icu_beds, 9);
}

TEST(CountryTables, AnUnknownCodeOrSurveyIsAnErrorWithAHint) {
    const auto unknown = read_epidemic("p.json", R"({"iso3": "KEM"})");
    ASSERT_FALSE(unknown);
    EXPECT_EQ(unknown.error().front().what, "there is no table of people \"KEM\"");
    EXPECT_TRUE(unknown.error().front().hint.starts_with("did you mean \""));
    const auto survey =
        read_epidemic("p.json", R"({"iso3": "KEN", "contact_matrix_source": "11"})");
    ASSERT_FALSE(survey);
    EXPECT_EQ(survey.error().front().what, "there is no survey \"11\"");
}

TEST(CountryTables, TheSeverityOfTheOldestFollowsTheirAges) {
    // What squire gave for its own runs by chance.
    const auto grenada = oldest_fatality(*country_table("GRD"), default_severity());
    EXPECT_NEAR(grenada[0], 0.309241536639581, 1e-9);
    EXPECT_NEAR(grenada[1], 0.901417137718104, 1e-9);
    const auto kenya = read_epidemic("p.json", R"({"iso3": "KEN", "oldest_severity": "country"})");
    ASSERT_TRUE(kenya);
    EXPECT_NEAR(kenya->parameters.severity.oxygen_dies[16], 0.269003258167004, 1e-9);
    EXPECT_NEAR(kenya->parameters.severity.ventilated_dies[16], 0.784125410993409, 1e-9);
    const auto nobody = read_epidemic(
        "p.json",
        R"({"population": 9, "contact_matrix_source": "1", "oldest_severity": "country"})");
    ASSERT_FALSE(nobody);
    EXPECT_EQ(nobody.error().front().what,
              "\"oldest_severity\" is \"country\" and no country is known");
}

TEST(CountryTables, TheReferencesCountriesAreThere) {
    if (!has_reference()) GTEST_SKIP() << "the reference is not beside this checkout";
    for (const char* id : {"S01", "S04", "S06", "S08"}) {
        const EpidemicFile theirs = reference_parameters(id);
        const auto ours = read_epidemic("p.json", "{\"iso3\": \"" + theirs.iso3 + "\"}");
        ASSERT_TRUE(ours);
        EXPECT_EQ(ours->parameters.people, theirs.parameters.people) << id;
        EXPECT_EQ(ours->parameters.general_beds, theirs.parameters.general_beds) << id;
        EXPECT_EQ(ours->parameters.icu_beds, theirs.parameters.icu_beds) << id;
        EXPECT_EQ(ours->parameters.seeds, theirs.parameters.seeds) << id;
        const Matrix& here = ours->parameters.contacts.values.front();
        const Matrix& there = theirs.parameters.contacts.values.front();
        for (std::size_t i = 0; i < ages; ++i)
            for (std::size_t j = 0; j < ages; ++j)
                EXPECT_NEAR(here[i][j], there[i][j], 1e-7 * there[i][j]) << id;
    }
}

}  // namespace
}  // namespace aliquot::epidemic::testing
