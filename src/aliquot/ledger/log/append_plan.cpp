// Repeats are found, stale drafts refused, and the others chained to the head.
#include "aliquot/ledger/log/append_plan.hpp"

#include <algorithm>
#include <iterator>

#include <fmt/core.h>

namespace aliquot::ledger {

namespace {

tl::unexpected<Error> refused(ErrorCode code, const Draft& draft, std::string what,
                              std::string hint) {
    return tl::unexpected(
        Error{code, std::move(what), "command " + draft.command, std::move(hint)});
}

Record record_of(const Draft& draft, const Event& event) {
    Record record;
    record.command = draft.command;
    record.request = draft.request;
    record.parts = std::ssize(draft.events);
    record.kind = event.kind;
    record.who = draft.who;
    record.happened = event.happened;
    record.recorded = draft.recorded;
    record.body = event.body;
    return record;
}

}  // namespace

tl::unexpected<Error> not_of_this_log(std::string_view what, const Head& head) {
    return tl::unexpected(
        Error{ErrorCode::conflict,
              fmt::format("the log does not hold the record that this {} is of", what),
              fmt::format("record {}", head.sequence), fmt::format("make the {} anew", what)});
}

void AppendPlan::add(const Draft& draft, const std::optional<Recorded>& before) {
    answers_.push_back(place(draft, before));
}

Result<Place> AppendPlan::place(const Draft& draft, const std::optional<Recorded>& before) {
    if (draft.events.empty() || draft.events.size() > most_parts)
        return refused(
            ErrorCode::wrong_input, draft,
            fmt::format("a command makes 1 to {} records, not {}", most_parts, draft.events.size()),
            "split it into several commands");
    const auto mine = added_.find(draft.command);
    const auto known = mine == added_.end() ? before : std::optional{mine->second};
    if (known && known->request != draft.request)
        return refused(
            ErrorCode::wrong_input, draft,
            fmt::format("this key stands for another command, recorded at {}", known->place.first),
            "give every command a key of its own");
    if (known) return Place{known->place.first, known->place.last, true};
    if (draft.expected && *draft.expected != head_.sequence)
        return refused(ErrorCode::conflict, draft,
                       fmt::format("the log ends at record {}, the command was decided at {}",
                                   head_.sequence, *draft.expected),
                       "decide it again on what is recorded now");
    Head head = head_;
    std::vector<Record> records;
    for (const Event& event : draft.events) {
        Record& record = records.emplace_back(record_of(draft, event));
        record.part = std::ssize(records);
        record.sequence = head.sequence + 1;
        record.previous = head.hash;
        if (const auto wrong = wrong_field(record))
            return refused(ErrorCode::wrong_input, draft, *wrong, "nothing of it was recorded");
        record.hash = hash_of(record);
        head = {record.sequence, record.hash};
    }
    const Place place{head_.sequence + 1, head.sequence, false};
    head_ = head;
    std::ranges::move(records, std::back_inserter(records_));
    added_.emplace(draft.command, Recorded{place, draft.request});
    return place;
}

Result<Place> append(Store& store, const Draft& draft) {
    auto placed = store.append({&draft, 1});
    if (!placed) return tl::unexpected(placed.error());
    return std::move(placed->front());
}

}  // namespace aliquot::ledger
