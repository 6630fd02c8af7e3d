// A long log read page by page: everything is shown once and in order, wherever the pages end.
#include "aliquot/ledger/log/pages.hpp"

#include <limits>
#include <stdexcept>

#include <gtest/gtest.h>

namespace aliquot::ledger {
namespace {

// Records 1 to `last`, of bodies of so many bytes.
struct Made {
    std::int64_t last = 0;
    std::size_t body = 10;
    std::int64_t fails_after = std::numeric_limits<std::int64_t>::max();
    std::int64_t most_held = 0;

    PageSource source() {
        return [this](std::int64_t from, Page& page) -> Result<void> {
            for (std::int64_t k = std::max<std::int64_t>(from, 1); k <= last && page.missing() > 0;
                 ++k) {
                if (k > fails_after)
                    return tl::unexpected(Error{ErrorCode::conflict, "damaged", "file", ""});
                Record* record = page.next();
                if (record == nullptr) break;
                record->sequence = k;
                record->body.assign(body, 'a');
                page.keep();
            }
            most_held = std::max(most_held, page.count());
            return {};
        };
    }
    // How many were shown from `from` on, each the one after the one before.
    std::int64_t shown(std::int64_t from, std::int64_t limit, Result<void>* answer = nullptr) {
        std::int64_t next = std::max<std::int64_t>(from, 1);
        const std::int64_t first = next;
        auto done = show_pages(from, limit, source(), [&](const Record& record) {
            EXPECT_EQ(record.sequence, next++);
            EXPECT_EQ(record.body.size(), body);
        });
        EXPECT_TRUE(done || answer != nullptr);
        if (answer != nullptr) *answer = done;
        return next - first;
    }
};

constexpr std::int64_t all = std::numeric_limits<std::int64_t>::max();

TEST(Pages, ShowEveryRecordOnceWhereverTheyEnd) {
    for (const std::int64_t last : {0, 1, 1999, 2000, 2001, 4000, 9001}) {
        Made log{last};
        EXPECT_EQ(log.shown(0, all), last);
        for (const std::int64_t limit : {0, 1, 2000, 2001, 5000})
            EXPECT_EQ(log.shown(1, limit), std::min(limit, last)) << last << " " << limit;
        EXPECT_EQ(log.shown(last - 4, all), std::min<std::int64_t>(last, 5));
        EXPECT_EQ(log.shown(last + 1, all), 0);
    }
}

TEST(Pages, OfLargeBodiesHoldFewOfThem) {
    Made log{300, 1U << 20U};
    EXPECT_EQ(log.shown(1, all), 300);
    EXPECT_LE(log.most_held, 17);
}

TEST(Pages, EndWithTheErrorAfterWhatCouldBeRead) {
    for (const std::int64_t sound : {0, 7, 2000, 4100}) {
        Made log{9000, 10, sound};
        Result<void> answer;
        EXPECT_EQ(log.shown(1, all, &answer), sound);
        ASSERT_FALSE(answer.has_value());
        EXPECT_EQ(answer.error().code, ErrorCode::conflict);
    }
}

TEST(Pages, EndWhenWhoeverLooksThrows) {
    Made log{9000};
    EXPECT_THROW((void)show_pages(1, all, log.source(),
                                  [](const Record& record) {
                                      if (record.sequence == 3000) throw std::runtime_error{"no"};
                                  }),
                 std::runtime_error);
}

TEST(Pages, EndAtTheLastNumberThereIs) {
    int asked = 0;
    const auto done = show_pages(
        1, all,
        [&](std::int64_t, Page& page) -> Result<void> {
            ++asked;
            while (page.missing() > 0) {
                page.next()->sequence = all;
                page.keep();
            }
            return {};
        },
        [](const Record&) {});
    EXPECT_TRUE(done.has_value());
    EXPECT_EQ(asked, 1);
}

}  // namespace
}  // namespace aliquot::ledger
