// `aliquot ledger balance` and `history`: where the doses are and how they got there.
#include <algorithm>

#include "commands.hpp"
#include "words.hpp"
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "aliquot/core/text.hpp"
#include "aliquot/io/books/balance_sheet.hpp"
#include "aliquot/io/books/history.hpp"
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

Json as_json(const HistoryStep& step) {
    Json movements = Json::array();
    for (const HistoryStep::Movement& each : step.movements)
        movements.push_back({{"transfer", each.transfer},
                             {"supply", each.line},
                             {"from", each.from},
                             {"to", each.to},
                             {"doses", each.doses}});
    return {{"record", step.record}, {"date", format_date(step.date)},
            {"who", step.who},       {"kind", step.kind},
            {"what", step.what},     {"transfers", movements}};
}

// A line for each record, and one below it for each movement of doses.
std::string in_words(const std::vector<HistoryStep>& steps) {
    std::size_t widest = 3;
    for (const HistoryStep& step : steps) widest = std::max(widest, step.who.size());
    std::string text;
    for (const HistoryStep& step : steps) {
        text += fmt::format("{}  {:>6}  {:<{}}  {}\n", format_date(step.date), step.record,
                            step.who, widest, step.what);
        for (const HistoryStep::Movement& each : step.movements)
            text += fmt::format("{:>{}}  {} -> {}\n", grouped(each.doses), widest + 35, each.from,
                                each.to);
    }
    return text.empty() ? "nothing happened\n" : text;
}

}  // namespace

int ledger_history_command(const LedgerHistoryOptions& options, const Output& output) {
    const auto read = read_books(options.store, "");
    if (!read) return report_errors(read.error(), output);
    const auto steps = history_of(
        read->books(), {options.line, options.offer, options.participant, options.donor});
    if (!steps) return report_error(steps.error(), output);
    if (output.json) {
        Json list = Json::array();
        for (const HistoryStep& step : *steps) list.push_back(as_json(step));
        print(list.dump(2) + "\n");
    } else {
        print(in_words(*steps));
    }
    return done;
}

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
