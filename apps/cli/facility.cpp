// Commands of a facility carried out on its store.
#include "facility.hpp"

#include <chrono>
#include <random>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "aliquot/core/text.hpp"
#include "aliquot/io/desk/event_json.hpp"
#include "aliquot/live/live_facility.hpp"

namespace aliquot::cli {

namespace {

using Json = nlohmann::ordered_json;

// The door is where the clock is read.
std::int64_t microseconds_now() {
    return std::chrono::duration_cast<std::chrono::microseconds>(
               std::chrono::system_clock::now().time_since_epoch())
        .count();
}

Date today() {
    return std::chrono::floor<Days>(std::chrono::system_clock::now());
}

std::string new_key() {
    std::random_device random;
    return fmt::format("cli-{:08x}{:08x}{:08x}{:08x}", random(), random(), random(), random());
}

int report_refusal(const Refusal& refusal, const Output& output) {
    if (!output.json) {
        fmt::print(stderr, "refused, {}: ", name_of(refusal.code));
        return report_error(refusal.error, output);
    }
    fmt::print(stderr, "{}\n",
               Json{{"refused", name_of(refusal.code)},
                    {"what", refusal.error.what},
                    {"where", refusal.error.where},
                    {"hint", refusal.error.hint}}
                   .dump(2));
    return exit_code_of(refusal.error.code);
}

// What a person wants to know of what was just done.
class Telling {
public:
    explicit Telling(const DeskState& desk) : desk_{desk}, world_{desk.world()} {}

    std::string operator()(const SupplyConfirmed& e) const {
        return fmt::format(
            "{} doses of {} are confirmed{}", doses(e.doses), id(e.supply),
            e.buffer > Doses{0} ? fmt::format(", {} of them set aside", doses(e.buffer)) : "");
    }
    std::string operator()(const SupplySlipped& e) const {
        return fmt::format("{} is expected on {}", id(e.supply), format_date(e.available));
    }
    std::string operator()(const SupplyExpired& e) const {
        return fmt::format("{} is past its last day of use", id(e.supply));
    }
    std::string operator()(const SupplyWithdrawn& e) const {
        return fmt::format("{} doses of {} are withdrawn", doses(e.doses), id(e.supply));
    }
    std::string operator()(const RoundDecided& e) const {
        return fmt::format("round {} is decided by {}", e.round, e.rule);
    }
    std::string operator()(const OfferMade& e) const {
        return fmt::format("offer {}: {} doses of {} to {}, until {}", e.offer, doses(e.doses),
                           id(e.supply), id(e.participant), format_date(e.deadline));
    }
    std::string operator()(const OfferAnswered& e) const {
        return fmt::format("{}: {} doses taken, it is {}", offer(e.offer), doses(e.accepted),
                           offer_state_names.at(static_cast<std::size_t>(e.state)));
    }
    std::string operator()(const DosesReallocated& e) const {
        return fmt::format("  {} did not keep them; {} is number {} by severity", id(e.from),
                           id(at(e.offer).participant), e.severity_rank);
    }
    std::string operator()(const DosesReturned& e) const {
        return fmt::format("{} hands back {} doses of {}", id(e.participant), doses(e.doses),
                           id(e.supply));
    }
    std::string operator()(const ShipmentPlanned& e) const {
        return fmt::format("{} leaves on {} and arrives on {}", offer(e.offer),
                           format_date(e.leaves), format_date(e.arrives));
    }
    std::string operator()(const ShipmentHeld& e) const {
        return fmt::format("{} is held: {}", offer(e.offer), e.reason);
    }
    std::string operator()(const DosesDispatched& e) const {
        return fmt::format("{} has left and arrives on {}", offer(e.offer), format_date(e.arrives));
    }
    std::string operator()(const DosesReceived& e) const {
        return fmt::format("{}: {} doses have arrived", offer(e.offer), doses(e.received));
    }
    std::string operator()(const StockLeft& e) const {
        return fmt::format("{} doses of {} in {}: {}", doses(e.doses), id(e.supply),
                           id(e.participant), stock_use_names.at(static_cast<std::size_t>(e.how)));
    }
    std::string operator()(const FacilityOpened& e) const { return e.title + " is open"; }
    std::string operator()(const PersonAdded& e) const { return e.person + " takes part"; }
    std::string operator()(const RoleGranted& e) const {
        return fmt::format("{} is {}{}", e.grant.person, name(e.grant.role),
                           e.grant.scope.empty() ? "" : " for " + e.grant.scope);
    }
    std::string operator()(const RoleRevoked& e) const {
        return fmt::format("{} is no {} any more", e.person, name(e.role));
    }
    std::string operator()(const FindingRecorded& e) const { return "finding: " + e.words; }
    std::string operator()(const SupplyPledged& e) const {
        return fmt::format("{} doses of {} are pledged from {}", doses(e.line.doses), e.line.id,
                           format_date(e.line.available));
    }
    std::string operator()(const ReadinessStated& e) const {
        return fmt::format("{} has done {}", id(e.step.participant), e.step.step);
    }
    std::string operator()(const RoundOpened& e) const {
        return fmt::format("round {} is open", e.round);
    }
    std::string operator()(const ProposalMade& e) const {
        Doses sum;
        for (const ProposalMade::Award& award : e.awards) sum += award.doses;
        return fmt::format("proposal {}: {} doses in {} awards by {}\n  sha256 {}", e.proposal,
                           doses(sum), e.awards.size(), e.rule, e.sha256);
    }
    std::string operator()(const ProposalApproved& e) const {
        const ProposalOnFile* on_file = desk_.rounds().proposal(e.proposal);
        return fmt::format("proposal {} has {} of {} approvals", e.proposal,
                           on_file->approvals_on(e.date, desk_.staff().approval_days()),
                           desk_.staff().quorum());
    }
    std::string operator()(const ProposalRejected& e) const {
        return fmt::format("proposal {} is rejected", e.proposal);
    }
    std::string operator()(const ProposalOffered& e) const {
        return fmt::format("proposal {} is offered", e.proposal);
    }
    std::string operator()(const RoundClosed& e) const {
        return fmt::format("round {} is closed", e.round);
    }

private:
    static std::string doses(Doses number) { return grouped(number.value()); }
    static std::string_view name(Role role) {
        return role_names.at(static_cast<std::size_t>(role));
    }
    [[nodiscard]] const std::string& id(SupplyIndex i) const { return world_.at(i).id; }
    [[nodiscard]] const std::string& id(ParticipantIndex i) const { return world_.at(i).id; }
    [[nodiscard]] const Offer& at(int offer) const {
        return desk_.doses().offers().at(static_cast<std::size_t>(offer) - 1);
    }
    [[nodiscard]] std::string offer(int number) const {
        const Offer& offer = at(number);
        return fmt::format("offer {} ({}, {} doses of {})", number, id(offer.participant),
                           doses(offer.doses), id(offer.supply));
    }

