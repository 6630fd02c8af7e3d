// The scenario that `aliquot scenario new` writes: small, fictional, and explained line by line.
#include "aliquot/io/scenario_reader.hpp"

namespace aliquot {

namespace {

constexpr const char* settings_text =
    R"(# A scenario: settings here, tables beside it. See README.md.
# Every setting below stands at its default, unless its comment says otherwise.
format = "aliquot-scenario/1"          # required
title = "Five islands share their first supply"   # required; heads every report
start = 2022-01-01                     # required: the first day that is replayed
end = 2022-06-30                       # required: the last day
seed = 1                               # decides lotteries, if there are any

[rounds]
# Required: when newly confirmed supply is shared. Either dates, or every = "month",
# "fortnight" or "week", counted from the start.
dates = [2022-01-03, 2022-03-01, 2022-05-02]
horizon_days = 30                      # supply available so many days after the round is in it

[rule]
name = "equal_coverage"                # `aliquot rules` lists them
counts = "all_sources"                 # doses from elsewhere count as held; or "facility_only"
ceiling = 1.0                          # share of its population that a participant may reach
tie = "id"                             # between equals the smaller id; or "lottery", by the seed
threshold = 0.2                        # rule least_covered only: who is below it takes part
pooled = false                         # rule proportional only: one rate for all products
robust = "middle"                      # rule severity_weighted only: which deaths are believed;
                                       # or "lower", "upper"
severity_strength = 1.0                # ... at the reference, owed 1 + strength times as much
severity_reference = 10                # ... deaths per million people and week
severity_under_reporting = 3           # ... at most so many times the reported deaths
floor = 0.5                            # rule most_deaths_averted only: of its equal share, what
                                       # everybody keeps
lives_days = 180                       # ... deaths are counted so far ahead
lives_foresight = "alike"              # ... an epidemic of equal force everywhere; or "last",
                                       # as each was; or "perfect", as it came: for looking back
lives_r0 = 3                           # ... that force: how many one person infects

[buffer]
share = 0.0                            # of every supply line, held back

[gates]
shelf_life_on_arrival_days = 70        # doses that would arrive with less are not offered
offer_deadline_days = 14               # an offer that is not answered by then lapses
answer_days = 7                        # when an answer without a date arrives
required_steps = ["plan_validated"]    # must hold on the offer date (default: none)
off = []                               # exclusion codes that are not applied, or ["all"]

[lots]
respect = true                         # share in allocation lots; false: in whole courses
rounding = "webster"                   # of lots: to the nearest; or "adams" (up), "jefferson"

[reallocation]
rule = "most_severely_affected"        # who gets declined, lapsed and returned doses
recipients = 5                         # shared among so many at a time
window_days = 28                       # severity is measured over so many days before
qualify = "lower"                      # severely affected is whoever has deaths at this end of the
order = "middle"                       # interval, and the most at this end comes first

[delivery]
transit_days = 7                       # from dispatch to arrival
required_steps = []                    # must hold before accepted doses are dispatched
)";

constexpr const char* participants_text =
    "participant,name,population,group,request_share,latitude,longitude\n"
    "ALDER,Alder Island,1200000,inner,1.0,10.5,-40.2\n"
    "BIRCH,Birch Island,350000,inner,1.0,11.0,-39.4\n"
    "CEDAR,Cedar Island,84000,outer,0.7,12.3,-38.8\n"
    "ELDER,Elder Island,640000,outer,1.0,9.1,-41.0\n"
    "HAZEL,\"Hazel Island, with its reefs\",9000,outer,1.0,8.4,-42.7\n";

constexpr const char* products_text =
    "product,name,doses_per_course,storage_class,volume_cm3_per_dose,lot_doses,"
    "minimum_shipment_doses,shelf_life_days\n"
    "ONEDOSE,One-dose vaccine,1,fridge,3.2,50,0,180\n"
    "TWODOSE,Two-dose vaccine,2,fridge,2.1,100,200,270\n";

constexpr const char* supply_text =
    "supply,product,doses,available,expires,kind,donor,earmark\n"
    "TWODOSE-2022-01,TWODOSE,600000,2022-01-10,,purchase_agreement,,*\n"
    "ONEDOSE-2022-03,ONEDOSE,250000,2022-03-05,2022-08-31,purchase_agreement,,*\n"
    "TWODOSE-2022-05,TWODOSE,420000,2022-05-09,,donation,Mainland,CEDAR;ELDER;HAZEL\n";

constexpr const char* other_supply_text =
    "participant,date,product,doses,channel\n"
    "ALDER,2021-12-15,TWODOSE,150000,bilateral\n"
    "BIRCH,2022-02-10,OTHER,20000,donation\n";

constexpr const char* readiness_text =
    "participant,step,from,until,product\n"
    "ALDER,plan_validated,2021-12-01,,*\n"
    "BIRCH,plan_validated,2021-12-01,,*\n"
    "CEDAR,plan_validated,2021-12-20,,*\n"
    "ELDER,plan_validated,2022-02-15,,*\n"
    "HAZEL,plan_validated,2021-12-01,,*\n";

constexpr const char* readme_text = R"(# A scenario to start from

Five fictional islands share three supply lines in three rounds. Change anything.

| file | holds |
| --- | --- |
| `scenario.toml` | the settings: rounds, rule, gates; every one has a comment |
| `participants.csv` | who takes part, with how many people |
| `products.csv` | the vaccines, with doses per course and allocation lots |
| `supply.csv` | the doses to share: how many, from when, for whom |
| `other_supply.csv` | doses that participants get elsewhere |
| `readiness.csv` | steps that a participant must have done, and since when |

More tables may be added; the reference page of the scenario format lists them all.

    aliquot scenario check .        # names everything that is wrong, with file, row and column
    aliquot run . --out ../out      # replays it, and writes ../out/report.html
)";

}  // namespace

Folder starter_scenario() {
    return {"starter",
            {{"README.md", readme_text},
             {"scenario.toml", settings_text},
             {"participants.csv", participants_text},
             {"products.csv", products_text},
             {"supply.csv", supply_text},
             {"other_supply.csv", other_supply_text},
             {"readiness.csv", readiness_text}}};
}

}  // namespace aliquot
