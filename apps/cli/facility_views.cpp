// What a facility looks like to the people who run it: in tables, or as data.
#include <algorithm>
#include <map>

#include "facility.hpp"
#include "words.hpp"
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "aliquot/core/text.hpp"
#include "aliquot/io/desk/event_json.hpp"
#include "aliquot/io/desk/refusal_json.hpp"
#include "aliquot/live/live_facility.hpp"

namespace aliquot::cli {

namespace {

using Json = nlohmann::ordered_json;
using Table = std::vector<std::vector<std::string>>;

// A table as text, or as a list of objects by its header.
void show(const Table& rows, const Output& output) {
    if (!output.json) return print(rows.size() > 1 ? aligned_table(rows) : "nothing\n");
    Json list = Json::array();
    for (std::size_t r = 1; r < rows.size(); ++r) {
        Json row = Json::object();
        for (std::size_t c = 0; c < rows[r].size(); ++c) row[rows[0][c]] = rows[r][c];
        list.push_back(std::move(row));
    }
    print(list.dump(2) + "\n");
}

std::string day(const std::optional<Date>& date) {
    return date ? format_date(*date) : "-";
}

std::string doses(Doses number) {
    return grouped(number.value());
}

Table lines_of(const DeskState& desk) {
    const FacilityState& state = desk.doses();
    Table rows{{"supply", "product", "pledged", "confirmed", "pool", "offered", "accepted",
                "received", "used", "available", "expires"}};
    for (std::size_t s = 0; s < desk.world().supply.size(); ++s) {
        const SupplyIndex line{s};
        const SupplyLine& supply = desk.world().at(line);
        const auto of = [&](AccountKind kind) { return state.ledger().balance(kind, line); };
        const Doses accepted = of(AccountKind::title) + of(AccountKind::transit);
        rows.push_back({supply.id, desk.world().at(supply.product).id, doses(supply.doses),
                        state.confirmed(line) ? "yes" : "no", doses(of(AccountKind::pool)),
                        doses(of(AccountKind::offered)), doses(accepted),
                        doses(of(AccountKind::custody)), doses(of(AccountKind::used)),
                        format_date(state.available(line)),
                        state.expired(line) ? "expired" : day(supply.expires)});
    }
    return rows;
}

Table people_of(const DeskState& desk) {
    Table rows{{"person", "name", "role", "for", "from", "until", "granted by"}};
    for (const auto& [id, name] : desk.staff().names()) {
        bool any = false;
        for (const Grant& grant : desk.staff().grants()) {
            if (grant.person != id) continue;
            any = true;
            rows.push_back({id, name,
                            std::string{role_names.at(static_cast<std::size_t>(grant.role))},
                            grant.scope, format_date(grant.from), day(grant.until), grant.by});
        }
        if (!any) rows.push_back({id, name, "-", "", "", "", ""});
    }
    return rows;
}

Table offers_of(const DeskState& desk) {
    Table rows{{"offer", "round", "participant", "supply", "doses", "offered", "deadline", "state",
                "accepted", "reason", "wish"}};
    for (const Offer& offer : desk.doses().offers())
        rows.push_back({std::to_string(offer.id), std::to_string(offer.round),
                        desk.world().at(offer.participant).id, desk.world().at(offer.supply).id,
                        doses(offer.doses), format_date(offer.offered), format_date(offer.deadline),
                        std::string{offer_state_names.at(static_cast<std::size_t>(offer.state))},
                        doses(offer.accepted), offer.reason, offer.wish});
    return rows;
}

std::string said_of(const ProposalOnFile& proposal) {
    std::vector<std::string> words;
    for (const Approval& each : proposal.approvals)
        words.push_back(fmt::format("approved by {} on {}", each.by, format_date(each.date)));
    if (proposal.rejected)
        words.push_back(
            fmt::format("rejected by {}: {}", proposal.rejected->by, proposal.rejected->reason));
    if (proposal.offered) words.push_back("offered on " + format_date(*proposal.offered));
    return words.empty() ? "waits for review" : fmt::format("{}", fmt::join(words, "; "));
}

Table proposals_of(const DeskState& desk) {
    Table rows{{"proposal", "round", "rule", "by", "date", "awards", "doses", "said", "sha256"}};
    for (const ProposalOnFile& each : desk.rounds().proposals()) {
        Doses sum;
        for (const ProposalMade::Award& award : each.made.awards) sum += award.doses;
        rows.push_back({std::to_string(each.made.proposal), std::to_string(each.made.round),
                        each.made.rule, each.made.by, format_date(each.made.date),
                        std::to_string(each.made.awards.size()), doses(sum), said_of(each),
                        each.made.sha256});
    }
    return rows;
}

Table shipments_of(const DeskState& desk) {
    Table rows{{"offer", "participant", "supply", "doses", "accepted", "leaves", "left", "arrives",
                "held"}};
    for (const FacilityState::Consignment& each : desk.doses().consignments())
        rows.push_back({std::to_string(each.offer), desk.world().at(each.participant).id,
                        desk.world().at(each.line).id, doses(each.doses),
                        format_date(each.accepted), day(each.leaves), day(each.dispatched),
                        day(each.arrives), each.held});
    return rows;
}

// What comes to each participant, the surest first: received, on its way, accepted, offered.
Table pipeline_of(const DeskState& desk, const std::string& only) {
    Table rows{{"participant", "supply", "doses", "stage", "when", "what holds it up"}};
    const FacilityState& state = desk.doses();
    const auto add = [&](ParticipantIndex who, SupplyIndex line, Doses amount, std::string stage,
                         std::string when, std::string why) {
        const std::string& id = desk.world().at(who).id;
        if (!only.empty() && id != only) return;
        rows.push_back({id, desk.world().at(line).id, doses(amount), std::move(stage),
                        std::move(when), std::move(why)});
    };
    for (const Delivery& each : state.deliveries())
        add(each.participant, each.supply, each.doses, "received", format_date(each.arrived), "");
    const Outlook outlook{desk.world(), state};
    for (const FacilityState::Consignment& each : state.consignments()) {
        const bool under_way = each.dispatched.has_value();
        std::string why = each.held;
        if (!under_way && why.empty()) why = outlook.held_up_by(each, desk.last_day());
        add(each.participant, each.line, each.doses, under_way ? "on its way" : "accepted",
            each.arrives ? "arrives " + format_date(*each.arrives) : "no plan yet", why);
    }
    for (const Offer& each : state.offers())
        if (each.state == OfferState::offered)
            add(each.participant, each.supply, each.doses, "offered",
                "answer by " + format_date(each.deadline), "");
    std::stable_sort(rows.begin() + 1, rows.end(),
                     [](const auto& a, const auto& b) { return a.front() < b.front(); });
    return rows;
}

Table refusals_of(ledger::Store& store) {
    Table rows{{"record", "date", "who", "refused", "what", "where"}};
    const auto read =
        store.read(1, std::numeric_limits<std::int64_t>::max(), [&](const ledger::Record& record) {
            if (record.kind != "command_refused") return;
            const Refusal refusal = read_refusal(record.body);
            rows.push_back({std::to_string(record.sequence), record.happened, record.who,
                            std::string{name_of(refusal.code)}, refusal.error.what,
                            refusal.error.where});
        });
    ALIQUOT_CHECK(read.has_value());
    return rows;
}

int show_status(const LiveFacility& live, const Output& output) {
    const DeskState& desk = live.desk();
    if (!output.json) {
        const RoundOnFile* open = desk.rounds().open_round();
        const auto waiting = std::ranges::count_if(
            desk.rounds().proposals(),
            [](const ProposalOnFile& each) { return !each.rejected && !each.offered; });
        const auto unanswered =
            std::ranges::count(desk.doses().offers(), OfferState::offered, &Offer::state);
        print(
            fmt::format("{}: {} records\n{}; {} proposals not yet offered, {} offers open, {} "
                        "shipments not yet received\n\n",
                        desk.world().settings.title, live.version(),
                        open ? fmt::format("round {} is open", open->round) : "no round is open",
                        waiting, unanswered, desk.doses().consignments().size()));
    }
    show(lines_of(desk), output);
    return done;
}

}  // namespace

int facility_view_command(const FacilityView& view, const Output& output) {
    const auto store = ledger::open_store(view.store);
    if (!store) return report_error(store.error(), output);
    const auto live = LiveFacility::open(**store);
    if (!live) return report_errors(live.error(), output);
    const DeskState& desk = live->desk();
    if (view.what == "status") return show_status(*live, output);
    if (view.what == "package") {
        const ProposalOnFile* found = desk.rounds().proposal(view.proposal);
        if (found == nullptr)
            return report_error({ErrorCode::not_found, "there is no such proposal",
                                 fmt::format("proposal {}", view.proposal), ""},
                                output);
        print(found->made.package);
        return done;
    }
    if (view.what == "people") show(people_of(desk), output);
    if (view.what == "offers") show(offers_of(desk), output);
    if (view.what == "proposals") show(proposals_of(desk), output);
    if (view.what == "shipments") show(shipments_of(desk), output);
    if (view.what == "pipeline") show(pipeline_of(desk, view.participant), output);
    if (view.what == "refusals") show(refusals_of(**store), output);
    return done;
}

}  // namespace aliquot::cli
