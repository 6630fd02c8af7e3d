// The epidemic by chance: many members of an ensemble, each another course that the same epidemic
// could take.
//
// The same seed gives the same members, whatever the number of threads, the kind of processor or
// the way in which members are spread over machines.
#pragma once

#include <cstdint>
#include <vector>

#include "aliquot/epidemic/doses.hpp"
#include "aliquot/epidemic/outcome.hpp"
#include "aliquot/epidemic/philox.hpp"
#include "aliquot/epidemic/products.hpp"
#include "aliquot/epidemic/step_tables.hpp"

namespace aliquot::epidemic {

// People keep away from each other when many die: transmission is divided by
// 1 + (deaths of the last seven days / reference) to the power.
struct Caution {
    double deaths_in_seven_days = 0;  // the reference; 0: nobody minds
    int power = 1;
};

struct MemberDay;

// A variant to which a share of the immune are not: from that day on they can be infected again.
struct Escape {
    int day = 1;
    double share = 0;
};

struct ChanceOptions {
    StepForm form;
    Caution caution;
    // The days of the same members (Ensemble::each) with whose transmission people's caution is
    // known already: then only what differs counts, and transmission is multiplied by
    // (1 + (deaths there / reference)^power) / (1 + (deaths here / reference)^power).
    const std::vector<MemberDay>* caution_beside = nullptr;
    std::vector<Escape> escapes;
    std::uint32_t first_member = 0;
    std::size_t members = 100;
    RandomKey key;
    int threads = 1;
    bool keep_days = false;                 // of each member, not only of all together
    std::vector<float> beta_factor;         // by member; empty: 1
    const ProductPlan* products = nullptr;  // instead of the parameters' courses and efficacy
    const BlockState* start = nullptr;      // instead of seeds: sixteen members, each by its number
    const Kernel* kernel = nullptr;         // the fastest of this machine, if none is named
};

// Two populations do not share their random numbers.
[[nodiscard]] RandomKey random_key(std::uint64_t seed, std::uint64_t population);

struct MemberTotals {
    std::int64_t infections = 0;
    std::int64_t fallen_ill = 0;  // ends of the latent time
    std::int64_t need = 0;        // reached the hospital, with a bed or without
    std::int64_t admissions = 0;
    std::int64_t deaths = 0;
    std::int64_t vaccinations = 0;  // people
    std::int64_t doses = 0;         // courses count as one
    std::int32_t peak_day = 1;      // of `fallen_ill`, the first
    CountByAge fallen_ill_by_age{};
    CountByAge deaths_by_age{};
};

struct MemberDay {
    std::int64_t infections = 0;
    std::int32_t fallen_ill = 0;
    std::int32_t need = 0;
    std::int64_t admissions = 0;
    std::int32_t deaths = 0;
};

struct CountedFlows {
    CountByAge infections{};
    CountByAge admissions{};
    CountByAge deaths{};
    CountByAge vaccinations{};

    void add(const CountedFlows& more);
};

struct Ensemble {
    std::vector<MemberTotals> members;
    std::vector<CountedFlows> all;  // summed over members, by day from 2 on
    std::vector<MemberDay> each;    // [day from 2 on][member], if kept
};

// Requires: fewer than 2^31 people in each band; as many factors as members, or none.
[[nodiscard]] Ensemble by_chance(const Parameters& parameters, const ChanceOptions& options);

}  // namespace aliquot::epidemic
