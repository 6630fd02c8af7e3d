// The settings of a scenario as a tree of values: the only file that knows the TOML library.
#include "aliquot/io/toml_document.hpp"

#include <algorithm>

#include <fmt/core.h>
#include <toml++/toml.h>

#include "aliquot/io/cells.hpp"

namespace aliquot::reading {

namespace {

constexpr std::size_t largest_settings = std::size_t{1} << 20U;  // 1 MiB

// The parser and its tree recurse into every nested table; a key of a hundred thousand parts
// would exhaust the stack. Returns the first line with too many dots or brackets, or 0.
std::uint64_t overnested_line(std::string_view text) {
    constexpr int most = 40;
    std::uint64_t line = 1;
    int depth = 0;
    bool comment = false;
    char quote = 0;
    for (const char c : text) {
        if (c == '\n') {
            ++line;
            depth = 0;
            comment = false;
            quote = 0;
        } else if (comment) {
            continue;
        } else if (quote != 0) {
            if (c == quote) quote = 0;
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else if (c == '#') {
            comment = true;
        } else if ((c == '.' || c == '[' || c == '{') && ++depth > most) {
            return line;
        }
    }
    return 0;
}

Setting converted(const toml::node& node);

Setting converted_date(const toml::date& date) {
    Setting setting;
    const auto parsed =
        parse_date(fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day));
    if (parsed) {
        setting.value = *parsed;
    } else {
        setting.value = Setting::Other{"a day before 1900 or after 2199"};
    }
    return setting;
}

Setting converted_value(const toml::node& node) {
    Setting setting;
    if (const auto* table = node.as_table()) {
        Setting::Table entries;
        for (const auto& [key, value] : *table) {
            Setting entry = converted(value);
            // A table's own place is that of its braces; the key says more.
            entry.line = key.source().begin.line;
            entry.column = key.source().begin.column;
            entries.emplace(std::string{key.str()}, std::move(entry));
        }
        setting.value = std::move(entries);
    } else if (const auto* list = node.as_array()) {
        Setting::List entries;
        for (const auto& value : *list) entries.push_back(converted(value));
        setting.value = std::move(entries);
    } else if (const auto* flag = node.as_boolean()) {
        setting.value = flag->get();
    } else if (const auto* whole = node.as_integer()) {
        setting.value = whole->get();
    } else if (const auto* decimal = node.as_floating_point()) {
        setting.value = decimal->get();
    } else if (const auto* text = node.as_string()) {
        setting.value = text->get();
    } else if (const auto* date = node.as_date()) {
        setting = converted_date(date->get());
    } else {
        setting.value = Setting::Other{node.is_time() ? "a time of day" : "a date with a time"};
    }
    return setting;
}

Setting converted(const toml::node& node) {
    Setting setting = converted_value(node);
    setting.line = node.source().begin.line;
    setting.column = node.source().begin.column;
    return setting;
}

void mark(Setting& setting, const std::string& text) {
    setting.override_text = text;
    if (auto* table = std::get_if<Setting::Table>(&setting.value))
        for (auto& [key, entry] : *table) mark(entry, text);
    if (auto* list = std::get_if<Setting::List>(&setting.value))
        for (Setting& entry : *list) mark(entry, text);
}

void put_over(Setting& base, Setting&& over) {
    auto* under = std::get_if<Setting::Table>(&base.value);
    auto* entries = std::get_if<Setting::Table>(&over.value);
    if (under == nullptr || entries == nullptr) {
        base = std::move(over);
        return;
    }
    for (auto& [key, entry] : *entries) {
        if (const auto old = under->find(key); old != under->end()) {
            put_over(old->second, std::move(entry));
        } else {
            under->emplace(key, std::move(entry));
        }
    }
}

bool one_key_each(const Setting& setting, std::size_t depth) {
    const auto* table = std::get_if<Setting::Table>(&setting.value);
    if (table == nullptr) return depth > 0;
    return depth > 0 || table->size() == 1;
}

}  // namespace

std::string_view Setting::kind() const {
    struct Name {
        std::string_view operator()(const Table&) const { return "a table"; }
        std::string_view operator()(const List&) const { return "a list"; }
        std::string_view operator()(bool) const { return "true or false"; }
        std::string_view operator()(std::int64_t) const { return "a whole number"; }
        std::string_view operator()(double) const { return "a decimal number"; }
        std::string_view operator()(const std::string&) const { return "a string"; }
        std::string_view operator()(Date) const { return "a date"; }
        std::string_view operator()(const Other& other) const { return other.name; }
    };
    return std::visit(Name{}, value);
}

std::string override_place(std::string_view text) {
    return fmt::format("override `{}`", printable(text));
}

Result<Setting> parse_toml(std::string_view text, std::string_view file) {
    const auto refuse = [&](std::string what, std::uint64_t line, std::string hint) {
        std::string where{file};
        if (line > 0) where += fmt::format(" line {}", line);
        return tl::make_unexpected(
            Error{ErrorCode::wrong_input, std::move(what), std::move(where), std::move(hint)});
    };
    if (text.size() > largest_settings)
        return refuse("the file is larger than 1 MiB", 0, "settings take a few lines");
    if (const auto line = overnested_line(text))
        return refuse("too many nested keys or lists", line,
                      "no setting is nested more than twice");
    try {
        return converted(toml::parse(text, file));
    } catch (const toml::parse_error& error) {
        const auto& at = error.source().begin;
        return refuse(
            fmt::format("not TOML at column {}: {}", at.column, printable(error.description())),
            at.line, "");
    }
}

Result<void> apply_override(Setting& settings, std::string_view text) {
    const std::string where = override_place(text);
    const auto refuse = [&](std::string what, std::string hint) {
        return tl::make_unexpected(
            Error{ErrorCode::wrong_input, std::move(what), where, std::move(hint)});
    };
    if (text.find_first_of("\r\n") != std::string_view::npos ||
        text.find('=') == std::string_view::npos)
        return refuse("not one key and value", "write key.path=value, such as lots.respect=false");
    auto parsed = parse_toml(text, "");
    if (!parsed) {
        const std::size_t equals = text.find('=');
        const std::string_view value = text.substr(equals + 1);
        const bool word = std::all_of(value.begin(), value.end(), [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
        });
        if (word && !value.empty())
            return refuse(
                fmt::format("the value {} is not TOML", value),
                fmt::format("quote words: {}=\"{}\"", printable(text.substr(0, equals)), value));
        return refuse(parsed.error().what, "write key.path=value, such as lots.respect=false");
    }
    if (!one_key_each(*parsed, 0))
        return refuse("not one key and value", "write key.path=value, such as lots.respect=false");
    mark(*parsed, std::string{text});
    put_over(settings, std::move(*parsed));
    return {};
}

}  // namespace aliquot::reading
