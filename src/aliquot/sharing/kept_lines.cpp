// Circles of recipients that would each rather have the line that the next one leaves.
#include "aliquot/sharing/kept_lines.hpp"

#include <algorithm>
#include <iterator>
#include <limits>
#include <optional>

#include "aliquot/core/check.hpp"

namespace aliquot {

namespace {

// Rooms for sets of lines and weekly limits: what fits of one line then depends on the others.
bool has_joint_limits(const Pool& pool, std::size_t i) {
    if (!pool.weekly.empty() && pool.weekly[i] < no_limit) return true;
    for (std::size_t k = 0; k < pool.sets.size() && !pool.set_room.empty(); ++k)
        if (pool.set_room[i * pool.sets.size() + k] < no_limit) return true;
    return false;
}

// What the recipient may still take of what it had of a line.
std::int64_t allowed(const Pool& pool, const Portion& had) {
    const std::size_t i = had.recipient;
    if (!std::ranges::binary_search(pool.lines_of(i), had.line)) return 0;
    if (pool.pair_begin.empty()) return had.courses;
    const auto begin = pool.pair_line.begin() + static_cast<std::ptrdiff_t>(pool.pair_begin[i]);
    const auto end = pool.pair_line.begin() + static_cast<std::ptrdiff_t>(pool.pair_begin[i + 1]);
    const auto pair = std::lower_bound(begin, end, had.line);
    if (pair == end || *pair != had.line) return had.courses;
    const auto k = static_cast<std::size_t>(pair - pool.pair_line.begin());
    return std::min(had.courses, pool.pair_most[k]);
}

bool by_recipient_and_line(const Portion& a, const Portion& b) {
    return a.recipient != b.recipient ? a.recipient < b.recipient : a.line < b.line;
}

// Both in order; what stands twice is added up, and what comes to nothing dropped.
std::vector<Portion> sum_of(std::span<const Portion> one, std::span<const Portion> other) {
    std::vector<Portion> parts;
    parts.reserve(one.size() + other.size());
    std::ranges::merge(one, other, std::back_inserter(parts), by_recipient_and_line);
    std::vector<Portion> sums;
    sums.reserve(std::max(one.size(), other.size()));
    for (const Portion& part : parts) {
        if (!sums.empty() && sums.back().recipient == part.recipient &&
            sums.back().line == part.line)
            sums.back().courses += part.courses;
        else
            sums.push_back(part);
    }
    std::erase_if(sums, [](const Portion& each) { return each.courses == 0; });
    return sums;
}

class Circles {
public:
    Circles(const Pool& pool, std::span<const Portion> earlier, std::span<const Portion> portions)
        : lines_{pool.lines()}, wishes_(lines_ * lines_), wished_(lines_ * lines_, 0) {
        std::vector<Portion> had;
        while (!earlier.empty() || !portions.empty()) {
            const std::uint32_t i =
                std::min(earlier.empty() ? nobody : earlier.front().recipient,
                         portions.empty() ? nobody : portions.front().recipient);
            const std::span<const Portion> before = take_those_of(i, earlier);
            const std::span<const Portion> now = take_those_of(i, portions);
            if (std::ranges::equal(before, now) || has_joint_limits(pool, i)) continue;
            had.clear();
            for (const Portion& each : before) had.push_back({i, each.line, -allowed(pool, each)});
            std::vector<Portion> differences = sum_of(now, had);
            add_wishes(differences);
        }
    }

    // What changes hands, as courses more and less of lines.
    std::vector<Portion> close() && {
        for (LineNumber start = 0; start < lines_; ++start)
            while (const auto circle = shortest_from(start)) go_round(*circle);
        return std::move(changes_);
    }

private:
    static constexpr std::uint32_t nobody = std::numeric_limits<std::uint32_t>::max();

    // Splits the portions of a recipient off the front.
    static std::span<const Portion> take_those_of(std::uint32_t recipient,
                                                  std::span<const Portion>& portions) {
        std::size_t count = 0;
        while (count < portions.size() && portions[count].recipient == recipient) ++count;
        const auto front = portions.first(count);
        portions = portions.subspan(count);
        return front;
    }

    struct Wish {
        std::uint32_t recipient;
        std::int64_t courses;
    };

    [[nodiscard]] std::size_t way(LineNumber from, LineNumber to) const {
        return from * lines_ + to;
    }

    // Of one recipient: lines of which it has more than before, for those of which it has less.
    void add_wishes(std::span<Portion> differences) {
        auto more = differences.begin();
        auto less = differences.begin();
        while (true) {
            more = std::find_if(more, differences.end(), [](auto& d) { return d.courses > 0; });
            less = std::find_if(less, differences.end(), [](auto& d) { return d.courses < 0; });
            if (more == differences.end() || less == differences.end()) return;
            const std::int64_t courses = std::min(more->courses, -less->courses);
            wishes_[way(more->line, less->line)].push_back({more->recipient, courses});
            wished_[way(more->line, less->line)] += courses;
            more->courses -= courses;
            less->courses += courses;
        }
    }

    // The lines of a shortest circle through `start`, beginning with it.
    [[nodiscard]] std::optional<std::vector<LineNumber>> shortest_from(LineNumber start) const {
        std::vector<std::optional<LineNumber>> before(lines_);
        std::vector<LineNumber> queue{start};
        for (std::size_t head = 0; head < queue.size(); ++head)
            for (LineNumber to = 0; to < lines_; ++to) {
                if (wished_[way(queue[head], to)] == 0 || before[to]) continue;
                before[to] = queue[head];
                if (to != start) {
                    queue.push_back(to);
                    continue;
                }
                std::vector<LineNumber> circle;
                for (LineNumber at = *before[start]; at != start; at = *before[at])
                    circle.push_back(at);
                circle.push_back(start);
                std::ranges::reverse(circle);
                return circle;
            }
        return std::nullopt;
    }

    // As much as all of the circle wish for, so that one way of it is used up.
    void go_round(const std::vector<LineNumber>& circle) {
        const auto next = [&](std::size_t k) { return circle[(k + 1) % circle.size()]; };
        std::int64_t courses = no_limit;
        for (std::size_t k = 0; k < circle.size(); ++k)
            courses = std::min(courses, wished_[way(circle[k], next(k))]);
        for (std::size_t k = 0; k < circle.size(); ++k) grant(circle[k], next(k), courses);
    }

    void grant(LineNumber from, LineNumber to, std::int64_t courses) {
        std::vector<Wish>& wishes = wishes_[way(from, to)];
        wished_[way(from, to)] -= courses;
        while (courses > 0) {
            ALIQUOT_CHECK(!wishes.empty());
            Wish& wish = wishes.back();
            const std::int64_t part = std::min(courses, wish.courses);
            changes_.push_back({wish.recipient, from, -part});
            changes_.push_back({wish.recipient, to, part});
            courses -= part;
            wish.courses -= part;
            if (wish.courses == 0) wishes.pop_back();
        }
    }

    std::size_t lines_;
    std::vector<std::vector<Wish>> wishes_;  // lines x lines: from what is had to what was had
    std::vector<std::int64_t> wished_;       // lines x lines: courses in all
    std::vector<Portion> changes_;
};

}  // namespace

std::vector<Portion> with_kept_lines(const Pool& pool, std::span<const Portion> earlier,
                                     std::vector<Portion> portions) {
    std::vector<Portion> changes = Circles{pool, earlier, portions}.close();
    if (changes.empty()) return portions;
    std::ranges::sort(changes, by_recipient_and_line);
    return sum_of(portions, changes);
}

}  // namespace aliquot
