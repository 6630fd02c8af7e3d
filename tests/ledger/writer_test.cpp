// The writer when its store fails: who gets which answer.
#include "aliquot/ledger/log/writer.hpp"

#include <atomic>

#include "ledger/log_story.hpp"
#include <gtest/gtest.h>

namespace aliquot::ledger {
namespace {

using namespace testing;  // NOLINT(google-build-using-namespace)

// A store that cannot take one command; or, without its name, any.
class FailingStore final : public Store {
public:
    explicit FailingStore(std::string poison) : poison_{std::move(poison)} {}
    Result<std::vector<Result<Place>>> append(std::span<const Draft> drafts) override {
        everybody_waits.wait(false);
        ++asked;
        for (const Draft& each : drafts)
            if (poison_.empty() || each.command == poison_)
                return tl::unexpected(Error{ErrorCode::io, "it fails", each.command, ""});
        return real_->append(drafts);
    }
    const std::string& log_id() const override { return real_->log_id(); }
    Result<Head> head() override { return real_->head(); }
    Result<std::optional<Place>> find(std::string_view c) override { return real_->find(c); }
    Result<void> read(std::int64_t from, std::int64_t limit, const RecordVisitor& visit) override {
        return real_->read(from, limit, visit);
    }
    Result<void> add_checkpoint(const Checkpoint& c) override { return real_->add_checkpoint(c); }
    Result<std::vector<Checkpoint>> checkpoints() override { return real_->checkpoints(); }
    Result<void> save_snapshot(const Snapshot& s) override { return real_->save_snapshot(s); }
    Result<std::optional<Snapshot>> find_snapshot(std::string_view name) override {
        return real_->find_snapshot(name);
    }
    Result<std::vector<Snapshot>> snapshots() override { return real_->snapshots(); }
    Result<void> delete_snapshots() override { return real_->delete_snapshots(); }
    Result<std::vector<std::string>> damage() override { return real_->damage(); }

    std::atomic<bool> everybody_waits = false;  // it answers nobody before
    std::atomic<int> asked = 0;

private:
    std::unique_ptr<Store> real_ = store_in_memory("covax");
    std::string poison_;
};

std::pair<int, int> placed_and_failed(FailingStore& store, int commands) {
    Writer writer{store};
    std::vector<std::future<Result<Place>>> waiting;
    for (int i = 0; i < commands; ++i) waiting.push_back(writer.submit(note(std::to_string(i))));
    store.everybody_waits = true;
    store.everybody_waits.notify_all();
    std::pair<int, int> count;
    for (auto& answer : waiting) ++(answer.get() ? count.first : count.second);
    return count;
}

TEST(LogWriter, FailsOneDraftThatTheStoreCannotTakeAndNotItsNeighbours) {
    FailingStore store{"17"};
    EXPECT_EQ(placed_and_failed(store, 50), (std::pair{49, 1}));
}

TEST(LogWriter, DoesNotAskADeadStoreForEveryDraft) {
    FailingStore store{""};
    EXPECT_EQ(placed_and_failed(store, 500), (std::pair{0, 500}));
    EXPECT_LT(store.asked, 10);
}

}  // namespace
}  // namespace aliquot::ledger
