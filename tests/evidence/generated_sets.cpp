// Statement sets made by chance around a truth that is known.
#include "evidence/generated_sets.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <random>

#include "evidence/said.hpp"
#include <fmt/core.h>

namespace aliquot_test {

namespace {

using namespace aliquot;

// How often a source of each grade, A to F, is right: its own rate lies between the two.
constexpr std::array<std::array<double, 2>, 6> right{
    {{0.93, 0.99}, {0.80, 0.95}, {0.65, 0.85}, {0.50, 0.70}, {0.35, 0.65}, {0.40, 0.80}}};

struct Source {
    std::string name;
    std::size_t grade = 0;
    double right = 0.5;
};

// What a statement meant, which is more than it says.
struct Meant {
    std::string id;
    std::string supply;
    bool claim = false;
    bool denial = false;
    Date came;               // of a claim
    Date until;              // of a denial
    std::int64_t doses = 0;  // before it was rounded
    std::string source;
    std::string original;  // of a copy
    bool named = false;    // the doses were named
};

class Maker {
public:
    Maker(std::uint64_t seed, const SetOptions& options) : random_{seed}, options_{options} {}

    GeneratedSet make() {
        start_ = day("2021-01-01");
        people_ = static_cast<std::int64_t>(100'000 * std::pow(10.0, 2.5 * chance()));
        for (std::size_t i = 0; i < 6 + below(5); ++i) {
            const std::size_t grade = below(6);
            const double rate =
                right.at(grade)[0] + chance() * (right.at(grade)[1] - right.at(grade)[0]);
            sources_.push_back({fmt::format("source {}", i + 1), grade, rate});
        }
        for (std::size_t i = 0; i < 1 + below(4); ++i) make_promise(fmt::format("S{}", i + 1));
        std::ranges::sort(statements_, {},
                          [](const Statement& one) { return std::tuple{one.said_on, one.id}; });
        GeneratedSet made;
        made.evidence.statements = statements_;
        made.evidence.population.emplace("ALDER", People{people_});
        made.evidence.schedule.emplace("TWO", DosesPerCourse{2});
        made.last = statements_.empty() ? start_ : statements_.back().said_on;
        made.deliveries = deliveries_;
        made.wrong_numbers = wrong_numbers_;
        made.accepted_declined = answers_;
        compare(made);
        return made;
    }

private:
    double chance() { return static_cast<double>(random_() >> 11U) / 9007199254740992.0; }
    bool with(double share) { return chance() < share; }
    std::size_t below(std::size_t count) { return static_cast<std::size_t>(random_() % count); }
    Days days(std::int64_t from, std::int64_t to) {
        return Days{from +
                    static_cast<std::int64_t>(below(static_cast<std::size_t>(to - from + 1)))};
    }

    // As people write it: all digits, or two or three of them.
    std::int64_t written(std::int64_t number) {
        if (number < 1000 || with(0.4)) return number;
        std::int64_t unit = 1;
        while (number / unit >= (with(0.5) ? 100 : 1000)) unit *= 10;
        return with(0.5) ? number / unit * unit : (number + unit / 2) / unit * unit;
    }

    Statement& add(const Source& source, Date on, std::optional<Said> event,
                   const std::string& supply, bool true_words) {
        Statement made = said(fmt::format("N{:03}", statements_.size() + 1), format_date(on),
                              source.name, event);
        made.reliability = static_cast<Reliability>(source.grade);
        // Whoever keeps the table judges what is said a little better than by chance.
        constexpr std::array<std::size_t, 10> of_true{1, 1, 1, 1, 2, 2, 2, 2, 3, 5};
        constexpr std::array<std::size_t, 10> of_false{1, 2, 2, 2, 2, 3, 3, 3, 4, 5};
        made.credibility =
            static_cast<Credibility>((true_words ? of_true : of_false).at(below(10)));
        made.supply = supply;
        statements_.push_back(std::move(made));
        return statements_.back();
    }

    void make_promise(const std::string& supply) {
        const auto doses = std::max<std::int64_t>(
            200, static_cast<std::int64_t>(chance() * 0.3 * static_cast<double>(people_)) * 2);
        const bool happened = with(options_.delivered);
        const Date came = start_ + days(60, 200);
        deliveries_.push_back({supply, happened});
        const Source& giver = sources_.front();
        Statement& first = add(giver, start_ + days(0, 50), Said::allocated, supply, true);
        name_numbers(first, doses);
        meant_.push_back(meaning(first, doses));
        for (const Source& source : sources_) {
            if (with(0.55)) speak_of_arrival(source, supply, doses, came, happened);
            if (with(0.25)) repeat_amount(source, supply, doses);
        }
        if (with(0.3)) answer(supply);
        if (with(0.6)) copy(supply);
    }

    static Meant meaning(const Statement& one, std::int64_t doses) {
        Meant made;
        made.id = one.id;
        made.supply = one.supply;
        made.doses = doses;
        made.source = one.source;
        made.named = one.doses.has_value();
        return made;
    }

    void speak_of_arrival(const Source& source, const std::string& supply, std::int64_t doses,
                          Date came, bool happened) {
        const bool is_right = with(source.right);
        const bool claims = is_right == happened;
        // Nobody can report doses before the day they came; denials may come early.
        const Date on = claims ? came + days(1, 80) : came + days(-40, 80);
        const bool true_words = claims ? happened : !happened || on < came;
        Statement& one =
            add(source, on, claims ? Said::delivered : Said::denied, supply, true_words);
        Meant meant = meaning(one, doses);
        meant.claim = claims;
        meant.denial = !claims;
        meant.came = came;
        meant.until = on;
        if (claims && with(0.7)) {
            one.date_from = came - days(0, 10);
            one.date_to = came;
        }
        if (claims && with(0.5)) {
            meant.doses = with(0.2) ? another(doses) : doses;
            one.doses = Doses{written(meant.doses)};
            meant.named = true;
        }
        meant_.push_back(meant);
    }

    void repeat_amount(const Source& source, const std::string& supply, std::int64_t doses) {
        const bool wrong = with(0.2);
        Statement& one = add(source, start_ + days(51, 120), Said::allocated, supply, !wrong);
        const std::int64_t meant = wrong ? another(doses) : doses;
        name_numbers(one, meant);
        meant_.push_back(meaning(one, meant));
    }

    // An amount that is wrong by a fifth at least.
    std::int64_t another(std::int64_t doses) {
        const double factor = with(0.5) ? 0.4 + 0.4 * chance() : 1.2 + chance();
        return static_cast<std::int64_t>(static_cast<double>(doses) * factor) / 2 * 2;
    }

    // Doses, often with people and a share of them, sometimes mixed up.
    void name_numbers(Statement& one, std::int64_t doses) {
        one.doses = Doses{written(doses)};
        if (with(0.4)) return;
        const double share = static_cast<double>(doses) / 2 / static_cast<double>(people_);
        const std::int64_t people = doses / 2;
        const bool wrong = with(0.3);
        if (!wrong) {
            if (with(0.7)) one.people = People{written(people)};
            if (with(0.7)) one.share = rounded_share(share);
            return;
        }
        switch (below(5)) {
            case 0:  // doses per 100 people, called people
                one.share = rounded_share(2 * share);
                break;
            case 1:  // doses, called people
                one.people = People{written(doses)};
                break;
            case 2:  // a decimal point
                one.share = rounded_share(share * 10);
                break;
            case 3:  // another country's people
                one.people = People{written(
                    static_cast<std::int64_t>(static_cast<double>(people) * (1.3 + chance())))};
                break;
            default:  // another population
                one.population = People{written(people_ * 2)};
                one.people = People{written(people)};
        }
        wrong_numbers_.insert(one.id);
    }

    // In percent, with one decimal or none.
    static std::optional<Share> rounded_share(double share) {
        const double step = share < 0.1 ? 1000 : 100;
        const auto steps = static_cast<std::int64_t>(share * step + 0.5);
        return Share::billionths(std::max<std::int64_t>(steps, 1) * Share::one /
                                 static_cast<std::int64_t>(step));
    }

    void answer(const std::string& supply) {
        const Date on = start_ + days(55, 90);
        const Source& one = sources_.at(1);
        const Source& other = sources_.at(2);
        const bool quarrel = with(0.5);
        const Statement first = add(one, on, Said::accepted, supply, true);
        if (!quarrel) return;
        const Statement second = add(other, on + days(0, 20), Said::declined, supply, false);
        answers_.insert(first.id);
        answers_.insert(second.id);
    }

    // Somebody repeats what another said about the arrival, and mostly says whom.
    void copy(const std::string& supply) {
        std::vector<Meant> heard;
        for (const Meant& each : meant_)
            if (each.supply == supply && (each.claim || each.denial)) heard.push_back(each);
        if (heard.empty()) return;
        const Meant original = heard.at(below(heard.size()));
        const Statement source = *std::ranges::find(statements_, original.id, &Statement::id);
        Statement made = source;
        made.id = fmt::format("N{:03}", statements_.size() + 1);
        made.source = fmt::format("copyist of {}", supply);
        made.said_on = source.said_on + days(0, 9);
        if (options_.links && with(0.8)) made.rests_on = source.id;
        Meant meant = original;
        meant.id = made.id;
        meant.source = made.source;
        meant.original = original.id;
        if (meant.denial) meant.until = source.said_on;
        statements_.push_back(std::move(made));
        meant_.push_back(meant);
    }

    void compare(GeneratedSet& made) const {
        for (const Meant& one : meant_)
            for (const Meant& other : meant_) {
                if (one.supply != other.supply || one.id == other.id) continue;
                if (one.claim && other.denial && one.came <= other.until) {
                    made.delivered_denied.insert(one.id);
                    made.delivered_denied.insert(other.id);
                }
                const bool alike = one.claim == other.claim && !one.denial && !other.denial;
                if (alike && one.named && other.named && one.source != other.source &&
                    one.doses != other.doses) {
                    made.two_amounts.insert(one.id);
                    made.two_amounts.insert(other.id);
                }
            }
    }

    std::mt19937_64 random_;
    SetOptions options_;
    Date start_;
    std::int64_t people_ = 0;
    std::vector<Source> sources_;
    std::vector<Statement> statements_;
    std::vector<Meant> meant_;
    std::vector<Delivery> deliveries_;
    std::set<std::string> wrong_numbers_;
    std::set<std::string> answers_;
};

}  // namespace

GeneratedSet generated_set(std::uint64_t seed, const SetOptions& options) {
    return Maker{seed, options}.make();
}

}  // namespace aliquot_test
