// A facility that people run: its log in a store, its desk in memory, one command at a time.
//
// The log is the record. Opening a facility tells its events again from the first; a command is
// decided against the desk and is done when its events are in the store. Several programs may have
// the same facility open: whoever comes second sees what came first, and decides anew.
//
// Every door comes in here: whoever gives a command has shown who they are (`prove`), and that is
// looked at again with each command.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "aliquot/core/result.hpp"
#include "aliquot/facility/desk/authenticator.hpp"
#include "aliquot/facility/desk/command_handler.hpp"
#include "aliquot/facility/desk/pipeline.hpp"
#include "aliquot/io/folder.hpp"
#include "aliquot/ledger/log/store.hpp"
#include "aliquot/live/opening.hpp"

namespace aliquot {

// A command as it comes in.
struct Instruction {
    std::string key;  // the caller's own; the same again is answered as before
    Proven who;
    Date happened;
    Command command;
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
    // Errors: every error of the scenario; wrong_input, when the verifier is none; conflict, when
    // the store holds something already; io.
    [[nodiscard]] static Checked<LiveFacility> create(ledger::Store& store, const Folder& scenario,
                                                      const Opening& opening,
                                                      std::int64_t recorded);
    // Errors: wrong_input, naming the record, when the log is not that of a facility or tells
    // something that cannot have happened; io.
    [[nodiscard]] static Checked<LiveFacility> open(ledger::Store& store);

    LiveFacility(LiveFacility&&) noexcept;
    LiveFacility& operator=(LiveFacility&&) noexcept;
    ~LiveFacility();

    // The person, shown. `now`: microseconds since 1970-01-01T00:00:00Z.
    // Refusals: not_authenticated, which is logged; conflict, when it cannot be.
    [[nodiscard]] Allowed<Proven> prove(const Caller& caller, std::int64_t now);
    // Whether the person may read; what of it, is for `may_see` to say.
    // Refusals: not_authenticated, password_to_change, token_limited.
    [[nodiscard]] Allowed<void> may_look(const Proven& who, std::int64_t now) const;

    // What happened, or why it may not. A refusal of a known kind is logged too.
    [[nodiscard]] Allowed<Done> run(const Instruction& instruction);

    // The desk as it was at the end of a day, and what has happened since. No desk: the facility
    // had not begun.
    struct Past {
        std::unique_ptr<DeskState> desk;
        std::vector<Told> since;
    };
    // Errors: those of `open`.
    [[nodiscard]] Checked<Past> past(Date day) const;

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

// Whether the SHA-256 that people approve is that of the package.
[[nodiscard]] bool is_whole(const ProposalMade& made);

}  // namespace aliquot
