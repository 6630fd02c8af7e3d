// What would have changed it: solved again, and equal to changing the scenario oneself.
#include "aliquot/facility/what_if.hpp"

#include <algorithm>

#include "replay/small_facility.hpp"
#include <gtest/gtest.h>

#include "aliquot/io/explanation_words.hpp"

namespace aliquot {
namespace {

using testing::SmallFacility;

ParticipantIndex index_of(const SmallFacility& facility, const std::string& id) {
    const auto& all = facility.scenario().participants;
    const auto found = std::ranges::find(all, id, &Participant::id);
    return ParticipantIndex{static_cast<std::size_t>(found - all.begin())};
}

std::vector<Counterfactual> asked(SmallFacility& facility, const std::string& id, int round = 1) {
    ReplayOptions options;
    options.keep_facts = true;
    facility.run(options);
    const auto& last = facility.last();
    const Decision& decision = last.run.decisions.at(static_cast<std::size_t>(round) - 1);
    auto found = WhatIf{facility.scenario(), last.facts.at(round), decision}.for_participant(
        index_of(facility, id));
    EXPECT_TRUE(found.has_value());
    return found.value_or(std::vector<Counterfactual>{});
}

const Counterfactual* by_code(const std::vector<Counterfactual>& all, const std::string& code) {
    const auto found = std::ranges::find(all, code, &Counterfactual::code);
    return found == all.end() ? nullptr : &*found;
}

// The doses of the first round, in the order of participants.
std::vector<std::int64_t> first_round(SmallFacility facility) {
    facility.run();
    return {facility.awarded("AAA", 1), facility.awarded("BBB", 1), facility.awarded("CCC", 1)};
}

TEST(WhatIf, AMissingStepIsWorthWhatDoingItGives) {
    SmallFacility facility;
    facility.set("gates.required_steps=[\"plan\"]")
        .with("readiness.csv", "participant,step,from\nBBB,plan,2021-01-01\nCCC,plan,2021-01-01\n");
    const auto found = asked(facility, "AAA");
    const Counterfactual* step = by_code(found, "step");
    ASSERT_NE(step, nullptr);
    SmallFacility done;
    done.set("gates.required_steps=[\"plan\"]")
        .with("readiness.csv",
              "participant,step,from\nAAA,plan,2021-01-01\nBBB,plan,2021-01-01\n"
              "CCC,plan,2021-01-01\n");
    EXPECT_EQ(step->doses_before, Doses{0});
    EXPECT_EQ(step->doses_after, Doses{first_round(done).at(0)});
    EXPECT_GT(step->doses_after, Doses{0});
    EXPECT_EQ(step->givers.size(), 2U);  // what it gets, others give up
}

TEST(WhatIf, OneOfTwoClosedGatesChangesNothingAndBothTogetherDo) {
    SmallFacility facility;
    facility.with("borders.csv", "participant,from,until\nAAA,2021-01-01,2021-12-31\n")
        .with("preferences.csv", "participant,product,choice\nAAA,V2,opt_out\n");
    const auto found = asked(facility, "AAA");
    EXPECT_EQ(by_code(found, "opted_out"), nullptr);
    EXPECT_EQ(by_code(found, "border_closed"), nullptr);
    const Counterfactual* all = by_code(found, "all_gates");
    ASSERT_NE(all, nullptr);
    EXPECT_EQ(all->doses_before, Doses{0});
    EXPECT_EQ(all->doses_after, Doses{first_round(SmallFacility{}).at(0)});
}

TEST(WhatIf, AnEarmarkALimitAndARequestAreLiftedForTheParticipantAlone) {
    SmallFacility facility;
    facility
        .with("supply.csv",
              "supply,product,doses,available,expires,earmark\n"
              "L1,V2,400,2021-03-05,2021-09-30,AAA;BBB\n"
              "L2,V2,400,2021-03-05,2021-09-30,\n")
        .with("limits.csv", "participant,supply,doses\nBBB,L1,20\nBBB,L2,20\n");
    const auto gamma = asked(facility, "CCC");
    const Counterfactual* earmark = by_code(gamma, "earmark");
    ASSERT_NE(earmark, nullptr);
    EXPECT_GT(earmark->courses_after, earmark->courses_before);
    const auto beta = asked(facility, "BBB");
    const Counterfactual* limit = by_code(beta, "line_limit");
    ASSERT_NE(limit, nullptr);
    EXPECT_EQ(limit->courses_before, Courses{20});
    EXPECT_GT(limit->courses_after, Courses{20});

    SmallFacility modest;
    modest.with("participants.csv",
                "participant,name,population,request_share\n"
                "AAA,Alpha,1000,0.05\nBBB,Beta,1000,\nCCC,Gamma,2000,\n");
    const auto alpha = asked(modest, "AAA");
    const Counterfactual* request = by_code(alpha, "request");
    ASSERT_NE(request, nullptr);
    EXPECT_EQ(request->courses_before, Courses{50});
    EXPECT_EQ(request->courses_after, Courses{100});
    EXPECT_EQ(request->doses_after, Doses{first_round(SmallFacility{}).at(0)});
    EXPECT_EQ(counterfactual_sentence(modest.scenario(), *request),
              "if it asked for as much as it could get: 100 courses instead of 50; given up by "
              "CCC -35, BBB -15");
}

// The deaths that a rule weighs by count when a round is solved again, too.
TEST(WhatIf, AStepIsWorthItsShareBySeverityWhereTheRoundWas) {
    const auto facility_with = [](const std::string& ready, const std::string& deaths) {
        SmallFacility facility;
        facility.set("gates.required_steps=[\"plan\"]")
            .set("rule.name=\"severity_weighted\"")
            .with("readiness.csv",
                  "participant,step,from\nBBB,plan,2021-01-01\n"
                  "CCC,plan,2021-01-01\n" +
                      ready)
            .with("severity.csv", "participant,date,deaths\n" + deaths);
        return facility;
    };
    const std::string ready = "AAA,plan,2021-01-01\n";
    const std::string deaths = "AAA,2021-02-28,500\nBBB,2021-02-28,0\nCCC,2021-02-28,0\n";
    SmallFacility facility = facility_with("", deaths);
    const auto found = asked(facility, "AAA");
    const Counterfactual* step = by_code(found, "step");
    ASSERT_NE(step, nullptr);
    const std::int64_t weighted = first_round(facility_with(ready, deaths)).at(0);
    EXPECT_EQ(step->doses_after, Doses{weighted});
    EXPECT_GT(weighted, first_round(facility_with(ready, "")).at(0));
}

TEST(WhatIf, AProductBeyondTheLimitOfProducts) {
    SmallFacility facility;
    facility
        .with("participants.csv",
              "participant,name,population,max_products\nAAA,Alpha,1000,1\nBBB,Beta,1000,\n"
              "CCC,Gamma,2000,\n")
        .with("supply.csv",
              "supply,product,doses,available,expires,earmark\n"
              "L1,V2,800,2021-03-05,2021-09-30,\n"
              "L2,V1,100,2021-03-05,2021-09-30,AAA\n");
    // It takes V1, which nobody else may, and leaves V2 to the others.
    const auto found = asked(facility, "AAA");
    const Counterfactual* product = by_code(found, "product");
    ASSERT_NE(product, nullptr);
    EXPECT_EQ(product->change, "if it accepted V2 as well");
    EXPECT_GT(product->exact_after, product->exact_before);
}

TEST(WhatIf, ThePriceOfAnEarmarkIsWhatLiftingItGives) {
    SmallFacility facility;
    facility.with("supply.csv",
                  "supply,product,doses,available,expires,earmark\n"
                  "L1,V2,800,2021-03-05,2021-09-30,AAA\n");
    ReplayOptions options;
    options.keep_facts = true;
    facility.run(options);
    const auto& last = facility.last();
    const auto prices =
        WhatIf{facility.scenario(), last.facts.at(1), last.run.decisions.front()}.prices();
    ASSERT_TRUE(prices.has_value());
    const auto earmark = std::ranges::find(*prices, "earmark", &Price::code);
    ASSERT_NE(earmark, prices->end());
    EXPECT_EQ(earmark->pairs, 2U);
    EXPECT_EQ(earmark->before.lowest, 0.0);
    EXPECT_NEAR(earmark->after.lowest, 0.1, 1e-9);
    EXPECT_LT(earmark->after.gini, earmark->before.gini);
    EXPECT_EQ(earmark->givers.front().before, Courses{400});
    EXPECT_EQ(earmark->givers.front().after, Courses{100});
    EXPECT_EQ(earmark->gainers.front().after, Courses{200});
}

}  // namespace
}  // namespace aliquot
