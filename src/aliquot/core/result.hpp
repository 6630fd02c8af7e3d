// The answer of a function that may fail for a reason that input can cause.
//
// One error says what is wrong with the values, where the record is, and what to do about it.
// Readers of whole folders collect every error they find (see Errors) and report them in one go.
#pragma once

#include <string>
#include <vector>

#include <tl/expected.hpp>

namespace aliquot {

enum class ErrorCode {
    wrong_input,  // a file, row, column or setting that cannot be read as meant
    not_found,    // a file, folder, participant or round that does not exist
    infeasible,   // nothing satisfies what was asked
    conflict,     // what is stored says otherwise
    io,           // the operating system refused
    not_allowed,  // the person may not do this
};

struct Error {
    ErrorCode code = ErrorCode::wrong_input;
    std::string what;   // what is wrong, with the value
    std::string where;  // which record: file, row, column
    std::string hint;   // what to do about it, or empty

    friend bool operator==(const Error&, const Error&) = default;
};

using Errors = std::vector<Error>;

template <class T>
using Result = tl::expected<T, Error>;

template <class T>
using Checked = tl::expected<T, Errors>;  // a value, or everything that is wrong with its input

}  // namespace aliquot
