// `aliquot allocate` and `aliquot rules`: one round's proposal, nothing committed.
#include <algorithm>
#include <map>

#include "commands.hpp"
#include "declined.hpp"
#include "rerun.hpp"
#include "solution.hpp"
#include "words.hpp"
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "aliquot/allocation/lorenz_gap.hpp"
#include "aliquot/allocation/rules.hpp"
#include "aliquot/core/text.hpp"
#include "aliquot/facility/explanation.hpp"
#include "aliquot/io/run/decision_package.hpp"
#include "aliquot/io/run/tables.hpp"
#include "aliquot/replay/replay.hpp"

namespace aliquot::cli {

namespace {

// Columns that only one rule fills, and what it says below the table.
struct SaidByTheRule {
    std::vector<std::string> heads;
    std::string below;

    explicit SaidByTheRule(const Scenario& scenario, const Decision& decision) {
        const bool any = !decision.claims.empty();
        if (any && decision.claims.front().completing) heads = {"completing"};
        if (any && decision.claims.front().carried_over) heads = {"carried over"};
        if (any && decision.claims.front().severity) heads = {"factor", "lower", "middle", "upper"};
        if (any && decision.claims.front().lives) {
            heads = {"equal share", "floor", "deaths averted", "by equal share"};
            below = lives_averted(decision);
        }
        std::vector<std::string> depends;
        for (const ClaimOutcome& claim : decision.claims)
            if (claim.severity && claim.severity->depends())
                depends.push_back(scenario.at(claim.participant).id);
        if (any && decision.claims.front().severity)
            below = depends.empty() ? "no award depends on which deaths are believed\n"
                                    : fmt::format("which deaths are believed matters to: {}\n",
                                                  fmt::join(depends, ", "));
        for (const std::string& notice : decision.notices) below += "note: " + notice + "\n";
        end_ = static_cast<std::size_t>(scenario.settings.rule.severity.robust);
    }

    [[nodiscard]] std::vector<std::string> cells(const ClaimOutcome& claim) const {
        if (claim.completing) return {grouped(claim.completing->value())};
        if (claim.carried_over) return {grouped(claim.carried_over->value())};
        if (claim.lives) {
            const LivesOutcome& lives = *claim.lives;
            if (!lives.known)
                return {grouped(lives.equal_share.value()), grouped(lives.floor.value()),
                        "not known", "not known"};
            return {grouped(lives.equal_share.value()), grouped(lives.floor.value()),
                    deaths(lives.averted), deaths(lives.averted_by_equal_share)};
        }
        if (!claim.severity) return {};
        const std::int64_t factor = claim.severity->factor.at(end_);
        std::vector<std::string> cells{fmt::format("{}.{:03}", factor / 1000, factor % 1000)};
        for (const Courses courses : claim.severity->courses)
            cells.push_back(grouped(courses.value()));
        return cells;
    }

private:
    static std::string deaths(std::int64_t billionths) {
        return fmt::format("{:.1f}", static_cast<double>(billionths) / 1e9);
    }
    static std::string lives_averted(const Decision& decision) {
        std::int64_t awarded = 0;
        std::int64_t exact = 0;
        std::int64_t equal = 0;
        for (const ClaimOutcome& claim : decision.claims) {
            awarded += claim.lives->averted;
            exact += claim.lives->averted_exact;
            equal += claim.lives->averted_by_equal_share;
        }
        return fmt::format(
            "the model sees {} deaths averted, {} before lots, and {} by equal shares\n",
            deaths(awarded), deaths(exact), deaths(equal));
    }

