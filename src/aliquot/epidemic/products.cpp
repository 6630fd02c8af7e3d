// Stock by last day of use, second doses when they are due, first doses from the rest.
#include "aliquot/epidemic/products.hpp"

#include <algorithm>
#include <numeric>

#include "aliquot/core/check.hpp"

namespace aliquot::epidemic {

namespace {

constexpr std::array able{e1, e2, r1, r2, s};

std::int64_t sum_of(const CountByAge& counts) {
    return std::accumulate(counts.begin(), counts.end(), std::int64_t{0});
}

using Changes = std::vector<EfficacyChange>;

Steps<ByAge> changed(double efficacy, const Changes& changes, double EfficacyChange::* factor) {
    Steps<ByAge> steps{at_every_age(efficacy)};
    for (const EfficacyChange& each : changes) {
        steps.from.push_back(each.day);
        steps.values.push_back(at_every_age(std::clamp(efficacy * each.*factor, 0.0, 1.0)));
    }
    return steps;
}

VaccineClass class_with(const Protection& protection, const VaccineGroup& group,
                        const Changes& changes) {
    VaccineClass each;
    each.infection = changed(protection.infection, changes, &EfficacyChange::infection);
    each.disease = changed(protection.disease, changes, &EfficacyChange::disease);
    each.infectiousness = at_every_age(group.infectiousness);
    return each;
}

}  // namespace

VaccineClasses classes_of(const std::vector<VaccineGroup>& groups, const Changes& changes) {
    ALIQUOT_CHECK(groups.size() <= most_groups);
    VaccineClasses classes(1);
    for (const VaccineGroup& group : groups) {
        const std::size_t waiting = classes.size();
        VaccineClass pending;
        pending.days = group.delay_days;
        pending.next = waiting + 1;
        pending.entered_by_dose = true;
        VaccineClass one =
            class_with(group.doses_per_course == 1 ? group.full : group.first, group, changes);
        if (group.doses_per_course == 1) {  // else it waits for the second dose
            one.days = group.protection_days;
            one.next = waiting + 3;
        }
        VaccineClass full = class_with(group.full, group, changes);
        full.days = group.protection_days;
        full.next = waiting + 3;
        VaccineClass worn_off = class_with(group.waned, group, changes);
        worn_off.is_worn_off = true;
        classes.insert(classes.end(), {pending, one, full, worn_off});
    }
    return classes;
}

Campaign::Campaign(const ProductPlan& plan, int days) : plan_{plan}, groups_(plan.groups.size()) {
    ALIQUOT_CHECK(plan.arrivals.size() == plan.groups.size());
    for (Group& group : groups_) group.started.resize(static_cast<std::size_t>(days) + 1);
}

void Campaign::receive(std::size_t number, int day) {
    Group& group = groups_[number];
    const std::vector<Arrival>& arrivals = plan_.arrivals[number];
    for (; group.next_arrival < arrivals.size() && arrivals[group.next_arrival].day <= day;
         ++group.next_arrival) {
        const Arrival& lot = arrivals[group.next_arrival];
        if (lot.doses >= 0)
            group.stock.push_back({lot.doses, lot.last_day});
        else
            use(group, std::min(-lot.doses, in_stock(group)));
    }
    std::erase_if(group.stock,
                  [&](const Lot& lot) { return lot.last_day < day || lot.doses == 0; });
    std::ranges::stable_sort(group.stock, {}, &Lot::last_day);
}

std::int64_t Campaign::in_stock(const Group& group) {
    std::int64_t doses = 0;
    for (const Lot& lot : group.stock) doses += lot.doses;
    return doses;
}

void Campaign::use(Group& group, std::int64_t doses) {
    for (Lot& lot : group.stock) {
        const std::int64_t from_it = std::min(doses, lot.doses);
        lot.doses -= from_it;
        doses -= from_it;
    }
    ALIQUOT_CHECK(doses == 0);
}

// The people of the first two classes of a group whose turn it is, into the third.
std::int64_t Campaign::complete(BlockState& state, std::size_t lane, std::size_t number, int day,
                                std::int64_t most) {
    Group& group = groups_[number];
    const VaccineGroup& kind = plan_.groups[number];
    if (kind.doses_per_course == 1) return 0;
    const int first_day = day - kind.interval_days;
    if (first_day >= 1)
        for (std::size_t i = 0; i < ages; ++i)
            group.due[i] += group.started[static_cast<std::size_t>(first_day)][i];
    const std::int64_t each = kind.doses_per_course - 1;
    const std::size_t pending = 1 + number * classes_of_a_group;
    CountByAge caps{};
    for (std::size_t i = 0; i < ages; ++i) {
        if (group.due[i] == 0) continue;
        std::int64_t living = 0;  // the dead wait no longer
        for (const std::size_t v : {pending, pending + 1}) {
            living += state.inside(i, v, lane);
            for (int stage = 0; stage < stages; ++stage)
                living += state.people(i, v, static_cast<Stage>(stage), lane);
            for (const Stage stage : able) caps[i] += state.people(i, v, stage, lane);
        }
        group.due[i] = std::min(group.due[i], living);
        caps[i] = std::min(caps[i], group.due[i]);
    }
    const std::int64_t people = std::min({sum_of(caps), most / each, in_stock(group) / each});
    if (people == 0) return 0;
    const CountByAge parts = in_parts(people, caps, caps);
    for (std::size_t i = 0; i < ages; ++i) {
        group.due[i] -= parts[i];
        // Those whose dose works already come first: they have waited.
        std::int64_t left = parts[i];
        for (const std::size_t v : {pending + 1, pending})
            left -= move_able(state, lane, i, left, v, pending + 2);
        ALIQUOT_CHECK(left == 0);
    }
    use(group, people * each);
    return people * each;
}

Campaign::Given Campaign::give(BlockState& state, std::size_t lane, const Priority& priority,
                               int day) {
    Given given;
    for (std::size_t g = 0; g < groups_.size(); ++g) {
        receive(g, day);
        given.doses += complete(state, lane, g, day, plan_.most_doses_a_day - given.doses);
    }
    for (std::size_t g = 0; g < groups_.size(); ++g) {
        // What is kept for those who wait is not given to others.
        const std::int64_t kept = sum_of(groups_[g].due) * (plan_.groups[g].doses_per_course - 1);
        const std::int64_t doses = std::min(plan_.most_doses_a_day - given.doses,
                                            std::max<std::int64_t>(0, in_stock(groups_[g]) - kept));
        if (doses == 0) continue;
        const CountByAge people =
            give_courses(state, lane, priority, doses, 1 + g * classes_of_a_group);
        for (std::size_t i = 0; i < ages; ++i) {
            groups_[g].started[static_cast<std::size_t>(day)][i] = people[i];
            given.people[i] += people[i];
        }
        use(groups_[g], sum_of(people));
        given.doses += sum_of(people);
    }
    return given;
}

}  // namespace aliquot::epidemic
