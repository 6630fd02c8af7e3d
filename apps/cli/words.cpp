// Tables and words for the terminal.
#include "words.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "aliquot/core/text.hpp"
#include "aliquot/domain/spread.hpp"

namespace aliquot::cli {

namespace {

// Characters, not bytes: continuation bytes of UTF-8 take no column.
std::size_t width(const std::string& text) {
    return static_cast<std::size_t>(std::ranges::count_if(
        text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::string quoted(const std::string& cell) {
    if (cell.find_first_of(",\"\n\r") == std::string::npos) return cell;
    std::string text = "\"";
    for (const char c : cell) text += c == '"' ? std::string{"\"\""} : std::string{c};
    return text + '"';
}

}  // namespace

std::string aligned_table(const std::vector<std::vector<std::string>>& rows) {
    std::vector<std::size_t> widest;
    for (const auto& row : rows) {
        widest.resize(std::max(widest.size(), row.size()), 0);
        for (std::size_t c = 0; c < row.size(); ++c) widest[c] = std::max(widest[c], width(row[c]));
    }
    std::string text;
    for (const auto& row : rows) {
        std::string line;
        for (std::size_t c = 0; c < row.size(); ++c) {
            const std::string gap(widest[c] - width(row[c]), ' ');
            line += c == 0 ? row[c] + gap : "  " + gap + row[c];
        }
        line.erase(line.find_last_not_of(' ') + 1);
        text += line + "\n";
    }
    return text;
}

std::string participants_csv(const Scenario& scenario, const Run& run) {
    std::string text =
        "participant,name,population,offered_doses,accepted_doses,delivered_doses,other_doses,"
        "doses_per_100,coverage\n"
        "#country+code,#country+name,#population,#offered,#accepted,#delivered,#other,"
        "#indicator+per100,#indicator+coverage\n";
    std::vector<Doses> offered(scenario.participants.size());
    for (const Offer& offer : run.offers) offered[offer.participant.value] += offer.doses;
    for (const CoverageRow& row : last_day(run)) {
        const Participant& who = scenario.at(row.participant);
        const std::int64_t hundredths = static_cast<std::int64_t>(
            Wide{(row.delivered + row.other).value()} * 10'000 / who.population.value());
        const std::int64_t coverage = Coverage{row.held, who.population}.millionths();
        text += fmt::format("{},{},{},{},{},{},{},{}.{:02},{}.{:06}\n", who.id, quoted(who.name),
                            who.population.value(), offered[row.participant.value].value(),
                            row.facility.value(), row.delivered.value(), row.other.value(),
                            hundredths / 100, hundredths % 100, coverage / 1'000'000,
                            coverage % 1'000'000);
    }
    return text;
}

std::string lots_text(const Scenario& scenario, const Decision& decision) {
    if (!decision.lots || decision.claims.empty()) return {};
    const LotsOutcome& lots = *decision.lots;
    if (!scenario.settings.lots.respect && lots.gap == Courses{0}) return {};
    const auto name = [&](std::size_t claim) {
        return scenario.at(decision.claims.at(claim).participant).id;
    };
    std::string text;
    if (lots.gap == Courses{0})
        text += "lots: no group of the worst covered has less than in the exact answer\n";
    else
        text += fmt::format(
            "lots: the worst-covered {} of people have {} courses less than in the exact answer, "
            "of {}\n",
            percent_of(lots.gap_weight.value(), lots.weight), grouped(lots.gap.value()),
            grouped(lots.gap_of.value()));
    text += fmt::format("lots: no plan could give any such group more than {} courses more\n",
                        grouped(lots.bound().value()));
    text += fmt::format("lots: lowest {} {} exactly, {} {} in lots; Gini 0.{:06} and 0.{:06}\n",
                        name(lots.exact.lowest_claim),
                        percent_of(lots.exact.lowest_held.value(), lots.exact.lowest_weight),
                        name(lots.in_lots.lowest_claim),
                        percent_of(lots.in_lots.lowest_held.value(), lots.in_lots.lowest_weight),
                        lots.exact.gini_millionths, lots.in_lots.gini_millionths);
    if (lots.gained_most && lots.lost_most)
        text +=
            fmt::format("lots: {} gained most, {} courses; {} lost most, {} courses\n",
                        name(lots.gained_most->claim), grouped(lots.gained_most->courses.value()),
                        name(lots.lost_most->claim), grouped(lots.lost_most->courses.value()));
    if (!lots.polished_by.empty())
        text +=
            fmt::format("lots: this plan was proposed by {} and checked here\n", lots.polished_by);
    if (!lots.notice.empty()) text += fmt::format("lots: {}\n", lots.notice);
    return text;
}

std::string percent_of(std::int64_t courses, People people) {
    return fmt::format("{:.1f} %",
                       100.0 * static_cast<double>(courses) / static_cast<double>(people.value()));
}

}  // namespace aliquot::cli
