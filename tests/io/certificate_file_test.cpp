// A certificate file says the same before and after it was written, and what is wrong with it.
#include "aliquot/io/certificate_file.hpp"

#include "sharing/small_pools.hpp"
#include <gtest/gtest.h>

#include "aliquot/sharing/share.hpp"

namespace aliquot {
namespace {

using aliquot_test::LimitsOf;

CertificateFile file_of(std::uint64_t seed, LimitsOf limits) {
    CertificateFile file;
    file.about = "seed " + std::to_string(seed);
    file.pool = aliquot_test::small_pool(seed, limits);
    file.shares = share(file.pool);
    const auto name_all = [](std::vector<std::string>& names, const char* first, std::size_t many) {
        for (std::size_t k = 0; k < many; ++k) names.push_back(first + std::to_string(k));
    };
    name_all(file.lines, "line \"", file.pool.lines());
    name_all(file.recipients,
             "Cura\xc3\xa7"
             "ao ",
             file.pool.recipients());
    name_all(file.sets, "S", file.pool.sets.size());
    name_all(file.districts, "D", file.pool.districts.size());
    return file;
}

std::string sound() {
    return R"({"format": "aliquot-certificate/1",
 "lines": [{"id": "GIFT", "supply": 101, "block": 2, "level": "40/100"},
           {"id": "OPEN", "supply": 205, "block": 1, "level": "199/1000"}],
 "sets": [{"id": "COLD", "lines": ["OPEN"]}],
 "recipients": [
  {"id": "ALDER", "weight": 1000, "lines": ["OPEN"], "given": 200, "portions": [["OPEN", 200]]},
  {"id": "CEDAR", "weight": 100, "lines": ["OPEN", "GIFT"], "limits": [["GIFT", 9]],
   "set_rooms": [["COLD", 5]], "given": 14, "portions": [["OPEN", 5], ["GIFT", 9]]}]})";
}

std::string with(std::string text, std::string_view words, std::string_view others) {
    const std::size_t at = text.find(words);
    EXPECT_NE(at, std::string::npos) << words;
    return text.replace(at, words.size(), others);
}

std::string refusals(const std::string& text) {
    const auto file = read_certificate("mine.json", text);
    std::string lines;
    if (file) return "read";
    for (const Error& each : file.error())
        lines += each.where + ": " + each.what + "; " + each.hint + "\n";
    return lines;
}

TEST(CertificateFiles, SayTheSameAfterTheyWereReadAndWrittenAgain) {
    for (std::uint64_t limits = 0; limits < aliquot_test::kinds_of_limits; ++limits)
        for (std::uint64_t seed = 0; seed < 100; ++seed) {
            const std::string text =
                write_certificate(file_of(seed, static_cast<LimitsOf>(limits)));
            const auto read = read_certificate("mine.json", text);
            ASSERT_TRUE(read.has_value()) << refusals(text) << text;
            EXPECT_EQ(write_certificate(*read), text);
            EXPECT_TRUE(verify(read->pool, read->shares).empty()) << text;
        }
}

TEST(CertificateFiles, ListPortionsAndOpenLinesInAnyOrder) {
    const auto file = read_certificate("mine.json", sound());
    ASSERT_TRUE(file.has_value()) << refusals(sound());
    EXPECT_EQ(file->shares.portions, (std::vector<Portion>{{0, 1, 200}, {1, 0, 9}, {1, 1, 5}}));
    EXPECT_TRUE(file->has_levels);
    EXPECT_EQ(file->shares.levels.at(0), (LineLevel{2, 40, 100}));
    EXPECT_EQ(file->pool.room.at(0), no_limit);
    EXPECT_EQ(file->pool.set_room, (std::vector<std::int64_t>{no_limit, 5}));
}

TEST(CertificateFiles, WithoutBlocksAreAllocationsWithoutACertificate) {
    std::string text = with(sound(), ", \"block\": 2, \"level\": \"40/100\"", "");
    EXPECT_EQ(refusals(text),
              "mine.json: 1 of 2 lines have no block; give each line its block, 0 for none; or "
              "leave it out everywhere\n");
    text = with(text, ", \"block\": 1, \"level\": \"199/1000\"", "");
    const auto file = read_certificate("mine.json", text);
    ASSERT_TRUE(file.has_value()) << refusals(text);
    EXPECT_FALSE(file->has_levels);
}

