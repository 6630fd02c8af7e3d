// One object of a JSON file at a time: its members by name and kind, every complaint with its
// place.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <nlohmann/json.hpp>

#include "aliquot/core/result.hpp"

namespace aliquot::reading {

using Json = nlohmann::json;
using Places = std::map<std::string, std::uint32_t, std::less<>>;  // ids, in the order of the file

// What is wrong with a file; the first hundred are kept.
class Problems {
public:
    explicit Problems(std::string_view file) : file_{file} {}

    void add(std::string what, std::string_view where, std::string hint);
    [[nodiscard]] const Errors& errors() const { return errors_; }

private:
    std::string file_;
    Errors errors_;
};

// The value as JSON, printable and shortened.
[[nodiscard]] std::string shown(const Json& json);

// Complains about what is no object, about members that are not known, and about what its
// questions do not find; these then answer something harmless.
class JsonPart {
public:
    JsonPart(const Json& json, std::string where, Problems& problems,
             std::initializer_list<const char*> members);

    void fail(std::string what, std::string hint);

    [[nodiscard]] const Json* find(const char* name) const;  // or none
    const Json* need(const char* name);
    std::string text(const char* name);  // not empty
    // A whole number; `absent` if it is not there and need not be.
    std::int64_t whole(const char* name, std::int64_t least,
                       std::optional<std::int64_t> absent = std::nullopt);
    std::int64_t number(const Json& value, std::string_view name, std::int64_t least);
    const Json& list(const char* name, bool needed);
    std::optional<std::uint32_t> known(const Json& value, std::string_view noun,
                                       const Places& names);
    // A known name with a number, as ["OPEN", 50].
    std::optional<std::pair<std::uint32_t, std::int64_t>> named_number(const Json& value,
                                                                       const char* member,
                                                                       std::string_view noun,
                                                                       const Places& names,
                                                                       std::int64_t least);
    // The part's own id, entered among those of its kind.
    std::string id(std::string_view noun, Places& names);

private:
    const Json& json_;
    std::string where_;
    Problems& problems_;
};

// The file as JSON. Errors: no JSON; a member twice in one object, which would be read as one of
// the two; lists or objects more than eight deep.
[[nodiscard]] Json parse_json(std::string_view bytes, Problems& problems);

}  // namespace aliquot::reading
