// The instances that everything in this folder is measured on: pools drawn from a seed.
//
// A workload has a family, which says who may take which line, a kind of limits, and a size. The
// same workload is the same pool for our solver and for every peer.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "aliquot/sharing/pool.hpp"

namespace aliquot_bench {

enum class Family : std::uint8_t {
    iid,     // each line is open to each recipient with probability 0.30
    str,     // regions, income groups, lists, approvals, storage: about 180 profiles of recipients
    nested,  // lines 1 to k
    chain,   // lines k and k + 1
    two,     // two lines at random
};

enum class Limits : std::uint8_t {
    none,
    room,       // two in five recipients have room for 10 % to 100 % of their people
    pairs,      // room; three in ten have a limit on one of their lines
    sets,       // room in each of three storage classes for 5 % to 50 % of their people
    weeks,      // lines arrive and expire; each can give to 0.5 % to 10 % of its people in a week
    districts,  // room; 500 recipients of one profile share a limit
};

struct Workload {
    Family family = Family::str;
    Limits limits = Limits::room;
    std::size_t recipients = 200;
    std::size_t lines = 20;  // at most 64

    [[nodiscard]] std::string name() const;  // "str-room"
};

// "str-room" and the like; nothing for another text.
[[nodiscard]] std::optional<Workload> workload_named(std::string_view name, std::size_t recipients,
                                                     std::size_t lines);

// Every family without and with room, and `str` with each other kind of limits.
[[nodiscard]] std::vector<std::string> workload_names();

// Weights are log-normal: people of countries (5 thousand to 900 million) up to 1,000 recipients,
// of health facilities (20 to 300,000) beyond. Supply is 40 % of the weights, in log-normal parts.
[[nodiscard]] aliquot::Pool pool_of(const Workload& workload);

// The lines of each group as bits of a number.
using LineSet = std::uint64_t;
[[nodiscard]] std::vector<LineSet> line_sets_of_groups(const aliquot::Pool& pool);

// Pairs of a recipient and a line that it may take.
[[nodiscard]] std::uint64_t edges_of(const aliquot::Pool& pool);

// The same pool with courses cut into equal pieces, as many as fit: whole numbers that come as
// near to continuous shares as one likes. `pieces` is how many pieces make a course.
struct FinePool {
    aliquot::Pool pool;
    std::int64_t pieces = 1;
};
[[nodiscard]] FinePool in_pieces(aliquot::Pool pool);

}  // namespace aliquot_bench
