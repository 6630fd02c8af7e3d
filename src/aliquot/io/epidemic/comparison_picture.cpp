// Bands from 5 % to 95 % of members, a point at the mean, a colour for each run; everybody together
// stands above with a scale of its own, since it would dwarf each.
#include "aliquot/io/epidemic/comparison_picture.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include <fmt/ranges.h>

#include "aliquot/core/check.hpp"
#include "aliquot/io/epidemic/over_members.hpp"
#include "aliquot/io/report/axis.hpp"
#include "aliquot/io/report/style.hpp"
#include "aliquot/io/report/words.hpp"

namespace aliquot {

namespace {

using epidemic::Figures;
using report::Html;

constexpr double width = 760;
constexpr double left = 90;
constexpr double right = 730;
constexpr double lane = 11;  // for each run

constexpr std::array<const char*, 5> colours{"#0b6e6e", "#a04a00", "#7a5195", "#3a6ea5", "#6b6b6b"};

struct Row {
    std::string label;
    std::vector<OverMembers> averted;  // of every run but the first

    [[nodiscard]] double largest() const {
        double most = 0;
        for (const OverMembers& each : averted) most = std::max(most, std::abs(each.mean));
        return most;
    }
};

Row row_of(const ComparedRuns& c, std::string label, std::size_t from, std::size_t to) {
    Row row{std::move(label), {}};
    for (std::size_t r = 1; r < c.head.runs.size(); ++r)
        row.averted.push_back(over_members(deaths_averted(c, 0, r, from, to)));
    return row;
}

// Falling by what differs most; those alike keep the order of the table.
std::vector<Row> rows_of(const ComparedRuns& c) {
    std::vector<Row> rows;
    for (std::size_t p = 0; p < c.head.participants.size(); ++p)
        rows.push_back(row_of(c, c.head.participants[p].id, p, p + 1));
    std::ranges::stable_sort(rows, std::greater{}, &Row::largest);
    if (rows.size() > most_drawn) rows.resize(most_drawn);
    return rows;
}

Row everybody(const ComparedRuns& c) {
    return row_of(c, "all", 0, c.head.participants.size());
}

// Round steps that hold zero and every range.
struct Scale {
    double low = 0;
    double high = 0;
    double step = 1;

    void hold(const OverMembers& s) {
        low = std::min(low, s.low);
        high = std::max(high, s.high);
    }
    void round() {
        step = report::round_step(std::max(5.0, high - low) / 5);  // whole deaths
        low = std::floor(low / step) * step;
        high = std::max(low + step, std::ceil(high / step) * step);
    }
    [[nodiscard]] int steps() const { return static_cast<int>(std::lround((high - low) / step)); }
    [[nodiscard]] double share(double value) const { return (value - low) / (high - low); }
};

// Some rows on one scale.
class Panel {
public:
    Panel(const std::vector<Row>& rows, double top) : rows_{rows}, top_{top} {
        for (const Row& row : rows)
            for (const OverMembers& each : row.averted) scale_.hold(each);
        scale_.round();
    }

    [[nodiscard]] double bottom() const {
        return top_ + static_cast<double>(rows_.size()) * row_height();
    }

    [[nodiscard]] Html draw() const {
        Html out;
        for (int k = 0; k <= scale_.steps(); ++k) {
            const double value = scale_.low + k * scale_.step;
            out.put(
                "<path class=\"{}\" d=\"M{:.1f} {:.1f} V{:.1f}\"/><text class=\"number mid\" "
                "x=\"{:.1f}\" y=\"{:.1f}\">{}</text>\n",
                std::lround(value) == 0 ? "zero" : "grid", x(value), top_, bottom(), x(value),
                bottom() + 16, in_groups(value));
        }
        for (std::size_t k = 0; k < rows_.size(); ++k) out += bands(k);
        return out;
    }

private:
    [[nodiscard]] double row_height() const {
        return 8 + lane * static_cast<double>(rows_.empty() ? 1 : rows_.front().averted.size());
    }
    [[nodiscard]] double x(double averted) const {
        return left + (right - left) * scale_.share(averted);
    }

