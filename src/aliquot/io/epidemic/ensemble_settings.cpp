// Defaults, and what a file says instead.
#include "aliquot/io/epidemic/ensemble_settings.hpp"

#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

#include "aliquot/io/cells.hpp"
#include "aliquot/io/epidemic/country_tables.hpp"
#include "aliquot/io/epidemic/number_part.hpp"
#include "aliquot/io/epidemic/parameters_file.hpp"

namespace aliquot {

namespace {

using reading::Json;
using reading::JsonPart;
using reading::NumberPart;
using reading::Range;

constexpr Range share{.least = 0, .most = 1};
constexpr Range days{.least = 1, .most = 1e6, .whole = false, .may_be_endless = true};

// Protection by the titres of two doses in safir's formula, and its loss in squire.page's booster
// model: docs/methods/ensemble.md has both. Whether infected people infect less is left at no.
std::vector<epidemic::VaccineGroup> default_vaccines() {
    const auto group = [](std::string name, std::vector<std::string> products, int doses,
                          int interval, epidemic::Protection first, epidemic::Protection full) {
        constexpr double infection_left = 0.36;
        constexpr double disease_left = 0.88;
        epidemic::VaccineGroup g;
        g.name = std::move(name);
        g.products = std::move(products);
        g.doses_per_course = doses;
        g.interval_days = interval;
        g.first = first;
        g.full = full;
        g.waned = {full.infection * infection_left, full.disease * disease_left};
        return g;
    };
    return {
        group("mrna", {"PFIZER", "MODERNA"}, 2, 28, {0.39, 0.80}, {0.96, 0.90}),
        group("vector", {"AZ", "COVISHIELD", "SPUTNIK_V"}, 2, 84, {0.04, 0.30}, {0.78, 0.91}),
        group("inactivated", {"SINOPHARM", "SINOVAC", "COVAXIN", "COVOVAX", "QAZVAC", "UNKNOWN"}, 2,
              28, {0.45, 0.82}, {0.45, 0.82}),
        group("one_dose", {"JNJ", "CANSINO", "SPUTNIK_LIGHT"}, 1, 0, {0, 0}, {0.39, 0.80}),
        group("three_doses", {"ABDALA", "SOBERANA", "ZF2001"}, 3, 28, {0.45, 0.82}, {0.45, 0.82})};
}

// Steps and their days: whoever gives the one anew gives the other too, or means always.
constexpr std::array<std::pair<const char*, const char*>, 4> with_days{
    {{"R0", "tt_R0"},
     {"contact_matrix_scale", "tt_contact_matrix"},
     {"prob_hosp_multiplier", "tt_prob_hosp_multiplier"},
     {"prob_severe_multiplier", "tt_prob_severe_multiplier"}}};

void update(Json& parameters, const Json& own) {
    for (const auto& [values, days_of_them] : with_days)
        if (own.contains(values)) parameters.erase(days_of_them);
    parameters.update(own);
}

bool has_effect(const epidemic::VaccineGroup& group) {
    for (const epidemic::Protection& each : {group.first, group.full, group.waned})
        if (each.infection > 0 || each.disease > 0) return true;
    return group.infectiousness != 1;
}

constexpr double usual_spread = 0.1;
constexpr std::array<std::string_view, epidemic::series> series_names{"lower", "middle", "upper"};

}  // namespace

class SettingsReader {
public:
    explicit SettingsReader(std::string_view name) : problems_{name} {}

