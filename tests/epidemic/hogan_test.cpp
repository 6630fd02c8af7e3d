// The equations against published runs of Hogan et al. 2021: deaths of 2021 in fifty million, by
// income group and by who is vaccinated. hogan_runs does this for all of them.
#include "epidemic/hogan.hpp"

#include "epidemic/reference.hpp"
#include <gtest/gtest.h>

#include "aliquot/epidemic/mean_field.hpp"

namespace aliquot::epidemic::testing {
namespace {

constexpr std::size_t every = 150;
constexpr int coarse_steps = 2;

TEST(Hogan, PublishedDeathsAreReproduced) {
    if (!has_reference()) GTEST_SKIP() << "the reference is not beside this checkout";
    const nlohmann::json settings = hogan_settings();
    const std::vector<PublishedRun> runs = published_runs();
    int compared = 0;
    for (std::size_t k = 0; k < runs.size(); ++k) {
        const bool nobody = runs[k].vaccinated == 0;
        if (!nobody && k % every != 0) continue;
        const Parameters p =
            hogan_parameters(settings, runs[k].group, coverage_of(runs[k].targeted));
        const Year2021 year = year_2021(settings, mean_field(p, coarse_steps));
        EXPECT_NEAR(year.deaths / runs[k].deaths, 1, 1e-3)
            << runs[k].group << " " << runs[k].targeted << ": " << year.deaths << " and "
            << runs[k].deaths;
        if (!nobody) {
            EXPECT_NEAR(year.vaccinated / runs[k].vaccinated, 1, 1e-3);
        }
        ++compared;
    }
    EXPECT_GE(compared, 12);
}

}  // namespace
}  // namespace aliquot::epidemic::testing
