// Who said what: a lane for each source, a numbered mark for each statement, and a line between
// those that contradict each other.
#include <algorithm>
#include <map>

#include "aliquot/io/timeline/drawing.hpp"
#include "aliquot/io/timeline/statement_words.hpp"

namespace aliquot::timeline {

namespace {

using report::Html;

constexpr double lane_height = 27;
constexpr double radius = 9.5;
constexpr double apart = 2 * radius + 6;  // of two marks, so that their rings do not touch

// How a mark looks by what the statement says of doses.
struct MarkLook {
    std::string_view fill;
    std::string_view stroke;
    std::string_view text;
    std::string_view meaning;
};
constexpr MarkLook for_doses{"#0f5c7a", "#0f5c7a", "#ffffff", "doses came or are to come"};
constexpr MarkLook late{"#e9c46a", "#a37b16", "#1f2328", "late"};
constexpr MarkLook against{"#8b2f1d", "#8b2f1d", "#ffffff", "denied, declined or cancelled"};
constexpr MarkLook other{"#ffffff", "#57606a", "#1f2328", "something else"};

const MarkLook& look_of(const Statement& said) {
    if (!said.event) return other;
    switch (*said.event) {
        case Said::denied:
        case Said::declined:
        case Said::cancelled:
            return against;
        case Said::delayed:
            return late;
        case Said::reported_cases:
        case Said::reported_deaths:
            return other;
        default:
            return for_doses;
    }
}

struct Mark {
    StatementIndex statement;
    double x = 0;
    double y = 0;
    bool taken_back = false;
    bool doubtful_numbers = false;
    bool sample = false;
};

class Lanes {
public:
    Lanes(const Canvas& canvas, const std::vector<Statement>& statements,
          const StatementTimeline& timeline, double top)
        : statements_{statements}, timeline_{timeline}, top_{top} {
        std::map<std::string, std::size_t> lane_of;
        for (const StatementIndex i : timeline.statements)
            if (lane_of.emplace(at(i).source, sources_.size()).second)
                sources_.push_back(at(i).source);
        for (const StatementIndex i : timeline.statements) {
            Mark mark;
            mark.statement = i;
            mark.x = canvas.x(at(i).said_on);
            mark.y = top + lane_height * (static_cast<double>(lane_of.at(at(i).source)) + 0.5);
            mark.taken_back = std::ranges::any_of(timeline.statements, [&](StatementIndex one) {
                return at(one).supersedes == at(i).id;
            });
            const auto is_it = [&](const auto& found) { return found.statement == i; };
            mark.doubtful_numbers = std::ranges::any_of(timeline.findings.arithmetic, is_it);
            mark.sample = std::ranges::any_of(timeline.findings.samples, is_it);
            marks_.push_back(mark);
        }
        part_marks();
    }

    double draw(Html& out) const {
        double y = top_;
        for (const std::string& source : sources_) {
            out.put(
                "<line x1=\"{:.0f}\" y1=\"{:.1f}\" x2=\"{:.0f}\" y2=\"{:.1f}\" "
                "stroke=\"#e4e6e9\"/>",
                Canvas::left, y + lane_height / 2, Canvas::right, y + lane_height / 2);
            out.put(
                "<text x=\"0\" y=\"{:.1f}\" font-size=\"12.5\" style=\"fill:#1f2328\">{}</text>\n",
                y + lane_height / 2 + 4.3, fitted(source, 44));
            y += lane_height;
        }
        for (const Mark& mark : marks_) draw_mark(mark, out);
        for (const Mark& mark : marks_) draw_ring(mark, out);
        return legend(y + 8, out);
    }

private:
    const Statement& at(StatementIndex i) const { return statements_.at(i.value); }

    // Marks of one lane that would lie on each other move to the right.
    void part_marks() {
        std::map<double, double> last;  // by lane
        for (Mark& mark : marks_) {
            const auto found = last.find(mark.y);
            if (found != last.end()) mark.x = std::max(mark.x, found->second + apart);
            last[mark.y] = mark.x;
        }
        std::map<double, double> next;
        for (auto mark = marks_.rbegin(); mark != marks_.rend(); ++mark) {
            const auto found = next.find(mark->y);
            const double limit =
                found == next.end() ? Canvas::width - radius : found->second - apart;
            mark->x = std::min(mark->x, limit);
            next[mark->y] = mark->x;
        }
    }

