// Every member known, every number in its range, and what is left out filled in.
#include "aliquot/io/epidemic/parameters_file.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "aliquot/epidemic/contacts.hpp"
#include "aliquot/io/cells.hpp"
#include "aliquot/io/epidemic/country_tables.hpp"
#include "aliquot/io/epidemic/number_part.hpp"
#include "aliquot/io/epidemic/parameter_names.hpp"

namespace aliquot {

namespace {

using epidemic::ages;
using epidemic::ByAge;
using epidemic::Matrix;
using epidemic::Steps;
using epidemic::Survey;
using epidemic::survey_ages;
using reading::Json;
using reading::JsonPart;
using reading::NumberPart;
using reading::Range;

constexpr Range share{.least = 0, .most = 1};
constexpr Range duration{.least = 0.1, .most = 1e6, .whole = false, .may_be_endless = true};
constexpr Range number_of_people{.least = 0, .most = 1e11};
constexpr Range number_of_beds{.least = 0, .most = 1e11, .whole = false, .may_be_endless = true};
constexpr Range contacts_a_day{.least = 0, .most = 1000};
constexpr Range factor{.least = 0, .most = 1000};
constexpr double most_days = 3660;
constexpr double most_members = 20'000;
constexpr double most_people_of_a_band = 2'147'000'000;
constexpr double as_good_as_equal = 1e-6;  // of a given beta and that of R0

class Reader {
public:
    explicit Reader(std::string_view name) : problems_{name} {}

    Checked<EpidemicFile> read(std::string_view bytes) {
        const Json json = reading::parse_json(bytes, problems_);
        if (problems_.errors().empty()) read_members(json);
        if (!problems_.errors().empty()) return tl::make_unexpected(problems_.errors());
        return std::move(file_);
    }

private:
    void read_members(const Json& json) {
        JsonPart part{json, "", problems_, parameter_names};
        NumberPart numbers{part};
        read_names(part, numbers);
        if (!problems_.errors().empty()) return;
        read_durations(numbers);
        read_severity(numbers);
        read_people(numbers);
        read_vaccine(numbers);
        read_chance(numbers);
        // What follows adds up people and contacts, which must be sound.
        if (!problems_.errors().empty()) return;
        read_transmission(numbers);
    }

    void read_names(JsonPart& part, NumberPart& numbers) {
        if (part.find("id")) file_.id = part.text("id");
        if (part.find("description")) file_.about = part.text("description");
        if (part.find("iso3")) {
            file_.iso3 = part.text("iso3");
            country_ = country_table(file_.iso3);
            if (!country_ && !(part.find("population") && part.find("contact_matrix_raw_16")))
                need_country(part);
        }
        file_.parameters.days = static_cast<int>(numbers.number(
            "time_period_days", {.least = 1, .most = most_days, .whole = true}, 365));
        numbers.number("first_day", {.least = 1, .most = 1, .whole = true}, 1);
        if (const Json* bands = part.find("age_bands")) {
            const Json ours(
                std::vector<std::string>(epidemic::age_names.begin(), epidemic::age_names.end()));
            if (*bands != ours)
                part.fail("\"age_bands\" are others than the model's",
                          fmt::format("give {}, or leave them out", ours.dump()));
        }
    }

    static void need_country(JsonPart& part) {
        reading::Places known;
        for (const CountryTable& each : country_tables())
            known.emplace(each.iso3, static_cast<std::uint32_t>(known.size()));
        static_cast<void>(part.known(*part.find("iso3"), "table of people", known));
    }

    void read_durations(NumberPart& numbers) {
        epidemic::Durations& days = file_.parameters.durations;
        const auto read = [&](const char* name, double& value) {
            value = numbers.number(name, duration, value);
        };
        read("dur_E", days.latent);
        read("dur_IMild", days.mild);
        read("dur_ICase", days.onset_to_hospital);
        read("dur_get_ox_survive", days.oxygen_survive);
        read("dur_get_ox_die", days.oxygen_die);
        read("dur_not_get_ox_survive", days.no_oxygen_survive);
        read("dur_not_get_ox_die", days.no_oxygen_die);
        read("dur_get_mv_survive", days.ventilated_survive);
        read("dur_get_mv_die", days.ventilated_die);
        read("dur_not_get_mv_survive", days.not_ventilated_survive);
        read("dur_not_get_mv_die", days.not_ventilated_die);
        read("dur_rec", days.after_icu);
        read("dur_R", days.immune);
        read("dur_V", days.protection);
        read("dur_vaccine_delay", days.vaccine_delay);
        for (const double each : {days.latent, days.mild, days.onset_to_hospital})
            if (std::isinf(each))
                numbers.part().fail("\"dur_E\", \"dur_IMild\" or \"dur_ICase\" is \"Inf\"",
                                    "nobody stays infected for ever; give days");
    }

