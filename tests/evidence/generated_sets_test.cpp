// On two hundred sets whose truth is known: what is found is there, what is there is found, and
// what is called probable is mostly true. The numbers are in docs/methods/evidence.md.
#include <algorithm>
#include <random>

#include "evidence/said.hpp"
#include "evidence/set_scores.hpp"
#include <gtest/gtest.h>

#include "aliquot/evidence/contradiction.hpp"

namespace {

using aliquot_test::generated_set;
using aliquot_test::scores_of;
using aliquot_test::SetScores;

const SetScores& scores() {
    static const SetScores made = scores_of(200);
    return made;
}

TEST(GeneratedSets, HaveTheirContradictionsFound) {
    EXPECT_GT(scores().delivered_denied.precision(), 0.9) << text_of(scores());
    EXPECT_GT(scores().delivered_denied.recall(), 0.9);
    EXPECT_GT(scores().two_amounts.precision(), 0.9);
    EXPECT_GT(scores().two_amounts.recall(), 0.85) << "round numbers hide small differences";
    EXPECT_GT(scores().accepted_declined.recall(), 0.9);
}

TEST(GeneratedSets, HaveTheirWrongNumbersFound) {
    EXPECT_GT(scores().arithmetic.precision(), 0.95);
    EXPECT_GT(scores().arithmetic.recall(), 0.8);
}

TEST(GeneratedSets, AreBelievedAboutAsOftenAsTheyAreTrue) {
    const auto share = [&](std::size_t belief) {
        return 1.0 * scores().belief.came.at(belief) / scores().belief.events.at(belief);
    };
    EXPECT_GT(share(4), 0.9) << "confirmed\n" << text_of(scores());
    EXPECT_GT(share(3), 0.7) << "probable";
    EXPECT_LT(share(1), 0.3) << "doubtful";
    EXPECT_LT(share(0), 0.1) << "refuted";
}

TEST(GeneratedSets, AreTheSameForTheSameSeed) {
    EXPECT_EQ(text_of(scores_of(20)), text_of(scores_of(20)));
}

}  // namespace
