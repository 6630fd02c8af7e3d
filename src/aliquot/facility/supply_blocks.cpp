// Blocks of lines by closure: from a claim's lines to the lines of those who use them, and on.
#include "aliquot/facility/supply_blocks.hpp"

#include <algorithm>

namespace aliquot {

Courses exact_courses(const Grid<Courses>& exact, std::size_t claim) {
    Courses courses;
    for (std::size_t j = 0; j < exact.columns(); ++j) courses += exact.at(claim, j);
    return courses;
}

Grid<LineState> line_states(const Problem& problem, const Grid<Courses>& exact) {
    std::vector<Courses> used(problem.lines.size());
    Grid<Courses> stored{problem.claims.size(), storage_class_names.size()};
    for (std::size_t i = 0; i < problem.claims.size(); ++i) {
        for (std::size_t j = 0; j < problem.lines.size(); ++j) {
            used[j] += exact.at(i, j);
            stored.at(i, problem.lines[j].storage_class) += exact.at(i, j);
        }
    }
    Grid<LineState> states{problem.claims.size(), problem.lines.size(), LineState::closed};
    for (std::size_t i = 0; i < problem.claims.size(); ++i) {
        for (std::size_t j = 0; j < problem.lines.size(); ++j) {
            const std::size_t storage = problem.lines[j].storage_class;
            if (!problem.open(i, j)) continue;
            if (exact.at(i, j) >= problem.limit.at(i, j))
                states.at(i, j) = LineState::at_limit;
            else if (stored.at(i, storage) >= problem.claims[i].class_room.at(storage))
                states.at(i, j) = LineState::storage_full;
            else if (used[j] >= problem.lines[j].courses())
                states.at(i, j) = LineState::used_up;
            else
                states.at(i, j) = LineState::left;
        }
    }
    return states;
}

SupplyBlocks::SupplyBlocks(const PosedRound& posed, const Grid<Courses>& exact,
                           const std::vector<std::size_t>& bound)
    : posed_{posed},
      problem_{posed.problem},
      exact_{exact},
      states_{line_states(problem_, exact)},
      used_up_(problem_.lines.size(), false),
      reach_{problem_.lines.size(), problem_.lines.size(), 0},
      block_of_(problem_.claims.size()) {
    for (std::size_t i = 0; i < problem_.claims.size(); ++i)
        given_.push_back(exact_courses(exact, i));
    for (std::size_t j = 0; j < problem_.lines.size(); ++j) {
        Courses used;
        for (std::size_t i = 0; i < problem_.claims.size(); ++i) used += exact.at(i, j);
        used_up_[j] = used >= problem_.lines[j].courses();
    }
    follow_exchanges();
    // The least covered first: what stops it is a block of its own, and part of what stops others.
    std::vector<std::size_t> order = bound;
    std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
        const auto compared = next_course_at(a) <=> next_course_at(b);
        return compared == 0 ? a < b : compared < 0;
    });
    std::vector<std::optional<std::size_t>> labels(problem_.lines.size());
    for (const std::size_t i : order) label(i, labels);
    for (const auto& lines : lines_of_block_) blocks_.push_back(described(lines));
}

Coverage SupplyBlocks::next_course_at(std::size_t claim) const {
    return {problem_.claims[claim].held + given_[claim], problem_.claims[claim].weight};
}

// Whoever uses a line might take another in its stead: then the line's doses are within reach of
// whoever needs the first.
void SupplyBlocks::follow_exchanges() {
    const std::size_t count = problem_.lines.size();
    for (std::size_t j = 0; j < count; ++j) reach_.at(j, j) = 1;
    for (std::size_t i = 0; i < problem_.claims.size(); ++i) {
        for (std::size_t to = 0; to < count; ++to) {
            if (!problem_.open(i, to)) continue;
            const LineState state = states_.at(i, to);
            if (state == LineState::at_limit) continue;
            for (std::size_t from = 0; from < count; ++from)
                if (exact_.at(i, from) > Courses{0} &&
                    (state != LineState::storage_full ||
                     problem_.lines[from].storage_class == problem_.lines[to].storage_class))
                    reach_.at(from, to) = 1;
        }
    }
    for (std::size_t via = 0; via < count; ++via)
        for (std::size_t from = 0; from < count; ++from)
            for (std::size_t to = 0; to < count; ++to)
                if (reach_.at(from, via) != 0 && reach_.at(via, to) != 0) reach_.at(from, to) = 1;
}

// Closed to it, or stopped by a limit of its own.
bool SupplyBlocks::stopped_at(std::size_t claim, std::size_t line) const {
    const LineState state = states_.at(claim, line);
    return state != LineState::used_up && state != LineState::left;
}

std::vector<bool> SupplyBlocks::within_reach(std::size_t claim) const {
    std::vector<bool> reached(problem_.lines.size(), false);
    for (std::size_t j = 0; j < problem_.lines.size(); ++j) {
        if (stopped_at(claim, j)) continue;
        for (std::size_t to = 0; to < problem_.lines.size(); ++to)
            if (reach_.at(j, to) != 0) reached[to] = true;
    }
    return reached;
}

void SupplyBlocks::label(std::size_t claim, std::vector<std::optional<std::size_t>>& labels) {
    const std::vector<bool> reached = within_reach(claim);
    std::vector<std::size_t> fresh;
    std::optional<std::size_t> highest;
    for (std::size_t j = 0; j < reached.size(); ++j) {
        if (!reached[j]) continue;
        if (!used_up_[j]) return;
        if (labels[j])
            highest = std::max(highest.value_or(0), *labels[j]);
        else
            fresh.push_back(j);
    }
    if (!fresh.empty()) {
        highest = lines_of_block_.size();
        for (const std::size_t j : fresh) labels[j] = highest;
        lines_of_block_.push_back(std::move(fresh));
    }
    block_of_[claim] = highest;
}

SupplyBlock SupplyBlocks::described(const std::vector<std::size_t>& lines) const {
    SupplyBlock block;
    for (const std::size_t j : lines) {
        block.lines.push_back(posed_.lines[j]);
        block.supply += problem_.lines[j].courses();
    }
    for (std::size_t i = 0; i < problem_.claims.size(); ++i) add(i, lines, block);
    return block;
}

void SupplyBlocks::add(std::size_t claim, const std::vector<std::size_t>& lines,
                       SupplyBlock& block) const {
    Courses of_block;
    bool stopped = true;
    for (const std::size_t j : lines) {
        of_block += exact_.at(claim, j);
        stopped = stopped && stopped_at(claim, j);
    }
    if (of_block == Courses{0}) return;
    const Claim& who = problem_.claims[claim];
    const ParticipantIndex participant = posed_.participants[claim];
    if (stopped || given_[claim] >= who.room) {
        block.capped += of_block;
        block.stopped.push_back(participant);
    } else {
        block.held += who.held + (given_[claim] - of_block);
        block.weight += who.weight;
        block.sharing.push_back(participant);
    }
    const Courses before_last = who.held + given_[claim] - Courses{1};
    if (!block.last ||
        Coverage{block.last_covered, block.last_weight} < Coverage{before_last, who.weight}) {
        block.last = participant;
        block.last_covered = before_last;
        block.last_weight = who.weight;
    }
}

}  // namespace aliquot
