// A facility worked out a second time, in the plainest way: what should be the reply to an order?
//
// It shares with the real one only the words of commands and refusals. Everything that speaks
// against a command is collected, and the reason that comes first in the documented list is the
// reply (docs/reference/refusals.md). What a rule proposes is not worked out again; its awards are
// taken over after a check that they were possible.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "aliquot/domain/command.hpp"
#include "aliquot/domain/refusal.hpp"

namespace aliquot::simulation {

using Number = std::int64_t;
struct Window {
    Date from;
    std::optional<Date> until;  // the last day; nothing: for good
    [[nodiscard]] bool covers(Date day) const { return from <= day && (!until || day <= *until); }
};

struct Participant {
    std::string id;
    Number people = 0;
    std::optional<Number> max_products;
};
struct Product {
    std::string id;
    Number doses_per_course = 2;
};
struct Line {
    std::string id;
    std::string product;
    std::string donor;
    Number doses = 0;
    Date available;
    std::optional<Date> expires;
    std::set<std::string> earmark;  // empty: everyone
    bool confirmed = false;
    bool expired = false;
    std::set<std::string> stated_by;  // whoever said something about it
};
struct Fact {  // a readiness step done, or an opt-out
    std::string participant;
    std::string step;
    std::string product;  // empty: every product
    Window window;
};
struct Toll {
    std::string participant;
    Date date;
    Number deaths = 0;
};

// What a facility begins with.
struct World {
    Number quorum = 1;
    Number approval_days = 7;
    Number deadline_days = 14;
    Number answer_days = 7;
    Number transit_days = 7;
    Number shelf_life_days = 30;
    Number horizon_days = 30;
    Number buffer_percent = 0;
    Number rate_percent = 0;  // doses per head, of the rule "proportional"; 0: as many as there are
    std::vector<std::string> offer_steps;
    std::vector<std::string> delivery_steps;
    std::vector<Participant> participants;  // by id
    std::vector<Product> products;
    std::vector<Line> lines;
    std::vector<Fact> steps;
    std::vector<Fact> opt_outs;
    std::vector<Fact> closures;  // of borders
    std::vector<Toll> tolls;
    std::map<std::pair<std::string, std::string>, Number> limits;  // of participant and line
};

struct AwardRow {
    std::string participant;
    std::string line;
    Number doses = 0;
    int rank = 0;
};
struct ProposalRow {
    int round = 0;
    std::string by;
    std::string sha256;
    std::optional<int> freed_by;
    bool is_exceptional = false;
    std::vector<AwardRow> awards;
    std::map<std::string, Date> approved;  // by whom, when last
    bool rejected = false;
    bool offered = false;
};
struct OfferRow {
    int round = 0;
    std::string participant;
    std::string line;
    Number doses = 0;
    Number accepted = 0;
    Date deadline;
    std::string state = "offered";
};
struct Shipment {
    std::string participant;
    std::string line;
    Number doses = 0;
    std::optional<Date> dispatched;
    bool held = false;
};

// By what somebody shows to be the person.
struct Shown {
    enum class By { word, password, token };
    By by = By::word;
    std::string secret;
};
struct PasswordRow {
    std::string secret;
    bool first = false;  // somebody else set it
};
struct TokenRow {
    std::string name;
    std::string secret;
    Date until;
    std::set<std::string> only;  // empty: everything
    bool revoked = false;
};

struct Order {
    std::string who;
    Date day;
    Command command;
    Shown shown{};
};
// Whose password or token it is about, if it is about any.
[[nodiscard]] std::optional<std::string> person_concerned(const Order& order);

// Either the command is done, or it is refused for the first of the reasons that apply. Where only
// the rule can tell, both are possible.
struct Prediction {
    bool may_happen = true;
    std::set<RefusalCode> refusals;
};

class Model {
public:
    Model(World world, const std::string& administrator, Date opened);

    // Of whoever is the person for sure; or, at a time, of whoever has shown this.
    [[nodiscard]] Prediction predict(const Order& order,
                                     std::optional<std::int64_t> now = {}) const;

