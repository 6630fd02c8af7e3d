// Levels of lines, read off the finished sharing.
//
// A line is used by takers; some of them could use other lines instead; those lines have users in
// turn. The best covered user of all lines that can be reached in this way is how far the line
// reaches. If one of them has something left, the line is not used up by need.
#include "aliquot/sharing/labels.hpp"

#include <algorithm>
#include <limits>
#include <optional>

#include "aliquot/core/wide.hpp"

namespace aliquot {

namespace {

constexpr std::uint32_t nobody = std::numeric_limits<std::uint32_t>::max();

// The last course each recipient was given, in the order in which courses are handed out.
class LastCourses {
public:
    LastCourses(const Pool& pool, std::span<const std::int64_t> given)
        : pool_{pool}, given_{given} {}

    // Of two recipients that were given something, the one whose last course came later.
    [[nodiscard]] std::uint32_t later(std::uint32_t a, std::uint32_t b) const {
        if (a == nobody) return b;
        if (b == nobody) return a;
        return before(a, b) ? b : a;
    }
    [[nodiscard]] bool before(std::uint32_t a, std::uint32_t b) const {
        const Wide left = Wide{covered(a)} * pool_.weight[b];
        const Wide right = Wide{covered(b)} * pool_.weight[a];
        if (left != right) return left < right;
        if (pool_.weight[a] != pool_.weight[b]) return pool_.weight[a] < pool_.weight[b];
        return pool_.rank(a) < pool_.rank(b);
    }
    [[nodiscard]] std::int64_t covered(std::uint32_t i) const {
        return pool_.held[i] + given_[i] - 1;
    }

private:
    const Pool& pool_;
    std::span<const std::int64_t> given_;
};

}  // namespace

std::vector<LineLevel> levels_of(const Pool& pool, Exchange& exchange,
                                 std::span<const std::int64_t> given) {
    const LastCourses last{pool, given};
    std::vector<std::uint32_t> latest_of_taker(exchange.takers(), nobody);
    for (std::uint32_t i = 0; i < pool.recipients(); ++i) {
        if (given[i] == 0) continue;
        std::uint32_t& latest = latest_of_taker[exchange.taker_of(i)];
        latest = last.later(latest, i);
    }
    std::vector<std::uint32_t> latest(pool.lines(), nobody);
    for (Taker t = 0; t < exchange.takers(); ++t)
        for (std::size_t k = 0; k < exchange.uses(t); ++k)
            if (const Exchange::Use use = exchange.use(t, k); use.courses > 0)
                latest[use.line] = last.later(latest[use.line], latest_of_taker[t]);

    // Reached through any number of replacements.
    std::vector<std::vector<char>> reach = exchange.replacements();
    for (std::size_t via = 0; via < pool.lines(); ++via)
        for (std::size_t from = 0; from < pool.lines(); ++from)
            if (reach[from][via])
                for (std::size_t to = 0; to < pool.lines(); ++to)
                    reach[from][to] = static_cast<char>(reach[from][to] | reach[via][to]);

    std::vector<std::optional<std::uint32_t>> level(pool.lines());  // nothing: something is left
    for (LineNumber j = 0; j < pool.lines(); ++j) {
        bool left = exchange.free(j) > 0;
        std::uint32_t highest = latest[j];
        for (LineNumber to = 0; to < pool.lines(); ++to) {
            if (!reach[j][to]) continue;
            left = left || exchange.free(to) > 0;
            highest = last.later(highest, latest[to]);
        }
        if (!left) level[j] = highest;
    }

    std::vector<std::uint32_t> distinct;
    for (const auto& each : level)
        if (each) distinct.push_back(*each);
    const auto lower = [&](std::uint32_t a, std::uint32_t b) {
        if (a == nobody || b == nobody) return a == nobody && b != nobody;
        return last.before(a, b);
    };
    std::ranges::sort(distinct, lower);
    distinct.erase(std::ranges::unique(distinct).begin(), distinct.end());

    std::vector<LineLevel> levels(pool.lines());
    for (std::size_t j = 0; j < pool.lines(); ++j) {
        if (!level[j]) continue;
        const auto place = std::ranges::lower_bound(distinct, *level[j], lower);
        levels[j].block = static_cast<std::uint32_t>(place - distinct.begin()) + 1;
        if (*level[j] == nobody) continue;
        levels[j].covered = last.covered(*level[j]);
        levels[j].weight = pool.weight[*level[j]];
    }
    return levels;
}

}  // namespace aliquot
