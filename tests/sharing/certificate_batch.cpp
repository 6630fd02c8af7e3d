// Certificates of small pools, right ones and ones with a planted fault, for a second checker.
//
// Prints one JSON object a line: what was planted, the faults that verify() names (each once), and
// the certificate itself.
#include <cstdio>
#include <set>

#include "sharing/planted_faults.hpp"
#include "sharing/random_pool.hpp"
#include <nlohmann/json.hpp>

#include "aliquot/io/certificate_file.hpp"
#include "aliquot/sharing/share.hpp"

namespace {

using aliquot::CertificateFile;
using aliquot::FaultKind;

void name_all(std::vector<std::string>& names, char letter, std::size_t number) {
    for (std::size_t k = 0; k < number; ++k) names.push_back(letter + std::to_string(k));
}

CertificateFile file_of(const aliquot::Pool& pool, const aliquot::Shares& shares) {
    CertificateFile file{.about = {},
                         .pool = pool,
                         .shares = shares,
                         .has_levels = true,
                         .lines = {},
                         .recipients = {},
                         .sets = {},
                         .districts = {}};
    name_all(file.lines, 'L', pool.lines());
    name_all(file.recipients, 'R', pool.recipients());
    name_all(file.sets, 'S', pool.sets.size());
    name_all(file.districts, 'D', pool.districts.size());
    return file;
}

void print(const aliquot::Pool& pool, const aliquot::Shares& shares, std::string_view what) {
    std::set<std::string> faults;
    for (const aliquot::Fault& fault : aliquot::verify(pool, shares)) {
        if (fault.kind == FaultKind::out_of_order) return;  // a file has no such order
        faults.emplace(name_of(fault.kind));
    }
    const std::string text = write_certificate(file_of(pool, shares));
    const nlohmann::json row{
        {"planted", what}, {"faults", faults}, {"certificate", nlohmann::json::parse(text)}};
    std::puts(row.dump().c_str());
}

void print_all(const aliquot::Pool& pool, std::uint64_t seed) {
    const aliquot::Shares right = aliquot::share(pool);
    print(pool, right, "nothing");
    aliquot_test::Draw draw{seed};
    for (std::size_t kind = 0; kind < aliquot_test::kinds_of_planting; ++kind)
        if (const auto planted = aliquot_test::plant(pool, right, kind, draw))
            print(pool, planted->shares, planted->what);
}

}  // namespace

int main() {
    for (std::uint64_t limits = 0; limits < aliquot_test::kinds_of_limits; ++limits)
        for (std::uint64_t seed = 0; seed < 150; ++seed)
            print_all(aliquot_test::small_pool(seed, static_cast<aliquot_test::LimitsOf>(limits)),
                      seed);
    // Limits of several kinds at once, ties, chains, huge weights.
    for (std::uint64_t seed = 0; seed < 750; ++seed) {
        aliquot::testing::Draw chances{seed};
        const auto sketch = random_sketch(aliquot::testing::with_any_limits({}, chances), chances);
        if (!sketch.recipients.empty() && !sketch.lines.empty()) print_all(pool_of(sketch), seed);
    }
    return 0;
}
