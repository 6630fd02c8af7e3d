// Commands about rounds, proposals and offers.
#include <algorithm>

#include <fmt/format.h>

#include "aliquot/allocation/rules.hpp"
#include "aliquot/core/check.hpp"
#include "aliquot/core/text.hpp"
#include "aliquot/facility/desk/command_handler.hpp"
#include "aliquot/facility/desk/refuse.hpp"

namespace aliquot {

namespace {

std::string name_of_proposal(int id) {
    return fmt::format("proposal {}", id);
}

}  // namespace

CommandHandler::Done CommandHandler::on(const command::OpenRound&) {
    const RoundBook& book = desk_->rounds();
    if (const RoundOnFile* open = book.open_round())
        return refuse(RefusalCode::wrong_state, "a round is open already",
                      fmt::format("round {}", open->round), "close it first");
    const int next = book.rounds().empty() ? 1 : book.rounds().back().round + 1;
    return happen(RoundEvent{RoundOpened{order_->happened, next, order_->who}});
}

CommandHandler::Done CommandHandler::file_proposal(ProposalMade made,
                                                   const ProposedRound* proposed) {
    made.date = order_->happened;
    made.proposal = static_cast<int>(desk_->rounds().proposals().size()) + 1;
    made.by = order_->who;
    Package package = packager_(world(), made, proposed);
    made.package = std::move(package.text);
    made.sha256 = std::move(package.sha256);
    return happen(RoundEvent{std::move(made)});
}

CommandHandler::Done CommandHandler::on(const command::Propose& command) {
    Scenario ruled = world();
    if (!command.rule.empty()) ruled.settings.rule.name = command.rule;
    const Rule* rule = find_rule(ruled.settings.rule.name);
    if (rule == nullptr || rule->name == "recorded")
        return refuse(RefusalCode::unknown_object,
                      fmt::format("there is no rule \"{}\"", ruled.settings.rule.name),
                      command.rule, "`aliquot rules` lists them");
    const RoundOnFile* open = desk_->rounds().open_round();
    if (open == nullptr || open->round != command.round)
        return refuse(RefusalCode::wrong_state, "this round is not open",
                      fmt::format("round {}", command.round), "open a round first");
    const Outlook outlook{ruled, desk_->doses()};
    const auto proposed = outlook.propose(command.round, order_->happened, nullptr);
    if (!proposed)
        return refuse(RefusalCode::infeasible, proposed.error().what, proposed.error().where,
                      proposed.error().hint);
    ProposalMade made;
    made.round = command.round;
    made.rule = rule->name;
    for (const Award& award : proposed->decision.awards)
        made.awards.push_back({award.participant, award.supply, award.doses, 0});
    return file_proposal(std::move(made), &*proposed);
}

CommandHandler::Done CommandHandler::on(const command::ProposeOffer& command) {
    const auto who = participant(command.participant);
    if (!who) return tl::unexpected(who.error());
    const auto which = line(command.supply);
    if (!which) return tl::unexpected(which.error());
    if (command.doses == Doses{0})
        return refuse(RefusalCode::wrong_value, "this takes at least one dose", command.supply, "");
    if (command.reason.empty())
        return refuse(RefusalCode::wrong_value, "why is it offered against the rule?",
                      command.participant, "give a reason: everybody will read it");
    const RoundOnFile* open = desk_->rounds().open_round();
    if (open == nullptr)
        return refuse(RefusalCode::wrong_state, "no round is open", command.participant,
                      "open a round first");
    if (const Doses free = desk_->doses().ledger().balance({AccountKind::pool, {}}, *which);
        free < command.doses)
        return refuse(RefusalCode::not_enough_doses,
                      fmt::format("{} doses are free, {} are to be offered", grouped(free.value()),
                                  grouped(command.doses.value())),
                      command.supply, "");
    ProposalMade made;
    made.round = open->round;
    made.rule = "exceptional";
    made.exception = command.reason;
    made.awards.push_back({*who, *which, command.doses, 0});
    return file_proposal(std::move(made), nullptr);
}

CommandHandler::Done CommandHandler::on(const command::Reallocate& command) {
    const auto found = offer(command.offer);
    if (!found) return tl::unexpected(found.error());
    const std::string where = fmt::format("offer {}", command.offer);
    const Outlook outlook{world(), desk_->doses()};
    Freed freed = outlook.freed_by(command.offer);
    const OfferState state = (*found)->state;
    if (state == OfferState::offered || freed.doses == Doses{0})
        return refuse(RefusalCode::wrong_state, "this offer has left no doses free", where, "");
    const auto& proposals = desk_->rounds().proposals();
    const bool is_under_way = std::ranges::any_of(proposals, [&](const ProposalOnFile& each) {
        return each.made.freed_by_offer == command.offer && !each.rejected;
    });
    if (is_under_way)
        return refuse(RefusalCode::wrong_state, "its doses are proposed to others already", where,
                      "approve or reject that proposal");
    freed.doses =
        std::min(freed.doses, desk_->doses().ledger().balance({AccountKind::pool, {}}, freed.line));
    if (freed.doses == Doses{0})
        return refuse(RefusalCode::not_enough_doses, "its doses are not in the pool any more",
                      where, "");
    const auto shared = outlook.reallocate(freed, order_->happened);
    ALIQUOT_CHECK(shared.has_value());  // only a fixed rate can ask for more than there is
    if (shared->awards.empty())
        return refuse(RefusalCode::not_ready,
                      shared->anybody_able ? "nobody could take as much as a lot more"
                                           : "nobody else could receive this line today",
                      where, "");
    ProposalMade made;
    made.round = freed.round;
    made.rule = world().settings.reallocation.rule;
    made.reallocates = true;
    made.freed_by_offer = command.offer;
    for (const Award& award : shared->awards)
        made.awards.push_back(
            {award.participant, award.supply, award.doses, shared->rank.at(award.participant)});
    return file_proposal(std::move(made), nullptr);
}

CommandHandler::Done CommandHandler::on(const command::Approve& command) {
    const auto found = proposal(command.proposal);
    if (!found) return tl::unexpected(found.error());
    const ProposalOnFile& on_file = **found;
    const std::string where = name_of_proposal(command.proposal);
    if (on_file.made.by == order_->who)
        return refuse(RefusalCode::same_person, "nobody approves what they proposed", order_->who,
                      "another reviewer has to");
    if (desk_->has_edited(order_->who, on_file.made))
        return refuse(RefusalCode::same_person,
                      "stated facts that this proposal was computed from, and may not approve it",
                      order_->who, "another reviewer has to");
    if (on_file.rejected)
        return refuse(RefusalCode::wrong_state, "it was rejected by " + on_file.rejected->by, where,
                      "a new proposal can be made");
    if (on_file.offered)
        return refuse(RefusalCode::wrong_state, "its offers were made already", where, "");
    if (command.sha256 != on_file.made.sha256)
        return refuse(RefusalCode::changed_since,
                      "the package that was read is not the one on file", where,
                      fmt::format("on file is {}", on_file.made.sha256));
    return happen(RoundEvent{
        ProposalApproved{order_->happened, command.proposal, order_->who, command.sha256}});
}

CommandHandler::Done CommandHandler::on(const command::Reject& command) {
    const auto found = proposal(command.proposal);
    if (!found) return tl::unexpected(found.error());
    const std::string where = name_of_proposal(command.proposal);
    if ((*found)->made.by == order_->who)
        return refuse(RefusalCode::same_person, "nobody judges what they proposed", order_->who,
                      "another reviewer has to");
    if (command.reason.empty())
        return refuse(RefusalCode::wrong_value, "why is it rejected?", where, "give a reason");
    if ((*found)->offered)
        return refuse(RefusalCode::wrong_state, "its offers were made already", where, "");
    if ((*found)->rejected)
        return refuse(RefusalCode::wrong_state, "it was rejected already", where, "");
    return happen(RoundEvent{
        ProposalRejected{order_->happened, command.proposal, order_->who, command.reason}});
}

CommandHandler::Done CommandHandler::is_approved(const ProposalOnFile& on_file) const {
    const std::string where = name_of_proposal(on_file.made.proposal);
    if (on_file.rejected)
        return refuse(
            RefusalCode::not_approved,
            fmt::format("{} rejected it: {}", on_file.rejected->by, on_file.rejected->reason),
            where, "a new proposal can be made");
    const Staff& staff = desk_->staff();
    const std::int64_t approvals = on_file.approvals_on(order_->happened, staff.approval_days());
    if (approvals < staff.quorum())
        return refuse(RefusalCode::not_approved,
                      fmt::format("{} of {} approvals hold today", approvals, staff.quorum()),
                      where, fmt::format("an approval holds for {} days", staff.approval_days()));
    return {};
}

// The gates are as they were, and the doses are there.
CommandHandler::Done CommandHandler::still_holds(const ProposalOnFile& on_file) const {
    const std::string where = name_of_proposal(on_file.made.proposal);
    const FacilityState& doses = desk_->doses();
    const Outlook outlook{world(), doses};
    const Holdings holdings{world(), doses.ledger()};
    std::map<SupplyIndex, Doses> wanted;
    for (const ProposalMade::Award& award : on_file.made.awards) {
        wanted[award.supply] += award.doses;
        if (!on_file.made.exception.empty()) continue;
        const auto gate = outlook.gates().closed(
            award.participant, award.supply, order_->happened, doses.available(award.supply),
            {holdings.promised_of(award.participant, award.supply),
             holdings.products(award.participant)});
        if (gate)
            return refuse(
                RefusalCode::changed_since,
                fmt::format("{} can no longer be offered {}: {}", world().at(award.participant).id,
                            world().at(award.supply).id, gate->detail),
                where, "propose again");
    }
    for (const auto& [line, sum] : wanted)
        if (const Doses free = doses.ledger().balance({AccountKind::pool, {}}, line); free < sum)
            return refuse(
                RefusalCode::changed_since,
                fmt::format("{} doses of {} are free, {} were proposed", grouped(free.value()),
                            world().at(line).id, grouped(sum.value())),
                where, "propose again");
    return {};
}

CommandHandler::Done CommandHandler::on(const command::IssueOffers& command) {
    const auto found = proposal(command.proposal);
    if (!found) return tl::unexpected(found.error());
    const std::string where = name_of_proposal(command.proposal);
    const ProposalMade made = (*found)->made;
    if ((*found)->offered)
        return refuse(RefusalCode::wrong_state, "its offers were made already", where, "");
    if (const RoundOnFile* round = desk_->rounds().round(made.round);
        made.decides_round() && round != nullptr && round->closed)
        return refuse(
            RefusalCode::wrong_state,
            fmt::format("round {} was closed on {}", made.round, format_date(*round->closed)),
            where, "open a new round");
    for (const ProposalOnFile& other : desk_->rounds().proposals())
        if (made.decides_round() && other.made.decides_round() && other.made.round == made.round &&
            other.offered)
            return refuse(RefusalCode::wrong_state,
                          fmt::format("the offers of proposal {} were made for round {}",
                                      other.made.proposal, made.round),
                          where, "a round has one decision");
    if (auto approved = is_approved(**found); !approved) return approved;
    if (auto holds = still_holds(**found); !holds) return holds;
    if (made.decides_round()) happen_surely(RoundDecided{order_->happened, made.round, made.rule});
    const Outlook outlook{world(), desk_->doses()};
    AwardSource source = AwardSource::round;
    if (made.reallocates) source = AwardSource::reallocation;
    if (!made.exception.empty()) source = AwardSource::exceptional;
    for (const ProposalMade::Award& award : made.awards) {
        const OfferMade offer = outlook.offer(
            {made.round, order_->happened, award.participant, award.supply, award.doses, source});
        happen_surely(offer);
        if (!made.reallocates) continue;
        const Freed freed = outlook.freed_by(made.freed_by_offer.value());
        happen_surely(DosesReallocated{order_->happened, offer.offer, freed.from, freed.reason,
                                       freed.wish, award.severity_rank});
    }
    return happen(RoundEvent{ProposalOffered{order_->happened, command.proposal}});
}

CommandHandler::Done CommandHandler::on(const command::CloseRound& command) {
    const RoundOnFile* open = desk_->rounds().open_round();
    if (open == nullptr || open->round != command.round)
        return refuse(RefusalCode::wrong_state, "this round is not open",
                      fmt::format("round {}", command.round), "");
    return happen(RoundEvent{RoundClosed{order_->happened, command.round}});
}

CommandHandler::Done CommandHandler::on(const command::AnswerOffer& command) {
    const Offer& open = *offer(command.offer).value();
    const std::string where = fmt::format("offer {}", command.offer);
    if (command.answer == Answer::silent)
        return refuse(RefusalCode::wrong_value, "silence is no answer", where,
                      "accept, decline or defer");
    if ((command.answer == Answer::partial) != command.doses.has_value())
        return refuse(RefusalCode::wrong_value, "only an offer taken in part names doses", where,
                      "");
    if (command.doses && (*command.doses == Doses{0} || *command.doses >= open.doses))
        return refuse(RefusalCode::wrong_value,
                      fmt::format("a part of {} doses is from 1 to {}", grouped(open.doses.value()),
                                  grouped(open.doses.value() - 1)),
                      where, "accept or decline it");
    if (open.state != OfferState::offered)
        return refuse(RefusalCode::wrong_state,
                      fmt::format("this offer is {}",
                                  offer_state_names.at(static_cast<std::size_t>(open.state))),
                      where, "");
    if (order_->happened > open.deadline)
        return refuse(RefusalCode::wrong_state,
                      "the last day to answer was " + format_date(open.deadline), where,
                      "ask for a new offer");
    const Outlook outlook{world(), desk_->doses()};
    return happen(outlook.answer(command.offer,
                                 {command.answer, command.doses, command.reason, command.wish},
                                 order_->happened));
}

CommandHandler::Done CommandHandler::on(const command::LapseOffers&) {
    const Outlook outlook{world(), desk_->doses()};
    std::vector<int> silent;
    for (const Offer& each : desk_->doses().offers())
        if (each.state == OfferState::offered && each.deadline < order_->happened)
            silent.push_back(each.id);
    if (silent.empty())
        return refuse(RefusalCode::wrong_state, "no open offer is past its deadline",
                      format_date(order_->happened), "");
    for (const int id : silent)
        happen_surely(outlook.answer(id, {Answer::silent, {}, {}, {}}, order_->happened));
    return {};
}

}  // namespace aliquot
