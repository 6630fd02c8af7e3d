// Prints how well statements are read against each other: the tables of docs/methods/evidence.md.
//
//   evidence_scores [SETS]
#include <cstdio>
#include <cstdlib>

#include "evidence/set_scores.hpp"

int main(int count, char** words) {
    const int sets = count > 1 ? std::atoi(words[1]) : 200;
    const auto show = [&](const char* title, const aliquot_test::SetOptions& options) {
        std::printf("%s\n%s\n", title, text_of(scores_of(sets, options)).c_str());
    };
    show("Half of the promises were kept; who copies mostly says so", {});
    show("One in five promises was kept", {0.2, true});
    show("Half were kept; nobody says whom he copies", {0.5, false});
}