    Checked<EnsembleSettings> read(std::string_view name, std::string_view bytes) {
        settings_.name_ = name;
        const Json json = reading::parse_json(bytes, problems_);
        if (problems_.errors().empty()) read_members(json);
        if (!problems_.errors().empty()) return tl::make_unexpected(problems_.errors());
        return std::move(settings_);
    }

private:
    void read_members(const Json& json) {
        JsonPart part{json,
                      "",
                      problems_,
                      {"about", "epidemic", "participants", "vaccines", "variants", "r0_spread",
                       "transmissibility", "most_doses_a_day_per_100", "behaviour"}};
        NumberPart numbers{part};
        if (part.find("r0_spread"))
            settings_.r0_spread_ =
                numbers.number("r0_spread", {.least = 0, .most = 0.5}, usual_spread);
        if (part.find("transmissibility")) read_series(part);
        if (const Json* found = part.find("behaviour")) read_behaviour(*found);
        settings_.most_doses_a_day_per_100_ =
            numbers.number("most_doses_a_day_per_100", {.least = 0, .most = 100},
                           settings_.most_doses_a_day_per_100_);
        if (const Json* epidemic = object(part, "epidemic")) {
            update(settings_.epidemic_, *epidemic);
            settings_.names_r0_ = epidemic->contains("R0");
        }
        if (const Json* all = object(part, "participants"))
            for (const auto& [id, each] : all->items()) {
                if (each.is_object())
                    settings_.participants_[id] = each;
                else
                    part.fail(fmt::format("\"participants\" has {} for {}", reading::shown(each),
                                          reading::printable(id)),
                              "give an object of epidemic parameters");
            }
        if (part.find("vaccines")) read_vaccines(part.list("vaccines", true));
        read_variants(part.list("variants", false));
    }
    void read_series(JsonPart& part) {
        const std::string word = part.text("transmissibility");
        const auto* found = std::ranges::find(series_names, word);
        settings_.fitted_series_ = std::nullopt;
        if (found != series_names.end())
            settings_.fitted_series_ = static_cast<std::size_t>(found - series_names.begin());
        else if (word != "none")
            part.fail(fmt::format("\"transmissibility\" is {}", reading::printable(word)),
                      "give lower, middle, upper or none");
    }
    void read_behaviour(const Json& json) {
        JsonPart part{json, "behaviour", problems_, {"weekly_deaths_per_million", "power"}};
        NumberPart numbers{part};
        settings_.behaviour_.deaths_in_seven_days =
            numbers.number("weekly_deaths_per_million", {.least = 0.1, .most = 1e6}, std::nullopt);
        settings_.behaviour_.power =
            static_cast<int>(numbers.number("power", {.least = 1, .most = 4, .whole = true}, 1));
    }
    static const Json* object(JsonPart& part, const char* name) {
        const Json* found = part.find(name);
        if (!found || found->is_object()) return found;
        part.fail(fmt::format("\"{}\" is {}", name, reading::shown(*found)), "give an object");
        return nullptr;
    }

    void read_vaccines(const Json& rows) {
        settings_.vaccines_.clear();
        std::set<std::string> seen;
        for (std::size_t k = 0; k < rows.size(); ++k) {
            JsonPart part{rows[k],
                          fmt::format("vaccine {}", k + 1),
                          problems_,
                          {"name", "products", "doses_per_course", "interval_days", "delay_days",
                           "protection_days", "first", "full", "waned", "infectiousness"}};
            NumberPart numbers{part};
            epidemic::VaccineGroup group;
            group.name = part.text("name");
            for (const Json& product : part.list("products", true)) {
                if (!product.is_string() || product.get_ref<const std::string&>().empty()) {
                    part.fail(fmt::format("\"products\" holds {}", reading::shown(product)),
                              "give ids of products");
                    continue;
                }
                group.products.push_back(product.get<std::string>());
                if (!seen.insert(group.products.back()).second)
                    part.fail(
                        fmt::format("{} is named twice", reading::printable(group.products.back())),
                        "name each product in one vaccine");
            }
            group.doses_per_course = static_cast<int>(
                numbers.number("doses_per_course", {.least = 1, .most = 9, .whole = true}, 2));
            group.interval_days = static_cast<int>(
                numbers.number("interval_days", {.least = 1, .most = 3660, .whole = true}, 28));
            group.delay_days = numbers.number("delay_days", days, 14);
            group.protection_days = numbers.number("protection_days", days, 71);
            group.infectiousness = numbers.number("infectiousness", share, 1);
            group.full = protection(part, "full", true);
            group.first = protection(part, "first", false);
            group.waned = protection(part, "waned", false);
            settings_.vaccines_.push_back(std::move(group));
        }
        // Vaccine without effect leaves an epidemic as it is, to the last person; so it is left
        // out, for even the same people in more classes draw other numbers.
        std::erase_if(settings_.vaccines_, [](const auto& group) { return !has_effect(group); });
        if (settings_.vaccines_.size() > epidemic::most_groups)
            problems_.add(
                fmt::format("there are {} vaccines", settings_.vaccines_.size()), "",
                fmt::format("give at most {}, alike ones together", epidemic::most_groups));
    }
    static epidemic::Protection protection(JsonPart& part, const char* name, bool needed) {
        const Json& pair = part.list(name, needed);
        if (pair.empty()) return {};
        epidemic::Protection p;
        if (pair.size() == 2 && pair[0].is_number() && pair[1].is_number())
            p = {pair[0].get<double>(), pair[1].get<double>()};
        else
            p.infection = -1;
        if (p.infection >= 0 && p.infection <= 1 && p.disease >= 0 && p.disease <= 1) return p;
        part.fail(fmt::format("\"{}\" is {}", name, reading::shown(pair)),
                  "give efficacy against infection, and against hospital given infection, as "
                  "[0.6, 0.8]");
        return {};
    }