    // Whether nobody is taken for the person by this; and what comes of it.
    [[nodiscard]] bool is_unproven(const Order& order, std::int64_t now) const;
    [[nodiscard]] bool must_wait(const std::string& person, std::int64_t now) const;
    void failed_to_show(const Order& order, std::int64_t now);
    // What is not enough about it for this order.
    [[nodiscard]] std::set<RefusalCode> against_shown(const Order& order, std::int64_t now) const;
    [[nodiscard]] bool everybody_shows() const { return everybody_shows_; }
    [[nodiscard]] bool must_show(const std::string& person) const;
    [[nodiscard]] const PasswordRow* password_of(const std::string& person) const;
    [[nodiscard]] std::vector<TokenRow> tokens_of(const std::string& person) const;

    // The order was done; a proposal is as it was made. What is wrong with it; empty: nothing.
    [[nodiscard]] std::string happened(const Order& order, const ProposalRow* made);

    [[nodiscard]] const World& world() const { return world_; }
    using Balances = std::map<std::pair<std::string, std::string>, Number>;  // account, line
    [[nodiscard]] const Balances& balances() const { return balances_; }
    [[nodiscard]] const std::vector<OfferRow>& offers() const { return offers_; }
    [[nodiscard]] const std::vector<ProposalRow>& proposals() const { return proposals_; }
    [[nodiscard]] const std::map<int, Shipment>& shipments() const { return shipments_; }
    [[nodiscard]] const std::set<std::string>& people() const { return people_; }
    [[nodiscard]] const std::vector<Grant>& grants() const { return grants_; }
    [[nodiscard]] std::optional<int> open_round() const;
    [[nodiscard]] int rounds() const { return static_cast<int>(rounds_.size()); }
    [[nodiscard]] Date last_day() const { return last_day_; }

private:
    using Reasons = std::set<RefusalCode>;
    [[nodiscard]] Reasons against_person(const Order& order) const;
    [[nodiscard]] bool is_about_nothing(const Command& command) const;
    [[nodiscard]] bool in_scope(const Grant& grant, const Command& command) const;

    // What speaks against each command, the person aside.
    [[nodiscard]] Reasons against(const Order& order, const command::AddPerson& c) const;
    [[nodiscard]] Reasons against(const Order& order, const command::GrantRole& c) const;
    [[nodiscard]] Reasons against(const Order& order, const command::RevokeRole& c) const;
    [[nodiscard]] Reasons against(const Order& order, const command::RecordFinding& c) const;
    [[nodiscard]] Reasons against(const Order& order, const command::PledgeSupply& c) const;
    [[nodiscard]] Reasons against(const Order& order, const command::ConfirmSupply& c) const;
    [[nodiscard]] Reasons against(const Order& order, const command::SlipSupply& c) const;
    [[nodiscard]] Reasons against(const Order& order, const command::WithdrawSupply& c) const;
    [[nodiscard]] Reasons against(const Order& order, const command::ExpireSupply& c) const;
    [[nodiscard]] Reasons against(const Order& order, const command::StateReadiness& c) const;
    [[nodiscard]] Reasons against(const Order& order, const command::OpenRound& c) const;
    [[nodiscard]] Reasons against(const Order& order, const command::Propose& c) const;
    [[nodiscard]] Reasons against(const Order& order, const command::ProposeOffer& c) const;
    [[nodiscard]] Reasons against(const Order& order, const command::Reallocate& c) const;
    [[nodiscard]] Reasons against(const Order& order, const command::Approve& c) const;
    [[nodiscard]] Reasons against(const Order& order, const command::Reject& c) const;
    [[nodiscard]] Reasons against(const Order& order, const command::IssueOffers& c) const;
    [[nodiscard]] Reasons against(const Order& order, const command::CloseRound& c) const;
    [[nodiscard]] Reasons against(const Order& order, const command::AnswerOffer& c) const;
    [[nodiscard]] Reasons against(const Order& order, const command::LapseOffers& c) const;
    [[nodiscard]] Reasons against(const Order& order, const command::PlanShipment& c) const;
    [[nodiscard]] Reasons against(const Order& order, const command::DispatchShipment& c) const;
    [[nodiscard]] Reasons against(const Order& order, const command::HoldShipment& c) const;
    [[nodiscard]] Reasons against(const Order& order, const command::ReceiveShipment& c) const;
    [[nodiscard]] Reasons against(const Order& order, const command::ReturnDoses& c) const;
    [[nodiscard]] Reasons against(const Order& order, const command::RecordStock& c) const;

