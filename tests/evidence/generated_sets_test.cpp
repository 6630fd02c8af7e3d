// On two hundred sets whose truth is known: what is found is there, what is there is found, and
// what is called probable is mostly true. The numbers are in docs/methods/evidence.md.
#include <algorithm>
#include <random>

#include "evidence/said.hpp"
#include "evidence/set_scores.hpp"
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "aliquot/evidence/contradiction.hpp"
#include "aliquot/evidence/timeline.hpp"

namespace {

using namespace aliquot;
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

// Everything that is found, believed and expected on a day, in words that show any difference.
std::string known_on(const Evidence& evidence, Date on) {
    const StatementBook book{evidence};
    std::string words;
    for (const StatementTimeline& each : timelines_on(book, on)) {
        for (const BeliefHistory& history : each.events)
            for (const EventBelief& change : history.changes)
                words +=
                    fmt::format("{} {} {} {} {} {}\n", change.event.product, change.event.supply,
                                static_cast<int>(change.event.kind), format_date(change.on),
                                change.probability, change.reasons.size());
        for (const Contradiction& set : each.findings.contradictions)
            words += fmt::format("{}: {}; {}\n", set.product,
                                 fmt::join(aliquot_test::ids_of(evidence, set.statements), " "),
                                 set.way_out);
        for (const Slip& slip : each.findings.slips)
            words += fmt::format("{} {}\n", slip.supply, slip.moved.count());
        for (const ExpectedSupply& row : each.expected)
            words += fmt::format("{} {} {} {} {}\n", row.product, row.supply, row.why,
                                 row.least.value_or(Doses{}).value(),
                                 row.to ? format_date(*row.to) : "");
        words += fmt::format("{} statements\n", each.findings.statements);
    }
    return words;
}

TEST(GeneratedSets, AreReadTheSameOnADayWhateverIsSaidLater) {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        const Evidence all = generated_set(seed).evidence;
        const Date day = all.statements.at(all.statements.size() / 2).said_on;
        Evidence then = all;
        std::erase_if(then.statements, [&](const Statement& said) { return said.said_on > day; });
        ASSERT_LT(then.statements.size(), all.statements.size());
        EXPECT_EQ(known_on(all, day), known_on(then, day)) << "seed " << seed;
        EXPECT_NE(known_on(all, day), known_on(all, all.statements.back().said_on));
    }
}

TEST(GeneratedSets, AreTheSameForTheSameSeed) {
    EXPECT_EQ(text_of(scores_of(20)), text_of(scores_of(20)));
}

}  // namespace
