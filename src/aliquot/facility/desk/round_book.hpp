// Rounds, the proposals made for them, and what people said of these, as the events add up to.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "aliquot/core/result.hpp"
#include "aliquot/domain/office_event.hpp"

namespace aliquot {

struct Approval {
    std::string by;
    Date date;
};

struct ProposalOnFile {
    ProposalMade made;
    std::vector<Approval> approvals;
    std::optional<ProposalRejected> rejected;
    std::optional<Date> offered;

    // How many people have approved it so recently that it still counts.
    [[nodiscard]] std::int64_t approvals_on(Date day, std::int64_t approval_days) const;
};

struct RoundOnFile {
    int round = 0;
    Date opened;
    std::string by;
    std::optional<Date> closed;
};

class RoundBook {
public:
    // Errors: conflict, when the event cannot have followed what is there.
    Result<void> apply(const RoundEvent& event);

    [[nodiscard]] const std::vector<RoundOnFile>& rounds() const { return rounds_; }
    [[nodiscard]] const std::vector<ProposalOnFile>& proposals() const { return proposals_; }
    [[nodiscard]] const RoundOnFile* round(int number) const;
    [[nodiscard]] const ProposalOnFile* proposal(int number) const;
    [[nodiscard]] const RoundOnFile* open_round() const;

private:
    Result<void> on(const RoundOpened& event);
    Result<void> on(const ProposalMade& event);
    Result<void> on(const ProposalApproved& event);
    Result<void> on(const ProposalRejected& event);
    Result<void> on(const ProposalOffered& event);
    Result<void> on(const RoundClosed& event);
    [[nodiscard]] Result<ProposalOnFile*> find(int proposal);

    std::vector<RoundOnFile> rounds_;
    std::vector<ProposalOnFile> proposals_;
};

}  // namespace aliquot
