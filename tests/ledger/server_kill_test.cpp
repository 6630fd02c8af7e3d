// PostgreSQL dies under load, as in a power cut, and comes back: no acknowledged record is lost.
#include <atomic>
#include <chrono>
#include <fstream>
#include <iostream>
#include <mutex>
#include <thread>

#include "ledger/log_story.hpp"
#include "ledger/own_server.hpp"
#include "ledger/postgres_schema.hpp"
#include <fmt/core.h>
#include <gtest/gtest.h>

#include "aliquot/ledger/log/audit.hpp"
#include "aliquot/ledger/log/writer.hpp"

namespace aliquot::ledger {
namespace {

using namespace testing;  // NOLINT(google-build-using-namespace)

TEST(ServerKilled, LosesNothingThatWasAcknowledged) {
    OwnServer server;
    if (server.address().empty()) GTEST_SKIP() << no_postgres;
    auto store = create_store(server.address(), "covax");
    ASSERT_TRUE(store.has_value()) << store.error().what;
    Writer writer{**store};
    std::atomic<bool> enough = false;
    std::atomic<int> errors = 0;
    std::mutex busy;
    std::vector<std::string> acknowledged;
    std::vector<std::thread> callers;
    for (int caller = 0; caller < 8; ++caller)
        callers.emplace_back([&, caller] {
            for (int i = 0; !enough; ++i) {
                Draft mine = story()[2];  // three records
                mine.command = fmt::format("c{}-{}", caller, i);
                auto placed = writer.append(mine);
                // As a caller would: the same command again until there is an answer.
                for (; !placed && !enough; placed = writer.append(mine)) ++errors;
                if (!placed) break;
                const std::lock_guard lock{busy};
                acknowledged.push_back(mine.command);
            }
        });
    const auto acknowledged_now = [&] {
        const std::lock_guard lock{busy};
        return acknowledged.size();
    };
    // It dies in the middle of things, not before any or after all of them.
    const auto wait_for = [&](std::size_t more) {
        const std::size_t before = acknowledged_now();
        for (int i = 0; i < 600 && acknowledged_now() < before + more; ++i)
            std::this_thread::sleep_for(std::chrono::milliseconds{50});
        EXPECT_GE(acknowledged_now(), before + more);
    };
    wait_for(20);
    const int kills = 2 * effort();
    for (int i = 0; i < kills; ++i) {
        server.tell("kill");
        server.tell("restart");
        wait_for(20);
    }
    enough = true;
    for (std::thread& caller : callers) caller.join();

    const auto report = audit(**store);
    ASSERT_TRUE(report.has_value()) << report.error().what;
    EXPECT_EQ(report->violations_in_all, 0) << report->violations.front().what;
    EXPECT_EQ(report->records % 3, 0);
    int lost = 0;
    for (const std::string& command : acknowledged) {
        const auto found = (*store)->find(command);
        lost += found && found->has_value() ? 0 : 1;
    }
    EXPECT_EQ(lost, 0);
    std::cout << kills << " times killed, " << acknowledged.size() << " commands acknowledged, "
              << lost << " lost, " << errors << " answered with an error and sent again\n";
}

}  // namespace
}  // namespace aliquot::ledger
