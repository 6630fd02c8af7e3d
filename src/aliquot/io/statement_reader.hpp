// A table of statements that stands alone: what was said, without a scenario around it.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "aliquot/core/result.hpp"
#include "aliquot/domain/statement.hpp"

namespace aliquot {

// Without a scenario any participant and product may be named; products take two doses a course,
// and a population is known only where a statement gives one. Of the settings only evidence.counts
// may be put over what is usual.
// Errors: every error of the settings and of the table, in order of row and column.
[[nodiscard]] Checked<Evidence> read_statements_alone(std::string_view file,
                                                      const std::string& bytes,
                                                      std::span<const std::string> overrides = {});

}  // namespace aliquot
