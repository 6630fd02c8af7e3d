// limits.csv: the most that single recipients may take of single lines.
#include <algorithm>
#include <array>
#include <tuple>

#include <fmt/core.h>

#include "aliquot/core/text.hpp"
#include "aliquot/io/recipients/interned.hpp"
#include "aliquot/io/recipients/plain_cells.hpp"
#include "aliquot/io/recipients/pool_reading.hpp"

namespace aliquot::reading {

namespace {

constexpr std::array<Column, 3> columns{{{"recipient", true}, {"supply", true}, {"courses", true}}};

// Finds recipients by id. Rows that come in the order of ids are found next to each other;
// for others a table is made when the first is met.
class RecipientFinder {
public:
    explicit RecipientFinder(const Ids& ids) : ids_{ids} {}

    std::optional<std::uint32_t> find(std::string_view id) {
        constexpr std::size_t steps = 8;
        for (std::size_t i = last_; i < std::min(last_ + steps, ids_.size()); ++i) {
            if (ids_[i] != id) continue;
            last_ = i;
            return static_cast<std::uint32_t>(i);
        }
        if (slots_.empty()) make_table();
        const std::size_t end = slots_.size() - 1;
        for (std::size_t slot = hash_of(id) & end; slots_[slot] != 0; slot = (slot + 1) & end) {
            if (ids_[slots_[slot] - 1] != id) continue;
            last_ = slots_[slot] - 1;
            return slots_[slot] - 1;
        }
        return std::nullopt;
    }

private:
    void make_table() {
        std::size_t size = 64;
        while (size < 2 * ids_.size()) size *= 2;
        slots_.assign(size, 0);
        for (std::uint32_t i = 0; i < ids_.size(); ++i) {
            std::size_t slot = hash_of(ids_[i]) & (size - 1);
            while (slots_[slot] != 0) slot = (slot + 1) & (size - 1);
            slots_[slot] = i + 1;
        }
    }

    const Ids& ids_;
    std::vector<std::uint32_t> slots_;  // position + 1; 0: free
    std::size_t last_ = 0;
};

struct Limit {
    std::uint32_t recipient;
    LineNumber line;
    std::int64_t most;
    std::uint32_t row;

    [[nodiscard]] auto key() const { return std::tie(recipient, line); }
};

class LimitTaker : public RowTaker {
public:
    explicit LimitTaker(PoolReading& reading)
        : reading_{reading}, finder_{reading.made.recipients} {
        for (const PooledLine& line : reading.made.lines) (void)line_ids_.add(line.id);
    }

    void begin(const Places& /*places*/, std::size_t rows) override { limits_.reserve(rows); }

    bool take(const Cells& cells) override {
        std::int64_t most = 0;
        if (!plain_number(cells[2], course_range.least, course_range.most, most)) return false;
        const auto line = line_ids_.find(cells[1]);
        if (!line) return false;
        const auto recipient = finder_.find(cells[0]);
        if (!recipient) return false;
        keep({*recipient, *line, most, 0});
        return true;
    }

    void take_closely(Row& row) override {
        const std::string id = row.id("recipient");
        const auto recipient = finder_.find(id);
        if (!id.empty() && !recipient)
            row.wrong("recipient", fmt::format("unknown recipient {}", shown(id)),
                      "recipients.csv does not list it");
        const auto line = row.known("supply", reading_.lines);
        const auto most = row.whole("courses", course_range);
        keep({recipient.value_or(0), static_cast<LineNumber>(line.value_or(0)), most.value_or(0),
              0});
        if (!row.sound()) limits_.pop_back();
    }

    void skip() override { ++row_; }

    std::vector<Limit> take_limits() && { return std::move(limits_); }

private:
    void keep(Limit limit) {
        limit.row = ++row_ + 1;  // after the header
        limits_.push_back(limit);
    }

    PoolReading& reading_;
    RecipientFinder finder_;
    InternedTexts line_ids_;
    std::vector<Limit> limits_;
    std::uint32_t row_ = 0;
};

void put_in_order(PoolReading& reading, std::vector<Limit>& limits) {
    const auto before = [](const Limit& a, const Limit& b) {
        return std::tie(a.recipient, a.line, a.row) < std::tie(b.recipient, b.line, b.row);
    };
    if (!std::ranges::is_sorted(limits, before)) std::ranges::sort(limits, before);
    for (std::size_t k = 1, first = 0; k < limits.size(); ++k) {
        if (limits[k].key() != limits[first].key()) {
            first = k;
            continue;
        }
        reading.add(Spot{"limits.csv", {limits[k].row, limits[k].row}, 0, ""},
                    fmt::format("the same recipient and supply line as row {}", limits[first].row),
                    "keep one of the two");
    }
}

}  // namespace

void read_pair_limits(PoolReading& reading) {
    if (!reading.files.has("limits.csv")) return;
    auto file = reading.files.open("limits.csv");
    if (!file) {
        reading.findings.add(Spot{"limits.csv", {}, 0, ""}, std::move(file.error()));
        return;
    }
    LimitTaker taker{reading};
    LargeTable table{"limits.csv",     *std::move(file), columns,
                     reading.findings, reading.progress, reading.block};
    (void)table.read(taker);
    std::vector<Limit> limits = std::move(taker).take_limits();
    put_in_order(reading, limits);
    Pool& pool = reading.made.pool;
    // A limit on a line that the recipient may not take says nothing.
    const auto idle = std::ranges::remove_if(limits, [&](const Limit& limit) {
        return !std::ranges::binary_search(pool.lines_of(limit.recipient), limit.line);
    });
    if (!idle.empty())
        reading.made.notices.push_back(fmt::format(
            "limits.csv: {} of a line that the recipient may not take change{} nothing",
            idle.size() == 1 ? "one limit"
                             : grouped(static_cast<std::int64_t>(idle.size())) + " limits",
            idle.size() == 1 ? "s" : ""));
    limits.erase(idle.begin(), idle.end());
    if (limits.empty()) return;
    pool.pair_begin.assign(pool.recipients() + 1, 0);
    pool.pair_line.reserve(limits.size());
    pool.pair_most.reserve(limits.size());
    for (const Limit& limit : limits) {
        ++pool.pair_begin[limit.recipient + 1];
        pool.pair_line.push_back(limit.line);
        pool.pair_most.push_back(limit.most);
    }
    for (std::size_t i = 0; i < pool.recipients(); ++i)
        pool.pair_begin[i + 1] += pool.pair_begin[i];
}

}  // namespace aliquot::reading
