// Large pages from the operating system.
#include "aliquot/sharing/column.hpp"

#include <cstdint>
#include <new>

#ifdef __linux__
#include <sys/mman.h>
#endif

namespace aliquot {

namespace {

constexpr std::uintptr_t page = std::uintptr_t{1} << 21U;

}  // namespace

void expect_large_pages([[maybe_unused]] void* begin, [[maybe_unused]] std::size_t bytes) {
#ifdef __linux__
    const auto address = reinterpret_cast<std::uintptr_t>(begin);
    const std::uintptr_t first = (address + page - 1) / page * page;
    const std::uintptr_t last = (address + bytes) / page * page;
    if (first < last) (void)madvise(reinterpret_cast<void*>(first), last - first, MADV_HUGEPAGE);
#endif
}

Block::Block(std::size_t bytes) {
#ifdef __linux__
    if (bytes >= page) {
        const std::size_t whole = (bytes + page - 1) / page * page;
        base_ =
            mmap(nullptr, whole + page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (base_ == MAP_FAILED) throw std::bad_alloc{};
        mapped_ = whole + page;
        const auto address = reinterpret_cast<std::uintptr_t>(base_);
        begin_ = static_cast<char*>(base_) + ((address + page - 1) / page * page - address);
        expect_large_pages(begin_, whole);
        return;
    }
#endif
    begin_ = base_ = ::operator new(bytes);
}

Block::~Block() {
#ifdef __linux__
    if (mapped_ > 0) {
        (void)munmap(base_, mapped_);
        return;
    }
#endif
    ::operator delete(base_);
}

}  // namespace aliquot
