// One sentence for each kind of event.
#include "aliquot/io/books/event_words.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "aliquot/core/text.hpp"

namespace aliquot {

namespace {

std::string because(const std::string& reason) {
    return reason.empty() ? std::string{} : ": " + reason;
}

std::string wishing(const std::string& wish) {
    return wish.empty() ? std::string{} : fmt::format(" (wish: {})", wish);
}

class Words {
public:
    explicit Words(const Books& books) : books_{books}, world_{*books.world} {}

    std::string operator()(const SupplyConfirmed& e) const {
        std::string text = doses_of(e.doses, e.supply) + " confirmed";
        if (e.buffer > Doses{0}) text += fmt::format(", {} of them set aside", number(e.buffer));
        return text;
    }
    std::string operator()(const SupplySlipped& e) const {
        return fmt::format("{} is expected on {} now", id(e.supply), format_date(e.available));
    }
    std::string operator()(const SupplyExpired& e) const {
        return fmt::format("{} is past its last day of use", id(e.supply));
    }
    std::string operator()(const SupplyWithdrawn& e) const {
        return doses_of(e.doses, e.supply) + " withdrawn by the supplier" + because(e.reason);
    }
    std::string operator()(const RoundDecided& e) const {
        return fmt::format("round {} decided by {}", e.round, e.rule);
    }
    std::string operator()(const OfferMade& e) const {
        return fmt::format("offer {}: {} to {}, to be answered by {}", e.offer,
                           doses_of(e.doses, e.supply), id(e.participant), format_date(e.deadline));
    }
    std::string operator()(const OfferAnswered& e) const {
        std::string state{offer_state_names.at(static_cast<std::size_t>(e.state))};
        std::ranges::replace(state, '_', ' ');
        std::string text = fmt::format("{} {}", offer(e.offer), state);
        if (e.state == OfferState::partly_accepted)
            text += fmt::format(", {} of {} doses", number(e.accepted), number(at(e.offer).doses));
        return text + because(e.reason) + wishing(e.wish);
    }
    std::string operator()(const DosesReallocated& e) const {
        return fmt::format("{} is of doses that {} did not keep{}{}; severity rank {}",
                           offer(e.offer), id(e.from), because(e.reason), wishing(e.wish),
                           e.severity_rank);
    }
    std::string operator()(const DosesReturned& e) const {
        return fmt::format("{} handed back by {}", doses_of(e.doses, e.supply), id(e.participant));
    }
    std::string operator()(const ShipmentPlanned& e) const {
        return fmt::format("{} is to leave on {} and arrive on {}", offer(e.offer),
                           format_date(e.leaves), format_date(e.arrives));
    }
    std::string operator()(const ShipmentHeld& e) const {
        return offer(e.offer) + " is held up" + because(e.reason);
    }
    std::string operator()(const DosesDispatched& e) const {
        return fmt::format("{} left, to arrive on {}", offer(e.offer), format_date(e.arrives));
    }
    std::string operator()(const DosesReceived& e) const {
        const Doses sent = at(e.offer).accepted;
        std::string text = fmt::format("{} arrived", offer(e.offer));
        if (e.received < sent)
            text += fmt::format(", {} of {} doses{}", number(e.received), number(sent),
                                because(e.reason));
        return text;
    }
    std::string operator()(const StockLeft& e) const {
        return fmt::format("{} {} by {}{}", doses_of(e.doses, e.supply),
                           stock_use_names.at(static_cast<std::size_t>(e.how)), id(e.participant),
                           because(e.reason));
    }
    std::string operator()(const FacilityOpened& e) const {
        return fmt::format("the facility opened: {}", e.title);
    }
    std::string operator()(const PersonAdded& e) const {
        return fmt::format("{} is {}", e.person, e.name);
    }
    std::string operator()(const RoleGranted& e) const {
        return fmt::format("{} is {}{}{}", e.grant.person, name(e.grant.role),
                           e.grant.scope.empty() ? "" : " for ", e.grant.scope);
    }
    std::string operator()(const RoleRevoked& e) const {
        return fmt::format("{} is no longer {}{}{}", e.person, name(e.role),
                           e.scope.empty() ? "" : " for ", e.scope);
    }
    std::string operator()(const PasswordSet& e) const {
        return fmt::format("{} has a {}password, set by {}", e.person, e.first ? "first " : "",
                           e.by);
    }
    std::string operator()(const TokenIssued& e) const {
        return fmt::format("{} has a token {} until {}", e.person, e.name, format_date(e.until));
    }
    std::string operator()(const TokenRevoked& e) const {
        return fmt::format("the token {} of {} is revoked by {}", e.name, e.person, e.by);
    }
    std::string operator()(const CredentialsRequired&) const {
        return "everybody has to show who they are";
    }
    std::string operator()(const FindingRecorded& e) const {
        return fmt::format("finding by {} about {}: {}", e.by, e.about, e.words);
    }
    std::string operator()(const SupplyPledged& e) const {
        return fmt::format("{} doses of {} pledged as {}{}, expected on {}", number(e.line.doses),
                           world_.at(e.line.product).id, e.line.id,
                           e.line.donor.empty() ? "" : " by " + e.line.donor,
                           format_date(e.line.available));
    }
    std::string operator()(const ReadinessStated& e) const {
        return fmt::format("{} has the step {}", id(e.step.participant), e.step.step);
    }
    std::string operator()(const RoundOpened& e) const {
        return fmt::format("round {} opened", e.round);
    }
    std::string operator()(const ProposalMade& e) const {
        Doses sum;
        for (const ProposalMade::Award& award : e.awards) sum += award.doses;
        return fmt::format("proposal {}: {} doses in {} awards by {}", e.proposal, number(sum),
                           e.awards.size(), e.rule);
    }
    std::string operator()(const ProposalApproved& e) const {
        return fmt::format("proposal {} approved", e.proposal);
    }
    std::string operator()(const ProposalRejected& e) const {
        return fmt::format("proposal {} rejected{}", e.proposal, because(e.reason));
    }
    std::string operator()(const ProposalOffered& e) const {
        return fmt::format("the offers of proposal {} are made", e.proposal);
    }
    std::string operator()(const RoundClosed& e) const {
        return fmt::format("round {} closed", e.round);
    }

private:
    static std::string number(Doses doses) { return grouped(doses.value()); }
    static std::string_view name(Role role) {
        return role_names.at(static_cast<std::size_t>(role));
    }
    [[nodiscard]] const std::string& id(SupplyIndex i) const { return world_.at(i).id; }
    [[nodiscard]] const std::string& id(ParticipantIndex i) const { return world_.at(i).id; }
    [[nodiscard]] std::string doses_of(Doses doses, SupplyIndex line) const {
        return fmt::format("{} doses of {}", number(doses), id(line));
    }
    [[nodiscard]] const Offer& at(int offer) const { return books_.offer(offer); }
    [[nodiscard]] std::string offer(int number) const {
        return fmt::format("offer {} to {}", number, id(at(number).participant));
    }

    const Books& books_;
    const Scenario& world_;
};

}  // namespace

std::string event_words(const Books& books, const Event& event) {
    return std::visit([&](const auto& group) { return std::visit(Words{books}, group); }, event);
}

}  // namespace aliquot
