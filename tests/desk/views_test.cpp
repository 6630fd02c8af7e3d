// Role x view x relation x published: every cell of the table of who may read what.
#include "aliquot/facility/desk/views.hpp"

#include <map>
#include <set>

#include "desk/small_desk.hpp"

namespace aliquot {
namespace {

using testing::on;

// What docs/reference/authority.md says, in other words: for each role the views that show it
// everything, and those that show it its own. Of everything else it sees what is published.
struct Shown {
    std::set<std::string> everything;
    std::set<std::string> own;
};
const std::set<std::string> inside{"supply",    "people",   "offers",  "proposals",
                                   "shipments", "pipeline", "coverage"};
const Shown of_an_outside_officer{{"coverage"}, {"supply", "offers", "shipments", "pipeline"}};
const std::map<Role, Shown> expected{
    {Role::analyst, {inside, {}}},
    {Role::reviewer, {inside, {}}},
    {Role::participant_officer, of_an_outside_officer},
    {Role::donor_officer, of_an_outside_officer},
    {Role::manufacturer_officer, of_an_outside_officer},
    {Role::logistics_officer, {{"supply", "people", "shipments", "pipeline", "coverage"}, {}}},
    {Role::auditor, {{view_names.begin(), view_names.end()}, {}}},
    {Role::administrator, {{"people", "coverage", "refusals"}, {}}},
    {Role::break_glass, {inside, {}}}};

std::string scope_of(Role role) {
    if (role == Role::participant_officer) return "AAA";
    if (role == Role::donor_officer) return "Utopia";
    return role == Role::manufacturer_officer ? "V2" : "";
}

// A row that is about what the role is held for, or about something else of the same kind.
Row row_for(Role role, bool own, bool published) {
    if (role == Role::donor_officer)
        return {{"CCC"}, own ? "Utopia" : "Erewhon", "V9", "q", published};
    if (role == Role::manufacturer_officer) return {{"CCC"}, "", own ? "V2" : "V1", "q", published};
    return {{own ? "AAA" : "BBB"}, "", "V9", "q", published};
}

Reader reader_with(Role role, const std::string& by = "admin") {
    Staff staff;
    EXPECT_TRUE(staff.apply(PersonAdded{on(2, 1), "p", "A person"}).has_value());
    EXPECT_TRUE(staff.apply(RoleGranted{{"p", role, scope_of(role), by, on(2, 1), on(3, 31), "r"}})
                    .has_value());
    return {staff, "p", on(3, 1)};
}

TEST(Views, EveryRoleViewAndRelationIsAsTheTableSays) {
    std::size_t cells = 0;
    std::size_t seen = 0;
    for (const auto& [role, shown] : expected)
        for (std::size_t v = 0; v < view_names.size(); ++v)
            for (const bool own : {true, false})
                for (const bool published : {true, false}) {
                    const std::string name{view_names.at(v)};
                    SCOPED_TRACE(std::string{role_names.at(static_cast<std::size_t>(role))} + " " +
                                 name + (own ? " own" : " other") +
                                 (published ? " published" : ""));
                    const bool wanted = published || shown.everything.contains(name) ||
                                        (own && shown.own.contains(name));
                    EXPECT_EQ(reader_with(role).may_see(static_cast<View>(v),
                                                        row_for(role, own, published)),
                              wanted);
                    ++cells;
                    seen += wanted ? 1U : 0U;
                }
    EXPECT_EQ(cells, 9U * 8 * 2 * 2);
    EXPECT_EQ(seen, 236U);
    RecordProperty("cells", static_cast<int>(cells));
    RecordProperty("seen", static_cast<int>(seen));
}

TEST(Views, ThePublicSeesWhatIsPublishedAndCoverage) {
    std::size_t cells = 0;
    for (std::size_t v = 0; v < view_names.size(); ++v)
        for (const bool published : {true, false}) {
            EXPECT_EQ(
                Reader{}.may_see(static_cast<View>(v), {{"AAA"}, "Utopia", "V2", "", published}),
                published || view_names.at(v) == "coverage");
            EXPECT_TRUE(Reader::of_everything().may_see(static_cast<View>(v),
                                                        {{"AAA"}, "", "", "", published}));
            ++cells;
        }
    EXPECT_EQ(cells, 16U);
    EXPECT_TRUE(Reader{}.is_public());
}

TEST(Views, EverybodySeesWhatIsAboutThemselves) {
    const Row about_p{{}, {}, {}, "p", false};
    const Row about_q{{}, {}, {}, "q", false};
    for (const auto& [role, shown] : expected) {
        EXPECT_TRUE(reader_with(role).may_see(View::refusals, about_p));
        EXPECT_EQ(reader_with(role).may_see(View::refusals, about_q),
                  shown.everything.contains("refusals"));
    }
    EXPECT_FALSE(Reader{}.may_see(View::refusals, {{}, {}, {}, "", false}));
}

TEST(Views, ARoleThatIsOverOrSelfGrantedShowsNothing) {
    EXPECT_FALSE(reader_with(Role::auditor, "p").may_see(View::offers, {}));
    Staff staff;
    EXPECT_TRUE(staff.apply(PersonAdded{on(2, 1), "p", ""}).has_value());
    EXPECT_TRUE(staff.apply(RoleGranted{{"p", Role::auditor, "", "admin", on(2, 1), on(3, 31), ""}})
                    .has_value());
    EXPECT_TRUE(Reader(staff, "p", on(3, 31)).may_see(View::offers, {}));
    EXPECT_FALSE(Reader(staff, "p", on(4, 1)).may_see(View::offers, {}));
}

TEST(Views, TheDeskSaysWhatIsWhoseAndWhatIsPublished) {
    testing::SmallDesk facility;
    const auto sees = [&](const char* person, View view, const auto&... of) {
        return Reader{facility.desk().staff(), person, on(3, 1)}.may_see(view, row_of(of...));
    };
    const auto& desk = facility.desk();
    EXPECT_EQ(
        facility.give("dora",
                      command::PledgeSupply{
                          "GIFT", "V1", Doses{90}, on(3, 1), {}, "donation", "Utopia", {"AAA"}}),
        "");
    const SupplyIndex gift{1};
    EXPECT_TRUE(sees("dora", View::supply, desk, gift));
    EXPECT_TRUE(sees("kim", View::supply, desk, gift));  // earmarked for AAA
    EXPECT_FALSE(sees("kay", View::supply, desk, gift));
    EXPECT_FALSE(sees("moe", View::supply, desk, gift));
    EXPECT_TRUE(sees("moe", View::supply, desk, SupplyIndex{0}));
    EXPECT_FALSE(sees("kay", View::supply, desk, SupplyIndex{0}));
    EXPECT_EQ(facility.give("moe", command::ConfirmSupply{"L1", {}}), "");
    EXPECT_TRUE(sees("kay", View::supply, desk, SupplyIndex{0}));
    EXPECT_EQ(facility.give("ada", command::OpenRound{}), "");
    EXPECT_EQ(facility.give("ada", command::Propose{1, ""}), "");
    const auto& proposal = [&]() -> const ProposalOnFile& { return *desk.rounds().proposal(1); };
    EXPECT_TRUE(sees("ben", View::proposals, proposal()));
    EXPECT_FALSE(sees("kim", View::proposals, proposal()));
    EXPECT_EQ(facility.give("ben", command::Approve{1, facility.hash(1)}), "");
    EXPECT_EQ(facility.give("ada", command::IssueOffers{1}), "");
    EXPECT_TRUE(sees("kim", View::proposals, proposal()));
    const int number = facility.offer_to("AAA");
    const auto& offer = [&]() -> const Offer& {
        return desk.doses().offers().at(static_cast<std::size_t>(number) - 1);
    };
    EXPECT_TRUE(sees("kim", View::offers, desk, offer()));
    EXPECT_TRUE(sees("moe", View::offers, desk, offer()));
    EXPECT_FALSE(sees("kay", View::offers, desk, offer()));
    EXPECT_FALSE(sees("lin", View::offers, desk, offer()));
    EXPECT_EQ(facility.give("kim", command::AnswerOffer{number, Answer::accept, {}, "", ""}), "");
    EXPECT_TRUE(sees("kay", View::offers, desk, offer()));
    const auto& consignment = desk.doses().consignments().front();
    EXPECT_TRUE(sees("lin", View::shipments, desk, consignment));
    EXPECT_FALSE(sees("kay", View::shipments, desk, consignment));
    EXPECT_EQ(facility.give("lin", command::DispatchShipment{number, {}}), "");
    EXPECT_EQ(facility.give("lin", command::ReceiveShipment{number, {}, ""}, on(3, 9)), "");
    EXPECT_TRUE(Reader{}.may_see(View::pipeline, row_of(desk, desk.doses().deliveries().front())));
    // A round's document is the public's once the round is closed and every offer is answered.
    const auto document_is_published = [&] {
        return Reader{}.may_see(View::proposals, row_of(desk, *desk.rounds().round(1)));
    };
    EXPECT_FALSE(document_is_published());
    EXPECT_EQ(facility.give("ada", command::CloseRound{1}, on(3, 16)), "");
    EXPECT_FALSE(document_is_published());
    EXPECT_EQ(facility.give("ada", command::LapseOffers{}, on(3, 16)), "");
    EXPECT_TRUE(document_is_published());
}

}  // namespace
}  // namespace aliquot
