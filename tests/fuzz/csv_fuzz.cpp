// Any bytes as a table: reading ends, every cell is clean text, and no row is counted twice.
#include <cstdlib>

#include "aliquot/io/csv.hpp"

namespace {

void promise(bool kept) {
    if (!kept) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const std::string_view bytes{reinterpret_cast<const char*>(data), size};
    aliquot::reading::CsvReader csv{bytes};
    std::uint64_t rows = 0;
    std::uint64_t line = 0;
    std::size_t kept = 0;
    while (csv.next()) {
        promise(csv.at().row == ++rows);
        promise(csv.at().line > line && csv.at().line <= size + 1);
        line = csv.at().line;
        if (csv.fault()) {
            promise(!csv.fault()->what.empty());
            continue;
        }
        promise(!csv.cells().empty());
        for (const std::string_view cell : csv.cells()) {
            promise(cell.find('\0') == std::string_view::npos);
            kept += cell.size();
        }
    }
    promise(kept <= size);
    return 0;
}
