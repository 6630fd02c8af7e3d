// Adds the portions up in every way in which a pool limits them.
#include "sharing/plan_checks.hpp"

#include <algorithm>
#include <vector>

#include "sharing/turn.hpp"
#include <fmt/core.h>

namespace aliquot::testing {

namespace {

using Sums = std::vector<Wide128>;

std::string fault_in_form(const Pool& pool, const Shares& shares) {
    if (shares.given.size() != pool.recipients()) return "given has not one entry a recipient";
    if (shares.levels.size() != pool.lines()) return "levels has not one entry a line";
    for (std::size_t p = 0; p < shares.portions.size(); ++p) {
        const Portion& each = shares.portions[p];
        if (each.recipient >= pool.recipients() || each.line >= pool.lines() || each.courses <= 0)
            return fmt::format("portion {} is unknown or not positive", p);
        if (p == 0) continue;
        const Portion& before = shares.portions[p - 1];
        if (before.recipient > each.recipient ||
            (before.recipient == each.recipient && before.line >= each.line))
            return fmt::format("portion {} is out of order", p);
    }
    return "";
}

std::string fault_in_sums(const Pool& pool, const Shares& shares) {
    Sums of_recipient(pool.recipients(), 0);
    Sums of_line(pool.lines(), 0);
    for (const Portion& each : shares.portions) {
        of_recipient[each.recipient] += each.courses;
        of_line[each.line] += each.courses;
        const auto lines = pool.lines_of(each.recipient);
        if (std::find(lines.begin(), lines.end(), each.line) == lines.end())
            return fmt::format("recipient {} may not take line {}", each.recipient, each.line);
    }
    for (std::size_t j = 0; j < pool.lines(); ++j)
        if (of_line[j] > pool.supply[j]) return fmt::format("more of line {} than there is", j);
    for (std::size_t i = 0; i < pool.recipients(); ++i) {
        if (of_recipient[i] != shares.given[i])
            return fmt::format("the portions of recipient {} are not what it is given", i);
        if (pool.room[i] < no_limit && shares.given[i] > pool.room[i])
            return fmt::format("no room at recipient {}", i);
    }
    return "";
}

// What a recipient of a weekly limit takes of lines inside a stretch of weeks, against its use.
std::string fault_in_weeks(const Pool& pool, std::size_t i,
                           const std::vector<std::int64_t>& taken) {
    for (std::size_t a = 0; a < pool.lines(); ++a)
        for (std::size_t b = 0; b < pool.lines(); ++b) {
            const std::int64_t first = pool.weeks[a].first;
            const std::int64_t last = pool.weeks[b].last;
            if (last < first) continue;
            Wide128 inside = 0;
            for (std::size_t j = 0; j < pool.lines(); ++j)
                if (pool.weeks[j].first >= first && pool.weeks[j].last <= last) inside += taken[j];
            if (inside > Wide128{pool.weekly[i]} * (last - first + 1))
                return fmt::format("recipient {} cannot use it in weeks {} to {}", i, first, last);
        }
    return "";
}

std::string fault_in_own_limits(const Pool& pool, std::size_t i,
                                const std::vector<std::int64_t>& taken) {
    if (!pool.pair_begin.empty())
        for (std::uint64_t k = pool.pair_begin[i]; k < pool.pair_begin[i + 1]; ++k)
            if (pool.pair_most[k] < no_limit && taken[pool.pair_line[k]] > pool.pair_most[k])
                return fmt::format("recipient {} has too much of line {}", i, pool.pair_line[k]);
    for (std::size_t k = 0; !pool.set_room.empty() && k < pool.sets.size(); ++k) {
        const std::int64_t most = pool.set_room[i * pool.sets.size() + k];
        Wide128 in_set = 0;
        for (const LineNumber j : pool.sets[k]) in_set += taken[j];
        if (most < no_limit && in_set > most)
            return fmt::format("recipient {} has no room in set {}", i, k);
    }
    if (pool.weekly.empty() || pool.weekly[i] >= no_limit) return "";
    return fault_in_weeks(pool, i, taken);
}

std::string fault_in_districts(const Pool& pool, const Shares& shares) {
    Sums in(pool.districts.size(), 0);
    for (std::size_t i = 0; i < pool.district.size(); ++i)
        for (auto d = pool.district[i]; d; d = pool.districts[*d].parent) in[*d] += shares.given[i];
    for (std::size_t d = 0; d < in.size(); ++d)
        if (pool.districts[d].most < no_limit && in[d] > pool.districts[d].most)
            return fmt::format("district {} has too much", d);
    return "";
}

}  // namespace

std::string fault_in_plan(const Pool& pool, const Shares& shares) {
    if (auto fault = fault_in_form(pool, shares); !fault.empty()) return fault;
    if (auto fault = fault_in_sums(pool, shares); !fault.empty()) return fault;
    std::size_t at = 0;
    for (std::size_t i = 0; i < pool.recipients(); ++i) {
        std::vector<std::int64_t> taken(pool.lines(), 0);
        for (; at < shares.portions.size() && shares.portions[at].recipient == i; ++at)
            taken[shares.portions[at].line] = shares.portions[at].courses;
        if (auto fault = fault_in_own_limits(pool, i, taken); !fault.empty()) return fault;
    }
    return fault_in_districts(pool, shares);
}

}  // namespace aliquot::testing
