// A log in memory: for a replay, and for whoever wants to try something out.
#include <algorithm>
#include <map>
#include <mutex>
#include <shared_mutex>

#include "aliquot/core/check.hpp"
#include "aliquot/ledger/log/append_plan.hpp"

namespace aliquot::ledger {

namespace {

class MemoryStore final : public Store {
public:
    explicit MemoryStore(std::string log_id) : log_id_{std::move(log_id)} {}

    const std::string& log_id() const override { return log_id_; }

    Result<Head> head() override {
        const std::shared_lock lock{mutex_};
        return last();
    }

    Result<std::vector<Result<Place>>> append(std::span<const Draft> drafts) override {
        const std::unique_lock lock{mutex_};
        AppendPlan plan{last()};
        for (const Draft& draft : drafts) plan.add(draft, recorded(draft.command));
        for (const Record& record : plan.records()) {
            if (record.part == 1) first_of_.emplace(record.command, record.sequence);
            records_.push_back(record);
        }
        return std::move(plan).answers();
    }

    Result<std::optional<Place>> find(std::string_view command) override {
        const std::shared_lock lock{mutex_};
        const auto found = recorded(command);
        return found ? std::optional{found->place} : std::nullopt;
    }

    Result<void> read(std::int64_t from, std::int64_t limit, const RecordVisitor& visit) override {
        from = std::max<std::int64_t>(from, 1);
        for (; limit > 0; ++from, --limit) {
            Record record;
            {
                const std::shared_lock lock{mutex_};
                if (from > std::ssize(records_)) break;
                record = at(from);
            }
            visit(record);
        }
        return {};
    }

    Result<void> add_checkpoint(const Checkpoint& checkpoint) override {
        const std::unique_lock lock{mutex_};
        if (!stands(checkpoint.head) || !is_signed(log_id_, checkpoint))
            return not_of_this_log("checkpoint", checkpoint.head);
        checkpoints_.insert_or_assign({checkpoint.head.sequence, checkpoint.key}, checkpoint);
        return {};
    }

    Result<std::vector<Checkpoint>> checkpoints() override {
        const std::shared_lock lock{mutex_};
        std::vector<Checkpoint> all;
        for (const auto& [at, checkpoint] : checkpoints_) all.push_back(checkpoint);
        return all;
    }

    Result<void> save_snapshot(const Snapshot& snapshot) override {
        const std::unique_lock lock{mutex_};
        if (!stands(snapshot.head)) return not_of_this_log("snapshot", snapshot.head);
        snapshots_.insert_or_assign(snapshot.name, snapshot);
        return {};
    }

    Result<std::optional<Snapshot>> find_snapshot(std::string_view name) override {
        const std::shared_lock lock{mutex_};
        const auto found = snapshots_.find(name);
        return found == snapshots_.end() ? std::nullopt : std::optional{found->second};
    }

    Result<std::vector<Snapshot>> snapshots() override {
        const std::shared_lock lock{mutex_};
        std::vector<Snapshot> all;
        for (const auto& [name, snapshot] : snapshots_) all.push_back({name, snapshot.head, {}});
        return all;
    }

    Result<void> delete_snapshots() override {
        const std::unique_lock lock{mutex_};
        snapshots_.clear();
        return {};
    }

    Result<std::vector<std::string>> damage() override { return std::vector<std::string>{}; }

private:
    [[nodiscard]] const Record& at(std::int64_t sequence) const {
        return records_.at(static_cast<std::size_t>(sequence - 1));
    }
    [[nodiscard]] Head last() const {
        return records_.empty() ? genesis(log_id_)
                                : Head{records_.back().sequence, records_.back().hash};
    }
    [[nodiscard]] bool stands(const Head& head) const {
        return head.sequence >= 1 && head.sequence <= std::ssize(records_) &&
               at(head.sequence).hash == head.hash;
    }
    [[nodiscard]] std::optional<Recorded> recorded(std::string_view command) const {
        const auto found = first_of_.find(command);
        if (found == first_of_.end()) return {};
        const Record& first = at(found->second);
        return Recorded{{first.sequence, first.sequence + first.parts - 1, true}, first.request};
    }

    std::string log_id_;
    std::shared_mutex mutex_;
    std::vector<Record> records_;
    std::map<std::string, std::int64_t, std::less<>> first_of_;
    std::map<std::pair<std::int64_t, PublicKey>, Checkpoint> checkpoints_;
    std::map<std::string, Snapshot, std::less<>> snapshots_;
};

}  // namespace

std::unique_ptr<Store> store_in_memory(const std::string& log_id) {
    ALIQUOT_CHECK(is_log_id(log_id));
    return std::make_unique<MemoryStore>(log_id);
}

}  // namespace aliquot::ledger
