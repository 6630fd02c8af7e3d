// The ledger as a plain-text double-entry journal (hledger 1.25 syntax): the transfers in order,
// and at each assertion point what every account must hold by then, so that software that is not
// ours can confirm that no dose appeared or vanished.
#include "aliquot/io/run/journal.hpp"

#include <algorithm>
#include <iterator>
#include <set>

#include <fmt/format.h>

#include "aliquot/io/run/balances.hpp"
#include "aliquot/io/run_writer.hpp"

namespace aliquot {

namespace {

// A name between quotes, or in the place of an account's: characters that would end it, and those
// that make blanks of two, stand as %22. Names of other characters are as they are.
std::string journal_name(std::string_view name) {
    std::string safe;
    for (std::size_t i = 0; i < name.size(); ++i) {
        const char c = name[i];
        const bool blank = c == ' ' && (i == 0 || i + 1 == name.size() || name[i - 1] == ' ');
        if (blank || static_cast<unsigned char>(c) < ' ' ||
            std::string_view{"\";%"}.find(c) != std::string_view::npos)
            safe += fmt::format("%{:02X}", static_cast<unsigned char>(c));
        else
            safe += c;
    }
    return safe;
}

class Journal {
public:
    explicit Journal(const JournalSource& source)
        : source_{source}, scenario_{*source.scenario}, postings_{source.transfers} {}

    std::string write() && {
        header();
        declarations();
        std::size_t next_point = 0;
        const auto assert_at = [&](std::size_t recorded) {
            for (; next_point < source_.points.size() &&
                   source_.points[next_point].transfers == recorded;
                 ++next_point)
                assertions(next_point, recorded);
        };
        const std::span<const Transfer> transfers = source_.transfers;
        for (std::size_t i = 0; i < transfers.size(); ++i) {
            ALIQUOT_CHECK(i == 0 || transfers[i - 1].date <= transfers[i].date);
            assert_at(i);
            entry(transfers[i]);
        }
        assert_at(transfers.size());
        ALIQUOT_CHECK(next_point == source_.points.size());
        return std::move(text_);
    }

private:
    template <class... Arguments>
    void line(fmt::format_string<Arguments...> form, Arguments&&... arguments) {
        fmt::format_to(std::back_inserter(text_), form, std::forward<Arguments>(arguments)...);
        text_ += '\n';
    }

    void header() {
        for (const std::string& words : source_.heading) line("; {}", one_line(words));
        line("; Amounts are doses; the commodity is the supply line they come from.");
        line("; Check it with: hledger -f ledger.journal check --strict");
        line("");
    }

    void declarations() {
        for (const SupplyLine& each : scenario_.supply)
            line("commodity \"{}\"", journal_name(each.id));
        // Kinds first and in the order doses pass through them: hledger reports in this order.
        for (const std::string_view kind : account_kind_names) line("account {}", kind);
        std::set<std::string> declared{account_kind_names.begin(), account_kind_names.end()};
        for (const auto& [account, doses] : balances_of(source_.transfers)) {
            const std::string name = name_of(account);
            if (declared.insert(name).second) line("account {}", name);
        }
    }

    void entry(const Transfer& transfer) {
        const std::string settles =
            transfer.settles ? fmt::format(", settles:{}", *transfer.settles) : std::string{};
        // The code in brackets also keeps a reason that opens with '*' or '(' a description.
        std::string tags = source_.tags ? source_.tags(transfer) : std::string{};
        if (!tags.empty()) tags = ", " + one_line(tags);
        line("\n{} ({}) {}  ; transfer:{}, state:{}{}{}", format_date(transfer.date), transfer.id,
             one_line(transfer.reason), transfer.id,
             transfer_state_names.at(static_cast<std::size_t>(transfer.state)), settles, tags);
        for (const Posting& side : postings_.of(transfer)) {
            const AccountLine account{side.account, side.line};
            line("    {:<32}  {:>13} \"{}\"", name_of(account), side.doses,
                 journal_name(scenario_.at(side.line).id));
            balances_[account] += side.doses;
            moved_.insert(account);
        }
    }

    // Accounts that did not move since the last point and are empty were asserted to be empty then.
    void assertions(std::size_t point, std::size_t recorded) {
        if (recorded == 0) return;
        const bool at_the_end = point + 1 == source_.points.size();
        line("\n{} balances {}  ; assertions:{}", format_date(date_of(point, recorded)),
             source_.points[point].words, point + 1);
        for (const auto& [account, doses] : balances_) {
            if (doses == 0 && !at_the_end && !moved_.contains(account)) continue;
            const std::string commodity = journal_name(scenario_.at(account.second).id);
            line("    {:<32}  0 \"{}\" = {} \"{}\"", name_of(account), commodity, doses, commodity);
        }
        moved_.clear();
    }

    // The day of the round (or the last day), kept between the transfers around it: hledger
    // checks in order of date, then of writing.
    [[nodiscard]] Date date_of(std::size_t point, std::size_t recorded) const {
        const Date named = source_.points[point].date;
        const std::span<const Transfer> transfers = source_.transfers;
        const Date earliest = transfers[recorded - 1].date;
        const Date latest =
            recorded < transfers.size() ? transfers[recorded].date : std::max(named, earliest);
        return std::clamp(named, earliest, latest);
    }

    [[nodiscard]] std::string name_of(const AccountLine& account) const {
        return journal_name(account_name(scenario_, account));
    }

    const JournalSource& source_;
    const Scenario& scenario_;
    Postings postings_;
    Balances balances_;
    std::set<AccountLine> moved_;  // since the last assertion point
    std::string text_;
};

}  // namespace

std::string journal_of(const JournalSource& source) {
    return Journal{source}.write();
}

// hledger ends a description at ';', splits it at '|', and a line break ends the entry.
std::string one_line(std::string_view text) {
    std::string clean{text};
    for (char& c : clean) {
        if (c == ';') c = ',';
        if (c == '|') c = '/';
        if (static_cast<unsigned char>(c) < ' ') c = ' ';
    }
    return clean;
}

std::string hledger_journal(const Scenario& scenario, const Run& run) {
    JournalSource source;
    source.scenario = &scenario;
    source.heading = {fmt::format("Ledger of: {}", scenario.settings.title),
                      fmt::format("Rule {}, {} to {}. Inputs SHA-256 {}.", run.rule,
                                  format_date(scenario.settings.start), format_date(run.until),
                                  scenario.inputs_sha256)};
    source.transfers = run.transfers;
    for (std::size_t point = 0; point < run.assertion_points.size(); ++point) {
        const bool of_a_round = point < run.decisions.size();
        source.points.push_back(
            {run.assertion_points[point], of_a_round ? run.decisions[point].date : run.until,
             of_a_round ? fmt::format("before round {}", run.decisions[point].round)
                        : std::string{"at the end"}});
    }
    return journal_of(source);
}

}  // namespace aliquot
