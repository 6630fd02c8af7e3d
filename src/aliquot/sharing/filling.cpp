// Filling by a bracket of levels, narrowed until few courses are undecided; those in exact order.
#include "aliquot/sharing/filling.hpp"

#include <algorithm>
#include <cstring>
#include <limits>

#include "aliquot/core/check.hpp"

namespace aliquot {

namespace {

// A course that one recipient would be given next: what it then holds already, over its weight.
struct NextCourse {
    std::int64_t covered;
    std::int64_t weight;
    std::uint64_t rank;
    std::size_t place;  // in the columns
};

bool comes_first(const NextCourse& a, const NextCourse& b) {
    const Wide left = Wide{a.covered} * b.weight;
    const Wide right = Wide{b.covered} * a.weight;
    if (left != right) return left < right;
    if (a.weight != b.weight) return a.weight < b.weight;
    return a.rank < b.rank;
}

std::size_t size_of(std::span<const Run> runs) {
    std::size_t size = 0;
    for (const Run& run : runs) size += run.size();
    return size;
}

// A few recipients from all over the runs, to guess the level from.
std::vector<Run> sample_of(std::span<const Run> runs) {
    constexpr std::size_t apart = 1024;
    constexpr std::size_t together = 16;
    std::vector<Run> sample;
    std::size_t next = 0;  // recipients to be passed over
    for (const Run& run : runs) {
        std::size_t at = run.begin + next;
        for (; at < run.end; at += apart) sample.push_back({at, std::min(run.end, at + together)});
        next = at - run.end;
    }
    return sample;
}

template <class Kind>
class Filling {
public:
    using Level = typename Kind::Level;
    using Sum = typename Kind::Sum;
    using Amount = typename Kind::Amount;

    // `highest`: a level, above all that are tried before it.
    Filling(const Columns<Kind>& columns, Level highest) : columns_{columns}, highest_{highest} {}

    // Answers false if the levels of this kind do not reach far enough.
    bool run(const Pool& pool, std::span<const Run> recipients, std::int64_t amount,
             std::span<Amount> given) {
        const std::size_t size = size_of(recipients);
        Bracket found = bracket(recipients, amount, static_cast<Sum>(64 + size / 64),
                                guess(recipients, amount));
        if (found.at_high == unknown) found.at_high = count(recipients, found.high).courses;
        if (found.at_high <= amount) return false;
        give(pool, recipients, found, amount - static_cast<std::int64_t>(found.at_low), given);
        return true;
    }

    // The level at which a sample of many recipients has its part of the amount.
    [[nodiscard]] Level guess(std::span<const Run> recipients, std::int64_t amount) const {
        const std::size_t size = size_of(recipients);
        constexpr std::size_t many = 4096;
        if (size < many) return highest_ / 2;
        const std::vector<Run> sample = sample_of(recipients);
        const double part = static_cast<double>(size_of(sample)) / static_cast<double>(size);
        const auto courses = static_cast<std::int64_t>(static_cast<double>(amount) * part);
        return bracket(sample, courses, static_cast<Sum>(1 + courses / 4096), highest_ / 2).low;
    }

    [[nodiscard]] CountedTo<Sum> count(std::span<const Run> recipients, Level level) const {
        CountedTo<Sum> all;
        for (const Run& run : recipients) {
            const auto part = Kind::count(columns_.weight.subspan(run.begin, run.size()),
                                          columns_.held.subspan(run.begin, run.size()),
                                          columns_.room.subspan(run.begin, run.size()), level);
            all.courses += part.courses;
            all.growing += part.growing;
        }
        return all;
    }

private:
    static constexpr Sum unknown = std::numeric_limits<Sum>::max();

    // At `low` no more than the amount goes out, at `high` more, or nobody has counted.
    struct Bracket {
        Level low = -1;
        Level high;
        Sum at_low = 0;
        Sum at_high = unknown;
    };

    // Narrowed to so few undecided courses.
    [[nodiscard]] Bracket bracket(std::span<const Run> recipients, std::int64_t amount, Sum few,
                                  Level next) const {
        Bracket made{.high = highest_};
        for (int tries = 0; made.high - made.low > 1 && made.at_high - made.at_low > few; ++tries) {
            next = std::clamp<Level>(next, made.low + 1, made.high - 1);
            const CountedTo<Sum> at = count(recipients, next);
            const bool affordable = at.courses <= amount;
            (affordable ? made.low : made.high) = next;
            (affordable ? made.at_low : made.at_high) = at.courses;
            next = tries % 8 == 7 || at.growing == 0
                       ? made.low + (made.high - made.low) / 2
                       : beyond(made, next, at, static_cast<double>(amount - at.courses),
                                static_cast<double>(few));
        }
        return made;
    }

    // Newton's step, and a little further, so that the answer is soon held closely from both
    // sides. Only a proposal: the count at the level decides.
    [[nodiscard]] static Level beyond(const Bracket& made, Level level, const CountedTo<Sum>& at,
                                      double missing, double few) {
        const double courses = missing + (missing >= 0 ? few / 4 : -few / 4);
        const double levels =
            courses / static_cast<double>(at.growing) * static_cast<double>(Level{1} << Kind::bits);
        const auto span = static_cast<double>(made.high - made.low);
        return level + static_cast<Level>(std::clamp(levels, -span, span));
    }

