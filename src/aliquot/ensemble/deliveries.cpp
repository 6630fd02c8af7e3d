// Settings read, doses by vaccine.
#include "aliquot/ensemble/deliveries.hpp"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>

#include "aliquot/core/hash.hpp"
#include "aliquot/epidemic/deliveries.hpp"

namespace aliquot {

Checked<LoadedSettings> load_settings(const std::string& path) {
    if (path.empty()) return LoadedSettings{{}, "default"};
    std::ifstream in{path, std::ios::binary};
    const std::string bytes{std::istreambuf_iterator<char>{in}, {}};
    if (!in)
        return tl::unexpected(Errors{{ErrorCode::not_found, "the file cannot be read", path,
                                      "docs/reference/ensemble.md says what it holds"}});
    auto settings = EnsembleSettings::read(path, bytes);
    if (!settings) return tl::unexpected(settings.error());
    return LoadedSettings{*std::move(settings), sha256_hex(bytes)};
}

std::vector<epidemic::ProductPlan> plans_of(const std::vector<Delivered>& runs, std::size_t who,
                                            const EnsembleSettings& settings, double people) {
    std::vector<epidemic::Arrivals> arrivals;
    for (const Delivered& each : runs)
        arrivals.push_back(epidemic::arrivals_of(*each.scenario, *each.run, ParticipantIndex{who},
                                                 settings.vaccines()));
    std::vector<epidemic::ProductPlan> plans(runs.size());
    for (epidemic::ProductPlan& plan : plans) {
        plan.changes = settings.changes();
        plan.most_doses_a_day =
            std::llround(std::ceil(people / 100 * settings.most_doses_a_day_per_100()));
    }
    for (std::size_t g = 0; g < settings.vaccines().size(); ++g) {
        const bool some = std::ranges::any_of(
            arrivals, [&](const epidemic::Arrivals& each) { return !each.of_group[g].empty(); });
        for (std::size_t r = 0; some && r < runs.size(); ++r) {
            plans[r].groups.push_back(settings.vaccines()[g]);
            plans[r].arrivals.push_back(arrivals[r].of_group[g]);
        }
    }
    return plans;
}

}  // namespace aliquot
