// A scenario: everything a replay knows about a facility, its participants and their world.
//
// Every table is sorted by its key at reading, so that the order of rows in a file can never
// matter. Rows carry dates; a decision dated D may use only rows dated D or earlier.
#pragma once

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "aliquot/core/date.hpp"
#include "aliquot/domain/exclusion.hpp"
#include "aliquot/domain/lives.hpp"
#include "aliquot/domain/offer.hpp"
#include "aliquot/domain/participant.hpp"
#include "aliquot/domain/statement.hpp"
#include "aliquot/domain/supply.hpp"

namespace aliquot {

enum class HeldCounts { all_sources, facility_only };
enum class EvenedOut { courses, doses };
enum class TieBreak { id, lottery };
enum class Rounding { adams, webster, jefferson };
// Which end of the interval of deaths is believed; see docs/methods/severity_weighted.md.
enum class Robust { lower, middle, upper };
inline constexpr std::array<std::string_view, 3> robust_names{"lower", "middle", "upper"};

struct SeveritySettings {
    Robust robust = Robust::middle;
    Share strength = Share::whole();  // at the reference a participant is owed 1 + strength times
    Share reference = Share::billionths(10 * Share::one);  // deaths per million people and week
    std::optional<std::int64_t> window_days;               // nothing: that of reallocation
    // Where only reported deaths are known, at most so many times as many died.
    Share under_reporting = Share::billionths(3 * Share::one);
};

// What the rule `most_deaths_averted` is told; see docs/methods/most_deaths_averted.md.
struct LivesSettings {
    Share floor = Share::billionths(500'000'000);  // everybody keeps this part of its equal share
    std::int64_t days = 180;                       // deaths are counted so far ahead
    Foresight foresight = Foresight::alike;
    Share r0 = Share::billionths(3 * Share::one);  // of foresight `alike`
};

inline constexpr std::array<std::string_view, 3> foresight_names{"alike", "last", "perfect"};

enum class Polish { none, mip };

struct RuleSettings {
    std::string name = "equal_coverage";
    HeldCounts counts = HeldCounts::all_sources;
    // doses: every dose counts as half a course, whatever its product.
    EvenedOut measure = EvenedOut::courses;
    Share ceiling = Share::whole();  // share of the population that may be reached
    TieBreak tie = TieBreak::id;
    Share threshold = Share::billionths(200'000'000);  // least_covered: coverage below this
    std::optional<Share> rate_doses_per_head;          // proportional: fixed for every product
    std::map<ProductIndex, Share> rate_by_product;     // proportional: fixed for this product
    bool pooled = false;                               // proportional: one rate for all products
    SeveritySettings severity;                         // severity_weighted
    LivesSettings lives;                               // most_deaths_averted
};

struct GateSettings {
    std::int64_t shelf_life_on_arrival_days = 70;
    std::int64_t offer_deadline_days = 14;
    std::int64_t answer_days = 7;             // after the offer, for answers without a date
    std::vector<std::string> required_steps;  // must hold on the offer date
    std::set<ExclusionCode> off;              // gates that are not applied to offers

