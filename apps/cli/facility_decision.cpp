// `aliquot facility round decision`: a round's document, as JSON or as a page.
#include <cstdio>
#include <memory>

#include "facility.hpp"
#include "facility_visit.hpp"
#include <fmt/format.h>

#include "aliquot/live/decision.hpp"

namespace aliquot::cli {

namespace {

Result<void> write_new_file(const std::string& name, const std::string& text) {
    std::unique_ptr<std::FILE, int (*)(std::FILE*)> file{std::fopen(name.c_str(), "wbx"),
                                                         &std::fclose};
    if (!file)
        return tl::unexpected(Error{ErrorCode::io, "the file cannot be made", name,
                                    "name a new file in a folder that you may write to"});
    const bool written = std::fwrite(text.data(), 1, text.size(), file.get()) == text.size();
    if (written && std::fclose(file.release()) == 0) return {};
    std::remove(name.c_str());
    return tl::unexpected(
        Error{ErrorCode::io, "the file cannot be written", name, "is there room on the disk?"});
}

}  // namespace

int facility_decision_command(const FacilityView& view, const Output& output) {
    int code = done;
    const auto opened = visit_to_look(view, output, code);
    if (!opened) return code;
    const DeskState& desk = opened->live.desk();
    const RoundOnFile* round = desk.rounds().round(view.round);
    if (round != nullptr && !reader_of(*opened).may_see(View::proposals, row_of(desk, *round)))
        return report_error({ErrorCode::not_allowed, "this round's document is not published yet",
                             fmt::format("round {}", view.round),
                             "it is once the round is closed and every offer of it is answered"},
                            output);
    const bool as_page = !view.html.empty();
    const auto text = as_page ? decision_html(desk, view.round) : decision_json(desk, view.round);
    if (!text) return report_error(text.error(), output);
    if (!as_page) {
        print(*text);
        return done;
    }
    if (auto written = write_new_file(view.html, *text); !written)
        return report_error(written.error(), output);
    if (!output.quiet) print(fmt::format("round {} is written to {}\n", view.round, view.html));
    return done;
}

}  // namespace aliquot::cli
