// The two parts that a process can have in an ensemble: the one that hands out and takes in (and
// works), and those that only work.
#pragma once

#include "messages.hpp"

#include "aliquot/ensemble/work.hpp"

namespace aliquot::mpi {

// Rank 0: its threads work, and this one serves the others until all have gone home. False: a
// promise was broken, here or there, and what is to be said of it stands in `broken`.
[[nodiscard]] bool lead(const Session& session, EnsembleWork& work, int threads,
                        std::string& broken);

// Every other rank: until it is sent home.
void follow(const EnsemblePlan& plan, int threads);

}  // namespace aliquot::mpi
