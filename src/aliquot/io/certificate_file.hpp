// A pool, who got what of it, and what shows that this is fair, in one file that stands alone.
//
// The format aliquot-certificate/1 is docs/reference/certificate.md. Whoever has the file can check
// the sharing without the program, the scenario or the data that it came from.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "aliquot/core/result.hpp"
#include "aliquot/sharing/pool.hpp"
#include "aliquot/sharing/shares.hpp"
#include "aliquot/sharing/verify.hpp"

namespace aliquot {

struct CertificateFile {
    std::string about;  // for people; no part of what is checked
    Pool pool;
    Shares shares;
    bool has_levels = true;  // false: an allocation without a certificate
    // What the pool's positions are called.
    std::vector<std::string> lines;
    std::vector<std::string> recipients;
    std::vector<std::string> sets;
    std::vector<std::string> districts;
};

inline constexpr std::string_view certificate_format = "aliquot-certificate/1";

// Requires: a name for each position; portions in order.
[[nodiscard]] std::string write_certificate(const CertificateFile& file);

// Promises: no fault_of(pool); every portion is of a known recipient and line, in order. Whether
// the answer is right is left to verify().
// Errors: everything wrong with the file (the first hundred), located. `name` stands for the file.
[[nodiscard]] Checked<CertificateFile> read_certificate(std::string_view name,
                                                        std::string_view bytes);

// The file's own names, for the words of the checker. Requires: `file` outlives them.
[[nodiscard]] Names names_of(const CertificateFile& file);

}  // namespace aliquot
