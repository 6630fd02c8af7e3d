// The books of a facility: what its log tells, record by record, with the doses that moved by it.
//
// Everything shown here is added up from the log whenever it is asked for; nothing is kept.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "aliquot/domain/office_event.hpp"
#include "aliquot/domain/transfer.hpp"

namespace aliquot {

struct BookEntry {
    std::int64_t record = 0;  // its number in the log
    std::string who;
    Date date;
    Event event;
    std::size_t first_transfer = 0;  // among those of the books
    std::size_t transfers = 0;       // how many
};

// Requires: what they look at outlives them.
struct Books {
    const Scenario* world = nullptr;
    std::span<const BookEntry> entries;
    std::span<const Transfer> transfers;
    std::span<const Offer> offers;
    std::string log;           // its id
    std::int64_t records = 0;  // of the log, refusals included
    std::string hash;          // of its last record, in hex

    [[nodiscard]] std::span<const Transfer> transfers_of(const BookEntry& entry) const {
        return transfers.subspan(entry.first_transfer, entry.transfers);
    }
    [[nodiscard]] const Offer& offer(int id) const {
        return offers[static_cast<std::size_t>(id) - 1];
    }
};

}  // namespace aliquot
