// What the run costs in lives beside the others of an ensemble.
#include <algorithm>

#include "aliquot/io/epidemic/comparison_picture.hpp"
#include "aliquot/io/report/sections.hpp"

namespace aliquot::report {

Html lives(const Figures& figures) {
    if (figures.ensembles.empty()) return {};
    const auto& runs = figures.ensembles.front().compared.head.runs;
    const auto here =
        std::ranges::find(runs, figures.scenario->inputs_sha256, &ComparedRun::inputs_sha256);
    Html out;
    out.put("<section id=\"lives\">\n<h2>What it costs in lives</h2>\n");
    if (here != runs.end())
        out.put("<p>This is run {} of {} whose epidemics were worked out.</p>\n",
                here - runs.begin() + 1, runs.size());
    out += comparison_figure(figures.ensembles);
    return out.put("</section>\n");
}

}  // namespace aliquot::report
