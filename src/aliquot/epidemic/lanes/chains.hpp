// One step of sixteen members by chance: everybody who can go somewhere else goes with the
// probability of the step. All stocks are those at its beginning.
//
// Random numbers are counted by member, step, place (age and class) and kind of transition, so
// that two policies use the same number for the same thing.
#pragma once

#include "aliquot/epidemic/lanes/beds.hpp"
#include "aliquot/epidemic/lanes/binomial.hpp"
#include "aliquot/epidemic/lanes/random.hpp"

namespace aliquot::epidemic::ALIQUOT_LANES {

// Kinds of transition, four random numbers each.
enum Kind : std::uint32_t {
    of_cell,    // infection, latent stages, hospital
    of_ill,     // mildly ill, two stages before hospital, class to recover to
    of_immune,  // two stages of immunity
    of_moves,   // two kinds: eight stages
    of_moves2,
    of_hospital,  // five kinds: eighteen stages
    of_beds = of_hospital + 5,
    of_dying,   // four groups
    of_return,  // eight kinds at most: by class
    of_death = of_return + 8,
    of_inside = of_death + 8
};

class Step {
public:
    Step(const StepTables& tables, Block& block, std::uint32_t step)
        : t_{tables},
          b_{block},
          classes_{tables.classes},
          step_{step},
          members_{member_numbers(block.first_member, block.to_next_member)} {}

    void run() {
        meet();
        if (nobody_is_ill()) return;
        for (int i = 0; i < bands; ++i) {
            store(&reached_[i][0], of(0));
            leave_hospital(i);
            settle(i);
            for (int v = 0; v < classes_; ++v) cell(i, v);
        }
        enter_hospital();
    }

    void move_classes() {
        for (int i = 0; i < bands; ++i)
            for (int v = classes_ - 1; v >= 0; --v)
                if (t_.move_to[v] != v &&
                    t_.move[v].p + static_cast<float>(-t_.move[v].of_the_rest) > 0)
                    move_class(i, v);
    }

private:
    [[nodiscard]] ALIQUOT_INLINE Numbers random(int place, std::uint32_t kind) const {
        return philox(members_, {step_, static_cast<std::uint32_t>(place), kind}, b_.key[0],
                      b_.key[1]);
    }
    [[nodiscard]] ALIQUOT_INLINE std::int32_t* cell_of(int i, int v) const {
        return b_.cells + (i * classes_ + v) * stages * lanes;
    }
    [[nodiscard]] ALIQUOT_INLINE std::int32_t* inside_of(int i, int v) const {
        return b_.inside + (i * classes_ + v) * lanes;
    }
    [[nodiscard]] static int place_of(int i, int v) { return i * most_classes + v; }

    static ALIQUOT_INLINE void add(std::int32_t* to, const I& people) {
        store(to, load(to) + people);
    }

    // The hazard of infection for each age.
    void meet() {
        F infectious[bands];
        for (int j = 0; j < bands; ++j) {
            F sum = of(0.0F);
            for (int v = 0; v < classes_; ++v) {
                const std::int32_t* cell = cell_of(j, v);
                const I ill = load(cell + mild_ill * lanes) + load(cell + c1 * lanes) +
                              load(cell + c2 * lanes);
                sum = sum + number(ill) * of(t_.infectious[v][j]);
            }
            infectious[j] = sum;
        }
        const F factor = load(b_.beta_factor);
        M some = nobody_yet();
        for (int i = 0; i < bands; ++i) {
            F hazard = of(0.0F);
            for (int j = 0; j < bands; ++j) hazard = hazard + infectious[j] * of(t_.contact[i][j]);
            hazard = hazard * factor + of(t_.import_hazard[i]);
            some = some | (hazard > of(0.0F));
            store(&hazard_[i][0], hazard);
        }
        infection_possible_ = any(some);
    }

