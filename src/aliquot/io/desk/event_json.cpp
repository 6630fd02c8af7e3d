// One visitor writes the members that fields.hpp names, another reads them.
#include "aliquot/io/desk/event_json.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "aliquot/io/desk/fields.hpp"
#include "aliquot/io/desk/kinds.hpp"
#include "aliquot/io/json_part.hpp"

namespace aliquot {

namespace {

using Json = nlohmann::json;  // members sorted

class Writer {
public:
    explicit Writer(const Scenario* world) : world_{world} {}

    void operator()(const char* name, const std::string& text) {
        if (!text.empty()) json_[name] = text;
    }
    void operator()(const char* name, std::int64_t number) { json_[name] = number; }
    void operator()(const char* name, int number) { json_[name] = number; }
    void operator()(const char* name, bool flag) {
        if (flag) json_[name] = true;
    }
    void operator()(const char* name, Date date) { json_[name] = format_date(date); }
    void operator()(const char* name, Doses doses) { json_[name] = doses.value(); }
    void operator()(const char* name, ParticipantIndex i) { json_[name] = world_->at(i).id; }
    void operator()(const char* name, ProductIndex i) { json_[name] = world_->at(i).id; }
    void operator()(const char* name, SupplyIndex i) { json_[name] = world_->at(i).id; }
    template <class T>
    void operator()(const char* name, const std::optional<T>& value) {
        if (value) (*this)(name, *value);
    }
    template <class Enum, std::size_t count>
    void operator()(const char* name, Enum value,
                    const std::array<std::string_view, count>& names) {
        json_[name] = names.at(static_cast<std::size_t>(value));
    }
    template <class T>
    void operator()(const char* name, const std::vector<T>& list) {
        if (list.empty()) return;
        Json& rows = json_[name] = Json::array();
        for (const T& each : list) rows.push_back(row(each));
    }

    [[nodiscard]] Json take() && { return std::move(json_); }

private:
    Json row(const std::string& text) { return text; }
    Json row(ParticipantIndex i) { return world_->at(i).id; }
    Json row(const std::pair<std::string, std::string>& pair) {
        return Json::array({pair.first, pair.second});
    }
    Json row(const ProposalMade::Award& award) {
        Writer part{world_};
        desk::fields(part, award);
        return std::move(part).take();
    }

    const Scenario* world_;
    Json json_ = Json::object();
};

// Stops at the first member that cannot be as it is.
class Reader {
public:
    Reader(const Scenario* world, const Json& json, std::string where)
        : world_{world}, json_{json}, where_{std::move(where)} {}

    void operator()(const char* name, std::string& text) {
        const Json* value = member(name, false);
        if (value == nullptr) return;
        if (value->is_string())
            text = value->get<std::string>();
        else
            fail(name, "is no text");
    }
    void operator()(const char* name, std::int64_t& number) { whole(name, number, true); }
    void operator()(const char* name, int& number) {
        std::int64_t wide = 0;
        whole(name, wide, true);
        if (!std::in_range<int>(wide)) return fail(name, "is too large");
        number = static_cast<int>(wide);
    }
    void operator()(const char* name, bool& flag) {
        const Json* value = member(name, false);
        if (value == nullptr) return;
        if (!value->is_boolean()) return fail(name, "is neither true nor false");
        flag = value->get<bool>();
    }
    void operator()(const char* name, Date& date) {
        std::string text;
        (*this)(name, text);
        const auto parsed = parse_date(text);
        if (!parsed) return fail(name, "is no date as 2021-02-24");
        date = *parsed;
    }
    void operator()(const char* name, Doses& doses) {
        std::int64_t number = 0;
        whole(name, number, true);
        if (number < 0) return fail(name, "is below zero");
        doses = Doses{number};
    }
    void operator()(const char* name, ParticipantIndex& i) {
        i.value = by_id(name, world_->participants, "participant");
    }
    void operator()(const char* name, ProductIndex& i) {
        i.value = by_id(name, world_->products, "product");
    }
    void operator()(const char* name, SupplyIndex& i) {
        i.value = by_id(name, world_->supply, "supply line");
    }
    template <class T>
    void operator()(const char* name, std::optional<T>& value) {
        if (member(name, false) == nullptr) return;
        T read{};
        (*this)(name, read);
        value = read;
    }
    template <class Enum, std::size_t count>
    void operator()(const char* name, Enum& value,
                    const std::array<std::string_view, count>& names) {
        std::string text;
        (*this)(name, text);
        const auto* found = std::ranges::find(names, text);
        if (found == names.end())
            return fail(name, fmt::format("is none of {}", fmt::join(names, ", ")));
        value = static_cast<Enum>(found - names.begin());
    }
    template <class T>
    void operator()(const char* name, std::vector<T>& list) {
        const Json* rows = member(name, false);
        if (rows == nullptr) return;
        if (!rows->is_array()) return fail(name, "is no list");
        for (const Json& each : *rows) {
            list.emplace_back();
            row(name, each, list.back());
        }
    }

