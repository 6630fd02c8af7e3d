// After a decline: the same as from scratch, whatever kind of limit got smaller, and little moved.
#include "aliquot/sharing/again.hpp"

#include <algorithm>
#include <map>
#include <string>

#include "sharing/plan_checks.hpp"
#include "sharing/random_cases.hpp"
#include <fmt/ranges.h>
#include <gtest/gtest.h>

#include "aliquot/sharing/share.hpp"
#include "aliquot/sharing/verify.hpp"

namespace aliquot::testing {
namespace {

void lower(std::int64_t& limit, Draw& draw) {
    if (limit == 0) return;
    limit = limit >= no_limit ? draw.between(0, 4) : draw.between(0, limit - 1);
}

// One thing of a recipient becomes less: what it asks for, a limit, or a line.
void decline(PoolSketch& sketch, std::uint32_t who, bool of_room_alone, Draw& draw) {
    SketchedRecipient& each = sketch.recipients[who];
    const std::uint64_t kind = of_room_alone ? draw.below(2) : draw.below(6);
    if (kind == 0) {
        each.room = 0;
    } else if (kind == 1) {
        lower(each.room, draw);
    } else if (sketch.limited_district(who)) {
        return;  // where nobody may have limits or lines of its own
    } else if (kind == 2 && !each.lines.empty()) {
        lower(each.pair_most.try_emplace(each.lines[draw.below(each.lines.size())], no_limit)
                  .first->second,
              draw);
    } else if (kind == 3 && !each.set_room.empty()) {
        lower(each.set_room[draw.below(each.set_room.size())], draw);
    } else if (kind == 4 && each.weekly < no_limit) {
        lower(each.weekly, draw);
    } else if (!each.lines.empty()) {
        each.lines.erase(each.lines.begin() +
                         static_cast<std::ptrdiff_t>(draw.below(each.lines.size())));
    }
}

std::vector<std::int64_t> left_of_lines(const Pool& pool, const Shares& shares) {
    std::vector<std::int64_t> left = pool.supply;
    for (const Portion& each : shares.portions) left[each.line] -= each.courses;
    return left;
}

std::int64_t courses_kept(const std::vector<Portion>& earlier, const std::vector<Portion>& now) {
    std::map<std::pair<std::uint32_t, LineNumber>, std::int64_t> had;
    for (const Portion& each : earlier) had[{each.recipient, each.line}] = each.courses;
    std::int64_t kept = 0;
    for (const Portion& each : now)
        kept += std::min(each.courses, had[{each.recipient, each.line}]);
    return kept;
}

std::string fault_in_again(const Pool& pool, const Shares& again) {
    const Shares fresh = share(pool);
    if (again.given != fresh.given)
        return fmt::format("again {}, from scratch {}", again.given, fresh.given);
    if (left_of_lines(pool, again) != left_of_lines(pool, fresh))
        return "other lines are left over than from scratch";
    if (std::string fault = fault_in_plan(pool, again); !fault.empty()) return fault;
    for (const auto& faults : {verify(pool, again), verify_by_exchange(pool, again)})
        if (!faults.empty()) return faults.front().words;
    return "";
}

// What no decline of room can reach: lines of blocks below every one that a decliner takes from.
std::string fault_below(const Shares& earlier, const Shares& again,
                        const std::vector<std::uint32_t>& declined) {
    std::uint32_t reached = ~std::uint32_t{0};
    for (const Portion& each : earlier.portions)
        if (const std::uint32_t block = earlier.levels[each.line].block;
            block > 0 && std::ranges::find(declined, each.recipient) != declined.end())
            reached = std::min(reached, block);
    const auto below = [&](const Shares& shares) {
        std::vector<Portion> portions;
        for (const Portion& each : shares.portions)
            if (const std::uint32_t block = earlier.levels[each.line].block;
                block > 0 && block < reached)
                portions.push_back(each);
        return portions;
    };
    return below(earlier) == below(again) ? "" : "a block changes that the decline does not reach";
}

// Three declines one after the other, each from the answer before.
Refutation after_declines(bool of_room_alone) {
    return [of_room_alone](const PoolSketch& start, std::uint64_t number) -> std::string {
        Draw draw{number + 123'456'789};
        PoolSketch sketch = start;
        if (sketch.recipients.empty()) return "";
        Shares earlier = share(pool_of(sketch));
        for (int turn = 0; turn < 3; ++turn) {
            std::vector<std::uint32_t> declined;
            for (std::uint64_t more = 1 + draw.below(2); more > 0; --more) {
                declined.push_back(
                    static_cast<std::uint32_t>(draw.below(sketch.recipients.size())));
                decline(sketch, declined.back(), of_room_alone, draw);
            }
            const Pool pool = pool_of(sketch);
            if (fault_of(pool)) return "";  // a limit that a district does not allow
            Shares again = share_again(pool, earlier, declined);
            if (std::string fault = fault_in_again(pool, again); !fault.empty())
                return fmt::format("turn {}, declined {}: {}", turn, declined, fault);
            if (std::string fault = fault_below(earlier, again, declined);
                of_room_alone && !fault.empty())
                return fault;
            earlier = std::move(again);
        }
        return "";
    };
}

TEST(ShareAgain, AfterARecipientAsksForLessIsWhatAFreshStartGives) {
    expect_no_refutation(20'000, 51, {}, any_limits, after_declines(true));
}

TEST(ShareAgain, AfterAnyLimitGetsTighterIsWhatAFreshStartGives) {
    expect_no_refutation(20'000, 52, {}, any_limits, after_declines(false));
}

TEST(ShareAgain, IsWhatAFreshStartGivesForDozensOfRecipients) {
    const Recipe medium{.most_recipients = 60, .most_lines = 8, .most_supply = 300};
    expect_no_refutation(1'000, 53, medium, any_limits, after_declines(true));
    expect_no_refutation(1'000, 54, medium, any_limits, after_declines(false));
    expect_no_refutation(1'000, 55, medium, !any_limits, after_declines(true));
}

TEST(ShareAgain, IsWhatAFreshStartGivesWithAmountsNearTheLargestAllowed) {
    for (const int bits : {10, 30, 40, 45}) {
        const Recipe recipe{.scale = std::int64_t{1} << bits};
        expect_no_refutation(1'000, 56, recipe, any_limits, after_declines(false));
    }
}

// Of thousands of recipients one declines: how many courses of the others change lines.
TEST(ShareAgain, MovesFarFewerCoursesThanAFreshStart) {
    for (const bool pairs : {false, true}) {
        std::int64_t moved = 0;
        std::int64_t moved_by_a_fresh_start = 0;
        for (std::uint64_t number = 0; number < 50; ++number) {
            Draw draw{number};
            const PoolSketch sketch = random_sketch(
                {.most_recipients = 3'000, .most_lines = 8, .most_supply = 30'000, .pairs = pairs},
                draw);
            if (sketch.recipients.empty()) continue;
            Pool pool = pool_of(sketch);
            const Shares earlier = share(pool);
            const std::vector<std::uint32_t> declined{
                static_cast<std::uint32_t>(draw.below(pool.recipients()))};
            pool.room[declined[0]] = 0;
            const Shares again = share_again(pool, earlier, declined);
            const Shares fresh = share(pool);
            ASSERT_EQ(again.given, fresh.given);
            std::int64_t might_stay = 0;
            for (std::size_t i = 0; i < pool.recipients(); ++i)
                might_stay += std::min(earlier.given[i], fresh.given[i]);
            moved += might_stay - courses_kept(earlier.portions, again.portions);
            moved_by_a_fresh_start += might_stay - courses_kept(earlier.portions, fresh.portions);
        }
        fmt::print("moved {} courses, from scratch {}\n", moved, moved_by_a_fresh_start);
        EXPECT_LT(3 * moved, moved_by_a_fresh_start);
    }
}

}  // namespace
}  // namespace aliquot::testing