    [[nodiscard]] Html bands(std::size_t k) const {
        const Row& row = rows_[k];
        const double top = top_ + static_cast<double>(k) * row_height();
        Html out;
        out.put("<text class=\"end\" x=\"{:.1f}\" y=\"{:.1f}\">{}</text>\n", left - 10,
                top + row_height() / 2 + 4, row.label);
        for (std::size_t r = 0; r < row.averted.size(); ++r) {
            const OverMembers& s = row.averted[r];
            const double y = top + 4 + lane * (static_cast<double>(r) + 0.5);
            const char* colour = colours.at(r % colours.size());
            out.put(
                "<g><title>{}, run {}: {} averted</title><path stroke=\"{}\" stroke-width=\"5\" "
                "opacity=\".45\" d=\"M{:.1f} {:.1f} H{:.1f}\"/><circle cx=\"{:.1f}\" "
                "cy=\"{:.1f}\" r=\"3.2\" fill=\"{}\"/></g>\n",
                row.label, r + 2, with_range(s), colour, x(s.low), y, std::max(x(s.high), x(s.low)),
                x(s.mean), y, colour);
        }
        return out;
    }

    const std::vector<Row>& rows_;
    double top_;
    Scale scale_;
};

// Deaths averted from the first day until the end of each week.
class WeekChart {
public:
    WeekChart(const ComparedRuns& c, double top) : c_{c}, top_{top} {
        for (std::size_t r = 1; r < c.head.runs.size(); ++r) {
            lines_.emplace_back();
            for (std::size_t week = 0; week < c.weeks.weeks(); ++week) {
                lines_.back().push_back(over_members(deaths_averted_in(c, r, 0, week + 1)));
                scale_.hold(lines_.back().back());
            }
        }
        scale_.round();
    }

    [[nodiscard]] double bottom() const { return top_ + 200; }

    [[nodiscard]] Html draw() const {
        Html out = axes();
        for (std::size_t k = 0; k < lines_.size(); ++k) {
            const char* colour = colours.at(k % colours.size());
            std::string upper = point(0, 0);
            std::string lower;
            std::string middle = "M" + point(0, 0);
            for (std::size_t week = 0; week < lines_[k].size(); ++week) {
                const OverMembers& s = lines_[k][week];
                const std::int64_t day = std::min(
                    c_.head.days, epidemic::days_of_week * static_cast<std::int64_t>(week + 1));
                upper += " L" + point(day, s.high);
                lower = " L" + point(day, s.low) + lower;
                middle += " L" + point(day, s.mean);
            }
            out.put(
                "<g><title>run {}: {} averted until {}</title><path fill=\"{}\" opacity=\".18\" "
                "d=\"M{}{} Z\"/><path fill=\"none\" stroke=\"{}\" stroke-width=\"2\" "
                "d=\"{}\"/></g>\n",
                k + 2, with_range(lines_[k].back()), format_date(last_day()), colour, upper, lower,
                colour, middle);
        }
        return out;
    }

private:
    [[nodiscard]] Date last_day() const { return c_.head.first_day + Days{c_.head.days - 1}; }
    [[nodiscard]] double x(std::int64_t days) const {
        return left +
               (right - left) * static_cast<double>(days) / static_cast<double>(c_.head.days);
    }
    [[nodiscard]] double y(double averted) const {
        return bottom() - (bottom() - top_) * scale_.share(averted);
    }
    [[nodiscard]] std::string point(std::int64_t days, double averted) const {
        return fmt::format("{:.1f} {:.1f}", x(days), y(averted));
    }

