// A facility on a store: opened again it is the same, a command is done once, and whoever comes
// second sees what came first.
#include "aliquot/live/live_facility.hpp"

#include "desk/small_desk.hpp"

#include "aliquot/io/desk/event_json.hpp"
#include "aliquot/ledger/log/audit.hpp"

namespace aliquot {
namespace {

using testing::on;

class LiveFacilityTest : public ::testing::Test {
protected:
    LiveFacilityTest() : store_{ledger::store_in_memory("small")} {
        auto created = LiveFacility::create(*store_, testing::small_world(),
                                            {on(2, 1), "mara", "Mara Sand", 1, 7}, 1);
        EXPECT_TRUE(created.has_value());
        add(*created, "ada", Role::analyst, "");
        add(*created, "ben", Role::reviewer, "");
        add(*created, "kim", Role::participant_officer, "AAA");
    }

    void add(LiveFacility& live, const std::string& person, Role role, const std::string& scope) {
        EXPECT_EQ(give(live, "mara", command::AddPerson{person, person}), "");
        EXPECT_EQ(give(live, "mara", command::GrantRole{person, role, scope, {}, ""}), "");
    }

    std::string give(LiveFacility& live, const std::string& who, Command command,
                     std::string key = {}) {
        if (key.empty()) key = "key-" + std::to_string(++keys_);
        const auto proven = live.prove({who, AtTheirWord{}}, ++clock_);
        if (!proven) return std::string{name_of(proven.error().code)};
        last_ = live.run({key, *proven, on(3, 1), std::move(command), ++clock_, {}});
        return last_ ? std::string{} : std::string{name_of(last_.error().code)};
    }

    LiveFacility opened() {
        auto live = LiveFacility::open(*store_);
        if (!live) throw std::runtime_error(format_error(live.error().front()));
        return *std::move(live);
    }

    std::int64_t records() { return store_->head()->sequence; }

