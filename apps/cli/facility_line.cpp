// The words of `aliquot facility`: every command a person can give, with an example each.
#include <array>
#include <chrono>
#include <functional>
#include <memory>

#include "facility.hpp"
#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace aliquot::cli {

namespace {

template <class Enum, std::size_t count>
void add_named(CLI::App& to, const std::string& name, Enum& value,
               const std::array<std::string_view, count>& names, const std::string& help) {
    std::vector<std::string> known(names.begin(), names.end());
    to.add_option_function<std::string>(
          name,
          [&value, known](const std::string& text) {
              const auto found = std::ranges::find(known, text);
              value = static_cast<Enum>(found - known.begin());
          },
          help)
        ->check(CLI::IsMember(known));
}

template <class Day>
CLI::Option* add_date(CLI::App& to, const std::string& name, Day& date, const std::string& help) {
    return to.add_option_function<std::string>(
        name,
        [&date, name](const std::string& text) {
            const auto parsed = parse_date(text);
            if (!parsed)
                throw CLI::ValidationError(name, "\"" + text + "\" is no day as 2021-02-24");
            date = *parsed;
        },
        help);
}

template <class Amount>
CLI::Option* add_doses(CLI::App& to, const std::string& name, Amount& doses,
                       const std::string& help) {
    return to
        .add_option_function<std::int64_t>(
            name, [&doses](const std::int64_t& number) { doses = Doses{number}; }, help)
        ->check(CLI::Range(std::int64_t{0}, std::int64_t{1} << 50));
}

class FacilityLine {
public:
    FacilityLine(CLI::App& app, int& code)
        : group_{*app.add_subcommand("facility", "Runs a facility day by day, on a store")},
          code_{code} {
        group_.require_subcommand(1);
        add_init();
        add_views();
        add_people();
        add_supply();
        add_rounds();
        add_offers();
        add_shipments();
        add_stock();
    }

private:
    [[nodiscard]] Output output() const { return {format_ == "json", quiet_}; }

    CLI::App& common(CLI::App& command, const std::string& example) {
        command.footer("Example:\n  aliquot facility " + example);
        command.add_option("--format", format_, "text or json")
            ->check(CLI::IsMember({"text", "json"}))
            ->capture_default_str();
        command.add_flag("--quiet", quiet_, "Print nothing but errors");
        return command;
    }
    // A command that a person gives.
    template <class Asked>
    CLI::App& action(CLI::App& parent, const std::string& name, const std::string& summary,
                     const std::string& example, Asked& asked) {
        CLI::App& command = common(*parent.add_subcommand(name, summary), example);
        command.add_option("store", request_.store, "File or postgresql:// address")->required();
        command.add_option("--as", request_.as, "Id of the person who gives it")->required();
        add_date(command, "--on", request_.on, "The day on which it happened; today without it");
        command.add_option("--key", request_.key,
                           "The command's own key: given again, it is done once");
        command.callback([this, &asked] {
            request_.command = asked;
            code_ = facility_command(request_, output());
        });
        return command;
    }
    CLI::App& part(const std::string& name, const std::string& summary) {
        CLI::App& parent = *group_.add_subcommand(name, summary);
        parent.require_subcommand(1);
        return parent;
    }

    void add_init() {
        CLI::App& command =
            common(*group_.add_subcommand("init", "Begins a facility from a scenario"),
                   "init plan.aliquot --scenario dprk-2021 --admin mara --name 'Mara Sand'");
        command.add_option("store", init_.store, "A new file, or postgresql:// address")
            ->required();
        command.add_option("--scenario", init_.scenario.scenario, "Its starting state")->required();
        command.add_option("--admin", init_.administrator, "Id of its first administrator")
            ->required();
        command.add_option("--name", init_.name, "The administrator's name");
        add_date(command, "--on", init_.on, "Its first day; the scenario's without it");
        command.add_option("--quorum", init_.quorum, "So many people approve a proposal")
            ->check(CLI::Range(1, 20));
        command.add_option("--approval-days", init_.approval_days, "An approval holds so long")
            ->check(CLI::Range(1, 365));
        command.callback([this] { code_ = facility_init_command(init_, output()); });
    }

    CLI::App& view(CLI::App& parent, const std::string& name, const std::string& what,
                   const std::string& summary, const std::string& example) {
        CLI::App& command = common(*parent.add_subcommand(name, summary), example);
        command.add_option("store", view_.store, "File or postgresql:// address")->required();
        command.callback([this, what] {
            view_.what = what;
            code_ = facility_view_command(view_, output());
        });
        return command;
    }
    void add_views() {
        view(group_, "status", "status", "Where doses are, and what waits for whom",
             "status plan.aliquot");
        CLI::App& pipeline = view(group_, "pipeline", "pipeline",
                                  "What comes to each participant, when, and how sure",
                                  "pipeline plan.aliquot --participant PRK");
        pipeline.add_option("--participant", view_.participant, "Only this one");
        view(group_, "refusals", "refusals", "What was refused, to whom, and why",
             "refusals plan.aliquot");
    }

