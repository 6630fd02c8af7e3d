// statements.csv and judgements.csv: what was said, and what a named person makes of it.
#include "aliquot/io/statement_reader.hpp"

#include <algorithm>
#include <array>
#include <tuple>

#include <fmt/core.h>

#include "aliquot/core/text.hpp"
#include "aliquot/io/section.hpp"
#include "aliquot/io/statement_links.hpp"

namespace aliquot::reading {

namespace {

constexpr WholeRange people_range{0, most_people, "people"};
constexpr Share tenfold = Share::billionths(10 * Share::one);

// Ids of other tables that a statement may name; none are known where it stands alone.
struct Names {
    const Known* participants = nullptr;
    const Known* products = nullptr;
    const Known* supply = nullptr;
};

std::string known_participant(Row& row, const Names& names) {
    if (names.participants == nullptr) return row.id("participant");
    (void)row.known("participant", *names.participants);
    return row.text("participant");
}

// Any id may be named; but one that is nearly that of a known table was meant to be it, and would
// make a thread of its own.
std::string free_id(Row& row, std::string_view column, const Known* known) {
    std::string id = row.id(column);
    if (known == nullptr || id.size() < 5 || known->places.contains(id)) return id;
    std::vector<std::string> ids;
    for (const auto& [one, place] : known->places) ids.push_back(one);
    if (const std::string near = nearest_word(id, ids); !near.empty())
        row.wrong(column,
                  fmt::format("{} is nearly a {} of {}", shown(id), known->noun, known->file),
                  fmt::format("did you mean \"{}\"?", near));
    return id;
}

std::vector<std::string> several_ids(Row& row, std::string_view column) {
    std::vector<std::string> ids;
    const std::string text = row.text(column);
    for (std::size_t from = 0; from < text.size();) {
        const std::size_t end = std::min(text.find(';', from), text.size());
        ids.push_back(text.substr(from, end - from));
        from = end + 1;
    }
    return ids;
}

// The letters and digits of the Admiralty system, each in a column of its own.
template <std::size_t N>
std::size_t grade(Row& row, std::string_view column, const std::array<std::string_view, N>& words,
                  std::string_view all) {
    const std::string text = row.text(column);
    if (text.empty()) return N - 1;
    for (std::size_t i = 0; i < N; ++i)
        if (words.at(i) == text) return i;
    row.wrong(column, fmt::format("unknown {} {}", column, shown(text)),
              fmt::format("give {}; the other grade has its own column", all));
    return N - 1;
}

template <class T>
std::optional<T> counted(std::optional<std::int64_t> number) {
    return number ? std::optional{T{*number}} : std::nullopt;
}

// What is said to have happened cannot lie after the day it was said.
void check_past(Row& row, const Statement& made) {
    if (!row.sound() || !made.event || *made.event < Said::delivered) return;
    const auto after = [&](std::optional<Date> day, std::string_view column) {
        if (!day || *day <= made.said_on) return;
        row.wrong(
            column,
            fmt::format("{} is after the day it was said, {}", format_date(*day),
                        format_date(made.said_on)),
            fmt::format("{} speaks of the past; what is to come is forecast, allocated or the "
                        "like",
                        said_names.at(static_cast<std::size_t>(*made.event))));
    };
    after(made.date_from, "date_from");
    after(made.date_to, "date_to");
}

Statement read_statement(Row& row, const Names& names) {
    Statement made;
    made.id = row.id("statement");
    made.said_on = row.date("said_on").value_or(Date{});
    made.source = row.text("source");
    made.kind = static_cast<SourceKind>(row.one_of("source_kind", source_kind_names).value_or(0));
    made.about = row.text("about");
    made.reliability = static_cast<Reliability>(
        grade(row, "reliability", reliability_names, "A (reliable) to E (unreliable), or F"));
    made.credibility = static_cast<Credibility>(
        grade(row, "credibility", credibility_names, "1 (confirmed) to 5 (improbable), or 6"));
    made.supply = free_id(row, "supply", names.supply);
    made.participant = known_participant(row, names);
    made.product = free_id(row, "product", names.products);
    if (const auto event = row.one_of("event", said_names)) made.event = static_cast<Said>(*event);
    made.doses = counted<Doses>(row.whole("doses", dose_range));
    made.date_from = row.date("date_from");
    made.date_to = row.date("date_to");
    check_order(row, "date_to", made.date_from, "date_from", made.date_to);
    made.share = row.share("share", tenfold);
    made.people = counted<People>(row.whole("people", people_range));
    made.population = counted<People>(row.whole("population", {1, most_people, "people"}));
    made.quote = row.text("quote");
    made.url = row.text("url");
    made.rests_on = row.id("rests_on");
    made.contradicts = several_ids(row, "contradicts");
    made.supersedes = row.id("supersedes");
    check_past(row, made);
    return made;
}

std::vector<Statement> read_rows(const Folder& folder, std::string_view file, const Names& names,
                                 Findings& findings) {
    static constexpr std::array<Column, 22> columns{
        {{"statement", true}, {"said_on", true}, {"source", true}, {"source_kind", true},
         {"about", true},     {"reliability"},   {"credibility"},  {"supply"},
         {"participant"},     {"product"},       {"event"},        {"doses"},
         {"date_from"},       {"date_to"},       {"share"},        {"people"},
         {"population"},      {"quote"},         {"url"},          {"rests_on"},
         {"contradicts"},     {"supersedes"}}};
    std::vector<Numbered<Statement>> rows;
    std::vector<std::string> ids;
    const auto state = read_table(folder, file, columns, findings, [&](Row& row) {
        Statement made = read_statement(row, names);
        ids.push_back(made.id);
        if (row.sound()) rows.push_back({std::move(made), row.at()});
    });
    std::ranges::sort(ids);
    std::ranges::stable_sort(rows, {}, [](const auto& row) { return row.value.id; });
    if (state == TableState::read) check_links(rows, ids, file, findings);
    std::vector<Statement> statements = in_key_order(
        std::move(rows), file, [](const Statement& one) { return std::string_view{one.id}; },
        "statement", findings);
    std::ranges::stable_sort(statements, {}, &Statement::said_on);
    return statements;
}

}  // namespace

void read_statements(Reading& reading) {
    const Names names{&reading.participants, &reading.products, &reading.supply};
    reading.scenario.statements =
        read_rows(reading.folder, "statements.csv", names, reading.findings);
}

void read_judgements(Reading& reading) {
    static constexpr std::array<Column, 9> columns{{{"judged_on", true},
                                                    {"by", true},
                                                    {"reason", true},
                                                    {"participant", true},
                                                    {"event", true},
                                                    {"belief", true},
                                                    {"product"},
                                                    {"supply"},
                                                    {"until"}}};
    constexpr std::string_view file = "judgements.csv";
    const Names names{&reading.participants, &reading.products, &reading.supply};
    std::vector<Numbered<Judgement>> rows;
    (void)read_table(reading.folder, file, columns, reading.findings, [&](Row& row) {
        Judgement made;
        const auto day = row.date("judged_on");
        made.judged_on = day.value_or(Date{});
        made.by = row.text("by");
        made.reason = row.text("reason");
        made.event.participant = known_participant(row, names);
        made.event.kind =
            static_cast<SupplyEventKind>(row.one_of("event", supply_event_names).value_or(0));
        made.belief = static_cast<Belief>(row.one_of("belief", belief_names).value_or(0));
        made.event.product = free_id(row, "product", names.products);
        made.event.supply = free_id(row, "supply", names.supply);
        made.until = row.date("until");
        check_order(row, "until", day, "judged_on", made.until);
        if (row.sound()) rows.push_back({std::move(made), row.at()});
    });
    reading.scenario.judgements = in_key_order(
        std::move(rows), file,
        [](const Judgement& one) { return std::tie(one.judged_on, one.event); },
        "judged_on, participant, event, product and supply", reading.findings);
}

}  // namespace aliquot::reading

namespace aliquot {

namespace {

// What counts is the one setting that means something without a scenario.
void read_counts(std::span<const std::string> overrides, Evidence& evidence,
                 reading::Findings& findings) {
    reading::Setting root;
    root.value = reading::Setting::Table{};
    for (const std::string& text : overrides)
        if (auto applied = reading::apply_override(root, text); !applied)
            findings.add({reading::override_place(text), {}, 0, ""}, std::move(applied.error()));
    reading::Section top{&root, "", findings};
    reading::Section section = top.section("evidence");
    evidence.counts = static_cast<Belief>(section.one_of("counts", belief_names, "belief")
                                              .value_or(static_cast<std::size_t>(evidence.counts)));
    section.finish();
    top.finish();
}

}  // namespace

Checked<Evidence> read_statements_alone(std::string_view file, const std::string& bytes,
                                        std::span<const std::string> overrides) {
    reading::Findings findings;
    const Folder folder{std::string{file}, {{std::string{file}, bytes}}};
    Evidence evidence;
    read_counts(overrides, evidence, findings);
    evidence.statements = reading::read_rows(folder, file, {}, findings);
    if (!findings.empty()) return tl::make_unexpected(findings.take());
    return evidence;
}

}  // namespace aliquot
