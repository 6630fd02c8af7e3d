// What came month by month, and what was to be expected: a fan from each day a forecast was made.
#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "aliquot/io/report/sections.hpp"
#include "aliquot/io/report/words.hpp"

namespace aliquot::report {

namespace {

// In units of the drawing.
constexpr double width = 560;
constexpr double height = 300;
constexpr double left = 58;
constexpr double right = width - 14;
constexpr double top = 12;
constexpr double bottom = height - 34;

Date first_of(Month month) {
    return Date{month / std::chrono::day{1}};
}

std::string month_name(Month month) {
    const std::string day = short_date(first_of(month));
    return fmt::format("{} {}", day.substr(day.find(' ') + 1), int{month.year()});
}

// Steps of 1, 2 or 5 and zeros, at most five of them, in doses.
double step_to(double highest) {
    const double rough = std::max(highest, 5.0) / 5;
    const double ten = std::pow(10, std::floor(std::log10(rough)));
    for (const double times : {1.0, 2.0, 5.0})
        if (rough <= times * ten) return times * ten;
    return 10 * ten;
}

std::string doses_in_short(double doses) {
    if (doses >= 1e6) return decimal(doses / 1e6, doses < 1e7 && doses != 1e6 ? 1 : 0) + "M";
    if (doses >= 1e3) return decimal(doses / 1e3, 0) + "k";
    return decimal(doses, 0);
}

struct Panel {
    std::string_view channel;
    std::string_view title;
    std::string_view hue;
    std::vector<const Pipeline::Came*> came;
    struct Fan {
        Date made;
        std::vector<const TotalForecast*> months;
    };
    std::vector<Fan> fans;
    Month first{};
    Month last{};
    double step = 1;
    int steps = 1;

