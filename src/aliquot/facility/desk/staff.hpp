// Who takes part in running the facility, and with what roles, as the events add up to.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "aliquot/core/result.hpp"
#include "aliquot/domain/office_event.hpp"
#include "aliquot/facility/desk/credentials.hpp"

namespace aliquot {

class Staff {
public:
    // Errors: conflict, when the event cannot have followed what is there.
    Result<void> apply(const PeopleEvent& event);

    [[nodiscard]] bool knows(const std::string& person) const { return names_.contains(person); }
    // Id and name of everybody, by id.
    [[nodiscard]] const std::map<std::string, std::string>& names() const { return names_; }
    [[nodiscard]] const std::vector<Grant>& grants() const { return grants_; }
    // Roles the person holds on the day.
    [[nodiscard]] std::vector<Grant> roles_of(const std::string& person, Date day) const;
    [[nodiscard]] const std::vector<FindingRecorded>& findings() const { return findings_; }
    [[nodiscard]] const Credentials& credentials() const { return credentials_; }
    [[nodiscard]] std::int64_t quorum() const { return quorum_; }
    [[nodiscard]] std::int64_t approval_days() const { return approval_days_; }

private:
    Result<void> on(const FacilityOpened& event);
    Result<void> on(const PersonAdded& event);
    Result<void> on(const RoleGranted& event);
    Result<void> on(const RoleRevoked& event);
    Result<void> on(const FindingRecorded& event);
    Result<void> on(const PasswordSet& event);
    Result<void> on(const TokenIssued& event);
    Result<void> on(const TokenRevoked& event);
    Result<void> on(const CredentialsRequired& event);

    std::map<std::string, std::string> names_;
    std::vector<Grant> grants_;
    std::vector<FindingRecorded> findings_;
    Credentials credentials_;
    std::int64_t quorum_ = 1;
    std::int64_t approval_days_ = 7;
};

}  // namespace aliquot
