// Builds the first program from a pool, and turns each answer into the next program.
#include "max_min_programs.hpp"

#include <algorithm>
#include <limits>
#include <set>
#include <utility>

namespace aliquot_bench {

namespace {

using aliquot::LineNumber;
using aliquot::no_limit;
using aliquot::Pool;

// The k-th column is the part of its people that a recipient is given of one line; the last is the
// level. The first rows are the recipients, then the lines, then limits of recipients and
// districts.
class Program {
public:
    explicit Program(const Pool& pool) : pool_{pool} {
        const std::size_t n = pool.recipients();
        lp_.row_lower.assign(n, 0.0);
        lp_.row_upper.assign(n, unlimited);
        add_rows(pool.lines());
        add_rows(pool.districts.size());
        for (std::size_t i = 0; i < n; ++i) add_recipient(i);
        lp_.objective = lp_.column_most.size();
        for (std::size_t i = 0; i < n; ++i) add_entry(i, -1.0);
        end_column(unlimited);
    }

    LinearProgram take() && { return std::move(lp_); }

private:
    // A limit of one recipient on some of its lines, as a part of its people.
    struct Limit {
        std::set<LineNumber> lines;
        double most = 0;
        std::size_t row = 0;
    };

    // Rows that are at most one: all of a supply, all that a district may have.
    void add_rows(std::size_t count) {
        lp_.row_lower.resize(lp_.row_lower.size() + count, -unlimited);
        lp_.row_upper.resize(lp_.row_upper.size() + count, 1.0);
    }

    void add_recipient(std::size_t i) {
        const auto weight = static_cast<double>(pool_.weight[i]);
        const std::vector<Limit> limits = limits_of(i);
        for (const LineNumber j : pool_.lines_of(i)) {
            add_entry(i, 1.0);
            double most = unlimited;
            if (pool_.supply[j] > 0)
                add_entry(pool_.recipients() + j, weight / static_cast<double>(pool_.supply[j]));
            else
                most = 0;
            add_district_entries(i, weight);
            for (const Limit& limit : limits)
                if (limit.lines.contains(j)) add_entry(limit.row, 1.0);
            end_column(std::min(most, most_of_pair(i, j) / weight));
        }
    }

    void add_district_entries(std::size_t i, double weight) {
        if (pool_.district.empty()) return;
        for (auto d = pool_.district[i]; d; d = pool_.districts[*d].parent)
            if (const std::int64_t most = pool_.districts[*d].most; most < no_limit)
                add_entry(pool_.recipients() + pool_.lines() + *d,
                          weight / static_cast<double>(most));
    }

    [[nodiscard]] double most_of_pair(std::size_t i, LineNumber j) const {
        if (pool_.pair_begin.empty()) return unlimited;
        for (std::uint64_t k = pool_.pair_begin[i]; k < pool_.pair_begin[i + 1]; ++k)
            if (pool_.pair_line[k] == j) return static_cast<double>(pool_.pair_most[k]);
        return unlimited;
    }

    std::vector<Limit> limits_of(std::size_t i) {
        std::vector<Limit> limits;
        const auto weight = static_cast<double>(pool_.weight[i]);
        const auto add = [&](std::set<LineNumber> lines, double most) {
            if (lines.empty()) return;
            limits.push_back({std::move(lines), most / weight, lp_.row_lower.size()});
            lp_.row_lower.push_back(-unlimited);
            lp_.row_upper.push_back(most / weight);
        };
        for (std::size_t k = 0; k < pool_.sets.size(); ++k)
            add(within(i,
                       [&](LineNumber j) {
                           return std::ranges::find(pool_.sets[k], j) != pool_.sets[k].end();
                       }),
                static_cast<double>(pool_.set_room[i * pool_.sets.size() + k]));
        if (pool_.weekly.empty() || pool_.weekly[i] >= no_limit) return limits;
        // Every stretch from an arrival to an expiry; of those that hold the same lines the
        // shortest.
        std::set<std::set<LineNumber>> known;
        for (const std::uint32_t length : stretch_lengths(i))
            for (const LineNumber from : pool_.lines_of(i)) {
                const std::uint32_t first = pool_.weeks[from].first;
                auto lines = within(i, [&](LineNumber j) {
                    return pool_.weeks[j].first >= first && pool_.weeks[j].last < first + length;
                });
                if (known.insert(lines).second)
                    add(std::move(lines), static_cast<double>(pool_.weekly[i]) * length);
            }
        return limits;
    }

