// What happened at a facility's desk beside the doses: people, what became known, rounds.
#pragma once

#include "aliquot/domain/event.hpp"
#include "aliquot/domain/role.hpp"
#include "aliquot/domain/scenario.hpp"

namespace aliquot {

// The facility began, from a scenario that is its starting state.
struct FacilityOpened {
    static constexpr std::string_view kind = "facility_opened";
    Date date;
    std::string title;
    std::int64_t quorum = 1;         // so many people must approve a proposal
    std::int64_t approval_days = 7;  // an approval holds so long
    std::vector<std::pair<std::string, std::string>> inputs;  // files of the scenario: path, text

    friend bool operator==(const FacilityOpened&, const FacilityOpened&) = default;
};

struct PersonAdded {
    static constexpr std::string_view kind = "person_added";
    Date date;
    std::string person;
    std::string name;

    friend bool operator==(const PersonAdded&, const PersonAdded&) = default;
};

struct RoleGranted {
    static constexpr std::string_view kind = "role_granted";
    Grant grant;

    friend bool operator==(const RoleGranted&, const RoleGranted&) = default;
};

struct RoleRevoked {
    static constexpr std::string_view kind = "role_revoked";
    Date date;
    std::string person;
    Role role = Role::analyst;
    std::string scope;

    friend bool operator==(const RoleRevoked&, const RoleRevoked&) = default;
};

struct FindingRecorded {
    static constexpr std::string_view kind = "finding_recorded";
    Date date;
    std::string by;
    std::string about;
    std::string words;

    friend bool operator==(const FindingRecorded&, const FindingRecorded&) = default;
};

// A line is to be expected that was not known before.
struct SupplyPledged {
    static constexpr std::string_view kind = "supply_pledged";
    Date date;
    std::string by;
    SupplyLine line;
};

struct ReadinessStated {
    static constexpr std::string_view kind = "readiness_stated";
    Date date;
    ReadinessStep step;
};

struct RoundOpened {
    static constexpr std::string_view kind = "round_opened";
    Date date;
    int round = 0;
    std::string by;

    friend bool operator==(const RoundOpened&, const RoundOpened&) = default;
};

// What a rule makes of a round, or of doses that somebody did not take, put up for approval.
struct ProposalMade {
    static constexpr std::string_view kind = "proposal_made";
    Date date;
    int proposal = 0;  // from 1
    int round = 0;
    std::string rule;
    std::string by;
    struct Award {
        ParticipantIndex participant;
        SupplyIndex supply;
        Doses doses;
        int severity_rank = 0;  // of doses that are reallocated

        friend bool operator==(const Award&, const Award&) = default;
    };
    std::vector<Award> awards;
    std::string package;  // the decision package
    std::string sha256;   // of the package, in hex: what an approval names
    // Of doses that somebody did not take or gave back.
    bool reallocates = false;
    std::optional<int> freed_by_offer;
    std::string exception;  // why an offer is made that no rule makes; empty: a rule makes it

    // Only one proposal of a round that a rule computed is carried out.
    [[nodiscard]] bool decides_round() const { return !reallocates && exception.empty(); }

    friend bool operator==(const ProposalMade&, const ProposalMade&) = default;
};

struct ProposalApproved {
    static constexpr std::string_view kind = "proposal_approved";
    Date date;
    int proposal = 0;
    std::string by;
    std::string sha256;

    friend bool operator==(const ProposalApproved&, const ProposalApproved&) = default;
};

struct ProposalRejected {
    static constexpr std::string_view kind = "proposal_rejected";
    Date date;
    int proposal = 0;
    std::string by;
    std::string reason;

    friend bool operator==(const ProposalRejected&, const ProposalRejected&) = default;
};

// The offers of an approved proposal were made.
struct ProposalOffered {
    static constexpr std::string_view kind = "proposal_offered";
    Date date;
    int proposal = 0;

    friend bool operator==(const ProposalOffered&, const ProposalOffered&) = default;
};

struct RoundClosed {
    static constexpr std::string_view kind = "round_closed";
    Date date;
    int round = 0;

    friend bool operator==(const RoundClosed&, const RoundClosed&) = default;
};

using PeopleEvent =
    std::variant<FacilityOpened, PersonAdded, RoleGranted, RoleRevoked, FindingRecorded>;
using WorldEvent = std::variant<SupplyPledged, ReadinessStated>;
using RoundEvent = std::variant<RoundOpened, ProposalMade, ProposalApproved, ProposalRejected,
                                ProposalOffered, RoundClosed>;
using Event = std::variant<DoseEvent, PeopleEvent, WorldEvent, RoundEvent>;

}  // namespace aliquot
