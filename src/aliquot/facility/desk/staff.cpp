// People and their roles, event by event.
#include "aliquot/facility/desk/staff.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "aliquot/core/secret.hpp"

namespace aliquot {

namespace {

tl::unexpected<Error> conflict(std::string what, std::string where) {
    return tl::unexpected(Error{ErrorCode::conflict, std::move(what), std::move(where), ""});
}

}  // namespace

Result<void> Staff::apply(const PeopleEvent& event) {
    return std::visit([&](const auto& fact) { return on(fact); }, event);
}

std::vector<Grant> Staff::roles_of(const std::string& person, Date day) const {
    std::vector<Grant> held;
    std::ranges::copy_if(grants_, std::back_inserter(held), [&](const Grant& grant) {
        return grant.person == person && grant.from <= day && (!grant.until || day <= *grant.until);
    });
    return held;
}

Result<void> Staff::on(const FacilityOpened& event) {
    quorum_ = event.quorum;
    approval_days_ = event.approval_days;
    return {};
}

Result<void> Staff::on(const PersonAdded& event) {
    if (!names_.emplace(event.person, event.name).second)
        return conflict("there is a person of this id already", event.person);
    return {};
}

Result<void> Staff::on(const RoleGranted& event) {
    if (!knows(event.grant.person)) return conflict("nobody has this id", event.grant.person);
    grants_.push_back(event.grant);
    return {};
}

Result<void> Staff::on(const RoleRevoked& event) {
    const auto removed = std::erase_if(grants_, [&](const Grant& grant) {
        return grant.person == event.person && grant.role == event.role &&
               grant.scope == event.scope;
    });
    if (removed == 0)
        return conflict(fmt::format("the role {} is not held",
                                    role_names.at(static_cast<std::size_t>(event.role))),
                        event.person);
    return {};
}

Result<void> Staff::on(const FindingRecorded& event) {
    findings_.push_back(event);
    return {};
}

Result<void> Staff::on(const PasswordSet& event) {
    if (!knows(event.person)) return conflict("nobody has this id", event.person);
    if (!is_verifier(event.verifier))
        return conflict("what was set is no verifier of a password", event.person);
    credentials_.on(event);
    return {};
}

Result<void> Staff::on(const TokenIssued& event) {
    if (!knows(event.person)) return conflict("nobody has this id", event.person);
    return credentials_.on(event);
}

Result<void> Staff::on(const TokenRevoked& event) {
    return credentials_.on(event);
}

Result<void> Staff::on(const CredentialsRequired& event) {
    credentials_.on(event);
    return {};
}

}  // namespace aliquot
