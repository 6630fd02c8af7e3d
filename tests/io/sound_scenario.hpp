// A small sound scenario that uses every table, for tests to break or to shuffle.
#pragma once

#include "aliquot/io/folder.hpp"

namespace aliquot_test {

inline aliquot::Folder sound_scenario() {
    return {
        "sound",
        {{"scenario.toml",
          "format = \"aliquot-scenario/1\"\ntitle = \"Four\"\nstart = 2021-02-01\n"
          "end = 2021-12-31\n\n[rounds]\ndates = [2021-03-01, 2021-06-01]\n\n"
          "[rule]\nname = \"equal_coverage\"\n\n"
          "[gates]\nrequired_steps = [\"permit\"]\n"},
         {"participants.csv",
          "participant,name,population,weight,latitude,longitude\n"
          "AAA,Alpha,1000000,1,1.5,-2.25\nBBB,Beta,200000,2,,\n"
          "CCC,\"Gamma, the \"\"third\"\"\",30000,,,\nDDD,Delta,4000,1,,\n"},
         {"products.csv",
          "product,name,doses_per_course,storage_class,volume_cm3_per_dose,lot_doses,"
          "shelf_life_days,efficacy_disease\n"
          "one,One-dose,1,fridge,2.109,50,180,0.9\ntwo,Two-dose,2,ultra_cold,,100,,\n"
          "three,Three-dose,3,,,,,\n"},
         {"supply.csv",
          "supply,product,doses,available,expires,kind,donor,earmark\n"
          "S1,two,50000,2021-02-20,2021-09-30,purchase_agreement,,\n"
          "S2,one,30000,2021-02-15,,donation,Neighbour,BBB;AAA\n"
          "S3,two,10000,2021-05-30,,,,*\n"},
         {"other_supply.csv",
          "participant,date,product,doses,channel\nAAA,2021-01-15,one,5000,facility\n"
          "AAA,2021-03-31,other,700,\nBBB,2021-04-30,three,900,donation\n"},
         {"readiness.csv",
          "participant,step,from,until,product\nAAA,permit,2021-01-01,,*\n"
          "BBB,permit,2021-01-01,2021-08-31,two\nBBB,permit,2021-01-01,,one\n"},
         {"preferences.csv",
          "participant,product,choice,from,until\nCCC,*,opt_out,2021-01-01,2021-12-31\n"
          "AAA,one,prefer,,\n"},
         {"capacity.csv",
          "participant,from,fridge_litres,absorption_doses_per_week,stock_doses\n"
          "AAA,2021-02-01,900,20000,100\nAAA,2021-06-01,1200,,\n"},
         {"limits.csv", "participant,supply,doses\nAAA,S2,4000\n"},
         {"responses.csv",
          "participant,round,product,answer,doses,answered,reason,wish\n"
          "AAA,1,two,partial,1000,2021-03-10,too many at once,\n"
          "BBB,1,one,decline,,,,to those hit hardest\nBBB,2,one,silent,,,,\n"},
         {"offers.csv", "round,participant,supply,doses,reason\n2,AAA,S3,3000,pledged before\n"},
         {"returns.csv", "participant,date,product,doses,reason,wish\nAAA,2021-07-01,two,200,,\n"},
         {"delays.csv", "supply,announced,available\nS3,2021-05-01,2021-06-15\n"},
         {"severity.csv",
          "participant,date,deaths,cases,excess_deaths,excess_deaths_low,excess_deaths_high\n"
          "AAA,2021-02-07,10,100,12.5,8,20\nAAA,2021-02-14,,,-3.5,-9,2\nBBB,2021-02-07,0,4,,,\n"},
         {"borders.csv", "participant,from,until\nDDD,2021-01-01,2021-05-31\n"},
         {"recorded.csv", "participant,supply,doses\nAAA,S1,20000\nBBB,S1,1000\n"},
         {"forecasts.csv",
          "participant,announced,product,doses,note,due,supplier\nAAA,2021-02-03,two,9000,a "
          "plan,,\n"
          "BBB,2021-03-02,two,4000,,2021-05-31,Maker\n"},
         {"statements.csv",
          "statement,said_on,source,source_kind,about,reliability,credibility,supply,participant,"
          "product,event,doses,date_from,date_to,share,people,population,quote,url,rests_on,"
          "contradicts,supersedes\n"
          "M1,2021-02-10,Maker,supplier,\"first, of two\",B,2,S1,AAA,two,allocated,50000,"
          "2021-02-20,2021-03-31,0.025,25000,1000000,,,,,\n"
          "P1,2021-03-05,Ministry,participant,nothing came,,,,AAA,,denied,,,,,,,,"
          "https://example.org/2,,M1,\n"
          "N1,2021-03-06,Paper,media,says the same,C,3,,AAA,,denied,,,,,,,no,,P1,,\n"
          "M2,2021-03-09,Maker,supplier,takes it back,B,2,S1,AAA,two,,,,,,,,,,,,M1\n"},
         {"judgements.csv",
          "judged_on,by,reason,participant,event,belief,product,supply,until\n"
          "2021-03-10,M. Moreau,saw the store,AAA,delivered,refuted,two,S1,2021-06-30\n"}}};
}

}  // namespace aliquot_test
