// Statements that cannot all be right, promises that slipped, and samples.
#include "aliquot/evidence/contradiction.hpp"

#include "evidence/said.hpp"
#include <gtest/gtest.h>

namespace {

using namespace aliquot;
using aliquot_test::day;
using aliquot_test::evidence;
using aliquot_test::ids_of;
using aliquot_test::said;
using Ids = std::vector<std::string>;

EvidenceFindings findings(const Evidence& all, const std::string& on = "2022-12-31") {
    return findings_on(StatementBook{all}, day(on));
}

// The statements of every contradiction, newest first.
std::vector<Ids> sets(const std::vector<Statement>& statements) {
    const Evidence all = evidence(statements);
    std::vector<Ids> found;
    for (const Contradiction& each : findings(all).contradictions)
        found.push_back(ids_of(all, each.statements));
    return found;
}

Statement between(Statement one, const std::string& from, const std::string& to) {
    if (!from.empty()) one.date_from = day(from);
    if (!to.empty()) one.date_to = day(to);
    return one;
}

Statement of(Statement one, std::int64_t doses) {
    one.doses = Doses{doses};
    return one;
}

TEST(Contradiction, SetsADeliveryAgainstADenialOfTheSameTime) {
    const Statement came = said("A", "2021-04-08", "paper", Said::delivered);
    const Statement nothing = said("B", "2021-04-09", "embassy", Said::denied);
    const Evidence all = evidence({came, nothing});
    const auto found = findings(all).contradictions;
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].kind, ContradictionKind::delivered_denied);
    EXPECT_EQ(ids_of(all, found[0].statements), (Ids{"B", "A"})) << "newest first";
    EXPECT_EQ(found[0].way_out, "");
    EXPECT_TRUE(findings(all, "2021-04-08").contradictions.empty()) << "nobody had denied it yet";
}

TEST(Contradiction, SaysHowBothCanBeRight) {
    const Statement nothing = said("A", "2021-04-09", "embassy", Said::denied);
    const Statement came = said("B", "2021-04-20", "paper", Said::delivered);
    const auto found = findings(evidence({nothing, came})).contradictions;
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].way_out, "all can be right if the doses came after 9 April 2021");
    EXPECT_TRUE(sets({nothing, said("B", "2021-06-20", "paper", Said::delivered)}).empty())
        << "news of June says nothing about April";
}

TEST(Contradiction, LetsADenialOfEverythingSpeakOfEveryProduct) {
    Statement nothing = said("A", "2021-04-09", "embassy", Said::denied);
    nothing.product = "";
    Statement other = said("B", "2021-04-01", "paper", Said::delivered);
    other.product = "ONE";
    EXPECT_EQ(sets({nothing, other, said("C", "2021-04-02", "radio", Said::delivered)}),
              (std::vector<Ids>{{"A", "C", "B"}}));
    nothing.product = "TWO";
    EXPECT_TRUE(sets({nothing, other}).empty()) << "another product";
    other.participant = "BIRCH";
    nothing.product = "ONE";
    EXPECT_TRUE(sets({nothing, other}).empty()) << "another participant";
}

TEST(Contradiction, SaysHowAllOfASetCanBeRightOnlyIfAllCan) {
    const Statement early = said("A", "2021-04-09", "embassy", Said::denied);
    const Statement later = said("B", "2021-04-15", "ministry", Said::denied);
    const Statement claim = said("C", "2021-04-20", "paper", Said::delivered);
    const auto way_out = [](std::vector<Statement> all) {
        return findings(evidence(std::move(all))).contradictions.at(0).way_out;
    };
    EXPECT_EQ(way_out({early, later, claim}),
              "all can be right if the doses came after 15 April 2021");
    const Statement sooner =
        between(said("D", "2021-04-21", "radio", Said::delivered), "2021-04-01", "2021-04-12");
    EXPECT_EQ(way_out({early, later, claim, sooner}), "") << "not after 12 April";
}

TEST(Contradiction, NamesNoProductIfTheSetIsOfSeveral) {
    Statement nothing = said("A", "2021-04-09", "embassy", Said::denied);
    nothing.product = "";
    Statement other = said("B", "2021-04-01", "paper", Said::delivered);
    const auto product = [](std::vector<Statement> all) {
        return findings(evidence(std::move(all))).contradictions.at(0).product;
    };
    EXPECT_EQ(product({nothing, other}), "TWO");
    other.product = "ONE";
    EXPECT_EQ(product({nothing, other, said("C", "2021-04-02", "radio", Said::delivered)}), "");
}

TEST(Contradiction, CountsTheStatementsThatHadBeenMadeByTheDay) {
    const Evidence all = evidence({said("A", "2021-04-08", "paper", Said::delivered),
                                   said("B", "2021-04-09", "embassy", Said::denied)});
    EXPECT_EQ(findings(all, "2021-04-08").statements, 1U);
    EXPECT_EQ(findings(all).statements, 2U);
}

TEST(Contradiction, LeavesOutWhatWasTakenBack) {
    const Statement came = said("A", "2021-04-08", "paper", Said::delivered);
    const Statement nothing = said("B", "2021-04-09", "embassy", Said::denied);
    Statement sorry = said("C", "2021-04-12", "paper", std::nullopt);
    sorry.supersedes = "A";
    EXPECT_TRUE(sets({came, nothing, sorry}).empty());
}

