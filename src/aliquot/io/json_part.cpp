// Members of JSON objects, each looked at once, with words for whoever wrote the file.
#include "aliquot/io/json_part.hpp"

#include <algorithm>
#include <limits>
#include <set>

#include <fmt/format.h>

#include "aliquot/core/text.hpp"
#include "aliquot/io/cells.hpp"

namespace aliquot::reading {

namespace {

constexpr std::size_t most_errors = 100;
constexpr int deepest = 8;

}  // namespace

void Problems::add(std::string what, std::string_view where, std::string hint) {
    if (errors_.size() < most_errors)
        errors_.push_back({ErrorCode::wrong_input, std::move(what),
                           where.empty() ? file_ : fmt::format("{}, {}", file_, where),
                           std::move(hint)});
}

std::string shown(const Json& json) {
    return printable(json.dump(-1, ' ', true, Json::error_handler_t::replace)).substr(0, 60);
}

JsonPart::JsonPart(const Json& json, std::string where, Problems& problems,
                   std::initializer_list<const char*> members)
    : json_{json}, where_{std::move(where)}, problems_{problems} {
    if (!json.is_object()) {
        fail("it is not an object", "write {\"id\": ..., ...}");
        return;
    }
    if (const Json* id = find("id"); id && id->is_string())
        where_ += fmt::format(" ({})", printable(id->get_ref<const std::string&>()));
    const std::vector<std::string> known{members.begin(), members.end()};
    for (const auto& [name, value] : json.items()) {
        if (std::ranges::find(known, name) != known.end()) continue;
        const std::string nearest = nearest_word(name, known);
        fail(fmt::format("it has no member \"{}\"", printable(name)),
             nearest.empty() ? fmt::format("its members are {}", fmt::join(known, ", "))
                             : fmt::format("did you mean \"{}\"?", nearest));
    }
}

void JsonPart::fail(std::string what, std::string hint) {
    problems_.add(std::move(what), where_, std::move(hint));
}

const Json* JsonPart::find(const char* name) const {
    if (!json_.is_object()) return nullptr;
    const auto found = json_.find(name);
    return found == json_.end() ? nullptr : &*found;
}

const Json* JsonPart::need(const char* name) {
    const Json* found = find(name);
    if (!found && json_.is_object()) fail(fmt::format("\"{}\" is missing", name), "add it");
    return found;
}

std::string JsonPart::text(const char* name) {
    const Json* found = need(name);
    if (!found) return {};
    if (found->is_string() && !found->get_ref<const std::string&>().empty())
        return found->get<std::string>();
    fail(fmt::format("\"{}\" is {}", name, shown(*found)), "give it a text");
    return {};
}

// A whole number; `absent` if it is not there and need not be.
std::int64_t JsonPart::whole(const char* name, std::int64_t least,
                             std::optional<std::int64_t> absent) {
    const Json* found = absent ? find(name) : need(name);
    return found ? number(*found, name, least) : absent.value_or(least);
}

std::int64_t JsonPart::number(const Json& value, std::string_view name, std::int64_t least) {
    const bool fits =
        value.is_number_integer() &&
        (!value.is_number_unsigned() ||
         value.get<std::uint64_t>() <= std::uint64_t{std::numeric_limits<std::int64_t>::max()});
    if (fits && value.get<std::int64_t>() >= least) return value.get<std::int64_t>();
    fail(fmt::format("\"{}\" is {}", name, shown(value)),
         least == 0 ? "give a whole number, 0 or more, below 2^63"
                    : "give a whole number between -2^63 and 2^63");
    return std::max<std::int64_t>(least, 0);
}

const Json& JsonPart::list(const char* name, bool needed) {
    static const Json nothing = Json::array();
    const Json* found = needed ? need(name) : find(name);
    if (!found) return nothing;
    if (found->is_array()) return *found;
    fail(fmt::format("\"{}\" is {}", name, shown(*found)), "give a list");
    return nothing;
}

std::optional<std::uint32_t> JsonPart::known(const Json& value, std::string_view noun,
                                             const Places& names) {
    if (value.is_string()) {
        const auto found = names.find(value.get_ref<const std::string&>());
        if (found != names.end()) return found->second;
    }
    std::vector<std::string> words;
    for (const auto& [word, place] : names) words.push_back(word);
    const std::string nearest =
        value.is_string() ? nearest_word(value.get_ref<const std::string&>(), words) : "";
    fail(fmt::format("there is no {} {}", noun, shown(value)),
         nearest.empty() ? fmt::format("name one of the {}s by its id", noun)
                         : fmt::format("did you mean \"{}\"?", printable(nearest)));
    return std::nullopt;
}

// ["OPEN", 50]: a known name with a number.
std::optional<std::pair<std::uint32_t, std::int64_t>> JsonPart::named_number(const Json& value,
                                                                             const char* member,
                                                                             std::string_view noun,
                                                                             const Places& names,
                                                                             std::int64_t least) {
    if (!value.is_array() || value.size() != 2) {
        fail(fmt::format("\"{}\" holds {}", member, shown(value)),
             fmt::format("give pairs of a {} and a number, as [\"{}\", 5]", noun,
                         names.empty() ? "ID" : printable(names.begin()->first)));
        return std::nullopt;
    }
    const auto place = known(value[0], noun, names);
    if (!place) return std::nullopt;
    return std::pair{*place, number(value[1], member, least)};
}

// The part's own id, entered among those of its kind.
std::string JsonPart::id(std::string_view noun, Places& names) {
    std::string id = text("id");
    if (id.empty()) return id;
    const auto place = static_cast<std::uint32_t>(names.size());
    if (!names.emplace(id, place).second)
        fail(fmt::format("another {} has the same id", noun),
             fmt::format("give every {} an id of its own", noun));
    return id;
}

Json parse_json(std::string_view bytes, Problems& problems) {
    std::vector<std::set<std::string>> members;
    bool too_deep = false;
    const auto look = [&](int depth, Json::parse_event_t event, Json& value) {
        if (event == Json::parse_event_t::object_start) members.emplace_back();
        if (event == Json::parse_event_t::object_end) members.pop_back();
        if (event == Json::parse_event_t::key &&
            !members.back().insert(value.get<std::string>()).second)
            problems.add(fmt::format("a member {} occurs twice in one object", shown(value)), "",
                         "keep one of the two");
        too_deep = too_deep || depth > deepest;
        return depth <= deepest;
    };
    try {
        Json json = Json::parse(bytes, look);
        if (!too_deep) return json;
        problems.add("lists or objects are too deep in one another", "",
                     "give a file as its format says");
    } catch (const Json::exception& error) {
        problems.add(fmt::format("it is no JSON: {}", printable(error.what())), "",
                     "give a file as its format says");
    }
    return {};
}

}  // namespace aliquot::reading
