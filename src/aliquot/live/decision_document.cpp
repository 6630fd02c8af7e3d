// Gathering a round's decision from the desk.
#include "aliquot/live/decision_document.hpp"

#include <map>

#include <fmt/format.h>

#include "aliquot/live/decision.hpp"

namespace aliquot {

namespace {

using Json = nlohmann::ordered_json;

Json day(const std::optional<Date>& date) {
    return date ? Json(format_date(*date)) : Json(nullptr);
}

std::string_view kind_of(const ProposalMade& made) {
    if (made.reallocates) return "reallocation";
    return made.decides_round() ? "rule" : "exceptional";
}

Json proposal_of(const ProposalOnFile& each) {
    Doses sum;
    for (const ProposalMade::Award& award : each.made.awards) sum += award.doses;
    Json approvals = Json::array();
    for (const Approval& approval : each.approvals)
        approvals.push_back({{"by", approval.by},
                             {"date", format_date(approval.date)},
                             {"sha256", each.made.sha256}});
    Json rejected = nullptr;
    if (each.rejected)
        rejected = {{"by", each.rejected->by},
                    {"date", format_date(each.rejected->date)},
                    {"reason", each.rejected->reason}};
    return {{"proposal", each.made.proposal},
            {"kind", kind_of(each.made)},
            {"rule", each.made.rule},
            {"by", each.made.by},
            {"date", format_date(each.made.date)},
            {"awards", each.made.awards.size()},
            {"doses", sum.value()},
            {"sha256", each.made.sha256},
            {"approvals", approvals},
            {"rejected", rejected},
            {"offered", day(each.offered)},
            {"package", Json::parse(each.made.package, nullptr, false)}};
}

Json offers_of(const DeskState& desk, int round) {
    Json list = Json::array();
    for (const Offer& each : desk.doses().offers()) {
        if (each.round != round) continue;
        list.push_back({{"offer", each.id},
                        {"participant", desk.world().at(each.participant).id},
                        {"supply", desk.world().at(each.supply).id},
                        {"doses", each.doses.value()},
                        {"source", award_source_names.at(static_cast<std::size_t>(each.source))},
                        {"offered", format_date(each.offered)},
                        {"deadline", format_date(each.deadline)},
                        {"state", offer_state_names.at(static_cast<std::size_t>(each.state))},
                        {"accepted", each.accepted.value()},
                        {"answered", day(each.answered)},
                        {"reason", each.reason},
                        {"wish", each.wish}});
    }
    return list;
}

// Of every round so far, what each participant has of each product, by how sure it is.
Json to_date(const DeskState& desk) {
    struct Sums {
        std::int64_t offered = 0;
        std::int64_t accepted = 0;
        std::int64_t on_the_way = 0;
        std::int64_t received = 0;
    };
    const Scenario& world = desk.world();
    std::map<std::pair<std::string, std::string>, Sums> sums;
    for (const auto& [place, doses] : desk.doses().ledger().balances()) {
        const auto& [account, line] = place;
        if (!account.owner || doses == 0) continue;
        Sums& each = sums[{world.at(*account.owner).id, world.product_of(line).id}];
        if (account.kind == AccountKind::offered) each.offered += doses;
        if (account.kind == AccountKind::title) each.accepted += doses;
        if (account.kind == AccountKind::transit) each.on_the_way += doses;
        if (account.kind == AccountKind::custody || account.kind == AccountKind::used)
            each.received += doses;
    }
    Json list = Json::array();
    for (const auto& [key, each] : sums)
        list.push_back({{"participant", key.first},
                        {"product", key.second},
                        {"offered", each.offered},
                        {"accepted", each.accepted},
                        {"on_the_way", each.on_the_way},
                        {"received", each.received}});
    return list;
}

Json names_of(const DeskState& desk) {
    Json names = Json::object();
    for (const Participant& each : desk.world().participants) names[each.id] = each.name;
    return names;
}

Json products_of(const DeskState& desk) {
    Json list = Json::array();
    for (const Product& each : desk.world().products)
        list.push_back({{"product", each.id},
                        {"name", each.name},
                        {"doses_per_course", each.doses_per_course.value()},
                        {"storage_class",
                         storage_class_names.at(static_cast<std::size_t>(each.storage_class))},
                        {"lot_doses", each.lot.value()},
                        {"minimum_shipment_doses", each.minimum_shipment.value()}});
    return list;
}

}  // namespace

namespace live {

Result<Json> decision_document(const DeskState& desk, int round) {
    const RoundOnFile* on_file = desk.rounds().round(round);
    if (on_file == nullptr)
        return tl::unexpected(
            Error{ErrorCode::not_found, "there is no such round", fmt::format("round {}", round),
                  desk.rounds().rounds().empty()
                      ? "none has been opened yet"
                      : fmt::format("the last one is {}", desk.rounds().rounds().back().round)});
    Json proposals = Json::array();
    Json decided = nullptr;
    for (const ProposalOnFile& each : desk.rounds().proposals()) {
        if (each.made.round != round) continue;
        proposals.push_back(proposal_of(each));
        if (each.made.decides_round() && each.offered) decided = each.made.proposal;
    }
    return Json{{"format", "aliquot-round-decision/1"},   {"facility", desk.world().settings.title},
                {"as_of", format_date(desk.last_day())},  {"round", round},
                {"opened", format_date(on_file->opened)}, {"opened_by", on_file->by},
                {"closed", day(on_file->closed)},         {"quorum", desk.staff().quorum()},
                {"decided_by_proposal", decided},         {"participants", names_of(desk)},
                {"products", products_of(desk)},          {"proposals", proposals},
                {"offers", offers_of(desk, round)},       {"to_date", to_date(desk)}};
}

}  // namespace live

Result<std::string> decision_json(const DeskState& desk, int round) {
    const auto document = live::decision_document(desk, round);
    if (!document) return tl::unexpected(document.error());
    return document->dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace aliquot
