// The whole network of a pool, spelled out, and the rule on top of it.
#include "sharing/slow_rule.hpp"

#include <algorithm>
#include <numeric>
#include <optional>

#include "sharing/turn.hpp"

namespace aliquot::testing {

namespace {

constexpr std::int64_t unlimited = std::int64_t{1} << 62;

class Network {
public:
    using Node = std::size_t;
    using Arc = std::size_t;

    Node add_node() {
        leaving_.emplace_back();
        return leaving_.size() - 1;
    }

    // Promises: the arc's number; its reverse is the next one.
    Arc add_arc(Node from, Node to, std::int64_t most) {
        const Arc arc = head_.size();
        head_.insert(head_.end(), {to, from});
        left_.insert(left_.end(), {most, 0});
        leaving_[from].push_back(arc);
        leaving_[to].push_back(arc + 1);
        return arc;
    }

    void widen(Arc arc, std::int64_t by) { left_[arc] += by; }

    // One more course from source to sink, other courses moving aside where they must.
    bool send_one(Node source, Node sink) {
        std::vector<std::optional<Arc>> reached_by(leaving_.size());
        std::vector<Node> queue{source};
        std::vector<bool> seen(leaving_.size(), false);
        seen[source] = true;
        for (std::size_t at = 0; at < queue.size() && !seen[sink]; ++at)
            for (const Arc arc : leaving_[queue[at]])
                if (left_[arc] > 0 && !seen[head_[arc]]) {
                    seen[head_[arc]] = true;
                    reached_by[head_[arc]] = arc;
                    queue.push_back(head_[arc]);
                }
        if (!seen[sink]) return false;
        for (Node node = sink; node != source; node = head_[*reached_by[node] ^ 1]) {
            --left_[*reached_by[node]];
            ++left_[*reached_by[node] ^ 1];
        }
        return true;
    }

private:
    std::vector<std::vector<Arc>> leaving_;
    std::vector<Node> head_;
    std::vector<std::int64_t> left_;
};

std::int64_t pair_limit(const Pool& pool, std::size_t i, LineNumber line) {
    if (pool.pair_begin.empty()) return unlimited;
    for (std::uint64_t k = pool.pair_begin[i]; k < pool.pair_begin[i + 1]; ++k)
        if (pool.pair_line[k] == line) return pool.pair_most[k];
    return unlimited;
}

class Rule {
public:
    explicit Rule(const Pool& pool) : pool_{pool} {
        source_ = network_.add_node();
        sink_ = network_.add_node();
        for (const std::int64_t supply : pool.supply) {
            line_.push_back(network_.add_node());
            network_.add_arc(source_, line_.back(), supply);
        }
        for (const District& each : pool.districts) {
            district_.push_back(network_.add_node());
            network_.add_arc(district_.back(), each.parent ? district_[*each.parent] : sink_,
                             each.most);
        }
        for (std::size_t i = 0; i < pool.recipients(); ++i) add_recipient(i);
        order_sets();
        for (std::size_t i = 0; i < pool.recipients(); ++i) {
            if (!pool.weekly.empty() && pool.weekly[i] < no_limit)
                add_weeks(i);
            else
                add_sets(i);
        }
    }

    std::vector<std::int64_t> given() {
        std::vector<std::int64_t> given(pool_.recipients(), 0);
        while (give_one_to_the_first_that_can_take_it(given)) {
        }
        return given;
    }

private:
    void add_recipient(std::size_t i) {
        recipient_.push_back(network_.add_node());
        const bool in_district = !pool_.district.empty() && pool_.district[i].has_value();
        const auto next = in_district ? district_[*pool_.district[i]] : sink_;
        asked_.push_back(network_.add_arc(recipient_[i], next, 0));
    }

