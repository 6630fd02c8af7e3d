// Statement sets made by chance around a truth that is known: who lies, who copies, which numbers
// are mixed up. What the checks find in them can then be counted against what is there.
//
// The same seed makes the same set on every machine. The sources of a set are as right as their
// grades promise only on average: each has a rate of its own, and the finder knows none of them.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "aliquot/evidence/statement_terms.hpp"

namespace aliquot_test {

struct Delivery {
    std::string supply;
    bool happened = false;
};

struct GeneratedSet {
    aliquot::Evidence evidence;
    aliquot::Date last;
    std::vector<Delivery> deliveries;
    // Ids of statements that cannot be right together with some other one, by what they are about.
    std::set<std::string> delivered_denied;
    std::set<std::string> two_amounts;
    std::set<std::string> accepted_declined;
    std::set<std::string> wrong_numbers;
};

struct SetOptions {
    double delivered = 0.5;  // of the promises
    bool links = true;       // whoever copies says so, four times out of five
};
[[nodiscard]] GeneratedSet generated_set(std::uint64_t seed, const SetOptions& options = {});

}  // namespace aliquot_test
