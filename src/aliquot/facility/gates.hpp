// The gates: may this participant be offered this supply line today, and if not, why not?
//
// Gates are asked in the order of the exclusion codes; the first that is closed is the answer.
#pragma once

#include <map>
#include <optional>
#include <set>

#include "aliquot/domain/scenario.hpp"
#include "aliquot/facility/knowledge.hpp"

namespace aliquot {

struct ClosedGate {
    ExclusionCode code = ExclusionCode::opted_out;
    std::string detail;
    std::string would_change_it;
};

// What a participant has from the facility when the gates are asked.
struct Position {
    Doses of_line;                    // received or promised of this supply line
    std::set<ProductIndex> products;  // received or promised
};

class Gates {
public:
    Gates(const Scenario& scenario, const Knowledge& knowledge)
        : scenario_{&scenario}, knowledge_{&knowledge} {
        for (const PairLimit& row : scenario.limits)
            limits_[{row.participant, row.supply}] = row.doses;
    }

    // `available`: the day on which the line is expected, as known today.
    [[nodiscard]] std::optional<ClosedGate> closed(ParticipantIndex participant, SupplyIndex line,
                                                   Date today, Date available,
                                                   const Position& position) const;

    // When an offer made today would arrive if it is accepted in time.
    [[nodiscard]] Date expected_arrival(Date today, Date available) const;

    // What limits.csv leaves of the line for the participant; nothing: no limit.
    [[nodiscard]] std::optional<Doses> left_of_limit(ParticipantIndex participant, SupplyIndex line,
                                                     Doses of_line) const;

private:
    using Gate = std::optional<ClosedGate>;
    [[nodiscard]] Gate steps(ParticipantIndex participant, ProductIndex product, Date today) const;
    [[nodiscard]] Gate storage(ParticipantIndex participant, ProductIndex product,
                               Date today) const;
    [[nodiscard]] Gate border(ParticipantIndex participant, Date arrival) const;
    [[nodiscard]] Gate shelf_life(SupplyIndex line, Date arrival) const;
    [[nodiscard]] Gate earmark(ParticipantIndex participant, SupplyIndex line) const;
    [[nodiscard]] Gate limit(ParticipantIndex participant, SupplyIndex line, Doses of_line) const;
    [[nodiscard]] Gate product_count(ParticipantIndex participant, ProductIndex product,
                                     const Position& position) const;

    const Scenario* scenario_;
    const Knowledge* knowledge_;
    std::map<std::pair<ParticipantIndex, SupplyIndex>, Doses> limits_;
};

}  // namespace aliquot
