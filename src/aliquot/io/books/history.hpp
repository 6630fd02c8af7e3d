// The way of doses, from pledge to arm: what happened to a supply line, an offer, a participant or
// a donor's doses, record by record, with who did it and why.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "aliquot/core/result.hpp"
#include "aliquot/io/books/books.hpp"

namespace aliquot {

// Whose history is asked for; one of them. Lots are known by their supply line.
struct HistoryQuestion {
    std::string line;
    std::optional<int> offer;
    std::string participant;
    std::string donor;
};

struct HistoryStep {
    std::int64_t record = 0;
    Date date;
    std::string who;
    std::string kind;  // "offer_made"
    std::string what;  // in words, with the reason if one was given
    struct Movement {
        int transfer = 0;
        std::string line;
        std::string from;
        std::string to;
        std::int64_t doses = 0;
    };
    std::vector<Movement> movements;  // of the doses that were asked about
};

// Of an offer: its line from the pledge on, the proposals that awarded its doses, itself, and what
// became of its participant's doses of the line after it was made, for doses of one line in one
// store cannot be told apart.
// Errors: not_found, naming what is near.
[[nodiscard]] Result<std::vector<HistoryStep>> history_of(const Books& books,
                                                          const HistoryQuestion& question);

}  // namespace aliquot
