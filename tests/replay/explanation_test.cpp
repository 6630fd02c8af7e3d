// Why each participant got what it got: one reason each, with figures that can be redone.
#include <algorithm>

#include "replay/small_facility.hpp"
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "aliquot/io/explanation_words.hpp"

namespace aliquot {
namespace {

using testing::SmallFacility;

const ClaimOutcome& claim_of(const SmallFacility& facility, const std::string& id, int round = 1) {
    const auto& claims =
        facility.last().run.decisions.at(static_cast<std::size_t>(round) - 1).claims;
    return *std::ranges::find_if(claims, [&](const ClaimOutcome& each) {
        return facility.scenario().at(each.participant).id == id;
    });
}

std::string sentence(const SmallFacility& facility, const std::string& id) {
    return reason_sentence(facility.scenario(), facility.last().run.decisions.front(),
                           claim_of(facility, id));
}

const ClaimOutcome& claim_of(const Decision& decision, ParticipantIndex who) {
    return *std::ranges::find(decision.claims, who, &ClaimOutcome::participant);
}

// Redone from the lines of the round and the claims: S, C, H, W, and what the level owes everyone.
void redo_block(const Scenario& scenario, const Decision& decision, const SupplyBlock& block) {
    const auto in_block = [&](SupplyIndex line) {
        return std::ranges::find(block.lines, line) != block.lines.end();
    };
    const auto of_block = [&](const ClaimOutcome& claim) {
        Courses courses;
        for (const LineStanding& each : claim.explanation.lines)
            if (in_block(each.line)) courses += each.exact;
        return courses;
    };
    Courses supply;
    for (std::size_t j = 0; j < decision.lines.size(); ++j)
        if (in_block(decision.lines[j]))
            supply += whole_courses(decision.line_doses[j],
                                    scenario.product_of(decision.lines[j]).doses_per_course);
    Courses capped;
    for (const ParticipantIndex who : block.stopped) capped += of_block(claim_of(decision, who));
    Courses held;
    Courses shared;
    People weight;
    for (const ParticipantIndex who : block.sharing) {
        const ClaimOutcome& claim = claim_of(decision, who);
        held += claim.held + (claim.exact - of_block(claim));
        shared += of_block(claim);
        weight += scenario.at(who).sharing_weight();
    }
    EXPECT_EQ(block.supply, supply);
    EXPECT_EQ(block.capped, capped);
    EXPECT_EQ(block.held, held);
    EXPECT_EQ(block.weight, weight);
    EXPECT_EQ(supply, capped + shared) << "a line that is used up gives out all it has";
    for (const ParticipantIndex who : block.sharing) {
        const ClaimOutcome& claim = claim_of(decision, who);
        const auto owed = static_cast<std::int64_t>(Wide{(supply - capped + held).value()} *
                                                    claim.weight.value() / weight.value());
        const std::int64_t has = (claim.held + claim.exact).value();
        // Courses are whole: together they are rounded by less than one each.
        EXPECT_LE(std::abs(has - owed), std::ssize(block.sharing) + 1) << scenario.at(who).id;
    }
}

void redo_rate(const Scenario& scenario, const ClaimOutcome& claim, const ProductRate& each) {
    const std::int64_t people = scenario.at(claim.participant).population.value();
    const std::int64_t lot = each.lot.value();
    const auto owed = static_cast<std::int64_t>(Wide{each.rate_doses} * people / each.rate_people) -
                      each.had.value();
    const std::int64_t base = std::max<std::int64_t>(owed, 0) / lot * lot;
    EXPECT_GE(std::max(base, each.smallest.value()), each.given.value());
    const std::int64_t per_course = scenario.at(each.product).doses_per_course.value();
    const std::int64_t ceiling = scenario.settings.rule.ceiling.ceil_of(per_course * people);
    const bool cut = each.had.value() + each.given.value() >= ceiling ||
                     (claim.room - claim.awarded).value() * per_course < lot;
    if (each.rate_doses > 0 && !cut) {
        EXPECT_EQ(std::max(base, each.smallest.value()), each.given.value())
            << scenario.at(claim.participant).id << " " << scenario.at(each.product).id;
    }
}

void redo_claim(const Scenario& scenario, const Decision& decision, const ClaimOutcome& claim) {
    const Explanation& why = claim.explanation;
    const std::string who = scenario.at(claim.participant).id;
    SCOPED_TRACE(who);
    EXPECT_EQ(claim.bound, binding_reason_names.at(static_cast<std::size_t>(why.reason)));
    EXPECT_FALSE(reason_sentence(scenario, decision, claim).empty());
    EXPECT_EQ(why.lines.size(), decision.lines.size());
    const Coverage next{claim.held + claim.exact, claim.weight};
    switch (why.reason) {
        case BindingReason::no_supply_open:
        case BindingReason::product_limit:
            EXPECT_EQ(claim.awarded, Courses{0});
            for (const LineStanding& each : why.lines) EXPECT_EQ(each.state, LineState::closed);
            return;
        case BindingReason::not_needed:
            EXPECT_GE(claim.held, why.limit_courses);
            return;
        case BindingReason::own_limit:
            ASSERT_TRUE(why.limit.has_value());
            if (*why.limit == OwnLimit::request && decision.rule != "proportional") {
                EXPECT_EQ(claim.held + claim.exact, why.limit_courses);
            }
            return;
        case BindingReason::supply: {
            ASSERT_TRUE(why.block.has_value());
            const SupplyBlock& block = decision.blocks.at(*why.block);
            ASSERT_TRUE(block.last.has_value());
            // Nobody was given a course at a higher coverage than its next one would go at.
            EXPECT_LE((Coverage{block.last_covered, block.last_weight}), next);
            EXPECT_FALSE(reason_arithmetic(scenario, decision, claim).empty());
            return;
        }
        case BindingReason::rounding:
            if (why.by_lots && why.rates.empty()) {
                EXPECT_LT(claim.awarded, claim.exact);
                EXPECT_TRUE(claim.exact == claim.room || why.block.has_value());
            }
            return;
        case BindingReason::rate:
            EXPECT_EQ(decision.rule, "proportional");
            for (const ProductRate& each : why.rates) redo_rate(scenario, claim, each);
            return;
        case BindingReason::recorded:
            EXPECT_EQ(decision.rule, "recorded");
            return;
        case BindingReason::above_threshold:
            EXPECT_EQ(claim.awarded, Courses{0});
            return;
        case BindingReason::rule_order:
            ADD_FAILURE() << "no rule of these scenarios has passes";
    }
}

TEST(Explanations, EveryClaimOfEveryRoundHasOneReasonWhoseFiguresCanBeRedone) {
    struct Case {
        const char* scenario;
        std::vector<const char*> rules;
    };
    const Case cases[]{
        {"covax-2021", {"equal_coverage", "least_covered", "proportional", "recorded"}},
        {"dprk-2021", {"equal_coverage", "proportional"}},
        {"covax-round-1", {"equal_coverage", "proportional"}}};
    std::size_t claims = 0;
    for (const Case& each : cases) {
        for (const char* rule : each.rules) {
            SCOPED_TRACE(std::string{each.scenario} + " " + rule);
            const std::vector<std::string> changes{fmt::format("rule.name=\"{}\"", rule)};
            const auto scenario = read_scenario(embedded_scenario(each.scenario).value(), changes);
            ASSERT_TRUE(scenario.has_value());
            const auto replayed = replay(*scenario);
            ASSERT_TRUE(replayed.has_value());
            for (const Decision& decision : replayed->run.decisions) {
                for (const SupplyBlock& block : decision.blocks)
                    redo_block(*scenario, decision, block);
                for (const ClaimOutcome& claim : decision.claims) {
                    redo_claim(*scenario, decision, claim);
                    ++claims;
                }
            }
        }
    }
    EXPECT_EQ(claims, 4U * 11 * 92 + 2U * 2 * 10 + 2U * 39);
}

TEST(Explanations, ALevelIsTheSupplyLessTheCappedOverTheWeightOfTheOthers) {
    SmallFacility facility;
    facility.with("participants.csv",
                  "participant,name,population,request_share\n"
                  "AAA,Alpha,1000,0.05\nBBB,Beta,1000,\nCCC,Gamma,2000,\n");
    facility.run();
    const Decision& decision = facility.last().run.decisions.front();
    ASSERT_EQ(decision.blocks.size(), 1U);
    const SupplyBlock& block = decision.blocks.front();
    EXPECT_EQ(block.supply, Courses{400});
    EXPECT_EQ(block.capped, Courses{50});
    EXPECT_EQ(block.held, Courses{0});
    EXPECT_EQ(block.weight, People{3000});
    EXPECT_EQ(claim_of(facility, "AAA").bound, "own_limit");
    EXPECT_EQ(claim_of(facility, "AAA").explanation.limit, OwnLimit::request);
    EXPECT_EQ(claim_of(facility, "BBB").bound, "supply");
    EXPECT_EQ(reason_arithmetic(facility.scenario(), decision, claim_of(facility, "CCC")).front(),
              "level = (S - C + H) / W = (400 - 50 + 0) / 3,000 = 11.66 %");
}

TEST(Explanations, WhoHoldsMoreThanTheLevelOfItsLinesIsBoundBySupply) {
    SmallFacility facility;
    facility.with("other_supply.csv",
                  "participant,date,product,doses,channel\nAAA,2021-02-01,V2,1800,bilateral\n");
    facility.run();
    EXPECT_EQ(claim_of(facility, "AAA").bound, "supply");
    EXPECT_EQ(sentence(facility, "AAA"),
              "supply: its lines (L1) are used up, by participants covered up to 13.33 %; it held "
              "90.00 % before");
}

TEST(Explanations, TheTightLimitIsNamed) {
    SmallFacility limited;
    limited.with("limits.csv", "participant,supply,doses\nAAA,L1,100\n").run();
    EXPECT_EQ(claim_of(limited, "AAA").explanation.limit, OwnLimit::line_limit);
    EXPECT_EQ(sentence(limited, "AAA"), "it reached its limit on L1");

    SmallFacility slow;
    slow.with("capacity.csv",
              "participant,from,fridge_litres,freezer_litres,ultra_cold_litres,"
              "absorption_doses_per_week,stock_doses\nAAA,2021-01-01,,,,14,0\n")
        .run();
    EXPECT_EQ(claim_of(slow, "AAA").explanation.limit, OwnLimit::absorption);

    SmallFacility full;
    full.with("products.csv",
              "product,name,doses_per_course,lot_doses,storage_class,volume_cm3_per_dose\n"
              "V2,Two-dose,2,10,fridge,10\n")
        .with("capacity.csv",
              "participant,from,fridge_litres,freezer_litres,ultra_cold_litres,"
              "absorption_doses_per_week,stock_doses\nAAA,2021-01-01,1,,,,0\n")
        .run();
    EXPECT_EQ(claim_of(full, "AAA").explanation.limit, OwnLimit::storage);
    EXPECT_EQ(sentence(full, "AAA"), "its storage is full: it holds 50 courses");
}

TEST(Explanations, WhatIsNotNeededNotOpenOrBeyondTheProductsAcceptedSaysSo) {
    SmallFacility facility;
    facility
        .with("participants.csv",
              "participant,name,population,request_share,max_products\n"
              "AAA,Alpha,1000,0.05,\nBBB,Beta,1000,,\nCCC,Gamma,2000,,1\n")
        .with("other_supply.csv",
              "participant,date,product,doses,channel\nAAA,2021-02-01,V2,100,bilateral\n")
        .with("preferences.csv", "participant,product,choice\nBBB,V2,opt_out\n")
        .with("supply.csv",
              "supply,product,doses,available,expires\nL1,V2,800,2021-03-05,2021-09-30\n"
              "L2,V1,400,2021-04-05,2021-09-30\n")
        .run();
    EXPECT_EQ(claim_of(facility, "AAA").bound, "not_needed");
    EXPECT_EQ(claim_of(facility, "BBB").bound, "no_supply_open");
    EXPECT_EQ(sentence(facility, "BBB"),
              "every supply line of this round is closed to it: opted out (opted_out, 1 line)");
    EXPECT_EQ(claim_of(facility, "CCC").bound, "supply");
    EXPECT_EQ(claim_of(facility, "CCC", 2).bound, "product_limit");
}

TEST(Explanations, LotsAndTheLastCourseAreRounding) {
    SmallFacility lots;
    lots.with("participants.csv",
              "participant,name,population\nAAA,Alpha,1000\nBBB,Beta,1000\nCCC,Gamma,20000\n")
        .with("supply.csv",
              "supply,product,doses,available,expires\nL1,V2,40,2021-03-05,2021-09-30\n")
        .run();
    EXPECT_EQ(claim_of(lots, "AAA").bound, "rounding");
    EXPECT_TRUE(claim_of(lots, "AAA").explanation.by_lots);
    EXPECT_EQ(claim_of(lots, "AAA").explanation.smallest_step, Courses{5});

    SmallFacility last;
    last.with("supply.csv",
              "supply,product,doses,available,expires\nL1,V2,2,2021-03-05,2021-09-30\n")
        .set("lots.respect=false")
        .run();
    EXPECT_EQ(claim_of(last, "AAA").bound, "supply");  // the one course: smaller weight, then id
    EXPECT_EQ(claim_of(last, "BBB").bound, "rounding");
    EXPECT_FALSE(claim_of(last, "BBB").explanation.by_lots);
}

}  // namespace
}  // namespace aliquot
