// Any bytes as a solver's answer: values with names that differ, or errors with a line each.
#include <cmath>
#include <cstdlib>
#include <set>

#include "aliquot/io/solution_file.hpp"

namespace {

void promise(bool kept) {
    if (!kept) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const std::string_view bytes{reinterpret_cast<const char*>(data), size};
    const auto read = aliquot::read_solution("answer.txt", bytes);
    if (!read) {
        promise(!read.error().empty());
        for (const aliquot::Error& error : read.error())
            promise(error.where.starts_with("answer.txt line ") && !error.what.empty());
        return 0;
    }
    std::set<std::string> names;
    for (const aliquot::SolutionValue& each : *read) {
        promise(std::isfinite(each.value));
        promise(names.insert(each.name).second);
        promise(each.line >= 1 && each.line <= size + 1);
    }
    promise(!names.empty());
    return 0;
}
