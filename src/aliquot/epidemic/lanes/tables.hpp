// What a block of sixteen members is worked out from: plain arrays, prepared once for all blocks.
#pragma once

#include <cstdint>

namespace aliquot::epidemic {

inline constexpr int lanes = 16;  // members of a block
inline constexpr int bands = 17;
inline constexpr int most_classes = 32;

// A probability that is the same for all members, ready for the sampler.
struct Chance {
    float p = 0;                   // at most one half
    float log_q = 0;               // ln(1 - p)
    float odds = 0;                // p / (1 - p)
    std::int32_t of_the_rest = 0;  // -1: p is of those who do not go
};

// Stages with vaccine classes, in the order of a cell.
enum Stage : int { s, e1, e2, mild_ill, c1, c2, r1, r2, stages };

// Chains in hospital, two stages each.
enum Chain : int {
    oxygen_lives,
    oxygen_dies,
    no_oxygen_lives,
    no_oxygen_dies,
    icu_lives,
    icu_dies,
    no_icu_lives,
    no_icu_dies,
    recovering,
    chains
};

// What holds for one step of one day.
struct StepTables {
    std::int32_t classes = 1;
    float contact[bands][bands];  // hazard of a step by each infectious person
    float import_hazard[bands];   // of a step
    float infectious[most_classes][bands];
    float open[most_classes][bands];  // 1 - efficacy against infection
    Chance hospital[most_classes][bands];
    Chance latent, mild, onset, immune;
    Chance chain[chains];
    Chance severe[bands];
    Chance dies[4][bands];  // oxygen, no oxygen, intensive care, none
    std::int32_t general_beds = 0;
    std::int32_t icu_beds = 0;
    // Once a day: from each class to another.
    Chance move[most_classes];
    std::int32_t move_to[most_classes];  // the class itself: nobody moves
};

// Sixteen members. Every array ends in [lanes].
struct Block {
    std::int32_t classes = 1;
    std::uint32_t first_member = 0;
    std::uint32_t to_next_member = 1;  // 0: all sixteen draw the same numbers
    std::uint32_t key[2] = {0, 0};
    std::int32_t* cells = nullptr;     // [bands][classes][stages]
    std::int32_t* hospital = nullptr;  // [bands][chains][2]
    std::int32_t* inside = nullptr;    // [bands][classes]: where those in hospital come from
    std::int32_t* dead = nullptr;      // [bands]
    float* beta_factor = nullptr;      // []
    // Of the day so far, [bands].
    std::int32_t* infections = nullptr;
    std::int32_t* falling_ill = nullptr;  // end of the latent time
    std::int32_t* need = nullptr;         // reached the hospital, with a bed or without
    std::int32_t* admissions = nullptr;
    std::int32_t* deaths = nullptr;
};

// The same code for one kind of processor.
struct Kernel {
    const char* name;
    void (*step)(const StepTables& tables, Block& block, std::uint32_t step);
    void (*move_classes)(const StepTables& tables, Block& block, std::uint32_t step);
    // For tests: people of each lane by the lane's chance and bits.
    void (*binomial)(const std::int32_t* n, const float* p, const std::uint32_t* bits,
                     std::int32_t* drawn);
    void (*random)(const std::uint32_t counter[4], const std::uint32_t key[2],
                   std::uint32_t* numbers);  // [4][lanes]; the counter's first grows by lane
    std::int32_t (*sampled)(std::int32_t all, std::int32_t marked, std::int32_t drawn,
                            double upper);
};

}  // namespace aliquot::epidemic
