// Who is taken to be who they say, by what, for what, and for how long.
#include "aliquot/facility/desk/authenticator.hpp"

#include "desk/small_desk.hpp"

namespace aliquot {
namespace {

using testing::on;

const Secret horse{"correct horse battery"};
const Secret donkey{"wrong donkey battery"};
const Secret token{"aliquot-0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"};

std::int64_t at(Date day, std::int64_t seconds = 0) {
    return (day.time_since_epoch().count() * 86'400 + seconds) * 1'000'000;
}

class AuthenticatorTest : public ::testing::Test {
protected:
    // What comes of the claim: "", or the name of the refusal.
    std::string prove(const std::string& person, Proof proof, std::int64_t now = at(on(3, 1))) {
        proven_ = Authenticator{staff(), failed_, now}.prove({person, std::move(proof)});
        return proven_ ? std::string{} : refused(proven_.error());
    }
    std::string may(const Command& command, std::int64_t now = at(on(3, 1))) {
        const auto allowed = Authenticator{staff(), failed_, now}.may_give(*proven_, command);
        return allowed ? std::string{} : refused(allowed.error());
    }
    std::string may_look() {
        const auto allowed = Authenticator{staff(), failed_, at(on(3, 1))}.may_look(*proven_);
        return allowed ? std::string{} : refused(allowed.error());
    }
    static command::SetPassword password(const std::string& person, const Secret& secret) {
        return {person, password_verifier(secret, lowest_cost).value()};
    }
    // As the person itself sets it.
    void set(const std::string& person, const Secret& secret) {
        EXPECT_EQ(facility_.give(person, password(person, secret)), "");
    }
    void issue(const std::string& person, const std::string& name,
               std::vector<std::string> only = {}) {
        EXPECT_EQ(facility_.give(person, command::IssueToken{name, token_sha256(token), on(3, 31),
                                                             std::move(only)}),
                  "");
    }
    [[nodiscard]] const Staff& staff() { return facility_.desk().staff(); }
    std::string refused(const Refusal& refusal) {
        said_ = refusal.error.what;
        hint_ = refusal.error.hint;
        return std::string{name_of(refusal.code)};
    }

    testing::SmallDesk facility_;
    FailedAttempts failed_;
    Allowed<Proven> proven_ = tl::unexpected(Refusal{});
    std::string said_;
    std::string hint_;
};

TEST_F(AuthenticatorTest, AtAnOpenDeskEverybodyIsTakenAtTheirWord) {
    EXPECT_TRUE(staff().credentials().open_desk());
    EXPECT_EQ(prove("ada", AtTheirWord{}), "");
    EXPECT_EQ(proven_->person(), "ada");
    EXPECT_EQ(may(command::OpenRound{}), "");
    EXPECT_EQ(may_look(), "");
    EXPECT_EQ(prove("ada", ByPassword{horse}), "not_authenticated");
    EXPECT_EQ(prove("ada", ByToken{token}), "not_authenticated");
}

TEST_F(AuthenticatorTest, WhoeverHasAPasswordShowsIt) {
    set("ada", horse);
    EXPECT_FALSE(staff().credentials().open_desk());
    EXPECT_EQ(prove("ada", AtTheirWord{}), "not_authenticated");
    EXPECT_EQ(prove("ada", ByPassword{donkey}), "not_authenticated");
    EXPECT_EQ(prove("ada", ByPassword{Secret{}}), "not_authenticated");
    EXPECT_EQ(prove("ada", ByPassword{horse}), "");
    EXPECT_EQ(may(command::OpenRound{}), "");
    EXPECT_EQ(prove("ben", ByPassword{horse}), "not_authenticated");
    EXPECT_EQ(prove("ben", AtTheirWord{}), "");
}

TEST_F(AuthenticatorTest, AFirstPasswordIsGoodForNothingButSettingAnother) {
    EXPECT_EQ(facility_.give("mara", password("ada", horse)), "");
    EXPECT_EQ(prove("ada", ByPassword{horse}), "");
    for (const Command& command :
         {Command{command::OpenRound{}}, Command{command::SetPassword{"ben", ""}},
          Command{command::IssueToken{}}, Command{command::RevokeToken{"ada", "ci"}}})
        EXPECT_EQ(may(command), "password_to_change") << kind_of(command);
    EXPECT_EQ(may_look(), "password_to_change");
    EXPECT_EQ(said_, "mara set this password");
    EXPECT_EQ(may(command::SetPassword{"ada", ""}), "");
    set("ada", donkey);
    EXPECT_EQ(may(command::SetPassword{"ada", ""}), "not_authenticated");
    EXPECT_EQ(said_, "the password was changed");
    EXPECT_EQ(prove("ada", ByPassword{horse}), "not_authenticated");
    EXPECT_EQ(prove("ada", ByPassword{donkey}), "");
    EXPECT_EQ(may(command::OpenRound{}), "");
}

TEST_F(AuthenticatorTest, ATokenStandsForItsPersonUntilItsLastDayOrItsEnd) {
    set("ada", horse);
    issue("ada", "ci");
    EXPECT_EQ(prove("ada", ByToken{token}), "");
    EXPECT_EQ(may(command::OpenRound{}), "");
    EXPECT_EQ(may_look(), "");
    EXPECT_EQ(prove("ben", ByToken{token}), "not_authenticated");
    EXPECT_EQ(prove("ada", ByToken{token}, at(on(3, 31), 86'399)), "");
    EXPECT_EQ(may(command::OpenRound{}, at(on(4, 1))), "not_authenticated");
    EXPECT_EQ(prove("ada", ByToken{token}, at(on(4, 1))), "not_authenticated");
    EXPECT_EQ(said_, "the token ci held until 2021-03-31");
    EXPECT_EQ(prove("ada", ByToken{token}), "");
    EXPECT_EQ(facility_.give("ada", command::RevokeToken{"ada", "ci"}), "");
    EXPECT_EQ(may(command::OpenRound{}), "not_authenticated");
    EXPECT_EQ(prove("ada", ByToken{token}), "not_authenticated");
    EXPECT_EQ(said_, "the token ci was revoked on 2021-03-01");
}

TEST_F(AuthenticatorTest, ATokenDoesWhatItWasMadeFor) {
    set("ada", horse);
    issue("ada", "ci", {"open_round", "look"});
    EXPECT_EQ(prove("ada", ByToken{token}), "");
    EXPECT_EQ(may(command::OpenRound{}), "");
    EXPECT_EQ(may_look(), "");
    EXPECT_EQ(may(command::CloseRound{1}), "token_limited");
    EXPECT_EQ(hint_, "it was made for: open_round, look");
}

TEST_F(AuthenticatorTest, NoTokenMakesATokenOrSetsAPassword) {
    set("ada", horse);
    issue("ada", "ci");
    EXPECT_EQ(prove("ada", ByToken{token}), "");
    EXPECT_EQ(may(command::IssueToken{}), "token_limited");
    EXPECT_EQ(may(command::SetPassword{"ada", ""}), "token_limited");
    EXPECT_EQ(may(command::RequireCredentials{}), "token_limited");
    EXPECT_EQ(prove("ada", ByPassword{horse}), "");
    EXPECT_EQ(may(command::IssueToken{}), "");
    EXPECT_EQ(prove("ben", AtTheirWord{}), "");
    EXPECT_EQ(may(command::IssueToken{}), "not_authenticated");
}

TEST_F(AuthenticatorTest, AWordIsNotTakenAnyMoreOnceThereIsAPassword) {
    EXPECT_EQ(prove("ada", AtTheirWord{}), "");
    set("ada", horse);
    EXPECT_EQ(may(command::OpenRound{}), "not_authenticated");
    EXPECT_EQ(may_look(), "not_authenticated");
}

TEST_F(AuthenticatorTest, WhatWasShownElsewhereShowsNothingHere) {
    testing::SmallDesk elsewhere;
    EXPECT_EQ(elsewhere.give("ada", password("ada", horse)), "");
    EXPECT_EQ(elsewhere.give("ada", command::IssueToken{"ci", token_sha256(token), on(3, 31), {}}),
              "");
    const Authenticator there{elsewhere.desk().staff(), failed_, at(on(3, 1))};
    for (const Proof& proof : {Proof{ByPassword{horse}}, Proof{ByToken{token}}}) {
        proven_ = there.prove({"ada", proof});
        ASSERT_TRUE(proven_.has_value());
        EXPECT_EQ(may(command::OpenRound{}), "not_authenticated");
        EXPECT_EQ(may_look(), "not_authenticated");
    }
}

TEST_F(AuthenticatorTest, EventsOfCredentialsThatCannotHaveHappenedAreNotTold) {
    DeskState& desk = facility_.desk();
    const auto told = [&](PeopleEvent event) {
        const auto applied = desk.apply(Event{std::move(event)}, "ada");
        return applied ? std::string{} : applied.error().what;
    };
    const std::string verifier = password("ada", horse).verifier;
    EXPECT_EQ(told(PasswordSet{on(3, 1), "nobody", "ada", verifier, false}), "nobody has this id");
    EXPECT_EQ(told(PasswordSet{on(3, 1), "ada", "ada", "horse", false}),
              "what was set is no verifier of a password");
    EXPECT_EQ(told(TokenIssued{on(3, 1), "nobody", "ci", "ab", on(4, 1), {}}),
              "nobody has this id");
    EXPECT_EQ(told(TokenRevoked{on(3, 1), "ada", "ci", "ada"}), "there is no such token to revoke");
    EXPECT_EQ(told(TokenIssued{on(3, 1), "ada", "ci", "ab", on(4, 1), {}}), "");
    EXPECT_EQ(told(TokenIssued{on(3, 1), "ada", "ci", "cd", on(4, 1), {}}),
              "there was a token of this name already");
    EXPECT_EQ(told(TokenRevoked{on(3, 1), "ada", "ci", "ada"}), "");
    EXPECT_EQ(told(TokenRevoked{on(3, 1), "ada", "ci", "ada"}), "there is no such token to revoke");
}

TEST_F(AuthenticatorTest, AFirstPasswordSetAnewEndsEveryToken) {
    set("ada", horse);
    issue("ada", "ci");
    EXPECT_EQ(facility_.give("mara", password("ada", donkey)), "");
    EXPECT_EQ(prove("ada", ByToken{token}), "not_authenticated");
}

TEST_F(AuthenticatorTest, OnceRequiredNobodyIsTakenAtTheirWord) {
    EXPECT_EQ(facility_.give("mara", command::RequireCredentials{}), "wrong_state");
    EXPECT_EQ(facility_.said(), "you have no password, and would be shut out");
    set("mara", horse);
    EXPECT_EQ(facility_.give("ada", command::RequireCredentials{}), "no_role");
    EXPECT_EQ(facility_.give("mara", command::RequireCredentials{}), "");
    EXPECT_EQ(facility_.give("mara", command::RequireCredentials{}), "wrong_state");
    for (const char* person : {"ada", "mara", "nobody"})
        EXPECT_EQ(prove(person, AtTheirWord{}), "not_authenticated");
    // Whether there is such a person is not told to whoever shows nothing.
    EXPECT_EQ(prove("ada", ByPassword{donkey}), "not_authenticated");
    const std::string said = said_;
    EXPECT_EQ(prove("nobody", ByPassword{donkey}), "not_authenticated");
    EXPECT_EQ(said_, said);
}

TEST_F(AuthenticatorTest, AfterTenWrongPasswordsWithinAnHourNoneIsLookedAt) {
    set("ada", horse);
    const std::int64_t start = at(on(3, 1));
    const std::int64_t minute = std::int64_t{60} * 1'000'000;
    for (int k = 0; k < 10; ++k) {
        EXPECT_EQ(prove("ada", ByPassword{horse}, start + k * minute), "") << k;
        failed_.count("ada", start + k * minute);
    }
    EXPECT_EQ(prove("ada", ByPassword{horse}, start + 10 * minute), "not_authenticated");
    EXPECT_EQ(said_, "10 wrong passwords within an hour");
    EXPECT_EQ(hint_, "the next is looked at after 2021-03-01 01:01 UTC");
    EXPECT_EQ(prove("ada", ByPassword{horse}, start + 60 * minute - 1), "not_authenticated");
    EXPECT_EQ(prove("ada", ByPassword{horse}, start + 60 * minute), "");
    // One more, and the second of the ten has to grow old too.
    failed_.count("ada", start + 60 * minute);
    EXPECT_EQ(prove("ada", ByPassword{horse}, start + 61 * minute - 1), "not_authenticated");
    EXPECT_EQ(prove("ada", ByPassword{horse}, start + 61 * minute), "");
    // Others are not held up, nor are tokens.
    set("ben", horse);
    EXPECT_EQ(prove("ben", ByPassword{horse}, start + 10 * minute), "");
}

TEST_F(AuthenticatorTest, TenWrongPasswordsOverMoreThanAnHourHoldNobodyUp) {
    set("ada", horse);
    const std::int64_t step = std::int64_t{401} * 1'000'000;
    for (int k = 0; k < 10; ++k) failed_.count("ada", at(on(3, 1)) + k * step);
    EXPECT_EQ(prove("ada", ByPassword{horse}, at(on(3, 1)) + 10 * step), "");
}

TEST_F(AuthenticatorTest, CommandsAboutCredentialsAreRefusedForTheirReasons) {
    const std::string sha256 = token_sha256(token);
    EXPECT_EQ(facility_.give("ada", password("ben", horse)), "no_role");
    EXPECT_EQ(facility_.give("mara", password("nobody", horse)), "unknown_object");
    EXPECT_EQ(facility_.give("nobody", password("nobody", horse)), "unknown_person");
    EXPECT_EQ(facility_.give("ada", command::SetPassword{"ada", "correct horse battery"}),
              "wrong_value");
    EXPECT_EQ(facility_.said(), "this is no verifier of a password");
    EXPECT_EQ(facility_.give("ada", command::IssueToken{"c i", sha256, on(3, 9), {}}),
              "wrong_value");
    EXPECT_EQ(facility_.give("ada", command::IssueToken{"ci", "aliquot-01", on(3, 9), {}}),
              "wrong_value");
    EXPECT_EQ(facility_.give("ada", command::IssueToken{"ci", sha256, on(2, 28), {}}),
              "wrong_value");
    EXPECT_EQ(facility_.give("ada", command::IssueToken{"ci", sha256, on(3, 9), {"dance"}}),
              "wrong_value");
    EXPECT_EQ(facility_.said(), "\"dance\" is no kind of command");
    EXPECT_EQ(facility_.give("ada", command::IssueToken{"ci", sha256, on(3, 9), {}}), "");
    EXPECT_EQ(facility_.give("ada", command::IssueToken{"ci", sha256, on(3, 9), {}}),
              "wrong_state");
    EXPECT_EQ(facility_.give("ben", command::RevokeToken{"ada", "ci"}), "no_role");
    EXPECT_EQ(facility_.give("mara", command::RevokeToken{"ada", "cj"}), "unknown_object");
    EXPECT_EQ(facility_.give("mara", command::RevokeToken{"ada", "ci"}), "");
    EXPECT_EQ(facility_.give("ada", command::RevokeToken{"ada", "ci"}), "wrong_state");
}

TEST(Secret, AVerifierIsOfOnePasswordAndOfBoundedCost) {
    const std::string verifier = password_verifier(horse, lowest_cost).value();
    EXPECT_TRUE(is_verifier(verifier));
    EXPECT_NE(verifier, password_verifier(horse, lowest_cost).value());  // salted
    EXPECT_TRUE(is_password_of(verifier, horse));
    EXPECT_FALSE(is_password_of(verifier, donkey));
    EXPECT_EQ(password_verifier(Secret{"eleven byte"}, lowest_cost).error().what,
              "a password has 12 to 1000 characters, this one has 11");
    const std::string tail = "$5uYZ1EkqAWfuklZtYOuOaQ$89jdRzr8TaWFbo2IBTFstwsuU8MbnHx2nRvUqCkzd10";
    EXPECT_TRUE(is_verifier("$argon2id$v=19$m=65536,t=2,p=1" + tail));
    for (const char* front :
         {"$argon2i$v=19$m=65536,t=2,p=1", "$argon2id$v=19$m=1048577,t=2,p=1",
          "$argon2id$v=19$m=65536,t=17,p=1", "$argon2id$v=19$m=65536,t=2,p=2",
          "$argon2id$v=19$m=065536,t=2,p=1", "$argon2id$v=19$m=7,t=2,p=1",
          "$argon2id$v=19$m=99999999999999999999,t=2,p=1", "$argon2id$v=19$m=,t=2,p=1", ""})
        EXPECT_FALSE(is_verifier(front + tail)) << front;
    EXPECT_FALSE(is_verifier("$argon2id$v=19$m=65536,t=2,p=1" + tail + "0"));
    EXPECT_FALSE(is_verifier("$argon2id$v=19$m="));
}

TEST(Secret, EveryDoorTakesWhatTakesATenthOfASecondAnd64MiB) {
    EXPECT_EQ(interactive_cost.passes, 2U);
    EXPECT_EQ(interactive_cost.memory, 67'108'864U);
    EXPECT_TRUE(password_verifier(horse).value().starts_with("$argon2id$v=19$m=65536,t=2,p=1$"));
}

TEST(Secret, TokensDifferAndAreKeptAsTheirHash) {
    const Secret one = new_token();
    EXPECT_EQ(one.text().size(), 8U + 64);
    EXPECT_NE(one.text(), new_token().text());
    EXPECT_EQ(token_sha256(one).size(), 64U);
    EXPECT_NE(token_sha256(one), token_sha256(new_token()));
}

}  // namespace
}  // namespace aliquot