    void add_people() {
        CLI::App& people = part("people", "Who takes part, with what roles");
        view(people, "list", "people", "Everybody, with their roles", "people list plan.aliquot");
        CLI::App& added = action(people, "add", "Adds a person",
                                 "people add plan.aliquot ada --name 'Ada Ling' --as mara", add_);
        added.add_option("person", add_.person, "Id")->required();
        added.add_option("--name", add_.name, "Name");
        CLI::App& granted =
            action(people, "grant", "Gives a person a role",
                   "people grant plan.aliquot kim --role participant_officer --scope PRK --as mara",
                   grant_);
        granted.add_option("person", grant_.person, "Id")->required();
        add_named(granted, "--role", grant_.role, role_names, "The role");
        granted.add_option("--scope", grant_.scope, "For which participant, donor or product");
        add_date(granted, "--until", grant_.until, "Its last day");
        granted.add_option("--reason", grant_.reason, "Why");
        CLI::App& revoked = action(
            people, "revoke", "Takes a role away",
            "people revoke plan.aliquot kim --role participant_officer --scope PRK --as mara",
            revoke_);
        revoked.add_option("person", revoke_.person, "Id")->required();
        add_named(revoked, "--role", revoke_.role, role_names, "The role");
        revoked.add_option("--scope", revoke_.scope, "For which participant, donor or product");
        CLI::App& finding = action(people, "finding", "An auditor's finding",
                                   "people finding plan.aliquot --about 'offer 3' --words "
                                   "'answered a day late' --as noor",
                                   finding_);
        finding.add_option("--about", finding_.about, "What it is about");
        finding.add_option("--words", finding_.words, "The finding")->required();
    }

    void add_supply() {
        CLI::App& supply = part("supply", "Pledged, confirmed, slipped, withdrawn, expired");
        CLI::App& pledged = action(supply, "pledge", "A donor or manufacturer pledges doses",
                                   "supply pledge plan.aliquot GIFT-1 --product SINOVAC --doses "
                                   "100000 --available 2021-10-01 --donor Utopia --kind donation "
                                   "--as dora",
                                   pledge_);
        pledged.add_option("supply", pledge_.supply, "Id of the supply line")->required();
        pledged.add_option("--product", pledge_.product, "Id of the product")->required();
        add_doses(pledged, "--doses", pledge_.doses, "How many")->required();
        add_date(pledged, "--available", pledge_.available, "From this day")->required();
        add_date(pledged, "--expires", pledge_.expires, "Last day of use");
        pledged.add_option("--kind", pledge_.source, "purchase_agreement or donation");
        pledged.add_option("--donor", pledge_.donor, "Who gives it");
        pledged.add_option("--earmark", pledge_.earmark, "Only for these participants");
        CLI::App& confirmed = action(supply, "confirm", "Pledged doses are there to be shared",
                                     "supply confirm plan.aliquot GIFT-1 --as ada", confirm_);
        confirmed.add_option("supply", confirm_.supply, "Id of the supply line")->required();
        add_doses(confirmed, "--doses", confirm_.doses, "Fewer than pledged");
        CLI::App& slipped =
            action(supply, "slip", "A line comes on another day",
                   "supply slip plan.aliquot GIFT-1 --available 2021-11-01 --as dora", slip_);
        slipped.add_option("supply", slip_.supply, "Id of the supply line")->required();
        add_date(slipped, "--available", slip_.available, "The new day")->required();
        CLI::App& withdrawn = action(
            supply, "withdraw", "Doses that nobody was offered are taken back",
            "supply withdraw plan.aliquot GIFT-1 --doses 5000 --reason 'needed at home' --as dora",
            withdraw_);
        withdrawn.add_option("supply", withdraw_.supply, "Id of the supply line")->required();
        add_doses(withdrawn, "--doses", withdraw_.doses, "How many")->required();
        withdrawn.add_option("--reason", withdraw_.reason, "Why");
        action(supply, "expire", "Every line past its last day of use",
               "supply expire plan.aliquot --as ada", expire_);
        CLI::App& ready = action(group_, "readiness", "A participant has done a readiness step",
                                 "readiness plan.aliquot PRK indemnity_signed --as kim", ready_);
        ready.add_option("participant", ready_.participant, "Id")->required();
        ready.add_option("step", ready_.step, "The step")->required();
        add_date(ready, "--until", ready_.until, "The last day it holds");
        ready.add_option("--product", ready_.product, "Only for this product");
    }

