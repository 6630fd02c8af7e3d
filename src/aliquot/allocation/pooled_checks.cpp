// Fairness under `proportional` with one rate for all products: it must explain what everyone got.
#include <algorithm>

#include <fmt/core.h>

#include "aliquot/allocation/fairness_checks.hpp"
#include "aliquot/core/text.hpp"

namespace aliquot {

namespace {

struct Rate {  // courses per head, compared exactly
    std::int64_t courses;
    std::int64_t people;

    friend bool operator<(Rate left, Rate right) {
        return Wide{left.courses} * right.people < Wide{right.courses} * left.people;
    }
};

// What a claim got, and the rates that explain it.
struct Explained {
    std::size_t claim = 0;
    std::optional<Rate> low;   // at least this; nothing: the smallest shipment explains it
    std::optional<Rate> high;  // below this; nothing: the claim could take no more
};

class OneRateCheck {
public:
    OneRateCheck(const Problem& problem, const Plan& plan, const RuleSettings& rule,
                 const LotSettings& lots)
        : problem_{problem}, plan_{plan}, ceiling_{rule.ceiling}, lots_{lots} {
        for (std::size_t i = 0; i < problem.claims.size(); ++i)
            if (takes_part(i)) all_.push_back(explain(i));
    }

    [[nodiscard]] std::vector<Violation> find() const {
        const Explained* least = nullptr;  // who got so little that the rate must be low
        const Explained* most = nullptr;
        for (const Explained& each : all_) {
            if (each.high && (least == nullptr || *each.high < *least->high)) least = &each;
            if (each.low && (most == nullptr || *most->low < *each.low)) most = &each;
        }
        if (least == nullptr) return {};
        if (most != nullptr && !(*most->low < *least->high))
            return {{ViolationKind::uneven_rate,
                     most->claim,
                     least->claim,
                     {},
                     fmt::format("no rate of courses per head explains both {} and {}: {} has {} "
                                 "courses from the facility, {} has {}",
                                 id(most->claim), id(least->claim), id(most->claim),
                                 grouped(after(most->claim)), id(least->claim),
                                 grouped(after(least->claim)))}};
        if (lots_.respect || !open_to_all()) return {};
        return check_payable(*least);
    }

private:
    [[nodiscard]] const std::string& id(std::size_t i) const { return problem_.claims[i].id; }
    [[nodiscard]] std::int64_t given(std::size_t i) const {
        return courses_given(problem_, plan_, i).value();
    }
    [[nodiscard]] std::int64_t after(std::size_t i) const {
        return problem_.claims[i].facility_courses.value() + given(i);
    }

    [[nodiscard]] bool takes_part(std::size_t i) const {
        for (std::size_t j = 0; j < problem_.lines.size(); ++j)
            if (problem_.open(i, j)) return true;
        return false;
    }

    // Courses that the claim may take in all.
    [[nodiscard]] std::int64_t able(std::size_t i) const {
        const Claim& claim = problem_.claims[i];
        std::array<std::int64_t, 3> storable{0, 0, 0};
        for (std::size_t j = 0; j < problem_.lines.size(); ++j) {
            auto& sum = storable.at(problem_.lines[j].storage_class);
            sum = std::min(sum + problem_.limit.at(i, j).value(), Claim::unlimited);
        }
        std::int64_t all = 0;
        for (std::size_t c = 0; c < storable.size(); ++c)
            all += std::min(storable.at(c), claim.class_room.at(c).value());
        const std::int64_t below_ceiling =
            ceiling_.ceil_of(claim.population.value()) - claim.facility_courses.value();
        return std::min({all, claim.room.value(), std::max<std::int64_t>(below_ceiling, 0)});
    }

    // What cutting down to lots may have taken: less than a first step of every open line.
    [[nodiscard]] std::int64_t cut_off(std::size_t i) const {
        std::int64_t courses = 0;
        if (!lots_.respect) return 0;
        for (std::size_t j = 0; j < problem_.lines.size(); ++j) {
            const Line& line = problem_.lines[j];
            if (problem_.open(i, j))
                courses += whole_courses(line.first_step(), line.per_course).value() - 1;
        }
        return courses;
    }

    [[nodiscard]] bool is_smallest_shipment(std::size_t i) const {
        std::size_t shipments = 0;
        bool small = lots_.respect;
        for (std::size_t j = 0; j < problem_.lines.size(); ++j) {
            if (plan_.at(i, j) == Doses{0}) continue;
            ++shipments;
            small = small && plan_.at(i, j) <= problem_.lines[j].first_step();
        }
        return small && shipments <= 1;
    }

    [[nodiscard]] Explained explain(std::size_t i) const {
        Explained made{i, {}, {}};
        const std::int64_t people = problem_.claims[i].population.value();
        if (given(i) > 0 && !is_smallest_shipment(i)) made.low = Rate{after(i), people};
        const std::int64_t owed_at_most = given(i) + cut_off(i);
        if (owed_at_most < able(i))
            made.high =
                Rate{problem_.claims[i].facility_courses.value() + owed_at_most + 1, people};
        return made;
    }

    // A line that is closed to somebody, or limited, may be left over for good reason.
    [[nodiscard]] bool open_to_all() const {
        for (const Explained& each : all_) {
            for (std::size_t j = 0; j < problem_.lines.size(); ++j)
                if (problem_.limit.at(each.claim, j) < Courses{Claim::unlimited}) return false;
            for (const Courses room : problem_.claims[each.claim].class_room)
                if (room < Courses{Claim::unlimited}) return false;
        }
        return true;
    }

    // At the next rate these would get a course more. Is it there?
    [[nodiscard]] std::vector<Violation> check_payable(const Explained& next) const {
        std::int64_t needed = 0;
        for (const Explained& each : all_)
            if (each.high && !(*next.high < *each.high)) ++needed;
        std::int64_t left = 0;
        for (std::size_t j = 0; j < problem_.lines.size(); ++j) {
            left += problem_.lines[j].courses().value();
            for (std::size_t i = 0; i < problem_.claims.size(); ++i)
                left -= whole_courses(plan_.at(i, j), problem_.lines[j].per_course).value();
        }
        // The highest rate is the ceiling; beyond it nobody is owed more.
        if (needed > left || Rate{ceiling_.in_billionths(), Share::one} < *next.high) return {};
        return {{ViolationKind::supply_left,
                 {},
                 next.claim,
                 {},
                 fmt::format("{} courses are left, enough for a higher rate: {} would get a "
                             "course more",
                             grouped(left), id(next.claim))}};
    }

    const Problem& problem_;
    const Plan& plan_;
    Share ceiling_;
    LotSettings lots_;
    std::vector<Explained> all_;
};

}  // namespace

std::vector<Violation> check_pooled(const Problem& problem, const Plan& plan,
                                    const RuleSettings& rule, const LotSettings& lots) {
    return OneRateCheck{problem, plan, rule, lots}.find();
}

}  // namespace aliquot
