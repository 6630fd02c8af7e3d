// Is the answer fair, by its own levels? One pass to find how far each block reached, one to ask
// every recipient that could take more what stops it.
#include "aliquot/sharing/verify.hpp"

#include "aliquot/sharing/verify_parts.hpp"

namespace aliquot {

namespace checking {

namespace {

// Blocks are numbered anew from 0, so that the lines of steps 0 to t are those of the t + 1 least
// covered blocks; lines in no block come last.
using Step = std::uint32_t;

class ByLevels {
public:
    ByLevels(const Pool& pool, const Shares& shares, Findings& findings)
        : pool_{pool},
          shares_{shares},
          findings_{findings},
          limits_{pool},
          districts_{pool, shares} {
        std::vector<std::uint32_t> blocks;
        for (const LineLevel& level : shares.levels)
            if (level.block > 0) blocks.push_back(level.block);
        std::ranges::sort(blocks);
        blocks.erase(std::unique(blocks.begin(), blocks.end()), blocks.end());
        no_step_ = static_cast<Step>(blocks.size());
        for (const LineLevel& level : shares.levels)
            step_.push_back(level.block == 0
                                ? no_step_
                                : static_cast<Step>(std::ranges::lower_bound(blocks, level.block) -
                                                    blocks.begin()));
        last_.resize(blocks.size());
        left_ = pool.supply;
        for (const Portion& portion : shares.portions) left_[portion.line] -= portion.courses;
        for (std::size_t g = 0; g < pool.groups(); ++g) {
            Step highest = 0;
            for (const LineNumber j : pool.lines_of_group(g)) highest = std::max(highest, step_[j]);
            highest_.push_back(highest);
        }
    }

    void find() {
        find_last_units();
        find_lines();
        PortionsInOrder portions{shares_.portions};
        for (std::size_t i = 0; i < pool_.recipients(); ++i) {
            const Portions mine = portions.of(i);
            if (limits_.any(i))
                find_limited(i, mine);
            else
                find_plain(i, mine);
        }
    }

private:
    [[nodiscard]] Step lowest(Portions portions) const {
        Step least = no_step_;
        for (const Portion& portion : portions) least = std::min(least, step_[portion.line]);
        return least;
    }

    // For each step, the last course that went to anybody who takes a line of it or of a lower one.
    void find_last_units() {
        for (std::size_t k = 0; k < shares_.portions.size();) {
            const std::size_t begin = k;
            const std::uint32_t i = shares_.portions[k].recipient;
            while (k < shares_.portions.size() && shares_.portions[k].recipient == i) ++k;
            const Step step = lowest({shares_.portions.data() + begin, k - begin});
            if (step == no_step_) continue;
            const Unit last = last_unit(pool_, shares_, i);
            if (last_[step].before(last)) last_[step] = last;
        }
        for (std::size_t step = 1; step < last_.size(); ++step)
            if (last_[step].before(last_[step - 1])) last_[step] = last_[step - 1];
    }

    void find_lines() {
        for (LineNumber j = 0; j < pool_.lines(); ++j) {
            const LineLevel& level = shares_.levels[j];
            const Unit reached = step_[j] == no_step_ ? Unit{} : last_[step_[j]];
            if (step_[j] != no_step_ && left_[j] > 0)
                findings_.add({.kind = FaultKind::line_not_used_up, .line = j, .is = left_[j]});
            const bool right = reached.weight == 0
                                   ? level.covered == 0 && level.weight == 0
                                   : level.weight > 0 && Wide{level.covered} * reached.weight ==
                                                             Wide{reached.covered} * level.weight;
            if (right) continue;
            Fault fault{.kind = FaultKind::wrong_level, .line = j};
            if (reached.weight != 0) fault.other = reached.recipient;
            findings_.add(std::move(fault));
        }
    }

    // Without limits on lines: whoever takes a line of some step must have no line of a higher one,
    // and whoever could take more is stopped at the highest step of its lines.
    void find_plain(std::size_t i, Portions portions) {
        const Step highest = highest_[pool_.group[i]];
        const Step lowest_taken = lowest(portions);
        if (!portions.empty() && lowest_taken < highest)
            find_lower_line(i, lowest_taken, line_at(i, highest));
        if (shares_.given[i] >= limits_.room(i) || pool_.lines_of(i).empty()) return;
        if (const auto district = districts_.around(i)) {
            find_in_district(i, *district);
            return;
        }
        if (highest == no_step_)
            find_open_line(i, line_at(i, no_step_));
        else
            find_at_step(i, highest);
    }

    // With limits: whoever takes a line of the steps up to t must take as much as it can of the
    // lines above t; and whoever could take more is stopped at the lowest t where it does.
    void find_limited(std::size_t i, Portions portions) {
        const auto lines = pool_.lines_of(i);
        const std::vector<std::int64_t> courses = courses_by_place(pool_, i, portions);
        const Step lowest_taken = lowest(portions);
        std::vector<Step> steps;
        for (const LineNumber j : lines) steps.push_back(step_[j]);
        std::ranges::sort(steps);
        steps.erase(std::unique(steps.begin(), steps.end()), steps.end());

        std::optional<Step> stop;
        bool reported = false;
        for (const Step step : steps) {
            if (step == no_step_ || (stop && (reported || step < lowest_taken))) continue;
            if (takes_all_above(i, step, courses)) {
                if (!stop) stop = step;
            } else if (step >= lowest_taken && !reported) {
                find_lower_line(i, step, could_take_instead(i, step, courses));
                reported = true;
            }
        }
        if (limits_.most_from(i, std::vector<bool>(lines.size(), true)) == shares_.given[i]) return;
        if (stop)
            find_at_step(i, *stop);
        else
            find_open_line(i, could_take(i, no_step_, courses));
    }

