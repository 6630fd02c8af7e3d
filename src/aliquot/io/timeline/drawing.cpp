// The whole drawing: its days, the bands of belief, and how promised times moved.
#include "aliquot/io/timeline/drawing.hpp"

#include <algorithm>

#include "aliquot/core/text.hpp"
#include "aliquot/io/report/words.hpp"
#include "aliquot/io/timeline/statement_words.hpp"

namespace aliquot::timeline {

namespace {

using report::Html;

constexpr std::string_view ink = "#1f2328";
constexpr std::string_view soft = "#57606a";

struct Look {
    std::string_view fill;
    std::string_view text;
};

// From brick (not so) over grey (open) to blue (so): told apart without colour by the words on it.
constexpr std::array<Look, 5> belief_looks{{{"#8b2f1d", "#ffffff"},
                                            {"#d9a491", "#1f2328"},
                                            {"#e3e3df", "#1f2328"},
                                            {"#8fc1d6", "#1f2328"},
                                            {"#0f5c7a", "#ffffff"}}};

Canvas canvas_of(const std::vector<Statement>& statements, const StatementTimeline& timeline) {
    Canvas canvas{timeline.on, timeline.on};
    for (const StatementIndex i : timeline.statements)
        canvas.first = std::min(canvas.first, statements.at(i.value).said_on);
    for (const Slip& slip : timeline.findings.slips)
        for (const StatementIndex i : slip.statements)
            if (const auto& to = statements.at(i.value).date_to)
                canvas.last = std::max(canvas.last, std::min(*to, timeline.on + Days{366}));
    canvas.first -= Days{5};
    canvas.last += std::max(Days{5}, (canvas.last - canvas.first) / 60);
    return canvas;
}

void draw_months(const Canvas& canvas, double bottom, Html& out) {
    for (const Date mark : report::month_marks(canvas.first, canvas.last, 9)) {
        const double x = canvas.x(mark);
        if (x > Canvas::right - 30) continue;
        const std::chrono::year_month_day day{mark};
        out.put("<line x1=\"{:.1f}\" y1=\"26\" x2=\"{:.1f}\" y2=\"{:.0f}\" stroke=\"#e4e6e9\"/>", x,
                x, bottom);
        out.put("<text x=\"{:.1f}\" y=\"18\" font-size=\"12.5\" style=\"fill:{}\">{} {}</text>\n",
                x, soft, report::short_date(mark).substr(2), static_cast<int>(day.year()));
    }
}

void heading(std::string_view words, double y, Html& out) {
    out.put(
        "<text x=\"0\" y=\"{:.0f}\" font-size=\"15\" font-weight=\"600\" "
        "style=\"fill:{}\">{}</text>\n",
        y, ink, words);
}

// What the colours say, for bands that are too short for their word.
void draw_scale(double y, Html& out) {
    double x = Canvas::left;
    for (std::size_t i = 0; i < belief_looks.size(); ++i) {
        const std::string_view word = name_of(static_cast<Belief>(i));
        out.put(
            "<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"12\" height=\"12\" fill=\"{}\"/>"
            "<text x=\"{:.1f}\" y=\"{:.1f}\" font-size=\"12\" style=\"fill:{}\">{}</text>\n",
            x, y, belief_looks.at(i).fill, x + 17, y + 10, soft, word);
        x += 34 + 6.6 * static_cast<double>(word.size());
    }
}

void draw_band(const Canvas& canvas, const BeliefHistory& history, std::size_t i, Date on, double y,
               Html& out) {
    const EventBelief& change = history.changes[i];
    const bool is_last = i + 1 == history.changes.size();
    const double from = canvas.x(change.on);
    const double to = is_last ? canvas.x(on) + 4 : canvas.x(history.changes[i + 1].on);
    const Look& look = belief_looks.at(static_cast<std::size_t>(change.belief()));
    const std::string word{name_of(change.belief())};
    out.put("<g><title>{}: {} from {}, {}</title>", event_words(change.event), word,
            long_date(change.on), chance_words(change));
    out.put(
        "<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"17\" fill=\"{}\" "
        "stroke=\"#ffffff\"/>",
        from, y, std::max(to - from, 3.0), look.fill);
    // In the band, or beside the last one.
    const double needed = 7.0 * static_cast<double>(word.size()) + 10;
    if (to - from >= needed)
        out.put("<text x=\"{:.1f}\" y=\"{:.1f}\" font-size=\"12.5\" style=\"fill:{}\">{}</text>",
                from + 5, y + 12.8, look.text, word);
    else if (is_last && to + 5 + needed <= Canvas::width)
        out.put("<text x=\"{:.1f}\" y=\"{:.1f}\" font-size=\"12.5\" style=\"fill:{}\">{}</text>",
                to + 5, y + 12.8, ink, word);
    else if (is_last && i == 0)
        out.put(
            "<text x=\"{:.1f}\" y=\"{:.1f}\" font-size=\"12.5\" text-anchor=\"end\" "
            "style=\"fill:{}\">{}</text>",
            from - 5, y + 12.8, ink, word);
    out.put("</g>\n");
}

}  // namespace

double Canvas::x(Date day) const {
    const double whole = static_cast<double>((last - first).count());
    const double part = static_cast<double>((day - first).count());
    return left + (right - left) * std::clamp(part / whole, 0.0, 1.0);
}

double Canvas::x(const std::optional<Date>& day, double otherwise) const {
    return day ? x(*day) : otherwise;
}

std::string fitted(const std::string& text, std::size_t most) {
    std::size_t characters = 0;
    std::size_t cut = 0;  // before the last character that leaves room for the dots
    for (std::size_t i = 0; i < text.size(); ++i) {
        if ((static_cast<unsigned char>(text[i]) & 0xC0U) == 0x80U) continue;
        ++characters;
        if (characters == most) cut = i;
        if (characters > most) return text.substr(0, cut) + "…";
    }
    return text;
}

int number_of(const StatementTimeline& timeline, StatementIndex statement) {
    const auto found = std::ranges::find(timeline.statements, statement);
    return static_cast<int>(found - timeline.statements.begin()) + 1;
}

char letter_of(std::size_t contradiction) {
    constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    return letters.at(std::min(contradiction, letters.size() - 1));
}

double draw_beliefs(const Canvas& canvas, const StatementTimeline& timeline, double top,
                    Html& out) {
    heading("What was believed", top + 14, out);
    draw_scale(top + 4, out);
    double y = top + 26;
    for (const BeliefHistory& history : timeline.events) {
        out.put("<text x=\"0\" y=\"{:.1f}\" font-size=\"12.5\" style=\"fill:{}\">{}</text>\n",
                y + 12.8, ink, fitted(event_words(history.latest.event), 47));
        for (std::size_t i = 0; i < history.changes.size(); ++i)
            draw_band(canvas, history, i, timeline.on, y, out);
        y += 22;
    }
    return y + 12;
}

double draw_slips(const Canvas& canvas, const std::vector<Statement>& statements,
                  const StatementTimeline& timeline, double top, Html& out) {
    if (timeline.findings.slips.empty()) return top;
    heading("When it was to come", top + 14, out);
    double y = top + 26;
    for (const Slip& slip : timeline.findings.slips) {
        out.put(
            "<text x=\"0\" y=\"{:.1f}\" font-size=\"12.5\" font-weight=\"600\" "
            "style=\"fill:{}\">{}: {} days later in all</text>\n",
            y + 12.8, ink, fitted(matter_words(slip.product, slip.supply), 32), slip.moved.count());
        y += 20;
        for (const StatementIndex i : slip.statements) {
            const Statement& said = statements.at(i.value);
            const double from = canvas.x(said.date_from, Canvas::left);
            const double to = canvas.x(said.date_to, Canvas::right);
            out.put(
                "<text x=\"12\" y=\"{:.1f}\" font-size=\"12.5\" style=\"fill:{}\">{}, {}</text>",
                y + 11, soft, fitted(said.source, 24), report::short_date(said.said_on));
            out.put(
                "<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"11\" "
                "fill=\"#e9c46a\"{}/>",
                from, y + 1, std::max(to - from, 3.0),
                said.date_to ? Html{} : Html::of(" fill-opacity=\"0.45\""));
            out.put(
                "<line x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" y2=\"{:.1f}\" stroke=\"{}\" "
                "stroke-width=\"2\"/>\n",
                canvas.x(said.said_on), y - 1, canvas.x(said.said_on), y + 14, ink);
            y += 18;
        }
    }
    return y + 12;
}

Drawing drawing_of(const std::vector<Statement>& statements, const StatementTimeline& timeline) {
    const Canvas canvas = canvas_of(statements, timeline);
    Html body;
    double y = 30;
    y = draw_beliefs(canvas, timeline, y, body);
    y = draw_lanes(canvas, statements, timeline, y, body);
    y = draw_slips(canvas, statements, timeline, y, body);
    Drawing drawing{{}, y};
    draw_months(canvas, y - 8, drawing.marks);
    drawing.marks += body;
    return drawing;
}

Html drawing_element(const std::vector<Statement>& statements, const StatementTimeline& timeline) {
    const Drawing drawing = drawing_of(statements, timeline);
    return Html::of(
        "<svg class=\"timeline\" viewBox=\"0 0 {:.0f} {:.0f}\" role=\"img\" aria-label=\"What was "
        "said about {}, and what was believed: the lists below say the same in "
        "words\">\n{}</svg>\n",
        Canvas::width, drawing.height, timeline.name, drawing.marks);
}

}  // namespace aliquot::timeline
