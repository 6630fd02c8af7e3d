// Lots: exchanges that single moves miss, products chosen together, and promises on small rounds.
#include <algorithm>

#include "allocation/round_builder.hpp"
#include <gtest/gtest.h>

#include "aliquot/allocation/certificate.hpp"
#include "aliquot/allocation/rounding.hpp"
#include "aliquot/allocation/rules.hpp"

namespace aliquot {
namespace {

using testing::claim;
using testing::line;
using testing::round_of;

Proposal propose(const Problem& problem, bool lots, Rounding rounding = Rounding::webster) {
    RuleParameters parameters;
    parameters.lots.respect = lots;
    parameters.lots.rounding = rounding;
    auto proposal = find_rule("equal_coverage")->propose(problem, parameters);
    EXPECT_TRUE(proposal.has_value());
    return *std::move(proposal);
}

std::vector<Violation> check(const Problem& problem, const Plan& plan, bool lots,
                             Rounding rounding = Rounding::webster) {
    LotSettings settings;
    settings.respect = lots;
    settings.rounding = rounding;
    return check_plan(problem, plan, {}, settings);
}

// Lots of 50 and of 40: giving one and getting the other moves ten, which no single lot does.
TEST(Lots, TwoLinesAreExchangedWhereNoSingleLotCouldMove) {
    Problem problem = round_of({claim("A", 1000, 0, 1000), claim("B", 1000, 0, 1000)},
                               {line("L50", 100), line("L40", 80)});
    problem.lines[0].lot = Doses{50};
    problem.lines[1].lot = Doses{40};
    Plan plan{2, 2};
    plan.at(0, 0) = Doses{100};
    plan.at(1, 1) = Doses{80};
    ASSERT_TRUE(check(problem, plan, true).empty());  // no lot alone makes it fairer
    const Plan better = settle_in_lots(problem, plan, Rounding::webster);
    EXPECT_EQ(courses_given(problem, better, 0), Courses{90});
    EXPECT_EQ(courses_given(problem, better, 1), Courses{90});
}

// Whoever starts needs 40 at once; the two who started can only give 20 each.
TEST(Lots, SeveralGiveTheFirstShipmentOfAnother) {
    Problem problem =
        round_of({claim("A", 1000, 0, 1000), claim("B", 1000, 0, 1000), claim("C", 1000, 0, 1000)},
                 {line("L", 180)});
    problem.lines[0].lot = Doses{20};
    problem.lines[0].minimum_shipment = Doses{60};
    Plan plan{3, 1};
    plan.at(0, 0) = Doses{100};
    plan.at(1, 0) = Doses{80};
    const Plan better = settle_in_lots(problem, plan, Rounding::webster);
    for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(better.at(i, 0), Doses{60}) << i;
}

// B could take either product, A only the first. If B kept the larger line, A would go without.
TEST(Lots, ProductsAreChosenTogetherSoThatNobodyStandsInAnothersWay) {
    for (const bool lots : {true, false}) {
        Problem problem = round_of({claim("A", 100, 0, 100), claim("B", 100, 0, 100)},
                                   {line("LARGE", 60), line("SMALL", 50)});
        problem.limit.at(0, 1) = Courses{0};
        problem.claims[1].new_products = 1;
        const Proposal proposal = propose(problem, lots);
        EXPECT_EQ(courses_given(problem, proposal.plan, 0), Courses{60});
        EXPECT_EQ(courses_given(problem, proposal.plan, 1), Courses{50});
        EXPECT_EQ(new_products_given(problem, proposal.plan, 1), 1);
    }
}

TEST(Lots, AProductThatOneHasTakesNoPlace) {
    Problem problem = round_of({claim("A", 100, 0, 100)}, {line("OLD", 30), line("NEW", 40)});
    problem.claims[0].new_products = 1;
    problem.claims[0].has_product = {true, false};
    EXPECT_EQ(courses_given(problem, propose(problem, false).plan, 0), Courses{70});
    problem.claims[0].new_products = 0;
    EXPECT_EQ(courses_given(problem, propose(problem, false).plan, 0), Courses{30});
}

TEST(Lots, TheCheckNamesWhoIsGivenTooManyProducts) {
    Problem problem = round_of({claim("A", 100, 0, 100)}, {line("ONE", 30), line("TWO", 40)});
    const Plan plan = propose(problem, false).plan;
    problem.claims[0].new_products = 1;
    const auto found = check(problem, plan, false);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found.front().kind, ViolationKind::too_many_products);
    EXPECT_EQ(found.front().words,
              "A is given 2 products that it does not have yet; it takes at most 1 more");
}

TEST(Lots, TheCheckFindsAFurtherProductThatWouldHaveHelped) {
    Problem problem = round_of({claim("A", 100, 0, 100), claim("B", 100, 0, 100)},
                               {line("ONE", 60), line("TWO", 60)});
    problem.claims[0].new_products = 2;
    Plan plan{2, 2};
    plan.at(0, 0) = Doses{10};
    plan.at(1, 0) = Doses{50};
    plan.at(1, 1) = Doses{50};
    for (const bool lots : {true, false}) EXPECT_FALSE(check(problem, plan, lots).empty()) << lots;
}

TEST(Lots, EveryPromiseHoldsOnRandomRoundsWithLotsMinimaAndProductLimits) {
    std::mt19937_64 random{20210904};
    for (int trial = 0; trial < 4'000; ++trial) {
        Problem problem = testing::random_round(random);
        for (Line& each : problem.lines) {
            each.lot = Doses{1 + static_cast<std::int64_t>(random() % 4)};
            each.minimum_shipment = Doses{static_cast<std::int64_t>(random() % 12)};
            each.product = random() % 3;
        }
        for (Claim& each : problem.claims) {
            if (random() % 2 == 0) continue;
            each.new_products = static_cast<std::int64_t>(random() % 3);
            each.has_product = {random() % 4 == 0, random() % 4 == 0};
        }
        for (const bool lots : {true, false}) {
            const auto rounding = static_cast<Rounding>(random() % 3);
            const Proposal proposal = propose(problem, lots, rounding);
            const auto found = check(problem, proposal.plan, lots, rounding);
            ASSERT_TRUE(found.empty())
                << (lots ? "in lots" : "in courses") << ", trial " << trial << ": "
                << name_of(found.front().kind) << ": " << found.front().words;
            if (!lots) continue;
            EXPECT_TRUE(settle_in_lots(problem, proposal.plan, rounding) == proposal.plan)
                << "what is settled stays, trial " << trial;
        }
    }
}

}  // namespace
}  // namespace aliquot