    [[nodiscard]] bool takes_all_above(std::size_t i, Step step,
                                       const std::vector<std::int64_t>& courses) const {
        const auto lines = pool_.lines_of(i);
        std::vector<bool> above(lines.size());
        std::int64_t sum = 0;
        for (std::size_t k = 0; k < lines.size(); ++k) {
            above[k] = step_[lines[k]] > step;
            if (above[k]) sum += courses[k];
        }
        return sum == limits_.most_from(i, above);
    }

    // A line of at least this step of which i could take one course more; rather one that lies
    // idle.
    [[nodiscard]] std::optional<LineNumber> could_take(std::size_t i, Step least,
                                                       std::vector<std::int64_t> courses) const {
        const auto lines = pool_.lines_of(i);
        std::optional<LineNumber> found;
        for (std::size_t k = 0; k < lines.size(); ++k) {
            if (step_[lines[k]] < least || (found && left_[lines[k]] == 0)) continue;
            ++courses[k];
            if (limits_.fits(i, courses)) found = lines[k];
            --courses[k];
            if (found && left_[*found] > 0) break;
        }
        return found;
    }

    // A line above the step that i could take in place of one that it takes of the steps up to it.
    [[nodiscard]] std::optional<LineNumber> could_take_instead(
        std::size_t i, Step step, std::vector<std::int64_t> courses) const {
        const auto lines = pool_.lines_of(i);
        for (std::size_t k = 0; k < lines.size(); ++k) {
            if (step_[lines[k]] > step || courses[k] == 0) continue;
            --courses[k];
            if (const auto other = could_take(i, step + 1, courses)) return other;
            ++courses[k];
        }
        return std::nullopt;
    }

    [[nodiscard]] std::optional<LineNumber> line_at(std::size_t i, Step step) const {
        std::optional<LineNumber> found;
        for (const LineNumber j : pool_.lines_of(i))
            if (step_[j] == step && (!found || (left_[*found] == 0 && left_[j] > 0))) found = j;
        return found;
    }

    void find_lower_line(std::size_t i, Step step, std::optional<LineNumber> instead) {
        Fault fault{.kind = FaultKind::lower_line_used,
                    .recipient = static_cast<std::uint32_t>(i),
                    .other_line = instead};
        const auto end = shares_.portions.end();
        for (auto at = std::ranges::lower_bound(shares_.portions, i, {}, &Portion::recipient);
             at != end && at->recipient == i && !fault.line; ++at)
            if (step_[at->line] <= step) fault.line = at->line;
        findings_.add(std::move(fault), next_unit(pool_, shares_, i));
    }

    void find_open_line(std::size_t i, std::optional<LineNumber> line) {
        const std::int64_t left = line ? left_[*line] : 0;
        findings_.add({.kind = FaultKind::not_stopped,
                       .recipient = static_cast<std::uint32_t>(i),
                       .line = line,
                       .is = left},
                      next_unit(pool_, shares_, i));
    }

    void find_at_step(std::size_t i, Step step) {
        const Unit next = next_unit(pool_, shares_, i);
        if (!next.before(last_[step])) return;
        Fault fault{.kind = FaultKind::uneven_block,
                    .recipient = static_cast<std::uint32_t>(i),
                    .other = last_[step].recipient};
        for (const LineNumber j : pool_.lines_of(i))
            if (step_[j] <= step && (!fault.line || step_[j] == step)) fault.line = j;
        findings_.add(std::move(fault), next);
    }

    void find_in_district(std::size_t i, std::uint32_t district) {
        const Unit next = next_unit(pool_, shares_, i);
        if (next.before(districts_.last_in(district)))
            findings_.add({.kind = FaultKind::uneven_district,
                           .recipient = static_cast<std::uint32_t>(i),
                           .other = districts_.last_in(district).recipient,
                           .limit = district},
                          next);
    }

    const Pool& pool_;
    const Shares& shares_;
    Findings& findings_;
    OwnLimits limits_;
    FullDistricts districts_;
    Step no_step_ = 0;
    std::vector<Step> step_;          // by line
    std::vector<Step> highest_;       // by group
    std::vector<Unit> last_;          // by step
    std::vector<std::int64_t> left_;  // by line
};

}  // namespace

void find_unfair_by_levels(const Pool& pool, const Shares& shares, Findings& findings) {
    ByLevels{pool, shares, findings}.find();
}

}  // namespace checking

std::vector<Fault> verify(const Pool& pool, const Shares& shares, const Names& names) {
    checking::Findings findings;
    checking::find_infeasible(pool, shares, findings);
    if (findings.empty()) checking::find_unfair_by_levels(pool, shares, findings);
    return std::move(findings).take(pool, shares, names);
}

std::vector<Fault> verify_by_exchange(const Pool& pool, const Shares& shares, const Names& names) {
    checking::Findings findings;
    checking::find_infeasible(pool, shares, findings);
    if (findings.empty()) checking::find_exchanges(pool, shares, findings);
    return std::move(findings).take(pool, shares, names);
}

}  // namespace aliquot
