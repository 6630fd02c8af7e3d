// What people read before they approve: a round's decision package, who gets freed doses, or an
// offer that no rule makes.
#include <map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "aliquot/core/hash.hpp"
#include "aliquot/io/run/decision_package.hpp"
#include "aliquot/live/live_facility.hpp"

namespace aliquot {

namespace {

using Json = nlohmann::ordered_json;

std::string canonical_hash(const Json& package) {
    return sha256_hex(
        nlohmann::json(package).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
}

Package reallocation_package(const Scenario& world, const FacilityState& state,
                             const ProposalMade& made) {
    std::map<ParticipantIndex, Severity> severity;
    for (Severity& each : Knowledge{world}.severity_ranks(made.date))
        severity.emplace(each.participant, std::move(each));
    const int freed_by = made.freed_by_offer.value();
    const Offer& offer = state.offers().at(static_cast<std::size_t>(freed_by) - 1);
    Json awards = Json::array();
    for (const ProposalMade::Award& award : made.awards) {
        const Severity& known = severity.at(award.participant);
        const People people = world.at(award.participant).population;
        const auto rate = [&](Robust end) {
            const std::int64_t thousandths = known.rate(end, people);
            return fmt::format("{}.{:03}", thousandths / 1000, thousandths % 1000);
        };
        Json doubts = Json::array();
        for (const Doubt& each : known.doubts) doubts.push_back(each.words);
        awards.push_back({{"participant", world.at(award.participant).id},
                          {"supply", world.at(award.supply).id},
                          {"doses", award.doses.value()},
                          {"severity_rank", award.severity_rank},
                          {"deaths_per_million_and_week",
                           {{"lower", rate(Robust::lower)},
                            {"middle", rate(Robust::middle)},
                            {"upper", rate(Robust::upper)},
                            {"unreported_deaths_by", known.factor.basis}}},
                          {"doubts", doubts}});
    }
    Json package{{"format", "aliquot-reallocation/1"},
                 {"date", format_date(made.date)},
                 {"round", made.round},
                 {"rule", made.rule},
                 {"freed_by",
                  {{"offer", freed_by},
                   {"participant", world.at(offer.participant).id},
                   {"supply", world.at(offer.supply).id},
                   {"doses", (offer.doses - offer.accepted).value()},
                   {"state", offer_state_names.at(static_cast<std::size_t>(offer.state))},
                   {"reason", offer.reason},
                   {"wish", offer.wish}}},
                 {"awards", awards}};
    const std::string sha256 = canonical_hash(package);
    package["sha256"] = sha256;
    return {package.dump(2, ' ', false, Json::error_handler_t::replace) + '\n', sha256};
}

// With what the gates say against it, which they are not asked to decide.
Package exception_package(const Scenario& world, const FacilityState& state,
                          const ProposalMade& made) {
    const ProposalMade::Award& award = made.awards.front();
    const Outlook outlook{world, state};
    const Holdings holdings{world, state.ledger()};
    const auto gate = outlook.gates().closed(award.participant, award.supply, made.date,
                                             state.available(award.supply),
                                             {holdings.promised_of(award.participant, award.supply),
                                              holdings.products(award.participant)});
    Json package{{"format", "aliquot-exceptional-offer/1"},
                 {"date", format_date(made.date)},
                 {"round", made.round},
                 {"participant", world.at(award.participant).id},
                 {"supply", world.at(award.supply).id},
                 {"doses", award.doses.value()},
                 {"reason", made.exception},
                 {"closed_gate", nullptr}};
    if (gate) package["closed_gate"] = {{"code", name_of(gate->code)}, {"detail", gate->detail}};
    const std::string sha256 = canonical_hash(package);
    package["sha256"] = sha256;
    return {package.dump(2, ' ', false, Json::error_handler_t::replace) + '\n', sha256};
}

}  // namespace

Package package_of(const Scenario& world, const FacilityState& state, const ProposalMade& made,
                   const ProposedRound* proposed) {
    if (!made.exception.empty()) return exception_package(world, state, made);
    if (proposed == nullptr) return reallocation_package(world, state, made);
    Run run;
    run.rule = made.rule;
    run.until = made.date;
    run.awards = proposed->decision.awards;
    run.exclusions = proposed->exclusions;
    const Outlook outlook{world, state};
    run.coverage = outlook.coverage(made.date);
    std::string text = decision_package_json(world, run, proposed->decision);
    const Json package = Json::parse(text);
    return {std::move(text), package.at("sha256").get<std::string>()};
}

}  // namespace aliquot
