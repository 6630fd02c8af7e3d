// Participants, products and supply lines: the tables that every other table refers to.
#include <array>
#include <tuple>

#include <fmt/core.h>

#include "aliquot/core/text.hpp"
#include "aliquot/io/tables.hpp"

namespace aliquot::reading {

namespace {

constexpr Share tenfold = Share::billionths(10 * Share::one);
constexpr std::int64_t shares_in_thousandth = Share::one / 1000;
constexpr WholeRange long_days{0, 3650, "days"};

// Ids of rows in key order, as other tables will look them up.
template <class T>
void register_ids(Known& known, const std::vector<T>& rows, bool complete) {
    for (std::size_t i = 0; i < rows.size(); ++i) known.places.emplace(rows[i].id, i);
    known.complete = complete && !rows.empty();
}

void require_rows(Reading& reading, std::string_view file, TableState state, bool any) {
    if (state == TableState::read && !any)
        reading.findings.add(Spot{std::string{file}, {}, 0, ""}, "there is no row after the header",
                             "give at least one");
}

// Sound rows, and the ids of the others, so that one mistake is not reported again by every row
// that refers to it.
template <class T>
struct Registry {
    std::vector<Numbered<T>> rows;
    std::vector<std::string> unsound_ids;
    bool ids_complete = true;

