// How the handler says no.
#pragma once

#include <string>

#include "aliquot/domain/refusal.hpp"

namespace aliquot {

[[nodiscard]] inline tl::unexpected<Refusal> refuse(RefusalCode code, std::string what,
                                                    std::string where, std::string hint = {}) {
    return tl::unexpected(
        Refusal{code, {error_code_of(code), std::move(what), std::move(where), std::move(hint)}});
}

}  // namespace aliquot
