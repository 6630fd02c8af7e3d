// The commands of the story.
#include "live/dprk_story.hpp"

#include "aliquot/io/folder.hpp"

namespace aliquot::testing {

namespace {

using std::chrono::year;

class Writing {
public:
    void tell(std::string who, Date day, Command command) {
        tell_looking(std::move(who), day,
                     [command = std::move(command)](const DeskState&) { return command; });
    }
    void tell_looking(std::string who, Date day,
                      std::function<Command(const DeskState& desk)> command) {
        const std::string key = "story-" + std::to_string(steps.size() + 1);
        steps.push_back({key, std::move(who), day, std::move(command)});
    }
    void approve(const char* who, Date day, int proposal) {
        tell_looking(who, day, [proposal](const DeskState& desk) -> Command {
            const ProposalOnFile* found = desk.rounds().proposal(proposal);
            return command::Approve{proposal, found ? found->made.sha256 : "none"};
        });
    }

    std::vector<StoryStep> steps;
};

// The open offer to the participant; none: 0.
int offer_to(const DeskState& desk, const std::string& id) {
    for (const Offer& offer : desk.doses().offers())
        if (desk.world().at(offer.participant).id == id && offer.state == OfferState::offered)
            return offer.id;
    return 0;
}

// The last offer that the participant accepted; none: 0.
int accepted_by(const DeskState& desk, const std::string& id) {
    int last = 0;
    for (const Offer& offer : desk.doses().offers())
        if (desk.world().at(offer.participant).id == id && offer.accepted > Doses{0})
            last = offer.id;
    return last;
}

void introduce(Writing& story) {
    const Date day = year{2021} / 2 / 3;
    for (const char* person : {"ada", "ben", "bea", "kim", "min", "lin", "noor"})
        story.tell("mara", day, command::AddPerson{person, person});
    const auto grant = [&](const char* person, Role role, const char* scope) {
        story.tell("mara", day, command::GrantRole{person, role, scope, {}, ""});
    };
    grant("ada", Role::analyst, "");
    grant("ben", Role::reviewer, "");
    grant("bea", Role::reviewer, "");
    grant("kim", Role::participant_officer, "PRK");
    for (const char* participant : {"MMR", "BGD", "PAK", "AFG"})
        grant("min", Role::participant_officer, participant);
    grant("lin", Role::logistics_officer, "");
    grant("noor", Role::auditor, "");
}

void share_the_first_doses(Writing& story) {
    const Date day = year{2021} / 3 / 2;
    story.tell("ada", day, command::ConfirmSupply{"COVISHIELD-2021-03", {}});
    story.tell("ada", day, command::OpenRound{});
    story.tell("ada", day, command::Propose{1, "equal_coverage"});
    story.tell("ada", day, command::Propose{1, ""});
    story.tell("ben", day, command::Reject{1, "phase 1 shares in proportion"});
    story.approve("ben", day, 2);
    story.approve("bea", day, 2);
    story.tell("ada", day, command::IssueOffers{2});
    story.tell("ada", day, command::CloseRound{1});
    story.tell_looking("kim", year{2021} / 3 / 9, [](const DeskState& desk) -> Command {
        return command::AnswerOffer{offer_to(desk, "PRK"), Answer::accept, {}, "", ""};
    });
    for (const char* participant : {"MMR", "BGD", "PAK"})
        story.tell_looking("min", year{2021} / 3 / 10, [=](const DeskState& desk) -> Command {
            return command::AnswerOffer{offer_to(desk, participant), Answer::accept, {}, "", ""};
        });
    story.tell_looking("min", year{2021} / 3 / 10, [](const DeskState& desk) -> Command {
        return command::AnswerOffer{offer_to(desk, "AFG"), Answer::partial, Doses{120'000},
                                    "cold rooms are full", ""};
    });
    story.tell("ada", year{2021} / 4 / 2, command::LapseOffers{});
    story.tell("ada", year{2021} / 5 / 20,
               command::SlipSupply{"COVISHIELD-2021-03", year{2021} / 7 / 1});
}

void offer_the_second(Writing& story) {
    const Date day = year{2021} / 8 / 1;
    story.tell("ada", day, command::ConfirmSupply{"SINOVAC-2021-08", {}});
    story.tell("ada", day, command::OpenRound{});
    story.tell(
        "ada", day,
        command::ProposeOffer{"PRK", "SINOVAC-2021-08", Doses{2'970'000},
                              "doses that can be stored in a fridge, once the border opens"});
    story.approve("ben", day, 3);
    story.approve("bea", day, 3);
    story.tell("ada", day, command::IssueOffers{3});
    story.tell_looking("kim", year{2021} / 8 / 31, [](const DeskState& desk) -> Command {
        return command::AnswerOffer{offer_to(desk, "PRK"),
                                    Answer::decline,
                                    {},
                                    "others need them more",
                                    "to severely affected countries"};
    });
    const Date next = year{2021} / 9 / 1;
    story.tell_looking("ada", next, [](const DeskState& desk) -> Command {
        int declined = 0;
        for (const Offer& offer : desk.doses().offers())
            if (offer.state == OfferState::declined) declined = offer.id;
        return command::Reallocate{declined};
    });
    story.approve("ben", next, 4);
    story.approve("bea", next, 4);
    story.tell("ada", next, command::IssueOffers{4});
}

void deliver(Writing& story) {
    story.tell_looking("min", year{2021} / 9 / 4, [](const DeskState& desk) -> Command {
        return command::AnswerOffer{offer_to(desk, "MMR"), Answer::accept, {}, "", ""};
    });
    for (const char* step :
         {"step_1_of_7", "step_2_of_7", "indemnity_signed", "international_staff_admitted",
          "step_5_of_7", "step_6_of_7", "step_7_of_7"})
        story.tell("min", year{2021} / 9 / 5, command::StateReadiness{"MMR", step, {}, ""});
    const auto shipment = [&](Date day, const char* who,
                              std::function<Command(int offer)> command) {
        story.tell_looking(who, day,
                           [command = std::move(command)](const DeskState& desk) -> Command {
                               return command(accepted_by(desk, "MMR"));
                           });
    };
    shipment(year{2021} / 9 / 6, "lin", [](int offer) -> Command {
        return command::PlanShipment{offer, year{2021} / 9 / 10, year{2021} / 9 / 14};
    });
    shipment(year{2021} / 9 / 9, "lin",
             [](int offer) -> Command { return command::HoldShipment{offer, "no aircraft"}; });
    shipment(year{2021} / 9 / 11, "lin", [](int offer) -> Command {
        return command::PlanShipment{offer, year{2021} / 9 / 12, year{2021} / 9 / 16};
    });
    shipment(year{2021} / 9 / 12, "lin",
             [](int offer) -> Command { return command::DispatchShipment{offer, {}}; });
    shipment(year{2021} / 9 / 16, "lin", [](int offer) -> Command {
        return command::ReceiveShipment{offer, Doses{371'000}, "a pallet stayed behind"};
    });
    const Date last = year{2021} / 11 / 1;
    const auto stock = [&](StockUse how, Doses doses, const char* why) {
        story.tell("min", last, command::RecordStock{"MMR", "SINOVAC-2021-08", doses, how, why});
    };
    stock(StockUse::used, Doses{300'000}, "");
    stock(StockUse::destroyed, Doses{1'000}, "a fridge failed");
    story.tell("min", last, command::ReturnDoses{"MMR", "SINOVAC-2021-08", Doses{70'000}});
    story.tell("noor", last, command::RecordFinding{"offer 9", "accepted, and never ready"});
}

}  // namespace

Folder dprk_scenario() {
    return embedded_scenario("dprk-2021").value();
}

Opening dprk_opening() {
    return {year{2021} / 2 / 3, "mara", "Mara Sand", 2, 7};
}

std::vector<StoryStep> dprk_story() {
    Writing story;
    introduce(story);
    share_the_first_doses(story);
    offer_the_second(story);
    deliver(story);
    return std::move(story.steps);
}

}  // namespace aliquot::testing
