// What every participant has from the facility, read off the ledger on one day.
#pragma once

#include <set>
#include <vector>

#include "aliquot/core/grid.hpp"
#include "aliquot/ledger/ledger.hpp"

namespace aliquot {

class Holdings {
public:
    Holdings(const Scenario& scenario, const Ledger& ledger);

    // Accepted: owned, on the way or received.
    [[nodiscard]] Doses accepted(ParticipantIndex p) const { return accepted_.at(p.value); }
    [[nodiscard]] Doses received(ParticipantIndex p) const { return received_.at(p.value); }
    // Promised: accepted, or offered and not yet answered.
    [[nodiscard]] Doses promised(ParticipantIndex p) const { return promised_.at(p.value); }
    [[nodiscard]] Doses promised_of(ParticipantIndex p, SupplyIndex line) const {
        return promised_of_line_.at(p.value, line.value);
    }
    // Promised and not received yet.
    [[nodiscard]] Doses coming_of(ParticipantIndex p, SupplyIndex line) const {
        return coming_of_line_.at(p.value, line.value);
    }
    // Promised of the product by what happened on the day or later, less what was handed back.
    [[nodiscard]] Doses promised_since(ParticipantIndex p, ProductIndex product, Date day) const;
    [[nodiscard]] std::set<ProductIndex> products(ParticipantIndex p) const;
    // By each product's course length.
    [[nodiscard]] Courses promised_courses(ParticipantIndex p) const {
        return courses(p, promised_of_line_);
    }
    [[nodiscard]] Courses accepted_courses(ParticipantIndex p) const {
        return courses(p, accepted_of_line_);
    }

    // Into custody, and out of it again below zero, by date; kept where the rule asks what doses
    // did (`most_deaths_averted`).
    struct Receipt {
        Date date;
        SupplyIndex line;
        std::int64_t doses;
    };
    [[nodiscard]] const std::vector<Receipt>& receipts(ParticipantIndex p) const {
        return receipts_.at(p.value);
    }

private:
    [[nodiscard]] Courses courses(ParticipantIndex p, const Grid<Doses>& of_line) const;

    const Scenario* scenario_;
    const Ledger* ledger_;
    std::vector<Doses> accepted_;
    std::vector<Doses> received_;
    std::vector<Doses> promised_;
    Grid<Doses> promised_of_line_;
    Grid<Doses> accepted_of_line_;
    Grid<Doses> coming_of_line_;
    std::vector<std::vector<Receipt>> receipts_;
};

}  // namespace aliquot
