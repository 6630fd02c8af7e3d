// What `aliquot ensemble` and `aliquot-ensemble-mpi` share: their options, the folder that is
// written, and what is said in the end.
#pragma once

#include <optional>
#include <string>

#include "door.hpp"

#include "aliquot/ensemble/kept_work.hpp"
#include "aliquot/ensemble/plan.hpp"

namespace CLI {
class App;
}

namespace aliquot::cli {

struct EnsembleOptions {
    EnsembleRequest request;
    std::string out;
    int threads = 1;
    bool resume = false;
    std::string format = "text";
    bool quiet = false;

    [[nodiscard]] Output output() const { return {format == "json", quiet}; }
};

void add_ensemble_options(CLI::App& command, EnsembleOptions& options);
// --out, --format and --quiet alone.
void add_ensemble_output(CLI::App& command, EnsembleOptions& options);

// What was there already, for people.
void say_how_much_was_there(const EnsembleOptions& options, const EnsemblePlan& plan,
                            const KeptWork& kept);
// The answer is the exit code.
int say_what_came_out(const EnsembleOptions& options, const ComparedRuns& compared,
                      const Folder& files);

}  // namespace aliquot::cli
