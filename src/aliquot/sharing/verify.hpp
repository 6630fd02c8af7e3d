// Was the pool shared as promised? Checks anyone's answer, with its certificate or without.
//
// Nothing here, nor in its sources, includes anything of the solver. With a certificate, one block
// number and one level for each line, one pass over who got what is enough. Without, the question
// is decided by exchanges: an answer is the best there is exactly if no course can move, along any
// chain of lines, to somebody who should have come first (Frank and Murota 2022). The proofs are
// in docs/methods/certificate.md.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "aliquot/sharing/pool.hpp"
#include "aliquot/sharing/shares.hpp"

namespace aliquot {

enum class FaultKind : std::uint8_t {
    // It cannot be carried out, or does not add up.
    unknown_place,      // a recipient or line that is not there, or a column of another length
    out_of_order,       // portions not by recipient and line
    portion_twice,      // two portions of one line for one recipient
    not_a_count,        // a portion of less than one course
    sum_differs,        // what a recipient is given is not the sum of its portions
    line_closed,        // a portion of a line the recipient may not take
    supply_exceeded,    // a line gives out more than it has
    room_exceeded,      // more than the recipient can be given
    pair_exceeded,      // more of one line than the recipient may take of it
    set_exceeded,       // more of a set of lines than the recipient has room for
    weeks_exceeded,     // more than the recipient can use before it expires
    district_exceeded,  // more than a district may have
    // It can be carried out, but the certificate does not show that it is fair.
    line_not_used_up,  // the line is in a block, but courses of it are left
    lower_line_used,   // somebody takes a line of a lower block, and could take a higher one
    not_stopped,       // somebody could take more, and what it takes shows no block that stops it
    uneven_block,      // somebody should have come before the last course of the block it stops at
    uneven_district,   // the same within a district that has its limit
    wrong_level,       // the level of a line is not the coverage that was reached
    // It is not fair: this would be better.
    supply_left,      // courses lie idle that somebody could take
    fairer_exchange,  // a course could go to somebody who should come first
    more_faults,      // so many others are not named
};

[[nodiscard]] std::string_view name_of(FaultKind kind);

// One course of a line, out of somebody's portion or out of what is left, to somebody.
struct Move {
    LineNumber line = 0;
    std::optional<std::uint32_t> from;
    std::uint32_t to = 0;

    friend bool operator==(const Move&, const Move&) = default;
};

struct Fault {
    FaultKind kind = FaultKind::unknown_place;
    std::optional<std::uint32_t> recipient{};  // whom it concerns; who should have more
    std::optional<std::uint32_t> other{};      // who has it instead
    std::optional<LineNumber> line{};
    std::optional<LineNumber> other_line{};  // the line to be taken instead
    std::optional<std::uint32_t> limit{};    // which set or district
    std::optional<Weeks> weeks{};            // in which weeks
    std::int64_t is = 0;                     // what was found, in courses unless the kind says else
    std::int64_t should = 0;                 // what there is, what is allowed, or what adds up
    std::vector<Move> chain{};               // the exchange, in the order it can be carried out
    std::string words{};
};

// What recipients and the others are called in words; where empty, by position: "recipient 17".
struct Names {
    using Name = std::function<std::string(std::size_t)>;
    Name recipient;
    Name line;
    Name set;
    Name district;
};

// Faults that are named, the worst of each kind first; a last one of kind more_faults has the
// number of the others in `is`.
inline constexpr std::size_t most_named_faults = 20;

// Checks an answer by its certificate; empty: it is the one that share() promises. While it cannot
// be carried out, its fairness is not asked.
// Requires: no fault_of(pool).
[[nodiscard]] std::vector<Fault> verify(const Pool& pool, const Shares& shares,
                                        const Names& names = {});

// Checks an answer without looking at its levels. Where it is not fair, names each line that
// lies idle with who should have it, and the exchange that serves the least covered recipient,
// taking from the best covered one that it can take from. Requires: no fault_of(pool).
[[nodiscard]] std::vector<Fault> verify_by_exchange(const Pool& pool, const Shares& shares,
                                                    const Names& names = {});

}  // namespace aliquot
