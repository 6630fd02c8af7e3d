// Small pictures in rows of six: deaths a week, as reported times the middle factor and by the
// model.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "aliquot/io/epidemic/fit_files.hpp"
#include "aliquot/io/report/html.hpp"

namespace aliquot {

namespace {

constexpr int columns = 6;
constexpr double width = 200;
constexpr double height = 120;
constexpr double top = 60;
constexpr double plot_width = 176;
constexpr double plot_height = 74;

class Panel {
public:
    Panel(const FittedParticipant& one, double x, double y) : one_{one}, x_{x}, y_{y} {
        first_ = one.weeks.front().last_day;
        last_ = std::max(first_ + 7, one.weeks.back().last_day);
        for (const epidemic::DeathWeek& week : one.weeks)
            most_ = std::max(most_, static_cast<double>(week.deaths) * one.factor[1]);
        for (const epidemic::BySeries& week : one.of->model) most_ = std::max(most_, week[1]);
    }

    [[nodiscard]] std::string draw(const std::string& name) const {
        std::string text =
            fmt::format(R"(<text class="name" x="{:.0f}" y="{:.0f}">{}</text>)"
                        R"(<text class="most" x="{:.0f}" y="{:.0f}">{:.0f}</text>)"
                        "\n",
                        x_, y_ + 12, report::escaped(name), x_ + plot_width, y_ + 12, most_);
        text += fmt::format(R"(<path class="band" d="M{} L{} Z"/>)"
                            "\n",
                            line(2, false), line(0, true));
        for (const epidemic::DeathWeek& week : one_.weeks)
            text += fmt::format(R"(<circle cx="{:.1f}" cy="{:.1f}" r="1.1"/>)", at(week.last_day),
                                level(static_cast<double>(week.deaths) * one_.factor[1]));
        text += fmt::format("\n<path class=\"model\" d=\"M{}\"/>\n", line(1, false));
        return text + fmt::format(R"(<path class="axis" d="M{:.0f} {:.0f} h{:.0f}"/>)"
                                  "\n",
                                  x_, y_ + 20 + plot_height, plot_width);
    }

private:
    [[nodiscard]] double at(int day) const {
        return x_ + plot_width * (day - first_) / (last_ - first_);
    }
    // The band may reach beyond the picture.
    [[nodiscard]] double level(double deaths) const {
        return y_ + 20 + plot_height * (1 - std::min(1.15, deaths / most_));
    }
    [[nodiscard]] std::string line(std::size_t which, bool backwards) const {
        std::vector<std::string> points;
        for (std::size_t w = 0; w < one_.weeks.size(); ++w)
            points.push_back(fmt::format("{:.1f} {:.1f}", at(one_.weeks[w].last_day),
                                         level(one_.of->model[w][which])));
        if (backwards) std::ranges::reverse(points);
        return fmt::format("{}", fmt::join(points, " L"));
    }

    const FittedParticipant& one_;
    double x_;
    double y_;
    int first_ = 1;
    int last_ = 2;
    double most_ = 1;
};

}  // namespace

std::string fit_picture(const Scenario& scenario, const std::vector<FittedParticipant>& fitted) {
    std::string panels;
    int number = 0;
    for (const FittedParticipant& each : fitted) {
        if (!each.of) continue;
        panels += Panel{each, 20 + width * (number % columns), top + height * (number / columns)}
                      // NOLINT: rows are whole
                      .draw(scenario.at(each.participant).name);
        ++number;
    }
    const double rows = std::ceil(number / static_cast<double>(columns));
    return fmt::format(
               R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {:.0f} {:.0f}" role="img">
<title>Deaths a week: reported times the middle factor, and by the model</title>
<style>
text {{ font: 11px sans-serif; fill: #222 }} .name {{ font-weight: bold }}
.most {{ text-anchor: end; fill: #666 }} .head {{ font-size: 15px }}
circle {{ fill: #666 }} .band {{ fill: #7fb2d9; fill-opacity: .45 }}
.model {{ fill: none; stroke: #0b5394; stroke-width: 1.4 }} .axis {{ stroke: #999 }}
</style>
<rect width="100%" height="100%" fill="#fff"/>
<text class="head" x="20" y="24">Deaths a week. Dots: reported, times the middle factor.)"
               R"( Line: the model fitted to them.)"
               R"( Band: fitted to the lower and the upper end.</text>
<text x="20" y="42">The number is the highest of dots and line. {} to {}</text>
)",
               40 + width * columns, top + height * rows + 10,
               scenario.severity.empty() ? "" : format_date(scenario.severity.front().date),
               format_date(scenario.settings.end)) +
           panels + "</svg>\n";
}

}  // namespace aliquot
