// The curve drawn by hand: points with their ranges, a line for each foresight.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "aliquot/ensemble/frontier.hpp"
#include "aliquot/io/report/axis.hpp"
#include "aliquot/io/report/html.hpp"

namespace aliquot {

namespace {

constexpr double width = 760;
constexpr double height = 430;
constexpr double left = 96;
constexpr double right = 730;
constexpr double top = 46;
constexpr double bottom = 366;

constexpr std::array<const char*, 3> colours{"#0b6e6e", "#7a5195", "#d1495b"};

class Picture {
public:
    explicit Picture(const std::vector<FrontierPoint>& points) : points_{points} {
        for (const FrontierPoint& each : points) {
            low_ = std::min(low_, each.averted.low);
            high_ = std::max(high_, each.averted.high);
            least_even_ = std::max(least_even_, each.coverage.gini);
        }
        step_ = report::round_step(std::max(1.0, high_ - low_) / 5);
        low_ = std::floor(low_ / step_) * step_;
        high_ = std::ceil(high_ / step_) * step_;
        if (high_ <= low_) high_ = low_ + step_;
        even_ = report::axis_to(std::max(0.05, least_even_));
    }

    [[nodiscard]] std::string draw() const {
        std::string text = fmt::format(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {:.0f} {:.0f}\" role=\"img\" "
            "style=\"max-width:100%\">\n<title>Deaths averted by how even the sharing is</title>\n"
            "<style>text {{ font: 12px sans-serif; fill: #222 }} .grid {{ stroke: #ddd }} "
            ".number {{ fill: #666 }} .end {{ text-anchor: end }} .mid {{ text-anchor: middle }}"
            "</style>\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n",
            width, height);
        text += axes() + curves();
        for (const FrontierPoint& each : points_) text += mark(each);
        return text + labels() + "</svg>\n";
    }

private:
    // Even is on the right.
    [[nodiscard]] double x(double gini) const {
        return right - (right - left) * gini / even_.top();
    }
    [[nodiscard]] double y(double averted) const {
        return bottom - (bottom - top) * (averted - low_) / (high_ - low_);
    }
    [[nodiscard]] static const char* colour_of(const FrontierPoint& point) {
        return point.choice.foresight
                   ? colours.at(static_cast<std::size_t>(*point.choice.foresight))
                   : "#222";
    }

    [[nodiscard]] std::string axes() const {
        std::string text = fmt::format(
            "<text x=\"{:.0f}\" y=\"22\">Deaths averted against equal coverage</text>\n"
            "<text class=\"end\" x=\"{:.0f}\" y=\"{:.0f}\">Gini of coverage; 0 is even</text>\n",
            left - 80, right, bottom + 46);
        for (double value = low_; value <= high_ + step_ / 2; value += step_)
            text += fmt::format(
                "<path class=\"grid\" d=\"M{:.1f} {:.1f} H{:.1f}\"/><text class=\"number end\" "
                "x=\"{:.1f}\" y=\"{:.1f}\">{}</text>\n",
                left, y(value), right, left - 8, y(value) + 4, in_groups(value));
        for (int k = 0; k <= even_.steps; ++k)
            text +=
                fmt::format("<text class=\"number mid\" x=\"{:.1f}\" y=\"{:.1f}\">{:.2f}</text>\n",
                            x(k * even_.step), bottom + 22, k * even_.step);
        return text;
    }

    [[nodiscard]] std::string curves() const {
        std::string text;
        for (const Foresight view : {Foresight::alike, Foresight::last, Foresight::perfect}) {
            std::string line = fmt::format("M{:.1f} {:.1f}", x(points_.front().coverage.gini),
                                           y(points_.front().averted.mean));
            bool some = false;
            for (const FrontierPoint& each : points_) {
                if (each.choice.foresight != view) continue;
                line += fmt::format(" L{:.1f} {:.1f}", x(each.coverage.gini), y(each.averted.mean));
                some = true;
            }
            if (some)
                text += fmt::format(
                    "<path d=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"1.5\"/>\n", line,
                    colours.at(static_cast<std::size_t>(view)));
        }
        return text;
    }

    [[nodiscard]] std::string mark(const FrontierPoint& each) const {
        return fmt::format(
            "<path d=\"M{0:.1f} {1:.1f} V{2:.1f}\" stroke=\"{4}\" stroke-width=\"2\"/>"
            "<circle cx=\"{0:.1f}\" cy=\"{3:.1f}\" r=\"4\" fill=\"{4}\"/>\n",
            x(each.coverage.gini), y(each.averted.low), y(each.averted.high), y(each.averted.mean),
            colour_of(each));
    }

    // A floor is named by its number: above its curve, or below the one that runs lowest.
    [[nodiscard]] std::string labels() const {
        std::string text;
        for (const FrontierPoint& each : points_) {
            const bool ends_here = each.choice.foresight == Foresight::alike;
            const bool is_below = each.choice.foresight != Foresight::perfect && !ends_here;
            text += fmt::format(
                "<text x=\"{:.1f}\" y=\"{:.1f}\" style=\"fill:{}{}\">{}</text>\n",
                x(each.coverage.gini) + (ends_here ? -7 : 8),
                y(each.averted.mean) + (is_below ? 16 : -6), colour_of(each),
                ends_here ? ";text-anchor:end" : "",
                report::escaped(each.choice.floor ? each.choice.floor->text() : each.choice.name));
        }
        return text + legend();
    }

    [[nodiscard]] std::string legend() const {
        constexpr std::array<const char*, 3> words{"foresight alike: the same force everywhere",
                                                   "foresight last: each as it was",
                                                   "foresight perfect: as it came"};
        std::string text;
        double place = top + 8;
        for (const Foresight view : {Foresight::alike, Foresight::last, Foresight::perfect}) {
            const auto is_of_it = [&](const FrontierPoint& each) {
                return each.choice.foresight == view;
            };
            if (std::ranges::none_of(points_, is_of_it)) continue;
            const auto k = static_cast<std::size_t>(view);
            text += fmt::format(
                "<path d=\"M{0:.0f} {1:.0f} h22\" stroke=\"{2}\" stroke-width=\"2\"/>"
                "<text x=\"{3:.0f}\" y=\"{4:.0f}\">{5}</text>\n",
                right - 290, place, colours.at(k), right - 260, place + 4, words.at(k));
            place += 18;
        }
        if (place > top + 8)
            text += fmt::format(
                "<text class=\"number\" x=\"{:.0f}\" y=\"{:.0f}\">numbers at the points: "
                "floors</text>\n",
                right - 260, place + 4);
        return text;
    }

    const std::vector<FrontierPoint>& points_;
    double low_ = 0;
    double high_ = 0;
    double step_ = 1;
    double least_even_ = 0;
    report::Axis even_;
};

}  // namespace

std::string frontier_picture(const std::vector<FrontierPoint>& points) {
    return Picture{points}.draw();
}

}  // namespace aliquot
