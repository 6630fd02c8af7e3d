// Doses, people, share and population of one statement, two at a time.
#include "aliquot/evidence/arithmetic.hpp"

#include <fmt/core.h>

#include "aliquot/core/text.hpp"

namespace aliquot {

namespace {

// Estimates of a population differ by so much with year and method.
constexpr double population_estimate = 0.03;
// What a statement calls the population may differ from ours by so much.
constexpr double population_apart = 0.05;
// Doses that are wasted protect nobody, so that a few people less than courses is no mistake.
constexpr double wastage = 0.1;

Range divided(const Range& left, const Range& right) {
    return {left.low / right.high, left.high / right.low};
}

Range times(const Range& range, double factor) {
    return {range.low * factor, range.high * factor};
}

std::string percent(double share) {
    return fmt::format("{:.{}f} %", 100 * share, share < 0.1 ? 2 : 1);
}

std::string share_text(Share share) {
    const std::int64_t hundred = share.in_billionths() * 100;
    return Share::billionths(hundred).text() + " %";
}

// The numbers of one statement, as ranges, and which of them agree.
class Numbers {
public:
    Numbers(const StatementBook& book, StatementIndex i) : said_{book.at(i)} {
        per_course_ = static_cast<double>(book.schedule_of(said_).value());
        if (said_.doses) doses_ = range_of(said_.doses->value());
        if (said_.people) people_ = range_of(said_.people->value());
        if (said_.share) share_ = times(range_of(said_.share->in_billionths()), 1.0 / Share::one);
        const auto known = book.evidence().population.find(said_.participant);
        if (known != book.evidence().population.end())
            census_ = static_cast<double>(known->second.value());
        if (said_.population) {
            population_ = range_of(said_.population->value());
            shown_population_ = static_cast<double>(said_.population->value());
        } else if (census_) {
            population_ = times({1 - population_estimate, 1 + population_estimate}, *census_);
            shown_population_ = *census_;
        }
    }

    std::vector<std::string> faults() const {
        std::vector<std::string> found;
        if (!doses_people()) found.push_back("doses and people do not agree");
        if (!people_share()) found.push_back("people and share do not agree");
        if (!doses_share()) found.push_back("doses and share do not agree");
        if (people_ && population_ && people_->low > population_->high)
            found.push_back("there are more people than the participant has");
        if (said_.share && said_.share > Share::whole())
            found.push_back("the share is more than everybody");
        if (!census_agrees()) found.push_back("the population is not the participant's");
        return found;
    }

    std::vector<std::string> readings() const {
        std::vector<std::string> told;
        if (said_.doses && (said_.people || population_)) told.push_back(doses_reading());
        if (said_.people) told.push_back(people_reading());
        if (said_.share && population_) told.push_back(share_reading());
        if (!census_agrees())
            told.push_back(fmt::format("{} people: the participant's table says {}",
                                       grouped(said_.population->value()),
                                       grouped(static_cast<std::int64_t>(*census_))));
        return told;
    }

private:
    // People that the doses protect; fewer where doses are wasted.
    [[nodiscard]] Range protected_people() const {
        Range people = times(*doses_, 1 / per_course_);
        people.low *= 1 - wastage;
        // Where doses were given, some people may have had only the first.
        if (said_.event == Said::administered) people.high = doses_->high;
        return people;
    }
    [[nodiscard]] bool doses_people() const {
        return !doses_ || !people_ || protected_people().meets(*people_);
    }
    [[nodiscard]] bool people_share() const {
        return !people_ || !share_ || !population_ ||
               divided(*people_, *population_).meets(*share_);
    }
    [[nodiscard]] bool doses_share() const {
        return !doses_ || !share_ || !population_ ||
               divided(protected_people(), *population_).meets(*share_);
    }
    [[nodiscard]] bool census_agrees() const {
        return !said_.population || !census_ ||
               population_->meets(times({1 - population_apart, 1 + population_apart}, *census_));
    }

