// `aliquot ledger`: the log of a facility audited and imported.
#include <algorithm>

#include "commands.hpp"
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "aliquot/core/text.hpp"
#include "aliquot/ledger/log/exchange.hpp"
#include "aliquot/live/dose_audit.hpp"
#include "aliquot/live/epcis_log.hpp"

namespace aliquot::cli {

namespace {

using Json = nlohmann::ordered_json;
using ledger::AuditReport;

std::string_view name_of(ledger::ViolationKind kind) {
    return ledger::violation_names.at(static_cast<std::size_t>(kind));
}

std::string_view name_of(DoseViolationKind kind) {
    return dose_violation_names.at(static_cast<std::size_t>(kind));
}

std::string counted(std::int64_t number, std::string_view noun) {
    return fmt::format("{} {}{}", grouped(number), noun, number == 1 ? "" : "s");
}

bool is_exported(const std::string& store) {
    return store.ends_with(".jsonl");
}

// What was found of the records, and of the doses that they tell of.
struct Audited {
    AuditReport log;
    DoseAudit doses;
    bool is_read = true;  // the log, to its end

    [[nodiscard]] std::int64_t violations() const {
        return log.violations_in_all + std::ssize(doses.violations);
    }
};

Result<AuditReport> audited_log(const LedgerAuditOptions& options,
                                const ledger::RecordVisitor& also) {
    std::vector<PublicKey> trusted;
    for (const std::string& text : options.keys) {
        const auto key = ledger::parse_public_key(text);
        if (!key) return tl::unexpected(key.error());
        trusted.push_back(*key);
    }
    if (is_exported(options.store)) return ledger::audit_file(options.store, trusted, also);
    const auto store = ledger::open_store(options.store);
    if (!store) return tl::unexpected(store.error());
    return ledger::audit(**store, trusted, also);
}

// The doses are added up while the chain is walked.
Result<Audited> audited(const LedgerAuditOptions& options) {
    DoseAuditor doses;
    auto log = audited_log(options, [&](const ledger::Record& record) { doses.add(record); });
    if (!log) return tl::unexpected(log.error());
    const bool is_read = log->read_to_the_end;
    return Audited{*std::move(log), is_read ? std::move(doses).report() : DoseAudit{}, is_read};
}

Json as_json(const Audited& audit) {
    const AuditReport& report = audit.log;
    Json violations = Json::array();
    for (const ledger::Violation& violation : report.violations)
        violations.push_back({{"kind", name_of(violation.kind)},
                              {"sequence", violation.sequence},
                              {"what", violation.what}});
    for (const DoseViolation& violation : audit.doses.violations)
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
            {"doses",
             {{"added_up", audit.doses.of_a_facility},
              {"until", audit.doses.told_until},
              {"transfers", audit.doses.transfers},
              {"confirmed", audit.doses.confirmed}}},
            {"violations_in_all", audit.violations()},
            {"violations", violations}};
}

std::string violations_in_words(const Audited& audit) {
    constexpr std::size_t shown_in_full = 20;
    std::string text;
    std::size_t shown = 0;
    for (const ledger::Violation& violation : audit.log.violations)
        if (shown++ < shown_in_full)
            text += fmt::format("{}{}: {}\n",
                                violation.of_the_file()
                                    ? std::string{}
                                    : fmt::format("record {}: ", violation.sequence),
                                name_of(violation.kind), violation.what);
    for (const DoseViolation& violation : audit.doses.violations)
        if (shown++ < shown_in_full)
            text += fmt::format("record {}: {}: {}\n", violation.sequence, name_of(violation.kind),
                                violation.what);
    if (audit.violations() > std::int64_t{shown_in_full})
        text += fmt::format("and {} more\n", audit.violations() - std::int64_t{shown_in_full});
    return text;
}

std::string doses_in_words(const Audited& audit) {
    const DoseAudit& doses = audit.doses;
    if (!audit.is_read) return "no doses were added up: the log cannot be read to its end\n";
    if (!doses.of_a_facility)
        return "no doses were added up: the log does not begin with facility_opened\n";
    return fmt::format("{}doses of {} added up: {} confirmed, each in one account\n",
                       doses.told_until == audit.log.head.sequence
                           ? std::string{}
                           : fmt::format("until record {}, ", doses.told_until),
                       counted(doses.transfers, "transfer"), grouped(doses.confirmed));
}

std::string in_words(const Audited& audit, bool trusting_some) {
    const AuditReport& report = audit.log;
    std::string text = violations_in_words(audit);
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
    text += doses_in_words(audit);
    return text + (audit.violations() == 0 ? std::string{"no violation\n"}
                                           : counted(audit.violations(), "violation") + "\n");
}

// An exported log: JSON lines, or a document of EPCIS.
Checked<ledger::LogSource> source_of(const std::string& file) {
    if (!file.ends_with(".jsonld") && !file.ends_with(".json"))
        return ledger::LogSource{file, [file](const ledger::LineVisitor& visit) {
                                     return ledger::read_log_file(file, visit);
                                 }};
    const auto bytes = read_text(file);
    if (!bytes) return tl::unexpected(Errors{bytes.error()});
    return log_of_epcis(*bytes, file);
}

}  // namespace

int ledger_audit_command(const LedgerAuditOptions& options, const Output& output) {
    const auto audit = audited(options);
    if (!audit) return report_error(audit.error(), output);
    if (output.json)
        print(as_json(*audit).dump(2) + "\n");
    else if (!output.quiet)
        print(in_words(*audit, !options.keys.empty()));
    return audit->violations() == 0 ? done : violations_found;
}

int ledger_import_command(const LedgerImportOptions& options, const Output& output) {
    const auto source = source_of(options.file);
    if (!source) return report_errors(source.error(), output);
    const auto imported = ledger::import_source(*source, options.store);
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
