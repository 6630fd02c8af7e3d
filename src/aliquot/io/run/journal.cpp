// The ledger as a plain-text double-entry journal (hledger 1.25 syntax): the transfers in order,
// and at each assertion point what every account must hold by then, so that software that is not
// ours can confirm that no dose appeared or vanished.
#include <algorithm>
#include <iterator>
#include <set>

#include <fmt/format.h>

#include "aliquot/io/run/balances.hpp"
#include "aliquot/io/run_writer.hpp"

namespace aliquot {

namespace {

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

class Journal {
public:
    Journal(const Scenario& scenario, const Run& run)
        : scenario_{scenario}, run_{run}, postings_{run.transfers} {}

    std::string write() && {
        header();
        declarations();
        std::size_t next_point = 0;
        const auto assert_at = [&](std::size_t recorded) {
            for (; next_point < run_.assertion_points.size() &&
                   run_.assertion_points[next_point] == recorded;
                 ++next_point)
                assertions(next_point, recorded);
        };
        for (std::size_t i = 0; i < run_.transfers.size(); ++i) {
            ALIQUOT_CHECK(i == 0 || run_.transfers[i - 1].date <= run_.transfers[i].date);
            assert_at(i);
            entry(run_.transfers[i]);
        }
        assert_at(run_.transfers.size());
        ALIQUOT_CHECK(next_point == run_.assertion_points.size());
        return std::move(text_);
    }

private:
    template <class... Arguments>
    void line(fmt::format_string<Arguments...> form, Arguments&&... arguments) {
        fmt::format_to(std::back_inserter(text_), form, std::forward<Arguments>(arguments)...);
        text_ += '\n';
    }

    void header() {
        line("; Ledger of: {}", one_line(scenario_.settings.title));
        line("; Rule {}, {} to {}. Inputs SHA-256 {}.", run_.rule,
             format_date(scenario_.settings.start), format_date(run_.until),
             scenario_.inputs_sha256);
        line("; Amounts are doses; the commodity is the supply line they come from.");
        line("; Check it with: hledger -f ledger.journal check --strict");
        line("");
    }

    void declarations() {
        for (const SupplyLine& each : scenario_.supply) line("commodity \"{}\"", each.id);
        // Kinds first and in the order doses pass through them: hledger reports in this order.
        for (const std::string_view kind : account_kind_names) line("account {}", kind);
        std::set<std::string> declared{account_kind_names.begin(), account_kind_names.end()};
        for (const auto& [account, doses] : balances_of(run_.transfers)) {
            const std::string name = account_name(scenario_, account);
            if (declared.insert(name).second) line("account {}", name);
        }
    }

    void entry(const Transfer& transfer) {
        const std::string settles =
            transfer.settles ? fmt::format(", settles:{}", *transfer.settles) : std::string{};
        // The code in brackets also keeps a reason that opens with '*' or '(' a description.
        line("\n{} ({}) {}  ; transfer:{}, state:{}{}", format_date(transfer.date), transfer.id,
             one_line(transfer.reason), transfer.id,
             transfer_state_names.at(static_cast<std::size_t>(transfer.state)), settles);
        for (const Posting& side : postings_.of(transfer)) {
            const AccountLine account{side.account, side.line};
            line("    {:<32}  {:>13} \"{}\"", account_name(scenario_, account), side.doses,
                 scenario_.at(side.line).id);
            balances_[account] += side.doses;
            moved_.insert(account);
        }
    }

    // Accounts that did not move since the last point and are empty were asserted to be empty then.
    void assertions(std::size_t point, std::size_t recorded) {
        if (recorded == 0) return;
        const bool at_the_end = point + 1 == run_.assertion_points.size();
        line("\n{} balances {}  ; assertions:{}", format_date(date_of(point, recorded)),
             point < run_.decisions.size()
                 ? fmt::format("before round {}", run_.decisions[point].round)
                 : std::string{"at the end"},
             point + 1);
        for (const auto& [account, doses] : balances_) {
            if (doses == 0 && !at_the_end && !moved_.contains(account)) continue;
            const std::string& commodity = scenario_.at(account.second).id;
            line("    {:<32}  0 \"{}\" = {} \"{}\"", account_name(scenario_, account), commodity,
                 doses, commodity);
        }
        moved_.clear();
    }

    // The day of the round (or the last day), kept between the transfers around it: hledger
    // checks in order of date, then of writing.
    [[nodiscard]] Date date_of(std::size_t point, std::size_t recorded) const {
        const Date named = point < run_.decisions.size() ? run_.decisions[point].date : run_.until;
        const Date earliest = run_.transfers[recorded - 1].date;
        const Date latest = recorded < run_.transfers.size() ? run_.transfers[recorded].date
                                                             : std::max(named, earliest);
        return std::clamp(named, earliest, latest);
    }

    const Scenario& scenario_;
    const Run& run_;
    Postings postings_;
    Balances balances_;
    std::set<AccountLine> moved_;  // since the last assertion point
    std::string text_;
};

}  // namespace

std::string hledger_journal(const Scenario& scenario, const Run& run) {
    return Journal{scenario, run}.write();
}

}  // namespace aliquot
