// Numbers in their order: for each run and member six, and three for each of its weeks.
#include "aliquot/ensemble/batch_line.hpp"

#include <charconv>
#include <initializer_list>

#include <fmt/format.h>

#include "aliquot/core/check.hpp"
#include "aliquot/core/hash.hpp"

namespace aliquot {

namespace {

constexpr std::size_t hash_digits = 64;

// The next number of the text, which is then taken from it.
std::optional<std::int64_t> next_number(std::string_view& text) {
    std::int64_t number = 0;
    const char* end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, number);
    if (read.ec != std::errc{} || number < 0) return std::nullopt;
    if (read.ptr != end && *read.ptr != ' ') return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(read.ptr - text.data()) + (read.ptr != end));
    return number;
}

// The next numbers of the text; false, if they are not there.
bool read_into(std::string_view& text, std::initializer_list<std::int64_t*> figures) {
    for (std::int64_t* figure : figures) {
        const auto number = next_number(text);
        if (!number) return false;
        *figure = *number;
    }
    return true;
}

}  // namespace

std::string sealed_line(std::string_view text) {
    ALIQUOT_CHECK(text.find('\n') == std::string_view::npos);
    return fmt::format("{} {}\n", sha256_hex(text), text);
}

std::optional<std::string_view> unsealed(std::string_view line) {
    if (line.size() <= hash_digits || line[hash_digits] != ' ') return std::nullopt;
    const std::string_view text = line.substr(hash_digits + 1);
    if (sha256_hex(text) != line.substr(0, hash_digits)) return std::nullopt;
    return text;
}

std::string batch_line(std::size_t batch, const BatchFigures& figures) {
    std::string text = fmt::format("{}", batch);
    for (const epidemic::MemberFigures& each : figures) {
        text += fmt::format(" {} {} {} {} {} {}", each.whole.infections, each.whole.admissions,
                            each.whole.deaths, each.whole.vaccinations, each.whole.doses,
                            each.whole.life_tenths);
        for (const epidemic::WeekFigures& week : each.weeks)
            text += fmt::format(" {} {} {}", week.infections, week.admissions, week.deaths);
    }
    return sealed_line(text);
}

std::optional<FinishedBatch> read_batch_line(const EnsemblePlan& plan, std::string_view line) {
    auto text = unsealed(line);
    if (!text) return std::nullopt;
    const auto batch = next_number(*text);
    if (!batch || static_cast<std::size_t>(*batch) >= plan.batches.size()) return std::nullopt;
    FinishedBatch finished{static_cast<std::size_t>(*batch), {}};
    finished.figures.resize(plan.figures_in(finished.batch));
    for (epidemic::MemberFigures& each : finished.figures) {
        epidemic::Figures& f = each.whole;
        if (!read_into(*text, {&f.infections, &f.admissions, &f.deaths, &f.vaccinations, &f.doses,
                               &f.life_tenths}))
            return std::nullopt;
        each.weeks.resize(weeks_of(plan.head));
        for (epidemic::WeekFigures& week : each.weeks)
            if (!read_into(*text, {&week.infections, &week.admissions, &week.deaths}))
                return std::nullopt;
    }
    if (!text->empty()) return std::nullopt;
    return finished;
}

}  // namespace aliquot
