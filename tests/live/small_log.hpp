// The log of a facility of three in which doses go all the way from pledge to arm, and the same log
// doctored by somebody who can make a chain of hashes.
#pragma once

#include "desk/small_desk.hpp"

#include "aliquot/io/desk/event_json.hpp"
#include "aliquot/ledger/log/exchange.hpp"
#include "aliquot/live/opening.hpp"

namespace aliquot::testing {

class SmallLog {
public:
    SmallLog() {
        SmallDesk facility;
        const auto must = [&](const std::string& who, const Command& command, Date day) {
            EXPECT_EQ(facility.give(who, command, day), "") << kind_of(command) << facility.said();
        };
        must("dora",
             command::PledgeSupply{
                 "GIFT", "V1", Doses{300}, on(3, 20), on(5, 31), "donation", "Utopia", {}},
             on(2, 20));
        facility.offer_round();
        offer_ = facility.offer_to("BBB");
        const Offer offer =
            facility.desk().doses().offers().at(static_cast<std::size_t>(offer_) - 1);
        accepted_ = offer.doses - Doses{40};
        must("kay", command::AnswerOffer{offer_, Answer::partial, accepted_, "cold, store", ""},
             on(3, 5));
        const int other = facility.offer_to("CCC");
        must("kay", command::AnswerOffer{other, Answer::decline, {}, "none needed", ""}, on(3, 5));
        must("lin", command::PlanShipment{offer_, on(3, 8), on(3, 11)}, on(3, 7));
        must("lin", command::DispatchShipment{offer_, {}}, on(3, 8));
        must("lin", command::HoldShipment{offer_, "customs"}, on(3, 9));
        must("lin", command::ReceiveShipment{offer_, accepted_ - Doses{10}, "a box thawed"},
             on(3, 11));
        must("kay", command::RecordStock{"BBB", "L1", Doses{30}, StockUse::used, ""}, on(4, 1));
        must("kay",
             command::RecordStock{"BBB", "L1", Doses{4}, StockUse::destroyed, "a vial broke"},
             on(4, 2));
        must("kay", command::ReturnDoses{"BBB", "L1", Doses{6}}, on(4, 3));
        must("moe", command::WithdrawSupply{"L1", Doses{20}, "sent elsewhere"}, on(4, 4));
        write(facility);
    }

    [[nodiscard]] const std::vector<ledger::Record>& records() const { return records_; }
    [[nodiscard]] int offer() const { return offer_; }  // to BBB, taken in part
    [[nodiscard]] Doses accepted() const { return accepted_; }

    [[nodiscard]] std::int64_t record_of(std::string_view kind) const {
        for (const ledger::Record& each : records_)
            if (each.kind == kind) return each.sequence;
        ADD_FAILURE() << "no record is a " << kind;
        return 0;
    }

    // The log with `from` replaced by `to` in the first record of the kind; the chain holds.
    [[nodiscard]] std::vector<ledger::Record> doctored(std::string_view kind, std::string_view from,
                                                       std::string_view to) const {
        std::vector<ledger::Record> changed = records_;
        std::string& body = changed.at(static_cast<std::size_t>(record_of(kind)) - 1).body;
        const std::size_t at = body.find(from);
        EXPECT_NE(at, std::string::npos) << from << " is not in " << body;
        if (at != std::string::npos) body.replace(at, from.size(), to);
        return chained(std::move(changed));
    }
    [[nodiscard]] std::vector<ledger::Record> without(std::string_view kind) const {
        std::vector<ledger::Record> fewer = records_;
        fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(record_of(kind)) - 1);
        return chained(std::move(fewer));
    }
    [[nodiscard]] static std::vector<ledger::Record> chained(std::vector<ledger::Record> records) {
        ledger::Head last = ledger::genesis(log_id);
        for (ledger::Record& each : records) {
            each.sequence = last.sequence + 1;
            each.previous = last.hash;
            each.hash = ledger::hash_of(each);
            last = {each.sequence, each.hash};
        }
        return records;
    }
    [[nodiscard]] static ledger::LogSource source(std::vector<ledger::Record> records) {
        return {"small.jsonl",
                [records = std::move(records)](const ledger::LineVisitor& visit) -> Result<void> {
                    visit(ledger::LogStart{std::string{log_id}});
                    for (const ledger::Record& each : records) visit(each);
                    visit(ledger::LogEnd{{records.back().sequence, records.back().hash}});
                    return {};
                }};
    }

    static constexpr std::string_view log_id = "small";

private:
    // One command an event, as the store would record it.
    void write(SmallDesk& facility) {
        const Scenario& world = facility.desk().world();
        const auto add = [&](const Event& event, const std::string& who) {
            ledger::Record record;
            record.command = "command-" + std::to_string(records_.size() + 1);
            record.kind = kind_of(event);
            record.who = who;
            record.happened = format_date(date_of(event));
            record.recorded = 1'600'000'000'000'000 + std::ssize(records_);
            record.body = event_json(world, event);
            records_.push_back(std::move(record));
        };
        for (const PeopleEvent& event :
             opening_events(small_world(), "Small", {on(2, 1), "founder", "Founder", 1, 7}))
            add(event, "founder");
        for (const Event& event : small_staff()) add(event, "founder");
        for (const auto& [event, who] : facility.history()) add(event, who);
        records_ = chained(std::move(records_));
    }

    std::vector<ledger::Record> records_;
    int offer_ = 0;
    Doses accepted_;
};

}  // namespace aliquot::testing
