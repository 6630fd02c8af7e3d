// Fill as if all lines were one, ask for the bottleneck, split, and again.
#include "decomposition.hpp"

#include <algorithm>
#include <bit>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "aliquot/core/wide.hpp"

namespace aliquot_bench {

namespace {

using aliquot::Wide;

class Decomposition {
public:
    Decomposition(const aliquot::Pool& pool, Nodes nodes, const Bottleneck& bottleneck)
        : pool_{pool},
          nodes_{nodes},
          bottleneck_{bottleneck},
          given_(pool.recipients(), 0),
          demand_(pool.recipients(), 0),
          lines_(pool.recipients()) {
        const std::vector<LineSet> sets = line_sets_of_groups(pool);
        for (std::size_t i = 0; i < lines_.size(); ++i) lines_[i] = sets[pool.group[i]];
    }

    std::vector<std::int64_t> run() {
        Part all{{}, (LineSet{1} << pool_.lines()) - 1, 0};
        for (std::uint32_t i = 0; i < lines_.size(); ++i)
            if (lines_[i] != 0) all.members.push_back(i);
        all.amount = supply_of(all.lines);
        waiting_.push_back(std::move(all));
        while (!waiting_.empty()) {
            Part part = std::move(waiting_.back());
            waiting_.pop_back();
            solve(std::move(part));
        }
        return std::move(given_);
    }

private:
    struct Part {
        std::vector<std::uint32_t> members;
        LineSet lines = 0;
        std::int64_t amount = 0;
    };

    void solve(Part part) {
        while (true) {
            fill(part);
            const LineSet short_lines = bottleneck_(wants_of(part), pool_.supply, part.lines);
            if (short_lines == 0) {
                for (const std::uint32_t i : part.members) given_[i] = demand_[i];
                return;
            }
            Part poorer{{}, short_lines, supply_of(short_lines)};
            Part richer{{}, part.lines & ~short_lines, supply_of(part.lines & ~short_lines)};
            for (const std::uint32_t i : part.members)
                ((lines_[i] & part.lines & ~short_lines) == 0 ? poorer : richer)
                    .members.push_back(i);
            if (!richer.members.empty()) {
                waiting_.push_back(std::move(poorer));
                waiting_.push_back(std::move(richer));
                return;
            }
            part = std::move(poorer);  // all that they can have
        }
    }

    [[nodiscard]] std::int64_t supply_of(LineSet lines) const {
        std::int64_t sum = 0;
        for (; lines != 0; lines &= lines - 1)
            sum += pool_.supply[static_cast<std::size_t>(std::countr_zero(lines))];
        return sum;
    }

    // Courses of i whose key, (k - 1) / weight for the k-th, is at most level / 2^scale.
    [[nodiscard]] std::int64_t courses_up_to(std::uint32_t i, std::int64_t level) const {
        const auto reached = static_cast<std::int64_t>((Wide{level} * pool_.weight[i]) >> scale);
        return std::min(pool_.room[i], reached + 1);
    }

    [[nodiscard]] Wide count(const Part& part, std::int64_t level) const {
        Wide sum = 0;
        for (const std::uint32_t i : part.members) sum += courses_up_to(i, level);
        return sum;
    }

    // The amount goes out in order of key, then smaller weight, then position.
    void fill(const Part& part) {
        std::int64_t below = -1;  // nothing is at or below a level before 0
        std::int64_t above = std::int64_t{1} << 62;
        if (count(part, above) <= part.amount) {
            for (const std::uint32_t i : part.members) demand_[i] = courses_up_to(i, above);
            return;
        }
        while (above - below > 1) {
            const std::int64_t middle = below + (above - below) / 2;
            (count(part, middle) <= part.amount ? below : above) = middle;
        }
        std::int64_t left = part.amount;
        std::vector<std::uint32_t> next;  // whose next course comes before the level above
        for (const std::uint32_t i : part.members) {
            demand_[i] = below < 0 ? 0 : courses_up_to(i, below);
            left -= demand_[i];
            if (courses_up_to(i, above) > demand_[i]) next.push_back(i);
        }
        const auto first = [&](std::uint32_t a, std::uint32_t b) {
            const Wide one = Wide{demand_[a]} * pool_.weight[b];
            const Wide other = Wide{demand_[b]} * pool_.weight[a];
            return std::tuple{one, pool_.weight[a], a} < std::tuple{other, pool_.weight[b], b};
        };
        const auto end = next.begin() + left;
        std::nth_element(next.begin(), end, next.end(), first);
        for (auto at = next.begin(); at != end; ++at) ++demand_[*at];
    }

    [[nodiscard]] Wants wants_of(const Part& part) const {
        Wants wants;
        std::unordered_map<LineSet, std::size_t> known;
        for (const std::uint32_t i : part.members) {
            const LineSet lines = lines_[i] & part.lines;
            std::size_t at = wants.lines.size();
            if (nodes_ == Nodes::merged) at = known.try_emplace(lines, at).first->second;
            if (at == wants.lines.size()) {
                wants.lines.push_back(lines);
                wants.courses.push_back(0);
            }
            wants.courses[at] += demand_[i];
        }
        return wants;
    }

    static constexpr int scale = 50;  // more bits than any weight here: a level decides one course

    const aliquot::Pool& pool_;
    Nodes nodes_;
    const Bottleneck& bottleneck_;
    std::vector<std::int64_t> given_;
    std::vector<std::int64_t> demand_;
    std::vector<LineSet> lines_;
    std::vector<Part> waiting_;
};

// Bit k of the result is the k-th line that is open.
std::size_t packed(LineSet lines, LineSet open) {
    std::size_t found = 0;
    for (std::size_t bit = 0; open != 0; ++bit, open &= open - 1)
        if ((lines & open & -open) != 0) found |= std::size_t{1} << bit;
    return found;
}

LineSet unpacked(std::size_t bits, LineSet open) {
    LineSet found = 0;
    for (; open != 0; bits >>= 1U, open &= open - 1)
        if ((bits & 1U) != 0) found |= open & -open;
    return found;
}

}  // namespace

std::vector<std::int64_t> given_by_decomposition(const aliquot::Pool& pool, Nodes nodes,
                                                 const Bottleneck& bottleneck) {
    return Decomposition{pool, nodes, bottleneck}.run();
}

LineSet bottleneck_by_subsets(const Wants& wants, const std::vector<std::int64_t>& supply,
                              LineSet open) {
    const auto lines = static_cast<std::size_t>(std::popcount(open));
    std::vector<std::int64_t> excess(std::size_t{1} << lines, 0);
    for (std::size_t k = 0; k < wants.lines.size(); ++k)
        excess[packed(wants.lines[k], open)] += wants.courses[k];
    LineSet rest = open;
    for (std::size_t j = 0; j < lines; ++j, rest &= rest - 1) {
        excess[std::size_t{1} << j] -= supply[static_cast<std::size_t>(std::countr_zero(rest))];
    }
    // Sums over all subsets of each set: line by line, the half without it into the half with it.
    for (std::size_t j = 0; j < lines; ++j)
        for (std::size_t set = 0; set < excess.size(); ++set)
            if ((set >> j & 1U) != 0) excess[set] += excess[set ^ std::size_t{1} << j];
    const auto most = std::max_element(excess.begin(), excess.end());
    if (*most <= 0) return 0;
    return unpacked(static_cast<std::size_t>(most - excess.begin()), open);
}

}  // namespace aliquot_bench
