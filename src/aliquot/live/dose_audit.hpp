// The audit of what a facility's log says of doses: does it add up, and could it have happened?
//
// The chain of hashes shows that no record was changed; that its records make sense is another
// question. This audit tells every record, counts the doses a second time without the ledger, and
// names the first record that cannot be.
#pragma once

#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "aliquot/facility/desk/desk_state.hpp"
#include "aliquot/ledger/log/record.hpp"
#include "aliquot/live/recount.hpp"

namespace aliquot {

// docs/reference/ledger.md explains each.
enum class DoseViolationKind {
    unreadable_event,  // the body is not that of an event of this kind
    impossible_event,  // it cannot have followed what was recorded before
    wrong_day,         // the record's day is not that of its event
    not_conserved,     // doses appeared, vanished, or an account is below zero
    table_differs,     // what is derived from the log in two ways is not the same
    package_differs,   // a proposal's SHA-256 is not that of its package
};
inline constexpr std::array<std::string_view, 6> dose_violation_names{
    "unreadable_event", "impossible_event", "wrong_day",
    "not_conserved",    "table_differs",    "package_differs"};

struct DoseViolation {
    DoseViolationKind kind = DoseViolationKind::impossible_event;
    std::int64_t sequence = 0;  // of the record
    std::string what;
};

struct DoseAudit {
    bool of_a_facility = false;             // else nothing was told
    std::int64_t told_until = 0;            // the last record that could be told
    std::int64_t transfers = 0;             // that the records until there made
    std::int64_t confirmed = 0;             // doses that came out of supply
    std::vector<DoseViolation> violations;  // by record; the first hundred
};

class DoseAuditor {
public:
    void add(const ledger::Record& record);  // in the order of the log
    // After the last record.
    [[nodiscard]] DoseAudit report() &&;

private:
    void violate(DoseViolationKind kind, std::int64_t sequence, std::string what);
    void check_event(const ledger::Record& record, const Event& event);
    void check_doses(const ledger::Record& record, const DoseEvent& event);
    void check_accounts(std::int64_t sequence);
    void check_tables();

    std::unique_ptr<DeskState> desk_;
    std::unique_ptr<Recount> recount_;
    DoseAudit audit_;
    std::int64_t seen_ = 0;
    Date day_;              // of the last event
    std::string day_text_;  // the same, as it stands in records
    bool stopped_ = false;  // nothing can be told after what cannot have happened
};

}  // namespace aliquot
