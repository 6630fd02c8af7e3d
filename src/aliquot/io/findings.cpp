// Everything that is wrong with a folder, in order of file, row and column.
#include "aliquot/io/findings.hpp"

#include <algorithm>
#include <tuple>

#include <fmt/core.h>

#include "aliquot/core/text.hpp"

namespace aliquot::reading {

std::string where_text(const Spot& spot) {
    std::string text = spot.file;
    if (spot.at.row > 0) text += fmt::format(" row {}", spot.at.row);
    if (spot.at.row > 0 && spot.at.line != spot.at.row)
        text += fmt::format(" (line {})", spot.at.line);
    if (!spot.column_name.empty()) text += fmt::format(", column {}", spot.column_name);
    return text;
}

void Findings::add(const Spot& spot, std::string what, std::string hint) {
    add(spot, Error{ErrorCode::wrong_input, std::move(what), where_text(spot), std::move(hint)});
}

void Findings::add(const Spot& order, Error error) {
    ++per_file_[order.file];
    const auto rank = std::ranges::find(files_, std::string_view{order.file}) - files_.begin();
    found_.push_back({static_cast<std::size_t>(rank), order.at.row, order.column, found_.size(),
                      std::move(error)});
}

bool Findings::full(const std::string& file) const {
    const auto count = per_file_.find(file);
    return count != per_file_.end() && count->second >= most_errors;
}

Errors Findings::take() {
    std::sort(found_.begin(), found_.end(), [](const Found& left, const Found& right) {
        return std::tie(left.file, left.row, left.column, left.order) <
               std::tie(right.file, right.row, right.column, right.order);
    });
    Errors errors;
    for (Found& found : found_) {
        if (errors.size() == most_errors) break;
        errors.push_back(std::move(found.error));
    }
    std::string rest;
    if (found_.size() > most_errors)
        rest = fmt::format("and {} more",
                           grouped(static_cast<std::int64_t>(found_.size() - most_errors)));
    for (const auto& [file, row] : stopped_)
        rest +=
            fmt::format("{}{} was not checked beyond row {}", rest.empty() ? "" : "; ", file, row);
    if (!rest.empty())
        errors.push_back({ErrorCode::wrong_input, std::move(rest), "", "correct these first"});
    found_.clear();
    return errors;
}

}  // namespace aliquot::reading
