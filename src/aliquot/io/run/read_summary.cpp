// A run's folder, read back as far as a comparison needs it.
#include <algorithm>
#include <fstream>
#include <iterator>
#include <optional>

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include "aliquot/io/cells.hpp"
#include "aliquot/io/compare.hpp"
#include "aliquot/io/csv.hpp"
#include "aliquot/io/findings.hpp"
#include "aliquot/io/run/summary.hpp"
#include "aliquot/io/table.hpp"

namespace aliquot {

namespace {

using Json = nlohmann::json;

constexpr std::string_view made_by = "give a folder that `aliquot run --out` wrote";

Result<std::string> bytes_of(const std::filesystem::path& path) {
    std::error_code ignored;
    if (!std::filesystem::is_regular_file(path, ignored))
        return tl::make_unexpected(Error{ErrorCode::not_found, "no such file",
                                         path.generic_string(), std::string{made_by}});
    std::ifstream file{path, std::ios::binary};
    std::string bytes{std::istreambuf_iterator<char>{file}, {}};
    if (!file.is_open() || file.bad())
        return tl::make_unexpected(
            Error{ErrorCode::io, "cannot be read", path.generic_string(), "is it yours to read?"});
    return bytes;
}

// The members of a JSON object by name; the first that is missing or of another kind is kept as
// the error, and answers an empty value.
class Members {
public:
    Members(const Json& json, std::string where) : json_{json}, where_{std::move(where)} {}

    std::string text(const char* name) {
        const Json* found = find(name, &Json::is_string, "text");
        return found ? found->get<std::string>() : std::string{};
    }
    double number(const char* name) {
        const Json* found = find(name, &Json::is_number, "a number");
        return found ? found->get<double>() : 0;
    }
    bool truth(const char* name) {
        const Json* found = find(name, &Json::is_boolean, "true or false");
        return found && found->get<bool>();
    }
    Doses doses(const char* name) {
        const Json* found = find(name, &Json::is_number_unsigned, "a whole number of doses");
        if (!found) return {};
        const auto doses = found->get<std::uint64_t>();
        if (doses <= static_cast<std::uint64_t>(reading::most_doses))
            return Doses{static_cast<std::int64_t>(doses)};
        fail(name, "is too large");
        return {};
    }
    const Json& object(const char* name) { return part(name, &Json::is_object, "an object"); }
    const Json& list(const char* name) { return part(name, &Json::is_array, "a list"); }

    void fail(std::string_view name, std::string_view what) {
        if (!error_)
            error_ = Error{ErrorCode::wrong_input, fmt::format("`{}` {}", name, what), where_,
                           std::string{made_by}};
    }
    void adopt(const Members& part) {
        if (!error_) error_ = part.error_;
    }
    [[nodiscard]] const std::string& where() const { return where_; }
    [[nodiscard]] const std::optional<Error>& error() const { return error_; }

private:
    using IsKind = bool (Json::*)() const noexcept;

    const Json* find(const char* name, IsKind is_kind, std::string_view kind) {
        const auto found = json_.find(name);
        if (found == json_.end()) {
            fail(name, "is missing");
            return nullptr;
        }
        if (((*found).*is_kind)()) return &*found;
        fail(name, fmt::format("is not {}", kind));
        return nullptr;
    }
    const Json& part(const char* name, IsKind is_kind, std::string_view kind) {
        static const Json nothing;
        const Json* found = find(name, is_kind, kind);
        return found ? *found : nothing;
    }

