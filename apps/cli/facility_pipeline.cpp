// `aliquot facility pipeline`: what comes to each participant, when, how sure, and what of that has
// changed and why.
#include <algorithm>

#include "facility.hpp"
#include "facility_visit.hpp"
#include "words.hpp"
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "aliquot/core/text.hpp"

namespace aliquot::cli {

namespace {

using Json = nlohmann::ordered_json;

struct Shown {
    const DeskState& desk;
    std::vector<Coming> coming;
    Changes changes;
    Date since;
};

std::string_view name_of(Stage stage) {
    return stage_names.at(static_cast<std::size_t>(stage));
}

std::string days_of(const Coming& coming) {
    if (!coming.earliest) return "no day yet";
    if (!coming.latest) return "not before " + format_date(*coming.earliest);
    if (*coming.latest == *coming.earliest) return format_date(*coming.earliest);
    return format_date(*coming.earliest) + " to " + format_date(*coming.latest);
}

std::string in_words(const std::optional<Coming>& coming) {
    if (!coming) return "-";
    const bool has_days = coming->stage <= Stage::offered;
    return fmt::format("{} {}{}", grouped(coming->doses.value()), name_of(coming->stage),
                       has_days ? ", " + days_of(*coming) : "");
}

std::string whys(const std::vector<Reason>& why) {
    std::vector<std::string> words;
    for (const Reason& each : why)
        words.push_back(fmt::format("{} (record {})", each.words, each.record));
    return fmt::format("{}", fmt::join(words, "; "));
}

std::string in_text(const Shown& shown) {
    const Scenario& world = shown.desk.world();
    std::vector<std::vector<std::string>> rows{
        {"participant", "supply", "doses", "stage", "arrives", "what holds it up"}};
    for (const Coming& each : shown.coming)
        rows.push_back({world.at(each.participant).id, world.at(each.line).id,
                        grouped(each.doses.value()), std::string{name_of(each.stage)},
                        days_of(each), each.held_up_by});
    std::string text = rows.size() > 1 ? aligned_table(rows) : "nothing comes\n";
    text += fmt::format("\nsince {}:\n", format_date(shown.since));
    if (shown.changes.offers.empty() && shown.changes.lines.empty()) return text + "no change\n";
    for (const Change& each : shown.changes.offers)
        text += fmt::format("{} offer {}, {}: {} -> {}\n    {}\n", world.at(each.is.participant).id,
                            each.is.offer, world.at(each.is.line).id, in_words(each.was),
                            in_words(each.is), whys(each.why));
    for (const LineChange& each : shown.changes.lines)
        text += fmt::format("{}: {}\n", world.at(each.line).id, whys({each.why}));
    return text;
}

Json as_json(const Scenario& world, const Coming& coming) {
    Json row{{"participant", world.at(coming.participant).id},
             {"supply", world.at(coming.line).id},
             {"doses", coming.doses.value()},
             {"stage", name_of(coming.stage)}};
    if (coming.offer != 0) row["offer"] = coming.offer;
    if (coming.earliest) row["earliest"] = format_date(*coming.earliest);
    if (coming.latest) row["latest"] = format_date(*coming.latest);
    if (!coming.held_up_by.empty()) row["held_up_by"] = coming.held_up_by;
    return row;
}

Json as_json(const Reason& reason) {
    return {{"record", reason.record}, {"words", reason.words}};
}

Json as_json(const Shown& shown) {
    const Scenario& world = shown.desk.world();
    Json coming = Json::array();
    for (const Coming& each : shown.coming) coming.push_back(as_json(world, each));
    Json changes = Json::array();
    for (const Change& each : shown.changes.offers) {
        Json why = Json::array();
        for (const Reason& reason : each.why) why.push_back(as_json(reason));
        Json row{{"is", as_json(world, each.is)}, {"why", why}};
        if (each.was) row["was"] = as_json(world, *each.was);
        changes.push_back(std::move(row));
    }
    Json lines = Json::array();
    for (const LineChange& each : shown.changes.lines)
        lines.push_back({{"supply", world.at(each.line).id}, {"why", as_json(each.why)}});
    return {{"pipeline", coming},
            {"since", format_date(shown.since)},
            {"changes", changes},
            {"supply_changes", lines}};
}

Row row_of(const DeskState& desk, const Coming& coming) {
    const SupplyLine& line = desk.world().at(coming.line);
    return {{desk.world().at(coming.participant).id},
            line.donor,
            desk.world().at(line.product).id,
            {},
            coming.stage == Stage::received};
}

// Leaves what the reader may see, of the participant that was asked for.
void keep_what_is_seen(Shown& shown, const Reader& reader, const std::string& participant) {
    const DeskState& desk = shown.desk;
    const auto is_hidden = [&](const Coming& coming) {
        const Row row = row_of(desk, coming);
        return (!participant.empty() && row.participants.front() != participant) ||
               !reader.may_see(View::pipeline, row);
    };
    std::erase_if(shown.coming, is_hidden);
    std::erase_if(shown.changes.offers, [&](const Change& each) { return is_hidden(each.is); });
    std::erase_if(shown.changes.lines, [&](const LineChange& each) {
        const auto& earmark = desk.world().at(each.line).earmark;
        const bool is_for_others = !participant.empty() && !earmark.empty() &&
                                   std::ranges::none_of(earmark, [&](ParticipantIndex of) {
                                       return desk.world().at(of).id == participant;
                                   });
        return is_for_others || !reader.may_see(View::supply, aliquot::row_of(desk, each.line));
    });
}

}  // namespace

int facility_pipeline_command(const FacilityView& view, const Output& output) {
    int code = done;
    const auto opened = visit_to_look(view, output, code);
    if (!opened) return code;
    const DeskState& desk = opened->live.desk();
    const auto& known = desk.world().participants;
    if (!view.participant.empty() &&
        std::ranges::find(known, view.participant, &Participant::id) == known.end())
        return report_error(
            {ErrorCode::not_found, "there is no such participant", view.participant, ""}, output);
    const Date since = view.since.value_or(desk.last_day() - Days{7});
    const auto past = opened->live.past(since);
    if (!past) return report_errors(past.error(), output);
    Shown shown{desk, pipeline(desk, desk.last_day()),
                changes(past->desk.get(), desk, past->since, desk.last_day()), since};
    keep_what_is_seen(shown, reader_of(*opened), view.participant);
    print(output.json ? as_json(shown).dump(2) + "\n" : in_text(shown));
    return done;
}

}  // namespace aliquot::cli
