// Numbers of one statement against each other.
#include "aliquot/evidence/arithmetic.hpp"

#include "evidence/said.hpp"
#include <gtest/gtest.h>

namespace {

using namespace aliquot;
using aliquot_test::evidence;
using aliquot_test::said;

struct Numbers {
    std::int64_t doses = -1;
    std::int64_t people = -1;
    std::string share = {};
    std::int64_t population = -1;
    Said event = Said::allocated;
    std::string product = "TWO";
};

// What is wrong, then the readings; empty if nothing is.
std::string verdict(const Numbers& numbers) {
    Statement one = said("S", "2021-03-01", "A", numbers.event);
    one.product = numbers.product;
    if (numbers.doses >= 0) one.doses = Doses{numbers.doses};
    if (numbers.people >= 0) one.people = People{numbers.people};
    if (!numbers.share.empty()) one.share = *Share::parse(numbers.share);
    if (numbers.population >= 0) one.population = People{numbers.population};
    const Evidence all = evidence({one});
    const auto fault = check_arithmetic(StatementBook{all}, {0});
    if (!fault) return {};
    std::string text = fault->what;
    for (const std::string& reading : fault->readings) text += "\n" + reading;
    return text;
}

TEST(Arithmetic, FindsDosesPer100PeopleThatAreCalledPeople) {
    Statement slip = said("S", "2021-09-03", "A", Said::delayed);
    slip.participant = "PRK";
    slip.doses = Doses{1'900'000};
    slip.people = People{950'000};
    slip.share = *Share::parse("0.073");
    slip.population = People{26'000'000};
    const Evidence all = evidence({slip});
    const auto fault = check_arithmetic(StatementBook{all}, {0});
    ASSERT_TRUE(fault);
    EXPECT_EQ(fault->what, "people and share do not agree; doses and share do not agree");
    ASSERT_EQ(fault->readings.size(), 3U);
    EXPECT_EQ(fault->readings[0],
              "1,900,000 doses are 950,000 courses of 2, for 3.65 % of 26,000,000 people");
    EXPECT_EQ(fault->readings[1],
              "950,000 people is right as people with a full course of 2; they are 3.65 % of "
              "26,000,000 people");
    EXPECT_EQ(fault->readings[2],
              "7.3 % is right as doses per 100 people: 1,900,000 doses for 26,000,000 people");
}

TEST(Arithmetic, LetsRoundedNumbersAgree) {
    EXPECT_EQ(verdict({.doses = 170'400, .people = 85'000, .share = "0.085"}), "");
    EXPECT_EQ(verdict({.doses = 170'400, .people = 85'200}), "");
    EXPECT_EQ(verdict({.doses = 199'000, .people = 100'000, .share = "0.1"}), "");
    EXPECT_EQ(verdict({.share = "0.07", .population = 1'000'000}), "");
    EXPECT_EQ(verdict({.doses = 100'000}), "") << "one number has nothing to agree with";
}

TEST(Arithmetic, LetsAFewDosesBeWasted) {
    EXPECT_EQ(verdict({.doses = 201'000, .people = 90'500}), "");
    EXPECT_NE(verdict({.doses = 201'000, .people = 80'100}), "");
}

TEST(Arithmetic, TakesDosesForPeopleOnlyWhereOneDoseIsACourse) {
    EXPECT_EQ(verdict({.doses = 85'200, .people = 85'200, .product = "ONE"}), "");
    EXPECT_EQ(
        verdict({.doses = 85'200, .people = 85'200}),
        "doses and people do not agree\n"
        "85,200 doses are 42,600 courses of 2, for 4.26 % of 1,000,000 people; as courses they "
        "would be right\n"
        "85,200 people is right as people with one dose each; they are 8.52 % of 1,000,000 "
        "people");
}

TEST(Arithmetic, LetsPeopleWhoGotDosesHaveHadOnlyTheFirst) {
    EXPECT_EQ(verdict({.doses = 120'000, .people = 81'000, .event = Said::administered}), "");
    EXPECT_NE(verdict({.doses = 120'000, .people = 131'000, .event = Said::administered}), "");
}

TEST(Arithmetic, NamesPeopleAndSharesBeyondThePopulation) {
    EXPECT_EQ(verdict({.people = 1'234'567}),
              "there are more people than the participant has\n"
              "1,234,567 people fits no other number here; they are 123.5 % of 1,000,000 people");
    EXPECT_EQ(verdict({.share = "1.2"}),
              "the share is more than everybody\n"
              "120 % of 1,000,000 people are 1,200,000: no other number here is that");
}

TEST(Arithmetic, NamesAPopulationThatIsNotTheParticipants) {
    EXPECT_EQ(verdict({.people = 50'000, .share = "0.025", .population = 2'000'000}),
              "the population is not the participant's\n"
              "50,000 people is right as the share named; they are 2.50 % of 2,000,000 people\n"
              "2.5 % is right as the people named, of 2,000,000 people\n"
              "2,000,000 people: the participant's table says 1,000,000");
}

TEST(Arithmetic, TakesARoundNumberForWhatItMayStandFor) {
    EXPECT_TRUE(agree(1'992'000, 2'000'000)) << "rounded";
    EXPECT_TRUE(agree(1'992'000, 1'900'000)) << "cut off";
    EXPECT_TRUE(agree(1'704'000, 1'700'000));
    EXPECT_FALSE(agree(1'704'000, 1'900'000));
    EXPECT_FALSE(agree(1'700'000, 1'900'000));
    EXPECT_FALSE(agree(0, 500));
    EXPECT_TRUE(agree(0, 0));
}

}  // namespace
