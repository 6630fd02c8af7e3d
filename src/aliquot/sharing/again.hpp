// A pool shared again after some recipients have declined: what cannot change stays as it is.
//
// The lines of the earlier answer stand in blocks, the least covered first. The blocks below every
// block that a decliner takes from are used up by recipients that have all they can take of other
// lines, and none of whom has changed. Nobody who stays loses when another leaves, and these have
// nothing more to gain: so they keep what they have, and only the lines above are shared again.
// See docs/methods/exact_solver.md.
#pragma once

#include <span>

#include "aliquot/sharing/shares.hpp"

namespace aliquot {

// Promises: the same `given` as share(pool). The levels are a certificate of it, but where blocks
// of nearly equal levels could be told apart in several ways they may be other blocks than those
// of share(pool). Of the plans, one that keeps what a decline does not reach, and then as much of
// the earlier one as circles of recipients without limits on lines can get back.
// Requires: no fault_of(pool); `earlier` is such an answer of a pool that differs from this one
// only in that each of `declined` had no less room, no tighter limits and no fewer lines.
[[nodiscard]] Shares share_again(const Pool& pool, const Shares& earlier,
                                 std::span<const std::uint32_t> declined);

}  // namespace aliquot
