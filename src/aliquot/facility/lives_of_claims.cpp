// One question about every claim of a round.
#include "aliquot/facility/lives_of_claims.hpp"

#include <algorithm>

namespace aliquot {

namespace {

class Asking {
public:
    Asking(const Scenario& scenario, const Holdings& holdings, Date day, const PosedRound& posed)
        : scenario_{scenario}, holdings_{holdings}, day_{day}, posed_{posed} {}

    [[nodiscard]] LivesQuestion question() const {
        const Settings& settings = scenario_.settings;
        const Days transit{settings.delivery.transit_days};
        LivesQuestion asked;
        asked.date = day_;
        asked.arrival = day_ + Days{settings.gates.answer_days} + transit;
        asked.days = settings.rule.lives.days;
        asked.foresight = settings.rule.lives.foresight;
        asked.r0 = static_cast<double>(settings.rule.lives.r0.in_billionths()) / Share::one;
        for (std::size_t i = 0; i < posed_.participants.size(); ++i) {
            LivesQuestion::Of of{posed_.participants[i], {}, {}, Courses{0}};
            add_arrived(of, day_ + transit);
            add_mix(i, of);
            asked.of.push_back(std::move(of));
        }
        return asked;
    }

private:
    void add_arrived(LivesQuestion::Of& of, Date coming_on) const {
        for (const OtherSupply& each : scenario_.other_supply)
            if (each.participant == of.participant && each.date <= day_)
                of.arrived.push_back({each.date, each.product, each.doses.value(), std::nullopt});
        for (const Holdings::Receipt& each : holdings_.receipts(of.participant))
            if (each.date <= day_) add(of, each.line, each.date, each.doses);
        for (std::size_t s = 0; s < scenario_.supply.size(); ++s) {
            const Doses coming = holdings_.coming_of(of.participant, SupplyIndex{s});
            if (coming > Doses{0}) add(of, SupplyIndex{s}, coming_on, coming.value());
        }
        std::ranges::stable_sort(of.arrived, {}, &LivesQuestion::Arrived::date);
    }

    void add(LivesQuestion::Of& of, SupplyIndex line, Date date, std::int64_t doses) const {
        of.arrived.push_back(
            {date, scenario_.product_of(line).id, doses, scenario_.at(line).expires});
    }

    // Every open line as far as it is open.
    void add_mix(std::size_t i, LivesQuestion::Of& of) const {
        const Problem& problem = posed_.problem;
        Courses open;
        for (std::size_t j = 0; j < problem.lines.size(); ++j) {
            const Courses most = std::min(problem.limit.at(i, j), problem.lines[j].courses());
            if (most == Courses{0}) continue;
            of.mix.push_back(
                {scenario_.product_of(posed_.lines[j]).id, problem.lines[j].per_course, most});
            open += most;
        }
        of.most = std::min(problem.claims[i].room, open);
    }

    const Scenario& scenario_;
    const Holdings& holdings_;
    Date day_;
    const PosedRound& posed_;
};

}  // namespace

void add_lives(const Scenario& scenario, const Holdings& holdings, Date day, PosedRound& posed) {
    if (scenario.settings.rule.name != "most_deaths_averted" || !scenario.lives) return;
    auto worth = scenario.lives->worth(Asking{scenario, holdings, day, posed}.question());
    ALIQUOT_CHECK(worth.size() == posed.problem.claims.size());
    for (std::size_t i = 0; i < worth.size(); ++i)
        posed.problem.claims[i].lives = std::move(worth[i]);
}

}  // namespace aliquot
