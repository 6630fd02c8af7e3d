// Were the most deaths averted? By exchanges: with falling values the answer is the best there is
// exactly if no course could go where it averts more.
#include <algorithm>
#include <optional>

#include <fmt/core.h>

#include "aliquot/allocation/course_paths.hpp"
#include "aliquot/allocation/equal_coverage.hpp"
#include "aliquot/allocation/fairness_checks.hpp"
#include "aliquot/allocation/lives_values.hpp"
#include "aliquot/allocation/most_deaths_averted.hpp"
#include "aliquot/allocation/product_choice.hpp"
#include "aliquot/allocation/rounding.hpp"
#include "aliquot/core/text.hpp"

namespace aliquot {

namespace {

// Deaths averted by a million courses of this value, which people can read.
std::string by_a_million(std::int64_t billionths) {
    return fmt::format("{:.1f}", static_cast<double>(billionths) / 1000);
}

class LivesMoves {
public:
    LivesMoves(const Problem& problem, const Plan& plan, std::vector<Courses> floors)
        : problem_{problem},
          floors_{std::move(floors)},
          after_{problem, plan},
          paths_{problem, after_} {}

    [[nodiscard]] std::vector<Violation> find() const {
        std::vector<Violation> found;
        for (std::size_t i = 0; i < problem_.claims.size(); ++i) {
            if (given(i) >= floors_[i]) continue;
            found.push_back(
                {ViolationKind::below_floor,
                 i,
                 {},
                 {},
                 fmt::format("{} is given {} courses; its floor is {}", problem_.claims[i].id,
                             grouped(given(i).value()), grouped(floors_[i].value()))});
        }
        for (std::size_t j = 0; j < problem_.lines.size(); ++j)
            if (after_.left(j).value() >= problem_.lines[j].per_course.value()) find_idle(j, found);
        for (std::size_t i = 0; i < problem_.claims.size(); ++i)
            if (given(i) > floors_[i]) find_better(i, found);
        return found;
    }

private:
    [[nodiscard]] Courses given(std::size_t i) const { return Courses{after_.given(i)}; }

    void find_idle(std::size_t j, std::vector<Violation>& found) const {
        const std::vector<bool> reached = paths_.from_line(j);
        for (std::size_t i = 0; i < problem_.claims.size(); ++i) {
            if (!reached[i] || !after_.room_for(i, 1)) continue;
            found.push_back({ViolationKind::supply_left,
                             {},
                             i,
                             j,
                             fmt::format("{} doses of {} are left that {} could take",
                                         grouped(after_.left(j).value()), problem_.lines[j].id,
                                         problem_.claims[i].id)});
            return;
        }
    }

    void find_better(std::size_t from, std::vector<Violation>& found) const {
        const std::vector<bool> reached = paths_.from_claim(from);
        const std::int64_t here = value_of_last(problem_.claims[from], given(from));
        std::optional<std::size_t> best;
        std::int64_t most = here;
        for (std::size_t to = 0; to < problem_.claims.size(); ++to) {
            if (to == from || !reached[to] || !after_.room_for(to, 1)) continue;
            const std::int64_t there = value_after(problem_.claims[to], given(to));
            if (there <= most) continue;
            most = there;
            best = to;
        }
        if (best)
            found.push_back(
                {ViolationKind::fewer_averted,
                 from,
                 *best,
                 {},
                 fmt::format("the last course of {} averts {} deaths in a million like it; given "
                             "to {} it would avert {}",
                             problem_.claims[from].id, by_a_million(here),
                             problem_.claims[*best].id, by_a_million(most))});
    }

    const Problem& problem_;
    std::vector<Courses> floors_;
    After after_;
    CoursePaths paths_;
};

}  // namespace

std::vector<Violation> check_lives(const Problem& problem, const Plan& plan,
                                   const RuleSettings& rule, const LotSettings& lots) {
    const Grid<Courses> equal = choose_products(problem, equal_coverage).exact;
    const Share floor = rule.lives.floor;
    if (!lots.respect) {
        const Problem open = with_products_of(problem, courses_of(problem, plan));
        return LivesMoves{open, plan, lives_floors(open, equal, floor)}.find();
    }
    const Problem open = with_products_of(problem, equal);
    const Grid<Courses> exact = lives_first(open, equal, floor);
    std::vector<Violation> found =
        LivesMoves{open, whole_course_plan(open, exact), lives_floors(open, equal, floor)}.find();
    if (!found.empty()) return found;
    return check_exchanges(owed_by(open, exact), plan, lots,
                           {"of what it is owed", 1000, "are left"});
}

}  // namespace aliquot
