// The passes of a round as rounds of their own.
#include "aliquot/allocation/passes.hpp"

#include <algorithm>
#include <functional>

namespace aliquot {

namespace {

// Closes every line that is not part of the pass.
template <class Keep>
void keep_lines(Problem& pass, Keep keep) {
    for (std::size_t j = 0; j < pass.lines.size(); ++j)
        if (!keep(pass.lines[j]))
            for (std::size_t i = 0; i < pass.claims.size(); ++i) pass.limit.at(i, j) = Courses{0};
}

// Whoever needs nothing keeps a weight, but takes nothing.
People weight_of(Courses need) {
    return People{std::max<std::int64_t>(need.value(), 1)};
}

}  // namespace

Problem left_after(const Problem& problem, const Plan& given) {
    Problem rest = problem;
    for (std::size_t i = 0; i < rest.claims.size(); ++i) {
        Claim& claim = rest.claims[i];
        for (std::size_t j = 0; j < rest.lines.size(); ++j) {
            Line& line = rest.lines[j];
            const Courses courses = whole_courses(given.at(i, j), line.per_course);
            if (given.at(i, j) == Doses{0}) continue;
            line.doses -= given.at(i, j);
            rest.limit.at(i, j) -= courses;
            claim.class_room.at(line.storage_class) -= courses;
            claim.room -= courses;
            claim.held += courses;
            if (claim.has(line.product)) continue;
            if (claim.has_product.size() <= line.product)
                claim.has_product.resize(line.product + 1, false);
            claim.has_product[line.product] = true;
            if (claim.new_products < Claim::unlimited) --claim.new_products;
        }
    }
    return rest;
}

Courses completing_need(const Problem& problem, std::size_t claim, std::size_t product,
                        const LotSettings& lots) {
    const auto line = std::ranges::find(problem.lines, product, &Line::product);
    if (line == problem.lines.end() || problem.to_complete.columns() <= product) return {};
    const Doses doses = problem.to_complete.at(claim, product);
    if (!lots.respect) return whole_courses(doses, line->per_course);
    const std::int64_t step = line->step().value();
    const Doses sendable{doses.value() / step * step};
    return sendable < line->first_step() ? Courses{} : whole_courses(sendable, line->per_course);
}

Problem completing_pass(const Problem& rest, std::size_t product, const LotSettings& lots) {
    Problem pass = rest;
    keep_lines(pass, [&](const Line& line) { return line.product == product; });
    for (std::size_t i = 0; i < pass.claims.size(); ++i) {
        Claim& claim = pass.claims[i];
        claim.held = Courses{0};
        claim.weight = weight_of(completing_need(rest, i, product, {.respect = false}));
        claim.room = std::min(claim.room, completing_need(rest, i, product, lots));
    }
    return pass;
}

Problem demand_pass(const Problem& problem, const Problem& rest, std::int64_t priority) {
    Problem pass = rest;
    keep_lines(pass, [&](const Line& line) { return line.priority == priority; });
    for (std::size_t i = 0; i < pass.claims.size(); ++i) {
        Claim& claim = pass.claims[i];
        claim.held -= problem.claims[i].held;
        claim.weight = weight_of(problem.claims[i].room);
    }
    return pass;
}

std::vector<std::int64_t> priorities(const Problem& problem) {
    std::vector<std::int64_t> all;
    for (const Line& line : problem.lines) all.push_back(line.priority);
    std::ranges::sort(all, std::greater{});
    all.erase(std::ranges::unique(all).begin(), all.end());
    return all;
}

}  // namespace aliquot
