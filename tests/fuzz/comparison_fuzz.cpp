// Any bytes as the three files of an ensemble, parted by the first two zero bytes: read whole, or
// an error with its place.
#include <cstdlib>

#include "aliquot/io/epidemic/comparison_files.hpp"

namespace {

void promise(bool kept) {
    if (!kept) std::abort();
}

// What is before the first zero byte, and what is after it.
std::pair<std::string_view, std::string_view> parted(std::string_view bytes) {
    const std::size_t end = bytes.find('\0');
    if (end == std::string_view::npos) return {bytes, {}};
    return {bytes.substr(0, end), bytes.substr(end + 1)};
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const std::string_view bytes{reinterpret_cast<const char*>(data), size};
    const auto [head, rest] = parted(bytes);
    const auto [members, weeks] = parted(rest);
    const auto read = aliquot::read_comparison("here", head, members, weeks);
    if (!read) {
        promise(read.error().where.starts_with("here/") && !read.error().what.empty());
        return 0;
    }
    promise(!read->head.runs.empty());
    promise(read->first_member + static_cast<std::int64_t>(read->figures.members()) <=
            read->head.members);
    const auto again = aliquot::comparison_files(*read);
    const bool grouped = again.files.contains("groups.csv");
    promise(again.files.size() == (read->head.runs.size() > 1 ? 7U : 5U) + (grouped ? 1U : 0U));
    return 0;
}
