// From one moment at which a target is met to the next.
#include "aliquot/epidemic/vaccine_flow.hpp"

#include <algorithm>
#include <cmath>

namespace aliquot::epidemic {

namespace {

// Of the living: what is short by less is rounding.
constexpr double rounding = 1e-12;

double missing(const VaccineBand& band, double target) {
    const double people = target * band.living - band.vaccinated;
    return people > rounding * band.living ? people : 0;
}

const ByAge& active_step(const VaccineBands& bands, const Priority& priority) {
    const auto is_met = [&](const ByAge& row) {
        for (std::size_t i = 0; i < ages; ++i)
            if (missing(bands[i], row[i]) > 0) return false;
        return true;
    };
    const auto met = static_cast<std::size_t>(std::ranges::count_if(priority, is_met));
    return priority[std::min(met, priority.size() - 1)];
}

// The share of the able that is vaccinated until `days` have passed, and the other way round.
// While there are more of them than courses a day, these are all used; else everybody has a
// chance of one a day.
struct Pace {
    double able;
    double courses_a_day;

    [[nodiscard]] bool is_scarce() const { return able > courses_a_day * (1 + rounding); }
    [[nodiscard]] double share_after(double days) const {
        return is_scarce() ? courses_a_day * days / able : -std::expm1(-days);
    }
    [[nodiscard]] double days_until(double share) const {
        if (is_scarce()) return share * able / courses_a_day;
        return share < 1 ? -std::log1p(-share) : without_end;
    }
    // Until the pace changes.
    [[nodiscard]] double lasts() const {
        return is_scarce() ? (able - courses_a_day) / courses_a_day : without_end;
    }
};

}  // namespace

ByAge vaccinated_within(VaccineBands bands, const Priority& priority, double courses_a_day,
                        double days) {
    ByAge given{};
    if (courses_a_day <= 0 || priority.empty()) return given;
    while (days > 0) {
        const ByAge& row = active_step(bands, priority);
        ByAge short_of{};
        Pace pace{0, courses_a_day};
        for (std::size_t i = 0; i < ages; ++i) {
            short_of[i] = missing(bands[i], row[i]);
            if (short_of[i] > 0) pace.able += bands[i].able;
        }
        if (pace.able <= 0) break;
        double span = std::min(days, pace.lasts());
        for (std::size_t i = 0; i < ages; ++i)
            if (short_of[i] > 0 && short_of[i] < bands[i].able)
                span = std::min(span, pace.days_until(short_of[i] / bands[i].able));
        const double share = pace.share_after(span);
        for (std::size_t i = 0; i < ages; ++i) {
            if (short_of[i] <= 0) continue;
            const double now = std::min(short_of[i], share * bands[i].able);
            given[i] += now;
            bands[i].vaccinated += now;
            bands[i].able -= now;
        }
        days -= span;
    }
    return given;
}

}  // namespace aliquot::epidemic
