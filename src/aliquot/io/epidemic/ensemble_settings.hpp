// What `aliquot ensemble` is told beside the runs: epidemics by participant, vaccines, variants.
// docs/reference/ensemble.md
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "aliquot/epidemic/comparison.hpp"
#include "aliquot/io/json_part.hpp"

namespace aliquot {

class EnsembleSettings {
public:
    // The settings that hold where nothing is given.
    EnsembleSettings();

    // Errors: wrong_input, each with file and member.
    [[nodiscard]] static Checked<EnsembleSettings> read(std::string_view name,
                                                        std::string_view bytes);

    // The epidemic of one participant over so many days, of whom some may take so many doses a day.
    // Errors: wrong_input; not_found, where no table has its people and the settings do not either.
    [[nodiscard]] Checked<epidemic::ComparedParticipant> participant(const std::string& id,
                                                                     int days) const;

    [[nodiscard]] const std::vector<epidemic::VaccineGroup>& vaccines() const { return vaccines_; }
    [[nodiscard]] const std::vector<epidemic::EfficacyChange>& changes() const { return changes_; }
    [[nodiscard]] double r0_spread() const { return r0_spread_; }
    [[nodiscard]] double most_doses_a_day_per_100() const { return most_doses_a_day_per_100_; }

private:
    friend class SettingsReader;

    std::string name_ = "the settings";
    reading::Json epidemic_;
    reading::Json participants_ = reading::Json::object();
    std::vector<epidemic::VaccineGroup> vaccines_;
    std::vector<epidemic::EfficacyChange> changes_;
    double r0_spread_ = 0.1;
    double most_doses_a_day_per_100_ = 0.5;
};

}  // namespace aliquot
