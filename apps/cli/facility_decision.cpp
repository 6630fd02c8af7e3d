// `aliquot facility round decision`: a round's document, as JSON or as a page.
#include <cstdio>
#include <memory>

#include "facility.hpp"
#include <fmt/format.h>

#include "aliquot/ledger/log/store.hpp"
#include "aliquot/live/decision.hpp"
#include "aliquot/live/live_facility.hpp"

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

int facility_decision_command(const FacilityDecision& options, const Output& output) {
    const auto store = ledger::open_store(options.store);
    if (!store) return report_error(store.error(), output);
    const auto live = LiveFacility::open(**store);
    if (!live) return report_errors(live.error(), output);
    const bool as_page = !options.html.empty();
    const auto text = as_page ? decision_html(live->desk(), options.round)
                              : decision_json(live->desk(), options.round);
    if (!text) return report_error(text.error(), output);
    if (!as_page) {
        print(*text);
        return done;
    }
    if (auto written = write_new_file(options.html, *text); !written)
        return report_error(written.error(), output);
    if (!output.quiet)
        print(fmt::format("round {} is written to {}\n", options.round, options.html));
    return done;
}

}  // namespace aliquot::cli
