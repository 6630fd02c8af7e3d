// What a facility's books tell, as events of EPCIS: title and custody of doses passing on.
//
// Doses are quantities of a class, the supply line. Lines, offers and parties are named by private
// URIs of this log, urn:aliquot:LOG:line:ID, where LOG is the start of the log's genesis hash.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "aliquot/io/books/books.hpp"
#include "aliquot/io/epcis/event.hpp"

namespace aliquot {

// "urn:aliquot:LOG:offer:17"; characters that a URI may not hold stand as %20.
[[nodiscard]] std::string aliquot_uri(std::string_view log, std::string_view kind,
                                      std::string_view id);

class EpcisOfBooks {
public:
    // Requires: what the books look at outlives this.
    EpcisOfBooks(const Books& books, std::string log) : books_{&books}, log_{std::move(log)} {}

    // The events that an entry comes to; none where no doses change hands or places, as a slip, a
    // plan or a proposal. Their times and ids are left to whoever knows the record. To be asked of
    // the entries in their order.
    [[nodiscard]] std::vector<EpcisEvent> events_of(const BookEntry& entry);

private:
    const Books* books_;
    std::string log_;
    std::set<int> sent_;  // offers
};

}  // namespace aliquot
