// Columns, rows, and the lines that the exact answer could use.
#include "aliquot/allocation/mip/lot_model.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <string>

namespace aliquot::mip {

namespace {

// Ten-thousandths of the people keep the numbers of t and of the rows near one; in natural units
// a solver may call a wrong answer optimal.
constexpr double scale = 10'000;

// Lines between which courses could move in circles: whoever uses one and may use the other stands
// in both directions. Such lines reach equally far, and the exact answer may use any of them.
Grid<char> interchangeable(const Problem& problem, const Grid<Courses>& exact) {
    const std::size_t m = problem.lines.size();
    Grid<char> reaches{m, m, 0};
    for (std::size_t i = 0; i < problem.claims.size(); ++i)
        for (std::size_t j = 0; j < m; ++j)
            for (std::size_t k = 0; k < m; ++k)
                if (exact.at(i, j) > Courses{0} && problem.open(i, k)) reaches.at(j, k) = 1;
    for (std::size_t via = 0; via < m; ++via)
        for (std::size_t j = 0; j < m; ++j)
            for (std::size_t k = 0; k < m; ++k)
                if (reaches.at(j, via) != 0 && reaches.at(via, k) != 0) reaches.at(j, k) = 1;
    return reaches;
}

std::string numbered(char letter, std::size_t i, std::size_t j) {
    return std::string{letter} + "_" + std::to_string(i + 1) + "_" + std::to_string(j + 1);
}

class Builder {
public:
    Builder(const Problem& problem, const Grid<Courses>& exact)
        : problem_{problem}, exact_{exact}, reaches_{interchangeable(problem, exact)} {}

    LotModel run(std::optional<double> most_shortfall) {
        made_.shortfall = add_column(
            {"t", 0, most_shortfall.value_or(infinity), false, most_shortfall ? 0.0 : 1.0});
        for (std::size_t i = 0; i < problem_.claims.size(); ++i) add_claim(i, most_shortfall);
        add_supply();
        return std::move(made_);
    }

private:
    std::size_t add_column(Column column) {
        made_.model.columns.push_back(std::move(column));
        return made_.model.columns.size() - 1;
    }
    void add_row(Row row) {
        if (!row.terms.empty()) made_.model.rows.push_back(std::move(row));
    }

    [[nodiscard]] std::int64_t courses_of_step(std::size_t j) const {
        return whole_courses(problem_.lines[j].step(), problem_.lines[j].per_course).value();
    }
    [[nodiscard]] bool may_use(std::size_t i, std::size_t j) const {
        if (!problem_.open(i, j)) return false;
        for (std::size_t k = 0; k < problem_.lines.size(); ++k)
            if (exact_.at(i, k) > Courses{0} &&
                (k == j || (reaches_.at(k, j) != 0 && reaches_.at(j, k) != 0)))
                return true;
        return false;
    }
    // No more steps than fit, whatever the others get.
    [[nodiscard]] std::int64_t most_steps(std::size_t i, std::size_t j) const {
        const Line& line = problem_.lines[j];
        const Claim& claim = problem_.claims[i];
        const std::int64_t courses = std::min({claim.room.value(), problem_.limit.at(i, j).value(),
                                               claim.class_room.at(line.storage_class).value()});
        return std::min(courses / courses_of_step(j), line.doses.value() / line.step().value());
    }

    void add_claim(std::size_t i, std::optional<double> most_shortfall) {
        const Claim& claim = problem_.claims[i];
        std::int64_t fair = 0;
        for (std::size_t j = 0; j < problem_.lines.size(); ++j) fair += exact_.at(i, j).value();
        if (fair == 0) return;
        const std::string number = std::to_string(i + 1);
        made_.model.comments.push_back("participant " + number + ": " + claim.id);
        const double weight = static_cast<double>(claim.weight.value()) / scale;
        Row near{"near_" + number, static_cast<double>(fair) / weight, infinity, {}};
        Row room{"room_" + number, -infinity, static_cast<double>(claim.room.value()), {}};
        std::array<Row, 3> storage;
        std::map<std::size_t, std::vector<StepColumn>> by_product;
        for (std::size_t j = 0; j < problem_.lines.size(); ++j) {
            const std::int64_t most = may_use(i, j) ? most_steps(i, j) : 0;
            const Line& line = problem_.lines[j];
            if (most * line.step().value() < line.first_step().value()) continue;
            const std::size_t column =
                add_column({numbered('x', i, j), 0, static_cast<double>(most), true, 0});
            made_.steps.push_back({i, j, column});
            by_product[line.product].push_back(made_.steps.back());
            const auto courses = static_cast<double>(courses_of_step(j));
            near.terms.push_back({column, courses / weight});
            room.terms.push_back({column, courses});
            storage.at(line.storage_class).terms.push_back({column, courses});
            if (line.first_step() > line.step()) add_minimum(i, j, column, most);
        }
        limit_products(i, by_product);
        add_nearness(std::move(near), static_cast<double>(fair) / weight, most_shortfall);
        add_row(std::move(room));
        for (std::size_t c = 0; c < storage.size(); ++c) {
            if (claim.class_room.at(c).value() >= Claim::unlimited) continue;
            storage.at(c).name = numbered('c', i, c);
            storage.at(c).lower = -infinity;
            storage.at(c).upper = static_cast<double>(claim.class_room.at(c).value());
            add_row(std::move(storage.at(c)));
        }
    }

