// Every participant at the end, least covered first: a line each, beside what happened.
#include <algorithm>
#include <numeric>
#include <string>
#include <vector>

#include "aliquot/io/report/axis.hpp"
#include "aliquot/io/report/sections.hpp"

namespace aliquot::report {

namespace {

// In units of the drawing.
constexpr double width = 460;
constexpr double row_height = 17;
constexpr double left = 186;
constexpr double right = width - 16;
constexpr double head = 24;

// Cut between characters (UTF-8), so that it fits the space for names.
std::string fitted(const std::string& name) {
    constexpr std::size_t most = 22;
    std::size_t characters = 0;
    for (std::size_t i = 0; i < name.size(); ++i) {
        if ((static_cast<unsigned char>(name[i]) & 0xC0U) == 0x80U) continue;
        if (++characters > most) return name.substr(0, i) + "…";
    }
    return name;
}

struct Row {
    const std::string* name;
    double ours = 0;
    const Standing* theirs = nullptr;
};

double place(const Axis& axis, double coverage) {
    return left + (right - left) * std::min(coverage / axis.top(), 1.0);
}

Html axis_marks(const Axis& axis, double depth) {
    Html marks;
    const int each = axis.steps > 4 ? 2 : 1;
    for (int i = 0; i <= axis.steps; ++i) {
        const double x = place(axis, axis.step * i);
        marks.put("<line class=\"grid\" x1=\"{:.1f}\" y1=\"{:.0f}\" x2=\"{:.1f}\" y2=\"{:.0f}\"/>",
                  x, head - 4, x, depth);
        if (i % each == 0)
            marks.put(
                "<text class=\"tick\" x=\"{:.1f}\" y=\"{:.0f}\" text-anchor=\"middle\">{}%"
                "</text>\n",
                x, head - 10, decimal(100 * axis.step * i, axis.step < 0.0099 ? 1 : 0));
    }
    return marks;
}

Html row_of(const Row& row, const Axis& axis, double y) {
    const double ours = place(axis, row.ours);
    Html out;
    out.put("<g><title>{}: {}", *row.name, percent(row.ours));
    if (row.theirs != nullptr) out.put("; what happened: {}", percent(row.theirs->coverage));
    out.put("</title><text class=\"name\" x=\"0\" y=\"{:.1f}\">{}</text>", y + 4,
            fitted(*row.name));
    const double other = row.theirs != nullptr ? place(axis, row.theirs->coverage) : left;
    out.put("<line class=\"link\" x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" y2=\"{:.1f}\"/>", other,
            y, ours, y);
    if (row.theirs != nullptr)
        out.put("<circle class=\"theirs\" cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"4\"/>", other, y);
    out.put("<circle class=\"ours\" cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"4\"/></g>\n", ours, y);
    return out;
}

Html column(const std::vector<Row>& rows, std::size_t from, std::size_t to, const Axis& axis) {
    const double depth = head + row_height * static_cast<double>(to - from);
    Html out;
    out.put(
        "<svg class=\"dots\" viewBox=\"0 0 {:.0f} {:.0f}\" role=\"img\" aria-label=\"Coverage "
        "at the end, {} to {}: the numbers are in the table of participants\">\n",
        width, depth + 4, *rows[from].name, *rows[to - 1].name);
    out += axis_marks(axis, depth);
    for (std::size_t i = from; i < to; ++i)
        out += row_of(rows[i], axis, head + row_height * (static_cast<double>(i - from) + 0.5));
    out.put("</svg>\n");
    return out;
}

std::vector<Row> rows_of(const Figures& figures) {
    std::vector<Row> rows;
    for (std::size_t i = 0; i < figures.scenario->participants.size(); ++i) {
        const Standing* ours = figures.shared.last(i);
        if (ours == nullptr) continue;
        rows.push_back({&figures.scenario->participants[i].name, ours->coverage,
                        figures.actual ? figures.actual->last(i) : nullptr});
    }
    std::ranges::stable_sort(rows, {}, &Row::ours);
    return rows;
}

}  // namespace

Html every_participant(const Figures& figures) {
    const std::vector<Row> rows = rows_of(figures);
    if (rows.empty()) return {};
    double highest = 0;
    for (const Row& row : rows)
        highest = std::max({highest, row.ours, row.theirs != nullptr ? row.theirs->coverage : 0});
    const Axis axis = axis_to(highest);
    Html out;
    out.put(
        "<section id=\"each\">\n<h2>Every participant at the end</h2>\n<p class=\"key\">Least "
        "covered first. <span class=\"dot ours\"></span> coverage under this rule");
    if (figures.actual) out.put(", <span class=\"dot theirs\"></span> what happened");
    out.put(".</p>\n<div class=\"dotted\">\n");
    const std::size_t half = rows.size() > 12 ? (rows.size() + 1) / 2 : rows.size();
    for (std::size_t from = 0; from < rows.size(); from += half)
        out += column(rows, from, std::min(from + half, rows.size()), axis);
    out.put("</div>\n</section>\n");
    return out;
}

}  // namespace aliquot::report
