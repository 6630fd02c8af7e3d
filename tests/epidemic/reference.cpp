// Reads the reference's tables.
#include "epidemic/reference.hpp"

#include <fstream>
#include <iterator>
#include <sstream>
#include <stdexcept>

namespace aliquot::epidemic::testing {

std::filesystem::path reference_folder() {
    return std::filesystem::path{ALIQUOT_SHARED} / "reference/nimue";
}

bool has_reference() {
    return std::filesystem::exists(reference_folder() / "summary.csv");
}

std::string file_text(const std::filesystem::path& path) {
    std::ifstream in{path, std::ios::binary};
    std::string bytes{std::istreambuf_iterator<char>{in}, {}};
    if (!in) throw std::runtime_error{"cannot read " + path.string()};
    return bytes;
}

EpidemicFile reference_parameters(const std::string& id) {
    const std::string name = id + "_params.json";
    auto read = read_epidemic(name, file_text(reference_folder() / name));
    if (!read) throw std::runtime_error{read.error().front().where + read.error().front().what};
    return *std::move(read);
}

Columns columns_of(const std::string& csv) {
    std::istringstream lines{csv};
    std::string line;
    std::getline(lines, line);
    std::vector<std::string> names;
    std::string cell;
    for (std::istringstream header{line}; std::getline(header, cell, ',');) names.push_back(cell);
    Columns columns;
    while (std::getline(lines, line)) {
        std::istringstream row{line};
        for (const std::string& name : names) {
            cell.clear();
            std::getline(row, cell, ',');
            char* end = nullptr;
            const double value = std::strtod(cell.c_str(), &end);
            columns[name].push_back(*end == '\0' && !cell.empty() ? value : 0);
        }
    }
    return columns;
}

Columns reference_table(const std::string& id, const std::string& table) {
    return columns_of(file_text(reference_folder() / (id + "_" + table + ".csv")));
}

}  // namespace aliquot::epidemic::testing
