// One table of a scenario: its header is checked, then its rows are handed out one by one.
#include "aliquot/io/table.hpp"

#include <algorithm>

#include <fmt/core.h>
#include <fmt/ranges.h>

#include "aliquot/core/text.hpp"

namespace aliquot::reading {

namespace {

bool has_outer_space(std::string_view text) {
    const auto space = [](char c) { return c == ' ' || c == '\t'; };
    return !text.empty() && (space(text.front()) || space(text.back()));
}

}  // namespace

std::size_t Row::place(std::string_view column) const {
    const auto found = std::find_if(columns_.begin(), columns_.end(),
                                    [&](const Column& one) { return one.name == column; });
    ALIQUOT_CHECK(found != columns_.end());
    return static_cast<std::size_t>(found - columns_.begin());
}

void Row::wrong(std::string_view column, std::string what, std::string hint) {
    sound_ = false;
    Spot spot{file_, at_, 0, std::string{column}};
    if (!column.empty()) spot.column = places_[place(column)].value_or(0);
    findings_->add(spot, std::move(what), std::move(hint));
}

std::string_view Row::raw(std::string_view column) {
    const std::size_t which = place(column);
    const auto cell = places_[which];
    const std::string_view text = cell ? cells_[*cell] : std::string_view{};
    if (text.empty() && columns_[which].required) wrong(column, "is empty", "every row needs it");
    if (has_outer_space(text)) {
        wrong(column, shown(text) + " begins or ends with a space", "remove the space");
        return {};
    }
    return text;
}

template <class T>
std::optional<T> Row::kept(std::string_view column, Parsed<T> parsed) {
    if (parsed) return std::move(*parsed);
    wrong(column, std::move(parsed.error().what), std::move(parsed.error().hint));
    return std::nullopt;
}

std::optional<std::int64_t> Row::whole(std::string_view column, const WholeRange& range) {
    const std::string_view text = raw(column);
    if (text.empty()) return std::nullopt;
    return kept(column, whole_number(text, range));
}

std::optional<Share> Row::share(std::string_view column, Share most) {
    const std::string_view text = raw(column);
    if (text.empty()) return std::nullopt;
    return kept(column, share_number(text, most));
}

std::optional<double> Row::decimal(std::string_view column, double least, double most) {
    const std::string_view text = raw(column);
    if (text.empty()) return std::nullopt;
    return kept(column, decimal_number(text, least, most));
}

std::optional<Date> Row::date(std::string_view column) {
    const std::string_view text = raw(column);
    if (text.empty()) return std::nullopt;
    return kept(column, calendar_date(text));
}

std::optional<std::size_t> Row::one_of(std::string_view column,
                                       std::span<const std::string_view> words) {
    const std::string_view text = raw(column);
    if (text.empty()) return std::nullopt;
    const auto found = std::find(words.begin(), words.end(), text);
    if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
    const std::vector<std::string> known(words.begin(), words.end());
    wrong(column, fmt::format("unknown {} {}", column, shown(text)),
          did_you_mean(text, known, fmt::format("it is one of: {}", fmt::join(words, ", "))));
    return std::nullopt;
}

std::string Row::id(std::string_view column) {
    const std::string_view text = raw(column);
    if (text.empty()) return {};
    return kept(column, plain_id(text)).value_or("");
}

std::string Row::text(std::string_view column) {
    return std::string{raw(column)};
}

std::optional<std::size_t> Row::known(std::string_view column, const Known& known) {
    const std::string_view text = raw(column);
    return text.empty() ? std::nullopt : known_word(column, text, known);
}

std::optional<std::size_t> Row::known_word(std::string_view column, std::string_view word,
                                           const Known& known) {
    const auto found = known.places.find(word);
    const bool listed = found != known.places.end();
    if (listed && found->second != Known::unsound) return found->second;
    if (listed || !known.complete) {
        sound_ = false;  // the row or table referred to has its own error
        return std::nullopt;
    }
    std::vector<std::string> ids;
    for (const auto& [id, place] : known.places) ids.push_back(id);
    wrong(column, fmt::format("unknown {} {}", known.noun, shown(word)),
          did_you_mean(word, ids, fmt::format("{} does not list it", known.file)));
    return std::nullopt;
}

RowForm Row::go_to(const CsvReader& csv, std::size_t width) {
    at_ = csv.at();
    cells_ = csv.cells();
    sound_ = true;
    if (csv.fault()) {
        sound_ = false;
        add_fault(file_, csv, columns_, places_, *findings_);
        return RowForm::broken;
    }
    if (const auto found = cells_.size(); found != width) {
        wrong("", fmt::format("{} cells, expected {}", found, width),
              found < width ? "leave cells empty, but keep their commas"
                            : "put a cell with a comma in quotes");
        return RowForm::broken;
    }
    if (std::all_of(cells_.begin(), cells_.end(),
                    [](std::string_view cell) { return cell.empty(); })) {
        wrong("", "every cell is empty", "remove the row");
        return RowForm::empty;
    }
    return RowForm::cells;
}

namespace {

// False: not every row could be handed out.
bool read_rows(CsvReader& csv, Row& row, Findings& findings,
               const std::function<void(Row&)>& each) {
    const std::size_t width = csv.cells().size();
    bool all = true;
    while (csv.next()) {
        if (findings.full(row.file())) {
            findings.stopped(row.file(), {csv.at().row - 1, 0});
            return false;
        }
        const RowForm form = row.go_to(csv, width);
        if (form == RowForm::cells) each(row);
        if (form == RowForm::broken) all = false;
    }
    return all;
}

}  // namespace

TableState read_table(const Folder& folder, std::string_view file, std::span<const Column> columns,
                      Findings& findings, const std::function<void(Row&)>& each) {
    const auto bytes = folder.files.find(std::string{file});
    if (bytes == folder.files.end()) return TableState::absent;
    CsvReader csv{bytes->second};
    auto places = read_header(file, csv, columns, findings);
    if (!places) return TableState::unreadable;
    Row row{file, columns, *std::move(places), findings};
    return read_rows(csv, row, findings, each) ? TableState::read : TableState::unreadable;
}

}  // namespace aliquot::reading