    void read_severity(NumberPart& numbers) {
        epidemic::Severity& severity = file_.parameters.severity;
        const auto read = [&](const char* name, ByAge& value) {
            value = numbers.by_age(name, share, value);
        };
        read("prob_hosp", severity.hospital);
        read("prob_severe", severity.severe);
        read("prob_non_severe_death_treatment", severity.oxygen_dies);
        read("prob_non_severe_death_no_treatment", severity.no_oxygen_dies);
        read("prob_severe_death_treatment", severity.ventilated_dies);
        read("prob_severe_death_no_treatment", severity.not_ventilated_dies);
        read_oldest(numbers.part(), severity);
        file_.parameters.hospital_factor =
            numbers.steps("prob_hosp_multiplier", "tt_prob_hosp_multiplier", factor, 1);
        file_.parameters.severe_factor =
            numbers.steps("prob_severe_multiplier", "tt_prob_severe_multiplier", factor, 1);
    }

    void read_oldest(JsonPart& part, epidemic::Severity& severity) {
        const Json* given = part.find("oldest_severity");
        if (!given) return;
        const reading::Places from{{"table", 0}, {"country", 1}};
        const auto found = part.known(*given, "severity of the oldest", from);
        if (!found || *found == 0) return;
        if (!country_)
            return part.fail("\"oldest_severity\" is \"country\" and no country is known",
                             "give \"iso3\", or leave it out");
        const auto [general, icu] = oldest_fatality(*country_, severity);
        severity.oxygen_dies.back() = general;
        severity.ventilated_dies.back() = icu;
    }

    void read_people(NumberPart& numbers) {
        epidemic::Parameters& p = file_.parameters;
        p.people = numbers.by_age("population", number_of_people,
                                  country_ ? std::optional{country_->people} : std::nullopt);
        ByAge seeds = seeds_in_order(p.people);
        if (numbers.part().find("seed_share")) {
            const double part = numbers.number("seed_share", share, 0);
            for (std::size_t i = 0; i < ages; ++i) seeds[i] = std::floor(part * p.people[i] + 0.5);
        }
        p.seeds = numbers.by_age("seed_E1", number_of_people, seeds);
        p.infectiousness = numbers.by_age("rel_infectiousness", factor, epidemic::at_every_age(1));
        for (std::size_t i = 0; i < ages; ++i)
            if (p.seeds[i] > p.people[i])
                numbers.part().fail(fmt::format("\"seed_E1[{}]\" is {:g} of {:g} people", i,
                                                p.seeds[i], p.people[i]),
                                    "give no more than there are");
        double people = 0;
        for (const double each : p.people) people += each;
        if (people == 0) numbers.part().fail("\"population\" is nobody", "give people");
        // As squire has it: of the country, or five for a thousand people and 3 % of them.
        const bool known = country_ && country_->general_beds_per_1000;
        const double general =
            std::round(people / 1000 * (known ? *country_->general_beds_per_1000 : 5));
        const double icu =
            known ? people / 1000 * country_->icu_beds_per_1000.value_or(0) : general * 0.03;
        p.general_beds = numbers.number("hosp_beds", number_of_beds, general);
        p.icu_beds = numbers.number("ICU_beds", number_of_beds, std::round(icu));
    }
    // Twenty people: one in each band, and another in each band from 35 to 49.
    static ByAge seeds_in_order(const ByAge& people) {
        ByAge seeds = epidemic::at_every_age(1);
        for (const std::size_t i : {7U, 8U, 9U}) seeds[i] = 2;
        for (std::size_t i = 0; i < ages; ++i) seeds[i] = std::min(seeds[i], people[i]);
        return seeds;
    }

