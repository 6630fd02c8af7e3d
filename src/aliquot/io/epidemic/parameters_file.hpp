// The parameters of an epidemic, read from a JSON file: docs/reference/epidemic.md.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "aliquot/core/result.hpp"
#include "aliquot/epidemic/by_chance.hpp"

namespace aliquot {

// How an epidemic is run by chance, member by member.
struct ByChance {
    epidemic::StepForm form;
    epidemic::Caution caution;
    std::vector<epidemic::Escape> escapes;
    int members = 100;
    std::uint64_t seed = 1;
};

struct EpidemicFile {
    std::string id;
    std::string about;
    std::string iso3;
    double first_reproduction = 0;  // R0, of the first day
    epidemic::Parameters parameters;
    std::optional<ByChance> by_chance;
};

// Errors: wrong_input, each with file and member; the first hundred.
[[nodiscard]] Checked<EpidemicFile> read_epidemic(std::string_view name, std::string_view bytes);

}  // namespace aliquot