    // given / weight + t >= exact / weight; in the second question also + own shortfall.
    void add_nearness(Row near, double fair, std::optional<double> most_shortfall) {
        if (most_shortfall) {
            const std::size_t own = add_column(
                {"s" + near.name.substr(4), 0, std::min(*most_shortfall, fair), false, 1});
            near.terms.push_back({own, 1});
        } else {
            near.terms.push_back({made_.shortfall, 1});
        }
        add_row(std::move(near));
    }

    // Nothing, or at least the first shipment.
    void add_minimum(std::size_t i, std::size_t j, std::size_t column, std::int64_t most) {
        const Line& line = problem_.lines[j];
        const auto first = static_cast<double>(line.first_step().value() / line.step().value());
        const std::size_t open = add_column({numbered('z', i, j), 0, 1, true, 0});
        add_row({numbered('a', i, j), 0, infinity, {{column, 1}, {open, -first}}});
        add_row(
            {numbered('b', i, j), -infinity, 0, {{column, 1}, {open, -static_cast<double>(most)}}});
    }

    void limit_products(std::size_t i,
                        const std::map<std::size_t, std::vector<StepColumn>>& by_product) {
        const Claim& claim = problem_.claims[i];
        if (claim.new_products >= static_cast<std::int64_t>(by_product.size())) return;
        Row places{
            "k_" + std::to_string(i + 1), -infinity, static_cast<double>(claim.new_products), {}};
        for (const auto& [product, columns] : by_product) {
            if (claim.has(product)) continue;
            const std::size_t taken = add_column({numbered('q', i, product), 0, 1, true, 0});
            places.terms.push_back({taken, 1});
            for (const StepColumn& each : columns)
                add_row({numbered('p', i, each.line),
                         -infinity,
                         0,
                         {{each.column, 1}, {taken, -made_.model.columns[each.column].upper}}});
        }
        add_row(std::move(places));
    }

    void add_supply() {
        for (std::size_t j = 0; j < problem_.lines.size(); ++j) {
            const Line& line = problem_.lines[j];
            const std::string number = std::to_string(j + 1);
            made_.model.comments.push_back("supply line " + number + ": " + line.id +
                                           ", steps of " + std::to_string(line.step().value()) +
                                           " doses");
            Row row{"supply_" + number,
                    -infinity,
                    static_cast<double>(line.doses.value() / line.step().value()),
                    {}};
            for (const StepColumn& each : made_.steps)
                if (each.line == j) row.terms.push_back({each.column, 1});
            add_row(std::move(row));
        }
    }

    const Problem& problem_;
    const Grid<Courses>& exact_;
    Grid<char> reaches_;
    LotModel made_;
};

}  // namespace

LotModel lot_model(const Problem& problem, const Grid<Courses>& exact) {
    return Builder{problem, exact}.run({});
}

LotModel least_shortfall_in_all(const Problem& problem, const Grid<Courses>& exact, double most) {
    return Builder{problem, exact}.run(most);
}

std::optional<Plan> plan_of(const Problem& problem, const LotModel& model,
                            const std::vector<double>& values) {
    Plan plan{problem.claims.size(), problem.lines.size()};
    for (const StepColumn& each : model.steps) {
        const double value = values.at(each.column);
        const double whole = std::round(value);
        if (!(std::abs(value - whole) <= 1e-5 * std::max(1.0, std::abs(whole)))) return {};
        if (whole < 0 || whole > model.model.columns[each.column].upper) return {};
        plan.at(each.claim, each.line) =
            Doses{static_cast<std::int64_t>(whole) * problem.lines[each.line].step().value()};
    }
    return plan;
}

}  // namespace aliquot::mip
