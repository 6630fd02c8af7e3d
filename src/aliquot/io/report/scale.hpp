// The classes of coverage and their colours: the same in every report, so that two can be compared.
#pragma once

#include <array>
#include <string_view>

namespace aliquot::report {

struct CoverageClass {
    double from = 0;  // up to the next class
    std::string_view label;
};

inline constexpr std::array<CoverageClass, 7> coverage_classes{{{0, "below 1%"},
                                                                {0.01, "1 to 10%"},
                                                                {0.10, "10 to 20%"},
                                                                {0.20, "20 to 30%"},
                                                                {0.30, "30 to 40%"},
                                                                {0.40, "40 to 60%"},
                                                                {0.60, "60% and more"}}};

[[nodiscard]] constexpr std::size_t class_of(double coverage) {
    std::size_t found = 0;
    for (std::size_t i = 0; i < coverage_classes.size(); ++i)
        if (coverage >= coverage_classes.at(i).from) found = i;
    return found;
}

}  // namespace aliquot::report
