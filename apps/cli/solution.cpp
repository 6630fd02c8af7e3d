// Writes the program, and turns an answer to it into awards. No word of a solver is believed.
#include "solution.hpp"

#include <cmath>
#include <fstream>
#include <iterator>
#include <map>

#include "door.hpp"
#include <fmt/format.h>

#include "aliquot/allocation/certificate.hpp"
#include "aliquot/allocation/mip/lot_model.hpp"
#include "aliquot/allocation/mip/model_text.hpp"
#include "aliquot/allocation/rounding.hpp"
#include "aliquot/io/solution_file.hpp"

namespace aliquot::cli {

namespace {

Result<mip::LotModel> model_of(const std::string& file, const ProposedRound& proposed) {
    if (proposed.decision.rule != "equal_coverage")
        return tl::unexpected(
            Error{ErrorCode::wrong_input,
                  fmt::format("a round under the rule {} is not a program of this kind",
                              proposed.decision.rule),
                  file, "take a round of equal_coverage"});
    return mip::lot_model(proposed.problem, proposed.without_product_limit);
}

// By column; what the answer does not name is zero.
Checked<std::vector<double>> values_of(const std::string& file, const mip::Model& model,
                                       const std::vector<SolutionValue>& answer) {
    std::map<std::string, std::size_t> columns;
    for (std::size_t c = 0; c < model.columns.size(); ++c) columns[model.columns[c].name] = c;
    std::vector<double> values(model.columns.size(), 0);
    Errors errors;
    for (const SolutionValue& each : answer) {
        const auto found = columns.find(each.name);
        const auto wrong = [&](std::string what, std::string hint) {
            errors.push_back({ErrorCode::wrong_input, std::move(what),
                              fmt::format("{} line {}", file, each.line), std::move(hint)});
        };
        if (found == columns.end()) {
            wrong(fmt::format("this round's program has no column {}", each.name),
                  "give the answer to the program that --export wrote for this round");
            continue;
        }
        const mip::Column& column = model.columns[found->second];
        const double whole = std::round(each.value);
        if (column.integer && !(std::abs(each.value - whole) <= 1e-5 * std::max(1.0, whole)))
            wrong(fmt::format("{} is {}, not a whole number", each.name, each.value),
                  "solve the program with its whole columns");
        else if (column.integer && (whole < 0 || whole > column.upper))
            wrong(fmt::format("{} is {}, outside 0 to {}", each.name, each.value, column.upper),
                  "give the answer to the program that --export wrote for this round");
        values[found->second] = each.value;
    }
    if (!errors.empty()) return tl::make_unexpected(std::move(errors));
    return values;
}

}  // namespace

Result<void> export_model(const std::string& file, const ProposedRound& proposed) {
    const bool lp = file.ends_with(".lp");
    if (!lp && !file.ends_with(".mps"))
        return tl::unexpected(Error{ErrorCode::wrong_input, "the file is neither .lp nor .mps",
                                    file, "end its name in .lp or .mps"});
    const auto model = model_of(file, proposed);
    if (!model) return tl::unexpected(model.error());
    return write_text(file, lp ? mip::lp_text(model->model) : mip::mps_text(model->model));
}

Checked<std::vector<GivenAward>> import_solution(const std::string& file, const Scenario& scenario,
                                                 const ProposedRound& proposed) {
    const auto model = model_of(file, proposed);
    if (!model) return tl::make_unexpected(Errors{model.error()});
    std::ifstream in{file, std::ios::binary};
    if (!in)
        return tl::make_unexpected(Errors{{ErrorCode::not_found, "the file cannot be read", file,
                                           "name a solver's answer, lines of a name and a value"}});
    const std::string bytes{std::istreambuf_iterator<char>{in}, {}};
    const auto answer = read_solution(file, bytes);
    if (!answer) return tl::make_unexpected(answer.error());
    const auto values = values_of(file, model->model, *answer);
    if (!values) return tl::make_unexpected(values.error());
    const auto plan = mip::plan_of(proposed.problem, *model, *values);
    ALIQUOT_CHECK(plan.has_value());
    const LotSettings& lots = scenario.settings.lots;
    Errors errors;
    for (const Violation& each : check_feasibility(proposed.problem, *plan, lots))
        errors.push_back({ErrorCode::infeasible,
                          fmt::format("{}: {}", name_of(each.kind), each.words), file,
                          "the program forbids this; the solver broke it"});
    if (!errors.empty()) return tl::make_unexpected(std::move(errors));
    const Plan settled = settle_in_lots(proposed.problem, *plan, lots.rounding);
    std::vector<GivenAward> awards;
    for (std::size_t i = 0; i < settled.rows(); ++i)
        for (std::size_t j = 0; j < settled.columns(); ++j)
            if (settled.at(i, j) > Doses{0})
                awards.push_back({proposed.decision.claims[i].participant,
                                  proposed.decision.lines[j], settled.at(i, j)});
    return awards;
}

}  // namespace aliquot::cli
