// A log as EPCIS: what its events say, and that the same log comes out of it again.
#include "aliquot/live/epcis_log.hpp"

#include <algorithm>

#include "live/small_log.hpp"

#include "aliquot/io/epcis/reader.hpp"

namespace aliquot {
namespace {

using testing::SmallLog;

class EpcisLog : public ::testing::Test {
protected:
    EpcisLog() {
        const auto done = export_epcis(SmallLog::source(log_.records()),
                                       [&](std::string_view part) -> Result<void> {
                                           text_ += part;
                                           return {};
                                       });
        EXPECT_TRUE(done.has_value());
    }

    // "step disposition quantity", of the events after a record
    std::vector<std::string> said_of(std::string_view kind) {
        const auto read = read_epcis(text_, "log.jsonld");
        std::vector<std::string> all;
        if (!read) return all;
        const std::string hash =
            hex_of(log_.records().at(static_cast<std::size_t>(log_.record_of(kind)) - 1).hash);
        for (const EpcisEvent& event : read->events)
            if (event.id.find(hash) != std::string::npos)
                all.push_back(event.quantities.empty()
                                  ? event.type
                                  : event.action + " " + event.step + " " + event.disposition +
                                        " " + event.quantities.front().quantity);
        return all;
    }
    static std::vector<ledger::Record> records_of(const ledger::LogSource& source) {
        std::vector<ledger::Record> records;
        EXPECT_TRUE(source.read([&](const ledger::LogLine& line) {
            if (const auto* record = std::get_if<ledger::Record>(&line)) records.push_back(*record);
        }));
        return records;
    }

    SmallLog log_;
    std::string text_;
};

using Said = std::vector<std::string>;

TEST_F(EpcisLog, SaysWhatBecameOfDoses) {
    const std::string taken = std::to_string(log_.accepted().value());
    EXPECT_EQ(said_of("supply_confirmed"), (Said{"OBSERVE accepting in_progress 800"}));
    EXPECT_EQ(said_of("offer_answered"),
              (Said{"OBSERVE accepting reserved " + taken,
                    "DELETE urn:aliquot:vocabulary:step:releasing available 40"}));
    EXPECT_EQ(said_of("doses_dispatched"), (Said{"OBSERVE shipping in_transit " + taken}));
    EXPECT_EQ(said_of("shipment_held"), (Said{"OBSERVE holding in_transit " + taken}));
    EXPECT_EQ(said_of("doses_received"),
              (Said{"OBSERVE receiving in_progress " + std::to_string(log_.accepted().value() - 10),
                    "OBSERVE inspecting mismatch_quantity 10"}));
    EXPECT_EQ(said_of("stock_left"), (Said{"DELETE dispensing dispensed 30"}));
    EXPECT_EQ(said_of("doses_returned"), (Said{"OBSERVE accepting returned 6"}));
    EXPECT_EQ(said_of("supply_withdrawn"), (Said{"OBSERVE accepting returned 20"}));
    EXPECT_EQ(said_of("proposal_made"), (Said{"aliquot:Record"}));
}

TEST_F(EpcisLog, GivesTheSameRecordsBack) {
    const auto source = log_of_epcis(text_, "log.jsonld");
    ASSERT_TRUE(source.has_value()) << source.error().front().what;
    EXPECT_EQ(records_of(*source), log_.records());
    const auto audit = ledger::audit_source(*source);
    ASSERT_TRUE(audit.has_value());
    EXPECT_EQ(audit->violations_in_all, 0);
}

TEST_F(EpcisLog, WhoseEventWasChangedIsRefused) {
    std::string changed = text_;
    const std::string was = R"("quantity":800)";
    changed.replace(changed.find(was), was.size(), R"("quantity":801)");
    const auto source = log_of_epcis(changed, "log.jsonld");
    ASSERT_FALSE(source.has_value());
    EXPECT_EQ(source.error().front().what, "the event is not what the records of the log come to");
    EXPECT_EQ(source.error().front().where.substr(0, 21), "log.jsonld, eventList");
}

TEST_F(EpcisLog, OfSomebodyElseCarriesNoLog) {
    const auto other =
        log_of_epcis(R"({"@context":[],"type":"ObjectEvent","action":"OBSERVE","epcList":[],)"
                     R"("eventTime":"2021-03-01T00:00:00Z","eventTimeZoneOffset":"+00:00"})",
                     "x.jsonld");
    ASSERT_FALSE(other.has_value());
    EXPECT_EQ(other.error().front().what, "it carries no log");
}

}  // namespace
}  // namespace aliquot
