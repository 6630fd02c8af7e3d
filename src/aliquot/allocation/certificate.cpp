// The feasibility part of the certificate, and what a clean check has shown in words.
#include "aliquot/allocation/certificate.hpp"

#include <algorithm>
#include <array>

#include <fmt/core.h>

#include "aliquot/allocation/fairness_checks.hpp"
#include "aliquot/core/text.hpp"

namespace aliquot {

namespace {

constexpr std::array<std::string_view, 14> kind_names{
    "supply_exceeded",  "pair_closed",       "limit_exceeded",  "room_exceeded",
    "storage_exceeded", "too_many_products", "wrong_lot",       "below_minimum_shipment",
    "supply_left",      "fairer_exchange",   "above_threshold", "uneven_rate",
    "below_floor",      "fewer_averted"};

std::string doses_text(Doses doses) {
    return grouped(doses.value()) + " doses";
}

void check_supply(const Problem& problem, const Plan& plan, std::vector<Violation>& found) {
    for (std::size_t j = 0; j < problem.lines.size(); ++j) {
        Doses given;
        for (std::size_t i = 0; i < problem.claims.size(); ++i) given += plan.at(i, j);
        const Line& line = problem.lines[j];
        if (given > line.doses)
            found.push_back({ViolationKind::supply_exceeded,
                             {},
                             {},
                             j,
                             fmt::format("{} gives out {}, {} more than the {} there are", line.id,
                                         doses_text(given), grouped((given - line.doses).value()),
                                         grouped(line.doses.value()))});
    }
}

void check_pair(const Problem& problem, const Plan& plan, const LotSettings& lots, std::size_t i,
                std::size_t j, std::vector<Violation>& found) {
    const Doses doses = plan.at(i, j);
    if (doses == Doses{0}) return;
    const Line& line = problem.lines[j];
    const std::string& id = problem.claims[i].id;
    const auto violated = [&](ViolationKind kind, std::string words) {
        found.push_back({kind, i, {}, j, std::move(words)});
    };
    if (!problem.open(i, j))
        violated(ViolationKind::pair_closed,
                 fmt::format("{} is given {} of {}, which is closed to it", id, doses_text(doses),
                             line.id));
    else if (doses > doses_for(problem.limit.at(i, j), line.per_course))
        violated(
            ViolationKind::limit_exceeded,
            fmt::format("{} is given {} of {}; its limit is {}", id, doses_text(doses), line.id,
                        doses_text(doses_for(problem.limit.at(i, j), line.per_course))));
    const std::int64_t step = lots.respect ? line.step().value() : line.per_course.value();
    if (doses.value() % step != 0)
        violated(ViolationKind::wrong_lot,
                 fmt::format("{} is given {} of {}, not a whole number of {} of {} doses", id,
                             doses_text(doses), line.id, lots.respect ? "lots" : "courses", step));
    if (lots.respect && doses < line.first_step())
        violated(ViolationKind::below_minimum_shipment,
                 fmt::format("{} is given {} of {}; the least worth sending is {}", id,
                             doses_text(doses), line.id, grouped(line.first_step().value())));
}

void check_claim(const Problem& problem, const Plan& plan, std::size_t i,
                 std::vector<Violation>& found) {
    const Claim& claim = problem.claims[i];
    std::array<std::int64_t, 3> stored{0, 0, 0};
    for (std::size_t j = 0; j < problem.lines.size(); ++j)
        stored[problem.lines[j].storage_class] +=
            whole_courses(plan.at(i, j), problem.lines[j].per_course).value();
    const Courses given = courses_given(problem, plan, i);
    if (given > claim.room)
        found.push_back(
            {ViolationKind::room_exceeded,
             i,
             {},
             {},
             fmt::format("{} is given {} courses; it can take {} in this round", claim.id,
                         grouped(given.value()), grouped(claim.room.value()))});
    for (std::size_t c = 0; c < stored.size(); ++c)
        if (stored[c] > claim.class_room[c].value())
            found.push_back({ViolationKind::storage_exceeded,
                             i,
                             {},
                             {},
                             fmt::format("{} is given {} courses to keep in {}; it has room for {}",
                                         claim.id, grouped(stored[c]), storage_class_names[c],
                                         grouped(claim.class_room[c].value()))});
    if (const auto count = new_products_given(problem, plan, i); count > claim.new_products)
        found.push_back({ViolationKind::too_many_products,
                         i,
                         {},
                         {},
                         fmt::format("{} is given {} products that it does not have yet; it takes "
                                     "at most {} more",
                                     claim.id, count, claim.new_products)});
}

std::vector<std::string_view> pass_statements(std::string_view rule, const LotSettings& lots) {
    const std::string_view moves =
        lots.respect
            ? "No lot could move to anyone worse off than who gives it up, by these shares."
            : "No course could move, along any chain of supply lines, to anyone worse "
              "off, by these shares.";
    const std::string_view one_line =
        lots.respect ? "Nothing is left of a line that someone could take as a shipment of its own."
                     : "No doses are left that someone could take.";
    if (rule == "second_doses")
        return {
            "Started courses come first, with the same product, by their completed share; "
            "then coverage.",
            moves, one_line,
            "Which of several lines of a product served started courses is left open."};
    if (rule == "most_deaths_averted")
        return {"Everybody has its floor, a set part of what equal coverage would give it.",
                "Above the floors no course could move, along any chain of supply lines, to where "
                "the epidemic model sees it avert more deaths.",
                lots.respect
                    ? "In lots everybody is as near as may be to that answer; no lot could "
                      "move to anyone further below it."
                    : "No doses are left that someone could take.",
                "What a course averts is taken from the epidemic model as it is."};
    if (rule == "demand_pull")
        return {"Lines of higher priority come first; each evens out the share of demand met.",
                moves, one_line, "Demand is taken as the inputs state it."};
    return {"Coverage is measured against weights that deaths per head raise, as stated.", moves,
            one_line, "Deaths are taken as the inputs state them."};
}

}  // namespace

std::string_view name_of(ViolationKind kind) {
    return kind_names.at(static_cast<std::size_t>(kind));
}

std::vector<Violation> check_feasibility(const Problem& problem, const Plan& plan,
                                         const LotSettings& lots) {
    ALIQUOT_CHECK(plan.rows() == problem.claims.size());
    ALIQUOT_CHECK(plan.columns() == problem.lines.size());
    std::vector<Violation> found;
    check_supply(problem, plan, found);
    for (std::size_t i = 0; i < problem.claims.size(); ++i) {
        for (std::size_t j = 0; j < problem.lines.size(); ++j)
            check_pair(problem, plan, lots, i, j, found);
        check_claim(problem, plan, i, found);
    }
    return found;
}

std::vector<Violation> check_plan(const Problem& problem, const Plan& plan,
                                  const RuleSettings& rule, const LotSettings& lots) {
    std::vector<Violation> found = check_feasibility(problem, plan, lots);
    if (rule.name == "recorded") {  // history answers to no other rule
        std::erase_if(found, [](const Violation& each) {
            return each.kind != ViolationKind::supply_exceeded;
        });
        return found;
    }
    // The published formula rounds a small participant's shipment up, past its minimum shipment.
    if (rule.name == "proportional")
        std::erase_if(found, [](const Violation& each) {
            return each.kind == ViolationKind::below_minimum_shipment;
        });
    if (!found.empty()) return found;  // an exchange of what cannot stand means nothing
    // A participant that takes no further product could not have been given any of it.
    const Problem closed = with_full_places_closed(problem, plan);
    if (rule.name == "proportional")
        return rule.pooled ? check_pooled(closed, plan, rule, lots)
                           : check_rates(closed, plan, rule, lots);
    if (rule.name == "second_doses") return check_second_doses(closed, plan, lots);
    if (rule.name == "demand_pull") return check_demand_pull(closed, plan, lots);
    if (rule.name == "severity_weighted") return check_severity_weighted(closed, plan, rule, lots);
    if (rule.name == "most_deaths_averted") return check_lives(problem, plan, rule, lots);
    return check_evenness(closed, plan, rule, lots);
}

std::vector<std::string> statements_of(const RuleSettings& rule, const LotSettings& lots) {
    if (rule.name == "recorded")
        return {"No supply line gives out more than it has.",
                "This is what was in fact given: gates, lots and fairness are not claimed."};
    std::vector<std::string> said{
        "No supply line gives out more than it has.",
        "Nobody is given what a gate, an earmark or a limit closes to it.",
        "Nobody is given more than its request, its ceiling and its capacity allow."};
    if (lots.respect) said.emplace_back("Every amount is whole lots and whole courses.");
    if (lots.respect && rule.name != "proportional")
        said.emplace_back("No shipment is below the minimum shipment of its product.");
    if (rule.name == "proportional") {
        said.emplace_back(
            rule.pooled ? lots.respect
                              ? "One rate of courses per head over all products explains every "
                                "amount, up to a first shipment of each line."
                              : "One rate of courses per head over all products explains every "
                                "amount."
                        : "For each product one rate of doses per head explains every amount.");
        return said;
    }
    if (rule.name == "second_doses" || rule.name == "demand_pull" ||
        rule.name == "severity_weighted" || rule.name == "most_deaths_averted") {
        for (const std::string_view words : pass_statements(rule.name, lots))
            said.emplace_back(words);
        return said;
    }
    if (rule.name == "least_covered")
        said.emplace_back("Nobody at or above the threshold of coverage is given anything.");
    said.emplace_back(
        lots.respect
            ? "No lot could move from one participant to another that would still be worse off."
            : "No course could move, along any chain of supply lines, to anyone worse off: no "
              "sharing of this supply makes the least covered better covered.");
    said.emplace_back("No doses are left that someone could take.");
    return said;
}

}  // namespace aliquot
