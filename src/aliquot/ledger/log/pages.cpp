// Two pages in turn: one is shown, one is filled.
#include "aliquot/ledger/log/pages.hpp"

#include <algorithm>
#include <future>
#include <limits>
#include <utility>

namespace aliquot::ledger {

namespace {

constexpr std::int64_t most_records = 2000;
constexpr std::size_t large_body = 1U << 14U;
constexpr std::size_t most_bytes = 1U << 24U;  // one body may have as many
constexpr std::int64_t last_number = std::numeric_limits<std::int64_t>::max();

}  // namespace

void Page::begin(std::int64_t wanted) {
    wanted_ = wanted;
    count_ = 0;
    bytes_ = 0;
    full_ = false;
    // The room for large bodies is not held on to.
    if (std::ranges::any_of(
            records_, [](const Record& record) { return record.body.capacity() > large_body; }))
        records_.clear();
}

Record* Page::next() {
    full_ = bytes_ >= most_bytes;
    if (full_) return nullptr;
    if (count_ == std::ssize(records_)) records_.emplace_back();
    return &records_[static_cast<std::size_t>(count_)];
}

void Page::keep() {
    bytes_ += records_[static_cast<std::size_t>(count_)].body.size();
    ++count_;
}

std::int64_t Page::next_size() const {
    return full_ ? std::max<std::int64_t>(count_, 1) : std::min(2 * wanted_, most_records);
}

Result<void> show_pages(std::int64_t from, std::int64_t limit, const PageSource& source,
                        const RecordVisitor& visit) {
    if (limit <= 0) return {};
    Page shown;
    Page filling;
    shown.begin(std::min(limit, most_records));
    Result<void> done = source(from, shown);
    for (;;) {
        limit -= shown.count();
        // A file that was tampered with may hold any number, the last there is among them.
        const std::int64_t last = shown.count() == 0 ? 0 : shown[shown.count() - 1].sequence;
        const bool end = !done || limit <= 0 || shown.is_last() || last == last_number;
        std::future<Result<void>> next;
        if (!end) {
            filling.begin(std::min(limit, shown.next_size()));
            next = std::async(std::launch::async, source, last + 1, std::ref(filling));
        }
        for (std::int64_t i = 0; i < shown.count(); ++i) visit(shown[i]);
        if (end) return done;
        done = next.get();
        std::swap(shown, filling);
    }
}

}  // namespace aliquot::ledger
