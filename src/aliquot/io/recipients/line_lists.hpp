// Which lines a recipient may take, as groups: equal lists are one group, however written.
//
// A million recipients have a few hundred different lists among them, or a few hundred thousand;
// each text is taken apart once.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "aliquot/io/recipients/interned.hpp"
#include "aliquot/sharing/pool.hpp"

namespace aliquot::reading {

class LineLists {
public:
    // The ids of the lines, each once.
    explicit LineLists(std::span<const std::string> lines);

    // The group of a cell: `*`, nothing (all lines), or ids separated by semicolons.
    // Nothing if an id is unknown or named twice.
    [[nodiscard]] std::optional<std::uint32_t> group_of(std::string_view cell);
    // Line numbers, ascending.
    [[nodiscard]] std::uint32_t group_of(std::span<const LineNumber> lines);

    [[nodiscard]] std::size_t groups() const { return sets_.size(); }
    [[nodiscard]] std::vector<LineNumber> lines_of(std::uint32_t group) const;

private:
    [[nodiscard]] bool take_apart(std::string_view cell);  // into lines_

    InternedTexts ids_;    // of lines; numbers as given
    InternedTexts cells_;  // texts as written
    InternedTexts sets_;   // of line numbers, as bytes; numbered as groups
    std::vector<std::uint32_t> group_of_cell_;
    std::vector<LineNumber> lines_;
    std::uint32_t last_ = 0;  // the cell seen last: neighbours are often alike
};

}  // namespace aliquot::reading
