// How a store is named: the path of a file, or the address of a database.
#pragma once

#include <string>
#include <string_view>

namespace aliquot::ledger {

[[nodiscard]] bool is_database_address(std::string_view place);

// The address as it may be shown: without a password and without anything after `?`.
[[nodiscard]] std::string without_password(std::string_view address);

}  // namespace aliquot::ledger
