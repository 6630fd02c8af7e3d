// A day's courses given to people, in the order of a priority, to the last course.
#pragma once

#include <array>
#include <cstdint>

#include "aliquot/epidemic/block_state.hpp"

namespace aliquot::epidemic {

using CountByAge = std::array<std::int64_t, ages>;

// Courses go to the bands that fall short of the first step that some band falls short of; when
// these have what the step names, to those of the next, and so on. Within a step bands are treated
// alike: as large a share of everybody who can be vaccinated (no dose yet, not ill, not in
// hospital). Courses that nobody can take stay over.
// Promises: as many move from the first class to that of `to` as are in the answer.
[[nodiscard]] CountByAge give_courses(BlockState& state, std::size_t lane, const Priority& priority,
                                      std::int64_t courses, std::size_t to = 1);

// At most so many of an age from one class to another, of whatever stage they can be vaccinated in:
// as large a share of each, for nobody can tell who has been infected. The answer: how many.
std::int64_t move_able(BlockState& state, std::size_t lane, std::size_t age, std::int64_t most,
                       std::size_t from, std::size_t to);

// `total` in parts as `weights` are, none above its cap, to the last one: the largest shares are
// cut first. Requires: 0 <= caps; the caps add up to `total` at least.
[[nodiscard]] CountByAge in_parts(std::int64_t total, const CountByAge& weights,
                                  const CountByAge& caps);

}  // namespace aliquot::epidemic
