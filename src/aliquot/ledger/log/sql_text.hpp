// Every statement that the log sends to a database. The same text runs on SQLite and PostgreSQL.
#pragma once

#include <array>
#include <string_view>

namespace aliquot::ledger::sql {

// {integer}, {bytes} and {strict} are the database's own words.
inline constexpr std::array<std::string_view, 5> tables{
    R"(create table aliquot_log (
    one {integer} primary key check (one = 1),
    format text not null,
    log text not null){strict})",
    R"(create table aliquot_records (
    sequence {integer} primary key check (sequence > 0),
    command text not null,
    request {bytes} not null check (length(request) = 32),
    part {integer} not null check (part > 0),
    parts {integer} not null check (parts >= part),
    kind text not null,
    who text not null,
    happened text not null,
    recorded {integer} not null,
    body text not null,
    previous {bytes} not null check (length(previous) = 32),
    hash {bytes} not null check (length(hash) = 32)){strict})",
    // A command is recorded once, and found by its key.
    "create unique index aliquot_commands on aliquot_records (command) where part = 1",
    R"(create table aliquot_checkpoints (
    sequence {integer} not null references aliquot_records (sequence),
    hash {bytes} not null,
    recorded {integer} not null,
    key {bytes} not null,
    signature {bytes} not null,
    primary key (sequence, key)){strict})",
    R"(create table aliquot_snapshots (
    name text primary key,
    sequence {integer} not null references aliquot_records (sequence),
    hash {bytes} not null,
    content {bytes} not null,
    digest {bytes} not null){strict})",
};

inline constexpr std::string_view name_log =
    "insert into aliquot_log (one, format, log) values (1, $1, $2)";
inline constexpr std::string_view log_named = "select format, log from aliquot_log";

inline constexpr std::string_view head =
    "select sequence, hash from aliquot_records order by sequence desc limit 1";
inline constexpr std::string_view find_command =
    "select sequence, parts, request from aliquot_records where command = $1 and part = 1";
inline constexpr std::string_view add_record =
    "insert into aliquot_records (sequence, command, request, part, parts, kind, who, happened, "
    "recorded, body, previous, hash) "
    "values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
inline constexpr std::string_view read_records =
    "select sequence, command, request, part, parts, kind, who, happened, recorded, body, "
    "previous, hash from aliquot_records where sequence >= $1 order by sequence limit $2";
inline constexpr std::string_view hash_at = "select hash from aliquot_records where sequence = $1";

inline constexpr std::string_view add_checkpoint =
    "insert into aliquot_checkpoints (sequence, hash, recorded, key, signature) "
    "values ($1, $2, $3, $4, $5) on conflict (sequence, key) do nothing";
inline constexpr std::string_view checkpoints =
    "select sequence, hash, recorded, key, signature from aliquot_checkpoints "
    "order by sequence, key";

inline constexpr std::string_view save_snapshot =
    "insert into aliquot_snapshots (name, sequence, hash, content, digest) "
    "values ($1, $2, $3, $4, $5) "
    "on conflict (name) do update set sequence = excluded.sequence, hash = excluded.hash, "
    "content = excluded.content, digest = excluded.digest";
inline constexpr std::string_view find_snapshot =
    "select name, sequence, hash, content, digest from aliquot_snapshots where name = $1";
inline constexpr std::string_view snapshots =
    "select name, sequence, hash from aliquot_snapshots order by name";
inline constexpr std::string_view delete_snapshots = "delete from aliquot_snapshots";

}  // namespace aliquot::ledger::sql
