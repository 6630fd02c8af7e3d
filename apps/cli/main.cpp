// The command line: what can be asked, with an example each. It holds no rules of its own.
#include <algorithm>

#include "commands.hpp"
#include "epidemic.hpp"
#include "facility.hpp"
#include "ledger_keys.hpp"
#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "aliquot/core/check.hpp"
#include "aliquot/core/text.hpp"
#include "aliquot/io/recipients/named_pool.hpp"

namespace aliquot::cli {
namespace {

void add_scenario(CLI::App& command, ScenarioChoice& choice, bool with_rule = true) {
    command
        .add_option("scenario", choice.scenario,
                    "A scenario folder, or a built-in one: covax-2021, dprk-2021, covax-round-1")
        ->required();
    if (with_rule) {
        command.add_option("--rule", choice.rule, "Rule to use instead of the scenario's");
        command.add_option("--seed", choice.seed, "Seed to use instead of the scenario's");
    }
    command
        .add_option("--set", choice.set,
                    "Overrides a setting, as lots.respect=false; may be repeated")
        ->allow_extra_args(false);
}

class CommandLine {
public:
    CommandLine() {
        app_.require_subcommand(1);
        app_.set_version_flag("--version", ALIQUOT_VERSION);
        app_.footer(
            "Start with:\n  aliquot run covax-2021 --out out\nand open out/report.html.\n\n"
            "Exit codes: 0 done; 1 done, and a check found violations; 2 wrong usage; 3 wrong "
            "input;\n4 no feasible allocation; 5 conflict with what is stored; 6 not allowed; "
            "70 a bug of ours.");
        add_run();
        add_allocate();
        add_check();
        add_explain();
        add_compare();
        add_report();
        add_evidence_commands();
        add_scenario_commands();
        facility_ = add_facility_commands(app_, code_);
        epidemic_ = add_epidemic_commands(app_, code_);
        ensemble_ = add_ensemble_commands(app_, code_);
        frontier_ = add_frontier_command(app_, code_);
        add_ledger_commands();
        auto* rules =
            add(app_, "rules", "The rules, each with one line and its parameters", "aliquot rules");
        rules->callback([this] { code_ = rules_command(output()); });
    }

    int run(int count, char** words) {
        if (count > 1 && words[1][0] != '-' && !known_command(words[1])) return wrong_usage;
        try {
            app_.parse(count, words);
        } catch (const CLI::ParseError& error) {
            const int code = app_.exit(error);
            return code == 0 ? done : wrong_usage;
        }
        return code_;
    }

private:
    CLI::App* add(CLI::App& parent, const std::string& name, const std::string& summary,
                  const std::string& example) {
        CLI::App* command = parent.add_subcommand(name, summary);
        command->footer("Example:\n  " + example);
        command->add_option("--format", format_, "text or json")
            ->check(CLI::IsMember({"text", "json"}))
            ->capture_default_str();
        command->add_flag("--quiet", quiet_, "Print nothing but errors");
        return command;
    }
    // Says so, with the nearest command, when the first word is none.
    [[nodiscard]] bool known_command(const std::string& word) {
        std::vector<std::string> known;
        for (const CLI::App* command : app_.get_subcommands({}))
            known.push_back(command->get_name());
        if (std::ranges::find(known, word) != known.end()) return true;
        const std::string nearest = nearest_word(word, known);
        fmt::print(stderr, "error: there is no command \"{}\"; {}\n", word,
                   nearest.empty() ? fmt::format("the commands are: {}", fmt::join(known, ", "))
                                   : fmt::format("did you mean \"{}\"?", nearest));
        return false;
    }

    [[nodiscard]] Output output() const { return {format_ == "json", quiet_}; }

