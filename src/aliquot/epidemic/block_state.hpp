// Where the people of sixteen members are, and what happened to them on the day so far.
#pragma once

#include <array>
#include <vector>

#include "aliquot/epidemic/lanes/tables.hpp"
#include "aliquot/epidemic/parameters.hpp"

namespace aliquot::epidemic {

struct alignas(64) Lane16 {
    std::int32_t of[lanes] = {};
};

class BlockState {
public:
    // Everybody can be infected, but for the seeds, who have just been.
    BlockState(const Parameters& parameters, std::size_t classes);
    // The members of `start` go on with more classes: lane k as the lane k + `shift` there.
    // Requires: `start` has one class.
    BlockState(const BlockState& start, std::size_t classes, std::size_t shift);

    [[nodiscard]] Block block(std::uint32_t first_member, std::uint32_t key0, std::uint32_t key1);
    void start_day();
    // Every lane as this one.
    void follow(std::size_t lane);

    [[nodiscard]] std::int32_t& people(std::size_t age, std::size_t v, Stage stage,
                                       std::size_t lane) {
        return cells_[(age * classes_ + v) * stages + static_cast<std::size_t>(stage)].of[lane];
    }
    [[nodiscard]] std::int32_t& inside(std::size_t age, std::size_t v, std::size_t lane) {
        return inside_[age * classes_ + v].of[lane];
    }
    [[nodiscard]] std::int32_t in_chain(std::size_t age, Chain chain, std::size_t lane) const {
        const std::size_t first = (age * chains + static_cast<std::size_t>(chain)) * 2;
        return hospital_[first].of[lane] + hospital_[first + 1].of[lane];
    }
    [[nodiscard]] std::int32_t dead(std::size_t age, std::size_t lane) const {
        return dead_[age].of[lane];
    }
    [[nodiscard]] std::int32_t living(std::size_t age, std::size_t lane) const {
        return born_[age] - dead(age, lane);
    }
    [[nodiscard]] std::size_t classes() const { return classes_; }

    enum Happening : std::size_t { infected, fell_ill, needed, admitted, died, happenings };
    [[nodiscard]] std::int32_t today(Happening what, std::size_t age, std::size_t lane) const {
        return today_[what * ages + age].of[lane];
    }
    void set_beta_factor(std::size_t lane, float factor) { beta_factor_[lane] = factor; }

    // Of one member: everybody, dead or alive.
    [[nodiscard]] std::int64_t everybody(std::size_t lane) const;

private:
    BlockState(std::size_t classes, const std::array<std::int32_t, ages>& born);

    std::size_t classes_;
    std::array<std::int32_t, ages> born_{};  // everybody of the age
    std::vector<Lane16> cells_;
    std::vector<Lane16> hospital_;
    std::vector<Lane16> inside_;
    std::vector<Lane16> dead_;
    std::vector<Lane16> today_;
    alignas(64) float beta_factor_[lanes];
};

}  // namespace aliquot::epidemic
