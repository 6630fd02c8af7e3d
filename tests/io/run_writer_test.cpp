// The files of a run, byte for byte, for a run small enough to check on paper.
#include "aliquot/io/run_writer.hpp"

#include <algorithm>
#include <random>

#include "io/small_run.hpp"
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "aliquot/core/hash.hpp"

namespace aliquot {
namespace {

const std::vector<std::string> overrides{"lots.respect=false"};

Folder inputs() {
    return {.name = "four",
            .files = {{"scenario.toml", "format = \"aliquot-scenario/1\"\r\n"},
                      {"supply.csv", "supply,product\n"}}};
}

std::string file(const aliquot::Run& run, const std::string& path) {
    return run_files(small::scenario(), run, inputs(), overrides).files.at(path);
}

TEST(RunFiles, AreTheFilesOfTheContractAndTheInputsVerbatim) {
    const Folder written = run_files(small::scenario(), small::run(), inputs(), overrides);
    std::vector<std::string> paths;
    for (const auto& [path, bytes] : written.files) paths.push_back(path);
    EXPECT_EQ(paths, (std::vector<std::string>{
                         "awards.csv", "coverage.csv", "decisions/round-01.json",
                         "decisions/round-02.json", "deliveries.csv", "exclusions.csv",
                         "inputs/scenario.toml", "inputs/supply.csv", "ledger.journal",
                         "offers.csv", "reallocations.csv", "summary.json"}));
    EXPECT_EQ(written.files.at("inputs/scenario.toml"), inputs().files.at("scenario.toml"));
}

TEST(RunFiles, ListAwardsByRoundWithTheirSource) {
    EXPECT_EQ(file(small::run(), "awards.csv"),
              "round,date,participant,supply,product,doses,source\n"
              "1,2021-09-01,FJI,JNJ-2021-09,JNJ,50000,round\n"
              "1,2021-09-01,KEN,JNJ-2021-09,JNJ,40000,round\n"
              "1,2021-09-01,PRK,SINOVAC-2021-09,SINOVAC,2970000,round\n"
              "1,2021-09-08,NPL,SINOVAC-2021-09,SINOVAC,1200000,reallocation\n"
              "2,2021-10-04,KEN,SINOVAC-2021-09,SINOVAC,500000,round\n");
}

TEST(RunFiles, ListOffersWithAnswersAndQuoteOnlyWhereTheyMust) {
    EXPECT_EQ(
        file(small::run(), "offers.csv"),
        "offer,round,participant,supply,product,doses,offered,deadline,answer,answered,"
        "accepted_doses,reason,wish,source\n"
        "1,1,PRK,SINOVAC-2021-09,SINOVAC,2970000,2021-09-01,2021-09-15,declined,2021-09-05,0,"
        "\"limited global supply, and surges\","
        "\"to \"\"severely affected\"\" participants\",round\n"
        "2,1,FJI,JNJ-2021-09,JNJ,50000,2021-09-01,2021-09-15,partly_accepted,2021-09-08,30000,"
        ",,round\n"
        "3,1,KEN,JNJ-2021-09,JNJ,40000,2021-09-01,2021-09-15,lapsed,,0,,,round\n"
        "4,1,NPL,SINOVAC-2021-09,SINOVAC,1200000,2021-09-08,2021-09-22,accepted,2021-09-12,"
        "1200000,,,reallocation\n"
        "5,2,KEN,SINOVAC-2021-09,SINOVAC,500000,2021-10-04,2021-10-18,offered,,0,,,round\n");
}

TEST(RunFiles, ListExclusionsWithAnEmptyCellForAllProductsOrAllLines) {
    EXPECT_EQ(file(small::run(), "exclusions.csv"),
              "round,participant,product,supply,code,detail,would_change_it\n"
              "1,FJI,SINOVAC,,opted_out,\"opted out of SINOVAC, BBIBP\",opting in\n"
              "1,KEN,,SINOVAC-2021-09,supply_exhausted,used up at coverage 0.057605,"
              "\"more supply, or sooner\"\n");
}

TEST(RunFiles, ListDeliveriesWithTheShelfLifeLeftOnArrival) {
    auto run = small::run();
    run.deliveries.push_back({small::npl, small::sinovac_line, Doses{7},
                              run.deliveries[0].dispatched, run.deliveries[0].arrived});
    EXPECT_EQ(file(run, "deliveries.csv"),
              "participant,supply,product,doses,dispatched,arrived,expires,shelf_life_days\n"
              "FJI,JNJ-2021-09,JNJ,30000,2021-09-20,2021-09-27,2021-10-15,18\n"
              "NPL,SINOVAC-2021-09,SINOVAC,7,2021-09-20,2021-09-27,,\n");
}

TEST(RunFiles, ListCoverageWithSixDecimalsRoundedDown) {
    const std::string table = file(small::run(), "coverage.csv");
    EXPECT_EQ(table.substr(0, table.find("2021-10-01")),
              "date,participant,facility_doses,other_doses,held_courses,population,coverage,"
              "delivered_doses\n"
              "2021-09-01,FJI,0,200000,100000,896444,0.111551,0\n"  // 0.1115518...
              "2021-09-01,KEN,0,4000000,2000000,53771300,0.037194,0\n"
              "2021-09-01,NPL,0,0,0,29136808,0.000000,0\n"
              "2021-09-01,PRK,0,0,0,25778815,0.000000,0\n");
    EXPECT_EQ(std::ranges::count(table, '\n'), 13);
}

TEST(RunFiles, ListReallocationsWithReasonRankAndWish) {
    EXPECT_EQ(file(small::run(), "reallocations.csv"),
              "from_participant,to_participant,round,supply,product,doses,reason,severity_rank,"
              "wish\n"
              "PRK,NPL,1,SINOVAC-2021-09,SINOVAC,1200000,declined: limited supply,1,"
              "\"to \"\"severely affected\"\" participants\"\n");
}

const std::string expected_summary = R"({
  "format": "aliquot-run/1",
  "scenario": "Four participants, autumn 2021",
  "rule": "equal_coverage",
  "inputs_sha256": ")" + std::string(64, 'a') +
                                     R"(",
  "rounds": 2,
  "supply_doses": 3100000,
  "awarded_doses": 4760000,
  "accepted_doses": 1230000,
  "declined_doses": 2990000,
  "lapsed_doses": 40000,
  "reallocated_doses": 1200000,
  "delivered_doses": 30000,
  "expired_doses": 80000,
  "unallocated_doses": 1270000,
  "buffer_doses": 30000,
  "coverage": {
    "lowest": 0.0,
    "lowest_participant": "PRK",
    "median": 0.028894,
    "highest": 0.133862,
    "highest_participant": "FJI",
    "gini": 0.348068
  },
  "doses_per_100": {
    "lowest": 0.0,
    "lowest_participant": "NPL",
    "median": 3.7195,
    "highest": 24.5414,
    "highest_participant": "FJI",
    "gini": 0.518958
  },
  "conserved": true,
  "certificates": [
    {
      "round": 1,
      "rule": "equal_coverage",
      "verified": true,
      "violations": []
    },
    {
      "round": 2,
      "rule": "equal_coverage",
      "verified": true,
      "violations": []
    }
  ],
  "returned_doses": 10000,
  "deferred_doses": 0,
  "open_offers_doses": 500000,
  "awaiting_dispatch_doses": 600000,
  "in_transit_doses": 600000,
  "in_custody_doses": 20000,
  "balance": {
    "pool": 1270000,
    "buffer": 30000,
    "offered": 500000,
    "title": 600000,
    "transit": 600000,
    "custody": 20000,
    "expired": 80000,
    "used": 0,
    "destroyed": 0,
    "lost": 0,
    "sum": 3100000
  },
  "notices": [],
  "overrides": [
    "lots.respect=false"
  ],
  "until": "2021-10-31",
  "exclusions": {
    "opted_out": 1,
    "supply_exhausted": 1
  }
}
)";

