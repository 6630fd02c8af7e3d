// `aliquot allocate FOLDER` on a folder of recipients: the step inside a country.
#include <chrono>
#include <optional>

#include "commands.hpp"
#include "words.hpp"
#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include "aliquot/core/text.hpp"
#include "aliquot/io/recipients/shares_writer.hpp"
#include "aliquot/sharing/share.hpp"

namespace aliquot::cli {

namespace {

using Table = std::vector<std::vector<std::string>>;

std::string percent(double coverage) {
    return fmt::format("{:.2f} %", 100 * coverage);
}

Table line_rows(const NamedPool& named, const Shares& shares, const SharingFigures& figures) {
    constexpr std::size_t most_shown = 40;
    Table rows{
        {"supply line", "doses", "courses", "shared", "left", "odd doses", "block", "reaches"}};
    for (std::size_t j = 0; j < std::min(named.lines.size(), most_shown); ++j) {
        const PooledLine& line = named.lines[j];
        const LineLevel& level = shares.levels[j];
        const bool reaches = level.block > 0 && level.weight > 0;
        rows.push_back(
            {line.id, grouped(line.doses), grouped(line.courses()),
             grouped(figures.given_of_line[j]), grouped(line.courses() - figures.given_of_line[j]),
             grouped(line.odd_doses()), level.block > 0 ? std::to_string(level.block) : "-",
             reaches ? percent(Covered{0, level.covered, level.weight}.coverage()) : "-"});
    }
    return rows;
}

std::string text_of(const NamedPool& named, const Shares& shares, const SharingFigures& figures) {
    const auto count = [](std::size_t number) {
        return grouped(static_cast<std::int64_t>(number));
    };
    const Table rows = line_rows(named, shares, figures);
    std::string text = aligned_table(rows);
    if (named.lines.size() + 1 > rows.size())
        text += fmt::format("and {} more; summary.json lists all\n",
                            count(named.lines.size() + 1 - rows.size()));
    text += "\n";
    text += aligned_table(
        {{"recipients", count(named.pool.recipients())},
         {"given something", grouped(figures.given_something)},
         {"without room", grouped(figures.without_room)},
         {"courses shared", grouped(figures.shared_courses)},
         {"doses left over",
          fmt::format("{}", grouped(figures.supply_doses - figures.awarded_doses))},
         {"blocks of lines", std::to_string(figures.blocks)},
         {fmt::format("lowest coverage, {}", named.recipients[figures.lowest.recipient]),
          percent(figures.lowest.coverage())},
         {"median coverage", percent(figures.median)},
         {fmt::format("highest coverage, {}", named.recipients[figures.highest.recipient]),
          percent(figures.highest.coverage())}});
    for (const std::string& notice : named.notices) text += "notice: " + notice + "\n";
    return text;
}

// How far reading has come, on a terminal, rewritten in place.
class ProgressLine {
public:
    explicit ProgressLine(const Output& output)
        : shown_{!output.quiet && !output.json && ::isatty(STDERR_FILENO) == 1} {}
    ~ProgressLine() { say(""); }
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;

    void say(const std::string& text) const {
        if (!shown_) return;
        fmt::print(stderr, "\r{:<40}\r{}", "", text);
        std::fflush(stderr);
    }
    void read(std::uint64_t read, std::uint64_t all) {
        const std::uint64_t percent =
            all == 0 ? 100 : std::min<std::uint64_t>(100, 100 * read / all);
        if (percent == percent_) return;
        percent_ = percent;
        say(fmt::format("reading {} %", percent));
    }
    [[nodiscard]] bool shown() const { return shown_; }

private:
    bool shown_;
    std::uint64_t percent_ = 101;
};

// The seconds of each phase, for --timings.
class Phases {
public:
    void end(const char* name) {
        const auto now = std::chrono::steady_clock::now();
        const std::chrono::duration<double> took = now - begin_;
        text_ += fmt::format("{:<8}{:.4f} s\n", name, took.count());
        begin_ = now;
    }
    [[nodiscard]] std::string text(std::size_t recipients) const {
        rusage used{};
        ::getrusage(RUSAGE_SELF, &used);
        const std::int64_t bytes = std::int64_t{used.ru_maxrss} * 1024;
        return text_ + fmt::format("memory  {} MiB at most, {} bytes a recipient\n", bytes >> 20,
                                   bytes / static_cast<std::int64_t>(recipients));
    }

private:
    std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
    std::string text_;
};

// What a folder of recipients has no use for.
std::optional<std::string> option_of_scenarios(const AllocateOptions& options) {
    if (!options.round.empty()) return "--round";
    if (options.scenario.rule && *options.scenario.rule != "equal_coverage") return "--rule";
    if (options.scenario.seed) return "--seed";
    if (!options.scenario.set.empty()) return "--set";
    if (!options.declined.empty()) return "--declined";
    return std::nullopt;
}

}  // namespace

int allocate_recipients_command(const AllocateOptions& options, const Output& output) {
    if (const auto option = option_of_scenarios(options)) {
        fmt::print(stderr,
                   "error: {} is for scenarios; a folder of recipients is shared once, by "
                   "equal_coverage\n",
                   *option);
        return wrong_usage;
    }
    Phases phases;
    ProgressLine progress{output};
    auto named = read_recipients(options.scenario.scenario,
                                 progress.shown()
                                     ? ReadingProgress{[&](std::uint64_t read, std::uint64_t all) {
                                           progress.read(read, all);
                                       }}
                                     : ReadingProgress{});
    phases.end("read");
    if (!named) {
        progress.say("");
        return report_errors(named.error(), output);
    }
    progress.say("sharing");
    const Shares shares = share(named->pool);
    phases.end("share");
    const SharingFigures figures = figures_of(*named, shares);
    phases.end("count");
    if (!options.out.empty()) {
        progress.say("writing");
        if (auto written = write_shares(options.out, *named, shares, figures); !written) {
            progress.say("");
            return report_error(written.error(), output);
        }
        phases.end("write");
    }
    progress.say("");
    if (output.json)
        print(shares_summary_json(*named, shares, figures));
    else if (!output.quiet)
        print(text_of(*named, shares, figures));
    if (options.timings) fmt::print(stderr, "{}", phases.text(named->pool.recipients()));
    return done;
}

}  // namespace aliquot::cli
