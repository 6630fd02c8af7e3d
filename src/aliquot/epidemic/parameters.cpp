// Default severity by age, and the orders in which ages are vaccinated.
#include "aliquot/epidemic/parameters.hpp"

#include "aliquot/core/check.hpp"

namespace aliquot::epidemic {

namespace {

// squire 0.7.1 (Imperial College London, MIT), the table of docs/methods/epidemic.md.
constexpr Severity severity_of_squire{
    .hospital = {0.000840764, 0.001182411, 0.001662887, 0.002338607, 0.003288907, 0.004625365,
                 0.006504897, 0.009148183, 0.012865577, 0.018093546, 0.025445917, 0.035785947,
                 0.050327683, 0.070778500, 0.099539573, 0.139987800, 0.233470395},
    .severe = {0.181354223, 0.181354223, 0.181354223, 0.137454906, 0.121938236, 0.122775613,
               0.136057441, 0.160922182, 0.196987378, 0.242011054, 0.289368845, 0.326537862,
               0.337229819, 0.309082553, 0.243794865, 0.160480254, 0.057084366},
    .oxygen_dies = {0.012553468, 0.013979635, 0.015567823, 0.016454101, 0.017999605, 0.020063626,
                    0.022686491, 0.026012496, 0.030268714, 0.035709645, 0.042416637, 0.049842448,
                    0.056400332, 0.060249095, 0.122602446, 0.184472303, 0.340529746},
    .no_oxygen_dies = at_every_age(0.5),
    .ventilated_dies = {0.226668959, 0.252420241, 0.281097009, 0.413005389, 0.518451493,
                        0.573413613, 0.576222065, 0.542535730, 0.493557696, 0.447376527,
                        0.416666608, 0.411186639, 0.443382594, 0.538718871, 0.570434076,
                        0.643352843, 0.992620047},
    .not_ventilated_dies = at_every_age(0.95)};

constexpr std::size_t first_worker = 3;    // 15-19
constexpr std::size_t first_elderly = 13;  // 65-69

// `share` of the bands from `first` up to, and without, `last`.
ByAge bands(std::size_t first, std::size_t last, double share) {
    ByAge row{};
    for (std::size_t i = first; i < last; ++i) row[i] = share;
    return row;
}

ByAge with(ByAge row, const ByAge& more) {
    for (std::size_t i = 0; i < ages; ++i) row[i] = more[i] > 0 ? more[i] : row[i];
    return row;
}

}  // namespace

const Severity& default_severity() {
    return severity_of_squire;
}

Priority priority_of(Strategy strategy, double coverage, double risk) {
    const ByAge workers = bands(first_worker, first_elderly, coverage);
    const ByAge workers_at_risk = bands(first_worker, first_elderly, coverage * risk);
    const ByAge elderly = bands(first_elderly, ages, coverage);
    const ByAge everybody = at_every_age(coverage);
    Priority rows;
    switch (strategy) {
        case Strategy::all:
            return {everybody};
        case Strategy::elderly:
            for (std::size_t k = 1; k <= ages; ++k) rows.push_back(bands(ages - k, ages, coverage));
            return rows;
        case Strategy::working_elderly_children:
            return {workers, with(workers, elderly), everybody};
        case Strategy::risk_first:
            return {workers_at_risk, with(workers_at_risk, elderly), with(workers, elderly),
                    everybody};
        case Strategy::risk_first_by_age:
            rows.push_back(workers_at_risk);
            for (std::size_t k = 1; k <= ages; ++k)
                rows.push_back(with(workers_at_risk, bands(ages - k, ages, coverage)));
            return rows;
    }
    ALIQUOT_CHECK(false);
    return rows;
}

}  // namespace aliquot::epidemic
