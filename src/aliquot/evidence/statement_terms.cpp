// When a statement stands, what time it speaks of, and what is only a sample.
#include "aliquot/evidence/statement_terms.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include <fmt/core.h>

#include "aliquot/core/text.hpp"

namespace aliquot {

namespace {

constexpr Date first_day{std::chrono::year{1900} / 1 / 1};
constexpr Date last_day{std::chrono::year{2199} / 12 / 31};

std::string lower(std::string_view text) {
    std::string made{text};
    for (char& c : made)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return made;
}

// The words of a text, in lower case, each once between spaces: " a few samples ".
std::string words_of(std::string_view text) {
    std::string words = " ";
    for (const char c : lower(text)) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                            (static_cast<unsigned char>(c) & 0x80U) != 0;
        if (letter)
            words += c;
        else if (words.back() != ' ')
            words += ' ';
    }
    return words + " ";
}

// What makes an import one of samples, in the words of those who speak of it.
constexpr std::array<std::string_view, 12> sample_words{
    " sample ",       " samples ",      " specimen ",   " specimens ",
    " for research ", " for a study ",  " for study ",  " to study ",
    " for testing ",  " for analysis ", " to test it ", " for a trial "};

}  // namespace

Evidence evidence_of(const Scenario& scenario) {
    Evidence evidence;
    evidence.statements = scenario.statements;
    evidence.judgements = scenario.judgements;
    for (const Participant& one : scenario.participants) {
        evidence.population.emplace(one.id, one.population);
        evidence.name.emplace(one.id, one.name);
    }
    for (const Product& one : scenario.products)
        evidence.schedule.emplace(one.id, one.doses_per_course);
    evidence.counts = scenario.settings.evidence.counts;
    return evidence;
}

Window past_window(const Statement& statement) {
    const bool denial = statement.event == Said::denied;
    if (!has_window(statement))
        return {denial ? first_day : statement.said_on - news, statement.said_on};
    return {statement.date_from.value_or(first_day), statement.date_to.value_or(statement.said_on)};
}

Window future_window(const Statement& statement) {
    return {statement.date_from.value_or(first_day), statement.date_to.value_or(last_day)};
}

bool has_window(const Statement& statement) {
    return statement.date_from || statement.date_to;
}

bool is_promise(const Statement& statement) {
    if (!statement.event) return false;
    switch (*statement.event) {
        case Said::pledged:
        case Said::forecast:
        case Said::allocated:
        case Said::offered:
        case Said::accepted:
        case Said::delayed:
            return true;
        default:
            return false;
    }
}

bool is_arrival(const Statement& statement) {
    return statement.event == Said::delivered || statement.event == Said::administered;
}

bool covers(const std::string& general, const std::string& special) {
    return general.empty() || general == special;
}

bool same_matter(const Statement& left, const Statement& right) {
    const auto agree = [](const std::string& one, const std::string& other) {
        return covers(one, other) || other.empty();
    };
    return left.participant == right.participant && agree(left.product, right.product) &&
           agree(left.supply, right.supply);
}

bool same_thread(const Statement& left, const Statement& right) {
    return left.participant == right.participant && left.product == right.product &&
           left.supply == right.supply;
}

std::string voice_of(const Statement& statement) {
    return lower(statement.source);
}

std::string who_and_when(const Statement& statement) {
    return fmt::format("{}, {}", statement.source, long_date(statement.said_on));
}

StatementBook::StatementBook(const Evidence& evidence) : evidence_{&evidence} {
    for (std::size_t i = 0; i < evidence.statements.size(); ++i)
        by_id_.emplace(evidence.statements[i].id, StatementIndex{i});
    for (std::size_t i = 0; i < evidence.statements.size(); ++i)
        if (const auto earlier = find(evidence.statements[i].supersedes))
            superseded_by_[*earlier].push_back({i});
}

std::optional<StatementIndex> StatementBook::find(const std::string& id) const {
    const auto found = by_id_.find(id);
    return found == by_id_.end() ? std::nullopt : std::optional{found->second};
}

std::optional<StatementIndex> StatementBook::taken_back_by(StatementIndex i, Date on) const {
    const auto later = superseded_by_.find(i);
    if (later == superseded_by_.end()) return std::nullopt;
    // Statements are in order of day, so that the first is the earliest.
    const StatementIndex first = later->second.front();
    return at(first).said_on <= on ? std::optional{first} : std::nullopt;
}

bool StatementBook::stands(StatementIndex i, Date on) const {
    return at(i).said_on <= on && !taken_back_by(i, on);
}

std::vector<StatementIndex> StatementBook::standing(Date on) const {
    std::vector<StatementIndex> found;
    for (std::size_t i = 0; i < evidence_->statements.size(); ++i)
        if (stands({i}, on)) found.push_back({i});
    return found;
}

DosesPerCourse StatementBook::schedule_of(const Statement& statement) const {
    const auto known = evidence_->schedule.find(statement.product);
    return known == evidence_->schedule.end() ? DosesPerCourse{2} : known->second;
}

std::string StatementBook::sample_reason(StatementIndex i) const {
    const Statement& one = at(i);
    if (!is_arrival(one)) return {};
    const std::string words = words_of(one.about) + words_of(one.quote);
    for (const std::string_view mark : sample_words)
        if (words.find(mark) != std::string::npos)
            return fmt::format("what came was \"{}\", not supply", mark.substr(1, mark.size() - 2));
    const auto people = evidence_->population.find(one.participant);
    if (!one.doses || people == evidence_->population.end()) return {};
    const Courses courses = whole_courses(*one.doses, schedule_of(one));
    constexpr std::int64_t sparse = 10'000;
    if (courses.value() >= people->second.value() / sparse) return {};
    return fmt::format("{} doses are less than a course for every {} people: too few to be supply",
                       grouped(one.doses->value()), grouped(sparse));
}

}  // namespace aliquot
