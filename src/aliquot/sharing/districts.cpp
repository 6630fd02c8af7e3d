// District limits as room, from the innermost districts outwards.
#include "aliquot/sharing/districts.hpp"

#include "aliquot/sharing/filling.hpp"

namespace aliquot {

namespace {

// The members of each limited district, those of the districts inside it included.
std::vector<std::vector<std::uint32_t>> members_of(const Pool& pool) {
    std::vector<std::vector<std::uint32_t>> members(pool.districts.size());
    for (std::size_t i = 0; i < pool.district.size(); ++i)
        for (auto d = pool.district[i]; d; d = pool.districts[*d].parent)
            if (pool.districts[*d].most < no_limit)
                members[*d].push_back(static_cast<std::uint32_t>(i));
    return members;
}

}  // namespace

std::vector<std::int64_t> room_within_districts(const Pool& pool) {
    std::vector<std::int64_t> room = pool.room;
    if (pool.district.empty()) return room;
    std::vector<std::vector<std::uint32_t>> members = members_of(pool);
    for (std::size_t d = pool.districts.size(); d-- > 0;) {
        const std::vector<std::uint32_t>& who = members[d];
        std::vector<std::int64_t> weight;
        std::vector<std::int64_t> held;
        std::vector<std::int64_t> own;
        for (const std::uint32_t i : who) {
            weight.push_back(pool.weight[i]);
            held.push_back(pool.held[i]);
            own.push_back(room[i]);
        }
        std::vector<std::int64_t> share(who.size());
        const Run all{0, who.size()};
        fill<Ample>(pool, {who, weight, held, own}, std::span{&all, 1}, pool.districts[d].most,
                    share);
        for (std::size_t k = 0; k < who.size(); ++k) room[who[k]] = share[k];
    }
    return room;
}

}  // namespace aliquot
