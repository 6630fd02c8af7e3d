// What users are promised when something changes, on ten thousand random pools for each law.
//
// Every law here holds in whole courses, not just nearly, and under every kind of limit that a pool
// can have. What is not promised is in share_limits_test.cpp, with the pools that show why.
#include <algorithm>
#include <numeric>
#include <optional>
#include <string>

#include "sharing/every_sharing.hpp"
#include "sharing/random_cases.hpp"
#include "sharing/turn.hpp"
#include <fmt/ranges.h>
#include <gtest/gtest.h>

#include "aliquot/sharing/share.hpp"

namespace aliquot::testing {
namespace {

Given given(const PoolSketch& sketch) {
    return share(pool_of(sketch)).given;
}

// Chances within a case, the same while the case is made smaller.
Draw chances_of(std::uint64_t number) {
    return Draw{number + 987'654'321};
}

std::optional<std::size_t> some_recipient(const PoolSketch& sketch, Draw& draw) {
    if (sketch.recipients.empty()) return std::nullopt;
    return draw.below(sketch.recipients.size());
}

std::string loses(std::size_t who, const Given& before, const Given& after) {
    return fmt::format("recipient {} loses: before {}, after {}", who, before, after);
}

std::string nobody_loses_but(std::optional<std::size_t> except, const Given& before,
                             const Given& after) {
    for (std::size_t i = 0; i < before.size(); ++i)
        if (i != except && after[i] < before[i]) return loses(i, before, after);
    return "";
}

TEST(ShareLaw, MoreSupplyHurtsNobody) {
    const auto law = [](const PoolSketch& sketch, std::uint64_t number) -> std::string {
        Draw draw = chances_of(number);
        if (sketch.lines.empty()) return "";
        PoolSketch richer = sketch;
        richer.lines[draw.below(sketch.lines.size())].supply += draw.between(1, 4);
        return nobody_loses_but(std::nullopt, given(sketch), given(richer));
    };
    expect_no_refutation(10'000, 31, {}, any_limits, law);
}

TEST(ShareLaw, WhenARecipientLeavesNobodyElseLoses) {
    const auto law = [](const PoolSketch& sketch, std::uint64_t number) -> std::string {
        Draw draw = chances_of(number);
        const auto leaver = some_recipient(sketch, draw);
        if (!leaver) return "";
        Given before = given(sketch);
        before.erase(before.begin() + static_cast<std::ptrdiff_t>(*leaver));
        return nobody_loses_but(std::nullopt, before, given(without_recipient(sketch, *leaver)));
    };
    expect_no_refutation(10'000, 32, {}, any_limits, law);
}

TEST(ShareLaw, LessRoomGivesItsOwnerWhatFitsAndHarmsNobodyElse) {
    const auto law = [](const PoolSketch& sketch, std::uint64_t number) -> std::string {
        Draw draw = chances_of(number);
        const auto modest = some_recipient(sketch, draw);
        if (!modest) return "";
        const std::int64_t room = draw.between(0, 4);
        if (room > sketch.recipients[*modest].room) return "";
        PoolSketch changed = sketch;
        changed.recipients[*modest].room = room;
        const Given before = given(sketch);
        const Given after = given(changed);
        if (after[*modest] != std::min(before[*modest], room))
            return fmt::format("recipient {} with room {}: before {}, after {}", *modest, room,
                               before, after);
        return nobody_loses_but(*modest, before, after);
    };
    expect_no_refutation(10'000, 33, {}, any_limits, law);
}

TEST(ShareLaw, MoreLinesOrWiderOwnLimitsNeverHurtTheirOwner) {
    const auto law = [](const PoolSketch& sketch, std::uint64_t number) -> std::string {
        Draw draw = chances_of(number);
        const auto who = some_recipient(sketch, draw);
        if (!who || sketch.limited_district(*who) || sketch.lines.empty()) return "";
        PoolSketch wider = sketch;
        SketchedRecipient& each = wider.recipients[*who];
        const auto line = static_cast<LineNumber>(draw.below(sketch.lines.size()));
        const auto change = draw.below(4);
        if (change == 0 && !each.may_take(line)) {
            each.lines.push_back(line);
            std::sort(each.lines.begin(), each.lines.end());
        } else if (change == 1 && each.pair_most.contains(line)) {
            ++each.pair_most[line];
        } else if (change == 2 && !each.set_room.empty()) {
            ++each.set_room[draw.below(each.set_room.size())];
        } else if (each.weekly < no_limit) {
            ++each.weekly;
        }
        const Given before = given(sketch);
        const Given after = given(wider);
        return after[*who] < before[*who] ? loses(*who, before, after) : "";
    };
    expect_no_refutation(10'000, 34, {}, any_limits, law);
}

TEST(ShareLaw, ACourseFromElsewhereCostsItsOwnerAtMostOneAndHarmsNobodyElse) {
    const auto law = [](const PoolSketch& sketch, std::uint64_t number) -> std::string {
        Draw draw = chances_of(number);
        const auto who = some_recipient(sketch, draw);
        if (!who || sketch.recipients[*who].held + 1 >= no_limit) return "";
        PoolSketch changed = sketch;
        ++changed.recipients[*who].held;
        const Given before = given(sketch);
        const Given after = given(changed);
        if (after[*who] > before[*who] || after[*who] < before[*who] - 1)
            return fmt::format("recipient {}: before {}, after {}", *who, before, after);
        return nobody_loses_but(*who, before, after);
    };
    expect_no_refutation(10'000, 35, {}, any_limits, law);
}

TEST(ShareLaw, AStricterDistrictHelpsNobodyInsideAndHarmsNobodyOutside) {
    const auto law = [](const PoolSketch& sketch, std::uint64_t number) -> std::string {
        Draw draw = chances_of(number);
        if (sketch.districts.empty()) return "";
        const auto strict = draw.below(sketch.districts.size());
        PoolSketch changed = sketch;
        std::int64_t& most = changed.districts[strict].most;
        if (most == 0 || most >= no_limit) return "";
        most = draw.between(0, most - 1);
        const Given before = given(sketch);
        const Given after = given(changed);
        for (std::size_t i = 0; i < before.size(); ++i) {
            bool inside = false;
            for (auto d = sketch.recipients[i].district; d; d = sketch.districts[*d].parent)
                inside = inside || *d == strict;
            if (inside ? after[i] > before[i] : after[i] < before[i])
                return fmt::format("recipient {}, district {} at most {}: before {}, after {}", i,
                                   strict, most, before, after);
        }
        return "";
    };
    expect_no_refutation(10'000, 36, {.districts = true}, !any_limits, law);
}

// Of every sharing the answer hands out the most courses in all, and the most courses to whoever
// stands below any level you may name: whole courses whose turn comes before that level.
TEST(ShareLaw, NoOtherSharingGivesMoreCoursesBelowAnyLevel) {
    const Recipe tiny{.most_recipients = 4, .most_lines = 3, .most_supply = 3};
    const auto law = [](const PoolSketch& sketch, std::uint64_t) -> std::string {
        const Pool pool = pool_of(sketch);
        const Given ours = share(pool).given;
        std::vector<Turn> levels;
        for (std::size_t i = 0; i < pool.recipients(); ++i)
            for (std::int64_t k = 0; k <= ours[i]; ++k) levels.push_back(turn_of(pool, i, k));
        const auto below = [&pool](const Given& given, const Turn& level) {
            std::int64_t courses = 0;
            for (std::size_t i = 0; i < given.size(); ++i)
                for (std::int64_t k = 0; k < given[i]; ++k)
                    courses += comes_before(turn_of(pool, i, k), level) ? 1 : 0;
            return courses;
        };
        const auto total = [](const Given& given) {
            return std::accumulate(given.begin(), given.end(), std::int64_t{0});
        };
        for (const Given& other : every_given(pool)) {
            if (total(other) > total(ours)) return fmt::format("{} beats {}", other, ours);
            for (const Turn& level : levels)
                if (below(other, level) > below(ours, level))
                    return fmt::format("{} beats {} below {}/{}", other, ours, level.covered,
                                       level.weight);
        }
        return "";
    };
    expect_no_refutation(10'000, 37, tiny, any_limits, law);
}

template <class Number>
std::vector<Number> shuffled(std::size_t count, Draw& draw) {
    std::vector<Number> order(count);
    std::iota(order.begin(), order.end(), Number{0});
    for (std::size_t p = count; p > 1; --p) std::swap(order[p - 1], order[draw.below(p)]);
    return order;
}

TEST(ShareLaw, TheOrderOfRecipientsAndLinesDoesNotMatter) {
    const auto law = [](const PoolSketch& sketch, std::uint64_t number) -> std::string {
        Draw draw = chances_of(number);
        const auto recipients = shuffled<std::size_t>(sketch.recipients.size(), draw);
        const auto lines = shuffled<LineNumber>(sketch.lines.size(), draw);
        const Given before = given(sketch);
        const Given after = given(in_order(sketch, recipients, lines));
        for (std::size_t p = 0; p < recipients.size(); ++p)
            if (after[p] != before[recipients[p]])
                return fmt::format("recipients {}, lines {}: {} became {}", recipients, lines,
                                   before, after);
        return "";
    };
    expect_no_refutation(10'000, 38, {}, any_limits, law);
    const Recipe medium{.most_recipients = 60, .most_lines = 8, .most_supply = 300};
    expect_no_refutation(300, 39, medium, any_limits, law);
}

TEST(ShareLaw, ItDoesNotMatterHowRecipientsAreGrouped) {
    const auto law = [](const PoolSketch& sketch, std::uint64_t) -> std::string {
        const Given together = share(pool_of(sketch, Grouping::together)).given;
        const Given apart = share(pool_of(sketch, Grouping::apart)).given;
        return together == apart ? "" : fmt::format("together {}, apart {}", together, apart);
    };
    expect_no_refutation(10'000, 40, {}, any_limits, law);
}

// A limit that says "no limit" is the same as no such column, and neither changes the answer.
TEST(ShareLaw, LimitsThatLimitNothingDoNotMatter) {
    const auto law = [](const PoolSketch& sketch, std::uint64_t) -> std::string {
        if (sketch.lines.empty()) return "";
        PoolSketch told = sketch;
        if (told.sets.empty()) told.sets.emplace_back();
        for (SketchedRecipient& each : told.recipients) {
            if (each.set_room.empty()) each.set_room.assign(told.sets.size(), no_limit);
            if (told.districts.empty())
                for (LineNumber j = 0; j < told.lines.size(); ++j)
                    each.pair_most.try_emplace(j, no_limit);
        }
        const Given plain = given(sketch);
        const Given with = given(told);
        return plain == with ? "" : fmt::format("without {}, with {}", plain, with);
    };
    expect_no_refutation(10'000, 41, {}, any_limits, law);
}

TEST(ShareLaw, TheSamePoolHasTheSamePortionsAndLevels) {
    const auto law = [](const PoolSketch& sketch, std::uint64_t) -> std::string {
        const Pool pool = pool_of(sketch);
        const Shares first = share(pool);
        const Shares again = share(pool);
        const bool same = first.given == again.given && first.portions == again.portions &&
                          first.levels == again.levels;
        return same ? "" : "the second answer differs";
    };
    expect_no_refutation(5'000, 42, {}, any_limits, law);
}

}  // namespace
}  // namespace aliquot::testing
