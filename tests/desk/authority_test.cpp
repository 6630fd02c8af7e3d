// Role x command x relation: every cell of the table of who may do what.
#include "aliquot/facility/desk/authority.hpp"

#include <map>
#include <set>

#include <gtest/gtest.h>

namespace aliquot {
namespace {

constexpr Date today = std::chrono::year{2021} / 3 / 1;

// What docs/reference/authority.md says, in other words: for each role its commands, and for whom.
const std::map<Role, std::set<std::string>> expected{
    {Role::analyst,
     {"confirm_supply", "slip_supply", "expire_supply", "open_round", "propose", "propose_offer",
      "reallocate", "issue_offers", "close_round", "lapse_offers"}},
    {Role::reviewer, {"approve", "reject"}},
    {Role::participant_officer,
     {"answer_offer", "state_readiness", "receive_shipment", "return_doses", "record_stock"}},
    {Role::donor_officer, {"pledge_supply", "confirm_supply", "slip_supply", "withdraw_supply"}},
    {Role::manufacturer_officer,
     {"pledge_supply", "confirm_supply", "slip_supply", "withdraw_supply"}},
    {Role::logistics_officer,
     {"plan_shipment", "dispatch_shipment", "hold_shipment", "receive_shipment", "return_doses"}},
    {Role::auditor, {"record_finding"}},
    {Role::administrator, {"add_person", "grant_role", "revoke_role"}},
    {Role::break_glass,
     {"slip_supply", "withdraw_supply", "expire_supply", "state_readiness", "plan_shipment",
      "dispatch_shipment", "hold_shipment", "receive_shipment", "return_doses"}}};

std::vector<std::string> commands() {
    std::vector<std::string> kinds;
    [&]<std::size_t... k>(std::index_sequence<k...>) {
        (kinds.emplace_back(std::variant_alternative_t<k, Command>::kind), ...);
    }(std::make_index_sequence<std::variant_size_v<Command>>{});
    return kinds;
}

std::string scope_of(Role role) {
    if (role == Role::participant_officer) return "KEN";
    if (role == Role::donor_officer) return "Utopia";
    return role == Role::manufacturer_officer ? "JNJ" : "";
}

// What the command is about: the person's own, or somebody else's of the same kind.
Concern concern_of(Role role, bool own) {
    switch (role) {
        case Role::donor_officer:
            return {{}, own ? "Utopia" : "Erewhon", "JNJ"};
        case Role::manufacturer_officer:
            return {{}, {}, own ? "JNJ" : "PFIZER"};
        default:
            return {own ? "KEN" : "UGA", {}, {}};
    }
}

Staff staff_with(const std::vector<Grant>& grants) {
    Staff staff;
    EXPECT_TRUE(staff.apply(PersonAdded{today, "p", "A person"}).has_value());
    for (const Grant& grant : grants) EXPECT_TRUE(staff.apply(RoleGranted{grant}).has_value());
    return staff;
}

Grant grant(Role role, const std::string& by = "admin") {
    return {"p", role, scope_of(role), by, today, {}, "for the test"};
}

std::string outcome(const Staff& staff, const std::string& command, const Concern& concern,
                    Date day = today) {
    const auto role = authorise(staff, "p", day, command, concern);
    return role ? "allowed" : std::string{name_of(role.error().code)};
}

TEST(Authority, EveryRoleCommandAndRelationIsAsTheTableSays) {
    std::size_t cells = 0;
    std::size_t allowed = 0;
    for (std::size_t r = 0; r < role_names.size(); ++r) {
        const auto role = static_cast<Role>(r);
        const Staff staff = staff_with({grant(role)});
        for (const std::string& command : commands())
            for (const bool own : {true, false}) {
                SCOPED_TRACE(std::string{role_names.at(r)} + " " + command +
                             (own ? " own" : " other"));
                ++cells;
                std::string wanted = "no_role";
                if (expected.at(role).contains(command))
                    wanted = own || !has_scope(role) ? "allowed" : "not_theirs";
                if (role == Role::administrator && !is_about_people(command))
                    wanted = "administrator";
                EXPECT_EQ(outcome(staff, command, concern_of(role, own)), wanted);
                allowed += wanted == "allowed" ? 1U : 0U;
            }
    }
    EXPECT_EQ(cells, 9U * 26 * 2);
    RecordProperty("cells", static_cast<int>(cells));
    RecordProperty("allowed", static_cast<int>(allowed));
    EXPECT_EQ(allowed, 73U);
}

TEST(Authority, ARoleGrantedToOneselfIsNoRole) {
    for (const auto& [role, its] : expected)
        for (const std::string& command : its)
            EXPECT_EQ(outcome(staff_with({grant(role, "p")}), command, concern_of(role, true)),
                      "self_granted");
}

TEST(Authority, AnAdministratorMovesNoDosesWhateverElseItIs) {
    for (const auto& [role, its] : expected) {
        if (role == Role::administrator) continue;
        const Staff staff = staff_with({grant(role), grant(Role::administrator)});
        for (const std::string& command : its)
            EXPECT_EQ(outcome(staff, command, concern_of(role, true)), "administrator");
    }
}

TEST(Authority, NobodyElseAndNobodyWithoutARoleMayDoAnything) {
    for (const std::string& command : commands()) {
        EXPECT_EQ(outcome(staff_with({}), command, {}), "no_role");
        EXPECT_EQ(outcome(Staff{}, command, {}), "unknown_person");
    }
}

TEST(Authority, ARoleHoldsFromItsFirstDayToItsLast) {
    Grant limited = grant(Role::analyst);
    limited.until = today + Days{2};
    const Staff staff = staff_with({limited});
    EXPECT_EQ(outcome(staff, "open_round", {}, today - Days{1}), "no_role");
    EXPECT_EQ(outcome(staff, "open_round", {}, today), "allowed");
    EXPECT_EQ(outcome(staff, "open_round", {}, today + Days{2}), "allowed");
    EXPECT_EQ(outcome(staff, "open_round", {}, today + Days{3}), "no_role");
}

TEST(Authority, ARevokedRoleIsGone) {
    Staff staff = staff_with({grant(Role::reviewer)});
    EXPECT_EQ(outcome(staff, "approve", {}), "allowed");
    ASSERT_TRUE(staff.apply(RoleRevoked{today, "p", Role::reviewer, ""}).has_value());
    EXPECT_EQ(outcome(staff, "approve", {}), "no_role");
}

}  // namespace
}  // namespace aliquot
