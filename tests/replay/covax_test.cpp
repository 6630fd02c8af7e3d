// The embedded scenarios: figures that are known from outside, and equal output for equal input.
#include <algorithm>
#include <random>
#include <sstream>

#include <gtest/gtest.h>

#include "aliquot/domain/spread.hpp"
#include "aliquot/io/report_html.hpp"
#include "aliquot/io/run_writer.hpp"
#include "aliquot/io/scenario_reader.hpp"
#include "aliquot/replay/replay.hpp"

namespace aliquot {
namespace {

struct Lived {
    Folder folder;
    Scenario scenario;
    Run run;
};

Lived live(const Folder& folder, const std::vector<std::string>& overrides = {}) {
    auto scenario = read_scenario(folder, overrides);
    EXPECT_TRUE(scenario.has_value());
    auto replayed = replay(*scenario);
    EXPECT_TRUE(replayed.has_value());
    return {folder, *std::move(scenario), std::move(replayed->run)};
}

Lived live(const std::string& name, const std::vector<std::string>& overrides = {}) {
    return live(embedded_scenario(name).value(), overrides);
}

// The rows of every table in another order; quoted cells hold no line breaks in these scenarios.
Folder shuffled(Folder folder, std::mt19937_64& random) {
    for (auto& [name, bytes] : folder.files) {
        if (!name.ends_with(".csv")) continue;
        std::istringstream in{bytes};
        std::string header;
        std::getline(in, header);
        std::vector<std::string> rows;
        for (std::string row; std::getline(in, row);) rows.push_back(row);
        std::ranges::shuffle(rows, random);
        bytes = header + "\n";
        for (const std::string& row : rows) bytes += row + "\n";
    }
    return folder;
}

TEST(Covax, RowsInAnyOrderGiveTheSameBytes) {
    std::mt19937_64 random{92};
    for (const char* name : {"covax-2021", "dprk-2021"}) {
        const Lived plain = live(std::string{name});
        Folder expected = run_files(plain.scenario, plain.run, plain.folder, {});
        expected.files["report.html"] = report_html(plain.scenario, plain.run, nullptr);
        const Lived mixed = live(shuffled(plain.folder, random));
        Folder found = run_files(mixed.scenario, mixed.run, mixed.folder, {});
        found.files["report.html"] = report_html(mixed.scenario, mixed.run, nullptr);
        ASSERT_EQ(expected.files.size(), found.files.size());
        for (const auto& [file, bytes] : expected.files)
            if (!file.starts_with("inputs/")) {
                EXPECT_EQ(bytes, found.files.at(file)) << file;
            }
    }
}

TEST(Covax, HistoryIsTheDosesThatArrived) {
    const Lived history = live("covax-2021", {"rule.name=\"recorded\""});
    EXPECT_EQ(history.run.totals.supply, Doses{832'465'957});
    EXPECT_EQ(history.run.totals.delivered, Doses{832'465'957});
}

TEST(Covax, EvenedOutByDosesTheLeastServedReachTheLevelThatTheSupplyAllows) {
    const Lived even =
        live("covax-2021", {"rule.measure=\"doses\"", "lots.respect=false", "gates.off=[\"all\"]"});
    const Spread spread = spread_of(even.scenario, last_day(even.run), Measure::doses_per_100);
    // 65.55 with all of the year known beforehand; round by round, without hindsight, a little
    // less.
    EXPECT_GT(spread.lowest, 60.0);
    EXPECT_LT(spread.lowest, 65.56);
}

TEST(Covax, EqualCoverageSpreadsTheSameDosesMoreEvenly) {
    const Lived fair = live("covax-2021");
    const Lived history = live("covax-2021", {"rule.name=\"recorded\""});
    const auto gini = [](const Lived& lived) {
        return spread_of(lived.scenario, last_day(lived.run), Measure::coverage).gini;
    };
    EXPECT_LT(gini(fair), gini(history) * 0.6);
}

TEST(Covax, TheDeclinedSinovacDosesAreInNamedHandsToTheDose) {
    for (const char* name : {"covax-2021", "dprk-2021"}) {
        const Lived lived = live(std::string{name});
        Doses placed;
        for (const Reallocation& each : lived.run.reallocations) {
            if (lived.scenario.at(each.from).id != "PRK") continue;
            EXPECT_GE(each.severity_rank, 1);
            EXPECT_LE(each.severity_rank, 5);
            placed += each.doses;
        }
        EXPECT_EQ(placed, Doses{2'970'000}) << name;
    }
}

TEST(Covax, EveryRunKeepsEveryDose) {
    for (const char* rule : {"equal_coverage", "proportional", "least_covered", "recorded"}) {
        const Lived lived = live("covax-2021", {std::string{"rule.name=\""} + rule + "\""});
        const Totals& sum = lived.run.totals;
        EXPECT_EQ(sum.supply, sum.accepted - sum.returned + sum.open_offers + sum.unallocated +
                                  sum.buffer + sum.expired)
            << rule;
        for (const Decision& decision : lived.run.decisions)
            EXPECT_TRUE(decision.certificate.verified) << rule << " round " << decision.round;
    }
}

}  // namespace
}  // namespace aliquot
