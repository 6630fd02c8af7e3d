// Changes that no single step of one line can make: two lines exchanged at once, shipments dropped
// or opened whole, one product taken instead of another.
//
// Lots of two products differ in size, so that giving 1,000 courses and taking 450 moves 550; and
// where a minimum shipment is large, a little for a new recipient can only come from several.
// Doubles propose an exchange; whole numbers decide whether it is kept (lot_trial.hpp).
#pragma once

#include "aliquot/allocation/lot_plan.hpp"

namespace aliquot {

// Promises: the plan keeps to every limit; true if it was changed, each time for the better.
bool improve_by_exchanges(LotPlan& plan);

}  // namespace aliquot
