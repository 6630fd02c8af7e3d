// Any bytes as a table of statements: the answer is a table or errors with a place and words each.
// What was read can be read against itself on any day, and no promise breaks.
#include <cstdlib>

#include "aliquot/evidence/contradiction.hpp"
#include "aliquot/evidence/timeline.hpp"
#include "aliquot/io/cells.hpp"
#include "aliquot/io/error_text.hpp"
#include "aliquot/io/statement_reader.hpp"
#include "aliquot/io/timeline/timeline_json.hpp"
#include "aliquot/io/timeline/timeline_page.hpp"

namespace {

void promise(bool kept) {
    if (!kept) std::abort();
}

constexpr const char* sound =
    "statement,said_on,source,source_kind,about,reliability,credibility,participant,product,event,"
    "doses,date_from,date_to,share,people,rests_on,supersedes\n"
    "A,2021-03-01,Maker,supplier,words,B,2,AAA,two,allocated,1000,2021-04-01,2021-05-01,0.1,500,,\n"
    "B,2021-04-01,Paper,media,words,C,3,AAA,two,delivered,900,,,,,,\n"
    "C,2021-04-02,Ministry,participant,words,,,AAA,,denied,,,,,,,\n";

void read_against_itself(const aliquot::Evidence& evidence) {
    if (evidence.statements.empty()) return;
    const aliquot::StatementBook book{evidence};
    for (const aliquot::Date on : {evidence.statements.front().said_on, last_said(evidence)}) {
        promise(!findings_json(evidence, findings_on(book, on)).empty());
        for (const aliquot::StatementTimeline& timeline : timelines_on(book, on)) {
            promise(!timeline_json(evidence, timeline).empty());
            promise(!timeline_html(evidence, timeline).empty());
            promise(!timeline_svg(evidence, timeline).empty());
        }
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size);

// The bytes stand alone, or after sound rows.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const std::string bytes{reinterpret_cast<const char*>(data), size};
    for (const std::string& text : {bytes, sound + bytes}) {
        const auto read = aliquot::read_statements_alone("said.csv", text);
        if (read) {
            read_against_itself(*read);
            continue;
        }
        promise(!read.error().empty());
        for (const aliquot::Error& error : read.error()) {
            promise(!error.what.empty());
            const std::string line = aliquot::format_error(error);
            promise(aliquot::reading::printable(line) == line);
        }
    }
    return 0;
}
