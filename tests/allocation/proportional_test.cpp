// The proportional rule: the formula, its limits one by one, and lots of very different sizes.
#include "aliquot/allocation/proportional.hpp"

#include "allocation/round_builder.hpp"
#include <gtest/gtest.h>

#include "aliquot/allocation/certificate.hpp"
#include "aliquot/allocation/rules.hpp"

namespace aliquot {
namespace {

using testing::claim;
using testing::line;
using testing::round_of;

std::vector<std::int64_t> doses_at(const Problem& problem, const ProportionalParameters& p) {
    const auto plan = proportional(problem, p);
    EXPECT_TRUE(plan.has_value());
    std::vector<std::int64_t> doses;
    for (std::size_t i = 0; i < problem.claims.size(); ++i) doses.push_back(plan->at(i, 0).value());
    return doses;
}

TEST(Proportional, AFixedRateIsExactWhereItMakesAWholeLot) {
    Problem problem = round_of({claim("AAA", 100'000, 0, 100'000)}, {line("L", 20'000, 2)});
    problem.lines[0].lot = Doses{100};
    ProportionalParameters p;
    p.rates = {Share::parse("0.1")};
    EXPECT_EQ(doses_at(problem, p), std::vector<std::int64_t>{10'000});
}

TEST(Proportional, OneParticipantsLimitStarvesNobody) {
    Problem problem = round_of(
        {claim("AAA", 1000, 0, 1000), claim("BBB", 1000, 0, 1000), claim("CCC", 1000, 0, 1000)},
        {line("L", 602, 2)});
    problem.limit.at(0, 0) = Courses{1};
    EXPECT_EQ(doses_at(problem, {}), (std::vector<std::int64_t>{2, 300, 300}));
}

TEST(Proportional, TheCeilingIsRoundedUpToALotAndNotPassedByLaterRounds) {
    Problem problem = round_of({claim("NRU", 10'824, 0, 10'824)}, {line("L", 100'000, 2)});
    problem.lines[0].lot = Doses{2400};
    problem.lines[0].minimum_shipment = Doses{100'000};
    ProportionalParameters p;
    p.ceiling = *Share::parse("0.2");
    EXPECT_EQ(doses_at(problem, p), std::vector<std::int64_t>{4800});
    problem.claims[0].facility_doses = Doses{4800};
    EXPECT_EQ(doses_at(problem, p), std::vector<std::int64_t>{0});
}

TEST(Proportional, ARateTheSupplyCannotPayForIsRefusedWithBothNumbers) {
    const Problem problem = round_of({claim("AAA", 1000, 0, 1000)}, {line("L", 50, 2)});
    ProportionalParameters p;
    p.rates = {Share::parse("0.1")};
    const auto plan = proportional(problem, p);
    ASSERT_FALSE(plan.has_value());
    EXPECT_EQ(plan.error().code, ErrorCode::infeasible);
    EXPECT_NE(plan.error().what.find("100 doses are needed, 50 are there"), std::string::npos);
}

Plan proposed(const Problem& problem, const RuleParameters& parameters) {
    const auto proposal = find_rule("proportional")->propose(problem, parameters);
    EXPECT_TRUE(proposal.has_value());
    return proposal->plan;
}

// At 20 doses of L2 to AAA, BBB would be owed a lot too, and there is one for both. But BBB takes
// one product only, and has that: so the lot is AAA's.
TEST(Proportional, WhoTakesNoFurtherProductHoldsNobodyBack) {
    Problem problem = round_of(
        {claim("AAA", 800, 0, 800), claim("BBB", 400, 0, 400), claim("CCC", 1000, 0, 1000)},
        {line("L2", 45), line("L1", 124, 2)});
    for (Line& each : problem.lines) each.lot = Doses{10};
    problem.claims[1].new_products = 1;
    const Plan plan = proposed(problem, {});
    EXPECT_EQ(plan.at(0, 0), Doses{20});
    EXPECT_EQ(plan.at(1, 0), Doses{0});
    EXPECT_EQ(plan.at(2, 0), Doses{20});
    EXPECT_EQ(plan.at(1, 1), Doses{30});
}

TEST(Proportional, AnswersToItsCheckWhateverProductsAreTaken) {
    std::mt19937_64 random{20210224};
    RuleSettings rule;
    rule.name = "proportional";
    for (int round = 0; round < 20'000; ++round) {
        Problem problem = testing::random_round(random);
        for (Claim& each : problem.claims)
            if (random() % 2 == 0) each.new_products = static_cast<std::int64_t>(random() % 3);
        RuleParameters parameters;
        parameters.lots.respect = random() % 2 == 0;
        for (Line& each : problem.lines) each.lot = Doses{1 + static_cast<int>(random() % 4)};
        const auto found =
            check_plan(problem, proposed(problem, parameters), rule, parameters.lots);
        ASSERT_TRUE(found.empty()) << "round " << round << ": " << found.front().words;
    }
}

TEST(Rounding, LotsOfVeryDifferentSizesAreEvenedOutInBlocks) {
    std::vector<Claim> claims;
    for (int i = 0; i < 100; ++i)
        claims.push_back(claim("P" + std::to_string(100 + i), 5'000'000 + i, 0, 50'000'000));
    Problem problem =
        round_of(std::move(claims), {line("COARSE", 400'000'000, 2), line("FINE", 400'000'000, 2)});
    problem.lines[0].lot = Doses{2'000'000};
    RuleParameters parameters;
    const auto proposal = find_rule("equal_coverage")->propose(problem, parameters);
    ASSERT_TRUE(proposal.has_value());
    std::int64_t given = 0;
    for (std::size_t i = 0; i < 100; ++i)
        given += courses_given(problem, proposal->plan, i).value();
    EXPECT_EQ(given, 400'000'000);
}

}  // namespace
}  // namespace aliquot
