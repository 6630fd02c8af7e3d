// One flat JSON object, of texts and whole numbers only: all that a line of an exported log may be.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "aliquot/core/result.hpp"

namespace aliquot::ledger {

struct JsonMember {
    std::string name;
    std::variant<std::int64_t, std::string> value;
};

// Strict (RFC 8259): no second member of the same name, no stray bytes, no half surrogates.
// Errors: wrong_input; `where` is the column, from 1.
[[nodiscard]] Result<std::vector<JsonMember>> parse_object(std::string_view text);

// Appends `text` in quotes.
void write_json_text(std::string_view text, std::string& json);

}  // namespace aliquot::ledger
