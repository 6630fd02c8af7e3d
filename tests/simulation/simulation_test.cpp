// Facilities run by chance beside a model that predicts every reply.
#include "simulation/facility_years.hpp"
#include <gtest/gtest.h>

namespace aliquot::simulation {
namespace {

TEST(Simulation, AFacilityRunByChanceDoesWhatAnIndependentModelPredicts) {
    Tally tally;
    for (std::uint64_t seed = 1; seed <= 90; ++seed) {
        const auto failure = live_a_year(seed, 150, tally);
        ASSERT_FALSE(failure) << text_of(*failure);
    }
    // It got somewhere: everything that can be refused was, and offers went all the way.
    for (std::size_t code = 0; code < refusal_names.size(); ++code) {
        if (code == static_cast<std::size_t>(RefusalCode::conflict) ||
            code == static_cast<std::size_t>(RefusalCode::self_granted))
            continue;
        EXPECT_GT(tally.refused.at(code), 0) << refusal_names.at(code);
    }
    EXPECT_GT(tally.done, tally.orders / 4);
}

}  // namespace
}  // namespace aliquot::simulation
