// How the epidemic ran: transmissibility by participant and time, as it was fitted.
#include <array>
#include <cmath>
#include <tuple>

#include "aliquot/io/tables.hpp"

namespace aliquot::reading {

void read_transmissibility(Reading& reading) {
    static constexpr std::array<Column, 9> columns{{{"participant", true},
                                                    {"from", true},
                                                    {"r0_lower", true},
                                                    {"r0", true},
                                                    {"r0_upper", true},
                                                    {"weak"},
                                                    {"seeds_lower"},
                                                    {"seeds"},
                                                    {"seeds_upper"}}};
    static constexpr std::array<std::string_view, 2> weak_words{"no", "yes"};
    constexpr std::string_view file = "transmissibility.csv";
    constexpr WholeRange people{0, most_people, "people"};
    constexpr double most_r0 = 30;
    std::vector<Numbered<TransmissibilityStep>> rows;
    (void)read_table(reading.folder, file, columns, reading.findings, [&](Row& row) {
        TransmissibilityStep made;
        made.participant = participant_of(row, reading);
        made.from = row.date("from").value_or(Date{});
        std::size_t end = 0;
        for (const char* column : {"r0_lower", "r0", "r0_upper"})
            made.thousandths.at(end++) =
                std::llround(row.decimal(column, 0, most_r0).value_or(0) * 1000);
        made.is_weak = row.one_of("weak", weak_words).value_or(0) == 1;
        end = 0;
        for (const char* column : {"seeds_lower", "seeds", "seeds_upper"})
            made.seeds.at(end++) = row.whole(column, people).value_or(0);
        if (row.sound()) rows.push_back({made, row.at()});
    });
    reading.scenario.transmissibility = in_key_order(
        std::move(rows), file,
        [](const TransmissibilityStep& one) { return std::tie(one.participant, one.from); },
        "participant and from", reading.findings);
}

}  // namespace aliquot::reading