TEST(RunFiles, SumUpTheRunInTheOrderOfTheContract) {
    EXPECT_EQ(file(small::run(), "summary.json"), expected_summary);
}

bool says_conserved(const aliquot::Run& run) {
    return nlohmann::json::parse(file(run, "summary.json")).at("conserved").get<bool>();
}

TEST(RunSummary, SaysNotConservedWhenATotalIsNotWhatTheAccountsHold) {
    auto run = small::run();
    run.totals.expired += Doses{1};
    EXPECT_FALSE(says_conserved(run));
}

TEST(RunSummary, SaysNotConservedWhenAnAccountIsBelowZero) {
    auto run = small::run();  // title:FJI sends more than it owns; all totals still agree
    run.transfers[11].doses += Doses{5};
    run.transfers[12].doses += Doses{5};
    run.totals.in_custody += Doses{5};
    run.totals.awaiting_dispatch -= Doses{5};
    EXPECT_FALSE(says_conserved(run));
}

TEST(RunSummary, SaysNotConservedWhenALineGaveMoreThanItWasConfirmedWith) {
    auto run = small::run();
    run.transfers[0].doses += Doses{1};
    run.totals.supply += Doses{1};
    run.totals.unallocated += Doses{1};
    EXPECT_FALSE(says_conserved(run));
}

