// The journal, read back by software that is not ours: hledger must accept it, agree with our
// balances, and refuse it when one dose is wrong.
#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "io/small_run.hpp"
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <sys/wait.h>

#include "aliquot/io/run/balances.hpp"
#include "aliquot/io/run_writer.hpp"

namespace aliquot {
namespace {

struct Outcome {
    int status = 0;
    std::string output;
};

Outcome shell(const std::string& command) {
    Outcome outcome;
    std::FILE* pipe = ::popen((command + " 2>&1").c_str(), "r");
    if (pipe == nullptr) return {127, "no shell"};
    std::array<char, 4096> bytes{};
    for (std::size_t n = 0; (n = std::fread(bytes.data(), 1, bytes.size(), pipe)) > 0;)
        outcome.output.append(bytes.data(), n);
    const int closed = ::pclose(pipe);
    outcome.status = WIFEXITED(closed) ? WEXITSTATUS(closed) : 126;
    return outcome;
}

class JournalToHledger : public testing::Test {
protected:
    void SetUp() override {
        if (shell("command -v hledger").status != 0)
            GTEST_SKIP() << "hledger is not installed: the journal was not checked by it";
        std::string name = (std::filesystem::temp_directory_path() / "journal-XXXXXX").string();
        ASSERT_NE(::mkdtemp(name.data()), nullptr);
        folder_ = name;
    }
    void TearDown() override {
        if (!folder_.empty()) std::filesystem::remove_all(folder_);
    }

