// A round's decision document: everything that was proposed, said and answered, as JSON and a page.
#include "aliquot/live/decision.hpp"

#include "desk/small_desk.hpp"
#include <nlohmann/json.hpp>

namespace aliquot {
namespace {

using Json = nlohmann::json;
using testing::on;
using testing::SmallDesk;

// Two proposals, one of them rejected; an offer against the rule; a decline given on.
void live_through_a_round(SmallDesk& facility) {
    ASSERT_EQ(facility.give("moe", command::ConfirmSupply{"L1", {}}), "");
    ASSERT_EQ(facility.give("ada", command::OpenRound{}), "");
    ASSERT_EQ(
        facility.give("ada", command::ProposeOffer{"CCC", "L1", Doses{50}, "<b>promised</b>"}), "");
    ASSERT_EQ(facility.give("ben", command::Approve{1, facility.hash(1)}), "");
    ASSERT_EQ(facility.give("ada", command::IssueOffers{1}), "");
    ASSERT_EQ(facility.give("ada", command::Propose{1, "proportional"}), "");
    ASSERT_EQ(facility.give("ada", command::Propose{1, ""}), "");
    ASSERT_EQ(facility.give("ben", command::Reject{2, "uneven & unfair"}), "");
    ASSERT_EQ(facility.give("ben", command::Approve{3, facility.hash(3)}), "");
    ASSERT_EQ(facility.give("bea", command::Approve{3, facility.hash(3)}), "");
    ASSERT_EQ(facility.give("ada", command::IssueOffers{3}), "");
    ASSERT_EQ(facility.give(
                  "kim",
                  command::AnswerOffer{
                      facility.offer_to("AAA"), Answer::decline, {}, "full", "to the hardest hit"},
                  on(3, 3)),
              "");
    int declined = 0;
    for (const Offer& offer : facility.desk().doses().offers())
        if (offer.state == OfferState::declined) declined = offer.id;
    ASSERT_EQ(facility.give("ada", command::Reallocate{declined}, on(3, 4)), "");
}

TEST(Decision, PutsEveryProposalBesideTheOthersWithWhoSaidWhat) {
    SmallDesk facility;
    live_through_a_round(facility);
    const auto text = decision_json(facility.desk(), 1);
    ASSERT_TRUE(text.has_value());
    const Json document = Json::parse(*text);
    EXPECT_EQ(document.at("decided_by_proposal"), 3);
    const Json& proposals = document.at("proposals");
    ASSERT_EQ(proposals.size(), 4U);
    EXPECT_EQ(proposals[0].at("kind"), "exceptional");
    EXPECT_EQ(proposals[1].at("rejected").at("reason"), "uneven & unfair");
    EXPECT_EQ(proposals[2].at("approvals").size(), 2U);
    EXPECT_EQ(proposals[2].at("sha256"), proposals[2].at("package").at("sha256"));
    EXPECT_EQ(proposals[3].at("kind"), "reallocation");
    EXPECT_EQ(proposals[3].at("package").at("freed_by").at("wish"), "to the hardest hit");
    std::int64_t offered = 0;
    for (const Json& each : document.at("offers")) offered += each.at("doses").get<int>();
    EXPECT_EQ(offered, 800);
    for (const Json& each : document.at("to_date"))
        if (each.at("participant") == "AAA") {
            EXPECT_EQ(each.at("offered"), 0);
        }
}

TEST(Decision, ThePageSaysTheSameAndShowsNoMarkupOfOthers) {
    SmallDesk facility;
    live_through_a_round(facility);
    const auto page = decision_html(facility.desk(), 1);
    ASSERT_TRUE(page.has_value());
    for (const char* part :
         {"Decided: proposal 3, by equal coverage", "approved by ben on 2021-03-01",
          "rejected by ben on 2021-03-01: uneven &amp; unfair", "&lt;b&gt;promised&lt;/b&gt;",
          "to the hardest hit", "declined on 2021-03-03", "Proposal 4: "})
        EXPECT_NE(page->find(part), std::string::npos) << part;
    EXPECT_NE(page->find(facility.hash(3)), std::string::npos);
    EXPECT_EQ(page->find("<b>promised"), std::string::npos);
}

TEST(Decision, SaysWhenNothingIsDecidedYetAndWhenThereIsNoSuchRound) {
    SmallDesk facility;
    const auto none = decision_json(facility.desk(), 1);
    ASSERT_FALSE(none.has_value());
    EXPECT_EQ(none.error().what, "there is no such round");
    EXPECT_EQ(none.error().hint, "none has been opened yet");
    ASSERT_EQ(facility.give("ada", command::OpenRound{}), "");
    EXPECT_NE(decision_html(facility.desk(), 1)->find("no rule was asked yet"), std::string::npos);
    ASSERT_EQ(facility.give("ada", command::Propose{1, ""}), "");
    EXPECT_NE(decision_html(facility.desk(), 1)->find("it is no offer and no promise"),
              std::string::npos);
}

}  // namespace
}  // namespace aliquot