    void add_rounds() {
        CLI::App& round = part("round", "Opened, proposed, approved, offered, closed");
        action(round, "open", "Opens the next round", "round open plan.aliquot --as ada", open_);
        CLI::App& proposed = action(round, "propose", "Computes a proposal and files it",
                                    "round propose plan.aliquot --round 1 --as ada", propose_);
        proposed.add_option("--round", propose_.round, "Its number")->required();
        proposed.add_option("--rule", propose_.rule, "Instead of the facility's");
        CLI::App& exception =
            action(round, "propose-offer", "Puts up an offer that no rule makes, with its reason",
                   "round propose-offer plan.aliquot PRK SINOVAC-2021-08 --doses 2970000 "
                   "--reason 'offered while its border is closed' --as ada",
                   propose_offer_);
        exception.add_option("participant", propose_offer_.participant, "Id")->required();
        exception.add_option("supply", propose_offer_.supply, "Id of the supply line")->required();
        add_doses(exception, "--doses", propose_offer_.doses, "How many")->required();
        exception.add_option("--reason", propose_offer_.reason, "Why")->required();
        view(round, "list", "proposals", "Rounds and proposals, with who said what",
             "round list plan.aliquot");
        CLI::App& shown = view(round, "show", "package", "The package of a proposal, to be read",
                               "round show plan.aliquot --proposal 1");
        shown.add_option("--proposal", view_.proposal, "Its number")->required();
        CLI::App& decision =
            common(*round.add_subcommand("decision",
                                         "The round as a document: proposals side by "
                                         "side, approvals, answers"),
                   "round decision plan.aliquot --round 1 --html round-1.html");
        decision.add_option("store", decision_.store, "File or postgresql:// address")->required();
        decision.add_option("--round", decision_.round, "Its number")->required();
        decision.add_option("--html", decision_.html, "Write the page into this new file");
        decision.callback([this] { code_ = facility_decision_command(decision_, output()); });
        CLI::App& approved =
            action(round, "approve", "Approves exactly the package that was read",
                   "round approve plan.aliquot --proposal 1 --sha256 9f2c... --as ben", approve_);
        approved.add_option("--proposal", approve_.proposal, "Its number")->required();
        approved.add_option("--sha256", approve_.sha256, "Of the package")->required();
        CLI::App& rejected =
            action(round, "reject", "Rejects a proposal",
                   "round reject plan.aliquot --proposal 1 --reason 'stale populations' --as ben",
                   reject_);
        rejected.add_option("--proposal", reject_.proposal, "Its number")->required();
        rejected.add_option("--reason", reject_.reason, "Why")->required();
        CLI::App& offered = action(round, "offer", "Makes the offers of an approved proposal",
                                   "round offer plan.aliquot --proposal 1 --as ada", issue_);
        offered.add_option("--proposal", issue_.proposal, "Its number")->required();
        CLI::App& closed = action(round, "close", "Closes the round",
                                  "round close plan.aliquot --round 1 --as ada", close_);
        closed.add_option("--round", close_.round, "Its number")->required();
        CLI::App& again =
            action(group_, "reallocate", "Proposes who gets the doses that an offer left free",
                   "reallocate plan.aliquot --offer 7 --as ada", reallocate_);
        again.add_option("--offer", reallocate_.offer, "The offer")->required();
    }

    template <class Asked>
    CLI::App& answer(CLI::App& parent, const std::string& name, Answer as,
                     const std::string& summary, Asked& asked) {
        asked.answer = as;
        CLI::App& command =
            action(parent, name, summary,
                   fmt::format("offer {} plan.aliquot --offer 7 --as kim", name), asked);
        command.add_option("--offer", asked.offer, "Its number")->required();
        command.add_option("--reason", asked.reason, "Why");
        return command;
    }
    void add_offers() {
        CLI::App& offer = part("offer", "Listed, accepted, declined, deferred, lapsed");
        view(offer, "list", "offers", "Every offer, with its deadline and what came of it",
             "offer list plan.aliquot");
        answer(offer, "accept", Answer::accept, "Takes all of it", accept_);
        CLI::App& some = answer(offer, "partial", Answer::partial, "Takes a part of it", partial_);
        add_doses(some, "--doses", partial_.doses, "How many")->required();
        CLI::App& none = answer(offer, "decline", Answer::decline, "Takes none of it", decline_);
        none.add_option("--wish", decline_.wish, "Who should get them");
        answer(offer, "defer", Answer::defer, "Takes none now, and keeps its place", defer_);
        action(offer, "lapse", "Every open offer whose deadline has passed",
               "offer lapse plan.aliquot --as ada", lapse_);
    }

