// Events and commands from any text: an error that names the member, or the same text again.
#include <cstdlib>

#include "desk/small_world.hpp"

#include "aliquot/core/secret.hpp"
#include "aliquot/io/desk/event_json.hpp"
#include "aliquot/io/scenario_reader.hpp"

namespace {

template <class T, class Write>
void must_be_stable(const aliquot::Result<T>& read, const Write& write, auto read_again) {
    if (!read) {
        if (read.error().what.empty()) std::abort();
        return;
    }
    const std::string text = write(*read);
    const auto again = read_again(text);
    if (!again || write(*again) != text) std::abort();
}

}  // namespace

// The first byte chooses the kind, the rest is the text.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const aliquot::Scenario world =
        aliquot::read_scenario(aliquot::testing::small_world()).value();
    static const char* const kinds[]{
        "supply_confirmed", "offer_made",    "offer_answered", "doses_returned",   "stock_left",
        "facility_opened",  "role_granted",  "supply_pledged", "readiness_stated", "proposal_made",
        "answer_offer",     "pledge_supply", "grant_role",     "confirm_supply",   "password_set",
        "token_issued",     "issue_token",   "doses_received", "doses_dispatched", "person_added"};
    if (size == 0) return 0;
    const char* kind = kinds[data[0] % std::size(kinds)];
    const std::string_view text{reinterpret_cast<const char*>(data) + 1, size - 1};
    if (aliquot::is_verifier(text) && text.size() > 127) std::abort();
    // What is read in place is what the whole parser reads.
    if (const auto plain = aliquot::read_plain_event(world, kind, text)) {
        const auto whole = aliquot::read_event(world, kind, text, "record 1");
        if (!whole || aliquot::kind_of(*whole) != aliquot::kind_of(*plain) ||
            aliquot::event_json(world, *whole) != aliquot::event_json(world, *plain))
            std::abort();
    }
    must_be_stable(
        aliquot::read_event(world, kind, text, "record 1"),
        [](const aliquot::Event& event) { return aliquot::event_json(world, event); },
        [&](const std::string& again) { return aliquot::read_event(world, kind, again, "again"); });
    must_be_stable(
        aliquot::read_command(kind, text, "command"), &aliquot::command_json,
        [&](const std::string& again) { return aliquot::read_command(kind, again, "again"); });
    return 0;
}
