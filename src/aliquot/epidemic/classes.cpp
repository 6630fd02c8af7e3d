// The classes of one course for everybody.
#include "aliquot/epidemic/classes.hpp"

#include <algorithm>

namespace aliquot::epidemic {

VaccineClasses classes_of(const Parameters& parameters) {
    VaccineClasses classes(1);
    const bool nobody =
        std::ranges::all_of(parameters.courses_a_day.values, [](double m) { return m <= 0; });
    if (nobody) return classes;
    for (std::size_t v = 1; v < 6; ++v) {
        VaccineClass each;
        const bool waiting = v < 3;
        each.entered_by_dose = v == 1;
        each.is_worn_off = v == 5;
        if (!each.is_worn_off) {
            each.days =
                (waiting ? parameters.durations.vaccine_delay : parameters.durations.protection) /
                2;
            each.next = v + 1;
        }
        if (!waiting && !each.is_worn_off) {
            each.infection = parameters.efficacy.infection;
            each.disease = parameters.efficacy.disease;
            each.infectiousness = parameters.efficacy.infectiousness;
        }
        classes.push_back(std::move(each));
    }
    return classes;
}

}  // namespace aliquot::epidemic
