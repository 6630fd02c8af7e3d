// Rows in the order of runs, members and weeks.
#include "aliquot/io/epidemic/week_tables.hpp"

#include "aliquot/io/epidemic/over_members.hpp"
#include "aliquot/io/run/csv_writer.hpp"

namespace aliquot {

using epidemic::WeekFigures;

std::string weeks_csv(const ComparedRuns& c) {
    CsvWriter csv{
        "run,rule,first_day,days,infections_mean,infections_q05,infections_q95,"
        "hospital_admissions_mean,hospital_admissions_q05,hospital_admissions_q95,deaths_mean,"
        "deaths_q05,deaths_q95,deaths_averted_mean,deaths_averted_q05,deaths_averted_q95,"
        "deaths_averted_so_far_mean,deaths_averted_so_far_q05,deaths_averted_so_far_q95"};
    for (std::size_t r = 0; r < c.head.runs.size(); ++r)
        for (std::size_t week = 0; week < c.weeks.weeks(); ++week) {
            const auto of = [&](WeekFigure figure) {
                return over_members(of_week(c, r, figure, week));
            };
            const OverMembers infections = of(&WeekFigures::infections);
            const OverMembers admissions = of(&WeekFigures::admissions);
            const OverMembers deaths = of(&WeekFigures::deaths);
            const OverMembers averted = over_members(deaths_averted_in(c, r, week, week + 1));
            const OverMembers so_far = over_members(deaths_averted_in(c, r, 0, week + 1));
            const auto of_difference = [&](double value) {
                return r == 0 ? std::string{} : in_six(value);
            };
            csv.row(static_cast<std::int64_t>(r + 1), std::string_view{c.head.runs[r].rule},
                    first_day_of(c.head, week), epidemic::days_in_week(c.head.days, week),
                    in_six(infections.mean), in_six(infections.low), in_six(infections.high),
                    in_six(admissions.mean), in_six(admissions.low), in_six(admissions.high),
                    in_six(deaths.mean), in_six(deaths.low), in_six(deaths.high),
                    of_difference(averted.mean), of_difference(averted.low),
                    of_difference(averted.high), of_difference(so_far.mean),
                    of_difference(so_far.low), of_difference(so_far.high));
        }
    return csv.text();
}

std::string member_weeks_csv(const ComparedRuns& c) {
    CsvWriter csv{"run,member,first_day,infections,hospital_admissions,deaths"};
    for (std::size_t r = 0; r < c.head.runs.size(); ++r)
        for (std::size_t m = 0; m < c.figures.members(); ++m)
            for (std::size_t week = 0; week < c.weeks.weeks(); ++week) {
                const WeekFigures& f = c.weeks.at(r, m, week);
                csv.row(static_cast<std::int64_t>(r + 1),
                        c.first_member + static_cast<std::int64_t>(m) + 1,
                        first_day_of(c.head, week), f.infections, f.admissions, f.deaths);
            }
    return csv.text();
}

}  // namespace aliquot
