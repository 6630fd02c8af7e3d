// Tables of what is open, and the one question whose answer is not on the screen by chance.
#include "facility_ask.hpp"

#include <algorithm>

#include "ask.hpp"
#include "words.hpp"
#include <fmt/format.h>

#include "aliquot/core/text.hpp"

namespace aliquot::cli {

namespace {

using Rows = std::vector<std::vector<std::string>>;

std::string doses_of(Doses doses) {
    return grouped(doses.value());
}

bool is_open(const Offer& offer, Open open) {
    if (open == Open::offers) return offer.state == OfferState::offered;
    return offer.state != OfferState::offered && offer.state != OfferState::accepted;
}

Rows offers(const DeskState& desk, const Reader& reader, Open open) {
    Rows rows{{"offer", "participant", "supply", "doses", "deadline", "state"}};
    for (const Offer& each : desk.doses().offers())
        if (is_open(each, open) && reader.may_see(View::offers, row_of(desk, each)))
            rows.push_back(
                {std::to_string(each.id), desk.world().at(each.participant).id,
                 desk.world().at(each.supply).id, doses_of(each.doses), format_date(each.deadline),
                 std::string{offer_state_names.at(static_cast<std::size_t>(each.state))}});
    return rows;
}

Rows shipments(const DeskState& desk, const Reader& reader, Open open) {
    Rows rows{{"offer", "participant", "supply", "doses", "held"}};
    for (const FacilityState::Consignment& each : desk.doses().consignments())
        if (each.dispatched.has_value() == (open == Open::under_way) &&
            reader.may_see(View::shipments, row_of(desk, each)))
            rows.push_back({std::to_string(each.offer), desk.world().at(each.participant).id,
                            desk.world().at(each.line).id, doses_of(each.doses), each.held});
    return rows;
}

Rows proposals(const DeskState& desk, const Reader& reader) {
    Rows rows{{"proposal", "round", "rule", "by", "date", "awards"}};
    for (const ProposalOnFile& each : desk.rounds().proposals())
        if (!each.rejected && !each.offered && reader.may_see(View::proposals, row_of(each)))
            rows.push_back({std::to_string(each.made.proposal), std::to_string(each.made.round),
                            each.made.rule, each.made.by, format_date(each.made.date),
                            std::to_string(each.made.awards.size())});
    return rows;
}

Rows rounds(const DeskState& desk) {
    Rows rows{{"round", "opened"}};
    if (const RoundOnFile* open = desk.rounds().open_round())
        rows.push_back({std::to_string(open->round), format_date(open->opened)});
    return rows;
}

std::string summary_of(const DeskState& desk, const ProposalMade& made) {
    constexpr std::size_t longest_list = 20;
    Doses sum;
    Rows rows{{"participant", "supply", "doses"}};
    for (const ProposalMade::Award& award : made.awards) {
        sum += award.doses;
        if (rows.size() <= longest_list)
            rows.push_back({desk.world().at(award.participant).id, desk.world().at(award.supply).id,
                            doses_of(award.doses)});
    }
    std::string text =
        fmt::format("proposal {} of round {}, by {} on {}: {} doses in {} awards by {}\n{}",
                    made.proposal, made.round, made.by, format_date(made.date), doses_of(sum),
                    made.awards.size(), made.rule, aligned_table(rows));
    if (made.awards.size() > longest_list)
        text += fmt::format("and {} more\n", made.awards.size() - longest_list);
    return text +
           fmt::format("`aliquot facility round show` has all of it\nsha256 {}\n", made.sha256);
}

}  // namespace

std::string table_of(const Visit& opened, Open open) {
    const DeskState& desk = opened.live.desk();
    const Reader reader = reader_of(opened);
    Rows rows;
    if (open == Open::offers || open == Open::freed_offers) rows = offers(desk, reader, open);
    if (open == Open::to_be_sent || open == Open::under_way) rows = shipments(desk, reader, open);
    if (open == Open::proposals) rows = proposals(desk, reader);
    if (open == Open::rounds) rows = rounds(desk);
    return rows.size() > 1 ? aligned_table(rows) : std::string{};
}

std::optional<std::string> hash_after_reading(const Visit& opened, int proposal) {
    constexpr std::size_t enough = 8;
    const DeskState& desk = opened.live.desk();
    const ProposalOnFile* found = desk.rounds().proposal(proposal);
    if (found == nullptr || !reader_of(opened).may_see(View::proposals, row_of(*found)))
        return std::nullopt;
    print(summary_of(desk, found->made));
    const auto typed = ask(fmt::format("Type the first {} characters of the sha256: ", enough));
    if (!typed || typed->size() < enough || !found->made.sha256.starts_with(*typed))
        return std::nullopt;
    return found->made.sha256;
}

}  // namespace aliquot::cli
