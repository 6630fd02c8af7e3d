// A facility that people run: its log in a store, its desk in memory, one command at a time.
//
// The log is the record. Opening a facility tells its events again from the first; a command is
// decided against the desk and is done when its events are in the store. Several programs may have
// the same facility open: whoever comes second sees what came first, and decides anew.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "aliquot/core/result.hpp"
#include "aliquot/facility/desk/command_handler.hpp"
#include "aliquot/io/folder.hpp"
#include "aliquot/ledger/log/store.hpp"

namespace aliquot {

// How a facility begins.
struct Opening {
    Date date;
    std::string administrator;  // id of the first person
    std::string name;
    std::int64_t quorum = 1;
    std::int64_t approval_days = 7;
};

// A command as it comes in.
struct Instruction {
    std::string key;  // the caller's own; the same again is answered as before
    Order order;
    std::int64_t recorded = 0;             // microseconds since 1970-01-01T00:00:00Z
    std::optional<std::int64_t> expected;  // only if the log ends with this record
};

class LiveFacility {
public:
    struct Done {
        std::int64_t first = 0;  // records in the log
        std::int64_t last = 0;
        bool repeated = false;  // it was done before, under the same key
        std::vector<Event> events;
    };

    // Writes the first records of an empty store and opens it.
    // Errors: every error of the scenario; conflict, when the store holds something already; io.
    [[nodiscard]] static Checked<LiveFacility> create(ledger::Store& store, const Folder& scenario,
                                                      const Opening& opening,
                                                      std::int64_t recorded);
    // Errors: wrong_input, naming the record, when the log is not that of a facility or tells
    // something that cannot have happened; io.
    [[nodiscard]] static Checked<LiveFacility> open(ledger::Store& store);

    LiveFacility(LiveFacility&&) noexcept;
    LiveFacility& operator=(LiveFacility&&) noexcept;
    ~LiveFacility();

    // What happened, or why it may not. A refusal of a known kind is logged too.
    [[nodiscard]] Allowed<Done> run(const Instruction& instruction);

    // Learns what other programs have added.
    [[nodiscard]] Checked<void> catch_up();

    // After a refusal for an error of the store it may show what is not in the log, until
    // `catch_up` or the next command has succeeded.
    [[nodiscard]] const DeskState& desk() const;
    [[nodiscard]] std::int64_t version() const;  // the last record that is known

private:
    struct Parts;
    explicit LiveFacility(std::unique_ptr<Parts> parts);

    std::unique_ptr<Parts> parts_;
};

// The decision package of a proposal as people approve it, with its SHA-256.
[[nodiscard]] Package package_of(const Scenario& world, const FacilityState& state,
                                 const ProposalMade& made, const ProposedRound* proposed);

}  // namespace aliquot