    [[nodiscard]] const std::optional<Error>& error() const { return error_; }
    // Members that nobody asked for.
    void nothing_else() {
        for (const auto& [name, value] : json_.items())
            if (!asked_.contains(name)) fail(name.c_str(), "is not known");
    }

private:
    const Json* member(const char* name, bool needed) {
        asked_.insert(name);
        const auto found = json_.find(name);
        if (found != json_.end()) return &*found;
        if (needed) fail(name, "is missing");
        return nullptr;
    }
    void whole(const char* name, std::int64_t& number, bool needed) {
        const Json* value = member(name, needed);
        if (value == nullptr) return;
        if (!value->is_number_integer() ||
            (value->is_number_unsigned() &&
             !std::in_range<std::int64_t>(value->get<std::uint64_t>())))
            return fail(name, "is no whole number");
        number = value->get<std::int64_t>();
    }
    void fail(const char* name, const std::string& what) {
        if (!error_)
            error_ =
                Error{ErrorCode::wrong_input, fmt::format("\"{}\" {}", name, what), where_, ""};
    }
    template <class Records>
    std::size_t by_id(const char* name, const Records& records, std::string_view noun) {
        std::string id;
        (*this)(name, id);
        for (std::size_t k = 0; k < records.size(); ++k)
            if (records[k].id == id) return k;
        fail(name, fmt::format("names no {}", noun));
        return 0;
    }
    void row(const char* name, const Json& value, std::string& text) {
        if (!value.is_string()) return fail(name, "holds something that is no text");
        text = value.get<std::string>();
    }
    void row(const char* name, const Json& value, ParticipantIndex& i) {
        if (!value.is_string()) return fail(name, "holds something that is no id");
        const auto& all = world_->participants;
        const auto found = std::ranges::find(all, value.get<std::string>(), &Participant::id);
        if (found == all.end()) return fail(name, "names no participant");
        i.value = static_cast<std::size_t>(found - all.begin());
    }
    void row(const char* name, const Json& value, std::pair<std::string, std::string>& pair) {
        if (!value.is_array() || value.size() != 2 || !value[0].is_string() ||
            !value[1].is_string())
            return fail(name, "holds something that is no pair of texts");
        pair = {value[0].get<std::string>(), value[1].get<std::string>()};
    }
    void row(const char* name, const Json& value, ProposalMade::Award& award) {
        if (!value.is_object()) return fail(name, "holds something that is no award");
        Reader part{world_, value, where_};
        desk::fields(part, award);
        part.nothing_else();
        if (part.error() && !error_) error_ = part.error();
    }

    const Scenario* world_;
    const Json& json_;
    std::string where_;
    std::set<std::string, std::less<>> asked_;
    std::optional<Error> error_;
};

template <class Record>
std::string written(const Scenario* world, const Record& record) {
    Writer writer{world};
    desk::fields(writer, record);
    return std::move(writer).take().dump(-1, ' ', false, Json::error_handler_t::replace);
}

// The text as JSON. What is written as we write it holds no member twice, which is dear to look
// for.
Json parsed(std::string_view text, reading::Problems& problems) {
    constexpr std::size_t most_looked_at = 4096;  // so that nothing is nested deeper than that
    if (text.size() <= most_looked_at) {
        Json json = Json::parse(text, nullptr, false);
        if (!json.is_discarded() &&
            json.dump(-1, ' ', false, Json::error_handler_t::replace) == text)
            return json;
    }
    return reading::parse_json(text, problems);
}

template <class Variant>
Result<Variant> read_record(const Scenario* world, std::string_view kind, std::string_view text,
                            const std::string& where) {
    reading::Problems problems{where};
    const Json json = parsed(text, problems);
    if (!problems.errors().empty()) return tl::unexpected(problems.errors().front());
    if (!json.is_object())
        return tl::unexpected(Error{ErrorCode::wrong_input, "is no JSON object", where, ""});
    Reader reader{world, json, where};
    auto found = desk::of_kind<Variant>(kind, [&](auto& record) { desk::fields(reader, record); });
    if (!found)
        return tl::unexpected(Error{ErrorCode::wrong_input,
                                    fmt::format("\"{}\" is no known kind", kind), where,
                                    "a later version of this program may know it"});
    reader.nothing_else();
    if (reader.error()) return tl::unexpected(*reader.error());
    return *std::move(found);
}

// What to do with the one fact within an event.
template <class Do>
decltype(auto) in_event(const Event& event, Do&& act) {
    return std::visit([&](const auto& group) { return std::visit(act, group); }, event);
}

}  // namespace

std::string_view kind_of(const Event& event) {
    return in_event(event, [](const auto& fact) { return std::decay_t<decltype(fact)>::kind; });
}

Date date_of(const Event& event) {
    return in_event(event, [](const auto& fact) {
        if constexpr (requires { fact.date; })
            return fact.date;
        else
            return fact.grant.from;
    });
}

std::string event_json(const Scenario& world, const Event& event) {
    return in_event(event, [&](const auto& fact) { return written(&world, fact); });
}

Result<Event> read_event(const Scenario& world, std::string_view kind, std::string_view json,
                         const std::string& where) {
    return read_record<Event>(&world, kind, json, where);
}

std::string command_json(const Command& command) {
    return std::visit([](const auto& each) { return written(nullptr, each); }, command);
}

Result<Command> read_command(std::string_view kind, std::string_view json,
                             const std::string& where) {
    return read_record<Command>(nullptr, kind, json, where);
}

}  // namespace aliquot
