// What the refused cases of this folder should have said; this one compiles.
#include "aliquot/domain/offer.hpp"
#include "aliquot/domain/scenario.hpp"

namespace {
using namespace aliquot;

constexpr DosesPerCourse two{2};
static_assert(Doses{1} + Doses{1} == doses_for(Courses{1}, two));
static_assert(whole_courses(Doses{5}, two) < Courses{3});
static_assert(Coverage{Courses{1}, People{10}} < Coverage{Courses{2}, People{10}});
static_assert(Share::billionths(200'000'000).floor_of(10) == 2);

[[maybe_unused]] const Participant& look_up(const Scenario& scenario, const Award& award) {
    return scenario.at(award.participant);
}

}  // namespace
