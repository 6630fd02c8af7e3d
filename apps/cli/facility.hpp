// `aliquot facility`: a facility run day by day, on a store.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "door.hpp"
#include "proof.hpp"

#include "aliquot/domain/command.hpp"
#include "aliquot/facility/desk/desk_state.hpp"

namespace CLI {
class App;
}

namespace aliquot::cli {

struct Visit;

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
    std::string password_file;  // of the administrator
};
int facility_init_command(const FacilityInit& options, const Output& output);

struct FacilityRequest {
    std::string store;
    std::string as;  // id of the person
    ProofOptions proof;
    std::optional<Date> on;  // the day on which it happened; nothing: today
    std::string key;         // empty: a new one
    Command command;
    // Asks the person for what the command lacks; nothing: nothing was given. Empty: it lacks
    // nothing.
    std::function<std::optional<Command>(const Visit& opened)> complete;
};
int facility_command(FacilityRequest request, const Output& output);

// The commands with secrets, which are made here and not in the request.
int facility_password_command(FacilityRequest request, const std::string& person,
                              const std::string& new_password_file, const Output& output);
// `out`: a new file for the token; empty: it is shown.
int facility_token_command(FacilityRequest request, command::IssueToken asked,
                           const std::string& out, const Output& output);

// Whether everybody shows who they are, in a line.
[[nodiscard]] std::string who_is_believed(const DeskState& desk);

struct FacilityView {
    std::string store;
    std::string as;  // id of the person who looks; empty: anybody
    ProofOptions proof;
    // status, people, offers, proposals, shipments, coverage, refusals, package
    std::string what;
    int proposal = 0;
    // Of a round's document.
    int round = 0;
    std::string html;  // a new file for the page; empty: none
    // Of the pipeline.
    std::string participant;
    std::optional<Date> since;
};
int facility_view_command(const FacilityView& view, const Output& output);
int facility_decision_command(const FacilityView& view, const Output& output);
int facility_pipeline_command(const FacilityView& view, const Output& output);

}  // namespace aliquot::cli
