// A small facility drawn by chance: what the model begins with, and the same as a scenario.
#pragma once

#include "simulation/chance.hpp"
#include "simulation/model.hpp"

#include "aliquot/io/folder.hpp"

namespace aliquot::simulation {

struct Start {
    World world;
    Folder folder;
};

// The day on which every facility of the simulation is opened.
inline constexpr Date opening_day = std::chrono::year{2021} / 1 / 10;

[[nodiscard]] Start random_world(Chance& chance);

}  // namespace aliquot::simulation
