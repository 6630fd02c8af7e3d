// Keep the products that carry most, add where there is place, exchange where it helps.
#include "aliquot/allocation/product_choice.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <vector>

namespace aliquot {

namespace {

using Products = std::set<std::size_t>;

bool is_limited(const Claim& claim) {
    return claim.new_products < Claim::unlimited;
}

// The new products that an answer gives a claim, with their courses.
std::map<std::size_t, std::int64_t> new_products_of(const Problem& problem,
                                                    const Grid<Courses>& answer, std::size_t i) {
    std::map<std::size_t, std::int64_t> courses;
    for (std::size_t j = 0; j < problem.lines.size(); ++j) {
        const std::size_t product = problem.lines[j].product;
        if (answer.at(i, j) > Courses{0} && !problem.claims[i].has(product))
            courses[product] += answer.at(i, j).value();
    }
    return courses;
}

// At most so many of them: preferred products first, then those with the most courses.
Products largest(const Problem& problem, const Grid<Courses>& answer, std::size_t i) {
    std::vector<std::tuple<int, std::int64_t, std::size_t>> order;
    for (const auto& [product, courses] : new_products_of(problem, answer, i)) {
        int preference = 2;
        for (std::size_t j = 0; j < problem.lines.size(); ++j)
            if (problem.lines[j].product == product)
                preference = std::min(preference, problem.preference.at(i, j));
        order.emplace_back(preference == 0 ? 0 : 1, -courses, product);
    }
    std::ranges::sort(order);
    Products kept;
    for (const auto& each : order)
        if (std::ssize(kept) < problem.claims[i].new_products) kept.insert(std::get<2>(each));
    return kept;
}

// Closes every new product of the claim that is not among these.
void keep_only(Problem& problem, std::size_t i, const Products& kept) {
    for (std::size_t j = 0; j < problem.lines.size(); ++j) {
        const std::size_t product = problem.lines[j].product;
        if (!problem.claims[i].has(product) && !kept.contains(product))
            problem.limit.at(i, j) = Courses{0};
    }
}

std::vector<std::int64_t> totals(const Grid<Courses>& answer) {
    std::vector<std::int64_t> courses(answer.rows(), 0);
    for (std::size_t i = 0; i < answer.rows(); ++i)
        for (std::size_t j = 0; j < answer.columns(); ++j) courses[i] += answer.at(i, j).value();
    return courses;
}

// Coverage after the round, the least covered first.
std::vector<Coverage> sorted_coverage(const Problem& problem, const Grid<Courses>& answer) {
    std::vector<Coverage> all;
    const std::vector<std::int64_t> given = totals(answer);
    for (std::size_t i = 0; i < given.size(); ++i)
        all.emplace_back(problem.claims[i].held + Courses{given[i]}, problem.claims[i].weight);
    std::ranges::sort(all);
    return all;
}

class Choice {
public:
    Choice(const Problem& problem, const Sharing& share) : problem_{problem}, share_{share} {}

    ChosenProducts run() {
        Grid<Courses> without_limit = share_(problem_);
        answer_ = without_limit;
        keep_what_carries_most();
        do add_where_there_is_place();
        while (exchange_one());
        return {std::move(without_limit), std::move(answer_)};
    }

private:
    void keep_what_carries_most() {
        Problem narrowed = problem_;
        while (narrow(narrowed)) answer_ = share_(narrowed);
        taken_.resize(problem_.claims.size());
        note_taken();
    }

    [[nodiscard]] bool narrow(Problem& narrowed) const {
        bool any = false;
        for (std::size_t i = 0; i < narrowed.claims.size(); ++i) {
            if (std::ssize(new_products_of(narrowed, answer_, i)) <=
                narrowed.claims[i].new_products)
                continue;
            keep_only(narrowed, i, largest(narrowed, answer_, i));
            any = true;
        }
        return any;
    }

    void note_taken() {
        for (std::size_t i = 0; i < problem_.claims.size(); ++i) {
            taken_[i].clear();
            for (const auto& [product, courses] : new_products_of(problem_, answer_, i))
                taken_[i].insert(product);
        }
    }

    // Everything closed to limited claims but the products they take now, and changed for one.
    [[nodiscard]] Problem with(std::size_t changed, const Products& products) const {
        Problem problem = problem_;
        for (std::size_t i = 0; i < problem.claims.size(); ++i)
            if (is_limited(problem.claims[i]))
                keep_only(problem, i, i == changed ? products : taken_[i]);
        return problem;
    }

    [[nodiscard]] Products not_taken(std::size_t i) const {
        Products products;
        for (std::size_t j = 0; j < problem_.lines.size(); ++j) {
            const std::size_t product = problem_.lines[j].product;
            if (problem_.open(i, j) && !problem_.claims[i].has(product) &&
                !taken_[i].contains(product))
                products.insert(product);
        }
        return products;
    }

    // What is shared now can still be shared when a product is added, so another answer is better.
    void add_where_there_is_place() {
        while (add_one()) {
        }
    }
    bool add_one() {
        for (std::size_t i = 0; i < problem_.claims.size(); ++i) {
            if (!is_limited(problem_.claims[i]) ||
                std::ssize(taken_[i]) >= problem_.claims[i].new_products)
                continue;
            for (const std::size_t product : not_taken(i)) {
                Products more = taken_[i];
                more.insert(product);
                Grid<Courses> answer = share_(with(i, more));
                if (totals(answer) == totals(answer_)) continue;
                answer_ = std::move(answer);
                note_taken();
                return true;
            }
        }
        return false;
    }

    bool exchange_one() {
        const auto now = sorted_coverage(problem_, answer_);
        for (std::size_t i = 0; i < problem_.claims.size(); ++i) {
            if (!is_limited(problem_.claims[i])) continue;
            for (const std::size_t out : taken_[i]) {
                for (const std::size_t in : not_taken(i)) {
                    if (++exchanges_tried_ > most_exchanges) return false;
                    Products others = taken_[i];
                    others.erase(out);
                    others.insert(in);
                    Grid<Courses> answer = share_(with(i, others));
                    if (!(now < sorted_coverage(problem_, answer))) continue;
                    answer_ = std::move(answer);
                    note_taken();
                    return true;
                }
            }
        }
        return false;
    }

    // The supply is shared anew for each; few exchanges help after the first ones.
    static constexpr int most_exchanges = 500;

    const Problem& problem_;
    const Sharing& share_;
    Grid<Courses> answer_;
    std::vector<Products> taken_;  // by claim: new products with any courses
    int exchanges_tried_ = 0;
};

}  // namespace

ChosenProducts choose_products(const Problem& problem, const Sharing& share) {
    if (std::ranges::none_of(problem.claims, is_limited)) {
        Grid<Courses> answer = share(problem);
        return {answer, answer};
    }
    return Choice{problem, share}.run();
}

void keep_largest_products(Problem& problem, const Grid<Courses>& answer) {
    for (std::size_t i = 0; i < problem.claims.size(); ++i)
        if (std::ssize(new_products_of(problem, answer, i)) > problem.claims[i].new_products)
            keep_only(problem, i, largest(problem, answer, i));
}

}  // namespace aliquot
