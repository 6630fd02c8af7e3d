// Folders on disk: read as they stand, written whole or not at all.
#include <cstdlib>
#include <fstream>

#include <gtest/gtest.h>

#include "aliquot/core/check.hpp"
#include "aliquot/io/folder.hpp"

namespace {

namespace fs = std::filesystem;
using namespace aliquot;

class FolderOnDisk : public testing::Test {
protected:
    void SetUp() override {
        std::string name = (fs::temp_directory_path() / "aliquot-test-XXXXXX").string();
        ASSERT_NE(::mkdtemp(name.data()), nullptr);
        place_ = name;
    }
    void TearDown() override { fs::remove_all(place_); }

    static void put(const fs::path& path, std::string_view bytes) { std::ofstream{path} << bytes; }
    [[nodiscard]] std::size_t entries() const {
        return static_cast<std::size_t>(
            std::distance(fs::directory_iterator{place_}, fs::directory_iterator{}));
    }

    fs::path place_;
};

const Folder two_files{"made", {{"a.csv", std::string("x\0y\r\n", 5)}, {"deep/b.json", "{}"}}};

TEST_F(FolderOnDisk, ReadsFilesAsTheyAreAndLeavesOutHiddenOnesAndSubfolders) {
    put(place_ / "a.csv", std::string("x\0y\r\n", 5));
    put(place_ / ".hidden", "no");
    fs::create_directory(place_ / "sub");
    put(place_ / "sub" / "b.csv", "no");
    const auto folder = read_folder(place_);
    ASSERT_TRUE(folder);
    EXPECT_EQ(folder->name, place_.string());
    EXPECT_EQ(folder->files,
              (std::map<std::string, std::string>{{"a.csv", std::string("x\0y\r\n", 5)}}));
}

TEST_F(FolderOnDisk, SaysWhenThereIsNoFolderToRead) {
    const auto none = read_folder(place_ / "none");
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error().code, ErrorCode::not_found);
    EXPECT_EQ(none.error().what, "there is no such folder");
    put(place_ / "file", "x");
    const auto file = read_folder(place_ / "file");
    ASSERT_FALSE(file);
    EXPECT_EQ(file.error().code, ErrorCode::not_found);
    EXPECT_EQ(file.error().what, "is not a folder");
}

TEST_F(FolderOnDisk, RefusesAFileAboveOneGibibyte) {
    put(place_ / "huge.csv", "");
    fs::resize_file(place_ / "huge.csv", (std::uintmax_t{1} << 30U) + 1);
    const auto folder = read_folder(place_);
    ASSERT_FALSE(folder);
    EXPECT_EQ(folder.error().what, "the file is larger than 1 GiB");
}

TEST_F(FolderOnDisk, WritesANewFolderWithWhatItNeeds) {
    ASSERT_TRUE(write_folder(place_ / "new" / "run", two_files));
    EXPECT_TRUE(fs::exists(place_ / "new" / "run" / "deep" / "b.json"));
    EXPECT_EQ(read_folder(place_ / "new" / "run")->files.at("a.csv"), two_files.files.at("a.csv"));
    EXPECT_EQ(std::distance(fs::directory_iterator{place_ / "new"}, fs::directory_iterator{}), 1);
}

TEST_F(FolderOnDisk, WritesIntoAnEmptyFolder) {
    fs::create_directory(place_ / "run");
    ASSERT_TRUE(write_folder(place_ / "run/", two_files));
    EXPECT_EQ(fs::file_size(place_ / "run" / "a.csv"), 5U);
    EXPECT_EQ(entries(), 1U) << "nothing is left beside it";
}

TEST_F(FolderOnDisk, LeavesAFolderThatHoldsSomethingAsItIs) {
    fs::create_directory(place_ / "run");
    put(place_ / "run" / ".kept", "mine");
    const auto written = write_folder(place_ / "run", two_files);
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().code, ErrorCode::conflict);
    EXPECT_FALSE(fs::exists(place_ / "run" / "a.csv"));
    put(place_ / "file", "x");
    EXPECT_EQ(write_folder(place_ / "file", two_files).error().code, ErrorCode::conflict);
}

TEST_F(FolderOnDisk, LeavesNothingBehindWhenAFileCannotBeWritten) {
    fs::create_directory(place_ / "run");
    // A file that is a folder to another file: the second cannot be written.
    const Folder impossible{"made", {{"a", "x"}, {"a/b", "y"}}};
    const auto written = write_folder(place_ / "run", impossible);
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().code, ErrorCode::io);
    EXPECT_TRUE(fs::is_empty(place_ / "run"));
    EXPECT_EQ(entries(), 1U);
    ASSERT_FALSE(write_folder(place_ / "other", impossible));
    EXPECT_EQ(entries(), 1U);
}

TEST_F(FolderOnDisk, NeverWritesOutsideItsFolder) {
    EXPECT_THROW((void)write_folder(place_ / "run", Folder{"made", {{"../x", "y"}}}),
                 BrokenPromise);
    EXPECT_THROW((void)write_folder(place_ / "run", Folder{"made", {{"/x", "y"}}}), BrokenPromise);
    EXPECT_EQ(entries(), 0U);
}

}  // namespace