    // What goes out at the lower level, and of the undecided courses the first in order.
    void give(const Pool& pool, std::span<const Run> recipients, const Bracket& found,
              std::int64_t rest, std::span<Amount> given) const {
        std::vector<NextCourse> undecided;
        undecided.reserve(static_cast<std::size_t>(found.at_high - found.at_low));
        constexpr std::size_t chunk = 2048;
        std::vector<Amount> at_high(chunk);
        for (const Run& run : recipients)
            for (std::size_t begin = run.begin; begin < run.end; begin += chunk) {
                const std::size_t size = std::min(chunk, run.end - begin);
                give_at(found.low, begin, given.subspan(begin, size));
                give_at(found.high, begin, std::span{at_high}.first(size));
                list_undecided(pool, begin, given.subspan(begin, size), at_high, undecided);
            }
        ALIQUOT_CHECK(rest >= 0 && rest < std::ssize(undecided));
        std::ranges::nth_element(undecided, undecided.begin() + rest, comes_first);
        for (std::ptrdiff_t k = 0; k < rest; ++k)
            ++given[undecided[static_cast<std::size_t>(k)].place];
    }

    // Passes over many at a time where nothing is undecided.
    void list_undecided(const Pool& pool, std::size_t begin, std::span<const Amount> low,
                        std::span<const Amount> high, std::vector<NextCourse>& undecided) const {
        constexpr std::size_t step = 16;
        for (std::size_t from = 0; from < low.size(); from += step) {
            const std::size_t end = std::min(from + step, low.size());
            if (std::memcmp(&low[from], &high[from], (end - from) * sizeof(Amount)) == 0) continue;
            for (std::size_t i = from; i < end; ++i)
                for (Amount k = low[i]; k < high[i]; ++k)
                    undecided.push_back(next_course(pool, begin + i, k));
        }
    }

    void give_at(Level level, std::size_t begin, std::span<Amount> given) const {
        Kind::give(columns_.weight.subspan(begin, given.size()),
                   columns_.held.subspan(begin, given.size()),
                   columns_.room.subspan(begin, given.size()), level, given);
    }

    [[nodiscard]] NextCourse next_course(const Pool& pool, std::size_t i, Amount given) const {
        return {static_cast<std::int64_t>(columns_.held[i]) + static_cast<std::int64_t>(given),
                static_cast<std::int64_t>(columns_.weight[i]), pool.rank(columns_.who[i]), i};
    }

    const Columns<Kind>& columns_;
    Level highest_;
};

// The level at which the last room is full.
Wide level_of_all_rooms(const Columns<Ample>& columns, std::span<const Run> recipients) {
    Wide highest = 0;
    for (const Run& run : recipients)
        for (std::size_t i = run.begin; i < run.end; ++i)
            highest = std::max(
                highest,
                ((Wide{columns.held[i]} + columns.room[i]) << Ample::bits) / columns.weight[i] + 1);
    return highest;
}

template <class Kind>
bool all_rooms_fit(const Columns<Kind>& columns, std::span<const Run> recipients,
                   std::int64_t amount, std::span<typename Kind::Amount> given) {
    typename Kind::Sum all = 0;
    for (const Run& run : recipients)
        for (std::size_t i = run.begin; i < run.end; ++i) all += columns.room[i];
    if (all > amount) return false;
    for (const Run& run : recipients)
        std::ranges::copy(columns.room.subspan(run.begin, run.size()),
                          given.subspan(run.begin, run.size()).begin());
    return true;
}

}  // namespace

template <>
void fill<Ample>(const Pool& pool, const Columns<Ample>& columns, std::span<const Run> recipients,
                 std::int64_t amount, std::span<std::int64_t> given) {
    if (all_rooms_fit(columns, recipients, amount, given)) return;
    const Wide highest = level_of_all_rooms(columns, recipients);
    ALIQUOT_CHECK(Filling<Ample>(columns, highest).run(pool, recipients, amount, given));
}

template <>
void fill<Narrow>(const Pool& pool, const Columns<Narrow>& columns, std::span<const Run> recipients,
                  std::int64_t amount, std::span<std::uint32_t> given) {
    if (all_rooms_fit(columns, recipients, amount, given)) return;
    if (Filling<Narrow>(columns, Narrow::largest - 1).run(pool, recipients, amount, given)) return;
    // Someone ends above twice its weight: seldom, so it need not be fast.
    std::vector<std::uint32_t> who;
    std::vector<std::int64_t> weight;
    std::vector<std::int64_t> held;
    std::vector<std::int64_t> room;
    for (const Run& run : recipients)
        for (std::size_t i = run.begin; i < run.end; ++i) {
            who.push_back(columns.who[i]);
            weight.push_back(columns.weight[i]);
            held.push_back(columns.held[i]);
            room.push_back(columns.room[i]);
        }
    std::vector<std::int64_t> ample(who.size());
    const Run all{0, who.size()};
    fill<Ample>(pool, {who, weight, held, room}, std::span{&all, 1}, amount, ample);
    auto next = ample.begin();
    for (const Run& run : recipients)
        for (std::size_t i = run.begin; i < run.end; ++i)
            given[i] = static_cast<std::uint32_t>(*next++);
}

std::vector<std::int64_t> demand_near(const Columns<Narrow>& columns,
                                      std::span<const Run> recipients, std::int64_t amount) {
    const Filling<Narrow> filling{columns, Narrow::largest - 1};
    const Narrow::Level level = filling.guess(recipients, amount);
    std::vector<std::int64_t> demand;
    for (const Run& run : recipients)
        demand.push_back(filling.count(std::span{&run, 1}, level).courses);
    return demand;
}

}  // namespace aliquot
