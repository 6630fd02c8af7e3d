// scenario.toml, with overrides put over it, as Settings.
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "aliquot/domain/scenario.hpp"
#include "aliquot/io/findings.hpp"
#include "aliquot/io/folder.hpp"

namespace aliquot::reading {

// A setting that names something of a table, to be checked when the table has been read.
struct Mention {
    std::string id;
    Spot order;
    std::string where;
};

struct ReadSettings {
    Settings settings;
    bool dates_known = false;                      // start, end and rounds were read without errors
    std::vector<std::pair<Mention, Share>> rates;  // by product
    std::vector<Mention> steps;                    // required steps
};

[[nodiscard]] ReadSettings read_settings(const Folder& folder,
                                         std::span<const std::string> overrides,
                                         Findings& findings);

}  // namespace aliquot::reading
