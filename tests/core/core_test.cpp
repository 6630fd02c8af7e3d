// Dates, shares, counts and words: the ground that everything stands on.
#include <array>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "aliquot/core/count.hpp"
#include "aliquot/core/date.hpp"
#include "aliquot/core/hash.hpp"
#include "aliquot/core/share.hpp"
#include "aliquot/core/text.hpp"
#include "aliquot/domain/coverage.hpp"

namespace aliquot {
namespace {

TEST(Date, ReadsOnlyDaysThatExist) {
    EXPECT_EQ(format_date(*parse_date("2020-02-29")), "2020-02-29");
    for (const char* wrong : {"2021-02-29", "2021-13-01", "2021-00-10", "2021-1-01", "01/03/2021",
                              "2021-03-01T00:00", "", "1899-12-31", "20210301", "2021-03-0x"})
        EXPECT_FALSE(parse_date(wrong)) << wrong;
}

RC_GTEST_PROP(Date, EveryDayReadsBackAsItself, ()) {
    const Date day = Date{Days{*rc::gen::inRange(-25'567, 84'006)}};
    RC_ASSERT(parse_date(format_date(day)) == day);
}

TEST(Date, IsWrittenAsAPersonWould) {
    EXPECT_EQ(long_date(*parse_date("2021-03-02")), "2 March 2021");
}

TEST(Share, IsExactToNineDecimals) {
    EXPECT_EQ(Share::parse("0.0663028")->in_billionths(), 66'302'800);
    EXPECT_EQ(Share::parse("1")->floor_of(7), 7);
    EXPECT_EQ(Share::parse("0.333333333")->floor_of(3), 0);
    EXPECT_EQ(Share::parse("0.333333334")->floor_of(3), 1);
    EXPECT_EQ(Share::parse("0.2")->ceil_of(11), 3);
    for (const char* wrong : {"", ".5", "1.", "-0.1", "0.1234567891", "1e-3", "0,2", "1.2.3"})
        EXPECT_FALSE(Share::parse(wrong)) << wrong;
}

RC_GTEST_PROP(Share, ReadsBackAsItself, ()) {
    const Share share = Share::billionths(*rc::gen::inRange<std::int64_t>(0, 5'000'000'000));
    RC_ASSERT(Share::parse(share.text()) == share);
    RC_ASSERT(Share::from_double(static_cast<double>(share.in_billionths()) / 1e9) == share);
}

TEST(Count, BreaksItsPromiseRatherThanGoBelowZeroOrWrapRound) {
    EXPECT_THROW((void)(Doses{1} - Doses{2}), BrokenPromise);
    EXPECT_THROW((void)Doses{-1}, BrokenPromise);
    EXPECT_THROW((void)(Doses{INT64_MAX} + Doses{1}), BrokenPromise);
    EXPECT_THROW((void)doses_for(Courses{INT64_MAX}, DosesPerCourse{2}), BrokenPromise);
}

RC_GTEST_PROP(Coverage, RanksAsFractionsDo, ()) {
    const auto count = rc::gen::inRange<std::int64_t>(0, std::int64_t{1} << 50);
    const std::int64_t a = *count;
    const std::int64_t b = *count + 1;
    const std::int64_t c = *count;
    const std::int64_t d = *count + 1;
    const bool less = Coverage{Courses{a}, People{b}} < Coverage{Courses{c}, People{d}};
    RC_ASSERT(less == (static_cast<Wide>(a) * d < static_cast<Wide>(c) * b));
}

TEST(Hash, IsTheStandardSha256) {
    EXPECT_EQ(sha256_hex("abc"),
              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(sha256_number("abc"), 0xba7816bf8f01cfeaULL);
}

TEST(Text, SuggestsTheNearestKnownWord) {
    const std::array<std::string, 3> known{"population", "participant", "PRK"};
    EXPECT_EQ(nearest_word("populaton", known), "population");
    EXPECT_EQ(nearest_word("Popluation", known), "population");
    EXPECT_EQ(nearest_word("PRX", known), "PRK");
    EXPECT_EQ(nearest_word("doses", known), "");
    EXPECT_EQ(nearest_word("XYZ", known), "");
}

TEST(Text, IsUtf8WithoutNulWhereverTheFaultStands) {
    const std::string plain(40, 'a');
    for (std::size_t size = 0; size < plain.size(); ++size)
        EXPECT_TRUE(is_text(plain.substr(0, size)));
    for (std::size_t at = 0; at < plain.size(); ++at) {
        for (const std::string_view sound : {"\x01", "\x7F", "\xC3\xAB", "\xF0\x9F\x92\x89"})
            EXPECT_TRUE(is_text(std::string{plain}.insert(at, sound))) << at;
        for (const std::string_view wrong :
             {std::string_view{"\0", 1}, std::string_view{"\x80"}, std::string_view{"\xC3"},
              std::string_view{"\xFF"}, std::string_view{"\xED\xA0\x80"}})
            EXPECT_FALSE(is_text(std::string{plain}.insert(at, wrong))) << at;
    }
}

TEST(Text, GroupsDigitsByThousands) {
    EXPECT_EQ(grouped(0), "0");
    EXPECT_EQ(grouped(999), "999");
    EXPECT_EQ(grouped(1'704'000), "1,704,000");
    EXPECT_EQ(grouped(-1'000), "-1,000");
}

}  // namespace
}  // namespace aliquot
