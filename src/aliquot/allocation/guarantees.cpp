// Each promise with the features of a round that break it.
#include "aliquot/allocation/guarantees.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace aliquot {

namespace {

constexpr std::array<std::string_view, 5> codes{"most_even", "more_supply", "fewer_takers",
                                                "lower_limits", "no_overstating"};
enum Promise : std::size_t { most_even, more_supply, fewer_takers, lower_limits, no_overstating };

class Promises {
public:
    Promises(const Problem& problem, const RuleParameters& parameters, bool product_limits)
        : problem_{problem}, rule_{parameters.rule}, lots_{parameters.lots} {
        for (std::size_t k = 0; k < codes.size(); ++k)
            promises_.push_back({std::string{codes.at(k)}, true, {}});
        add_rule();
        if (rule_.name == "recorded") return;
        if (lots_.respect) add_lots();
        if (product_limits)
            broken(all,
                   "a limit on the number of products keeps participants from lines that are open "
                   "to them");
        add_storage();
    }

    [[nodiscard]] std::vector<Guarantee> take() && { return std::move(promises_); }

private:
    static constexpr std::array<Promise, 5> all{most_even, more_supply, fewer_takers, lower_limits,
                                                no_overstating};

    template <std::size_t count>
    void broken(const std::array<Promise, count>& which, const std::string& because) {
        for (const Promise each : which) {
            promises_.at(each).holds = false;
            promises_.at(each).because.push_back(because);
        }
    }

    void add_rule() {
        if (rule_.name == "equal_coverage") return;
        if (rule_.name == "least_covered") {
            broken(std::array{most_even},
                   "the rule leaves out participants at or above its threshold, even where one "
                   "below it is raised past them");
        } else if (rule_.name == "proportional") {
            broken(std::array{most_even},
                   "the rule shares each product by population, not by what people already have "
                   "from elsewhere");
            add_products();
        } else if (rule_.name == "severity_weighted") {
            add_weights();
        } else if (rule_.name == "recorded") {
            broken(all, "what was given is on record; no rule decided it");
        } else {
            broken(all, "nothing is promised for the rule " + rule_.name);
        }
    }

    // Equal coverage by weights that follow from deaths, and not from what anybody asks for.
    void add_weights() {
        broken(std::array{most_even},
               "the rule is even by weights that deaths raise, not by people");
        const auto reports = [](const Claim& claim) { return claim.deaths.has_value(); };
        if (std::ranges::any_of(problem_.claims, reports) &&
            !std::ranges::all_of(problem_.claims, reports))
            broken(std::array{fewer_takers},
                   "the rule weighs participants whose deaths are not reported like the median of "
                   "the others, which moves when one of these leaves");
    }

    // Product after product: more of the first is less claim on the second, in whole lots.
    void add_products() {
        const bool several = std::ranges::any_of(
            problem_.lines, [&](const Line& line) { return line.product != 0; });
        if (several)
            broken(std::array{more_supply, fewer_takers, lower_limits, no_overstating},
                   "the rule shares one product after the other, and what is given of the first "
                   "counts against the next");
    }

    void add_lots() {
        const bool whole_lots = std::ranges::any_of(problem_.lines, [](const Line& line) {
            return line.step() > Doses{line.per_course.value()};
        });
        const bool shipments = std::ranges::any_of(
            problem_.lines, [](const Line& line) { return line.first_step() > line.step(); });
        if (whole_lots) broken(all, "doses go out in whole allocation lots");
        if (shipments) broken(all, "no shipment is below the minimum shipment of its product");
    }

    // A class room is counted in courses of its bulkiest product.
    void add_storage() {
        const bool rooms = std::ranges::any_of(problem_.claims, [](const Claim& claim) {
            return std::ranges::any_of(
                claim.class_room, [](Courses room) { return room.value() < Claim::unlimited; });
        });
        if (!rooms) return;
        for (const Line& line : problem_.lines)
            for (const Line& other : problem_.lines)
                if (line.storage_class == other.storage_class &&
                    line.per_course != other.per_course) {
                    broken(std::array{most_even},
                           "storage room is counted in courses of the bulkiest product, so that "
                           "some of it may stay empty");
                    return;
                }
    }

    const Problem& problem_;
    const RuleSettings& rule_;
    const LotSettings& lots_;
    std::vector<Guarantee> promises_;
};

}  // namespace

std::vector<Guarantee> guarantees_of(const Problem& problem, const RuleParameters& parameters,
                                     bool product_limits) {
    return Promises{problem, parameters, product_limits}.take();
}

}  // namespace aliquot
