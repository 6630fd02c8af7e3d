// Transfers as a plain-text double-entry journal (hledger 1.25 syntax), with balance assertions.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "aliquot/domain/scenario.hpp"
#include "aliquot/domain/transfer.hpp"

namespace aliquot {

struct JournalSource {
    const Scenario* scenario = nullptr;
    std::vector<std::string> heading;  // lines of comment
    std::span<const Transfer> transfers;
    // Where every balance is asserted: after so many transfers.
    struct Point {
        std::size_t transfers = 0;
        Date date;
        std::string words;
    };
    std::vector<Point> points;  // in order; the last is at the end
    // More tags of a transfer, as "record:12, who:ama"; may be empty.
    std::function<std::string(const Transfer&)> tags;
};

// Requires: transfers in order of date.
[[nodiscard]] std::string journal_of(const JournalSource& source);

// The text without what would end a comment or a description.
[[nodiscard]] std::string one_line(std::string_view text);

}  // namespace aliquot
