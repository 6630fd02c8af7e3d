// Rates to chances, and contacts to hazards.
#include "aliquot/epidemic/step_tables.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "aliquot/core/check.hpp"

namespace aliquot::epidemic {

namespace {

constexpr double most_beds = 1'000'000'000;  // as good as enough, and sums fit 32 bits

// Whether anything differs between two days.
class Changes {
public:
    Changes(const Parameters& p, const VaccineClasses& classes) {
        add(p.contacts);
        add(p.beta);
        add(p.hospital_factor);
        add(p.severe_factor);
        for (const VaccineClass& each : classes) {
            add(each.infection);
            add(each.disease);
        }
    }
    [[nodiscard]] bool between(int before, int day) const {
        return std::ranges::any_of(days_, [&](double d) { return d > before && d <= day; });
    }

private:
    template <class Value>
    void add(const Steps<Value>& steps) {
        days_.insert(days_.end(), steps.from.begin(), steps.from.end());
    }
    std::vector<double> days_;
};

class Builder {
public:
    Builder(const Parameters& p, const VaccineClasses& classes, const StepForm& form)
        : p_{p}, classes_{classes}, form_{form}, length_{1.0 / form.steps_a_day} {}

    [[nodiscard]] StepTables build(double day) const {
        StepTables t{};
        t.classes = static_cast<std::int32_t>(classes_.size());
        transmission(t, day);
        durations(t);
        severity(t, day);
        t.general_beds = beds(p_.general_beds);
        t.icu_beds = beds(p_.icu_beds);
        for (std::size_t v = 0; v < classes_.size(); ++v) {
            const bool moves = !std::isinf(classes_[v].days);
            // Once a day, whatever the step. Doses are given when the day begins, but stand for
            // doses that are spread over it: half a day later in the mean.
            const double days = classes_[v].days + (classes_[v].entered_by_dose ? 0.5 : 0);
            t.move[v] = chance_of(moves ? std::min(1.0, 1 / days) : 0);
            t.move_to[v] = static_cast<std::int32_t>(moves ? classes_[v].next : v);
        }
        return t;
    }

private:
    [[nodiscard]] double leaving(double rate) const {
        const double expected = rate * length_;
        return form_.exponential ? -std::expm1(-expected) : std::min(1.0, expected);
    }
    static std::int32_t beds(double number) {
        return static_cast<std::int32_t>(std::min(number, most_beds));
    }

    void transmission(StepTables& t, double day) const {
        const Matrix& contacts = p_.contacts.at(day);
        const double people = sum_of(p_.people);
        for (std::size_t i = 0; i < ages; ++i) {
            for (std::size_t j = 0; j < ages; ++j)
                t.contact[i][j] =
                    p_.people[j] > 0
                        ? static_cast<float>(p_.beta.at(day) * length_ * contacts[i][j] *
                                             p_.infectiousness[j] / p_.people[j])
                        : 0;
            t.import_hazard[i] = static_cast<float>(form_.importations_a_day * length_ / people);
        }
        for (std::size_t v = 0; v < classes_.size(); ++v)
            for (std::size_t i = 0; i < ages; ++i) {
                t.infectious[v][i] = static_cast<float>(classes_[v].infectiousness[i]);
                t.open[v][i] = static_cast<float>(1 - classes_[v].infection.at(day)[i]);
            }
    }
    static double sum_of(const ByAge& people) {
        double all = 0;
        for (const double each : people) all += each;
        return all;
    }

    void durations(StepTables& t) const {
        const Durations& d = p_.durations;
        const auto stage = [&](double days) { return chance_of(leaving(2 / days)); };
        t.latent = stage(d.latent);
        t.mild = chance_of(leaving(1 / d.mild));
        t.onset = stage(d.onset_to_hospital);
        t.immune = stage(d.immune);
        t.chain[oxygen_lives] = stage(d.oxygen_survive);
        t.chain[oxygen_dies] = stage(d.oxygen_die);
        t.chain[no_oxygen_lives] = stage(d.no_oxygen_survive);
        t.chain[no_oxygen_dies] = stage(d.no_oxygen_die);
        t.chain[icu_lives] = stage(d.ventilated_survive);
        t.chain[icu_dies] = stage(d.ventilated_die);
        t.chain[no_icu_lives] = stage(d.not_ventilated_survive);
        t.chain[no_icu_dies] = stage(d.not_ventilated_die);
        t.chain[recovering] = stage(d.after_icu);
    }

    void severity(StepTables& t, double day) const {
        const Severity& s = p_.severity;
        for (std::size_t i = 0; i < ages; ++i) {
            const double hospital = std::min(1.0, p_.hospital_factor.at(day) * s.hospital[i]);
            for (std::size_t v = 0; v < classes_.size(); ++v)
                t.hospital[v][i] = chance_of(hospital * (1 - classes_[v].disease.at(day)[i]));
            t.severe[i] = chance_of(std::min(1.0, p_.severe_factor.at(day) * s.severe[i]));
            t.dies[0][i] = chance_of(s.oxygen_dies[i]);
            t.dies[1][i] = chance_of(s.no_oxygen_dies[i]);
            t.dies[2][i] = chance_of(s.ventilated_dies[i]);
            t.dies[3][i] = chance_of(s.not_ventilated_dies[i]);
        }
    }

    const Parameters& p_;
    const VaccineClasses& classes_;
    const StepForm& form_;
    double length_;
};

}  // namespace

Chance chance_of(double probability) {
    ALIQUOT_CHECK(probability >= 0 && probability <= 1);
    const bool turned = probability > 0.5;
    const double p = turned ? 1 - probability : probability;
    return {static_cast<float>(p), static_cast<float>(std::log1p(-p)),
            static_cast<float>(p / (1 - p)), turned ? -1 : 0};
}

TablesByDay::TablesByDay(const Parameters& parameters, const VaccineClasses& classes,
                         const StepForm& form) {
    ALIQUOT_CHECK(classes.size() <= most_classes && form.steps_a_day > 0);
    static_assert(ages == bands);
    const Builder builder{parameters, classes, form};
    const Changes changes{parameters, classes};
    for (int day = 0; day < parameters.days; ++day) {
        if (day <= 1 || changes.between(day - 1, day)) tables_.push_back(builder.build(day));
        of_day_.push_back(tables_.size() - 1);
    }
}

}  // namespace aliquot::epidemic
