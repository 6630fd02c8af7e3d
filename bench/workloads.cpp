// Draws the pools: SplitMix64 for the bits, and nothing that depends on a library's distributions.
#include "workloads.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <numbers>
#include <numeric>
#include <unordered_map>

namespace aliquot_bench {

namespace {

using aliquot::LineNumber;
using aliquot::no_limit;
using aliquot::Pool;

constexpr std::array<std::string_view, 5> family_names{"iid", "str", "nested", "chain", "two"};
constexpr std::array<std::string_view, 6> limits_names{"none", "room",  "pairs",
                                                       "sets", "weeks", "districts"};
constexpr std::uint64_t seed = 1;
constexpr std::size_t most_countries = 1'000;
constexpr std::size_t profiles = 180;
constexpr std::size_t recipients_in_a_district = 500;
constexpr std::size_t storage_classes = 3;
constexpr std::size_t products = 5;
constexpr std::uint64_t classes_of_products[products] = {0, 0, 0, 1, 2};

class Draw {
public:
    explicit Draw(std::uint64_t state) : state_{state} {}

    std::uint64_t bits() {
        state_ += 0x9e3779b97f4a7c15U;
        std::uint64_t z = state_;
        z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
        z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
        return z ^ (z >> 31U);
    }
    double unit() { return static_cast<double>(bits() >> 11U) * 0x1p-53; }
    double between(double least, double most) { return least + (most - least) * unit(); }
    std::size_t below(std::size_t end) { return static_cast<std::size_t>(bits() % end); }
    bool chance(double probability) { return unit() < probability; }
    double normal() {
        return std::sqrt(-2 * std::log(1 - unit())) * std::cos(2 * std::numbers::pi * unit());
    }

private:
    std::uint64_t state_;
};

std::int64_t whole(double value) {
    return static_cast<std::int64_t>(value);
}

class Drawing {
public:
    explicit Drawing(const Workload& workload)
        : workload_{workload}, draw_{seed + workload.lines} {}

    Pool pool() {
        draw_lines();
        const std::vector<double> parts = supply_parts();
        draw_ = Draw{draw_.bits() + workload_.recipients};  // the lines are the same at every size
        for (std::size_t i = 0; i < workload_.recipients; ++i) add_weight();
        share_out_supply(parts);
        draw_groups();
        draw_room();
        if (workload_.limits == Limits::pairs) draw_pairs();
        if (workload_.limits == Limits::sets) draw_sets();
        if (workload_.limits == Limits::weeks) draw_weeks();
        if (workload_.limits == Limits::districts) draw_districts();
        return std::move(pool_);
    }

private:
    // What the profiles of `str` are made of: each line is of one product and meant for everybody,
    // one region, one income group, or a list of its own.
    struct Line {
        std::size_t product = 0;
        std::size_t meant_for = 0;
        std::size_t which = 0;
    };

    void draw_lines() {
        lines_.reserve(workload_.lines);
        for (std::size_t j = 0; j < workload_.lines; ++j)
            lines_.push_back({j % products, draw_.below(4), draw_.below(4)});
        for (std::size_t p = 0; p < profiles; ++p) profile_lines_.push_back(lines_of_a_profile());
    }

    LineSet lines_of_a_profile() {
        const std::size_t region = draw_.below(4);
        const std::size_t income = draw_.below(4);
        std::array<bool, products> approved{};
        for (bool& each : approved) each = draw_.chance(0.8);
        const bool has_class[storage_classes] = {true, draw_.chance(0.7), draw_.chance(0.4)};
        LineSet found = 0;
        for (std::size_t j = 0; j < lines_.size(); ++j) {
            const Line& line = lines_[j];
            const bool meant = line.meant_for == 0 ||
                               (line.meant_for == 1 && line.which == region) ||
                               (line.meant_for == 2 && line.which == income) ||
                               (line.meant_for == 3 && draw_.chance(0.4));
            if (meant && approved[line.product] && has_class[classes_of_products[line.product]])
                found |= LineSet{1} << j;
        }
        return found != 0 ? found : LineSet{1} << draw_.below(lines_.size());
    }

