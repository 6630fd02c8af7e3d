// Of every two runs: which averts more deaths, or that the model cannot say.
#pragma once

#include <span>
#include <string>
#include <utility>
#include <vector>

#include "aliquot/io/epidemic/over_members.hpp"
#include "aliquot/io/report/html.hpp"

namespace aliquot {

struct Verdict {
    std::size_t first = 0;  // runs, by their places in the first ensemble
    std::size_t second = 0;
    // Deaths under the first less deaths under the second, in deaths over members; one for each
    // ensemble. Above zero: the second averts more.
    std::vector<OverMembers> fewer;

    // 1: the second averts more, its range from 5 % to 95 % of members above zero in every
    // ensemble; -1: the first does; 0: the model cannot say.
    [[nodiscard]] int sign() const;
    // As many die under both in every member of every ensemble.
    [[nodiscard]] bool alike() const;
};

// Of every two runs, in their order. Errors: conflict, where an ensemble is of other runs or
// participants than the first. Requires: one ensemble at least.
[[nodiscard]] Result<std::vector<Verdict>> verdicts(std::span<const NamedEnsemble> ensembles);
[[nodiscard]] std::vector<Verdict> verdicts(const ComparedRuns& compared);

// How runs are called where nothing else says: "run 2 (proportional)".
[[nodiscard]] std::vector<std::string> names_of_runs(const ComparedRuns& compared);

// One sentence for people. `names` are of the runs, `of_ensembles` of the ensembles, which may be
// empty where there is one.
[[nodiscard]] std::string in_words(const Verdict& verdict, const std::vector<std::string>& names,
                                   const std::vector<std::string>& of_ensembles = {});

// All of them for a page: what cannot be said first.
[[nodiscard]] report::Html verdicts_html(const std::vector<Verdict>& all,
                                         const std::vector<std::string>& names,
                                         const std::vector<std::string>& of_ensembles = {});

// Those of which the model cannot say it, a line each, for a terminal; nothing if there are none.
[[nodiscard]] std::string undecided_text(const std::vector<Verdict>& all,
                                         const std::vector<std::string>& names);

// pairs.csv of docs/reference/ensemble.md.
[[nodiscard]] std::string pairs_csv(const ComparedRuns& compared,
                                    const std::vector<std::string>& names);

}  // namespace aliquot
