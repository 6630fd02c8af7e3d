// A live facility takes no command of somebody who has only a name.
#include "aliquot/live/live_facility.hpp"

auto given(aliquot::LiveFacility& live, const std::string& name, aliquot::Date day) {
    return live.run({"key", name, day, aliquot::command::OpenRound{}, 0, {}});
}
