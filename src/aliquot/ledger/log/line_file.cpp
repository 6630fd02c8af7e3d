// Lines out of blocks of a file, and the order in which they may stand.
#include "aliquot/ledger/log/line_file.hpp"

#include <cstdio>
#include <memory>
#include <vector>

#include <fmt/core.h>

namespace aliquot::ledger {

namespace {

// A body at its longest, every byte of it written as an escape of six, and the rest.
constexpr std::size_t most_line = 6 * most_body + 65'536;

class LogReader {
public:
    LogReader(const std::string& name, const LineVisitor& visit) : name_{name}, visit_{visit} {}

    Result<void> line(std::string_view text) {
        ++number_;
        auto parsed = parse_line(text);
        if (!parsed) {
            const Error& error = parsed.error();
            return wrong(error.what, error.hint, ", " + error.where);
        }
        const bool start = std::holds_alternative<LogStart>(*parsed);
        if (ended_) return wrong("a line stands after the last", "export the log again");
        if (start != (number_ == 1))
            return wrong(
                start ? "the log starts a second time" : "the first line must name the log",
                "export the log again");
        if (start && !is_log_id(std::get<LogStart>(*parsed).log_id))
            return wrong("the log has no proper id", "export the log again");
        ended_ = std::holds_alternative<LogEnd>(*parsed);
        visit_(*parsed);
        return {};
    }
    Result<void> finish() {
        if (ended_) return {};
        ++number_;
        return wrong("the file ends without the line that says where the log ended",
                     "the file was cut off: export the log again");
    }
    Result<void> too_long() {
        ++number_;
        return wrong(fmt::format("the line is longer than {} bytes", most_line),
                     "no record is so long");
    }

private:
    [[nodiscard]] Result<void> wrong(std::string what, std::string hint,
                                     const std::string& column = "") const {
        return tl::unexpected(Error{ErrorCode::wrong_input, std::move(what),
                                    fmt::format("{} line {}{}", name_, number_, column),
                                    std::move(hint)});
    }

    const std::string& name_;
    const LineVisitor& visit_;
    std::int64_t number_ = 0;
    bool ended_ = false;
};

}  // namespace

Result<void> read_log_file(const std::string& file, const LineVisitor& visit) {
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> in{std::fopen(file.c_str(), "rb"),
                                                             &std::fclose};
    if (!in)
        return tl::unexpected(
            Error{ErrorCode::not_found, "the file cannot be read", file, "name an exported log"});
    LogReader reader{file, visit};
    std::vector<char> block(1U << 18U);
    std::string begun;  // of a line that started in an earlier block
    while (const std::size_t size = std::fread(block.data(), 1, block.size(), in.get())) {
        std::string_view rest{block.data(), size};
        for (std::size_t end = 0; (end = rest.find('\n')) != rest.npos;) {
            begun += rest.substr(0, end);
            if (auto done = reader.line(begun); !done) return done;
            begun.clear();
            rest.remove_prefix(end + 1);
        }
        begun += rest;
        if (begun.size() > most_line) return reader.too_long();
    }
    if (std::ferror(in.get()) != 0)
        return tl::unexpected(Error{ErrorCode::io, "the file cannot be read to its end", file, ""});
    if (!begun.empty())
        if (auto done = reader.line(begun); !done) return done;
    return reader.finish();
}

Result<void> read_log_text(const std::string& name, std::string_view text,
                           const LineVisitor& visit) {
    LogReader reader{name, visit};
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        if (auto done = reader.line(text.substr(0, end)); !done) return done;
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return reader.finish();
}

}  // namespace aliquot::ledger