    void read_vaccine(NumberPart& numbers) {
        epidemic::Parameters& p = file_.parameters;
        epidemic::Efficacy& efficacy = p.efficacy;
        efficacy.infection =
            numbers.steps_by_age("vaccine_efficacy_infection", "tt_vaccine_efficacy_infection",
                                 share, epidemic::at_every_age(0.95));
        efficacy.disease =
            numbers.steps_by_age("vaccine_efficacy_disease", "tt_vaccine_efficacy_disease", share,
                                 epidemic::at_every_age(0.95));
        efficacy.infectiousness =
            numbers.by_age("rel_infectiousness_vaccinated", factor, epidemic::at_every_age(1));
        p.courses_a_day = numbers.steps("max_vaccine_per_day", "tt_vaccine", number_of_people, 0);
        read_priority(numbers);
    }
    void read_priority(NumberPart& numbers) {
        epidemic::Priority& priority = file_.parameters.priority;
        if (const Json* matrix = numbers.part().find("vaccine_coverage_mat")) {
            for (const auto& row : numbers.rows(*matrix, "vaccine_coverage_mat", ages, share)) {
                priority.emplace_back();
                std::ranges::copy(row, priority.back().begin());
            }
            return;
        }
        const double coverage = numbers.number("vaccine_coverage", share, 0.8);
        const double risk = numbers.number("vaccine_risk_share", share, 0.1);
        auto strategy = epidemic::Strategy::all;
        if (numbers.part().find("vaccine_strategy")) {
            reading::Places places;
            for (const auto name : epidemic::strategy_names)
                places.emplace(name, static_cast<std::uint32_t>(places.size()));
            // By name, not by the order of the alphabet.
            const Json& named = *numbers.part().find("vaccine_strategy");
            if (!numbers.part().known(named, "strategy", places)) return;
            const auto found =
                std::ranges::find(epidemic::strategy_names, named.get<std::string>());
            strategy = static_cast<epidemic::Strategy>(found - epidemic::strategy_names.begin());
        }
        priority = epidemic::priority_of(strategy, coverage, risk);
    }

    void read_chance(NumberPart& numbers) {
        JsonPart& part = numbers.part();
        constexpr std::array names{"dt",      "members", "seed", "stays", "importations_per_day",
                                   "caution", "escapes"};
        if (std::ranges::none_of(names, [&](const char* name) { return part.find(name); })) return;
        ByChance chance;
        const double step = numbers.number("dt", {.least = 0.01, .most = 1}, 1);
        const double steps = std::round(1 / step);
        chance.form.steps_a_day = static_cast<int>(steps);
        if (std::abs(1 / step - steps) > 1e-9 * steps)
            part.fail(fmt::format("\"dt\" is {:g}", step),
                      "give a whole number of steps a day: 1, 0.5, 0.25, 0.1");
        // A file of squire's has dt and means its form of a step.
        chance.form.exponential = part.find("dt") != nullptr;
        if (const Json* stays = part.find("stays")) {
            const reading::Places forms{{"linear", 0}, {"exponential", 1}};
            if (const auto form = part.known(*stays, "form of stays", forms))
                chance.form.exponential = *form == 1;
        }
        chance.form.importations_a_day =
            numbers.number("importations_per_day", {.least = 0, .most = 1e6}, 0);
        read_caution(part, chance.caution);
        read_escapes(part, chance.escapes);
        chance.members = static_cast<int>(
            numbers.number("members", {.least = 1, .most = most_members, .whole = true}, 100));
        chance.seed = static_cast<std::uint64_t>(part.whole("seed", 0, 1));
        for (const double each : file_.parameters.people)
            if (each > most_people_of_a_band)
                return part.fail(fmt::format("\"population\" has {:g} in a band", each),
                                 "by chance, people are counted one by one: at most 2 147 000 000");
        file_.by_chance = chance;
    }

