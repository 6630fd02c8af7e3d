// Tables of statements and judgements: what is read of them, and exactly what is said about each
// broken one.
#include "aliquot/io/statement_reader.hpp"

#include "io/sound_scenario.hpp"
#include "io/text_cases.hpp"
#include <gtest/gtest.h>

#include "aliquot/io/error_text.hpp"
#include "aliquot/io/scenario_reader.hpp"

namespace {

using namespace aliquot;
using aliquot_test::sound_scenario;
using aliquot_test::TextCase;

TEST(StatementReader, ReadsEveryColumnOfAStatement) {
    const auto scenario = read_scenario(sound_scenario());
    ASSERT_TRUE(scenario);
    ASSERT_EQ(scenario->statements.size(), 4U);
    const Statement& first = scenario->statements[0];
    EXPECT_EQ(first.id, "M1");
    EXPECT_EQ(first.about, "first, of two");
    EXPECT_EQ(first.kind, SourceKind::supplier);
    EXPECT_EQ(first.reliability, Reliability::b);
    EXPECT_EQ(first.credibility, Credibility::probable);
    EXPECT_EQ(first.event, Said::allocated);
    EXPECT_EQ(first.doses, Doses{50'000});
    EXPECT_EQ(first.people, People{25'000});
    EXPECT_EQ(first.population, People{1'000'000});
    EXPECT_EQ(first.share->text(), "0.025");
    EXPECT_EQ(format_date(*first.date_to), "2021-03-31");
    EXPECT_EQ(scenario->statements[1].contradicts, std::vector<std::string>{"M1"});
    EXPECT_EQ(scenario->statements[2].rests_on, "P1");
    EXPECT_EQ(scenario->statements[3].supersedes, "M1");
}

TEST(StatementReader, TakesAMissingGradeForOneThatCannotBeJudged) {
    const auto scenario = read_scenario(sound_scenario());
    ASSERT_TRUE(scenario);
    EXPECT_EQ(scenario->statements[1].reliability, Reliability::f);
    EXPECT_EQ(scenario->statements[1].credibility, Credibility::unjudged);
}

TEST(StatementReader, ReadsAJudgementWithItsNameAndReason) {
    const auto scenario = read_scenario(sound_scenario());
    ASSERT_TRUE(scenario);
    ASSERT_EQ(scenario->judgements.size(), 1U);
    const Judgement& one = scenario->judgements[0];
    EXPECT_EQ(one.by + ", " + one.reason, "M. Moreau, saw the store");
    EXPECT_EQ(one.event, (SupplyEvent{"AAA", "two", "S1", SupplyEventKind::delivered}));
    EXPECT_EQ(one.belief, Belief::refuted);
}

TEST(StatementReader, TakesWhatCountsFromTheSettings) {
    EXPECT_EQ(read_scenario(sound_scenario())->settings.evidence.counts, Belief::confirmed);
    const std::vector<std::string> probable{"evidence.counts=\"probable\""};
    EXPECT_EQ(read_scenario(sound_scenario(), probable)->settings.evidence.counts,
              Belief::probable);
}

TEST(StatementReader, ReadsATableThatStandsAlone) {
    const std::string table =
        "statement,said_on,source,source_kind,about,participant,product,doses\n"
        "B,2021-03-02,Radio,media,more,NOWHERE,NEW,10\nA,2021-03-02,Paper,media,some,,,\n";
    const auto evidence = read_statements_alone("said.csv", table);
    ASSERT_TRUE(evidence);
    ASSERT_EQ(evidence->statements.size(), 2U);
    EXPECT_EQ(evidence->statements[0].id, "A") << "by day, then id";
    EXPECT_EQ(evidence->statements[1].participant, "NOWHERE") << "any may be named";
}

TEST(StatementReader, TakesWhatCountsForATableThatStandsAlone) {
    const std::string table =
        "statement,said_on,source,source_kind,about\nA,2021-03-02,Paper,media,a\n";
    const std::vector<std::string> counts{"evidence.counts=\"probable\""};
    EXPECT_EQ(read_statements_alone("said.csv", table)->counts, Belief::confirmed);
    EXPECT_EQ(read_statements_alone("said.csv", table, counts)->counts, Belief::probable);
    const std::vector<std::string> other{"lots.respect=false"};
    const auto refused = read_statements_alone("said.csv", table, other);
    ASSERT_FALSE(refused) << "nothing is left out in silence";
    EXPECT_EQ(
        format_error(refused.error().at(0)),
        "override `lots.respect=false`: unknown section \"lots\"; the keys before the sections "
        "are: evidence");
}

TEST(StatementReader, NamesTheFileRowAndColumnOfATableThatStandsAlone) {
    const auto evidence = read_statements_alone(
        "said.csv", "statement,said_on,source,source_kind,about\nA,2021-3-2,Paper,media,some\n");
    ASSERT_FALSE(evidence);
    EXPECT_EQ(format_error(evidence.error().at(0)),
              "said.csv row 2, column said_on: \"2021-3-2\" is not a full date; write 2021-03-02");
}

const std::vector<TextCase>& broken_statements() {
    static const auto cases = aliquot_test::read_text_cases(
        std::string{ALIQUOT_TEST_DATA} + "/broken/statements.txt", sound_scenario());
    return cases;
}

TEST(BrokenStatementReader, SaysExactlyWhatIsWrongWithEachBrokenTable) {
    ASSERT_GE(broken_statements().size(), 25U);
    for (const TextCase& broken : broken_statements()) {
        std::string expected;
        for (const std::string& message : broken.messages) expected += "> " + message + "\n";
        ASSERT_FALSE(expected.empty()) << broken.name;
        std::string found;
        const auto scenario = read_scenario(broken.folder, broken.overrides);
        if (!scenario)
            for (const Error& error : scenario.error()) found += "> " + format_error(error) + "\n";
        EXPECT_EQ(expected, found) << "statements.txt:" << broken.line << ": " << broken.name;
    }
}

}  // namespace
