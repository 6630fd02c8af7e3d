// Making moves on a facility and its model, and comparing the two.
#include "simulation/trial.hpp"

#include <fmt/format.h>

#include "aliquot/core/check.hpp"
#include "aliquot/io/error_text.hpp"
#include "aliquot/ledger/log/audit.hpp"

namespace aliquot::simulation {

namespace {

constexpr int moves_between_openings = 9;

std::string words_of(const Allowed<LiveFacility::Done>& done) {
    if (done) return fmt::format("recorded as {} to {}", done->first, done->last);
    return fmt::format("{}: {}", name_of(done.error().code), done.error().error.what);
}

std::optional<ProposalRow> proposal_in(const std::vector<Event>& events, const Scenario& world) {
    for (const Event& event : events) {
        const auto* of_round = std::get_if<RoundEvent>(&event);
        const auto* made = of_round ? std::get_if<ProposalMade>(of_round) : nullptr;
        if (made == nullptr) continue;
        ProposalRow row;
        row.round = made->round;
        row.by = made->by;
        row.sha256 = made->sha256;
        row.freed_by = made->freed_by_offer;
        row.is_exceptional = !made->exception.empty();
        for (const ProposalMade::Award& each : made->awards)
            row.awards.push_back({world.at(each.participant).id, world.at(each.supply).id,
                                  each.doses.value(), each.severity_rank});
        return row;
    }
    return std::nullopt;
}

}  // namespace

Trial::Trial(Start start, Tally& tally)
    : tally_{&tally},
      model_{start.world, "admin", opening_day},
      store_{ledger::store_in_memory("by chance")},
      unsteady_{*store_} {
    if (std::string wrong = begin(start.folder); !wrong.empty()) throw std::runtime_error(wrong);
}

// Opens the facility and gives somebody every role.
std::string Trial::begin(const Folder& folder) {
    const World& world = model_.world();
    auto created = LiveFacility::create(
        *store_, folder, {opening_day, "admin", "Admin", world.quorum, world.approval_days}, 1);
    if (!created) return format_error(created.error().front());
    for (int program : {0, 1})
        if (auto wrong = open_anew(program); !wrong.empty()) return wrong;
    std::vector<Command> first;
    const auto join = [&](const std::string& person, Role role, const std::string& scope) {
        if (!model_.people().contains(person)) first.emplace_back(command::AddPerson{person, ""});
        first.emplace_back(command::GrantRole{person, role, scope, {}, "staff"});
    };
    join("ada", Role::analyst, "");
    join("ben", Role::reviewer, "");
    first.emplace_back(command::AddPerson{"bea", ""});
    first.emplace_back(command::GrantRole{"bea", Role::reviewer, "", {}, "staff"});
    join("dora", Role::donor_officer, "Utopia");
    join("moe", Role::manufacturer_officer, "V2");
    first.emplace_back(command::GrantRole{"moe", Role::manufacturer_officer, "V1", {}, "staff"});
    join("lin", Role::logistics_officer, "");
    join("noor", Role::auditor, "");
    join("second", Role::administrator, "");
    for (const Participant& each : world.participants)
        join("of-" + each.id, Role::participant_officer, each.id);
    int number = 0;
    for (Command& command : first) {
        Move move;
        move.key = fmt::format("s{}", ++number);
        move.order = {"admin", opening_day, std::move(command)};
        if (std::string wrong = make(move); !wrong.empty()) return wrong;
    }
    return {};
}

std::int64_t Trial::length() {
    return store_->head()->sequence;
}

Order Trial::as_given(Order order) const {
    if (auto* approve = std::get_if<command::Approve>(&order.command))
        if (approve->sha256 == on_file) {
            const auto at = static_cast<std::size_t>(approve->proposal) - 1;
            approve->sha256 =
                at < model_.proposals().size() ? model_.proposals()[at].sha256 : "none";
        }
    return order;
}

Instruction Trial::instruction_of(const std::string& key, const Order& order,
                                  const Proven& who) const {
    return {key, who, order.day, order.command, clock_, {}};
}

// It is about noon; and the clock stands still, jumps on, or goes back.
void Trial::look_at_the_clock(const Order& order) {
    const std::chrono::sys_time<std::chrono::microseconds> noon =
        order.day + std::chrono::hours{12};
    clock_ = noon.time_since_epoch().count() + (moves_ % 7) * 1'000'000 - (moves_ % 3) * 3'000'000;
}

std::string Trial::prove(LiveFacility& live, const Order& order, std::optional<Proven>& who) {
    const auto proof_of = [](const Shown& shown) -> Proof {
        if (shown.by == Shown::By::password) return ByPassword{Secret{shown.secret}};
        if (shown.by == Shown::By::token) return ByToken{Secret{shown.secret}};
        return AtTheirWord{};
    };
    const std::int64_t before = length();
    const bool is_unproven = model_.is_unproven(order, clock_);
    const bool is_looked_at =
        order.shown.by != Shown::By::password || !model_.must_wait(order.who, clock_);
    const auto proven = live.prove({order.who, proof_of(order.shown)}, clock_);
    if (proven.has_value() == is_unproven)
        return is_unproven ? "somebody was taken for " + order.who
                           : order.who + " was not: " + proven.error().error.what;
    if (proven) {
        who = *proven;
        return length() == before ? "" : "a proof is in the log";
    }
    ++tally_->unproven;
    model_.failed_to_show(order, clock_);
    if (proven.error().code != RefusalCode::not_authenticated)
        return "a failed proof was refused as " + std::string{name_of(proven.error().code)};
    return length() == before + (is_looked_at ? 1 : 0) ? "" : "a failed proof is not logged once";
}

std::string Trial::guess(LiveFacility& live, const Move& move) {
    Order order = move.order;
    order.shown = {Shown::By::password, "simulated guess"};
    std::string wrong;
    std::optional<Proven> nobody;
    for (int i = 0; i < move.guesses && wrong.empty(); ++i) wrong = prove(live, order, nobody);
    return wrong;
}

std::string Trial::make(const Move& move) {
    ++moves_;
    ++tally_->orders;
    ++tally_->mishaps.at(static_cast<std::size_t>(move.mishap));
    unsteady_.be_steady();
    if (move.mishap == Mishap::restarted)
        if (auto wrong = open_anew(move.program); !wrong.empty()) return wrong;
    LiveFacility& live = *programs_.at(static_cast<std::size_t>(move.program));
    const Order order = as_given(move.order);
    look_at_the_clock(order);
    std::string wrong = guess(live, move);
    std::optional<Proven> who;
    if (wrong.empty()) wrong = prove(live, order, who);
    if (who && wrong.empty()) {
        if (replies_.contains(move.key))
            wrong = give_again(live, move, order, *who);
        else if (move.insists != Insists::no)
            wrong = give_insisting(live, move, order, *who);
        else
            wrong = give_new(live, move, order, *who);
    }
    unsteady_.be_steady();
    if (wrong.empty()) wrong = compare(live);
    if (wrong.empty() && moves_ % moves_between_openings == 0) {
        wrong = open_anew(1 - move.program);
        if (wrong.empty())
            wrong = compare(*programs_.at(static_cast<std::size_t>(1 - move.program)));
    }
    return wrong;
}

// A key that is in the log: the same order has the same reply, another one is refused.
std::string Trial::give_again(LiveFacility& live, const Move& move, const Order& order,
                              const Proven& who) {
    ++tally_->sent_again;
    const std::int64_t before = length();
    const Reply& known = replies_.at(move.key);
    const auto done = live.run(instruction_of(move.key, order, who));
    if (length() != before) return "a key that was used is recorded once more";
    // Also a repetition takes a proof that is good for it.
    if (const auto little = model_.against_shown(order, clock_); !little.empty())
        return !done && done.error().code == *little.begin()
                   ? ""
                   : "a repetition without a proof was answered " + words_of(done);
    if (text_of(order) != known.asked) {
        if (done || done.error().code != RefusalCode::wrong_value)
            return "another order under the key was not refused as wrong_value: " + words_of(done);
        return {};
    }
    if (done && !done->repeated) return "a repetition is said to be new";
    if (words_of(done) != known.words)
        return fmt::format("first: {}; again: {}", known.words, words_of(done));
    return {};
}

std::string Trial::give_insisting(LiveFacility& live, const Move& move, const Order& order,
                                  const Proven& who) {
    const std::int64_t before = length();
    Instruction instruction = instruction_of(move.key, order, who);
    instruction.expected = before - (move.insists == Insists::wrongly ? 1 : 0);
    if (move.insists == Insists::rightly) return give(live, instruction, order);
    const auto done = live.run(instruction);
    if (done || done.error().code != RefusalCode::conflict)
        return "somebody who insists on an old record was answered " + words_of(done);
    return length() == before ? "" : "what was refused for a conflict is recorded";
}

// Another program's order comes between; whoever gives it may fail to show who it is.
std::string Trial::give_first(const Move& move) {
    if (!move.first || replies_.contains(move.first_key)) return {};
    auto other = LiveFacility::open(*store_);
    if (!other) return format_error(other.error().front());
    const Order first = as_given(*move.first);
    std::optional<Proven> who;
    if (std::string wrong = prove(*other, first, who); !wrong.empty() || !who) return wrong;
    return give(*other, instruction_of(move.first_key, first, *who), first);
}

std::string Trial::give_new(LiveFacility& live, const Move& move, const Order& order,
                            const Proven& who) {
    std::string first_wrong;
    Mishap mishap = move.mishap;
    // What takes the giver's own proof away cannot be sent again with it.
    const bool loses_reply = mishap == Mishap::reply_lost || mishap == Mishap::reply_lost_blind;
    if (loses_reply && person_concerned(order)) mishap = Mishap::none;
    switch (mishap) {
        case Mishap::request_lost:
            unsteady_.loses_request = true;
            break;
        case Mishap::reply_lost:
            unsteady_.loses_reply = true;
            break;
        case Mishap::reply_lost_blind:
            unsteady_.loses_reply = true;
            unsteady_.fails_to_read_after_loss = 1;
            break;
        case Mishap::blind:
            unsteady_.fails_to_read = 1;
            break;
        case Mishap::overtaken:
            unsteady_.before_append = [&] { first_wrong = give_first(move); };
            break;
        case Mishap::none:
        case Mishap::restarted:
            return give(live, instruction_of(move.key, order, who), order);
    }
    const Instruction instruction = instruction_of(move.key, order, who);
    if (mishap == Mishap::overtaken) {
        const std::string wrong = give(live, instruction, order);
        return first_wrong.empty() ? wrong : "of the order that came first: " + first_wrong;
    }
    const auto failed = live.run(instruction);
    if (failed || failed.error().code != RefusalCode::conflict)
        return "the store failed, and the reply was " + words_of(failed);
    if (live.desk().last_day() < opening_day) return "the desk is empty after the store failed";
    unsteady_.be_steady();
    return give(live, instruction, order);  // as a caller would who has heard nothing
}

std::string Trial::give(LiveFacility& live, const Instruction& instruction, const Order& order) {
    const auto done = live.run(instruction);
    const Prediction expected = model_.predict(order, clock_);
    remember(instruction.key, order, done);
    if (std::string wrong = judge(done, order, expected); !wrong.empty()) return wrong;
    const auto place = store_->find(instruction.key);
    if (!place || !*place) return "answered, and not in the log: " + words_of(done);
    if ((*place)->last != length()) return "something else was recorded after it";
    if (done && (done->first != (*place)->first || done->last != (*place)->last))
        return "it is not in the log where it is said to be";
    if (!done) {
        ++tally_->refused.at(static_cast<std::size_t>(done.error().code));
        return {};
    }
    ++tally_->done;
    const auto made = proposal_in(done->events, live.desk().world());
    return model_.happened(order, made ? &*made : nullptr);
}

std::string Trial::judge(const Allowed<LiveFacility::Done>& done, const Order&,
                         const Prediction& expected) {
    if (done && expected.may_happen) return {};
    if (!done && expected.refusals.contains(done.error().code)) return {};
    std::string should = expected.may_happen ? "to be done" : "";
    for (const RefusalCode code : expected.refusals)
        should += fmt::format("{}{}", should.empty() ? "" : " or ", name_of(code));
    return fmt::format("expected {}, was {}", should,
                       done ? "done" : words_of(done) + " (" + done.error().error.where + ")");
}

void Trial::remember(const std::string& key, const Order& order,
                     const Allowed<LiveFacility::Done>& done) {
    replies_[key] = {words_of(done), text_of(order)};
}

std::string Trial::open_anew(int program) {
    ++tally_->opened_anew;
    auto opened = LiveFacility::open(unsteady_);
    if (!opened) return "cannot be opened: " + format_error(opened.error().front());
    programs_.at(static_cast<std::size_t>(program)) =
        std::make_unique<LiveFacility>(*std::move(opened));
    return {};
}

// Everything that both know.
std::string Trial::compare(const LiveFacility& live) const {
    const DeskState& desk = live.desk();
    const Scenario& world = desk.world();
    Model::Balances balances;
    for (const auto& [place, doses] : desk.doses().ledger().balances())
        if (doses != 0)
            balances[{account_name(world, place.first, place.second), world.at(place.second).id}] =
                doses;
    Model::Balances expected = model_.balances();
    std::erase_if(expected, [](const auto& each) { return each.second == 0; });
    if (balances != expected) {
        for (const auto& [place, doses] : expected)
            if (balances[place] != doses)
                return fmt::format("{} of {} holds {}, expected {}", place.first, place.second,
                                   balances[place], doses);
        return "an account holds doses of which the model knows nothing";
    }
    const auto& offers = desk.doses().offers();
    if (offers.size() != model_.offers().size()) return "there are more or fewer offers";
    for (std::size_t i = 0; i < offers.size(); ++i) {
        const OfferRow& row = model_.offers()[i];
        const auto state = offer_state_names.at(static_cast<std::size_t>(offers[i].state));
        if (state != row.state || offers[i].accepted.value() != row.accepted ||
            offers[i].deadline != row.deadline || offers[i].doses.value() != row.doses ||
            world.at(offers[i].participant).id != row.participant)
            return fmt::format("offer {} is {}, expected {}", i + 1, state, row.state);
    }
    if (desk.doses().consignments().size() != model_.shipments().size())
        return "there are more or fewer shipments";
    if (desk.staff().names().size() != model_.people().size() ||
        desk.staff().grants().size() != model_.grants().size())
        return "there are other people or roles";
    const Credentials& credentials = desk.staff().credentials();
    if (credentials.required() != model_.everybody_shows())
        return "credentials are required, or not";
    for (const std::string& person : model_.people())
        if ((credentials.password_of(person) != nullptr) !=
                (model_.password_of(person) != nullptr) ||
            credentials.tokens_of(person).size() != model_.tokens_of(person).size())
            return person + " has other credentials";
    const RoundOnFile* open = desk.rounds().open_round();
    if ((open != nullptr) != model_.open_round().has_value()) return "a round is open, or none is";
    desk.doses().ledger().audit();
    return {};
}

std::string Trial::finish() {
    ++tally_->years;
    tally_->records += length();
    const auto report = ledger::audit(*store_);
    if (!report) return "the audit failed: " + report.error().what;
    if (report->violations_in_all != 0) return "the audit finds " + report->violations.front().what;
    const auto fresh = LiveFacility::open(*store_);
    if (!fresh) return "cannot be opened: " + format_error(fresh.error().front());
    return compare(*fresh);
}

}  // namespace aliquot::simulation
