// What more vaccine would avert in one population: deaths under sixteen amounts at once.
//
// The model by chance, in a population so many times larger that chance averages out, and with the
// same random numbers in every lane: what differs between lanes is what was delivered.
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "aliquot/domain/lives.hpp"
#include "aliquot/epidemic/calibration.hpp"
#include "aliquot/epidemic/comparison.hpp"

namespace aliquot::epidemic {

struct ProspectQuestion {
    int day = 1;     // of the decision, from 1
    int days = 180;  // over which deaths are counted
    // What arrives whatever is decided, in doses; not scaled.
    ProductPlan plan;
    // By lane, then by group of the plan: what arrives beside it.
    std::array<std::vector<std::vector<Arrival>>, lanes> more;
    // From the decision on; `last` is the last step whose deaths had all come by then.
    Foresight foresight = Foresight::alike;
    double r0 = 3;  // of `alike`
};

class Prospect {
public:
    // Requires: a participant without a start of its own, and days enough for every question.
    Prospect(ComparedParticipant participant, Transmissibility fitted, std::size_t which);

    // Deaths from the day of the decision on, by lane, in people of the population as it is.
    [[nodiscard]] std::array<double, lanes> deaths(const ProspectQuestion& question) const;

private:
    [[nodiscard]] Parameters parameters_on(const ProspectQuestion& question) const;
    [[nodiscard]] std::vector<ProductPlan> plans(const ProspectQuestion& question) const;

    ComparedParticipant large_;
    Transmissibility fitted_;
    std::size_t which_;
    std::int64_t times_ = 1;  // as many people as there are
    double beta_of_one_ = 0;
    std::optional<BlockState> start_;
};

}  // namespace aliquot::epidemic