    void order_sets() {
        smallest_first_.resize(pool_.sets.size());
        std::iota(smallest_first_.begin(), smallest_first_.end(), std::size_t{0});
        std::stable_sort(smallest_first_.begin(), smallest_first_.end(),
                         [this](std::size_t a, std::size_t b) {
                             return pool_.sets[a].size() < pool_.sets[b].size();
                         });
    }

    // Sets, small ones first: each gathers what is not yet inside a smaller one.
    void add_sets(std::size_t i) {
        std::vector<Network::Node> leaf(pool_.lines());
        for (const LineNumber j : pool_.lines_of(i)) {
            leaf[j] = network_.add_node();
            network_.add_arc(line_[j], leaf[j], pair_limit(pool_, i, j));
        }
        std::vector<Network::Node> top = leaf;
        for (const std::size_t k : smallest_first_) {
            if (pool_.set_room.empty()) break;
            const auto gathered = network_.add_node();
            const auto through = network_.add_node();
            network_.add_arc(gathered, through, pool_.set_room[i * pool_.sets.size() + k]);
            std::vector<Network::Node> inside;
            for (const LineNumber j : pool_.sets[k]) {
                if (!may_take(i, j)) continue;
                inside.push_back(top[j]);
                top[j] = through;
            }
            join(inside, gathered);
        }
        std::vector<Network::Node> inside;
        for (const LineNumber j : pool_.lines_of(i)) inside.push_back(top[j]);
        join(inside, recipient_[i]);
    }

    void join(std::vector<Network::Node>& from, Network::Node to) {
        std::sort(from.begin(), from.end());
        from.erase(std::unique(from.begin(), from.end()), from.end());
        for (const auto node : from) network_.add_arc(node, to, unlimited);
    }

    void add_weeks(std::size_t i) {
        std::vector<std::pair<std::uint32_t, Network::Node>> weeks;
        for (const LineNumber j : pool_.lines_of(i)) {
            const auto arrived = network_.add_node();
            network_.add_arc(line_[j], arrived, pair_limit(pool_, i, j));
            for (std::uint32_t week = pool_.weeks[j].first; week <= pool_.weeks[j].last; ++week) {
                auto at = std::find_if(weeks.begin(), weeks.end(),
                                       [week](const auto& each) { return each.first == week; });
                if (at == weeks.end()) {
                    at = weeks.insert(weeks.end(), {week, network_.add_node()});
                    network_.add_arc(at->second, recipient_[i], pool_.weekly[i]);
                }
                network_.add_arc(arrived, at->second, unlimited);
            }
        }
    }

    bool may_take(std::size_t i, LineNumber line) const {
        const auto lines = pool_.lines_of(i);
        return std::find(lines.begin(), lines.end(), line) != lines.end();
    }

    bool give_one_to_the_first_that_can_take_it(std::vector<std::int64_t>& given) {
        std::vector<std::size_t> in_turn;
        for (std::size_t i = 0; i < given.size(); ++i)
            if (given[i] < pool_.room[i]) in_turn.push_back(i);
        std::sort(in_turn.begin(), in_turn.end(), [&](std::size_t a, std::size_t b) {
            return comes_before(turn_of(pool_, a, given[a]), turn_of(pool_, b, given[b]));
        });
        for (const std::size_t i : in_turn) {
            network_.widen(asked_[i], 1);
            if (network_.send_one(source_, sink_)) {
                ++given[i];
                return true;
            }
            network_.widen(asked_[i], -1);
        }
        return false;
    }

    const Pool& pool_;
    Network network_;
    Network::Node source_ = 0;
    Network::Node sink_ = 0;
    std::vector<Network::Node> line_;
    std::vector<Network::Node> district_;
    std::vector<Network::Node> recipient_;
    std::vector<Network::Arc> asked_;  // by recipient: as wide as what it is given
    std::vector<std::size_t> smallest_first_;
};

}  // namespace

std::vector<std::int64_t> given_by_the_slow_rule(const Pool& pool) {
    return Rule{pool}.given();
}

}  // namespace aliquot::testing
