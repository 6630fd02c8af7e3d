// Any bytes as the two files of an ensemble, parted by the first zero byte: read whole, or an
// error with its place.
#include <cstdlib>

#include "aliquot/io/epidemic/comparison_files.hpp"

namespace {

void promise(bool kept) {
    if (!kept) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const std::string_view bytes{reinterpret_cast<const char*>(data), size};
    const std::size_t end = std::min(bytes.find('\0'), size);
    const std::string_view rest = end < size ? bytes.substr(end + 1) : std::string_view{};
    const auto read = aliquot::read_comparison("here", bytes.substr(0, end), rest);
    if (!read) {
        promise(read.error().where.starts_with("here/") && !read.error().what.empty());
        return 0;
    }
    promise(!read->head.runs.empty());
    promise(read->first_member + static_cast<std::int64_t>(read->figures.members()) <=
            read->head.members);
    const auto again = aliquot::comparison_files(*read);
    const bool grouped = again.files.contains("groups.csv");
    promise(again.files.size() == (read->head.runs.size() > 1 ? 5U : 3U) + (grouped ? 1U : 0U));
    return 0;
}
