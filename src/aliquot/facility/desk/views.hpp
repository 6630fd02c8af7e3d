// Who may read what. One table beside the one of who may give which command; every door that shows
// something asks it, row by row.
//
// A row is about somebody: a participant, whoever gave or made the doses, a person. And it is
// published or not: decisions once they are offered, offers once they are answered, doses once they
// have arrived. See docs/reference/authority.md.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "aliquot/facility/desk/desk_state.hpp"

namespace aliquot {

enum class View { supply, people, offers, proposals, shipments, pipeline, coverage, refusals };
inline constexpr std::array<std::string_view, 8> view_names{
    "supply", "people", "offers", "proposals", "shipments", "pipeline", "coverage", "refusals"};

// How much of a view a role shows: each level holds the one before.
enum class Sight { published, own, everything };

// What a role shows of a view. The public sees what is published.
[[nodiscard]] Sight sight_of(View view, Role role);

struct Row {
    std::vector<std::string> participants;  // ids
    std::string donor;                      // as the supply line names it
    std::string product;                    // id
    std::string person;                     // id, of a row about a person
    bool published = false;
};

class Reader {
public:
    // The public.
    Reader() = default;
    // The person, with the roles held on the day.
    Reader(const Staff& staff, std::string person, Date day);
    // Whoever is at an open desk.
    [[nodiscard]] static Reader of_everything();

    [[nodiscard]] bool may_see(View view, const Row& row) const;
    [[nodiscard]] bool is_public() const { return !everything_ && person_.empty(); }

private:
    std::string person_;
    std::vector<Grant> held_;
    bool everything_ = false;
};

// The rows of what is on the desk.
[[nodiscard]] Row row_of(const DeskState& desk, SupplyIndex line);
[[nodiscard]] Row row_of(const DeskState& desk, const Offer& offer);
[[nodiscard]] Row row_of(const DeskState& desk, const FacilityState::Consignment& consignment);
[[nodiscard]] Row row_of(const DeskState& desk, const Delivery& delivery);
[[nodiscard]] Row row_of(const ProposalOnFile& proposal);
// Of a round's document: it tells of every proposal and answer.
[[nodiscard]] Row row_of(const DeskState& desk, const RoundOnFile& round);
[[nodiscard]] Row row_of(const Grant& grant);

}  // namespace aliquot
