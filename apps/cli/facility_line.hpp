// The words of `aliquot facility`: how its commands are put on the command line, and what they are
// read into. Each group of commands has a file of its own.
#pragma once

#include <algorithm>
#include <array>
#include <functional>
#include <string>
#include <vector>

#include "facility.hpp"
#include "facility_ask.hpp"
#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace aliquot::cli {

template <class Enum, std::size_t count>
void add_named(CLI::App& to, const std::string& name, Enum& value,
               const std::array<std::string_view, count>& names, const std::string& help) {
    std::vector<std::string> known(names.begin(), names.end());
    to.add_option_function<std::string>(
          name,
          [&value, known](const std::string& text) {
              const auto found = std::ranges::find(known, text);
              value = static_cast<Enum>(found - known.begin());
          },
          help)
        ->check(CLI::IsMember(known));
}

template <class Day>
CLI::Option* add_date(CLI::App& to, const std::string& name, Day& date, const std::string& help) {
    return to.add_option_function<std::string>(
        name,
        [&date, name](const std::string& text) {
            const auto parsed = parse_date(text);
            if (!parsed)
                throw CLI::ValidationError(name, "\"" + text + "\" is no day as 2021-02-24");
            date = *parsed;
        },
        help);
}

template <class Amount>
CLI::Option* add_doses(CLI::App& to, const std::string& name, Amount& doses,
                       const std::string& help) {
    return to
        .add_option_function<std::int64_t>(
            name, [&doses](const std::int64_t& number) { doses = Doses{number}; }, help)
        ->check(CLI::Range(std::int64_t{0}, std::int64_t{1} << 50));
}

class FacilityLine {
public:
    FacilityLine(CLI::App& app, int& code)
        : group_{*app.add_subcommand("facility", "Runs a facility day by day, on a store")},
          code_{code} {
        group_.require_subcommand(1);
        add_init();
        add_views();
        add_people();
        add_supply();
        add_rounds();
        add_offers();
        add_shipments();
        add_stock();
    }

private:
    [[nodiscard]] Output output() const { return {format_ == "json", quiet_}; }

    CLI::App& common(CLI::App& command, const std::string& example) {
        command.footer("Example:\n  aliquot facility " + example);
        command.add_option("--format", format_, "text or json")
            ->check(CLI::IsMember({"text", "json"}))
            ->capture_default_str();
        command.add_flag("--quiet", quiet_, "Print nothing but errors");
        return command;
    }
    // A command that a person gives.
    template <class Asked>
    CLI::App& action(CLI::App& parent, const std::string& name, const std::string& summary,
                     const std::string& example, Asked& asked) {
        CLI::App& command = common(*parent.add_subcommand(name, summary), example);
        command.add_option("store", request_.store, "File or postgresql:// address")->required();
        command.add_option("--as", request_.as, "Id of the person who gives it")->required();
        add_date(command, "--on", request_.on, "The day on which it happened; today without it");
        command.add_option("--key", request_.key,
                           "The command's own key: given again, it is done once");
        add_proof(command, request_.proof);
        command.callback([this, &asked, &command] {
            const std::vector<Need> missing = missing_of(command);
            request_.command = asked;
            if (!missing.empty())
                request_.complete = [this, missing, &asked](const Visit& opened) {
                    return std::ranges::all_of(
                               missing, [&](const Need& need) { return answered(need, opened); })
                               ? std::optional<Command>{asked}
                               : std::nullopt;
                };
            code_ = facility_command(request_, output());
        });
        return command;
    }
    // An option that the command cannot do without: a person at a terminal is asked for it, with
    // what there is to choose from.
    struct Need {
        CLI::App* command;
        CLI::Option* option;
        Open open;
    };
    void need(CLI::App& command, CLI::Option* option, Open open = Open::nothing) {
        needs_.push_back({&command, option, open});
    }
    // Throws CLI::RequiredError, where nobody is there to be asked.
    [[nodiscard]] std::vector<Need> missing_of(const CLI::App& command) const;
    [[nodiscard]] bool answered(const Need& need, const Visit& opened);
    static void add_proof(CLI::App& command, ProofOptions& proof) {
        CLI::Option* password =
            command.add_option("--password-file", proof.password_file,
                               "Holds the person's password; asked for at a terminal without it");
        command
            .add_option("--token-file", proof.token_file,
                        "Holds a token of the person; ALIQUOT_TOKEN without it")
            ->excludes(password);
    }
    CLI::App& part(const std::string& name, const std::string& summary) {
        CLI::App& parent = *group_.add_subcommand(name, summary);
        parent.require_subcommand(1);
        return parent;
    }

    void add_init();

    CLI::App& view(CLI::App& parent, const std::string& name, const std::string& what,
                   const std::string& summary, const std::string& example) {
        CLI::App& command = common(*parent.add_subcommand(name, summary), example);
        command.add_option("store", view_.store, "File or postgresql:// address")->required();
        command.add_option("--as", view_.as, "Id of the person who looks; without it, anybody");
        add_proof(command, view_.proof);
        command.callback([this, what] {
            view_.what = what;
            code_ = facility_view_command(view_, output());
        });
        return command;
    }
    void add_views();
    void add_people();
    void add_credentials(CLI::App& people);

    void add_supply();
    void add_rounds();

    template <class Asked>
    CLI::App& answer(CLI::App& parent, const std::string& name, Answer as,
                     const std::string& summary, Asked& asked) {
        asked.answer = as;
        CLI::App& command =
            action(parent, name, summary,
                   fmt::format("offer {} plan.aliquot --offer 7 --as kim", name), asked);
        need(command, command.add_option("--offer", asked.offer, "Its number"), Open::offers);
        command.add_option("--reason", asked.reason, "Why");
        return command;
    }
    void add_offers();
    void add_shipments();
    void add_stock();

    CLI::App& group_;
    int& code_;
    std::string format_ = "text";
    bool quiet_ = false;
    FacilityInit init_;
    FacilityView view_;
    FacilityRequest request_;
    std::vector<Need> needs_;
    command::AddPerson add_;
    command::GrantRole grant_;
    command::RevokeRole revoke_;
    command::RecordFinding finding_;
    command::SetPassword password_;
    std::string new_password_file_;
    command::IssueToken token_;
    std::string token_out_;
    command::RevokeToken revoke_token_;
    command::RequireCredentials require_;
    command::PledgeSupply pledge_;
    command::ConfirmSupply confirm_;
    command::SlipSupply slip_;
    command::WithdrawSupply withdraw_;
    command::ExpireSupply expire_;
    command::StateReadiness ready_;
    command::OpenRound open_;
    command::Propose propose_;
    command::ProposeOffer propose_offer_;
    command::Reallocate reallocate_;
    command::Approve approve_;
    command::Reject reject_;
    command::IssueOffers issue_;
    command::CloseRound close_;
    command::AnswerOffer accept_, partial_, decline_, defer_;
    command::LapseOffers lapse_;
    command::PlanShipment plan_;
    command::DispatchShipment dispatch_;
    command::HoldShipment hold_;
    command::ReceiveShipment receive_;
    command::ReturnDoses return_;
    std::array<command::RecordStock, stock_use_names.size()> stock_;
};

}  // namespace aliquot::cli
