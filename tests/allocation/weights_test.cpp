// The rules that weigh by severity, and that share all products at one rate.
#include "allocation/rule_rounds.hpp"

namespace aliquot {
namespace {

using testing::can_all_have;
using testing::check;
using testing::claim;
using testing::given;
using testing::line;
using testing::parameters;
using testing::proposed;
using testing::random_started;
using testing::round_of;

Problem hit(std::vector<std::optional<DeathInterval>> deaths, std::int64_t doses) {
    std::vector<Claim> claims;
    for (std::size_t i = 0; i < deaths.size(); ++i) {
        claims.push_back(claim(std::string(3, static_cast<char>('A' + i)), 100'000, 0, 100'000));
        claims.back().deaths = deaths[i];
    }
    return round_of(std::move(claims), {line("L", doses, 2)});
}

TEST(SeverityWeighted, OwesTheHardestHitMoreAndTheUnreportedTheMedian) {
    // Against 20 deaths per million and week, which are 2 of 100,000.
    const Problem problem =
        hit({std::nullopt, DeathInterval{{1000, 2000, 3000}, 1}, DeathInterval{{0, 1000, 3000}, 1}},
            2000);
    auto p = parameters("severity_weighted", false);
    p.rule.severity.reference = Share::billionths(20 * Share::one);
    const Proposal proposal = proposed(problem, p);
    EXPECT_EQ(given(problem, proposal.plan), (std::vector<std::int64_t>{300, 400, 300}));
    EXPECT_EQ(proposal.severity[0].factor, (std::array<std::int64_t, 3>{1000, 1500, 2000}));
    EXPECT_EQ(proposal.severity[1].factor, (std::array<std::int64_t, 3>{1500, 2000, 2000}));
    EXPECT_EQ(proposal.severity[2].factor, (std::array<std::int64_t, 3>{1000, 1500, 2000}));
    EXPECT_FALSE(proposal.severity[0].known);
    EXPECT_EQ(proposal.severity[1].courses[2], Courses{333});
    EXPECT_TRUE(check(problem, proposal.plan, p).empty());
    p.rule.severity.robust = Robust::upper;
    EXPECT_FALSE(check(problem, proposal.plan, p).empty()) << "fair by other weights only";
}

TEST(SeverityWeighted, TheFactorIsExactAndStopsAtTheReference) {
    const auto factor_at = [](std::int64_t thousandths) {
        const Problem problem = hit({DeathInterval{{0, thousandths, 0}, 4}}, 2);
        return proposed(problem, parameters("severity_weighted", false)).severity[0].factor[1];
    };
    // Four weeks at 10 per million and week are 4 deaths of 100,000.
    EXPECT_EQ(factor_at(0), 1000);
    EXPECT_EQ(factor_at(3), 1000);
    EXPECT_EQ(factor_at(4), 1001);
    EXPECT_EQ(factor_at(3'999), 1999);
    EXPECT_EQ(factor_at(4'000), 2000);
    EXPECT_EQ(factor_at(4'000'000), 2000);
}

TEST(SeverityWeighted, IsEqualCoverageWhenNobodyReports) {
    std::mt19937_64 random{5};
    for (int trial = 0; trial < 500; ++trial) {
        const Problem problem = testing::random_round(random);
        const auto p = parameters("severity_weighted", trial % 2 == 0);
        const Proposal proposal = proposed(problem, p);
        EXPECT_EQ(proposal.plan,
                  proposed(problem, parameters("equal_coverage", trial % 2 == 0)).plan);
        EXPECT_TRUE(check(problem, proposal.plan, p).empty());
    }
}

// -- proportional, pooled

RuleParameters pooled_parameters(bool lots) {
    RuleParameters p = parameters("proportional", lots);
    p.rule.pooled = true;
    return p;
}

TEST(Pooled, OneRateOfCoursesPerHeadOverAllProducts) {
    Problem problem = round_of(
        {claim("AAA", 6000, 0, 6000), claim("BBB", 3000, 0, 3000), claim("CCC", 1000, 0, 1000)},
        {line("TWO", 1200, 2), line("ONE", 400, 1)});
    problem.limit.at(2, 1) = Courses{0};
    const auto p = pooled_parameters(false);
    const Plan plan = proposed(problem, p).plan;
    EXPECT_EQ(given(problem, plan), (std::vector<std::int64_t>{600, 300, 100}));
    EXPECT_TRUE(check(problem, plan, p).empty());
    Plan other = plan;
    for (std::size_t j : {std::size_t{0}, std::size_t{1}}) {
        const Doses course = doses_for(Courses{1}, problem.lines[j].per_course);
        if (other.at(0, j) < course) continue;
        other.at(0, j) -= course;
        other.at(1, j) += course;
        break;
    }
    EXPECT_EQ(check(problem, other, p).front().kind, ViolationKind::uneven_rate);
}

TEST(Pooled, ItsPlansPassTheCheckAndTheRateCannotBeHigher) {
    std::mt19937_64 random{11};
    for (int trial = 0; trial < 4'000; ++trial) {
        const Problem problem = random_started(random);
        const auto p = pooled_parameters(trial % 2 == 0);
        const Proposal proposal = proposed(problem, p);
        const auto found = check(problem, proposal.plan, p);
        ASSERT_TRUE(found.empty()) << "trial " << trial << ": " << found.front().words;
        if (p.lots.respect) continue;
        // A course more for everybody whose own limits allow it is more than can be placed.
        auto more = given(problem, proposal.plan);
        Problem ample = problem;
        for (Line& each : ample.lines) each.doses = Doses{1'000'000};
        std::int64_t rising = 0;
        for (std::size_t i = 0; i < more.size(); ++i) {
            auto alone = std::vector<std::int64_t>(more.size(), 0);
            alone[i] = more[i] + 1;
            const bool below = alone[i] <= problem.claims[i].population.value();
            if (!below || !can_all_have(ample, alone)) continue;
            ++more[i];
            ++rising;
        }
        ASSERT_FALSE(rising > 0 && can_all_have(problem, more)) << "trial " << trial;
    }
}

TEST(Pooled, DosesIdleAtAHigherRateAreFound) {
    const Problem problem =
        round_of({claim("AAA", 100, 0, 100), claim("BBB", 100, 0, 100)}, {line("L", 40)});
    const auto p = pooled_parameters(false);
    Plan plan{2, 1};
    plan.at(0, 0) = Doses{10};
    plan.at(1, 0) = Doses{10};
    ASSERT_EQ(check(problem, plan, p).size(), 1U);
    EXPECT_EQ(check(problem, plan, p).front().kind, ViolationKind::supply_left);
}

}  // namespace
}  // namespace aliquot
