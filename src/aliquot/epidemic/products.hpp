// Products of one, two or more doses: what each dose does, when it arrives, and how a population
// that is given them day by day takes them.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "aliquot/epidemic/classes.hpp"
#include "aliquot/epidemic/doses.hpp"

namespace aliquot::epidemic {

struct Protection {
    double infection = 0;
    double disease = 0;  // hospital, given infection
};

// Products that are alike in what they do.
struct VaccineGroup {
    std::string name;
    std::vector<std::string> products;
    int doses_per_course = 2;
    int interval_days = 28;       // from the first dose to the others
    double delay_days = 14;       // from the first dose to what it does
    double protection_days = 71;  // mean, until a full course has worn off
    Protection first;             // of one dose of several
    Protection full;
    Protection waned;
    double infectiousness = 1;  // of those protected, beside others
};

// Four classes for each group after the first of all: the first dose not working yet, one dose
// (which lasts until the second is given), a full course, worn off.
inline constexpr std::size_t classes_of_a_group = 4;
inline constexpr std::size_t most_groups = 7;

// A variant against which vaccine does less: from that day, what efficacies are multiplied with.
struct EfficacyChange {
    double day = 0;
    double infection = 1;
    double disease = 1;
};
// Requires: changes ascend by day.
[[nodiscard]] VaccineClasses classes_of(const std::vector<VaccineGroup>& groups,
                                        const std::vector<EfficacyChange>& changes = {});

struct Arrival {
    int day = 1;                   // of the epidemic, from 1
    std::int64_t doses = 0;        // below 0: handed back, as far as they are still there
    int last_day = 1'000'000'000;  // of use
};

struct ProductPlan {
    std::vector<VaccineGroup> groups;
    std::vector<std::vector<Arrival>> arrivals;  // of each group, ascending by day
    std::int64_t most_doses_a_day = 0;           // that can be given
    std::vector<EfficacyChange> changes;         // ascending by day
};

// What one member's population has in stock and who waits for another dose.
class Campaign {
public:
    struct Given {
        CountByAge people{};     // of a first dose
        std::int64_t doses = 0;  // of whatever number
    };

    // Requires: the plan outlives the campaign; `days` of the epidemic.
    Campaign(const ProductPlan& plan, int days);

    // The day's doses: first to those whose interval is over, the longest waiting group first in
    // the plan's order, then first doses in the order of the priority.
    // Promises: no dose before it arrives, after its last day, or twice.
    Given give(BlockState& state, std::size_t lane, const Priority& priority, int day);

private:
    struct Lot {
        std::int64_t doses;
        int last_day;
    };
    struct Group {
        std::vector<Lot> stock;
        std::size_t next_arrival = 0;
        std::vector<CountByAge> started;  // by day
        CountByAge due{};
    };

    void receive(std::size_t group, int day);
    [[nodiscard]] static std::int64_t in_stock(const Group& group);
    static void use(Group& group, std::int64_t doses);
    std::int64_t complete(BlockState& state, std::size_t lane, std::size_t group, int day,
                          std::int64_t most);

    const ProductPlan& plan_;
    std::vector<Group> groups_;
};

}  // namespace aliquot::epidemic
