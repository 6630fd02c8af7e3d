// The scenario with which the small facilities of the tests begin.
#pragma once

#include "aliquot/io/folder.hpp"

namespace aliquot::testing {

inline Folder small_world() {
    return {"small",
            {{"scenario.toml",
              "format = \"aliquot-scenario/1\"\ntitle = \"Small\"\nstart = 2021-02-01\n"
              "end = 2021-12-31\nrounds.dates = [2021-03-01]\n"
              "delivery.required_steps = [\"permit\"]\n"},
             {"participants.csv",
              "participant,name,population\nAAA,Alpha,1000\nBBB,Beta,1000\nCCC,Gamma,2000\n"},
             {"products.csv",
              "product,name,doses_per_course,lot_doses\nV2,Two-dose,2,10\nV1,One-dose,1,10\n"},
             {"supply.csv",
              "supply,product,doses,available,expires\nL1,V2,800,2021-03-01,2021-09-30\n"},
             {"severity.csv", "participant,date,deaths\nCCC,2021-02-28,50\nBBB,2021-02-28,1\n"},
             {"readiness.csv",
              "participant,step,from\nAAA,permit,2021-01-01\nBBB,permit,2021-01-01\n"}}};
}

}  // namespace aliquot::testing
