// One row a participant and supply line, checked against the scenario it is for.
#include "aliquot/io/allocation_file.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <tuple>

#include <fmt/core.h>

#include "aliquot/io/findings.hpp"
#include "aliquot/io/table.hpp"

namespace aliquot {

namespace {

using reading::Column;
using reading::Known;
using reading::Row;

constexpr std::array<Column, 7> columns{Column{"participant", true},
                                        Column{"supply", true},
                                        Column{"doses", true},
                                        Column{"round"},
                                        Column{"date"},
                                        Column{"product"},
                                        Column{"source"}};

template <class Things>
Known known_ids(std::string noun, std::string file, const Things& things) {
    Known known{.noun = std::move(noun), .file = std::move(file), .complete = true, .places = {}};
    for (std::size_t i = 0; i < things.size(); ++i) known.places.emplace(things[i].id, i);
    return known;
}

class AllocationReader {
public:
    explicit AllocationReader(const Scenario& scenario)
        : scenario_{scenario},
          participants_{known_ids("participant", "participants.csv", scenario.participants)},
          supply_{known_ids("supply line", "supply.csv", scenario.supply)},
          products_{known_ids("product", "products.csv", scenario.products)},
          rounds_{.least = 1,
                  .most = std::max<std::int64_t>(
                      1, static_cast<std::int64_t>(scenario.settings.rounds.size())),
                  .unit = "rounds"} {}

    void read(Row& row) {
        const auto participant = row.known("participant", participants_);
        const auto supply = row.known("supply", supply_);
        const auto doses =
            row.whole("doses", {.least = 0, .most = reading::most_doses, .unit = "doses"});
        const auto round = row.whole("round", rounds_);
        const auto date = row.date("date");
        const auto product = row.known("product", products_);
        const auto source = row.one_of("source", award_source_names);
        if (!row.sound()) return;

        const SupplyIndex line{*supply};
        if (product && scenario_.at(line).product.value != *product)
            row.wrong("product",
                      fmt::format("{} is a line of {}, not of {}", scenario_.at(line).id,
                                  scenario_.product_of(line).id, scenario_.products[*product].id),
                      "give the line's own product, or leave the column out");
        const Key key{round, date, source, *participant, *supply};
        const auto [first, is_new] = first_rows_.emplace(key, row.at().row);
        // Doses that two participants gave up on one day may go to the same third in two awards.
        const bool from_a_round =
            !source || static_cast<AwardSource>(*source) == AwardSource::round;
        if (!is_new && from_a_round)
            row.wrong("supply",
                      fmt::format("{} is given {} twice, first in row {}",
                                  scenario_.participants[*participant].id, scenario_.at(line).id,
                                  first->second),
                      "give the sum in one row");
        if (row.sound())
            rows_.push_back({ParticipantIndex{*participant}, line, Doses{*doses}, round,
                             static_cast<AwardSource>(source.value_or(0)), row.at().row});
    }

    std::vector<AllocationRow> take() && {
        std::ranges::sort(rows_, {}, [](const AllocationRow& each) {
            return std::tuple{each.round, each.participant, each.supply, each.row};
        });
        return std::move(rows_);
    }

private:
    using Key = std::tuple<std::optional<std::int64_t>, std::optional<Date>,
                           std::optional<std::size_t>, std::size_t, std::size_t>;

    const Scenario& scenario_;
    Known participants_;
    Known supply_;
    Known products_;
    reading::WholeRange rounds_;
    std::map<Key, std::uint64_t> first_rows_;
    std::vector<AllocationRow> rows_;
};

}  // namespace

Checked<std::vector<AllocationRow>> read_allocation(const Scenario& scenario, std::string_view name,
                                                    std::string_view bytes) {
    const std::string file{name};
    const Folder folder{.name = file, .files = {{file, std::string{bytes}}}};
    reading::Findings findings;
    AllocationReader reader{scenario};
    const auto state =
        reading::read_table(folder, file, columns, findings, [&](Row& row) { reader.read(row); });
    if (!findings.empty()) return tl::make_unexpected(findings.take());
    ALIQUOT_CHECK(state == reading::TableState::read);
    return std::move(reader).take();
}

}  // namespace aliquot
