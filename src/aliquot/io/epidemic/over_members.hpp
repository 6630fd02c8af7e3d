// A figure over the members of an ensemble: mean, spread, and what may happen once.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "aliquot/io/epidemic/comparison_files.hpp"

namespace aliquot {

struct OverMembers {
    double mean = 0;
    double sd = 0;
    double error = 0;  // of the mean
    double low = 0;    // 5 %, 50 % and 95 % of members, between the two nearest as R's quantile()
    double middle = 0;
    double high = 0;
    double above_zero = 0;  // share of members
    double below_zero = 0;

    // 95 % interval of the mean.
    [[nodiscard]] double mean_low() const { return mean - normal_97_5 * error; }
    [[nodiscard]] double mean_high() const { return mean + normal_97_5 * error; }

    static constexpr double normal_97_5 = 1.959964;
};

// To whole numbers, as "-1,234", and as "391 (221 to 651)": the mean and 5 % to 95 %.
[[nodiscard]] std::string in_groups(double value);
[[nodiscard]] std::string with_range(const OverMembers& s);

// Requires: at least one value. Promises: the same for any order of them.
[[nodiscard]] OverMembers over_members(std::vector<double> values);

// The figure of each member under a run, years of life in years, summed over the participants from
// one to before another.
using Figure = std::int64_t epidemic::Figures::*;
[[nodiscard]] std::vector<double> of_members(const ComparedRuns& compared, std::size_t run,
                                             Figure figure, std::size_t from, std::size_t to);

// ... summed over those of a list.
[[nodiscard]] std::vector<double> of_members(const ComparedRuns& compared, std::size_t run,
                                             Figure figure,
                                             const std::vector<std::size_t>& participants);

// How much less of a figure there is under a run than under another, member by member.
[[nodiscard]] std::vector<double> less_of(const ComparedRuns& compared, Figure figure,
                                          std::size_t against, std::size_t run,
                                          const std::vector<std::size_t>& participants);
// ... of all participants.
[[nodiscard]] std::vector<double> less_of(const ComparedRuns& compared, Figure figure,
                                          std::size_t against, std::size_t run);

// How many deaths a run averts against another, member by member, over all participants.
[[nodiscard]] std::vector<double> deaths_averted(const ComparedRuns& compared, std::size_t against,
                                                 std::size_t run);
// ... of some of them.
[[nodiscard]] std::vector<double> deaths_averted(const ComparedRuns& compared, std::size_t against,
                                                 std::size_t run, std::size_t from, std::size_t to);

// The figure of each member under a run in one of the weeks, summed over all participants.
using WeekFigure = std::int64_t epidemic::WeekFigures::*;
[[nodiscard]] std::vector<double> of_week(const ComparedRuns& compared, std::size_t run,
                                          WeekFigure figure, std::size_t week);

// How many deaths a run averts against the first from one week to before another.
[[nodiscard]] std::vector<double> deaths_averted_in(const ComparedRuns& compared, std::size_t run,
                                                    std::size_t from, std::size_t to);

}  // namespace aliquot
