// A small world for tests of the report, written out by hand.
#include "io/report_world.hpp"

namespace aliquot::report_world {

namespace {

Participant participant(const char* id, const char* name, std::int64_t people,
                        std::optional<Place> place) {
    Participant each;
    each.id = id;
    each.name = name;
    each.population = each.target_population = People{people};
    each.place = place;
    return each;
}

Product product(const char* id, const char* name) {
    Product each;
    each.id = id;
    each.name = name;
    return each;
}

SupplyLine line(const char* id, std::size_t product, std::int64_t doses, Date available) {
    SupplyLine each;
    each.id = id;
    each.product = ProductIndex{product};
    each.doses = Doses{doses};
    each.available = available;
    return each;
}

Scenario scenario() {
    Scenario scenario;
    scenario.inputs_sha256 = std::string(64, 'a');
    scenario.settings.title = "A year of sharing";
    scenario.settings.start = first_day;
    scenario.settings.end = last_day_of_year;
    scenario.participants = {participant("KEN", "Kenya", 40'000'000, Place{-1.3, 36.8}),
                             participant("NPL", "Nepal", 30'000'000, {}),
                             participant("PRK", "North & South", 25'000'000, {}),
                             participant("TUV", "Tuvalu", 10'000, Place{-8.5, 179.2}),
                             participant("AGENCY", "Agency", 100'000, {})};
    scenario.products = {product("AZ", "Vaxzevria"), product("SINOVAC", "Sinovac")};
    scenario.supply = {line("AZ-1", 0, 10'000'000, first_day),
                       line("SINOVAC-1", 1, 2'970'000, second_day)};
    scenario.returns = {{ken, second_day, ProductIndex{0}, Doses{1'300'000}, "too few staff", ""}};
    scenario.recorded = {{ken, az_line, Doses{8'000'000}}};
    scenario.forecasts = {{prk, first_day, "AZ", Doses{1'992'000}, "a plan"},
                          {ken, first_day, "AZ", Doses{5'000'000}, "another"}};
    return scenario;
}

ClaimOutcome claim(ParticipantIndex who, const char* bound) {
    ClaimOutcome each;
    each.participant = who;
    each.room_reason = "request";
    each.bound = bound;
    each.level_millionths = 250'000;
    return each;
}

Decision decision(int round, Date date, std::vector<SupplyIndex> lines) {
    Decision decision;
    decision.round = round;
    decision.date = date;
    decision.rule = "equal_coverage";
    decision.lines = std::move(lines);
    decision.line_doses.assign(decision.lines.size(), Doses{2'970'000});
    decision.line_left.assign(decision.lines.size(), Doses{0});
    decision.certificate.rule = "equal_coverage";
    decision.certificate.verified = round == 1;
    decision.certificate.statements = {"No line gives more than it has."};
    if (round == 2) decision.certificate.violations = {"Kenya could be given 12 courses more."};
    decision.claims = {claim(ken, "own_limit"), claim(prk, "no_supply_open"), claim(tuv, "supply")};
    return decision;
}

Transfer handed_back() {
    Transfer back;
    back.id = 1;
    back.date = second_day;
    back.line = az_line;
    back.from = {AccountKind::custody, ken};
    back.to = {AccountKind::pool, {}};
    back.doses = Doses{1'300'000};
    return back;
}

Run fair_run() {
    Run run;
    run.rule = "equal_coverage";
    run.until = last_day_of_year;
    run.decisions = {decision(1, first_day, {az_line, sinovac_line}),
                     decision(2, second_day, {sinovac_line})};
    Offer accepted = declined_offer(1, ken, Doses{10'000'000});
    accepted.supply = az_line;
    accepted.state = OfferState::accepted;
    accepted.accepted = accepted.doses;
    run.offers = {accepted, declined_offer(2, prk, Doses{2'970'000})};
    run.offers[1].wish = "to severely affected countries";
    run.reallocations = {{prk, tuv, 2, sinovac_line, Doses{1'200'000}, "declined: no need", 2, ""},
                         {prk, npl, 2, sinovac_line, Doses{1'770'000}, "declined: no need", 1, ""}};
    run.exclusions = {left_out(2, prk, ExclusionCode::step_missing, sinovac_line),
                      left_out(1, prk, ExclusionCode::step_missing, az_line),
                      left_out(1, tuv, ExclusionCode::supply_exhausted, az_line)};
    run.exclusions[1].supply.reset();  // every line of round 1
    run.deliveries = {{ken, az_line, Doses{9'000'000}, first_day, second_day},
                      {ken, az_line, Doses{1'000'000}, second_day, second_day}};
    run.transfers = {handed_back()};
    run.coverage = {holding(first_day, ken, 0, 0), holding(first_day, tuv, 0, 0),
                    holding(last_day_of_year, ken, 20'000'000, 0),
                    holding(last_day_of_year, prk, 0, 0),
                    holding(last_day_of_year, tuv, 6'000, 1'000)};
    run.totals.supply = Doses{12'970'000};
    run.totals.accepted = run.totals.in_custody = Doses{10'000'000};
    run.totals.unallocated = Doses{2'970'000};
    return run;
}

}  // namespace

CoverageRow holding(Date date, ParticipantIndex who, std::int64_t facility, std::int64_t other) {
    CoverageRow row;
    row.date = date;
    row.participant = who;
    row.facility = Doses{facility};
    row.delivered = row.facility;
    row.other = Doses{other};
    row.held = Courses{(facility + other) / 2};
    return row;
}

Offer declined_offer(int id, ParticipantIndex from, Doses doses) {
    Offer offer;
    offer.id = id;
    offer.round = 2;
    offer.participant = from;
    offer.supply = sinovac_line;
    offer.doses = doses;
    offer.offered = second_day;
    offer.deadline = second_day + Days{14};
    offer.state = OfferState::declined;
    offer.answered = second_day + Days{7};
    return offer;
}

Exclusion left_out(int round, ParticipantIndex who, ExclusionCode code, SupplyIndex line) {
    return {round, who, {}, line, code, "the facts", "what would change it"};
}

World story_of_2021() {
    World world{scenario(), fair_run(), fair_run()};
    world.actual.rule = "recorded";
    world.actual.coverage[2].held = Courses{4'000'000};
    return world;
}

}  // namespace aliquot::report_world
