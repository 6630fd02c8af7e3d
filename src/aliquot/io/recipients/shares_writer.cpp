// A shared pool as files: awards.csv and summary.json.
#include "aliquot/io/recipients/shares_writer.hpp"

#include <cmath>

#include <nlohmann/json.hpp>

#include "aliquot/io/new_folder.hpp"
#include "aliquot/io/recipients/block_writer.hpp"

namespace aliquot {

namespace {

using Json = nlohmann::ordered_json;
using writing::BlockWriter;

double millionths(double value) {
    return std::round(value * 1e6) / 1e6;
}

Result<void> write_awards(const std::filesystem::path& file, const NamedPool& named,
                          const Shares& shares) {
    BlockWriter out{file};
    out.add("recipient,supply,doses,courses\n");
    for (const Portion& portion : shares.portions) {
        const PooledLine& line = named.lines[portion.line];
        out.add(named.recipients[portion.recipient]);
        out.add(',');
        out.add(line.id);
        out.add(',');
        out.add(portion.courses * line.doses_per_course);
        out.add(',');
        out.add(portion.courses);
        out.add('\n');
    }
    return out.close();
}

Json covered(const NamedPool& named, const Covered& each) {
    return {{"recipient", named.recipients[each.recipient]},
            {"courses", each.courses},
            {"weight", each.weight},
            {"coverage", millionths(each.coverage())}};
}

Json lines(const NamedPool& named, const Shares& shares, const SharingFigures& figures) {
    Json list = Json::array();
    for (std::size_t j = 0; j < named.lines.size(); ++j) {
        const PooledLine& line = named.lines[j];
        const LineLevel& level = shares.levels[j];
        Json made{{"supply", line.id},
                  {"doses", line.doses},
                  {"courses", line.courses()},
                  {"shared_courses", figures.given_of_line[j]},
                  {"left_courses", line.courses() - figures.given_of_line[j]},
                  {"odd_doses", line.odd_doses()},
                  {"block", level.block}};
        if (level.block > 0 && level.weight > 0)
            made["level"] = {{"covered", level.covered}, {"weight", level.weight}};
        list.push_back(std::move(made));
    }
    return list;
}

}  // namespace

std::string shares_summary_json(const NamedPool& named, const Shares& shares,
                                const SharingFigures& figures) {
    Json summary = Json::object();
    summary["format"] = "aliquot-shares/1";
    summary["rule"] = "equal_coverage";
    summary["recipients"] = named.pool.recipients();
    summary["recipients_given_something"] = figures.given_something;
    summary["recipients_without_room"] = figures.without_room;
    summary["supply_doses"] = figures.supply_doses;
    summary["awarded_doses"] = figures.awarded_doses;
    summary["unallocated_doses"] = figures.supply_doses - figures.awarded_doses;
    summary["odd_doses"] = figures.odd_doses;
    summary["supply_courses"] = figures.supply_courses;
    summary["shared_courses"] = figures.shared_courses;
    summary["coverage"] = {{"lowest", covered(named, figures.lowest)},
                           {"median", millionths(figures.median)},
                           {"highest", covered(named, figures.highest)}};
    summary["blocks"] = figures.blocks;
    summary["lines"] = lines(named, shares, figures);
    summary["notices"] = named.notices;
    return summary.dump(2) + '\n';
}

Result<void> write_shares(const std::filesystem::path& folder, const NamedPool& named,
                          const Shares& shares, const SharingFigures& figures) {
    return write_new_folder(folder, [&](const std::filesystem::path& into) -> Result<void> {
        if (auto written = write_awards(into / "awards.csv", named, shares); !written)
            return written;
        BlockWriter summary{into / "summary.json"};
        summary.add(shares_summary_json(named, shares, figures));
        return summary.close();
    });
}

}  // namespace aliquot
