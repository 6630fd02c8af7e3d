// Each number looked at once, and steps with a day for each.
#include "aliquot/io/epidemic/number_part.hpp"

#include <cmath>

#include <fmt/format.h>

namespace aliquot::reading {

namespace {

using epidemic::ages;
using epidemic::ByAge;
using epidemic::Steps;

constexpr Range a_day{.least = 0, .most = 100'000, .whole = false, .may_be_endless = false};

std::string words_for(const Range& range) {
    return fmt::format("give a {}number from {:g} to {:g}{}", range.whole ? "whole " : "",
                       range.least, range.most, range.may_be_endless ? ", or \"Inf\"" : "");
}

}  // namespace

double NumberPart::value_of(const Json& json, std::string_view name, const Range& range,
                            double otherwise) {
    if (range.may_be_endless && json.is_string() &&
        (json.get_ref<const std::string&>() == "Inf" ||
         json.get_ref<const std::string&>() == "Infinity"))
        return epidemic::without_end;
    if (json.is_number()) {
        const auto value = json.get<double>();
        if (value >= range.least && value <= range.most &&
            (!range.whole || value == std::floor(value)))
            return value;
    }
    part_.fail(fmt::format("\"{}\" is {}", name, shown(json)), words_for(range));
    return otherwise;
}

double NumberPart::number(const char* name, const Range& range, std::optional<double> absent) {
    const Json* found = absent ? part_.find(name) : part_.need(name);
    const double otherwise = absent.value_or(range.least);
    return found ? value_of(*found, name, range, otherwise) : otherwise;
}

ByAge NumberPart::row_of(const Json& json, std::string_view name, const Range& range) {
    if (json.is_number()) return epidemic::at_every_age(value_of(json, name, range, range.least));
    ByAge row = epidemic::at_every_age(range.least);
    if (!json.is_array() || json.size() != ages) {
        part_.fail(fmt::format("\"{}\" is {}", name, shown(json)),
                   fmt::format("give {} numbers, one for each age band from 0-4 to 80+", ages));
        return row;
    }
    for (std::size_t i = 0; i < ages; ++i)
        row[i] = value_of(json[i], fmt::format("{}[{}]", name, i), range, range.least);
    return row;
}

ByAge NumberPart::by_age(const char* name, const Range& range, std::optional<ByAge> absent) {
    const Json* found = absent ? part_.find(name) : part_.need(name);
    if (found) return row_of(*found, name, range);
    return absent.value_or(epidemic::at_every_age(range.least));
}

std::vector<double> NumberPart::days_of(const char* name, std::size_t count, const char* values) {
    std::vector<double> days;
    if (const Json* found = part_.find(name)) {
        const Json list = found->is_array() ? *found : Json::array({*found});
        for (const Json& each : list) days.push_back(value_of(each, name, a_day, 0));
    } else {
        days.push_back(0);
    }
    for (std::size_t k = 1; k < days.size(); ++k)
        if (days[k] <= days[k - 1]) {
            part_.fail(fmt::format("\"{}\" goes from {:g} to {:g}", name, days[k - 1], days[k]),
                       "give days that ascend");
            break;
        }
    if (days.size() != count) {
        part_.fail(fmt::format("\"{}\" has {} values and \"{}\" {} days", values, count, name,
                               days.size()),
                   "give as many of the one as of the other");
        days.resize(count, 0);
    }
    return days;
}

Steps<double> NumberPart::steps(const char* name, const char* times, const Range& range,
                                std::optional<double> absent) {
    const Json* found = absent ? part_.find(name) : part_.need(name);
    if (!found || (found->is_array() && found->empty())) {
        if (found) part_.fail(fmt::format("\"{}\" is empty", name), "give at least one number");
        return Steps<double>{absent.value_or(range.least)};
    }
    Steps<double> steps;
    const Json list = found->is_array() ? *found : Json::array({*found});
    for (const Json& each : list) steps.values.push_back(value_of(each, name, range, range.least));
    steps.from = days_of(times, steps.values.size(), name);
    return steps;
}

Steps<ByAge> NumberPart::steps_by_age(const char* name, const char* times, const Range& range,
                                      const ByAge& absent) {
    const Json* found = part_.find(name);
    if (!found) return Steps<ByAge>{absent};
    const bool is_list = found->is_array() && !found->empty() && found->front().is_array();
    Steps<ByAge> steps;
    const Json list = is_list ? *found : Json::array({*found});
    for (const Json& each : list) steps.values.push_back(row_of(each, name, range));
    steps.from = days_of(times, steps.values.size(), name);
    return steps;
}

std::vector<std::vector<double>> NumberPart::rows(const Json& json, std::string_view name,
                                                  std::size_t columns, const Range& range) {
    std::vector<std::vector<double>> rows;
    if (!json.is_array() || json.empty()) {
        part_.fail(fmt::format("\"{}\" is {}", name, shown(json)),
                   fmt::format("give rows of {} numbers", columns));
        return rows;
    }
    for (const Json& row : json) {
        const std::string place = fmt::format("{}[{}]", name, rows.size());
        rows.emplace_back(columns, range.least);
        if (!row.is_array() || row.size() != columns) {
            part_.fail(fmt::format("\"{}\" is {}", place, shown(row)),
                       fmt::format("give {} numbers", columns));
            continue;
        }
        for (std::size_t j = 0; j < columns; ++j)
            rows.back()[j] = value_of(row[j], fmt::format("{}[{}]", place, j), range, range.least);
    }
    return rows;
}

}  // namespace aliquot::reading
