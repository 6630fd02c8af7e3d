// One course at a time to whoever stands lowest and can still be given one.
#include "sharing/slow_sharing.hpp"

#include <algorithm>
#include <numeric>

#include "aliquot/core/wide.hpp"

namespace aliquot_test {

using aliquot::LineNumber;
using aliquot::no_limit;
using aliquot::Pool;
using aliquot::Shares;
using aliquot::Wide;

namespace {

bool is_open(const Pool& pool, std::size_t i, LineNumber j) {
    const auto lines = pool.lines_of(i);
    return std::find(lines.begin(), lines.end(), j) != lines.end();
}

bool weeks_hold(const Pool& pool, std::size_t i, const std::vector<std::int64_t>& courses) {
    if (pool.weekly.empty() || pool.weekly[i] >= no_limit) return true;
    for (const aliquot::Weeks& from : pool.weeks)
        for (const aliquot::Weeks& to : pool.weeks) {
            if (to.last < from.first) continue;
            std::int64_t inside = 0;
            for (LineNumber j = 0; j < pool.lines(); ++j)
                if (pool.weeks[j].first >= from.first && pool.weeks[j].last <= to.last)
                    inside += courses[j];
            if (inside > pool.weekly[i] * (std::int64_t{to.last} - from.first + 1)) return false;
        }
    return true;
}

// All limits of the recipient alone.
bool fits(const Pool& pool, std::size_t i, const std::vector<std::int64_t>& courses) {
    const std::int64_t sum = std::accumulate(courses.begin(), courses.end(), std::int64_t{0});
    if (sum > pool.room[i]) return false;
    for (LineNumber j = 0; j < pool.lines(); ++j)
        if (courses[j] < 0 || (courses[j] > 0 && !is_open(pool, i, j))) return false;
    if (!pool.pair_begin.empty())
        for (auto k = pool.pair_begin[i]; k < pool.pair_begin[i + 1]; ++k)
            if (courses[pool.pair_line[k]] > pool.pair_most[k]) return false;
    for (std::size_t k = 0; k < pool.sets.size() && !pool.set_room.empty(); ++k) {
        std::int64_t inside = 0;
        for (const LineNumber j : pool.sets[k]) inside += courses[j];
        if (inside > pool.set_room[i * pool.sets.size() + k]) return false;
    }
    return weeks_hold(pool, i, courses);
}

bool in_district(const Pool& pool, std::size_t i, std::uint32_t district) {
    if (pool.district.empty()) return false;
    for (auto d = pool.district[i]; d; d = pool.districts[*d].parent)
        if (*d == district) return true;
    return false;
}

std::int64_t given_in(const Pool& pool, const Table& courses, std::uint32_t district) {
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < courses.size(); ++i)
        if (in_district(pool, i, district))
            sum = std::accumulate(courses[i].begin(), courses[i].end(), sum);
    return sum;
}

struct Key {  // of a course: what its recipient holds before it
    std::int64_t covered;
    std::int64_t weight;
    std::uint64_t rank;

    friend bool operator<(const Key& a, const Key& b) {
        const Wide left = Wide{a.covered} * b.weight;
        const Wide right = Wide{b.covered} * a.weight;
        if (left != right) return left < right;
        return a.weight != b.weight ? a.weight < b.weight : a.rank < b.rank;
    }
};

class Slowly {
public:
    explicit Slowly(const Pool& pool)
        : pool_{pool},
          courses_(pool.recipients(), std::vector<std::int64_t>(pool.lines(), 0)),
          left_{pool.supply} {}

    Shares share() {
        std::vector<std::size_t> asking(pool_.recipients());
        std::iota(asking.begin(), asking.end(), std::size_t{0});
        while (!asking.empty()) {
            const auto least =
                std::min_element(asking.begin(), asking.end(),
                                 [&](std::size_t a, std::size_t b) { return key(a) < key(b); });
            if (!give_one(*least)) asking.erase(least);
        }
        return shares_of(courses_, levels());
    }

private:
    [[nodiscard]] std::int64_t given(std::size_t i) const {
        return std::accumulate(courses_[i].begin(), courses_[i].end(), std::int64_t{0});
    }
    [[nodiscard]] Key key(std::size_t i) const {
        return {pool_.held[i] + given(i), pool_.weight[i], pool_.rank(i)};
    }
    [[nodiscard]] bool district_full(std::size_t i) const {
        for (std::uint32_t d = 0; d < pool_.districts.size(); ++d)
            if (in_district(pool_, i, d) && pool_.districts[d].most < no_limit &&
                given_in(pool_, courses_, d) == pool_.districts[d].most)
                return true;
        return false;
    }
    [[nodiscard]] bool could_add(std::size_t i, LineNumber j) const {
        std::vector<std::int64_t> more = courses_[i];
        ++more[j];
        return fits(pool_, i, more);
    }
    [[nodiscard]] bool could_change(std::size_t i, LineNumber from, LineNumber to) const {
        std::vector<std::int64_t> changed = courses_[i];
        --changed[from];
        ++changed[to];
        return fits(pool_, i, changed);
    }

