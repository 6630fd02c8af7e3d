// A sign counts where nine of ten members agree on it, and the same in every ensemble.
#include "aliquot/io/epidemic/verdicts.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "aliquot/io/run/csv_writer.hpp"

namespace aliquot {

namespace {

using report::Html;

int sign_of(const OverMembers& fewer) {
    return fewer.low > 0 ? 1 : fewer.high < 0 ? -1 : 0;
}

// The places of the first ensemble's runs in another.
Result<std::vector<std::size_t>> places_in(const NamedEnsemble& other, const NamedEnsemble& first) {
    const auto conflict = [&](std::string what) {
        return tl::unexpected(
            Error{ErrorCode::conflict, std::move(what), other.name,
                  fmt::format("name ensembles of the same runs and participants as {}, with other "
                              "settings",
                              first.name)});
    };
    const ComparisonHead& there = other.compared.head;
    const ComparisonHead& here = first.compared.head;
    if (there.runs.size() != here.runs.size()) return conflict("it has more or fewer runs");
    std::vector<std::size_t> places;
    for (const ComparedRun& run : here.runs) {
        const auto found = std::ranges::find_if(there.runs, [&](const ComparedRun& each) {
            return each.inputs_sha256 == run.inputs_sha256 && each.rule == run.rule;
        });
        if (found == there.runs.end())
            return conflict(fmt::format("it does not have the run {}", run.folder));
        places.push_back(static_cast<std::size_t>(found - there.runs.begin()));
    }
    if (!std::ranges::equal(there.participants, here.participants, {}, &ComparedPopulation::id,
                            &ComparedPopulation::id))
        return conflict("it is of other participants");
    return places;
}

std::string capital(std::string text) {
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z')
        text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
}

// "64,691 (62,181 to 67,212)" deaths more averted by the one that averts more.
std::string how_many(OverMembers fewer, int sign) {
    if (sign < 0) {
        fewer.mean = -fewer.mean;
        fewer.low = -std::exchange(fewer.high, -fewer.low);
    }
    return with_range(fewer);
}

// "the first averts 58 (-68 to 189) more, but only in 75 % of members"
std::string leaning(const OverMembers& fewer) {
    const int sign = fewer.mean > 0 ? 1 : -1;
    return fmt::format("{} averts {} more, but only in {:.0f} % of members",
                       sign > 0 ? "the second" : "the first", how_many(fewer, sign),
                       100 * (sign > 0 ? fewer.above_zero : fewer.below_zero));
}

std::string of_one(const Verdict& v, const std::vector<std::string>& names) {
    const OverMembers& fewer = v.fewer.front();
    const int sign = v.sign();
    if (sign == 0)
        return fmt::format("This model cannot say which averts more deaths, {} or {}: {}.",
                           names[v.first], names[v.second], leaning(fewer));
    return capital(fmt::format("{} averts more deaths than {}: {} more, in {:.0f} % of members.",
                               names[sign > 0 ? v.second : v.first],
                               names[sign > 0 ? v.first : v.second], how_many(fewer, sign),
                               100 * (sign > 0 ? fewer.above_zero : fewer.below_zero)));
}

std::string of_several(const Verdict& v, const std::vector<std::string>& names,
                       const std::vector<std::string>& of_ensembles) {
    const int sign = v.sign();
    if (sign != 0) {
        const auto [least, most] =
            std::ranges::minmax(v.fewer, {}, [&](const OverMembers& f) { return sign * f.mean; });
        return capital(
            fmt::format("{} averts more deaths than {} in every ensemble: {} to {} "
                        "more, by the mean of each.",
                        names[sign > 0 ? v.second : v.first], names[sign > 0 ? v.first : v.second],
                        in_groups(sign * least.mean), in_groups(sign * most.mean)));
    }
    std::vector<std::string> parts;
    for (const auto& [which, words] : {std::pair{-1, "the first by {}"},
                                       {1, "the second by {}"},
                                       {0, "neither for sure by {}"}}) {
        std::vector<std::string> by;
        for (std::size_t k = 0; k < v.fewer.size(); ++k)
            if (sign_of(v.fewer[k]) == which) by.push_back(of_ensembles[k]);
        if (!by.empty())
            parts.push_back(
                fmt::format(fmt::runtime(words), fmt::format("{}", fmt::join(by, ", "))));
    }
    return fmt::format("This model cannot say which averts more deaths, {} or {}: {}.",
                       names[v.first], names[v.second], fmt::join(parts, "; "));
}

// What the sentences of several ensembles rest on.
Html table_of_figures(const std::vector<Verdict>& all, const std::vector<std::string>& names,
                      const std::vector<std::string>& of_ensembles) {
    Html out;
    out.put(
        "<details><summary>Deaths that the second averts more than the first, by ensemble"
        "</summary><div class=\"scroll\"><table class=\"wide\"><thead><tr>"
        "<th scope=\"col\">First, second</th>");
    for (const std::string& each : of_ensembles) out.put("<th scope=\"col\">{}</th>", each);
    out.put("</tr></thead><tbody>\n");
    for (const Verdict& v : all) {
        out.put("<tr><th scope=\"row\">{}, {}</th>", names[v.first], names[v.second]);
        for (const OverMembers& each : v.fewer) out.put("<td>{}</td>", with_range(each));
        out.put("</tr>\n");
    }
    return out.put("</tbody></table></div></details>\n");
}

}  // namespace

int Verdict::sign() const {
    const int sign = sign_of(fewer.front());
    const bool everywhere =
        std::ranges::all_of(fewer, [&](const OverMembers& each) { return sign_of(each) == sign; });
    return everywhere ? sign : 0;
}

bool Verdict::alike() const {
    return std::ranges::all_of(
        fewer, [](const OverMembers& each) { return each.above_zero + each.below_zero == 0; });
}

Result<std::vector<Verdict>> verdicts(std::span<const NamedEnsemble> ensembles) {
    std::vector<std::vector<std::size_t>> places;
    for (const NamedEnsemble& each : ensembles) {
        auto found = places_in(each, ensembles.front());
        if (!found) return tl::unexpected(found.error());
        places.push_back(*std::move(found));
    }
    const std::size_t runs = ensembles.front().compared.head.runs.size();
    std::vector<Verdict> all;
    for (std::size_t a = 0; a < runs; ++a)
        for (std::size_t b = a + 1; b < runs; ++b) {
            Verdict verdict{a, b, {}};
            for (std::size_t k = 0; k < ensembles.size(); ++k)
                verdict.fewer.push_back(over_members(
                    deaths_averted(ensembles[k].compared, places[k][a], places[k][b])));
            all.push_back(std::move(verdict));
        }
    return all;
}

std::vector<Verdict> verdicts(const ComparedRuns& compared) {
    const std::size_t runs = compared.head.runs.size();
    std::vector<Verdict> all;
    for (std::size_t a = 0; a < runs; ++a)
        for (std::size_t b = a + 1; b < runs; ++b)
            all.push_back({a, b, {over_members(deaths_averted(compared, a, b))}});
    return all;
}

std::vector<std::string> names_of_runs(const ComparedRuns& compared) {
    std::vector<std::string> names;
    for (const ComparedRun& each : compared.head.runs)
        names.push_back(fmt::format("run {} ({})", names.size() + 1, each.rule));
    return names;
}

std::string in_words(const Verdict& v, const std::vector<std::string>& names,
                     const std::vector<std::string>& of_ensembles) {
    if (v.alike())
        return capital(fmt::format("{} and {} avert as many deaths, in every member.",
                                   names[v.first], names[v.second]));
    return v.fewer.size() == 1 ? of_one(v, names) : of_several(v, names, of_ensembles);
}

Html verdicts_html(const std::vector<Verdict>& all, const std::vector<std::string>& names,
                   const std::vector<std::string>& of_ensembles) {
    Html open;
    Html said;
    std::size_t count = 0;
    for (const Verdict& each : all) {
        const bool cannot = each.sign() == 0 && !each.alike();
        (cannot ? open : said).put("<li>{}</li>\n", in_words(each, names, of_ensembles));
        count += cannot ? 0 : 1;
    }
    Html out;
    if (all.empty()) return out;
    out.put("<h3>Which averts more deaths</h3>\n<p>{}</p>\n",
            of_ensembles.size() > 1
                ? "The model says so where nine of ten members of every ensemble agree."
                : "The model says so where nine of ten members agree: their range from 5 % to "
                  "95 % has no zero in it.");
    if (!open.empty()) out.put("<ul class=\"cannot-say\">\n{}</ul>\n", open);
    if (count > 15)
        out.put("<details><summary>{} other pairs, of which it says which averts more</summary>",
                count);
    if (count > 0) out.put("<ul>\n{}</ul>\n", said);
    if (count > 15) out.put("</details>\n");
    if (of_ensembles.size() > 1) out += table_of_figures(all, names, of_ensembles);
    return out;
}

std::string undecided_text(const std::vector<Verdict>& all, const std::vector<std::string>& names) {
    std::string text;
    for (const Verdict& v : all)
        if (v.sign() == 0 && !v.alike())
            text += fmt::format("  {} or {}: {}\n", names[v.first], names[v.second],
                                leaning(v.fewer.front()));
    return text.empty() ? text : "This model cannot say which averts more deaths:\n" + text;
}

std::string pairs_csv(const ComparedRuns& compared, const std::vector<std::string>& names) {
    CsvWriter csv{
        "first,second,first_name,second_name,fewer_deaths_mean,fewer_deaths_q05,fewer_deaths_q95,"
        "members_with_fewer,members_with_more,averts_more"};
    for (const Verdict& v : verdicts(compared)) {
        const OverMembers& fewer = v.fewer.front();
        const std::string more = v.alike()       ? "alike"
                                 : v.sign() == 0 ? "cannot say"
                                 : v.sign() > 0  ? "second"
                                                 : "first";
        csv.row(static_cast<std::int64_t>(v.first + 1), static_cast<std::int64_t>(v.second + 1),
                std::string_view{names[v.first]}, std::string_view{names[v.second]},
                in_six(fewer.mean), in_six(fewer.low), in_six(fewer.high), in_six(fewer.above_zero),
                in_six(fewer.below_zero), std::string_view{more});
    }
    return csv.text();
}

}  // namespace aliquot