    // As people, as doses per 100 people, or as neither.
    [[nodiscard]] std::string share_reading() const {
        const std::string share = share_text(*said_.share);
        if (people_ && people_share())
            return fmt::format("{} is right as the people named, of {}", share, of_whom());
        if (doses_ && doses_share())
            return fmt::format("{} is right as people with a full course, of {}", share, of_whom());
        if (doses_ && divided(*doses_, *population_).meets(*share_))
            return fmt::format("{} is right as doses per 100 people: {} doses for {}", share,
                               grouped(said_.doses->value()), of_whom());
        if (people_ && times(divided(*people_, *population_), per_course_).meets(*share_))
            return fmt::format(
                "{} is right as doses per 100 people, if {} people get {} doses each", share,
                grouped(said_.people->value()), per_course_);
        return fmt::format(
            "{} of {} are {}: no other number here is that", share, of_whom(),
            grouped(static_cast<std::int64_t>(shown_population_ *
                                              static_cast<double>(said_.share->in_billionths()) /
                                              static_cast<double>(Share::one))));
    }

    [[nodiscard]] std::string people_reading() const {
        const std::string people = grouped(said_.people->value()) + " people";
        std::string part;
        if (population_)
            part = fmt::format(
                "; they are {} of {}",
                percent(static_cast<double>(said_.people->value()) / shown_population_), of_whom());
        if (doses_ && doses_people())
            return fmt::format("{} is right as people with a full course of {}{}", people,
                               per_course_, part);
        if (doses_ && doses_->meets(*people_))
            return fmt::format("{} is right as people with one dose each{}", people, part);
        if (people_share() && share_)
            return fmt::format("{} is right as the share named{}", people, part);
        return fmt::format("{} fits no other number here{}", people, part);
    }

    [[nodiscard]] std::string doses_reading() const {
        const std::string doses = grouped(said_.doses->value()) + " doses";
        std::string what = fmt::format(
            "{} are {} courses of {}", doses,
            grouped(
                static_cast<std::int64_t>(static_cast<double>(said_.doses->value()) / per_course_)),
            per_course_);
        if (population_)
            what += fmt::format(", for {} of {}",
                                percent(static_cast<double>(said_.doses->value()) / per_course_ /
                                        shown_population_),
                                of_whom());
        const bool meant_courses = !doses_people() && people_ && doses_->meets(*people_);
        return meant_courses ? what + "; as courses they would be right" : what;
    }

    [[nodiscard]] std::string of_whom() const {
        return grouped(static_cast<std::int64_t>(shown_population_)) + " people";
    }

    const Statement& said_;
    double per_course_ = 2;
    double shown_population_ = 0;
    std::optional<double> census_;
    std::optional<Range> doses_, people_, share_, population_;
};

}  // namespace

Range range_of(std::int64_t number) {
    if (number == 0) return {0, 0};
    std::int64_t unit = 1;
    while (number % (unit * 10) == 0) unit *= 10;
    const auto value = static_cast<double>(number);
    const auto step = static_cast<double>(unit);
    const bool one_digit = number / unit < 10;
    return {value - step / 2, value + (one_digit ? step / 2 : step)};
}

bool agree(std::int64_t left, std::int64_t right) {
    const auto within = [](std::int64_t number, std::int64_t of) {
        const Range range = range_of(of);
        const auto value = static_cast<double>(number);
        return range.low <= value && value <= range.high;
    };
    return within(left, right) || within(right, left);
}

std::optional<ArithmeticFault> check_arithmetic(const StatementBook& book, StatementIndex i) {
    const Numbers numbers{book, i};
    const std::vector<std::string> faults = numbers.faults();
    if (faults.empty()) return std::nullopt;
    std::string what;
    for (const std::string& fault : faults) what += (what.empty() ? "" : "; ") + fault;
    return ArithmeticFault{i, std::move(what), numbers.readings()};
}

}  // namespace aliquot
