// The commands, one function each; their options as the command line gives them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "door.hpp"

namespace aliquot::cli {

struct RunOptions {
    ScenarioChoice scenario;
    std::string out;    // a folder; empty: none
    std::string store;  // a file or database for the log; empty: none
    std::optional<std::string> until;
    bool prices = false;
};
int run_command(const RunOptions& options, const Output& output);

struct AllocateOptions {
    ScenarioChoice scenario;
    std::string round;  // a number, or the date of a round
    std::string out;
    bool timings = false;
    std::string export_to;    // a .lp or .mps file
    std::string import_from;  // a solver's answer to it
    std::string declined;     // ids of participants that have declined
};
int allocate_command(const AllocateOptions& options, const Output& output);
// Of a folder of recipients instead of a scenario; `out` is then a folder too.
int allocate_recipients_command(const AllocateOptions& options, const Output& output);

struct CheckOptions {
    ScenarioChoice scenario;
    std::string allocation;  // empty: the scenario is a file that stands alone
    std::optional<std::string> round;
};
int check_command(const CheckOptions& options, const Output& output);
int check_certificate_command(const std::string& path, const Output& output);

struct ExplainOptions {
    std::string run;
    std::string participant;
    std::optional<int> round;
    bool prices = false;
};
int explain_command(const ExplainOptions& options, const Output& output);

struct CompareOptions {
    std::vector<std::string> runs;
    std::string ensemble;  // a folder; empty: deaths are not modelled
};
int compare_command(const CompareOptions& options, const Output& output);

struct ReportOptions {
    std::string run;
    std::string to = "html";
    std::string out;
    bool prices = false;
    std::vector<std::string> ensembles;  // folders; none: nothing of deaths
};
int report_command(const ReportOptions& options, const Output& output);

struct LedgerAuditOptions {
    std::string store;              // a file, a database, or an exported log (.jsonl)
    std::vector<std::string> keys;  // public keys that are trusted
};
int ledger_audit_command(const LedgerAuditOptions& options, const Output& output);

struct LedgerBalanceOptions {
    std::string store;
    std::string on;       // a date; empty: all that happened
    std::string account;  // its name starts so; empty: every account
    std::string by = "account";
};
int ledger_balance_command(const LedgerBalanceOptions& options, const Output& output);

struct LedgerHistoryOptions {
    std::string store;
    std::string line;  // of these four, one
    std::optional<int> offer;
    std::string participant;
    std::string donor;
};
int ledger_history_command(const LedgerHistoryOptions& options, const Output& output);

struct LedgerExportOptions {
    std::string store;
    std::string as = "jsonl";  // jsonl, hledger, hxl, epcis
    std::string out;           // empty: standard output
};
int ledger_export_command(const LedgerExportOptions& options, const Output& output);

struct LedgerImportOptions {
    std::string file;
    std::string store;
};
int ledger_import_command(const LedgerImportOptions& options, const Output& output);

int ledger_epcis_command(const std::vector<std::string>& files, const Output& output);

struct EvidenceOptions {
    ScenarioChoice scenario;  // or a table of statements that stands alone
    std::string participant;
    std::string on;   // a date; empty: that of the last statement
    std::string out;  // a drawing: .svg or .html
};
int evidence_check_command(const EvidenceOptions& options, const Output& output);
int evidence_timeline_command(const EvidenceOptions& options, const Output& output);

struct SeverityOptions {
    ScenarioChoice scenario;
    std::string on;  // a date; empty: the scenario's last day
    std::size_t first = 10;
    bool first_only = true;  // the first ones and whoever is doubted
};
int severity_command(const SeverityOptions& options, const Output& output);

struct ForecastOptions {
    ScenarioChoice scenario;
    std::string on;           // a date; empty: the scenario's last day
    std::string participant;  // empty: everybody
    int months = 3;
    bool measure = false;  // how often such forecasts were right, instead of a forecast
};
int forecast_command(const ForecastOptions& options, const Output& output);
int slippage_command(const ForecastOptions& options, const Output& output);

struct SensitivityOptions {
    ScenarioChoice scenario;
    std::optional<int> round;  // nothing: every round
};
int sensitivity_command(const SensitivityOptions& options, const Output& output);

int scenario_check_command(const ScenarioChoice& choice, const Output& output);
int scenario_new_command(const std::string& folder, const Output& output);
int rules_command(const Output& output);

}  // namespace aliquot::cli