TEST(CertificateFiles, NameAMisspeltMemberAndTheRecipientThatHasIt) {
    EXPECT_EQ(refusals(with(sound(), "\"limits\"", "\"limit\"")),
              "mine.json, recipient 2 (CEDAR): it has no member \"limit\"; did you mean "
              "\"limits\"?\n");
}

TEST(CertificateFiles, NameAnIdThatOccursTwiceAndOneThatIsUnknown) {
    EXPECT_EQ(refusals(with(sound(), "\"id\": \"CEDAR\"", "\"id\": \"ALDER\"")),
              "mine.json, recipient 2 (ALDER): another recipient has the same id; give every "
              "recipient an id of its own\n");
    EXPECT_EQ(
        refusals(with(sound(), "[[\"OPEN\", 200]]", "[[\"OPENN\", 200]]")),
        "mine.json, recipient 1 (ALDER): there is no line \"OPENN\"; did you mean \"OPEN\"?\n");
    EXPECT_EQ(refusals(with(sound(), "[\"OPEN\", \"GIFT\"]", "[\"OPEN\", \"OPEN\"]")),
              "mine.json, recipient 2 (CEDAR): line OPEN is named twice; name it once\n");
}

TEST(CertificateFiles, NameNumbersThatAreNone) {
    EXPECT_EQ(
        refusals(with(sound(), "\"supply\": 101", "\"supply\": 101.5")),
        "mine.json, line 1 (GIFT): \"supply\" is 101.5; give a whole number, 0 or more, below "
        "2^63\n");
    EXPECT_EQ(refusals(with(sound(), "\"199/1000\"", "\"199/0\"")),
              "mine.json, line 2 (OPEN): \"level\" is \"199/0\"; give covered/weight in whole "
              "numbers, as \"199/1000\"\n");
    EXPECT_EQ(refusals(with(sound(), "[\"COLD\", 5]", "[\"COLD\"]")),
              "mine.json, recipient 2 (CEDAR): \"set_rooms\" holds [\"COLD\"]; give pairs of a set "
              "and a number, as [\"COLD\", 5]\n");
    EXPECT_EQ(refusals(with(sound(), "\"weight\": 100,", "\"weight\": 0,")),
              "mine.json, recipient 2 (CEDAR): weight 0 is not between 1 and 2^48; give its "
              "population, or population x weight\n");
}

TEST(CertificateFiles, NameAMemberThatWouldBeReadAsOneOfTwo) {
    EXPECT_EQ(refusals(with(sound(), "\"given\": 14", "\"given\": 14, \"given\": 15")),
              "mine.json: a member \"given\" occurs twice in one object; keep one of the two\n");
}

TEST(CertificateFiles, AreRefusedWhenTheyAreNoJsonOrAnotherFormat) {
    EXPECT_EQ(refusals(with(sound(), "certificate/1", "certificate/2")),
              "mine.json: \"format\" is \"aliquot-certificate/2\"; this program reads "
              "\"aliquot-certificate/1\"\n");
    EXPECT_NE(refusals("{\"format\": ").find("it is no JSON"), std::string::npos);
    EXPECT_NE(refusals(std::string(100'000, '[')).find("mine.json: "), std::string::npos);
}

TEST(CertificateFiles, LeaveAWrongAnswerToTheChecker) {
    const auto file =
        read_certificate("mine.json", with(sound(), "[\"GIFT\", 9]],\n", "[\"GIFT\", 8]],\n"));
    ASSERT_TRUE(file.has_value());
    const auto faults = verify(file->pool, file->shares, names_of(*file));
    ASSERT_FALSE(faults.empty());
    EXPECT_EQ(faults.front().words,
              "CEDAR is given 9 courses, 1 more than the 8 it may take of GIFT");
}

}  // namespace
}  // namespace aliquot
