// Fairness under `proportional`: one rate of doses per head must explain what everyone got.
#include <algorithm>
#include <numeric>

#include <fmt/core.h>

#include "aliquot/allocation/fairness_checks.hpp"
#include "aliquot/core/text.hpp"

namespace aliquot {

namespace {

struct Rate {  // doses per head, compared exactly
    std::int64_t doses;
    std::int64_t people;

    friend bool operator<(Rate left, Rate right) {
        return Wide{left.doses} * right.people < Wide{right.doses} * left.people;
    }
};

// One product of the plan: what each claim got of it, and the rates that would explain it.
class ProductRates {
public:
    struct Part {
        std::size_t claim = 0;
        std::int64_t doses = 0;
        std::int64_t smallest = 0;  // shipment, within what the claim may take
        std::optional<Rate> low;   // at least this rate; nothing: the smallest shipment explains it
        std::optional<Rate> high;  // below this rate; nothing: the claim could take no more
    };

    ProductRates(const Problem& problem, const Plan& plan, std::size_t product,
                 const RuleSettings& rule, const LotSettings& lots)
        : problem_{problem}, plan_{plan}, product_{product}, rule_{rule} {
        const Line& line = problem.lines[first_line()];
        schedule_ = line.per_course.value();
        lot_ = lots.respect ? std::lcm(line.lot.value(), schedule_) : schedule_;
        minimum_ = lots.respect ? line.minimum_shipment.value() : 0;
        for (std::size_t i = 0; i < problem.claims.size(); ++i) add(i);
    }

    // A fixed rate explains everything or nothing.
    void check_fixed(Rate rate, std::vector<Violation>& found) const {
        for (const Part& each : shares_) {
            if (each.low && rate < *each.low) found.push_back(uneven(each, "more"));
            if (each.doses < each.smallest || (each.high && !(rate < *each.high)))
                found.push_back(uneven(each, "less"));
        }
    }

    void check_common(std::vector<Violation>& found) const {
        const Part* lowest = nullptr;   // whose rates start highest
        const Part* highest = nullptr;  // whose rates end lowest
        for (const Part& each : shares_) {
            if (each.low && (lowest == nullptr || *lowest->low < *each.low)) lowest = &each;
            if (each.high && (highest == nullptr || *each.high < *highest->high)) highest = &each;
        }
        if (lowest != nullptr && highest != nullptr && !(*lowest->low < *highest->high)) {
            const std::string& rich = problem_.claims[lowest->claim].id;
            const std::string& poor = problem_.claims[highest->claim].id;
            found.push_back({ViolationKind::uneven_rate, lowest->claim, highest->claim,
                             first_line(),
                             fmt::format("no single rate of doses per head explains what {} and {} "
                                         "got of {}: {} has too much beside {}",
                                         rich, poor, line_id(), rich, poor)});
            return;
        }
        check_smallest(found);
        if (highest != nullptr) check_payable(*highest->high, found);
    }

private:
    [[nodiscard]] std::size_t first_line() const {
        const auto first = std::ranges::find(problem_.lines, product_, &Line::product);
        return static_cast<std::size_t>(first - problem_.lines.begin());
    }
    [[nodiscard]] const std::string& line_id() const { return problem_.lines[first_line()].id; }
    [[nodiscard]] std::int64_t up(std::int64_t doses) const {
        return (doses + lot_ - 1) / lot_ * lot_;
    }

    void add(std::size_t i) {
        const Claim& claim = problem_.claims[i];
        const std::size_t storage = problem_.lines[first_line()].storage_class;
        Part share;
        share.claim = i;
        bool takes_part = false;
        std::int64_t had = claim.facility_doses.value();
        std::int64_t given = 0;   // courses of products before this one
        std::int64_t stored = 0;  // of them, in this product's storage class
        std::int64_t limit = 0;
        for (std::size_t j = 0; j < problem_.lines.size(); ++j) {
            const Line& line = problem_.lines[j];
            const std::int64_t courses = whole_courses(plan_.at(i, j), line.per_course).value();
            if (line.product < product_) {
                had += plan_.at(i, j).value();
                given += courses;
                if (line.storage_class == storage) stored += courses;
            } else if (line.product == product_) {
                share.doses += plan_.at(i, j).value();
                takes_part = takes_part || problem_.open(i, j);
                limit = std::min(limit + problem_.limit.at(i, j).value() * schedule_ / lot_ * lot_,
                                 Claim::unlimited);
            }
        }
        if (!takes_part) return;
        const std::int64_t ceiling = rule_.ceiling.ceil_of(schedule_ * claim.population.value());
        const std::int64_t most =
            std::min({std::max<std::int64_t>(claim.room.value() - given, 0) * schedule_, limit,
                      (claim.class_room[storage].value() - stored) * schedule_,
                      up(std::max<std::int64_t>(ceiling - had, 0))});
        share.smallest = std::min({up(minimum_), up(ceiling), most / lot_ * lot_});
        const std::int64_t people = claim.population.value();
        if (share.doses > share.smallest) share.low = Rate{had + share.doses, people};
        if (share.doses + lot_ <= most) {
            share.high = Rate{had + share.doses + lot_, people};
            // No rate above the ceiling is ever paid.
            const Wide most_per_head = Wide{rule_.ceiling.in_billionths()} * schedule_;
            if (Wide{share.high->doses} * Share::one > most_per_head * people) share.high.reset();
        }
        shares_.push_back(share);
    }

