// The changes that a claim's lines and limits call for, each as a scenario that differs in it.
#include "aliquot/facility/one_change.hpp"

#include <algorithm>
#include <numeric>
#include <set>

#include <fmt/format.h>

#include "aliquot/core/text.hpp"
#include "aliquot/facility/knowledge.hpp"

namespace aliquot {

namespace {

// Far above any population, and small enough that a share of it still fits a count.
constexpr Share without_limit = Share::billionths(1'000 * Share::one);

class Changes {
public:
    Changes(const Scenario& scenario, const RoundInput& input, const ClaimOutcome& claim)
        : scenario_{scenario}, input_{input}, claim_{claim}, who_{claim.participant} {}

    std::vector<OneChange> run() {
        add_steps();
        for (const LineStanding& each : claim_.explanation.lines) {
            if (each.gate) gates_.insert(*each.gate);
            add_line(each);
        }
        for (const ExclusionCode gate : gates_) add_gate(gate);
        if (!gates_.empty()) add_all_gates();  // behind the known ones others may stand
        add_limits();
        return std::move(changes_);
    }

private:
    template <class Change>
    void add(std::string code, std::string words, Change change) {
        OneChange one{std::move(code), std::move(words), scenario_, input_};
        change(one);
        changes_.push_back(std::move(one));
    }

    [[nodiscard]] std::set<std::string> missing_steps() const {
        const Knowledge knowledge{scenario_};
        std::set<std::string> missing;
        for (const LineStanding& each : claim_.explanation.lines)
            if (each.gate == ExclusionCode::step_missing)
                for (std::string& step :
                     knowledge.missing_steps(scenario_.settings.gates.required_steps, who_,
                                             scenario_.at(each.line).product, input_.date))
                    missing.insert(std::move(step));
        return missing;
    }

    static void take_step(Scenario& scenario, ParticipantIndex who, const std::string& step) {
        scenario.readiness.push_back({who, step, Date::min(), {}, {}});
    }

    void add_steps() {
        const std::set<std::string> missing = missing_steps();
        one_step_ = missing.size() == 1;
        for (const std::string& step : missing)
            add("step", fmt::format("if step {} had been done", step),
                [&](OneChange& one) { take_step(one.scenario, who_, step); });
    }

    // Opens one gate to the participant alone, on every line.
    void open(ExclusionCode gate, Scenario& scenario) const {
        switch (gate) {
            case ExclusionCode::opted_out:
                std::erase_if(scenario.preferences, [&](const Preference& row) {
                    return row.participant == who_ && row.choice == Choice::opt_out;
                });
                return;
            case ExclusionCode::step_missing:
                for (const std::string& step : scenario.settings.gates.required_steps)
                    take_step(scenario, who_, step);
                return;
            case ExclusionCode::storage_class_missing:
            case ExclusionCode::capacity_full:
                for (Capacity& row : scenario.capacity)
                    if (row.participant == who_) row.litres = {};
                return;
            case ExclusionCode::border_closed:
                std::erase_if(scenario.borders,
                              [&](const BorderClosure& row) { return row.participant == who_; });
                return;
            case ExclusionCode::product_limit_reached:
                scenario.participants.at(who_.value).max_products.reset();
                return;
            default:
                return;  // of single lines: see add_line
        }
    }

    void add_gate(ExclusionCode gate) {
        const auto words = [&]() -> std::string_view {
            switch (gate) {
                case ExclusionCode::opted_out:
                    return "if it had not opted out";
                case ExclusionCode::step_missing:
                    return "if all its readiness steps had been done";
                case ExclusionCode::storage_class_missing:
                    return "if it had storage of every class";
                case ExclusionCode::border_closed:
                    return "if its border were open to deliveries";
                case ExclusionCode::product_limit_reached:
                    return "if it accepted any number of products";
                default:
                    return "";
            }
        }();
        if (words.empty() || (gate == ExclusionCode::step_missing && one_step_)) return;
        add(std::string{name_of(gate)}, std::string{words},
            [&](OneChange& one) { open(gate, one.scenario); });
    }

    void add_all_gates() {
        add("all_gates", "if every gate were open to it", [&](OneChange& one) {
            for (std::size_t code = 0; code < exclusion_code_names.size(); ++code)
                open(static_cast<ExclusionCode>(code), one.scenario);
            for (const LineStanding& each : claim_.explanation.lines)
                open_line(each.line, one.scenario);
        });
    }

    // Earmark, limit and shelf life of one line, waived for the participant. Shelf life is the same
    // for everyone, so whoever could not have the line for it still cannot.
    void open_line(SupplyIndex line, Scenario& scenario) const {
        SupplyLine& supply = scenario.supply.at(line.value);
        const auto& lines = claim_.explanation.lines;
        const auto standing = std::ranges::find(lines, line, &LineStanding::line);
        if (standing->gate == ExclusionCode::shelf_life_short) {
            supply.earmark = {who_};
            supply.expires.reset();
        } else if (!supply.earmark.empty() &&
                   std::ranges::find(supply.earmark, who_) == supply.earmark.end()) {
            supply.earmark.push_back(who_);
        }
        std::erase_if(scenario.limits, [&](const PairLimit& row) {
            return row.participant == who_ && row.supply == line;
        });
    }

    void add_line(const LineStanding& each) {
        const std::string& id = scenario_.at(each.line).id;
        const auto lift = [&](OneChange& one) { open_line(each.line, one.scenario); };
        if (each.gate == ExclusionCode::not_earmarked)
            add("earmark", fmt::format("if the earmark of {} included it", id), lift);
        if (each.gate == ExclusionCode::limit_reached || each.state == LineState::at_limit)
            add("line_limit", fmt::format("if its limit on {} were lifted", id), lift);
        if (each.gate == ExclusionCode::shelf_life_short)
            add("shelf_life", fmt::format("if it accepted the shelf life that is left of {}", id),
                lift);
        if (each.gate == ExclusionCode::product_limit_reached) add_product(each.line);
        if (each.state == LineState::used_up) add_lot(each.line);
    }

    // One product more, this one: the others that its limit keeps out stay out.
    void add_product(SupplyIndex line) {
        const ProductIndex product = scenario_.at(line).product;
        if (!products_.insert(product).second) return;
        add("product", fmt::format("if it accepted {} as well", scenario_.at(product).id),
            [&](OneChange& one) {
                one.scenario.participants.at(who_.value).max_products.reset();
                for (const LineStanding& each : claim_.explanation.lines) {
                    const ProductIndex other = scenario_.at(each.line).product;
                    if (each.gate == ExclusionCode::product_limit_reached && other != product)
                        one.scenario.preferences.push_back({who_, other, Choice::opt_out, {}, {}});
                }
            });
    }

    void add_lot(SupplyIndex line) {
        const Product& product = scenario_.product_of(line);
        const Doses lot{scenario_.settings.lots.respect
                            ? std::lcm(product.lot.value(), product.doses_per_course.value())
                            : product.doses_per_course.value()};
        const auto words = scenario_.settings.lots.respect
                               ? fmt::format("if {} had a lot more, {} doses",
                                             scenario_.at(line).id, grouped(lot.value()))
                               : fmt::format("if {} had a course more, {} doses",
                                             scenario_.at(line).id, lot.value());
        add("lot", words, [&](OneChange& one) {
            for (FreeLine& free : one.input.lines)
                if (free.line == line) free.doses += lot;
        });
    }

    void add_limits() {
        const auto& limit = claim_.explanation.limit;
        if (limit == OwnLimit::request)
            add("request", "if it asked for as much as it could get", [&](OneChange& one) {
                one.scenario.participants.at(who_.value).request_share = without_limit;
            });
        if (limit == OwnLimit::absorption)
            add("absorption", "if it could give as many doses a week as it gets",
                [&](OneChange& one) {
                    for (Capacity& row : one.scenario.capacity)
                        if (row.participant == who_) row.absorption_per_week.reset();
                });
        const bool full = std::ranges::any_of(
            claim_.explanation.lines,
            [](const LineStanding& each) { return each.state == LineState::storage_full; });
        if (full)
            add("storage", "if it had all the storage it needs",
                [&](OneChange& one) { open(ExclusionCode::capacity_full, one.scenario); });
    }

    const Scenario& scenario_;
    const RoundInput& input_;
    const ClaimOutcome& claim_;
    ParticipantIndex who_;
    std::set<ExclusionCode> gates_;
    std::set<ProductIndex> products_;
    bool one_step_ = false;  // the gate of steps is that of its one missing step
    std::vector<OneChange> changes_;
};

}  // namespace

std::vector<OneChange> changes_for(const Scenario& scenario, const RoundInput& input,
                                   const ClaimOutcome& claim) {
    return Changes{scenario, input, claim}.run();
}

}  // namespace aliquot
