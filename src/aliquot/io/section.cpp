// One table of scenario.toml: its settings are read by key, each with its type and range.
#include "aliquot/io/section.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/core.h>
#include <fmt/ranges.h>

#include "aliquot/io/scenario_files.hpp"
#include "aliquot/io/table.hpp"

namespace aliquot::reading {

namespace {

constexpr const char* settings_file = "scenario.toml";

}  // namespace

Section::Section(const Setting* setting, std::string path, Findings& findings)
    : path_{std::move(path)}, findings_{findings} {
    if (setting == nullptr) return;
    entries_ = std::get_if<Setting::Table>(&setting->value);
}

std::string Section::path_of(std::string_view key) const {
    if (key.empty()) return path_;
    const std::string shown_key = printable(key);
    return path_.empty() ? shown_key : fmt::format("{}.{}", path_, shown_key);
}

Mention Section::mention(const Setting& setting, std::string_view key, std::string id) const {
    Mention made;
    made.id = std::move(id);
    made.order = {settings_file, {setting.line, setting.line}, setting.column, ""};
    made.where = setting.override_text.empty()
                     ? fmt::format("{} line {}, {}", settings_file, setting.line, path_of(key))
                     : override_place(setting.override_text);
    return made;
}

void Section::wrong(const Setting& setting, std::string_view key, std::string what,
                    std::string hint) {
    const Mention at = mention(setting, key, "");
    findings_.add(at.order, {ErrorCode::wrong_input, std::move(what), at.where, std::move(hint)});
}

void Section::missing(std::string_view key, std::string hint) {
    findings_.add(Spot{settings_file, {}, 0, ""},
                  {ErrorCode::wrong_input, fmt::format("{} is missing", path_of(key)),
                   settings_file, std::move(hint)});
}

void Section::wrong_kind(const Setting& setting, std::string_view key, std::string_view expected) {
    wrong(setting, key, fmt::format("expected {}, found {}", expected, setting.kind()), "");
}

const Setting* Section::find(std::string_view key) {
    if (std::find(asked_.begin(), asked_.end(), key) == asked_.end()) asked_.emplace_back(key);
    if (entries_ == nullptr) return nullptr;
    const auto found = entries_->find(key);
    return found == entries_->end() ? nullptr : &found->second;
}

Section Section::section(std::string_view key) {
    const Setting* inner = find(key);
    if (inner != nullptr && !std::holds_alternative<Setting::Table>(inner->value)) {
        wrong_kind(*inner, key, fmt::format("a section [{}]", path_of(key)));
        inner = nullptr;
    }
    return Section{inner, path_of(key), findings_};
}

std::optional<bool> Section::flag(std::string_view key) {
    const Setting* setting = find(key);
    if (setting == nullptr) return std::nullopt;
    if (const bool* value = std::get_if<bool>(&setting->value)) return *value;
    wrong_kind(*setting, key, "true or false");
    return std::nullopt;
}

std::optional<std::int64_t> Section::whole(std::string_view key, const WholeRange& range) {
    const Setting* setting = find(key);
    if (setting == nullptr) return std::nullopt;
    if (const auto* value = std::get_if<std::int64_t>(&setting->value)) {
        const auto number = in_range(*value, range);
        if (number) return *number;
        wrong(*setting, key, number.error().what, number.error().hint);
    } else {
        wrong_kind(*setting, key,
                   range.unit.empty() ? std::string{"a whole number"}
                                      : fmt::format("a whole number of {}", range.unit));
    }
    return std::nullopt;
}

std::optional<Share> Section::share_of(const Setting& setting, std::string_view key, Share most) {
    double value = 0;
    if (const auto* whole = std::get_if<std::int64_t>(&setting.value)) {
        value = static_cast<double>(*whole);
    } else if (const auto* decimal = std::get_if<double>(&setting.value)) {
        value = *decimal;
    } else {
        wrong_kind(setting, key, "a number");
        return std::nullopt;
    }
    const std::string range = fmt::format("give a number from 0 to {}", most.text());
    const auto share = Share::from_double(value);
    if (!share || *share > most) {
        wrong(setting, key,
              fmt::format("{} is {}", value,
                          std::isnan(value) ? "not a number"
                          : value < 0       ? "negative"
                                            : "too large"),
              range);
        return std::nullopt;
    }
    // A decimal of nine places has one nearest double; any other double had more places.
    if (static_cast<double>(share->in_billionths()) / static_cast<double>(Share::one) != value) {
        wrong(setting, key, fmt::format("{} has more than nine decimals", value),
              "round it to nine");
        return std::nullopt;
    }
    return share;
}

std::optional<Share> Section::share(std::string_view key, Share most) {
    const Setting* setting = find(key);
    return setting == nullptr ? std::nullopt : share_of(*setting, key, most);
}

std::optional<std::string> Section::text(std::string_view key) {
    const Setting* setting = find(key);
    if (setting == nullptr) return std::nullopt;
    if (const auto* value = std::get_if<std::string>(&setting->value)) {
        if (printable(*value) == *value) return *value;
        wrong(*setting, key, shown(*value) + " holds a line break or a control character",
              "write it on one line");
    } else {
        wrong_kind(*setting, key, "a string");
    }
    return std::nullopt;
}

std::optional<Date> Section::date_of(const Setting& setting, std::string_view key) {
    if (const Date* value = std::get_if<Date>(&setting.value)) return *value;
    if (const auto* text = std::get_if<std::string>(&setting.value)) {
        const auto date = calendar_date(*text);
        if (date) return *date;
        wrong(setting, key, date.error().what, date.error().hint);
        return std::nullopt;
    }
    wrong_kind(setting, key, "a date such as 2021-03-01");
    return std::nullopt;
}

std::optional<Date> Section::date(std::string_view key) {
    const Setting* setting = find(key);
    return setting == nullptr ? std::nullopt : date_of(*setting, key);
}

void Section::wrong_word(const Setting& setting, std::string_view key, std::string_view noun,
                         std::string_view word, std::span<const std::string_view> words) {
    const std::vector<std::string> known(words.begin(), words.end());
    wrong(setting, key, fmt::format("unknown {} {}", noun, shown(word)),
          did_you_mean(word, known, fmt::format("it is one of: {}", fmt::join(words, ", "))));
}

std::optional<std::size_t> Section::one_of(std::string_view key,
                                           std::span<const std::string_view> words,
                                           std::string_view noun) {
    const Setting* setting = find(key);
    if (setting == nullptr) return std::nullopt;
    const auto* word = std::get_if<std::string>(&setting->value);
    if (word == nullptr) {
        wrong_kind(*setting, key, "a string");
        return std::nullopt;
    }
    const auto found = std::find(words.begin(), words.end(), *word);
    if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
    wrong_word(*setting, key, noun.empty() ? key : noun, *word, words);
    return std::nullopt;
}

std::vector<Mention> Section::texts(std::string_view key) {
    std::vector<Mention> made;
    const Setting* setting = find(key);
    if (setting == nullptr) return made;
    const auto* list = std::get_if<Setting::List>(&setting->value);
    if (list == nullptr) {
        wrong_kind(*setting, key, "a list of strings");
        return made;
    }
    for (const Setting& entry : *list) {
        if (const auto* text = std::get_if<std::string>(&entry.value)) {
            made.push_back(mention(entry, key, *text));
        } else {
            wrong_kind(entry, key, "a string");
        }
    }
    return made;
}

void Section::finish() {
    if (entries_ == nullptr) return;
    for (const auto& [key, entry] : *entries_) {
        if (std::find(asked_.begin(), asked_.end(), key) != asked_.end()) continue;
        const bool table = std::holds_alternative<Setting::Table>(entry.value);
        wrong(entry, key, fmt::format("unknown {} {}", table ? "section" : "key", shown(key)),
              did_you_mean(
                  key, asked_,
                  fmt::format("the keys {} are: {}",
                              path_.empty() ? "before the sections" : fmt::format("of [{}]", path_),
                              fmt::join(asked_, ", "))));
    }
}

}  // namespace aliquot::reading