    void add_run() {
        auto* command = add(app_, "run", "Replays a scenario through time and writes what happened",
                            "aliquot run covax-2021 --rule proportional --out out/proportional");
        add_scenario(*command, run_.scenario);
        command->add_option("--out", run_.out, "A new or empty folder for the files of the run");
        command->add_option("--store", run_.store,
                            "Writes what happened as the log of a facility: a new file, or a "
                            "database, postgresql://user@host/name");
        command->add_option("--until", run_.until, "Last day to live through, as 2021-08-31");
        command->add_flag("--prices", run_.prices,
                          "Records what each gate and earmark cost in each round");
        command
            ->add_option("--threads", run_.scenario.threads,
                         "At most so many threads; the result is the same for any number")
            ->check(CLI::Range(1, 1024));
        command->callback([this] {
            if (run_.out.empty() && run_.store.empty()) throw CLI::RequiredError("--out");
            code_ = run_command(run_, output());
        });
    }
    void add_allocate() {
        auto* command =
            add(app_, "allocate",
                "One round's proposal, or a pool shared among recipients; commits nothing",
                "aliquot allocate covax-2021 --round 2021-09-01 --out proposal.csv\n"
                "  aliquot allocate my-district --out shared");
        add_scenario(*command, allocate_.scenario);
        command->add_option("--round", allocate_.round,
                            "Number or date of the round; a scenario needs it");
        command->add_option("--out", allocate_.out,
                            "Writes the awards as CSV to this file; of a folder with "
                            "recipients.csv, awards and summary into this new folder");
        command->add_option(
            "--export", allocate_.export_to,
            "Writes the round in lots as a program for any solver: FILE.lp or FILE.mps");
        command->add_option("--import", allocate_.import_from,
                            "Takes a solver's answer to that program, checked, as the proposal");
        command
            ->add_option("--declined", allocate_.declined,
                         "Ids with commas: shares the round again without these participants, and "
                         "says what changes")
            ->excludes("--out")
            ->excludes("--export")
            ->excludes("--import");
        command->add_flag("--timings", allocate_.timings,
                          "Of recipients: says how long each phase took");
        command->callback([this] {
            const bool of_recipients = holds_recipients(allocate_.scenario.scenario);
            if (!of_recipients && allocate_.round.empty()) throw CLI::RequiredError("--round");
            code_ = of_recipients ? allocate_recipients_command(allocate_, output())
                                  : allocate_command(allocate_, output());
        });
    }
    void add_check() {
        auto* command = add(app_, "check", "Checks anyone's allocation and names every violation",
                            "aliquot check covax-2021 proposal.csv --round 8");
        add_scenario(*command, check_.scenario);
        command->add_option("allocation", check_.allocation,
                            "CSV with participant,supply,doses and, if given, round; without it, "
                            "the first is a certificate file (aliquot-certificate/1)");
        command->add_option("--round", check_.round, "Check only this round");
        command->callback([this] { code_ = check_command(check_, output()); });
    }
    void add_explain() {
        auto* command = add(app_, "explain", "Why a participant got what it got in a run",
                            "aliquot explain out --participant PRK --round 7");
        command->add_option("run", explain_.run, "Folder of a run")->required();
        command->add_option("--participant", explain_.participant, "Its id");
        command->add_option("--round", explain_.round, "Only this round");
        command->add_flag("--prices", explain_.prices,
                          "What each gate and earmark cost everybody, instead of one participant");
        command->callback([this] { code_ = explain_command(explain_, output()); });
    }
    void add_compare() {
        auto* command = add(app_, "compare", "Runs side by side",
                            "aliquot compare out/actual out/fair out/proportional");
        command->add_option("runs", compare_.runs, "Folders of runs")->required();
        command->add_option("--ensemble", compare_.ensemble,
                            "Folder of an ensemble of these runs: with deaths");
        command->callback([this] { code_ = compare_command(compare_, output()); });
    }
    void add_report() {
        auto* command = add(app_, "report", "Renders a run",
                            "aliquot report out --to journal --out ledger.journal");
        command->add_option("run", report_.run, "Folder of a run")->required();
        command->add_option("--to", report_.to, "html, csv (a row for each participant) or journal")
            ->check(CLI::IsMember({"html", "csv", "journal"}))
            ->capture_default_str();
        command->add_flag("--prices", report_.prices, "With what each gate and earmark cost");
        command->add_option("--out", report_.out, "File to write; standard output without it");
        command->add_option("--ensemble", report_.ensembles,
                            "Folder of an ensemble in which the run is: html with deaths averted; "
                            "may be repeated, for the same runs with other settings");
        command->callback([this] { code_ = report_command(report_, output()); });
    }
    void add_evidence_commands() {
        auto* group =
            app_.add_subcommand("evidence", "What was said about supply, and how sure it is");
        group->require_subcommand(1);
        auto* check = add(*group, "check",
                          "Finds contradictions and numbers that cannot be, in what was said",
                          "aliquot evidence check dprk-2021\n"
                          "  aliquot evidence check statements.csv --on 2021-09-30");
        auto* timeline = add(*group, "timeline", "Who said what when, and what was believed",
                             "aliquot evidence timeline dprk-2021 --participant PRK\n"
                             "  aliquot evidence timeline dprk-2021 --participant PRK "
                             "--on 2021-09-01 --out timeline.html");
        for (CLI::App* command : {check, timeline}) {
            command
                ->add_option("scenario", evidence_.scenario.scenario,
                             "A scenario with statements.csv, or such a table alone")
                ->required();
            command
                ->add_option("--set", evidence_.scenario.set,
                             "Overrides a setting, as evidence.counts=\"probable\"")
                ->allow_extra_args(false);
            command->add_option("--on", evidence_.on,
                                "As known on this day; else on that of the last statement");
        }
        timeline->add_option("--participant", evidence_.participant, "Its id")->required();
        timeline->add_option("--out", evidence_.out, "Draws it into this file: .html or .svg");
        check->callback([this] { code_ = evidence_check_command(evidence_, output()); });
        timeline->callback([this] { code_ = evidence_timeline_command(evidence_, output()); });
        auto* severity = add(*group, "severity",
                             "Who is most severely affected, as intervals, and whose reports are "
                             "doubted",
                             "aliquot evidence severity covax-2021 --on 2021-09-01");
        add_scenario(*severity, severity_.scenario);
        severity->add_option("--on", severity_.on, "As known on this day; else on the last day");
        severity->add_option("--first", severity_.first, "How many the first ones are")
            ->check(CLI::Range(1, 1000))
            ->capture_default_str();
        severity->add_flag_callback(
            "--all", [this] { severity_.first_only = false; },
            "Everybody, not the first ones and the doubted only");
        severity->callback([this] { code_ = severity_command(severity_, output()); });
        add_supply_forecasts(*group);
        auto* sensitivity =
            add(app_, "sensitivity", "Which awards hang on what is not known about deaths",
                "aliquot sensitivity covax-2021 --rule severity_weighted --round 8");
        add_scenario(*sensitivity, sensitivity_.scenario);
        sensitivity->add_option("--round", sensitivity_.round, "Its number; else every round");
        sensitivity->callback([this] { code_ = sensitivity_command(sensitivity_, output()); });
    }
    void add_supply_forecasts(CLI::App& group) {
        auto* forecast = add(group, "forecast",
                             "What may come in the next months, as ranges: by participant and "
                             "channel",
                             "aliquot evidence forecast covax-2021 --on 2021-09-30 "
                             "--participant ETH\n"
                             "  aliquot evidence forecast covax-2021 --measure");
        auto* slippage = add(group, "slippage",
                             "How late announced doses came, by supplier and product, and what is "
                             "still to come of them",
                             "aliquot evidence slippage covax-2021 --on 2021-09-30");
        for (CLI::App* command : {forecast, slippage}) {
            add_scenario(*command, forecast_.scenario);
            command->add_option("--on", forecast_.on, "As known on this day; else on the last day");
            auto* participant = command->add_option("--participant", forecast_.participant,
                                                    "Its id; else everybody");
            command->add_option("--months", forecast_.months, "How many months ahead")
                ->check(CLI::Range(1, 12))
                ->capture_default_str();
            command
                ->add_flag("--measure", forecast_.measure,
                           "How often such ranges held what came, in months they did not know")
                ->excludes(participant);
        }
        forecast->callback([this] { code_ = forecast_command(forecast_, output()); });
        slippage->callback([this] { code_ = slippage_command(forecast_, output()); });
    }
    void add_scenario_commands() {
        auto* group = app_.add_subcommand("scenario", "Checks a scenario, or starts a new one");
        group->require_subcommand(1);
        auto* check = add(*group, "check", "Validates a scenario; all errors are located",
                          "aliquot scenario check my-scenario");
        add_scenario(*check, scenario_, false);
        check->callback([this] { code_ = scenario_check_command(scenario_, output()); });
        auto* fresh = add(*group, "new", "Writes a commented scenario that runs",
                          "aliquot scenario new my-scenario");
        fresh->add_option("folder", folder_, "A new or empty folder")->required();
        fresh->callback([this] { code_ = scenario_new_command(folder_, output()); });
    }