    // The letters of the contradictions that a statement is part of: "A", "AC".
    [[nodiscard]] std::string letters_of(StatementIndex i) const {
        std::string letters;
        const auto& sets = timeline_.findings.contradictions;
        for (std::size_t set = 0; set < sets.size(); ++set)
            if (std::ranges::find(sets[set].statements, i) != sets[set].statements.end())
                letters += letter_of(set);
        return letters;
    }

    void draw_ring(const Mark& mark, Html& out) const {
        const std::string letters = letters_of(mark.statement);
        if (!letters.empty())
            out.put(
                "<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"{:.1f}\" fill=\"none\" "
                "stroke=\"#c0392b\" stroke-width=\"2\"/><text x=\"{:.1f}\" y=\"{:.1f}\" "
                "font-size=\"10.5\" font-weight=\"700\" style=\"fill:#c0392b;paint-order:stroke;"
                "stroke:#ffffff;stroke-width:3px\">{}</text>",
                mark.x, mark.y, radius + 2.6, mark.x + radius + 2, mark.y - radius + 2, letters);
    }

    void draw_mark(const Mark& mark, Html& out) const {
        const Statement& said = at(mark.statement);
        const MarkLook& look = mark.sample ? other : look_of(said);
        out.put("<g><title>{}, {} ({}): {}</title>", said.source, long_date(said.said_on),
                grade_of(said), said.about);
        out.put(
            "<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"{:.1f}\" fill=\"{}\" stroke=\"{}\" "
            "stroke-width=\"1.4\"{}/>",
            mark.x, mark.y, radius, look.fill, look.stroke,
            mark.sample ? Html::of(" stroke-dasharray=\"2 2\"") : Html{});
        out.put(
            "<text x=\"{:.1f}\" y=\"{:.1f}\" font-size=\"10.5\" text-anchor=\"middle\" "
            "style=\"fill:{}\">{}</text>",
            mark.x, mark.y + 3.7, look.text, number_of(timeline_, mark.statement));
        if (mark.taken_back)
            out.put(
                "<line x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" y2=\"{:.1f}\" "
                "stroke=\"#1f2328\" stroke-width=\"2\"/>",
                mark.x - radius - 2, mark.y + radius - 3, mark.x + radius + 2, mark.y - radius + 3);
        if (mark.doubtful_numbers)
            out.put(
                "<text x=\"{:.1f}\" y=\"{:.1f}\" font-size=\"15\" font-weight=\"700\" "
                "style=\"fill:#c0392b\">!</text>",
                mark.x + radius + 3, mark.y + radius + 1);
        out.put("</g>\n");
    }

    double legend(double y, Html& out) const {
        double x = Canvas::left;
        const auto entry = [&](const MarkLook& look) {
            out.put(
                "<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"6\" fill=\"{}\" stroke=\"{}\"/>"
                "<text x=\"{:.1f}\" y=\"{:.1f}\" font-size=\"12\" "
                "style=\"fill:#57606a\">{}</text>\n",
                x + 6, y, look.fill, look.stroke, x + 17, y + 4, look.meaning);
            x += 34 + 6.6 * static_cast<double>(look.meaning.size());
        };
        for (const MarkLook* look : {&for_doses, &late, &against, &other}) entry(*look);
        const auto words = [&](std::string_view text) {
            out.put(
                "<text x=\"{:.1f}\" y=\"{:.1f}\" font-size=\"12\" "
                "style=\"fill:#57606a\">{}</text>\n",
                Canvas::left, y + 22, text);
        };
        words(
            "ringed, with a letter: a contradiction · ! numbers do not agree · struck through: "
            "taken back · dotted: only samples");
        return y + 40;
    }

    const std::vector<Statement>& statements_;
    const StatementTimeline& timeline_;
    double top_;
    std::vector<std::string> sources_;
    std::vector<Mark> marks_;
};

}  // namespace

double draw_lanes(const Canvas& canvas, const std::vector<Statement>& statements,
                  const StatementTimeline& timeline, double top, Html& out) {
    out.put(
        "<text x=\"0\" y=\"{:.0f}\" font-size=\"15\" font-weight=\"600\" "
        "style=\"fill:#1f2328\">Who "
        "said what</text>\n",
        top + 14);
    return Lanes{canvas, statements, timeline, top + 22}.draw(out) + 6;
}

}  // namespace aliquot::timeline
