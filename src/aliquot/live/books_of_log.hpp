// The books of a facility, read from its log.
#pragma once

#include <memory>
#include <optional>

#include "aliquot/core/result.hpp"
#include "aliquot/facility/desk/desk_state.hpp"
#include "aliquot/io/books/books.hpp"
#include "aliquot/ledger/log/exchange.hpp"

namespace aliquot {

class BooksOfLog {
public:
    // `until`: what happened later is left out.
    // Errors: wrong_input, when it is no facility's log; conflict, naming the first record that
    // cannot have followed those before it; io.
    [[nodiscard]] static Checked<BooksOfLog> read(const ledger::LogSource& source,
                                                  std::optional<Date> until = {});

    [[nodiscard]] Books books() const;
    [[nodiscard]] const DeskState& desk() const { return *desk_; }
    [[nodiscard]] const ledger::Head& head() const { return head_; }  // the last that was read

private:
    Checked<void> add(const ledger::Record& record, const std::optional<Date>& until);

    std::unique_ptr<DeskState> desk_;
    std::vector<BookEntry> entries_;
    std::string log_;
    ledger::Head head_;
};

}  // namespace aliquot
