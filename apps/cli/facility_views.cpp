// What a facility looks like to the people who run it: in tables, or as data.
#include <algorithm>
#include <map>

#include "facility.hpp"
#include "facility_visit.hpp"
#include "words.hpp"
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "aliquot/core/text.hpp"
#include "aliquot/facility/desk/views.hpp"
#include "aliquot/io/desk/refusal_json.hpp"

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

// What one reader sees of a desk.
struct Seen {
    const DeskState& desk;
    const Reader& reader;

    template <class... Of>
    [[nodiscard]] bool shows(View view, const Of&... of) const {
        return reader.may_see(view, row_of(of...));
    }
};

Table lines_of(const Seen& seen) {
    const DeskState& desk = seen.desk;
    const FacilityState& state = desk.doses();
    Table rows{{"supply", "product", "pledged", "confirmed", "pool", "offered", "accepted",
                "received", "used", "available", "expires"}};
    for (std::size_t s = 0; s < desk.world().supply.size(); ++s) {
        const SupplyIndex line{s};
        if (!seen.shows(View::supply, desk, line)) continue;
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

// By what somebody shows who they are.
std::string shown_by(const Credentials& credentials, const std::string& person) {
    std::vector<std::string> by;
    if (const Credentials::Password* password = credentials.password_of(person))
        by.push_back(password->first ? fmt::format("first password by {}", password->by)
                                     : "password");
    for (const Credentials::Token& token : credentials.tokens_of(person))
        by.push_back(token.revoked
                         ? fmt::format("token {} revoked", token.name)
                         : fmt::format("token {} until {}", token.name, format_date(token.until)));
    if (by.empty()) return credentials.needed_from(person) ? "nothing yet" : "word";
    return fmt::format("{}", fmt::join(by, "; "));
}

Table people_of(const Seen& seen) {
    const Staff& staff = seen.desk.staff();
    Table rows{{"person", "name", "role", "for", "from", "until", "granted by", "shown by"}};
    for (const auto& [id, name] : staff.names()) {
        const bool is_seen = seen.reader.may_see(View::people, {{}, {}, {}, id, false});
        const std::string by = is_seen ? shown_by(staff.credentials(), id) : "";
        bool any = false;
        for (const Grant& grant : staff.grants()) {
            if (grant.person != id || !seen.shows(View::people, grant)) continue;
            any = true;
            rows.push_back({id, name,
                            std::string{role_names.at(static_cast<std::size_t>(grant.role))},
                            grant.scope, format_date(grant.from), day(grant.until), grant.by, by});
        }
        if (!any && is_seen) rows.push_back({id, name, "-", "", "", "", "", by});
    }
    return rows;
}

Table offers_of(const Seen& seen) {
    const DeskState& desk = seen.desk;
    Table rows{{"offer", "round", "participant", "supply", "doses", "offered", "deadline", "state",
                "accepted", "reason", "wish"}};
    for (const Offer& offer : desk.doses().offers())
        if (seen.shows(View::offers, desk, offer))
            rows.push_back(
                {std::to_string(offer.id), std::to_string(offer.round),
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

Table proposals_of(const Seen& seen) {
    Table rows{{"proposal", "round", "rule", "by", "date", "awards", "doses", "said", "sha256"}};
    for (const ProposalOnFile& each : seen.desk.rounds().proposals()) {
        if (!seen.shows(View::proposals, each)) continue;
        Doses sum;
        for (const ProposalMade::Award& award : each.made.awards) sum += award.doses;
        rows.push_back({std::to_string(each.made.proposal), std::to_string(each.made.round),
                        each.made.rule, each.made.by, format_date(each.made.date),
                        std::to_string(each.made.awards.size()), doses(sum), said_of(each),
                        each.made.sha256});
    }
    return rows;
}

Table shipments_of(const Seen& seen) {
    const DeskState& desk = seen.desk;
    Table rows{{"offer", "participant", "supply", "doses", "accepted", "leaves", "left", "arrives",
                "held"}};
    for (const FacilityState::Consignment& each : desk.doses().consignments())
        if (seen.shows(View::shipments, desk, each))
            rows.push_back({std::to_string(each.offer), desk.world().at(each.participant).id,
                            desk.world().at(each.line).id, doses(each.doses),
                            format_date(each.accepted), day(each.leaves), day(each.dispatched),
                            day(each.arrives), each.held});
    return rows;
}

Table coverage_of(const Seen& seen) {
    const Scenario& world = seen.desk.world();
    Table rows{{"participant", "name", "population", "received", "held", "coverage"}};
    const Outlook outlook{world, seen.desk.doses()};
    for (const CoverageRow& row : outlook.coverage(seen.desk.last_day())) {
        const Participant& who = world.at(row.participant);
        rows.push_back({who.id, who.name, grouped(who.population.value()), doses(row.delivered),
                        grouped(row.held.value()), percent_of(row.held.value(), who.population)});
    }
    return rows;
}

Table refusals_of(const Seen& seen, ledger::Store& store) {
    Table rows{{"record", "date", "who", "refused", "what", "where"}};
    const auto read =
        store.read(1, std::numeric_limits<std::int64_t>::max(), [&](const ledger::Record& record) {
            if (record.kind != "command_refused") return;
            if (!seen.reader.may_see(View::refusals, {{}, {}, {}, record.who, false})) return;
            const Refusal refusal = read_refusal(record.body);
            rows.push_back({std::to_string(record.sequence), record.happened, record.who,
                            std::string{name_of(refusal.code)}, refusal.error.what,
                            refusal.error.where});
        });
    ALIQUOT_CHECK(read.has_value());
    return rows;
}

std::string status_of(const Seen& seen, std::int64_t records) {
    const DeskState& desk = seen.desk;
    const auto count = [&](View view, const auto& all, const auto& is_counted) {
        return std::ranges::count_if(all, [&](const auto& each) {
            if constexpr (requires { row_of(each); })
                return is_counted(each) && seen.shows(view, each);
            else
                return is_counted(each) && seen.shows(view, desk, each);
        });
    };
    const auto waiting =
        count(View::proposals, desk.rounds().proposals(),
              [](const ProposalOnFile& each) { return !each.rejected && !each.offered; });
    const auto unanswered = count(View::offers, desk.doses().offers(), [](const Offer& each) {
        return each.state == OfferState::offered;
    });
    const auto under_way = count(View::shipments, desk.doses().consignments(),
                                 [](const FacilityState::Consignment&) { return true; });
    const RoundOnFile* open = desk.rounds().open_round();
    const std::string inside =
        seen.reader.is_public()
            ? "\nshown is what is published; --as PERSON shows more"
            : fmt::format(
                  "; {} proposals not yet offered, {} offers open, {} shipments not yet "
                  "received",
                  waiting, unanswered, under_way);
    return fmt::format(
        "{}: {} records\n{}{}{}\n\n", desk.world().settings.title, records, who_is_believed(desk),
        open ? fmt::format("round {} is open", open->round) : "no round is open", inside);
}

int show_package(const Seen& seen, int proposal, const Output& output) {
    const ProposalOnFile* found = seen.desk.rounds().proposal(proposal);
    // Whoever may not read it is not told that it is there.
    if (found == nullptr || !seen.shows(View::proposals, *found))
        return report_error({ErrorCode::not_found, "there is no such proposal to be read",
                             fmt::format("proposal {}", proposal), ""},
                            output);
    print(found->made.package);
    return done;
}

}  // namespace

Reader reader_of(const Visit& opened) {
    const DeskState& desk = opened.live.desk();
    // By the clock, not by a day that the reader names: roles end.
    if (opened.who)
        return Reader{desk.staff(), opened.who->person(), std::max(today(), desk.last_day())};
    return desk.staff().credentials().open_desk() ? Reader::of_everything() : Reader{};
}

std::optional<Visit> visit_to_look(const FacilityView& view, const Output& output, int& code) {
    auto opened = visit(view.store, view.as, view.proof, output, code);
    if (!opened || !opened->who) return opened;
    if (auto may = opened->live.may_look(*opened->who, microseconds_now()); !may) {
        code = report_refusal(may.error(), output);
        return std::nullopt;
    }
    if (!opened->live.desk().staff().knows(view.as)) {
        code = report_error({ErrorCode::not_found, "nobody of this id takes part", view.as, ""},
                            output);
        return std::nullopt;
    }
    return opened;
}

int facility_view_command(const FacilityView& view, const Output& output) {
    int code = done;
    const auto opened = visit_to_look(view, output, code);
    if (!opened) return code;
    const Reader reader = reader_of(*opened);
    const Seen seen{opened->live.desk(), reader};
    if (view.what == "status") {
        if (!output.json) print(status_of(seen, opened->live.version()));
        show(lines_of(seen), output);
    }
    if (view.what == "package") return show_package(seen, view.proposal, output);
    if (view.what == "people") show(people_of(seen), output);
    if (view.what == "offers") show(offers_of(seen), output);
    if (view.what == "proposals") show(proposals_of(seen), output);
    if (view.what == "shipments") show(shipments_of(seen), output);
    if (view.what == "coverage") show(coverage_of(seen), output);
    if (view.what == "refusals") show(refusals_of(seen, *opened->store), output);
    return done;
}

}  // namespace aliquot::cli
