// `aliquot explain`: why this participant got this, what bound it, what would change it.
#include <algorithm>
#include <utility>

#include "commands.hpp"
#include "prices.hpp"
#include "rerun.hpp"
#include "words.hpp"
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "aliquot/core/text.hpp"
#include "aliquot/domain/spread.hpp"
#include "aliquot/evidence/severity.hpp"
#include "aliquot/facility/knowledge.hpp"
#include "aliquot/facility/what_if.hpp"
#include "aliquot/io/explanation_words.hpp"
#include "aliquot/io/run/explanation_json.hpp"

namespace aliquot::cli {

namespace {

// What became of it in all: offered, accepted, sent, received, and what came from elsewhere.
std::string standing_text(const Scenario& scenario, const Run& run, ParticipantIndex who) {
    std::string text;
    const auto row = [&](std::string_view name, const std::string& words) {
        text += fmt::format("  {:<15} {}\n", name, words);
    };
    Doses offered;
    for (const Offer& offer : run.offers)
        if (offer.participant == who) offered += offer.doses;
    for (const CoverageRow& last : last_day(run)) {
        if (last.participant != who) continue;
        const People people = scenario.at(who).population;
        row("offered", fmt::format("{} doses", grouped(offered.value())));
        row("accepted", fmt::format("{} doses", grouped(last.facility.value())));
        row("received", fmt::format("{} doses", grouped(last.delivered.value())));
        row("from elsewhere", fmt::format("{} doses", grouped(last.other.value())));
        row("in all",
            fmt::format("{:.2f} doses per 100 people; {} promised or received a course",
                        100.0 * static_cast<double>((last.delivered + last.other).value()) /
                            static_cast<double>(people.value()),
                        percent_of(last.held.value(), people)));
    }
    for (const Waiting& each : run.waiting)
        if (each.participant == who)
            row("not delivered",
                fmt::format("{} doses of {}, accepted {}: {}", grouped(each.doses.value()),
                            scenario.at(each.supply).id, format_date(each.accepted), each.why));
    for (const Forecast& each : scenario.forecasts)
        if (each.participant == who)
            row("plan",
                fmt::format("{} doses of {}, announced {}{}; a plan, not an award",
                            grouped(each.doses.value()), each.product, format_date(each.announced),
                            each.due ? ", due by " + format_date(*each.due) : ""));
    return fmt::format("By {}\n{}\n", long_date(run.until), text);
}

// One round of the participant: what bound it, and what would have changed it.
struct ToldRound {
    const Decision& decision;
    const ClaimOutcome& claim;
    std::vector<Counterfactual> what_if;
};

// How severely the receiver of doses that another did not keep was affected, as it was known then.
std::optional<Severity> severity_behind(const Scenario& scenario, const Award& award) {
    if (award.source != AwardSource::reallocation || scenario.severity.empty()) return std::nullopt;
    for (Severity& each : Knowledge{scenario}.severity_ranks(award.date))
        if (each.participant == award.participant) return std::move(each);
    return std::nullopt;
}

std::array<std::string, 3> rates_of(const Scenario& scenario, const Severity& severity,
                                    int decimals) {
    std::array<std::string, 3> rates;
    for (const Robust end : {Robust::lower, Robust::middle, Robust::upper})
        rates.at(static_cast<std::size_t>(end)) = fmt::format(
            "{:.{}f}",
            static_cast<double>(severity.rate(end, scenario.at(severity.participant).population)) /
                1000,
            decimals);
    return rates;
}

nlohmann::ordered_json award_json(const Scenario& scenario, const Award& award) {
    nlohmann::ordered_json json{
        {"supply", scenario.at(award.supply).id},
        {"doses", award.doses.value()},
        {"date", format_date(award.date)},
        {"source", award_source_names.at(static_cast<std::size_t>(award.source))}};
    if (const auto severity = severity_behind(scenario, award)) {
        const auto [lower, middle, upper] = rates_of(scenario, *severity, 3);
        json["severity"] = {{"rank", severity->rank},
                            {"deaths_per_million_and_week",
                             {{"lower", lower}, {"middle", middle}, {"upper", upper}}},
                            {"doubts", nlohmann::ordered_json::array()}};
        for (const Doubt& each : severity->doubts) json["severity"]["doubts"].push_back(each.words);
    }
    return json;
}

nlohmann::ordered_json round_json(const Scenario& scenario, const Run& run, const ToldRound& told) {
    const auto& [decision, claim, what_if] = told;
    nlohmann::ordered_json json{{"round", decision.round},
                                {"date", format_date(decision.date)},
                                {"rule", decision.rule},
                                {"held_courses", claim.held.value()},
                                {"room_courses", claim.room.value()},
                                {"room_set_by", claim.room_reason},
                                {"exact_courses", claim.exact.value()},
                                {"awarded_courses", claim.awarded.value()},
                                {"bound", claim.bound},
                                {"weight", claim.weight.value()},
                                {"reason", reason_sentence(scenario, decision, claim)},
                                {"arithmetic", reason_arithmetic(scenario, decision, claim)},
                                {"explanation", explanation_json(scenario, claim.explanation)},
                                {"block", nullptr}};
    if (claim.severity) {
        json["unreported_deaths_by"] = claim.severity->basis;
        json["doubts"] = claim.severity->doubts;
    }
    if (const auto& block = claim.explanation.block)
        json["block"] = block_json(scenario, decision.blocks.at(*block), *block + 1);
    json["what_if"] = nlohmann::ordered_json::array();
    for (const Counterfactual& each : what_if)
        json["what_if"].push_back(counterfactual_json(scenario, each));
    json["awards"] = nlohmann::ordered_json::array();
    for (const Award& award : run.awards)
        if (award.participant == claim.participant && award.round == decision.round)
            json["awards"].push_back(award_json(scenario, award));
    json["exclusions"] = nlohmann::ordered_json::array();
    for (const Exclusion& each : run.exclusions)
        if (each.participant == claim.participant && each.round == decision.round)
            json["exclusions"].push_back(
                {{"code", name_of(each.code)},
                 {"supply", each.supply ? scenario.at(*each.supply).id : ""},
                 {"detail", each.detail},
                 {"would_change_it", each.would_change_it}});
    return json;
}

// A row for each change; of the lines that might have had a lot more, for the best alone.
std::vector<std::string> solved_again(const Scenario& scenario,
                                      const std::vector<Counterfactual>& what_if) {
    std::vector<std::string> rows;
    std::vector<Courses> lots;
    for (const Counterfactual& each : what_if) {
        if (each.code == "lot") lots.push_back(each.courses_after);
        if (each.code != "lot" || lots.size() == 1)
            rows.push_back(counterfactual_sentence(scenario, each));
    }
    if (lots.size() < 2) return rows;
    const auto [least, most] = std::minmax_element(lots.begin() + 1, lots.end());
    const std::string courses =
        *least == *most ? grouped(least->value())
                        : fmt::format("{} to {}", grouped(least->value()), grouped(most->value()));
    rows.push_back(lots.size() == 2
                       ? fmt::format("if its other line had a lot more: {} courses", courses)
                       : fmt::format("if one of {} other lines had a lot more: {} courses",
                                     lots.size() - 1, courses));
    return rows;
}

std::string round_text(const Scenario& scenario, const Run& run, const ToldRound& told) {
    const auto& [decision, claim, what_if] = told;
    const Participant& who = scenario.at(claim.participant);
    std::string text = fmt::format("Round {}, {}, rule {}\n", decision.round,
                                   long_date(decision.date), decision.rule);
    const auto row = [&](std::string_view name, const std::string& words) {
        text += fmt::format("  {:<15} {}\n", name, words);
    };
    const auto courses = [&](Courses count) {
        return fmt::format("{} courses, {} of its people", grouped(count.value()),
                           percent_of(count.value(), who.population));
    };
    row("promised before", courses(claim.held));
    row("could take",
        fmt::format("{} courses, by its {}", grouped(claim.room.value()), claim.room_reason));
    row("exact share", fmt::format("{} courses", grouped(claim.exact.value())));
    row("awarded", courses(claim.awarded));
    row("why", reason_sentence(scenario, decision, claim));
    for (const std::string& step : reason_arithmetic(scenario, decision, claim)) row("", step);
    if (claim.severity) {
        const auto& [known, factor, by_end, basis, doubts] = *claim.severity;
        row("by deaths",
            fmt::format("owed {} to {} times as much; {} to {} courses; unreported deaths by {}",
                        fmt::format("{:.2f}", static_cast<double>(factor[0]) / 1000),
                        fmt::format("{:.2f}", static_cast<double>(factor[2]) / 1000),
                        grouped(std::ranges::min(by_end).value()),
                        grouped(std::ranges::max(by_end).value()), basis));
        for (const std::string& each : doubts) row("doubted", each);
    }
    for (const Award& award : run.awards) {
        if (award.participant != claim.participant || award.round != decision.round) continue;
        row("", fmt::format("{} doses of {} ({})", grouped(award.doses.value()),
                            scenario.at(award.supply).id,
                            award_source_names.at(static_cast<std::size_t>(award.source))));
        if (const auto severity = severity_behind(scenario, award)) {
            const auto [lower, middle, upper] = rates_of(scenario, *severity, 1);
            row("", fmt::format("severity rank {} on {}: {} deaths per million people "
                                "and week, from {} to {}",
                                severity->rank, format_date(award.date), middle, lower, upper));
            for (const Doubt& each : severity->doubts) row("doubted", each.words);
        }
    }
    for (const Offer& offer : run.offers)
        if (offer.participant == claim.participant && offer.round == decision.round &&
            offer.state != OfferState::accepted)
            row("offer", fmt::format("{} doses of {}: {}{}{}", grouped(offer.doses.value()),
                                     scenario.at(offer.supply).id,
                                     offer_state_names.at(static_cast<std::size_t>(offer.state)),
                                     offer.reason.empty() ? "" : "; " + offer.reason,
                                     offer.wish.empty() ? "" : "; its wish: " + offer.wish));
    for (const Exclusion& each : run.exclusions) {
        if (each.participant != claim.participant || each.round != decision.round) continue;
        row(each.supply ? scenario.at(*each.supply).id : std::string{"excluded"},
            fmt::format("{}: {}", name_of(each.code), each.detail));
        row("", "would change if: " + each.would_change_it);
    }
    std::string_view head = "solved again";
    for (const std::string& words : solved_again(scenario, what_if))
        row(std::exchange(head, ""), words);
    return text + "\n";
}

Result<ParticipantIndex> find_participant(const Scenario& scenario, const std::string& id) {
    const auto who = std::ranges::find(scenario.participants, id, &Participant::id);
    if (who != scenario.participants.end())
        return ParticipantIndex{static_cast<std::size_t>(who - scenario.participants.begin())};
    std::vector<std::string> ids;
    for (const Participant& each : scenario.participants) ids.push_back(each.id);
    const std::string nearest = nearest_word(id, ids);
    return tl::unexpected(Error{ErrorCode::not_found,
                                fmt::format("there is no participant \"{}\"", id), "--participant",
                                nearest.empty() ? "give an id of participants.csv"
                                                : fmt::format("did you mean \"{}\"?", nearest)});
}

int explain_participant(const Rerun& again, const ExplainOptions& options, const Output& output) {
    const Scenario& scenario = again.loaded.scenario;
    const auto participant = find_participant(scenario, options.participant);
    if (!participant) return report_error(participant.error(), output);
    const auto facts = facts_of_rounds(again);
    if (!facts) return report_error(facts.error(), output);
    const Participant& who = scenario.at(*participant);
    std::string text =
        fmt::format("{} ({}), {} people\n\n", who.name, who.id, grouped(who.population.value()));
    text += standing_text(scenario, again.run, *participant);
    nlohmann::ordered_json rounds = nlohmann::ordered_json::array();
    for (const Decision& decision : again.run.decisions) {
        if (options.round && decision.round != *options.round) continue;
        for (const ClaimOutcome& claim : decision.claims) {
            if (claim.participant != *participant) continue;
            auto what_if =
                WhatIf{scenario, facts->at(decision.round), decision}.for_participant(*participant);
            if (!what_if) return report_error(what_if.error(), output);
            const ToldRound told{decision, claim, *std::move(what_if)};
            text += round_text(scenario, again.run, told);
            rounds.push_back(round_json(scenario, again.run, told));
        }
    }
    if (output.json)
        print(nlohmann::ordered_json{{"participant", who.id},
                                     {"name", who.name},
                                     {"population", who.population.value()},
                                     {"rounds", rounds}}
                  .dump(2) +
              "\n");
    else
        print(text);
    return done;
}

}  // namespace

int explain_command(const ExplainOptions& options, const Output& output) {
    if (options.participant.empty() && !options.prices)
        return report_error({ErrorCode::wrong_input, "nothing to explain", "aliquot explain",
                             "name a --participant, or ask for the --prices of gates"},
                            output);
    const auto again = rerun(options.run, false, options.prices);
    if (!again) return report_errors(again.error(), output);
    if (options.round && (*options.round < 1 || *options.round > std::ssize(again->run.decisions)))
        return report_error(
            {ErrorCode::not_found, fmt::format("there is no round {}", *options.round), "--round",
             fmt::format("the run holds rounds 1 to {}", again->run.decisions.size())},
            output);
    return options.prices ? explain_prices(*again, options.round, output)
                          : explain_participant(*again, options, output);
}

}  // namespace aliquot::cli
