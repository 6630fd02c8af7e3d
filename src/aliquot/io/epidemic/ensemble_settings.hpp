// What `aliquot ensemble` is told beside the runs: epidemics by participant, vaccines, variants.
// docs/reference/ensemble.md
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "aliquot/epidemic/fitted.hpp"
#include "aliquot/io/json_part.hpp"

namespace aliquot {

class EnsembleSettings {
public:
    // The settings that hold where nothing is given.
    EnsembleSettings();

    // Errors: wrong_input, each with file and member.
    [[nodiscard]] static Checked<EnsembleSettings> read(std::string_view name,
                                                        std::string_view bytes);

    // The epidemic of one participant over so many days, with a fitted R0 if there is one.
    // Errors: wrong_input; not_found, where no table has its people and the settings do not either.
    [[nodiscard]] Checked<epidemic::ComparedParticipant> participant(
        const std::string& id, int days, const epidemic::Transmissibility* fitted = nullptr) const;

    [[nodiscard]] const std::vector<epidemic::VaccineGroup>& vaccines() const { return vaccines_; }
    [[nodiscard]] const std::vector<epidemic::EfficacyChange>& changes() const { return changes_; }
    // Which series of a scenario's fitted transmissibility holds; nothing: none of them.
    [[nodiscard]] std::optional<std::size_t> fitted_series() const { return fitted_series_; }
    // Whether the settings name an R0 for the participant, so that none that was fitted holds.
    [[nodiscard]] bool names_r0(const std::string& id) const;
    [[nodiscard]] double most_doses_a_day_per_100() const { return most_doses_a_day_per_100_; }

private:
    friend class SettingsReader;

    std::string name_ = "the settings";
    reading::Json epidemic_;
    reading::Json participants_ = reading::Json::object();
    std::vector<epidemic::VaccineGroup> vaccines_;
    std::vector<epidemic::EfficacyChange> changes_;
    // Deaths a week per million people that halve transmission, under runs but the first: see
    // epidemic::ComparedParticipant::behaviour.
    epidemic::Caution behaviour_;
    std::optional<double> r0_spread_;  // nothing: 0.1, or 0 where R0 was fitted
    std::optional<std::size_t> fitted_series_ = 1;
    bool names_r0_ = false;  // for everyone
    double most_doses_a_day_per_100_ = 0.5;
};

}  // namespace aliquot
