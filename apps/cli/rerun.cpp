// Runs lived again, and the rounds of them.
#include "rerun.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/core.h>

#include "aliquot/replay/lived_again.hpp"
#include "aliquot/replay/replay.hpp"

namespace aliquot::cli {

Result<std::optional<Run>> actual_run(const Scenario& scenario, std::optional<Date> until) {
    if (scenario.recorded.empty() || scenario.settings.rule.name == "recorded") return std::nullopt;
    Scenario history = scenario;
    history.settings.rule.name = "recorded";
    auto replayed = replay(history, {until, {}, {}});
    if (!replayed) return tl::unexpected(replayed.error());
    return std::move(replayed->run);
}

Checked<Rerun> rerun(const std::filesystem::path& folder, bool with_actual, bool with_prices) {
    auto lived = live_again(folder, with_prices);
    if (!lived) return tl::unexpected(lived.error());
    Rerun again{{std::move(lived->inputs), std::move(lived->overrides), std::move(lived->scenario)},
                std::move(lived->run),
                {},
                lived->until};
    if (!with_actual) return again;
    auto actual = actual_run(again.loaded.scenario, again.until);
    if (!actual) return tl::unexpected(Errors{actual.error()});
    again.actual = *std::move(actual);
    return again;
}

Result<std::map<int, RoundFacts>> facts_of_rounds(const Rerun& again) {
    ReplayOptions options{again.until, {}, {}};
    options.keep_facts = true;
    auto replayed = replay(again.loaded.scenario, options);
    if (!replayed) return tl::unexpected(replayed.error());
    return std::move(replayed->facts);
}

Result<int> find_round(const Scenario& scenario, const std::string& text) {
    const auto& rounds = scenario.settings.rounds;
    if (const auto date = parse_date(text)) {
        const auto found = std::ranges::find(rounds, *date);
        if (found != rounds.end()) return static_cast<int>(found - rounds.begin()) + 1;
    }
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error == std::errc{} && end == text.data() + text.size() && number >= 1 &&
        number <= std::ssize(rounds))
        return number;
    return tl::unexpected(
        Error{ErrorCode::not_found, fmt::format("there is no round \"{}\"", text), "--round",
              fmt::format("give a number from 1 to {} or the date of a round, from {} to {}",
                          rounds.size(), format_date(rounds.front()), format_date(rounds.back()))});
}

}  // namespace aliquot::cli
