// An outside program in a style that is not Aliquot's: it must build without Aliquot's warnings.
#include <cstdio>

#include "aliquot/core/date.hpp"
#include "aliquot/core/text.hpp"
#include "aliquot/domain/coverage.hpp"

int main(int count, char**) {             // `count` is 1: the program's own name
    long number = (long)count * 1704000;  // -Wold-style-cast
    if (number > 0) {
        const unsigned short count = number;  // -Wshadow, -Wconversion
        if (count == 0) return 1;
    }
    const aliquot::Doses doses{number};
    const aliquot::Coverage coverage{aliquot::whole_courses(doses, aliquot::DosesPerCourse{2}),
                                     aliquot::People{25'778'815}};
    std::printf("%s doses on %s: %lld per million\n", aliquot::grouped(doses.value()).c_str(),
                aliquot::long_date(*aliquot::parse_date("2021-03-02")).c_str(),
                (long long)coverage.millionths());
    return 0;
}
