// Rules that share in passes, beside their slow words; and the check of each, which must accept
// what the rule proposes and refuse what was changed afterwards.
#include "aliquot/allocation/passes.hpp"

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

// One course at a time to whoever has the smallest share and can still be given one.
std::vector<std::int64_t> one_course_at_a_time(const Problem& problem) {
    std::vector<std::int64_t> all(problem.claims.size(), 0);
    std::vector<std::size_t> open(all.size());
    std::iota(open.begin(), open.end(), std::size_t{0});
    while (!open.empty()) {
        const auto first = std::ranges::min_element(open, [&](std::size_t a, std::size_t b) {
            const Coverage x{problem.claims[a].held + Courses{all[a]}, problem.claims[a].weight};
            const Coverage y{problem.claims[b].held + Courses{all[b]}, problem.claims[b].weight};
            if (x != y) return x < y;
            if (problem.claims[a].weight != problem.claims[b].weight)
                return problem.claims[a].weight < problem.claims[b].weight;
            return a < b;
        });
        ++all[*first];
        if (can_all_have(problem, all)) continue;
        --all[*first];
        open.erase(first);
    }
    return all;
}

// One course of one line, from one claim to another, where nothing forbids it.
std::optional<Plan> tampered(const Problem& problem, const Plan& plan, std::mt19937_64& random) {
    const auto any = [&](std::size_t size) {
        return std::uniform_int_distribution<std::size_t>{0, size - 1}(random);
    };
    const std::size_t from = any(plan.rows());
    const std::size_t to = any(plan.rows());
    const std::size_t j = any(plan.columns());
    const Doses course = doses_for(Courses{1}, problem.lines[j].per_course);
    if (from == to || plan.at(from, j) < course) return std::nullopt;
    Plan other = plan;
    other.at(from, j) -= course;
    other.at(to, j) += course;
    if (!check(problem, other, parameters("recorded", false)).empty()) return std::nullopt;
    const auto feasible = check(problem, other, parameters("equal_coverage", false));
    for (const Violation& each : feasible)
        if (each.kind != ViolationKind::fairer_exchange && each.kind != ViolationKind::supply_left)
            return std::nullopt;
    return other;
}

std::vector<Coverage> sorted_shares(const Problem& pass, const std::vector<std::int64_t>& courses) {
    std::vector<Coverage> all;
    for (std::size_t i = 0; i < pass.claims.size(); ++i)
        if (pass.claims[i].room > Courses{0})
            all.emplace_back(pass.claims[i].held + Courses{courses[i]}, pass.claims[i].weight);
    std::ranges::sort(all);
    return all;
}

// -- second_doses

TEST(SecondDoses, CompletesStartedCoursesBeforeAnybodyStartsNewOnes) {
    Problem problem = round_of(
        {claim("AAA", 1000, 200, 800), claim("BBB", 1000, 50, 950), claim("CCC", 1000, 0, 1000)},
        {line("L", 400, 2)});
    problem.to_complete = {3, 1};
    problem.to_complete.at(0, 0) = Doses{400};
    problem.to_complete.at(1, 0) = Doses{100};
    const auto p = parameters("second_doses", false);
    const Proposal proposal = proposed(problem, p);
    EXPECT_EQ(given(problem, proposal.plan), (std::vector<std::int64_t>{160, 40, 0}));
    EXPECT_EQ(proposal.completing[0], Courses{160});
    EXPECT_TRUE(check(problem, proposal.plan, p).empty());
}

TEST(SecondDoses, AnotherProductDoesNotCompleteACourse) {
    Problem problem =
        round_of({claim("AAA", 1000, 500, 500), claim("BBB", 1000, 0, 1000)}, {line("L", 100, 2)});
    problem.to_complete = {2, 2};
    problem.to_complete.at(0, 1) = Doses{100};
    const Proposal proposal = proposed(problem, parameters("second_doses", false));
    EXPECT_EQ(given(problem, proposal.plan), (std::vector<std::int64_t>{0, 50}));
}

TEST(SecondDoses, IsAlwaysTheRuleOfOneCourseAtATimeProductByProduct) {
    std::mt19937_64 random{20210601};
    const auto p = parameters("second_doses", false);
    for (int trial = 0; trial < 2'000; ++trial) {
        const Problem problem = random_started(random);
        const Proposal proposal = proposed(problem, p);
        std::vector<std::int64_t> slow(problem.claims.size(), 0);
        Problem rest = problem;
        for (std::size_t product = 0; product < product_count(problem); ++product) {
            const auto part = one_course_at_a_time(completing_pass(rest, product, p.lots));
            for (std::size_t i = 0; i < part.size(); ++i) {
                slow[i] += part[i];
                rest.claims[i].room -= Courses{part[i]};
                for (const Line& each : problem.lines)
                    if (each.product == product) {
                        rest.claims[i].class_room.at(each.storage_class) -= Courses{part[i]};
                        break;
                    }
            }
        }
        for (std::size_t i = 0; i < slow.size(); ++i)
            ASSERT_EQ(proposal.completing[i].value(), slow[i]) << "trial " << trial;
        const auto found = check(problem, proposal.plan, p);
        ASSERT_TRUE(found.empty()) << "trial " << trial << ": " << found.front().words;
    }
}