    void add_weight() {
        const double people = workload_.recipients <= most_countries
                                  ? std::clamp(std::exp(15.5 + 2.0 * draw_.normal()), 5e3, 9e8)
                                  : std::clamp(std::exp(7.2 + 1.3 * draw_.normal()), 20.0, 3e5);
        pool_.weight.push_back(whole(people));
    }

    std::vector<double> supply_parts() {
        std::vector<double> parts;
        for (std::size_t j = 0; j < workload_.lines; ++j)
            parts.push_back(std::exp(1.5 * draw_.normal()));
        const double all = std::accumulate(parts.begin(), parts.end(), 0.0);
        for (double& part : parts) part /= all;
        return parts;
    }

    void share_out_supply(const std::vector<double>& parts) {
        const auto need = static_cast<double>(
            std::accumulate(pool_.weight.begin(), pool_.weight.end(), std::int64_t{0}));
        for (const double part : parts) pool_.supply.push_back(whole(0.4 * need * part));
    }

    LineSet lines_of_recipient(std::size_t i) {
        const std::size_t m = workload_.lines;
        switch (workload_.family) {
            case Family::iid: {
                LineSet found = 0;
                for (std::size_t j = 0; j < m; ++j)
                    if (draw_.chance(0.30)) found |= LineSet{1} << j;
                return found != 0 ? found : LineSet{1} << draw_.below(m);
            }
            case Family::str:
                if (workload_.limits == Limits::districts)
                    return profile_lines_[i / recipients_in_a_district % profiles];
                return profile_lines_[draw_.below(profiles)];
            case Family::nested: {
                const std::size_t last = draw_.below(m);
                return (LineSet{2} << last) - 1;
            }
            case Family::chain:
                return LineSet{3} << draw_.below(m - 1);
            case Family::two: {
                const std::size_t one = draw_.below(m);
                const std::size_t other = (one + 1 + draw_.below(m - 1)) % m;
                return LineSet{1} << one | LineSet{1} << other;
            }
        }
        return 0;
    }

    // Groups are numbered as they come up, like those that a reader of tables makes.
    void draw_groups() {
        std::unordered_map<LineSet, std::uint32_t> known;
        pool_.group.reserve(workload_.recipients);
        for (std::size_t i = 0; i < workload_.recipients; ++i) {
            const LineSet lines = lines_of_recipient(i);
            const auto next = static_cast<std::uint32_t>(pool_.groups());
            const auto [at, is_new] = known.try_emplace(lines, next);
            pool_.group.push_back(at->second);
            if (!is_new) continue;
            for (LineSet rest = lines; rest != 0; rest &= rest - 1)
                pool_.group_lines.push_back(static_cast<LineNumber>(std::countr_zero(rest)));
            pool_.group_begin.push_back(static_cast<std::uint32_t>(pool_.group_lines.size()));
        }
    }

    [[nodiscard]] std::int64_t part_of(std::size_t i, double least, double most) {
        return whole(static_cast<double>(pool_.weight[i]) * draw_.between(least, most));
    }

    void draw_room() {
        pool_.held.assign(workload_.recipients, 0);
        pool_.room.assign(workload_.recipients, no_limit);
        const Limits limits = workload_.limits;
        if (limits != Limits::room && limits != Limits::pairs && limits != Limits::districts)
            return;
        for (std::size_t i = 0; i < workload_.recipients; ++i)
            if (draw_.chance(0.4)) pool_.room[i] = part_of(i, 0.1, 1);
    }

    void draw_pairs() {
        pool_.pair_begin.push_back(0);
        for (std::size_t i = 0; i < workload_.recipients; ++i) {
            if (draw_.chance(0.3)) {
                const auto lines = pool_.lines_of(i);
                pool_.pair_line.push_back(lines[draw_.below(lines.size())]);
                pool_.pair_most.push_back(part_of(i, 0, 0.3));
            }
            pool_.pair_begin.push_back(pool_.pair_line.size());
        }
    }