    [[nodiscard]] std::set<LineNumber> within(std::size_t i,
                                              const std::function<bool(LineNumber)>& chosen) const {
        std::set<LineNumber> lines;
        for (const LineNumber j : pool_.lines_of(i))
            if (chosen(j)) lines.insert(j);
        return lines;
    }

    [[nodiscard]] std::set<std::uint32_t> stretch_lengths(std::size_t i) const {
        std::set<std::uint32_t> lengths;
        for (const LineNumber from : pool_.lines_of(i))
            for (const LineNumber to : pool_.lines_of(i))
                if (pool_.weeks[to].last >= pool_.weeks[from].first)
                    lengths.insert(pool_.weeks[to].last - pool_.weeks[from].first + 1);
        return lengths;
    }

    void add_entry(std::size_t row, double value) {
        lp_.entry_row.push_back(static_cast<int>(row));
        lp_.entry.push_back(value);
    }
    void end_column(double most) {
        lp_.column_most.push_back(std::min(most, unlimited));
        lp_.begin.push_back(static_cast<int>(lp_.entry.size()));
    }

    const Pool& pool_;
    LinearProgram lp_;
};

constexpr double least_price = 1e-9;

}  // namespace

Levels max_min_levels(const Pool& pool, const NewSolver& new_solver) {
    const LinearProgram program = Program{pool}.take();
    const std::unique_ptr<LinearSolver> solver = new_solver(program);
    const std::size_t n = pool.recipients();
    Levels levels{std::vector<double>(n, 0.0)};
    std::vector<double> ceiling(n, unlimited);
    std::vector<std::uint32_t> open;
    for (std::uint32_t i = 0; i < n; ++i) {
        open.push_back(i);
        if (pool.room[i] < no_limit)
            ceiling[i] = static_cast<double>(pool.room[i]) / static_cast<double>(pool.weight[i]);
    }
    while (!open.empty()) {
        double lowest = unlimited;
        for (const std::uint32_t i : open) lowest = std::min(lowest, ceiling[i]);
        solver->set_most(program.objective, lowest);
        const std::optional<double> level = solver->solve();
        ++levels.programs;
        if (!level) return levels;
        const std::vector<double> prices = solver->prices();
        const bool at_ceiling = *level >= lowest * (1 - 1e-12);
        const std::size_t before = open.size();
        std::erase_if(open, [&](std::uint32_t i) {
            const bool is_full = at_ceiling && ceiling[i] <= lowest;
            if (prices[i] <= least_price && !is_full) return false;
            levels.coverage[i] = *level;
            solver->set_entry(i, program.objective, 0.0);
            solver->set_lower(i, *level);
            return true;
        });
        if (open.size() == before) return levels;
    }
    levels.finished = true;
    return levels;
}

Pool merged(const Pool& pool) {
    Pool few;
    few.supply = pool.supply;
    few.group_begin = pool.group_begin;
    few.group_lines = pool.group_lines;
    few.weight.assign(pool.groups(), 0);
    for (std::size_t i = 0; i < pool.recipients(); ++i) few.weight[pool.group[i]] += pool.weight[i];
    few.held.assign(pool.groups(), 0);
    few.room.assign(pool.groups(), no_limit);
    for (std::uint32_t g = 0; g < pool.groups(); ++g) few.group.push_back(g);
    return few;
}

}  // namespace aliquot_bench
