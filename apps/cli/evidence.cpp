// `aliquot evidence check` and `aliquot evidence timeline`: what was said, against itself.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "commands.hpp"
#include "evidence_text.hpp"
#include <fmt/format.h>

#include "aliquot/core/text.hpp"
#include "aliquot/evidence/contradiction.hpp"
#include "aliquot/evidence/timeline.hpp"
#include "aliquot/io/statement_reader.hpp"
#include "aliquot/io/timeline/timeline_json.hpp"
#include "aliquot/io/timeline/timeline_page.hpp"

namespace aliquot::cli {

namespace {

// Of a scenario, or of a table of statements that stands alone.
Checked<Evidence> load_evidence(const EvidenceOptions& options) {
    const std::string& path = options.scenario.scenario;
    std::error_code ignored;
    if (std::filesystem::is_regular_file(path, ignored)) {
        std::ifstream in{path, std::ios::binary};
        const std::string bytes{std::istreambuf_iterator<char>{in}, {}};
        if (!in)
            return tl::unexpected(
                Errors{{ErrorCode::io, "the file cannot be read", path, "may this user read it?"}});
        return read_statements_alone(path, bytes, options.scenario.overrides());
    }
    const auto loaded = load_scenario(options.scenario);
    if (!loaded) return tl::unexpected(loaded.error());
    return evidence_of(loaded->scenario);
}

Checked<Evidence> some_evidence(const EvidenceOptions& options) {
    auto evidence = load_evidence(options);
    if (evidence && evidence->statements.empty())
        return tl::unexpected(
            Errors{{ErrorCode::not_found, "nobody has said anything", options.scenario.scenario,
                    "give a scenario with statements.csv, or such a table"}});
    return evidence;
}

// The day that was asked for, or that of the last statement.
Result<Date> day_of(const EvidenceOptions& options, const Evidence& evidence) {
    if (options.on.empty()) return last_said(evidence);
    if (const auto day = parse_date(options.on)) return *day;
    return tl::unexpected(Error{ErrorCode::wrong_input,
                                fmt::format("\"{}\" is not a date", options.on), "--on",
                                "write year-month-day, such as 2021-09-01"});
}

Result<std::string> participant_of(const EvidenceOptions& options, const Evidence& evidence) {
    const std::vector<std::string> known = spoken_of(evidence);
    if (std::ranges::find(known, options.participant) != known.end()) return options.participant;
    const std::string nearest = nearest_word(options.participant, known);
    return tl::unexpected(
        Error{ErrorCode::not_found,
              fmt::format("no statement is about \"{}\"", options.participant), "--participant",
              nearest.empty() ? fmt::format("statements are about: {}", fmt::join(known, ", "))
                              : fmt::format("did you mean \"{}\"?", nearest)});
}

}  // namespace

int evidence_check_command(const EvidenceOptions& options, const Output& output) {
    const auto evidence = some_evidence(options);
    if (!evidence) return report_errors(evidence.error(), output);
    const auto on = day_of(options, *evidence);
    if (!on) return report_error(on.error(), output);
    const EvidenceFindings findings = findings_on(StatementBook{*evidence}, *on);
    if (output.json)
        print(findings_json(*evidence, findings));
    else if (!output.quiet)
        print(findings_text(*evidence, findings));
    return findings.faults() ? violations_found : done;
}

int evidence_timeline_command(const EvidenceOptions& options, const Output& output) {
    const auto evidence = some_evidence(options);
    if (!evidence) return report_errors(evidence.error(), output);
    const auto on = day_of(options, *evidence);
    if (!on) return report_error(on.error(), output);
    const auto participant = participant_of(options, *evidence);
    if (!participant) return report_error(participant.error(), output);
    const bool svg = options.out.ends_with(".svg");
    if (!options.out.empty() && !svg && !options.out.ends_with(".html"))
        return report_error({ErrorCode::wrong_input, "a timeline is drawn as .html or .svg",
                             "--out " + options.out, "choose one of the two by the file's name"},
                            output);
    const StatementTimeline timeline = timeline_of(StatementBook{*evidence}, *participant, *on);
    if (!options.out.empty()) {
        const auto written = write_text(options.out, svg ? timeline_svg(*evidence, timeline)
                                                         : timeline_html(*evidence, timeline));
        if (!written) return report_error(written.error(), output);
    }
    if (output.json)
        print(timeline_json(*evidence, timeline));
    else if (!output.quiet)
        print(timeline_text(*evidence, timeline));
    return done;
}

}  // namespace aliquot::cli
