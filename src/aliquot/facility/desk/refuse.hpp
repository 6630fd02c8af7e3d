// How the handler says no.
#pragma once

#include <string>

#include "aliquot/domain/refusal.hpp"

namespace aliquot {

[[nodiscard]] inline tl::unexpected<Refusal> refuse(RefusalCode code, std::string what,
                                                    std::string where, std::string hint = {}) {
    ErrorCode error = ErrorCode::conflict;
    if (code <= RefusalCode::same_person) error = ErrorCode::not_allowed;
    if (code == RefusalCode::unknown_object) error = ErrorCode::not_found;
    if (code == RefusalCode::wrong_value) error = ErrorCode::wrong_input;
    if (code == RefusalCode::infeasible) error = ErrorCode::infeasible;
    return tl::unexpected(
        Refusal{code, {error, std::move(what), std::move(where), std::move(hint)}});
}

}  // namespace aliquot
