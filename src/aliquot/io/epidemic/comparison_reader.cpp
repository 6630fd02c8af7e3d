// An ensemble's files read back, and parts of one put together.
#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>
#include <iterator>

#include <fmt/format.h>

#include "aliquot/core/wide.hpp"
#include "aliquot/io/cells.hpp"
#include "aliquot/io/csv.hpp"
#include "aliquot/io/epidemic/comparison_files.hpp"
#include "aliquot/io/json_part.hpp"

namespace aliquot {

namespace {

using epidemic::Comparison;
using epidemic::Figures;
using epidemic::WeekFigures;
using reading::Json;
using reading::JsonPart;

constexpr std::int64_t most_figures = 200'000'000;
constexpr std::int64_t most_days = 100'000;

Result<std::string> bytes_of(const std::filesystem::path& path) {
    std::ifstream in{path, std::ios::binary};
    std::string bytes{std::istreambuf_iterator<char>{in}, {}};
    if (!in)
        return tl::unexpected(Error{ErrorCode::not_found, "there is no ensemble here",
                                    path.generic_string(),
                                    "name a folder that `aliquot ensemble --out` wrote"});
    return bytes;
}

class HeadReader {
public:
    explicit HeadReader(std::string_view file) : problems_{file} {}

    Result<ComparedRuns> read(std::string_view bytes) {
        const Json json = reading::parse_json(bytes, problems_);
        ComparedRuns c;
        if (problems_.errors().empty()) read_members(json, c);
        if (!problems_.errors().empty()) return tl::unexpected(problems_.errors().front());
        return c;
    }

private:
    void read_members(const Json& json, ComparedRuns& c) {
        JsonPart part{json,
                      "",
                      problems_,
                      {"format", "seed", "members", "first_member", "members_here", "first_day",
                       "days", "settings_sha256", "runs", "participants", "left_out"}};
        if (part.text("format") != "aliquot-ensemble/3")
            return part.fail("this is no ensemble of this version", "work it out again");
        c.head.seed = static_cast<std::uint64_t>(part.whole("seed", 0));
        c.head.members = part.whole("members", 1);
        c.first_member = part.whole("first_member", 1) - 1;
        if (const auto first_day = parse_date(part.text("first_day")))
            c.head.first_day = *first_day;
        else
            part.fail("\"first_day\" is no day", "work it out again");
        c.head.days = part.whole("days", 1);
        if (c.head.days > most_days)
            return part.fail(fmt::format("{} days are too many", c.head.days), "work it out again");
        c.head.settings_sha256 = part.text("settings_sha256");
        for (const Json& row : part.list("runs", true)) {
            JsonPart run{row,
                         fmt::format("run {}", c.head.runs.size() + 1),
                         problems_,
                         {"run", "rule", "inputs_sha256", "infections", "deaths",
                          "people_vaccinated", "doses_given", "deaths_averted", "life_years_lost",
                          "life_years_gained", "hospital_admissions"}};
            c.head.runs.push_back({run.text("run"), run.text("rule"), {}});
            if (run.find("inputs_sha256") != nullptr)
                c.head.runs.back().inputs_sha256 = run.text("inputs_sha256");
        }
        for (const Json& row : part.list("participants", true)) {
            JsonPart one{row,
                         fmt::format("participant {}", c.head.participants.size() + 1),
                         problems_,
                         {"participant", "people", "doses_arrived", "group"}};
            ComparedPopulation population{one.text("participant"), one.whole("people", 0), {}, {}};
            if (one.find("group") != nullptr) population.group = one.text("group");
            for (const Json& doses : one.list("doses_arrived", true))
                population.doses_arrived.push_back(one.number(doses, "doses_arrived", 0));
            if (population.doses_arrived.size() != c.head.runs.size())
                one.fail("\"doses_arrived\" are not one for each run", "work it out again");
            c.head.participants.push_back(std::move(population));
        }
        for (const Json& row : part.list("left_out", true)) {
            JsonPart one{row, "left out", problems_, {"participant", "why"}};
            c.head.left_out.push_back({one.text("participant"), one.text("why")});
        }
        const std::int64_t here = part.whole("members_here", 1);
        const auto cells =
            static_cast<std::int64_t>(c.head.participants.size() * c.head.runs.size());
        const auto of_weeks = static_cast<std::int64_t>(c.head.runs.size() * weeks_of(c.head));
        if (c.head.runs.empty() || here > c.head.members ||
            c.first_member > c.head.members - here || (cells > 0 && here > most_figures / cells) ||
            here > most_figures / of_weeks)
            return part.fail(fmt::format("{} members from {} on are not of {}", here,
                                         c.first_member + 1, c.head.members),
                             "work it out again");
        c.figures = Comparison{c.head.participants.size(), c.head.runs.size(),
                               static_cast<std::size_t>(here)};
        c.weeks = {c.head.runs.size(), static_cast<std::size_t>(here), weeks_of(c.head)};
    }

