// Statements, beliefs and findings in words, as the terminal, the report and the drawing put them.
#pragma once

#include <string>

#include "aliquot/domain/evidence.hpp"

namespace aliquot {

[[nodiscard]] std::string_view name_of(Said event);
[[nodiscard]] std::string_view name_of(Belief belief);
[[nodiscard]] std::string_view name_of(SupplyEventKind kind);
[[nodiscard]] std::string_view name_of(ContradictionKind kind);
[[nodiscard]] std::string_view name_of(SourceKind kind);

// "B2": the two grades side by side, which is how they are written; never a sum or a product.
[[nodiscard]] std::string grade_of(const Statement& statement);

// "from 1 February 2021 to 31 May 2021", "from 1 May 2021", or nothing.
[[nodiscard]] std::string window_words(const std::optional<Date>& from,
                                       const std::optional<Date>& to);

// What it names beside its source: "allocated, COVISHIELD, 1,704,000 doses, from ... to ...".
[[nodiscard]] std::string figures_of(const Statement& statement);

// "SPUTNIK-V", "SINOVAC (SINOVAC-2021-08)", "any vaccine".
[[nodiscard]] std::string matter_words(const std::string& product, const std::string& supply);

// "SPUTNIK-V delivered", "COVISHIELD (COVISHIELD-2021-03) promised".
[[nodiscard]] std::string event_words(const SupplyEvent& event);

// "1,700,000 to 1,900,000 doses", "1,704,000 doses", "an amount that nobody named".
[[nodiscard]] std::string range_words(const std::optional<Doses>& least,
                                      const std::optional<Doses>& most);

// "97 %"; never 0 % or 100 %, for nothing said makes an event certain.
[[nodiscard]] std::string chance_words(double probability);
// ... and that a named person judged otherwise.
[[nodiscard]] std::string chance_words(const EventBelief& belief);

// "2 voices for, 1 against".
[[nodiscard]] std::string voices_words(const EventBelief& belief);

}  // namespace aliquot
