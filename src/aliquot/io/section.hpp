// One table of scenario.toml: its settings are read by key, each with its type and range, and
// keys that nobody read are reported as unknown.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "aliquot/io/cells.hpp"
#include "aliquot/io/settings_reader.hpp"
#include "aliquot/io/toml_document.hpp"

namespace aliquot::reading {

class Section {
public:
    // `setting` may be null: the section is not given. `path` is empty at the top.
    Section(const Setting* setting, std::string path, Findings& findings);

    // Nothing, and no error, if the key is not given.
    [[nodiscard]] const Setting* find(std::string_view key);
    [[nodiscard]] Section section(std::string_view key);
    [[nodiscard]] std::optional<bool> flag(std::string_view key);
    [[nodiscard]] std::optional<std::int64_t> whole(std::string_view key, const WholeRange& range);
    [[nodiscard]] std::optional<Share> share(std::string_view key, Share most);
    [[nodiscard]] std::optional<std::string> text(std::string_view key);
    [[nodiscard]] std::optional<Date> date(std::string_view key);
    [[nodiscard]] std::optional<std::size_t> one_of(std::string_view key,
                                                    std::span<const std::string_view> words,
                                                    std::string_view noun = "");
    [[nodiscard]] std::vector<Mention> texts(std::string_view key);

    [[nodiscard]] std::optional<Date> date_of(const Setting& setting, std::string_view key);
    [[nodiscard]] std::optional<Share> share_of(const Setting& setting, std::string_view key,
                                                Share most);

    void missing(std::string_view key, std::string hint);
    void wrong(const Setting& setting, std::string_view key, std::string what, std::string hint);
    void wrong_word(const Setting& setting, std::string_view key, std::string_view noun,
                    std::string_view word, std::span<const std::string_view> words);
    [[nodiscard]] Mention mention(const Setting& setting, std::string_view key,
                                  std::string id) const;

    // Reports the keys that were not asked for. Call it last.
    void finish();

private:
    void wrong_kind(const Setting& setting, std::string_view key, std::string_view expected);
    [[nodiscard]] std::string path_of(std::string_view key) const;

    const Setting* setting_;
    const Setting::Table* entries_ = nullptr;
    std::string path_;
    Findings& findings_;
    std::vector<std::string> asked_;
};

}  // namespace aliquot::reading
