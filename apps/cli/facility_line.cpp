// The words of `aliquot facility`: supply, rounds, offers, shipments and stock, with an example
// each.
#include "facility_line.hpp"

#include "ask.hpp"

namespace aliquot::cli {

void FacilityLine::add_supply() {
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

void FacilityLine::add_rounds() {
    CLI::App& round = part("round", "Opened, proposed, approved, offered, closed");
    action(round, "open", "Opens the next round", "round open plan.aliquot --as ada", open_);
    CLI::App& proposed = action(round, "propose", "Computes a proposal and files it",
                                "round propose plan.aliquot --round 1 --as ada", propose_);
    need(proposed, proposed.add_option("--round", propose_.round, "Its number"), Open::rounds);
    proposed.add_option("--rule", propose_.rule, "Instead of the facility's");
    CLI::App& exception =
        action(round, "propose-offer", "Puts up an offer that no rule makes, with its reason",
               "round propose-offer plan.aliquot PRK SINOVAC-2021-08 --doses 2970000 "
               "--reason 'offered while its border is closed' --as ada",
               propose_offer_);
    exception.add_option("participant", propose_offer_.participant, "Id")->required();
    exception.add_option("supply", propose_offer_.supply, "Id of the supply line")->required();
    need(exception, add_doses(exception, "--doses", propose_offer_.doses, "How many"));
    need(exception, exception.add_option("--reason", propose_offer_.reason, "Why"));
    view(round, "list", "proposals", "Rounds and proposals, with who said what",
         "round list plan.aliquot");
    CLI::App& shown = view(round, "show", "package", "The package of a proposal, to be read",
                           "round show plan.aliquot --proposal 1");
    shown.add_option("--proposal", view_.proposal, "Its number")->required();
    CLI::App& decision = view(round, "decision", "decision",
                              "The round as a document: proposals side by side, approvals, answers",
                              "round decision plan.aliquot --round 1 --html round-1.html");
    decision.add_option("--round", view_.round, "Its number")->required();
    decision.add_option("--html", view_.html, "Write the page into this new file");
    decision.callback([this] { code_ = facility_decision_command(view_, output()); });
    CLI::App& approved =
        action(round, "approve", "Approves exactly the package that was read",
               "round approve plan.aliquot --proposal 1 --sha256 9f2c... --as ben", approve_);
    need(approved, approved.add_option("--proposal", approve_.proposal, "Its number"),
         Open::proposals);
    need(approved, approved.add_option("--sha256", approve_.sha256, "Of the package"),
         Open::package_hash);
    CLI::App& rejected = action(
        round, "reject", "Rejects a proposal",
        "round reject plan.aliquot --proposal 1 --reason 'stale populations' --as ben", reject_);
    need(rejected, rejected.add_option("--proposal", reject_.proposal, "Its number"),
         Open::proposals);
    need(rejected, rejected.add_option("--reason", reject_.reason, "Why"));
    CLI::App& offered = action(round, "offer", "Makes the offers of an approved proposal",
                               "round offer plan.aliquot --proposal 1 --as ada", issue_);
    need(offered, offered.add_option("--proposal", issue_.proposal, "Its number"), Open::proposals);
    CLI::App& closed = action(round, "close", "Closes the round",
                              "round close plan.aliquot --round 1 --as ada", close_);
    need(closed, closed.add_option("--round", close_.round, "Its number"), Open::rounds);
    CLI::App& again =
        action(group_, "reallocate", "Proposes who gets the doses that an offer left free",
               "reallocate plan.aliquot --offer 7 --as ada", reallocate_);
    need(again, again.add_option("--offer", reallocate_.offer, "The offer"), Open::freed_offers);
}

void FacilityLine::add_offers() {
    CLI::App& offer = part("offer", "Listed, accepted, declined, deferred, lapsed");
    view(offer, "list", "offers", "Every offer, with its deadline and what came of it",
         "offer list plan.aliquot");
    answer(offer, "accept", Answer::accept, "Takes all of it", accept_);
    CLI::App& some = answer(offer, "partial", Answer::partial, "Takes a part of it", partial_);
    need(some, add_doses(some, "--doses", partial_.doses, "How many"));
    CLI::App& none = answer(offer, "decline", Answer::decline, "Takes none of it", decline_);
    none.add_option("--wish", decline_.wish, "Who should get them");
    answer(offer, "defer", Answer::defer, "Takes none now, and keeps its place", defer_);
    action(offer, "lapse", "Every open offer whose deadline has passed",
           "offer lapse plan.aliquot --as ada", lapse_);
}

void FacilityLine::add_shipments() {
    CLI::App& shipment = part("shipment", "Planned, sent, held, received, returned");
    view(shipment, "list", "shipments", "What waits to leave and what is on its way",
         "shipment list plan.aliquot");
    CLI::App& planned =
        action(shipment, "plan", "Gives accepted doses a day to leave and to arrive",
               "shipment plan plan.aliquot --offer 7 --leaves 2021-10-03 --arrives 2021-10-05 "
               "--as lin",
               plan_);
    need(planned, planned.add_option("--offer", plan_.offer, "The offer whose doses it carries"),
         Open::to_be_sent);
    need(planned, add_date(planned, "--leaves", plan_.leaves, "Day"));
    need(planned, add_date(planned, "--arrives", plan_.arrives, "Day"));
    CLI::App& sent = action(shipment, "dispatch", "The doses have left",
                            "shipment dispatch plan.aliquot --offer 7 --as lin", dispatch_);
    need(sent, sent.add_option("--offer", dispatch_.offer, "The offer whose doses it carries"),
         Open::to_be_sent);
    add_date(sent, "--arrives", dispatch_.arrives, "Other than planned");
    CLI::App& held =
        action(shipment, "hold", "Stops a shipment",
               "shipment hold plan.aliquot --offer 7 --reason 'permit missing' --as lin", hold_);
    need(held, held.add_option("--offer", hold_.offer, "The offer whose doses it carries"),
         Open::to_be_sent);
    need(held, held.add_option("--reason", hold_.reason, "Why"));
    CLI::App& received =
        action(shipment, "receive", "The doses have arrived, all or fewer",
               "shipment receive plan.aliquot --offer 7 --doses 990 --reason 'a box thawed' "
               "--as kim",
               receive_);
    need(received,
         received.add_option("--offer", receive_.offer, "The offer whose doses it carries"),
         Open::under_way);
    add_doses(received, "--doses", receive_.doses, "If fewer than were sent");
    received.add_option("--reason", receive_.reason, "Why some are missing");
    CLI::App& returned =
        action(shipment, "return", "A participant hands doses back",
               "shipment return plan.aliquot PRK GIFT-1 --doses 500 --as kim", return_);
    returned.add_option("participant", return_.participant, "Id")->required();
    returned.add_option("supply", return_.supply, "Id of the supply line")->required();
    add_doses(returned, "--doses", return_.doses, "How many")->required();
}

void FacilityLine::add_stock() {
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

std::vector<FacilityLine::Need> FacilityLine::missing_of(const CLI::App& command) const {
    std::vector<Need> missing;
    for (const Need& each : needs_)
        if (each.command == &command && each.option->count() == 0) missing.push_back(each);
    if (!missing.empty() && !somebody_sits_here())
        throw CLI::RequiredError(missing.front().option->get_name());
    return missing;
}

bool FacilityLine::answered(const Need& need, const Visit& opened) {
    std::optional<std::string> answer;
    if (need.open == Open::package_hash) {
        answer = hash_after_reading(opened, approve_.proposal);
    } else {
        const std::string choice = table_of(opened, need.open);
        print(choice);
        if (need.open != Open::nothing && choice.empty()) {
            print("there is nothing to choose from\n");
            return false;
        }
        answer =
            ask(fmt::format("{} ({}): ", need.option->get_name(), need.option->get_description()));
    }
    if (!answer || answer->empty()) return false;
    try {
        need.option->add_result(*answer);
        need.option->run_callback();
    } catch (const CLI::ParseError& error) {
        fmt::print(stderr, "{}\n", error.what());
        return false;
    }
    return true;
}

std::shared_ptr<void> add_facility_commands(CLI::App& app, int& code) {
    return std::make_shared<FacilityLine>(app, code);
}

}  // namespace aliquot::cli
