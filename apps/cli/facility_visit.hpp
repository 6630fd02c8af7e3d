// A facility opened at the command line, by somebody who has shown who they are or by anybody.
#pragma once

#include <memory>
#include <optional>

#include "facility.hpp"

#include "aliquot/facility/desk/views.hpp"
#include "aliquot/live/live_facility.hpp"

namespace aliquot::cli {

// The door is where the clock is read.
[[nodiscard]] std::int64_t microseconds_now();
[[nodiscard]] Date today();

int report_refusal(const Refusal& refusal, const Output& output);

struct Visit {
    std::unique_ptr<ledger::Store> store;
    LiveFacility live;
    std::optional<Proven> who;  // nothing: anybody
};

// Nothing: it was told why, and `code` says how it ended.
[[nodiscard]] std::optional<Visit> open_facility(const std::string& place, const Output& output,
                                                 int& code);
// `as` empty: as anybody.
[[nodiscard]] std::optional<Visit> visit(const std::string& place, const std::string& as,
                                         const ProofOptions& proof, const Output& output,
                                         int& code);

// To read. Nothing also where the person may not, or there is no such person.
[[nodiscard]] std::optional<Visit> visit_to_look(const FacilityView& view, const Output& output,
                                                 int& code);
[[nodiscard]] Reader reader_of(const Visit& opened);

}  // namespace aliquot::cli
