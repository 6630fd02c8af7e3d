// The table of who may read what, and how it is read.
#include "aliquot/facility/desk/views.hpp"

#include <algorithm>

#include "aliquot/facility/desk/authority.hpp"

namespace aliquot {

namespace {

constexpr Sight pub = Sight::published;
constexpr Sight own = Sight::own;
constexpr Sight all = Sight::everything;

// By view, then by role in the order of role_names.
constexpr std::array<std::array<Sight, role_names.size()>, view_names.size()> table{{
    // analyst, reviewer, participant, donor, manufacturer, logistics, auditor, admin., break-glass
    {all, all, own, own, own, all, all, pub, all},  // supply
    {all, all, pub, pub, pub, all, all, all, all},  // people
    {all, all, own, own, own, pub, all, pub, all},  // offers
    {all, all, pub, pub, pub, pub, all, pub, all},  // proposals
    {all, all, own, own, own, all, all, pub, all},  // shipments
    {all, all, own, own, own, all, all, pub, all},  // pipeline
    {all, all, all, all, all, all, all, all, all},  // coverage
    {pub, pub, pub, pub, pub, pub, all, all, pub},  // refusals
}};

Row row_of_doses(const DeskState& desk, ParticipantIndex participant, SupplyIndex line,
                 bool published) {
    const SupplyLine& supply = desk.world().at(line);
    return {{desk.world().at(participant).id},
            supply.donor,
            desk.world().at(supply.product).id,
            {},
            published};
}

bool is_own(const Grant& grant, const Row& row) {
    const auto is_about = [&](const std::string& participant) {
        return in_scope(grant, {participant, row.donor, row.product, {}});
    };
    if (grant.role != Role::participant_officer) return is_about({});
    return std::ranges::any_of(row.participants, is_about);
}

}  // namespace

Sight sight_of(View view, Role role) {
    return table.at(static_cast<std::size_t>(view)).at(static_cast<std::size_t>(role));
}

Reader::Reader(const Staff& staff, std::string person, Date day)
    : person_{std::move(person)}, held_{staff.roles_of(person_, day)} {
    std::erase_if(held_, [&](const Grant& grant) { return grant.by == person_; });
}

Reader Reader::of_everything() {
    Reader reader;
    reader.everything_ = true;
    return reader;
}

bool Reader::may_see(View view, const Row& row) const {
    if (everything_ || row.published || view == View::coverage) return true;
    if (!person_.empty() && row.person == person_) return true;
    return std::ranges::any_of(held_, [&](const Grant& grant) {
        const Sight sight = sight_of(view, grant.role);
        return sight == all || (sight == own && is_own(grant, row));
    });
}

Row row_of(const DeskState& desk, SupplyIndex line) {
    const SupplyLine& supply = desk.world().at(line);
    Row row{{}, supply.donor, desk.world().at(supply.product).id, {}, desk.doses().confirmed(line)};
    for (const ParticipantIndex each : supply.earmark)
        row.participants.push_back(desk.world().at(each).id);
    return row;
}

Row row_of(const DeskState& desk, const Offer& offer) {
    return row_of_doses(desk, offer.participant, offer.supply, offer.state != OfferState::offered);
}

Row row_of(const DeskState& desk, const FacilityState::Consignment& consignment) {
    return row_of_doses(desk, consignment.participant, consignment.line, false);
}

Row row_of(const DeskState& desk, const Delivery& delivery) {
    return row_of_doses(desk, delivery.participant, delivery.supply, true);
}

Row row_of(const ProposalOnFile& proposal) {
    return {{}, {}, {}, proposal.made.by, proposal.offered.has_value()};
}

Row row_of(const DeskState& desk, const RoundOnFile& round) {
    const bool waits = std::ranges::any_of(desk.doses().offers(), [&](const Offer& offer) {
        return offer.round == round.round && offer.state == OfferState::offered;
    });
    return {{}, {}, {}, {}, round.closed.has_value() && !waits};
}

Row row_of(const Grant& grant) {
    // An emergency is in everybody's sight.
    return {{}, {}, {}, grant.person, grant.role == Role::break_glass};
}

}  // namespace aliquot
