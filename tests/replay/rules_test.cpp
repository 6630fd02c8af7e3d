// Rules on the day of a round: what they may know by then, and what they say about their answer.
#include "aliquot/allocation/rules.hpp"

#include "replay/small_facility.hpp"
#include <gtest/gtest.h>

#include "aliquot/domain/rule_words.hpp"
#include "aliquot/io/report/words.hpp"

namespace aliquot {
namespace {

using testing::SmallFacility;

SmallFacility half_done() {
    SmallFacility facility;
    facility.set("rule.name=\"second_doses\"").set("lots.respect=false");
    facility.with("other_supply.csv",
                  "participant,date,product,doses,channel\nAAA,2021-01-15,V2,300,facility\n");
    facility.with("supply.csv",
                  "supply,product,doses,available\nL1,V2,100,2021-03-05\nL2,V2,800,2021-04-05\n");
    return facility;
}

const ClaimOutcome& outcome(const Run& run, std::size_t round, std::size_t claim) {
    return run.decisions.at(round - 1).claims.at(claim);
}

TEST(Rules, EveryRuleIsAcceptedComputedAndSaidUnderOneName) {
    ASSERT_EQ(rules().size(), rule_words.size());
    for (std::size_t i = 0; i < rules().size(); ++i) {
        const std::string name{rules()[i].name};
        EXPECT_EQ(name, rule_words.at(i).name);
        EXPECT_EQ(report::rule_sentence(name), rule_words.at(i).sentence);
        SmallFacility facility;
        facility.with("transmissibility.csv",
                      "participant,from,r0_lower,r0,r0_upper,weak,seeds_lower,seeds,seeds_upper\n"
                      "AAA,2020-12-01,1.5,1.6,1.7,no,5,5,5\n");
        EXPECT_EQ(facility.set("rule.name=\"" + name + "\"").run().rule, name);
        EXPECT_NE(find_rule(name), nullptr);
    }
}

TEST(SecondDoses, AReportOfALaterDayIsNotKnownYet) {
    SmallFacility facility = half_done();
    facility.with("started.csv", "participant,date,product,courses\nAAA,2021-03-02,V2,300\n");
    const auto run = facility.run();
    EXPECT_EQ(outcome(run, 1, 0).completing, Courses{0});
    EXPECT_GT(outcome(run, 2, 0).completing, Courses{0});
}

TEST(SecondDoses, AReportStandsUntilTheNextAndWhatCameSinceIsCountedOff) {
    SmallFacility facility = half_done();
    facility.with("started.csv", "participant,date,product,courses\nAAA,2021-02-01,V2,300\n");
    const auto run = facility.run();
    EXPECT_EQ(facility.awarded("AAA", 1), 100);  // all there is
    EXPECT_EQ(outcome(run, 1, 0).completing, Courses{50});
    EXPECT_EQ(outcome(run, 2, 0).completing, Courses{100}) << "300 doses, less 100 in March";
    facility.with(
        "started.csv",
        "participant,date,product,courses\nAAA,2021-02-01,V2,300\nAAA,2021-03-31,V2,40\n");
    EXPECT_EQ(outcome(facility.run(), 2, 0).completing, Courses{20});
}

TEST(SecondDoses, WhatWasDeclinedOrCameFromElsewhereSinceIsCountedRightly) {
    SmallFacility facility = half_done();
    facility.with("started.csv", "participant,date,product,courses\nAAA,2021-02-01,V2,300\n");
    facility.with("responses.csv",
                  "participant,round,product,answer\nAAA,1,V2,decline\nBBB,1,V2,decline\n"
                  "CCC,1,V2,decline\n");
    EXPECT_EQ(outcome(facility.run(), 2, 0).completing, Courses{150}) << "declined: still open";
    facility.with("other_supply.csv",
                  "participant,date,product,doses,channel\nAAA,2021-01-15,V2,300,facility\n"
                  "AAA,2021-03-20,V2,60,bilateral\n");
    EXPECT_EQ(outcome(facility.run(), 2, 0).completing, Courses{120}) << "300 less 60";
    facility.set("rule.counts=\"facility_only\"");
    EXPECT_EQ(outcome(facility.run(), 2, 0).completing, Courses{150});
}

TEST(SeverityWeighted, LooksAtReportedWeeksOfTheWindowAndNotAhead) {
    SmallFacility facility;
    facility.set("rule.name=\"severity_weighted\"").set("rule.severity_strength=2");
    // AAA: one death in two reported weeks of 1,000 people; others before, after or not reported.
    facility.with("severity.csv",
                  "participant,date,deaths,excess_deaths,excess_deaths_low,excess_deaths_high\n"
                  "AAA,2021-01-31,900,,,\nAAA,2021-02-07,0,,,\nAAA,2021-02-14,,,,\n"
                  "AAA,2021-02-28,,1,-1,2.5\nAAA,2021-03-07,900,,,\nBBB,2021-02-28,0,,,\n");
    facility.set("rule.severity_reference=1000");
    const auto run = facility.run({parse_date("2021-03-01"), {}, {}});
    const auto& alpha = outcome(run, 1, 0).severity.value();
    // 0.5 a week of 1,000 people is 500 per million: half the reference, at twice the strength.
    EXPECT_EQ(alpha.factor, (std::array<std::int64_t, 3>{1000, 2000, 3000}));
    EXPECT_TRUE(alpha.depends());
    EXPECT_FALSE(outcome(run, 1, 2).severity->known);
    ASSERT_FALSE(run.notices.empty());
    EXPECT_EQ(run.notices.front(),
              "round 1: severity.csv reports no deaths of CCC in the weeks before; it is weighted "
              "like the median of the others");
}

TEST(SeverityWeighted, ReportedDeathsAreALowerEnd) {
    SmallFacility facility;
    facility.set("rule.name=\"severity_weighted\"").set("rule.severity_reference=1000");
    facility.with("severity.csv",
                  "participant,date,deaths\nAAA,2021-02-28,0\nBBB,2021-02-28,0\n"
                  "CCC,2021-02-28,1\n");
    facility.set("rule.severity_under_reporting=2").set("rule.severity_window_days=7");
    const auto run = facility.run({parse_date("2021-03-01"), {}, {}});
    EXPECT_EQ(outcome(run, 1, 2).severity->factor, (std::array<std::int64_t, 3>{1500, 1750, 2000}));
}

TEST(DemandPull, WhatIsCarriedOverIsAskedForAgain) {
    SmallFacility facility;
    facility.set("rule.name=\"demand_pull\"").set("lots.respect=false");
    facility.with("supply.csv",
                  "supply,product,doses,available\nL1,V2,800,2021-03-05\nL2,V2,400,2021-04-05\n");
    const auto run = facility.run();
    // Demands of 1,000, 1,000 and 2,000 courses for 400.
    EXPECT_EQ(outcome(run, 1, 0).carried_over, Courses{900});
    EXPECT_EQ(outcome(run, 2, 0).room, Courses{900});
    EXPECT_EQ(outcome(run, 2, 2).carried_over, Courses{1700});
}

}  // namespace
}  // namespace aliquot
