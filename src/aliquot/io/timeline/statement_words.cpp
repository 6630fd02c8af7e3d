// Statements, beliefs and findings in words.
#include "aliquot/io/timeline/statement_words.hpp"

#include <fmt/core.h>

#include "aliquot/core/text.hpp"

namespace aliquot {

namespace {

template <class Enum, std::size_t N>
std::string_view word(const std::array<std::string_view, N>& names, Enum value) {
    return names.at(static_cast<std::size_t>(value));
}

std::string voices(int count) {
    return fmt::format("{} voice{}", count, count == 1 ? "" : "s");
}

}  // namespace

std::string_view name_of(Said event) {
    return word(said_names, event);
}

std::string_view name_of(Belief belief) {
    return word(belief_names, belief);
}

std::string_view name_of(SupplyEventKind kind) {
    return word(supply_event_names, kind);
}

std::string_view name_of(ContradictionKind kind) {
    return word(contradiction_names, kind);
}

std::string_view name_of(SourceKind kind) {
    return word(source_kind_names, kind);
}

std::string grade_of(const Statement& statement) {
    return fmt::format("{}{}", word(reliability_names, statement.reliability),
                       word(credibility_names, statement.credibility));
}

std::string window_words(const std::optional<Date>& from, const std::optional<Date>& to) {
    if (from && to) return fmt::format("from {} to {}", long_date(*from), long_date(*to));
    if (from) return fmt::format("from {}", long_date(*from));
    return to ? fmt::format("by {}", long_date(*to)) : std::string{};
}

std::string figures_of(const Statement& statement) {
    std::string words;
    const auto add = [&](const std::string& more) {
        if (!more.empty()) words += (words.empty() ? "" : ", ") + more;
    };
    if (statement.event) add(std::string{name_of(*statement.event)});
    add(statement.product);
    if (statement.doses) add(grouped(statement.doses->value()) + " doses");
    if (statement.people) add(grouped(statement.people->value()) + " people");
    if (statement.share)
        add(Share::billionths(statement.share->in_billionths() * 100).text() + " %");
    if (statement.population) add("of " + grouped(statement.population->value()) + " people");
    add(window_words(statement.date_from, statement.date_to));
    return words;
}

std::string matter_words(const std::string& product, const std::string& supply) {
    if (product.empty()) return supply.empty() ? "any vaccine" : supply;
    return supply.empty() || supply == product ? product : fmt::format("{} ({})", product, supply);
}

std::string event_words(const SupplyEvent& event) {
    return fmt::format("{} {}", matter_words(event.product, event.supply), name_of(event.kind));
}

std::string range_words(const std::optional<Doses>& least, const std::optional<Doses>& most) {
    if (!least || !most) return "an amount that nobody named";
    if (*least == *most) return grouped(least->value()) + " doses";
    return fmt::format("{} to {} doses", grouped(least->value()), grouped(most->value()));
}

std::string chance_words(double probability) {
    if (probability < 0.01) return "below 1 %";
    if (probability > 0.99) return "above 99 %";
    return fmt::format("{:.0f} %", 100 * probability);
}

std::string chance_words(const EventBelief& belief) {
    const std::string chance = chance_words(belief.probability);
    return belief.judgement ? "judged, worked out: " + chance : chance;
}

std::string voices_words(const EventBelief& belief) {
    return fmt::format("{} for, {} against", voices(belief.voices_for), belief.voices_against);
}

}  // namespace aliquot