    std::unique_ptr<ledger::Store> store_;
    Allowed<LiveFacility::Done> last_;
    int keys_ = 0;
    std::int64_t clock_ = 1;
};

TEST_F(LiveFacilityTest, OpenedAgainItIsTheSame) {
    LiveFacility live = opened();
    EXPECT_EQ(give(live, "ada", command::ConfirmSupply{"L1", {}}), "");
    EXPECT_EQ(give(live, "ada", command::OpenRound{}), "");
    EXPECT_EQ(give(live, "ada", command::Propose{1, ""}), "");
    const std::string sha256 = live.desk().rounds().proposal(1)->made.sha256;
    // Whoever confirmed the line cannot approve what came of it; Ben can.
    EXPECT_EQ(give(live, "ben", command::Approve{1, sha256}), "");
    EXPECT_EQ(give(live, "ada", command::IssueOffers{1}), "");
    const LiveFacility again = opened();
    EXPECT_EQ(again.version(), live.version());
    EXPECT_EQ(again.desk().doses().ledger().balances(), live.desk().doses().ledger().balances());
    EXPECT_EQ(again.desk().doses().offers().size(), live.desk().doses().offers().size());
    EXPECT_EQ(again.desk().rounds().proposal(1)->made, live.desk().rounds().proposal(1)->made);
    EXPECT_EQ(again.desk().staff().grants(), live.desk().staff().grants());
    const auto report = ledger::audit(*store_);
    ASSERT_TRUE(report.has_value());
    EXPECT_EQ(report->violations_in_all, 0);
}

TEST(LiveFacility, KeepsTheSettingsThatWereOverriddenWhenItBegan) {
    const auto store = ledger::store_in_memory("small");
    const Opening opening{on(2, 1), "mara", "Mara", 1, 7, {"buffer.share=0.25"}};
    ASSERT_TRUE(LiveFacility::create(*store, testing::small_world(), opening, 1).has_value());
    const auto again = LiveFacility::open(*store);
    ASSERT_TRUE(again.has_value());
    EXPECT_EQ(again->desk().world().settings.buffer, Share::parse("0.25"));
}

TEST_F(LiveFacilityTest, ACommandUnderTheSameKeyIsDoneOnce) {
    LiveFacility live = opened();
    EXPECT_EQ(give(live, "ada", command::OpenRound{}, "open"), "");
    const auto first = last_->first;
    const std::int64_t before = records();
    EXPECT_EQ(give(live, "ada", command::OpenRound{}, "open"), "");
    EXPECT_TRUE(last_->repeated);
    EXPECT_EQ(last_->first, first);
    ASSERT_EQ(last_->events.size(), 1U);
    EXPECT_EQ(kind_of(last_->events.front()), "round_opened");
    EXPECT_EQ(give(live, "ada", command::CloseRound{1}, "open"), "wrong_value");
    EXPECT_EQ(records(), before);
}

TEST_F(LiveFacilityTest, ARefusalIsLoggedAndRepeatedInTheSameWords) {
    LiveFacility live = opened();
    const std::int64_t before = records();
    EXPECT_EQ(give(live, "kim", command::OpenRound{}, "no"), "no_role");
    const std::string said = last_.error().error.what;
    EXPECT_EQ(records(), before + 1);
    EXPECT_EQ(give(live, "kim", command::OpenRound{}, "no"), "no_role");
    EXPECT_EQ(last_.error().error.what, said);
    EXPECT_EQ(records(), before + 1);
    EXPECT_EQ(opened().version(), before + 1);
}

TEST_F(LiveFacilityTest, WhoeverComesSecondSeesWhatCameFirst) {
    LiveFacility one = opened();
    LiveFacility two = opened();
    EXPECT_EQ(give(one, "ada", command::OpenRound{}), "");
    EXPECT_EQ(give(two, "ada", command::OpenRound{}), "wrong_state");
    EXPECT_EQ(give(two, "ada", command::CloseRound{1}), "");
    EXPECT_EQ(give(one, "ada", command::OpenRound{}), "");
    EXPECT_EQ(one.desk().rounds().rounds().size(), 2U);
}

TEST_F(LiveFacilityTest, ACommandMayInsistOnWhatItsGiverSaw) {
    LiveFacility live = opened();
    const std::int64_t seen = live.version();
    EXPECT_EQ(give(live, "ada", command::OpenRound{}), "");
    const auto ada = live.prove({"ada", AtTheirWord{}}, 98);
    const auto late = live.run({"late", *ada, on(3, 1), command::CloseRound{1}, 99, seen});
    ASSERT_FALSE(late.has_value());
    EXPECT_EQ(late.error().code, RefusalCode::conflict);
    EXPECT_NE(live.desk().rounds().open_round(), nullptr);
}

TEST_F(LiveFacilityTest, TheDeskOfAnEarlierDayIsToldFromTheLog) {
    LiveFacility live = opened();
    EXPECT_EQ(give(live, "kim", command::OpenRound{}), "no_role");
    EXPECT_EQ(give(live, "ada", command::OpenRound{}), "");
    const auto before = live.past(on(2, 28));
    ASSERT_TRUE(before.has_value());
    EXPECT_EQ(before->desk->staff().names().size(), 1U);
    EXPECT_EQ(before->desk->rounds().open_round(), nullptr);
    ASSERT_EQ(before->since.size(), 7U);
    EXPECT_EQ(kind_of(before->since.back().event), "round_opened");
    EXPECT_EQ(before->since.back().record, live.version());
    const auto today = live.past(on(3, 1));
    EXPECT_TRUE(today->since.empty());
    EXPECT_NE(today->desk->rounds().open_round(), nullptr);
    const auto never = live.past(on(1, 1));
    EXPECT_EQ(never->desk, nullptr);
    EXPECT_EQ(never->since.size(), 10U);
}

TEST_F(LiveFacilityTest, ALogThatTellsTheImpossibleIsNamedByItsRecord) {
    ledger::Draft draft;
    draft.command = "forged";
    draft.who = "eve";
    draft.events = {{"offer_answered", "2021-03-01",
                     R"({"accepted":5,"date":"2021-03-01","offer":3,"state":"accepted"})"}};
    ASSERT_TRUE(ledger::append(*store_, draft).has_value());
    const auto live = LiveFacility::open(*store_);
    ASSERT_FALSE(live.has_value());
    EXPECT_EQ(live.error().front().where, "record " + std::to_string(records()) + ": offer 3");
    EXPECT_EQ(live.error().front().what, "there is no such offer");
}

TEST(LiveFacility, AnEmptyLogOrOneOfSomethingElseIsNoFacility) {
    const auto empty = ledger::store_in_memory("empty");
    EXPECT_EQ(LiveFacility::open(*empty).error().front().what, "the log is empty");
    ledger::Draft draft;
    draft.command = "a";
    draft.who = "eve";
    draft.events = {{"person_added", "2021-03-01", R"({"date":"2021-03-01","person":"eve"})"}};
    ASSERT_TRUE(ledger::append(*empty, draft).has_value());
    EXPECT_EQ(LiveFacility::open(*empty).error().front().what,
              "a facility's log begins with its opening");
}

}  // namespace
}  // namespace aliquot