TEST(Contradiction, SetsAcceptedAgainstDeclined) {
    const Statement yes = said("A", "2021-08-20", "paper", Said::accepted);
    Statement no = said("B", "2021-08-31", "ministry", Said::declined);
    EXPECT_EQ(sets({yes, no}), (std::vector<Ids>{{"B", "A"}}));
    no.source = "PAPER";
    EXPECT_TRUE(sets({yes, no}).empty()) << "a source may change its answer";
    no.source = "ministry";
    no.said_on = day("2021-12-31");
    EXPECT_TRUE(sets({yes, no}).empty()) << "the answer may have changed in between";
}

TEST(Contradiction, FindsTwoAmountsOfTheSameDoses) {
    const Statement first = of(said("A", "2021-03-02", "COVAX", Said::allocated), 1'704'000);
    const Statement round = of(said("B", "2021-08-05", "UNICEF", Said::delayed), 1'700'000);
    const Statement more = of(said("C", "2021-09-01", "press", Said::allocated), 1'900'000);
    EXPECT_TRUE(sets({first, round}).empty()) << "one is the other rounded";
    EXPECT_EQ(sets({first, round, more}), (std::vector<Ids>{{"C", "B", "A"}}));
    const Statement revised = of(said("D", "2021-09-02", "COVAX", Said::allocated), 1'900'000);
    EXPECT_EQ(sets({first, revised, more}), std::vector<Ids>{}) << "a source revised its amount";
    EXPECT_TRUE(sets({first, of(said("E", "2021-03-03", "press", Said::forecast), 9'000)}).empty())
        << "a forecast is not an allocation";
    EXPECT_TRUE(sets({between(first, "2021-02-01", "2021-05-31"),
                      between(more, "2021-09-01", "2021-12-31")})
                    .empty())
        << "two parts";
}

TEST(Contradiction, HonoursWhatIsMarkedInTheTable) {
    const Statement one = said("A", "2021-03-02", "COVAX", std::nullopt);
    Statement other = said("B", "2021-03-03", "press", std::nullopt);
    other.contradicts = {"A"};
    EXPECT_EQ(sets({one, other}), (std::vector<Ids>{{"B", "A"}}));
}

TEST(Slip, FollowsAPromisedTimeFromStatementToStatement) {
    const std::vector<Statement> statements{
        between(said("A", "2021-02-03", "COVAX", Said::forecast), "2021-01-01", "2021-06-30"),
        between(said("B", "2021-03-02", "COVAX", Said::allocated), "2021-02-01", "2021-05-31"),
        between(said("C", "2021-03-25", "Gavi", Said::delayed), "2021-05-01", ""),
        between(said("D", "2021-04-25", "Gavi", Said::delayed), "2021-05-10", "2021-05-20"),
        between(said("E", "2021-05-20", "Gavi", Said::delayed), "2021-07-01", "2021-12-31"),
        said("F", "2021-06-01", "ministry", Said::delayed)};
    const Evidence all = evidence(statements);
    const auto slips = findings(all).slips;
    ASSERT_EQ(slips.size(), 1U);
    EXPECT_EQ(ids_of(all, slips[0].statements), (Ids{"B", "C", "D", "E"}));
    EXPECT_EQ(slips[0].moved, Days{150});
    EXPECT_TRUE(findings(all, "2021-03-24").slips.empty());
    EXPECT_FALSE(findings(all).faults()) << "a slip is nobody's mistake";
}

TEST(Slip, IsNoSecondPromise) {
    const Evidence all =
        evidence({between(of(said("A", "2021-02-03", "COVAX", Said::allocated), 10'000),
                          "2021-02-01", "2021-05-31"),
                  between(of(said("B", "2021-05-03", "COVAX", Said::allocated), 90'000),
                          "2021-07-01", "2021-12-31")});
    EXPECT_TRUE(findings(all).slips.empty());
}

TEST(Sample, IsNoSupplyAndContradictsNoDenial) {
    Statement some = said("A", "2021-04-08", "source", Said::delivered);
    some.about = "A few samples came in, for tests";
    const Statement nothing = said("B", "2021-04-09", "embassy", Said::denied);
    const auto found = findings(evidence({some, nothing}));
    EXPECT_TRUE(found.contradictions.empty());
    ASSERT_EQ(found.samples.size(), 1U);
    EXPECT_EQ(found.samples[0].why, "what came was \"samples\", not supply");
    EXPECT_FALSE(found.faults());
}

TEST(Sample, IsAlsoWhatIsTooLittleForAnyone) {
    const auto found =
        findings(evidence({of(said("A", "2021-04-08", "source", Said::delivered), 150)}));
    ASSERT_EQ(found.samples.size(), 1U);
    EXPECT_EQ(found.samples[0].why,
              "150 doses are less than a course for every 10,000 people: too few to be supply");
    EXPECT_TRUE(findings(evidence({of(said("A", "2021-04-08", "s", Said::delivered), 200)}))
                    .samples.empty());
}

}  // namespace
