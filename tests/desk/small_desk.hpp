// A facility of three with everybody it takes to run it, for tests to give commands to.
#pragma once

#include <string>

#include "desk/small_world.hpp"
#include <gtest/gtest.h>

#include "aliquot/facility/desk/command_handler.hpp"
#include "aliquot/io/error_text.hpp"
#include "aliquot/io/scenario_reader.hpp"
#include "aliquot/live/live_facility.hpp"

namespace aliquot::testing {

inline Date on(int month, int day) {
    return std::chrono::year{2021} / month / day;
}

// Ada analyses, Ben and Bea review, Kim answers for AAA and Kay for BBB and CCC, Dora gives, Moe
// makes V2, Lin ships, Noor audits, Mara administers.
inline std::vector<Event> small_staff() {
    const Date start = on(2, 1);
    std::vector<Event> events;
    for (const char* person :
         {"ada", "ben", "bea", "kim", "kay", "dora", "moe", "lin", "noor", "mara"})
        events.emplace_back(PeopleEvent{PersonAdded{start, person, person}});
    const auto grant = [&](const char* person, Role role, const char* scope = "") {
        events.emplace_back(
            PeopleEvent{RoleGranted{{person, role, scope, "founder", start, {}, ""}}});
    };
    grant("ada", Role::analyst);
    grant("ben", Role::reviewer);
    grant("bea", Role::reviewer);
    grant("kim", Role::participant_officer, "AAA");
    grant("kay", Role::participant_officer, "BBB");
    grant("kay", Role::participant_officer, "CCC");
    grant("dora", Role::donor_officer, "Utopia");
    grant("moe", Role::manufacturer_officer, "V2");
    grant("lin", Role::logistics_officer);
    grant("noor", Role::auditor);
    grant("mara", Role::administrator);
    return events;
}

class SmallDesk {
public:
    SmallDesk() : desk_{world()}, handler_{desk_, packager()} {
        for (const Event& event : small_staff())
            EXPECT_TRUE(desk_.apply(event, "founder").has_value());
    }

    // Gives a command; what came of it: "", or the name of the refusal.
    std::string give(const std::string& who, Command command, Date day = on(3, 1)) {
        const Order order{who, day, std::move(command)};
        auto done = handler_.run(order);
        if (!done) {
            said_ = done.error().error.what;
            hint_ = done.error().error.hint;
            return std::string{name_of(done.error().code)};
        }
        for (const Event& event : *done) history_.emplace_back(event, who);
        return {};
    }

    [[nodiscard]] const std::string& said() const { return said_; }
    [[nodiscard]] const std::string& hint() const { return hint_; }
    [[nodiscard]] DeskState& desk() { return desk_; }
    [[nodiscard]] const std::vector<std::pair<Event, std::string>>& history() const {
        return history_;
    }
    [[nodiscard]] std::string hash(int proposal) const {
        return desk_.rounds().proposal(proposal)->made.sha256;
    }
    [[nodiscard]] std::int64_t held(AccountKind kind) const {
        return desk_.doses().ledger().balance(kind).value();
    }

    // Confirms the line, opens, proposes, approves and offers round 1 on 1 March.
    void offer_round() {
        EXPECT_EQ(give("moe", command::ConfirmSupply{"L1", {}}), "");
        EXPECT_EQ(give("ada", command::OpenRound{}), "");
        EXPECT_EQ(give("ada", command::Propose{1, ""}), "");
        EXPECT_EQ(give("ben", command::Approve{1, hash(1)}), "");
        EXPECT_EQ(give("ada", command::IssueOffers{1}), "");
    }
    [[nodiscard]] int offer_to(const std::string& id) const {
        for (const Offer& offer : desk_.doses().offers())
            if (desk_.world().at(offer.participant).id == id && offer.state == OfferState::offered)
                return offer.id;
        return 0;
    }

private:
    static Scenario world() {
        auto scenario = read_scenario(small_world());
        if (!scenario) throw std::runtime_error(format_error(scenario.error().front()));
        return *std::move(scenario);
    }
    Packager packager() {
        return
            [this](const Scenario& world, const ProposalMade& made, const ProposedRound* proposed) {
                return package_of(world, desk_.doses(), made, proposed);
            };
    }

    DeskState desk_;
    CommandHandler handler_;
    std::string said_;
    std::string hint_;
    std::vector<std::pair<Event, std::string>> history_;
};

}  // namespace aliquot::testing
