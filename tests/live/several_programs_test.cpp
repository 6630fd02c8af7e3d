// Several callers at once on one facility: each command is decided on what was there, and none is
// lost or done twice.
#include <atomic>
#include <thread>

#include "desk/small_desk.hpp"
#include "ledger/log_story.hpp"

#include "aliquot/ledger/log/audit.hpp"

namespace aliquot {
namespace {

using testing::on;

constexpr int callers = 4;
constexpr int pledges_each = 12;

// Each caller pledges lines of its own, and all of them try to open the next round.
void run_callers(const std::string& place, std::atomic<int>& pledged, std::atomic<int>& opened,
                 std::atomic<int>& gave_up) {
    std::vector<std::thread> threads;
    for (int caller = 0; caller < callers; ++caller)
        threads.emplace_back([&, caller] {
            const auto store = ledger::open_store(place);
            if (!store) return;
            auto live = LiveFacility::open(**store);
            if (!live) return;
            for (int i = 0; i < pledges_each; ++i) {
                const std::string name = std::to_string(caller) + "-" + std::to_string(i);
                const auto give = [&](const std::string& key, const char* who, Command command) {
                    // Whoever is overtaken again and again asks again, under the same key.
                    for (int attempt = 0; attempt < 200; ++attempt) {
                        auto done = live->run({key, {who, on(3, 1), command}, 1, {}});
                        if (done || done.error().code != RefusalCode::conflict) return done;
                    }
                    ++gave_up;
                    return live->run({key, {who, on(3, 1), std::move(command)}, 1, {}});
                };
                pledged += give("pledge-" + name, "moe",
                                command::PledgeSupply{"P" + name,
                                                      "V2",
                                                      Doses{10},
                                                      on(4, 1),
                                                      {},
                                                      "purchase_agreement",
                                                      "",
                                                      {}})
                               .has_value();
                opened += give("open-" + name, "ada", command::OpenRound{}).has_value();
            }
        });
    for (std::thread& each : threads) each.join();
}

TEST(SeveralPrograms, AllThatWasAnsweredIsThereOnce) {
    const ledger::testing::Scratch scratch;
    const std::string place = scratch.file("shared.aliquot");
    {
        const auto store = ledger::create_store(place, "shared");
        ASSERT_TRUE(store.has_value());
        auto live = LiveFacility::create(**store, testing::small_world(),
                                         {on(2, 1), "mara", "Mara", 1, 7}, 1);
        ASSERT_TRUE(live.has_value());
        int number = 0;
        const auto give = [&](Command command) {
            const std::string key = "start-" + std::to_string(++number);
            ASSERT_TRUE(live->run({key, {"mara", on(2, 1), std::move(command)}, 1, {}}));
        };
        give(command::AddPerson{"ada", "Ada"});
        give(command::AddPerson{"moe", "Moe"});
        give(command::GrantRole{"ada", Role::analyst, "", {}, ""});
        give(command::GrantRole{"moe", Role::manufacturer_officer, "V2", {}, ""});
    }
    std::atomic<int> pledged = 0;
    std::atomic<int> opened = 0;
    std::atomic<int> gave_up = 0;
    run_callers(place, pledged, opened, gave_up);
    EXPECT_EQ(gave_up, 0);
    EXPECT_EQ(pledged, callers * pledges_each);
    EXPECT_EQ(opened, 1);  // the round stays open, so that everybody else is refused
    const auto store = ledger::open_store(place);
    const auto live = LiveFacility::open(**store);
    ASSERT_TRUE(live.has_value());
    EXPECT_EQ(live->desk().world().supply.size(), 1U + callers * pledges_each);
    EXPECT_EQ(live->desk().rounds().rounds().size(), 1U);
    EXPECT_EQ(ledger::audit(**store)->violations_in_all, 0);
}

}  // namespace
}  // namespace aliquot