TEST(RunSummary, HasNoNumberThatIsNotOneWhenNothingWasHeldByAnyone) {
    auto run = small::run();
    for (CoverageRow& row : run.coverage) row.held = Courses{0};
    EXPECT_EQ(file(run, "summary.json").find("null"), std::string::npos);
    run.coverage.clear();
    const auto summary = nlohmann::json::parse(file(run, "summary.json"));
    EXPECT_EQ(summary.at("coverage").at("gini"), 0.0);
    EXPECT_EQ(summary.at("coverage").at("lowest_participant"), "");
}

TEST(RunSummary, KeepsAnOverrideThatIsNotUtf8ReadableRatherThanFailing) {
    const Folder written =
        run_files(small::scenario(), small::run(), inputs(), std::vector<std::string>{"a=\xff"});
    EXPECT_EQ(nlohmann::json::parse(written.files.at("summary.json")).at("overrides").at(0),
              "a=\xEF\xBF\xBD");
}

TEST(DecisionPackage, NamesItsOwnContentByTheHashOfItsCanonicalForm) {
    auto package = nlohmann::json::parse(file(small::run(), "decisions/round-01.json"));
    const auto hash = package.at("sha256").get<std::string>();
    package.erase("sha256");
    EXPECT_EQ(hash, sha256_hex(package.dump()));
    EXPECT_EQ(package.dump().find("e-"), std::string::npos);
}

TEST(DecisionPackage, HasAnotherHashWhenOneDoseOfOneAwardDiffers) {
    auto run = small::run();
    const std::string before = file(run, "decisions/round-01.json");
    run.decisions[0].awards[0].doses += Doses{1};
    const std::string after = file(run, "decisions/round-01.json");
    EXPECT_NE(nlohmann::json::parse(before).at("sha256"),
              nlohmann::json::parse(after).at("sha256"));
    EXPECT_EQ(file(run, "decisions/round-02.json"), file(small::run(), "decisions/round-02.json"));
}

TEST(DecisionPackage, HoldsOnlyTextAndWholeNumbersSoThatNoProgramWritesItDifferently) {
    const auto package = nlohmann::json::parse(file(small::run(), "decisions/round-01.json"));
    const auto flat = package.flatten();
    for (const auto& [path, value] : flat.items()) EXPECT_FALSE(value.is_number_float()) << path;
}

