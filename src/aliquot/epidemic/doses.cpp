// Shares in whole people.
#include "aliquot/epidemic/doses.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "aliquot/core/check.hpp"
#include "aliquot/core/wide.hpp"

namespace aliquot::epidemic {

namespace {

constexpr std::array able{e1, e2, r1, r2, s};  // the largest stock last: it takes what rounds

std::int64_t sum_of(const CountByAge& counts) {
    return std::accumulate(counts.begin(), counts.end(), std::int64_t{0});
}

// The whole part of total x part / all.
std::int64_t share(std::int64_t total, std::int64_t part, std::int64_t all) {
    constexpr std::int64_t safe = 3'000'000'000;  // the product of two fits
    if (total < safe && part < safe) return total * part / all;
    return static_cast<std::int64_t>(Wide{total} * part / all);
}

struct Band {
    std::int64_t living = 0;
    std::int64_t without = 0;  // of the living, no dose yet
    std::int64_t able = 0;     // of those, can be vaccinated now
};

std::array<Band, ages> bands_of(BlockState& state, std::size_t lane) {
    std::array<Band, ages> all{};
    for (std::size_t i = 0; i < ages; ++i) {
        Band& band = all[i];
        band.living = state.living(i, lane);
        band.without = state.inside(i, 0, lane);
        for (int stage = 0; stage < stages; ++stage)
            band.without += state.people(i, 0, static_cast<Stage>(stage), lane);
        for (const Stage stage : able) band.able += state.people(i, 0, stage, lane);
    }
    return all;
}

}  // namespace

std::int64_t move_able(BlockState& state, std::size_t lane, std::size_t age, std::int64_t most,
                       std::size_t from, std::size_t to) {
    std::int64_t all = 0;
    for (const Stage stage : able) all += state.people(age, from, stage, lane);
    const std::int64_t people = std::min(most, all);
    if (people <= 0) return 0;
    std::int64_t seen = 0;
    std::int64_t moved = 0;
    for (const Stage stage : able) {
        seen += state.people(age, from, stage, lane);
        const auto now = static_cast<std::int32_t>(share(people, seen, all) - moved);
        moved += now;
        state.people(age, from, stage, lane) -= now;
        state.people(age, to, stage, lane) += now;
    }
    return moved;
}

CountByAge in_parts(std::int64_t total, const CountByAge& weights, const CountByAge& caps) {
    CountByAge parts{};
    std::array<bool, ages> full{};
    for (bool again = true; again;) {
        again = false;
        std::int64_t left = total;
        std::int64_t open = 0;
        for (std::size_t i = 0; i < ages; ++i) {
            if (full[i])
                left -= caps[i];
            else
                open += weights[i];
        }
        if (open == 0) break;
        std::int64_t seen = 0;
        std::int64_t given = 0;
        for (std::size_t i = 0; i < ages; ++i) {
            if (full[i]) continue;
            seen += weights[i];
            parts[i] = share(left, seen, open) - given;
            given += parts[i];
            if (parts[i] > caps[i]) full[i] = again = true;
        }
    }
    for (std::size_t i = 0; i < ages; ++i)
        if (full[i]) parts[i] = caps[i];
    return parts;
}

CountByAge give_courses(BlockState& state, std::size_t lane, const Priority& priority,
                        std::int64_t courses, std::size_t to) {
    CountByAge given{};
    if (courses <= 0 || state.classes() <= to) return given;
    const std::array<Band, ages> all = bands_of(state, lane);
    for (const ByAge& row : priority) {
        CountByAge weights{};
        CountByAge caps{};
        for (std::size_t i = 0; i < ages; ++i) {
            const Band& band = all[i];
            const auto aim =
                static_cast<std::int64_t>(std::ceil(row[i] * static_cast<double>(band.living)));
            const std::int64_t vaccinated = band.living - band.without + given[i];
            caps[i] = std::clamp<std::int64_t>(aim - vaccinated, 0, band.able - given[i]);
            weights[i] = caps[i] > 0 ? band.able - given[i] : 0;
        }
        const std::int64_t now = std::min(courses, sum_of(caps));
        if (now == 0) continue;
        const CountByAge parts = in_parts(now, weights, caps);
        for (std::size_t i = 0; i < ages; ++i) given[i] += parts[i];
        courses -= now;
        if (courses == 0) break;
    }
    for (std::size_t i = 0; i < ages; ++i)
        (void)move_able(state, lane, i, given[i], 0, to);
    return given;
}

}  // namespace aliquot::epidemic
