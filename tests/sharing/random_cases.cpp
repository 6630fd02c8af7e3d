// Tries random pools, makes a refuting one smaller step by step, and prints it.
#include "sharing/random_cases.hpp"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gtest/gtest.h>

namespace aliquot::testing {

namespace {

using Refutes = std::function<bool(const PoolSketch&)>;

bool try_instead(PoolSketch& sketch, PoolSketch smaller, const Refutes& refutes) {
    if (fault_of(pool_of(smaller)) || !refutes(smaller)) return false;
    sketch = std::move(smaller);
    return true;
}

// Many at once first, so that thousands soon become few.
bool strike_recipients(PoolSketch& sketch, const Refutes& refutes) {
    const std::size_t before = sketch.recipients.size();
    for (std::size_t many = before; many > 0; many /= 2)
        for (std::size_t at = 0; at + many <= sketch.recipients.size();) {
            PoolSketch smaller = sketch;
            const auto begin = smaller.recipients.begin() + static_cast<std::ptrdiff_t>(at);
            smaller.recipients.erase(begin, begin + static_cast<std::ptrdiff_t>(many));
            if (!try_instead(sketch, std::move(smaller), refutes)) at += many;
        }
    return sketch.recipients.size() < before;
}

bool strike_something(PoolSketch& sketch, const Refutes& refutes) {
    if (strike_recipients(sketch, refutes)) return true;
    for (std::size_t j = 0; j < sketch.lines.size(); ++j)
        if (try_instead(sketch, without_line(sketch, static_cast<LineNumber>(j)), refutes))
            return true;
    for (std::size_t k = 0; k < sketch.sets.size(); ++k) {
        PoolSketch smaller = sketch;
        smaller.sets.erase(smaller.sets.begin() + static_cast<std::ptrdiff_t>(k));
        for (auto& each : smaller.recipients)
            if (!each.set_room.empty())
                each.set_room.erase(each.set_room.begin() + static_cast<std::ptrdiff_t>(k));
        if (try_instead(sketch, std::move(smaller), refutes)) return true;
    }
    bool in_districts = false;
    for (const auto& each : sketch.recipients) in_districts |= each.district.has_value();
    if (in_districts || sketch.districts.empty()) return false;
    PoolSketch smaller = sketch;
    smaller.districts.pop_back();
    return try_instead(sketch, std::move(smaller), refutes);
}

bool simplify_a_recipient(PoolSketch& sketch, const Refutes& refutes) {
    const std::vector<std::function<void(SketchedRecipient&)>> changes{
        [](auto& each) { each.district.reset(); },
        [](auto& each) { each.pair_most.clear(); },
        [](auto& each) {
            if (!each.pair_most.empty()) each.pair_most.erase(each.pair_most.begin());
        },
        [](auto& each) { each.set_room.clear(); },
        [](auto& each) { each.weekly = no_limit; },
        [](auto& each) { each.room = no_limit; },
        [](auto& each) {
            if (!each.lines.empty()) each.lines.erase(each.lines.begin());
        },
        [](auto& each) {
            if (!each.lines.empty()) each.lines.pop_back();
        },
    };
    for (std::size_t i = 0; i < sketch.recipients.size(); ++i)
        for (const auto& change : changes) {
            PoolSketch smaller = sketch;
            change(smaller.recipients[i]);
            const bool changed = as_code(pool_of(smaller)) != as_code(pool_of(sketch));
            if (changed && try_instead(sketch, std::move(smaller), refutes)) return true;
        }
    return false;
}

// Every number of the sketch that may shrink.
std::vector<std::int64_t*> numbers_of(PoolSketch& sketch) {
    std::vector<std::int64_t*> all;
    for (auto& line : sketch.lines) all.push_back(&line.supply);
    for (auto& each : sketch.recipients) {
        all.insert(all.end(), {&each.weight, &each.held, &each.room, &each.weekly});
        for (auto& [line, most] : each.pair_most) all.push_back(&most);
        for (auto& room : each.set_room) all.push_back(&room);
    }
    for (auto& district : sketch.districts) all.push_back(&district.most);
    return all;
}

bool lower_a_number(PoolSketch& sketch, const Refutes& refutes) {
    const std::size_t count = numbers_of(sketch).size();
    for (std::size_t at = 0; at < count; ++at) {
        const std::int64_t now = *numbers_of(sketch)[at];
        // One by one only near the end: from a huge number that would take for ever.
        const std::int64_t nearly = now < 100 ? now - 1 : now - now / 8;
        for (const std::int64_t less : {std::int64_t{0}, std::int64_t{1}, now / 2, nearly}) {
            if (less < 0 || less >= now || now >= no_limit) continue;
            PoolSketch smaller = sketch;
            *numbers_of(smaller)[at] = less;
            if (try_instead(sketch, std::move(smaller), refutes)) return true;
        }
    }
    return false;
}

// How many of the pools tried had what breaks solvers, so that a claim about it can be repeated.
class Tally {
public:
    void add(const PoolSketch& sketch) {
        ++pools_;
        const auto& all = sketch.recipients;
        if (all.size() > 100) return;  // too many to be looked through for each
        const auto some = [&](auto trait) { return std::ranges::any_of(all, trait); };
        count("pair limits", some([](const auto& each) { return !each.pair_most.empty(); }));
        count("set rooms", some([](const auto& each) { return each.has_set_room(); }));
        count("weekly limits", some([](const auto& each) { return each.weekly < no_limit; }));
        count("limited districts", sketch.limits_districts());
        count("lines in a chain", is_chain(sketch));
        count("nested lines", is_nested(sketch));
        count("no line for somebody", some([](const auto& each) { return each.lines.empty(); }));
        count("no room for somebody", some([](const auto& each) { return each.room == 0; }));
        count("equal weights", all.size() > 1 && std::ranges::all_of(all, [&](const auto& each) {
                                   return each.weight == all.front().weight;
                               }));
        count("weights near 2^40", some([](const auto& each) {
                  return std::abs(each.weight - (std::int64_t{1} << 40)) <= 3;
              }));
    }

