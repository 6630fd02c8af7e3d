// Plain words for the codes of a run.
#include "aliquot/io/report/words.hpp"

#include <algorithm>
#include <array>
#include <chrono>

#include <fmt/format.h>

#include "aliquot/domain/rule_words.hpp"
#include "aliquot/io/report/html.hpp"

namespace aliquot::report {

namespace {

constexpr std::array<CodeWords, 14> code_words{{
    {"Opted out", "The participant chose not to take part, or not to take this product.",
     "The participant takes the choice back."},
    {"A required step is missing",
     "A step that must be done before doses can be offered was not done on the day.",
     "The participant or the facility completes the step named."},
    {"No cold storage of the kind", "The participant has no storage at the product's temperature.",
     "Storage of that class is installed, or a product for warmer storage is offered."},
    {"Storage full", "The participant's cold storage had no room left for the product.",
     "Doses in stock are used, or more storage is installed."},
    {"Cannot be given in time",
     "The participant already had as many doses as it can give in the time.",
     "More doses are given each week."},
    {"Border closed", "Nothing could be delivered while the border was closed.",
     "The border opens for medical goods."},
    {"Shelf life too short", "The doses would arrive too close to their last day of use.",
     "Faster transport, doses of a later expiry, or the participant accepts a shorter life."},
    {"Reserved for others", "The donor gave these doses to named participants only.",
     "The donor widens its gift."},
    {"Limit on this supply", "The participant reached the most it may have of this supply line.",
     "The limit is raised."},
    {"Request met", "The participant already holds all that it asked for.",
     "The participant asks for more."},
    {"Above the threshold", "The rule serves participants below a set coverage; this one is above.",
     "The threshold is raised."},
    {"Too many products", "The participant already handles as many products as it can.",
     "The participant accepts one more product."},
    {"Less than a shipment", "Its share was smaller than the least worth sending at once.",
     "More supply, a smaller minimum shipment, or a joint shipment."},
    {"Supply used up", "All open supply went to participants with less coverage.",
     "More supply that is open to this participant."},
}};

}  // namespace

std::string rule_name(std::string_view rule) {
    std::string name{rule};
    std::ranges::replace(name, '_', ' ');
    return name;
}

std::string rule_sentence(std::string_view rule) {
    for (const RuleWords& words : rule_words)
        if (words.name == rule) return std::string{words.sentence};
    return fmt::format("Doses are shared by the rule “{}”.", rule_name(rule));
}

CodeWords words_of(ExclusionCode code) {
    return code_words.at(static_cast<std::size_t>(code));
}

std::string bound_words(const ClaimOutcome& claim) {
    if (claim.bound == "own_limit") {
        if (claim.room_reason == "request") return "Got all it asked for";
        if (claim.room_reason == "ceiling") return "Reached the ceiling for all";
        if (claim.room_reason == "storage") return "Its storage was full";
        if (claim.room_reason == "line_limit") return "Its limit on a supply line";
        if (claim.room_reason == "absorption") return "Cannot give more in the time";
        return "Its own limit";
    }
    if (claim.bound == "supply")
        return claim.level_millionths
                   ? fmt::format("Supply used up by those at or below {}",
                                 percent(static_cast<double>(*claim.level_millionths) / 1e6))
                   : "Supply used up";
    if (claim.bound == "rounding")
        return claim.explanation.by_lots ? "Rounding to whole lots"
                                         : "The last course went to others";
    if (claim.bound == "rate") return "The rate of its products";
    if (claim.bound == "above_threshold") return "Above the threshold";
    if (claim.bound == "product_limit") return "Too many products";
    if (claim.bound == "recorded") return "As on record";
    if (claim.bound == "rule_order") return "The rule served others first";
    if (claim.bound == "not_needed") return "Asked for nothing more";
    return {};
}

std::string_view reason_words(std::string_view reason) {
    constexpr std::array<std::string_view, binding_reason_names.size()> words{
        "nothing open to it",  "asked for nothing more",
        "above the threshold", "too many products",
        "its own limit",       "supply used up",
        "rounding to lots",    "the rate of its products",
        "as on record",        "others served first by the rule"};
    const auto found = std::ranges::find(binding_reason_names, reason);
    if (found == binding_reason_names.end()) return reason;
    return words.at(static_cast<std::size_t>(found - binding_reason_names.begin()));
}

std::string_view words_of(OfferState state) {
    constexpr std::array<std::string_view, 6> words{"not yet answered", "accepted",
                                                    "accepted in part", "declined",
                                                    "deferred",         "lapsed without an answer"};
    return words.at(static_cast<std::size_t>(state));
}

std::string short_date(Date date) {
    constexpr std::array<std::string_view, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const std::chrono::year_month_day day{date};
    return fmt::format("{} {}", unsigned{day.day()}, months.at(unsigned{day.month()} - 1));
}

}  // namespace aliquot::report
