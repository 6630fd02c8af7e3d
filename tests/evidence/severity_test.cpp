// Severity as an interval: what is taken from whom, which reports are doubted, and who comes first.
#include "aliquot/evidence/severity.hpp"

#include <algorithm>

#include "evidence/said.hpp"
#include <gtest/gtest.h>

namespace aliquot {
namespace {

using aliquot_test::day;

// Participants of a million people each in the region "north", and weeks of reports.
class SeverityTest : public ::testing::Test {
protected:
    SeverityTest() {
        scenario.settings.rule.severity.under_reporting = *Share::parse("3");
        for (const char* id : {"ALDER", "BIRCH", "CEDAR", "ELDER", "HAZEL"}) add(id);
    }

    void add(const std::string& id) {
        Participant made;
        made.id = made.name = id;
        made.population = made.target_population = People{1'000'000};
        made.region = "north";
        made.group = "LIC";
        scenario.participants.push_back(made);
    }
    // Every week up to the last day, so many of them.
    void report(std::size_t who, int weeks, std::int64_t deaths, std::int64_t cases) {
        for (int week = 0; week < weeks; ++week) {
            SeverityReport row;
            row.participant = ParticipantIndex{who};
            row.date = today - Days{7 * week};
            row.deaths = deaths;
            row.cases = cases;
            scenario.severity.push_back(row);
        }
    }
    void everybody_reports(std::int64_t deaths, std::int64_t cases) {
        for (std::size_t who = 0; who < scenario.participants.size(); ++who)
            report(who, 26, deaths, cases);
    }
    // Two quarters known in spring, so many times the reported deaths.
    void estimate(const std::string& place, double times, const std::string& region = "north",
                  const std::string& group = "LIC", std::int64_t reported = 1000) {
        for (const auto& [from, until] :
             {std::pair{"2020-07-01", "2020-09-30"}, std::pair{"2020-10-01", "2020-12-31"}}) {
            ExcessEstimate made;
            made.place = place;
            made.region = region;
            made.group = group;
            made.from = day(from);
            made.until = day(until);
            made.published = day("2021-03-01");
            made.reported = reported;
            made.thousandths = static_cast<std::int64_t>(times * 1000) * reported;
            scenario.excess.push_back(made);
        }
    }
    [[nodiscard]] std::vector<Severity> ask(SeverityQuestion question = {}) const {
        question.day = today;
        return severity_of(scenario, question);
    }
    [[nodiscard]] Severity of(const std::string& id, const SeverityQuestion& question = {}) const {
        for (const Severity& each : ask(question))
            if (scenario.at(each.participant).id == id) return each;
        throw std::out_of_range(id);
    }
    [[nodiscard]] std::string order(const SeverityQuestion& question = {}) const {
        std::string ids;
        for (const Severity& each : ask(question))
            ids += scenario.at(each.participant).id.substr(0, 1);
        return ids;
    }

