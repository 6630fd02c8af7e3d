// Private keys in files that only their owner can read.
#include <array>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/stat.h>
#include <unistd.h>

#include "aliquot/ledger/log/checkpoint.hpp"

namespace aliquot::ledger {

namespace {

constexpr std::string_view first_line = "aliquot signing key 1\n";
constexpr std::size_t file_size = first_line.size() + 2 * sizeof(SigningKey::Seed) + 1;

class OpenFile {
public:
    OpenFile(const std::string& path, int flags) : handle_{::open(path.c_str(), flags, 0600)} {}
    ~OpenFile() {
        if (handle_ >= 0) ::close(handle_);
    }
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;
    [[nodiscard]] int handle() const { return handle_; }

private:
    int handle_;
};

tl::unexpected<Error> refused(const std::string& file, std::string what, std::string hint) {
    return tl::unexpected(Error{ErrorCode::io, std::move(what), file, std::move(hint)});
}

}  // namespace

Result<void> write_key(const std::string& file, const SigningKey& key) {
    const OpenFile out{file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC};
    if (out.handle() < 0)
        return refused(file, fmt::format("the key cannot be written: {}", std::strerror(errno)),
                       "name a new file in a folder of yours");
    const std::string text = std::string{first_line} + hex_of(key.seed()) + "\n";
    const auto written = ::write(out.handle(), text.data(), text.size());
    if (written == static_cast<ssize_t>(text.size()) && ::fsync(out.handle()) == 0) return {};
    ::unlink(file.c_str());
    return refused(file, "the key could not be written to the end", "is there room on the disk?");
}

Result<SigningKey> read_key(const std::string& file) {
    const OpenFile in{file, O_RDONLY | O_CLOEXEC};
    struct stat facts{};
    if (in.handle() < 0 || ::fstat(in.handle(), &facts) != 0)
        return refused(file, fmt::format("the key cannot be read: {}", std::strerror(errno)),
                       "name the file of your private key");
    if ((facts.st_mode & 0077U) != 0)
        return refused(file,
                       fmt::format("others than its owner may read or change it (mode {:04o})",
                                   static_cast<unsigned>(facts.st_mode & 07777U)),
                       "chmod 600 it; if anyone may have read it, make a new key");
    std::array<char, file_size + 1> text{};
    const auto size = ::read(in.handle(), text.data(), text.size());
    const std::string_view read{text.data(), size < 0 ? 0 : static_cast<std::size_t>(size)};
    SigningKey::Seed seed{};
    if (read.size() != file_size || !read.starts_with(first_line) || read.back() != '\n' ||
        !read_hex(read.substr(first_line.size(), 2 * seed.size()), seed))
        return refused(file, "this is no signing key of Aliquot", "name the file that holds it");
    return SigningKey{seed};
}

}  // namespace aliquot::ledger
