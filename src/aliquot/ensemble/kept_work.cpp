// A file that only grows, under a lock.
#include "aliquot/ensemble/kept_work.hpp"

#include <cerrno>
#include <fstream>
#include <iterator>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace aliquot {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr const char* unfinished_name = ".unfinished";
constexpr const char* last_name = "ensemble.json";  // whoever sees it sees the others too

tl::unexpected<Error> os_error(const fs::path& path, std::string_view did) {
    const std::error_code reason{errno, std::generic_category()};
    return tl::unexpected(
        Error{ErrorCode::io, fmt::format("{}: {}", did, reason.message()), path.string(), ""});
}

tl::unexpected<Error> conflict(const fs::path& path, std::string what, std::string hint) {
    return tl::unexpected(
        Error{ErrorCode::conflict, std::move(what), path.string(), std::move(hint)});
}

bool write_all(int file, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t count = ::write(file, bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
}

Result<std::string> read_all(int file, const fs::path& path) {
    std::string bytes;
    std::string piece(1U << 20U, '\0');
    for (;;) {
        const ssize_t count = ::read(file, piece.data(), piece.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return os_error(path, "cannot be read");
        if (count == 0) return bytes;
        bytes.append(piece, 0, static_cast<std::size_t>(count));
    }
}

Json head_line(const EnsemblePlan& plan, std::string_view version) {
    Json runs = Json::array();
    for (std::size_t k = 0; k < plan.head.runs.size(); ++k)
        runs.push_back({{"run", plan.head.runs[k].folder},
                        {"rule", plan.head.runs[k].rule},
                        {"inputs_sha256", plan.head.runs[k].inputs_sha256},
                        {"summary_sha256", plan.summaries_sha256[k]}});
    return {{"format", "aliquot-ensemble-work/3"},
            {"version", version},
            {"seed", plan.head.seed},
            {"members", plan.head.members},
            {"first_member", plan.first_member + 1},
            {"members_here", plan.members},
            {"settings_sha256", plan.head.settings_sha256},
            {"runs", runs},
            {"batches", plan.batches.size()}};
}

// How the ensemble that was begun differs from this one; nothing if it does not.
std::string difference(const Json& begun, const Json& now) {
    static constexpr std::pair<const char*, const char*> of_all[] = {
        {"format", "format"},
        {"version", "version of Aliquot"},
        {"seed", "seed"},
        {"members", "number of members"},
        {"first_member", "shard, from member"},
        {"members_here", "shard, by its members"},
        {"settings_sha256", "file of settings, by its SHA-256"}};
    const auto value = [](const Json& json, const char* name) {
        return json.contains(name) ? json[name].dump() : std::string{"nothing"};
    };
    for (const auto& [name, words] : of_all)
        if (value(begun, name) != value(now, name))
            return fmt::format("it was begun with another {}: {}, not {}", words,
                               value(begun, name), value(now, name));
    if (value(begun, "runs") != value(now, "runs"))
        return "it was begun with other runs, or they have changed since";
    if (begun != now) return "it was begun with other batches";
    return {};
}

// All of it is there already, as this plan would write it but for the figures, which are read.
Result<ComparedRuns> read_finished(const fs::path& folder, const EnsemblePlan& plan) {
    auto there = read_comparison(folder);
    if (there && (there->head != plan.head ||
                  there->first_member != static_cast<std::int64_t>(plan.first_member) ||
                  there->figures.members() != plan.members))
        return conflict(folder, "the folder holds another ensemble, or another part of it",
                        "give the arguments with which it was made, or choose a new folder");
    return there;
}

bool holds(const fs::path& path, std::string_view bytes) {
    std::ifstream in{path, std::ios::binary};
    const std::string there{std::istreambuf_iterator<char>{in}, {}};
    return in && there == bytes;
}

// Under another name first, so that it is there whole or not at all.
Result<void> put_file(const fs::path& path, std::string_view bytes) {
    if (holds(path, bytes)) return {};
    const fs::path part = path.parent_path() / ("." + path.filename().string() + ".part");
    const int file = ::open(part.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (file < 0) return os_error(path, "cannot be written");
    const bool written = write_all(file, bytes) && ::fsync(file) == 0;
    const int reason = errno;
    ::close(file);
    errno = reason;
    if (!written || ::rename(part.c_str(), path.c_str()) != 0)
        return os_error(path, "cannot be written");
    return {};
}

}  // namespace

bool is_unfinished(const fs::path& folder) {
    std::error_code ignored;
    return fs::exists(folder / unfinished_name, ignored) &&
           !fs::exists(folder / last_name, ignored);
}

Result<KeptWork> KeptWork::open(const fs::path& folder, const EnsemblePlan& plan,
                                std::string_view version, bool resume) {
    std::error_code reason;
    if (fs::exists(folder, reason) && !fs::is_directory(folder, reason))
        return conflict(folder, "is a file, not a folder", "choose a new folder");
    fs::create_directories(folder, reason);
    if (reason) {
        errno = reason.value();
        return os_error(folder, "cannot be made");
    }
    const fs::path path = folder / unfinished_name;
    const bool empty = fs::is_empty(folder, reason);
    const bool begun = fs::exists(path, reason);
    if (!empty && !resume)
        return begun ? conflict(folder, "the folder holds an ensemble that was not finished",
                                "--resume goes on with it; or choose a new folder")
                     : conflict(folder, "the folder holds something already",
                                "choose a new or an empty folder");
    const bool ended = fs::exists(folder / last_name, reason);
    if (!empty && !begun && !ended)
        return conflict(folder, "the folder holds something that is no ensemble",
                        "choose a new or an empty folder");
    if (!begun && ended) {
        auto finished = read_finished(folder, plan);
        if (!finished) return tl::unexpected(finished.error());
        KeptWork kept{folder, -1, plan};
        kept.found_.take_all(*std::move(finished));
        return kept;
    }
    const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (file < 0) return os_error(path, "cannot be opened");
    KeptWork kept{folder, file, plan};
    struct stat now{};
    // Whoever has just finished took the file away under the name by which it was opened here.
    if (::flock(file, LOCK_EX | LOCK_NB) != 0 || ::fstat(file, &now) != 0 || now.st_nlink == 0)
        return conflict(folder, "another program works in this folder",
                        "wait until it has ended; then --resume goes on with what it left");
    if (auto ready = kept.begin_or_go_on(plan, version); !ready)
        return tl::unexpected(ready.error());
    return kept;
}

Result<void> KeptWork::begin_or_go_on(const EnsemblePlan& plan, std::string_view version) {
    const Json now = head_line(plan, version);
    auto bytes = read_all(file_, path());
    if (!bytes) return tl::unexpected(bytes.error());
    std::string_view rest = *bytes;
    std::size_t good = 0;  // bytes of whole lines
    for (std::size_t end = rest.find('\n'); end != std::string_view::npos; end = rest.find('\n')) {
        const std::string_view line = rest.substr(0, end);
        if (good == 0) {
            const auto text = unsealed(line);
            const Json begun = text ? Json::parse(*text, nullptr, false) : Json{};
            if (!begun.is_object())
                return conflict(path(), "its first line is damaged", "choose a new folder");
            if (const std::string how = difference(begun, now); !how.empty())
                return conflict(folder_, how,
                                "give the same arguments to go on, or choose a new folder");
        } else {
            const auto finished = read_batch_line(plan, line);
            if (!finished || found_.has(finished->batch)) break;
            found_.take_in(*finished);
        }
        good += end + 1;
        rest.remove_prefix(end + 1);
    }
    // From the first line that is not whole on, everything is worked out again.
    if (::ftruncate(file_, static_cast<off_t>(good)) != 0 ||
        ::lseek(file_, static_cast<off_t>(good), SEEK_SET) < 0)
        return os_error(path(), "cannot be written");
    if (good == 0 &&
        !write_all(file_, sealed_line(now.dump(-1, ' ', false, Json::error_handler_t::replace))))
        return os_error(path(), "cannot be written");
    return {};
}

KeptWork::KeptWork(KeptWork&& other) noexcept
    : folder_{std::move(other.folder_)},
      file_{std::exchange(other.file_, -1)},
      found_{std::move(other.found_)} {}

KeptWork::~KeptWork() {
    if (file_ >= 0) ::close(file_);
}

fs::path KeptWork::path() const {
    return folder_ / unfinished_name;
}

Result<void> KeptWork::keep(const FinishedBatch& finished) {
    if (write_all(file_, batch_line(finished.batch, finished.figures))) return {};
    return os_error(path(), "cannot be written");
}

Result<void> KeptWork::finish(const Folder& files) {
    for (const auto& [name, bytes] : files.files)
        if (name != last_name)
            if (auto put = put_file(folder_ / name, bytes); !put) return put;
    if (auto put = put_file(folder_ / last_name, files.files.at(last_name)); !put) return put;
    if (file_ < 0) return {};  // all was there
    if (::unlink(path().c_str()) != 0) return os_error(path(), "cannot be taken away");
    return {};
}

}  // namespace aliquot
