// `aliquot check FILE`: a sharing that comes with its own pool and, perhaps, its own certificate.
#include <algorithm>
#include <fstream>
#include <iterator>

#include "commands.hpp"
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "aliquot/core/text.hpp"
#include "aliquot/io/certificate_file.hpp"

namespace aliquot::cli {

namespace {

using Json = nlohmann::ordered_json;

struct Verdict {
    std::vector<Fault> faults;
    bool only_labels = false;  // wrong labels on a sharing that cannot be bettered
};

// First by the levels, if the file has them. An unfair sharing is then also asked for the exchange
// that would be fairer; one without levels only for that.
Verdict check(const CertificateFile& file) {
    const Names names = names_of(file);
    Verdict checked;
    if (file.has_levels) checked.faults = verify(file.pool, file.shares, names);
    if (file.has_levels && checked.faults.empty()) return checked;
    if (!checked.faults.empty() && checked.faults.front().kind < FaultKind::line_not_used_up)
        return checked;
    std::vector<Fault> exchanges = verify_by_exchange(file.pool, file.shares, names);
    checked.only_labels = file.has_levels && exchanges.empty();
    std::ranges::move(exchanges, std::back_inserter(checked.faults));
    return checked;
}

Json as_json(const CertificateFile& file, const Fault& fault) {
    Json json{{"fault", name_of(fault.kind)}};
    if (fault.recipient) json["recipient"] = file.recipients.at(*fault.recipient);
    if (fault.other) json["other"] = file.recipients.at(*fault.other);
    if (fault.line) json["line"] = file.lines.at(*fault.line);
    if (!fault.chain.empty()) {
        Json chain = Json::array();
        for (const Move& move : fault.chain)
            chain.push_back({{"line", file.lines.at(move.line)},
                             {"from", move.from ? Json(file.recipients.at(*move.from)) : Json()},
                             {"to", file.recipients.at(move.to)}});
        json["exchange"] = std::move(chain);
    }
    json["words"] = fault.words;
    return json;
}

std::string counted(std::size_t number, std::string_view noun) {
    return fmt::format("{} {}{}", grouped(static_cast<std::int64_t>(number)), noun,
                       number == 1 ? "" : "s");
}

std::string in_words(const CertificateFile& file, const Verdict& checked) {
    std::string text;
    for (const Fault& fault : checked.faults)
        text += fmt::format("{}: {}\n", name_of(fault.kind), fault.words);
    if (checked.only_labels)
        text += "no exchange would be fairer: it is the labels that are wrong, not who gets what\n";
    return text + fmt::format("{} and {} checked {}: {}\n", counted(file.pool.lines(), "line"),
                              counted(file.pool.recipients(), "recipient"),
                              file.has_levels ? "by their levels" : "by exchanges",
                              checked.faults.empty() ? "no fault"
                                                     : counted(checked.faults.size(), "fault"));
}

}  // namespace

int check_certificate_command(const std::string& path, const Output& output) {
    std::ifstream in{path, std::ios::binary};
    const std::string bytes{std::istreambuf_iterator<char>{in}, {}};
    if (!in.is_open() || in.bad())
        return report_error(
            {ErrorCode::io, "the file cannot be read", path, "is it yours to read?"}, output);
    const auto file = read_certificate(path, bytes);
    if (!file) return report_errors(file.error(), output);
    const Verdict checked = check(*file);
    if (output.json) {
        Json faults = Json::array();
        for (const Fault& fault : checked.faults) faults.push_back(as_json(*file, fault));
        print(Json{{"lines", file->pool.lines()},
                   {"recipients", file->pool.recipients()},
                   {"by_levels", file->has_levels},
                   {"only_labels_wrong", checked.only_labels},
                   {"faults", faults}}
                  .dump(2) +
              "\n");
    } else if (!output.quiet) {
        print(in_words(*file, checked));
    }
    return checked.faults.empty() ? done : violations_found;
}

}  // namespace aliquot::cli
