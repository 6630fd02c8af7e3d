// What a sound scenario is read as: defaults, references, order of rows, overrides, the hash.
#include "aliquot/io/scenario_reader.hpp"

#include <algorithm>

#include "io/scenario_dump.hpp"
#include "io/sound_scenario.hpp"
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "aliquot/io/error_text.hpp"

namespace {

using namespace aliquot;
using aliquot_test::dump;
using aliquot_test::sound_scenario;

Scenario read(const Folder& folder, const std::vector<std::string>& overrides = {}) {
    auto scenario = read_scenario(folder, overrides);
    if (!scenario) {
        std::string all;
        for (const Error& error : scenario.error()) all += format_error(error) + "\n";
        throw std::runtime_error(all);
    }
    return std::move(*scenario);
}

Date day(std::string_view text) {
    return *parse_date(text);
}

Folder smallest_scenario() {
    return {"smallest",
            {{"scenario.toml",
              "format = \"aliquot-scenario/1\"\ntitle = \"T\"\nstart = 2021-01-31\n"
              "end = 2021-05-30\nrounds.every = \"month\"\n"},
             {"participants.csv", "participant,name,population\nA,A,10\n"},
             {"products.csv", "product,name,doses_per_course\np,P,2\n"},
             {"supply.csv", "supply,product,doses,available\nS,p,4,2021-02-01"}}};
}

TEST(ScenarioReader, FillsInEveryDefault) {
    const Scenario made = read(smallest_scenario());
    EXPECT_EQ(dump(made),
              "\"T\" 2021-01-31 2021-05-30 1 "
              "[2021-01-31 2021-02-28 2021-03-31 2021-04-30 ] 30 0 \n"
              "\"equal_coverage\" 0 1 0 0.2 - \n"
              "0 1 1 10 - 3 \n"
              "70 14 7 [] \n"
              "1 1 \"most_severely_affected\" 5 28 \n"
              "7 [] \n"
              "\"A\" \"A\" 10 10 \"\" 1 1 - \n"
              "\"p\" \"P\" 2 0 0 1 0 0 - - - \n"
              "\"S\" #0 4 2021-02-01 - 0 \"\" [] 0 \n");
}

TEST(ScenarioReader, ReadsEveryTable) {
    const Scenario made = read(sound_scenario());
    ASSERT_EQ(made.participants.size(), 4U);
    EXPECT_EQ(made.participants[2].name, "Gamma, the \"third\"");
    EXPECT_EQ(made.participants[1].weight, 2);
    EXPECT_DOUBLE_EQ(made.participants[0].place->longitude, -2.25);
    ASSERT_EQ(made.products.size(), 3U);
    EXPECT_EQ(made.products[0].id, "one");
    EXPECT_EQ(made.products[0].volume_mm3_per_dose, 2109);
    EXPECT_EQ(made.products[2].storage_class, StorageClass::ultra_cold);
    ASSERT_EQ(made.other_supply.size(), 3U);
    EXPECT_EQ(made.other_supply[0].doses_per_course.value(), 1);
    EXPECT_EQ(made.other_supply[1].doses_per_course.value(), 2) << "unknown products count by two";
    EXPECT_EQ(made.other_supply[1].channel, "bilateral");
    EXPECT_EQ(made.other_supply[2].doses_per_course.value(), 3);
    EXPECT_FALSE(made.readiness[0].product) << "* stands for every product";
    EXPECT_FALSE(made.preferences[1].product);
    EXPECT_EQ(made.preferences[0].choice, Choice::prefer);
    ASSERT_EQ(made.capacity.size(), 2U);
    EXPECT_EQ(made.capacity[0].litres[0], 900);
    EXPECT_FALSE(made.capacity[0].litres[1]) << "an empty cell is unlimited";
    EXPECT_EQ(made.capacity[0].stock, Doses{100});
    ASSERT_EQ(made.responses.size(), 3U);
    EXPECT_EQ(made.responses[0].doses, Doses{1000});
    EXPECT_EQ(made.responses[0].answered, day("2021-03-10"));
    EXPECT_EQ(made.responses[1].wish, "to those hit hardest");
    EXPECT_EQ(made.at(made.offers.at(0).supply).id, "S3");
    EXPECT_EQ(made.at(made.delays.at(0).supply).id, "S3");
    ASSERT_EQ(made.severity.size(), 3U);
    EXPECT_FALSE(made.severity[1].deaths) << "not reported is not zero";
    EXPECT_DOUBLE_EQ(*made.severity[1].excess_deaths_low, -9);
    EXPECT_EQ(made.limits.size() + made.returns.size() + made.borders.size(), 3U);
    EXPECT_EQ(made.recorded.size() + made.forecasts.size(), 4U);
}

TEST(ScenarioReader, PutsSupplyLinesInOrderOfAvailabilityThenId) {
    const Scenario made = read(sound_scenario());
    std::vector<std::string> ids;
    for (const SupplyLine& line : made.supply) ids.push_back(line.id);
    EXPECT_EQ(ids, (std::vector<std::string>{"S2", "S1", "S3"}));
}

TEST(ScenarioReader, LetsTheShelfLifeSetTheLastDayOfUseWhereNoneIsGiven) {
    const Scenario made = read(sound_scenario());
    EXPECT_EQ(made.supply[0].expires, day("2021-02-15") + Days{180});
    EXPECT_EQ(made.supply[1].expires, day("2021-09-30"));
    EXPECT_FALSE(made.supply[2].expires) << "its product has no shelf life";
}

TEST(ScenarioReader, ReadsEarmarksInOrderOfParticipants) {
    const Scenario made = read(sound_scenario());
    const std::vector<ParticipantIndex> both{{0}, {1}};
    EXPECT_EQ(made.supply[0].earmark, both);
    EXPECT_TRUE(made.supply[2].earmark.empty()) << "* is for everyone";
}

// Any order of the rows of every table, header first.
Folder shuffled(Folder folder) {
    for (auto& [name, bytes] : folder.files) {
        if (!name.ends_with(".csv")) continue;
        std::vector<std::string> lines;
        for (std::size_t begin = 0; begin < bytes.size();) {
            const std::size_t end = bytes.find('\n', begin);
            lines.push_back(bytes.substr(begin, end - begin));
            begin = end + 1;
        }
        for (std::size_t i = lines.size() - 1; i > 1; --i)
            std::swap(lines[i], lines[*rc::gen::inRange<std::size_t>(1, i + 1)]);
        bytes.clear();
        for (const std::string& line : lines) bytes += line + "\n";
    }
    return folder;
}

RC_GTEST_PROP(ScenarioReader, ReadsTheSameScenarioInWhateverOrderTheRowsStand, ()) {
    static const std::string expected = dump(read(sound_scenario()));
    RC_ASSERT(dump(read(shuffled(sound_scenario()))) == expected);
}

TEST(ScenarioReader, TakesColumnsInAnyOrderCarriageReturnsAndAByteOrderMark) {
    Folder folder = sound_scenario();
    const std::string expected = dump(read(folder));
    folder.files["limits.csv"] =
        "\xEF\xBB\xBF"
        "doses,supply,participant\r\n\r\n4000,S2,AAA";
    EXPECT_EQ(dump(read(folder)), expected);
}

TEST(ScenarioReader, MakesRoundsAtIntervals) {
    Folder folder = smallest_scenario();
    const auto first_and_last = [&](const char* every) {
        const auto rounds = read(folder, {every}).settings.rounds;
        return std::pair{rounds.size(), rounds.back()};
    };
    EXPECT_EQ(first_and_last("rounds.every=\"week\""), std::pair(18UL, day("2021-05-30")));
    EXPECT_EQ(first_and_last("rounds.every=\"fortnight\""), std::pair(9UL, day("2021-05-23")));
    EXPECT_EQ(first_and_last("rounds.dates=[2021-02-02]"), std::pair(1UL, day("2021-02-02")))
        << "an override of one takes the place of the other";
}

TEST(ScenarioReader, PutsOverridesOverTheSettings) {
    const Scenario made = read(
        sound_scenario(), {"lots.respect=false", "gates.off=[\"border_closed\", \"capacity_full\"]",
                           "rule.name=\"proportional\"", "rule.rate_doses_per_head.two=0.0663028",
                           "rule.tie=\"lottery\"", "seed=7", "start=\"2021-02-02\"",
                           "gates={offer_deadline_days=10, required_steps=[]}"});
    EXPECT_FALSE(made.settings.lots.respect);
    EXPECT_EQ(made.settings.gates.off,
              (std::set{ExclusionCode::border_closed, ExclusionCode::capacity_full}));
    EXPECT_EQ(made.settings.gates.offer_deadline_days, 10);
    EXPECT_TRUE(made.settings.gates.required_steps.empty());
    EXPECT_EQ(made.settings.rule.name, "proportional");
    EXPECT_EQ(made.settings.rule.tie, TieBreak::lottery);
    EXPECT_EQ(made.settings.seed, 7);
    EXPECT_EQ(made.settings.start, day("2021-02-02"));
    const auto rate = made.settings.rule.rate_by_product.find(ProductIndex{2});
    ASSERT_NE(rate, made.settings.rule.rate_by_product.end());
    EXPECT_EQ(rate->second, Share::billionths(66'302'800));
    EXPECT_EQ(
        read(sound_scenario(), {"rule.rate_doses_per_head=0.05"}).settings.rule.rate_doses_per_head,
        Share::billionths(50'000'000));
}

TEST(ScenarioReader, TurnsEveryGateOffByOneWord) {
    const auto off = read(sound_scenario(), {"gates.off=[\"all\"]"}).settings.gates.off;
    EXPECT_EQ(off.size(), exclusion_code_names.size());
}

TEST(ScenarioReader, BringsAnswersWithoutADateByTheDeadlineHoweverShort) {
    Folder folder = sound_scenario();
    folder.files.erase("responses.csv");
    EXPECT_EQ(read(folder, {"gates.offer_deadline_days=3"}).settings.gates.answer_days, 3);
}

TEST(ScenarioReader, KeepsNineDecimalsOfAShareExactly) {
    for (const char* text : {"0.000000001", "0.066302801", "9.999999999", "1", "0.1", "0.3"}) {
        const auto made = read(sound_scenario(), {std::string{"rule.ceiling="} + text});
        EXPECT_EQ(made.settings.rule.ceiling.text(), text);
    }
}

TEST(ScenarioReader, NamesItsInputsByAHashThatProseDoesNotChange) {
    Folder folder = sound_scenario();
    const std::string hash = read(folder).inputs_sha256;
    EXPECT_EQ(hash.size(), 64U);
    folder.files["NOTES.md"] = "why";
    folder.name = "elsewhere";
    EXPECT_EQ(read(folder).inputs_sha256, hash);
    const std::string overridden = read(folder, {"seed=2"}).inputs_sha256;
    EXPECT_NE(overridden, hash);
    EXPECT_NE(read(folder, {"seed=3"}).inputs_sha256, overridden);
    folder.files["limits.csv"] += "\n";
    EXPECT_EQ(read(folder).inputs_sha256, hash);  // a blank line is no row
    folder.files["limits.csv"] += "BBB,S1,100\n";
    EXPECT_NE(read(folder).inputs_sha256, hash);
}

// sha256 of "participants.csv" NUL "40" NUL ... as the reference page defines it, by Python.
TEST(ScenarioReader, HashesInputsTheWayTheReferencePageSays) {
    EXPECT_EQ(read(smallest_scenario(), {"seed=9"}).inputs_sha256,
              "67572b187389ec12dc13d1948b848441c5b222b0d0f12e4d8c410e177f475d17");
}

TEST(ScenarioReader, ReadsTheStarterScenario) {
    const Scenario made = read(starter_scenario());
    EXPECT_EQ(made.participants.size(), 5U);
    EXPECT_EQ(made.supply.size(), 3U);
    EXPECT_EQ(made.settings.rounds.size(), 3U);
    EXPECT_TRUE(starter_scenario().files.contains("README.md"));
    // Its comments say that each setting stands at its default.
    Folder bare = starter_scenario();
    bare.files["scenario.toml"] =
        "format = \"aliquot-scenario/1\"\ntitle = \"Five islands share their first supply\"\n"
        "start = 2022-01-01\nend = 2022-06-30\n"
        "rounds.dates = [2022-01-03, 2022-03-01, 2022-05-02]\n"
        "gates.required_steps = [\"plan_validated\"]\n";
    EXPECT_EQ(dump(read(bare)), dump(made));
}

TEST(ScenarioReader, ReadsEveryEmbeddedScenario) {
    for (const std::string& name : embedded_scenario_names()) {
        const auto folder = embedded_scenario(name);
        ASSERT_TRUE(folder);
        EXPECT_EQ(folder->name, "embedded:" + name);
        EXPECT_NO_THROW((void)read(*folder)) << name;
    }
    EXPECT_FALSE(embedded_scenario("no-such-scenario"));
}

}  // namespace
