// `facility_years YEARS [FIRST_SEED] [ORDERS_A_YEAR]`: as many years as you have time for.
#include <cstdio>
#include <cstdlib>

#include "simulation/facility_years.hpp"

int main(int count, char** words) {
    using namespace aliquot::simulation;
    const auto number = [&](int at, long otherwise) {
        return count > at ? std::strtol(words[at], nullptr, 10) : otherwise;
    };
    const long years = number(1, 1000);
    const long first = number(2, 1);
    const long orders = number(3, 150);
    Tally tally;
    int failures = 0;
    for (long year = 0; year < years; ++year) {
        const auto failure =
            live_a_year(static_cast<std::uint64_t>(first + year), static_cast<int>(orders), tally);
        if (failure) {
            ++failures;
            std::fputs(text_of(*failure).c_str(), stdout);
        }
        if (failures == 10) break;
    }
    std::fputs(text_of(tally).c_str(), stdout);
    std::printf("%d years went wrong\n", failures);
    return failures == 0 ? 0 : 1;
}
