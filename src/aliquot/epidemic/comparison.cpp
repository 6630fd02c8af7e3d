// Participants shared out among threads, one at a time.
#include "aliquot/epidemic/comparison.hpp"

#include <algorithm>
#include <atomic>
#include <thread>

#include "aliquot/core/check.hpp"

namespace aliquot::epidemic {

namespace {

// FNV-1a, 64 bits: a number for a name.
std::uint64_t number_of(std::string_view name) {
    std::uint64_t hash = 0xCBF29CE484222325;
    for (const char letter : name) {
        hash ^= static_cast<unsigned char>(letter);
        hash *= 0x100000001B3;
    }
    return hash;
}

constexpr std::uint32_t of_r0 = 0xFFFF0000;  // a kind of number that no transition uses

// Those of every member, after what is there. Requires: days of each member.
void add_figures(const Ensemble& ensemble, std::vector<MemberFigures>& figures) {
    const std::size_t members = ensemble.members.size();
    const std::size_t days = ensemble.all.size();
    const std::size_t first = figures.size();
    for (const MemberTotals& totals : ensemble.members)
        figures.push_back({{totals.infections, totals.admissions, totals.deaths,
                            totals.vaccinations, totals.doses, life_tenths(totals.deaths_by_age)},
                           std::vector<WeekFigures>(weeks_in(static_cast<std::int64_t>(days)))});
    for (std::size_t day = 0; day < days; ++day)
        for (std::size_t m = 0; m < members; ++m) {
            const MemberDay& today = ensemble.each[day * members + m];
            figures[first + m].weeks[day / days_of_week] +=
                WeekFigures{today.infections, today.admissions, today.deaths};
        }
}

}  // namespace

float r0_factor(RandomKey key, std::uint32_t member, double spread) {
    if (spread == 0) return 1;
    double z = -6;
    for (std::uint32_t k = 0; k < 3; ++k)
        for (const std::uint32_t each : philox({member, 0, 0, of_r0 + k}, key))
            z += (each + 0.5) * 0x1p-32;
    return static_cast<float>(std::max(0.1, 1 + spread * z));
}

std::int64_t life_tenths(const CountByAge& deaths) {
    std::int64_t sum = 0;
    for (std::size_t band = 0; band < ages; ++band)
        sum += deaths[band] * (866 - (25 + 50 * static_cast<std::int64_t>(band)));
    return sum;
}

std::vector<MemberFigures> figures_of(const ComparedParticipant& participant,
                                      const ComparisonOptions& options) {
    const bool answers = participant.behaviour.deaths_in_seven_days > 0;
    ALIQUOT_CHECK(!answers || participant.caution.deaths_in_seven_days <= 0);
    ChanceOptions how;
    how.form = participant.form;
    how.caution = participant.caution;
    how.escapes = participant.escapes;
    how.first_member = static_cast<std::uint32_t>(options.first_member);
    how.members = options.members;
    how.keep_days = true;
    how.key = random_key(options.seed, number_of(participant.id));
    if (participant.start) how.start = &*participant.start;
    for (std::size_t m = 0; m < options.members; ++m)
        how.beta_factor.push_back(r0_factor(
            how.key, how.first_member + static_cast<std::uint32_t>(m), participant.r0_spread));
    const auto under = [&](std::size_t policy) {
        how.products = &participant.plans.at(policy);
        return by_chance(participant.parameters, how);
    };
    std::optional<Ensemble> as_lived;
    if (answers) {
        as_lived = under(participant.lived);
        how.caution = participant.behaviour;
        how.caution_beside = &as_lived->each;
    }
    std::vector<MemberFigures> figures;
    for (std::size_t policy = 0; policy < participant.plans.size(); ++policy)
        add_figures(as_lived && policy == participant.lived ? *as_lived : under(policy), figures);
    return figures;
}

Comparison compare(const std::vector<ComparedParticipant>& participants,
                   const ComparisonOptions& options) {
    const std::size_t policies = participants.empty() ? 0 : participants.front().plans.size();
    Comparison comparison{participants.size(), policies, options.members};
    std::atomic<std::size_t> next = 0;
    const auto work = [&] {
        for (std::size_t p = next++; p < participants.size(); p = next++) {
            ALIQUOT_CHECK(participants[p].plans.size() == policies);
            const auto figures = figures_of(participants[p], options);
            for (std::size_t policy = 0; policy < policies; ++policy)
                for (std::size_t m = 0; m < options.members; ++m)
                    comparison.at(p, policy, m) = figures[policy * options.members + m].whole;
        }
    };
    std::vector<std::thread> threads;
    for (int k = 1; k < options.threads; ++k) threads.emplace_back(work);
    work();
    for (std::thread& each : threads) each.join();
    return comparison;
}

}  // namespace aliquot::epidemic
