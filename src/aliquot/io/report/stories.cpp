// Matches refused offers and returns with the reallocations that followed them.
#include "aliquot/io/report/stories.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>
#include <tuple>

namespace aliquot::report {

namespace {

using Key = std::tuple<ParticipantIndex, SupplyIndex, std::string>;
using Stories = std::map<Key, Story>;

Story& story_at(Stories& stories, ParticipantIndex from, SupplyIndex supply,
                std::string_view kind) {
    Story& story = stories[{from, supply, std::string{kind}}];
    story.kind = kind;
    story.from = from;
    story.supply = supply;
    return story;
}

void add_words(std::string& words, const std::string& more) {
    if (more.empty() || words.find(more) != std::string::npos) return;
    words += (words.empty() ? "" : "; ") + more;
}

void add_offers(Stories& stories, const Run& run) {
    std::vector<const Offer*> in_order;
    for (const Offer& offer : run.offers) in_order.push_back(&offer);
    std::ranges::sort(in_order, {}, &Offer::id);
    for (const Offer* each : in_order) {
        const Offer& offer = *each;
        if (offer.state == OfferState::offered || offer.state == OfferState::accepted) continue;
        Story& story = story_at(stories, offer.participant, offer.supply,
                                offer_state_names.at(static_cast<std::size_t>(offer.state)));
        const Date day = offer.answered.value_or(offer.deadline);
        story.day = story.offers.empty() ? day : std::min(story.day, day);
        story.offers.push_back(&offer);
        story.offered += offer.doses;
        story.accepted += offer.accepted;
        story.not_taken += offer.doses - offer.accepted;
        add_words(story.reason, offer.reason);
        add_words(story.wish, offer.wish);
    }
}

bool held(AccountKind kind) {
    return kind == AccountKind::title || kind == AccountKind::transit ||
           kind == AccountKind::custody;
}

// A return is what the ledger says moved from a participant back to the pool.
void add_returns(Stories& stories, const Scenario& scenario, const Run& run) {
    for (const Transfer& transfer : run.transfers) {
        if (transfer.state != TransferState::posted || transfer.to.kind != AccountKind::pool ||
            !held(transfer.from.kind) || !transfer.from.owner)
            continue;
        Story& story = story_at(stories, *transfer.from.owner, transfer.line, "returned");
        story.day =
            story.not_taken == Doses{0} ? transfer.date : std::min(story.day, transfer.date);
        story.not_taken += transfer.doses;
        for (const Return& given : scenario.returns) {
            if (given.participant != story.from || given.date != transfer.date ||
                given.product != scenario.at(story.supply).product)
                continue;
            add_words(story.reason, given.reason);
            add_words(story.wish, given.wish);
        }
    }
}

// The first word of a reason says which story the doses come from: "declined: too few staff".
std::string_view kind_of(std::string_view reason) {
    constexpr std::array<std::string_view, 5> kinds{"partly_accepted", "declined", "deferred",
                                                    "lapsed", "returned"};
    for (const std::string_view kind : kinds)
        if (reason.starts_with(kind)) return kind;
    return {};
}

// Nothing if no refusal or return explains it.
Story* story_of(Stories& stories, const Reallocation& moved) {
    const auto named = stories.find({moved.from, moved.supply, std::string{kind_of(moved.reason)}});
    if (named != stories.end()) return &named->second;
    for (auto& [key, story] : stories)
        if (story.from == moved.from && story.supply == moved.supply) return &story;
    return nullptr;
}

void add_recipient(Story& story, const Reallocation& moved) {
    story.passed_on += moved.doses;
    add_words(story.wish, moved.wish);
    for (Recipient& known : story.recipients) {
        if (known.participant != moved.to) continue;
        known.doses += moved.doses;
        known.severity_rank = std::min(known.severity_rank, moved.severity_rank);
        return;
    }
    story.recipients.push_back({moved.to, moved.doses, moved.severity_rank});
}

}  // namespace

std::vector<Story> stories_of(const Scenario& scenario, const Run& run) {
    Stories by_key;
    add_offers(by_key, run);
    add_returns(by_key, scenario, run);
    for (const Reallocation& moved : run.reallocations)
        if (Story* story = story_of(by_key, moved)) add_recipient(*story, moved);
    std::vector<Story> stories;
    for (auto& [key, story] : by_key) {
        std::ranges::sort(story.recipients, {}, [](const Recipient& each) {
            return std::tuple{each.severity_rank, -each.doses.value(), each.participant};
        });
        stories.push_back(std::move(story));
    }
    std::ranges::stable_sort(stories, std::ranges::greater{}, &Story::not_taken);
    return stories;
}

}  // namespace aliquot::report
