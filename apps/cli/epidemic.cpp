// `aliquot epidemic run`: the parameters of one population in, its epidemic day by day out.
#include "epidemic.hpp"

#include <cmath>
#include <fstream>
#include <iterator>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "aliquot/core/text.hpp"
#include "aliquot/epidemic/mean_field.hpp"
#include "aliquot/io/epidemic/outcome_files.hpp"

namespace aliquot::cli {

namespace {

struct EpidemicOptions {
    std::string parameters;
    std::string out;
    std::string format = "text";
    bool quiet = false;

    [[nodiscard]] Output output() const { return {format == "json", quiet}; }
};

Checked<EpidemicFile> load_parameters(const std::string& path) {
    std::ifstream in{path, std::ios::binary};
    const std::string bytes{std::istreambuf_iterator<char>{in}, {}};
    if (!in)
        return tl::unexpected(
            Errors{{ErrorCode::not_found, "the file cannot be read", path,
                    "give a file of parameters; docs/reference/epidemic.md says what it holds"}});
    return read_epidemic(path, bytes);
}

std::string in_words(const EpidemicFile& file, const epidemic::Outcome& outcome,
                     const std::string& out) {
    epidemic::Flows all;
    for (const epidemic::Day& day : outcome)
        for (std::size_t i = 0; i < epidemic::ages; ++i) {
            all.infections[i] += day.flows.infections[i];
            all.admissions[i] += day.flows.admissions[i];
            all.deaths[i] += day.flows.deaths[i];
            all.vaccinations[i] += day.flows.vaccinations[i];
        }
    std::string text = file.about.empty() ? "" : file.about + "\n";
    text +=
        fmt::format("{} days, R0 {:g} at first\n\n", file.parameters.days, file.first_reproduction);
    const auto line = [&](std::string_view name, double people) {
        text += fmt::format("{:<22}{:>16}\n", name, grouped(std::llround(people)));
    };
    line("people", epidemic::sum(file.parameters.people));
    line("infections", epidemic::sum(all.infections));
    line("hospital admissions", epidemic::sum(all.admissions));
    line("deaths", epidemic::sum(all.deaths));
    line("people vaccinated", epidemic::sum(all.vaccinations));
    return text + fmt::format("\nwritten to {}\n", out);
}

int epidemic_run_command(const EpidemicOptions& options) {
    const Output output = options.output();
    const auto file = load_parameters(options.parameters);
    if (!file) return report_errors(file.error(), output);
    const epidemic::Outcome outcome = epidemic::mean_field(file->parameters);
    const Folder files = epidemic_files(*file, outcome);
    if (auto written = write_folder(options.out, files); !written)
        return report_error(written.error(), output);
    if (output.json)
        print(files.files.at("summary.json"));
    else if (!output.quiet)
        print(in_words(*file, outcome, options.out));
    return done;
}

}  // namespace

std::shared_ptr<void> add_epidemic_commands(CLI::App& app, int& code) {
    const auto options = std::make_shared<EpidemicOptions>();
    auto* group = app.add_subcommand("epidemic", "What an epidemic comes to in a population");
    group->require_subcommand(1);
    auto* run = group->add_subcommand(
        "run", "Infections, admissions and deaths by day and age, from a file of parameters");
    run->footer("Example:\n  aliquot epidemic run kenya.json --out out");
    run->add_option("parameters", options->parameters, "A JSON file: docs/reference/epidemic.md")
        ->required();
    run->add_option("--out", options->out, "A new or empty folder for the tables")->required();
    run->add_option("--format", options->format, "text or json")
        ->check(CLI::IsMember({"text", "json"}))
        ->capture_default_str();
    run->add_flag("--quiet", options->quiet, "Print nothing but errors");
    run->callback([options, &code] { code = epidemic_run_command(*options); });
    return options;
}

}  // namespace aliquot::cli
