// A file of many short cells on its way to disk, in blocks of a megabyte.
#include "aliquot/io/recipients/block_writer.hpp"

#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <fmt/core.h>
#include <unistd.h>

namespace aliquot::writing {

BlockWriter::BlockWriter(std::filesystem::path file)
    : file_{std::move(file)},
      descriptor_{::open(file_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666)},
      buffer_(std::size_t{1} << 20U) {
    if (descriptor_ < 0) reason_ = errno;
}

BlockWriter::~BlockWriter() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

void BlockWriter::write(std::string_view bytes) {
    while (reason_ == 0 && !bytes.empty()) {
        const ssize_t count = ::write(descriptor_, bytes.data(), bytes.size());
        if (count >= 0)
            bytes.remove_prefix(static_cast<std::size_t>(count));
        else if (errno != EINTR)
            reason_ = errno;
    }
}

void BlockWriter::flush() {
    write({buffer_.data(), used_});
    used_ = 0;
}

void BlockWriter::add_large(std::string_view text) {
    flush();
    if (text.size() > buffer_.size()) return write(text);
    add(text);
}

Result<void> BlockWriter::close() {
    flush();
    if (descriptor_ >= 0 && ::close(descriptor_) != 0 && reason_ == 0) reason_ = errno;
    descriptor_ = -1;
    if (reason_ == 0) return {};
    return tl::make_unexpected(
        Error{ErrorCode::io,
              fmt::format("cannot be written: {}", std::generic_category().message(reason_)),
              file_.string(), "is the disk full, or may this user not write here?"});
}

}  // namespace aliquot::writing
