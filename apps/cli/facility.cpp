// Commands of a facility carried out on its store.
#include "facility.hpp"

#include <algorithm>
#include <cstdio>
#include <random>

#include "facility_visit.hpp"
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "aliquot/core/text.hpp"
#include "aliquot/io/desk/event_json.hpp"
#include "aliquot/live/live_facility.hpp"

namespace aliquot::cli {

namespace {

using Json = nlohmann::ordered_json;

std::string new_key() {
    std::random_device random;
    return fmt::format("cli-{:08x}{:08x}{:08x}{:08x}", random(), random(), random(), random());
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
    std::string operator()(const PasswordSet& e) const {
        return e.first ? fmt::format("{} has a first password, good for setting another", e.person)
                       : fmt::format("the password of {} is set", e.person);
    }
    std::string operator()(const TokenIssued& e) const {
        return fmt::format("token {} of {} holds until {}{}", e.name, e.person,
                           format_date(e.until),
                           e.only.empty() ? "" : fmt::format(", for {}", fmt::join(e.only, ", ")));
    }
    std::string operator()(const TokenRevoked& e) const {
        return fmt::format("token {} of {} is revoked", e.name, e.person);
    }
    std::string operator()(const CredentialsRequired&) const {
        return "from now on everybody shows who they are";
    }
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

int give(Visit& opened, const FacilityRequest& request, const Output& output) {
    const auto what = opened.live.run({request.key.empty() ? new_key() : request.key,
                                       opened.who.value(),
                                       request.on.value_or(today()),
                                       request.command,
                                       microseconds_now(),
                                       {}});
    if (!what) return report_refusal(what.error(), output);
    const Scenario& world = opened.live.desk().world();
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
        for (const Event& event : what->events) print(in_words(opened.live.desk(), event) + "\n");
    }
    return done;
}

}  // namespace

int facility_init_command(const FacilityInit& options, const Output& output) {
    const auto loaded = load_scenario(options.scenario);
    if (!loaded) return report_errors(loaded.error(), output);
    const auto verifier = new_verifier(options.password_file, options.administrator);
    if (!verifier) return report_error(verifier.error(), output);
    Opening opening{options.on.value_or(loaded->scenario.settings.start),
                    options.administrator,
                    options.name,
                    options.quorum,
                    options.approval_days,
                    loaded->overrides,
                    {}};
    if (!verifier->empty()) opening.verifier = *verifier;
    auto store = ledger::create_store(options.store, loaded->scenario.settings.title);
    if (!store) return report_error(store.error(), output);
    const auto live = LiveFacility::create(**store, loaded->folder, opening, microseconds_now());
    if (!live) return report_errors(live.error(), output);
    if (output.json)
        print(Json{{"store", options.store}, {"records", live->version()}}.dump(2) + "\n");
    else if (!output.quiet)
        print(fmt::format("{}: {} participants, {} supply lines; {} is its administrator\n{}",
                          loaded->scenario.settings.title, loaded->scenario.participants.size(),
                          loaded->scenario.supply.size(), options.administrator,
                          opening.verifier ? "" : who_is_believed(live->desk())));
    return done;
}

std::string who_is_believed(const DeskState& desk) {
    const Credentials& credentials = desk.staff().credentials();
    if (credentials.required()) return "everybody shows who they are\n";
    if (credentials.open_desk())
        return "an open desk: nobody has a password, and everybody is taken at their word\n";
    const auto& names = desk.staff().names();
    const auto shown = std::ranges::count_if(
        names, [&](const auto& each) { return credentials.needed_from(each.first); });
    return fmt::format("{} of {} people show who they are; the others are taken at their word\n",
                       shown, names.size());
}

int facility_command(FacilityRequest request, const Output& output) {
    int code = done;
    auto opened = visit(request.store, request.as, request.proof, output, code);
    if (!opened) return code;
    if (request.complete) {
        auto completed = request.complete(*opened);
        if (!completed) {
            fmt::print(stderr, "nothing was done\n");
            return wrong_usage;
        }
        request.command = *std::move(completed);
    }
    return give(*opened, request, output);
}

int facility_password_command(FacilityRequest request, const std::string& person,
                              const std::string& new_password_file, const Output& output) {
    int code = done;
    auto opened = visit(request.store, request.as, request.proof, output, code);
    if (!opened) return code;
    const auto verifier = new_verifier(new_password_file, person);
    if (!verifier) return report_error(verifier.error(), output);
    if (verifier->empty())
        return report_error({ErrorCode::wrong_input, "no new password was given", person,
                             "name a file by --new-password-file, or type it at a terminal"},
                            output);
    request.command = command::SetPassword{person, *verifier};
    return give(*opened, request, output);
}

int facility_token_command(FacilityRequest request, command::IssueToken asked,
                           const std::string& out, const Output& output) {
    int code = done;
    auto opened = visit(request.store, request.as, request.proof, output, code);
    if (!opened) return code;
    const Secret token = new_token();
    if (!out.empty())
        if (auto written = write_secret(out, token); !written)
            return report_error(written.error(), output);
    asked.sha256 = token_sha256(token);
    request.command = std::move(asked);
    code = give(*opened, request, output);
    if (code != done && !out.empty()) std::remove(out.c_str());
    // On standard error, so that what is asked for on standard output stays as it is.
    if (code == done && out.empty())
        fmt::print(stderr, "shown this once, and kept nowhere:\n{}\n", token.text());
    return code;
}

}  // namespace aliquot::cli
