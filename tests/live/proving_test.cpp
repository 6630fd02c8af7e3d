// Showing who one is at a live facility: what is logged, what is counted, and what a log tells of
// it when it is opened again.
#include "desk/small_desk.hpp"

namespace aliquot {
namespace {

using testing::on;

const Secret horse{"correct horse battery"};
const Secret donkey{"wrong donkey battery"};
constexpr std::int64_t minute = std::int64_t{60} * 1'000'000;

class ProvingTest : public ::testing::Test {
protected:
    ProvingTest() : store_{ledger::store_in_memory("small")} {
        EXPECT_TRUE(LiveFacility::create(*store_, testing::small_world(),
                                         {on(2, 1),
                                          "mara",
                                          "Mara Sand",
                                          1,
                                          7,
                                          {},
                                          password_verifier(horse, lowest_cost).value()},
                                         1)
                        .has_value());
    }
    LiveFacility opened() {
        auto live = LiveFacility::open(*store_);
        if (!live) throw std::runtime_error(format_error(live.error().front()));
        return *std::move(live);
    }
    std::string prove(LiveFacility& live, const std::string& person, Proof proof) {
        proven_ = live.prove({person, std::move(proof)}, clock_ += minute);
        return proven_ ? std::string{} : std::string{name_of(proven_.error().code)};
    }
    std::string give(LiveFacility& live, const Proven& who, Command command,
                     const std::string& key = {}) {
        const auto done = live.run({key.empty() ? "key-" + std::to_string(++keys_) : key,
                                    who,
                                    on(3, 1),
                                    std::move(command),
                                    clock_ += 1,
                                    {}});
        return done ? std::string{} : std::string{name_of(done.error().code)};
    }
    std::int64_t records() { return store_->head()->sequence; }
    std::string last_body() {
        std::string body;
        EXPECT_TRUE(store_->read(records(), 1, [&](const ledger::Record& r) { body = r.body; }));
        return body;
    }

    std::unique_ptr<ledger::Store> store_;
    Allowed<Proven> proven_ = tl::unexpected(Refusal{});
    std::int64_t clock_ = 1'600'000'000'000'000;
    int keys_ = 0;
};

TEST_F(ProvingTest, AFailedProofIsLoggedWithoutTheSecretAndTakesNoKey) {
    LiveFacility live = opened();
    const std::int64_t before = records();
    EXPECT_EQ(prove(live, "mara", ByPassword{donkey}), "not_authenticated");
    EXPECT_EQ(records(), before + 1);
    EXPECT_EQ(last_body(),
              R"({"asked":{"by":"password"},"code":"not_authenticated","command":"prove",)"
              R"("hint":"an administrator can set a first one anew",)"
              R"("what":"this is not the password of this person","where":"mara"})");
    EXPECT_EQ(prove(live, "mara", AtTheirWord{}), "not_authenticated");
    EXPECT_EQ(prove(live, "mara", ByToken{new_token()}), "not_authenticated");
    EXPECT_EQ(records(), before + 3);
    EXPECT_EQ(prove(live, "mara", ByPassword{horse}), "");
    EXPECT_EQ(records(), before + 3);
}

TEST_F(ProvingTest, NoSecretIsEverInTheLog) {
    LiveFacility live = opened();
    EXPECT_EQ(prove(live, "mara", ByPassword{donkey}), "not_authenticated");
    EXPECT_EQ(prove(live, "mara", ByPassword{horse}), "");
    const Secret token = new_token();
    EXPECT_EQ(give(live, *proven_, command::IssueToken{"ci", token_sha256(token), on(9, 1), {}}),
              "");
    EXPECT_TRUE(store_->read(1, records(), [&](const ledger::Record& record) {
        for (const Secret* secret : {&horse, &donkey, &token})
            EXPECT_EQ(record.body.find(secret->text()), std::string::npos) << record.kind;
    }));
}

TEST_F(ProvingTest, TenWrongPasswordsShutThePersonOutAlsoWhereTheLogIsOpenedAnew) {
    for (int k = 0; k < 10; ++k) {
        LiveFacility live = opened();
        EXPECT_EQ(prove(live, "mara", ByPassword{donkey}), "not_authenticated");
    }
    const std::int64_t before = records();
    LiveFacility live = opened();
    EXPECT_EQ(prove(live, "mara", ByPassword{horse}), "not_authenticated");
    EXPECT_EQ(proven_.error().error.what, "10 wrong passwords within an hour");
    // Whoever goes on trying does not fill the log.
    EXPECT_EQ(records(), before);
    clock_ += 50 * minute;
    EXPECT_EQ(prove(live, "mara", ByPassword{horse}), "");
}

TEST_F(ProvingTest, WhatWasProvenIsLookedAtAgainWithEveryCommand) {
    LiveFacility one = opened();
    LiveFacility two = opened();
    EXPECT_EQ(prove(one, "mara", ByPassword{horse}), "");
    const Proven before = *proven_;
    EXPECT_EQ(give(two, before,
                   command::SetPassword{"mara", password_verifier(donkey, lowest_cost).value()},
                   "change"),
              "");
    EXPECT_EQ(give(one, before, command::AddPerson{"eve", "Eve"}), "not_authenticated");
    EXPECT_EQ(give(one, before, command::AddPerson{"eve", "Eve"}, "change"), "not_authenticated");
    EXPECT_EQ(one.desk().staff().names().size(), 1U);
    EXPECT_EQ(prove(one, "mara", ByPassword{donkey}), "");
    EXPECT_EQ(give(one, *proven_, command::AddPerson{"eve", "Eve"}), "");
}

TEST_F(ProvingTest, WhoWasProvenElsewhereIsNotProvenHere) {
    const auto elsewhere = ledger::store_in_memory("elsewhere");
    auto open = LiveFacility::create(*elsewhere, testing::small_world(),
                                     {on(2, 1), "mara", "Mara Sand", 1, 7}, 1);
    ASSERT_TRUE(open.has_value());
    EXPECT_EQ(prove(*open, "mara", AtTheirWord{}), "");
    LiveFacility live = opened();
    EXPECT_EQ(give(live, *proven_, command::AddPerson{"eve", "Eve"}), "not_authenticated");
    EXPECT_FALSE(live.may_look(*proven_, clock_).has_value());
}

TEST_F(ProvingTest, NoFacilityBeginsWithAPasswordInTheClear) {
    const auto fresh = ledger::store_in_memory("fresh");
    const auto live = LiveFacility::create(*fresh, testing::small_world(),
                                           {on(2, 1), "mara", "", 1, 7, {}, "correct horse"}, 1);
    ASSERT_FALSE(live.has_value());
    EXPECT_EQ(live.error().front().what, "what was given is no verifier of a password");
    EXPECT_EQ(fresh->head()->sequence, 0);
}

TEST_F(ProvingTest, ALimitIsToldAsARefusalUnderTheCommandsKey) {
    LiveFacility live = opened();
    EXPECT_EQ(prove(live, "mara", ByPassword{horse}), "");
    const Secret token = new_token();
    EXPECT_EQ(give(live, *proven_,
                   command::IssueToken{"reader", token_sha256(token), on(9, 1), {"look"}}),
              "");
    EXPECT_EQ(prove(live, "mara", ByToken{token}), "");
    EXPECT_TRUE(live.may_look(*proven_, clock_).has_value());
    const std::int64_t before = records();
    EXPECT_EQ(give(live, *proven_, command::AddPerson{"eve", "Eve"}), "token_limited");
    EXPECT_EQ(records(), before + 1);
    EXPECT_EQ(opened().version(), before + 1);
}

}  // namespace
}  // namespace aliquot
