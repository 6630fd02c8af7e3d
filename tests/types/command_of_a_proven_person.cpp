// The control: the same command of a person who has shown who they are.
#include "aliquot/live/live_facility.hpp"

auto given(aliquot::LiveFacility& live, const aliquot::Proven& who, aliquot::Date day) {
    return live.run({"key", who, day, aliquot::command::OpenRound{}, 0, {}});
}
