// An ensemble's files read back, and parts of one put together.
#include <algorithm>
#include <charconv>
#include <fstream>
#include <iterator>

#include <fmt/format.h>

#include "aliquot/io/cells.hpp"
#include "aliquot/io/csv.hpp"
#include "aliquot/io/epidemic/comparison_files.hpp"
#include "aliquot/io/json_part.hpp"

namespace aliquot {

namespace {

using epidemic::Comparison;
using epidemic::Figures;
using reading::Json;
using reading::JsonPart;

constexpr std::int64_t most_figures = 200'000'000;

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
                      {"format", "seed", "members", "first_member", "members_here",
                       "settings_sha256", "runs", "participants", "left_out"}};
        if (part.text("format") != "aliquot-ensemble/2")
            return part.fail("this is no ensemble of this version", "work it out again");
        c.head.seed = static_cast<std::uint64_t>(part.whole("seed", 0));
        c.head.members = part.whole("members", 1);
        c.first_member = part.whole("first_member", 1) - 1;
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
        if (c.head.runs.empty() || here > c.head.members ||
            c.first_member > c.head.members - here || (cells > 0 && here > most_figures / cells))
            return part.fail(fmt::format("{} members from {} on are not of {}", here,
                                         c.first_member + 1, c.head.members),
                             "work it out again");
        c.figures = Comparison{c.head.participants.size(), c.head.runs.size(),
                               static_cast<std::size_t>(here)};
    }

    reading::Problems problems_;
};

// Rows in the order in which they were written: by participant, run and member.
Result<void> read_members(const std::string& file, std::string_view bytes, ComparedRuns& c) {
    reading::CsvReader csv{bytes};
    const auto wrong = [&](std::string what) {
        return tl::unexpected(Error{ErrorCode::wrong_input, std::move(what),
                                    fmt::format("{} row {}", file, csv.at().row),
                                    "give the file as `aliquot ensemble` wrote it"});
    };
    if (!csv.next()) return wrong("the file is empty");
    for (std::size_t p = 0; p < c.head.participants.size(); ++p)
        for (std::size_t r = 0; r < c.head.runs.size(); ++r)
            for (std::size_t m = 0; m < c.figures.members(); ++m) {
                if (!csv.next() || csv.fault() || csv.cells().size() != 9)
                    return wrong("a row is missing or has another number of cells than 9");
                const auto& cells = csv.cells();
                std::array<std::int64_t, 8> n{};
                for (std::size_t k = 0; k < n.size(); ++k) {
                    const std::string_view cell = cells[k + 1];
                    const auto read = std::from_chars(cell.data(), cell.data() + cell.size(), n[k]);
                    if (read.ec != std::errc{} || read.ptr != cell.data() + cell.size() || n[k] < 0)
                        return wrong(fmt::format("{} is no number of people or doses",
                                                 reading::shown(cell)));
                }
                const auto member = c.first_member + static_cast<std::int64_t>(m) + 1;
                if (cells[0] != c.head.participants[p].id ||
                    n[0] != static_cast<std::int64_t>(r + 1) || n[1] != member)
                    return wrong(fmt::format("it is not member {} of run {} of {}", member, r + 1,
                                             reading::printable(c.head.participants[p].id)));
                c.figures.at(p, r, m) = {n[2], n[3], n[4], n[5], n[6], n[7]};
            }
    if (csv.next()) return wrong("there are more rows than members");
    return {};
}

}  // namespace

Result<ComparedRuns> read_comparison(const std::filesystem::path& folder) {
    const auto head = bytes_of(folder / "ensemble.json");
    if (!head) return tl::unexpected(head.error());
    const auto rows = bytes_of(folder / "members.csv");
    if (!rows) return tl::unexpected(rows.error());
    return read_comparison(folder.generic_string(), *head, *rows);
}

Result<ComparedRuns> read_comparison(const std::string& folder, std::string_view ensemble_json,
                                     std::string_view members_csv) {
    auto compared = HeadReader{folder + "/ensemble.json"}.read(ensemble_json);
    if (!compared) return compared;
    auto read = read_members(folder + "/members.csv", members_csv, *compared);
    if (!read) return tl::unexpected(read.error());
    return compared;
}

Result<ComparedRuns> merged(std::vector<ComparedRuns> parts) {
    const auto conflict = [](std::string what, std::string hint) {
        return tl::unexpected(
            Error{ErrorCode::conflict, std::move(what), "ensemble merge", std::move(hint)});
    };
    if (parts.empty()) return conflict("there is nothing to merge", "name the parts' folders");
    std::ranges::sort(parts, {}, &ComparedRuns::first_member);
    ComparedRuns whole{parts.front().head, 0, {0, 0, 0}};
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
    whole.figures = Comparison{participants, runs, static_cast<std::size_t>(next)};
    for (const ComparedRuns& part : parts)
        for (std::size_t p = 0; p < participants; ++p)
            for (std::size_t r = 0; r < runs; ++r)
                for (std::size_t m = 0; m < part.figures.members(); ++m)
                    whole.figures.at(p, r, static_cast<std::size_t>(part.first_member) + m) =
                        part.figures.at(p, r, m);
    return whole;
}

}  // namespace aliquot
