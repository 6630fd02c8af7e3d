// `aliquot explain --prices`: each round solved again without one gate or one earmark.
#pragma once

#include <optional>

#include "door.hpp"
#include "rerun.hpp"

namespace aliquot::cli {

int explain_prices(const Rerun& again, std::optional<int> round, const Output& output);

}  // namespace aliquot::cli
