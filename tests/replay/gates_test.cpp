// Each gate and limit closes what it should, says so with its code, and can be switched off.
#include "replay/small_facility.hpp"

namespace aliquot {
namespace {

using testing::SmallFacility;
using Codes = std::vector<std::string>;

// Runs with the gate and without it: closed gives `code` and nothing, open gives doses.
void closes(SmallFacility facility, const std::string& code) {
    facility.run();
    EXPECT_EQ(facility.awarded("AAA", 1), 0);
    ASSERT_FALSE(facility.excluded("AAA", 1).empty());
    EXPECT_EQ(facility.excluded("AAA", 1).front(), code);
    for (const Exclusion& each : facility.last().run.exclusions) {
        EXPECT_FALSE(each.detail.empty());
        EXPECT_FALSE(each.would_change_it.empty());
    }
    facility.set("gates.off=[\"" + code + "\"]").run();
    EXPECT_GT(facility.awarded("AAA", 1), 0) << "with " << code << " switched off";
}

TEST(Gates, WhoeverOptedOutOfAProductIsNotOfferedIt) {
    closes(SmallFacility{}.with("preferences.csv", "participant,product,choice\nAAA,V2,opt_out\n"),
           "opted_out");
}

TEST(Gates, EveryRequiredStepMustHoldOnTheOfferDate) {
    const std::string others = "BBB,plan,2021-01-01,\nCCC,plan,2021-01-01,\n";
    const std::string header = "participant,step,from,until\n";
    closes(SmallFacility{}
               .set("gates.required_steps=[\"plan\"]")
               .with("readiness.csv", header + others),
           "step_missing");
    // Done later, or no longer: not on that date.
    closes(SmallFacility{}
               .set("gates.required_steps=[\"plan\"]")
               .with("readiness.csv", header + "AAA,plan,2021-03-02,\n" + others),
           "step_missing");
    closes(SmallFacility{}
               .set("gates.required_steps=[\"plan\"]")
               .with("readiness.csv", header + "AAA,plan,2021-01-01,2021-02-28\n" + others),
           "step_missing");
}

TEST(Gates, AProductNeedsItsStorageClass) {
    closes(
        SmallFacility{}.with("capacity.csv", "participant,from,fridge_litres\nAAA,2021-01-01,0\n"),
        "storage_class_missing");
}

TEST(Gates, NothingIsOfferedThatWouldArriveAtAClosedBorder) {
    closes(
        SmallFacility{}.with("borders.csv", "participant,from,until\nAAA,2021-03-10,2021-03-20\n"),
        "border_closed");
}

TEST(Gates, ShelfLifeOnArrivalMustSuffice) {
    // Available on 5 March, accepted on 8, arrived on 15: 69 days before 23 May.
    SmallFacility facility;
    facility.with("supply.csv",
                  "supply,product,doses,available,expires\nL1,V2,800,2021-03-05,2021-05-23\n");
    closes(facility, "shelf_life_short");
    facility.with("supply.csv",
                  "supply,product,doses,available,expires\nL1,V2,800,2021-03-05,2021-05-24\n");
    facility.run();
    EXPECT_GT(facility.awarded("AAA", 1), 0);
}

TEST(Gates, AnEarmarkExcludesTheOthers) {
    closes(SmallFacility{}.with("supply.csv",
                                "supply,product,doses,available,earmark\nL1,V2,800,2021-03-05,"
                                "BBB;CCC\n"),
           "not_earmarked");
}

TEST(Gates, ALimitOnASupplyLineIsKeptInWholeCourses) {
    closes(SmallFacility{}.with("limits.csv", "participant,supply,doses\nAAA,L1,1\n"),
           "limit_reached");
    SmallFacility facility;
    facility.with("limits.csv", "participant,supply,doses\nAAA,L1,55\n").run();
    EXPECT_EQ(facility.awarded("AAA", 1), 50);  // five lots of ten
}

TEST(Gates, OnlySoManyProductsAreTaken) {
    SmallFacility facility;
    facility
        .with("participants.csv",
              "participant,name,population,max_products\nAAA,Alpha,1000,1\nBBB,Beta,1000,\n")
        .with("supply.csv",
              "supply,product,doses,available\nL1,V2,800,2021-03-05\nL2,V1,100,2021-03-05\n")
        .run();
    std::set<ProductIndex> products;
    for (const Award& award : facility.last().run.awards)
        if (award.participant == ParticipantIndex{0})
            products.insert(facility.scenario().at(award.supply).product);
    EXPECT_EQ(products.size(), 1U);
    EXPECT_EQ(facility.excluded("AAA", 1), Codes{"product_limit_reached"});
}

TEST(Limits, RequestCeilingAndOtherSupplyBoundWhatIsHeldInAll) {
    SmallFacility facility;
    facility.with("participants.csv",
                  "participant,name,population,request_share\nAAA,Alpha,1000,0.1\n"
                  "BBB,Beta,1000,1\nCCC,Gamma,2000,1\n");
    facility.with(
        "other_supply.csv",
        "participant,date,product,doses\nAAA,2021-02-10,V2,120\nBBB,2021-02-10,V2,2000\n");
    facility.set("rule.ceiling=0.3").run();
    EXPECT_EQ(facility.awarded("AAA", 1), 80);  // 100 asked for, 60 held: 40 courses
    EXPECT_EQ(facility.awarded("BBB", 1), 0);
    EXPECT_EQ(facility.excluded("BBB", 1), Codes{"request_met"});
    facility.set("rule.counts=\"facility_only\"").run();
    EXPECT_GT(facility.awarded("BBB", 1), 0);
}

TEST(Limits, AbsorptionCountsStockAndTheRoundsHorizon) {
    SmallFacility facility;
    facility.with(
        "capacity.csv",
        "participant,from,absorption_doses_per_week,stock_doses\nAAA,2021-01-01,70,200\n");
    facility.set("rounds.horizon_days=30").run();
    EXPECT_EQ(facility.awarded("AAA", 1), 100);  // 300 in 30 days, 200 in stock
    facility.with("capacity.csv",
                  "participant,from,absorption_doses_per_week,stock_doses\nAAA,2021-01-01,7,200\n");
    facility.run();
    EXPECT_EQ(facility.excluded("AAA", 1), Codes{"absorption_full"});
}

TEST(Limits, LitresLimitTheStorageClass) {
    SmallFacility facility;
    facility
        .with("products.csv",
              "product,name,doses_per_course,lot_doses,volume_cm3_per_dose\nV2,Two,2,10,100\n")
        .with("capacity.csv", "participant,from,fridge_litres\nAAA,2021-01-01,10\n")
        .run();
    EXPECT_EQ(facility.awarded("AAA", 1), 100);  // 10 litres hold 100 doses of 100 cm3
}

TEST(Exclusions, SupplyThatWentToTheLessCoveredIsNamed) {
    SmallFacility facility;
    facility.with("other_supply.csv", "participant,date,product,doses\nAAA,2021-02-10,V2,1800\n")
        .run();
    EXPECT_EQ(facility.excluded("AAA", 1), Codes{"supply_exhausted"});
}

TEST(Exclusions, AShareTooSmallForAShipmentIsNamed) {
    SmallFacility facility;
    facility
        .with("participants.csv",
              "participant,name,population\nAAA,Alpha,10\nBBB,Beta,1000\nCCC,Gamma,2000\n")
        .with("products.csv",
              "product,name,doses_per_course,lot_doses,minimum_shipment_doses\nV2,Two,2,10,100\n")
        .run();
    EXPECT_EQ(facility.excluded("AAA", 1), Codes{"minimum_shipment_not_reached"});
}

TEST(LeastCovered, LeavesOutWhoeverReachedTheThreshold) {
    SmallFacility facility;
    facility.set("rule.name=\"least_covered\"").set("rule.threshold=0.1");
    facility.with("other_supply.csv", "participant,date,product,doses\nAAA,2021-02-10,V2,200\n");
    facility.run();
    EXPECT_EQ(facility.excluded("AAA", 1), Codes{"above_threshold"});
    EXPECT_EQ(facility.awarded("BBB", 1) + facility.awarded("CCC", 1), 800);
}

}  // namespace
}  // namespace aliquot
