// `aliquot ledger balance`: where the doses are, added up from the log.
#include <algorithm>

#include "commands.hpp"
#include "words.hpp"
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "aliquot/core/text.hpp"
#include "aliquot/io/books/balance_sheet.hpp"
#include "aliquot/live/books_of_log.hpp"

namespace aliquot::cli {

namespace {

using Json = nlohmann::ordered_json;

Checked<BooksOfLog> read_books(const std::string& store, const std::string& on) {
    std::optional<Date> until;
    if (!on.empty()) {
        until = parse_date(on);
        if (!until)
            return tl::unexpected(
                Errors{Error{ErrorCode::wrong_input, fmt::format("\"{}\" is no date", on), "--on",
                             "give a date as 2021-12-31"}});
    }
    const auto source = ledger::log_at(store);
    if (!source) return tl::unexpected(Errors{source.error()});
    return BooksOfLog::read(*source, until);
}

Json as_json(const Books& books, const BalanceSheet& sheet) {
    const auto row_of = [&](const std::vector<std::string>& names,
                            const std::vector<std::int64_t>& doses) {
        Json row = Json::object();
        for (std::size_t c = 0; c < names.size(); ++c) row[sheet.columns[c]] = names[c];
        for (std::size_t c = 0; c < doses.size(); ++c)
            row[sheet.columns[sheet.names + c]] = doses[c];
        return row;
    };
    Json rows = Json::array();
    for (const BalanceSheet::Row& row : sheet.rows) rows.push_back(row_of(row.names, row.doses));
    return {{"log", books.log},
            {"records", books.records},
            {"hash", books.hash},
            {"rows", rows},
            {"sum", row_of({}, sheet.sum)}};
}

std::string in_words(const Books& books, const BalanceSheet& sheet) {
    std::vector<std::vector<std::string>> table{sheet.columns};
    const auto add = [&](std::vector<std::string> cells, const std::vector<std::int64_t>& doses) {
        for (const std::int64_t each : doses) cells.push_back(grouped(each));
        table.push_back(std::move(cells));
    };
    for (const BalanceSheet::Row& row : sheet.rows) add(row.names, row.doses);
    std::vector<std::string> all(sheet.names);
    all[0] = "in all";
    add(std::move(all), sheet.sum);
    return aligned_table(table) +
           fmt::format("\nlog {}: {} records, the last of {}\n", books.log, grouped(books.records),
                       books.entries.empty() ? "no day" : format_date(books.entries.back().date));
}

}  // namespace

int ledger_balance_command(const LedgerBalanceOptions& options, const Output& output) {
    const auto read = read_books(options.store, options.on);
    if (!read) return report_errors(read.error(), output);
    const Books books = read->books();
    const auto by = std::ranges::find(balance_by_names, options.by) - balance_by_names.begin();
    const BalanceSheet sheet = balance_sheet(books, static_cast<BalanceBy>(by), options.account);
    print(output.json ? as_json(books, sheet).dump(2) + "\n" : in_words(books, sheet));
    return done;
}

}  // namespace aliquot::cli
