// A file of parameters as meant, and everything that can be wrong with one.
#include "aliquot/io/epidemic/parameters_file.hpp"

#include <cmath>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "aliquot/epidemic/contacts.hpp"
#include "aliquot/epidemic/outcome.hpp"

namespace aliquot {
namespace {

// A sound file with `more` members, given as JSON text that begins with a comma.
std::string file_with(std::string_view more) {
    std::string rows;
    for (int i = 0; i < 16; ++i)
        rows += std::string(i == 0 ? "" : ",") + "[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1]";
    return fmt::format("{{\"population\": 1000, \"contact_matrix_raw_16\": [{}]{}}}", rows, more);
}

std::string first_error(std::string_view bytes) {
    const auto read = read_epidemic("p.json", bytes);
    if (read) return "none";
    const Error& error = read.error().front();
    return error.where + ": " + error.what + "; " + error.hint;
}

TEST(EpidemicFile, WhatIsLeftOutHasTheDefaultsOfTheModel) {
    const auto read = read_epidemic("p.json", file_with(""));
    ASSERT_TRUE(read) << read.error().front().what;
    const epidemic::Parameters& p = read->parameters;
    EXPECT_EQ(p.days, 365);
    EXPECT_EQ(epidemic::sum(p.seeds), 20);
    EXPECT_EQ(p.general_beds, 85);
    EXPECT_EQ(p.icu_beds, 3);
    EXPECT_EQ(p.severity.hospital[16], 0.233470395);
    EXPECT_TRUE(std::isinf(p.durations.immune));
    EXPECT_NEAR(p.beta.at(1) * epidemic::reproduction_at_certain_infection(p), 3, 1e-12);
    EXPECT_FALSE(read->by_chance);
    EXPECT_EQ(p.priority, epidemic::Priority{epidemic::at_every_age(0.8)});
}

TEST(EpidemicFile, StepsHoldFromTheirDayOn) {
    const auto read = read_epidemic(
        "p.json", file_with(R"(, "max_vaccine_per_day": [0, 7, 0], "tt_vaccine": [0, 30, 60])"));
    ASSERT_TRUE(read);
    EXPECT_EQ(read->parameters.courses_a_day.at(29.9), 0);
    EXPECT_EQ(read->parameters.courses_a_day.at(30), 7);
    EXPECT_EQ(read->parameters.courses_a_day.at(60), 0);
}

TEST(EpidemicFile, AStrategyGoesByItsName) {
    const auto read = read_epidemic(
        "p.json", file_with(R"(, "vaccine_strategy": "Elderly", "vaccine_coverage": 0.5)"));
    ASSERT_TRUE(read);
    EXPECT_EQ(read->parameters.priority,
              epidemic::priority_of(epidemic::Strategy::elderly, 0.5, 0));
    EXPECT_EQ(first_error(file_with(R"(, "vaccine_strategy": "Eldery")")),
              "p.json: there is no strategy \"Eldery\"; did you mean \"Elderly\"?");
}

TEST(EpidemicFile, SaysHowItIsRunByChance) {
    const auto squire =
        read_epidemic("p.json", file_with(R"(, "dt": 0.1, "members": 7, "seed": 3)"));
    ASSERT_TRUE(squire);
    ASSERT_TRUE(squire->by_chance);
    EXPECT_EQ(squire->by_chance->form.steps_a_day, 10);
    EXPECT_TRUE(squire->by_chance->form.exponential);
    EXPECT_EQ(squire->by_chance->members, 7);
    EXPECT_EQ(squire->by_chance->seed, 3U);
    const auto ours = read_epidemic(
        "p.json", file_with(R"(, "dt": 0.5, "stays": "linear", "importations_per_day": 0.25)"));
    ASSERT_TRUE(ours);
    EXPECT_EQ(ours->by_chance->form.steps_a_day, 2);
    EXPECT_FALSE(ours->by_chance->form.exponential);
    EXPECT_EQ(ours->by_chance->form.importations_a_day, 0.25);
    const auto more =
        read_epidemic("p.json", file_with(R"(, "caution": {"deaths_in_seven_days": 50, "power": 2},
                               "escapes": [{"day": 90, "share": 0.4}])"));
    ASSERT_TRUE(more) << more.error().front().what;
    EXPECT_EQ(more->by_chance->caution.power, 2);
    EXPECT_EQ(more->by_chance->escapes.front().day, 90);
    EXPECT_EQ(first_error(file_with(R"(, "escapes": [{"day": 9}])")),
              "p.json, escape 1: \"share\" is missing; add it");
    EXPECT_EQ(first_error(file_with(R"(, "stays": "linar")")),
              "p.json: there is no form of stays \"linar\"; did you mean \"linear\"?");
}

TEST(EpidemicFile, EveryWrongMemberIsNamed) {
    const auto wrong = [](std::string_view more) { return first_error(file_with(more)); };
    EXPECT_EQ(wrong(R"(, "RO": 2)"), "p.json: it has no member \"RO\"; did you mean \"R0\"?");
    EXPECT_EQ(wrong(R"(, "dur_E": 0)"),
              "p.json: \"dur_E\" is 0; give a number from 0.1 to 1e+06, or \"Inf\"");
    EXPECT_EQ(wrong(R"(, "dur_E": "Inf")"),
              "p.json: \"dur_E\", \"dur_IMild\" or \"dur_ICase\" is \"Inf\"; nobody stays "
              "infected for ever; give days");
    EXPECT_EQ(wrong(R"(, "time_period_days": 2.5)"),
              "p.json: \"time_period_days\" is 2.5; give a whole number from 1 to 3660");
    EXPECT_EQ(wrong(R"(, "prob_hosp": [0.1, 0.2])"),
              "p.json: \"prob_hosp\" is [0.1,0.2]; give 17 numbers, one for each age band from 0-4 "
              "to 80+");
    EXPECT_EQ(wrong(R"(, "R0": [2, 3], "tt_R0": [0])"),
              "p.json: \"R0\" has 2 values and \"tt_R0\" 1 days; give as many of the one as of the "
              "other");
    EXPECT_EQ(wrong(R"(, "R0": [2, 3], "tt_R0": [10, 0])"),
              "p.json: \"tt_R0\" goes from 10 to 0; give days that ascend");
    EXPECT_EQ(wrong(R"(, "R0": [])"), "p.json: \"R0\" is empty; give at least one number");
    EXPECT_EQ(wrong(R"(, "seed_E1": 2000)"),
              "p.json: \"seed_E1[0]\" is 2000 of 1000 people; give no more than there are");
    EXPECT_EQ(wrong(R"(, "vaccine_coverage_mat": [[1]])"),
              "p.json: \"vaccine_coverage_mat[0]\" is [1]; give 17 numbers");
    EXPECT_EQ(wrong(R"(, "dt": 0.3)"),
              "p.json: \"dt\" is 0.3; give a whole number of steps a day: 1, 0.5, 0.25, 0.1");
    EXPECT_EQ(wrong(R"(, "age_bands": ["0-9"])").substr(0, 54),
              "p.json: \"age_bands\" are others than the model's; give ");
}

TEST(EpidemicFile, ABetaThatIsNotOfItsR0IsRefused) {
    const std::string error = first_error(file_with(R"(, "R0": 2, "beta": 0.5)"));
    EXPECT_TRUE(error.starts_with("p.json: \"beta\" is 0.5, and R0 comes to ")) << error;
}

TEST(EpidemicFile, PeopleAndContactsAreNeeded) {
    EXPECT_EQ(first_error("{}"), "p.json: \"population\" is missing; add it");
    EXPECT_EQ(first_error(R"({"population": 0})"), "p.json: \"population\" is nobody; give people");
    EXPECT_EQ(first_error(R"({"population": 9})"),
              "p.json: \"contact_matrix_raw_16\" is missing; add it");
    EXPECT_EQ(first_error(R"({"population": 9, "contact_matrix_raw_16": 3})"),
              "p.json: \"contact_matrix_raw_16\" is 3; give rows of 16 numbers");
    EXPECT_EQ(first_error("[]"), "p.json: it is not an object; write {\"id\": ..., ...}");
    EXPECT_TRUE(first_error("{").starts_with("p.json: it is no JSON"));
}

}  // namespace
}  // namespace aliquot
