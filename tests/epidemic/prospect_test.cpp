// What more vaccine would avert: sixteen amounts at once, and steps of falling value.
#include "aliquot/epidemic/prospect.hpp"

#include <algorithm>
#include <numeric>

#include "epidemic/some_country.hpp"
#include <gtest/gtest.h>

#include "aliquot/epidemic/fitted.hpp"
#include "aliquot/io/epidemic/lives_model.hpp"

namespace aliquot::epidemic::testing {
namespace {

Transmissibility with_steps(std::vector<std::pair<int, double>> steps) {
    Transmissibility fitted;
    fitted.first_day = -60;
    fitted.seeds = {20'000, 20'000, 20'000};
    for (const auto& [from, r0] : steps) fitted.steps.push_back({from, {r0, r0, r0}, false});
    return fitted;
}

const Transmissibility constant = with_steps({{-60, 1.6}});

ComparedParticipant some_participant() {
    ComparedParticipant participant;
    participant.id = "AAA";
    participant.parameters = some_country(1, 2);
    participant.form.importations_a_day = 1;
    return participant;
}

ProspectQuestion question_of(std::int64_t doses_a_lane, Foresight foresight) {
    VaccineGroup group;
    group.first = {0.4, 0.6};
    group.full = {0.8, 0.9};
    group.waned = {0.3, 0.8};
    ProspectQuestion asked;
    asked.day = 30;
    asked.days = 120;
    asked.foresight = foresight;
    asked.plan = {{group}, {{{.day = 10, .doses = 100'000}}}, 60'000, {}};
    for (std::size_t lane = 0; lane < asked.more.size(); ++lane)
        asked.more[lane] = {{{.day = 44, .doses = static_cast<std::int64_t>(lane) * doses_a_lane}}};
    return asked;
}

TEST(Prospect, MoreDosesLeaveFewerDeathsAndEqualDosesTheSame) {
    const Prospect prospect{some_participant(), constant, 1};
    const auto deaths = prospect.deaths(question_of(100'000, Foresight::perfect));
    for (std::size_t lane = 1; lane < deaths.size(); ++lane)
        EXPECT_LT(deaths[lane], deaths[lane - 1]) << lane;
    const auto alike = prospect.deaths(question_of(0, Foresight::perfect));
    EXPECT_EQ(std::ranges::count(alike, deaths[0]), std::ssize(alike));
}

TEST(Prospect, IsTheMeanOfTheEpidemicByChance) {
    const Prospect prospect{some_participant(), constant, 1};
    const ProspectQuestion asked = question_of(0, Foresight::perfect);
    const double expected = prospect.deaths(asked)[0];
    ComparedParticipant participant = some_participant();
    participant.parameters.days = asked.day + asked.days + 1;
    run_as_fitted(participant, constant, 1);
    participant.plans = {asked.plan};
    // Deaths of all days less those before the decision.
    const auto mean_until = [&](int days) {
        participant.parameters.days = days;
        const Comparison c = compare({participant}, {.seed = 5, .members = 160});
        double deaths = 0;
        for (std::size_t m = 0; m < c.members(); ++m)
            deaths += static_cast<double>(c.at(0, 0, m).deaths);
        return deaths / static_cast<double>(c.members());
    };
    const double mean = mean_until(asked.day + asked.days + 1) - mean_until(asked.day);
    EXPECT_NEAR(mean, expected, 0.05 * expected);
}

TEST(Prospect, SeesNoStepWhoseDeathsHaveNotCome) {
    // Told apart by the last step alone: it begins on day 20, its first deaths come on day 41.
    const Prospect before{some_participant(), with_steps({{-60, 1.6}, {20, 1.6}, {48, 1.6}}), 1};
    const Prospect after{some_participant(), with_steps({{-60, 1.6}, {20, 3.0}, {48, 0.5}}), 1};
    for (const Foresight foresight : {Foresight::last, Foresight::alike}) {
        ProspectQuestion asked = question_of(50'000, foresight);
        asked.day = 40;
        EXPECT_EQ(before.deaths(asked), after.deaths(asked));
        asked.day = 70;  // the step from day 20 ended on day 47; its deaths were there on day 68
        EXPECT_NE(before.deaths(asked), after.deaths(asked));
    }
    const ProspectQuestion asked = question_of(50'000, Foresight::perfect);
    EXPECT_NE(before.deaths(asked), after.deaths(asked));
}

Scenario islands() {
    Scenario scenario;
    scenario.settings.start = parse_date("2021-02-01").value();
    for (const char* id : {"FJI", "GRD", "XXX"}) {
        Participant each;
        each.id = id;
        each.population = People{100'000};
        scenario.participants.push_back(each);
        if (each.id == "GRD") continue;
        scenario.transmissibility.push_back({ParticipantIndex{scenario.participants.size() - 1},
                                             parse_date("2020-12-01").value(),
                                             {1500, 1600, 1700},
                                             false,
                                             {500, 500, 500}});
    }
    return scenario;
}

TEST(LivesModel, AnswersInStepsOfFallingValueThatAddUpAndSaysWhatItDoesNotKnow) {
    const Scenario scenario = islands();
    LivesQuestion asked;
    asked.date = parse_date("2021-03-01").value();
    asked.arrival = parse_date("2021-03-15").value();
    for (std::size_t p = 0; p < 3; ++p)
        asked.of.push_back({ParticipantIndex{p},
                            {{asked.date, "PFIZER", 20'000, std::nullopt},
                             {asked.date, "PFIZER", -5'000, std::nullopt}},
                            {{"COVISHIELD", DosesPerCourse{2}, Courses{70'000}},
                             {"JNJ", DosesPerCourse{1}, Courses{30'000}}},
                            Courses{100'003}});
    const auto worth = lives_model(scenario)->worth(asked);
    ASSERT_EQ(worth.size(), 3U);
    EXPECT_FALSE(worth[1]) << "no transmissibility";
    EXPECT_FALSE(worth[2]) << "in no table of people";
    ASSERT_TRUE(worth[0]);
    Courses all;
    for (std::size_t k = 0; k < worth[0]->size(); ++k) {
        all += worth[0]->at(k).courses;
        if (k > 0) {
            EXPECT_LT(worth[0]->at(k).value, worth[0]->at(k - 1).value);
        }
    }
    EXPECT_EQ(all, Courses{100'003});
    EXPECT_GT(worth[0]->front().value, 0);
    EXPECT_EQ(lives_model(scenario, 3)->worth(asked), worth) << "any number of threads";
}

}  // namespace
}  // namespace aliquot::epidemic::testing
