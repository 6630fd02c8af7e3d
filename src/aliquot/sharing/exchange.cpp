// Serving demands by moving what is free from line to line, nearest first (after Dinic 1970).
#include "aliquot/sharing/exchange.hpp"

#include <algorithm>

#include "aliquot/core/check.hpp"

namespace aliquot {

bool Exchange::may_use_any(Taker taker, const std::vector<char>& marked) const {
    return std::ranges::any_of(lines_of(taker), [&](LineNumber j) { return marked[j] != 0; });
}

bool Exchange::uses_any(Taker taker, const std::vector<char>& marked) const {
    const auto lines = lines_of(taker);
    for (Place p = 0; p < lines.size(); ++p)
        if (marked[lines[p]] && used_[begin_[taker] + p] > 0) return true;
    return false;
}

void Exchange::give(Taker taker, Place place, std::int64_t courses) {
    const std::uint64_t edge = begin_[taker] + place;
    const LineNumber line = lines_of(taker)[place];
    used_[edge] += courses;
    given_[taker] += courses;
    free_[line] -= courses;
    if (users_listed_ && used_[edge] > 0 && !listed_[edge]) {
        listed_[edge] = 1;
        users_[line].push_back({taker, place});
    }
}

void Exchange::take_back(Taker taker, std::int64_t courses) {
    const auto lines = lines_of(taker);
    for (auto p = static_cast<Place>(lines.size()); p-- > 0 && courses > 0;) {
        if (!searched_[lines[p]]) continue;
        const std::int64_t back = std::min(courses, used_[begin_[taker] + p]);
        give(taker, p, -back);
        courses -= back;
    }
    ALIQUOT_CHECK(courses == 0);
}

// From the line with the most left first, so that lines empty together.
void Exchange::give_what_is_free(Taker taker, std::int64_t wanted) {
    const auto lines = lines_of(taker);
    std::int64_t passed_over = no_limit;  // lines with more left have no room for this taker
    Place last = 0;
    while (wanted > 0) {
        Place best = nowhere;
        std::int64_t most = 0;
        for (Place p = 0; p < lines.size(); ++p) {
            const std::int64_t left = searched_[lines[p]] ? free_[lines[p]] : 0;
            if (left <= most || left > passed_over || (left == passed_over && p <= last)) continue;
            most = left;
            best = p;
        }
        if (best == nowhere) return;
        passed_over = most;
        last = best;
        const std::int64_t part = std::min({wanted, most, room_for(taker, best, nowhere)});
        if (part <= 0) continue;
        give(taker, best, part);
        wanted -= part;
    }
}

std::int64_t Exchange::private_maximum(Taker taker, const std::vector<char>& marked) {
    const auto lines = lines_of(taker);
    const auto begin = used_.begin() + static_cast<std::ptrdiff_t>(begin_[taker]);
    used_before_.assign(begin, begin + std::ssize(lines));
    std::int64_t most = 0;
    // Any order comes to the same sum: a taker's own limits form a polymatroid.
    for (Place p = 0; p < lines.size(); ++p) {
        if (!marked[lines[p]]) continue;
        std::int64_t& used = begin[p];
        used += std::clamp<std::int64_t>(room_for(taker, p, nowhere), 0,
                                         pool_.supply[lines[p]] + 1 - used);
        most += used;
    }
    std::ranges::copy(used_before_, begin);
    return most;
}

void Exchange::list_users() {
    if (users_listed_) return;
    users_listed_ = true;
    users_.resize(pool_.lines());
    listed_.assign(used_.size(), 0);
    for (Taker t = 0; t < given_.size(); ++t) {
        const auto lines = lines_of(t);
        for (Place p = 0; p < lines.size(); ++p) {
            if (used_[begin_[t] + p] == 0) continue;
            listed_[begin_[t] + p] = 1;
            users_[lines[p]].push_back({t, p});
        }
    }
}

// Whether some user of the line could move to a line at the distance. Forgets past users.
bool Exchange::reaches_distance(LineNumber line, std::uint32_t distance) {
    std::vector<User>& users = users_[line];
    for (std::size_t k = 0; k < users.size();) {
        const User user = users[k];
        const std::uint64_t begin = begin_[user.taker];
        if (used_[begin + user.place] == 0) {
            listed_[begin + user.place] = 0;
            users[k] = users.back();
            users.pop_back();
            continue;
        }
        const auto lines = lines_of(user.taker);
        for (Place p = 0; p < lines.size(); ++p)
            if (distance_[lines[p]] == distance && room_for(user.taker, p, user.place) > 0)
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
    for (farthest_ = 0; !waiting.empty(); ++farthest_) {
        std::vector<LineNumber> reached;
        for (const LineNumber j : waiting)
            if (reaches_distance(j, farthest_)) reached.push_back(j);
        if (reached.empty()) break;
        for (const LineNumber j : reached) {
            distance_[j] = farthest_ + 1;
            std::erase(waiting, j);
        }
    }
    next_user_.assign(pool_.lines() * pool_.lines(), 0);
    drained_.assign(pool_.lines(), 0);
    return true;
}

Exchange::Place Exchange::place_of(Taker taker, LineNumber line) const {
    const auto lines = lines_of(taker);
    for (Place p = 0; p < lines.size(); ++p)
        if (lines[p] == line) return p;
    return nowhere;
}

// Frees up to so many courses of a line by moving its users one step nearer to something free.
std::int64_t Exchange::draw(LineNumber line, std::int64_t wanted) {
    if (distance_[line] > 0 && !drained_[line]) {
        for (LineNumber to = 0; to < pool_.lines() && free_[line] < wanted; ++to)
            if (distance_[to] != unreached && distance_[to] + 1 == distance_[line])
                draw_through(line, to, wanted);
        drained_[line] = free_[line] < wanted ? 1 : 0;
    }
    return std::min(wanted, free_[line]);
}

void Exchange::draw_through(LineNumber line, LineNumber to, std::int64_t wanted) {
    std::size_t& k = next_user_[line * pool_.lines() + to];
    std::uint32_t kind = nowhere;
    Place place = nowhere;
    while (k < users_[line].size() && free_[line] < wanted) {
        const User user = users_[line][k];
        if (kind_[user.taker] != kind) {
            kind = kind_[user.taker];
            place = place_of(user.taker, to);
        }
        const std::int64_t& used = used_[begin_[user.taker] + user.place];
        if (place == nowhere || used == 0) {
            ++k;
            continue;
        }
        std::int64_t move =
            std::min({wanted - free_[line], used, room_for(user.taker, place, user.place)});
        if (move > 0) {
            const std::int64_t drawn = draw(to, move);
            if (drawn == 0) return;  // nothing more comes through `to` this time
            // Drawing may have moved this very user.
            move = std::min({drawn, used, room_for(user.taker, place, user.place)});
        }
        if (move <= 0) {
            ++k;
            continue;
        }
        give(user.taker, user.place, -move);
        give(user.taker, place, move);
    }
}

// Nearest lines first: a way round past a line that has something free might move this very taker
// to where it then lacks the room. Answers whether the taker was given anything.
bool Exchange::draw_for(Taker taker, std::int64_t demand) {
    const auto lines = lines_of(taker);
    const std::int64_t before = given_[taker];
    for (std::uint32_t distance = 0; distance <= farthest_; ++distance)
        for (Place p = 0; p < lines.size() && given_[taker] < demand; ++p) {
            const LineNumber line = lines[p];
            if (distance_[line] != distance) continue;
            while (given_[taker] < demand && (free_[line] > 0 || !drained_[line])) {
                std::int64_t part = std::min(demand - given_[taker], room_for(taker, p, nowhere));
                if (part <= 0) break;
                part = draw(line, part);  // which may move this very taker
                part = std::min(part, room_for(taker, p, nowhere));
                if (part <= 0) break;
                give(taker, p, part);
            }
        }
    return given_[taker] > before;
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
        for (const std::size_t k : unserved)
            if (draw_for(takers[k], demand[k])) moved = true;
        std::erase_if(unserved, [&](std::size_t k) { return given_[takers[k]] >= demand[k]; });
        if (!moved) break;
    }
}

void Exchange::leave_the_last_lines() {
    if (std::ranges::count(free_, 0) == std::ssize(free_)) return;
    search_only(std::vector<char>(pool_.lines(), 1));
    for (auto j = static_cast<LineNumber>(pool_.lines()); j-- > 0;) {
        const auto keeper = static_cast<Taker>(takers() + j);
        serve(std::span{&keeper, 1}, std::span{&pool_.supply[j], 1});
    }
}

// Follows the users of the lines in the queue to lines that they could use instead.
void Exchange::mark_lines_of_users(std::vector<char>& marked,
                                   std::vector<LineNumber>& queue) const {
    std::vector<char> open = searched_;
    for (const LineNumber j : queue) open[j] = 0;
    auto unmarked = std::ranges::count(open, 1);
    for (std::size_t head = 0; head < queue.size(); ++head)
        for (const User user : users_[queue[head]]) {
            if (unmarked == 0) return;
            if (used_[begin_[user.taker] + user.place] == 0) continue;
            const auto lines = lines_of(user.taker);
            for (Place p = 0; p < lines.size(); ++p) {
                if (!open[lines[p]] || room_for(user.taker, p, user.place) <= 0) continue;
                open[lines[p]] = 0;
                marked[lines[p]] = 1;
                queue.push_back(lines[p]);
                --unmarked;
            }
        }
}

Exchange::Bottleneck Exchange::bottleneck(std::span<const Taker> takers,
                                          std::span<const std::int64_t> demand) {
    list_users();
    Bottleneck found;
    found.lines.assign(pool_.lines(), 0);
    std::vector<LineNumber> queue;
    for (std::size_t k = 0; k < takers.size(); ++k) {
        if (given_[takers[k]] >= demand[k]) continue;
        const auto lines = lines_of(takers[k]);
        for (Place p = 0; p < lines.size(); ++p) {
            const LineNumber line = lines[p];
            if (!searched_[line] || found.lines[line] || room_for(takers[k], p, nowhere) <= 0)
                continue;
            found.lines[line] = 1;
            queue.push_back(line);
        }
    }
    mark_lines_of_users(found.lines, queue);
    for (const LineNumber j : queue) ALIQUOT_CHECK(free_[j] == 0);
    found.takers.resize(takers.size());
    for (std::size_t k = 0; k < takers.size(); ++k) {
        const bool inside = given_[takers[k]] < demand[k] || uses_any(takers[k], found.lines);
        found.takers[k] = inside ? 1 : 0;
        found.size += inside ? 1 : 0;
    }
    return found;
}

}  // namespace aliquot
