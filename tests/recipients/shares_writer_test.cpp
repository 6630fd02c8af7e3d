// A shared pool as files: every portion once, in order, and sums that agree with them.
#include "aliquot/io/recipients/shares_writer.hpp"

#include <fstream>
#include <sstream>

#include "recipients/small_country.hpp"
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "aliquot/io/recipients/block_writer.hpp"
#include "aliquot/sharing/share.hpp"

namespace {

namespace fs = std::filesystem;

class SharesWriter : public ::testing::Test {
protected:
    SharesWriter() {
        std::string name = (fs::temp_directory_path() / "aliquot-shares-XXXXXX").string();
        folder_ = ::mkdtemp(name.data());
    }
    ~SharesWriter() override { fs::remove_all(folder_); }

    static std::string text_of(const fs::path& file) {
        std::ostringstream text;
        text << std::ifstream{file}.rdbuf();
        return text.str();
    }

    fs::path folder_;
};

TEST_F(SharesWriter, WritesWhoIsGivenHowMuchOfWhichLine) {
    const auto named = aliquot::read_recipients(aliquot_test::small_country());
    ASSERT_TRUE(named);
    const aliquot::Shares shares = share(named->pool);
    const auto figures = figures_of(*named, shares);
    ASSERT_TRUE(write_shares(folder_ / "out", *named, shares, figures));

    std::istringstream awards{text_of(folder_ / "out" / "awards.csv")};
    std::string row;
    ASSERT_TRUE(std::getline(awards, row));
    EXPECT_EQ(row, "recipient,supply,doses,courses");
    for (const auto& portion : shares.portions) {
        ASSERT_TRUE(std::getline(awards, row));
        const auto& line = named->lines[portion.line];
        std::ostringstream expected;
        expected << named->recipients[portion.recipient] << ',' << line.id << ','
                 << portion.courses * line.doses_per_course << ',' << portion.courses;
        EXPECT_EQ(row, expected.str());
    }
    EXPECT_FALSE(std::getline(awards, row));

    const auto summary = nlohmann::json::parse(text_of(folder_ / "out" / "summary.json"));
    EXPECT_EQ(summary["recipients"], 5);
    EXPECT_EQ(summary["odd_doses"], 1);
    std::int64_t given = 0;
    for (const std::int64_t each : shares.given) given += each;
    EXPECT_EQ(summary["shared_courses"], given);
    EXPECT_EQ(summary["supply_doses"], summary["awarded_doses"].get<std::int64_t>() +
                                           summary["unallocated_doses"].get<std::int64_t>());
    EXPECT_EQ(summary["coverage"]["lowest"]["recipient"], "CEDAR");
    EXPECT_EQ(summary["coverage"]["lowest"]["coverage"], 0.025);
}

TEST_F(SharesWriter, LeavesAFolderThatHoldsSomethingAlone) {
    std::ofstream{folder_ / "mine.txt"} << "mine";
    const auto named = aliquot::read_recipients(aliquot_test::small_country());
    ASSERT_TRUE(named);
    const aliquot::Shares shares = share(named->pool);
    const auto written = write_shares(folder_, *named, shares, figures_of(*named, shares));
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().code, aliquot::ErrorCode::conflict);
    EXPECT_EQ(std::distance(fs::directory_iterator{folder_}, fs::directory_iterator{}), 1);
}

TEST_F(SharesWriter, ReadsWhatIsOnDiskLikeWhatIsInMemory) {
    for (const auto& [file, bytes] : aliquot_test::small_country().files)
        std::ofstream{folder_ / file} << bytes;
    EXPECT_TRUE(aliquot::holds_recipients(folder_));
    std::uint64_t last = 0;
    const auto read = aliquot::read_recipients(folder_, [&](std::uint64_t done, std::uint64_t all) {
        EXPECT_GE(done, last);
        EXPECT_LE(done, all);
        last = done;
    });
    const auto expected = aliquot::read_recipients(aliquot_test::small_country());
    ASSERT_TRUE(read);
    EXPECT_GT(last, 0U);
    EXPECT_EQ(read->pool.weight, expected->pool.weight);
    EXPECT_EQ(read->pool.group_lines, expected->pool.group_lines);
}

TEST_F(SharesWriter, FindsNoRecipientsWhereAScenarioLies) {
    std::ofstream{folder_ / "scenario.toml"} << "";
    std::ofstream{folder_ / "recipients.csv"} << "";
    EXPECT_FALSE(aliquot::holds_recipients(folder_));
    EXPECT_FALSE(aliquot::holds_recipients(folder_ / "nowhere"));
}

TEST_F(SharesWriter, CutsNothingAtTheEndOfABlock) {
    std::string expected;
    {
        aliquot::writing::BlockWriter out{folder_ / "long.txt"};
        for (std::int64_t i = 0; i < 200'000; ++i) {
            out.add(i * i * i);
            out.add('\n');
            expected += std::to_string(i * i * i) + "\n";
        }
        const std::string large(std::size_t{3} << 20U, 'x');
        out.add(large);
        expected += large;
        ASSERT_TRUE(out.close());
    }
    EXPECT_EQ(text_of(folder_ / "long.txt"), expected);
}

TEST_F(SharesWriter, SaysWhenTheDiskRefuses) {
    aliquot::writing::BlockWriter full{"/dev/full"};
    full.add("anything");
    const auto closed = full.close();
    ASSERT_FALSE(closed);
    EXPECT_EQ(closed.error().code, aliquot::ErrorCode::io);
    EXPECT_EQ(closed.error().what, "cannot be written: No space left on device");
}

}  // namespace
