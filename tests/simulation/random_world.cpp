// Drawing a small facility, and writing it down as a scenario.
#include "simulation/random_world.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "aliquot/core/date.hpp"

namespace aliquot::simulation {

namespace {

Date some_day(Chance& chance, int first, int last) {
    return opening_day + Days{chance.between(first, last)};
}

std::optional<Date> maybe_day(Chance& chance, int percent, int first, int last) {
    if (!chance.percent(percent)) return std::nullopt;
    return some_day(chance, first, last);
}

std::string text_of(const std::optional<Date>& day) {
    return day ? format_date(*day) : std::string{};
}

void draw_people(World& world, Chance& chance) {
    const std::vector<std::string> ids{"AAA", "BBB", "CCC", "DDD", "EEE"};
    const std::int64_t people = chance.between(2, 5);
    for (std::int64_t i = 0; i < people; ++i) {
        Participant each{ids[static_cast<std::size_t>(i)], chance.between(2, 40) * 100, {}};
        if (chance.percent(25)) each.max_products = chance.between(1, 2);
        world.participants.push_back(each);
    }
    for (const Participant& each : world.participants)
        for (int week = 0; week < 40; ++week)
            if (chance.percent(50))
                world.tolls.push_back(
                    {each.id, opening_day + Days{7 * week}, chance.between(0, 20)});
}

void draw_supply(World& world, Chance& chance) {
    world.products = {{"V2", 2}, {"V1", 1}};
    const std::int64_t lines = chance.between(1, 3);
    for (std::int64_t i = 1; i <= lines; ++i) {
        Line each;
        each.id = fmt::format("L{}", i);
        each.product = chance.percent(60) ? "V2" : "V1";
        each.doses = chance.between(1, 60) * 10;
        each.available = some_day(chance, -10, 90);
        each.expires = maybe_day(chance, 70, 90, 250);
        if (chance.percent(40)) each.donor = "Utopia";
        if (chance.percent(25)) each.earmark = {chance.pick(world.participants).id};
        world.lines.push_back(each);
    }
}

void draw_facts(World& world, Chance& chance) {
    if (chance.percent(50)) world.offer_steps = {"permit"};
    if (chance.percent(60)) world.delivery_steps = {"customs"};
    for (const Participant& each : world.participants) {
        for (const char* step : {"permit", "customs"})
            if (chance.percent(75))
                world.steps.push_back(
                    {each.id,
                     step,
                     chance.percent(20) ? "V1" : "",
                     {some_day(chance, -30, 60), maybe_day(chance, 30, 60, 300)}});
        if (chance.percent(20))
            world.closures.push_back(
                {each.id, "", "", {some_day(chance, -30, 100), some_day(chance, 100, 200)}});
        if (chance.percent(15))
            world.opt_outs.push_back(
                {each.id,
                 "",
                 chance.percent(50) ? "V2" : "",
                 {some_day(chance, -30, 100), maybe_day(chance, 50, 100, 300)}});
        if (chance.percent(15))
            world.limits[{each.id, chance.pick(world.lines).id}] = chance.between(0, 20) * 10;
    }
    // A step that is required must have been heard of.
    for (const char* step : {"permit", "customs"})
        world.steps.push_back(
            {world.participants.front().id, step, "", {opening_day - Days{100}, opening_day}});
}

std::string quoted(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words)
        text += fmt::format("{}\"{}\"", text.empty() ? "" : ", ", word);
    return text;
}

std::string settings_of(const World& world) {
    return fmt::format(
        "format = \"aliquot-scenario/1\"\ntitle = \"By chance\"\nstart = 2021-01-10\n"
        "end = 2021-12-31\nrounds.dates = [2021-03-01]\nrounds.horizon_days = {}\n{}"
        "buffer.share = {:.2f}\n"
        "gates = {{ shelf_life_on_arrival_days = {}, offer_deadline_days = {}, answer_days = {}, "
        "required_steps = [{}] }}\n"
        "delivery = {{ transit_days = {}, required_steps = [{}] }}\n",
        world.horizon_days,
        world.rate_percent == 0
            ? ""
            : fmt::format("rule.rate_doses_per_head = 0.{:02}\n", world.rate_percent),
        static_cast<double>(world.buffer_percent) / 100, world.shelf_life_days, world.deadline_days,
        world.answer_days, quoted(world.offer_steps), world.transit_days,
        quoted(world.delivery_steps));
}

Folder written(const World& world) {
    std::string people = "participant,name,population,max_products\n";
    for (const Participant& each : world.participants)
        people += fmt::format("{0},{0},{1},{2}\n", each.id, each.people,
                              each.max_products ? std::to_string(*each.max_products) : "");
    std::string supply = "supply,product,doses,available,expires,kind,donor,earmark\n";
    for (const Line& each : world.lines)
        supply += fmt::format("{},{},{},{},{},{},{},{}\n", each.id, each.product, each.doses,
                              format_date(each.available), text_of(each.expires),
                              each.donor.empty() ? "" : "donation", each.donor,
                              fmt::join(each.earmark, ";"));
    std::string steps = "participant,step,from,until,product\n";
    for (const Fact& each : world.steps)
        steps += fmt::format("{},{},{},{},{}\n", each.participant, each.step,
                             format_date(each.window.from), text_of(each.window.until),
                             each.product.empty() ? "*" : each.product);
    std::string choices = "participant,product,choice,from,until\n";
    for (const Fact& each : world.opt_outs)
        choices += fmt::format("{},{},opt_out,{},{}\n", each.participant,
                               each.product.empty() ? "*" : each.product,
                               format_date(each.window.from), text_of(each.window.until));
    std::string borders = "participant,from,until\n";
    for (const Fact& each : world.closures)
        borders += fmt::format("{},{},{}\n", each.participant, format_date(each.window.from),
                               text_of(each.window.until));
    std::string limits = "participant,supply,doses\n";
    for (const auto& [pair, doses] : world.limits)
        limits += fmt::format("{},{},{}\n", pair.first, pair.second, doses);
    std::string tolls = "participant,date,deaths\n";
    for (const Toll& each : world.tolls)
        tolls += fmt::format("{},{},{}\n", each.participant, format_date(each.date), each.deaths);
    return {"by chance",
            {{"scenario.toml", settings_of(world)},
             {"participants.csv", people},
             {"products.csv",
              "product,name,doses_per_course,lot_doses\nV2,Two-dose,2,10\nV1,One-dose,1,10\n"},
             {"supply.csv", supply},
             {"readiness.csv", steps},
             {"preferences.csv", choices},
             {"borders.csv", borders},
             {"limits.csv", limits},
             {"severity.csv", tolls}}};
}

}  // namespace

Start random_world(Chance& chance) {
    World world;
    world.quorum = chance.between(1, 2);
    world.approval_days = chance.between(1, 10);
    world.deadline_days = chance.between(1, 20);
    world.answer_days = chance.between(0, world.deadline_days);
    world.transit_days = chance.between(0, 10);
    world.shelf_life_days = chance.between(0, 60);
    world.horizon_days = chance.between(0, 60);
    world.buffer_percent = chance.percent(30) ? chance.between(1, 20) : 0;
    world.rate_percent = chance.percent(15) ? chance.between(1, 60) : 0;
    draw_people(world, chance);
    draw_supply(world, chance);
    draw_facts(world, chance);
    Folder folder = written(world);
    return {std::move(world), std::move(folder)};
}

}  // namespace aliquot::simulation
