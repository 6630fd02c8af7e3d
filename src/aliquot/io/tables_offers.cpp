// What was offered, answered, handed back, delayed, given and planned.
#include <array>
#include <map>
#include <tuple>

#include <fmt/core.h>

#include "aliquot/core/text.hpp"
#include "aliquot/io/tables.hpp"

namespace aliquot::reading {

namespace {

// From 1; checked against the number of rounds where that is known.
std::optional<std::int64_t> round_of(Row& row, const Reading& reading) {
    const auto rounds = static_cast<std::int64_t>(reading.settings.settings.rounds.size());
    const auto round = row.whole("round", {0, 1'000'000, "rounds"});
    if (!round || !reading.settings.dates_known || (*round >= 1 && *round <= rounds)) return round;
    row.wrong("round", fmt::format("there is no round {}", *round),
              fmt::format("rounds are numbered from 1 to {}", rounds));
    return std::nullopt;
}

void check_answer(Row& row, const Response& made) {
    const auto answer = answer_names.at(static_cast<std::size_t>(made.answer));
    if (made.answer == Answer::partial && !made.doses)
        row.wrong("doses", "is empty", "a partial answer says how many doses are accepted");
    if (made.answer != Answer::partial && made.doses)
        row.wrong("doses", fmt::format("the answer {} takes no doses", answer),
                  "leave the cell empty, or answer partial");
    if (made.answer == Answer::silent && made.answered)
        row.wrong("answered", "silence has no date", "leave the cell empty");
}

void check_answered(Row& row, const Response& made, const Settings& settings) {
    const Date offered = settings.rounds.at(static_cast<std::size_t>(made.round - 1));
    const Date deadline = offered + Days{settings.gates.offer_deadline_days};
    if (!made.answered || (*made.answered >= offered && *made.answered <= deadline)) return;
    row.wrong("answered",
              fmt::format("{} is {}", format_date(*made.answered),
                          *made.answered < offered ? "before the offer" : "after the deadline"),
              fmt::format("offers of round {} are open from {} to {}", made.round,
                          format_date(offered), format_date(deadline)));
}

// Reports the row with which the doses of a supply line become more than it has.
template <class T>
void check_line_totals(Reading& reading, std::string_view file,
                       const std::vector<Numbered<T>>& rows, std::string_view word) {
    std::map<SupplyIndex, std::int64_t> totals;
    for (const Numbered<T>& row : rows) {
        const SupplyLine& line = reading.scenario.at(row.value.supply);
        std::int64_t& total = totals[row.value.supply];
        if (total > line.doses.value()) continue;  // reported
        total += row.value.doses.value();
        if (total <= line.doses.value()) continue;
        reading.findings.add(
            Spot{std::string{file}, row.at, 0, "doses"},
            fmt::format("{} doses {} of {} up to here, but it has {}", grouped(total), word,
                        line.id, grouped(line.doses.value())),
            "correct the doses, here or in supply.csv");
    }
}

}  // namespace

void read_limits(Reading& reading) {
    static constexpr std::array<Column, 3> columns{
        {{"participant", true}, {"supply", true}, {"doses", true}}};
    constexpr std::string_view file = "limits.csv";
    std::vector<Numbered<PairLimit>> rows;
    (void)read_table(reading.folder, file, columns, reading.findings, [&](Row& row) {
        PairLimit made;
        made.participant = participant_of(row, reading);
        made.supply = supply_of(row, reading);
        made.doses = Doses{row.whole("doses", dose_range).value_or(0)};
        if (row.sound()) rows.push_back({made, row.at()});
    });
    reading.scenario.limits = in_key_order(
        std::move(rows), file,
        [](const PairLimit& one) { return std::tie(one.participant, one.supply); },
        "participant and supply", reading.findings);
}

void read_responses(Reading& reading) {
    static constexpr std::array<Column, 8> columns{{{"participant", true},
                                                    {"round", true},
                                                    {"product", true},
                                                    {"answer", true},
                                                    {"doses"},
                                                    {"answered"},
                                                    {"reason"},
                                                    {"wish"}}};
    constexpr std::string_view file = "responses.csv";
    std::vector<Numbered<Response>> rows;
    (void)read_table(reading.folder, file, columns, reading.findings, [&](Row& row) {
        Response made;
        made.participant = participant_of(row, reading);
        made.round = round_of(row, reading).value_or(0);
        made.product = {row.known("product", reading.products).value_or(0)};
        made.answer = static_cast<Answer>(row.one_of("answer", answer_names).value_or(0));
        if (const auto doses = row.whole("doses", some_doses)) made.doses = Doses{*doses};
        made.answered = row.date("answered");
        made.reason = row.text("reason");
        made.wish = row.text("wish");
        if (row.sound()) check_answer(row, made);
        if (row.sound() && reading.settings.dates_known)
            check_answered(row, made, reading.settings.settings);
        if (row.sound()) rows.push_back({std::move(made), row.at()});
    });
    reading.scenario.responses = in_key_order(
        std::move(rows), file,
        [](const Response& one) { return std::tie(one.participant, one.round, one.product); },
        "participant, round and product", reading.findings);
}

void read_offers(Reading& reading) {
    static constexpr std::array<Column, 5> columns{
        {{"round", true}, {"participant", true}, {"supply", true}, {"doses", true}, {"reason"}}};
    constexpr std::string_view file = "offers.csv";
    std::vector<Numbered<RecordedOffer>> rows;
    (void)read_table(reading.folder, file, columns, reading.findings, [&](Row& row) {
        RecordedOffer made;
        made.round = round_of(row, reading).value_or(0);
        made.participant = participant_of(row, reading);
        made.supply = supply_of(row, reading);
        made.doses = Doses{row.whole("doses", some_doses).value_or(1)};
        made.reason = row.text("reason");
        if (row.sound()) rows.push_back({std::move(made), row.at()});
    });
    check_line_totals(reading, file, rows, "offered");
    reading.scenario.offers = in_key_order(
        std::move(rows), file,
        [](const RecordedOffer& one) { return std::tie(one.round, one.participant, one.supply); },
        "round, participant and supply", reading.findings);
}

void read_returns(Reading& reading) {
    static constexpr std::array<Column, 6> columns{{{"participant", true},
                                                    {"date", true},
                                                    {"product", true},
                                                    {"doses", true},
                                                    {"reason"},
                                                    {"wish"}}};
    constexpr std::string_view file = "returns.csv";
    std::vector<Numbered<Return>> rows;
    (void)read_table(reading.folder, file, columns, reading.findings, [&](Row& row) {
        Return made;
        made.participant = participant_of(row, reading);
        const auto date = row.date("date");
        made.date = date.value_or(Date{});
        made.product = {row.known("product", reading.products).value_or(0)};
        made.doses = Doses{row.whole("doses", some_doses).value_or(1)};
        made.reason = row.text("reason");
        made.wish = row.text("wish");
        const Settings& settings = reading.settings.settings;
        if (date && reading.settings.dates_known &&
            (*date < settings.start || *date > settings.end))
            row.wrong("date",
                      fmt::format("{} is not between the start and the end", format_date(*date)),
                      fmt::format("give a day from {} to {}", format_date(settings.start),
                                  format_date(settings.end)));
        if (row.sound()) rows.push_back({std::move(made), row.at()});
    });
    reading.scenario.returns = in_key_order(
        std::move(rows), file,
        [](const Return& one) { return std::tie(one.participant, one.date, one.product); },
        "participant, date and product", reading.findings);
}

void read_delays(Reading& reading) {
    static constexpr std::array<Column, 3> columns{
        {{"supply", true}, {"announced", true}, {"available", true}}};
    constexpr std::string_view file = "delays.csv";
    std::vector<Numbered<Delay>> rows;
    (void)read_table(reading.folder, file, columns, reading.findings, [&](Row& row) {
        Delay made;
        made.supply = supply_of(row, reading);
        const auto announced = row.date("announced");
        const auto available = row.date("available");
        made.announced = announced.value_or(Date{});
        made.available = available.value_or(Date{});
        check_order(row, "available", announced, "announced", available);
        if (row.sound()) {
            const SupplyLine& line = reading.scenario.at(made.supply);
            if (made.available < line.available)
                row.wrong(
                    "available",
                    fmt::format("{} is before supply line {} was first to be available, {}",
                                format_date(made.available), line.id, format_date(line.available)),
                    "a delay moves a supply line to a later day");
        }
        if (row.sound()) rows.push_back({made, row.at()});
    });
    reading.scenario.delays = in_key_order(
        std::move(rows), file, [](const Delay& one) { return std::tie(one.supply, one.announced); },
        "supply and announced", reading.findings);
}

void read_recorded(Reading& reading) {
    static constexpr std::array<Column, 3> columns{
        {{"participant", true}, {"supply", true}, {"doses", true}}};
    constexpr std::string_view file = "recorded.csv";
    std::vector<Numbered<RecordedAward>> rows;
    (void)read_table(reading.folder, file, columns, reading.findings, [&](Row& row) {
        RecordedAward made;
        made.participant = participant_of(row, reading);
        made.supply = supply_of(row, reading);
        made.doses = Doses{row.whole("doses", dose_range).value_or(0)};
        if (row.sound()) rows.push_back({made, row.at()});
    });
    check_line_totals(reading, file, rows, "recorded");
    reading.scenario.recorded = in_key_order(
        std::move(rows), file,
        [](const RecordedAward& one) { return std::tie(one.participant, one.supply); },
        "participant and supply", reading.findings);
}

void read_forecasts(Reading& reading) {
    static constexpr std::array<Column, 7> columns{{{"participant", true},
                                                    {"announced", true},
                                                    {"product", true},
                                                    {"doses", true},
                                                    {"note"},
                                                    {"due"},
                                                    {"supplier"}}};
    constexpr std::string_view file = "forecasts.csv";
    std::vector<Numbered<Forecast>> rows;
    (void)read_table(reading.folder, file, columns, reading.findings, [&](Row& row) {
        Forecast made;
        made.participant = participant_of(row, reading);
        const auto announced = row.date("announced");
        made.announced = announced.value_or(Date{});
        made.product = row.id("product");
        made.doses = Doses{row.whole("doses", dose_range).value_or(0)};
        made.note = row.text("note");
        made.due = row.date("due");
        made.supplier = row.text("supplier");
        check_order(row, "due", announced, "announced", made.due);
        if (row.sound()) rows.push_back({std::move(made), row.at()});
    });
    reading.scenario.forecasts = in_key_order(
        std::move(rows), file,
        [](const Forecast& one) { return std::tie(one.participant, one.announced, one.product); },
        "participant, announced and product", reading.findings);
}

}  // namespace aliquot::reading
