// Secrets found where people and scripts keep them.
#include "proof.hpp"

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "ask.hpp"
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

namespace aliquot::cli {

namespace {

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

// The first line of a file.
Result<Secret> read_secret(const std::string& file) {
    const OpenFile in{file, O_RDONLY | O_CLOEXEC};
    struct stat facts{};
    if (in.handle() < 0 || ::fstat(in.handle(), &facts) != 0)
        return refused(file, fmt::format("cannot be read: {}", std::strerror(errno)),
                       "name the file that holds the secret");
    if (S_ISREG(facts.st_mode) && (facts.st_mode & 0077U) != 0)
        return refused(file,
                       fmt::format("others than its owner may read or change it (mode {:04o})",
                                   static_cast<unsigned>(facts.st_mode & 07777U)),
                       "chmod 600 it; if anyone may have read it, take another secret");
    std::string text;
    std::array<char, longest_password + 2> bytes{};
    for (;;) {
        const auto size = ::read(in.handle(), bytes.data(), bytes.size());
        if (size < 0) return refused(file, "cannot be read to the end", "");
        text.append(bytes.data(), static_cast<std::size_t>(size));
        if (size == 0 || text.size() > longest_password || text.find('\n') != std::string::npos)
            break;
    }
    text.resize(std::min(text.find('\n'), text.size()));
    if (text.ends_with('\r')) text.pop_back();
    return Secret{std::move(text)};
}

}  // namespace

Result<Caller> caller_at_the_line(const std::string& person, const ProofOptions& options,
                                  const Credentials& credentials) {
    if (!options.password_file.empty())
        return read_secret(options.password_file).map([&](Secret secret) {
            return Caller{person, ByPassword{std::move(secret)}};
        });
    if (!options.token_file.empty())
        return read_secret(options.token_file).map([&](Secret secret) {
            return Caller{person, ByToken{std::move(secret)}};
        });
    const char* const token = std::getenv("ALIQUOT_TOKEN");
    if (token != nullptr && *token != '\0') return Caller{person, ByToken{Secret{token}}};
    if (credentials.needed_from(person) && somebody_types())
        if (auto typed = ask_secret(fmt::format("Password of {}: ", person)))
            return Caller{person, ByPassword{*std::move(typed)}};
    return Caller{person, AtTheirWord{}};
}

Result<std::string> new_verifier(const std::string& file, const std::string& whose) {
    if (!file.empty())
        return read_secret(file).and_then(
            [](const Secret& secret) { return password_verifier(secret); });
    if (!somebody_types()) return std::string{};
    const auto once = ask_secret(fmt::format("New password of {}: ", whose));
    if (!once || once->text().empty()) return std::string{};
    const auto twice = ask_secret("The same again: ");
    if (!twice || twice->text() != once->text())
        return tl::unexpected(Error{ErrorCode::wrong_input, "the two are not the same", "password",
                                    "type the same password twice"});
    return password_verifier(*once);
}

Result<void> write_secret(const std::string& file, const Secret& secret) {
    const OpenFile out{file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC};
    if (out.handle() < 0)
        return refused(file, fmt::format("cannot be written: {}", std::strerror(errno)),
                       "name a new file in a folder of yours");
    const std::string text = std::string{secret.text()} + "\n";
    const auto written = ::write(out.handle(), text.data(), text.size());
    if (written == static_cast<ssize_t>(text.size()) && ::fsync(out.handle()) == 0) return {};
    ::unlink(file.c_str());
    return refused(file, "could not be written to the end", "is there room on the disk?");
}

}  // namespace aliquot::cli
