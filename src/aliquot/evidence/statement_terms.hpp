// What a statement speaks of and when it stands: the few terms that every check of statements is
// put in. See docs/methods/evidence.md.
#pragma once

#include <string>

#include "aliquot/domain/evidence.hpp"
#include "aliquot/domain/scenario.hpp"

namespace aliquot {

[[nodiscard]] Evidence evidence_of(const Scenario& scenario);

// Days, both included.
struct Window {
    Date from;
    Date to;

    [[nodiscard]] bool overlaps(const Window& other) const {
        return from <= other.to && other.from <= to;
    }
    [[nodiscard]] bool holds(const Window& other) const {
        return from <= other.from && other.to <= to;
    }
};

// A claim without dates is news: it speaks of so many days up to the day it was made.
inline constexpr Days news{30};

// The time a statement about the past speaks of. A denial without dates speaks of all time up to
// the day it was made.
[[nodiscard]] Window past_window(const Statement& statement);
// The time in which something is to come. Requires: has_window.
[[nodiscard]] Window future_window(const Statement& statement);
[[nodiscard]] bool has_window(const Statement& statement);

// Said that doses are to come: pledged, forecast, allocated, offered, accepted, delayed.
[[nodiscard]] bool is_promise(const Statement& statement);
// Said that doses came: delivered, administered.
[[nodiscard]] bool is_arrival(const Statement& statement);

// The general one says something about everything that the special one names.
[[nodiscard]] bool covers(const std::string& general, const std::string& special);
// Two statements may be about the same doses: the same participant, and neither names a product
// or a supply that the other contradicts.
[[nodiscard]] bool same_matter(const Statement& left, const Statement& right);
[[nodiscard]] bool same_thread(const Statement& left, const Statement& right);

// Whoever is spelt alike, whatever the case, is one source.
[[nodiscard]] std::string voice_of(const Statement& statement);

// Who said what, and when, in the words of a list: "COVAX, 2 March 2021".
[[nodiscard]] std::string who_and_when(const Statement& statement);

class StatementBook {
public:
    explicit StatementBook(const Evidence& evidence);

    [[nodiscard]] const Statement& at(StatementIndex i) const {
        return evidence_->statements.at(i.value);
    }
    [[nodiscard]] const Evidence& evidence() const { return *evidence_; }
    [[nodiscard]] std::optional<StatementIndex> find(const std::string& id) const;
    // The first statement that takes this one back on or before the day.
    [[nodiscard]] std::optional<StatementIndex> taken_back_by(StatementIndex i, Date on) const;
    // Said on or before the day, and not taken back by then.
    [[nodiscard]] bool stands(StatementIndex i, Date on) const;
    [[nodiscard]] std::vector<StatementIndex> standing(Date on) const;
    [[nodiscard]] DosesPerCourse schedule_of(const Statement& statement) const;
    // Why what arrived is no supply: samples for research, or too little to be one; else empty.
    [[nodiscard]] std::string sample_reason(StatementIndex i) const;

private:
    const Evidence* evidence_;
    std::map<std::string, StatementIndex, std::less<>> by_id_;
    std::map<StatementIndex, std::vector<StatementIndex>> superseded_by_;
};

}  // namespace aliquot
