// All that leave a stage are drawn from those in it when the step begins.
#include "epidemic/slow_epidemic.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace aliquot::epidemic::testing {

namespace {

constexpr double full_step = 1;  // day

double leaving(double days_of_stage) {
    return std::min(1.0, full_step / days_of_stage);
}

}  // namespace

SlowEpidemic::SlowEpidemic(const Parameters& parameters, const ProductPlan& plan,
                           std::uint64_t seed)
    : p_{parameters},
      plan_{plan},
      classes_{classes_of(plan.groups)},
      random_{seed},
      stock_(plan.groups.size()),
      started_(plan.groups.size(),
               std::vector<Counts>(static_cast<std::size_t>(parameters.days) + 1)),
      due_(plan.groups.size()) {
    for (std::size_t i = 0; i < ages; ++i) {
        Age& age = ages_[i];
        age.cells.resize(classes_.size());
        age.born = std::llround(p_.people[i]);
        age.cells[0].e1 = std::llround(p_.seeds[i]);
        age.cells[0].s = age.born - age.cells[0].e1;
    }
}

SlowTotals SlowEpidemic::run() {
    for (int day = 1; day < p_.days; ++day) {
        give(day);
        step(day);
        move_classes();
    }
    return totals_;
}

SlowEpidemic::People SlowEpidemic::drawn(People people, double chance) {
    if (people == 0 || chance <= 0) return 0;
    return std::binomial_distribution<People>{people, std::min(1.0, chance)}(random_);
}

// Of `taken` out of all, one after another, how many are marked.
SlowEpidemic::People SlowEpidemic::picked(People all, People marked, People taken) {
    People found = 0;
    for (; taken > 0; --taken, --all)
        if (std::uniform_int_distribution<People>{1, all}(random_) <= marked - found) ++found;
    return found;
}

SlowEpidemic::People SlowEpidemic::through(Bed& bed, double days) {
    const People on = drawn(bed.first, leaving(days / 2));
    const People out = drawn(bed.second, leaving(days / 2));
    bed.first -= on;
    bed.second += on - out;
    return out;
}

SlowEpidemic::Leavers SlowEpidemic::through(Ward& ward, double live_days, double die_days) {
    const People home = through(ward.live, live_days);
    return {home, through(ward.die, die_days)};
}

void SlowEpidemic::step(double day) {
    const Durations& d = p_.durations;
    ByAge infectious{};
    for (std::size_t j = 0; j < ages; ++j)
        for (std::size_t v = 0; v < classes_.size(); ++v) {
            const Cell& cell = ages_[j].cells[v];
            infectious[j] += classes_[v].infectiousness[j] * p_.infectiousness[j] *
                             static_cast<double>(cell.mild + cell.c1 + cell.c2);
        }
    const auto in = [](const Bed& bed) { return bed.first + bed.second; };
    auto general = static_cast<People>(std::min(p_.general_beds, 1e9));
    auto icu = static_cast<People>(std::min(p_.icu_beds, 1e9));
    Counts reached{};
    for (std::size_t i = 0; i < ages; ++i) {
        Age& age = ages_[i];
        const Leavers oxygen = through(age.oxygen, d.oxygen_survive, d.oxygen_die);
        const Leavers without = through(age.no_oxygen, d.no_oxygen_survive, d.no_oxygen_die);
        const Leavers ventilated = through(age.icu, d.ventilated_survive, d.ventilated_die);
        const Leavers none = through(age.no_icu, d.not_ventilated_survive, d.not_ventilated_die);
        const People recovered = through(age.after_icu, d.after_icu);
        age.after_icu.first += ventilated.home;
        // Who steps down from intensive care takes a general bed.
        general -= in(age.oxygen.live) + in(age.oxygen.die) + in(age.after_icu);
        icu -= in(age.icu.live) + in(age.icu.die);
        double hazard = 0;
        for (std::size_t j = 0; j < ages; ++j)
            if (p_.people[j] > 0)
                hazard +=
                    p_.beta.at(day) * p_.contacts.at(day)[i][j] * infectious[j] / p_.people[j];
        settle(age, {oxygen.home + without.home + none.home + recovered,
                     oxygen.died + without.died + ventilated.died + none.died});
        if (i + 1 == ages) totals_.deaths_of_the_oldest = static_cast<double>(age.dead);
        const Counts of_age = ill_in(age, i, hazard, day);
        reached[i] = of_age[0];
    }
    admit(reached, day, std::max<People>(0, general), std::max<People>(0, icu));
}