    void draw_sets() {
        pool_.sets.resize(storage_classes);
        for (std::size_t j = 0; j < lines_.size(); ++j)
            pool_.sets[classes_of_products[lines_[j].product]].push_back(
                static_cast<LineNumber>(j));
        for (std::size_t i = 0; i < workload_.recipients; ++i)
            for (std::size_t k = 0; k < storage_classes; ++k)
                pool_.set_room.push_back(part_of(i, 0.05, 0.5));
    }

    void draw_weeks() {
        for (std::size_t j = 0; j < workload_.lines; ++j) {
            const auto first = static_cast<std::uint32_t>(1 + draw_.below(12));
            pool_.weeks.push_back({first, first + 4 + static_cast<std::uint32_t>(draw_.below(12))});
        }
        for (std::size_t i = 0; i < workload_.recipients; ++i)
            pool_.weekly.push_back(std::max<std::int64_t>(1, part_of(i, 0.005, 0.1)));
    }

    void draw_districts() {
        std::vector<std::int64_t> need;
        for (std::size_t i = 0; i < workload_.recipients; ++i) {
            const std::size_t d = i / recipients_in_a_district;
            if (d == need.size()) need.push_back(0);
            need[d] += pool_.weight[i];
            pool_.district.push_back(static_cast<std::uint32_t>(d));
        }
        for (const std::int64_t people : need)
            pool_.districts.push_back(
                {{}, whole(static_cast<double>(people) * draw_.between(0.1, 0.9))});
    }

    Workload workload_;
    Draw draw_;
    Pool pool_;
    std::vector<Line> lines_;
    std::vector<LineSet> profile_lines_;
};

}  // namespace

std::string Workload::name() const {
    return std::string{family_names[static_cast<std::size_t>(family)]} + "-" +
           std::string{limits_names[static_cast<std::size_t>(limits)]};
}

std::vector<std::string> workload_names() {
    return {"iid-none", "iid-room",  "str-none", "str-room",  "nested-room",  "chain-room",
            "two-room", "str-pairs", "str-sets", "str-weeks", "str-districts"};
}

std::optional<Workload> workload_named(std::string_view name, std::size_t recipients,
                                       std::size_t lines) {
    for (std::size_t f = 0; f < family_names.size(); ++f)
        for (std::size_t l = 0; l < limits_names.size(); ++l) {
            const Workload each{static_cast<Family>(f), static_cast<Limits>(l), recipients, lines};
            if (each.name() == name) return each;
        }
    return {};
}

Pool pool_of(const Workload& workload) {
    return Drawing{workload}.pool();
}

std::vector<LineSet> line_sets_of_groups(const Pool& pool) {
    std::vector<LineSet> sets(pool.groups(), 0);
    for (std::size_t g = 0; g < pool.groups(); ++g)
        for (const LineNumber j : pool.lines_of_group(g)) sets[g] |= LineSet{1} << j;
    return sets;
}

std::uint64_t edges_of(const Pool& pool) {
    std::uint64_t edges = 0;
    for (std::size_t i = 0; i < pool.recipients(); ++i) edges += pool.lines_of(i).size();
    return edges;
}

FinePool in_pieces(Pool pool) {
    std::int64_t largest = std::accumulate(pool.supply.begin(), pool.supply.end(), std::int64_t{0});
    std::vector<std::vector<std::int64_t>*> columns{&pool.supply, &pool.room, &pool.pair_most,
                                                    &pool.set_room, &pool.weekly};
    for (const auto* column : columns)
        for (const std::int64_t value : *column)
            if (value < no_limit) largest = std::max(largest, value);
    std::int64_t pieces = 1;
    while (largest < (no_limit >> 2) / pieces) pieces *= 2;
    for (auto* column : columns)
        for (std::int64_t& value : *column)
            if (value < no_limit) value *= pieces;
    for (aliquot::District& each : pool.districts)
        if (each.most < no_limit) each.most *= pieces;
    return {std::move(pool), pieces};
}

}  // namespace aliquot_bench