    const DeskState& desk_;
    const Scenario& world_;
};

std::string in_words(const DeskState& desk, const Event& event) {
    return std::visit([&](const auto& group) { return std::visit(Telling{desk}, group); }, event);
}

}  // namespace

int facility_init_command(const FacilityInit& options, const Output& output) {
    const auto loaded = load_scenario(options.scenario);
    if (!loaded) return report_errors(loaded.error(), output);
    const Opening opening{options.on.value_or(loaded->scenario.settings.start),
                          options.administrator,
                          options.name,
                          options.quorum,
                          options.approval_days,
                          loaded->overrides};
    auto store = ledger::create_store(options.store, loaded->scenario.settings.title);
    if (!store) return report_error(store.error(), output);
    const auto live = LiveFacility::create(**store, loaded->folder, opening, microseconds_now());
    if (!live) return report_errors(live.error(), output);
    if (output.json)
        print(Json{{"store", options.store}, {"records", live->version()}}.dump(2) + "\n");
    else if (!output.quiet)
        print(fmt::format("{}: {} participants, {} supply lines; {} is its administrator\n",
                          loaded->scenario.settings.title, loaded->scenario.participants.size(),
                          loaded->scenario.supply.size(), options.administrator));
    return done;
}

int facility_command(const FacilityRequest& request, const Output& output) {
    const auto store = ledger::open_store(request.store);
    if (!store) return report_error(store.error(), output);
    auto live = LiveFacility::open(**store);
    if (!live) return report_errors(live.error(), output);
    const Instruction instruction{request.key.empty() ? new_key() : request.key,
                                  {request.as, request.on.value_or(today()), request.command},
                                  microseconds_now(),
                                  {}};
    const auto what = live->run(instruction);
    if (!what) return report_refusal(what.error(), output);
    const Scenario& world = live->desk().world();
    if (output.json) {
        Json events = Json::array();
        for (const Event& event : what->events)
            events.push_back(
                {{"kind", kind_of(event)}, {"body", Json::parse(event_json(world, event))}});
        print(Json{{"first", what->first},
                   {"last", what->last},
                   {"repeated", what->repeated},
                   {"events", events}}
                  .dump(2) +
              "\n");
    } else if (!output.quiet) {
        if (what->repeated) print("done before, under the same key\n");
        for (const Event& event : what->events) print(in_words(live->desk(), event) + "\n");
    }
    return done;
}

}  // namespace aliquot::cli