// Those who leave the hospital are any of those in it.
void SlowEpidemic::settle(Age& age, Leavers leavers) {
    People inside = 0;
    for (const Cell& cell : age.cells) inside += cell.inside;
    for (Cell& cell : age.cells) {
        const People home = picked(inside, cell.inside, leavers.home);
        inside -= cell.inside;
        leavers.home -= home;
        cell.inside -= home;
        // Not yet: those who came home are not among the recovered of this step.
        cell.r1 += home;
    }
    inside = 0;
    for (const Cell& cell : age.cells) inside += cell.inside;
    age.dead += leavers.died;
    totals_.deaths += static_cast<double>(leavers.died);
    for (Cell& cell : age.cells) {
        const People died = picked(inside, cell.inside, leavers.died);
        inside -= cell.inside;
        leavers.died -= died;
        cell.inside -= died;
    }
}

// Infection, illness and loss of immunity; the first of the answer: who reached the hospital.
SlowEpidemic::Counts SlowEpidemic::ill_in(Age& age, std::size_t i, double hazard, double day) {
    const Durations& d = p_.durations;
    Counts answer{};
    for (std::size_t v = 0; v < classes_.size(); ++v) {
        Cell& cell = age.cells[v];
        const double open = 1 - classes_[v].infection.at(day)[i];
        const double hospital =
            std::min(1.0, p_.hospital_factor.at(day) * p_.severity.hospital[i]) *
            (1 - classes_[v].disease.at(day)[i]);
        const People infected = drawn(cell.s, -std::expm1(-hazard * open));
        const People second = drawn(cell.e1, leaving(d.latent / 2));
        const People ill = drawn(cell.e2, leaving(d.latent / 2));
        const People severe = drawn(ill, hospital);
        const People well = drawn(cell.mild, leaving(d.mild));
        const People later = drawn(cell.c1, leaving(d.onset_to_hospital / 2));
        const People reached = drawn(cell.c2, leaving(d.onset_to_hospital / 2));
        const People waning = drawn(cell.r1, leaving(d.immune / 2));
        const People again = drawn(cell.r2, leaving(d.immune / 2));
        cell.s += again - infected;
        cell.e1 += infected - second;
        cell.e2 += second - ill;
        cell.mild += ill - severe - well;
        cell.c1 += severe - later;
        cell.c2 += later - reached;
        cell.r1 += well - waning;
        cell.r2 += waning - again;
        cell.inside += reached;
        answer[0] += reached;
        totals_.infections += static_cast<double>(infected);
    }
    return answer;
}

void SlowEpidemic::admit(const Counts& reached, double day, People general_room, People icu_room) {
    Counts oxygen{};
    Counts ventilation{};
    for (std::size_t i = 0; i < ages; ++i) {
        ventilation[i] =
            drawn(reached[i], std::min(1.0, p_.severe_factor.at(day) * p_.severity.severe[i]));
        oxygen[i] = reached[i] - ventilation[i];
    }
    const auto share = [&](const Counts& need, People room) {
        People all = std::accumulate(need.begin(), need.end(), People{0});
        People beds = std::min(room, all);
        Counts got{};
        for (std::size_t i = 0; i < ages; ++i) {
            got[i] = picked(all, need[i], beds);
            all -= need[i];
            beds -= got[i];
        }
        return got;
    };
    const auto enter = [&](Ward& ward, People people, double dies) {
        const People dying = drawn(people, dies);
        ward.die.first += dying;
        ward.live.first += people - dying;
    };
    const Counts general = share(oxygen, general_room);
    const Counts icu = share(ventilation, icu_room);
    for (std::size_t i = 0; i < ages; ++i) {
        const Severity& s = p_.severity;
        enter(ages_[i].oxygen, general[i], s.oxygen_dies[i]);
        enter(ages_[i].no_oxygen, oxygen[i] - general[i], s.no_oxygen_dies[i]);
        enter(ages_[i].icu, icu[i], s.ventilated_dies[i]);
        enter(ages_[i].no_icu, ventilation[i] - icu[i], s.not_ventilated_dies[i]);
        totals_.admissions += static_cast<double>(general[i] + icu[i]);
    }
}

// From the last class to the first, so that nobody moves twice.
void SlowEpidemic::move_classes() {
    for (Age& age : ages_)
        for (std::size_t v = classes_.size(); v-- > 0;) {
            const VaccineClass& kind = classes_[v];
            if (std::isinf(kind.days)) continue;
            const double chance = leaving(kind.days + (kind.entered_by_dose ? 0.5 : 0));
            Cell& from = age.cells[v];
            Cell& to = age.cells[kind.next];
            for (People Cell::* stage : {&Cell::s, &Cell::e1, &Cell::e2, &Cell::mild, &Cell::c1,
                                         &Cell::c2, &Cell::r1, &Cell::r2, &Cell::inside}) {
                const People moved = drawn(from.*stage, chance);
                from.*stage -= moved;
                to.*stage += moved;
            }
        }
}

