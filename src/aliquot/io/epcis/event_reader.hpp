// Events of EPCIS out of JSON, member by member; part of reader.hpp.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "aliquot/io/epcis/event.hpp"
#include "aliquot/io/json_part.hpp"

namespace aliquot::epcis {

using reading::Json;

// What a file does that the standard does not allow.
struct Said {
    reading::Problems wrong;  // it cannot be understood
    reading::Problems noted;  // what is meant is clear all the same
};

// One object; what is asked of it and is not there, or is of another kind, is complained about.
class Part {
public:
    Part(const Json& json, std::string where, Said& said);

    [[nodiscard]] bool is_object() const { return json_->is_object(); }
    [[nodiscard]] Said& said() { return *said_; }
    void fail(std::string_view member, std::string_view what, std::string_view hint = {});
    void note(std::string_view member, std::string_view what);
    // Members without a colon must be among these.
    void nothing_but(const std::vector<std::string_view>& members);
    [[nodiscard]] std::vector<std::pair<std::string, std::string>> extensions() const;

    [[nodiscard]] const Json* find(const char* name) const;
    [[nodiscard]] const Json* object(const char* name, bool needed);
    // One object in place of a list is a list of one, as JSON-LD has it.
    [[nodiscard]] std::vector<const Json*> list(const char* name, bool needed);
    [[nodiscard]] std::string text(const char* name, bool needed);
    [[nodiscard]] std::string time(const char* name, bool needed);
    [[nodiscard]] std::string uri(const char* name, bool needed);
    [[nodiscard]] std::string number(const char* name);  // as it is written; empty: not there
    // A word of the vocabulary, or somebody's URI.
    [[nodiscard]] std::string word(const char* name, std::span<const std::string_view> words,
                                   bool needed = false);
    [[nodiscard]] std::vector<std::string> uris(const char* name);
    [[nodiscard]] std::vector<std::string> word_list(const char* name,
                                                     std::span<const std::string_view> words);
    // "eventList[3].readPoint"
    [[nodiscard]] std::string place(std::string_view member) const;

private:
    [[nodiscard]] bool is_word(const std::string& word, std::span<const std::string_view> words,
                               std::string_view member);

    const Json* json_;
    std::string where_;
    Said* said_;
};

[[nodiscard]] EpcisEvent read_event(const Json& json, const std::string& where, Said& said);

}  // namespace aliquot::epcis