TEST(SecondDoses, ItsPlansInLotsPassTheCheck) {
    std::mt19937_64 random{20210602};
    const auto p = parameters("second_doses", true);
    for (int trial = 0; trial < 5'000; ++trial) {
        const Problem problem = random_started(random);
        const auto found = check(problem, proposed(problem, p).plan, p);
        ASSERT_TRUE(found.empty()) << "trial " << trial << ": " << found.front().words;
    }
}

TEST(SecondDoses, ACourseMovedBetweenStartedCoursesIsFound) {
    std::mt19937_64 random{20210603};
    const auto p = parameters("second_doses", false);
    int refused = 0;
    for (int trial = 0; trial < 5'000; ++trial) {
        Problem problem = random_started(random);
        for (Line& each : problem.lines) {  // one product: what completes is then its first part
            each.product = 0;
            each.per_course = problem.lines[0].per_course;
            each.storage_class = problem.lines[0].storage_class;
        }
        const Plan plan = proposed(problem, p).plan;
        const auto other = tampered(problem, plan, random);
        if (!other) continue;
        const Problem pass = completing_pass(problem, 0, p.lots);
        const auto completed = [&](const Plan& all) {
            auto courses = given(problem, all);
            for (std::size_t i = 0; i < courses.size(); ++i)
                courses[i] = std::min(courses[i], pass.claims[i].room.value());
            return sorted_shares(pass, courses);
        };
        if (completed(plan) == completed(*other)) continue;
        ++refused;
        ASSERT_FALSE(check(problem, *other, p).empty()) << "trial " << trial;
    }
    EXPECT_GT(refused, 100);
}

// -- demand_pull

TEST(DemandPull, SourcesOfHigherPriorityAreSharedFirstByTheShareOfDemandMet) {
    Problem problem = round_of(
        {claim("AAA", 1000, 0, 400), claim("BBB", 1000, 0, 100), claim("CCC", 500, 0, 500)},
        {line("OWN", 200), line("GIFT", 180)});
    problem.lines[0].priority = 1;
    problem.limit.at(0, 1) = Courses{0};
    const auto p = parameters("demand_pull", false);
    const Proposal proposal = proposed(problem, p);
    EXPECT_EQ(given(problem, proposal.plan), (std::vector<std::int64_t>{80, 50, 250}));
    EXPECT_EQ(proposal.carried_over,
              (std::vector<Courses>{Courses{320}, Courses{50}, Courses{250}}));
}

TEST(DemandPull, IsAlwaysTheRuleOfOneCourseAtATimePriorityByPriority) {
    std::mt19937_64 random{20220101};
    const auto p = parameters("demand_pull", false);
    for (int trial = 0; trial < 2'000; ++trial) {
        const Problem problem = random_started(random);
        const Proposal proposal = proposed(problem, p);
        const std::int64_t highest = priorities(problem).front();
        Plan part{problem.claims.size(), problem.lines.size()};
        for (std::size_t i = 0; i < part.rows(); ++i)
            for (std::size_t j = 0; j < part.columns(); ++j)
                if (problem.lines[j].priority == highest) part.at(i, j) = proposal.plan.at(i, j);
        ASSERT_EQ(given(problem, part),
                  one_course_at_a_time(demand_pass(problem, problem, highest)))
            << "trial " << trial;
        const auto found = check(problem, proposal.plan, p);
        ASSERT_TRUE(found.empty()) << "trial " << trial << ": " << found.front().words;
    }
}

TEST(DemandPull, ItsPlansInLotsPassTheCheck) {
    std::mt19937_64 random{20220102};
    const auto p = parameters("demand_pull", true);
    for (int trial = 0; trial < 5'000; ++trial) {
        const Problem problem = random_started(random);
        const auto found = check(problem, proposed(problem, p).plan, p);
        ASSERT_TRUE(found.empty()) << "trial " << trial << ": " << found.front().words;
    }
}

TEST(DemandPull, ACourseMovedToABetterServedDemandIsFound) {
    std::mt19937_64 random{20220103};
    const auto p = parameters("demand_pull", false);
    int refused = 0;
    for (int trial = 0; trial < 5'000; ++trial) {
        Problem problem = random_started(random);
        for (Line& each : problem.lines) each.priority = 0;
        const Plan plan = proposed(problem, p).plan;
        const auto other = tampered(problem, plan, random);
        if (!other) continue;
        const Problem pass = demand_pass(problem, problem, 0);
        if (sorted_shares(pass, given(problem, plan)) ==
            sorted_shares(pass, given(problem, *other)))
            continue;
        ++refused;
        ASSERT_FALSE(check(problem, *other, p).empty()) << "trial " << trial;
    }
    EXPECT_GT(refused, 100);
}

}  // namespace
}  // namespace aliquot
