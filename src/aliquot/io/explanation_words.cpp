// Sentences for people who decide, and figures for those who redo them.
#include "aliquot/io/explanation_words.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "aliquot/core/text.hpp"
#include "aliquot/io/report/words.hpp"

namespace aliquot {

namespace {

std::string number(Courses courses) {
    return grouped(courses.value());
}

// Rounded down to two decimals, so that nothing is said to be reached that is not.
std::string percent_of(Wide part, Wide whole) {
    const auto hundredths = static_cast<std::int64_t>(part * 10'000 / whole);
    return fmt::format("{}.{:02} %", hundredths / 100, hundredths % 100);
}

std::string names(const Scenario& scenario, const std::vector<SupplyIndex>& lines) {
    std::vector<std::string> ids;
    for (const SupplyIndex line : lines) ids.push_back(scenario.at(line).id);
    return fmt::format("{}", fmt::join(ids, ", "));
}

std::string closed_text(const Explanation& why) {
    if (why.lines.empty()) return "nothing was free to be shared in this round";
    std::map<ExclusionCode, int> times;
    for (const LineStanding& each : why.lines)
        if (each.gate) ++times[*each.gate];
    std::vector<std::string> parts;
    for (const auto& [code, count] : times) {
        std::string words{report::words_of(code).short_form};
        words.front() = static_cast<char>(words.front() - 'A' + 'a');
        parts.push_back(
            fmt::format("{} ({}, {} line{})", words, name_of(code), count, count == 1 ? "" : "s"));
    }
    return fmt::format("every supply line of this round is closed to it: {}",
                       fmt::join(parts, "; "));
}

std::string limit_text(const Scenario& scenario, const Explanation& why) {
    const std::string courses = number(why.limit_courses);
    switch (why.limit.value_or(OwnLimit::request)) {
        case OwnLimit::request:
            return fmt::format("it got all that it asked for, {} courses in all", courses);
        case OwnLimit::ceiling:
            return fmt::format("it reached the rule's ceiling, {} courses in all", courses);
        case OwnLimit::absorption:
            return fmt::format("it cannot give more than {} courses in the time", courses);
        case OwnLimit::storage:
            return fmt::format("its storage is full: it holds {} courses", courses);
        case OwnLimit::line_limit:
            break;
    }
    std::vector<SupplyIndex> lines;
    for (const LineStanding& each : why.lines)
        if (each.state == LineState::at_limit) lines.push_back(each.line);
    return fmt::format("it reached its limit on {}", names(scenario, lines));
}

const SupplyBlock& block_of(const Decision& decision, const Explanation& why) {
    return decision.blocks.at(why.block.value());
}

std::string level_text(const SupplyBlock& block) {
    if (block.weight > People{0})
        return percent_of((block.supply - block.capped + block.held).value(), block.weight.value());
    return percent_of(block.last_covered.value(), block.last_weight.value());
}

std::string supply_text(const Scenario& scenario, const Decision& decision,
                        const ClaimOutcome& claim) {
    if (!claim.explanation.block) return "supply: its lines are used up";
    const SupplyBlock& block = block_of(decision, claim.explanation);
    std::string text =
        fmt::format("supply: its lines ({}) are used up, by participants covered up to {}",
                    names(scenario, block.lines), level_text(block));
    if (claim.exact == Courses{0})
        text += fmt::format("; it held {} before",
                            percent_of(claim.held.value(), claim.weight.value()));
    return text;
}

std::string rounding_text(const ClaimOutcome& claim) {
    const Explanation& why = claim.explanation;
    if (!why.by_lots)
        return "rounding: the last courses of its lines could not be split, and went to others as "
               "little covered";
    if (!why.rates.empty()) return "rounding: at the rate of this round it is owed no whole lot";
    return fmt::format(
        "rounding: its exact share is {} courses, and it got {} of it in whole lots; the next "
        "shipment to it, {} courses, was not left once those further behind were served",
        number(claim.exact), claim.awarded == Courses{0} ? "nothing" : number(claim.awarded),
        number(why.smallest_step));
}

std::vector<std::string> level_arithmetic(const Scenario& scenario, const Decision& decision,
                                          const ClaimOutcome& claim) {
    const SupplyBlock& block = block_of(decision, claim.explanation);
    std::vector<std::string> lines;
    const auto sharing = block.sharing.size();
    const Courses shared = block.supply - block.capped + block.held;
    if (block.weight > People{0}) {
        lines.push_back(fmt::format("level = (S - C + H) / W = ({} - {} + {}) / {} = {}",
                                    number(block.supply), number(block.capped), number(block.held),
                                    grouped(block.weight.value()), level_text(block)));
        lines.push_back(fmt::format(
            "S courses of {}; C to {} stopped by own limits; H held by, or given from other lines "
            "to, the {} who share; W their weight",
            names(scenario, block.lines), block.stopped.size(), sharing));
        const Wide owed = Wide{shared.value()} * claim.weight.value() / block.weight.value();
        const auto share = static_cast<std::int64_t>(owed) - claim.held.value();
        lines.push_back(fmt::format("level x its weight - held = {} x {} / {} - {} = {}{}",
                                    number(shared), grouped(claim.weight.value()),
                                    grouped(block.weight.value()), number(claim.held),
                                    share < 0 ? "-" : "", grouped(share < 0 ? -share : share)));
        if (share != claim.exact.value())
            lines.back() += fmt::format("; in whole courses {}", number(claim.exact));
    }
    if (block.last)
        lines.push_back(fmt::format(
            "no course of these lines went at a coverage above {} / {} = {} ({}); its next course "
            "would go at {} / {} = {}",
            number(block.last_covered), grouped(block.last_weight.value()),
            percent_of(block.last_covered.value(), block.last_weight.value()),
            scenario.at(*block.last).id, number(claim.held + claim.exact),
            grouped(claim.weight.value()),
            percent_of((claim.held + claim.exact).value(), claim.weight.value())));
    return lines;
}

// Request and ceiling are shares of its people.
std::vector<std::string> limit_arithmetic(const Scenario& scenario, const ClaimOutcome& claim) {
    const Explanation& why = claim.explanation;
    const Participant& who = scenario.at(claim.participant);
    const bool asked = why.limit == OwnLimit::request;
    if (!asked && why.limit != OwnLimit::ceiling) return {};
    const Share share = asked ? who.request_share : scenario.settings.rule.ceiling;
    return {fmt::format("{} x {} people = {} courses in all; {} - {} held = {}{}", share.text(),
                        grouped(who.population.value()), number(why.limit_courses),
                        number(why.limit_courses), number(claim.held),
                        claim.held > why.limit_courses ? "-" : "",
                        claim.held > why.limit_courses ? number(claim.held - why.limit_courses)
                                                       : number(why.limit_courses - claim.held))};
}

std::string rate_arithmetic(const Scenario& scenario, const ClaimOutcome& claim,
                            const ProductRate& each) {
    const std::int64_t people = scenario.at(claim.participant).population.value();
    const std::string& product = scenario.at(each.product).id;
    if (each.rate_doses == 0)
        return fmt::format(
            "{}: the supply pays for smallest shipments only, the least covered "
            "first: {} doses of {}",
            product, grouped(each.given.value()), grouped(each.smallest.value()));
    const auto owed = static_cast<std::int64_t>(Wide{each.rate_doses} * people / each.rate_people) -
                      each.had.value();
    return fmt::format(
        "{}: {} / {} doses a head x {} people - {} had before = {}{}; in lots of {}, at least {}, "
        "and within its limits: {}",
        product, grouped(each.rate_doses), grouped(each.rate_people), grouped(people),
        grouped(each.had.value()), owed < 0 ? "-" : "", grouped(owed < 0 ? -owed : owed),
        grouped(each.lot.value()), grouped(each.smallest.value()), grouped(each.given.value()));
}

struct GuaranteeWords {
    std::string_view code;
    std::string_view sentence;
};
constexpr std::array<GuaranteeWords, 5> guarantee_words{{
    {"most_even", "No other sharing within the limits spreads the courses more evenly."},
    {"more_supply", "More doses of these lines would leave nobody with less."},
    {"fewer_takers", "If a participant left, nobody else would get less."},
    {"lower_limits", "A participant that asked for less would take nothing from anyone."},
    {"no_overstating", "Nobody gets more by misstating its own limits."},
}};

std::string lives_sentence(const LivesOutcome& lives) {
    if (!lives.known)
        return "no epidemic is known of it, so that it has its equal share and no more of what "
               "others need";
    return fmt::format(
        "a million courses more like the next would avert {:.1f} deaths here, by the epidemic "
        "model; "
        "its lines are used up by floors and by courses that avert more",
        static_cast<double>(lives.next) / 1000);
}

}  // namespace

std::string reason_sentence(const Scenario& scenario, const Decision& decision,
                            const ClaimOutcome& claim) {
    const Explanation& why = claim.explanation;
    switch (why.reason) {
        case BindingReason::no_supply_open:
            return closed_text(why);
        case BindingReason::not_needed:
            return fmt::format(
                "it can take no more: it held {} courses, and {} {} in all", number(claim.held),
                why.limit == OwnLimit::ceiling ? "the rule's ceiling is" : "asked for",
                number(why.limit_courses));
        case BindingReason::above_threshold:
            return fmt::format(
                "it held a course for {} of its people, and the rule serves those below {}",
                percent_of(claim.held.value(), scenario.at(claim.participant).population.value()),
                scenario.settings.rule.threshold.text());
        case BindingReason::product_limit:
            return "what is open to others is of products beyond the number it accepts";
        case BindingReason::own_limit:
            return limit_text(scenario, why);
        case BindingReason::supply:
            return supply_text(scenario, decision, claim);
        case BindingReason::rounding:
            return rounding_text(claim);
        case BindingReason::rate:
            return "rate: it got what the rate of each product gives it";
        case BindingReason::recorded:
            return "what it got is on record; no rule decided it";
        case BindingReason::rule_order:
            return claim.lives ? lives_sentence(*claim.lives)
                               : "the rule gave the supply to others first";
    }
    return {};
}

std::vector<std::string> reason_arithmetic(const Scenario& scenario, const Decision& decision,
                                           const ClaimOutcome& claim) {
    const Explanation& why = claim.explanation;
    if (why.block) return level_arithmetic(scenario, decision, claim);
    std::vector<std::string> lines = limit_arithmetic(scenario, claim);
    for (const ProductRate& each : why.rates)
        lines.push_back(rate_arithmetic(scenario, claim, each));
    return lines;
}

std::string shifts_text(const Scenario& scenario, const std::vector<Shift>& shifts,
                        std::size_t shown) {
    const auto text = [](std::int64_t change) {
        return (change < 0 ? "-" : "+") + grouped(change < 0 ? -change : change);
    };
    std::vector<std::string> parts;
    std::int64_t rest = 0;
    for (std::size_t k = 0; k < shifts.size(); ++k) {
        const std::int64_t change = shifts[k].after.value() - shifts[k].before.value();
        if (k < shown)
            parts.push_back(
                fmt::format("{} {}", scenario.at(shifts[k].participant).id, text(change)));
        else
            rest += change;
    }
    std::string all = fmt::format("{}", fmt::join(parts, ", "));
    if (shifts.size() > shown)
        all += fmt::format(" and {} other{} {}", shifts.size() - shown,
                           shifts.size() - shown == 1 ? "" : "s", text(rest));
    return all;
}

std::string counterfactual_sentence(const Scenario& scenario, const Counterfactual& each) {
    constexpr std::size_t shown = 3;
    std::string text;
    if (each.courses_before == each.courses_after)
        text = fmt::format(
            "{}: still {} courses in whole lots; its exact share would be {} "
            "instead of {}",
            each.change, number(each.courses_after), number(each.exact_after),
            number(each.exact_before));
    else
        text = fmt::format("{}: {} courses instead of {}", each.change, number(each.courses_after),
                           number(each.courses_before));
    if (!each.givers.empty()) text += "; given up by " + shifts_text(scenario, each.givers, shown);
    if (!each.gainers.empty())
        text += "; also gaining: " + shifts_text(scenario, each.gainers, shown);
    return text;
}

std::string_view guarantee_sentence(std::string_view code) {
    const auto* found = std::ranges::find(guarantee_words, code, &GuaranteeWords::code);
    return found == guarantee_words.end() ? std::string_view{} : found->sentence;
}

}  // namespace aliquot
