// Which of two runs averts more deaths, and where the model cannot say.
#include "aliquot/io/epidemic/verdicts.hpp"

#include <gtest/gtest.h>

#include "aliquot/io/epidemic/comparison_picture.hpp"

namespace aliquot {
namespace {

// One participant; deaths by run and member.
ComparedRuns with_deaths(const std::vector<std::vector<std::int64_t>>& deaths) {
    ComparedRuns c;
    const std::size_t members = deaths.front().size();
    c.head.members = static_cast<std::int64_t>(members);
    c.head.participants = {{"AAA", 1000, std::vector<std::int64_t>(deaths.size(), 0)}};
    c.figures = epidemic::Comparison{1, deaths.size(), members};
    c.weeks = epidemic::WeeklySums{deaths.size(), members, 1};
    for (std::size_t r = 0; r < deaths.size(); ++r) {
        const std::string number = std::to_string(r);
        c.head.runs.push_back({"folder-" + number, "rule_" + number, "sha-" + number});
        for (std::size_t m = 0; m < members; ++m)
            c.figures.at(0, r, m).deaths = c.weeks.at(r, m, 0).deaths = deaths[r][m];
    }
    return c;
}

const std::vector<std::vector<std::int64_t>> three_runs{
    {100, 110, 120, 130}, {90, 100, 110, 120}, {91, 99, 111, 119}};

std::string words_of(const ComparedRuns& c, std::size_t pair) {
    return in_words(verdicts(c).at(pair), names_of_runs(c));
}

TEST(Verdicts, SayWhichAvertsMoreWhereMembersAgree) {
    const ComparedRuns c = with_deaths(three_runs);
    ASSERT_EQ(verdicts(c).size(), 3U);
    EXPECT_EQ(verdicts(c)[0].sign(), 1);
    EXPECT_EQ(words_of(c, 0),
              "Run 2 (rule_1) averts more deaths than run 1 (rule_0): 10 (10 to 10) more, in 100 % "
              "of members.");
}

TEST(Verdicts, ArgueTheSameWhicheverOfTheTwoComesFirst) {
    const ComparedRuns c = with_deaths({three_runs[1], three_runs[0]});
    EXPECT_EQ(verdicts(c)[0].sign(), -1);
    EXPECT_EQ(words_of(c, 0),
              "Run 1 (rule_0) averts more deaths than run 2 (rule_1): 10 (10 to 10) more, in 100 % "
              "of members.");
}

TEST(Verdicts, SayThatTheModelCannotSayWhereZeroIsInTheRange) {
    const ComparedRuns c = with_deaths(three_runs);
    EXPECT_EQ(verdicts(c)[2].sign(), 0);
    EXPECT_FALSE(verdicts(c)[2].alike());
    EXPECT_EQ(words_of(c, 2),
              "This model cannot say which averts more deaths, run 2 (rule_1) or run 3 (rule_2): "
              "the first averts 0 (-1 to 1) more, but only in 50 % of members.");
    EXPECT_EQ(undecided_text(verdicts(c), names_of_runs(c)),
              "This model cannot say which averts more deaths:\n"
              "  run 2 (rule_1) or run 3 (rule_2): the first averts 0 (-1 to 1) more, but only in "
              "50 % of members\n");
}

TEST(Verdicts, TellRunsThatAreAlikeFromRunsThatCannotBeToldApart) {
    const ComparedRuns c = with_deaths({three_runs[0], three_runs[0]});
    EXPECT_TRUE(verdicts(c)[0].alike());
    EXPECT_EQ(words_of(c, 0),
              "Run 1 (rule_0) and run 2 (rule_1) avert as many deaths, in every member.");
    EXPECT_EQ(verdicts_html(verdicts(c), names_of_runs(c)).bytes().find("cannot-say"),
              std::string::npos);
}

TEST(Verdicts, CannotSayWhereEnsemblesDisagree) {
    const std::vector<NamedEnsemble> agree{{"middle", with_deaths({{100, 100}, {90, 90}})},
                                           {"upper", with_deaths({{200, 200}, {180, 180}})}};
    const auto yes = verdicts(agree);
    ASSERT_TRUE(yes);
    EXPECT_EQ(yes->at(0).sign(), 1);
    EXPECT_EQ(in_words(yes->at(0), names_of_runs(agree[0].compared), {"middle", "upper"}),
              "Run 2 (rule_1) averts more deaths than run 1 (rule_0) in every ensemble: 10 to 20 "
              "more, by the mean of each.");
    const std::vector<NamedEnsemble> differ{{"middle", with_deaths({{100, 100}, {90, 90}})},
                                            {"upper", with_deaths({{200, 200}, {205, 205}})}};
    const auto no = verdicts(differ);
    ASSERT_TRUE(no);
    EXPECT_EQ(no->at(0).sign(), 0);
    EXPECT_EQ(in_words(no->at(0), names_of_runs(differ[0].compared), {"middle", "upper"}),
              "This model cannot say which averts more deaths, run 1 (rule_0) or run 2 (rule_1): "
              "the first by upper; the second by middle.");
    EXPECT_NE(comparison_figure(std::span{differ}).bytes().find("which averts more deaths, run 1"),
              std::string::npos);
}

TEST(Verdicts, FindRunsOfOtherEnsemblesByTheirInputsInAnyOrder) {
    ComparedRuns turned = with_deaths({{180, 180}, {200, 200}});
    std::swap(turned.head.runs[0], turned.head.runs[1]);
    const std::vector<NamedEnsemble> all{{"middle", with_deaths({{100, 100}, {90, 90}})},
                                         {"upper", turned}};
    const auto found = verdicts(all);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->at(0).sign(), 1);
    EXPECT_EQ(found->at(0).fewer[1].mean, 20);
}

TEST(Verdicts, RefuseEnsemblesOfOtherRunsOrParticipants) {
    const NamedEnsemble first{"middle", with_deaths({{1, 1}, {1, 1}})};
    NamedEnsemble other = first;
    other.name = "other";
    other.compared.head.runs[1].inputs_sha256 = "changed";
    const std::vector<NamedEnsemble> of_runs{first, other};
    ASSERT_FALSE(verdicts(of_runs));
    EXPECT_EQ(verdicts(of_runs).error().code, ErrorCode::conflict);
    EXPECT_EQ(verdicts(of_runs).error().where, "other");
    other = first;
    other.compared.head.participants[0].id = "BBB";
    EXPECT_EQ(verdicts(std::vector{first, other}).error().what, "it is of other participants");
    EXPECT_EQ(verdicts(std::vector{first, NamedEnsemble{"more", with_deaths({{1}, {1}, {1}})}})
                  .error()
                  .what,
              "it has more or fewer runs");
}

TEST(Verdicts, AreATableToo) {
    const ComparedRuns c = with_deaths(three_runs);
    EXPECT_EQ(pairs_csv(c, names_of_runs(c)),
              "first,second,first_name,second_name,fewer_deaths_mean,fewer_deaths_q05,"
              "fewer_deaths_q95,members_with_fewer,members_with_more,averts_more\n"
              "1,2,run 1 (rule_0),run 2 (rule_1),10,10,10,1,0,second\n"
              "1,3,run 1 (rule_0),run 3 (rule_2),10,9,11,1,0,second\n"
              "2,3,run 2 (rule_1),run 3 (rule_2),0,-1,1,0.5,0.5,cannot say\n");
}

TEST(Verdicts, CannotBreakThePage) {
    ComparedRuns c = with_deaths(three_runs);
    c.head.runs[0].rule = "<script>";
    EXPECT_EQ(verdicts_html(verdicts(c), names_of_runs(c)).bytes().find("<script"),
              std::string::npos);
}

}  // namespace
}  // namespace aliquot
