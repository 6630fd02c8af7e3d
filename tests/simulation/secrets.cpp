// Made once, when they are first asked for.
#include "simulation/secrets.hpp"

#include <map>

#include <fmt/format.h>

#include "aliquot/core/secret.hpp"

namespace aliquot::simulation {

namespace {

std::vector<KeptSecret> made_passwords() {
    std::vector<KeptSecret> made;
    for (int number = 1; number <= 6; ++number) {
        const std::string password = fmt::format("simulated password {}", number);
        made.push_back({password, password_verifier(Secret{password}, lowest_cost).value()});
    }
    return made;
}

std::map<std::string, std::string> made_table() {
    std::map<std::string, std::string> table;
    for (const KeptSecret& each : some_passwords()) table[each.kept] = each.secret;
    for (int number = 1; number <= most_tokens; ++number) {
        const KeptSecret token = token_number(number);
        table[token.kept] = token.secret;
    }
    return table;
}

}  // namespace

const std::vector<KeptSecret>& some_passwords() {
    static const std::vector<KeptSecret> passwords = made_passwords();
    return passwords;
}

KeptSecret token_number(int number) {
    const std::string token = fmt::format("simulated token {}", number);
    return {token, token_sha256(Secret{token})};
}

std::string secret_behind(const std::string& kept) {
    static const std::map<std::string, std::string> table = made_table();
    const auto found = table.find(kept);
    return found == table.end() ? std::string{} : found->second;
}

}  // namespace aliquot::simulation