    [[nodiscard]] Violation uneven(const Part& share, std::string_view how) const {
        return {ViolationKind::uneven_rate,
                share.claim,
                {},
                first_line(),
                fmt::format("{} is given {} doses of {}, {} than the fixed rate gives",
                            problem_.claims[share.claim].id, grouped(share.doses), line_id(), how)};
    }

    [[nodiscard]] std::int64_t left() const {
        std::int64_t lots = 0;
        for (std::size_t j = 0; j < problem_.lines.size(); ++j) {
            if (problem_.lines[j].product != product_) continue;
            std::int64_t given = 0;
            for (std::size_t i = 0; i < problem_.claims.size(); ++i)
                given += plan_.at(i, j).value();
            lots += (problem_.lines[j].doses.value() - given) / lot_ * lot_;
        }
        return lots;
    }

    // A line that is closed to some of the product's claims may be left over for good reason; and,
    // where the product has several lines, one of which a claim may take a part only.
    [[nodiscard]] bool open_to_all() const {
        const auto of_product = [&](const Line& line) { return line.product == product_; };
        const bool several = std::ranges::count_if(problem_.lines, of_product) > 1;
        for (std::size_t j = 0; j < problem_.lines.size(); ++j) {
            const Line& line = problem_.lines[j];
            if (!of_product(line)) continue;
            const Courses whole = whole_courses(line.doses, line.per_course);
            for (const Part& each : shares_)
                if (!problem_.open(each.claim, j) ||
                    (several && problem_.limit.at(each.claim, j) < whole))
                    return false;
        }
        return true;
    }

    void check_smallest(std::vector<Violation>& found) const {
        if (!open_to_all()) return;
        for (const Part& each : shares_)
            if (each.doses < each.smallest && each.smallest - each.doses <= left())
                found.push_back({ViolationKind::supply_left,
                                 {},
                                 each.claim,
                                 first_line(),
                                 fmt::format("{} is not given its smallest shipment of {}, {} "
                                             "doses, which is there",
                                             problem_.claims[each.claim].id, line_id(),
                                             grouped(each.smallest))});
    }

    // Would the supply pay for the rate at which the next claim moves up?
    void check_payable(Rate next, std::vector<Violation>& found) const {
        if (!open_to_all()) return;
        std::int64_t needed = 0;
        const Part* first = nullptr;
        for (const Part& each : shares_) {
            if (each.doses < each.smallest) return;  // not even those could be paid
            if (!each.high || next < *each.high) continue;
            needed += lot_;
            first = &each;
        }
        if (first != nullptr && needed <= left())
            found.push_back(
                {ViolationKind::supply_left,
                 {},
                 first->claim,
                 first_line(),
                 fmt::format("{} doses of {} are left, enough for a higher rate: {} "
                             "would get a lot more",
                             grouped(left()), line_id(), problem_.claims[first->claim].id)});
    }

    const Problem& problem_;
    const Plan& plan_;
    std::size_t product_;
    const RuleSettings& rule_;
    std::int64_t schedule_ = 1;
    std::int64_t lot_ = 1;
    std::int64_t minimum_ = 0;
    std::vector<Part> shares_;
};

}  // namespace

std::vector<Violation> check_rates(const Problem& problem, const Plan& plan,
                                   const RuleSettings& rule, const LotSettings& lots) {
    std::vector<Violation> found;
    std::size_t products = 0;
    for (const Line& line : problem.lines) products = std::max(products, line.product + 1);
    for (std::size_t product = 0; product < products; ++product) {
        if (std::ranges::find(problem.lines, product, &Line::product) == problem.lines.end())
            continue;
        const ProductRates rates{problem, plan, product, rule, lots};
        const auto& fixed =
            product < problem.fixed_rates.size() ? problem.fixed_rates[product] : std::nullopt;
        if (fixed)
            rates.check_fixed({fixed->in_billionths(), Share::one}, found);
        else
            rates.check_common(found);
    }
    return found;
}

}  // namespace aliquot
