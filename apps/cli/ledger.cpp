// `aliquot ledger`: the log of a facility audited and imported.
#include <algorithm>

#include "commands.hpp"
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "aliquot/core/text.hpp"
#include "aliquot/ledger/log/exchange.hpp"

namespace aliquot::cli {

namespace {

using Json = nlohmann::ordered_json;
using ledger::AuditReport;

std::string_view name_of(ledger::ViolationKind kind) {
    return ledger::violation_names.at(static_cast<std::size_t>(kind));
}

std::string counted(std::int64_t number, std::string_view noun) {
    return fmt::format("{} {}{}", grouped(number), noun, number == 1 ? "" : "s");
}

bool is_exported(const std::string& store) {
    return store.ends_with(".jsonl");
}

Result<AuditReport> audited(const LedgerAuditOptions& options) {
    std::vector<PublicKey> trusted;
    for (const std::string& text : options.keys) {
        const auto key = ledger::parse_public_key(text);
        if (!key) return tl::unexpected(key.error());
        trusted.push_back(*key);
    }
    if (is_exported(options.store)) return ledger::audit_file(options.store, trusted);
    const auto store = ledger::open_store(options.store);
    if (!store) return tl::unexpected(store.error());
    return ledger::audit(**store, trusted);
}

Json as_json(const AuditReport& report) {
    Json violations = Json::array();
    for (const ledger::Violation& violation : report.violations)
        violations.push_back({{"kind", name_of(violation.kind)},
                              {"sequence", violation.sequence},
                              {"what", violation.what}});
    Json keys = Json::array();
    for (const PublicKey& key : report.keys) keys.push_back(hex_of(key));
    return {{"log", report.log_id},
            {"format", ledger::log_format},
            {"records", report.records},
            {"head", {{"sequence", report.head.sequence}, {"hash", hex_of(report.head.hash)}}},
            {"checkpoints", report.checkpoints},
            {"signed_until", report.signed_until.sequence},
            {"keys", keys},
            {"violations_in_all", report.violations_in_all},
            {"violations", violations}};
}

std::string in_words(const AuditReport& report, bool trusting_some) {
    constexpr std::size_t shown_in_full = 20;
    std::string text;
    for (std::size_t i = 0; i < std::min(report.violations.size(), shown_in_full); ++i) {
        const ledger::Violation& violation = report.violations[i];
        text +=
            fmt::format("{}{}: {}\n",
                        violation.of_the_file() ? std::string{}
                                                : fmt::format("record {}: ", violation.sequence),
                        name_of(violation.kind), violation.what);
    }
    if (report.violations_in_all > std::int64_t{shown_in_full})
        text +=
            fmt::format("and {} more\n", report.violations_in_all - std::int64_t{shown_in_full});
    text += fmt::format("log {}: {}, the last of hash {}\n", report.log_id,
                        counted(report.records, "record"), hex_of(report.head.hash));
    if (report.signed_until.sequence == 0) {
        text +=
            "nothing is signed: that no record was rewritten or cut off at the end rests on "
            "this hash alone\n";
    } else {
        text +=
            fmt::format("{}, signed up to record {}\n", counted(report.checkpoints, "checkpoint"),
                        report.signed_until.sequence);
        for (const PublicKey& key : report.keys)
            text += fmt::format("signed by key {}{}\n", hex_of(key),
                                trusting_some ? "" : ": compare it with the key you were given");
    }
    return text + (report.violations_in_all == 0
                       ? std::string{"no violation\n"}
                       : counted(report.violations_in_all, "violation") + "\n");
}

}  // namespace

int ledger_audit_command(const LedgerAuditOptions& options, const Output& output) {
    const auto report = audited(options);
    if (!report) return report_error(report.error(), output);
    if (output.json)
        print(as_json(*report).dump(2) + "\n");
    else if (!output.quiet)
        print(in_words(*report, !options.keys.empty()));
    return report->violations_in_all == 0 ? done : violations_found;
}

int ledger_import_command(const LedgerImportOptions& options, const Output& output) {
    const auto imported = ledger::import_log(options.file, options.store);
    if (!imported) return report_error(imported.error(), output);
    if (output.json)
        print(Json{{"log", imported->log_id},
                   {"records", imported->head.sequence},
                   {"added", imported->added},
                   {"hash", hex_of(imported->head.hash)}}
                  .dump(2) +
              "\n");
    else if (!output.quiet)
        print(fmt::format("log {}: {} added, the last of hash {}\n", imported->log_id,
                          counted(imported->added, "record"), hex_of(imported->head.hash)));
    return done;
}

}  // namespace aliquot::cli
