// Blocks of sixteen members, shared out among threads.
#include "aliquot/epidemic/by_chance.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <thread>

#include "aliquot/core/check.hpp"
#include "aliquot/epidemic/lanes/kernels.hpp"

namespace aliquot::epidemic {

namespace {

void add(CountByAge& to, const CountByAge& more) {
    for (std::size_t i = 0; i < ages; ++i) to[i] += more[i];
}

// Whole courses of each day: what a rate came to so far, less what was there the day before.
std::vector<std::int64_t> courses_by_day(const Parameters& p) {
    std::vector<std::int64_t> courses(static_cast<std::size_t>(p.days), 0);
    double so_far = 0;
    std::int64_t given = 0;
    for (std::size_t day = 1; day < courses.size(); ++day) {
        so_far += p.courses_a_day.at(static_cast<double>(day));
        courses[day] = std::llround(std::floor(so_far + 1e-6)) - given;
        given += courses[day];
    }
    return courses;
}

const Kernel& fastest_kernel() {
    const KernelList& list = kernels_of_this_machine();
    return *list.kernel[list.count - 1];
}

// What transmission is divided by after the deaths of seven days, in plain arithmetic so that it is
// the same on any machine. Requires: a reference above 0.
double after_deaths(const Caution& caution, std::int64_t deaths) {
    const double ratio = static_cast<double>(deaths) / caution.deaths_in_seven_days;
    double power = ratio;
    for (int k = 1; k < caution.power; ++k) power *= ratio;
    return 1 + power;
}

// The share of the immune of every age and class, in whole people.
void let_escape(BlockState& state, std::size_t lane, double share) {
    for (std::size_t i = 0; i < ages; ++i)
        for (std::size_t v = 0; v < state.classes(); ++v)
            for (const Stage stage : {r1, r2}) {
                std::int32_t& immune = state.people(i, v, stage, lane);
                const auto escaped =
                    static_cast<std::int32_t>(share * static_cast<double>(immune) + 0.5);
                immune -= escaped;
                state.people(i, v, s, lane) += escaped;
            }
}

class Run {
public:
    Run(const Parameters& parameters, const ChanceOptions& options, Ensemble& ensemble)
        : p_{parameters},
          o_{options},
          kernel_{options.kernel ? *options.kernel : fastest_kernel()},
          classes_{options.products
                       ? classes_of(options.products->groups, options.products->changes)
                       : classes_of(parameters)},
          tables_{parameters, classes_, options.form},
          courses_{courses_by_day(parameters)},
          ensemble_{ensemble},
          blocks_{(options.members + lanes - 1) / lanes} {}

    void run() {
        const auto workers =
            std::clamp<std::size_t>(static_cast<std::size_t>(std::max(1, o_.threads)), 1, blocks_);
        std::vector<std::vector<CountedFlows>> sums(
            workers, std::vector<CountedFlows>(ensemble_.all.size()));
        std::vector<std::thread> threads;
        for (std::size_t k = 1; k < workers; ++k)
            threads.emplace_back([this, &sums, k] { work(sums[k]); });
        work(sums.front());
        for (std::thread& each : threads) each.join();
        // Whole numbers: their sum does not depend on the order.
        for (const auto& sum : sums)
            for (std::size_t day = 0; day < sum.size(); ++day) ensemble_.all[day].add(sum[day]);
    }

private:
    void work(std::vector<CountedFlows>& sums) {
        for (std::size_t b = next_++; b < blocks_; b = next_++) block(b, sums);
    }

    void block(std::size_t number, std::vector<CountedFlows>& sums) {
        const std::size_t first = number * lanes;
        BlockState state = o_.start
                               ? BlockState{*o_.start, classes_.size(), o_.first_member + first}
                               : BlockState{p_, classes_.size()};
        for (std::size_t lane = 0; lane < lanes; ++lane)
            if (first + lane < o_.beta_factor.size())
                state.set_beta_factor(lane, o_.beta_factor[first + lane]);
        Block block = state.block(o_.first_member + static_cast<std::uint32_t>(first), o_.key.first,
                                  o_.key.second);
        const auto steps = static_cast<std::uint32_t>(o_.form.steps_a_day);
        std::array<std::int32_t, lanes> highest{};
        std::vector<Campaign> campaigns;
        for (std::size_t lane = 0; o_.products && lane < lanes; ++lane)
            campaigns.emplace_back(*o_.products, p_.days);
        RecentDeaths recent{};
        for (int day = 1; day < p_.days; ++day) {
            state.start_day();
            for (const Escape& each : o_.escapes)
                for (std::size_t lane = 0; each.day == day && lane < lanes; ++lane)
                    let_escape(state, lane, each.share);
            const auto this_day = static_cast<std::uint32_t>(day);
            vaccinate(state, campaigns, first, day, sums);
            for (std::uint32_t k = 0; k < steps; ++k)
                kernel_.step(tables_.at(day), block, this_day * steps + k);
            if (classes_.size() > 1) kernel_.move_classes(tables_.at(day), block, this_day);
            count(state, first, day, sums[static_cast<std::size_t>(day) - 1], highest);
            if (o_.caution.deaths_in_seven_days > 0) keep_away(state, first, day, recent);
        }
    }

