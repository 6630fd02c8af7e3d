// How evenly coverage is spread, day by day: lowest, middle half, median, highest.
#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "aliquot/io/report/axis.hpp"
#include "aliquot/io/report/sections.hpp"
#include "aliquot/io/report/words.hpp"

namespace aliquot::report {

namespace {

// In units of the drawing.
constexpr double width = 560;
constexpr double height = 350;
constexpr double left = 46;
constexpr double right = width - 142;
constexpr double top = 12;
constexpr double bottom = height - 34;
constexpr double label_gap = 18;

struct Frame {
    Date first;
    Date last;
    Axis axis;

    [[nodiscard]] double x(Date date) const {
        const auto all = static_cast<double>((last - first).count());
        return all > 0 ? left + (right - left) * static_cast<double>((date - first).count()) / all
                       : right;
    }
    [[nodiscard]] double y(double value) const {
        return bottom - (bottom - top) * value / axis.top();
    }
};

std::string points(const Frame& frame, const std::vector<Day>& days, double Day::* value) {
    std::string text;
    for (const Day& day : days)
        text += fmt::format("{}{:.1f},{:.1f}", text.empty() ? "" : " ", frame.x(day.date),
                            frame.y(day.*value));
    return text;
}

Html grid(const Frame& frame) {
    Html grid;
    for (int i = 0; i <= frame.axis.steps; ++i) {
        const double value = frame.axis.step * i;
        const double y = frame.y(value);
        grid.put("<line class=\"{}\" x1=\"{:.0f}\" y1=\"{:.1f}\" x2=\"{:.0f}\" y2=\"{:.1f}\"/>",
                 i == 0 ? "base" : "grid", left, y, right, y);
        const int decimals = frame.axis.step < 0.0099 ? 1 : 0;
        grid.put("<text class=\"tick\" x=\"{:.0f}\" y=\"{:.1f}\" text-anchor=\"end\">{}%</text>\n",
                 left - 6, y + 4, decimal(100 * value, decimals));
    }
    bool first = true;
    for (const Date mark : month_marks(frame.first, frame.last, 4)) {
        const double x = frame.x(mark);
        const std::chrono::year_month_day day{mark};
        const std::string day_text = short_date(mark);
        const std::string month = day_text.substr(day_text.find(' ') + 1);
        const bool with_year = first || day.month() == std::chrono::January;
        grid.put("<line class=\"base\" x1=\"{:.1f}\" y1=\"{:.0f}\" x2=\"{:.1f}\" y2=\"{:.0f}\"/>",
                 x, bottom, x, bottom + 5);
        grid.put("<text class=\"tick\" x=\"{:.1f}\" y=\"{:.0f}\">{}</text>\n", x - 2, bottom + 20,
                 with_year ? fmt::format("{} {}", month, int{day.year()}) : month);
        first = false;
    }
    return grid;
}

// Each line is named where it ends.
Html labels(const Frame& frame, const Day& day) {
    struct Label {
        double y;
        std::string text;
        std::string_view weight;
    };
    std::vector<Label> names{
        {frame.y(day.highest), "highest " + percent(day.highest), "line"},
        {frame.y((day.lower_quartile + day.upper_quartile) / 2), "middle half", "band"},
        {frame.y(day.median), "median " + percent(day.median), "median"},
        {frame.y(day.lowest), "lowest " + percent(day.lowest), "line"}};
    std::ranges::stable_sort(names, {}, &Label::y);
    std::vector<double> places;
    for (const Label& each : names) places.push_back(each.y);
    places = spread_apart(std::move(places), label_gap, bottom);
    Html labels;
    for (std::size_t i = 0; i < names.size(); ++i)
        labels.put("<text class=\"label {}\" x=\"{:.0f}\" y=\"{:.1f}\">{}</text>\n",
                   names[i].weight, right + 9, places[i] + 4, names[i].text);
    return labels;
}

Html chart(const Frame& frame, const RunFigures& run, std::string_view title,
           std::string_view hue) {
    const Day& end = run.days.back();
    Html chart;
    chart.put(
        "<figure class=\"chart {}\"><figcaption>{}</figcaption>\n<svg viewBox=\"0 0 {:.0f} {:.0f}\""
        " role=\"img\" aria-label=\"{}: coverage at the end, lowest {}, median {}, highest {}\">\n",
        hue, title, width, height, title, percent(end.lowest), percent(end.median),
        percent(end.highest));
    chart += grid(frame);
    std::vector<Day> back = run.days;
    std::ranges::reverse(back);
    chart.put("<polygon class=\"band\" points=\"{} {}\"/>\n",
              points(frame, run.days, &Day::upper_quartile),
              points(frame, back, &Day::lower_quartile));
    struct Line {
        double Day::* value;
        std::string_view style;
    };
    constexpr std::array<Line, 3> lines{
        {{&Day::highest, "line"}, {&Day::lowest, "line"}, {&Day::median, "median"}}};
    for (const Line& line : lines) {
        chart.put("<polyline class=\"{}\" points=\"{}\"/>", line.style,
                  points(frame, run.days, line.value));
        chart.put("<circle class=\"end\" cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"3\"/>\n",
                  frame.x(end.date), frame.y(end.*line.value));
    }
    chart += labels(frame, end);
    chart.put("</svg></figure>\n");
    return chart;
}

}  // namespace

Html spread_over_time(const Figures& figures) {
    if (figures.shared.days.empty()) return {};
    std::vector<const RunFigures*> runs{&figures.shared};
    if (figures.actual && !figures.actual->days.empty()) runs.push_back(&*figures.actual);
    Frame frame{figures.shared.days.front().date, figures.shared.days.back().date, {}};
    double highest = 0;
    for (const RunFigures* run : runs) {
        frame.first = std::min(frame.first, run->days.front().date);
        frame.last = std::max(frame.last, run->days.back().date);
        for (const Day& day : run->days) highest = std::max(highest, day.highest);
    }
    frame.axis = axis_to(highest);
    Html out;
    out.put(
        "<section id=\"spread\">\n<h2>The spread of coverage</h2>\n<p>From the least to the "
        "most covered participant at each round and at the end. The band holds the middle half "
        "of the participants. The closer the lines, the more alike they were treated.</p>\n"
        "<div class=\"charts charts{}\">\n",
        runs.size());
    out += chart(frame, figures.shared, "Under this rule: " + rule_name(figures.shared.run->rule),
                 "ours");
    if (runs.size() == 2) out += chart(frame, *runs[1], "What happened", "theirs");
    out.put("</div>\n</section>\n");
    return out;
}

}  // namespace aliquot::report
