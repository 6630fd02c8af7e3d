// What may stand where a text, an instant, a URI or a word of the vocabulary is expected.
#include <algorithm>

#include <fmt/format.h>

#include "aliquot/core/date.hpp"
#include "aliquot/core/text.hpp"
#include "aliquot/io/cells.hpp"
#include "aliquot/io/epcis/event_reader.hpp"
#include "aliquot/io/epcis/reader.hpp"

namespace aliquot {

namespace {

bool digits(std::string_view text, std::size_t at, std::size_t count) {
    if (text.size() < at + count) return false;
    return text.substr(at, count).find_first_not_of("0123456789") == std::string_view::npos;
}

// "Z", "+02:00"
bool is_zone(std::string_view text) {
    if (text == "Z" || text == "z") return true;
    return text.size() == 6 && (text[0] == '+' || text[0] == '-') && digits(text, 1, 2) &&
           text[3] == ':' && digits(text, 4, 2) && text.substr(1, 2) <= "14" &&
           text.substr(4, 2) <= "59";
}

// A scheme, a colon, and something without blanks.
bool is_uri(std::string_view text) {
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos || colon == 0 || colon + 1 == text.size()) return false;
    return std::ranges::all_of(
        text, [](char c) { return static_cast<unsigned char>(c) > ' ' && c != '<' && c != '>'; });
}

bool is_standard_uri(std::string_view text) {
    return text.starts_with("urn:epcglobal:cbv") || text.starts_with("http://ns.gs1.org/cbv/") ||
           text.starts_with("https://ns.gs1.org/cbv/");
}

}  // namespace

bool is_epcis_time(std::string_view text) {
    if (text.size() < 20 || !parse_date(text.substr(0, 10)) || text[10] != 'T') return false;
    if (!digits(text, 11, 2) || text[13] != ':' || !digits(text, 14, 2) || text[16] != ':' ||
        !digits(text, 17, 2))
        return false;
    if (text.substr(11, 2) > "23" || text.substr(14, 2) > "59" || text.substr(17, 2) > "60")
        return false;
    std::size_t at = 19;
    if (text[at] == '.') {
        const std::size_t end = text.find_first_not_of("0123456789", at + 1);
        if (end == std::string_view::npos || end == at + 1) return false;
        at = end;
    }
    return is_zone(text.substr(at));
}

namespace epcis {

using reading::printable;

Part::Part(const Json& json, std::string where, Said& said)
    : json_{&json}, where_{std::move(where)}, said_{&said} {
    if (!json.is_object())
        said_->wrong.add("here should be an object", where_, "write {\"type\": ..., ...}");
}

std::string Part::place(std::string_view member) const {
    return where_.empty() ? std::string{member} : fmt::format("{}.{}", where_, member);
}

void Part::fail(std::string_view member, std::string_view what, std::string_view hint) {
    said_->wrong.add(fmt::format("\"{}\" {}", printable(member), what), where_, std::string{hint});
}

void Part::note(std::string_view member, std::string_view what) {
    said_->noted.add(fmt::format("\"{}\" {}", printable(member), what), where_, "");
}

void Part::nothing_but(const std::vector<std::string_view>& members) {
    if (!is_object()) return;
    for (const auto& [name, value] : json_->items()) {
        if (name.find(':') != std::string::npos || std::ranges::count(members, name) > 0) continue;
        const std::string nearest =
            nearest_word(name, std::vector<std::string>{members.begin(), members.end()});
        fail(name, "does not belong here",
             nearest.empty() ? std::string{"an extension has a colon in its name"}
                             : fmt::format("did you mean \"{}\"?", nearest));
    }
}

std::vector<std::pair<std::string, std::string>> Part::extensions() const {
    std::vector<std::pair<std::string, std::string>> found;
    if (!is_object()) return found;
    for (const auto& [name, value] : json_->items())
        if (name.find(':') != std::string::npos)
            found.emplace_back(name, value.dump(-1, ' ', false, Json::error_handler_t::replace));
    return found;
}

const Json* Part::find(const char* name) const {
    if (!is_object()) return nullptr;
    const auto found = json_->find(name);
    return found == json_->end() ? nullptr : &*found;
}

const Json* Part::object(const char* name, bool needed) {
    const Json* value = find(name);
    if (value != nullptr && value->is_object()) return value;
    if (value != nullptr || (needed && is_object()))
        fail(name, value == nullptr ? "is missing" : "is no object");
    return nullptr;
}

std::vector<const Json*> Part::list(const char* name, bool needed) {
    std::vector<const Json*> all;
    const Json* value = find(name);
    if (value == nullptr) {
        if (needed && is_object()) fail(name, "is missing");
    } else if (value->is_array()) {
        for (const Json& each : *value) all.push_back(&each);
    } else if (value->is_object()) {
        note(name, "is no list, but one object");
        all.push_back(value);
    } else {
        fail(name, "is no list");
    }
    return all;
}

std::string Part::text(const char* name, bool needed) {
    const Json* value = find(name);
    if (value != nullptr && value->is_string()) {
        if (value->get_ref<const std::string&>().empty()) fail(name, "is empty");
        return value->get<std::string>();
    }
    if (value != nullptr || (needed && is_object()))
        fail(name, value == nullptr ? "is missing" : "is no text");
    return {};
}

std::string Part::time(const char* name, bool needed) {
    std::string when = text(name, needed);
    if (!when.empty() && !is_epcis_time(when))
        fail(name, "is no instant with its zone", "write it as 2021-02-24T08:30:00.000+02:00");
    return when;
}

std::string Part::uri(const char* name, bool needed) {
    std::string id = text(name, needed);
    if (!id.empty() && !is_uri(id)) fail(name, "is no URI", "write it as urn:epc:id:sgln:...");
    return id;
}

std::string Part::number(const char* name) {
    const Json* value = find(name);
    if (value == nullptr) return {};
    if (value->is_number()) return value->dump();
    fail(name, "is no number");
    return {};
}

bool Part::is_word(const std::string& word, std::span<const std::string_view> words,
                   std::string_view member) {
    if (std::ranges::count(words, word) > 0) return true;
    if (is_standard_uri(word))
        fail(member, "names the vocabulary by its URI", "write the word alone");
    else if (!is_uri(word))
        fail(member,
             fmt::format("is neither a word of the vocabulary nor a URI: {}",
                         printable(word).substr(0, 60)),
             [&] {
                 const std::string nearest =
                     nearest_word(word, std::vector<std::string>{words.begin(), words.end()});
                 return nearest.empty() ? nearest : fmt::format("did you mean \"{}\"?", nearest);
             }());
    return false;
}

std::string Part::word(const char* name, std::span<const std::string_view> words, bool needed) {
    std::string word = text(name, needed);
    if (!word.empty()) (void)is_word(word, words, name);
    return word;
}

std::vector<std::string> Part::uris(const char* name) {
    std::vector<std::string> all;
    for (const Json* value : list(name, false)) {
        if (value->is_string() && is_uri(value->get_ref<const std::string&>()))
            all.push_back(value->get<std::string>());
        else
            fail(name, fmt::format("holds something that is no URI: {}", reading::shown(*value)));
    }
    return all;
}

std::vector<std::string> Part::word_list(const char* name,
                                         std::span<const std::string_view> words) {
    std::vector<std::string> all;
    for (const Json* value : list(name, false)) {
        if (!value->is_string()) {
            fail(name, "holds something that is no text");
            continue;
        }
        all.push_back(value->get<std::string>());
        (void)is_word(all.back(), words, name);
    }
    return all;
}

}  // namespace epcis
}  // namespace aliquot
