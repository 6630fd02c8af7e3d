// `aliquot scenario check` and `aliquot scenario new`.
#include "commands.hpp"
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "aliquot/core/text.hpp"
#include "aliquot/io/scenario_reader.hpp"

namespace aliquot::cli {

int scenario_check_command(const ScenarioChoice& choice, const Output& output) {
    const auto loaded = load_scenario(choice);
    if (!loaded) return report_errors(loaded.error(), output);
    const Scenario& scenario = loaded->scenario;
    Doses supply;
    for (const SupplyLine& line : scenario.supply) supply += line.doses;
    if (output.json)
        print(nlohmann::ordered_json{{"valid", true},
                                     {"title", scenario.settings.title},
                                     {"inputs_sha256", scenario.inputs_sha256},
                                     {"participants", scenario.participants.size()},
                                     {"products", scenario.products.size()},
                                     {"supply_lines", scenario.supply.size()},
                                     {"supply_doses", supply.value()},
                                     {"rounds", scenario.settings.rounds.size()}}
                  .dump(2) +
              "\n");
    else if (!output.quiet)
        print(fmt::format(
            "{}\nno errors: {} participants, {} products, {} supply lines with {} "
            "doses, {} rounds from {} to {}\ninputs {}\n",
            scenario.settings.title, scenario.participants.size(), scenario.products.size(),
            scenario.supply.size(), grouped(supply.value()), scenario.settings.rounds.size(),
            format_date(scenario.settings.rounds.front()),
            format_date(scenario.settings.rounds.back()), scenario.inputs_sha256));
    return done;
}

int scenario_new_command(const std::string& folder, const Output& output) {
    const Folder starter = starter_scenario();
    if (auto written = write_folder(folder, starter); !written)
        return report_error(written.error(), output);
    if (output.quiet) return done;
    std::string text = fmt::format("a scenario that runs, with a comment at every setting:\n");
    for (const auto& [name, bytes] : starter.files) text += fmt::format("  {}/{}\n", folder, name);
    text += fmt::format("next: aliquot run {} --out {}-run\n", folder, folder);
    print(text);
    return done;
}

}  // namespace aliquot::cli