    void add_shipments() {
        CLI::App& shipment = part("shipment", "Planned, sent, held, received, returned");
        view(shipment, "list", "shipments", "What waits to leave and what is on its way",
             "shipment list plan.aliquot");
        CLI::App& planned =
            action(shipment, "plan", "Gives accepted doses a day to leave and to arrive",
                   "shipment plan plan.aliquot --offer 7 --leaves 2021-10-03 --arrives 2021-10-05 "
                   "--as lin",
                   plan_);
        planned.add_option("--offer", plan_.offer, "The offer whose doses it carries")->required();
        add_date(planned, "--leaves", plan_.leaves, "Day")->required();
        add_date(planned, "--arrives", plan_.arrives, "Day")->required();
        CLI::App& sent = action(shipment, "dispatch", "The doses have left",
                                "shipment dispatch plan.aliquot --offer 7 --as lin", dispatch_);
        sent.add_option("--offer", dispatch_.offer, "The offer whose doses it carries")->required();
        add_date(sent, "--arrives", dispatch_.arrives, "Other than planned");
        CLI::App& held = action(
            shipment, "hold", "Stops a shipment",
            "shipment hold plan.aliquot --offer 7 --reason 'permit missing' --as lin", hold_);
        held.add_option("--offer", hold_.offer, "The offer whose doses it carries")->required();
        held.add_option("--reason", hold_.reason, "Why")->required();
        CLI::App& received =
            action(shipment, "receive", "The doses have arrived, all or fewer",
                   "shipment receive plan.aliquot --offer 7 --doses 990 --reason 'a box thawed' "
                   "--as kim",
                   receive_);
        received.add_option("--offer", receive_.offer, "The offer whose doses it carries")
            ->required();
        add_doses(received, "--doses", receive_.doses, "If fewer than were sent");
        received.add_option("--reason", receive_.reason, "Why some are missing");
        CLI::App& returned =
            action(shipment, "return", "A participant hands doses back",
                   "shipment return plan.aliquot PRK GIFT-1 --doses 500 --as kim", return_);
        returned.add_option("participant", return_.participant, "Id")->required();
        returned.add_option("supply", return_.supply, "Id of the supply line")->required();
        add_doses(returned, "--doses", return_.doses, "How many")->required();
    }

    void add_stock() {
        CLI::App& stock = part("stock", "Used, expired, destroyed, lost");
        const std::array summaries{"Given to people", "Past their last day of use", "Destroyed",
                                   "Lost"};
        for (std::size_t how = 0; how < stock_use_names.size(); ++how) {
            command::RecordStock& asked = stock_.at(how);
            asked.how = static_cast<StockUse>(how);
            const std::string name{how == 0   ? "use"
                                   : how == 1 ? "expire"
                                   : how == 2 ? "destroy"
                                              : "lose"};
            CLI::App& command = action(
                stock, name, summaries.at(how),
                fmt::format("stock {} plan.aliquot PRK GIFT-1 --doses 500 --as kim", name), asked);
            command.add_option("participant", asked.participant, "Id")->required();
            command.add_option("supply", asked.supply, "Id of the supply line")->required();
            add_doses(command, "--doses", asked.doses, "How many")->required();
            command.add_option("--reason", asked.reason, "What happened");
        }
    }

    CLI::App& group_;
    int& code_;
    std::string format_ = "text";
    bool quiet_ = false;
    FacilityInit init_;
    FacilityView view_;
    FacilityRequest request_;
    command::AddPerson add_;
    command::GrantRole grant_;
    command::RevokeRole revoke_;
    command::RecordFinding finding_;
    command::PledgeSupply pledge_;
    command::ConfirmSupply confirm_;
    command::SlipSupply slip_;
    command::WithdrawSupply withdraw_;
    command::ExpireSupply expire_;
    command::StateReadiness ready_;
    command::OpenRound open_;
    command::Propose propose_;
    FacilityDecision decision_;
    command::ProposeOffer propose_offer_;
    command::Reallocate reallocate_;
    command::Approve approve_;
    command::Reject reject_;
    command::IssueOffers issue_;
    command::CloseRound close_;
    command::AnswerOffer accept_, partial_, decline_, defer_;
    command::LapseOffers lapse_;
    command::PlanShipment plan_;
    command::DispatchShipment dispatch_;
    command::HoldShipment hold_;
    command::ReceiveShipment receive_;
    command::ReturnDoses return_;
    std::array<command::RecordStock, stock_use_names.size()> stock_;
};

}  // namespace

std::shared_ptr<void> add_facility_commands(CLI::App& app, int& code) {
    return std::make_shared<FacilityLine>(app, code);
}

}  // namespace aliquot::cli
