// A store that fails when it is told to.
#pragma once

#include <functional>

#include "aliquot/ledger/log/store.hpp"

namespace aliquot::simulation {

class UnsteadyStore final : public ledger::Store {
public:
    explicit UnsteadyStore(ledger::Store& store) : store_{&store} {}

    // Each once, at the next occasion.
    bool loses_request = false;
    bool loses_reply = false;
    int fails_to_read = 0;  // so many times
    int fails_to_read_after_loss = 0;
    std::function<void()> before_append;

    void be_steady() {
        loses_request = loses_reply = false;
        fails_to_read = fails_to_read_after_loss = 0;
        before_append = nullptr;
    }

    [[nodiscard]] const std::string& log_id() const override { return store_->log_id(); }
    [[nodiscard]] Result<ledger::Head> head() override { return store_->head(); }
    [[nodiscard]] Result<std::vector<Result<ledger::Place>>> append(
        std::span<const ledger::Draft> drafts) override {
        if (std::exchange(loses_request, false)) return failure();
        if (auto first = std::exchange(before_append, nullptr)) first();
        auto answers = store_->append(drafts);
        if (!std::exchange(loses_reply, false)) return answers;
        fails_to_read = std::exchange(fails_to_read_after_loss, 0);
        return failure();
    }
    [[nodiscard]] Result<std::optional<ledger::Place>> find(std::string_view command) override {
        return store_->find(command);
    }
    [[nodiscard]] Result<void> read(std::int64_t from, std::int64_t limit,
                                    const ledger::RecordVisitor& visit) override {
        if (fails_to_read == 0) return store_->read(from, limit, visit);
        --fails_to_read;
        // It fails in the middle, after it has shown something.
        if (auto some = store_->read(from, 2, visit); !some) return some;
        return failure();
    }
    [[nodiscard]] Result<void> add_checkpoint(const ledger::Checkpoint& checkpoint) override {
        return store_->add_checkpoint(checkpoint);
    }
    [[nodiscard]] Result<std::vector<ledger::Checkpoint>> checkpoints() override {
        return store_->checkpoints();
    }
    [[nodiscard]] Result<void> save_snapshot(const ledger::Snapshot& snapshot) override {
        return store_->save_snapshot(snapshot);
    }
    [[nodiscard]] Result<std::optional<ledger::Snapshot>> find_snapshot(
        std::string_view name) override {
        return store_->find_snapshot(name);
    }
    [[nodiscard]] Result<std::vector<ledger::Snapshot>> snapshots() override {
        return store_->snapshots();
    }
    [[nodiscard]] Result<void> delete_snapshots() override { return store_->delete_snapshots(); }
    [[nodiscard]] Result<std::vector<std::string>> damage() override { return store_->damage(); }

private:
    static tl::unexpected<Error> failure() {
        return tl::unexpected(Error{ErrorCode::io, "the disk failed", "the store", ""});
    }

    ledger::Store* store_;
};

}  // namespace aliquot::simulation
