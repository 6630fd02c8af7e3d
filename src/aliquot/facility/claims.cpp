// A day's facts turned into claims, lines, limits and closed gates.
#include "aliquot/facility/claims.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "aliquot/core/hash.hpp"
#include "aliquot/facility/lives_of_claims.hpp"

namespace aliquot {

namespace {

Courses least(Courses a, Courses b) {
    return std::min(a, b);
}

Courses bounded(Wide courses) {
    return Courses{static_cast<std::int64_t>(std::min<Wide>(courses, Claim::unlimited))};
}

Courses up_to(Share share, People population, Courses held) {
    const Courses most{share.floor_of(population.value())};
    return most > held ? most - held : Courses{0};
}

// Supply lines in their order of use: priority, the first to expire, the first to arrive, id.
std::vector<FreeLine> in_order_of_use(const Scenario& scenario, std::vector<FreeLine> lines) {
    constexpr Date never = Date::max();
    std::ranges::sort(lines, {}, [&](const FreeLine& free) {
        const SupplyLine& line = scenario.at(free.line);
        return std::tuple{-line.priority, line.expires.value_or(never), free.available, line.id};
    });
    return lines;
}

class Posing {
public:
    Posing(const Scenario& scenario, const Knowledge& knowledge, const Gates& gates,
           const Holdings& holdings, const RoundInput& input)
        : scenario_{scenario},
          knowledge_{knowledge},
          gates_{gates},
          holdings_{holdings},
          input_{input},
          free_{in_order_of_use(scenario, input.lines)} {}

    PosedRound run() {
        add_lines();
        if (input_.participants)
            posed_.participants = *input_.participants;
        else
            for (std::size_t p = 0; p < scenario_.participants.size(); ++p)
                posed_.participants.push_back(ParticipantIndex{p});
        std::ranges::sort(posed_.participants);
        const std::size_t rows = posed_.participants.size();
        posed_.problem.limit = {rows, free_.size(), Courses{0}};
        posed_.problem.preference = {rows, free_.size(), 2};
        posed_.closed = {rows, free_.size()};
        if (scenario_.settings.rule.name == "severity_weighted")
            severity_ = knowledge_.severity(input_.date);
        for (std::size_t i = 0; i < rows; ++i) {
            add_claim(posed_.participants[i]);
            open_lines(i);
            keep_product_limit(i);
        }
        add_recorded();
        add_started();
        posed_.parameters.rule = scenario_.settings.rule;
        posed_.parameters.lots = scenario_.settings.lots;
        return std::move(posed_);
    }

private:
    void add_lines() {
        std::map<ProductIndex, std::size_t> numbers;
        for (const FreeLine& free : free_) {
            const Product& product = scenario_.product_of(free.line);
            const ProductIndex index = scenario_.at(free.line).product;
            const auto [number, is_new] = numbers.try_emplace(index, numbers.size());
            if (is_new) {
                posed_.problem.fixed_rates.push_back(rate_of(index));
                products_.push_back(index);
            }
            Line line;
            line.id = scenario_.at(free.line).id;
            line.product = number->second;
            line.doses = free.doses;
            line.per_course = schedule_of(product);
            line.lot = product.lot;
            line.minimum_shipment = product.minimum_shipment;
            line.storage_class = static_cast<std::size_t>(product.storage_class);
            line.priority = scenario_.at(free.line).priority;
            posed_.problem.lines.push_back(std::move(line));
            posed_.lines.push_back(free.line);
        }
    }

    // Doses per 100 people is what public tables compare: under the measure `doses` every dose is
    // half a course, whatever its product.
    static constexpr DosesPerCourse half_a_course_each{2};
    [[nodiscard]] DosesPerCourse schedule_of(const Product& product) const {
        return scenario_.settings.rule.measure == EvenedOut::doses ? half_a_course_each
                                                                   : product.doses_per_course;
    }

    [[nodiscard]] std::optional<Share> rate_of(ProductIndex product) const {
        const RuleSettings& rule = scenario_.settings.rule;
        const auto own = rule.rate_by_product.find(product);
        return own == rule.rate_by_product.end() ? rule.rate_doses_per_head : own->second;
    }

