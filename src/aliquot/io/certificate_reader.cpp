// Reads a certificate: every member known, every name and number where it belongs.
#include <algorithm>
#include <charconv>
#include <limits>
#include <map>
#include <set>

#include <fmt/format.h>

#include "aliquot/io/cells.hpp"
#include "aliquot/io/certificate_file.hpp"
#include "aliquot/io/json_part.hpp"

namespace aliquot {

namespace {

using reading::Json;
using reading::JsonPart;
using reading::Places;
class Reader {
public:
    explicit Reader(std::string_view name) : problems_{name} {}

    Checked<CertificateFile> read(std::string_view bytes) {
        const Json json = reading::parse_json(bytes, problems_);
        if (problems_.errors().empty()) read_parts(json);
        if (problems_.errors().empty()) {
            if (auto fault = fault_of(file_.pool))
                problems_.add(fault->what, named(fault->where), fault->hint);
        }
        if (!problems_.errors().empty()) return tl::make_unexpected(problems_.errors());
        return std::move(file_);
    }

private:
    void read_parts(const Json& json) {
        JsonPart top{
            json, "", problems_, {"format", "about", "lines", "sets", "districts", "recipients"}};
        if (const std::string format = top.text("format");
            !format.empty() && format != certificate_format) {
            top.fail(fmt::format("\"format\" is \"{}\"", reading::printable(format)),
                     fmt::format("this program reads \"{}\"", certificate_format));
            return;
        }
        if (top.find("about")) file_.about = top.text("about");
        each(top.list("lines", true), "line",
             [this](const Json& row, std::string where) { read_line(row, std::move(where)); });
        each(top.list("sets", false), "set",
             [this](const Json& row, std::string where) { read_set(row, std::move(where)); });
        each(top.list("districts", false), "district",
             [this](const Json& row, std::string where) { read_district(row, std::move(where)); });
        const Json& recipients = top.list("recipients", true);
        each(recipients, "recipient",
             [this](const Json& row, std::string where) { read_recipient(row, std::move(where)); });
        Pool& pool = file_.pool;
        if (labelled_ != 0 && labelled_ != pool.lines())
            top.fail(
                fmt::format("{} of {} lines have no block", pool.lines() - labelled_, pool.lines()),
                "give each line its block, 0 for none; or leave it out everywhere");
        file_.has_levels = labelled_ != 0;
        if (!pool.tie_rank.empty() && pool.tie_rank.size() != pool.recipients())
            top.fail("some recipients have a rank and some have none",
                     "give all of them a rank, or none");
        if (!weeks_needed_) pool.weekly.clear();
        if (!pool.weeks.empty() && pool.weeks.size() != pool.lines())
            top.fail("some lines have weeks and some have none", "give all of them weeks, or none");
    }
    template <class Read>
    static void each(const Json& rows, std::string_view noun, Read read) {
        for (std::size_t k = 0; k < rows.size(); ++k)
            read(rows[k], fmt::format("{} {}", noun, k + 1));
    }

    void read_line(const Json& row, std::string where) {
        JsonPart part{
            row, std::move(where), problems_, {"id", "supply", "weeks", "block", "level"}};
        file_.lines.push_back(part.id("line", line_));
        file_.pool.supply.push_back(part.whole("supply", 0));
        if (part.find("weeks")) {
            const Json& weeks = part.list("weeks", true);
            const bool two = weeks.size() == 2;
            if (!two) part.fail("\"weeks\" are not two", "give the first and the last week");
            const auto week = [&](std::size_t k) {
                const std::int64_t number = two ? part.number(weeks[k], "weeks", 0) : 0;
                if (number >= most_weeks)
                    part.fail(fmt::format("there is no week {}", number), "count weeks from 0");
                return static_cast<std::uint32_t>(std::min(number, most_weeks));
            };
            file_.pool.weeks.push_back({week(0), week(1)});
        }
        LineLevel level;
        if (part.find("block")) {
            ++labelled_;
            const std::int64_t block = part.whole("block", 0);
            if (block > most_weeks)
                part.fail(fmt::format("there is no block {}", block), "count blocks from 1");
            level.block = static_cast<std::uint32_t>(std::min(block, most_weeks));
        }
        if (part.find("level")) read_level(part, level);
        file_.shares.levels.push_back(level);
    }
    static void read_level(JsonPart& part, LineLevel& level) {
        const std::string text = part.text("level");
        const char* end = text.data() + text.size();
        const auto covered = std::from_chars(text.data(), end, level.covered);
        if (covered.ec == std::errc{} && covered.ptr != end && *covered.ptr == '/') {
            const auto weight = std::from_chars(covered.ptr + 1, end, level.weight);
            if (weight.ec == std::errc{} && weight.ptr == end && level.covered >= 0 &&
                level.weight > 0)
                return;
        }
        part.fail(fmt::format("\"level\" is \"{}\"", reading::printable(text)),
                  "give covered/weight in whole numbers, as \"199/1000\"");
    }

    void read_set(const Json& row, std::string where) {
        JsonPart part{row, std::move(where), problems_, {"id", "lines"}};
        file_.sets.push_back(part.id("set", set_));
        file_.pool.sets.push_back(lines_of(part));
    }
    std::vector<LineNumber> lines_of(JsonPart& part) {
        std::vector<LineNumber> lines;
        for (const Json& each : part.list("lines", true))
            if (const auto line = part.known(each, "line", line_)) lines.push_back(*line);
        std::ranges::sort(lines);
        const auto twice = std::ranges::adjacent_find(lines);
        if (twice != lines.end())
            part.fail(fmt::format("line {} is named twice", file_.lines[*twice]), "name it once");
        return lines;
    }

