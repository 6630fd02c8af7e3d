// A batch that was worked out, as one line of text that carries its own hash: for a file that a
// crash may cut short, and for the way from one machine to another.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "aliquot/ensemble/plan.hpp"

namespace aliquot {

// The SHA-256 of the text, a space, the text and the end of the line. Requires: a single line.
[[nodiscard]] std::string sealed_line(std::string_view text);

// The text of a sealed line without its end; nothing, if it is not what was sealed.
[[nodiscard]] std::optional<std::string_view> unsealed(std::string_view line);

struct FinishedBatch {
    std::size_t batch = 0;
    BatchFigures figures;
};

// The number of the batch and its figures, sealed.
[[nodiscard]] std::string batch_line(std::size_t batch, const BatchFigures& figures);

// Nothing, if the line (without its end) is damaged or of no batch of the plan.
[[nodiscard]] std::optional<FinishedBatch> read_batch_line(const EnsemblePlan& plan,
                                                           std::string_view line);

}  // namespace aliquot
