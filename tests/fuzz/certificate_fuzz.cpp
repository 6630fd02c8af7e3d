// Any bytes as a certificate file: the answer is a file or errors with a place and words each. A
// file that was read can be checked both ways, and is the same after it was written and read again.
#include <cstdlib>

#include "aliquot/io/certificate_file.hpp"
#include "aliquot/io/error_text.hpp"

namespace {

void promise(bool kept) {
    if (!kept) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size);

// The bytes stand alone, or inside a file that is sound around them.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const std::string bytes{reinterpret_cast<const char*>(data), size};
    for (const std::string& text :
         {bytes,
          R"({"format":"aliquot-certificate/1","lines":[{"id":"A","supply":3}],"recipients":[)" +
              bytes + "]}",
          R"({"format":"aliquot-certificate/1","recipients":[],"lines":[)" + bytes + "]}"}) {
        const auto file = aliquot::read_certificate("file", text);
        if (!file) {
            promise(!file.error().empty());
            for (const aliquot::Error& error : file.error()) {
                promise(!error.what.empty() && !error.where.empty());
                promise(!aliquot::format_error(error).empty());
            }
            continue;
        }
        const aliquot::Names names = names_of(*file);
        for (const aliquot::Fault& fault : verify(file->pool, file->shares, names))
            promise(!fault.words.empty());
        for (const aliquot::Fault& fault : verify_by_exchange(file->pool, file->shares, names))
            promise(!fault.words.empty());
        const std::string written = write_certificate(*file);
        const auto again = aliquot::read_certificate("file", written);
        promise(again.has_value() && write_certificate(*again) == written);
    }
    return 0;
}
