// The tables of a scenario, each read into its domain type and sorted by its key.
#pragma once

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/core.h>

#include "aliquot/domain/scenario.hpp"
#include "aliquot/io/settings_reader.hpp"
#include "aliquot/io/table.hpp"

namespace aliquot::reading {

struct Reading {
    const Folder& folder;
    Findings& findings;
    ReadSettings settings;
    Scenario scenario = {};
    Known participants{"participant", "participants.csv", false, {}};
    Known products{"product", "products.csv", false, {}};
    Known supply{"supply line", "supply.csv", false, {}};
    std::vector<std::string> steps = {};  // that readiness.csv names, sorted
};

// Requires: what a table refers to was read before, in the order below.
void read_participants(Reading& reading);
void read_products(Reading& reading);
void read_supply(Reading& reading);
void read_other_supply(Reading& reading);
void read_readiness(Reading& reading);
void read_preferences(Reading& reading);
void read_capacity(Reading& reading);
void read_limits(Reading& reading);
void read_responses(Reading& reading);
void read_offers(Reading& reading);
void read_returns(Reading& reading);
void read_delays(Reading& reading);
void read_severity(Reading& reading);
void read_excess(Reading& reading);
void read_transmissibility(Reading& reading);
void read_started(Reading& reading);
void read_borders(Reading& reading);
void read_recorded(Reading& reading);
void read_forecasts(Reading& reading);
void read_statements(Reading& reading);
void read_judgements(Reading& reading);

// A row as read, with its place for messages about rows that do not fit each other.
template <class T>
struct Numbered {
    T value;
    RowAt at;
};

// Sorts rows by key, reports every row that repeats the key of another, and gives the values.
template <class T, class Key>
std::vector<T> in_key_order(std::vector<Numbered<T>> rows, std::string_view file, Key key,
                            std::string_view key_in_words, Findings& findings) {
    std::sort(rows.begin(), rows.end(), [&](const Numbered<T>& a, const Numbered<T>& b) {
        if (key(a.value) < key(b.value)) return true;
        return !(key(b.value) < key(a.value)) && a.at.row < b.at.row;
    });
    std::vector<T> values;
    values.reserve(rows.size());
    RowAt first;
    for (Numbered<T>& row : rows) {
        if (!values.empty() && !(key(values.back()) < key(row.value))) {
            if (!findings.full(std::string{file}))
                findings.add(Spot{std::string{file}, row.at, 0, ""},
                             fmt::format("the same {} as row {}", key_in_words, first.row),
                             "keep one of the two");
            continue;
        }
        first = row.at;
        values.push_back(std::move(row.value));
    }
    return values;
}

inline constexpr WholeRange dose_range{0, most_doses, "doses"};
inline constexpr WholeRange some_doses{1, most_doses, "doses"};

// Records an error in `column` when the second date is before the first.
inline void check_order(Row& row, std::string_view column, std::optional<Date> first,
                        std::string_view first_name, std::optional<Date> second) {
    if (first && second && *second < *first)
        row.wrong(column,
                  fmt::format("{} is before {}, {}", format_date(*second), first_name,
                              format_date(*first)),
                  "");
}

inline ParticipantIndex participant_of(Row& row, const Reading& reading) {
    return {row.known("participant", reading.participants).value_or(0)};
}

inline SupplyIndex supply_of(Row& row, const Reading& reading) {
    return {row.known("supply", reading.supply).value_or(0)};
}

}  // namespace aliquot::reading
