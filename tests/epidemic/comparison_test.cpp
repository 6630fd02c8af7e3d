// Runs against each other: the same luck for both, whoever does the work.
#include "aliquot/epidemic/comparison.hpp"

#include <cmath>
#include <filesystem>
#include <vector>

#include "epidemic/some_country.hpp"
#include <gtest/gtest.h>

#include "aliquot/epidemic/deliveries.hpp"
#include "aliquot/io/epidemic/comparison_files.hpp"
#include "aliquot/io/epidemic/ensemble_settings.hpp"

namespace aliquot::epidemic::testing {
namespace {

ComparedParticipant participant(std::string id, std::int64_t first, std::int64_t second) {
    ComparedParticipant p;
    p.id = std::move(id);
    p.parameters = some_country(2, 120);
    p.parameters.seeds = at_every_age(100);
    p.r0_spread = 0.1;
    for (const std::int64_t doses : {first, second}) {
        VaccineGroup group;
        group.full = group.first = {.infection = 0.7, .disease = 0.5};
        p.plans.push_back({{group}, {{{1, doses}}}, 100'000, {}});
    }
    return p;
}

// Of two participants under two policies.
void expect_the_same_for_any_threads_and_shard(const std::vector<ComparedParticipant>& all) {
    ComparisonOptions options{.seed = 3, .first_member = 0, .members = 40};
    const Comparison one = compare(all, options);
    options.threads = 3;
    EXPECT_EQ(compare(all, options), one);
    options.first_member = 17;
    options.members = 23;
    const Comparison part = compare(all, options);
    for (std::size_t p = 0; p < 2; ++p)
        for (std::size_t policy = 0; policy < 2; ++policy)
            for (std::size_t m = 0; m < 23; ++m)
                EXPECT_EQ(part.at(p, policy, m), one.at(p, policy, 17 + m));
}

TEST(Comparison, IsTheSameForAnyNumberOfThreadsAndAnyShard) {
    expect_the_same_for_any_threads_and_shard(
        {participant("AAA", 0, 500'000), participant("BBB", 500'000, 0)});
}

TEST(Comparison, TheSameDosesAvertNothingAndMoreAvertDeathsInEveryMember) {
    const std::vector<ComparedParticipant> all{participant("AAA", 0, 1'000'000),
                                               participant("BBB", 300'000, 300'000)};
    const Comparison c = compare(all, {.seed = 3, .members = 32});
    std::vector<double> differences;
    std::vector<double> without;
    std::vector<double> with;
    for (std::size_t m = 0; m < 32; ++m) {
        EXPECT_EQ(c.at(1, 0, m), c.at(1, 1, m));
        without.push_back(static_cast<double>(c.at(0, 0, m).deaths));
        with.push_back(static_cast<double>(c.at(0, 1, m).deaths));
        differences.push_back(without.back() - with.back());
        EXPECT_GT(differences.back(), 0);
    }
    // What common random numbers are for: two ensembles of their own would spread the difference
    // by the sum of their variances.
    const auto variance = [](const std::vector<double>& values) {
        double mean = 0;
        double squares = 0;
        for (const double each : values) mean += each / 32;
        for (const double each : values) squares += (each - mean) * (each - mean) / 31;
        return squares;
    };
    EXPECT_LT(variance(differences), 0.6 * (variance(without) + variance(with)));
}

TEST(Comparison, ItsWeeksSumUpToTheWholeAndTheLastMayBeShorter) {
    ComparedParticipant one = participant("AAA", 0, 500'000);
    const auto of_days = [&](int days) {
        one.parameters.days = days + 1;
        const auto both = figures_of(one, {.seed = 3, .members = 20});
        return std::vector<MemberFigures>(both.begin() + 20, both.end());
    };
    const auto longer = of_days(87);
    const auto shorter = of_days(84);
    for (std::size_t m = 0; m < 20; ++m) {
        WeekFigures sum;
        for (const WeekFigures& week : longer[m].weeks) sum += week;
        const Figures& whole = longer[m].whole;
        EXPECT_EQ(sum, (WeekFigures{whole.infections, whole.admissions, whole.deaths}));
        ASSERT_EQ(longer[m].weeks.size(), 13U);
        ASSERT_EQ(shorter[m].weeks.size(), 12U);
        for (std::size_t week = 0; week < 12; ++week)
            EXPECT_EQ(longer[m].weeks[week], shorter[m].weeks[week]);
        EXPECT_EQ(longer[m].weeks[12].deaths, whole.deaths - shorter[m].whole.deaths);
        EXPECT_GT(longer[m].weeks[12].infections, 0);
    }
    EXPECT_EQ(days_in_week(87, 11), 7);
    EXPECT_EQ(days_in_week(87, 12), 3);
}

ComparedParticipant that_answers(std::int64_t first, std::int64_t second, double reference,
                                 int power = 1) {
    ComparedParticipant one = participant("AAA", first, second);
    one.behaviour = {.deaths_in_seven_days = reference, .power = power};
    return one;
}

std::int64_t deaths_averted(const Comparison& c) {
    std::int64_t averted = 0;
    for (std::size_t m = 0; m < c.members(); ++m)
        averted += c.at(0, 0, m).deaths - c.at(0, 1, m).deaths;
    return averted;
}

TEST(Comparison, BehaviourLeavesTheFirstPolicyAndWhateverIsAlikeAsItWas) {
    const ComparisonOptions options{.seed = 3, .members = 21};
    const Comparison without = compare({participant("AAA", 300'000, 300'000)}, options);
    for (const double reference : {0.5, 30.0, 4000.0})
        for (const int power : {1, 3})
            EXPECT_EQ(compare({that_answers(300'000, 300'000, reference, power)}, options),
                      without);
}

TEST(Comparison, BehaviourGoesByThePolicyThatWasLivedWhereverItStands) {
    const ComparisonOptions options{.seed = 3, .members = 21};
    const Comparison first = compare({that_answers(300'000, 0, 30)}, options);
    ComparedParticipant turned = that_answers(0, 300'000, 30);
    turned.lived = 1;
    const Comparison second = compare({turned}, options);
    for (std::size_t m = 0; m < 21; ++m)
        for (std::size_t policy = 0; policy < 2; ++policy)
            EXPECT_EQ(second.at(0, 1 - policy, m), first.at(0, policy, m));
}

// In a country of eight million, at 1.3 infections from each: references from a week's 125 deaths
// per million people down to 12. Those far below overshoot, since deaths come weeks after
// infections.
TEST(Comparison, BehaviourBringsPoliciesNearerToTheFirstTheMoreTheFewerDeathsPeopleMind) {
    const ComparisonOptions options{.seed = 3, .members = 16};
    for (const auto& [first, second] : {std::pair{0, 500'000}, std::pair{500'000, 0}}) {
        const auto averted_and_first = [&, a = first, b = second](double reference) {
            ComparedParticipant one = that_answers(a, b, reference);
            one.parameters = some_country(1.3, 200);
            one.parameters.seeds = at_every_age(1000);
            const Comparison c = compare({one}, options);
            std::vector<Figures> of_first;
            for (std::size_t m = 0; m < 16; ++m) of_first.push_back(c.at(0, 0, m));
            return std::pair{deaths_averted(c), of_first};
        };
        const auto [off, as_fitted] = averted_and_first(0);
        EXPECT_EQ(off > 0, second > first);
        std::int64_t before = off;
        for (const double reference : {1000.0, 300.0, 100.0}) {
            const auto [averted, of_first] = averted_and_first(reference);
            EXPECT_LT(std::abs(averted), std::abs(before)) << reference;
            EXPECT_EQ(averted > 0, off > 0);
            EXPECT_EQ(of_first, as_fitted);
            before = averted;
        }
        EXPECT_NEAR(static_cast<double>(averted_and_first(1e9).first), static_cast<double>(off),
                    0.01 * std::abs(static_cast<double>(off)));
    }
}

TEST(Comparison, WithBehaviourIsTheSameForAnyNumberOfThreadsAndAnyShard) {
    std::vector<ComparedParticipant> all{that_answers(0, 500'000, 50),
                                         that_answers(500'000, 0, 20, 2)};
    all[1].id = "BBB";
    expect_the_same_for_any_threads_and_shard(all);
}

TEST(Comparison, LosesMoreYearsOfLifeTheYoungerTheDead) {
    CountByAge deaths{};
    EXPECT_EQ(life_tenths(deaths), 0);
    deaths[0] = 2;  // 2.5 years old on average: 84.1 each
    EXPECT_EQ(life_tenths(deaths), 1682);
    deaths[16] = 10;  // 82.5: 4.1 each
    EXPECT_EQ(life_tenths(deaths), 2092);
    const Comparison c = compare({participant("AAA", 0, 500'000)}, {.seed = 3, .members = 16});
    for (std::size_t m = 0; m < 16; ++m) {
        EXPECT_GE(c.at(0, 0, m).life_tenths, 41 * c.at(0, 0, m).deaths);
        EXPECT_LE(c.at(0, 0, m).life_tenths, 841 * c.at(0, 0, m).deaths);
        EXPECT_LT(c.at(0, 1, m).life_tenths, c.at(0, 0, m).life_tenths);
    }
}

TEST(Comparison, TheFactorOfR0HasMeanOneAndTheSpreadAskedFor) {
    double sum_of = 0;
    double squares = 0;
    constexpr int members = 20'000;
    for (std::uint32_t m = 0; m < members; ++m) {
        const double factor = static_cast<double>(r0_factor({1, 2}, m, 0.1));
        sum_of += factor;
        squares += factor * factor;
    }
    const double mean = sum_of / members;
    EXPECT_NEAR(mean, 1, 0.003);
    EXPECT_NEAR(std::sqrt(squares / members - mean * mean), 0.1, 0.003);
    EXPECT_EQ(r0_factor({1, 2}, 5, 0), 1.0F);
}

TEST(Arrivals, AreWhatCameIntoCustodyLessWhatLeftIt) {
    Scenario scenario;
    scenario.settings.start = *parse_date("2021-02-01");
    scenario.products.resize(2);
    scenario.products[0].id = "AZ";
    scenario.products[1].id = "ODD";
    scenario.supply.resize(2);
    scenario.supply[0].product = ProductIndex{0};
    scenario.supply[0].expires = parse_date("2021-03-01");
    scenario.supply[1].product = ProductIndex{1};
    const ParticipantIndex who{0};
    scenario.other_supply.push_back(
        {who, *parse_date("2021-01-01"), "AZ", DosesPerCourse{2}, Doses{7}, "bilateral"});
    scenario.other_supply.push_back(
        {who, *parse_date("2022-01-01"), "AZ", DosesPerCourse{2}, Doses{9}, "bilateral"});
    aliquot::Run run;
    run.until = *parse_date("2021-06-01");
    const Account custody{AccountKind::custody, who};
    const Account transit{AccountKind::transit, who};
    const auto move = [&](const char* date, std::size_t line, Account from, Account to,
                          std::int64_t doses) {
        Transfer transfer;
        transfer.date = *parse_date(date);
        transfer.line = SupplyIndex{line};
        transfer.from = from;
        transfer.to = to;
        transfer.doses = Doses{doses};
        run.transfers.push_back(transfer);
    };
    move("2021-02-10", 0, transit, custody, 60);
    move("2021-02-12", 0, custody, {AccountKind::pool, {}}, 20);
    move("2021-02-13", 1, transit, custody, 5);
    VaccineGroup group;
    group.products = {"AZ"};
    const Arrivals found = arrivals_of(scenario, run, who, {group});
    ASSERT_EQ(found.of_group.size(), 1U);
    ASSERT_EQ(found.of_group[0].size(), 3U);
    EXPECT_EQ(found.of_group[0][0].day, 1);
    EXPECT_EQ(found.of_group[0][0].doses, 7);
    EXPECT_EQ(found.of_group[0][1].day, 10);
    EXPECT_EQ(found.of_group[0][1].last_day, 29);
    EXPECT_EQ(found.of_group[0][2].doses, -20);
    EXPECT_EQ(found.unknown, 5);
}

TEST(EnsembleSettings, ADefaultEpidemicStandsForEveryTerritory) {
    const EnsembleSettings settings;
    const auto kenya = settings.participant("KEN", 100);
    ASSERT_TRUE(kenya) << kenya.error().front().what;
    EXPECT_EQ(kenya->parameters.days, 100);
    EXPECT_EQ(kenya->form.steps_a_day, 1);
    EXPECT_FALSE(kenya->form.exponential);
    EXPECT_EQ(kenya->form.importations_a_day, 1);
    const auto nowhere = settings.participant("XKX", 100);
    ASSERT_FALSE(nowhere);
    EXPECT_EQ(nowhere.error().front().code, ErrorCode::not_found);
}

TEST(EnsembleSettings, AParticipantsOwnParametersStandBeforeTheDefault) {
    const auto settings =
        EnsembleSettings::read("s.json", R"({"epidemic": {"R0": [1.2, 2], "tt_R0": [1, 50]},
                      "participants": {"KEN": {"R0": 3},
                                       "XKX": {"population": 1000, "contact_matrix_source": "7"}},
                      "variants": [{"from_day": 60, "infection_factor": 0.5}]})");
    ASSERT_TRUE(settings) << settings.error().front().what;
    const auto kenya = settings->participant("KEN", 100);
    ASSERT_TRUE(kenya);
    EXPECT_EQ(kenya->parameters.beta.values.size(), 1U);
    const auto ghana = settings->participant("GHA", 100);
    ASSERT_TRUE(ghana);
    EXPECT_EQ(ghana->parameters.beta.values.size(), 2U);
    const auto own = settings->participant("XKX", 100);
    ASSERT_TRUE(own) << own.error().front().what;
    EXPECT_EQ(sum(own->parameters.people), 17'000);
    EXPECT_EQ(settings->changes().size(), 1U);
}

TEST(EnsembleSettings, BehaviourGoesByPeopleAndNotBesideCaution) {
    const std::string behaviour = R"("behaviour": {"weekly_deaths_per_million": 4, "power": 2})";
    const auto settings = EnsembleSettings::read(
        "s.json", "{" + behaviour +
                      R"(, "participants": {"GHA": {"caution": {"deaths_in_seven_days": 9}}}})");
    ASSERT_TRUE(settings) << settings.error().front().what;
    const auto kenya = settings->participant("KEN", 100);
    ASSERT_TRUE(kenya);
    EXPECT_EQ(kenya->behaviour.power, 2);
    EXPECT_DOUBLE_EQ(kenya->behaviour.deaths_in_seven_days, sum(kenya->parameters.people) * 4e-6);
    const auto ghana = settings->participant("GHA", 100);
    ASSERT_FALSE(ghana);
    EXPECT_EQ(ghana.error().front().code, ErrorCode::wrong_input);
    EXPECT_EQ(ghana.error().front().where, "s.json, participant GHA");
    const auto wrong = EnsembleSettings::read("s.json", R"({"behaviour": {"power": 2}})");
    ASSERT_FALSE(wrong);
    EXPECT_EQ(EnsembleSettings{}.participant("KEN", 100)->behaviour.deaths_in_seven_days, 0);
}

TEST(ComparisonFiles, AreReadBackAsTheyWere) {
    ComparedRuns c;
    c.head.members = 5;
    c.head.first_day = *parse_date("2021-02-01");
    c.head.days = 10;
    c.head.settings_sha256 = "default";
    c.head.runs = {{"a", "one", "00"}, {"b", "two", "11"}};
    c.head.participants = {{"AAA", 10, {1, 2}}, {"BBB", 20, {3, 4}}};
    c.head.left_out = {{"CCC", "nobody knows"}};
    c.first_member = 2;
    c.figures = Comparison{2, 2, 3};
    for (std::size_t k = 0; k < 12; ++k)
        c.figures.at(k / 6, k / 3 % 2, k % 3) = {static_cast<std::int64_t>(k), 1, 2, 3, 4};
    c.weeks = {2, 3, 2};
    for (std::size_t r = 0; r < 2; ++r)
        for (std::size_t m = 0; m < 3; ++m) {
            const auto infections = static_cast<std::int64_t>(6 * r + 2 * m);
            c.weeks.at(r, m, 0) = {0, 2, 1};
            c.weeks.at(r, m, 1) = {6 + infections, 0, 3};
        }
    const auto folder = std::filesystem::temp_directory_path() / "aliquot_comparison_test";
    std::filesystem::remove_all(folder);
    ASSERT_TRUE(write_folder(folder, comparison_files(c)));
    const auto read = read_comparison(folder);
    std::filesystem::remove_all(folder);
    ASSERT_TRUE(read) << read.error().what;
    EXPECT_EQ(read->head, c.head);
    EXPECT_EQ(read->first_member, 2);
    EXPECT_EQ(read->figures, c.figures);
    EXPECT_EQ(read->weeks, c.weeks);
    EXPECT_EQ(merged({*read}).error().what, "member 1 is in no part");
}

TEST(ComparisonFiles, AreRefusedWhereWeeksAndMembersDiffer) {
    ComparedRuns c;
    c.head.members = 1;
    c.head.settings_sha256 = "default";
    c.head.runs = {{"a", "one", "00"}};
    c.head.participants = {{"AAA", 10, {1}}};
    c.figures = Comparison{1, 1, 1};
    c.figures.at(0, 0, 0).deaths = 5;
    c.weeks = {1, 1, 1};
    c.weeks.at(0, 0, 0).deaths = 4;
    const auto read_back = [&] {
        const auto files = comparison_files(c).files;
        return read_comparison("here", files.at("ensemble.json"), files.at("members.csv"),
                               files.at("member_weeks.csv"));
    };
    const auto refused = read_back();
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().what,
              "the weeks of member 1 under run 1 do not add up to members.csv");
    EXPECT_EQ(refused.error().where, "here/member_weeks.csv row 2");
    c.weeks.at(0, 0, 0).deaths = 5;
    EXPECT_TRUE(read_back());
}

TEST(ComparisonFiles, OfAnOlderVersionAreRefusedBeforeAnyIsMissed) {
    const auto read = read_comparison("here", R"({"format": "aliquot-ensemble/2"})", "", "");
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().what, "this is no ensemble of this version");
    EXPECT_EQ(read.error().hint, "work it out again");
}

}  // namespace
}  // namespace aliquot::epidemic::testing