    void add_claim(ParticipantIndex p) {
        const Participant& who = scenario_.at(p);
        const RuleSettings& rule = scenario_.settings.rule;
        const auto elsewhere = knowledge_.elsewhere(p, input_.date);
        Claim claim;
        claim.id = who.id;
        claim.population = who.population;
        claim.weight = who.sharing_weight();
        if (rule.measure == EvenedOut::courses) {
            claim.held = holdings_.promised_courses(p) + elsewhere.facility_before_courses;
            if (rule.counts == HeldCounts::all_sources) claim.held += elsewhere.courses;
        } else {
            Doses held = holdings_.promised(p) + elsewhere.facility_before;
            if (rule.counts == HeldCounts::all_sources) held += elsewhere.doses;
            claim.held = whole_courses(held, half_a_course_each);
        }
        claim.facility_doses = holdings_.promised(p) + elsewhere.facility_before;
        claim.facility_courses =
            rule.measure == EvenedOut::courses
                ? holdings_.promised_courses(p) + elsewhere.facility_before_courses
                : whole_courses(claim.facility_doses, half_a_course_each);
        if (!severity_.empty()) {
            const Severity& severity = severity_[p.value];
            if (severity.is_known) claim.deaths = severity.deaths;
            posed_.severity.push_back(severity);
        }
        claim.tie_rank = rule.tie == TieBreak::id ? p.value : lot_number(who);
        std::string reason = "request";
        claim.room = up_to(who.request_share, who.population, claim.held);
        // The published formula of `proportional` has the ceiling inside; see docs/methods.
        if (rule.name != "proportional") {
            const Courses below_ceiling = up_to(rule.ceiling, who.population, claim.held);
            if (below_ceiling < claim.room) reason = "ceiling";
            claim.room = least(claim.room, below_ceiling);
        }
        limit_by_capacity(p, claim, reason);
        posed_.problem.claims.push_back(std::move(claim));
        posed_.room_reasons.push_back(std::move(reason));
    }

    // Anyone can draw it again from the published seed.
    [[nodiscard]] std::uint64_t lot_number(const Participant& who) const {
        return sha256_number(std::to_string(scenario_.settings.seed) + ":" + who.id);
    }

    // Doses and litres differ between products; the most demanding one sets the courses, so that
    // whatever is chosen fits.
    void limit_by_capacity(ParticipantIndex p, Claim& claim, std::string& reason) const {
        const Capacity* capacity = knowledge_.capacity(p, input_.date);
        if (capacity == nullptr) return;
        std::array<std::int64_t, 3> largest_mm3{0, 0, 0};  // a course
        std::int64_t most_doses = 1;
        for (const FreeLine& free : free_) {
            const Product& product = scenario_.product_of(free.line);
            const auto storage = static_cast<std::size_t>(product.storage_class);
            const std::int64_t schedule = schedule_of(product).value();
            most_doses = std::max(most_doses, schedule);
            largest_mm3[storage] =
                std::max(largest_mm3[storage], product.volume_mm3_per_dose * schedule);
        }
        // What is promised and has not arrived yet will need the same room.
        std::array<Wide, 3> coming_mm3{0, 0, 0};
        Doses coming;
        for (std::size_t s = 0; s < scenario_.supply.size(); ++s) {
            const Doses doses = holdings_.coming_of(p, SupplyIndex{s});
            const Product& product = scenario_.product_of(SupplyIndex{s});
            coming += doses;
            coming_mm3.at(static_cast<std::size_t>(product.storage_class)) +=
                Wide{doses.value()} * product.volume_mm3_per_dose;
        }
        const auto& off = scenario_.settings.gates.off;
        for (std::size_t c = 0; c < claim.class_room.size(); ++c)
            if (capacity->litres[c] && largest_mm3[c] > 0 &&
                !off.contains(ExclusionCode::capacity_full))
                claim.class_room[c] = least(
                    claim.class_room[c],
                    bounded(std::max<Wide>(
                                Wide{*capacity->litres[c]} * 1'000'000 - coming_mm3.at(c), 0) /
                            largest_mm3[c]));
        if (!capacity->absorption_per_week || off.contains(ExclusionCode::absorption_full)) return;
        const Wide doses =
            Wide{capacity->absorption_per_week->value()} * scenario_.settings.horizon_days / 7;
        const Courses absorbed = bounded(
            std::max<Wide>(doses - capacity->stock.value() - coming.value(), 0) / most_doses);
        if (absorbed < claim.room) {
            claim.room = absorbed;
            reason = "absorption";
        }
    }

