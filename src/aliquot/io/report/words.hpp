// What rules, reasons and results mean, in words for a reader who has never seen the program.
#pragma once

#include <string>
#include <string_view>

#include "aliquot/domain/exclusion.hpp"
#include "aliquot/domain/offer.hpp"
#include "aliquot/domain/run.hpp"

namespace aliquot::report {

// "equal coverage" and the like: a rule's name without underscores.
[[nodiscard]] std::string rule_name(std::string_view rule);

// The rule in one sentence.
[[nodiscard]] std::string rule_sentence(std::string_view rule);

struct CodeWords {
    std::string_view short_form;  // a few words, for a table cell
    std::string_view meaning;     // one sentence
    std::string_view change;      // what would change it
};
[[nodiscard]] CodeWords words_of(ExclusionCode code);

// What bound a participant in a round; nothing for "no_supply_open", which its exclusions explain.
[[nodiscard]] std::string bound_words(const ClaimOutcome& claim);

// A binding reason by its name, in a few words: "supply used up".
[[nodiscard]] std::string_view reason_words(std::string_view reason);

[[nodiscard]] std::string_view words_of(OfferState state);

// "24 Feb", for axes and narrow cells.
[[nodiscard]] std::string short_date(Date date);

}  // namespace aliquot::report
