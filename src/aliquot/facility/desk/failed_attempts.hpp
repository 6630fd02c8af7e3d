// Wrong passwords, counted, so that nobody tries many.
//
// After ten wrong passwords for a person within an hour no password of that person is looked at
// until the first of the ten is an hour old. Right ones in between take nothing off the count: a
// person who is at work while somebody guesses would otherwise give the guesser ten more each time.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>

namespace aliquot {

class FailedAttempts {
public:
    static constexpr std::size_t most = 10;
    static constexpr std::int64_t within = std::int64_t{3600} * 1'000'000;  // microseconds

    // `at`: microseconds since 1970-01-01T00:00:00Z.
    void count(const std::string& person, std::int64_t at);

    // Until when no password of the person is looked at; nothing: it is.
    [[nodiscard]] std::optional<std::int64_t> wait_until(const std::string& person,
                                                         std::int64_t now) const;

private:
    std::map<std::string, std::deque<std::int64_t>> last_;  // at most the last ten
};

}  // namespace aliquot
