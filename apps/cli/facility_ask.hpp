// What a person at a terminal is shown before being asked for what the command line lacks.
#pragma once

#include <optional>
#include <string>

#include "facility_visit.hpp"

namespace aliquot::cli {

// What there is to choose from for an option.
enum class Open {
    nothing,       // the answer is of the person's own making
    offers,        // not answered yet
    freed_offers,  // that somebody did not take
    to_be_sent,    // accepted doses that have not left
    under_way,     // doses that have left and not arrived
    proposals,     // neither rejected nor offered yet
    rounds,        // the open one
    package_hash,  // that of the proposal that was chosen
};

// The things of which one is chosen, in a table of what the person may see; empty: there is none.
[[nodiscard]] std::string table_of(const Visit& opened, Open open);

// Shows the proposal and asks for the first eight characters of its SHA-256, as a sign that it was
// looked at. Nothing: something else was typed, or there is no such proposal.
[[nodiscard]] std::optional<std::string> hash_after_reading(const Visit& opened, int proposal);

}  // namespace aliquot::cli
