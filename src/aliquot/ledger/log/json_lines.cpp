// Each kind of line by its members.
#include "aliquot/ledger/log/json_lines.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/core.h>

#include "aliquot/ledger/log/json_object.hpp"

namespace aliquot::ledger {

namespace {

class LineWriter {
public:
    explicit LineWriter(std::string& text) : text_{&text} { text += '{'; }
    void put(std::string_view name, std::string_view value) {
        put_name(name);
        write_json_text(value, *text_);
    }
    void put(std::string_view name, std::int64_t value) {
        put_name(name);
        *text_ += std::to_string(value);
    }
    void put(std::string_view name, std::span<const std::uint8_t> value) {
        put_name(name);
        *text_ += '"' + hex_of(value) + '"';
    }
    void end() { *text_ += "}\n"; }

private:
    void put_name(std::string_view name) {
        if (!first_) *text_ += ',';
        first_ = false;
        *text_ += '"';
        *text_ += name;
        *text_ += "\":";
    }
    std::string* text_;
    bool first_ = true;
};

void write(const LogStart& start, LineWriter& out) {
    out.put("format", log_format);
    out.put("log", start.log_id);
}
void write(const Record& record, LineWriter& out) {
    out.put("sequence", record.sequence);
    out.put("command", record.command);
    out.put("request", record.request);
    out.put("part", record.part);
    out.put("parts", record.parts);
    out.put("kind", record.kind);
    out.put("who", record.who);
    out.put("happened", record.happened);
    out.put("recorded", record.recorded);
    out.put("body", record.body);
    out.put("previous", record.previous);
    out.put("hash", record.hash);
}
void write(const Checkpoint& checkpoint, LineWriter& out) {
    out.put("checkpoint", checkpoint.head.sequence);
    out.put("hash", checkpoint.head.hash);
    out.put("recorded", checkpoint.recorded);
    out.put("key", checkpoint.key);
    out.put("signature", checkpoint.signature);
}
void write(const LogEnd& end, LineWriter& out) {
    out.put("end", end.head.sequence);
    out.put("hash", end.head.hash);
}

// Takes members out of an object by name; the first fault stays.
class LineReader {
public:
    explicit LineReader(std::vector<JsonMember> members) : members_{std::move(members)} {}

    [[nodiscard]] bool sound() const { return fault_.empty(); }
    [[nodiscard]] bool has(std::string_view name) const { return find(name) != members_.end(); }

    void take(std::string_view name, std::string& value) {
        if (auto* text = member<std::string>(name, "text")) value = std::move(*text);
        drop(name);
    }
    void take(std::string_view name, std::int64_t& value) {
        if (const auto* number = member<std::int64_t>(name, "a whole number")) value = *number;
        drop(name);
    }
    void take(std::string_view name, std::span<std::uint8_t> value) {
        std::string digits;
        take(name, digits);
        if (fault_.empty() && !read_hex(digits, value))
            fault_ = fmt::format("\"{}\" must be {} hex digits", name, 2 * value.size());
    }
    template <class Line>
    Result<LogLine> finish(Line line) {
        if (fault_.empty() && !members_.empty())
            fault_ = fmt::format("no \"{}\" belongs here", members_.front().name);
        if (fault_.empty()) return LogLine{std::move(line)};
        return tl::unexpected(Error{ErrorCode::wrong_input, fault_, "column 1", ""});
    }

private:
    [[nodiscard]] std::vector<JsonMember>::const_iterator find(std::string_view name) const {
        return std::ranges::find(members_, name, &JsonMember::name);
    }
    template <class T>
    T* member(std::string_view name, std::string_view meant) {
        const auto found = std::ranges::find(members_, name, &JsonMember::name);
        T* value = found == members_.end() ? nullptr : std::get_if<T>(&found->value);
        if (value == nullptr && fault_.empty())
            fault_ = found == members_.end() ? fmt::format("\"{}\" is missing", name)
                                             : fmt::format("\"{}\" must be {}", name, meant);
        return value;
    }
    void drop(std::string_view name) {
        if (const auto found = find(name); found != members_.end()) members_.erase(found);
    }

    std::vector<JsonMember> members_;
    std::string fault_;
};

Result<LogLine> parse_start(LineReader in) {
    LogStart start;
    std::string format;
    in.take("format", format);
    in.take("log", start.log_id);
    if (in.sound() && format != log_format)
        return tl::unexpected(
            Error{ErrorCode::wrong_input,
                  fmt::format("the log is of format {}, this program reads {}", format, log_format),
                  "column 1", "read it with a program that knows this format"});
    return in.finish(std::move(start));
}
Result<LogLine> parse_record(LineReader in) {
    Record record;
    in.take("sequence", record.sequence);
    in.take("command", record.command);
    in.take("request", record.request);
    in.take("part", record.part);
    in.take("parts", record.parts);
    in.take("kind", record.kind);
    in.take("who", record.who);
    in.take("happened", record.happened);
    in.take("recorded", record.recorded);
    in.take("body", record.body);
    in.take("previous", record.previous);
    in.take("hash", record.hash);
    return in.finish(std::move(record));
}
Result<LogLine> parse_checkpoint(LineReader in) {
    Checkpoint checkpoint;
    in.take("checkpoint", checkpoint.head.sequence);
    in.take("hash", checkpoint.head.hash);
    in.take("recorded", checkpoint.recorded);
    in.take("key", checkpoint.key);
    in.take("signature", checkpoint.signature);
    return in.finish(checkpoint);
}
Result<LogLine> parse_end(LineReader in) {
    LogEnd end;
    in.take("end", end.head.sequence);
    in.take("hash", end.head.hash);
    return in.finish(end);
}

}  // namespace

void write_line(const LogLine& line, std::string& text) {
    LineWriter out{text};
    std::visit([&](const auto& kind) { write(kind, out); }, line);
    out.end();
}

Result<LogLine> parse_line(std::string_view line) {
    auto members = parse_object(line);
    if (!members) return tl::unexpected(members.error());
    LineReader in{*std::move(members)};
    if (in.has("format")) return parse_start(std::move(in));
    if (in.has("checkpoint")) return parse_checkpoint(std::move(in));
    if (in.has("end")) return parse_end(std::move(in));
    return parse_record(std::move(in));
}

}  // namespace aliquot::ledger