    struct Step {
        std::size_t line;
        std::size_t before;  // the line freed by it; the line itself at the start
        std::size_t by;      // who changes from that line to this one
    };
    // The lines from which, directly or by others changing lines, i could be given one more.
    [[nodiscard]] std::vector<Step> reach(std::size_t i) const {
        std::vector<Step> steps;
        std::vector<bool> seen(pool_.lines(), false);
        for (LineNumber j = 0; j < pool_.lines(); ++j)
            if (could_add(i, j)) {
                steps.push_back({j, j, i});
                seen[j] = true;
            }
        for (std::size_t head = 0; head < steps.size(); ++head)
            for (LineNumber b = 0; b < pool_.lines(); ++b)
                for (std::size_t k = 0; k < courses_.size() && !seen[b]; ++k) {
                    const auto a = static_cast<LineNumber>(steps[head].line);
                    if (courses_[k][a] == 0 || !could_change(k, a, b)) continue;
                    steps.push_back({b, a, k});
                    seen[b] = true;
                }
        return steps;
    }

    bool give_one(std::size_t i) {
        if (district_full(i)) return false;
        const std::vector<Step> steps = reach(i);
        const auto free = std::find_if(steps.begin(), steps.end(),
                                       [&](const Step& step) { return left_[step.line] > 0; });
        if (free == steps.end()) return false;
        --left_[free->line];
        Step step = *free;
        while (step.line != step.before) {
            ++courses_[step.by][step.line];
            --courses_[step.by][step.before];
            step = *std::find_if(steps.begin(), steps.end(),
                                 [&](const Step& other) { return other.line == step.before; });
        }
        ++courses_[i][step.line];
        return true;
    }

    // Lines in the order in which somebody who could take more runs out of them.
    [[nodiscard]] std::vector<aliquot::LineLevel> levels() const {
        std::vector<std::size_t> waiting;
        for (std::size_t i = 0; i < courses_.size(); ++i)
            if (!district_full(i)) waiting.push_back(i);
        std::sort(waiting.begin(), waiting.end(),
                  [&](std::size_t a, std::size_t b) { return key(a) < key(b); });
        std::vector<aliquot::LineLevel> levels(pool_.lines());
        std::uint32_t block = 0;
        for (const std::size_t i : waiting) {
            bool fresh = false;
            for (const Step& step : reach(i))
                if (levels[step.line].block == 0) {
                    levels[step.line].block = block + 1;
                    fresh = true;
                }
            if (!fresh) continue;
            ++block;
            Key best{0, 0, 0};
            for (std::size_t k = 0; k < courses_.size(); ++k)
                for (std::size_t j = 0; j < levels.size(); ++j) {
                    if (courses_[k][j] == 0 || levels[j].block == 0) continue;
                    Key last = key(k);
                    --last.covered;
                    if (best.weight == 0 || best < last) best = last;
                }
            for (aliquot::LineLevel& level : levels) {
                if (level.block != block) continue;
                level.covered = best.covered;
                level.weight = best.weight;
            }
        }
        return levels;
    }

    const Pool& pool_;
    Table courses_;
    std::vector<std::int64_t> left_;
};

}  // namespace

Shares share_slowly(const Pool& pool) {
    return Slowly{pool}.share();
}

bool can_be_carried_out(const Pool& pool, const Table& courses) {
    for (std::size_t i = 0; i < courses.size(); ++i)
        if (!fits(pool, i, courses[i])) return false;
    for (std::size_t j = 0; j < pool.lines(); ++j) {
        std::int64_t out = 0;
        for (const auto& row : courses) out += row[j];
        if (out > pool.supply[j]) return false;
    }
    for (std::uint32_t d = 0; d < pool.districts.size(); ++d)
        if (given_in(pool, courses, d) > pool.districts[d].most) return false;
    return true;
}

Table table_of(const Pool& pool, const Shares& shares) {
    Table courses(pool.recipients(), std::vector<std::int64_t>(pool.lines(), 0));
    for (const aliquot::Portion& each : shares.portions)
        courses[each.recipient][each.line] = each.courses;
    return courses;
}

Shares shares_of(const Table& courses, std::vector<aliquot::LineLevel> levels) {
    Shares shares;
    for (std::uint32_t i = 0; i < courses.size(); ++i) {
        shares.given.push_back(
            std::accumulate(courses[i].begin(), courses[i].end(), std::int64_t{0}));
        for (LineNumber j = 0; j < courses[i].size(); ++j)
            if (courses[i][j] != 0) shares.portions.push_back({i, j, courses[i][j]});
    }
    shares.levels = std::move(levels);
    return shares;
}

}  // namespace aliquot_test
