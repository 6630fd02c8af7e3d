// Refusals written and read.
#include "aliquot/io/desk/refusal_json.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "aliquot/io/desk/event_json.hpp"

namespace aliquot {

namespace {

using Json = nlohmann::json;

}  // namespace

std::string refusal_json(const Command& command, const Refusal& refusal) {
    const Json json{{"command", kind_of(command)},   {"asked", Json::parse(command_json(command))},
                    {"code", name_of(refusal.code)}, {"what", refusal.error.what},
                    {"where", refusal.error.where},  {"hint", refusal.error.hint}};
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Refusal read_refusal(std::string_view text) {
    const Json json = Json::parse(text, nullptr, false);
    Refusal refusal{RefusalCode::conflict, {ErrorCode::conflict, "was refused", "", ""}};
    if (!json.is_object()) return refusal;
    const auto text_of = [&](const char* name) {
        const auto found = json.find(name);
        return found != json.end() && found->is_string() ? found->get<std::string>()
                                                         : std::string{};
    };
    const auto* found = std::ranges::find(refusal_names, text_of("code"));
    if (found != refusal_names.end())
        refusal.code = static_cast<RefusalCode>(found - refusal_names.begin());
    refusal.error = {error_code_of(refusal.code), text_of("what"), text_of("where"),
                     text_of("hint")};
    return refusal;
}

}  // namespace aliquot
