// Binding reasons, what-ifs, prices and guarantees in sentences: for the terminal and the report.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "aliquot/domain/counterfactual.hpp"
#include "aliquot/domain/run.hpp"
#include "aliquot/domain/scenario.hpp"

namespace aliquot {

// Why the participant got what it got, in one sentence without a full stop.
[[nodiscard]] std::string reason_sentence(const Scenario& scenario, const Decision& decision,
                                          const ClaimOutcome& claim);

// The figures behind the sentence, a line for each step of a pocket calculator; may be empty.
[[nodiscard]] std::vector<std::string> reason_arithmetic(const Scenario& scenario,
                                                         const Decision& decision,
                                                         const ClaimOutcome& claim);

// "PRK -1,000, ERI -20 and 3 others -41"; at most `shown` by name. Empty if there is nobody.
[[nodiscard]] std::string shifts_text(const Scenario& scenario, const std::vector<Shift>& shifts,
                                      std::size_t shown);

// What it would get, and who would give it up.
[[nodiscard]] std::string counterfactual_sentence(const Scenario& scenario,
                                                  const Counterfactual& each);

// The promise of a guarantee in one sentence, with its full stop.
[[nodiscard]] std::string_view guarantee_sentence(std::string_view code);

}  // namespace aliquot