    void take(Row& row, T value) {
        if (row.sound()) {
            rows.push_back({std::move(value), row.at()});
        } else if (value.id.empty()) {
            ids_complete = false;
        } else {
            unsound_ids.push_back(value.id);
        }
    }
    void add_unsound_ids(Known& known) {
        for (std::string& id : unsound_ids) known.places.emplace(std::move(id), Known::unsound);
    }
};

std::string required_name(Row& row) {
    return row.text("name");
}

}  // namespace

void read_participants(Reading& reading) {
    static constexpr std::array<Column, 11> columns{{{"participant", true},
                                                     {"name", true},
                                                     {"population", true},
                                                     {"group"},
                                                     {"region"},
                                                     {"request_share"},
                                                     {"weight"},
                                                     {"target_population"},
                                                     {"max_products"},
                                                     {"latitude"},
                                                     {"longitude"}}};
    constexpr std::string_view file = "participants.csv";
    constexpr WholeRange people{1, most_people, "people"};
    Registry<Participant> registry;
    const auto state = read_table(reading.folder, file, columns, reading.findings, [&](Row& row) {
        Participant made;
        made.id = row.id("participant");
        made.name = required_name(row);
        made.population = People{row.whole("population", people).value_or(1)};
        made.group = row.text("group");
        made.region = row.text("region");
        made.request_share = row.share("request_share", tenfold).value_or(Share::whole());
        made.weight = row.whole("weight", {1, 1000, ""}).value_or(1);
        made.target_population =
            People{row.whole("target_population", people).value_or(made.population.value())};
        made.max_products = row.whole("max_products", {1, 1000, "products"});
        const auto latitude = row.decimal("latitude", -90, 90);
        const auto longitude = row.decimal("longitude", -180, 180);
        if (row.sound() && latitude.has_value() != longitude.has_value())
            row.wrong(latitude ? "longitude" : "latitude", "is empty",
                      "give both latitude and longitude, or neither");
        if (row.sound() && made.target_population > made.population)
            row.wrong("target_population",
                      fmt::format("{} is more than the population, {}",
                                  grouped(made.target_population.value()),
                                  grouped(made.population.value())),
                      "give a part of the population");
        if (latitude && longitude) made.place = Place{*latitude, *longitude};
        registry.take(row, std::move(made));
    });
    reading.scenario.participants = in_key_order(
        std::move(registry.rows), file,
        [](const Participant& one) { return std::string_view{one.id}; }, "participant",
        reading.findings);
    register_ids(reading.participants, reading.scenario.participants,
                 state == TableState::read && registry.ids_complete);
    registry.add_unsound_ids(reading.participants);
    require_rows(reading, file, state,
                 !reading.participants.places.empty() || !registry.ids_complete);
}

void read_products(Reading& reading) {
    static constexpr std::array<Column, 11> columns{{{"product", true},
                                                     {"name", true},
                                                     {"doses_per_course", true},
                                                     {"storage_class"},
                                                     {"volume_cm3_per_dose"},
                                                     {"lot_doses"},
                                                     {"minimum_shipment_doses"},
                                                     {"interval_days"},
                                                     {"shelf_life_days"},
                                                     {"efficacy_infection"},
                                                     {"efficacy_disease"}}};
    constexpr std::string_view file = "products.csv";
    constexpr Share largest_volume = Share::billionths(100'000 * Share::one);
    Registry<Product> registry;
    const auto state = read_table(reading.folder, file, columns, reading.findings, [&](Row& row) {
        Product made;
        made.id = row.id("product");
        made.name = required_name(row);
        const auto schedule = row.whole("doses_per_course", {1, 9, "doses"});
        made.doses_per_course = DosesPerCourse{static_cast<int>(schedule.value_or(2))};
        made.storage_class =
            static_cast<StorageClass>(row.one_of("storage_class", storage_class_names).value_or(0));
        const Share volume = row.share("volume_cm3_per_dose", largest_volume).value_or(Share{});
        made.volume_mm3_per_dose = volume.in_billionths() / shares_in_thousandth;
        if (volume.in_billionths() % shares_in_thousandth != 0)
            row.wrong("volume_cm3_per_dose", volume.text() + " has more than three decimals",
                      "round it to a cubic millimetre");
        made.lot = Doses{row.whole("lot_doses", some_doses).value_or(1)};
        made.minimum_shipment = Doses{row.whole("minimum_shipment_doses", dose_range).value_or(0)};
        made.interval_days = row.whole("interval_days", long_days).value_or(0);
        made.shelf_life_days = row.whole("shelf_life_days", {1, 36500, "days"});
        made.efficacy_infection = row.share("efficacy_infection", Share::whole());
        made.efficacy_disease = row.share("efficacy_disease", Share::whole());
        // One dose is the way to say "whole courses"; a lot between one dose and a course cannot
        // be shared so that it protects anyone.
        if (row.sound() && made.lot > Doses{1} && made.lot.value() < made.doses_per_course.value())
            row.wrong("lot_doses",
                      fmt::format("a lot of {} doses is less than a course of {}", made.lot.value(),
                                  made.doses_per_course.value()),
                      "give 1, which means whole courses, or at least one course");
        registry.take(row, std::move(made));
    });
    reading.scenario.products = in_key_order(
        std::move(registry.rows), file, [](const Product& one) { return std::string_view{one.id}; },
        "product", reading.findings);
    register_ids(reading.products, reading.scenario.products,
                 state == TableState::read && registry.ids_complete);
    registry.add_unsound_ids(reading.products);
    require_rows(reading, file, state, !reading.products.places.empty() || !registry.ids_complete);
}

namespace {

// `*`, or participants separated by semicolons, in order of participant.
std::vector<ParticipantIndex> read_earmark(Row& row, const Reading& reading) {
    std::vector<ParticipantIndex> earmark;
    const std::string text = row.text("earmark");
    if (text.empty() || text == "*") return earmark;
    std::string_view rest = text;
    for (bool more = true; more;) {
        const std::size_t end = rest.find(';');
        const std::string_view id = rest.substr(0, end);
        more = end != std::string_view::npos;
        if (more) rest.remove_prefix(end + 1);
        if (id == "*") {
            row.wrong("earmark", "\"*\" stands beside other participants",
                      "write \"*\" alone, or the participants alone");
            continue;
        }
        const auto place = row.known_word("earmark", id, reading.participants);
        if (!place) continue;
        if (std::find(earmark.begin(), earmark.end(), ParticipantIndex{*place}) != earmark.end()) {
            row.wrong("earmark", fmt::format("{} is named twice", shown(id)), "name it once");
            continue;
        }
        earmark.push_back({*place});
    }
    std::sort(earmark.begin(), earmark.end());
    return earmark;
}

SupplyLine read_supply_line(Row& row, const Reading& reading) {
    SupplyLine made;
    made.id = row.id("supply");
    made.product = {row.known("product", reading.products).value_or(0)};
    made.doses = Doses{row.whole("doses", dose_range).value_or(0)};
    const auto available = row.date("available");
    made.available = available.value_or(Date{});
    made.expires = row.date("expires");
    check_order(row, "expires", available, "available", made.expires);
    made.kind = static_cast<SupplyKind>(row.one_of("kind", supply_kind_names).value_or(0));
    made.donor = row.text("donor");
    made.earmark = read_earmark(row, reading);
    made.priority = row.whole("priority", {-1000, 1000, ""}).value_or(0);
    if (!made.expires && row.sound()) {
        const auto shelf_life = reading.scenario.at(made.product).shelf_life_days;
        if (shelf_life) made.expires = made.available + Days{*shelf_life};
    }
    return made;
}

}  // namespace

void read_supply(Reading& reading) {
    static constexpr std::array<Column, 9> columns{{{"supply", true},
                                                    {"product", true},
                                                    {"doses", true},
                                                    {"available", true},
                                                    {"expires"},
                                                    {"kind"},
                                                    {"donor"},
                                                    {"earmark"},
                                                    {"priority"}}};
    constexpr std::string_view file = "supply.csv";
    Registry<SupplyLine> registry;
    const auto state = read_table(reading.folder, file, columns, reading.findings, [&](Row& row) {
        registry.take(row, read_supply_line(row, reading));
    });
    // First by id, to find what repeats; then as the facility meets them.
    auto& lines = reading.scenario.supply;
    lines = in_key_order(
        std::move(registry.rows), file,
        [](const SupplyLine& one) { return std::string_view{one.id}; }, "supply line",
        reading.findings);
    std::sort(lines.begin(), lines.end(), [](const SupplyLine& a, const SupplyLine& b) {
        return std::tie(a.available, a.id) < std::tie(b.available, b.id);
    });
    register_ids(reading.supply, lines, state == TableState::read && registry.ids_complete);
    registry.add_unsound_ids(reading.supply);
    require_rows(reading, file, state, !reading.supply.places.empty() || !registry.ids_complete);
}

}  // namespace aliquot::reading
