// The settings of a scenario as a tree of values that know where they were written.
//
// The rest of the room reads this tree and never sees the TOML library.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "aliquot/core/date.hpp"
#include "aliquot/core/result.hpp"

namespace aliquot::reading {

struct Setting {
    using Table = std::map<std::string, Setting, std::less<>>;
    using List = std::vector<Setting>;
    struct Other {
        std::string name;  // "a date with a time", which no setting takes
    };
    std::variant<Table, List, bool, std::int64_t, double, std::string, Date, Other> value;
    std::uint64_t line = 0;
    std::uint64_t column = 0;
    std::string override_text;  // empty: written in the file

    [[nodiscard]] std::string_view kind() const;  // "a number", "a string"
};

// "override `lots.respect=false`", for messages.
[[nodiscard]] std::string override_place(std::string_view text);

// Errors: the first thing that is not TOML, with its line.
[[nodiscard]] Result<Setting> parse_toml(std::string_view text, std::string_view file);

// Parses `key.path=value` and puts it over the settings, deeper tables key by key.
// Errors: not exactly one key and value.
[[nodiscard]] Result<void> apply_override(Setting& settings, std::string_view text);

}  // namespace aliquot::reading
