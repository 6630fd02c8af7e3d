// A mixed-integer solver, if this build has one: HiGHS, else CBC, else none.
//
// Its word is never taken: an answer is only a proposal, brought to whole steps and checked. It
// works on one thread, from a fixed seed, up to a number of nodes and not a time, so that it
// answers alike each time; another build or version may answer otherwise.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "aliquot/allocation/mip/model.hpp"

namespace aliquot::mip {

// "solver CBC version 2.10.8", or empty if there is none in this build or it is not to be used.
[[nodiscard]] std::string solver_name();

// Values of the columns of the best solution found, if any was.
[[nodiscard]] std::optional<std::vector<double>> solve(const Model& model, int most_nodes);

// A program small enough to do by hand, whose answer is 9. A release of a solver is known that
// called another answer optimal; a solver that does not find 9 is not used.
[[nodiscard]] bool answers_the_canary();

// The same interface for each solver; a build has one of them.
namespace backend {
[[nodiscard]] std::string name();
[[nodiscard]] bool is_usable();
[[nodiscard]] std::optional<std::vector<double>> solve(const Model& model, int most_nodes);
}  // namespace backend

}  // namespace aliquot::mip
