// Numbers, lists by age and steps through time, out of one JSON object; every complaint with its
// place.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "aliquot/epidemic/parameters.hpp"
#include "aliquot/io/json_part.hpp"

namespace aliquot::reading {

struct Range {
    double least = 0;
    double most = 1;
    bool whole = false;
    bool may_be_endless = false;  // "Inf"
};

class NumberPart {
public:
    explicit NumberPart(JsonPart& part) : part_{part} {}

    // What is absent, or wrong and complained about, comes out as `absent`.
    double number(const char* name, const Range& range, std::optional<double> absent);
    // One number for all ages, or seventeen.
    epidemic::ByAge by_age(const char* name, const Range& range,
                           std::optional<epidemic::ByAge> absent);
    // One number, or as many as `times` has days.
    epidemic::Steps<double> steps(const char* name, const char* times, const Range& range,
                                  std::optional<double> absent);
    epidemic::Steps<epidemic::ByAge> steps_by_age(const char* name, const char* times,
                                                  const Range& range,
                                                  const epidemic::ByAge& absent);
    // Rows of `columns` numbers.
    std::vector<std::vector<double>> rows(const Json& json, std::string_view name,
                                          std::size_t columns, const Range& range);

    [[nodiscard]] JsonPart& part() { return part_; }

private:
    double value_of(const Json& json, std::string_view name, const Range& range, double otherwise);
    epidemic::ByAge row_of(const Json& json, std::string_view name, const Range& range);
    std::vector<double> days_of(const char* name, std::size_t count, const char* values);

    JsonPart& part_;
};

}  // namespace aliquot::reading
