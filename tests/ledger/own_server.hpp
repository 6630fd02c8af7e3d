// A PostgreSQL of one test's own, to be killed and started again.
#pragma once

#include <cstdlib>
#include <fstream>
#include <string>

#include "ledger/log_story.hpp"
#include <fmt/format.h>
#include <gtest/gtest.h>

namespace aliquot::ledger::testing {

class OwnServer {
public:
    OwnServer() { tell("start"); }
    ~OwnServer() { tell("stop"); }
    OwnServer(const OwnServer&) = delete;
    OwnServer& operator=(const OwnServer&) = delete;

    void tell(const char* action) {
        const std::string command =
            fmt::format("'{}' {} '{}'", ALIQUOT_SCRATCH_POSTGRES, action, scratch_.file("server"));
        EXPECT_EQ(std::system(command.c_str()), 0) << command;
    }
    [[nodiscard]] std::string address() const {
        std::ifstream in{scratch_.file("server") + "/address"};
        std::string line;
        std::getline(in, line);
        return line;
    }

private:
    Scratch scratch_;
};

}  // namespace aliquot::ledger::testing
