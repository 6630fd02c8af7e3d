// Which lines a recipient may take, as groups.
#include "aliquot/io/recipients/line_lists.hpp"

#include <algorithm>
#include <cstring>
#include <numeric>

#include "aliquot/core/check.hpp"

namespace aliquot::reading {

LineLists::LineLists(std::span<const std::string> lines) {
    for (const std::string& id : lines) ALIQUOT_CHECK(ids_.add(id).is_new);
}

bool LineLists::take_apart(std::string_view cell) {
    lines_.clear();
    if (cell.empty() || cell == "*") {
        lines_.resize(ids_.size());
        std::iota(lines_.begin(), lines_.end(), LineNumber{0});
        return true;
    }
    for (std::size_t begin = 0; begin <= cell.size();) {
        const std::size_t end = std::min(cell.find(';', begin), cell.size());
        const auto line = ids_.find(cell.substr(begin, end - begin));
        if (!line) return false;
        lines_.push_back(*line);
        begin = end + 1;
    }
    std::ranges::sort(lines_);
    return std::ranges::adjacent_find(lines_) == lines_.end();
}

std::optional<std::uint32_t> LineLists::group_of(std::string_view cell) {
    if (last_ < group_of_cell_.size() && cells_[last_] == cell) return group_of_cell_[last_];
    if (const auto known = cells_.find(cell)) {
        last_ = *known;
        return group_of_cell_[last_];
    }
    if (!take_apart(cell)) return std::nullopt;
    last_ = cells_.add(cell).number;
    group_of_cell_.push_back(group_of(lines_));
    return group_of_cell_.back();
}

std::uint32_t LineLists::group_of(std::span<const LineNumber> lines) {
    const auto bytes = std::as_bytes(lines);
    return sets_.add({reinterpret_cast<const char*>(bytes.data()), bytes.size()}).number;
}

std::vector<LineNumber> LineLists::lines_of(std::uint32_t group) const {
    const std::string_view bytes = sets_[group];
    std::vector<LineNumber> lines(bytes.size() / sizeof(LineNumber));
    if (!lines.empty()) std::memcpy(lines.data(), bytes.data(), bytes.size());
    return lines;
}

}  // namespace aliquot::reading