    [[nodiscard]] std::string words() const {
        std::vector<std::string> parts;
        for (const auto& [trait, number] : of_trait_)
            if (number > 0) parts.push_back(fmt::format("{} {}", number, trait));
        return fmt::format("{} pools{}{}", pools_, parts.empty() ? "" : ", of these ",
                           fmt::join(parts, ", "));
    }

private:
    void count(const std::string& trait, bool found) { of_trait_[trait] += found ? 1 : 0; }

    static bool is_chain(const PoolSketch& sketch) {
        const std::size_t m = sketch.lines.size();
        if (m < 3 || sketch.recipients.size() < 3) return false;
        std::size_t links = 0;
        for (std::size_t i = 0; i < sketch.recipients.size(); ++i) {
            const SketchedRecipient& each = sketch.recipients[i];
            if (each.lines.size() == 2 && each.may_take(static_cast<LineNumber>(i % m)) &&
                each.may_take(static_cast<LineNumber>((i + 1) % m)))
                ++links;
        }
        return links == sketch.recipients.size();
    }

    // Of any two recipients one may take all that the other may, and not all may take the same.
    static bool is_nested(const PoolSketch& sketch) {
        bool differ = false;
        for (const auto& a : sketch.recipients)
            for (const auto& b : sketch.recipients) {
                if (!std::ranges::includes(a.lines, b.lines) &&
                    !std::ranges::includes(b.lines, a.lines))
                    return false;
                differ = differ || a.lines != b.lines;
            }
        return differ;
    }

    std::uint64_t pools_ = 0;
    std::map<std::string, std::uint64_t> of_trait_;
};

std::uint64_t effort(std::uint64_t count) {
#ifndef NDEBUG
    count = count / 20 + 1;
#endif
    const char* text = std::getenv("ALIQUOT_TEST_EFFORT");  // NOLINT(concurrency-mt-unsafe)
    return text == nullptr ? count : count * std::strtoull(text, nullptr, 10);
}

}  // namespace

PoolSketch smallest(PoolSketch sketch, const Refutes& refutes) {
    // A pool that is small enough, late, is worth less than one that is nearly so, now.
    int tries = 20'000;
    const Refutes patiently = [&](const PoolSketch& each) { return --tries >= 0 && refutes(each); };
    while (strike_something(sketch, patiently) || simplify_a_recipient(sketch, patiently) ||
           lower_a_number(sketch, patiently)) {
    }
    return sketch;
}

std::string as_code(const Pool& pool) {
    std::string code = "Pool pool;\n";
    const auto column = [&code](const char* name, const auto& values) {
        if (!values.empty())
            code += fmt::format("pool.{} = {{{}}};\n", name, fmt::join(values, ", "));
    };
    column("supply", pool.supply);
    column("group_begin", pool.group_begin);
    column("group_lines", pool.group_lines);
    column("weight", pool.weight);
    column("held", pool.held);
    column("room", pool.room);
    column("group", pool.group);
    column("tie_rank", pool.tie_rank);
    column("pair_begin", pool.pair_begin);
    column("pair_line", pool.pair_line);
    column("pair_most", pool.pair_most);
    std::vector<std::string> parts;
    for (const auto& set : pool.sets) parts.push_back(fmt::format("{{{}}}", fmt::join(set, ", ")));
    column("sets", parts);
    column("set_room", pool.set_room);
    parts.clear();
    for (const Weeks& each : pool.weeks)
        parts.push_back(fmt::format("{{{}, {}}}", each.first, each.last));
    column("weeks", parts);
    column("weekly", pool.weekly);
    parts.clear();
    for (const District& each : pool.districts)
        parts.push_back(fmt::format(
            "{{{}, {}}}", each.parent ? std::to_string(*each.parent) : "std::nullopt", each.most));
    column("districts", parts);
    parts.clear();
    for (const auto& each : pool.district)
        parts.push_back(each ? std::to_string(*each) : "std::nullopt");
    column("district", parts);
    return code;
}

void expect_no_refutation(std::uint64_t count, std::uint64_t seed, const Recipe& recipe,
                          bool choose_limits, const Refutation& tried) {
    const Refutation refutation = [&tried](const PoolSketch& sketch, std::uint64_t number) {
        try {
            return tried(sketch, number);
        } catch (const std::exception& broken) {  // a promise of ours
            return std::string{broken.what()};
        }
    };
    Tally tally;
    for (std::uint64_t number = 0; number < effort(count); ++number) {
        Draw draw{seed * 1'000'000'007 + number};
        const Recipe used = choose_limits ? with_any_limits(recipe, draw) : recipe;
        const PoolSketch sketch = random_sketch(used, draw);
        const auto fault = fault_of(pool_of(sketch));
        ASSERT_FALSE(fault) << "case " << number << " is no fit pool: " << fault->what;
        tally.add(sketch);
        if (refutation(sketch, number).empty()) continue;
        const PoolSketch small = smallest(
            sketch, [&](const PoolSketch& each) { return !refutation(each, number).empty(); });
        FAIL() << "case " << number << " of seed " << seed << ": " << refutation(small, number)
               << "\n"
               << as_code(pool_of(small));
    }
    fmt::print("  {}\n", tally.words());
}

}  // namespace aliquot::testing
