// The last ten wrong passwords of each person.
#include "aliquot/facility/desk/failed_attempts.hpp"

#include <algorithm>

namespace aliquot {

void FailedAttempts::count(const std::string& person, std::int64_t at) {
    std::deque<std::int64_t>& last = last_[person];
    last.push_back(at);
    if (last.size() > most) last.pop_front();
}

std::optional<std::int64_t> FailedAttempts::wait_until(const std::string& person,
                                                       std::int64_t now) const {
    const auto found = last_.find(person);
    if (found == last_.end() || found->second.size() < most) return std::nullopt;
    // Clocks may jump: an attempt that seems to lie far ahead holds nobody up for longer.
    const auto [oldest, newest] = std::ranges::minmax(found->second);
    const bool within_an_hour = newest - oldest < within;
    if (!within_an_hour || now >= oldest + within || now < oldest - within) return std::nullopt;
    return oldest + within;
}

}  // namespace aliquot