    [[nodiscard]] Reasons against(const Order& order, const command::SetPassword& c) const;
    [[nodiscard]] Reasons against(const Order& order, const command::IssueToken& c) const;
    [[nodiscard]] Reasons against(const Order& order, const command::RevokeToken& c) const;
    [[nodiscard]] Reasons against(const Order& order, const command::RequireCredentials& c) const;

    // What each command does.
    void effect(const Order& order, const command::AddPerson& c);
    void effect(const Order& order, const command::GrantRole& c);
    void effect(const Order& order, const command::RevokeRole& c);
    void effect(const Order& order, const command::SetPassword& c);
    void effect(const Order& order, const command::IssueToken& c);
    void effect(const Order& order, const command::RevokeToken& c);
    void effect(const Order& order, const command::RequireCredentials& c);
    void effect(const Order& order, const command::PledgeSupply& c);
    void effect(const Order& order, const command::ConfirmSupply& c);
    void effect(const Order& order, const command::SlipSupply& c);
    void effect(const Order& order, const command::WithdrawSupply& c);
    void effect(const Order& order, const command::ExpireSupply& c);
    void effect(const Order& order, const command::StateReadiness& c);
    void effect(const Order& order, const command::OpenRound& c);
    void effect(const Order& order, const command::Approve& c);
    void effect(const Order& order, const command::Reject& c);
    void effect(const Order& order, const command::IssueOffers& c);
    void effect(const Order& order, const command::CloseRound& c);
    void effect(const Order& order, const command::AnswerOffer& c);
    void effect(const Order& order, const command::LapseOffers& c);
    void effect(const Order& order, const command::DispatchShipment& c);
    void effect(const Order& order, const command::PlanShipment& c);
    void effect(const Order& order, const command::HoldShipment& c);
    void effect(const Order& order, const command::ReceiveShipment& c);
    void effect(const Order& order, const command::ReturnDoses& c);
    void effect(const Order& order, const command::RecordStock& c);
    template <class C>
    void effect(const Order&, const C&) {}

    [[nodiscard]] const Line* line(const std::string& id) const;
    [[nodiscard]] Line& line_to_change(const std::string& id);
    [[nodiscard]] const Product* product(const std::string& id) const;
    [[nodiscard]] const Participant* participant(const std::string& id) const;
    [[nodiscard]] const OfferRow* offer(int id) const;
    [[nodiscard]] const ProposalRow* proposal(int id) const;

    [[nodiscard]] Number held(const std::string& account, const std::string& line) const;
    void move(const std::string& line, const std::string& from, const std::string& to,
              Number doses);
    void settle(OfferRow& offer, const std::string& state, Number accepted);

    // Gates, and what holds a shipment up.
    [[nodiscard]] Number promised(const std::string& participant, const std::string& line) const;
    [[nodiscard]] bool is_shut_out(const std::string& participant, const Line& line,
                                   Date day) const;
    [[nodiscard]] bool lacks(const std::vector<std::string>& steps, const std::string& participant,
                             const std::string& product, Date day) const;
    [[nodiscard]] bool is_closed(const std::string& participant, Date day) const;
    [[nodiscard]] bool is_held_up(const Shipment& shipment, Date day) const;
    [[nodiscard]] std::vector<std::string> who_is_able(const OfferRow& freed, Date day) const;
    [[nodiscard]] Number left_by(const OfferRow& offer) const;
    [[nodiscard]] std::string fault_of(const ProposalRow& made, const Order& order) const;

    World world_;
    Date last_day_;
    std::set<std::string> people_;
    std::vector<Grant> grants_;
    std::map<std::string, PasswordRow> passwords_;
    std::map<std::string, std::vector<TokenRow>> tokens_;
    std::map<std::string, std::vector<std::int64_t>> wrong_passwords_;  // when
    bool everybody_shows_ = false;
    std::vector<bool> rounds_;  // whether it is closed
    int latest_decided_ = 0;
    std::vector<ProposalRow> proposals_;
    std::vector<OfferRow> offers_;
    std::map<int, Shipment> shipments_;  // by offer, until they have arrived
    Balances balances_;
    std::set<std::pair<std::string, std::string>> readiness_stated_;  // person, participant
    std::set<std::tuple<std::string, std::string, std::string>>
        received_;  // person, participant, line
    std::set<std::tuple<std::string, std::string, int>>
        did_not_take_;  // participant, product, round
};

}  // namespace aliquot::simulation
