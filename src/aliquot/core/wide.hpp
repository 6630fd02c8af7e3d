// A whole number of 128 bits, for products of two counts.
#pragma once

namespace aliquot {

__extension__ using Wide = __int128;

}  // namespace aliquot
