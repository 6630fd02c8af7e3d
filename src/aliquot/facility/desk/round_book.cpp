// Rounds and proposals, event by event.
#include "aliquot/facility/desk/round_book.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace aliquot {

namespace {

tl::unexpected<Error> conflict(std::string what, std::string where) {
    return tl::unexpected(Error{ErrorCode::conflict, std::move(what), std::move(where), ""});
}

}  // namespace

std::int64_t ProposalOnFile::approvals_on(Date day, std::int64_t approval_days) const {
    return std::ranges::count_if(approvals, [&](const Approval& each) {
        return each.date <= day && day <= each.date + Days{approval_days};
    });
}

Result<void> RoundBook::apply(const RoundEvent& event) {
    return std::visit([&](const auto& fact) { return on(fact); }, event);
}

const RoundOnFile* RoundBook::round(int number) const {
    const auto found = std::ranges::find(rounds_, number, &RoundOnFile::round);
    return found == rounds_.end() ? nullptr : &*found;
}

const ProposalOnFile* RoundBook::proposal(int number) const {
    if (number < 1 || number > std::ssize(proposals_)) return nullptr;
    return &proposals_[static_cast<std::size_t>(number) - 1];
}

const RoundOnFile* RoundBook::open_round() const {
    if (rounds_.empty() || rounds_.back().closed) return nullptr;
    return &rounds_.back();
}

Result<ProposalOnFile*> RoundBook::find(int proposal) {
    if (proposal < 1 || proposal > std::ssize(proposals_))
        return conflict("there is no such proposal", fmt::format("proposal {}", proposal));
    return &proposals_[static_cast<std::size_t>(proposal) - 1];
}

Result<void> RoundBook::on(const RoundOpened& event) {
    if (open_round() != nullptr)
        return conflict("a round is open already", fmt::format("round {}", rounds_.back().round));
    if (!rounds_.empty() && event.round <= rounds_.back().round)
        return conflict("rounds are numbered upwards", fmt::format("round {}", event.round));
    rounds_.push_back({event.round, event.date, event.by, {}});
    return {};
}

Result<void> RoundBook::on(const ProposalMade& event) {
    if (event.proposal != static_cast<int>(proposals_.size()) + 1)
        return conflict("proposals are numbered in order",
                        fmt::format("proposal {}", event.proposal));
    proposals_.push_back({event, {}, {}, {}});
    return {};
}

Result<void> RoundBook::on(const ProposalApproved& event) {
    const auto found = find(event.proposal);
    if (!found) return tl::unexpected(found.error());
    ProposalOnFile& proposal = **found;
    if (event.sha256 != proposal.made.sha256)
        return conflict("the approval names another package",
                        fmt::format("proposal {}", event.proposal));
    // A later approval of the same person counts from its own day.
    std::erase_if(proposal.approvals, [&](const Approval& each) { return each.by == event.by; });
    proposal.approvals.push_back({event.by, event.date});
    return {};
}

Result<void> RoundBook::on(const ProposalRejected& event) {
    const auto found = find(event.proposal);
    if (!found) return tl::unexpected(found.error());
    (*found)->rejected = event;
    return {};
}

Result<void> RoundBook::on(const ProposalOffered& event) {
    const auto found = find(event.proposal);
    if (!found) return tl::unexpected(found.error());
    if ((*found)->offered)
        return conflict("its offers were made already", fmt::format("proposal {}", event.proposal));
    (*found)->offered = event.date;
    return {};
}

Result<void> RoundBook::on(const RoundClosed& event) {
    if (open_round() == nullptr || rounds_.back().round != event.round)
        return conflict("this round is not open", fmt::format("round {}", event.round));
    rounds_.back().closed = event.date;
    return {};
}

}  // namespace aliquot
