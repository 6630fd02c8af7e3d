// A scenario as text, every field of every table.
#include "io/scenario_dump.hpp"

#include <fmt/core.h>

namespace aliquot_test {

namespace {

using namespace aliquot;

std::string text(std::int64_t number) {
    return std::to_string(number);
}
std::string text(double number) {
    return fmt::format("{}", number);
}
std::string text(const std::string& words) {
    return '"' + words + '"';
}
std::string text(Date date) {
    return format_date(date);
}
std::string text(Share share) {
    return share.text();
}
template <class Kind>
std::string text(Count<Kind> count) {
    return std::to_string(count.value());
}
template <class Kind>
std::string text(Index<Kind> index) {
    return '#' + std::to_string(index.value);
}
template <class T>
std::string text(const std::optional<T>& maybe) {
    return maybe ? text(*maybe) : "-";
}
template <class T>
std::string text(const std::vector<T>& list) {
    std::string all = "[";
    for (const T& one : list) all += text(one) + ' ';
    return all + ']';
}

template <class... Field>
std::string line(const Field&... fields) {
    std::string all;
    ((all += text(fields) + ' '), ...);
    return all + '\n';
}

template <class Enum>
std::int64_t code(Enum value) {
    return static_cast<std::int64_t>(value);
}

std::string settings_text(const Settings& s) {
    std::string all = line(s.title, s.start, s.end, s.seed, s.rounds, s.horizon_days, s.buffer);
    all += line(s.rule.name, code(s.rule.counts), s.rule.ceiling, code(s.rule.tie),
                s.rule.threshold, s.rule.rate_doses_per_head);
    all += line(std::int64_t{s.rule.pooled}, code(s.rule.severity.robust), s.rule.severity.strength,
                s.rule.severity.reference, s.rule.severity.window_days,
                s.rule.severity.under_reporting);
    for (const auto& [product, rate] : s.rule.rate_by_product) all += line(product, rate);
    all += line(s.gates.shelf_life_on_arrival_days, s.gates.offer_deadline_days,
                s.gates.answer_days, s.gates.required_steps);
    for (const ExclusionCode gate : s.gates.off) all += line(std::string{name_of(gate)});
    all += line(std::int64_t{s.lots.respect}, code(s.lots.rounding), s.reallocation.rule,
                s.reallocation.recipients, s.reallocation.window_days);
    return all + line(s.delivery.transit_days, s.delivery.required_steps);
}

std::string registry_text(const Scenario& s) {
    std::string all;
    for (const Participant& p : s.participants) {
        all += line(p.id, p.name, p.population, p.target_population, p.group, p.request_share,
                    p.weight, p.max_products);
        if (p.place) all += line(p.place->latitude, p.place->longitude);
    }
    for (const Product& p : s.products)
        all += line(p.id, p.name, p.doses_per_course.value(), code(p.storage_class),
                    p.volume_mm3_per_dose, p.lot, p.minimum_shipment, p.interval_days,
                    p.shelf_life_days, p.efficacy_infection, p.efficacy_disease);
    for (const SupplyLine& l : s.supply)
        all += line(l.id, l.product, l.doses, l.available, l.expires, code(l.kind), l.donor,
                    l.earmark, l.priority);
    return all;
}

std::string world_text(const Scenario& s) {
    std::string all;
    for (const OtherSupply& o : s.other_supply)
        all +=
            line(o.participant, o.date, o.product, o.doses_per_course.value(), o.doses, o.channel);
    for (const ReadinessStep& r : s.readiness)
        all += line(r.participant, r.step, r.from, r.until, r.product);
    for (const Preference& p : s.preferences)
        all += line(p.participant, p.product, code(p.choice), p.from, p.until);
    for (const Capacity& c : s.capacity)
        all += line(c.participant, c.from, c.litres.at(0), c.litres.at(1), c.litres.at(2),
                    c.absorption_per_week, c.stock);
    for (const SeverityReport& r : s.severity)
        all += line(r.participant, r.date, r.deaths, r.cases, r.excess_deaths, r.excess_deaths_low,
                    r.excess_deaths_high);
    for (const StartedCourses& c : s.started)
        all += line(c.participant, c.date, c.product, c.courses);
    for (const BorderClosure& b : s.borders) all += line(b.participant, b.from, b.until);
    return all;
}

std::string offers_text(const Scenario& s) {
    std::string all;
    for (const PairLimit& l : s.limits) all += line(l.participant, l.supply, l.doses);
    for (const Response& r : s.responses)
        all += line(r.participant, r.round, r.product, code(r.answer), r.doses, r.answered,
                    r.reason, r.wish);
    for (const RecordedOffer& o : s.offers)
        all += line(o.round, o.participant, o.supply, o.doses, o.reason);
    for (const Return& r : s.returns)
        all += line(r.participant, r.date, r.product, r.doses, r.reason, r.wish);
    for (const Delay& d : s.delays) all += line(d.supply, d.announced, d.available);
    for (const RecordedAward& r : s.recorded) all += line(r.participant, r.supply, r.doses);
    for (const Forecast& f : s.forecasts)
        all += line(f.participant, f.announced, f.product, f.doses, f.note, f.due, f.supplier);
    return all;
}

std::string evidence_text(const Scenario& s) {
    std::string all;
    for (const Statement& one : s.statements) {
        all +=
            line(one.id, one.said_on, one.source, code(one.kind), one.about, code(one.reliability),
                 code(one.credibility), one.supply, one.participant, one.product);
        all += line(one.doses, one.date_from, one.date_to, one.share, one.people, one.population,
                    one.quote, one.url, one.rests_on, one.supersedes);
        if (one.event) all += line(code(*one.event));
        for (const std::string& id : one.contradicts) all += line(id);
    }
    for (const Judgement& j : s.judgements)
        all += line(j.judged_on, j.by, j.reason, j.event.participant, code(j.event.kind),
                    code(j.belief), j.event.product, j.event.supply, j.until);
    return all;
}

}  // namespace

std::string dump(const Scenario& scenario) {
    return settings_text(scenario.settings) + registry_text(scenario) + world_text(scenario) +
           offers_text(scenario) + evidence_text(scenario);
}

}  // namespace aliquot_test
