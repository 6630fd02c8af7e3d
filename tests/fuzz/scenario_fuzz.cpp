// Any bytes as one file of a sound scenario, or as an override: the answer is a scenario or a list
// of errors with a place and words each, and the same at every reading. No promise breaks.
#include <cstdlib>

#include "io/sound_scenario.hpp"

#include "aliquot/io/cells.hpp"
#include "aliquot/io/error_text.hpp"
#include "aliquot/io/scenario_reader.hpp"

namespace {

void promise(bool kept) {
    if (!kept) std::abort();
}

bool is_clean(const std::string& line) {
    return aliquot::reading::printable(line) == line;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size);

// The first byte chooses the file, the others are put in place of it, or, if the choice is odd,
// added to it.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    if (size == 0) return 0;
    aliquot::Folder folder = aliquot_test::sound_scenario();
    std::vector<std::string> overrides;
    const std::string rest{reinterpret_cast<const char*>(data) + 1, size - 1};
    const std::size_t choice = data[0] / 2 % (folder.files.size() + 1);
    if (choice == folder.files.size()) {
        overrides.push_back(rest);
    } else {
        auto file = folder.files.begin();
        std::advance(file, choice);
        file->second = data[0] % 2 == 1 ? file->second + rest : rest;
    }
    const auto first = aliquot::read_scenario(folder, overrides);
    const auto again = aliquot::read_scenario(folder, overrides);
    promise(first.has_value() == again.has_value());
    if (first) {
        promise(first->inputs_sha256 == again->inputs_sha256);
        return 0;
    }
    promise(!first.error().empty() && first.error() == again.error());
    for (const aliquot::Error& error : first.error()) {
        promise(!error.what.empty());
        promise(is_clean(aliquot::format_error(error)));
    }
    return 0;
}
