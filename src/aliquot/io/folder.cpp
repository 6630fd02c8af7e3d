// A folder of text files in memory: reading it from disk, and writing it whole or not at all.
#include "aliquot/io/folder.hpp"

#include <cstdlib>
#include <fstream>
#include <functional>
#include <system_error>

#include <fmt/core.h>

#include "aliquot/core/check.hpp"
#include "aliquot/io/new_folder.hpp"

namespace aliquot {

namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t largest_file = std::uintmax_t{1} << 30U;

Error io_error(const fs::path& path, std::string_view did, const std::error_code& reason) {
    return {ErrorCode::io, fmt::format("{}: {}", did, reason.message()), path.string(), ""};
}

Result<std::string> read_file(const fs::path& path) {
    std::error_code reason;
    const std::uintmax_t size = fs::file_size(path, reason);
    if (reason) return tl::make_unexpected(io_error(path, "cannot be read", reason));
    if (size > largest_file)
        return tl::make_unexpected(Error{ErrorCode::wrong_input, "the file is larger than 1 GiB",
                                         path.string(), "split the scenario, or add rows up"});
    std::string bytes(static_cast<std::size_t>(size), '\0');
    std::ifstream stream{path, std::ios::binary};
    stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (!stream || static_cast<std::uintmax_t>(stream.gcount()) != size)
        return tl::make_unexpected(
            Error{ErrorCode::io, "cannot be read", path.string(), "may this user read it?"});
    return bytes;
}

Result<void> write_file(const fs::path& path, std::string_view bytes) {
    std::error_code reason;
    fs::create_directories(path.parent_path(), reason);
    if (reason) return tl::make_unexpected(io_error(path, "cannot be written", reason));
    std::ofstream stream{path, std::ios::binary};
    stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    stream.close();
    if (!stream)
        return tl::make_unexpected(Error{ErrorCode::io, "cannot be written", path.string(),
                                         "is the disk full, or may this user not write here?"});
    return {};
}

// A new folder of our own inside `parent`, gone with everything in it when this is.
class Workplace {
public:
    explicit Workplace(const fs::path& parent) {
        std::string name = (parent / ".aliquot-XXXXXX").string();
        if (::mkdtemp(name.data()) != nullptr) {
            path_ = name;
        } else {
            reason_ = {errno, std::generic_category()};
        }
    }
    ~Workplace() {
        std::error_code ignored;
        if (!path_.empty()) fs::remove_all(path_, ignored);
    }
    Workplace(const Workplace&) = delete;
    Workplace& operator=(const Workplace&) = delete;

    [[nodiscard]] const fs::path& path() const { return path_; }
    [[nodiscard]] const std::error_code& reason() const { return reason_; }

private:
    fs::path path_;
    std::error_code reason_;
};

using Fill = std::function<Result<void>(const fs::path& into)>;

Result<void> make_and_fill(const fs::path& path, const Fill& fill) {
    std::error_code reason;
    fs::create_directory(path, reason);  // with the permissions of this user's folders
    if (reason) return tl::make_unexpected(io_error(path, "cannot be made", reason));
    return fill(path);
}

Result<void> write_files(const fs::path& path, const Folder& folder) {
    for (const auto& [name, bytes] : folder.files) {
        const fs::path relative{name};
        ALIQUOT_CHECK(relative.is_relative() && relative == relative.lexically_normal() &&
                      *relative.begin() != "..");
        if (auto written = write_file(path / relative, bytes); !written) return written;
    }
    return {};
}

// Everything is written beside the folder, which is then put in its place in one step.
Result<void> write_beside(const fs::path& path, const Fill& fill) {
    const Workplace work{path.parent_path()};
    if (work.path().empty())
        return tl::make_unexpected(io_error(path, "cannot be made", work.reason()));
    const fs::path made = work.path() / "made";
    if (auto written = make_and_fill(made, fill); !written) return written;
    std::error_code reason;
    fs::rename(made, path, reason);
    if (reason) return tl::make_unexpected(io_error(path, "cannot be made", reason));
    return {};
}

// For an empty folder that cannot be replaced, such as a mounted one: everything is written in
// it under another name and then moved up, and taken away again if a move fails.
Result<void> write_inside(const fs::path& path, const Fill& fill) {
    const Workplace work{path};
    if (work.path().empty())
        return tl::make_unexpected(io_error(path, "cannot be written", work.reason()));
    const fs::path made = work.path() / "made";
    if (auto written = make_and_fill(made, fill); !written) return written;
    std::vector<fs::path> moved;
    std::error_code reason;
    for (const auto& entry : fs::directory_iterator{made, reason}) {
        const fs::path target = path / entry.path().filename();
        fs::rename(entry.path(), target, reason);
        if (reason) break;
        moved.push_back(target);
    }
    if (!reason) return {};
    for (const fs::path& target : moved) {
        std::error_code ignored;
        fs::remove_all(target, ignored);
    }
    return tl::make_unexpected(io_error(path, "cannot be written", reason));
}

}  // namespace

Result<Folder> read_folder(const fs::path& path) {
    std::error_code reason;
    const fs::file_status status = fs::status(path, reason);
    if (!fs::exists(status))
        return tl::make_unexpected(
            Error{ErrorCode::not_found, "there is no such folder", path.string(), ""});
    if (!fs::is_directory(status))
        return tl::make_unexpected(Error{ErrorCode::not_found, "is not a folder", path.string(),
                                         "give the folder that holds the files"});
    Folder folder{path.string(), {}};
    fs::directory_iterator entries{path, reason};
    for (; !reason && entries != fs::directory_iterator{}; entries.increment(reason)) {
        const std::string name = entries->path().filename().string();
        std::error_code gone;
        if (name.starts_with('.') || !entries->is_regular_file(gone)) continue;
        auto bytes = read_file(entries->path());
        if (!bytes) return tl::make_unexpected(std::move(bytes.error()));
        folder.files.emplace(name, std::move(*bytes));
    }
    if (reason) return tl::make_unexpected(io_error(path, "cannot be read", reason));
    return folder;
}

Result<void> write_folder(const fs::path& path, const Folder& folder) {
    return write_new_folder(path, [&](const fs::path& into) { return write_files(into, folder); });
}

Result<void> write_new_folder(const fs::path& path, const Fill& fill) {
    std::error_code reason;
    fs::path target = fs::absolute(path, reason).lexically_normal();
    if (!target.has_filename()) target = target.parent_path();  // "out/"
    const bool there = fs::exists(target, reason);
    if (there && !fs::is_directory(target, reason))
        return tl::make_unexpected(Error{ErrorCode::conflict, "is a file, not a folder",
                                         path.string(), "choose a new folder"});
    if (there && !fs::is_empty(target, reason))
        return tl::make_unexpected(Error{ErrorCode::conflict, "the folder holds something already",
                                         path.string(), "choose a new or an empty folder"});
    if (reason) return tl::make_unexpected(io_error(path, "cannot be written", reason));
    if (!there) fs::create_directories(target.parent_path(), reason);
    if (reason) return tl::make_unexpected(io_error(path, "cannot be made", reason));
    auto written = write_beside(target, fill);
    if (!written && there) return write_inside(target, fill);
    return written;
}

}  // namespace aliquot
