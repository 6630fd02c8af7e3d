// Decides what a group of drafts adds to the log, for every kind of store alike.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "aliquot/ledger/log/store.hpp"

namespace aliquot::ledger {

// A command that has its records.
struct Recorded {
    Place place;
    Digest request{};
};

class AppendPlan {
public:
    explicit AppendPlan(const Head& head) : head_{head} {}

    // `before`: what the log holds of the draft's command.
    void add(const Draft& draft, const std::optional<Recorded>& before);

    [[nodiscard]] const std::vector<Record>& records() const { return records_; }
    [[nodiscard]] const Head& head() const { return head_; }  // after the records
    [[nodiscard]] std::vector<Result<Place>> answers() && { return std::move(answers_); }

private:
    [[nodiscard]] Result<Place> place(const Draft& draft, const std::optional<Recorded>& before);

    Head head_;
    std::vector<Record> records_;
    std::vector<Result<Place>> answers_;
    std::map<std::string, Recorded, std::less<>> added_;
};

// The refusal of a checkpoint or snapshot whose record the log does not hold.
[[nodiscard]] tl::unexpected<Error> not_of_this_log(std::string_view what, const Head& head);

}  // namespace aliquot::ledger
