// Runs, settings and shards made into epidemics and batches.
#include "aliquot/ensemble/plan.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include "aliquot/ensemble/deliveries.hpp"

namespace aliquot {

namespace {

// Four blocks of sixteen: large enough that making the tables of a participant does not count,
// small enough that little is lost when a machine goes down.
constexpr std::size_t members_of_batch = 64;

struct MemberRange {
    std::size_t first = 0;
    std::size_t count = 0;
};

Result<MemberRange> members_of(const EnsembleRequest& request) {
    const std::string& shard = request.shard;
    if (shard.empty()) return MemberRange{0, request.members};
    std::size_t number = 0;
    std::size_t count = 0;
    const char* end = shard.data() + shard.size();
    const auto first = std::from_chars(shard.data(), end, number);
    if (first.ec == std::errc{} && first.ptr != end && *first.ptr == '/') {
        const auto second = std::from_chars(first.ptr + 1, end, count);
        if (second.ec == std::errc{} && second.ptr == end && number >= 1 && number <= count &&
            count <= request.members) {
            const std::size_t from = request.members * (number - 1) / count;
            return MemberRange{from, request.members * number / count - from};
        }
    }
    return tl::unexpected(Error{ErrorCode::wrong_input, fmt::format("\"{}\" is no shard", shard),
                                "--shard",
                                "give the second of five as 2/5; no more shards than members"});
}

Checked<std::vector<LivedAgain>> load_runs(const std::vector<std::string>& folders) {
    std::vector<LivedAgain> runs;
    Errors errors;
    for (const std::string& folder : folders) {
        auto again = live_again(folder);
        if (again)
            runs.push_back(*std::move(again));
        else
            errors.insert(errors.end(), again.error().begin(), again.error().end());
    }
    if (!errors.empty()) return tl::unexpected(errors);
    return runs;
}

// A run that nobody decided, to hold others against.
struct Yardstick {
    std::string_view option;
    ComparedRun named;  // without inputs: it is nobody's run
    bool from_elsewhere = false;
};

const std::vector<Yardstick>& all_yardsticks() {
    static const std::vector<Yardstick> all{
        {"nothing", {"no dose reaches anyone", "no doses", {}}, false},
        {"elsewhere", {"every dose but the facility's", "only from elsewhere", {}}, true}};
    return all;
}

Result<std::vector<Yardstick>> yardsticks_of(const EnsembleRequest& request) {
    std::vector<Yardstick> chosen;
    for (const std::string& name : request.beside) {
        const auto found = std::ranges::find(all_yardsticks(), name, &Yardstick::option);
        if (found == all_yardsticks().end() || std::ranges::count(request.beside, name) > 1)
            return tl::unexpected(Error{
                ErrorCode::wrong_input, fmt::format("\"{}\" is no yardstick, or there twice", name),
                "--beside", "give nothing, elsewhere, or both with a comma between"});
        chosen.push_back(*found);
    }
    return chosen;
}

// Runs can be held against each other if they are of the same participants and days.
Errors differences(const std::vector<LivedAgain>& runs, const std::vector<std::string>& names) {
    Errors errors;
    const Scenario& first = runs.front().scenario;
    for (std::size_t k = 1; k < runs.size(); ++k) {
        const Scenario& other = runs[k].scenario;
        std::vector<std::string> ids[2];
        for (const Participant& each : first.participants) ids[0].push_back(each.id);
        for (const Participant& each : other.participants) ids[1].push_back(each.id);
        if (ids[0] == ids[1] && first.settings.start == other.settings.start &&
            runs[k].run.until == runs.front().run.until)
            continue;
        errors.push_back({ErrorCode::conflict, "it has other participants or other days", names[k],
                          "compare runs of the same participants and days"});
    }
    return errors;
}

std::int64_t arrived(const epidemic::ProductPlan& plan) {
    std::int64_t doses = 0;
    for (const auto& group : plan.arrivals)
        for (const epidemic::Arrival& each : group) doses += each.doses;
    return doses;
}

Checked<void> add_participants(const LoadedSettings& loaded, const std::vector<LivedAgain>& runs,
                               const std::vector<Yardstick>& yardsticks, EnsemblePlan& plan) {
    const Scenario& scenario = runs.front().scenario;
    // Day 1 is the scenario's start; the flows of its last day end a day later.
    const auto days = static_cast<int>(plan.head.days) + 1;
    const bool fits = !scenario.transmissibility.empty() && loaded.settings.fitted_series();
    Scenario without_any;
    without_any.settings = scenario.settings;
    Run without_facility;
    without_facility.until = runs.front().run.until;
    std::vector<Delivered> delivered;
    for (const Yardstick& each : yardsticks)
        delivered.push_back({each.from_elsewhere ? &scenario : &without_any, &without_facility});
    for (const LivedAgain& each : runs) delivered.push_back({&each.scenario, &each.run});
    for (std::size_t p = 0; p < scenario.participants.size(); ++p) {
        const std::string& id = scenario.participants[p].id;
        const auto fitted = epidemic::transmissibility_of(scenario, ParticipantIndex{p});
        if (!fitted && fits && !loaded.settings.names_r0(id)) {
            plan.head.left_out.push_back({id, "it has no fitted transmissibility"});
            continue;
        }
        auto participant = loaded.settings.participant(id, days, fitted ? &*fitted : nullptr);
        if (!participant) {
            const Error& error = participant.error().front();
            if (error.code != ErrorCode::not_found) return tl::unexpected(participant.error());
            plan.head.left_out.push_back({id, error.what});
            continue;
        }
        const double people = epidemic::sum(participant->parameters.people);
        participant->plans = plans_of(delivered, p, loaded.settings, people);
        participant->lived = yardsticks.size();
        ComparedPopulation population{id, std::llround(people), {}, scenario.participants[p].group};
        for (const epidemic::ProductPlan& each : participant->plans)
            population.doses_arrived.push_back(std::max<std::int64_t>(0, arrived(each)));
        plan.head.participants.push_back(std::move(population));
        plan.participants.push_back(*std::move(participant));
    }
    return {};
}

}  // namespace

Checked<EnsemblePlan> plan_ensemble(const EnsembleRequest& request) {
    if (const auto members = members_of(request); !members)
        return tl::unexpected(Errors{members.error()});
    if (const auto yardsticks = yardsticks_of(request); !yardsticks)
        return tl::unexpected(Errors{yardsticks.error()});
    if (const auto settings = load_settings(request.settings); !settings)
        return tl::unexpected(settings.error());
    const auto runs = load_runs(request.runs);
    if (!runs) return tl::unexpected(runs.error());
    return plan_ensemble(request, *runs);
}

Checked<EnsemblePlan> plan_ensemble(const EnsembleRequest& request,
                                    const std::vector<LivedAgain>& runs) {
    ALIQUOT_CHECK(runs.size() == request.runs.size());
    const auto members = members_of(request);
    if (!members) return tl::unexpected(Errors{members.error()});
    const auto settings = load_settings(request.settings);
    if (!settings) return tl::unexpected(settings.error());
    if (Errors errors = differences(runs, request.runs); !errors.empty())
        return tl::unexpected(std::move(errors));
    const auto yardsticks = yardsticks_of(request);
    if (!yardsticks) return tl::unexpected(Errors{yardsticks.error()});
    EnsemblePlan plan;
    plan.head.seed = request.seed;
    plan.head.members = static_cast<std::int64_t>(request.members);
    plan.head.first_day = runs.front().scenario.settings.start;
    plan.head.days = (runs.front().run.until - plan.head.first_day).count() + 1;
    plan.head.settings_sha256 = settings->sha256;
    plan.first_member = members->first;
    plan.members = members->count;
    for (const Yardstick& each : *yardsticks) {
        plan.head.runs.push_back(each.named);
        plan.summaries_sha256.emplace_back();
    }
    for (std::size_t k = 0; k < runs.size(); ++k) {
        const LivedAgain& run = runs[k];
        plan.head.runs.push_back({request.runs[k], run.run.rule, run.scenario.inputs_sha256});
        plan.summaries_sha256.push_back(run.summary_sha256);
    }
    if (auto added = add_participants(*settings, runs, *yardsticks, plan); !added)
        return tl::unexpected(added.error());
    if (plan.participants.empty())
        return tl::unexpected(
            Errors{{ErrorCode::not_found, "no participant has an epidemic", request.runs.front(),
                    "give people, contacts and R0 under \"participants\" of a file "
                    "of settings"}});
    const std::size_t end = plan.first_member + plan.members;
    for (std::size_t p = 0; p < plan.participants.size(); ++p)
        for (std::size_t m = plan.first_member; m < end; m += members_of_batch)
            plan.batches.push_back({p, m, std::min(members_of_batch, end - m)});
    return plan;
}

BatchFigures work_out(const EnsemblePlan& plan, std::size_t batch) {
    const Batch& which = plan.batches.at(batch);
    return epidemic::figures_of(
        plan.participants[which.participant],
        {.seed = plan.head.seed, .first_member = which.first_member, .members = which.members});
}

}  // namespace aliquot
