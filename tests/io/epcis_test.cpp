// EPCIS documents read: what is understood, what is noted, what is refused and where; and written.
#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

#include "aliquot/io/epcis/reader.hpp"
#include "aliquot/io/epcis/writer.hpp"

namespace aliquot {
namespace {

std::string document(const std::string& events) {
    return R"({"@context":["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"],)"
           R"("type":"EPCISDocument","schemaVersion":"2.0","creationDate":"2021-03-01T00:00:00Z",)"
           R"("epcisBody":{"eventList":[)" +
           events + "]}}";
}

std::string object(const std::string& members) {
    return R"({"type":"ObjectEvent","eventTime":"2021-03-01T08:30:00.250+02:00",)"
           R"("eventTimeZoneOffset":"+02:00",)" +
           members + "}";
}

EpcisEvent only_event(const std::string& json) {
    const auto read = read_epcis(document(json), "x.jsonld");
    if (!read || read->events.size() != 1) {
        ADD_FAILURE() << (read ? "not one event" : read.error().front().what);
        return {};
    }
    return read->events.front();
}

// What is wrong, and where.
std::string fault(const std::string& bytes) {
    const auto read = read_epcis(bytes, "x.jsonld");
    return read ? "none" : read.error().front().where + ": " + read.error().front().what;
}

TEST(Epcis, AnEventOfAQuantityIsRead) {
    const EpcisEvent event = only_event(
        object(R"("action":"OBSERVE","bizStep":"shipping","disposition":"in_transit",)"
               R"("readPoint":{"id":"urn:epc:id:sgln:1.2.3"},)"
               R"("quantityList":[{"epcClass":"urn:epc:class:lgtin:1.2.L","quantity":1200},)"
               R"({"epcClass":"urn:x:y","quantity":2.5,"uom":"KGM"}],)"
               R"("bizTransactionList":[{"type":"po","bizTransaction":"urn:x:po:1"}],)"
               R"("destinationList":[{"type":"owning_party","destination":"urn:x:party:KEN"}],)"
               R"("ex:own":{"a":[1]})"));
    EXPECT_EQ(event.kind, EpcisKind::object);
    EXPECT_EQ(event.time, "2021-03-01T08:30:00.250+02:00");
    EXPECT_EQ(event.step, "shipping");
    EXPECT_EQ(event.read_point, "urn:epc:id:sgln:1.2.3");
    ASSERT_EQ(event.quantities.size(), 2U);
    EXPECT_EQ(event.quantities[0].quantity, "1200");
    EXPECT_EQ(event.quantities[1].quantity, "2.5");
    EXPECT_EQ(event.quantities[1].uom, "KGM");
    EXPECT_EQ(event.transactions.front().type, "po");
    EXPECT_EQ(event.destinations.front().id, "urn:x:party:KEN");
    ASSERT_EQ(event.more.size(), 1U);
    EXPECT_EQ(event.more.front().second, R"({"a":[1]})");
}

TEST(Epcis, WhatIsWrittenIsReadAsItWas) {
    const EpcisEvent event = only_event(
        object(R"("eventID":"urn:x:e:1","action":"DELETE","epcList":["urn:x:a","urn:x:b"],)"
               R"("persistentDisposition":{"set":["completeness_verified"]},)"
               R"("errorDeclaration":{"declarationTime":"2021-03-02T00:00:00Z",)"
               R"("reason":"incorrect_data","correctiveEventIDs":["urn:x:e:2"]},"ex:n":1)"));
    ASSERT_TRUE(event.error.has_value());
    const std::string text = epcis_json(event);
    EXPECT_EQ(epcis_json(only_event(text)), text);
    EXPECT_NE(text.find("incorrect_data"), std::string::npos);
}

TEST(Epcis, EveryFaultIsSaidWithItsPlace) {
    const auto in_object = [](const std::string& members) {
        return fault(document(object(members)));
    };
    const std::string what = R"(,"epcList":["urn:x:a"])";
    EXPECT_EQ(in_object(R"("action":"ADD")"), "x.jsonld, eventList[0]: \"epcList\" is missing");
    EXPECT_EQ(in_object(R"("action":"SEE")" + what),
              "x.jsonld, eventList[0]: \"action\" is none of ADD, OBSERVE, DELETE");
    EXPECT_EQ(in_object(R"("action":"ADD","epcList":["a b"])"),
              "x.jsonld, eventList[0]: \"epcList\" holds something that is no URI: \"a b\"");
    EXPECT_EQ(in_object(R"("action":"ADD","disposition":"")" + what),
              "x.jsonld, eventList[0]: \"disposition\" is empty");
    EXPECT_EQ(in_object(R"("action":"ADD","bizStep":"shiping")" + what),
              "x.jsonld, eventList[0]: \"bizStep\" is neither a word of the vocabulary nor a URI: "
              "shiping");
    EXPECT_EQ(in_object(R"("action":"ADD","bizStep":"urn:epcglobal:cbv:bizstep:shipping")" + what),
              "x.jsonld, eventList[0]: \"bizStep\" names the vocabulary by its URI");
    EXPECT_EQ(in_object(R"("action":"ADD","color":"red")" + what),
              "x.jsonld, eventList[0]: \"color\" does not belong here");
    EXPECT_EQ(in_object(R"("action":"ADD","quantityList":[{"epcClass":"urn:x:a","quantity":"3"}])"),
              "x.jsonld, eventList[0].quantityList[0]: \"quantity\" is no number");
    EXPECT_EQ(in_object(R"("action":"ADD","readPoint":{"id":7})" + what),
              "x.jsonld, eventList[0].readPoint: \"id\" is no text");
    EXPECT_EQ(
        fault(document(R"({"type":"TransactionEvent","action":"ADD","epcList":["urn:x:a"],)"
                       R"("eventTime":"2021-02-30T00:00:00Z","eventTimeZoneOffset":"+00:00"})")),
        "x.jsonld, eventList[0]: \"eventTime\" is no instant with its zone");
    EXPECT_TRUE(fault("{").starts_with("x.jsonld: it is no JSON: ")) << fault("{");
    EXPECT_EQ(fault(R"({"type":"EPCISDocument"})"), "x.jsonld: \"@context\" is missing");
}

TEST(Epcis, WhatIsClearAllTheSameIsNoted) {
    const auto read = read_epcis(
        R"({"@context":[],"type":"EPCISDocument","schemaVersion":2.0,"epcisBody":{"eventList":[)" +
            object(R"("action":"OBSERVE","epcList":["urn:x:a"],"eventID":"urn:x:1",)"
                   R"("eventID":"urn:x:2","sourceList":{"type":"location","source":"urn:x:s"})") +
            "]}}",
        "x.jsonld");
    ASSERT_TRUE(read.has_value());
    EXPECT_EQ(read->events.front().id, "urn:x:2");
    EXPECT_EQ(read->events.front().sources.size(), 1U);
    EXPECT_EQ(read->notes.size(), 4U) << "version, creation date, a member twice, no list";
}

TEST(Epcis, AnInstantHasATimeAndAZone) {
    for (const char* good : {"2021-02-24T08:30:00Z", "2021-02-24T08:30:00.123456789+14:00",
                             "2021-02-24T23:59:59-06:00"})
        EXPECT_TRUE(is_epcis_time(good)) << good;
    for (const char* bad : {"2021-02-24", "2021-02-24T08:30:00", "2021-02-24T08:30Z",
                            "2021-02-29T08:30:00Z", "2021-02-24T24:00:00Z", "2021-02-24T08:30:00.Z",
                            "2021-02-24T08:30:00+2:00", "2021-02-24T08:30:00+15:00", ""})
        EXPECT_FALSE(is_epcis_time(bad)) << bad;
}

TEST(Epcis, EveryOfficialExampleIsRead) {
    const std::filesystem::path folder{ALIQUOT_REFERENCE "/epcis/examples"};
    if (!std::filesystem::exists(folder))
        GTEST_SKIP() << "the official examples are not beside this checkout";
    int files = 0;
    std::size_t events = 0;
    std::size_t noted = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator{folder}) {
        if (entry.path().extension() != ".jsonld") continue;
        std::ifstream in{entry.path(), std::ios::binary};
        const std::string bytes{std::istreambuf_iterator<char>{in}, {}};
        const auto read = read_epcis(bytes, entry.path().filename().string());
        if (!read) {
            ADD_FAILURE() << read.error().front().where << ": " << read.error().front().what;
            continue;
        }
        ++files;
        events += read->events.size();
        if (!read->notes.empty()) ++noted;
        for (const EpcisEvent& event : read->events) EXPECT_FALSE(event.time.empty());
    }
    EXPECT_EQ(files, 46);
    EXPECT_EQ(events, 54U);
    EXPECT_EQ(noted, 5U);
}

}  // namespace
}  // namespace aliquot
