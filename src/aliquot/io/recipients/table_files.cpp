// The files of a folder, opened one by one and read in blocks.
#include "aliquot/io/recipients/table_files.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>
#include <system_error>

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/stat.h>
#include <unistd.h>

#include "aliquot/io/csv.hpp"

namespace aliquot::reading {

namespace {

namespace fs = std::filesystem;

tl::unexpected<Error> cannot_be_read(const fs::path& path, int reason) {
    return tl::make_unexpected(Error{
        ErrorCode::io, fmt::format("cannot be read: {}", std::generic_category().message(reason)),
        path.string(), ""});
}

// An open file, closed with the last copy of what reads it.
class Descriptor {
public:
    explicit Descriptor(const fs::path& path)
        : number_{::open(path.c_str(), O_RDONLY | O_CLOEXEC)} {}
    ~Descriptor() {
        if (number_ >= 0) ::close(number_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    [[nodiscard]] int number() const { return number_; }

private:
    int number_;
};

Result<OpenFile> open_on_disk(const fs::path& path) {
    const auto file = std::make_shared<Descriptor>(path);
    struct stat facts{};
    if (file->number() < 0 || ::fstat(file->number(), &facts) != 0)
        return cannot_be_read(path, errno);
    const auto read = [file, path](std::span<char> into) -> Result<std::size_t> {
        ssize_t count = -1;
        do {
            count = ::read(file->number(), into.data(), into.size());
        } while (count < 0 && errno == EINTR);
        if (count < 0) return cannot_be_read(path, errno);
        return static_cast<std::size_t>(count);
    };
    return OpenFile{static_cast<std::uint64_t>(facts.st_size), read};
}

}  // namespace

bool TableFiles::has(std::string_view file) const {
    return std::ranges::binary_search(files, file, std::less<>{});
}

Result<TableFiles> files_on_disk(const fs::path& folder) {
    std::error_code reason;
    TableFiles found{folder.string(), {}, [folder](const std::string& file) {
                         return open_on_disk(folder / file);
                     }};
    if (!fs::is_directory(folder, reason))
        return tl::make_unexpected(
            Error{ErrorCode::not_found, "there is no such folder", folder.string(), ""});
    fs::directory_iterator entries{folder, reason};
    for (; !reason && entries != fs::directory_iterator{}; entries.increment(reason)) {
        std::error_code gone;
        std::string name = entries->path().filename().string();
        if (!name.starts_with('.') && entries->is_regular_file(gone))
            found.files.push_back(std::move(name));
    }
    if (reason) return cannot_be_read(folder, reason.value());
    std::ranges::sort(found.files);
    return found;
}

TableFiles files_in_memory(const Folder& folder) {
    TableFiles found{folder.name, {}, [&folder](const std::string& file) -> Result<OpenFile> {
                         const std::string_view bytes = folder.files.at(file);
                         const auto rest = std::make_shared<std::string_view>(bytes);
                         return OpenFile{
                             bytes.size(), [rest](std::span<char> into) -> Result<std::size_t> {
                                 const std::size_t count = std::min(into.size(), rest->size());
                                 std::memcpy(into.data(), rest->data(), count);
                                 rest->remove_prefix(count);
                                 return count;
                             }};
                     }};
    for (const auto& [file, bytes] : folder.files) found.files.push_back(file);
    return found;
}

Result<std::string> whole_file(const TableFiles& files, const std::string& file) {
    auto opened = files.open(file);
    if (!opened) return tl::make_unexpected(std::move(opened.error()));
    std::string bytes;
    constexpr std::size_t block = std::size_t{1} << 16U;
    for (std::size_t kept = 0;;) {
        bytes.resize(kept + block);
        const auto count = opened->read(std::span{bytes}.subspan(kept));
        if (!count) return tl::make_unexpected(count.error());
        kept += *count;
        bytes.resize(kept);
        // One byte more than a table may have is enough to be refused.
        if (*count == 0 || kept > largest_file) return bytes;
    }
}

}  // namespace aliquot::reading
