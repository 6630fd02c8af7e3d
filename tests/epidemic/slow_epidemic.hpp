// One member of an epidemic by chance, written to be obvious: no lanes, no tables, one draw of the
// standard library after another, people who go home picked one by one. It is slow, and the measure
// for the fast chains.
#pragma once

#include <random>

#include "aliquot/epidemic/parameters.hpp"
#include "aliquot/epidemic/products.hpp"

namespace aliquot::epidemic::testing {

struct SlowTotals {
    double infections = 0;
    double admissions = 0;
    double deaths = 0;
    double doses = 0;
    double deaths_of_the_oldest = 0;
};

class SlowEpidemic {
public:
    // Requires: both outlive it; steps of a day, `linear` stays, a plan of two-dose products.
    SlowEpidemic(const Parameters& parameters, const ProductPlan& plan, std::uint64_t seed);

    [[nodiscard]] SlowTotals run();

private:
    using People = std::int64_t;
    using Counts = std::array<People, ages>;
    struct Cell {
        People s = 0, e1 = 0, e2 = 0, mild = 0, c1 = 0, c2 = 0, r1 = 0, r2 = 0;
        People inside = 0;  // of those in hospital, how many came from here
    };
    struct Bed {
        People first = 0, second = 0;
    };
    struct Ward {
        Bed live, die;
    };
    struct Age {
        std::vector<Cell> cells;  // by vaccine class
        Ward oxygen, no_oxygen, icu, no_icu;
        Bed after_icu;
        People born = 0;
        People dead = 0;
    };
    struct Leavers {
        People home = 0, died = 0;
    };

    [[nodiscard]] People drawn(People people, double chance);
    [[nodiscard]] People picked(People all, People marked, People taken);
    People through(Bed& bed, double days);
    Leavers through(Ward& ward, double live_days, double die_days);

    void step(double day);
    void settle(Age& age, Leavers leavers);
    [[nodiscard]] Counts ill_in(Age& age, std::size_t i, double hazard, double day);
    void admit(const Counts& reached, double day, People general_room, People icu_room);
    void move_classes();

    void give(int day);
    People give_first(std::size_t group, int day, People doses);
    People give_second(std::size_t group, int day);
    [[nodiscard]] static People able(const Cell& cell);
    void dose(Age& age, std::size_t from, std::size_t to, People people);

    const Parameters& p_;
    const ProductPlan& plan_;
    VaccineClasses classes_;
    std::mt19937_64 random_;
    std::array<Age, ages> ages_;
    std::vector<People> stock_;
    std::vector<std::vector<Counts>> started_;  // by group and day
    std::vector<Counts> due_;                   // by group
    SlowTotals totals_;
};

}  // namespace aliquot::epidemic::testing
