// Contacts made symmetric, and the next-generation matrix.
#include "aliquot/epidemic/contacts.hpp"

#include <algorithm>
#include <cmath>

namespace aliquot::epidemic {

namespace {

constexpr int most_multiplications = 20'000;
constexpr double precise_enough = 1e-14;

}  // namespace

Matrix contacts_of(const Survey& survey, const ByAge& people) {
    constexpr std::size_t last = survey_ages - 1;
    const double older = people[last] + people[last + 1];
    const double younger_share = older > 0 ? people[last] / older : 0.5;
    Matrix wide{};
    for (std::size_t i = 0; i < ages; ++i) {
        const auto& row = survey[std::min(i, last)];
        for (std::size_t j = 0; j < last; ++j) wide[i][j] = row[j];
        wide[i][last] = row[last] * younger_share;
        wide[i][last + 1] = row[last] * (1 - younger_share);
    }
    Matrix contacts{};
    for (std::size_t i = 0; i < ages; ++i)
        for (std::size_t j = 0; j < ages; ++j)
            if (people[i] > 0)
                contacts[i][j] = (wide[i][j] * people[i] + wide[j][i] * people[j]) / 2 / people[i];
    return contacts;
}

double largest_eigenvalue(const Matrix& matrix) {
    ByAge vector = at_every_age(1);
    double value = 0;
    for (int k = 0; k < most_multiplications; ++k) {
        ByAge next{};
        double largest = 0;
        for (std::size_t i = 0; i < ages; ++i) {
            for (std::size_t j = 0; j < ages; ++j) next[i] += matrix[i][j] * vector[j];
            largest = std::max(largest, next[i]);
        }
        if (largest == 0) return 0;
        for (std::size_t i = 0; i < ages; ++i) vector[i] = next[i] / largest;
        if (std::abs(largest - value) <= precise_enough * largest) return largest;
        value = largest;
    }
    return value;
}

double reproduction_at_certain_infection(const Parameters& parameters) {
    const Durations& days = parameters.durations;
    Matrix next = parameters.contacts.values.front();
    for (std::size_t i = 0; i < ages; ++i) {
        const double hospital = parameters.severity.hospital[i];
        const double infectious_days =
            hospital * days.onset_to_hospital + (1 - hospital) * days.mild;
        for (double& each : next[i]) each *= parameters.infectiousness[i] * infectious_days;
    }
    return largest_eigenvalue(next);
}

}  // namespace aliquot::epidemic
