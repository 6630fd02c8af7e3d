// `aliquot ledger export`: a log in the formats that other programs read.
#include <cstdio>
#include <memory>

#include "commands.hpp"
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "aliquot/core/text.hpp"
#include "aliquot/io/books/exports.hpp"
#include "aliquot/ledger/log/exchange.hpp"
#include "aliquot/live/books_of_log.hpp"
#include "aliquot/live/epcis_log.hpp"

namespace aliquot::cli {

namespace {

using Json = nlohmann::ordered_json;

Result<void> write_or_fail(std::FILE* file, const std::string& name, std::string_view text) {
    if (std::fwrite(text.data(), 1, text.size(), file) == text.size()) return {};
    return tl::unexpected(
        Error{ErrorCode::io, "the export cannot be written", name, "is there room on the disk?"});
}

Checked<ledger::Head> written(const LedgerExportOptions& options, const ledger::TextSink& sink) {
    const auto of_one = [](const Error& error) { return Errors{error}; };
    if (options.as == "jsonl") {
        const auto store = ledger::open_store(options.store);
        if (!store) return tl::unexpected(of_one(store.error()));
        return ledger::export_log(**store, sink).map_error(of_one);
    }
    const auto source = ledger::log_at(options.store);
    if (!source) return tl::unexpected(of_one(source.error()));
    if (options.as == "epcis") return export_epcis(*source, sink);
    const auto read = BooksOfLog::read(*source);
    if (!read) return tl::unexpected(read.error());
    const Books books = read->books();
    const std::string text = options.as == "hledger" ? books_journal(books) : books_hxl(books);
    if (auto done = sink(text); !done) return tl::unexpected(of_one(done.error()));
    return read->head();
}

}  // namespace

int ledger_export_command(const LedgerExportOptions& options, const Output& output) {
    const bool to_file = !options.out.empty();
    // The file is made when there is something to write: an error before leaves nothing behind.
    std::unique_ptr<std::FILE, int (*)(std::FILE*)> file{nullptr, &std::fclose};
    const auto sink = [&](std::string_view text) -> Result<void> {
        if (!to_file) return write_or_fail(stdout, "standard output", text);
        if (!file) file.reset(std::fopen(options.out.c_str(), "wbx"));
        if (!file)
            return tl::unexpected(Error{ErrorCode::io, "the file cannot be made", options.out,
                                        "name a new file in a folder that you may write to"});
        return write_or_fail(file.get(), options.out, text);
    };
    auto end = written(options, sink);
    const bool made = static_cast<bool>(file);
    const bool closed = made ? std::fclose(file.release()) == 0 : std::fflush(stdout) == 0;
    if (end && !closed)
        end = tl::unexpected(
            Errors{Error{ErrorCode::io, "the export cannot be written",
                         to_file ? options.out : "standard output", "is there room on the disk?"}});
    if (!end) {
        if (made) std::remove(options.out.c_str());
        return report_errors(end.error(), output);
    }
    if (to_file && !output.quiet)
        print(output.json
                  ? Json{{"records", end->sequence}, {"hash", hex_of(end->hash)}}.dump(2) + "\n"
                  : fmt::format("{} record{} exported to {}\n", grouped(end->sequence),
                                end->sequence == 1 ? "" : "s", options.out));
    return done;
}

}  // namespace aliquot::cli
