// The last claim tells, or else the most frequent exclusion.
#include "aliquot/io/report/reason.hpp"

#include <algorithm>
#include <array>

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
    const ClaimOutcome* last = nullptr;
    int round = 0;
    for (const Decision& decision : run.decisions)
        for (const ClaimOutcome& claim : decision.claims)
            if (claim.participant == participant && (last == nullptr || decision.round >= round)) {
                last = &claim;
                round = decision.round;
            }
    if (last != nullptr) {
        std::string words = bound_words(*last);
        if (!words.empty()) return words;
    }
    return most_frequent_exclusion(run, participant);
}

}  // namespace aliquot::report