    // Nobody infected, in hospital, or about to lose immunity: the step changes nothing.
    [[nodiscard]] bool nobody_is_ill() const {
        if (infection_possible_) return false;
        I some = of(0);
        for (int k = 0; k < bands * classes_; ++k) {
            const std::int32_t* cell = b_.cells + k * stages * lanes;
            for (int stage = e1; stage <= c2; ++stage) some = some | load(cell + stage * lanes);
            if (t_.immune.p > 0) some = some | load(cell + r1 * lanes) | load(cell + r2 * lanes);
            some = some | load(b_.inside + k * lanes);
        }
        return !anybody(some);
    }

    // To escape infection through a day is to escape it in each of its moments, so this one is
    // exponential however people leave their stages: whom an epidemic infects in all follows.
    [[nodiscard]] static ALIQUOT_INLINE F probability(const F& hazard) {
        const F x = larger(of(-1.0F) * hazard, of(-80.0F));
        return rest_of_power(x, power_of_e(x));
    }

    void cell(int i, int v) {
        std::int32_t* cell = cell_of(i, v);
        const int place = place_of(i, v);
        I stock[stages];
        for (int k = 0; k < stages; ++k) stock[k] = load(cell + k * lanes);
        const I infected_or_open = stock[s] | stock[e1] | stock[e2];
        const I ill = stock[mild_ill] | stock[c1] | stock[c2];
        const bool is_immune = t_.immune.p > 0 && anybody(stock[r1] | stock[r2]);
        I back = of(0);
        if (is_immune) {
            const Numbers random_numbers = random(place, of_immune);
            const Chances immune = chances(t_.immune);
            const I first = binomial(stock[r1], immune, random_numbers.number[0]);
            back = binomial(stock[r2], immune, random_numbers.number[1]);
            stock[r1] = stock[r1] - first;
            stock[r2] = stock[r2] + first - back;
        }
        I mild = of(0);
        I hospital = of(0);
        I infected = of(0);
        I second = of(0);
        if (anybody(infected_or_open)) {
            const Numbers random_numbers = random(place, of_cell);
            const F hazard = load(&hazard_[i][0]) * of(t_.open[v][i]);
            const Chances latent = chances(t_.latent);
            infected = binomial(stock[s], chances(probability(hazard)), random_numbers.number[0]);
            second = binomial(stock[e1], latent, random_numbers.number[1]);
            const I falling_ill = binomial(stock[e2], latent, random_numbers.number[2]);
            hospital = binomial(falling_ill, chances(t_.hospital[v][i]), random_numbers.number[3]);
            mild = falling_ill - hospital;
            stock[e2] = stock[e2] + second - falling_ill;
            add(b_.infections + i * lanes, infected);
            add(b_.falling_ill + i * lanes, falling_ill);
        }
        if (anybody(ill)) {
            const Numbers random_numbers = random(place, of_ill);
            const Chances onset = chances(t_.onset);
            const I well = binomial(stock[mild_ill], chances(t_.mild), random_numbers.number[0]);
            const I later = binomial(stock[c1], onset, random_numbers.number[1]);
            const I reached = binomial(stock[c2], onset, random_numbers.number[2]);
            stock[r1] = stock[r1] + well;
            stock[mild_ill] = stock[mild_ill] - well;
            stock[c1] = stock[c1] - later;
            stock[c2] = stock[c2] + later - reached;
            add(&reached_[i][0], reached);
            add(inside_of(i, v), reached);
        }
        if (came_home_) stock[r1] = stock[r1] + load(&returned_[v][0]);
        stock[s] = stock[s] - infected + back;
        stock[e1] = stock[e1] + infected - second;
        stock[mild_ill] = stock[mild_ill] + mild;
        stock[c1] = stock[c1] + hospital;
        for (int k = 0; k < stages; ++k) store(cell + k * lanes, stock[k]);
    }

    [[nodiscard]] ALIQUOT_INLINE std::int32_t* chain_of(int i, int chain) const {
        return b_.hospital + (i * chains + chain) * 2 * lanes;
    }

