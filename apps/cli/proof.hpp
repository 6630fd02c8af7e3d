// By what somebody at the command line shows who they are: a password or a token, from a file, from
// the environment (ALIQUOT_TOKEN) or, of a person, typed in. Never from an argument, which
// everybody on the machine could read.
#pragma once

#include <string>

#include "aliquot/facility/desk/authenticator.hpp"

namespace aliquot::cli {

struct ProofOptions {
    std::string password_file;
    std::string token_file;
};

// Errors: io, when a file cannot be read, or others than its owner can read it.
[[nodiscard]] Result<Caller> caller_at_the_line(const std::string& person,
                                                const ProofOptions& options,
                                                const Credentials& credentials);

// The verifier of a new password, from the file or, of a person, asked for twice. Empty: none was
// given.
// Errors: io; wrong_input, when it is too short, or typed differently the second time.
[[nodiscard]] Result<std::string> new_verifier(const std::string& file, const std::string& whose);

// Writes the secret into a new file that only its owner can read.
// Errors: io.
[[nodiscard]] Result<void> write_secret(const std::string& file, const Secret& secret);

}  // namespace aliquot::cli