    [[nodiscard]] Html axes() const {
        Html out;
        for (int k = 0; k <= scale_.steps(); ++k) {
            const double value = scale_.low + k * scale_.step;
            out.put(
                "<path class=\"{}\" d=\"M{:.1f} {:.1f} H{:.1f}\"/><text class=\"number end\" "
                "x=\"{:.1f}\" y=\"{:.1f}\">{}</text>\n",
                std::lround(value) == 0 ? "zero" : "grid", left, y(value), right, left - 10,
                y(value) + 4, in_groups(value));
        }
        for (const Date mark : report::month_marks(c_.head.first_day, last_day(), 8)) {
            const double place = x((mark - c_.head.first_day).count());
            if (place > right - 30) continue;
            const std::string day = report::short_date(mark);
            out.put(
                "<path class=\"zero\" d=\"M{:.1f} {:.1f} v5\"/><text class=\"number mid\" "
                "x=\"{:.1f}\" y=\"{:.1f}\">{} {}</text>\n",
                place, bottom(), place, bottom() + 20, day,
                static_cast<int>(std::chrono::year_month_day{mark}.year()));
        }
        return out;
    }

    const ComparedRuns& c_;
    double top_;
    std::vector<std::vector<OverMembers>> lines_;  // by run from the second on, by week
    Scale scale_;
};

Html drawing(const ComparedRuns& c) {
    const std::vector<Row> all{everybody(c)};
    const std::vector<Row> rows = rows_of(c);
    const std::size_t others = c.head.runs.size() - 1;
    const double legend = 30 + 17 * static_cast<double>(others);
    const Panel together{all, legend + 10};
    const WeekChart weeks{c, together.bottom() + 62};
    const Panel each{rows, weeks.bottom() + 66};
    Html out;
    out.put(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"averted\" viewBox=\"0 0 {:.0f} {:.0f}\" "
        "role=\"img\" style=\"max-width:100%\">\n<title>Deaths averted against run 1, in all, "
        "week by week and by participant</title>\n<style>.averted text{{font:12px "
        "sans-serif;fill:#222}}"
        ".averted .grid{{stroke:#ddd}}.averted .zero{{stroke:#444}}.averted .number{{fill:#666}}"
        ".averted .end{{text-anchor:end}}.averted .mid{{text-anchor:middle}}</style>\n"
        "<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n<text x=\"16\" y=\"20\">Deaths "
        "averted against run 1 ({}): mean, and 5 % to 95 % of {} members</text>\n",
        width, each.bottom() + 28, c.head.runs.front().rule, c.figures.members());
    for (std::size_t r = 0; r < others; ++r) {
        const double y = 40 + 17 * static_cast<double>(r);
        out.put(
            "<circle cx=\"20\" cy=\"{:.1f}\" r=\"4\" fill=\"{}\"/><text x=\"32\" y=\"{:.1f}\">run "
            "{}, {}</text>\n",
            y - 4, colours.at(r % colours.size()), y, r + 2, c.head.runs[r + 1].rule);
    }
    out += together.draw();
    out.put("<text x=\"16\" y=\"{:.1f}\">From the first day until each week's end</text>\n",
            together.bottom() + 48);
    out += weeks.draw();
    const std::size_t known = c.head.participants.size();
    out.put("<text x=\"16\" y=\"{:.1f}\">{}</text>\n", weeks.bottom() + 52,
            known > rows.size()
                ? fmt::format("The {} of {} participants where most differs", rows.size(), known)
                : std::string{"By participant"});
    out += each.draw();
    out.put("</svg>\n");
    return out;
}

Html table_of_runs(const ComparedRuns& c) {
    Html out;
    out.put(
        "<div class=\"scroll\"><table class=\"wide\"><thead><tr><th scope=\"col\">Run</th>"
        "<th scope=\"col\">Infections</th><th scope=\"col\">Hospital admissions</th>"
        "<th scope=\"col\">Deaths</th><th scope=\"col\">Deaths averted</th><th scope=\"col\">Life "
        "years gained</th></tr></thead><tbody>\n");
    const Row all = everybody(c);
    for (std::size_t r = 0; r < c.head.runs.size(); ++r) {
        const auto of = [&](Figure figure) {
            return with_range(
                over_members(of_members(c, r, figure, 0, c.head.participants.size())));
        };
        out.put(
            "<tr><th scope=\"row\">{}, {}<br/><small>{}</small></th><td>{}</td><td>{}</td>"
            "<td>{}</td><td>{}</td><td>{}</td></tr>\n",
            r + 1, c.head.runs[r].rule, c.head.runs[r].folder, of(&Figures::infections),
            of(&Figures::admissions), of(&Figures::deaths),
            r == 0 ? std::string{"–"} : with_range(all.averted[r - 1]),
            r == 0 ? std::string{"–"}
                   : with_range(over_members(less_of(c, &Figures::life_tenths, 0, r))));
    }
    out.put("</tbody></table></div>\n");
    return out;
}

Html table_of_participants(const ComparedRuns& c) {
    Html out;
    out.put(
        "<details><summary>The drawing as a table</summary><div class=\"scroll\">"
        "<table class=\"wide\"><thead><tr><th scope=\"col\">Participant</th>");
    for (std::size_t r = 1; r < c.head.runs.size(); ++r)
        out.put("<th scope=\"col\">Averted by run {}, {}</th>", r + 1, c.head.runs[r].rule);
    out.put("</tr></thead><tbody>\n");
    for (const Row& row : rows_of(c)) {
        out.put("<tr><th scope=\"row\">{}</th>", row.label);
        for (const OverMembers& each : row.averted) out.put("<td>{}</td>", with_range(each));
        out.put("</tr>\n");
    }
    out.put("</tbody></table></div></details>\n");
    return out;
}

// Of the first ensemble, with what all of them say of every two runs.
Html figure_of(const ComparedRuns& c, const Html& who_averts_more) {
    Html out;
    out.put(
        "<p>{} courses of the epidemics of {} participants, with the same luck under every run. "
        "Figures are means, with the range from 5 % to 95 % of them.</p>\n",
        c.figures.members(), c.head.participants.size());
    const bool several = c.head.runs.size() > 1;
    if (several) out += drawing(c);
    out += table_of_runs(c);
    out += who_averts_more;
    if (several) out += table_of_participants(c);
    if (!c.head.left_out.empty()) {
        out.put("<details><summary>{} left out</summary><ul>\n",
                report::several(c.head.left_out.size(), "participant", "participants"));
        for (const LeftOut& each : c.head.left_out) out.put("<li>{}: {}</li>\n", each.id, each.why);
        out.put("</ul></details>\n");
    }
    return out;
}

}  // namespace

std::string comparison_picture(const ComparedRuns& compared) {
    return drawing(compared).bytes();
}

report::Html comparison_figure(const ComparedRuns& c) {
    Html out = figure_of(c, verdicts_html(verdicts(c), names_of_runs(c)));
    return out.put(
        "<p class=\"fine\">Ranges are those of the model's chance alone. What is not known of "
        "severity, efficacy, behaviour and fits is not in them.</p>\n");
}

report::Html comparison_figure(std::span<const NamedEnsemble> ensembles) {
    const ComparedRuns& first = ensembles.front().compared;
    if (ensembles.size() == 1) return comparison_figure(first);
    const auto all = verdicts(ensembles);
    ALIQUOT_CHECK(all.has_value());
    std::vector<std::string> names;
    for (const NamedEnsemble& each : ensembles) names.push_back(each.name);
    Html out = figure_of(first, verdicts_html(*all, names_of_runs(first), names));
    return out.put(
        "<p class=\"fine\">Drawing and tables are those of {}; their ranges are chance alone. "
        "Which averts more deaths is said by {} ensembles together, whose settings differ: {}. "
        "What none of them varies is not in it.</p>\n",
        names.front(), names.size(), fmt::format("{}", fmt::join(names, ", ")));
}

std::string comparison_page(const ComparedRuns& compared) {
    Html page;
    page.put(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
        "style-src 'unsafe-inline'\">\n<title>What each sharing costs in lives</title>\n<style>");
    return page.bytes() + std::string{report::style()} +
           "</style>\n</head>\n<body>\n<main>\n<h1>What each sharing costs in lives</h1>\n" +
           comparison_figure(compared).bytes() + "</main>\n</body>\n</html>\n";
}

}  // namespace aliquot
