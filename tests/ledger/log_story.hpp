// A small log to test with: who wrote what, in the words of a facility, and a place to keep it.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include <unistd.h>

#include "aliquot/ledger/log/store.hpp"

namespace aliquot::ledger::testing {

inline Draft draft(const std::string& command, std::vector<Event> events,
                   std::optional<std::int64_t> expected = {}) {
    std::string asked = command;
    for (const Event& event : events) asked += event.body;
    return {command, sha256(asked), "ama", 1'614'156'600'000'000, std::move(events), expected};
}

inline Draft note(const std::string& command, const std::string& body = R"({"doses":5})") {
    return draft(command, {{"note_written", "2021-02-24", body}});
}

// Six records of four commands; the third makes three of them.
inline std::vector<Draft> story() {
    return {
        draft("confirm-1", {{"supply_confirmed", "2021-02-24", R"({"doses":1000,"line":"SII"})"}}),
        draft("open-1", {{"round_opened", "2021-02-25", R"({"round":1})"}}),
        draft("offer-1", {{"offer_made", "2021-03-01T08:00:00Z", R"({"doses":600,"to":"GHA"})"},
                          {"offer_made", "2021-03-01T08:00:00Z", R"({"doses":300,"to":"CIV"})"},
                          {"buffer_kept", "2021-03-01T08:00:00Z", R"({"doses":100})"}}),
        draft("accept-1", {{"offer_accepted", "2021-03-02", R"({"by":"Côte d'Ivoire"})"}}),
    };
}

// A folder of one test, gone when it ends; in memory where the system offers that.
class Scratch {
public:
    Scratch() {
        const std::filesystem::path memory = "/dev/shm";
        std::error_code none;
        const auto base = std::filesystem::exists(memory, none) && ::access("/dev/shm", W_OK) == 0
                              ? memory
                              : std::filesystem::temp_directory_path();
        std::string name = (base / "aliquot-log-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr) std::abort();
        folder_ = name;
    }
    ~Scratch() {
        std::error_code none;
        std::filesystem::remove_all(folder_, none);
    }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;

    [[nodiscard]] std::string file(const std::string& name) const {
        return (folder_ / name).string();
    }

private:
    std::filesystem::path folder_;
};

inline std::vector<Record> records_of(Store& store) {
    std::vector<Record> records;
    const auto read =
        store.read(0, 1'000'000'000, [&](const Record& record) { records.push_back(record); });
    if (!read) records.clear();
    return records;
}

// How many times as much a test does as in every run (CONTRIBUTING.md).
inline int effort() {
    const char* wished = std::getenv("ALIQUOT_TEST_EFFORT");
    const int times = wished == nullptr ? 1 : std::atoi(wished);
    return times < 1 ? 1 : times;
}

}  // namespace aliquot::ledger::testing