    [[nodiscard]] double x(Month month) const {
        const auto all = static_cast<double>((last - first).count());
        return all > 0
                   ? left + 8 +
                         (right - left - 16) * static_cast<double>((month - first).count()) / all
                   : right;
    }
    [[nodiscard]] double y(double doses) const {
        return bottom - (bottom - top) * std::min(doses / (step * steps), 1.0);
    }
    [[nodiscard]] double y(Doses doses) const { return y(static_cast<double>(doses.value())); }
    [[nodiscard]] const Pipeline::Came* in(Month month) const {
        const auto found = std::ranges::find(came, month, &Pipeline::Came::month);
        return found == came.end() ? nullptr : *found;
    }
};

Panel panel_of(const Pipeline& pipeline, std::string_view channel, std::string_view title,
               std::string_view hue) {
    Panel made{.channel = channel, .title = title, .hue = hue, .came = {}, .fans = {}};
    double highest = 0;
    for (const Pipeline::Came& each : pipeline.came) {
        if (each.channel != channel) continue;
        made.came.push_back(&each);
        highest = std::max(highest, static_cast<double>(each.doses.value()));
    }
    for (const Pipeline::Fan& fan : pipeline.fans) {
        Panel::Fan of_channel{fan.made, {}};
        for (const TotalForecast& each : fan.months) {
            if (each.channel != channel) continue;
            of_channel.months.push_back(&each);
            highest = std::max(highest, static_cast<double>(each.range.upper().value()));
        }
        if (!of_channel.months.empty()) made.fans.push_back(std::move(of_channel));
    }
    if (made.came.empty()) return made;
    made.first = made.came.front()->month;
    made.last = made.came.back()->month;
    for (const Panel::Fan& fan : made.fans)
        made.last = std::max(made.last, fan.months.back()->month);
    made.step = step_to(highest);
    made.steps = std::max(1, static_cast<int>(std::ceil(highest / made.step - 1e-9)));
    return made;
}

Html grid(const Panel& panel) {
    Html grid;
    for (int i = 0; i <= panel.steps; ++i) {
        const double y = panel.y(panel.step * i);
        grid.put("<line class=\"{}\" x1=\"{:.0f}\" y1=\"{:.1f}\" x2=\"{:.0f}\" y2=\"{:.1f}\"/>",
                 i == 0 ? "base" : "grid", left, y, right, y);
        grid.put("<text class=\"tick\" x=\"{:.0f}\" y=\"{:.1f}\" text-anchor=\"end\">{}</text>\n",
                 left - 6, y + 4, doses_in_short(panel.step * i));
    }
    const auto months = (panel.last - panel.first).count();
    const auto each = std::max<std::int64_t>((months + 3) / 4, 1);
    for (std::int64_t at = 0; at <= months; at += each) {
        const Month month = panel.first + std::chrono::months{static_cast<int>(at)};
        grid.put("<text class=\"tick\" x=\"{:.1f}\" y=\"{:.0f}\" text-anchor=\"{}\">{}</text>\n",
                 panel.x(month), bottom + 20, at + each > months && at == months ? "end" : "middle",
                 month_name(month));
    }
    return grid;
}

// Between two ends of the ranges, from the last month that was over when the forecast was made.
std::string band(const Panel& panel, const Panel::Fan& fan, std::size_t low, std::size_t high) {
    std::string points;
    const auto add = [&](Month month, Doses doses) {
        points += fmt::format("{}{:.1f},{:.1f}", points.empty() ? "" : " ", panel.x(month),
                              panel.y(doses));
    };
    const Month before = fan.months.front()->month - std::chrono::months{1};
    const Pipeline::Came* from = panel.in(before);
    if (from != nullptr) add(before, from->doses);
    for (const TotalForecast* each : fan.months) add(each->month, each->range.ends.at(high));
    for (std::size_t i = fan.months.size(); i-- > 0;)
        add(fan.months[i]->month, fan.months[i]->range.ends.at(low));
    return points;
}

Html chart(const Panel& panel) {
    Html chart;
    chart.put(
        "<figure class=\"chart {}\"><figcaption>{}</figcaption>\n<svg viewBox=\"0 0 {:.0f} {:.0f}\""
        " role=\"img\" aria-label=\"{}: doses that came in each month, {} to {}, and what was "
        "expected; the numbers of the forecasts are in the table below\">\n",
        panel.hue, panel.title, width, height, panel.title, month_name(panel.first),
        month_name(panel.last));
    chart += grid(panel);
    for (const Panel::Fan& fan : panel.fans) {
        chart.put("<polygon class=\"band\" points=\"{}\"/>", band(panel, fan, 0, 4));
        chart.put("<polygon class=\"band\" points=\"{}\"/>\n", band(panel, fan, 1, 3));
    }
    std::string line;
    for (const Pipeline::Came* each : panel.came)
        line += fmt::format("{}{:.1f},{:.1f}", line.empty() ? "" : " ", panel.x(each->month),
                            panel.y(each->doses));
    chart.put("<polyline class=\"median\" points=\"{}\"/>\n", line);
    for (const Pipeline::Came* each : panel.came)
        chart.put(
            "<circle class=\"end\" cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"3.4\"><title>{}: {}"
            "</title></circle>\n",
            panel.x(each->month), panel.y(each->doses), month_name(each->month),
            counted(each->doses));
    chart.put("</svg></figure>\n");
    return chart;
}

std::string_view verdict(const TotalForecast& each, const Pipeline::Came* came) {
    if (came == nullptr) return "not yet known";
    if (came->doses < each.range.lower()) return "fewer than the range";
    if (came->doses > each.range.upper()) return "more than the range";
    return each.range.half_holds(came->doses) ? "within both" : "within the wider one";
}

Html table(const std::vector<Panel>& panels) {
    Html table;
    table.put(
        "<div class=\"scroll\"><table class=\"wide\"><thead><tr>"
        "<th scope=\"col\" class=\"words\">Forecast of</th>"
        "<th scope=\"col\" class=\"words\">For</th><th scope=\"col\" class=\"words\">Through</th>"
        "<th scope=\"col\">80 in a hundred</th><th scope=\"col\">50 in a hundred</th>"
        "<th scope=\"col\">Came</th><th scope=\"col\" class=\"words\"></th></tr></thead><tbody>\n");
    for (const Panel& panel : panels)
        for (const Panel::Fan& fan : panel.fans)
            for (const TotalForecast* each : fan.months) {
                const Pipeline::Came* came = panel.in(each->month);
                const DosesRange& range = each->range;
                table.put(
                    "<tr><th scope=\"row\">{}</th><td class=\"words\">{}</td>"
                    "<td class=\"words\">{}</td><td>{} to {}</td><td>{} to {}</td><td>{}</td>"
                    "<td class=\"words\">{}</td></tr>\n",
                    long_date(fan.made), month_name(each->month), panel.title,
                    counted(range.lower()), counted(range.upper()), counted(range.lower_half()),
                    counted(range.upper_half()), came == nullptr ? "–" : counted(came->doses),
                    verdict(*each, came));
            }
    table.put("</tbody></table></div>\n");
    return table;
}

}  // namespace

Html pipeline(const Figures& figures) {
    if (figures.estimates == nullptr || figures.estimates->pipeline.fans.empty()) return {};
    const Pipeline& known = figures.estimates->pipeline;
    std::vector<Panel> panels;
    for (Panel& each : std::array{panel_of(known, "facility", "From the facility", "ours"),
                                  panel_of(known, "elsewhere", "From elsewhere", "theirs")})
        if (!each.fans.empty()) panels.push_back(std::move(each));
    if (panels.empty()) return {};
    Html out;
    out.put(
        "<section id=\"pipeline\">\n<h2>The pipeline, and how well it could be foreseen</h2>\n"
        "<p>The line is what came to all participants in each month. The bands are forecasts, made "
        "with nothing but what was known on the day: in a hundred months like it, 80 should lie "
        "within the wider band and 50 within the darker one. They are no promise of anyone.</p>\n"
        "<div class=\"charts charts{}\">\n",
        panels.size());
    for (const Panel& panel : panels) out += chart(panel);
    out.put("</div>\n");
    out += table(panels);
    out.put("</section>\n");
    return out;
}

}  // namespace aliquot::report
