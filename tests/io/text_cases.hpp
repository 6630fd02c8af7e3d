// Broken scenarios as a readable list: small edits of one sound scenario, and the exact messages.
//
//   == What is wrong
//   file supply.csv          the file that the next lines edit
//   - S1,two,1000            this line ...
//   + S1,two,-5              ... becomes this one; several + lines are allowed, or none
//   = text                   the whole file, if no - or + is used; \n \r \t \\ \0 \xEF in it
//   remove supply.csv        the file is not there
//   override a.b=1           given beside the files; the same escapes
//   > supply.csv row 2 ...   a message; all of them, in order
#pragma once

#include <string>
#include <vector>

#include "aliquot/io/folder.hpp"

namespace aliquot_test {

struct TextCase {
    std::string name;
    int line = 0;
    aliquot::Folder folder;
    std::vector<std::string> overrides;
    std::vector<std::string> messages;
};

// Throws std::runtime_error, with the line, if the list itself is wrong.
[[nodiscard]] std::vector<TextCase> read_text_cases(const std::string& path,
                                                    const aliquot::Folder& sound);

}  // namespace aliquot_test
