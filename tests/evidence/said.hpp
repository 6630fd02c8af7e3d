// Statements in a few words, for tests: said("A", "2021-03-01", "COVAX", Said::allocated, "B2").
#pragma once

#include <algorithm>
#include <string>
#include <tuple>
#include <vector>

#include "aliquot/core/check.hpp"
#include "aliquot/evidence/statement_terms.hpp"

namespace aliquot_test {

inline aliquot::Date day(const std::string& text) {
    const auto made = aliquot::parse_date(text);
    ALIQUOT_CHECK(made);
    return *made;
}

inline aliquot::Statement said(const std::string& id, const std::string& on,
                               const std::string& source, std::optional<aliquot::Said> event,
                               const std::string& grade = "B3") {
    aliquot::Statement made;
    made.id = id;
    made.said_on = day(on);
    made.source = source;
    made.about = "words";
    made.event = event;
    made.participant = "ALDER";
    made.product = "TWO";
    made.reliability = static_cast<aliquot::Reliability>(grade.at(0) - 'A');
    made.credibility = static_cast<aliquot::Credibility>(grade.at(1) - '1');
    return made;
}

// A participant of a million people and a product of two doses.
inline aliquot::Evidence evidence(std::vector<aliquot::Statement> statements) {
    using namespace aliquot;
    std::ranges::sort(statements, {},
                      [](const Statement& one) { return std::tuple{one.said_on, one.id}; });
    Evidence made;
    made.statements = std::move(statements);
    made.population.emplace("ALDER", People{1'000'000});
    made.name.emplace("ALDER", "Alder Island");
    made.schedule.emplace("TWO", DosesPerCourse{2});
    made.schedule.emplace("ONE", DosesPerCourse{1});
    return made;
}

inline std::vector<std::string> ids_of(const aliquot::Evidence& evidence,
                                       const std::vector<aliquot::StatementIndex>& statements) {
    std::vector<std::string> ids;
    for (const auto i : statements) ids.push_back(evidence.statements.at(i.value).id);
    return ids;
}

}  // namespace aliquot_test
