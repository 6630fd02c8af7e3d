// `aliquot facility`: a facility run day by day, on a store.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "door.hpp"

#include "aliquot/domain/command.hpp"

namespace CLI {
class App;
}

namespace aliquot::cli {

// Adds the group and its commands; `code` is where each leaves its exit code. What is answered
// holds what the commands are read into, and must outlive the parsing.
[[nodiscard]] std::shared_ptr<void> add_facility_commands(CLI::App& app, int& code);

struct FacilityInit {
    std::string store;
    ScenarioChoice scenario;
    std::string administrator;
    std::string name;
    std::optional<Date> on;
    std::int64_t quorum = 1;
    std::int64_t approval_days = 7;
};
int facility_init_command(const FacilityInit& options, const Output& output);

struct FacilityRequest {
    std::string store;
    std::string as;          // id of the person
    std::optional<Date> on;  // the day on which it happened; nothing: today
    std::string key;         // empty: a new one
    Command command;
};
int facility_command(const FacilityRequest& request, const Output& output);

struct FacilityDecision {
    std::string store;
    int round = 0;
    std::string html;  // a new file for the page; empty: none
};
int facility_decision_command(const FacilityDecision& options, const Output& output);

struct FacilityView {
    std::string store;
    std::string what;  // status, people, offers, proposals, shipments, refusals, pipeline, package
    std::string participant;
    int proposal = 0;
};
int facility_view_command(const FacilityView& view, const Output& output);

}  // namespace aliquot::cli