    void add_ledger_commands() {
        auto* group = app_.add_subcommand(
            "ledger", "Looks into the log of a facility: audits, balances, exports");
        group->require_subcommand(1);
        const std::string stores = "A file, or a database: postgresql://user@host/name";
        auto* audit = add(*group, "audit", "Names every record that is not as it was written",
                          "aliquot ledger audit plan.aliquot --key 3b6a27bc...");
        audit->add_option("store", audit_.store, stores + "; or an exported log, .jsonl")
            ->required();
        audit->add_option("--key", audit_.keys, "Public key that is trusted; may be repeated")
            ->allow_extra_args(false);
        audit->callback([this] { code_ = ledger_audit_command(audit_, output()); });
        const std::string logs = stores + "; or an exported log, .jsonl";
        auto* balance =
            add(*group, "balance", "Where the doses are, added up from the log",
                "aliquot ledger balance plan.aliquot --by participant\n"
                "  aliquot ledger balance plan.aliquot --account title --on 2021-06-30");
        balance->add_option("store", balance_.store, logs)->required();
        balance->add_option("--on", balance_.on, "As it was at the end of this day");
        balance->add_option("--account", balance_.account,
                            "Only accounts whose name starts so, as custody or title:KEN");
        balance->add_option("--by", balance_.by, "account, product, line, participant or donor")
            ->check(CLI::IsMember({"account", "product", "line", "participant", "donor"}))
            ->capture_default_str();
        balance->callback([this] { code_ = ledger_balance_command(balance_, output()); });
        auto* history =
            add(*group, "history", "The way of doses from pledge to arm, record by record",
                "aliquot ledger history plan.aliquot --offer 17\n"
                "  aliquot ledger history plan.aliquot --participant KEN");
        history->add_option("store", history_.store, logs)->required();
        auto* what = history->add_option_group("whose");
        what->add_option("--line,--lot", history_.line, "Of a supply line, by its id");
        what->add_option("--offer", history_.offer, "Of an offer, by its number");
        what->add_option("--participant", history_.participant, "Of a participant, by its id");
        what->add_option("--donor", history_.donor, "Of all doses of a donor, by its name");
        what->require_option(1);
        history->callback([this] { code_ = ledger_history_command(history_, output()); });
        auto* exported = add(*group, "export", "Writes the log as other programs read it",
                             "aliquot ledger export plan.aliquot --as hledger --out plan.journal");
        exported->add_option("store", export_.store, logs)->required();
        exported
            ->add_option("--as,--to", export_.as,
                         "jsonl: all of it, one record a line; hledger: a journal; hxl: CSV with "
                         "HXL tags; epcis: EPCIS 2.0 JSON-LD, with all of it too")
            ->check(CLI::IsMember({"jsonl", "hledger", "hxl", "epcis"}))
            ->required();
        exported->add_option("--out", export_.out, "A new file; standard output without it");
        exported->callback([this] { code_ = ledger_export_command(export_, output()); });
        auto* imported = add(*group, "import", "Puts an exported log into a store, hash for hash",
                             "aliquot ledger import plan.jsonl copy.aliquot");
        imported
            ->add_option("file", import_.file,
                         "An exported log: .jsonl, or .jsonld for one as EPCIS")
            ->required();
        imported->add_option("store", import_.store, stores + "; made if it is not there")
            ->required();
        imported->callback([this] { code_ = ledger_import_command(import_, output()); });
        auto* epcis = add(*group, "epcis", "Checks and lists the events of any EPCIS 2.0 file",
                          "aliquot ledger epcis shipments.jsonld");
        epcis->add_option("files", files_, "JSON-LD: documents, answers to queries, or events")
            ->required();
        epcis->callback([this] { code_ = ledger_epcis_command(files_, output()); });
        keys_ = add_ledger_key_commands(*group, code_);
    }

