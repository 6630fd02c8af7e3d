// A record of the log: one thing that happened to the facility, written down once and never
// changed.
//
// The log is a list of records, numbered from 1. Each carries the hash of the one before it, so
// that whoever knows the last hash knows the whole log: no record can be changed, left out, put in
// or moved without every later hash changing. What a record says (its kind and body) means nothing
// here. The bytes that are hashed: docs/reference/log.md.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "aliquot/core/hash.hpp"
#include "aliquot/core/result.hpp"

namespace aliquot::ledger {

inline constexpr std::string_view log_format = "aliquot-log/1";

// What a field may hold at most, in bytes.
inline constexpr std::size_t most_log_id = 200;
inline constexpr std::size_t most_command = 200;
inline constexpr std::size_t most_kind = 64;
inline constexpr std::size_t most_who = 200;
inline constexpr std::size_t most_body = 16'777'216;
inline constexpr std::size_t most_parts = 100'000;

// One command of a person may make several records; they stand together as parts 1 to n of n.
struct Record {
    std::int64_t sequence = 0;  // from 1
    std::string command;        // the caller's own key of the command: said twice, it counts once
    Digest request{};           // SHA-256 of what was asked, to tell a repeat from another command
    std::int64_t part = 1;      // from 1 to `parts`
    std::int64_t parts = 1;
    std::string kind;           // short name of the event: letters a to z and _
    std::string who;            // id of the person
    std::string happened;       // 2021-02-24, or 2021-02-24T08:30:00Z
    std::int64_t recorded = 0;  // microseconds since 1970-01-01T00:00:00Z
    std::string body;           // text, canonical JSON by custom
    Digest previous{};          // hash of the record before; of the first record, `genesis`
    Digest hash{};

    friend bool operator==(const Record&, const Record&) = default;
};

// The end of the log, or of any part of it from its start: sequence 0 is the empty log.
struct Head {
    std::int64_t sequence = 0;
    Digest hash{};

    friend bool operator==(const Head&, const Head&) = default;
};

// What stands before the first record.
[[nodiscard]] Head genesis(std::string_view log_id);

// Appends to `bytes` what is hashed of the record: every field but `hash`.
void encode(const Record& record, std::string& bytes);
[[nodiscard]] Digest hash_of(const Record& record);

// Whether the record is whole and stands right after `before`.
[[nodiscard]] bool follows(const Head& before, const Record& record);

// What is wrong with the fields of a record, whatever stands around it; nothing if they are sound.
[[nodiscard]] std::optional<std::string> wrong_field(const Record& record);

[[nodiscard]] bool is_log_id(std::string_view id);

namespace bytes {
// Whole numbers have a fixed width, most significant byte first; texts come after their length.
void put(std::string& bytes, std::int64_t number);         // 8 bytes, two's complement
void put(std::string& bytes, const Digest& digest);        // 32 bytes
void put_text(std::string& bytes, std::string_view text);  // 4 bytes of length, then the text
}  // namespace bytes

}  // namespace aliquot::ledger
