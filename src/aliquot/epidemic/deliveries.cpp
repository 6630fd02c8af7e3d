// Transfers into and out of custody, by day and group.
#include "aliquot/epidemic/deliveries.hpp"

#include <algorithm>

namespace aliquot::epidemic {

namespace {

class Collector {
public:
    Collector(const Scenario& scenario, const std::vector<VaccineGroup>& groups)
        : start_{scenario.settings.start}, groups_{groups} {
        arrivals_.of_group.resize(groups.size());
    }

    void add(const std::string& product, Date date, std::int64_t doses,
             std::optional<Date> last_day) {
        for (std::size_t g = 0; g < groups_.size(); ++g) {
            if (std::ranges::find(groups_[g].products, product) == groups_[g].products.end())
                continue;
            Arrival arrival{.day = std::max(1, day_of(date)), .doses = doses};
            if (last_day) arrival.last_day = day_of(*last_day);
            arrivals_.of_group[g].push_back(arrival);
            return;
        }
        arrivals_.unknown += doses;
    }

    Arrivals take() && {
        for (auto& group : arrivals_.of_group) std::ranges::stable_sort(group, {}, &Arrival::day);
        return std::move(arrivals_);
    }

private:
    [[nodiscard]] int day_of(Date date) const {
        return static_cast<int>((date - start_).count()) + 1;
    }

    Date start_;
    const std::vector<VaccineGroup>& groups_;
    Arrivals arrivals_;
};

}  // namespace

Arrivals arrivals_of(const Scenario& scenario, const Run& run, ParticipantIndex participant,
                     const std::vector<VaccineGroup>& groups) {
    Collector collector{scenario, groups};
    const Account custody{AccountKind::custody, participant};
    for (const Transfer& each : run.transfers) {
        const SupplyLine& line = scenario.at(each.line);
        const std::string& product = scenario.at(line.product).id;
        if (each.to == custody) collector.add(product, each.date, each.doses.value(), line.expires);
        if (each.from == custody)
            collector.add(product, each.date, -each.doses.value(), line.expires);
    }
    for (const OtherSupply& each : scenario.other_supply)
        if (each.participant == participant && each.date <= run.until)
            collector.add(each.product, each.date, each.doses.value(), std::nullopt);
    return std::move(collector).take();
}

}  // namespace aliquot::epidemic