    std::size_t end_ = 0;
};

// A line for the promises in force, and one for each set of things that breaks others.
std::string promises_text(const Decision& decision) {
    std::map<std::string, std::vector<std::string>> by_cause;
    for (const Guarantee& each : decision.guarantees)
        by_cause[fmt::format("{}", fmt::join(each.because, "; "))].push_back(each.code);
    std::string text;
    for (const auto& [cause, codes] : by_cause)
        text += cause.empty()
                    ? fmt::format("promised: {}\n", fmt::join(codes, ", "))
                    : fmt::format("not promised: {}: {}\n", fmt::join(codes, ", "), cause);
    return text;
}

std::string proposal_text(const Scenario& scenario, const ProposedRound& proposed) {
    const Decision& decision = proposed.decision;
    std::string text = fmt::format("Round {}, {}, rule {}: a proposal, nothing is committed\n\n",
                                   decision.round, long_date(decision.date), decision.rule);
    std::vector<std::vector<std::string>> lines{{"supply line", "free doses", "left"}};
    for (std::size_t j = 0; j < decision.lines.size(); ++j)
        lines.push_back({scenario.at(decision.lines[j]).id, grouped(decision.line_doses[j].value()),
                         grouped(decision.line_left[j].value())});
    text += aligned_table(lines) + "\n";
    std::vector<std::vector<std::string>> rows{
        {"participant", "doses", "courses", "covered before", "after", "bound by"}};
    const SaidByTheRule said{scenario, decision};
    rows.front().insert(rows.front().end(), said.heads.begin(), said.heads.end());
    for (const ClaimOutcome& claim : decision.claims) {
        Doses doses;
        for (const Award& award : decision.awards)
            if (award.participant == claim.participant) doses += award.doses;
        const Participant& who = scenario.at(claim.participant);
        rows.push_back(
            {fmt::format("{} {}", who.id, who.name), grouped(doses.value()),
             grouped(claim.awarded.value()), percent_of(claim.held.value(), who.population),
             percent_of((claim.held + claim.awarded).value(), who.population), claim.bound});
        const std::vector<std::string> cells = said.cells(claim);
        rows.back().insert(rows.back().end(), cells.begin(), cells.end());
    }
    text += aligned_table(rows) + "\n";
    if (!said.below.empty()) text += said.below + "\n";
    for (const std::string& statement : decision.certificate.statements)
        text += "checked: " + statement + "\n";
    for (const std::string& violation : decision.certificate.violations)
        text += "violated: " + violation + "\n";
    text += lots_text(scenario, decision);
    text += promises_text(decision);
    text += fmt::format("{} exclusions; `aliquot explain` names each after a run\n",
                        proposed.exclusions.size());
    return text;
}

// The round again with a solver's answer in place of the rule's plan, checked like anyone's.
Checked<ProposedRound> with_solution(const Scenario& scenario, int round, const std::string& file,
                                     const ProposedRound& ours) {
    auto awards = import_solution(file, scenario, ours);
    if (!awards) return tl::make_unexpected(awards.error());
    auto replayed = replay(scenario, {{}, round, {{round, *std::move(awards)}}});
    if (!replayed) return tl::make_unexpected(Errors{replayed.error()});
    ProposedRound theirs = *std::move(replayed->stopped_at);
    // A plan that is given knows no exact answer: it is that of our own.
    Plan plan{ours.problem.claims.size(), ours.problem.lines.size()};
    for (std::size_t i = 0; i < ours.decision.claims.size(); ++i) {
        const ClaimOutcome& own = ours.decision.claims[i];
        ClaimOutcome& claim = theirs.decision.claims[i];
        claim.exact = own.exact;
        for (std::size_t j = 0; j < ours.decision.lines.size(); ++j)
            for (const Award& award : theirs.decision.awards)
                if (award.participant == ours.decision.claims[i].participant &&
                    award.supply == ours.decision.lines[j])
                    plan.at(i, j) += award.doses;
        // What lots take is the plan's; every other reason is that of the exact answer.
        if (shipment_kept_back(ours.problem, plan, i, claim.exact))
            claim.bound = "rounding";
        else
            claim.bound = !own.explanation.by_lots ? own.bound
                          : own.explanation.block  ? "supply"
                                                   : "own_limit";
    }
    LotsOutcome& lots =
        theirs.decision.lots.emplace(against_exact(ours.problem, ours.without_product_limit, plan));
    lots.polished_by = file;
    lots.notice = fmt::format("the rule's own plan has a gap of {} courses",
                              grouped(ours.decision.lots->gap.value()));
    return theirs;
}

}  // namespace

int allocate_command(const AllocateOptions& options, const Output& output) {
    const auto loaded = load_scenario(options.scenario);
    if (!loaded) return report_errors(loaded.error(), output);
    const auto round = find_round(loaded->scenario, options.round);
    if (!round) return report_error(round.error(), output);
    auto replayed = replay(loaded->scenario, {{}, *round, {}});
    if (!replayed) return report_error(replayed.error(), output);
    ALIQUOT_CHECK(replayed->stopped_at.has_value());
    ProposedRound& proposed = *replayed->stopped_at;
    if (!options.declined.empty())
        return allocate_after_decline(loaded->scenario, proposed, options.declined, output);
    if (!options.export_to.empty())
        if (auto written = export_model(options.export_to, proposed); !written)
            return report_error(written.error(), output);
    if (!options.import_from.empty()) {
        auto theirs = with_solution(loaded->scenario, *round, options.import_from, proposed);
        if (!theirs) return report_errors(theirs.error(), output);
        proposed = *std::move(theirs);
    }
    Run run = replayed->run;
    run.awards = proposed.decision.awards;
    run.exclusions = proposed.exclusions;
    if (!options.out.empty())
        if (auto written = write_text(options.out, awards_csv(loaded->scenario, run)); !written)
            return report_error(written.error(), output);
    if (output.json)
        print(decision_package_json(loaded->scenario, run, proposed.decision));
    else if (!output.quiet)
        print(proposal_text(loaded->scenario, proposed));
    return proposed.violations.empty() ? done : violations_found;
}

int rules_command(const Output& output) {
    if (output.json) {
        nlohmann::ordered_json list = nlohmann::ordered_json::array();
        for (const Rule& rule : rules())
            list.push_back(
                {{"name", rule.name}, {"summary", rule.summary}, {"parameters", rule.parameters}});
        print(list.dump(2) + "\n");
        return done;
    }
    std::string text;
    for (const Rule& rule : rules())
        text += fmt::format("{:<21}{}\n{:<21}[rule] {}\n", rule.name, rule.summary, "",
                            rule.parameters);
    print(text);
    return done;
}

}  // namespace aliquot::cli
