// What the checker found, in words and with the worst first.
#include <fmt/core.h>

#include "aliquot/core/text.hpp"
#include "aliquot/sharing/verify_parts.hpp"

namespace aliquot {

std::string_view name_of(FaultKind kind) {
    static constexpr std::array<std::string_view, 21> names{
        "unknown_place",    "out_of_order",    "portion_twice",   "not_a_count",
        "sum_differs",      "line_closed",     "supply_exceeded", "room_exceeded",
        "pair_exceeded",    "set_exceeded",    "weeks_exceeded",  "district_exceeded",
        "line_not_used_up", "lower_line_used", "not_stopped",     "uneven_block",
        "uneven_district",  "wrong_level",     "supply_left",     "fairer_exchange",
        "more_faults"};
    return names.at(static_cast<std::size_t>(kind));
}

namespace checking {

namespace {

std::string called(const Names::Name& name, std::string_view noun, std::size_t position) {
    return name ? name(position) : fmt::format("{} {}", noun, position);
}

std::string courses(std::int64_t number) {
    return fmt::format("{} course{}", grouped(number), number == 1 ? "" : "s");
}

// 190 of 1,000 (19.00 %)
std::string coverage(std::int64_t covered, std::int64_t weight) {
    const Wide hundredths = (Wide{covered} * 20'000 + weight) / (Wide{2} * weight);
    return fmt::format("{} of {} ({}.{:02} %)", grouped(covered), grouped(weight),
                       grouped(static_cast<std::int64_t>(hundredths / 100)),
                       static_cast<std::int64_t>(hundredths % 100));
}

class Words {
public:
    Words(const Pool& pool, const Shares& shares, const Names& names, const Fault& fault)
        : pool_{pool}, shares_{shares}, names_{names}, fault_{fault} {}

    [[nodiscard]] std::string text() const {
        return fault_.kind < FaultKind::line_not_used_up ? of_feasibility() : of_fairness();
    }

private:
    [[nodiscard]] std::string recipient(std::size_t i) const {
        return called(names_.recipient, "recipient", i);
    }
    [[nodiscard]] std::string line(std::size_t j) const { return called(names_.line, "line", j); }
    [[nodiscard]] std::string who() const { return recipient(*fault_.recipient); }
    [[nodiscard]] std::string other() const { return recipient(*fault_.other); }
    [[nodiscard]] std::string what() const { return line(*fault_.line); }
    [[nodiscard]] std::string instead() const {
        return fault_.other_line ? line(*fault_.other_line) : "a line of a higher block";
    }
    [[nodiscard]] std::string standing(std::uint32_t i) const {
        return fmt::format("{}, at {},", recipient(i),
                           coverage(pool_.held[i] + shares_.given[i], pool_.weight[i]));
    }
    [[nodiscard]] std::string before_last(std::uint32_t i) const {
        return coverage(pool_.held[i] + shares_.given[i] - 1, pool_.weight[i]);
    }
    [[nodiscard]] std::string more_than(std::string_view verb) const {
        return fmt::format("{} {}, {} more than", verb, courses(fault_.is),
                           grouped(fault_.is - fault_.should));
    }

    [[nodiscard]] std::string of_feasibility() const {
        switch (fault_.kind) {
            case FaultKind::unknown_place:
                return of_unknown_place();
            case FaultKind::out_of_order:
                return fmt::format("the portion of {} for {} stands behind that of {} for {}",
                                   what(), who(), instead(), other());
            case FaultKind::portion_twice:
                return fmt::format("{} has two portions of {}", who(), what());
            case FaultKind::not_a_count:
                return fmt::format("{} is given {} courses of {}; a portion is 1 or more", who(),
                                   fault_.is, what());
            case FaultKind::sum_differs:
                return fmt::format("{} is said to be given {}, but its portions add up to {}",
                                   who(), grouped(fault_.is), grouped(fault_.should));
            case FaultKind::line_closed:
                return fmt::format("{} is given {} of {}, which is closed to it", who(),
                                   courses(fault_.is), what());
            case FaultKind::supply_exceeded:
                return fmt::format("{} {} the {} there are", what(), more_than("gives out"),
                                   grouped(fault_.should));
            case FaultKind::room_exceeded:
                return fmt::format("{} {} the {} it can be given", who(), more_than("is given"),
                                   grouped(fault_.should));
            case FaultKind::pair_exceeded:
                return fmt::format("{} {} the {} it may take of {}", who(), more_than("is given"),
                                   grouped(fault_.should), what());
            case FaultKind::set_exceeded:
                return fmt::format("{} {} the {} it has room for in {}", who(),
                                   more_than("is given"), grouped(fault_.should),
                                   called(names_.set, "set", *fault_.limit));
            case FaultKind::weeks_exceeded:
                return fmt::format(
                    "{} {} the {} it can use in weeks {} to {}, when they arrive and expire", who(),
                    more_than("is given"), grouped(fault_.should), fault_.weeks->first,
                    fault_.weeks->last);
            default:
                return fmt::format("{} {} its limit of {}",
                                   called(names_.district, "district", *fault_.limit),
                                   more_than("is given"), grouped(fault_.should));
        }
    }
    [[nodiscard]] std::string of_unknown_place() const {
        if (!fault_.recipient)
            return fmt::format("{} amounts for {} recipients, and {} levels for {} lines",
                               shares_.given.size(), pool_.recipients(), shares_.levels.size(),
                               pool_.lines());
        return fmt::format("a portion of line {} for recipient {}: there are {} and {}",
                           *fault_.line, *fault_.recipient, pool_.lines(), pool_.recipients());
    }

    [[nodiscard]] std::string of_fairness() const {
        switch (fault_.kind) {
            case FaultKind::line_not_used_up:
                return fmt::format("{} is said to be used up in block {}, but {} left", what(),
                                   shares_.levels[*fault_.line].block, are_left());
            case FaultKind::lower_line_used:
                return fmt::format("{} takes {} of block {}, though it could take {} of {} instead",
                                   who(), what(), shares_.levels[*fault_.line].block, instead(),
                                   block_of(fault_.other_line));
            case FaultKind::supply_left:
                return of_supply_left();
            case FaultKind::not_stopped:
                return fmt::format("{} could take more{}", standing(*fault_.recipient),
                                   of_no_block());
            case FaultKind::uneven_block:
                return fmt::format(
                    "{} is stopped at block {}, where {} was given its last course at {}",
                    standing(*fault_.recipient), shares_.levels[*fault_.line].block, other(),
                    before_last(*fault_.other));
            case FaultKind::uneven_district:
                return fmt::format("{} is stopped by {}, where {} was given its last course at {}",
                                   standing(*fault_.recipient),
                                   called(names_.district, "district", *fault_.limit), other(),
                                   before_last(*fault_.other));
            case FaultKind::wrong_level:
                return of_level();
            default:
                return fmt::format("{} to {} would be fairer{}", moves(), standing_at_end(),
                                   others());
        }
    }
    [[nodiscard]] std::string are_left() const {
        return fmt::format("{} {}", courses(fault_.is), fault_.is == 1 ? "is" : "are");
    }
    [[nodiscard]] std::string of_no_block() const {
        if (!fault_.line) return ", and no block stops it";
        return fmt::format(" of {}, which is in no block{}", what(),
                           fault_.is > 0 ? fmt::format("; {} left", are_left()) : std::string{});
    }
    [[nodiscard]] std::string block_of(std::optional<LineNumber> line) const {
        if (!line || shares_.levels[*line].block == 0) return "no block";
        return fmt::format("block {}", shares_.levels[*line].block);
    }
    [[nodiscard]] std::string of_level() const {
        const LineLevel& level = shares_.levels[*fault_.line];
        const std::string stated = level.weight == 0 && level.covered == 0
                                       ? std::string{"none"}
                                       : fmt::format("{}/{}", level.covered, level.weight);
        if (!fault_.other)
            return fmt::format("the level of {} is {}, but {}", what(), stated,
                               level.block == 0 ? "it is in no block" : "nobody was given any");
        return fmt::format("the level of {} is {}; {} was given its last course at {}", what(),
                           stated, other(), before_last(*fault_.other));
    }
    [[nodiscard]] std::string of_supply_left() const {
        const std::string left = fmt::format("{} of {} {} left", courses(fault_.is), what(),
                                             fault_.is == 1 ? "is" : "are");
        if (fault_.chain.size() < 2)
            return fmt::format("{} that {} could take", left, standing(*fault_.recipient));
        return fmt::format("{}: {} to {} would use one", left, moves(), standing_at_end());
    }
    // All moves but the last recipient, whose standing follows.
    [[nodiscard]] std::string moves() const {
        std::string text;
        for (const Move& move : fault_.chain) {
            if (!text.empty()) text += fmt::format(" to {}, then ", recipient(move.from.value()));
            text += fmt::format("a course of {}", line(move.line));
            if (move.from) {
                const bool first = &move == &fault_.chain.front();
                text +=
                    fmt::format(" from {}", first ? standing(*move.from) : recipient(*move.from));
            }
        }
        return text;
    }
    [[nodiscard]] std::string others() const {
        if (fault_.is < 2) return {};
        return fmt::format("; {} other recipient{} could gain by an exchange, too",
                           grouped(fault_.is - 1), fault_.is == 2 ? "" : "s");
    }
    [[nodiscard]] std::string standing_at_end() const { return standing(*fault_.recipient); }

    const Pool& pool_;
    const Shares& shares_;
    const Names& names_;
    const Fault& fault_;
};

}  // namespace

std::string words_of(const Pool& pool, const Shares& shares, const Names& names,
                     const Fault& fault) {
    return Words{pool, shares, names, fault}.text();
}

bool Findings::Found::worse(const Found& other) const {
    if (unit.before(other.unit)) return true;
    if (other.unit.before(unit)) return false;
    const Wide excess = Wide{fault.is} - fault.should;
    const Wide other_excess = Wide{other.fault.is} - other.fault.should;
    if (excess != other_excess) return excess > other_excess;
    if (fault.recipient != other.fault.recipient) return fault.recipient < other.fault.recipient;
    return fault.line < other.fault.line;
}

void Findings::add(Fault fault, Unit unit) {
    std::vector<Found>& found =
        found_.at(static_cast<std::size_t>(std::min(fault.kind, FaultKind::fairer_exchange)));
    ++count_;
    found.push_back({std::move(fault), unit});
    if (found.size() < 8 * most_named_faults) return;
    std::ranges::sort(found, [](const Found& a, const Found& b) { return a.worse(b); });
    found.resize(most_named_faults);
}

std::vector<Fault> Findings::take(const Pool& pool, const Shares& shares, const Names& names) && {
    std::vector<Fault> faults;
    for (std::vector<Found>& found : found_) {
        std::ranges::sort(found, [](const Found& a, const Found& b) { return a.worse(b); });
        for (Found& each : found) {
            if (faults.size() == most_named_faults) break;
            each.fault.words = words_of(pool, shares, names, each.fault);
            faults.push_back(std::move(each.fault));
        }
    }
    const std::int64_t unnamed = count_ - static_cast<std::int64_t>(faults.size());
    if (unnamed > 0)
        faults.push_back({.kind = FaultKind::more_faults,
                          .is = unnamed,
                          .words = fmt::format("{} more fault{} like these", grouped(unnamed),
                                               unnamed == 1 ? "" : "s")});
    return faults;
}

}  // namespace checking

}  // namespace aliquot
