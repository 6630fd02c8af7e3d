// `aliquot epidemic run`: the parameters of one population in, its epidemic day by day out.
#include "epidemic.hpp"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>
#include <optional>

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
    std::optional<int> members;
    std::optional<std::uint64_t> seed;
    int threads = 1;
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

std::string in_words(const EpidemicFile& file, const epidemic::Ensemble& ensemble,
                     const std::string& out) {
    std::string text = file.about.empty() ? "" : file.about + "\n";
    text += fmt::format("{} members by chance, {} days, R0 {:g} at first\n\n",
                        grouped(static_cast<std::int64_t>(ensemble.members.size())),
                        file.parameters.days, file.first_reproduction);
    text += fmt::format("{:<22}{:>16}{:>16}{:>16}\n", "", "mean", "least", "most");
    const auto line = [&](std::string_view name, std::int64_t epidemic::MemberTotals::* figure) {
        double sum = 0;
        std::int64_t least = ensemble.members.front().*figure;
        std::int64_t most = least;
        for (const epidemic::MemberTotals& member : ensemble.members) {
            sum += static_cast<double>(member.*figure);
            least = std::min(least, member.*figure);
            most = std::max(most, member.*figure);
        }
        const double mean = sum / static_cast<double>(ensemble.members.size());
        text += fmt::format("{:<22}{:>16}{:>16}{:>16}\n", name, grouped(std::llround(mean)),
                            grouped(least), grouped(most));
    };
    line("infections", &epidemic::MemberTotals::infections);
    line("in need of a hospital", &epidemic::MemberTotals::need);
    line("hospital admissions", &epidemic::MemberTotals::admissions);
    line("deaths", &epidemic::MemberTotals::deaths);
    line("people vaccinated", &epidemic::MemberTotals::vaccinations);
    return text + fmt::format("\nwritten to {}\n", out);
}

int write_and_say(const EpidemicOptions& options, const Folder& files, const std::string& words) {
    const Output output = options.output();
    if (auto written = write_folder(options.out, files); !written)
        return report_error(written.error(), output);
    if (output.json)
        print(files.files.at("summary.json"));
    else if (!output.quiet)
        print(words);
    return done;
}

int run_by_chance(const EpidemicOptions& options, EpidemicFile& file) {
    if (!file.by_chance) file.by_chance.emplace();
    ByChance& chance = *file.by_chance;
    chance.members = options.members.value_or(chance.members);
    chance.seed = options.seed.value_or(chance.seed);
    epidemic::ChanceOptions how;
    how.form = chance.form;
    how.caution = chance.caution;
    how.escapes = chance.escapes;
    how.members = static_cast<std::size_t>(chance.members);
    how.key = epidemic::random_key(chance.seed, 0);
    how.threads = options.threads;
    how.keep_days = true;
    const epidemic::Ensemble ensemble = epidemic::by_chance(file.parameters, how);
    return write_and_say(options, epidemic_files(file, ensemble),
                         in_words(file, ensemble, options.out));
}

int epidemic_run_command(const EpidemicOptions& options) {
    auto file = load_parameters(options.parameters);
    if (!file) return report_errors(file.error(), options.output());
    if (file->by_chance || options.members || options.seed) return run_by_chance(options, *file);
    const epidemic::Outcome outcome = epidemic::mean_field(file->parameters);
    return write_and_say(options, epidemic_files(*file, outcome),
                         in_words(*file, outcome, options.out));
}

}  // namespace

std::shared_ptr<void> add_epidemic_commands(CLI::App& app, int& code) {
    const auto options = std::make_shared<EpidemicOptions>();
    auto* group = app.add_subcommand("epidemic", "What an epidemic comes to in a population");
    group->require_subcommand(1);
    auto* run = group->add_subcommand(
        "run", "Infections, admissions and deaths by day and age, from a file of parameters");
    run->footer(
        "Example:\n  aliquot epidemic run kenya.json --out out\n"
        "  aliquot epidemic run kenya.json --members 400 --seed 7 --out by-chance");
    run->add_option("parameters", options->parameters, "A JSON file: docs/reference/epidemic.md")
        ->required();
    run->add_option("--out", options->out, "A new or empty folder for the tables")->required();
    run->add_option("--members", options->members,
                    "By chance: so many courses that the epidemic could take")
        ->check(CLI::Range(1, 20'000));
    run->add_option("--seed", options->seed, "By chance: the same seed gives the same members");
    run->add_option("--threads", options->threads,
                    "At most so many threads; the result is the same for any number")
        ->check(CLI::Range(1, 1024));
    run->add_option("--format", options->format, "text or json")
        ->check(CLI::IsMember({"text", "json"}))
        ->capture_default_str();
    run->add_flag("--quiet", options->quiet, "Print nothing but errors");
    run->callback([options, &code] { code = epidemic_run_command(*options); });
    return std::make_shared<std::pair<std::shared_ptr<void>, std::shared_ptr<void>>>(
        options, add_fit_command(*group, code));
}

}  // namespace aliquot::cli