    using RecentDeaths = std::array<std::array<std::int64_t, lanes>, 7>;
    void keep_away(BlockState& state, std::size_t first, int day, RecentDeaths& recent) const {
        auto& today = recent[static_cast<std::size_t>(day) % recent.size()];
        for (std::size_t lane = 0; lane < lanes; ++lane) {
            today[lane] = 0;
            for (std::size_t i = 0; i < ages; ++i)
                today[lane] += state.today(BlockState::died, i, lane);
            std::int64_t week = 0;
            for (const auto& each : recent) week += each[lane];
            const float own =
                first + lane < o_.beta_factor.size() ? o_.beta_factor[first + lane] : 1.0F;
            const double known = o_.caution_beside && first + lane < o_.members
                                     ? after_deaths(o_.caution, week_beside(first + lane, day))
                                     : 1;
            state.set_beta_factor(lane,
                                  own * static_cast<float>(known / after_deaths(o_.caution, week)));
        }
    }
    [[nodiscard]] std::int64_t week_beside(std::size_t member, int day) const {
        std::int64_t week = 0;
        for (int d = std::max(1, day - 6); d <= day; ++d)
            week += (*o_.caution_beside)[(static_cast<std::size_t>(d) - 1) * o_.members + member]
                        .deaths;
        return week;
    }

    void vaccinate(BlockState& state, std::vector<Campaign>& campaigns, std::size_t first, int day,
                   std::vector<CountedFlows>& sums) {
        const std::int64_t courses = courses_[static_cast<std::size_t>(day)];
        if (!o_.products && courses == 0) return;
        for (std::size_t lane = 0; lane < lanes; ++lane) {
            Campaign::Given given;
            if (o_.products) {
                given = campaigns[lane].give(state, lane, p_.priority, day);
            } else {
                given.people = give_courses(state, lane, p_.priority, courses);
                for (const std::int64_t each : given.people) given.doses += each;
            }
            if (first + lane >= o_.members) continue;
            add(sums[static_cast<std::size_t>(day) - 1].vaccinations, given.people);
            MemberTotals& member = ensemble_.members[first + lane];
            for (const std::int64_t each : given.people) member.vaccinations += each;
            member.doses += given.doses;
        }
    }

    void count(const BlockState& state, std::size_t first, int day, CountedFlows& sum,
               std::array<std::int32_t, lanes>& highest) {
        const std::size_t last = std::min<std::size_t>(lanes, o_.members - first);
        for (std::size_t lane = 0; lane < last; ++lane) {
            MemberTotals& member = ensemble_.members[first + lane];
            MemberDay today;
            for (std::size_t i = 0; i < ages; ++i) {
                const std::int32_t infections = state.today(BlockState::infected, i, lane);
                const std::int32_t ill = state.today(BlockState::fell_ill, i, lane);
                const std::int32_t admissions = state.today(BlockState::admitted, i, lane);
                const std::int32_t deaths = state.today(BlockState::died, i, lane);
                today.infections += infections;
                today.fallen_ill += ill;
                today.need += state.today(BlockState::needed, i, lane);
                today.admissions += admissions;
                today.deaths += deaths;
                sum.infections[i] += infections;
                sum.admissions[i] += admissions;
                sum.deaths[i] += deaths;
                member.fallen_ill_by_age[i] += ill;
                member.deaths_by_age[i] += deaths;
            }
            member.infections += today.infections;
            member.fallen_ill += today.fallen_ill;
            member.need += today.need;
            member.admissions += today.admissions;
            member.deaths += today.deaths;
            if (today.fallen_ill > highest[lane]) {
                highest[lane] = today.fallen_ill;
                member.peak_day = day + 1;
            }
            if (o_.keep_days)
                ensemble_.each[(static_cast<std::size_t>(day) - 1) * o_.members + first + lane] =
                    today;
        }
    }

    const Parameters& p_;
    const ChanceOptions& o_;
    const Kernel& kernel_;
    VaccineClasses classes_;
    TablesByDay tables_;
    std::vector<std::int64_t> courses_;
    Ensemble& ensemble_;
    std::size_t blocks_;
    std::atomic<std::size_t> next_ = 0;
};

}  // namespace

void CountedFlows::add(const CountedFlows& more) {
    epidemic::add(infections, more.infections);
    epidemic::add(admissions, more.admissions);
    epidemic::add(deaths, more.deaths);
    epidemic::add(vaccinations, more.vaccinations);
}

RandomKey random_key(std::uint64_t seed, std::uint64_t population) {
    const Counter mixed = philox(
        {static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32U),
         static_cast<std::uint32_t>(population), static_cast<std::uint32_t>(population >> 32U)},
        {0x616C6971, 0x756F7421});
    return {mixed[0], mixed[1]};
}

Ensemble by_chance(const Parameters& parameters, const ChanceOptions& options) {
    ALIQUOT_CHECK(options.members > 0 && parameters.days > 0);
    ALIQUOT_CHECK(options.beta_factor.empty() || options.beta_factor.size() == options.members);
    ALIQUOT_CHECK(!options.caution_beside ||
                  options.caution_beside->size() ==
                      (static_cast<std::size_t>(parameters.days) - 1) * options.members);
    for (const double each : parameters.people) ALIQUOT_CHECK(each < 2'147'483'647.0);
    Ensemble ensemble;
    const auto days = static_cast<std::size_t>(parameters.days) - 1;
    ensemble.members.resize(options.members);
    ensemble.all.resize(days);
    if (options.keep_days) ensemble.each.resize(days * options.members);
    Run{parameters, options, ensemble}.run();
    return ensemble;
}

}  // namespace aliquot::epidemic
