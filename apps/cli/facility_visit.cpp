// Opening a facility, and showing who one is.
#include "facility_visit.hpp"

#include <chrono>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace aliquot::cli {

std::int64_t microseconds_now() {
    return std::chrono::duration_cast<std::chrono::microseconds>(
               std::chrono::system_clock::now().time_since_epoch())
        .count();
}

Date today() {
    return std::chrono::floor<Days>(std::chrono::system_clock::now());
}

int report_refusal(const Refusal& refusal, const Output& output) {
    if (!output.json) {
        fmt::print(stderr, "refused, {}: ", name_of(refusal.code));
        return report_error(refusal.error, output);
    }
    fmt::print(stderr, "{}\n",
               nlohmann::ordered_json{{"refused", name_of(refusal.code)},
                                      {"what", refusal.error.what},
                                      {"where", refusal.error.where},
                                      {"hint", refusal.error.hint}}
                   .dump(2));
    return exit_code_of(refusal.error.code);
}

std::optional<Visit> open_facility(const std::string& place, const Output& output, int& code) {
    auto store = ledger::open_store(place);
    if (!store) {
        code = report_error(store.error(), output);
        return std::nullopt;
    }
    auto live = LiveFacility::open(**store);
    if (!live) {
        code = report_errors(live.error(), output);
        return std::nullopt;
    }
    return Visit{*std::move(store), *std::move(live), {}};
}

std::optional<Visit> visit(const std::string& place, const std::string& as,
                           const ProofOptions& proof, const Output& output, int& code) {
    auto opened = open_facility(place, output, code);
    if (!opened || as.empty()) return opened;
    const auto caller = caller_at_the_line(as, proof, opened->live.desk().staff().credentials());
    if (!caller) {
        code = report_error(caller.error(), output);
        return std::nullopt;
    }
    auto proven = opened->live.prove(*caller, microseconds_now());
    if (!proven) {
        code = report_refusal(proven.error(), output);
        return std::nullopt;
    }
    opened->who = *std::move(proven);
    return opened;
}

}  // namespace aliquot::cli
