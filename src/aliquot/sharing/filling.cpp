// Filling by a bracket of levels, narrowed until few courses are undecided; those in exact order.
#include "aliquot/sharing/filling.hpp"

#include <algorithm>
#include <numeric>
#include <optional>

#include "aliquot/core/check.hpp"

namespace aliquot {

namespace {

// A course that one recipient would be given next: what it then holds already, over its weight.
struct NextCourse {
    std::int64_t covered;
    std::int64_t weight;
    std::uint64_t rank;
    std::uint32_t place;  // in the columns
};

bool comes_first(const NextCourse& a, const NextCourse& b) {
    const Wide left = Wide{a.covered} * b.weight;
    const Wide right = Wide{b.covered} * a.weight;
    if (left != right) return left < right;
    if (a.weight != b.weight) return a.weight < b.weight;
    return a.rank < b.rank;
}

template <class Kind>
class Filling {
public:
    using Level = typename Kind::Level;
    using Sum = typename Kind::Sum;
    using Amount = typename Kind::Amount;

    Filling(const Pool& pool, const Columns<Kind>& recipients, std::int64_t amount,
            std::span<Amount> given)
        : pool_{pool}, recipients_{recipients}, amount_{amount}, given_{given} {}

    // Answers false if the levels of this kind do not reach far enough.
    bool run(Level highest) {
        high_ = highest;
        at_high_ = count(highest).courses;
        if (at_high_ <= amount_) return false;
        narrow_the_bracket();
        Kind::give(recipients_.weight, recipients_.held, recipients_.room, low_, given_);
        give_the_rest_in_order();
        return true;
    }

private:
    [[nodiscard]] CountedTo<Sum> count(Level level) const {
        return Kind::count(recipients_.weight, recipients_.held, recipients_.room, level);
    }

    // Keeps: at `low_` no more than the amount goes out, at `high_` more.
    void narrow_the_bracket() {
        const Sum few = static_cast<Sum>(64 + recipients_.size() / 32);
        Level next = high_ / 2;
        for (int tries = 0; high_ - low_ > 1 && at_high_ - at_low_ > few; ++tries) {
            next = std::clamp<Level>(next, low_ + 1, high_ - 1);
            const CountedTo<Sum> at = count(next);
            const bool affordable = at.courses <= amount_;
            (affordable ? low_ : high_) = next;
            (affordable ? at_low_ : at_high_) = at.courses;
            next = tries % 4 == 3 || at.growing == 0 ? low_ + (high_ - low_) / 2 : beyond(next, at);
        }
    }

    // Newton's step, and a little further, so that the answer is soon held from both sides. Only
    // a proposal: the count at the level decides.
    [[nodiscard]] Level beyond(Level level, const CountedTo<Sum>& at) const {
        const double missing = static_cast<double>(amount_) - static_cast<double>(at.courses);
        const double step = missing / static_cast<double>(at.growing);
        const double further = 16.0 / static_cast<double>(at.growing);
        const double levels = (step * 1.05 + (missing >= 0 ? further : -further)) *
                              static_cast<double>(Level{1} << Kind::bits);
        const auto span = static_cast<double>(high_ - low_);
        return level + static_cast<Level>(std::clamp(levels, -span, span));
    }

    void give_the_rest_in_order() {
        std::vector<NextCourse> undecided;
        undecided.reserve(static_cast<std::size_t>(at_high_ - at_low_));
        constexpr std::size_t chunk = 4096;
        std::vector<Amount> at_high(std::min(chunk, recipients_.size()));
        for (std::size_t begin = 0; begin < recipients_.size(); begin += chunk) {
            const std::size_t size = std::min(chunk, recipients_.size() - begin);
            Kind::give(recipients_.weight.subspan(begin, size),
                       recipients_.held.subspan(begin, size), recipients_.room.subspan(begin, size),
                       high_, std::span{at_high}.first(size));
            for (std::size_t i = begin; i < begin + size; ++i)
                for (Amount k = given_[i]; k < at_high[i - begin]; ++k)
                    undecided.push_back(next_course(i, k));
        }
        const auto rest = static_cast<std::ptrdiff_t>(amount_ - static_cast<std::int64_t>(at_low_));
        ALIQUOT_CHECK(rest >= 0 && rest < std::ssize(undecided));
        std::ranges::nth_element(undecided, undecided.begin() + rest, comes_first);
        for (std::ptrdiff_t k = 0; k < rest; ++k)
            ++given_[undecided[static_cast<std::size_t>(k)].place];
    }

    [[nodiscard]] NextCourse next_course(std::size_t i, Amount given) const {
        return {static_cast<std::int64_t>(recipients_.held[i]) + static_cast<std::int64_t>(given),
                static_cast<std::int64_t>(recipients_.weight[i]), pool_.rank(recipients_.who[i]),
                static_cast<std::uint32_t>(i)};
    }

    const Pool& pool_;
    const Columns<Kind>& recipients_;
    std::int64_t amount_;
    std::span<Amount> given_;
    Level low_ = -1;
    Level high_ = 0;
    Sum at_low_ = 0;
    Sum at_high_ = 0;
};

// The level at which the last room is full.
Wide level_of_all_rooms(const Columns<Ample>& recipients) {
    Wide highest = 0;
    for (std::size_t i = 0; i < recipients.size(); ++i)
        highest =
            std::max(highest, ((Wide{recipients.held[i]} + recipients.room[i]) << Ample::bits) /
                                      recipients.weight[i] +
                                  1);
    return highest;
}

template <class Kind>
bool all_rooms_fit(const Columns<Kind>& recipients, std::int64_t amount,
                   std::span<typename Kind::Amount> given) {
    Wide all = 0;
    for (const auto room : recipients.room) all += room;
    if (all > amount) return false;
    std::ranges::copy(recipients.room, given.begin());
    return true;
}

}  // namespace

template <>
void fill<Ample>(const Pool& pool, const Columns<Ample>& recipients, std::int64_t amount,
                 std::span<std::int64_t> given) {
    if (all_rooms_fit(recipients, amount, given)) return;
    ALIQUOT_CHECK(
        Filling<Ample>(pool, recipients, amount, given).run(level_of_all_rooms(recipients)));
}

template <>
void fill<Narrow>(const Pool& pool, const Columns<Narrow>& recipients, std::int64_t amount,
                  std::span<std::uint32_t> given) {
    if (all_rooms_fit(recipients, amount, given)) return;
    if (Filling<Narrow>(pool, recipients, amount, given).run(Narrow::largest - 1)) return;
    // Someone ends above twice its weight: seldom, so it need not be fast.
    const std::size_t size = recipients.size();
    std::vector<std::int64_t> weight(recipients.weight.begin(), recipients.weight.end());
    std::vector<std::int64_t> held(recipients.held.begin(), recipients.held.end());
    std::vector<std::int64_t> room(recipients.room.begin(), recipients.room.end());
    std::vector<std::int64_t> ample(size);
    fill<Ample>(pool, {recipients.who, weight, held, room}, amount, ample);
    std::ranges::transform(ample, given.begin(),
                           [](std::int64_t each) { return static_cast<std::uint32_t>(each); });
}

}  // namespace aliquot