    Outcome hledger(const std::string& journal, const std::string& arguments) {
        const std::filesystem::path path = folder_ / "ledger.journal";
        std::ofstream{path, std::ios::binary} << journal;
        return shell("LC_ALL=C.UTF-8 hledger -f '" + path.string() + "' " + arguments);
    }

private:
    std::filesystem::path folder_;
};

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const std::size_t at = text.rfind(from);
    EXPECT_NE(at, std::string::npos) << from;
    return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

TEST_F(JournalToHledger, AcceptsItStrictlyWithAccountsCommoditiesAndOrderDeclared) {
    const std::string journal = hledger_journal(small::scenario(), small::run());
    const Outcome plain = hledger(journal, "check");
    EXPECT_EQ(plain.status, 0) << plain.output;
    const Outcome strict = hledger(journal, "check --strict ordereddates");
    EXPECT_EQ(strict.status, 0) << strict.output;
}

TEST_F(JournalToHledger, RefusesItWhenOneAssertedDoseIsWrong) {
    const std::string journal = hledger_journal(small::scenario(), small::run());
    const std::string wrong =
        replaced(journal, "= 30000 \"SINOVAC-2021-09\"", "= 30001 \"SINOVAC-2021-09\"");
    const Outcome refused = hledger(wrong, "check");
    EXPECT_NE(refused.status, 0);
    EXPECT_NE(refused.output.find("balance assertion"), std::string::npos) << refused.output;
}

TEST_F(JournalToHledger, RefusesItWhenOneTransferredDoseIsMissing) {
    const std::string journal = hledger_journal(small::scenario(), small::run());
    const std::string wrong = replaced(journal, "      600000 \"SINOVAC", "      599999 \"SINOVAC");
    EXPECT_NE(hledger(wrong, "check").status, 0);
}

TEST_F(JournalToHledger, FindsTheSameBalancesAsTheSummary) {
    const Scenario scenario = small::scenario();
    const auto run = small::run();
    const Outcome found =
        hledger(hledger_journal(scenario, run), "balance --flat --no-total --no-elide -O csv");
    ASSERT_EQ(found.status, 0) << found.output;
    EXPECT_EQ(found.output,
              "\"account\",\"balance\"\n"
              "\"supply:JNJ-2021-09\",\"-100000 \"\"JNJ-2021-09\"\"\"\n"
              "\"supply:SINOVAC-2021-09\",\"-3000000 \"\"SINOVAC-2021-09\"\"\"\n"
              "\"pool\",\"1270000 \"\"SINOVAC-2021-09\"\"\"\n"
              "\"buffer\",\"30000 \"\"SINOVAC-2021-09\"\"\"\n"
              "\"offered:KEN\",\"500000 \"\"SINOVAC-2021-09\"\"\"\n"
              "\"title:NPL\",\"600000 \"\"SINOVAC-2021-09\"\"\"\n"
              "\"transit:NPL\",\"600000 \"\"SINOVAC-2021-09\"\"\"\n"
              "\"custody:FJI\",\"20000 \"\"JNJ-2021-09\"\"\"\n"
              "\"expired\",\"80000 \"\"JNJ-2021-09\"\"\"\n");
}

std::string entry_of(const std::string& journal, const std::string& opening) {
    const std::size_t from = journal.find(opening);
    EXPECT_NE(from, std::string::npos) << opening;
    if (from == std::string::npos) return {};
    return journal.substr(from, journal.find("\n\n", from) + 1 - from);
}

TEST(Journal, ReturnsADeclinedOfferToThePoolAndKeepsTheReasonOnOneLine) {
    const std::string journal = hledger_journal(small::scenario(), small::run());
    EXPECT_EQ(entry_of(journal, "2021-09-05"),
              "2021-09-05 (7) declined: to others, \"more severely\" / affected soon"
              "  ; transfer:7, state:voided, settles:4\n"
              "    pool                                    2970000 \"SINOVAC-2021-09\"\n"
              "    offered:PRK                            -2970000 \"SINOVAC-2021-09\"\n");
}

TEST(Journal, SplitsAnOfferTakenInPartBetweenTitleAndPool) {
    const std::string journal = hledger_journal(small::scenario(), small::run());
    EXPECT_EQ(entry_of(journal, "2021-09-08 (8)"),
              "2021-09-08 (8) * accepted in part  ; transfer:8, state:post, settles:5\n"
              "    title:FJI                                 30000 \"JNJ-2021-09\"\n"
              "    pool                                      20000 \"JNJ-2021-09\"\n"
              "    offered:FJI                              -50000 \"JNJ-2021-09\"\n");
}

TEST(Journal, AssertsEveryBalanceThatMovedOrIsNotEmptyBeforeEachRound) {
    const std::string journal = hledger_journal(small::scenario(), small::run());
    EXPECT_EQ(entry_of(journal, "2021-10-01 balances"),
              "2021-10-01 balances before round 2  ; assertions:2\n"
              "    supply:JNJ-2021-09                0 \"JNJ-2021-09\" = -100000 \"JNJ-2021-09\"\n"
              "    supply:SINOVAC-2021-09            0 \"SINOVAC-2021-09\" = -3000000 "
              "\"SINOVAC-2021-09\"\n"
              "    pool                              0 \"JNJ-2021-09\" = 70000 \"JNJ-2021-09\"\n"
              "    pool                              0 \"SINOVAC-2021-09\" = 1770000 "
              "\"SINOVAC-2021-09\"\n"
              "    buffer                            0 \"SINOVAC-2021-09\" = 30000 "
              "\"SINOVAC-2021-09\"\n"
              "    offered:FJI                       0 \"JNJ-2021-09\" = 0 \"JNJ-2021-09\"\n"
              "    offered:KEN                       0 \"JNJ-2021-09\" = 0 \"JNJ-2021-09\"\n"
              "    offered:NPL                       0 \"SINOVAC-2021-09\" = 0 "
              "\"SINOVAC-2021-09\"\n"
              "    offered:PRK                       0 \"SINOVAC-2021-09\" = 0 "
              "\"SINOVAC-2021-09\"\n"
              "    title:FJI                         0 \"JNJ-2021-09\" = 0 \"JNJ-2021-09\"\n"
              "    title:NPL                         0 \"SINOVAC-2021-09\" = 1200000 "
              "\"SINOVAC-2021-09\"\n"
              "    transit:FJI                       0 \"JNJ-2021-09\" = 0 \"JNJ-2021-09\"\n"
              "    custody:FJI                       0 \"JNJ-2021-09\" = 30000 \"JNJ-2021-09\"\n");
}

TEST(Journal, RefusesASettlementOfAnOfferThatWasNeverMade) {
    auto run = small::run();
    run.transfers[6].settles = 99;
    EXPECT_THROW(static_cast<void>(hledger_journal(small::scenario(), run)), BrokenPromise);
}

TEST(Journal, RefusesTransfersThatGoBackInTime) {
    auto run = small::run();
    run.transfers[9].date = run.transfers[0].date - Days{1};
    EXPECT_THROW(static_cast<void>(hledger_journal(small::scenario(), run)), BrokenPromise);
}

RC_GTEST_PROP(Balances, NoSettlementMakesOrLosesADose, ()) {
    const int offered = *rc::gen::inRange(0, 1'000'000);
    const int accepted = *rc::gen::inRange(0, offered + 1);
    const auto state =
        *rc::gen::element(TransferState::post, TransferState::voided, TransferState::expired);
    auto run = small::run();
    run.transfers[3].doses = Doses{offered};
    run.transfers[6].doses = Doses{accepted};
    run.transfers[6].state = state;
    std::int64_t all = 0;
    std::int64_t title = 0;
    const Postings postings{run.transfers};
    for (const std::size_t each : {std::size_t{3}, std::size_t{6}}) {
        for (const Posting& side : postings.of(run.transfers[each])) {
            all += side.doses;
            if (side.account == Account{AccountKind::title, small::prk}) title += side.doses;
        }
    }
    RC_ASSERT(all == 0);
    RC_ASSERT(title == (state == TransferState::post ? accepted : 0));
    RC_ASSERT(
        (balances_of(run.transfers).at({{AccountKind::offered, small::prk}, small::sinovac_line}) ==
         0));
}

}  // namespace
}  // namespace aliquot
