// What happened week by week, and its sums over participants. Weeks are counted from the first day
// of the epidemics; the last may be shorter.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace aliquot::epidemic {

inline constexpr std::int64_t days_of_week = 7;

[[nodiscard]] constexpr std::size_t weeks_in(std::int64_t days) {
    return static_cast<std::size_t>((days + days_of_week - 1) / days_of_week);
}

// Days of one of the weeks. Requires: week < weeks_in(days).
[[nodiscard]] constexpr std::int64_t days_in_week(std::int64_t days, std::size_t week) {
    return std::min(days_of_week, days - days_of_week * static_cast<std::int64_t>(week));
}

// People.
struct WeekFigures {
    std::int64_t infections = 0;
    std::int64_t admissions = 0;
    std::int64_t deaths = 0;

    WeekFigures& operator+=(const WeekFigures& more) {
        infections += more.infections;
        admissions += more.admissions;
        deaths += more.deaths;
        return *this;
    }
    friend bool operator==(const WeekFigures&, const WeekFigures&) = default;
};

// Summed over participants, by policy, member and week.
class WeeklySums {
public:
    WeeklySums(std::size_t policies, std::size_t members, std::size_t weeks)
        : members_{members}, weeks_{weeks}, sums_(policies * members * weeks) {}

    [[nodiscard]] WeekFigures& at(std::size_t policy, std::size_t member, std::size_t week) {
        return sums_[(policy * members_ + member) * weeks_ + week];
    }
    [[nodiscard]] const WeekFigures& at(std::size_t policy, std::size_t member,
                                        std::size_t week) const {
        return sums_[(policy * members_ + member) * weeks_ + week];
    }
    [[nodiscard]] std::size_t weeks() const { return weeks_; }

    friend bool operator==(const WeeklySums&, const WeeklySums&) = default;

private:
    std::size_t members_;
    std::size_t weeks_;
    std::vector<WeekFigures> sums_;
};

}  // namespace aliquot::epidemic
