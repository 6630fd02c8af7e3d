// A layer under SQLite (a VFS) that counts every change to a file, can let it fail, and remembers
// what was not synced, so that a power cut can take it back.
#include <algorithm>
#include <filesystem>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "ledger/planted_faults.hpp"
#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

namespace aliquot::ledger::testing {

namespace {

struct Unsynced {
    std::int64_t offset = 0;
    std::string before;
    std::string after;
    std::int64_t size_before = 0;
};
struct FileState {
    bool new_file = false;  // made and not synced yet
    std::vector<Unsynced> writes;
};

std::mutex busy;
std::map<std::string, FileState> files;
std::int64_t changes = 0;
std::int64_t planted_at = 0;
Fault planted = Fault::none;
sqlite3_vfs* real_vfs = nullptr;

struct Watched {
    sqlite3_file base;
    std::string* path;
    sqlite3_file* real;
};
Watched& watched(sqlite3_file* file) {
    return *reinterpret_cast<Watched*>(file);
}
sqlite3_file* real(sqlite3_file* file) {
    return watched(file).real;
}

void write_through(int handle, const std::string& bytes, std::int64_t offset) {
    if (::pwrite(handle, bytes.data(), bytes.size(), offset) < 0) std::abort();
}

// What the disk holds after the power went: the synced state, and perhaps every other write.
void take_back_unsynced(bool keep_some) {
    for (auto& [path, state] : files) {
        const int handle = ::open(path.c_str(), O_RDWR);
        if (handle < 0) continue;
        for (auto write = state.writes.rbegin(); write != state.writes.rend(); ++write) {
            write_through(handle, write->before, write->offset);
            if (::ftruncate(handle, write->size_before) != 0) std::abort();
        }
        if (keep_some)
            for (std::size_t i = 1; i < state.writes.size(); i += 2)
                write_through(handle, state.writes[i].after, state.writes[i].offset);
        ::close(handle);
        if (state.new_file && !keep_some) ::unlink(path.c_str());
    }
}

// Before each change: SQLITE_OK, or the error that it shall have.
int change(int error_code, const auto& half) {
    const std::lock_guard lock{busy};
    if (++changes != planted_at) return SQLITE_OK;
    switch (planted) {
        case Fault::none:
            return SQLITE_OK;
        case Fault::error:
            return error_code;
        case Fault::disk_full:
            return SQLITE_FULL;
        case Fault::torn_write:
            half();
            break;
        case Fault::power_cut:
            take_back_unsynced(false);
            break;
        case Fault::power_torn:
            take_back_unsynced(true);
            break;
        case Fault::kill:
            break;
    }
    ::_exit(killed);
}
constexpr auto nothing_half = [] {};

std::string content(sqlite3_file* file, std::int64_t offset, std::int64_t amount) {
    std::string bytes(static_cast<std::size_t>(std::max<std::int64_t>(0, amount)), '\0');
    if (amount > 0)
        real(file)->pMethods->xRead(real(file), bytes.data(), static_cast<int>(amount), offset);
    return bytes;
}
std::int64_t size_of(sqlite3_file* file) {
    sqlite3_int64 size = 0;
    real(file)->pMethods->xFileSize(real(file), &size);
    return size;
}

int x_close(sqlite3_file* file) {
    const int code = real(file)->pMethods->xClose(real(file));
    delete watched(file).path;
    return code;
}
int x_read(sqlite3_file* file, void* to, int amount, sqlite3_int64 offset) {
    return real(file)->pMethods->xRead(real(file), to, amount, offset);
}
int x_write(sqlite3_file* file, const void* from, int amount, sqlite3_int64 offset) {
    const auto* bytes = static_cast<const char*>(from);
    const int code = change(SQLITE_IOERR_WRITE, [&] {
        real(file)->pMethods->xWrite(real(file), from, amount / 2, offset);
    });
    if (code != SQLITE_OK) return code;
    {
        const std::lock_guard lock{busy};
        const std::int64_t size = size_of(file);
        files[*watched(file).path].writes.push_back(
            {offset, content(file, offset, std::min<std::int64_t>(amount, size - offset)),
             std::string{bytes, static_cast<std::size_t>(amount)}, size});
    }
    return real(file)->pMethods->xWrite(real(file), from, amount, offset);
}
int x_truncate(sqlite3_file* file, sqlite3_int64 size) {
    const int code = change(SQLITE_IOERR_TRUNCATE, nothing_half);
    if (code != SQLITE_OK) return code;
    {
        const std::lock_guard lock{busy};
        const std::int64_t before = size_of(file);
        files[*watched(file).path].writes.push_back(
            {size, content(file, size, before - size), "", before});
    }
    return real(file)->pMethods->xTruncate(real(file), size);
}
int x_sync(sqlite3_file* file, int flags) {
    const int code = change(SQLITE_IOERR_FSYNC, nothing_half);
    if (code != SQLITE_OK) return code;
    const int synced = real(file)->pMethods->xSync(real(file), flags);
    const std::lock_guard lock{busy};
    files[*watched(file).path] = {};
    return synced;
}
int x_file_size(sqlite3_file* file, sqlite3_int64* size) {
    return real(file)->pMethods->xFileSize(real(file), size);
}
int x_lock(sqlite3_file* file, int level) {
    return real(file)->pMethods->xLock(real(file), level);
}
int x_unlock(sqlite3_file* file, int level) {
    return real(file)->pMethods->xUnlock(real(file), level);
}
int x_check_lock(sqlite3_file* file, int* held) {
    return real(file)->pMethods->xCheckReservedLock(real(file), held);
}
int x_control(sqlite3_file* file, int what, void* about) {
    return real(file)->pMethods->xFileControl(real(file), what, about);
}
int x_sector(sqlite3_file* file) {
    return real(file)->pMethods->xSectorSize(real(file));
}
int x_traits(sqlite3_file* file) {
    return real(file)->pMethods->xDeviceCharacteristics(real(file));
}
int x_shm_map(sqlite3_file* file, int page, int size, int extend, volatile void** to) {
    return real(file)->pMethods->xShmMap(real(file), page, size, extend, to);
}
int x_shm_lock(sqlite3_file* file, int offset, int count, int flags) {
    return real(file)->pMethods->xShmLock(real(file), offset, count, flags);
}
void x_shm_barrier(sqlite3_file* file) {
    real(file)->pMethods->xShmBarrier(real(file));
}
int x_shm_unmap(sqlite3_file* file, int remove) {
    return real(file)->pMethods->xShmUnmap(real(file), remove);
}

const sqlite3_io_methods methods{
    2,          x_close,       x_read,       x_write,   x_truncate, x_sync,   x_file_size,
    x_lock,     x_unlock,      x_check_lock, x_control, x_sector,   x_traits, x_shm_map,
    x_shm_lock, x_shm_barrier, x_shm_unmap,  nullptr,   nullptr};

int x_open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out_flags) {
    const std::string path = name == nullptr ? "" : name;
    const bool fresh = !path.empty() && !std::filesystem::exists(path);
    watched(file).base.pMethods = nullptr;
    if (fresh && (flags & SQLITE_OPEN_CREATE) != 0)
        if (const int code = change(SQLITE_CANTOPEN, nothing_half); code != SQLITE_OK) return code;
    watched(file).real = reinterpret_cast<sqlite3_file*>(&watched(file) + 1);
    const int code = real_vfs->xOpen(real_vfs, name, real(file), flags, out_flags);
    if (code != SQLITE_OK) return code;
    watched(file).path = new std::string{path};
    watched(file).base.pMethods = &methods;
    const std::lock_guard lock{busy};
    if (fresh) files[path].new_file = true;
    return code;
}
int x_delete(sqlite3_vfs*, const char* name, int sync_folder) {
    const int code = change(SQLITE_IOERR_DELETE, nothing_half);
    if (code != SQLITE_OK) return code;
    {
        const std::lock_guard lock{busy};
        files.erase(name);
    }
    return real_vfs->xDelete(real_vfs, name, sync_folder);
}

}  // namespace

void watch_files() {
    static sqlite3_vfs vfs;
    if (real_vfs != nullptr) return;
    real_vfs = sqlite3_vfs_find(nullptr);
    vfs = *real_vfs;
    vfs.szOsFile = static_cast<int>(sizeof(Watched)) + real_vfs->szOsFile;
    vfs.zName = "watched";
    vfs.pNext = nullptr;
    vfs.xOpen = x_open;
    vfs.xDelete = x_delete;
    if (sqlite3_vfs_register(&vfs, 1) != SQLITE_OK) std::abort();
}

void plant_in_files(Fault fault, std::int64_t at) {
    const std::lock_guard lock{busy};
    planted = fault;
    planted_at = changes + at;
}

std::int64_t file_changes() {
    const std::lock_guard lock{busy};
    return changes;
}

}  // namespace aliquot::ledger::testing