    const Json& json_;
    std::string where_;
    std::optional<Error> error_;
};

SpreadFigures spread(Members& summary, const char* name) {
    Members members{summary.object(name), fmt::format("{}, `{}`", summary.where(), name)};
    SpreadFigures figures{.lowest = members.number("lowest"),
                          .lowest_participant = members.text("lowest_participant"),
                          .median = members.number("median"),
                          .highest = members.number("highest"),
                          .highest_participant = members.text("highest_participant"),
                          .gini = members.number("gini")};
    summary.adopt(members);
    return figures;
}

Totals totals(Members& summary) {
    return {.supply = summary.doses("supply_doses"),
            .awarded = summary.doses("awarded_doses"),
            .accepted = summary.doses("accepted_doses"),
            .declined = summary.doses("declined_doses"),
            .lapsed = summary.doses("lapsed_doses"),
            .deferred = summary.doses("deferred_doses"),
            .returned = summary.doses("returned_doses"),
            .reallocated = summary.doses("reallocated_doses"),
            .delivered = summary.doses("delivered_doses"),
            .expired = summary.doses("expired_doses"),
            .unallocated = summary.doses("unallocated_doses"),
            .buffer = summary.doses("buffer_doses"),
            .open_offers = summary.doses("open_offers_doses"),
            .awaiting_dispatch = summary.doses("awaiting_dispatch_doses"),
            .in_transit = summary.doses("in_transit_doses"),
            .in_custody = summary.doses("in_custody_doses")};
}

Result<RunSummary> from_json(const std::string& bytes, const std::string& where) {
    Json json;
    try {
        json = Json::parse(bytes);
    } catch (const Json::exception&) {
        return tl::make_unexpected(
            Error{ErrorCode::wrong_input, "is not JSON", where, std::string{made_by}});
    }
    if (!json.is_object() || !json.contains("format"))
        return tl::make_unexpected(Error{ErrorCode::wrong_input, "is not the summary of a run",
                                         where, std::string{made_by}});
    if (json["format"] != std::string{run_format})
        return tl::make_unexpected(
            Error{ErrorCode::wrong_input,
                  fmt::format("`format` is {}", json["format"].dump(-1, ' ', true)), where,
                  fmt::format("this program reads \"{}\"; run the scenario again, or use the "
                              "program that wrote it",
                              run_format)});

    Members summary{json, where};
    RunSummary run;
    run.scenario = summary.text("scenario");
    run.rule = summary.text("rule");
    run.until = summary.text("until");
    run.inputs_sha256 = summary.text("inputs_sha256");
    run.coverage = spread(summary, "coverage");
    run.doses_per_100 = spread(summary, "doses_per_100");
    run.totals = totals(summary);
    run.conserved = summary.truth("conserved");
    std::int64_t round = 0;
    for (const Json& each : summary.list("certificates")) {
        Members certificate{each, fmt::format("{}, certificate {}", where, ++round)};
        run.verified += certificate.truth("verified") ? 1 : 0;
        ++run.certificates;
        summary.adopt(certificate);
    }
    if (summary.error()) return tl::make_unexpected(*summary.error());
    return run;
}

struct Holding {
    Date date;
    std::int64_t doses = 0;
    std::int64_t people = 0;
};

// A later version may have appended columns: those that are not needed are let be.
std::vector<reading::Column> columns_of(std::string_view bytes) {
    std::vector<reading::Column> columns{
        {"date", true}, {"delivered_doses", true}, {"other_doses", true}, {"population", true}};
    reading::CsvReader header{bytes};
    if (!header.next() || header.fault()) return columns;
    const std::vector<reading::Column> needed = columns;
    for (const std::string_view name : header.cells()) {
        const auto same = [&](const reading::Column& each) { return each.name == name; };
        const std::size_t at = bytes.find(name);  // the cell is gone at the next row, these stay
        if (std::ranges::none_of(needed, same) && at != std::string_view::npos)
            columns.push_back({bytes.substr(at, name.size()), false});
    }
    return columns;
}

Result<std::vector<Holding>> holdings(std::string bytes, const std::string& where) {
    const Folder folder{.name = where, .files = {{where, std::move(bytes)}}};
    const auto columns = columns_of(folder.files.at(where));
    reading::Findings findings;
    std::vector<Holding> rows;
    const reading::WholeRange doses{.least = 0, .most = reading::most_doses, .unit = "doses"};
    const reading::WholeRange people{.least = 1, .most = reading::most_people, .unit = "people"};
    const auto state = reading::read_table(folder, where, columns, findings, [&](auto& row) {
        const auto date = row.date("date");
        const auto delivered = row.whole("delivered_doses", doses);
        const auto other = row.whole("other_doses", doses);
        const auto population = row.whole("population", people);
        if (row.sound()) rows.push_back({*date, *delivered + *other, *population});
    });
    if (state != reading::TableState::read || !findings.empty())
        return tl::make_unexpected(findings.take().front());
    return rows;
}

void count_low(RunSummary& run, std::span<const Holding> rows) {
    Date last = Date::min();
    for (const Holding& each : rows) last = std::max(last, each.date);
    for (const Holding& each : rows) {
        if (each.date != last) continue;
        ++run.participants;
        for (std::size_t mark = 0; mark < low_marks.size(); ++mark)
            run.below.at(mark) +=
                Wide{100} * each.doses < Wide{low_marks.at(mark)} * each.people ? 1 : 0;
    }
}

}  // namespace

Result<RunSummary> read_run_summary(const std::filesystem::path& folder) {
    const auto path_of = [&](const char* file) { return (folder / file).generic_string(); };
    const auto summary = bytes_of(path_of("summary.json"));
    if (!summary) return tl::make_unexpected(summary.error());
    auto run = from_json(*summary, path_of("summary.json"));
    if (!run) return run;
    auto table = bytes_of(path_of("coverage.csv"));
    if (!table) return tl::make_unexpected(table.error());
    const auto rows = holdings(std::move(*table), path_of("coverage.csv"));
    if (!rows) return tl::make_unexpected(rows.error());
    count_low(*run, *rows);
    run->folder = folder.generic_string();
    while (run->folder.size() > 1 && run->folder.ends_with('/')) run->folder.pop_back();
    return run;
}

}  // namespace aliquot
