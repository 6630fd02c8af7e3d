// scenario.toml, with overrides put over it, as Settings.
#include "aliquot/io/settings_reader.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "aliquot/domain/rule_words.hpp"
#include "aliquot/io/section.hpp"
#include "aliquot/io/table.hpp"

namespace aliquot::reading {

namespace {

using std::chrono::year_month_day;

constexpr std::string_view format_name = "aliquot-scenario/1";
constexpr Share tenfold = Share::billionths(10 * Share::one);
constexpr Share most_severe = Share::billionths(1000 * Share::one);
constexpr std::size_t most_rounds = 1000;
constexpr WholeRange days{0, 3650, "days"};

constexpr std::array<std::string_view, 2> counts_names{"all_sources", "facility_only"};
constexpr std::array<std::string_view, 2> measure_names{"courses", "doses"};
constexpr std::array<std::string_view, 2> tie_names{"id", "lottery"};
constexpr std::array<std::string_view, 3> rounding_names{"adams", "webster", "jefferson"};
constexpr std::array<std::string_view, 2> polish_names{"none", "mip"};
constexpr std::array<std::string_view, 3> interval_names{"month", "fortnight", "week"};
constexpr std::array<std::string_view, 1> reallocation_names{"most_severely_affected"};

// The same day of a later month, or the last day of a month that is too short.
Date months_after(Date start, int months) {
    const year_month_day first{start};
    const auto month = first.year() / first.month() + std::chrono::months{months};
    const year_month_day last{month / std::chrono::last};
    return Date{month / std::min(first.day(), last.day())};
}

Date round_after(Date start, std::size_t interval, int count) {
    if (interval == 0) return months_after(start, count);
    return start + Days{(interval == 1 ? 14 : 7) * count};
}

class SettingsReader {
public:
    SettingsReader(const Setting& root, Findings& findings) : top_{&root, "", findings} {}

    ReadSettings read() {
        read_top();
        read_rounds();
        read_rule();
        Section buffer = top_.section("buffer");
        settings().buffer = buffer.share("share", Share::whole()).value_or(Share{});
        buffer.finish();
        read_gates();
        read_lots();
        read_reallocation();
        read_delivery();
        read_evidence();
        top_.finish();
        return std::move(result_);
    }

private:
    Settings& settings() { return result_.settings; }

    void read_top() {
        if (const Setting* format = top_.find("format"); format == nullptr) {
            top_.missing("format", fmt::format("write format = \"{}\"", format_name));
        } else if (const auto* name = std::get_if<std::string>(&format->value);
                   name == nullptr || *name != format_name) {
            top_.wrong(*format, "format", "not a format that this program reads",
                       fmt::format("write format = \"{}\"", format_name));
        }
        settings().title = top_.text("title").value_or("");
        if (top_.find("title") == nullptr) top_.missing("title", "write title = \"...\"");
        const auto start = top_.date("start");
        const auto end = top_.date("end");
        const Setting* end_setting = top_.find("end");
        settings().seed = top_.whole("seed", {0, INT64_MAX, ""}).value_or(1);
        if (top_.find("start") == nullptr) top_.missing("start", "write start = 2021-02-01");
        if (end_setting == nullptr) top_.missing("end", "write end = 2021-12-31");
        if (!start || !end) return;
        settings().start = *start;
        settings().end = *end;
        if (*end < *start) {
            top_.wrong(
                *end_setting, "end",
                fmt::format("{} is before the start, {}", format_date(*end), format_date(*start)),
                "");
            return;
        }
        result_.dates_known = true;
    }

    void read_rounds() {
        Section rounds = top_.section("rounds");
        settings().horizon_days = rounds.whole("horizon_days", days).value_or(30);
        const Setting* dates = rounds.find("dates");
        const Setting* every = rounds.find("every");
        const auto interval = rounds.one_of("every", interval_names, "interval");
        rounds.finish();
        // The one that an override gives replaces the one that the file gives.
        if (dates != nullptr && every != nullptr) {
            if (!every->override_text.empty() && dates->override_text.empty()) {
                dates = nullptr;
            } else if (!dates->override_text.empty() && every->override_text.empty()) {
                every = nullptr;
            } else {
                rounds.wrong(*every, "every", "both dates and every are given", "give one of them");
                result_.dates_known = false;
                return;
            }
        }
        if (dates == nullptr && every == nullptr) {
            rounds.missing("dates", "write dates = [2021-02-01], or every = \"month\"");
            result_.dates_known = false;
        } else if (dates != nullptr) {
            read_round_dates(rounds, *dates);
        } else if (interval && result_.dates_known) {
            make_rounds(rounds, *every, *interval);
        } else {
            result_.dates_known = false;
        }
    }

