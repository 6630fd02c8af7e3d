// Any bytes as the parameters of an epidemic: numbers in their ranges and an outcome of numbers, or
// errors with a place.
#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "aliquot/epidemic/mean_field.hpp"
#include "aliquot/io/epidemic/parameters_file.hpp"

namespace {

void promise(bool kept) {
    if (!kept) std::abort();
}

void promise_shares(const aliquot::epidemic::ByAge& values) {
    for (const double each : values) promise(each >= 0 && each <= 1);
}

// A few days of it, with nothing below zero, nothing lost and nothing that is no number.
void promise_outcome(aliquot::epidemic::Parameters p) {
    constexpr int some_days = 6;
    p.days = std::min(p.days, some_days);
    const double people = aliquot::epidemic::sum(p.people);
    const double rounding = people * 1e-9;
    for (const aliquot::epidemic::Day& day : aliquot::epidemic::mean_field(p)) {
        const aliquot::epidemic::Stocks& s = day.stocks;
        for (const double each : {s.susceptible, s.exposed, s.recovered, s.dead, s.in_general_beds,
                                  s.in_icu, s.need_general_bed, s.need_icu, s.vaccinated})
            promise(each >= -rounding && each <= people + rounding);
        for (const auto* flow : {&day.flows.infections, &day.flows.admissions, &day.flows.deaths,
                                 &day.flows.vaccinations})
            for (const double each : *flow) promise(each >= -rounding && each <= people + rounding);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const std::string_view bytes{reinterpret_cast<const char*>(data), size};
    const auto read = aliquot::read_epidemic("p.json", bytes);
    if (!read) {
        promise(!read.error().empty());
        for (const aliquot::Error& error : read.error())
            promise(error.where.starts_with("p.json") && !error.what.empty());
        return 0;
    }
    const aliquot::epidemic::Parameters& p = read->parameters;
    promise(p.days >= 1);
    promise(aliquot::epidemic::sum(p.people) > 0);
    for (std::size_t i = 0; i < aliquot::epidemic::ages; ++i)
        promise(p.seeds[i] >= 0 && p.seeds[i] <= p.people[i]);
    promise_shares(p.severity.hospital);
    for (const auto& row : p.priority) promise_shares(row);
    for (const double each : p.beta.values) promise(std::isfinite(each) && each >= 0);
    promise(p.beta.from.size() == p.beta.values.size());
    promise_outcome(p);
    return 0;
}
