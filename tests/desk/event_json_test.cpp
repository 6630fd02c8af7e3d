// Every event and command as text and back, and what text that is none is answered with.
#include "aliquot/io/desk/event_json.hpp"

#include <random>

#include "desk/small_desk.hpp"

#include "aliquot/io/desk/refusal_json.hpp"

namespace aliquot {
namespace {

using testing::on;

Scenario world() {
    return read_scenario(testing::small_world()).value();
}

std::vector<Event> one_of_each() {
    const Date day = on(3, 1);
    const ParticipantIndex who{1};
    const SupplyIndex line{0};
    SupplyLine pledged;
    pledged.id = "GIFT";
    pledged.doses = Doses{90};
    pledged.available = day;
    pledged.expires = on(9, 1);
    pledged.kind = SupplyKind::donation;
    pledged.donor = "Utopia, \"the\" state";
    pledged.earmark = {ParticipantIndex{0}, who};
    ProposalMade proposal{
        day,    1,    1, "equal_coverage", "ada", {{who, line, Doses{5}, 2}}, "{\"a\": 1}\n",
        "ab12", true, 3, "promised in May"};
    return {
        DoseEvent{SupplyConfirmed{day, line, Doses{10}, Doses{1}}},
        DoseEvent{SupplySlipped{day, line, on(4, 1)}},
        DoseEvent{SupplyExpired{day, line}},
        DoseEvent{SupplyWithdrawn{day, line, Doses{2}, "needed"}},
        DoseEvent{RoundDecided{day, 1, "equal_coverage"}},
        DoseEvent{OfferMade{day, 1, 1, who, line, Doses{5}, on(3, 15), AwardSource::reallocation}},
        DoseEvent{OfferAnswered{day, 1, OfferState::partly_accepted, Doses{3}, "r", "w"}},
        DoseEvent{DosesReallocated{day, 1, who, "declined", "", 4}},
        DoseEvent{DosesReturned{day, who, line, Doses{1}}},
        DoseEvent{ShipmentPlanned{day, 1, on(3, 2), on(3, 3)}},
        DoseEvent{ShipmentHeld{day, 1, "fog"}},
        DoseEvent{DosesDispatched{day, 1, on(3, 4)}},
        DoseEvent{DosesReceived{day, 1, Doses{2}, "a box thawed"}},
        DoseEvent{StockLeft{day, who, line, Doses{1}, StockUse::destroyed, "broke"}},
        PeopleEvent{FacilityOpened{day, "Small", 2, 5, {{"scenario.toml", "a = 1\n"}}}},
        PeopleEvent{PersonAdded{day, "ada", "Ada"}},
        PeopleEvent{RoleGranted{{"ada", Role::break_glass, "", "mara", day, on(3, 3), "flood"}}},
        PeopleEvent{RoleRevoked{day, "ada", Role::reviewer, ""}},
        PeopleEvent{FindingRecorded{day, "noor", "offer 1", "late"}},
        PeopleEvent{PasswordSet{day, "ada", "mara", "$argon2id$", true}},
        PeopleEvent{TokenIssued{day, "ada", "ci", "ab12", on(4, 1), {"open_round", "look"}}},
        PeopleEvent{TokenRevoked{day, "ada", "ci", "mara"}},
        PeopleEvent{CredentialsRequired{day, "mara"}},
        WorldEvent{SupplyPledged{day, "dora", pledged}},
        WorldEvent{ReadinessStated{day, {who, "permit", day, on(5, 1), ProductIndex{0}}}},
        RoundEvent{RoundOpened{day, 1, "ada"}},
        RoundEvent{proposal},
        RoundEvent{ProposalApproved{day, 1, "ben", "ab12"}},
        RoundEvent{ProposalRejected{day, 1, "ben", "no"}},
        RoundEvent{ProposalOffered{day, 1}},
        RoundEvent{RoundClosed{day, 1}}};
}

template <class... Groups>
std::size_t kinds_in(const std::variant<Groups...>*) {
    return (std::variant_size_v<Groups> + ...);
}

TEST(EventJson, EveryKindIsReadAsItWasWritten) {
    const Scenario scenario = world();
    std::set<std::string> kinds;
    for (const Event& event : one_of_each()) {
        const std::string text = event_json(scenario, event);
        const auto read = read_event(scenario, kind_of(event), text, "record 1");
        ASSERT_TRUE(read.has_value()) << text << read.error().what;
        EXPECT_EQ(event_json(scenario, *read), text);
        EXPECT_EQ(kind_of(*read), kind_of(event));
        EXPECT_EQ(date_of(*read), on(3, 1));
        kinds.insert(std::string{kind_of(event)});
    }
    EXPECT_EQ(kinds.size(), kinds_in(static_cast<const Event*>(nullptr)));
}

TEST(EventJson, IsSortedWithoutSpacesAndNamesThingsByTheirIds) {
    EXPECT_EQ(event_json(world(), DoseEvent{DosesReturned{on(3, 1), ParticipantIndex{1},
                                                          SupplyIndex{0}, Doses{7}}}),
              R"({"date":"2021-03-01","doses":7,"participant":"BBB","supply":"L1"})");
}

std::string told(const Scenario& scenario, const Event& event) {
    return std::string{kind_of(event)} + event_json(scenario, event);
}

// Which kinds hold lists or texts that JSON has to escape: those are left to the whole parser.
TEST(PlainEvent, IsReadInPlaceWhereNothingIsNestedOrEscaped) {
    const Scenario scenario = world();
    std::set<std::string> left;
    for (const Event& event : one_of_each()) {
        const auto read = read_plain_event(scenario, kind_of(event), event_json(scenario, event));
        if (read)
            EXPECT_EQ(told(scenario, *read), told(scenario, event));
        else
            left.emplace(kind_of(event));
    }
    EXPECT_EQ(left, (std::set<std::string>{"facility_opened", "proposal_made", "supply_pledged",
                                           "token_issued"}));
}

TEST(PlainEvent, LeavesToTheWholeParserWhatMayMeanSomethingElse) {
    const Scenario scenario = world();
    const auto is_plain = [&](std::string_view kind, std::string_view text) {
        return read_plain_event(scenario, kind, text).has_value();
    };
    EXPECT_TRUE(is_plain("proposal_offered", R"({"date":"2021-03-01","proposal":1})"));
    EXPECT_TRUE(is_plain("proposal_offered", R"({"date":"2021-03-01","proposal":-2147483648})"));
    for (const char* text : {"",
                             "{",
                             "{}",
                             "[]",
                             "7",
                             R"({"date":"2021-03-01","proposal":1)",
                             R"({"date":"2021-03-01","proposal":1}})",
                             R"({"date":"2021-03-01","proposal":1} )",
                             R"({"date": "2021-03-01","proposal":1})",
                             R"({"date":"2021-03-01","proposal":1,})",
                             R"({"date":"2021-03-01","date":"2021-03-02","proposal":1})",
                             R"({"proposal":1,"date":"2021-03-01"})",
                             R"({"date":"2021-03-01","proposal":01})",
                             R"({"date":"2021-03-01","proposal":-0})",
                             R"({"date":"2021-03-01","proposal":1.0})",
                             R"({"date":"2021-03-01","proposal":1e2})",
                             R"({"date":"2021-03-01","proposal":"1"})",
                             R"({"date":"2021-03-01","proposal":2147483648})",
                             R"({"date":"2021-03-01"})",
                             R"({"date":"2021-03-01","proposal":-})",
                             R"({"date":"2021-03-01","proposal":})",
                             R"({"date":"2021-03-01","proposal":99999999999999999999})",
                             R"({"date":"2021-03-01","proposal":null})",
                             R"({"date":"2021-02-30","proposal":1})",
                             R"({"date":"2021-03-01","proposal":1,"who":"ada"})",
                             R"({"date":"2021\u002d03-01","proposal":1})",
                             R"({"date":20210301,"proposal":1})"})
        EXPECT_FALSE(is_plain("proposal_offered", text)) << text;
    EXPECT_FALSE(is_plain("offers_proposed", R"({"date":"2021-03-01","proposal":1})"));
    EXPECT_TRUE(is_plain("person_added", "{\"date\":\"2021-03-01\",\"name\":\"Zo\xC3\xAB\"}"));
    EXPECT_FALSE(is_plain("person_added", "{\"date\":\"2021-03-01\",\"name\":\"Zo\xEB\"}"));
    EXPECT_FALSE(is_plain("person_added", "{\"date\":\"2021-03-01\",\"name\":\"Zo\x01\"}"));
}

// Bodies with bytes changed, left out, put in and doubled: whatever is read in place, the whole
// parser reads as the same.
TEST(PlainEvent, IsWhatTheWholeParserReads) {
    const Scenario scenario = world();
    const std::string bytes =
        "{}[]\",:\\-0179eE.tfunl \x01\x7F\xC3\xAB"
        "AB";
    std::mt19937 chance{20210224};
    const auto below = [&](std::size_t end) { return chance() % end; };
    std::size_t agreed = 0;
    for (int again = 0; again < 2000; ++again)
        for (const Event& event : one_of_each()) {
            std::string text = event_json(scenario, event);
            const std::string whole = text;
            for (std::size_t changes = 1 + below(3); changes > 0; --changes) {
                const std::size_t at = below(text.size());
                const char byte = bytes[below(bytes.size())];
                switch (below(4)) {
                    case 0:
                        text[at] = byte;
                        break;
                    case 1:
                        text.insert(at, 1, byte);
                        break;
                    case 2:
                        text.erase(at, 1 + below(3));
                        break;
                    default:
                        text.insert(at, whole, below(whole.size()), 1 + below(12));
                        break;
                }
                if (text.empty()) text = "{";
            }
            const auto plain = read_plain_event(scenario, kind_of(event), text);
            if (!plain) continue;
            const auto read = read_event(scenario, kind_of(event), text, "record 1");
            ASSERT_TRUE(read.has_value()) << text << ": " << read.error().what;
            EXPECT_EQ(told(scenario, *plain), told(scenario, *read)) << text;
            ++agreed;
        }
    EXPECT_GT(agreed, 1000U);
}

TEST(EventJson, SaysWhichMemberIsWrong) {
    const Scenario scenario = world();
    const auto said = [&](const char* text) {
        const auto read = read_event(scenario, "doses_returned", text, "record 9");
        EXPECT_FALSE(read.has_value());
        EXPECT_EQ(read.error().where, "record 9");
        return read.error().what;
    };
    EXPECT_EQ(said("[]"), "is no JSON object");
    EXPECT_TRUE(said("{").starts_with("it is no JSON: "));
    EXPECT_EQ(said(R"({"doses":7,"doses":8})"), "a member \"doses\" occurs twice in one object");
    EXPECT_EQ(said(R"({"date":"2021-03-01","doses":7,"participant":"BBB"})"),
              "\"supply\" names no supply line");
    EXPECT_EQ(said(R"({"date":"2021-02-30","doses":7,"participant":"BBB","supply":"L1"})"),
              "\"date\" is no date as 2021-02-24");
    EXPECT_EQ(said(R"({"date":"2021-03-01","doses":-7,"participant":"BBB","supply":"L1"})"),
              "\"doses\" is below zero");
    EXPECT_EQ(said(R"({"date":"2021-03-01","doses":7.5,"participant":"BBB","supply":"L1"})"),
              "\"doses\" is no whole number");
    EXPECT_EQ(said(R"({"date":"2021-03-01","participant":"BBB","supply":"L1"})"),
              "\"doses\" is missing");
    EXPECT_EQ(said(R"({"date":"2021-03-01","doses":7,"participant":"BBX","supply":"L1"})"),
              "\"participant\" names no participant");
    EXPECT_EQ(said(R"({"date":"2021-03-01","dose":7,"doses":7,"participant":"BBB","supply":"L1"})"),
              "\"dose\" is not known");
    EXPECT_EQ(read_event(scenario, "doses_sold", "{}", "record 9").error().what,
              "\"doses_sold\" is no known kind");
}

TEST(CommandJson, EveryKindIsReadAsItWasWritten) {
    std::size_t kinds = 0;
    [&]<std::size_t... k>(std::index_sequence<k...>) {
        (
            [&] {
                const Command asked{std::in_place_index<k>};
                const std::string text = command_json(asked);
                const auto read = read_command(kind_of(asked), text, "command");
                ASSERT_TRUE(read.has_value()) << kind_of(asked) << text << read.error().what;
                EXPECT_EQ(command_json(*read), text);
                EXPECT_EQ(read->index(), asked.index());
                ++kinds;
            }(),
            ...);
    }(std::make_index_sequence<std::variant_size_v<Command>>{});
    EXPECT_EQ(kinds, 30U);
    const Command answer = command::AnswerOffer{7, Answer::partial, Doses{50}, "half", "to BBB"};
    EXPECT_EQ(command_json(answer),
              R"({"answer":"partial","doses":50,"offer":7,"reason":"half","wish":"to BBB"})");
    EXPECT_EQ(
        read_command("answer_offer", R"({"answer":"maybe","offer":7})", "command").error().what,
        "\"answer\" is none of accept, partial, decline, defer, silent");
}

TEST(RefusalJson, HoldsNothingThatACredentialIsComparedWith) {
    const Refusal no{RefusalCode::no_role, {ErrorCode::not_allowed, "may not", "ada", ""}};
    EXPECT_EQ(refusal_json(command::SetPassword{"ben", "$argon2id$secret"}, no),
              R"({"asked":{"person":"ben"},"code":"no_role","command":"set_password","hint":"",)"
              R"("what":"may not","where":"ada"})");
    const std::string token = refusal_json(command::IssueToken{"ci", "ab12", on(4, 1), {}}, no);
    EXPECT_EQ(token.find("ab12"), std::string::npos);
    EXPECT_EQ(read_refusal(token).code, RefusalCode::no_role);
}

TEST(RefusalJson, TellsWrongPasswordsFromEverythingElse) {
    const Refusal no{RefusalCode::not_authenticated, {ErrorCode::not_allowed, "no", "ada", ""}};
    EXPECT_TRUE(is_failed_password(failed_proof_json("password", no)));
    EXPECT_FALSE(is_failed_password(failed_proof_json("token", no)));
    EXPECT_FALSE(is_failed_password(failed_proof_json("word", no)));
    EXPECT_FALSE(is_failed_password(refusal_json(command::SetPassword{"ada", ""}, no)));
    for (const char* text : {"", "[]", "{}", R"({"command":"prove"})", R"({"command":7})",
                             R"({"command":"prove","asked":["password"]})"})
        EXPECT_FALSE(is_failed_password(text)) << text;
    EXPECT_EQ(read_refusal(failed_proof_json("password", no)).code, RefusalCode::not_authenticated);
}

}  // namespace
}  // namespace aliquot
