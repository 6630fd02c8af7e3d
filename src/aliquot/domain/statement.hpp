// What someone said about vaccines: who, when, about whom, and how far that source is to be
// trusted. A statement is never a fact; what is believed on a day is worked out from all of them.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "aliquot/core/date.hpp"
#include "aliquot/core/share.hpp"
#include "aliquot/domain/coverage.hpp"

namespace aliquot {

enum class SourceKind {
    participant,  // the authorities of the participant itself
    facility,
    agency,  // of the United Nations, or an alliance that runs the facility
    supplier,
    donor,
    government,  // another one
    embassy,
    expert,
    media,
    unnamed
};
inline constexpr std::array<std::string_view, 10> source_kind_names{
    "participant", "facility", "agency", "supplier", "donor",
    "government",  "embassy",  "expert", "media",    "unnamed"};

// The two axes of the Admiralty system (NATO AJP-2.1), kept apart: how reliable the source is, and
// how credible what it says is in the light of everything else.
enum class Reliability { a, b, c, d, e, f };
inline constexpr std::array<std::string_view, 6> reliability_names{"A", "B", "C", "D", "E", "F"};
enum class Credibility { confirmed, probable, possible, doubtful, improbable, unjudged };
inline constexpr std::array<std::string_view, 6> credibility_names{"1", "2", "3", "4", "5", "6"};

enum class Said {
    pledged,
    forecast,
    allocated,
    offered,
    accepted,
    declined,
    delayed,
    cancelled,
    delivered,
    denied,  // nothing of the kind was delivered
    administered,
    reported_cases,
    reported_deaths
};
inline constexpr std::array<std::string_view, 13> said_names{
    "pledged",      "forecast",       "allocated",      "offered",   "accepted",
    "declined",     "delayed",        "cancelled",      "delivered", "denied",
    "administered", "reported_cases", "reported_deaths"};

struct Statement {
    std::string id;
    Date said_on;
    std::string source;  // who said it, spelt alike wherever it speaks
    SourceKind kind = SourceKind::unnamed;
    std::string about;  // what was said, in the words of whoever keeps the table
    Reliability reliability = Reliability::f;
    Credibility credibility = Credibility::unjudged;
    std::string supply;       // a supply line, or any name for one promise; empty: not named
    std::string participant;  // empty: everybody
    std::string product;      // empty: not named; it may be one the facility does not know
    std::optional<Said> event;
    std::optional<Doses> doses;
    std::optional<Date> date_from;  // when it happened or is to happen
    std::optional<Date> date_to;
    std::optional<Share> share;  // of the population
    std::optional<People> people;
    std::optional<People> population;  // as the statement itself puts it
    std::string quote;
    std::string url;
    std::string rests_on;                  // the statement that it repeats or quotes
    std::vector<std::string> contradicts;  // marked by whoever keeps the table
    std::string supersedes;                // an earlier statement of the same source, taken back
};

// Ascending: what is known of a supply event on a day.
enum class Belief { refuted, doubtful, possible, probable, confirmed };
inline constexpr std::array<std::string_view, 5> belief_names{"refuted", "doubtful", "possible",
                                                              "probable", "confirmed"};

enum class SupplyEventKind { promised, declined, cancelled, delivered };
inline constexpr std::array<std::string_view, 4> supply_event_names{"promised", "declined",
                                                                    "cancelled", "delivered"};

// Something that may have happened to supply for one participant.
struct SupplyEvent {
    std::string participant;
    std::string product;  // empty: a vaccine that was not named
    std::string supply;   // empty: not named
    SupplyEventKind kind = SupplyEventKind::promised;

    friend auto operator<=>(const SupplyEvent&, const SupplyEvent&) = default;
};

// A named person's word on a supply event: it takes the place of what is worked out, which stays
// on the page beside it.
struct Judgement {
    SupplyEvent event;
    Belief belief = Belief::possible;
    Date judged_on;
    std::optional<Date> until;  // the last day it holds; nothing: until the next one
    std::string by;
    std::string reason;
};

// Everything that was said, and what is needed to check it.
struct Evidence {
    std::vector<Statement> statements;  // by day, then id
    std::vector<Judgement> judgements;
    std::map<std::string, People> population;        // by participant; empty: not known
    std::map<std::string, std::string> name;         // of participants
    std::map<std::string, DosesPerCourse> schedule;  // by product; others take two doses
    Belief counts = Belief::confirmed;               // what counts as supply, and all above it
};

}  // namespace aliquot
