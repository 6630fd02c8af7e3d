// A population made large, and its days with a campaign of its own in every lane.
#include "aliquot/epidemic/prospect.hpp"

#include <algorithm>
#include <cmath>

#include "aliquot/core/check.hpp"
#include "aliquot/epidemic/contacts.hpp"
#include "aliquot/epidemic/lanes/kernels.hpp"

namespace aliquot::epidemic {

namespace {

constexpr double largest_band = 268'435'456;  // people; sums over bands stay far below 2^31 ill
constexpr RandomKey key{0x70726F73, 0x70656374};

std::int64_t times_of(const ByAge& people) {
    const double largest = *std::ranges::max_element(people);
    return std::max<std::int64_t>(1, std::llround(std::floor(largest_band / largest)));
}

const Kernel& fastest_kernel() {
    const KernelList& list = kernels_of_this_machine();
    return *list.kernel[list.count - 1];
}

// The last step that a decision on the day could know: the deaths that it caused have come.
std::size_t last_known(const Transmissibility& fitted, int day) {
    constexpr int lag = CalibrationRules{}.lag_days;
    std::size_t known = 0;
    while (known + 2 < fitted.steps.size() && fitted.steps[known + 2].from + lag <= day) ++known;
    return known;
}

}  // namespace

Prospect::Prospect(ComparedParticipant participant, Transmissibility fitted, std::size_t which)
    : large_{std::move(participant)},
      fitted_{std::move(fitted)},
      which_{which},
      times_{times_of(large_.parameters.people)} {
    ALIQUOT_CHECK(!large_.start && !fitted_.steps.empty() && which < series);
    const auto times = static_cast<double>(times_);
    Parameters& p = large_.parameters;
    for (std::size_t i = 0; i < ages; ++i) {
        p.people[i] = std::round(p.people[i]) * times;
        p.seeds[i] = 0;
    }
    p.general_beds *= times;
    p.icu_beds *= times;
    large_.form.importations_a_day *= times;
    for (std::int64_t& each : fitted_.seeds) each *= times_;
    beta_of_one_ = 1 / reproduction_at_certain_infection(p);
    start_ = state_on_day_1(p, large_.form, fitted_, which_);
    start_->follow(0);
}

Parameters Prospect::parameters_on(const ProspectQuestion& question) const {
    Parameters p = large_.parameters;
    p.days = question.day + question.days + 1;
    p.beta = {};
    const std::size_t known = question.foresight == Foresight::perfect
                                  ? fitted_.steps.size() - 1
                                  : last_known(fitted_, question.day);
    for (std::size_t k = 0; k <= known; ++k) {
        p.beta.from.push_back(fitted_.steps[k].from);
        p.beta.values.push_back(fitted_.steps[k].r0[which_] * beta_of_one_);
    }
    if (question.foresight == Foresight::alike) {
        p.beta.from.push_back(question.day);
        p.beta.values.push_back(question.r0 * beta_of_one_);
    }
    return p;
}

std::vector<ProductPlan> Prospect::plans(const ProspectQuestion& question) const {
    std::vector<ProductPlan> plans(lanes, question.plan);
    for (std::size_t lane = 0; lane < lanes; ++lane) {
        ProductPlan& plan = plans[lane];
        plan.most_doses_a_day *= times_;
        ALIQUOT_CHECK(question.more[lane].size() == plan.groups.size());
        for (std::size_t g = 0; g < plan.arrivals.size(); ++g) {
            auto& arrivals = plan.arrivals[g];
            const auto& more = question.more[lane][g];
            arrivals.insert(arrivals.end(), more.begin(), more.end());
            std::ranges::stable_sort(arrivals, {}, &Arrival::day);
            for (Arrival& each : arrivals) each.doses *= times_;
        }
    }
    return plans;
}

std::array<double, lanes> Prospect::deaths(const ProspectQuestion& question) const {
    ALIQUOT_CHECK(question.day >= 1 && question.days >= 1);
    const Parameters parameters = parameters_on(question);
    const std::vector<ProductPlan> by_lane = plans(question);
    const VaccineClasses classes = classes_of(question.plan.groups, question.plan.changes);
    const TablesByDay tables{parameters, classes, large_.form};
    const Kernel& kernel = fastest_kernel();
    BlockState state{*start_, classes.size(), 0};
    Block block = state.block(0, key.first, key.second);
    block.to_next_member = 0;
    std::vector<Campaign> campaigns;
    for (const ProductPlan& each : by_lane) campaigns.emplace_back(each, parameters.days);
    const auto steps = static_cast<std::uint32_t>(large_.form.steps_a_day);
    std::array<std::int64_t, lanes> deaths{};
    for (int day = 1; day < parameters.days; ++day) {
        state.start_day();
        for (std::size_t lane = 0; lane < lanes; ++lane)
            (void)campaigns[lane].give(state, lane, parameters.priority, day);
        const auto number = static_cast<std::uint32_t>(day);
        for (std::uint32_t k = 0; k < steps; ++k)
            kernel.step(tables.at(day), block, number * steps + k);
        if (classes.size() > 1) kernel.move_classes(tables.at(day), block, number);
        if (day < question.day) continue;
        for (std::size_t i = 0; i < ages; ++i)
            for (std::size_t lane = 0; lane < lanes; ++lane)
                deaths[lane] += state.today(BlockState::died, i, lane);
    }
    std::array<double, lanes> of_people{};
    for (std::size_t lane = 0; lane < lanes; ++lane)
        of_people[lane] = static_cast<double>(deaths[lane]) / static_cast<double>(times_);
    return of_people;
}

}  // namespace aliquot::epidemic
