// One table of a scenario: its header is checked against the columns it may have, then its rows
// are handed out one by one, and every cell is read by name.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "aliquot/core/check.hpp"
#include "aliquot/io/cells.hpp"
#include "aliquot/io/csv.hpp"
#include "aliquot/io/findings.hpp"
#include "aliquot/io/folder.hpp"
#include "aliquot/io/table_header.hpp"

namespace aliquot::reading {

// Ids that other tables refer to, and where each stands in its own table.
struct Known {
    std::string noun;  // "participant"
    std::string file;
    // False: the table could not be read, so that an unknown id says nothing.
    bool complete = false;
    std::map<std::string, std::size_t, std::less<>> places;

    // The place of an id whose row is wrong: a row that refers to it is dropped without a word,
    // so that one mistake is reported once.
    static constexpr std::size_t unsound = SIZE_MAX;
};

enum class RowForm {
    cells,   // as many as the header has
    empty,   // every one of them
    broken,  // they cannot be told apart, or are not as many
};

// The row being read. A getter that finds something wrong records it, makes the row unsound and
// answers nothing; an empty cell of an optional column is nothing and no error.
class Row {
public:
    Row(std::string_view file, std::span<const Column> columns, Places places, Findings& findings)
        : file_{file}, columns_{columns}, findings_{&findings}, places_{std::move(places)} {}

    // Goes to the record that the reader stands at. Records what is wrong with its form.
    [[nodiscard]] RowForm go_to(const CsvReader& csv, std::size_t width);

    [[nodiscard]] std::optional<std::int64_t> whole(std::string_view column,
                                                    const WholeRange& range);
    [[nodiscard]] std::optional<Share> share(std::string_view column, Share most);
    [[nodiscard]] std::optional<double> decimal(std::string_view column, double least, double most);
    [[nodiscard]] std::optional<Date> date(std::string_view column);
    [[nodiscard]] std::optional<std::size_t> one_of(std::string_view column,
                                                    std::span<const std::string_view> words);
    [[nodiscard]] std::string id(std::string_view column);
    [[nodiscard]] std::string text(std::string_view column);
    [[nodiscard]] std::optional<std::size_t> known(std::string_view column, const Known& known);
    // One of several ids in a cell.
    [[nodiscard]] std::optional<std::size_t> known_word(std::string_view column,
                                                        std::string_view word, const Known& known);

    void wrong(std::string_view column, std::string what, std::string hint);
    [[nodiscard]] bool sound() const { return sound_; }
    [[nodiscard]] RowAt at() const { return at_; }
    [[nodiscard]] const std::string& file() const { return file_; }

private:
    [[nodiscard]] std::size_t place(std::string_view column) const;  // in columns_
    std::string_view raw(std::string_view column);
    template <class T>
    std::optional<T> kept(std::string_view column, Parsed<T> parsed);

    std::string file_;
    std::span<const Column> columns_;
    Findings* findings_;
    Places places_;
    std::span<const std::string_view> cells_;
    RowAt at_;
    bool sound_ = true;
};

enum class TableState {
    absent,
    unreadable,  // a broken header, or rows that could not be handed out
    read,
};

// Calls `each` for every row that has the right number of cells.
[[nodiscard]] TableState read_table(const Folder& folder, std::string_view file,
                                    std::span<const Column> columns, Findings& findings,
                                    const std::function<void(Row&)>& each);

}  // namespace aliquot::reading