    void make_rounds(Section& rounds, const Setting& every, std::size_t interval) {
        auto& made = settings().rounds;
        for (int i = 0;; ++i) {
            const Date date = round_after(settings().start, interval, i);
            if (date > settings().end) return;
            if (made.size() == most_rounds) break;
            made.push_back(date);
        }
        rounds.wrong(every, "every", "more than 1,000 rounds", "choose an earlier end");
        result_.dates_known = false;
    }

    void read_round_dates(Section& rounds, const Setting& dates) {
        const auto* list = std::get_if<Setting::List>(&dates.value);
        const bool range_known = result_.dates_known;
        bool sound = true;
        const auto fail = [&](const Setting& setting, std::string what, std::string hint) {
            rounds.wrong(setting, "dates", std::move(what), std::move(hint));
            sound = false;
        };
        if (list == nullptr) {
            fail(dates, fmt::format("expected a list of dates, found {}", dates.kind()),
                 "write dates = [2021-02-01]");
        } else if (list->empty()) {
            fail(dates, "there is no round", "give at least one date");
        } else if (list->size() > most_rounds) {
            fail(dates, "more than 1,000 rounds", "give fewer dates");
        } else {
            auto& made = settings().rounds;
            for (const Setting& entry : *list) {
                const auto date = rounds.date_of(entry, "dates");
                if (!date) {
                    sound = false;
                    continue;
                }
                const std::string text = format_date(*date);
                if (range_known && (*date < settings().start || *date > settings().end))
                    fail(entry, fmt::format("round {} is not between the start and the end", text),
                         fmt::format("give a day from {} to {}", format_date(settings().start),
                                     format_date(settings().end)));
                else if (!made.empty() && *date <= made.back())
                    fail(entry,
                         fmt::format("round {} is not after the one before, {}", text,
                                     format_date(made.back())),
                         "give each date once, in ascending order");
                made.push_back(*date);
            }
        }
        result_.dates_known = range_known && sound;
    }

    void read_rule() {
        Section rule = top_.section("rule");
        RuleSettings& made = settings().rule;
        made.name = rule_names.at(rule.one_of("name", rule_names, "rule").value_or(0));
        made.counts = static_cast<HeldCounts>(rule.one_of("counts", counts_names).value_or(0));
        made.measure = static_cast<EvenedOut>(rule.one_of("measure", measure_names).value_or(0));
        made.ceiling = rule.share("ceiling", tenfold).value_or(made.ceiling);
        made.tie = static_cast<TieBreak>(rule.one_of("tie", tie_names).value_or(0));
        made.threshold = rule.share("threshold", tenfold).value_or(made.threshold);
        if (const Setting* rate = rule.find("rate_doses_per_head")) {
            const auto* table = std::get_if<Setting::Table>(&rate->value);
            if (table == nullptr) {
                made.rate_doses_per_head = rule.share_of(*rate, "rate_doses_per_head", tenfold);
            } else {
                for (const auto& [product, entry] : *table) {
                    const std::string key = "rate_doses_per_head." + product;
                    if (const auto share = rule.share_of(entry, key, tenfold))
                        result_.rates.emplace_back(rule.mention(entry, key, product), *share);
                }
            }
        }
        made.pooled = rule.flag("pooled").value_or(false);
        if (made.pooled && rule.find("rate_doses_per_head") != nullptr)
            rule.wrong(*rule.find("pooled"), "pooled",
                       "one rate for all products, and rate_doses_per_head fixes rates of products",
                       "give one of them");
        read_severity(rule, made.severity);
        read_lives(rule, made.lives);
        rule.finish();
    }

    static void read_severity(Section& rule, SeveritySettings& made) {
        made.robust = static_cast<Robust>(
            rule.one_of("robust", robust_names).value_or(static_cast<std::size_t>(made.robust)));
        made.strength = rule.share("severity_strength", tenfold).value_or(made.strength);
        made.reference = rule.share("severity_reference", most_severe).value_or(made.reference);
        if (made.reference == Share{})
            rule.wrong(*rule.find("severity_reference"), "severity_reference",
                       "no deaths are no measure", "give deaths per million people and week");
        made.window_days = rule.whole("severity_window_days", {1, 3650, "days"});
        made.under_reporting =
            rule.share("severity_under_reporting", most_severe).value_or(made.under_reporting);
        if (made.under_reporting < Share::whole())
            rule.wrong(*rule.find("severity_under_reporting"), "severity_under_reporting",
                       "fewer would have died than were reported", "give 1 or more");
    }

    static void read_lives(Section& rule, LivesSettings& made) {
        made.floor = rule.share("floor", Share::whole()).value_or(made.floor);
        made.days = rule.whole("lives_days", {1, 3650, "days"}).value_or(made.days);
        made.foresight =
            static_cast<Foresight>(rule.one_of("lives_foresight", foresight_names).value_or(0));
        made.r0 = rule.share("lives_r0", tenfold).value_or(made.r0);
    }

