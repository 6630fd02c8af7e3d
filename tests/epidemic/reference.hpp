// The outputs of the reference model, where they lie beside the checkout (../shared).
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "aliquot/io/epidemic/parameters_file.hpp"

namespace aliquot::epidemic::testing {

// A CSV of numbers by the names of its columns; what is no number counts as 0.
using Columns = std::map<std::string, std::vector<double>>;

[[nodiscard]] std::filesystem::path reference_folder();
[[nodiscard]] bool has_reference();
[[nodiscard]] std::string file_text(const std::filesystem::path& path);
[[nodiscard]] EpidemicFile reference_parameters(const std::string& id);
[[nodiscard]] Columns columns_of(const std::string& csv);
[[nodiscard]] Columns reference_table(const std::string& id, const std::string& table);

}  // namespace aliquot::epidemic::testing
