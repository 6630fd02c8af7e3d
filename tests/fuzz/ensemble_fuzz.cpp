// Any bytes as the settings of an ensemble: shares in their range and epidemics that can be worked
// out, or errors with a place.
#include <cstdlib>

#include "aliquot/epidemic/by_chance.hpp"
#include "aliquot/io/epidemic/ensemble_settings.hpp"

namespace {

void promise(bool kept) {
    if (!kept) std::abort();
}

void promise_share(double value) {
    promise(value >= 0 && value <= 1);
}

// A few days of sixteen members: nobody below zero, and no more infected than there are people
// who can be.
void promise_members(const aliquot::epidemic::ComparedParticipant& participant) {
    constexpr int some_days = 5;
    aliquot::epidemic::Parameters p = participant.parameters;
    p.days = some_days;
    aliquot::epidemic::ChanceOptions options;
    options.form = participant.form;
    options.caution = participant.caution;
    options.escapes = participant.escapes;
    options.members = 16;
    const double people = aliquot::epidemic::sum(p.people);
    for (const auto& member : aliquot::epidemic::by_chance(p, options).members) {
        promise(member.infections >= 0 && member.deaths >= 0 && member.admissions >= 0);
        promise(static_cast<double>(member.deaths) <= people);
        promise(static_cast<double>(member.infections) <= people * some_days);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const std::string_view bytes{reinterpret_cast<const char*>(data), size};
    const auto settings = aliquot::EnsembleSettings::read("s.json", bytes);
    if (!settings) {
        promise(!settings.error().empty());
        for (const aliquot::Error& error : settings.error())
            promise(error.where.starts_with("s.json") && !error.what.empty());
        return 0;
    }
    promise(settings->vaccines().size() <= aliquot::epidemic::most_groups);
    for (const aliquot::epidemic::VaccineGroup& group : settings->vaccines()) {
        promise(group.doses_per_course == 1 ||
                (group.doses_per_course > 1 && group.interval_days >= 1));
        for (const auto& each : {group.first, group.full, group.waned}) {
            promise_share(each.infection);
            promise_share(each.disease);
        }
    }
    const auto kenya = settings->participant("KEN", 100);
    if (kenya) {
        promise(kenya->parameters.days == 100);
        promise_members(*kenya);
    } else {
        for (const aliquot::Error& error : kenya.error())
            promise(error.where.starts_with("s.json, participant KEN"));
    }
    return 0;
}
