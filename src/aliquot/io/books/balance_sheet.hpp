// How many doses are where: every account, or summed by product, supply line, participant or donor.
//
// Added up from the transfers and nothing else.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "aliquot/io/books/books.hpp"

namespace aliquot {

enum class BalanceBy { account, product, line, participant, donor };
inline constexpr std::array<std::string_view, 5> balance_by_names{"account", "product", "line",
                                                                  "participant", "donor"};

struct BalanceSheet {
    std::vector<std::string> columns;  // names first, then numbers
    std::size_t names = 1;             // so many columns are names
    struct Row {
        std::vector<std::string> names;
        std::vector<std::int64_t> doses;
    };
    std::vector<Row> rows;  // none that holds nothing
    std::vector<std::int64_t> sum;
};

// `account`: only accounts whose name starts so, as "title" or "title:KEN"; empty: all.
// Of accounts: a row for each account and line, `supply` below zero by what was confirmed. Else a
// row for each product, line, participant or donor, a column for each kind of account; `confirmed`
// is then what came out of `supply`.
[[nodiscard]] BalanceSheet balance_sheet(const Books& books, BalanceBy by,
                                         std::string_view account = {});

}  // namespace aliquot