    CLI::App app_{
        "Gives every participant of a pooled vaccine supply its fair share, and shows why",
        "aliquot"};
    std::string format_ = "text";
    bool quiet_ = false;
    int code_ = done;
    RunOptions run_;
    AllocateOptions allocate_;
    CheckOptions check_;
    ExplainOptions explain_;
    ReportOptions report_;
    EvidenceOptions evidence_;
    SeverityOptions severity_;
    ForecastOptions forecast_;
    SensitivityOptions sensitivity_;
    ScenarioChoice scenario_;
    LedgerAuditOptions audit_;
    LedgerBalanceOptions balance_;
    LedgerHistoryOptions history_;
    LedgerExportOptions export_;
    LedgerImportOptions import_;
    CompareOptions compare_;
    std::vector<std::string> files_;
    std::string folder_;
    std::shared_ptr<void> facility_;
    std::shared_ptr<void> keys_;
    std::shared_ptr<void> epidemic_;
    std::shared_ptr<void> ensemble_;
    std::shared_ptr<void> frontier_;
};

}  // namespace
}  // namespace aliquot::cli

int main(int count, char** words) {
    try {
        return aliquot::cli::CommandLine{}.run(count, words);
    } catch (const aliquot::BrokenPromise& bug) {
        fmt::print(stderr, "{}\nThis is a bug of ours, not of your input. Please report it.\n",
                   bug.what());
    } catch (const std::exception& trouble) {
        fmt::print(stderr, "unexpected: {}\n", trouble.what());
    }
    return aliquot::cli::broken_promise;
}
