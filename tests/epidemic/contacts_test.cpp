// Contacts as a population has them, and the eigenvalue that R0 is.
#include "aliquot/epidemic/contacts.hpp"

#include <algorithm>

#include "epidemic/some_country.hpp"
#include <gtest/gtest.h>

namespace aliquot::epidemic::testing {
namespace {

TEST(Contacts, AreAsManyOfOneBandWithAnotherAsOfTheOtherWithIt) {
    const Parameters p = some_country(2, 1);
    const Matrix& contacts = p.contacts.values.front();
    for (std::size_t i = 0; i < ages; ++i)
        for (std::size_t j = 0; j < ages; ++j)
            EXPECT_NEAR(contacts[i][j] * p.people[i] / (contacts[j][i] * p.people[j]), 1, 1e-12);
}

TEST(Contacts, OfTheTwoOldestBandsTogetherAreThoseOfTheSurvey) {
    // Everybody meets the two as often as the survey's last band, in proportion to their people.
    Survey survey{};
    for (auto& row : survey) row.fill(1);
    const ByAge people = at_every_age(100);
    const Matrix contacts = contacts_of(survey, people);
    EXPECT_DOUBLE_EQ(contacts[0][1], 1);
    EXPECT_DOUBLE_EQ(contacts[15][15], 0.5);
    EXPECT_DOUBLE_EQ(contacts[15][16], 0.5);
    EXPECT_DOUBLE_EQ(contacts[0][15], 0.75);  // half of what it says of them, and they of it
}

TEST(Contacts, ABandWithoutPeopleMeetsNobody) {
    ByAge people = at_every_age(100);
    people[16] = 0;
    const Matrix contacts = contacts_of(some_survey(), people);
    for (const double each : contacts[16]) EXPECT_EQ(each, 0);
}

TEST(LargestEigenvalue, IsThatOfMatricesWhoseAnswerIsKnown) {
    Matrix ones{};
    for (ByAge& row : ones) row.fill(1);
    EXPECT_NEAR(largest_eigenvalue(ones), static_cast<double>(ages), 1e-12);
    Matrix diagonal{};
    for (std::size_t i = 0; i < ages; ++i) diagonal[i][i] = static_cast<double>(i + 1);
    EXPECT_NEAR(largest_eigenvalue(diagonal), static_cast<double>(ages), 1e-9);
    EXPECT_EQ(largest_eigenvalue(Matrix{}), 0);
    Matrix two{};  // [[1, 2], [3, 4]]: (5 + sqrt 33) / 2
    two[0][0] = 1;
    two[0][1] = 2;
    two[1][0] = 3;
    two[1][1] = 4;
    EXPECT_NEAR(largest_eigenvalue(two), 5.372281323269014, 1e-12);
}

TEST(Priority, TheElderlyComeOneBandAfterAnother) {
    const Priority rows = priority_of(Strategy::elderly, 0.8, 0);
    ASSERT_EQ(rows.size(), ages);
    EXPECT_EQ(std::ranges::count(rows.front(), 0.8), 1);
    EXPECT_EQ(rows.front()[16], 0.8);
    EXPECT_EQ(rows.back(), at_every_age(0.8));
}

TEST(Priority, ThoseAtRiskComeBeforeOthersOfWorkingAge) {
    const Priority rows = priority_of(Strategy::risk_first, 0.9, 0.5);
    ASSERT_EQ(rows.size(), 4U);
    EXPECT_EQ(rows[0][3], 0.45);
    EXPECT_EQ(rows[0][13], 0);
    EXPECT_EQ(rows[1][3], 0.45);
    EXPECT_EQ(rows[1][13], 0.9);
    EXPECT_EQ(rows[2][3], 0.9);
    EXPECT_EQ(rows[2][2], 0);
    EXPECT_EQ(rows[3], at_every_age(0.9));
    const Priority by_age = priority_of(Strategy::risk_first_by_age, 0.9, 0.5);
    ASSERT_EQ(by_age.size(), 18U);
    EXPECT_EQ(by_age[1][16], 0.9);
    EXPECT_EQ(by_age[1][15], 0);
    EXPECT_EQ(by_age[17], at_every_age(0.9));
    EXPECT_EQ(by_age[10][5], 0.45);
    EXPECT_EQ(priority_of(Strategy::working_elderly_children, 0.9, 0).size(), 3U);
}

}  // namespace
}  // namespace aliquot::epidemic::testing
