// The figures that several parts of a report show, worked out once from the record of a run.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "aliquot/domain/estimates.hpp"
#include "aliquot/domain/evidence.hpp"
#include "aliquot/domain/run.hpp"
#include "aliquot/domain/scenario.hpp"
#include "aliquot/domain/spread.hpp"
#include "aliquot/io/epidemic/comparison_files.hpp"

namespace aliquot::report {

// What one participant holds on one day.
struct Standing {
    Doses facility;
    Doses other;
    double coverage = 0;  // held courses / population
    double per_100 = 0;   // 100 x doses / population
};

// All participants on one day, and how coverage is spread over them (each counts once).
struct Day {
    Date date;
    std::vector<std::optional<Standing>> standings;  // by participant; nothing: no data
    double lowest = 0;
    double lower_quartile = 0;
    double median = 0;
    double upper_quartile = 0;
    double highest = 0;
};

struct RunFigures {
    const Run* run = nullptr;
    std::vector<Day> days;         // ascending; never empty of dates unless the run recorded none
    std::vector<Doses> accepted;   // by participant, of the facility's offers
    std::vector<Doses> delivered;  // by participant
    std::size_t served = 0;        // participants that accepted something
    Spread coverage;               // on the last day
    Spread per_100;

    [[nodiscard]] const Standing* last(std::size_t participant) const;
};

struct Figures {
    const Scenario* scenario = nullptr;
    RunFigures shared;                 // the run that the report is about
    std::optional<RunFigures> actual;  // what happened
    std::span<const StatementTimeline> timelines;
    const Estimates* estimates = nullptr;
    std::span<const NamedEnsemble> ensembles;  // of this run and others

    [[nodiscard]] const std::string& name(ParticipantIndex i) const { return scenario->at(i).name; }
};

[[nodiscard]] Figures figures_of(const Scenario& scenario, const Run& run, const Run* actual);

}  // namespace aliquot::report
