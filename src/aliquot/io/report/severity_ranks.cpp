// Who is most severely affected: a line from the lower to the upper end, a dot in the middle.
#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "aliquot/io/report/sections.hpp"

namespace aliquot::report {

namespace {

constexpr std::size_t first_ones = 20;
constexpr std::size_t doubted_ones = 10;  // further down

// In units of the drawing of one row. The scale is of factors: each mark is ten times the last.
constexpr double width = 300;
constexpr double height = 18;
constexpr double left = 10;
constexpr double right = width - 10;

struct Scale {
    int lowest = 0;  // powers of ten; whatever is less, zero too, is at the left end
    int highest = 2;

    [[nodiscard]] double x(std::int64_t thousandths) const {
        const double least = std::pow(10, lowest);
        const double rate = std::max(static_cast<double>(thousandths) / 1000, least);
        const double part = (std::log10(rate) - lowest) / (highest - lowest);
        return left + (right - left) * std::min(part, 1.0);
    }
};

Scale scale_of(const std::vector<const SeverityRank*>& rows) {
    std::int64_t most = 1000;
    for (const SeverityRank* each : rows) most = std::max(most, each->rate[2]);
    Scale scale{-1, 1};
    while (std::pow(10, scale.highest) * 1000 < static_cast<double>(most)) ++scale.highest;
    return scale;
}

std::string rate(std::int64_t thousandths) {
    return decimal(static_cast<double>(thousandths) / 1000, 1);
}

Html axis(const Scale& scale) {
    Html svg;
    svg.put("<svg viewBox=\"0 0 {:.0f} {:.0f}\" aria-hidden=\"true\">", width, height);
    for (int power = scale.lowest; power <= scale.highest; ++power) {
        const bool is_first = power == scale.lowest;
        svg.put("<text class=\"tick\" x=\"{:.1f}\" y=\"13\" text-anchor=\"{}\">{}</text>",
                scale.x(static_cast<std::int64_t>(std::pow(10, power + 3))),
                is_first                 ? "start"
                : power == scale.highest ? "end"
                                         : "middle",
                is_first ? std::string{"0"} : decimal(std::pow(10, power), 0));
    }
    svg.put("</svg>");
    return svg;
}

Html interval(const SeverityRank& each, const Scale& scale) {
    Html svg;
    svg.put("<svg viewBox=\"0 0 {:.0f} {:.0f}\" role=\"img\" aria-label=\"{}, from {} to {}\">",
            width, height, rate(each.rate[1]), rate(each.rate[0]), rate(each.rate[2]));
    for (int power = scale.lowest; power <= scale.highest; ++power) {
        const double x = scale.x(static_cast<std::int64_t>(std::pow(10, power + 3)));
        svg.put("<path class=\"grid\" d=\"M{:.1f} 0v{:.0f}\"/>", x, height);
    }
    svg.put(
        "<path class=\"{}\" d=\"M{:.1f} 9H{:.1f}\"/><circle class=\"{}\" cx=\"{:.1f}\" "
        "cy=\"9\" r=\"4.5\"/></svg>",
        each.doubts.empty() ? "range" : "range doubted", scale.x(each.rate[0]),
        scale.x(each.rate[2]), each.doubts.empty() ? "ours" : "doubted", scale.x(each.rate[1]));
    return svg;
}

Html row(const Figures& figures, const SeverityRank& each, const Scale& scale) {
    Html out;
    out.put("<tr><td>{}</td><th scope=\"row\" class=\"words\">{}", each.rank,
            figures.name(each.participant));
    for (const std::string& doubt : each.doubts)
        out.put("<small class=\"doubt\">doubted: {}</small>", doubt);
    out.put("</th><td class=\"interval\">{}</td><td>{}</td><td>{} to {}</td><td>{}</td></tr>\n",
            interval(each, scale), rate(each.rate[1]), rate(each.rate[0]), rate(each.rate[2]),
            each.reported_rank);
    return out;
}

}  // namespace

Html severity_ranks(const Figures& figures) {
    if (figures.estimates == nullptr || figures.estimates->severity.empty()) return {};
    const std::vector<SeverityRank>& all = figures.estimates->severity;
    std::vector<const SeverityRank*> rows;
    std::size_t doubted = 0;
    std::size_t untold = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (i < first_ones) {
            rows.push_back(&all[i]);
        } else if (!all[i].doubts.empty()) {
            if (++doubted <= doubted_ones)
                rows.push_back(&all[i]);
            else
                ++untold;
        }
    }
    const Scale scale = scale_of(rows);
    Html out;
    out.put(
        "<section id=\"severity\">\n<h2>Who was hit hardest, as far as it is known</h2>\n"
        "<p>Deaths per million people and week, from the {} days before {}. Deaths are not counted "
        "alike everywhere, so each is an interval: the dot is the middle, the line goes from the "
        "lower to the upper end. On the scale each mark is ten times the one before. The last "
        "column is the rank that reported deaths alone would give. An open dot is a report that "
        "is not believed, with the reason. Whoever has no deaths at the {} end does not qualify as "
        "severely affected, and comes last.</p>\n"
        "<div class=\"scroll\"><table class=\"wide severity\"><thead><tr><th scope=\"col\">Rank"
        "</th><th scope=\"col\" class=\"words\">Participant</th><th scope=\"col\" "
        "class=\"interval\">{}</th><th scope=\"col\">Middle</th>"
        "<th scope=\"col\">Interval</th><th scope=\"col\">By reports</th></tr></thead><tbody>\n",
        figures.estimates->severity_days, long_date(figures.estimates->severity_on),
        robust_names.at(static_cast<std::size_t>(figures.scenario->settings.reallocation.qualify)),
        axis(scale));
    for (const SeverityRank* each : rows) out += row(figures, *each, scale);
    out.put("</tbody></table></div>\n");
    if (untold > 0)
        out.put("<p class=\"fine\">{} further down are not shown.</p>\n",
                several(untold, "more doubted report", "more doubted reports"));
    out.put("</section>\n");
    return out;
}

}  // namespace aliquot::report
