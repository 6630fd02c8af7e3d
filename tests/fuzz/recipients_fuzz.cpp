// Any bytes as one table of a sound folder of recipients: the answer is a pool without a fault or
// a list of errors with words each, and the same whatever the size of the blocks it is read in.
#include <cstdlib>

#include "recipients/small_country.hpp"

#include "aliquot/io/cells.hpp"
#include "aliquot/io/error_text.hpp"
#include "aliquot/io/recipients/named_pool.hpp"

namespace {

void promise(bool kept) {
    if (!kept) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size);

// The first byte chooses the file, the others are put in place of it, or, if the choice is odd,
// added to it.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    if (size == 0) return 0;
    aliquot::Folder folder = aliquot_test::small_country();
    folder.files["limits.csv"] = "recipient,supply,courses\nASPEN,COLD,7\n";
    folder.files["districts.csv"] = "district,most,parent\nEAST,70,\nCAPE,20,EAST\n";
    auto file = folder.files.begin();
    std::advance(file, data[0] / 2 % folder.files.size());
    const std::string rest{reinterpret_cast<const char*>(data) + 1, size - 1};
    file->second = data[0] % 2 == 1 ? file->second + rest : rest;
    const auto read = aliquot::read_recipients(folder);
    const auto again = aliquot::read_recipients(folder, 1 + data[0] % 7);
    promise(read.has_value() == again.has_value());
    if (read) {
        promise(!fault_of(read->pool));
        promise(read->pool.weight == again->pool.weight && read->pool.room == again->pool.room &&
                read->pool.group == again->pool.group && read->notices == again->notices);
        return 0;
    }
    promise(!read.error().empty() && read.error() == again.error());
    for (const aliquot::Error& error : read.error()) {
        promise(!error.what.empty());
        const std::string line = aliquot::format_error(error);
        promise(aliquot::reading::printable(line) == line);
    }
    return 0;
}