    // Then nothing holds up a delivery either.
    [[nodiscard]] bool all_off() const { return off.size() == exclusion_code_names.size(); }
};

struct LotSettings {
    bool respect = true;  // false: whole courses
    Rounding rounding = Rounding::webster;
    Polish polish = Polish::none;  // mip: a solver may propose a better plan in lots
};

struct ReallocationSettings {
    std::string rule = "most_severely_affected";
    std::int64_t recipients = 5;     // shared among so many at a time, the most affected first
    std::int64_t window_days = 28;   // severity is measured over so many days before
    Robust qualify = Robust::lower;  // severely affected is whoever has deaths at this end ...
    Robust order = Robust::middle;   // ... and the most at this one comes first
};

struct DeliverySettings {
    std::int64_t transit_days = 7;
    std::vector<std::string> required_steps;  // must hold before an accepted award is dispatched
};

struct EvidenceSettings {
    Belief counts = Belief::confirmed;  // what was said counts as supply from this belief upwards
    Robust doubted = Robust::middle;    // where reports are doubted, this end counts as the middle
};

struct Settings {
    std::string title;
    Date start;
    Date end;
    std::int64_t seed = 1;
    std::vector<Date> rounds;  // ascending, within start and end
    std::int64_t horizon_days = 30;
    RuleSettings rule;
    Share buffer;
    GateSettings gates;
    LotSettings lots;
    ReallocationSettings reallocation;
    DeliverySettings delivery;
    EvidenceSettings evidence;
};

// Doses that a participant gets outside the facility (or got from it before the start).
struct OtherSupply {
    ParticipantIndex participant;
    Date date;
    std::string product;  // as written; it may be one the facility does not know
    DosesPerCourse doses_per_course{2};
    Doses doses;
    std::string channel;  // "facility": given by the facility itself before the start
};

struct ReadinessStep {
    ParticipantIndex participant;
    std::string step;
    Date from;
    std::optional<Date> until;            // the last day it holds; nothing: for good
    std::optional<ProductIndex> product;  // nothing: every product
};

enum class Choice { opt_out, prefer };

struct Preference {
    ParticipantIndex participant;
    std::optional<ProductIndex> product;  // nothing: every product
    Choice choice = Choice::opt_out;
    std::optional<Date> from;
    std::optional<Date> until;
};

struct Capacity {
    ParticipantIndex participant;
    Date from;                                          // in force until the participant's next row
    std::array<std::optional<std::int64_t>, 3> litres;  // by StorageClass; nothing: unlimited
    std::optional<Doses> absorption_per_week;
    Doses stock;
};

struct PairLimit {
    ParticipantIndex participant;
    SupplyIndex supply;
    Doses doses;
};

// What a participant will answer to the offers of a round. Whoever is not listed accepts.
struct Response {
    ParticipantIndex participant;
    std::int64_t round = 0;  // from 1
    ProductIndex product;
    Answer answer = Answer::accept;
    std::optional<Doses> doses;    // accepted, of a partial answer
    std::optional<Date> answered;  // nothing: GateSettings::answer_days after the offer
    std::string reason;
    std::string wish;
};

// An offer that the facility made outside its rule; gates are not applied to it.
struct RecordedOffer {
    std::int64_t round = 0;
    ParticipantIndex participant;
    SupplyIndex supply;
    Doses doses;
    std::string reason;
};

struct Return {  // doses handed back for redeployment, at most what is held
    ParticipantIndex participant;
    Date date;
    ProductIndex product;
    Doses doses;
    std::string reason;
    std::string wish;
};

struct Delay {
    SupplyIndex supply;
    Date announced;  // on this day it was learned that ...
    Date available;  // ... the line slips to this day
};

// The week that ends on the date. Nothing: not reported, which is not zero.
struct SeverityReport {
    ParticipantIndex participant;
    Date date;
    std::optional<std::int64_t> deaths;
    std::optional<std::int64_t> cases;
    std::optional<double> excess_deaths;
    std::optional<double> excess_deaths_low;
    std::optional<double> excess_deaths_high;
};

// Deaths beyond what was to be expected, over some months, of any place that counts them: it need
// not take part. Known from the day of publication.
struct ExcessEstimate {
    std::string place;  // an id; that of a participant, if it is one
    std::string region;
    std::string group;
    Date from;
    Date until;
    Date published;
    std::int64_t thousandths = 0;  // excess deaths, of any sign
    std::int64_t reported = 0;     // deaths from the disease that were reported for the same time
};

// How many one infected person infects where nobody is immune, from the date until the
// participant's next row: at the lower end of what deaths there were, in the middle, at the upper.
// The first row is the beginning of its epidemic.
struct TransmissibilityStep {
    ParticipantIndex participant;
    Date from;
    std::array<std::int64_t, 3> thousandths{0, 0, 0};
    bool is_weak = false;                        // too few deaths to say
    std::array<std::int64_t, 3> seeds{0, 0, 0};  // infected on the first row's date
};

// Courses started and not completed, as reported on the date; in force until the next report.
struct StartedCourses {
    ParticipantIndex participant;
    Date date;
    ProductIndex product;
    Courses courses;
};

struct BorderClosure {
    ParticipantIndex participant;
    Date from;
    Date until;  // the last closed day
};

// What was in fact given: used by the rule `recorded` and as "what happened" in reports.
struct RecordedAward {
    ParticipantIndex participant;
    SupplyIndex supply;
    Doses doses;
};

// A plan figure that was published; never summed with awards.
struct Forecast {
    ParticipantIndex participant;
    Date announced;
    std::string product;
    Doses doses;
    std::string note;
    std::optional<Date> due{};  // the last day by which they were to come; nothing: none was said
    std::string supplier{};     // who was to deliver them
};

struct Scenario {
    std::string inputs_sha256;  // of every file, in order of name, rows in canonical order
    Settings settings;
    std::vector<Participant> participants;
    std::vector<Product> products;
    std::vector<SupplyLine> supply;
    std::vector<OtherSupply> other_supply;
    std::vector<ReadinessStep> readiness;
    std::vector<Preference> preferences;
    std::vector<Capacity> capacity;
    std::vector<PairLimit> limits;
    std::vector<Response> responses;
    std::vector<RecordedOffer> offers;
    std::vector<Return> returns;
    std::vector<Delay> delays;
    std::vector<SeverityReport> severity;
    std::vector<ExcessEstimate> excess;                  // by place, then day
    std::vector<TransmissibilityStep> transmissibility;  // by participant, then day
    std::vector<StartedCourses> started;
    std::vector<BorderClosure> borders;
    std::vector<RecordedAward> recorded;
    std::vector<Forecast> forecasts;
    std::vector<Statement> statements;  // by day, then id
    std::vector<Judgement> judgements;  // by day, then event
    // Asked by `most_deaths_averted`; null where no transmissibility was fitted.
    std::shared_ptr<const LivesModel> lives;

    [[nodiscard]] const Participant& at(ParticipantIndex i) const {
        return participants.at(i.value);
    }
    [[nodiscard]] const Product& at(ProductIndex i) const { return products.at(i.value); }
    [[nodiscard]] const SupplyLine& at(SupplyIndex i) const { return supply.at(i.value); }
    [[nodiscard]] const Product& product_of(SupplyIndex i) const { return at(at(i).product); }
};

}  // namespace aliquot