    void read_caution(JsonPart& part, epidemic::Caution& caution) {
        const Json* found = part.find("caution");
        if (!found) return;
        JsonPart own{*found, "caution", problems_, {"deaths_in_seven_days", "power"}};
        NumberPart numbers{own};
        caution.deaths_in_seven_days =
            numbers.number("deaths_in_seven_days", {.least = 1, .most = 1e9}, std::nullopt);
        caution.power =
            static_cast<int>(numbers.number("power", {.least = 1, .most = 8, .whole = true}, 1));
    }
    void read_escapes(JsonPart& part, std::vector<epidemic::Escape>& escapes) {
        for (const Json& row : part.list("escapes", false)) {
            JsonPart own{
                row, fmt::format("escape {}", escapes.size() + 1), problems_, {"day", "share"}};
            NumberPart numbers{own};
            const double day =
                numbers.number("day", {.least = 1, .most = most_days, .whole = true}, std::nullopt);
            escapes.push_back(
                {static_cast<int>(day), numbers.number("share", share, std::nullopt)});
        }
    }

    void read_transmission(NumberPart& numbers) {
        epidemic::Parameters& p = file_.parameters;
        p.contacts = contacts(numbers);
        const Steps<double> r0 = numbers.steps("R0", "tt_R0", {.least = 0, .most = 100}, 3);
        file_.first_reproduction = r0.values.front();
        if (!problems_.errors().empty()) return;
        const double certain = epidemic::reproduction_at_certain_infection(p);
        if (certain <= 0)
            return numbers.part().fail("nobody meets anybody who can infect",
                                       "give contacts and relative infectiousness above 0");
        p.beta = r0;
        for (double& each : p.beta.values) each /= certain;
        if (numbers.part().find("beta")) check_beta(numbers);
    }
    // A file may carry the transmission that belongs to its R0; another is a mistake somewhere.
    void check_beta(NumberPart& numbers) {
        const Steps<double> given = numbers.steps("beta", "tt_R0", {.least = 0, .most = 1e6}, 0);
        const Steps<double>& ours = file_.parameters.beta;
        for (std::size_t k = 0; k < std::min(given.values.size(), ours.values.size()); ++k)
            if (std::abs(given.values[k] - ours.values[k]) > as_good_as_equal * ours.values[k])
                return numbers.part().fail(
                    fmt::format("\"beta\" is {:g}, and R0 comes to {:g}", given.values[k],
                                ours.values[k]),
                    "leave \"beta\" out, or give the R0, contacts and durations that it is of");
    }
    Steps<Matrix> contacts(NumberPart& numbers) {
        const Steps<double> scale =
            numbers.steps("contact_matrix_scale", "tt_contact_matrix", factor, 1);
        Steps<Matrix> steps{Matrix{}};
        const std::optional<Survey> survey = survey_of(numbers);
        if (!survey) return steps;
        const Matrix once = epidemic::contacts_of(*survey, file_.parameters.people);
        steps = {};
        for (std::size_t k = 0; k < scale.values.size(); ++k) {
            steps.from.push_back(scale.from[k]);
            steps.values.push_back(once);
            for (ByAge& row : steps.values.back())
                for (double& each : row) each *= scale.values[k];
        }
        return steps;
    }

    std::optional<Survey> survey_of(NumberPart& numbers) {
        JsonPart& part = numbers.part();
        if (!part.find("contact_matrix_raw_16")) {
            const bool named = part.find("contact_matrix_source") != nullptr;
            const std::string id = named      ? part.text("contact_matrix_source")
                                   : country_ ? country_->survey
                                              : std::string{};
            if (const Survey* found = contact_survey(id)) return *found;
            if (named && !id.empty())
                part.fail(fmt::format("there is no survey \"{}\"", reading::printable(id)),
                          "name one of the program's, as \"15\", or give contact_matrix_raw_16");
            else
                part.need("contact_matrix_raw_16");
            return std::nullopt;
        }
        const auto rows = numbers.rows(*part.find("contact_matrix_raw_16"), "contact_matrix_raw_16",
                                       survey_ages, contacts_a_day);
        if (rows.size() != survey_ages) {
            part.fail(fmt::format("\"contact_matrix_raw_16\" has {} rows", rows.size()),
                      "give sixteen rows of sixteen, from 0-4 to 75 and older");
            return std::nullopt;
        }
        Survey survey{};
        for (std::size_t i = 0; i < survey_ages; ++i) std::ranges::copy(rows[i], survey[i].begin());
        return survey;
    }

    reading::Problems problems_;
    const CountryTable* country_ = nullptr;
    EpidemicFile file_;
};

}  // namespace

Checked<EpidemicFile> read_epidemic(std::string_view name, std::string_view bytes) {
    return Reader{name}.read(bytes);
}

}  // namespace aliquot
