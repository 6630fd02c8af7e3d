// What people ask of a facility, one command at a time.
//
// Ids are as people write them; the handler looks them up, and refuses what does not exist. Who may
// give which command: docs/reference/authority.md.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "aliquot/domain/event.hpp"
#include "aliquot/domain/role.hpp"

namespace aliquot::command {

// People.
struct AddPerson {
    static constexpr std::string_view kind = "add_person";
    std::string person;
    std::string name;
};
struct GrantRole {
    static constexpr std::string_view kind = "grant_role";
    std::string person;
    Role role = Role::analyst;
    std::string scope;
    std::optional<Date> until;
    std::string reason;
};
struct RevokeRole {
    static constexpr std::string_view kind = "revoke_role";
    std::string person;
    Role role = Role::analyst;
    std::string scope;
};
struct RecordFinding {
    static constexpr std::string_view kind = "record_finding";
    std::string about;
    std::string words;
};

// Supply.
struct PledgeSupply {
    static constexpr std::string_view kind = "pledge_supply";
    std::string supply;
    std::string product;
    Doses doses;
    Date available;
    std::optional<Date> expires;
    std::string source = "purchase_agreement";  // purchase_agreement, donation or reallocation
    std::string donor;
    std::vector<std::string> earmark;  // ids of participants; empty: everyone
};
struct ConfirmSupply {
    static constexpr std::string_view kind = "confirm_supply";
    std::string supply;
    std::optional<Doses> doses;  // nothing: all that was pledged
};
struct SlipSupply {
    static constexpr std::string_view kind = "slip_supply";
    std::string supply;
    Date available;
};
struct WithdrawSupply {
    static constexpr std::string_view kind = "withdraw_supply";
    std::string supply;
    Doses doses;
    std::string reason;
};
struct ExpireSupply {  // every line past its last day of use
    static constexpr std::string_view kind = "expire_supply";
};

struct StateReadiness {
    static constexpr std::string_view kind = "state_readiness";
    std::string participant;
    std::string step;
    std::optional<Date> until;
    std::string product;  // empty: every product
};

// Rounds.
struct OpenRound {
    static constexpr std::string_view kind = "open_round";
};
struct Propose {
    static constexpr std::string_view kind = "propose";
    int round = 0;
    std::string rule;  // empty: that of the facility
};
struct ProposeOffer {  // proposes an offer that no rule makes; gates are not applied to it
    static constexpr std::string_view kind = "propose_offer";
    std::string participant;
    std::string supply;
    Doses doses;
    std::string reason;
};
struct Reallocate {  // proposes who gets the doses that an offer left free
    static constexpr std::string_view kind = "reallocate";
    int offer = 0;
};
struct Approve {
    static constexpr std::string_view kind = "approve";
    int proposal = 0;
    std::string sha256;  // of the package that was read
};
struct Reject {
    static constexpr std::string_view kind = "reject";
    int proposal = 0;
    std::string reason;
};
struct IssueOffers {
    static constexpr std::string_view kind = "issue_offers";
    int proposal = 0;
};
struct CloseRound {
    static constexpr std::string_view kind = "close_round";
    int round = 0;
};

// Offers.
struct AnswerOffer {
    static constexpr std::string_view kind = "answer_offer";
    int offer = 0;
    Answer answer = Answer::accept;  // not silent
    std::optional<Doses> doses;      // of a partial answer
    std::string reason;
    std::string wish;
};
struct LapseOffers {  // every open offer whose deadline has passed
    static constexpr std::string_view kind = "lapse_offers";
};

// Shipments, by the offer whose doses they carry.
struct PlanShipment {
    static constexpr std::string_view kind = "plan_shipment";
    int offer = 0;
    Date leaves;
    Date arrives;
};
struct DispatchShipment {
    static constexpr std::string_view kind = "dispatch_shipment";
    int offer = 0;
    std::optional<Date> arrives;  // nothing: as planned
};
struct HoldShipment {
    static constexpr std::string_view kind = "hold_shipment";
    int offer = 0;
    std::string reason;
};
struct ReceiveShipment {
    static constexpr std::string_view kind = "receive_shipment";
    int offer = 0;
    std::optional<Doses> doses;  // nothing: all of it
    std::string reason;          // why some are missing
};
struct ReturnDoses {
    static constexpr std::string_view kind = "return_doses";
    std::string participant;
    std::string supply;
    Doses doses;
};
struct RecordStock {
    static constexpr std::string_view kind = "record_stock";
    std::string participant;
    std::string supply;
    Doses doses;
    StockUse how = StockUse::used;
    std::string reason;
};

}  // namespace aliquot::command

namespace aliquot {

using Command = std::variant<
    command::AddPerson, command::GrantRole, command::RevokeRole, command::RecordFinding,
    command::PledgeSupply, command::ConfirmSupply, command::SlipSupply, command::WithdrawSupply,
    command::ExpireSupply, command::StateReadiness, command::OpenRound, command::Propose,
    command::ProposeOffer, command::Reallocate, command::Approve, command::Reject,
    command::IssueOffers, command::CloseRound, command::AnswerOffer, command::LapseOffers,
    command::PlanShipment, command::DispatchShipment, command::HoldShipment,
    command::ReceiveShipment, command::ReturnDoses, command::RecordStock>;

[[nodiscard]] inline std::string_view kind_of(const Command& command) {
    return std::visit([](const auto& each) { return std::decay_t<decltype(each)>::kind; }, command);
}

}  // namespace aliquot