    Scenario scenario;
    Date today = day("2021-06-27");
};

TEST_F(SeverityTest, WithoutEstimatesUnreportedDeathsAreAsTheSettingSays) {
    report(0, 4, 10, 100);
    const Severity alder = of("ALDER");
    EXPECT_EQ(alder.deaths.thousandths, (std::array<std::int64_t, 3>{40'000, 80'000, 120'000}));
    EXPECT_EQ(alder.rate(Robust::middle, People{1'000'000}), 20'000);
    EXPECT_EQ(alder.factor.basis, "the setting severity_under_reporting");
}

TEST_F(SeverityTest, ItsOwnExcessDeathsCountMoreThanThoseOfOthers) {
    everybody_reports(10, 100);
    for (const char* place : {"P1", "P2", "P3", "P4", "P5"}) estimate(place, 2);
    estimate("ALDER", 4);
    EXPECT_EQ(of("ALDER").factor.thousandths[1], 4000);
    EXPECT_EQ(of("ALDER").factor.basis, "its own excess deaths, 2020-07-01 to 2020-12-31");
    EXPECT_EQ(of("BIRCH").factor.thousandths[1], 2000);
    EXPECT_EQ(of("BIRCH").factor.basis, "excess deaths of 6 places of north and LIC");
}

TEST_F(SeverityTest, ComparablesAreFiveOfRegionAndGroupElseOfRegionElseOfGroupElseAll) {
    everybody_reports(10, 100);
    for (const char* place : {"P1", "P2", "P3", "P4"}) estimate(place, 2);
    EXPECT_EQ(of("ALDER").factor.basis, "the setting severity_under_reporting");
    estimate("P5", 9, "south", "HIC");
    EXPECT_EQ(of("ALDER").factor.basis, "excess deaths of 5 places");
    estimate("P6", 3, "south", "LIC");
    EXPECT_EQ(of("ALDER").factor.basis, "excess deaths of 5 places of LIC");
    estimate("P7", 3, "north", "HIC");
    EXPECT_EQ(of("ALDER").factor.basis, "excess deaths of 5 places of north");
    estimate("P8", 3);
    EXPECT_EQ(of("ALDER").factor.basis, "excess deaths of 5 places of north and LIC");
    EXPECT_EQ(of("ALDER").factor.thousandths, (std::array<std::int64_t, 3>{2000, 2000, 3000}));
}

TEST_F(SeverityTest, EstimatesCountFromTheDayOfTheirPublicationAndWhereDeathsWereReported) {
    everybody_reports(10, 100);
    for (const char* place : {"P1", "P2", "P3", "P4"}) estimate(place, 2);
    estimate("P5", 500, "north", "LIC", 9);  // nearly nothing reported: no ratio
    EXPECT_EQ(of("ALDER").factor.basis, "the setting severity_under_reporting");
    estimate("P6", 2);
    EXPECT_EQ(of("ALDER").factor.basis, "excess deaths of 5 places of north and LIC");
    today = day("2021-02-28");
    EXPECT_EQ(of("ALDER").factor.basis, "the setting severity_under_reporting");
}

TEST_F(SeverityTest, FewerDeathsThanReportedAreNotBelieved) {
    everybody_reports(10, 100);
    for (const char* place : {"P1", "P2", "P3", "P4", "P5"}) estimate(place, -1);
    EXPECT_EQ(of("ALDER").factor.thousandths, (std::array<std::int64_t, 3>{1000, 1000, 1000}));
}

TEST_F(SeverityTest, NoCaseWhileMostNeighboursHadWavesIsDoubtedAndJudgedByThem) {
    for (const std::size_t who : {0U, 1U, 2U, 3U})
        report(who, 26, 10 + 5 * static_cast<int>(who), 500);
    report(4, 26, 0, 0);
    const Severity hazel = of("HAZEL");
    ASSERT_FALSE(hazel.doubts.empty());
    EXPECT_EQ(hazel.doubts[0].kind, DoubtKind::no_case);
    EXPECT_EQ(hazel.doubts[0].words,
              "not a case in 91 days, while most others of north, 4 of them, had waves");
    // Lower end: what it reported. Middle and upper: the neighbours' median and nearly their most.
    EXPECT_EQ(hazel.deaths.thousandths, (std::array<std::int64_t, 3>{0, 120'000, 200'000}));
    EXPECT_FALSE(hazel.qualifies);
    EXPECT_EQ(order().back(), 'H');
    SeverityQuestion by_middle;
    by_middle.qualify = Robust::middle;
    EXPECT_NE(order(by_middle).back(), 'H');
}

TEST_F(SeverityTest, AnIslandWithoutCasesAmongOthersWithoutIsNotDoubted) {
    for (const std::size_t who : {0U, 1U}) report(who, 26, 10, 500);
    for (const std::size_t who : {2U, 3U, 4U}) report(who, 26, 0, 0);
    EXPECT_TRUE(of("HAZEL").doubts.empty() || of("HAZEL").doubts[0].kind != DoubtKind::no_case);
}

TEST_F(SeverityTest, FarFewerDeathsThanTheNeighboursRateAreDoubtedIfTenAreExpected) {
    for (const std::size_t who : {0U, 1U, 2U, 3U}) report(who, 26, 10, 500);
    report(4, 26, 0, 500);
    ASSERT_EQ(of("HAZEL").doubts.size(), 1U);
    EXPECT_EQ(of("HAZEL").doubts[0].words,
              "0 deaths in 28 days, where the median rate of north would make 40");
    scenario.participants[4].population = People{200'000};  // eight are expected there
    EXPECT_TRUE(of("HAZEL").doubts.empty());
}

TEST_F(SeverityTest, MostCasesInOneWeekAreDoubtedUnlessItIsRecent) {
    everybody_reports(10, 20);
    for (SeverityReport& row : scenario.severity)
        if (row.participant == ParticipantIndex{4} && row.date == today - Days{70})
            row.cases = 5000;
    const Severity hazel = of("HAZEL");
    ASSERT_EQ(hazel.doubts.size(), 1U);
    EXPECT_EQ(hazel.doubts[0].kind, DoubtKind::all_in_one_week);
    for (SeverityReport& row : scenario.severity)
        if (row.participant == ParticipantIndex{4}) row.cases = row.date == today ? 5000 : 20;
    EXPECT_TRUE(of("HAZEL").doubts.empty());
}

TEST_F(SeverityTest, WhoReportsNothingIsKnownByItsNeighboursOrNotAtAll) {
    for (const std::size_t who : {0U, 1U, 2U, 3U}) report(who, 26, 10, 500);
    EXPECT_EQ(of("HAZEL").doubts[0].kind, DoubtKind::nothing_reported);
    EXPECT_TRUE(of("HAZEL").is_known);
    scenario.participants[4].region.clear();
    EXPECT_FALSE(of("HAZEL").is_known);
}

TEST_F(SeverityTest, DoubtedReportsMayBeTakenAtOneEnd) {
    for (const std::size_t who : {0U, 1U, 2U, 3U}) report(who, 26, 10, 500);
    report(4, 26, 0, 0);
    scenario.settings.evidence.doubted = Robust::lower;
    EXPECT_EQ(of("HAZEL").deaths.thousandths[1], 0);
    EXPECT_EQ(of("ALDER").deaths.thousandths[1], 80'000);
    scenario.settings.evidence.doubted = Robust::upper;
    EXPECT_EQ(of("HAZEL").deaths.thousandths[1], of("HAZEL").deaths.thousandths[2]);
}

TEST_F(SeverityTest, TheOrderIsByTheChosenEndThenByCasesThenById) {
    report(0, 4, 10, 100);
    report(1, 4, 10, 900);
    report(2, 4, 30, 1);
    report(3, 4, 0, 0);
    report(4, 4, 0, 0);
    EXPECT_EQ(order(), "CBAEH");
    std::vector<int> by_report;
    for (const Severity& each : ask()) by_report.push_back(each.reported_rank);
    EXPECT_EQ(by_report, (std::vector<int>{1, 2, 3, 4, 5}));
}

TEST_F(SeverityTest, ProbabilitiesOfBeingAmongTheFirstAddUpAndFollowTheIntervals) {
    for (Participant& each : scenario.participants) each.region.clear();  // nobody is doubted
    report(0, 4, 100, 100);
    report(1, 4, 10, 100);
    report(2, 4, 9, 100);
    report(3, 4, 1, 100);
    report(4, 4, 0, 0);
    SeverityQuestion question;
    question.k = 2;
    std::int64_t sum = 0;
    for (const Severity& each : ask(question)) sum += each.first_ones;
    EXPECT_NEAR(static_cast<double>(sum), 2000, 5);
    EXPECT_EQ(of("ALDER", question).first_ones, 1000);
    EXPECT_GT(of("BIRCH", question).first_ones, of("CEDAR", question).first_ones);
    EXPECT_GT(of("CEDAR", question).first_ones, 300);
    EXPECT_EQ(of("ELDER", question).first_ones, 0);
}

TEST_F(SeverityTest, LaterReportsAndLaterEstimatesChangeNothing) {
    everybody_reports(10, 100);
    for (const char* place : {"P1", "P2", "P3", "P4", "P5"}) estimate(place, 2);
    SeverityQuestion question;
    question.k = 2;
    const auto before = ask(question);
    SeverityReport tomorrow = scenario.severity.front();
    tomorrow.date = today + Days{1};
    tomorrow.deaths = 100'000;
    scenario.severity.push_back(tomorrow);
    estimate("ALDER", 9);
    for (ExcessEstimate& each : scenario.excess)
        if (each.place == "ALDER") each.published = today + Days{1};
    const auto after = ask(question);
    for (std::size_t i = 0; i < before.size(); ++i) {
        EXPECT_EQ(before[i].participant, after[i].participant);
        EXPECT_EQ(before[i].deaths.thousandths, after[i].deaths.thousandths);
        EXPECT_EQ(before[i].factor.basis, after[i].factor.basis);
        EXPECT_EQ(before[i].first_ones, after[i].first_ones);
    }
}

TEST_F(SeverityTest, WhoHasNoDeathsAtAnyEndIsNeverDrawnAboveWhoHas) {
    add("TINY");
    scenario.participants.back().population = People{100};  // a thousandth of a death is much
    everybody_reports(0, 0);
    report(0, 4, 1, 0);
    SeverityQuestion question;
    question.k = 1;
    EXPECT_EQ(of("ALDER", question).first_ones, 1000);
}

TEST_F(SeverityTest, TheOrderOfRowsDoesNotMatter) {
    everybody_reports(10, 100);
    report(2, 2, 7, 5);
    for (const char* place : {"P1", "P2", "P3", "P4", "P5"}) estimate(place, 2);
    SeverityQuestion question;
    question.k = 2;
    const auto before = ask(question);
    std::ranges::reverse(scenario.severity);
    std::ranges::reverse(scenario.excess);
    const auto after = ask(question);
    for (std::size_t i = 0; i < before.size(); ++i) {
        EXPECT_EQ(before[i].participant, after[i].participant);
        EXPECT_EQ(before[i].deaths.thousandths, after[i].deaths.thousandths);
        EXPECT_EQ(before[i].first_ones, after[i].first_ones);
    }
}

}  // namespace
}  // namespace aliquot