    reading::Problems problems_;
};

// A table of whole numbers, its rows in the order in which they were written.
class Rows {
public:
    Rows(std::string file, std::string_view bytes) : file_{std::move(file)}, csv_{bytes} {}

    [[nodiscard]] tl::unexpected<Error> wrong(std::string what) const {
        return tl::unexpected(Error{ErrorCode::wrong_input, std::move(what),
                                    fmt::format("{} row {}", file_, csv_.at().row),
                                    "give the file as `aliquot ensemble` wrote it"});
    }
    Result<void> header() {
        if (!csv_.next()) return wrong("the file is empty");
        return {};
    }
    // The next row: so many cells, of which all but the one at `text` are numbers.
    Result<void> next(std::size_t cells, std::size_t text) {
        if (!csv_.next() || csv_.fault() || csv_.cells().size() != cells)
            return wrong(
                fmt::format("a row is missing or has another number of cells than {}", cells));
        numbers_.assign(cells, 0);
        for (std::size_t k = 0; k < cells; ++k) {
            if (k == text) continue;
            const std::string_view cell = csv_.cells()[k];
            const auto read = std::from_chars(cell.data(), cell.data() + cell.size(), numbers_[k]);
            if (read.ec != std::errc{} || read.ptr != cell.data() + cell.size() || numbers_[k] < 0)
                return wrong(
                    fmt::format("{} is no number of people or doses", reading::shown(cell)));
        }
        return {};
    }
    [[nodiscard]] std::int64_t number(std::size_t cell) const { return numbers_[cell]; }
    [[nodiscard]] std::string_view text(std::size_t cell) const { return csv_.cells()[cell]; }
    Result<void> end() {
        if (csv_.next()) return wrong("there are more rows than members");
        return {};
    }

private:
    std::string file_;
    reading::CsvReader csv_;
    std::vector<std::int64_t> numbers_;
};

std::int64_t number_of(const ComparedRuns& c, std::size_t member) {
    return c.first_member + static_cast<std::int64_t>(member) + 1;
}

// By participant, run and member.
Result<void> read_members(Rows rows, ComparedRuns& c) {
    if (auto header = rows.header(); !header) return header;
    for (std::size_t p = 0; p < c.head.participants.size(); ++p)
        for (std::size_t r = 0; r < c.head.runs.size(); ++r)
            for (std::size_t m = 0; m < c.figures.members(); ++m) {
                if (auto row = rows.next(9, 0); !row) return row;
                if (rows.text(0) != c.head.participants[p].id ||
                    rows.number(1) != static_cast<std::int64_t>(r + 1) ||
                    rows.number(2) != number_of(c, m))
                    return rows.wrong(fmt::format("it is not member {} of run {} of {}",
                                                  number_of(c, m), r + 1,
                                                  reading::printable(c.head.participants[p].id)));
                c.figures.at(p, r, m) = {rows.number(3), rows.number(4), rows.number(5),
                                         rows.number(6), rows.number(7), rows.number(8)};
            }
    return rows.end();
}

// Whether the weeks of a member under a run come to what its participants do.
bool adds_up(const ComparedRuns& c, std::size_t run, std::size_t member) {
    std::array<Wide, 3> left{};
    for (std::size_t p = 0; p < c.head.participants.size(); ++p) {
        const Figures& f = c.figures.at(p, run, member);
        left[0] += f.infections;
        left[1] += f.admissions;
        left[2] += f.deaths;
    }
    for (std::size_t week = 0; week < c.weeks.weeks(); ++week) {
        const WeekFigures& f = c.weeks.at(run, member, week);
        left[0] -= f.infections;
        left[1] -= f.admissions;
        left[2] -= f.deaths;
    }
    return left == std::array<Wide, 3>{};
}

// By run, member and week.
Result<void> read_member_weeks(Rows rows, ComparedRuns& c) {
    if (auto header = rows.header(); !header) return header;
    for (std::size_t r = 0; r < c.head.runs.size(); ++r)
        for (std::size_t m = 0; m < c.figures.members(); ++m) {
            for (std::size_t week = 0; week < c.weeks.weeks(); ++week) {
                if (auto row = rows.next(6, 2); !row) return row;
                const std::string first = format_date(first_day_of(c.head, week));
                if (rows.number(0) != static_cast<std::int64_t>(r + 1) ||
                    rows.number(1) != number_of(c, m) || rows.text(2) != first)
                    return rows.wrong(
                        fmt::format("it is not the week from {} of member {} of "
                                    "run {}",
                                    first, number_of(c, m), r + 1));
                for (const std::size_t k : {3U, 4U, 5U})
                    if (rows.number(k) > reading::most_people)
                        return rows.wrong(fmt::format("{} people are too many", rows.number(k)));
                c.weeks.at(r, m, week) = {rows.number(3), rows.number(4), rows.number(5)};
            }
            if (!adds_up(c, r, m))
                return rows.wrong(
                    fmt::format("the weeks of member {} under run {} do not add up to members.csv",
                                number_of(c, m), r + 1));
        }
    return rows.end();
}

Result<ComparedRuns> with_figures(ComparedRuns c, const std::string& folder,
                                  std::string_view members_csv, std::string_view member_weeks_csv) {
    if (auto read = read_members({folder + "/members.csv", members_csv}, c); !read)
        return tl::unexpected(read.error());
    if (auto read = read_member_weeks({folder + "/member_weeks.csv", member_weeks_csv}, c); !read)
        return tl::unexpected(read.error());
    return c;
}

}  // namespace

Result<ComparedRuns> read_comparison(const std::filesystem::path& folder) {
    const std::string name = folder.generic_string();
    const auto head = bytes_of(folder / "ensemble.json");
    if (!head) return tl::unexpected(head.error());
    auto compared = HeadReader{name + "/ensemble.json"}.read(*head);
    if (!compared) return compared;
    const auto members = bytes_of(folder / "members.csv");
    if (!members) return tl::unexpected(members.error());
    const auto weeks = bytes_of(folder / "member_weeks.csv");
    if (!weeks) return tl::unexpected(weeks.error());
    return with_figures(*std::move(compared), name, *members, *weeks);
}

Result<ComparedRuns> read_comparison(const std::string& folder, std::string_view ensemble_json,
                                     std::string_view members_csv,
                                     std::string_view member_weeks_csv) {
    auto compared = HeadReader{folder + "/ensemble.json"}.read(ensemble_json);
    if (!compared) return compared;
    return with_figures(*std::move(compared), folder, members_csv, member_weeks_csv);
}

Result<ComparedRuns> merged(std::vector<ComparedRuns> parts) {
    const auto conflict = [](std::string what, std::string hint) {
        return tl::unexpected(
            Error{ErrorCode::conflict, std::move(what), "ensemble merge", std::move(hint)});
    };
    if (parts.empty()) return conflict("there is nothing to merge", "name the parts' folders");
    std::ranges::sort(parts, {}, &ComparedRuns::first_member);
    ComparedRuns whole{parts.front().head};
    std::int64_t next = 0;
    for (const ComparedRuns& part : parts) {
        if (part.head != whole.head)
            return conflict("the parts are of different ensembles",
                            "give the same runs, seed, members and settings to each");
        if (part.first_member != next)
            return conflict(fmt::format("member {} is in {}", std::min(part.first_member, next) + 1,
                                        part.first_member > next ? "no part" : "two parts"),
                            "merge each part once, and all of them");
        next += static_cast<std::int64_t>(part.figures.members());
    }
    if (next != whole.head.members)
        return conflict(fmt::format("member {} is in no part", next + 1),
                        "merge each part once, and all of them");
    const std::size_t participants = whole.head.participants.size();
    const std::size_t runs = whole.head.runs.size();
    const std::size_t weeks = weeks_of(whole.head);
    whole.figures = Comparison{participants, runs, static_cast<std::size_t>(next)};
    whole.weeks = {runs, static_cast<std::size_t>(next), weeks};
    for (const ComparedRuns& part : parts) {
        const auto first = static_cast<std::size_t>(part.first_member);
        for (std::size_t r = 0; r < runs; ++r)
            for (std::size_t m = 0; m < part.figures.members(); ++m) {
                for (std::size_t p = 0; p < participants; ++p)
                    whole.figures.at(p, r, first + m) = part.figures.at(p, r, m);
                for (std::size_t week = 0; week < weeks; ++week)
                    whole.weeks.at(r, first + m, week) = part.weeks.at(r, m, week);
            }
    }
    return whole;
}

}  // namespace aliquot
