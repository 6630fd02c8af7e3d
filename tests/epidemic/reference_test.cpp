// The equations against nimue 0.1.23's own outputs: five populations, with and without vaccine.
#include "epidemic/reference.hpp"

#include <cmath>
#include <numeric>

#include <gtest/gtest.h>

#include "aliquot/epidemic/mean_field.hpp"
#include "aliquot/io/epidemic/outcome_files.hpp"

namespace aliquot::epidemic::testing {
namespace {

constexpr double of_totals_without_vaccine = 1e-7;
constexpr double of_totals = 5e-6;
constexpr double by_age = 5e-5;
constexpr double least_that_counts = 1;  // people: below, only the difference is looked at

struct Case {
    const char* id;
    bool vaccine;
};

class Reference : public ::testing::TestWithParam<Case> {
protected:
    void SetUp() override {
        if (!has_reference()) GTEST_SKIP() << "the reference is not beside this checkout";
    }
};

double total(const std::vector<double>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0);
}

double apart(double ours, double theirs) {
    return std::abs(ours - theirs) / std::max(least_that_counts, std::abs(theirs));
}

TEST_P(Reference, TotalsAndAgesAreReproduced) {
    const auto [id, vaccine] = GetParam();
    const EpidemicFile file = reference_parameters(id);
    const Folder files = epidemic_files(file, mean_field(file.parameters));
    const Columns ours = columns_of(files.files.at("totals.csv"));
    const Columns theirs = reference_table(id, "total");
    const double allowed = vaccine ? of_totals : of_totals_without_vaccine;
    for (const char* name : {"infections", "hospital_admissions", "deaths", "vaccinations"}) {
        ASSERT_EQ(ours.at(name).size(), theirs.at(name).size());
        EXPECT_LT(apart(total(ours.at(name)), total(theirs.at(name))), allowed) << name;
    }
    // Stocks at their highest, on whatever day that is.
    for (const char* name : {"S", "E", "R", "D", "hosp_occ", "icu_occ", "hosp_demand", "icu_demand",
                             "vaccinated", "priorvaccinated"}) {
        double worst = 0;
        double highest = least_that_counts;
        for (std::size_t k = 0; k < theirs.at(name).size(); ++k) {
            worst = std::max(worst, std::abs(ours.at(name)[k] - theirs.at(name)[k]));
            highest = std::max(highest, theirs.at(name)[k]);
        }
        EXPECT_LT(worst / highest, vaccine ? 1e-4 : 1e-4) << name;
    }
    const Columns our_ages = columns_of(files.files.at("by_age.csv"));
    const Columns their_ages = reference_table(id, "age");
    for (const char* name : {"infections", "hospital_admissions", "deaths", "vaccinations"}) {
        ASSERT_EQ(our_ages.at(name).size(), their_ages.at(name).size());
        ByAge here{};
        ByAge there{};
        for (std::size_t k = 0; k < our_ages.at(name).size(); ++k) {
            here[k % ages] += our_ages.at(name)[k];
            there[k % ages] += their_ages.at(name)[k];
        }
        for (std::size_t i = 0; i < ages; ++i)
            EXPECT_LT(apart(here[i], there[i]), by_age) << name << " of " << age_names[i];
    }
}

INSTANTIATE_TEST_SUITE_P(Nimue, Reference,
                         ::testing::Values(Case{"S01", false}, Case{"S02", true}, Case{"S04", true},
                                           Case{"S06", false}, Case{"S08", true}),
                         [](const auto& each) { return std::string{each.param.id}; });

}  // namespace
}  // namespace aliquot::epidemic::testing