    void open_lines(std::size_t i) {
        const ParticipantIndex p = posed_.participants[i];
        const bool gated = scenario_.settings.rule.name != "recorded";
        const std::set<ProductIndex> products = holdings_.products(p);
        for (std::size_t j = 0; j < free_.size(); ++j) {
            const SupplyIndex line = free_[j].line;
            const Doses of_line = holdings_.promised_of(p, line);
            const ProductIndex product = scenario_.at(line).product;
            if (gated)
                posed_.closed.at(i, j) =
                    gates_.closed(p, line, input_.date, free_[j].available, {of_line, products});
            if (posed_.closed.at(i, j)) continue;
            Courses most{Claim::unlimited};
            const auto left = gates_.left_of_limit(p, line, of_line);
            const auto& off = scenario_.settings.gates.off;
            if (left && !off.contains(ExclusionCode::limit_reached))
                most = whole_courses(*left, schedule_of(scenario_.at(product)));
            posed_.problem.limit.at(i, j) = most;
            if (knowledge_.has_chosen(Choice::prefer, p, product, input_.date))
                posed_.problem.preference.at(i, j) = 0;
            else if (products.contains(product))
                posed_.problem.preference.at(i, j) = 1;
        }
    }

    // At most so many products: those it has, and as many new ones as there is place for. Which
    // new ones is for the rule to choose.
    void keep_product_limit(std::size_t i) {
        const ParticipantIndex p = posed_.participants[i];
        const auto& most = scenario_.at(p).max_products;
        const auto& off = scenario_.settings.gates.off;
        if (!most || off.contains(ExclusionCode::product_limit_reached) ||
            scenario_.settings.rule.name == "recorded")
            return;
        const std::set<ProductIndex> has = holdings_.products(p);
        Claim& claim = posed_.problem.claims[i];
        claim.new_products = std::max<std::int64_t>(*most - std::ssize(has), 0);
        for (std::size_t j = 0; j < free_.size(); ++j) {
            const std::size_t number = posed_.problem.lines[j].product;
            if (claim.has_product.size() <= number) claim.has_product.resize(number + 1, false);
            if (has.contains(scenario_.at(free_[j].line).product)) claim.has_product[number] = true;
        }
    }

    void add_recorded() {
        if (scenario_.settings.rule.name != "recorded") return;
        Grid<Doses> recorded{posed_.participants.size(), posed_.lines.size()};
        for (const RecordedAward& row : scenario_.recorded) {
            const auto line = std::ranges::find(posed_.lines, row.supply);
            const auto who = std::ranges::find(posed_.participants, row.participant);
            if (line == posed_.lines.end() || who == posed_.participants.end()) continue;
            // A line may be seen by several rounds; what was given already is not given again.
            const Doses given = holdings_.promised_of(row.participant, row.supply);
            if (row.doses > given)
                recorded.at(static_cast<std::size_t>(who - posed_.participants.begin()),
                            static_cast<std::size_t>(line - posed_.lines.begin())) +=
                    row.doses - given;
        }
        posed_.problem.recorded = std::move(recorded);
    }

    // Doses that complete what was started and reported; what came since is counted off.
    void add_started() {
        if (scenario_.settings.rule.name != "second_doses") return;
        Grid<Doses> needed{posed_.participants.size(), products_.size()};
        for (std::size_t i = 0; i < posed_.participants.size(); ++i)
            for (std::size_t k = 0; k < products_.size(); ++k)
                needed.at(i, k) = needed_to_complete(posed_.participants[i], products_[k]);
        posed_.problem.to_complete = std::move(needed);
    }

    [[nodiscard]] Doses needed_to_complete(ParticipantIndex p, ProductIndex product) const {
        const StartedCourses* report = knowledge_.started(p, product, input_.date);
        if (report == nullptr) return {};
        const std::int64_t doses_left = scenario_.at(product).doses_per_course.value() - 1;
        const Doses open{report->courses.value() * doses_left};
        Doses since = holdings_.promised_since(p, product, report->date);
        if (scenario_.settings.rule.counts == HeldCounts::all_sources)
            since += knowledge_.elsewhere_of(p, product, {report->date, input_.date});
        return open > since ? open - since : Doses{0};
    }

    const Scenario& scenario_;
    const Knowledge& knowledge_;
    const Gates& gates_;
    const Holdings& holdings_;
    const RoundInput& input_;
    std::vector<FreeLine> free_;
    std::vector<ProductIndex> products_;  // by product number
    std::vector<Severity> severity_;      // of everybody, where the rule asks for it
    PosedRound posed_;
};

}  // namespace

PosedRound pose_round(const Scenario& scenario, const Knowledge& knowledge, const Gates& gates,
                      const Holdings& holdings, const RoundInput& input) {
    PosedRound posed = Posing{scenario, knowledge, gates, holdings, input}.run();
    add_lives(scenario, holdings, input.date, posed);
    return posed;
}

}  // namespace aliquot