    void read_variants(const Json& rows) {
        for (std::size_t k = 0; k < rows.size(); ++k) {
            JsonPart part{rows[k],
                          fmt::format("variant {}", k + 1),
                          problems_,
                          {"name", "from_day", "infection_factor", "disease_factor"}};
            NumberPart numbers{part};
            const double day =
                numbers.number("from_day", {.least = 1, .most = 3660, .whole = true}, std::nullopt);
            if (!settings_.changes_.empty() && day <= settings_.changes_.back().day)
                part.fail("\"from_day\" is not after that of the variant before",
                          "give variants in the order of their days");
            settings_.changes_.push_back({day, numbers.number("infection_factor", share, 1),
                                          numbers.number("disease_factor", share, 1)});
        }
    }

    reading::Problems problems_;
    EnsembleSettings settings_;
};

EnsembleSettings::EnsembleSettings()
    : epidemic_{{"R0", 1.4},
                {"seed_share", 0.0001},
                {"importations_per_day", 1},
                {"dur_R", 365},
                {"oldest_severity", "country"},
                {"vaccine_strategy", "Elderly"},
                {"vaccine_coverage", 0.95}},
      vaccines_{default_vaccines()} {}

Checked<EnsembleSettings> EnsembleSettings::read(std::string_view name, std::string_view bytes) {
    return SettingsReader{name}.read(name, bytes);
}

Checked<epidemic::ComparedParticipant> EnsembleSettings::participant(
    const std::string& id, int day_count, const epidemic::Transmissibility* fitted) const {
    Json merged = epidemic_;
    const auto own = participants_.find(id);
    if (own != participants_.end()) update(merged, *own);
    if (!merged.contains("iso3")) {
        const bool has_people =
            merged.contains("population") &&
            (merged.contains("contact_matrix_raw_16") || merged.contains("contact_matrix_source"));
        if (country_table(id))
            merged["iso3"] = id;
        else if (!has_people)
            return tl::unexpected(Errors{
                {ErrorCode::not_found, "no table has its people and contacts", id,
                 "give \"population\" and \"contact_matrix_source\" under \"participants\""}});
        else if (merged["oldest_severity"] == "country")
            merged.erase("oldest_severity");
    }
    merged["time_period_days"] = day_count;
    auto file = read_epidemic(fmt::format("{}, participant {}", name_, reading::printable(id)),
                              merged.dump(-1, ' ', false, Json::error_handler_t::replace));
    if (!file) return tl::unexpected(file.error());
    const ByChance chance = file->by_chance.value_or(ByChance{});
    epidemic::ComparedParticipant participant;
    participant.id = id;
    participant.parameters = std::move(file->parameters);
    participant.form = chance.form;
    participant.caution = chance.caution;
    participant.escapes = chance.escapes;
    if (behaviour_.deaths_in_seven_days > 0) {
        if (chance.caution.deaths_in_seven_days > 0)
            return tl::unexpected(Errors{
                {ErrorCode::wrong_input, "\"caution\" and \"behaviour\" both answer to deaths",
                 fmt::format("{}, participant {}", name_, reading::printable(id)),
                 "give \"behaviour\" where epidemics are fitted, \"caution\" where they are not"}});
        participant.behaviour = behaviour_;
        participant.behaviour.deaths_in_seven_days *=
            epidemic::sum(participant.parameters.people) / 1e6;
    }
    const bool runs_as_fitted = fitted && fitted_series_ && !names_r0(id);
    participant.r0_spread = r0_spread_.value_or(runs_as_fitted ? 0 : usual_spread);
    if (runs_as_fitted) epidemic::run_as_fitted(participant, *fitted, *fitted_series_);
    return participant;
}

bool EnsembleSettings::names_r0(const std::string& id) const {
    const auto own = participants_.find(id);
    return names_r0_ || (own != participants_.end() && own->contains("R0"));
}

}  // namespace aliquot