SlowEpidemic::People SlowEpidemic::able(const Cell& cell) {
    return cell.s + cell.e1 + cell.e2 + cell.r1 + cell.r2;
}

// Any of those who can be vaccinated.
void SlowEpidemic::dose(Age& age, std::size_t from, std::size_t to, People people) {
    People all = able(age.cells[from]);
    for (People Cell::* stage : {&Cell::s, &Cell::e1, &Cell::e2, &Cell::r1, &Cell::r2}) {
        const People stock = age.cells[from].*stage;
        const People now = picked(all, stock, people);
        all -= stock;
        people -= now;
        age.cells[from].*stage -= now;
        age.cells[to].*stage += now;
    }
}

void SlowEpidemic::give(int day) {
    for (std::size_t g = 0; g < plan_.groups.size(); ++g) {
        for (const Arrival& lot : plan_.arrivals[g])
            if (lot.day == day) stock_[g] += lot.doses;
        const People second = give_second(g, day);
        stock_[g] -= second;
        totals_.doses += static_cast<double>(second);
    }
    for (std::size_t g = 0; g < plan_.groups.size(); ++g) {
        const People waiting = std::accumulate(due_[g].begin(), due_[g].end(), People{0});
        const People first = give_first(g, day, std::max<People>(0, stock_[g] - waiting));
        stock_[g] -= first;
        totals_.doses += static_cast<double>(first);
    }
}

// One dose at a time, to the band of the first unmet step that has had least of its own.
SlowEpidemic::People SlowEpidemic::give_first(std::size_t group, int day, People doses) {
    const People all_doses = doses;
    const std::size_t pending = 1 + group * classes_of_a_group;
    Counts given{};
    for (const ByAge& row : p_.priority) {
        Counts cap{};
        Counts weight{};
        Counts so_far{};
        for (std::size_t i = 0; i < ages; ++i) {
            const Age& age = ages_[i];
            const Cell& none = age.cells[0];
            const People living = age.born - age.dead;
            const People without = able(none) + none.mild + none.c1 + none.c2 + none.inside;
            const auto aim = static_cast<People>(std::ceil(row[i] * static_cast<double>(living)));
            cap[i] =
                std::clamp<People>(aim - (living - without) - given[i], 0, able(none) - given[i]);
            weight[i] = able(none) - given[i];
        }
        while (doses > 0) {
            std::size_t next = ages;
            for (std::size_t i = 0; i < ages; ++i)
                if (so_far[i] < cap[i] && (next == ages || (so_far[i] + 1) * weight[next] <
                                                               (so_far[next] + 1) * weight[i]))
                    next = i;
            if (next == ages) break;
            ++so_far[next];
            --doses;
        }
        for (std::size_t i = 0; i < ages; ++i) given[i] += so_far[i];
    }
    for (std::size_t i = 0; i < ages; ++i) {
        dose(ages_[i], 0, pending, given[i]);
        started_[group][static_cast<std::size_t>(day)][i] = given[i];
    }
    return all_doses - doses;
}

SlowEpidemic::People SlowEpidemic::give_second(std::size_t group, int day) {
    const int first_day = day - plan_.groups[group].interval_days;
    const std::size_t pending = 1 + group * classes_of_a_group;
    Counts can{};
    for (std::size_t i = 0; i < ages; ++i) {
        People& due = due_[group][i];
        if (first_day >= 1) due += started_[group][static_cast<std::size_t>(first_day)][i];
        People living = 0;
        for (const std::size_t v : {pending, pending + 1}) {
            const Cell& cell = ages_[i].cells[v];
            living += able(cell) + cell.mild + cell.c1 + cell.c2 + cell.inside;
            can[i] += able(cell);
        }
        due = std::min(due, living);
        can[i] = std::min(can[i], due);
    }
    People all = std::accumulate(can.begin(), can.end(), People{0});
    People doses = std::min(all, stock_[group]);
    const People given = doses;
    for (std::size_t i = 0; i < ages; ++i) {
        const People people = picked(all, can[i], doses);
        all -= can[i];
        doses -= people;
        due_[group][i] -= people;
        const People whose_works = std::min(people, able(ages_[i].cells[pending + 1]));
        dose(ages_[i], pending + 1, pending + 2, whose_works);
        dose(ages_[i], pending, pending + 2, people - whose_works);
    }
    return given;
}

}  // namespace aliquot::epidemic::testing
