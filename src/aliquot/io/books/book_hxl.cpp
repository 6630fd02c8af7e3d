// The books as a table that humanitarian data tools understand.
#include "aliquot/io/books/exports.hpp"
#include "aliquot/io/run/balances.hpp"
#include "aliquot/io/run/csv_writer.hpp"

namespace aliquot {

namespace {

struct Side {
    std::string account;
    std::string participant;  // its id, or empty
    std::string name;
};

Side side_of(const Scenario& world, const Account& account, SupplyIndex line) {
    Side side{account_name(world, {account, line}), {}, {}};
    if (account.owner) {
        side.participant = world.at(*account.owner).id;
        side.name = world.at(*account.owner).name;
    }
    return side;
}

}  // namespace

// One row for each pair of accounts between which doses moved: an offer that is taken in part makes
// two, one on to the participant and one back to the pool.
std::string books_hxl(const Books& books) {
    const Scenario& world = *books.world;
    CsvWriter table{
        "Date,Record,Transfer,State,Supply line,Product,Product name,Donor,From account,"
        "From participant,To account,To participant,To participant name,Doses,Who,Reason"};
    table.row("#date+moved", "#meta+record", "#meta+transfer+id", "#status+transfer",
              "#item+line+code", "#item+product+code", "#item+product+name", "#org+donor+name",
              "#meta+account+from", "#country+from+code", "#meta+account+to", "#country+to+code",
              "#country+to+name", "#item+doses+num", "#contact+id", "#description+reason");
    const Postings postings{books.transfers};
    for (const BookEntry& entry : books.entries) {
        for (const Transfer& each : books.transfers_of(entry)) {
            const std::vector<Posting> sides = postings.of(each);
            const Side from = side_of(world, sides.back().account, each.line);
            for (std::size_t k = 0; k + 1 < sides.size(); ++k) {
                const Side to = side_of(world, sides[k].account, each.line);
                const SupplyLine& line = world.at(each.line);
                table.row(each.date, entry.record, std::int64_t{each.id},
                          transfer_state_names.at(static_cast<std::size_t>(each.state)), line.id,
                          world.at(line.product).id, world.at(line.product).name, line.donor,
                          from.account, from.participant, to.account, to.participant, to.name,
                          sides[k].doses, entry.who, each.reason);
            }
        }
    }
    return table.text();
}

}  // namespace aliquot