    void read_district(const Json& row, std::string where) {
        JsonPart part{row, std::move(where), problems_, {"id", "most", "within"}};
        District district;
        if (const Json* within = part.find("within"))
            district.parent = part.known(*within, "earlier district", district_);
        file_.districts.push_back(part.id("district", district_));
        district.most = part.whole("most", 0, no_limit);
        file_.pool.districts.push_back(district);
    }

    void read_recipient(const Json& row, std::string where) {
        JsonPart part{row,
                      std::move(where),
                      problems_,
                      {"id", "weight", "held", "room", "rank", "lines", "limits", "set_rooms",
                       "weekly", "district", "given", "portions"}};
        Pool& pool = file_.pool;
        file_.recipients.push_back(part.id("recipient", recipient_));
        pool.weight.push_back(part.whole("weight", 0));
        pool.held.push_back(part.whole("held", 0, 0));
        pool.room.push_back(part.whole("room", 0, no_limit));
        if (const Json* rank = part.find("rank")) read_rank(part, *rank);
        const auto lines = lines_of(part);
        const auto [group, fresh] =
            groups_.emplace(lines, static_cast<std::uint32_t>(groups_.size()));
        if (fresh) {
            pool.group_lines.insert(pool.group_lines.end(), lines.begin(), lines.end());
            pool.group_begin.push_back(static_cast<std::uint32_t>(pool.group_lines.size()));
        }
        pool.group.push_back(group->second);
        read_limits(part);
        if (const Json* name = part.find("district")) {
            pool.district.resize(pool.recipients());
            pool.district.back() = part.known(*name, "district", district_);
        } else if (!pool.district.empty()) {
            pool.district.emplace_back();
        }
        file_.shares.given.push_back(part.whole("given", std::numeric_limits<std::int64_t>::min()));
        read_portions(part);
    }
    void read_rank(JsonPart& part, const Json& rank) {
        if (!rank.is_number_unsigned()) {
            part.fail(fmt::format("\"rank\" is {}", reading::shown(rank)),
                      "give a whole number, 0 or more, below 2^64");
            return;
        }
        file_.pool.tie_rank.push_back(rank.get<std::uint64_t>());
        if (!ranks_.insert(rank.get<std::uint64_t>()).second)
            part.fail("another recipient has the same rank", "give every recipient its own");
    }
    void read_limits(JsonPart& part) {
        Pool& pool = file_.pool;
        if (pool.pair_begin.empty()) pool.pair_begin.push_back(0);
        std::map<LineNumber, std::int64_t> limits;
        for (const Json& each : part.list("limits", false))
            if (const auto limit = part.named_number(each, "limits", "line", line_, 0))
                if (!limits.insert(*limit).second)
                    part.fail("a line has two limits", "give each line at most one");
        for (const auto& [line, most] : limits) {
            pool.pair_line.push_back(line);
            pool.pair_most.push_back(most);
        }
        pool.pair_begin.push_back(pool.pair_line.size());
        std::vector<std::int64_t> rooms(pool.sets.size(), no_limit);
        std::set<std::uint32_t> named;
        for (const Json& each : part.list("set_rooms", false))
            if (const auto room = part.named_number(each, "set_rooms", "set", set_, 0)) {
                if (!named.insert(room->first).second)
                    part.fail("a set has two rooms", "give each set at most one");
                if (room->first < rooms.size()) rooms[room->first] = room->second;
            }
        pool.set_room.insert(pool.set_room.end(), rooms.begin(), rooms.end());
        if (part.find("weekly")) weeks_needed_ = true;
        pool.weekly.push_back(part.whole("weekly", 0, no_limit));
    }
    // In any order in the file.
    void read_portions(JsonPart& part) {
        const auto recipient = static_cast<std::uint32_t>(file_.pool.recipients() - 1);
        const auto begin = static_cast<std::ptrdiff_t>(file_.shares.portions.size());
        for (const Json& each : part.list("portions", true))
            if (const auto portion = part.named_number(each, "portions", "line", line_,
                                                       std::numeric_limits<std::int64_t>::min()))
                file_.shares.portions.push_back({recipient, portion->first, portion->second});
        std::stable_sort(file_.shares.portions.begin() + begin, file_.shares.portions.end(),
                         [](const Portion& a, const Portion& b) { return a.line < b.line; });
    }

    // "recipient 17", counted from 0 by the pool, as "recipient 18 (ALDER)".
    [[nodiscard]] std::string named(const std::string& where) const {
        for (const auto& [noun, names] :
             {std::pair{"recipient ", &file_.recipients}, std::pair{"line ", &file_.lines},
              std::pair{"set ", &file_.sets}, std::pair{"district ", &file_.districts}}) {
            if (!where.starts_with(noun)) continue;
            const std::size_t at = std::stoul(where.substr(std::string_view{noun}.size()));
            return fmt::format("{}{} ({})", noun, at + 1, reading::printable(names->at(at)));
        }
        return where;
    }

    static constexpr std::int64_t most_weeks = 1'000'000'000;

    reading::Problems problems_;
    CertificateFile file_;
    Places line_;
    Places set_;
    Places district_;
    Places recipient_;
    std::map<std::vector<LineNumber>, std::uint32_t> groups_;
    std::set<std::uint64_t> ranks_;
    std::size_t labelled_ = 0;
    bool weeks_needed_ = false;
};

}  // namespace

Checked<CertificateFile> read_certificate(std::string_view name, std::string_view bytes) {
    return Reader{name}.read(bytes);
}

}  // namespace aliquot
