// A long log read page by page: while one page is shown, the next is read by a thread of its own.
//
// A short read needs one page and no thread. No reader holds on to an old state of the store for
// longer than a page.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "aliquot/ledger/log/store.hpp"

namespace aliquot::ledger {

class Page {
public:
    // Starts over, for at most `wanted` records. What was allocated is used again.
    void begin(std::int64_t wanted);
    // Where the next record is to be written; nothing when the page holds enough bytes already, and
    // what follows must wait for another one.
    [[nodiscard]] Record* next();
    // The record is written.
    void keep();

    [[nodiscard]] std::int64_t count() const { return count_; }
    [[nodiscard]] std::int64_t missing() const { return wanted_ - count_; }
    [[nodiscard]] const Record& operator[](std::int64_t i) const {
        return records_[static_cast<std::size_t>(i)];
    }
    // So many records are wanted of the page after this one.
    [[nodiscard]] std::int64_t next_size() const;
    // Nothing can follow: fewer records came than were wanted.
    [[nodiscard]] bool is_last() const { return missing() > 0 && !full_; }

private:
    std::vector<Record> records_;
    std::int64_t wanted_ = 0;
    std::int64_t count_ = 0;
    std::size_t bytes_ = 0;
    bool full_ = false;
};

// Fills a page, which has begun, with records from a sequence on. Errors: as Store::read; what
// could be read before is in the page.
using PageSource = std::function<Result<void>(std::int64_t from, Page& page)>;

// As Store::read.
[[nodiscard]] Result<void> show_pages(std::int64_t from, std::int64_t limit,
                                      const PageSource& source, const RecordVisitor& visit);

}  // namespace aliquot::ledger
