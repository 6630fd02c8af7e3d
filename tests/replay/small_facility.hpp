// A facility of three, as the files of a scenario, for tests to change one thing at a time.
#pragma once

#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "aliquot/io/error_text.hpp"
#include "aliquot/io/scenario_reader.hpp"
#include "aliquot/replay/replay.hpp"

namespace aliquot::testing {

class SmallFacility {
public:
    SmallFacility() {
        folder_.name = "small";
        folder_.files["scenario.toml"] =
            "format = \"aliquot-scenario/1\"\ntitle = \"Small\"\nstart = 2021-02-01\n"
            "end = 2021-12-31\n[rounds]\ndates = [2021-03-01, 2021-04-01]\n";
        folder_.files["participants.csv"] =
            "participant,name,population\nAAA,Alpha,1000\nBBB,Beta,1000\nCCC,Gamma,2000\n";
        folder_.files["products.csv"] =
            "product,name,doses_per_course,lot_doses\nV2,Two-dose,2,10\nV1,One-dose,1,10\n";
        folder_.files["supply.csv"] =
            "supply,product,doses,available,expires\nL1,V2,800,2021-03-05,2021-09-30\n";
    }

    SmallFacility& with(const std::string& file, const std::string& bytes) {
        folder_.files[file] = bytes;
        return *this;
    }
    SmallFacility& set(const std::string& override_text) {
        overrides_.push_back(override_text);
        return *this;
    }

    Run run(ReplayOptions options = {}) {
        auto scenario = read_scenario(folder_, overrides_);
        if (!scenario) {
            ADD_FAILURE() << format_error(scenario.error().front());
            return {};
        }
        scenario_ = *std::move(scenario);
        auto replayed = replay(scenario_, options);
        if (!replayed) {
            ADD_FAILURE() << format_error(replayed.error());
            return {};
        }
        last_ = *std::move(replayed);
        return last_.run;
    }

    [[nodiscard]] const Scenario& scenario() const { return scenario_; }
    [[nodiscard]] const Replayed& last() const { return last_; }
    [[nodiscard]] const Folder& folder() const { return folder_; }

    // Doses awarded to a participant in a round, by source.
    [[nodiscard]] std::int64_t awarded(const std::string& id, int round,
                                       AwardSource source = AwardSource::round) const {
        std::int64_t doses = 0;
        for (const Award& award : last_.run.awards)
            if (scenario_.at(award.participant).id == id && award.round == round &&
                award.source == source)
                doses += award.doses.value();
        return doses;
    }
    // The codes of a participant's exclusions in a round, in order.
    [[nodiscard]] std::vector<std::string> excluded(const std::string& id, int round) const {
        std::vector<std::string> codes;
        for (const Exclusion& each : last_.run.exclusions)
            if (scenario_.at(each.participant).id == id && each.round == round)
                codes.emplace_back(name_of(each.code));
        return codes;
    }

private:
    Folder folder_;
    std::vector<std::string> overrides_;
    Scenario scenario_;
    Replayed last_;
};

}  // namespace aliquot::testing