    // Through the two stages of every chain.
    void leave_hospital(int i) {
        I home = of(0);
        I died = of(0);
        I to_recover = of(0);
        I free_general = of(0);
        I free_icu = of(0);
        I occupied_general = of(0);
        I occupied_icu = of(0);
        for (int c = 0; c < chains; ++c) {
            std::int32_t* first = chain_of(i, c);
            const I one = load(first);
            const I two = load(first + lanes);
            I left = of(0);
            if (anybody(one | two)) {
                // Nine chains of two stages: four numbers serve two chains.
                const Numbers random_numbers =
                    random(i, of_hospital + static_cast<std::uint32_t>(c) / 2);
                const Chances chance = chances(t_.chain[c]);
                const int half = c % 2 * 2;
                const I moved = binomial(one, chance, random_numbers.number[half]);
                left = binomial(two, chance, random_numbers.number[half + 1]);
                store(first, one - moved);
                store(first + lanes, two + moved - left);
            }
            const I in_bed = one + two;
            switch (c) {
                case icu_lives:
                    to_recover = left;
                    break;
                case oxygen_dies:
                case no_oxygen_dies:
                case icu_dies:
                case no_icu_dies:
                    died = died + left;
                    break;
                default:
                    home = home + left;
            }
            if (c == oxygen_lives || c == oxygen_dies || c == recovering) {
                free_general = free_general + left;
                occupied_general = occupied_general + in_bed;
            }
            if (c == icu_lives || c == icu_dies) {
                free_icu = free_icu + left;
                occupied_icu = occupied_icu + in_bed;
            }
        }
        add(chain_of(i, recovering), to_recover);
        store(&home_[i][0], home);
        store(&died_[i][0], died);
        free_general_ = free_general_ + free_general - occupied_general - to_recover;
        free_icu_ = free_icu_ + free_icu - occupied_icu;
    }

    // Beds for those who reached the hospital, and who of them will die.
    void enter_hospital() {
        I need_general = of(0);
        I need_icu = of(0);
        for (int i = 0; i < bands; ++i) {
            const I reached = load(&reached_[i][0]);
            I severe = of(0);
            if (anybody(reached)) {
                const Numbers random_numbers = random(i, of_beds);
                severe = binomial(reached, chances(t_.severe[i]), random_numbers.number[0]);
                add(b_.need + i * lanes, reached);
                store(&bed_bits_[0][i][0], random_numbers.number[1]);
                store(&bed_bits_[1][i][0], random_numbers.number[2]);
            }
            store(&with_bed_[1][i][0], severe);
            store(&with_bed_[0][i][0], reached - severe);
            need_icu = need_icu + severe;
            need_general = need_general + (reached - severe);
        }
        const I room_general = larger(free_general_ + of(t_.general_beds), of(0));
        const I room_icu = larger(free_icu_ + of(t_.icu_beds), of(0));
        // By age: how many of those in need get none.
        for (int k = 0; k < 2 * bands; ++k) store(&without_[0][0][0] + k * lanes, of(0));
        if (any(need_general > room_general)) ration(0, need_general, room_general);
        if (any(need_icu > room_icu)) ration(1, need_icu, room_icu);
        for (int i = 0; i < bands; ++i) admit(i);
    }
    void ration(int kind, const I& need, const I& room) {
        std::int32_t needed[lanes];
        std::int32_t beds[lanes];
        store(needed, need);
        store(beds, room);
        for (int lane = 0; lane < lanes; ++lane) {
            if (needed[lane] <= beds[lane]) continue;
            std::int32_t all = needed[lane];
            std::int32_t left = beds[lane];
            for (int i = 0; i < bands; ++i) {
                std::int32_t& patients = with_bed_[kind][i][lane];
                const double upper =
                    (static_cast<double>(bed_bits_[kind][i][lane]) + 0.5) * 0x1p-32;
                const std::int32_t got = sampled(all, patients, left, upper);
                all -= patients;
                left -= got;
                without_[kind][i][lane] = patients - got;
                patients = got;
            }
        }
    }
    void admit(int i) {
        const I group[4] = {load(&with_bed_[0][i][0]), load(&without_[0][i][0]),
                            load(&with_bed_[1][i][0]), load(&without_[1][i][0])};
        if (!anybody(group[0] | group[1] | group[2] | group[3])) return;
        const Numbers random_numbers = random(i, of_dying);
        for (int g = 0; g < 4; ++g) {
            const I dying = binomial(group[g], chances(t_.dies[g][i]), random_numbers.number[g]);
            add(chain_of(i, 2 * g), group[g] - dying);
            add(chain_of(i, 2 * g + 1), dying);
        }
        add(b_.admissions + i * lanes, group[0] + group[2]);
    }