    void read_gates() {
        Section gates = top_.section("gates");
        GateSettings& made = settings().gates;
        made.shelf_life_on_arrival_days = gates.whole("shelf_life_on_arrival_days", days)
                                              .value_or(made.shelf_life_on_arrival_days);
        made.offer_deadline_days =
            gates.whole("offer_deadline_days", days).value_or(made.offer_deadline_days);
        // An answer without a date comes by the deadline, however short that is.
        made.answer_days = std::min(made.answer_days, made.offer_deadline_days);
        if (const auto answer = gates.whole("answer_days", days)) {
            made.answer_days = *answer;
            if (*answer > made.offer_deadline_days)
                gates.wrong(*gates.find("answer_days"), "answer_days",
                            fmt::format("{} days is after the deadline, {} days", *answer,
                                        made.offer_deadline_days),
                            "an answer after offer_deadline_days would count as silence");
        }
        made.required_steps = steps(gates);
        for (const Mention& code : gates.texts("off")) {
            const auto* named =
                std::find(exclusion_code_names.begin(), exclusion_code_names.end(), code.id);
            if (code.id == "all") {
                for (std::size_t i = 0; i < exclusion_code_names.size(); ++i)
                    made.off.insert(static_cast<ExclusionCode>(i));
            } else if (named != exclusion_code_names.end()) {
                made.off.insert(static_cast<ExclusionCode>(named - exclusion_code_names.begin()));
            } else {
                std::vector<std::string_view> words{"all"};
                words.insert(words.end(), exclusion_code_names.begin(), exclusion_code_names.end());
                gates.wrong_word(*gates.find("off"), "off", "exclusion code", code.id, words);
            }
        }
        gates.finish();
    }

    std::vector<std::string> steps(Section& section) {
        std::vector<std::string> names;
        for (Mention& step : section.texts("required_steps")) {
            if (std::find(names.begin(), names.end(), step.id) != names.end()) continue;
            names.push_back(step.id);
            result_.steps.push_back(std::move(step));
        }
        return names;
    }

    void read_lots() {
        Section lots = top_.section("lots");
        settings().lots.respect = lots.flag("respect").value_or(true);
        settings().lots.rounding =
            static_cast<Rounding>(lots.one_of("rounding", rounding_names).value_or(std::size_t{1}));
        settings().lots.polish =
            static_cast<Polish>(lots.one_of("polish", polish_names).value_or(std::size_t{0}));
        lots.finish();
    }

    void read_reallocation() {
        Section section = top_.section("reallocation");
        ReallocationSettings& made = settings().reallocation;
        made.rule = reallocation_names.at(section.one_of("rule", reallocation_names).value_or(0));
        made.recipients =
            section.whole("recipients", {1, 1000, "participants"}).value_or(made.recipients);
        made.window_days =
            section.whole("window_days", {1, 3650, "days"}).value_or(made.window_days);
        const auto end = [&](const char* key, Robust usual) {
            return static_cast<Robust>(
                section.one_of(key, robust_names).value_or(static_cast<std::size_t>(usual)));
        };
        made.qualify = end("qualify", made.qualify);
        made.order = end("order", made.order);
        section.finish();
    }

    void read_delivery() {
        Section section = top_.section("delivery");
        DeliverySettings& made = settings().delivery;
        made.transit_days = section.whole("transit_days", days).value_or(made.transit_days);
        made.required_steps = steps(section);
        section.finish();
    }

    void read_evidence() {
        Section section = top_.section("evidence");
        settings().evidence.counts = static_cast<Belief>(
            section.one_of("counts", belief_names, "belief")
                .value_or(static_cast<std::size_t>(settings().evidence.counts)));
        settings().evidence.doubted = static_cast<Robust>(
            section.one_of("doubted", robust_names)
                .value_or(static_cast<std::size_t>(settings().evidence.doubted)));
        section.finish();
    }

    Section top_;
    ReadSettings result_;
};

}  // namespace

ReadSettings read_settings(const Folder& folder, std::span<const std::string> overrides,
                           Findings& findings) {
    const Spot start{"scenario.toml", {}, 0, ""};
    const auto text = folder.files.find("scenario.toml");
    if (text == folder.files.end()) return {};
    auto root = parse_toml(text->second, "scenario.toml");
    if (!root) {
        findings.add(start, std::move(root.error()));
        return {};
    }
    for (const std::string& override_text : overrides) {
        auto applied = apply_override(*root, override_text);
        if (!applied) findings.add(start, std::move(applied.error()));
    }
    return SettingsReader{*root, findings}.read();
}

}  // namespace aliquot::reading
