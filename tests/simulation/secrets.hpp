// The passwords and tokens of the simulation, and what a facility keeps of each.
//
// A verifier is salted, so each password has one that all histories of a run share; they are made
// at the lowest cost.
#pragma once

#include <string>
#include <vector>

namespace aliquot::simulation {

struct KeptSecret {
    std::string secret;
    std::string kept;  // the verifier of a password, the SHA-256 of a token
};

[[nodiscard]] const std::vector<KeptSecret>& some_passwords();
[[nodiscard]] KeptSecret token_number(int number);  // up to `most_tokens`
inline constexpr int most_tokens = 400;

// Of which password or token this is kept; empty: of none.
[[nodiscard]] std::string secret_behind(const std::string& kept);

}  // namespace aliquot::simulation