    // Those who went home recover in the class that they came from; so the dead are taken from it.
    void settle(int i) {
        const I home = load(&home_[i][0]);
        const I died = load(&died_[i][0]);
        came_home_ = anybody(home);
        if (!anybody(home | died)) return;
        add(b_.dead + i * lanes, died);
        add(b_.deaths + i * lanes, died);
        take_out(i, home, of_return, true);
        take_out(i, died, of_death, false);
    }
    void take_out(int i, const I& all, std::uint32_t kind, bool recover) {
        I people = all;
        I inside = of(0);
        for (int v = 0; v < classes_; ++v) inside = inside + load(inside_of(i, v));
        Numbers random_numbers{};
        bool drawn = false;
        for (int v = 0; v < classes_; ++v) {
            if (v % 4 == 0) drawn = false;
            const I here = load(inside_of(i, v));
            const I others = inside - here;
            I out = people;  // of the last class with anybody
            if (any((others > of(0)) & (people > of(0)))) {
                if (!drawn) random_numbers = random(i, kind + static_cast<std::uint32_t>(v) / 4);
                drawn = true;
                const F share = number(here) / number(larger(inside, of(1)));
                out = binomial(people, chances(share), random_numbers.number[v % 4]);
                out = larger(smaller(out, here), people - others);
            }
            store(inside_of(i, v), here - out);
            if (recover) store(&returned_[v][0], out);
            people = people - out;
            inside = others;
        }
    }

    void move_class(int i, int v) {
        std::int32_t* from = cell_of(i, v);
        std::int32_t* to = cell_of(i, t_.move_to[v]);
        const Chances chance = chances(t_.move[v]);
        for (int half = 0; half < 2; ++half) {
            I some = of(0);
            for (int k = 0; k < 4; ++k) some = some | load(from + (4 * half + k) * lanes);
            if (!anybody(some)) continue;
            const Numbers random_numbers =
                random(place_of(i, v), of_moves + static_cast<std::uint32_t>(half));
            for (int k = 0; k < 4; ++k) {
                const int stage = 4 * half + k;
                const I people = load(from + stage * lanes);
                const I moved = binomial(people, chance, random_numbers.number[k]);
                store(from + stage * lanes, people - moved);
                add(to + stage * lanes, moved);
            }
        }
        const I patients = load(inside_of(i, v));
        if (!anybody(patients)) return;
        const I moved = binomial(patients, chance, random(place_of(i, v), of_inside).number[0]);
        store(inside_of(i, v), patients - moved);
        add(inside_of(i, t_.move_to[v]), moved);
    }

    const StepTables& t_;
    Block& b_;
    int classes_;
    std::uint32_t step_;
    U members_;
    bool infection_possible_ = true;
    bool came_home_ = false;
    I free_general_ = of(0);
    I free_icu_ = of(0);
    alignas(64) float hazard_[bands][lanes];
    alignas(64) std::int32_t reached_[bands][lanes];
    alignas(64) std::int32_t returned_[most_classes][lanes];  // of the age at hand
    alignas(64) std::int32_t home_[bands][lanes];
    alignas(64) std::int32_t died_[bands][lanes];
    alignas(64) std::int32_t with_bed_[2][bands][lanes];
    alignas(64) std::int32_t without_[2][bands][lanes];
    alignas(64) std::uint32_t bed_bits_[2][bands][lanes];
};

}  // namespace aliquot::epidemic::ALIQUOT_LANES
