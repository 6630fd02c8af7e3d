// A small country for the tests: five health facilities, three supply lines, a few limits.
#pragma once

#include <string>

#include "aliquot/io/folder.hpp"

namespace aliquot_test {

inline aliquot::Folder small_country() {
    return {"country",
            {{"lines.csv",
              "supply,doses,doses_per_course,storage_class\n"
              "NORTH,401,2,fridge\n"
              "ALL,600,1,fridge\n"
              "COLD,300,1,ultra_cold\n"},
             {"recipients.csv",
              "recipient,weight,held,room,lines,ultra_cold\n"
              "BIRCH,1000,0,,ALL;NORTH,\n"
              "ASPEN,500,20,,*,100\n"
              "CEDAR,2000,0,50,ALL,\n"
              "ELDER,300,0,,COLD;ALL,30\n"
              "DOGWOOD,700,0,,,\n"}}};
}

// The folder with one file changed.
inline aliquot::Folder with(aliquot::Folder folder, const std::string& file, std::string bytes) {
    folder.files[file] = std::move(bytes);
    return folder;
}

}  // namespace aliquot_test
