// The same epidemics under several policies: the same members with the same random numbers, so
// that what differs is what was delivered.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "aliquot/epidemic/by_chance.hpp"
#include "aliquot/epidemic/weeks.hpp"

namespace aliquot::epidemic {

struct ComparedParticipant {
    std::string id;
    Parameters parameters;
    StepForm form;
    Caution caution;        // under every policy; instead of it:
    Caution behaviour;      // under every policy but one, to what differs from that one alone,
    std::size_t lived = 0;  // which is this: under it people behave as they did
    std::vector<Escape> escapes;
    std::vector<ProductPlan> plans;   // one for each policy, with the same groups
    std::optional<BlockState> start;  // where the sixteen first members stand on day 1
    double r0_spread = 0;             // standard deviation of a member's R0, as a share of R0
};

struct Figures {
    std::int64_t infections = 0;
    std::int64_t admissions = 0;
    std::int64_t deaths = 0;
    std::int64_t vaccinations = 0;
    std::int64_t doses = 0;
    std::int64_t life_tenths = 0;  // tenths of years of life lost

    friend bool operator==(const Figures&, const Figures&) = default;
};

// Years of life lost with these deaths, in tenths, so that they are whole: at each death 86.6 less
// the middle of its age band, and 82.5 for 80 and older, not discounted (Hogan et al. 2021).
[[nodiscard]] std::int64_t life_tenths(const CountByAge& deaths);

struct ComparisonOptions {
    std::uint64_t seed = 1;
    std::size_t first_member = 0;
    std::size_t members = 100;
    int threads = 1;
};

// Figures by participant, policy and member.
class Comparison {
public:
    Comparison(std::size_t participants, std::size_t policies, std::size_t members)
        : policies_{policies}, members_{members}, figures_(participants * policies * members) {}

    [[nodiscard]] Figures& at(std::size_t participant, std::size_t policy, std::size_t member) {
        return figures_[(participant * policies_ + policy) * members_ + member];
    }
    [[nodiscard]] const Figures& at(std::size_t participant, std::size_t policy,
                                    std::size_t member) const {
        return figures_[(participant * policies_ + policy) * members_ + member];
    }
    [[nodiscard]] std::size_t policies() const { return policies_; }
    [[nodiscard]] std::size_t members() const { return members_; }

    friend bool operator==(const Comparison&, const Comparison&) = default;

private:
    std::size_t policies_;
    std::size_t members_;
    std::vector<Figures> figures_;
};

// Requires: as many plans for each participant; each plan's groups have some effect; no participant
// with caution and behaviour.
// Promises: a member's figures depend on the seed, its number, the participant's id and the plan
// alone, and with behaviour also on the plan that was lived. That one's depend on no behaviour, and
// a plan alike has the same.
[[nodiscard]] Comparison compare(const std::vector<ComparedParticipant>& participants,
                                 const ComparisonOptions& options);

struct MemberFigures {
    Figures whole;
    std::vector<WeekFigures> weeks;  // they sum up to the whole
};

// One participant under each of its plans: the figures by policy, then by member, worked out by one
// thread.
[[nodiscard]] std::vector<MemberFigures> figures_of(const ComparedParticipant& participant,
                                                    const ComparisonOptions& options);

// What the R0 of one member is multiplied with: 1 + spread x z, at least 0.1, where z is the sum of
// twelve uniform numbers less six (normal but for its far tails, and the same on any machine).
[[nodiscard]] float r0_factor(RandomKey key, std::uint32_t member, double spread);

}  // namespace aliquot::epidemic
