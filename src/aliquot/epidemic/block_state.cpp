// The memory of a block, and its first day.
#include "aliquot/epidemic/block_state.hpp"

#include <algorithm>
#include <cmath>

#include "aliquot/core/check.hpp"

namespace aliquot::epidemic {

BlockState::BlockState(std::size_t classes, const std::array<std::int32_t, ages>& born)
    : classes_{classes},
      born_{born},
      cells_(ages * classes * stages),
      hospital_(ages * chains * 2),
      inside_(ages * classes),
      dead_(ages),
      today_(happenings * ages) {
    std::ranges::fill(beta_factor_, 1.0F);
}

BlockState::BlockState(const Parameters& parameters, std::size_t classes)
    : BlockState{classes, std::array<std::int32_t, ages>{}} {
    for (std::size_t i = 0; i < ages; ++i) {
        const auto all = static_cast<std::int32_t>(std::llround(parameters.people[i]));
        const auto seeds = static_cast<std::int32_t>(std::llround(parameters.seeds[i]));
        born_[i] = all;
        for (std::size_t lane = 0; lane < lanes; ++lane) {
            people(i, 0, s, lane) = all - seeds;
            people(i, 0, e1, lane) = seeds;
        }
    }
}

BlockState::BlockState(const BlockState& start, std::size_t classes, std::size_t shift)
    : BlockState{classes, start.born_} {
    ALIQUOT_CHECK(start.classes_ == 1);
    for (std::size_t lane = 0; lane < lanes; ++lane) {
        const std::size_t from = (lane + shift) % lanes;
        for (std::size_t i = 0; i < ages; ++i) {
            for (std::size_t stage = 0; stage < stages; ++stage)
                cells_[i * classes * stages + stage].of[lane] =
                    start.cells_[i * stages + stage].of[from];
            inside_[i * classes].of[lane] = start.inside_[i].of[from];
            dead_[i].of[lane] = start.dead_[i].of[from];
        }
        for (std::size_t k = 0; k < hospital_.size(); ++k)
            hospital_[k].of[lane] = start.hospital_[k].of[from];
    }
}

Block BlockState::block(std::uint32_t first_member, std::uint32_t key0, std::uint32_t key1) {
    Block b;
    b.classes = static_cast<std::int32_t>(classes_);
    b.first_member = first_member;
    b.key[0] = key0;
    b.key[1] = key1;
    b.cells = cells_.front().of;
    b.hospital = hospital_.front().of;
    b.inside = inside_.front().of;
    b.dead = dead_.front().of;
    b.beta_factor = beta_factor_;
    b.infections = today_[infected * ages].of;
    b.falling_ill = today_[fell_ill * ages].of;
    b.need = today_[needed * ages].of;
    b.admissions = today_[admitted * ages].of;
    b.deaths = today_[died * ages].of;
    return b;
}

void BlockState::follow(std::size_t lane) {
    for (std::vector<Lane16>* each : {&cells_, &hospital_, &inside_, &dead_, &today_})
        for (Lane16& people : *each) std::ranges::fill(people.of, people.of[lane]);
}

void BlockState::start_day() {
    std::ranges::fill(today_, Lane16{});
}

std::int64_t BlockState::everybody(std::size_t lane) const {
    std::int64_t all = 0;
    for (const Lane16& each : cells_) all += each.of[lane];
    for (const Lane16& each : hospital_) all += each.of[lane];
    for (const Lane16& each : dead_) all += each.of[lane];
    return all;
}

}  // namespace aliquot::epidemic
