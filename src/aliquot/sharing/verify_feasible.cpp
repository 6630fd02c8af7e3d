// Can the answer be carried out, and does it add up?
#include <limits>

#include "aliquot/sharing/verify_parts.hpp"

namespace aliquot::checking {

namespace {

std::int64_t shown(Wide courses) {
    constexpr Wide most = std::numeric_limits<std::int64_t>::max();
    return static_cast<std::int64_t>(std::clamp(courses, -most, most));
}

std::uint32_t place(std::size_t position) {
    return static_cast<std::uint32_t>(position);
}

// Columns that fit the pool, portions of known recipients and lines in their order: what all
// further checks stand on.
bool has_sound_form(const Pool& pool, const Shares& shares, Findings& findings) {
    if (shares.given.size() != pool.recipients() || shares.levels.size() != pool.lines()) {
        findings.add({.kind = FaultKind::unknown_place});
        return false;
    }
    bool sound = true;
    const Portion* before = nullptr;
    for (const Portion& portion : shares.portions) {
        if (portion.recipient >= pool.recipients() || portion.line >= pool.lines()) {
            findings.add({.kind = FaultKind::unknown_place,
                          .recipient = portion.recipient,
                          .line = portion.line});
            sound = false;
        } else if (before && std::pair{portion.recipient, portion.line} <=
                                 std::pair{before->recipient, before->line}) {
            const bool twice =
                portion.recipient == before->recipient && portion.line == before->line;
            findings.add({.kind = twice ? FaultKind::portion_twice : FaultKind::out_of_order,
                          .recipient = portion.recipient,
                          .other = before->recipient,
                          .line = portion.line,
                          .other_line = before->line});
            sound = false;
        }
        before = &portion;
    }
    return sound;
}

class Feasibility {
public:
    Feasibility(const Pool& pool, const Shares& shares, Findings& findings)
        : pool_{pool},
          shares_{shares},
          findings_{findings},
          limits_{pool},
          out_(pool.lines(), 0),
          in_district_(pool.districts.size(), 0) {}

    void find() {
        PortionsInOrder portions{shares_.portions};
        for (std::size_t i = 0; i < pool_.recipients(); ++i) find_of(i, portions.of(i));
        for (LineNumber j = 0; j < pool_.lines(); ++j)
            if (out_[j] > pool_.supply[j])
                findings_.add({.kind = FaultKind::supply_exceeded,
                               .line = j,
                               .is = shown(out_[j]),
                               .should = pool_.supply[j]});
        for (std::size_t d = 0; d < in_district_.size(); ++d)
            if (pool_.districts[d].most < no_limit && in_district_[d] > pool_.districts[d].most)
                findings_.add({.kind = FaultKind::district_exceeded,
                               .limit = place(d),
                               .is = shown(in_district_[d]),
                               .should = pool_.districts[d].most});
    }

private:
    void find_of(std::size_t i, Portions portions) {
        Wide sum = 0;
        const auto open = pool_.lines_of(i);
        bool all_open = true;
        for (const Portion& portion : portions) {
            const auto of_line = [&](FaultKind kind) {
                findings_.add({.kind = kind,
                               .recipient = place(i),
                               .line = portion.line,
                               .is = portion.courses});
            };
            if (portion.courses <= 0) of_line(FaultKind::not_a_count);
            if (std::ranges::find(open, portion.line) == open.end()) {
                of_line(FaultKind::line_closed);
                all_open = false;
            }
            out_[portion.line] += portion.courses;
            sum += portion.courses;
        }
        if (sum != shares_.given[i])
            findings_.add({.kind = FaultKind::sum_differs,
                           .recipient = place(i),
                           .is = shares_.given[i],
                           .should = shown(sum)});
        if (sum > limits_.room(i))
            findings_.add({.kind = FaultKind::room_exceeded,
                           .recipient = place(i),
                           .is = shown(sum),
                           .should = pool_.room[i]});
        if (!pool_.district.empty())
            for (auto d = pool_.district[i]; d; d = pool_.districts[*d].parent)
                in_district_[*d] += sum;
        if (all_open && !portions.empty() && limits_.any(i)) find_of_limits(i, portions);
    }

    void find_of_limits(std::size_t i, Portions portions) {
        std::vector<Wide> in_set(pool_.sets.size(), 0);
        for (const Portion& portion : portions) {
            const std::int64_t most = limits_.pair_most(i, portion.line);
            if (portion.courses > most)
                findings_.add({.kind = FaultKind::pair_exceeded,
                               .recipient = place(i),
                               .line = portion.line,
                               .is = portion.courses,
                               .should = most});
            for (const std::uint32_t set : limits_.sets_of(portion.line))
                in_set[set] += portion.courses;
        }
        for (std::size_t k = 0; k < in_set.size(); ++k)
            if (in_set[k] > limits_.set_room(i, k))
                findings_.add({.kind = FaultKind::set_exceeded,
                               .recipient = place(i),
                               .limit = place(k),
                               .is = shown(in_set[k]),
                               .should = limits_.set_room(i, k)});
        if (limits_.weekly(i) < unlimited) find_of_weeks(i, portions);
    }

    // What arrives and expires within some weeks must be used in them; that this holds for any
    // first and last week is also enough.
    void find_of_weeks(std::size_t i, Portions portions) {
        for (const Portion& first : portions)
            for (const Portion& last : portions) {
                const Weeks within{pool_.weeks[first.line].first, pool_.weeks[last.line].last};
                if (within.last < within.first) continue;
                Wide sum = 0;
                for (const Portion& each : portions)
                    if (pool_.weeks[each.line].first >= within.first &&
                        pool_.weeks[each.line].last <= within.last)
                        sum += each.courses;
                const Wide most = Wide{limits_.weekly(i)} * (Wide{within.last} - within.first + 1);
                if (sum <= most) continue;
                findings_.add({.kind = FaultKind::weeks_exceeded,
                               .recipient = place(i),
                               .weeks = within,
                               .is = shown(sum),
                               .should = shown(most)});
                return;
            }
    }

    const Pool& pool_;
    const Shares& shares_;
    Findings& findings_;
    OwnLimits limits_;
    std::vector<Wide> out_;          // by line
    std::vector<Wide> in_district_;  // by district, with the districts inside it
};

}  // namespace

void find_infeasible(const Pool& pool, const Shares& shares, Findings& findings) {
    if (has_sound_form(pool, shares, findings)) Feasibility{pool, shares, findings}.find();
}

}  // namespace aliquot::checking
