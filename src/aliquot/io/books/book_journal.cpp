// The books as a journal for hledger.
#include <fmt/format.h>

#include "aliquot/io/books/exports.hpp"
#include "aliquot/io/run/journal.hpp"

namespace aliquot {

std::string books_journal(const Books& books) {
    JournalSource source;
    source.scenario = books.world;
    source.heading = {fmt::format("Ledger of: {}", books.world->settings.title),
                      fmt::format("Log {}: {} records, the last of hash {}.", books.log,
                                  books.records, books.hash)};
    source.transfers = books.transfers;
    std::vector<const BookEntry*> entry_of(books.transfers.size());
    for (const BookEntry& entry : books.entries) {
        for (std::size_t i = 0; i < entry.transfers; ++i)
            entry_of[entry.first_transfer + i] = &entry;
        const auto* dose = std::get_if<DoseEvent>(&entry.event);
        const auto* decided = dose ? std::get_if<RoundDecided>(dose) : nullptr;
        if (decided != nullptr)
            source.points.push_back(
                {entry.first_transfer, entry.date, fmt::format("before round {}", decided->round)});
    }
    if (!books.entries.empty())
        source.points.push_back({books.transfers.size(), books.entries.back().date, "at the end"});
    source.tags = [&](const Transfer& transfer) {
        const BookEntry& entry = *entry_of[static_cast<std::size_t>(transfer.id) - 1];
        return fmt::format("record:{}, who:{}", entry.record, entry.who);
    };
    return journal_of(source);
}

}  // namespace aliquot
