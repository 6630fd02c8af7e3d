// Reads the members that fields.hpp names from a plain object, and gives up at whatever is not as
// it should be: the reader of event_json.cpp then says what is wrong.
#include <algorithm>
#include <utility>

#include "aliquot/io/desk/event_json.hpp"
#include "aliquot/io/desk/fields.hpp"
#include "aliquot/io/desk/kinds.hpp"
#include "aliquot/io/desk/plain_object.hpp"

namespace aliquot {

namespace {

using desk::PlainObject;

class PlainReader {
public:
    PlainReader(const Scenario* world, const PlainObject& object)
        : world_{world}, members_{object.members()} {}

    // Every member was asked for, and all that must be there was.
    [[nodiscard]] bool is_whole() const { return sound_ && found_ == members_.size(); }

    void operator()(std::string_view name, std::string& text) {
        if (const auto* member = find(name, PlainObject::Kind::text)) text = member->text;
    }
    void operator()(std::string_view name, std::int64_t& number) { whole(name, number); }
    void operator()(std::string_view name, int& number) {
        std::int64_t wide = 0;
        whole(name, wide);
        sound_ = sound_ && std::in_range<int>(wide);
        number = static_cast<int>(wide);
    }
    void operator()(std::string_view name, bool& flag) {
        if (const auto* member = find(name, PlainObject::Kind::flag)) flag = member->number == 1;
    }
    void operator()(std::string_view name, Date& date) {
        const auto parsed = parse_date(needed_text(name));
        sound_ = sound_ && parsed;
        if (parsed) date = *parsed;
    }
    void operator()(std::string_view name, Doses& doses) {
        std::int64_t number = 0;
        whole(name, number);
        sound_ = sound_ && number >= 0;
        if (sound_) doses = Doses{number};
    }
    void operator()(std::string_view name, ParticipantIndex& i) {
        i.value = by_id(name, world_->participants);
    }
    void operator()(std::string_view name, ProductIndex& i) {
        i.value = by_id(name, world_->products);
    }
    void operator()(std::string_view name, SupplyIndex& i) {
        i.value = by_id(name, world_->supply);
    }
    template <class T>
    void operator()(std::string_view name, std::optional<T>& value) {
        if (!has(name)) return;
        T read{};
        (*this)(name, read);
        value = read;
    }
    template <class Enum, std::size_t count>
    void operator()(std::string_view name, Enum& value,
                    const std::array<std::string_view, count>& names) {
        const auto* found = std::ranges::find(names, needed_text(name));
        sound_ = sound_ && found != names.end();
        if (sound_) value = static_cast<Enum>(found - names.begin());
    }
    template <class T>
    void operator()(std::string_view name, std::vector<T>& /*list*/) {
        if (has(name)) sound_ = false;
    }

private:
    [[nodiscard]] bool has(std::string_view name) const {
        return std::ranges::find(members_, name, &PlainObject::Member::name) != members_.end();
    }
    const PlainObject::Member* find(std::string_view name, PlainObject::Kind kind) {
        const auto found = std::ranges::find(members_, name, &PlainObject::Member::name);
        if (found == members_.end()) return nullptr;
        ++found_;
        sound_ = sound_ && found->kind == kind;
        return &*found;
    }
    void whole(std::string_view name, std::int64_t& number) {
        const auto* member = find(name, PlainObject::Kind::number);
        sound_ = sound_ && member != nullptr;
        if (sound_) number = member->number;
    }
    std::string_view needed_text(std::string_view name) {
        const auto* member = find(name, PlainObject::Kind::text);
        sound_ = sound_ && member != nullptr;
        return sound_ ? member->text : std::string_view{};
    }
    // Ids are unique. Most tables stand in their order, so halving finds the place; a table that
    // does not is gone through.
    template <class Records>
    std::size_t by_id(std::string_view name, const Records& records) {
        const std::string_view id = needed_text(name);
        std::size_t first = 0;
        for (std::size_t end = records.size(); first < end;) {
            const std::size_t middle = first + (end - first) / 2;
            if (records[middle].id < id)
                first = middle + 1;
            else
                end = middle;
        }
        if (first == records.size() || records[first].id != id)
            for (first = 0; first < records.size() && records[first].id != id;) ++first;
        sound_ = sound_ && first < records.size();
        return sound_ ? first : 0;
    }

    const Scenario* world_;
    std::span<const PlainObject::Member> members_;
    std::size_t found_ = 0;
    bool sound_ = true;
};

}  // namespace

std::optional<Event> read_plain_event(const Scenario& world, std::string_view kind,
                                      std::string_view json) {
    PlainObject object;
    if (!object.read(json)) return std::nullopt;
    PlainReader reader{&world, object};
    auto event = desk::of_kind<Event>(kind, [&](auto& record) { desk::fields(reader, record); });
    if (!event || !reader.is_whole()) return std::nullopt;
    return event;
}

}  // namespace aliquot
