// A solver's answer in each of the four shapes, and what is wrong with one that cannot be read.
#include "aliquot/io/solution_file.hpp"

#include <gtest/gtest.h>

namespace aliquot {
namespace {

void expect_two(std::string_view bytes) {
    const auto read = read_solution("answer.txt", bytes);
    ASSERT_TRUE(read.has_value()) << read.error().front().what;
    ASSERT_EQ(read->size(), 2U);
    EXPECT_EQ(read->at(0).name, "x_1_1");
    EXPECT_EQ(read->at(0).value, 2);
    EXPECT_EQ(read->at(1).name, "t");
    EXPECT_EQ(read->at(1).value, 0.5);
}

TEST(SolutionFile, PlainLinesHoldANameAndAValue) {
    expect_two("# mine\nx_1_1 2\n\nt 0.5\n");
}

TEST(SolutionFile, IsReadAsCbcWritesIt) {
    expect_two(
        "Optimal - objective value 0.50000000\n      0 x_1_1    2    0\n**    3 t    0.5    1\n");
}

TEST(SolutionFile, IsReadAsHighsWritesIt) {
    expect_two(
        "Model status\nOptimal\n\n# Primal solution values\nFeasible\nObjective 0.5\n"
        "# Columns 2\nx_1_1 2\nt 0.5\n# Rows 1\nnear_1 200\n\n# Dual solution values\nNone\n");
}

TEST(SolutionFile, IsReadAsGlpsolPrintsIt) {
    expect_two(
        "Problem:    lots\nRows:       1\n\n   No.   Row name        Activity     Lower bound\n"
        "------ ------------    ------------- -------------\n     1 near_1   200   200\n\n"
        "   No. Column name       Activity     Lower bound   Upper bound\n"
        "------ ------------    ------------- ------------- -------------\n"
        "     1 x_1_1        *              2             0             3\n"
        "     2 t                         0.5             0\n\n"
        "Integer feasibility conditions:\n\nKKT.PE: max.abs.err = 0\n");
}

TEST(SolutionFile, EveryWrongLineIsNamed) {
    const auto read = read_solution("answer.txt", "x_1_1 two\nt 1\nt 2\nalone\n");
    ASSERT_FALSE(read.has_value());
    ASSERT_EQ(read.error().size(), 3U);
    EXPECT_EQ(read.error()[0].where, "answer.txt line 1");
    EXPECT_EQ(read.error()[0].what, "the value \"two\" of x_1_1 is not a number");
    EXPECT_EQ(read.error()[1].what, "t is named twice, first in line 2");
    EXPECT_EQ(read.error()[2].where, "answer.txt line 4");
    EXPECT_FALSE(read_solution("answer.txt", "").has_value());
    EXPECT_FALSE(read_solution("answer.txt", "t nan\n").has_value());
}

}  // namespace
}  // namespace aliquot
