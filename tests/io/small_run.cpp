// See small_run.hpp. The sums at the end were added up on paper.
#include "io/small_run.hpp"

namespace aliquot::small {

namespace {

constexpr Date day(int month, int of_month) {
    return std::chrono::year{2021} / month / of_month;
}

Participant participant(std::string id, std::string name, std::int64_t people) {
    Participant made;
    made.id = std::move(id);
    made.name = std::move(name);
    made.population = People{people};
    made.target_population = People{people};
    return made;
}

constexpr Account of(AccountKind kind) {
    return {kind, std::nullopt};
}
constexpr Account of(AccountKind kind, ParticipantIndex owner) {
    return {kind, owner};
}

class Ledger {
public:
    explicit Ledger(std::vector<Transfer>& transfers) : transfers_{transfers} {}

    void move(Date date, SupplyIndex line, Account from, Account to, int doses,
              std::string reason) {
        add({0, date, TransferState::posted, line, from, to, Doses{doses}, {}, std::move(reason)});
    }
    void offer(Date date, SupplyIndex line, ParticipantIndex to, int doses, std::string reason) {
        add({0,
             date,
             TransferState::pending,
             line,
             of(AccountKind::pool),
             of(AccountKind::title, to),
             Doses{doses},
             {},
             std::move(reason)});
    }
    void settle(Date date, int offer, TransferState how, int doses, std::string reason) {
        Transfer settling = transfers_.at(static_cast<std::size_t>(offer) - 1);
        settling.date = date;
        settling.state = how;
        settling.doses = Doses{doses};
        settling.settles = offer;
        settling.reason = std::move(reason);
        add(std::move(settling));
    }

private:
    void add(Transfer transfer) {
        transfer.id = static_cast<int>(transfers_.size()) + 1;
        transfers_.push_back(std::move(transfer));
    }
    std::vector<Transfer>& transfers_;
};

void record_transfers(Run& run) {
    using enum AccountKind;
    Ledger ledger{run.transfers};
    ledger.move(day(9, 1), jnj_line, of(supply), of(pool), 100'000, "confirmed");
    ledger.move(day(9, 1), sinovac_line, of(supply), of(pool), 3'000'000, "confirmed");
    ledger.move(day(9, 1), sinovac_line, of(pool), of(buffer), 30'000, "held back");
    ledger.offer(day(9, 1), sinovac_line, prk, 2'970'000, "offer 1");
    ledger.offer(day(9, 1), jnj_line, fji, 50'000, "offer 2");
    ledger.offer(day(9, 1), jnj_line, ken, 40'000, "offer 3");
    ledger.settle(day(9, 5), 4, TransferState::voided, 2'970'000,
                  "declined: to others; \"more severely\" | affected\nsoon");
    ledger.settle(day(9, 8), 5, TransferState::post, 30'000, "* accepted in part");
    ledger.offer(day(9, 8), sinovac_line, npl, 1'200'000, "offer 4");
    ledger.settle(day(9, 12), 9, TransferState::post, 1'200'000, "accepted");
    ledger.settle(day(9, 15), 6, TransferState::expired, 40'000, "(silent)");
    ledger.move(day(9, 20), jnj_line, of(title, fji), of(transit, fji), 30'000, "dispatched");
    ledger.move(day(9, 27), jnj_line, of(transit, fji), of(custody, fji), 30'000, "received");
    ledger.move(day(10, 2), sinovac_line, of(title, npl), of(transit, npl), 600'000, "dispatched");
    ledger.move(day(10, 3), jnj_line, of(custody, fji), of(pool), 10'000, "returned");
    ledger.offer(day(10, 4), sinovac_line, ken, 500'000, "offer 5");
    ledger.move(day(10, 16), jnj_line, of(pool), of(expired), 80'000, "past its last day");
    run.assertion_points = {3, 13, 17};
}

Offer offer(int id, int round, ParticipantIndex to, SupplyIndex line, int doses, Date offered) {
    Offer made;
    made.id = id;
    made.round = round;
    made.participant = to;
    made.supply = line;
    made.doses = Doses{doses};
    made.offered = offered;
    made.deadline = offered + Days{14};
    return made;
}

void answer(Offer& offer, OfferState state, Date date, int accepted, std::string reason) {
    offer.state = state;
    offer.answered = date;
    offer.accepted = Doses{accepted};
    offer.reason = std::move(reason);
}

void record_offers(Run& run) {
    run.offers = {offer(1, 1, prk, sinovac_line, 2'970'000, day(9, 1)),
                  offer(2, 1, fji, jnj_line, 50'000, day(9, 1)),
                  offer(3, 1, ken, jnj_line, 40'000, day(9, 1)),
                  offer(4, 1, npl, sinovac_line, 1'200'000, day(9, 8)),
                  offer(5, 2, ken, sinovac_line, 500'000, day(10, 4))};
    answer(run.offers[0], OfferState::declined, day(9, 5), 0, "limited global supply, and surges");
    run.offers[0].wish = "to \"severely affected\" participants";
    answer(run.offers[1], OfferState::partly_accepted, day(9, 8), 30'000, "");
    run.offers[2].state = OfferState::lapsed;
    answer(run.offers[3], OfferState::accepted, day(9, 12), 1'200'000, "");
    run.offers[3].source = AwardSource::reallocation;
    for (const Offer& each : run.offers)
        run.awards.push_back(
            {each.round, each.offered, each.participant, each.supply, each.doses, each.source});
    run.reallocations = {{prk, npl, 1, sinovac_line, Doses{1'200'000}, "declined: limited supply",
                          1, "to \"severely affected\" participants"}};
    run.deliveries = {{fji, jnj_line, Doses{30'000}, day(9, 20), day(9, 27)}};
}

void record_coverage(Run& run) {
    const auto row = [&](Date date, ParticipantIndex who, int facility, int other, int held) {
        CoverageRow made;
        made.date = date;
        made.participant = who;
        made.facility = Doses{facility};
        made.other = Doses{other};
        made.held = Courses{held};
        made.delivered = Doses{who == fji ? facility : 0};  // Nepal's are on the way
        run.coverage.push_back(made);
    };
    for (const Date date : {day(9, 1), day(10, 1)}) {
        const bool later = date > day(9, 1);
        row(date, fji, later ? 30'000 : 0, 200'000, later ? 130'000 : 100'000);
        row(date, ken, 0, 4'000'000, 2'000'000);
        row(date, npl, later ? 1'200'000 : 0, 0, later ? 600'000 : 0);
        row(date, prk, 0, 0, 0);
    }
    row(day(10, 31), fji, 20'000, 200'000, 120'000);
    row(day(10, 31), ken, 0, 4'000'000, 2'000'000);
    row(day(10, 31), npl, 1'200'000, 0, 600'000);
    row(day(10, 31), prk, 0, 0, 0);
}

Decision decision(const Run& run, int round, Date date) {
    Decision made;
    made.round = round;
    made.date = date;
    made.rule = run.rule;
    for (const Award& each : run.awards)
        if (each.round == round && each.source == AwardSource::round) made.awards.push_back(each);
    made.certificate = {run.rule, true, {"no line gives more than it has"}, {}};
    return made;
}

void record_decisions(Run& run) {
    run.decisions = {decision(run, 1, day(9, 1)), decision(run, 2, day(10, 1))};
    Decision& first = run.decisions[0];
    first.lines = {jnj_line, sinovac_line};
    first.line_doses = {Doses{100'000}, Doses{2'970'000}};
    first.line_left = {Doses{10'000}, Doses{0}};
    first.claims = {{prk,
                     Courses{0},
                     Courses{25'778'815},
                     "ceiling",
                     Courses{1'485'100},
                     Courses{1'485'000},
                     "supply",
                     {sinovac_line},
                     57'605}};
    first.largest_shortfall = Courses{100};
    first.largest_shortfall_participant = prk;
    run.exclusions = {{1, ken, std::nullopt, sinovac_line, ExclusionCode::supply_exhausted,
                       "used up at coverage 0.057605", "more supply, or sooner"},
                      {1, fji, ProductIndex{1}, std::nullopt, ExclusionCode::opted_out,
                       "opted out of SINOVAC, BBIBP", "opting in"}};
}

}  // namespace

Scenario scenario() {
    Scenario made;
    made.inputs_sha256 = std::string(64, 'a');
    made.settings.title = "Four participants, autumn 2021";
    made.settings.start = day(9, 1);
    made.settings.end = day(10, 31);
    made.settings.rounds = {day(9, 1), day(10, 1)};
    made.settings.rule.ceiling = *Share::parse("0.7");
    made.settings.buffer = *Share::parse("0.01");
    made.settings.gates.required_steps = {"plan", "indemnity"};
    made.participants = {participant("FJI", "Fiji", 896'444),
                         participant("KEN", "Kenya", 53'771'300),
                         participant("NPL", "Nepal", 29'136'808),
                         participant("PRK", "Democratic People's Republic of Korea", 25'778'815)};
    Product jnj;
    jnj.id = "JNJ";
    jnj.doses_per_course = DosesPerCourse{1};
    jnj.lot = Doses{50};
    Product sinovac;
    sinovac.id = "SINOVAC";
    sinovac.lot = Doses{1'200};
    made.products = {jnj, sinovac};
    SupplyLine first;
    first.id = "JNJ-2021-09";
    first.product = ProductIndex{0};
    first.doses = Doses{100'000};
    first.available = day(9, 1);
    first.expires = day(10, 15);
    first.kind = SupplyKind::donation;
    first.donor = "Utopia";
    first.earmark = {fji, ken};
    SupplyLine second;
    second.id = "SINOVAC-2021-09";
    second.product = ProductIndex{1};
    second.doses = Doses{3'000'000};
    second.available = day(8, 25);
    made.supply = {first, second};
    made.delays = {{sinovac_line, day(8, 20), day(9, 1)}, {sinovac_line, day(9, 2), day(12, 1)}};
    return made;
}

Run run() {
    Run made;
    made.rule = "equal_coverage";
    made.until = day(10, 31);
    record_transfers(made);
    record_offers(made);
    record_coverage(made);
    record_decisions(made);
    made.totals = {.supply = Doses{3'100'000},
                   .awarded = Doses{4'760'000},
                   .accepted = Doses{1'230'000},
                   .declined = Doses{2'990'000},
                   .lapsed = Doses{40'000},
                   .deferred = Doses{0},
                   .returned = Doses{10'000},
                   .reallocated = Doses{1'200'000},
                   .delivered = Doses{30'000},
                   .expired = Doses{80'000},
                   .unallocated = Doses{1'270'000},
                   .buffer = Doses{30'000},
                   .open_offers = Doses{500'000},
                   .awaiting_dispatch = Doses{600'000},
                   .in_transit = Doses{600'000},
                   .in_custody = Doses{20'000}};
    return made;
}

}  // namespace aliquot::small
