// Who gains what others decline, pair by pair, beside the proposal before.
#include "declined.hpp"

#include <algorithm>
#include <sstream>

#include "words.hpp"
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "aliquot/allocation/after_decline.hpp"
#include "aliquot/core/text.hpp"

namespace aliquot::cli {

namespace {

Result<std::vector<std::uint32_t>> claims_of(const Problem& problem, const std::string& ids) {
    std::vector<std::string> known;
    for (const Claim& claim : problem.claims) known.push_back(claim.id);
    std::vector<std::uint32_t> claims;
    std::istringstream in{ids};
    for (std::string id; std::getline(in, id, ',');) {
        const auto found = std::ranges::find(known, id);
        const std::string nearest = nearest_word(id, known);
        if (found == known.end())
            return tl::unexpected(Error{
                ErrorCode::not_found,
                fmt::format("no participant \"{}\" takes part in this round", id), "--declined",
                nearest.empty() ? "give ids of participants.csv, separated by commas"
                                : fmt::format("did you mean \"{}\"?", nearest)});
        claims.push_back(static_cast<std::uint32_t>(found - known.begin()));
    }
    if (claims.empty())
        return tl::unexpected(Error{ErrorCode::wrong_input, "nobody is named", "--declined",
                                    "give ids of participants.csv, separated by commas"});
    return claims;
}

// The proposal before and after, by claim and line.
class Comparison {
public:
    Comparison(const Scenario& scenario, const ProposedRound& proposed, AfterDecline after,
               std::vector<std::uint32_t> declined)
        : scenario_{scenario},
          decision_{proposed.decision},
          before_{after.plan.rows(), after.plan.columns()},
          after_{std::move(after)},
          declined_{std::move(declined)} {
        for (std::size_t i = 0; i < decision_.claims.size(); ++i)
            for (const Award& award : decision_.awards)
                if (award.participant == decision_.claims[i].participant)
                    before_.at(i, place_of(award.supply)) += award.doses;
        found_ =
            check_plan(after_.problem, after_.plan, scenario.settings.rule, scenario.settings.lots);
    }

    [[nodiscard]] bool sound() const { return found_.empty(); }

    [[nodiscard]] std::string text() const {
        std::string text =
            fmt::format("Round {}, {}, rule {}: shared again without {}; nothing is committed\n\n",
                        decision_.round, long_date(decision_.date), decision_.rule,
                        fmt::join(ids_of_declined(), ", "));
        std::vector<std::vector<std::string>> rows{
            {"participant", "supply line", "doses before", "after", "covered before", "after"}};
        for (std::size_t i = 0; i < before_.rows(); ++i)
            for (std::size_t j = 0; j < before_.columns(); ++j)
                if (before_.at(i, j) != after_.plan.at(i, j)) rows.push_back(row(i, j));
        text += rows.size() == 1 ? "nothing changes\n" : aligned_table(rows);
        text += "\n" + summary();
        for (const Violation& each : found_) text += "violated: " + each.words + "\n";
        return text;
    }

    [[nodiscard]] std::string json() const {
        nlohmann::ordered_json changes = nlohmann::ordered_json::array();
        nlohmann::ordered_json sums = nlohmann::ordered_json::array();
        for (std::size_t i = 0; i < before_.rows(); ++i) {
            for (std::size_t j = 0; j < before_.columns(); ++j)
                if (before_.at(i, j) != after_.plan.at(i, j))
                    changes.push_back({{"participant", after_.problem.claims[i].id},
                                       {"supply", after_.problem.lines[j].id},
                                       {"doses_before", before_.at(i, j).value()},
                                       {"doses_after", after_.plan.at(i, j).value()}});
            if (courses(before_, i) != courses(after_.plan, i))
                sums.push_back({{"participant", after_.problem.claims[i].id},
                                {"courses_before", courses(before_, i).value()},
                                {"courses_after", courses(after_.plan, i).value()}});
        }
        return nlohmann::ordered_json{
                   {"round", decision_.round}, {"date", format_date(decision_.date)},
                   {"rule", decision_.rule},   {"declined", ids_of_declined()},
                   {"verified", sound()},      {"moves_least", after_.moves_least},
                   {"participants", sums},     {"awards", changes}}
                   .dump(2) +
               "\n";
    }

private:
    [[nodiscard]] std::size_t place_of(SupplyIndex line) const {
        return static_cast<std::size_t>(std::ranges::find(decision_.lines, line) -
                                        decision_.lines.begin());
    }
    [[nodiscard]] Courses courses(const Plan& plan, std::size_t i) const {
        return courses_given(after_.problem, plan, i);
    }
    [[nodiscard]] bool has_declined(std::size_t i) const {
        return std::ranges::find(declined_, i) != declined_.end();
    }
    [[nodiscard]] std::vector<std::string> ids_of_declined() const {
        std::vector<std::string> ids;
        for (const std::uint32_t claim : declined_) ids.push_back(after_.problem.claims[claim].id);
        return ids;
    }

    [[nodiscard]] std::vector<std::string> row(std::size_t i, std::size_t j) const {
        const Participant& who = scenario_.at(decision_.claims[i].participant);
        const auto covered = [&](const Plan& plan) {
            return percent_of((decision_.claims[i].held + courses(plan, i)).value(),
                              who.population);
        };
        return {fmt::format("{} {}", who.id, who.name),
                after_.problem.lines[j].id,
                grouped(before_.at(i, j).value()),
                grouped(after_.plan.at(i, j).value()),
                covered(before_),
                covered(after_.plan)};
    }

    [[nodiscard]] std::string summary() const {
        Courses freed;
        Courses gained;
        Courses lost;
        std::size_t gainers = 0;
        std::vector<std::string> losers;
        for (std::size_t i = 0; i < before_.rows(); ++i) {
            const Courses was = courses(before_, i);
            const Courses is = courses(after_.plan, i);
            if (has_declined(i)) {
                freed += was;
            } else if (is > was) {
                gained += is - was;
                ++gainers;
            } else if (is < was) {
                lost += was - is;
                losers.push_back(after_.problem.claims[i].id);
            }
        }
        std::string text = fmt::format("{} courses declined; {} more for {} participant{}\n",
                                       grouped(freed.value()), grouped(gained.value()), gainers,
                                       gainers == 1 ? "" : "s");
        text += losers.empty() ? "nobody else has less\n"
                               : fmt::format("{} courses less for {}\n", grouped(lost.value()),
                                             fmt::join(losers, ", "));
        text += after_.moves_least
                    ? "no plan that gives everybody as much keeps more of the earlier one\n"
                    : "lots are rounded anew, or the rule shares from scratch: more may change "
                      "than must\n";
        return text;
    }

    const Scenario& scenario_;
    const Decision& decision_;
    Plan before_;
    AfterDecline after_;
    std::vector<std::uint32_t> declined_;
    std::vector<Violation> found_;
};

}  // namespace

int allocate_after_decline(const Scenario& scenario, const ProposedRound& proposed,
                           const std::string& ids, const Output& output) {
    auto declined = claims_of(proposed.problem, ids);
    if (!declined) return report_error(declined.error(), output);
    auto after = share_after_decline(proposed.problem,
                                     {scenario.settings.rule, scenario.settings.lots}, *declined);
    if (!after) return report_error(after.error(), output);
    const Comparison comparison{scenario, proposed, *std::move(after), *std::move(declined)};
    if (output.json)
        print(comparison.json());
    else if (!output.quiet)
        print(comparison.text());
    return comparison.sound() ? done : violations_found;
}

}  // namespace aliquot::cli
