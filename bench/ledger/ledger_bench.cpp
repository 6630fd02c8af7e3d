// How fast is a log that loses nothing? Durable appends by many callers, beside plain row inserts
// with the same durability in the same run; and a long log read back and audited.
//
//   ledger_bench FOLDER [postgresql://...] [seconds for each figure] [records of the long log]
//
// FOLDER is on the disk that is to be measured. What is timed is also checked: every log is
// audited.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include <fmt/core.h>
#include <sys/resource.h>

#include "aliquot/ledger/log/audit.hpp"
#include "aliquot/ledger/log/db.hpp"
#include "aliquot/ledger/log/place.hpp"
#include "aliquot/ledger/log/writer.hpp"

namespace {

using namespace aliquot::ledger;  // NOLINT(google-build-using-namespace)
using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

double cpu_seconds() {
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    return seconds(used.ru_utime) + seconds(used.ru_stime);
}

double peak_mebibytes() {
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    return static_cast<double>(used.ru_maxrss) / 1024;
}

template <class T>
T demanded(aliquot::Result<T> result) {
    if (result) return *std::move(result);
    fmt::print(stderr, "{}: {}\n", result.error().where, result.error().what);
    std::exit(1);
}
void demand(const DbResult<void>& result) {
    if (result) return;
    fmt::print(stderr, "{}\n", result.error().error.what);
    std::exit(1);
}

Draft transfer(std::int64_t number) {
    const std::string name = fmt::format("transfer-{:08d}", number);
    return {name,
            aliquot::sha256(name),
            "ama",
            1'614'153'600'000'000 + number,
            {{"transfer_posted", "2021-03-01T09:00:00Z",
              fmt::format(R"({{"doses":{},"from":"offered:GHA","id":{},"line":"SII-2021-03",)"
                          R"("reason":"offer accepted","to":"title:GHA"}})",
                          number % 100'000, number)}},
            {}};
}

std::unique_ptr<DbSource> source_of(const std::string& place) {
    return is_database_address(place) ? postgres_database(place) : sqlite_file(place);
}

// Everybody inserts rows of the same size, each in a transaction of its own and over a connection
// of its own; there is no chain, no key and no answer but the database's.
double plain_rows(const std::string& place, int callers, double seconds) {
    auto source = source_of(place);
    auto first = source->connect(DbSource::Access::create);
    if (!first) return 0;
    demand((*first)->define("create table plain (id {integer} primary key, who text, body text)"));
    std::atomic<std::int64_t> next = 0;
    std::atomic<bool> enough = false;
    const auto start = Clock::now();
    std::vector<std::thread> threads;
    for (int caller = 0; caller < callers; ++caller)
        threads.emplace_back([&] {
            auto db = source->connect(DbSource::Access::write);
            while (db && !enough) {
                const std::int64_t id = ++next;
                const Draft draft = transfer(id);
                demand((*db)->run("insert into plain (id, who, body) values ($1, $2, $3)",
                                  {id, draft.who, draft.events[0].body}));
            }
        });
    std::this_thread::sleep_for(std::chrono::duration<double>{seconds});
    enough = true;
    for (std::thread& thread : threads) thread.join();
    const double took = seconds_since(start);
    std::int64_t rows = 0;
    demand((*first)->run("select count(*) from plain", {},
                         [&](const Row& row) { rows = row.number(0); }));
    demand((*first)->define("drop table plain"));
    return static_cast<double>(rows) / took;
}

double appends(Store& store, int callers, double seconds, std::int64_t& next_number) {
    Writer writer{store};
    std::atomic<std::int64_t> next = next_number;
    std::atomic<std::int64_t> acknowledged = 0;
    std::atomic<bool> enough = false;
    const auto start = Clock::now();
    std::vector<std::thread> threads;
    for (int caller = 0; caller < callers; ++caller)
        threads.emplace_back([&] {
            while (!enough) {
                demanded(writer.append(transfer(++next)));
                ++acknowledged;
            }
        });
    std::this_thread::sleep_for(std::chrono::duration<double>{seconds});
    enough = true;
    for (std::thread& thread : threads) thread.join();
    const double took = seconds_since(start);
    next_number = next;
    return static_cast<double>(acknowledged) / took;
}

void measure_appends(const std::string& name, const std::string& place, double seconds) {
    auto store = demanded(create_store(place, "bench"));
    std::int64_t number = 0;
    const std::string plain = is_database_address(place) ? place : place + "-plain";
    for (const int callers : {1, 16, 64}) {
        const double rows = plain_rows(plain, callers, seconds);
        const double records = appends(*store, callers, seconds, number);
        fmt::print("{:<10} {:>3} callers   {:>8.0f} plain rows/s   {:>8.0f} records/s\n", name,
                   callers, rows, records);
    }
    const auto report = demanded(audit(*store));
    fmt::print("{:<10} audited: {} records, {} violations\n", name, report.records,
               report.violations_in_all);
}

void measure_long_log(const std::string& name, const std::string& place, std::int64_t records) {
    const auto start = Clock::now();
    {
        auto store = demanded(create_store(place, "bench"));
        std::vector<Draft> drafts;
        for (std::int64_t number = 1; number <= records; ++number) {
            drafts.push_back(transfer(number));
            if (drafts.size() < 10'000 && number < records) continue;
            demanded(store->append(drafts));
            drafts.clear();
        }
    }
    fmt::print("{:<10} {} records written in {:.1f} s\n", name, records, seconds_since(start));
    auto store = demanded(open_store(place));
    for (int again = 0; again < 3; ++again) {
        auto from = Clock::now();
        double cpu = cpu_seconds();
        std::int64_t bytes = 0;
        std::int64_t seen = 0;
        auto read = store->read(0, records, [&](const Record& record) {
            bytes += std::ssize(record.body);
            ++seen;
        });
        if (!read || seen != records) std::exit(1);
        fmt::print("{:<10} read back: {:.2f} s, {:.2f} s of CPU, {:.0f} MiB at most\n", name,
                   seconds_since(from), cpu_seconds() - cpu, peak_mebibytes());
        from = Clock::now();
        cpu = cpu_seconds();
        const auto report = demanded(audit(*store));
        if (report.records != records || report.violations_in_all != 0) std::exit(1);
        fmt::print("{:<10} audited: {:.2f} s, {:.2f} s of CPU, {:.0f} MiB at most\n", name,
                   seconds_since(from), cpu_seconds() - cpu, peak_mebibytes());
    }
}

}  // namespace

int main(int count, char** words) {
    if (count < 2) {
        fmt::print(stderr, "ledger_bench FOLDER [postgresql://...|-] [seconds] [records]\n");
        return 2;
    }
    const std::filesystem::path folder = words[1];
    const std::string database = count > 2 && std::string{words[2]} != "-" ? words[2] : "";
    const double seconds = count > 3 ? std::atof(words[3]) : 3;
    const std::int64_t records = count > 4 ? std::atoll(words[4]) : 1'000'000;
    std::filesystem::create_directories(folder);
    if (seconds > 0) {
        measure_appends("SQLite", (folder / "appends.aliquot").string(), seconds);
        if (!database.empty()) measure_appends("PostgreSQL", database, seconds);
    }
    if (records > 0) measure_long_log("SQLite", (folder / "long.aliquot").string(), records);
    return 0;
}
