// Statements that refer to each other: what one takes back, repeats or contradicts.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "aliquot/domain/statement.hpp"
#include "aliquot/io/tables.hpp"

namespace aliquot::reading {

// Records references that lead nowhere, to later days or round in a circle, and statements that
// take back somebody else's words. Requires: `rows` in order of id; `all_ids` sorted, with the ids
// of rows that are wrong, so that one mistake is reported once.
void check_links(const std::vector<Numbered<Statement>>& rows,
                 const std::vector<std::string>& all_ids, std::string_view file,
                 Findings& findings);

}  // namespace aliquot::reading
