// The ledger refuses what cannot be, and every dose stays in exactly one account.
#include "aliquot/ledger/ledger.hpp"

#include <random>

#include <gtest/gtest.h>

namespace aliquot {
namespace {

constexpr Account pool{AccountKind::pool, {}};
constexpr Account supply{AccountKind::supply, {}};
constexpr SupplyIndex line{0};
const Date today = *parse_date("2021-03-01");

Account title(std::size_t p) {
    return {AccountKind::title, ParticipantIndex{p}};
}
Account offered(std::size_t p) {
    return {AccountKind::offered, ParticipantIndex{p}};
}

Scenario one_line() {
    Scenario scenario;
    scenario.participants.resize(3);
    scenario.products.resize(1);
    scenario.supply.resize(2);
    for (std::size_t p = 0; p < 3; ++p) scenario.participants[p].id = std::string(3, char('A' + p));
    scenario.supply[0].id = "L0";
    scenario.supply[1].id = "L1";
    return scenario;
}

class LedgerOfHundred : public ::testing::Test {
protected:
    void SetUp() override {
        ASSERT_TRUE(ledger.post(today, line, supply, pool, Doses{100}, "confirmed"));
    }
    int reserve(std::size_t p, std::int64_t doses) {
        const auto id = ledger.reserve(today, line, pool, title(p), Doses{doses}, "offer");
        EXPECT_TRUE(id.has_value());
        return id.value_or(0);
    }

    Scenario scenario = one_line();
    Ledger ledger{scenario};
};

TEST_F(LedgerOfHundred, AnOfferReservesDosesUntilItIsAnswered) {
    const int pending = reserve(0, 60);
    EXPECT_EQ(ledger.balance(pool), Doses{40});
    EXPECT_EQ(ledger.balance(offered(0)), Doses{60});
    ASSERT_TRUE(ledger.accept(today, pending, Doses{45}, "accepted in part"));
    EXPECT_EQ(ledger.balance(title(0)), Doses{45});
    EXPECT_EQ(ledger.balance(pool), Doses{55});
    EXPECT_EQ(ledger.balance(offered(0)), Doses{0});
    ledger.audit();
}

TEST_F(LedgerOfHundred, DeclineAndSilenceGiveEverythingBack) {
    const int declined = reserve(0, 60);
    const int silent = reserve(1, 40);
    ASSERT_TRUE(ledger.release(today, declined, TransferState::voided, "declined"));
    ASSERT_TRUE(ledger.release(today, silent, TransferState::expired, "lapsed"));
    EXPECT_EQ(ledger.balance(pool), Doses{100});
    ledger.audit();
}

TEST_F(LedgerOfHundred, RefusesToMoveMoreThanAnAccountHolds) {
    const auto moved = ledger.post(today, line, pool, title(0), Doses{101}, "too much");
    ASSERT_FALSE(moved.has_value());
    EXPECT_EQ(moved.error().code, ErrorCode::conflict);
    EXPECT_EQ(moved.error().what, "pool holds 100 doses of L0, 101 are to be moved");
    EXPECT_FALSE(ledger.reserve(today, line, pool, title(0), Doses{101}, "too much").has_value());
    EXPECT_EQ(ledger.transfers().size(), 1U);  // a refused command leaves no trace
}

TEST_F(LedgerOfHundred, RefusesDosesOfAnotherLine) {
    EXPECT_FALSE(ledger.post(today, SupplyIndex{1}, pool, title(0), Doses{1}, "").has_value());
}

TEST_F(LedgerOfHundred, SettlesAnOfferOnlyOnce) {
    const int pending = reserve(0, 60);
    ASSERT_TRUE(ledger.accept(today, pending, Doses{60}, "accepted"));
    EXPECT_FALSE(ledger.accept(today, pending, Doses{60}, "again").has_value());
    EXPECT_FALSE(ledger.release(today, pending, TransferState::voided, "again").has_value());
    EXPECT_FALSE(ledger.accept(today, 1, Doses{1}, "not a pending transfer").has_value());
}

TEST_F(LedgerOfHundred, RefusesToAcceptMoreThanWasOffered) {
    EXPECT_FALSE(ledger.accept(today, reserve(0, 60), Doses{61}, "").has_value());
}

TEST(Ledger, LosesNoDoseInRandomBusiness) {
    const Scenario scenario = one_line();
    std::mt19937_64 random{1704000};
    for (int year = 0; year < 50; ++year) {
        Ledger ledger{scenario};
        std::vector<int> pending;
        Doses confirmed;
        for (int step = 0; step < 200; ++step) {
            const SupplyIndex of{random() % 2};
            const Doses doses{static_cast<std::int64_t>(random() % 50)};
            const std::size_t who = random() % 3;
            switch (random() % 5) {
                case 0:
                    ASSERT_TRUE(ledger.post(today, of, supply, pool, doses, "confirmed"));
                    confirmed += doses;
                    break;
                case 1:
                    if (auto id = ledger.reserve(today, of, pool, title(who), doses, "offer"))
                        pending.push_back(*id);
                    break;
                case 2:
                    if (!pending.empty())
                        (void)ledger.accept(today, pending[random() % pending.size()], doses, "");
                    break;
                case 3:
                    if (!pending.empty())
                        (void)ledger.release(
                            today, pending[random() % pending.size()],
                            random() % 2 ? TransferState::voided : TransferState::expired, "");
                    break;
                default:
                    (void)ledger.post(today, of, title(who),
                                      {AccountKind::custody, ParticipantIndex{who}}, doses, "");
            }
        }
        ledger.audit();
        EXPECT_EQ(ledger.confirmed(), confirmed);
        EXPECT_EQ(ledger.balance(AccountKind::pool) + ledger.balance(AccountKind::offered) +
                      ledger.balance(AccountKind::title) + ledger.balance(AccountKind::custody),
                  confirmed);
    }
}

}  // namespace
}  // namespace aliquot
