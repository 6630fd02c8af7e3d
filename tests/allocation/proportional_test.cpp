// The proportional rule: the formula, its limits one by one, and lots of very different sizes.
#include "aliquot/allocation/proportional.hpp"

#include "allocation/round_builder.hpp"
#include <gtest/gtest.h>

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
