// The words of `aliquot facility`: how it begins, who takes part, and what people look at.
#include "facility_line.hpp"

namespace aliquot::cli {

void FacilityLine::add_init() {
    CLI::App& command =
        common(*group_.add_subcommand("init", "Begins a facility from a scenario"),
               "init plan.aliquot --scenario dprk-2021 --admin mara --name 'Mara Sand'");
    command.add_option("store", init_.store, "A new file, or postgresql:// address")->required();
    command.add_option("--scenario", init_.scenario.scenario, "Its starting state")->required();
    command.add_option("--admin", init_.administrator, "Id of its first administrator")->required();
    command.add_option("--name", init_.name, "The administrator's name");
    command.add_option("--password-file", init_.password_file,
                       "Holds the administrator's password; asked for at a terminal without it");
    add_date(command, "--on", init_.on, "Its first day; the scenario's without it");
    command.add_option("--quorum", init_.quorum, "So many people approve a proposal")
        ->check(CLI::Range(1, 20));
    command.add_option("--approval-days", init_.approval_days, "An approval holds so long")
        ->check(CLI::Range(1, 365));
    command.callback([this] { code_ = facility_init_command(init_, output()); });
}

void FacilityLine::add_views() {
    view(group_, "status", "status", "Where doses are, and what waits for whom",
         "status plan.aliquot");
    CLI::App& pipeline =
        view(group_, "pipeline", "pipeline", "What comes to each participant, when, and how sure",
             "pipeline plan.aliquot --participant PRK");
    pipeline.add_option("--participant", view_.participant, "Only this one");
    add_date(pipeline, "--since", view_.since,
             "Tells what has changed since this day; a week before the last without it");
    pipeline.callback([this] { code_ = facility_pipeline_command(view_, output()); });
    view(group_, "coverage", "coverage", "What everybody holds, in doses and courses",
         "coverage plan.aliquot");
    view(group_, "refusals", "refusals", "What was refused, to whom, and why",
         "refusals plan.aliquot");
}

void FacilityLine::add_people() {
    CLI::App& people = part("people", "Who takes part, with what roles");
    view(people, "list", "people", "Everybody, with their roles", "people list plan.aliquot");
    CLI::App& added = action(people, "add", "Adds a person",
                             "people add plan.aliquot ada --name 'Ada Ling' --as mara", add_);
    added.add_option("person", add_.person, "Id")->required();
    added.add_option("--name", add_.name, "Name");
    CLI::App& granted = action(
        people, "grant", "Gives a person a role",
        "people grant plan.aliquot kim --role participant_officer --scope PRK --as mara", grant_);
    granted.add_option("person", grant_.person, "Id")->required();
    add_named(granted, "--role", grant_.role, role_names, "The role");
    granted.add_option("--scope", grant_.scope, "For which participant, donor or product");
    add_date(granted, "--until", grant_.until, "Its last day");
    granted.add_option("--reason", grant_.reason, "Why");
    CLI::App& revoked = action(
        people, "revoke", "Takes a role away",
        "people revoke plan.aliquot kim --role participant_officer --scope PRK --as mara", revoke_);
    revoked.add_option("person", revoke_.person, "Id")->required();
    add_named(revoked, "--role", revoke_.role, role_names, "The role");
    revoked.add_option("--scope", revoke_.scope, "For which participant, donor or product");
    CLI::App& finding = action(people, "finding", "An auditor's finding",
                               "people finding plan.aliquot --about 'offer 3' --words "
                               "'answered a day late' --as noor",
                               finding_);
    finding.add_option("--about", finding_.about, "What it is about");
    finding.add_option("--words", finding_.words, "The finding")->required();
    add_credentials(people);
}

void FacilityLine::add_credentials(CLI::App& people) {
    CLI::App& password =
        action(people, "password", "Sets one's own password, or somebody's first one",
               "people password plan.aliquot ada --as mara", password_);
    password.add_option("person", password_.person, "Id")->required();
    password.add_option("--new-password-file", new_password_file_,
                        "Holds the new password; asked for at a terminal without it");
    password.callback([this] {
        code_ = facility_password_command(request_, password_.person, new_password_file_, output());
    });
    CLI::App& token = action(people, "token", "Makes a token of one's own, for a program",
                             "people token plan.aliquot --name nightly --until 2021-12-31 --only "
                             "lapse_offers look --out ada.token --as ada",
                             token_);
    token.add_option("--name", token_.name, "Its name, never used before")->required();
    add_date(token, "--until", token_.until, "The last day it holds")->required();
    token.add_option("--only", token_.only, "Kinds of commands, and look for reading");
    token.add_option("--out", token_out_, "Writes it into this new file instead of showing it");
    token.callback(
        [this] { code_ = facility_token_command(request_, token_, token_out_, output()); });
    CLI::App& revoked =
        action(people, "revoke-token", "Ends a token",
               "people revoke-token plan.aliquot ada --name nightly --as mara", revoke_token_);
    revoked.add_option("person", revoke_token_.person, "Whose it is")->required();
    revoked.add_option("--name", revoke_token_.name, "Its name")->required();
    action(people, "require-credentials", "Takes nobody at their word any more, for good",
           "people require-credentials plan.aliquot --as mara", require_);
}

}  // namespace aliquot::cli
