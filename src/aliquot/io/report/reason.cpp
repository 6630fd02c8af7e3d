// The last claim tells, or else the most frequent exclusion.
#include "aliquot/io/report/reason.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "aliquot/io/report/words.hpp"

namespace aliquot::report {

namespace {

// The code that left this participant out most often; the first in order among equals.
std::string most_frequent_exclusion(const Run& run, ParticipantIndex participant) {
    std::array<int, exclusion_code_names.size()> times{};
    for (const Exclusion& each : run.exclusions)
        if (each.participant == participant) ++times.at(static_cast<std::size_t>(each.code));
    const auto most = std::ranges::max_element(times);
    if (*most == 0) return {};
    const auto code = static_cast<std::size_t>(most - times.begin());
    return std::string{words_of(static_cast<ExclusionCode>(code)).short_form};
}

}  // namespace

std::string main_reason(const Run& run, ParticipantIndex participant) {
    std::map<int, const ClaimOutcome*> by_round;
    for (const Decision& decision : run.decisions)
        for (const ClaimOutcome& claim : decision.claims)
            if (claim.participant == participant) by_round[decision.round] = &claim;
    const std::string excluded = most_frequent_exclusion(run, participant);
    for (auto each = by_round.rbegin(); each != by_round.rend(); ++each) {
        const std::string words = bound_words(*each->second);
        if (!words.empty()) return words;
        if (!excluded.empty()) return excluded;  // every line was closed to it, and says why
    }
    return excluded;
}

}  // namespace aliquot::report
