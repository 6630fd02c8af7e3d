// Serving demands by moving what is free from line to line, nearest first (after Dinic 1970).
#include "aliquot/sharing/exchange.hpp"

#include <algorithm>

#include "aliquot/core/check.hpp"

namespace aliquot {

std::int64_t Exchange::room_for(Taker taker, Edge edge, Edge instead) const {
    std::int64_t room = most_.empty() ? no_limit : most_[edge] - used_[edge];
    if (!is_private(taker) || room <= 0) return room;
    if (!pool_.set_room.empty()) room = std::min(room, room_in_sets(taker, edge, instead));
    if (!pool_.weekly.empty()) room = std::min(room, room_in_weeks(taker, edge, instead));
    return room;
}

std::int64_t Exchange::room_in_sets(Taker taker, Edge edge, Edge instead) const {
    const std::size_t owner = owner_[taker - pool_.groups()];
    std::int64_t room = no_limit;
    for (std::size_t k = 0; k < pool_.sets.size(); ++k) {
        const std::vector<char>& in = in_set_[k];
        const std::int64_t most = pool_.set_room[owner * pool_.sets.size() + k];
        if (most >= no_limit || !in[line_[edge]]) continue;
        if (instead != none && in[line_[instead]]) continue;
        std::int64_t left = most;
        for (Edge e = begin_[taker]; e < begin_[taker + 1]; ++e)
            if (in[line_[e]]) left -= used_[e];
        room = std::min(room, left);
    }
    return room;
}

// Courses fit into their weeks exactly if for every stretch of weeks those that must be used
// within it fit into it (Hall's condition; stretches suffice because each line's weeks are one).
std::int64_t Exchange::room_in_weeks(Taker taker, Edge edge, Edge instead) const {
    const std::int64_t weekly = pool_.weekly[owner_[taker - pool_.groups()]];
    if (weekly >= no_limit) return no_limit;
    in_weeks_.clear();
    for (Edge e = begin_[taker]; e < begin_[taker + 1]; ++e)
        in_weeks_.push_back({pool_.weeks[line_[e]], used_[e]});
    const Weeks wanted = pool_.weeks[line_[edge]];
    const Weeks freed = pool_.weeks[line_[instead == none ? edge : instead]];
    std::int64_t room = no_limit;
    for (const UsedInWeeks& a : in_weeks_) {
        const std::uint32_t first = a.weeks.first;
        if (first > wanted.first) continue;
        for (const UsedInWeeks& b : in_weeks_) {
            const std::uint32_t last = b.weeks.last;
            if (last < wanted.last) continue;
            if (instead != none && freed.first >= first && freed.last <= last) continue;
            std::int64_t left = (std::int64_t{last} - first + 1) * weekly - given_[taker];
            if (left >= room) continue;  // even if all of it lay inside
            for (const UsedInWeeks& each : in_weeks_)
                left += each.weeks.first < first || each.weeks.last > last ? each.used : 0;
            room = std::min(room, left);
        }
    }
    return room;
}

void Exchange::give(Taker taker, Edge edge, std::int64_t courses) {
    used_[edge] += courses;
    given_[taker] += courses;
    free_[line_[edge]] -= courses;
    if (users_listed_ && used_[edge] > 0 && !listed_[edge]) {
        listed_[edge] = 1;
        users_[line_[edge]].push_back({taker, edge});
    }
}

void Exchange::take_back(Taker taker, std::int64_t courses) {
    for (Edge e = begin_[taker + 1]; e-- > begin_[taker] && courses > 0;) {
        if (!searched_[line_[e]]) continue;
        const std::int64_t back = std::min(courses, used_[e]);
        give(taker, e, -back);
        courses -= back;
    }
    ALIQUOT_CHECK(courses == 0);
}

// From the line with the most left first, so that lines empty together.
void Exchange::give_what_is_free(Taker taker, std::int64_t wanted) {
    const auto more_left = [&](Edge a, Edge b) { return free_[line_[a]] > free_[line_[b]]; };
    std::int64_t passed_over = no_limit;  // lines with more left have no room for this taker
    while (wanted > 0) {
        Edge best = none;
        for (Edge e = begin_[taker]; e < begin_[taker + 1]; ++e)
            if (searched_[line_[e]] && free_[line_[e]] > 0 && free_[line_[e]] < passed_over &&
                (best == none || more_left(e, best)))
                best = e;
        if (best == none) return;
        passed_over = free_[line_[best]];
        const std::int64_t part = std::min({wanted, passed_over, room_for(taker, best, none)});
        if (part <= 0) continue;
        give(taker, best, part);
        wanted -= part;
    }
}

std::int64_t Exchange::private_maximum(Taker taker, const std::vector<char>& marked) {
    std::vector<std::int64_t> before(
        used_.begin() + static_cast<std::ptrdiff_t>(begin_[taker]),
        used_.begin() + static_cast<std::ptrdiff_t>(begin_[taker + 1]));
    const std::int64_t given_before = given_[taker];
    std::int64_t most = 0;
    // Any order comes to the same sum: a taker's own limits form a polymatroid. One more than a
    // line has, so that who has all of it still counts as left wanting.
    for (Edge e = begin_[taker]; e < begin_[taker + 1]; ++e) {
        if (!marked[line_[e]]) continue;
        most += used_[e];
        const std::int64_t more = std::clamp<std::int64_t>(room_for(taker, e, none), 0,
                                                           pool_.supply[line_[e]] + 1 - used_[e]);
        used_[e] += more;
        given_[taker] += more;
        most += more;
    }
    std::ranges::copy(before, used_.begin() + static_cast<std::ptrdiff_t>(begin_[taker]));
    given_[taker] = given_before;
    return most;
}

void Exchange::list_users() {
    if (users_listed_) return;
    users_listed_ = true;
    users_.resize(pool_.lines());
    listed_.assign(line_.size(), 0);
    for (Taker t = 0; t < given_.size(); ++t)
        for (Edge e = begin_[t]; e < begin_[t + 1]; ++e)
            if (used_[e] > 0) {
                listed_[e] = 1;
                users_[line_[e]].push_back({t, e});
            }
}

// Whether some user of the line could move to a line at the distance. Forgets past users.
bool Exchange::reaches_distance(LineNumber line, std::uint32_t distance) {
    std::vector<User>& users = users_[line];
    for (std::size_t k = 0; k < users.size();) {
        const User user = users[k];
        if (used_[user.edge] == 0) {
            listed_[user.edge] = 0;
            users[k] = users.back();
            users.pop_back();
            continue;
        }
        for (Edge e = begin_[user.taker]; e < begin_[user.taker + 1]; ++e)
            if (distance_[line_[e]] == distance && room_for(user.taker, e, user.edge) > 0)
                return true;
        ++k;
    }
    return false;
}

// Lines with something free are at distance 0; a line is one further than the nearest line to
// which one of its users could move.
bool Exchange::measure_distances() {
    list_users();
    distance_.assign(pool_.lines(), unreached);
    std::vector<LineNumber> waiting;
    for (LineNumber j = 0; j < pool_.lines(); ++j) {
        if (!searched_[j]) continue;
        if (free_[j] > 0)
            distance_[j] = 0;
        else
            waiting.push_back(j);
    }
    if (waiting.size() == static_cast<std::size_t>(std::ranges::count(searched_, 1))) return false;
    for (std::uint32_t distance = 0; !waiting.empty(); ++distance) {
        std::vector<LineNumber> reached;
        for (const LineNumber j : waiting)
            if (reaches_distance(j, distance)) reached.push_back(j);
        if (reached.empty()) break;
        for (const LineNumber j : reached) {
            distance_[j] = distance + 1;
            std::erase(waiting, j);
        }
    }
    next_user_.assign(pool_.lines() * pool_.lines(), 0);
    return true;
}

Exchange::Edge Exchange::edge_of(Taker taker, LineNumber line) const {
    for (Edge e = begin_[taker]; e < begin_[taker + 1]; ++e)
        if (line_[e] == line) return e;
    return none;
}

// Frees up to so many courses of a line by moving its users one step nearer to something free.
std::int64_t Exchange::draw(LineNumber line, std::int64_t wanted) {
    if (distance_[line] == 0 || free_[line] >= wanted) return std::min(wanted, free_[line]);
    for (LineNumber to = 0; to < pool_.lines() && free_[line] < wanted; ++to) {
        if (distance_[to] == unreached || distance_[to] + 1 != distance_[line]) continue;
        std::size_t& k = next_user_[line * pool_.lines() + to];
        while (k < users_[line].size() && free_[line] < wanted) {
            const User user = users_[line][k];
            const Edge edge = used_[user.edge] > 0 ? edge_of(user.taker, to) : none;
            std::int64_t move = edge == none ? 0
                                             : std::min({wanted - free_[line], used_[user.edge],
                                                         room_for(user.taker, edge, user.edge)});
            if (move > 0) {
                const std::int64_t drawn = draw(to, move);
                if (drawn == 0) break;  // nothing more comes through `to` this time
                // Drawing may have moved this very user.
                move = std::min({drawn, used_[user.edge], room_for(user.taker, edge, user.edge)});
            }
            if (move <= 0) {
                ++k;
                continue;
            }
            give(user.taker, user.edge, -move);
            give(user.taker, edge, move);
        }
    }
    return std::min(wanted, free_[line]);
}

void Exchange::serve(std::span<const Taker> takers, std::span<const std::int64_t> demand) {
    std::vector<std::size_t> unserved;
    for (std::size_t k = 0; k < takers.size(); ++k)
        if (given_[takers[k]] > demand[k]) take_back(takers[k], given_[takers[k]] - demand[k]);
    for (std::size_t k = 0; k < takers.size(); ++k) {
        if (given_[takers[k]] < demand[k])
            give_what_is_free(takers[k], demand[k] - given_[takers[k]]);
        if (given_[takers[k]] < demand[k]) unserved.push_back(k);
    }
    while (!unserved.empty() && measure_distances()) {
        bool moved = false;
        for (const std::size_t k : unserved) {
            const Taker taker = takers[k];
            for (Edge e = begin_[taker]; e < begin_[taker + 1]; ++e) {
                if (distance_[line_[e]] == unreached) continue;
                while (given_[taker] < demand[k]) {
                    std::int64_t part =
                        std::min(demand[k] - given_[taker], room_for(taker, e, none));
                    if (part <= 0) break;
                    part = draw(line_[e], part);  // which may move this very taker
                    part = std::min(part, room_for(taker, e, none));
                    if (part <= 0) break;
                    give(taker, e, part);
                    moved = true;
                }
            }
        }
        std::erase_if(unserved, [&](std::size_t k) { return given_[takers[k]] >= demand[k]; });
        if (!moved) break;
    }
}

void Exchange::leave_the_last_lines() {
    if (std::ranges::count(free_, 0) == std::ssize(free_)) return;
    search_only(std::vector<char>(pool_.lines(), 1));
    for (LineNumber j = static_cast<LineNumber>(pool_.lines()); j-- > 0;) {
        const auto keeper = static_cast<Taker>(takers() + j);
        serve(std::span{&keeper, 1}, std::span{&pool_.supply[j], 1});
    }
}

Exchange::Bottleneck Exchange::bottleneck(std::span<const Taker> takers,
                                          std::span<const std::int64_t> demand) {
    list_users();
    Bottleneck found;
    found.lines.assign(pool_.lines(), 0);
    std::vector<LineNumber> queue;
    const auto mark = [&](LineNumber line) {
        if (found.lines[line]) return;
        found.lines[line] = 1;
        queue.push_back(line);
    };
    for (std::size_t k = 0; k < takers.size(); ++k) {
        if (given_[takers[k]] >= demand[k]) continue;
        for (Edge e = begin_[takers[k]]; e < begin_[takers[k] + 1]; ++e)
            if (searched_[line_[e]] && room_for(takers[k], e, none) > 0) mark(line_[e]);
    }
    for (std::size_t head = 0; head < queue.size(); ++head)
        for (const User user : users_[queue[head]]) {
            if (used_[user.edge] == 0) continue;
            for (Edge e = begin_[user.taker]; e < begin_[user.taker + 1]; ++e)
                if (searched_[line_[e]] && !found.lines[line_[e]] &&
                    room_for(user.taker, e, user.edge) > 0)
                    mark(line_[e]);
        }
    for (const LineNumber j : queue) ALIQUOT_CHECK(free_[j] == 0);
    for (std::size_t k = 0; k < takers.size(); ++k) {
        bool inside = given_[takers[k]] < demand[k];
        for (Edge e = begin_[takers[k]]; !inside && e < begin_[takers[k] + 1]; ++e)
            inside = used_[e] > 0 && found.lines[line_[e]];
        if (inside) found.takers.push_back(takers[k]);
    }
    return found;
}

}  // namespace aliquot
