// What the participants bring: supply from elsewhere, readiness, preferences, capacity, the
// epidemic and the borders.
#include <array>
#include <cmath>
#include <tuple>

#include <fmt/core.h>

#include "aliquot/core/text.hpp"
#include "aliquot/io/tables.hpp"

namespace aliquot::reading {

namespace {

// "*" or nothing: every product.
std::optional<ProductIndex> product_or_all(Row& row, const Reading& reading) {
    if (row.text("product") == "*") return std::nullopt;
    const auto place = row.known("product", reading.products);
    return place ? std::optional{ProductIndex{*place}} : std::nullopt;
}

// Doses of this channel are counted as given by the facility, so that a misspelt one would count
// as somebody else's.
void check_channel(Row& row, const std::string& channel) {
    static const std::array<std::string, 1> facility{"facility"};
    if (channel == facility[0]) return;
    if (const std::string near = nearest_word(channel, facility); !near.empty())
        row.wrong("channel", fmt::format("{} is nearly a word with a meaning", shown(channel)),
                  "did you mean \"facility\"?");
}

}  // namespace

void read_other_supply(Reading& reading) {
    static constexpr std::array<Column, 5> columns{
        {{"participant", true}, {"date", true}, {"product", true}, {"doses", true}, {"channel"}}};
    constexpr std::string_view file = "other_supply.csv";
    std::vector<Numbered<OtherSupply>> rows;
    (void)read_table(reading.folder, file, columns, reading.findings, [&](Row& row) {
        OtherSupply made;
        made.participant = participant_of(row, reading);
        const auto date = row.date("date");
        made.date = date.value_or(Date{});
        made.product = row.id("product");
        made.doses = Doses{row.whole("doses", dose_range).value_or(0)};
        made.channel = row.text("channel");
        if (made.channel.empty()) made.channel = "bilateral";
        check_channel(row, made.channel);
        if (made.channel == "facility" && date && reading.settings.dates_known &&
            *date > reading.settings.settings.start)
            row.wrong("date",
                      fmt::format("{} is after the start, {}", format_date(*date),
                                  format_date(reading.settings.settings.start)),
                      "the channel facility is for doses that it gave before the start");
        if (!row.sound()) return;
        // A product that the facility does not know counts by two doses.
        if (const auto known = reading.products.places.find(made.product);
            known != reading.products.places.end() &&
            known->second < reading.scenario.products.size())
            made.doses_per_course = reading.scenario.products[known->second].doses_per_course;
        rows.push_back({std::move(made), row.at()});
    });
    reading.scenario.other_supply = in_key_order(
        std::move(rows), file,
        [](const OtherSupply& one) {
            return std::tie(one.participant, one.date, one.product, one.channel);
        },
        "participant, date, product and channel", reading.findings);
}

void read_readiness(Reading& reading) {
    static constexpr std::array<Column, 5> columns{
        {{"participant", true}, {"step", true}, {"from", true}, {"until"}, {"product"}}};
    constexpr std::string_view file = "readiness.csv";
    std::vector<Numbered<ReadinessStep>> rows;
    const auto state = read_table(reading.folder, file, columns, reading.findings, [&](Row& row) {
        ReadinessStep made;
        made.participant = participant_of(row, reading);
        made.step = row.id("step");
        const auto from = row.date("from");
        made.from = from.value_or(Date{});
        made.until = row.date("until");
        check_order(row, "until", from, "from", made.until);
        made.product = product_or_all(row, reading);
        reading.steps.push_back(made.step);
        if (row.sound()) rows.push_back({std::move(made), row.at()});
    });
    std::sort(reading.steps.begin(), reading.steps.end());
    reading.steps.erase(std::unique(reading.steps.begin(), reading.steps.end()),
                        reading.steps.end());
    reading.scenario.readiness = in_key_order(
        std::move(rows), file,
        [](const ReadinessStep& one) {
            return std::tie(one.participant, one.step, one.product, one.from);
        },
        "participant, step, product and from", reading.findings);
    if (state == TableState::unreadable) return;
    for (const Mention& step : reading.settings.steps) {
        if (std::binary_search(reading.steps.begin(), reading.steps.end(), step.id)) continue;
        reading.findings.add(
            step.order,
            {ErrorCode::wrong_input, fmt::format("nobody has the step {}", shown(step.id)),
             step.where, did_you_mean(step.id, reading.steps, "readiness.csv has no row with it")});
    }
}

void read_preferences(Reading& reading) {
    static constexpr std::array<Column, 5> columns{
        {{"participant", true}, {"product", true}, {"choice", true}, {"from"}, {"until"}}};
    static constexpr std::array<std::string_view, 2> choices{"opt_out", "prefer"};
    constexpr std::string_view file = "preferences.csv";
    std::vector<Numbered<Preference>> rows;
    (void)read_table(reading.folder, file, columns, reading.findings, [&](Row& row) {
        Preference made;
        made.participant = participant_of(row, reading);
        made.product = product_or_all(row, reading);
        made.choice = static_cast<Choice>(row.one_of("choice", choices).value_or(0));
        made.from = row.date("from");
        made.until = row.date("until");
        check_order(row, "until", made.from, "from", made.until);
        if (row.sound()) rows.push_back({std::move(made), row.at()});
    });
    reading.scenario.preferences = in_key_order(
        std::move(rows), file,
        [](const Preference& one) { return std::tie(one.participant, one.product, one.from); },
        "participant, product and from", reading.findings);
}

void read_capacity(Reading& reading) {
    static constexpr std::array<Column, 7> columns{{{"participant", true},
                                                    {"from", true},
                                                    {"fridge_litres"},
                                                    {"freezer_litres"},
                                                    {"ultra_cold_litres"},
                                                    {"absorption_doses_per_week"},
                                                    {"stock_doses"}}};
    constexpr std::string_view file = "capacity.csv";
    constexpr WholeRange litres{0, 1'000'000'000, "litres"};
    std::vector<Numbered<Capacity>> rows;
    (void)read_table(reading.folder, file, columns, reading.findings, [&](Row& row) {
        Capacity made;
        made.participant = participant_of(row, reading);
        made.from = row.date("from").value_or(Date{});
        made.litres = {row.whole("fridge_litres", litres), row.whole("freezer_litres", litres),
                       row.whole("ultra_cold_litres", litres)};
        if (const auto doses = row.whole("absorption_doses_per_week", dose_range))
            made.absorption_per_week = Doses{*doses};
        made.stock = Doses{row.whole("stock_doses", dose_range).value_or(0)};
        if (row.sound()) rows.push_back({made, row.at()});
    });
    reading.scenario.capacity = in_key_order(
        std::move(rows), file,
        [](const Capacity& one) { return std::tie(one.participant, one.from); },
        "participant and from", reading.findings);
}

void read_severity(Reading& reading) {
    static constexpr std::array<Column, 7> columns{{{"participant", true},
                                                    {"date", true},
                                                    {"deaths"},
                                                    {"cases"},
                                                    {"excess_deaths"},
                                                    {"excess_deaths_low"},
                                                    {"excess_deaths_high"}}};
    constexpr std::string_view file = "severity.csv";
    constexpr WholeRange people{0, most_people, "people"};
    constexpr double most = 1e9;  // excess deaths may be below zero
    std::vector<Numbered<SeverityReport>> rows;
    (void)read_table(reading.folder, file, columns, reading.findings, [&](Row& row) {
        SeverityReport made;
        made.participant = participant_of(row, reading);
        made.date = row.date("date").value_or(Date{});
        made.deaths = row.whole("deaths", people);
        made.cases = row.whole("cases", people);
        made.excess_deaths = row.decimal("excess_deaths", -most, most);
        made.excess_deaths_low = row.decimal("excess_deaths_low", -most, most);
        made.excess_deaths_high = row.decimal("excess_deaths_high", -most, most);
        const auto above = [](std::optional<double> left, std::optional<double> right) {
            return left && right && *left > *right;
        };
        if (above(made.excess_deaths_low, made.excess_deaths_high) ||
            above(made.excess_deaths_low, made.excess_deaths) ||
            above(made.excess_deaths, made.excess_deaths_high))
            row.wrong("excess_deaths", "low, middle and high are not in ascending order", "");
        if (row.sound()) rows.push_back({made, row.at()});
    });
    reading.scenario.severity = in_key_order(
        std::move(rows), file,
        [](const SeverityReport& one) { return std::tie(one.participant, one.date); },
        "participant and date", reading.findings);
}

void read_excess(Reading& reading) {
    static constexpr std::array<Column, 8> columns{{{"place", true},
                                                    {"region"},
                                                    {"group"},
                                                    {"from", true},
                                                    {"until", true},
                                                    {"published", true},
                                                    {"excess_deaths", true},
                                                    {"reported_deaths", true}}};
    constexpr std::string_view file = "excess.csv";
    constexpr WholeRange people{0, most_people, "people"};
    constexpr double most = 1e9;  // excess deaths may be below zero
    std::vector<Numbered<ExcessEstimate>> rows;
    (void)read_table(reading.folder, file, columns, reading.findings, [&](Row& row) {
        ExcessEstimate made;
        made.place = row.id("place");
        made.region = row.text("region");
        made.group = row.text("group");
        const auto from = row.date("from");
        const auto until = row.date("until");
        const auto published = row.date("published");
        check_order(row, "until", from, "from", until);
        check_order(row, "published", until, "until", published);
        made.from = from.value_or(Date{});
        made.until = until.value_or(Date{});
        made.published = published.value_or(Date{});
        made.thousandths =
            std::llround(row.decimal("excess_deaths", -most, most).value_or(0) * 1000);
        made.reported = row.whole("reported_deaths", people).value_or(0);
        if (row.sound()) rows.push_back({std::move(made), row.at()});
    });
    reading.scenario.excess = in_key_order(
        std::move(rows), file,
        [](const ExcessEstimate& one) { return std::tie(one.place, one.from); }, "place and from",
        reading.findings);
}

void read_started(Reading& reading) {
    static constexpr std::array<Column, 4> columns{
        {{"participant", true}, {"date", true}, {"product", true}, {"courses", true}}};
    constexpr std::string_view file = "started.csv";
    constexpr WholeRange people{0, most_people, "people"};
    std::vector<Numbered<StartedCourses>> rows;
    (void)read_table(reading.folder, file, columns, reading.findings, [&](Row& row) {
        StartedCourses made;
        made.participant = participant_of(row, reading);
        made.date = row.date("date").value_or(Date{});
        const auto product = row.known("product", reading.products);
        made.product = ProductIndex{product.value_or(0)};
        made.courses = Courses{row.whole("courses", people).value_or(0)};
        // Nothing is left to complete where one dose is a course.
        if (product && *product < reading.scenario.products.size() &&
            reading.scenario.at(made.product).doses_per_course == DosesPerCourse{1} &&
            made.courses > Courses{0})
            row.wrong("courses",
                      fmt::format("{} takes one dose a course, so that no course can be half done",
                                  shown(reading.scenario.at(made.product).id)),
                      "give courses of products with two doses or more");
        if (row.sound()) rows.push_back({made, row.at()});
    });
    reading.scenario.started = in_key_order(
        std::move(rows), file,
        [](const StartedCourses& one) { return std::tie(one.participant, one.product, one.date); },
        "participant, product and date", reading.findings);
}

void read_borders(Reading& reading) {
    static constexpr std::array<Column, 3> columns{
        {{"participant", true}, {"from", true}, {"until", true}}};
    constexpr std::string_view file = "borders.csv";
    std::vector<Numbered<BorderClosure>> rows;
    (void)read_table(reading.folder, file, columns, reading.findings, [&](Row& row) {
        BorderClosure made;
        made.participant = participant_of(row, reading);
        const auto from = row.date("from");
        const auto until = row.date("until");
        check_order(row, "until", from, "from", until);
        made.from = from.value_or(Date{});
        made.until = until.value_or(Date{});
        if (row.sound()) rows.push_back({made, row.at()});
    });
    reading.scenario.borders = in_key_order(
        std::move(rows), file,
        [](const BorderClosure& one) { return std::tie(one.participant, one.from); },
        "participant and from", reading.findings);
}

}  // namespace aliquot::reading