TEST(DecisionPackage, TellsTheSupplyAsItWasKnownOnTheDay) {
    const auto package = nlohmann::json::parse(file(small::run(), "decisions/round-01.json"));
    EXPECT_EQ(package.at("supply_lines").at(0), nlohmann::json::parse(R"({
        "supply": "JNJ-2021-09", "product": "JNJ", "doses_shared": 100000, "doses_left": 10000,
        "available": "2021-09-01", "expires": "2021-10-15", "kind": "donation",
        "donor": "Utopia", "earmark": ["FJI", "KEN"], "doses_per_course": 1, "lot_doses": 50,
        "minimum_shipment_doses": 0})"));
    // Announced on 20 August: slips to 1 September. The slip announced later is not known yet.
    EXPECT_EQ(package.at("supply_lines").at(1).at("available"), "2021-09-01");
}

TEST(DecisionPackage, HoldsParametersClaimsAwardsExclusionsAndStatistics) {
    const auto package = nlohmann::json::parse(file(small::run(), "decisions/round-01.json"));
    EXPECT_EQ(package.at("parameters"), nlohmann::json::parse(R"({
        "horizon_days": 30, "buffer_share": "0.01", "transit_days": 7,
        "rule": {"name": "equal_coverage", "counts": "all_sources",
                 "measure": "courses", "ceiling": "0.7", "tie": "id",
                 "seed": 1, "threshold": "0.2", "rate_doses_per_head": null,
                 "rate_by_product": {}},
        "gates": {"shelf_life_on_arrival_days": 70, "offer_deadline_days": 14, "answer_days": 7,
                  "required_steps": ["plan", "indemnity"], "off": []},
        "lots": {"polish": "none", "respect": true, "rounding": "webster"}})"));
    EXPECT_EQ(package.at("claims"), nlohmann::json::parse(R"([{
        "participant": "PRK", "held_courses": 0, "room_courses": 25778815,
        "room_reason": "ceiling", "exact_courses": 1485100, "awarded_courses": 1485000,
        "weight": 0,
        "bound": "supply", "open_lines": ["SINOVAC-2021-09"], "level": "0.057605",
        "explanation": {"reason": "supply", "block": null, "limit": null,
                        "limit_courses": null, "lines": {}}}])"));
    EXPECT_EQ(package.at("awards").size(), 3U);
    EXPECT_EQ(package.at("exclusions").size(), 2U);
    EXPECT_EQ(package.at("largest_shortfall"),
              nlohmann::json::parse(R"({"courses": 100, "participant": "PRK"})"));
    const auto& statistics = package.at("statistics");
    EXPECT_EQ(statistics.at("before").at("coverage").at("lowest_participant"), "NPL");
    EXPECT_EQ(statistics.at("before").at("doses_per_100").at("highest"), "22.3104");
    // 1,485,000 courses for 25,778,815 people: NPL stays at nothing.
    EXPECT_EQ(statistics.at("if_all_arrives").at("coverage").at("lowest"), "0.000000");
    EXPECT_EQ(statistics.at("if_all_arrives").at("doses_per_100").at("highest"), "27.8880");
}

TEST(RunFiles, AreTheSameBytesWhateverOrderTheReplayRecordedThingsIn) {
    const Folder written = run_files(small::scenario(), small::run(), inputs(), overrides);
    std::mt19937 shuffling{2021};
    for (int turn = 0; turn < 20; ++turn) {
        auto run = small::run();
        std::ranges::shuffle(run.awards, shuffling);
        std::ranges::shuffle(run.offers, shuffling);
        std::ranges::shuffle(run.exclusions, shuffling);
        for (Decision& each : run.decisions) std::ranges::shuffle(each.awards, shuffling);
        const Folder again = run_files(small::scenario(), run, inputs(), overrides);
        for (const auto& [path, bytes] : written.files)
            EXPECT_EQ(again.files.at(path), bytes) << path << ", turn " << turn;
    }
}

}  // namespace
}  // namespace aliquot
