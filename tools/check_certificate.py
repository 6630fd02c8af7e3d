"""Checks certificates as docs/reference/certificate.md says: a second opinion on `aliquot check`.

Prints the name of every fault and whom it concerns; ends with 0 if there is none, else with 1.

    python3 tools/check_certificate.py FILE ...
"""
import json
import sys
from fractions import Fraction

NO_LIMIT = 2 ** 50
ENOUGH = 2 ** 80


def limit(number):
    return ENOUGH if number >= NO_LIMIT else number


class Recipient:
    def __init__(self, place, row, certificate):
        self.id, self.weight, self.given = row["id"], row["weight"], row["given"]
        self.has = row.get("held", 0) + self.given
        self.rank = row.get("rank", place)
        self.room = limit(row.get("room", NO_LIMIT))
        self.lines = row["lines"]
        self.limits = {line: limit(most) for line, most in row.get("limits", [])}
        self.set_rooms = [(certificate.sets[name], limit(room))
                          for name, room in row.get("set_rooms", [])]
        self.weekly = limit(row.get("weekly", NO_LIMIT))
        self.weeks = certificate.weeks
        self.district = row.get("district")
        self.portions = row["portions"]
        self.takes = dict(self.portions)

    def next_unit(self):
        return Fraction(self.has, self.weight), self.weight, self.rank

    def last_unit(self):
        return Fraction(self.has - 1, self.weight), self.weight, self.rank

    def can_take(self, lines):
        """As much as fits, line by line: with such limits no other order takes more in all."""
        taken = {}
        for line in lines:
            fits = [self.limits.get(line, ENOUGH)]
            fits += [room - sum(taken.get(each, 0) for each in members)
                     for members, room in self.set_rooms if line in members]
            if self.weekly < ENOUGH:
                first, last = self.weeks[line]
                near = [self.weeks[each] for each in (line, *taken)]
                fits += [self.unused(taken, s, t) for s, _ in near if s <= first
                         for _, t in near if t >= last]
            taken[line] = min(fits)
        return min(self.room, sum(taken.values()))

    def unused(self, taken, s, t):
        inside = (n for line, n in taken.items()
                  if s <= self.weeks[line][0] and self.weeks[line][1] <= t)
        return self.weekly * (t - s + 1) - sum(inside)


class Certificate:
    def __init__(self, file):
        if file["format"] != "aliquot-certificate/1":
            raise ValueError(f"unknown format {file['format']}")
        self.supply = {row["id"]: row["supply"] for row in file["lines"]}
        self.block = {row["id"]: row["block"] for row in file["lines"]}
        self.level = {row["id"]: row.get("level") for row in file["lines"]}
        self.weeks = {row["id"]: row.get("weeks") for row in file["lines"]}
        self.sets = {row["id"]: row["lines"] for row in file.get("sets", [])}
        self.districts = {row["id"]: row for row in file.get("districts", [])}
        self.recipients = [Recipient(k, row, self) for k, row in enumerate(file["recipients"])]
        self.used = {line: sum(r.takes.get(line, 0) for r in self.recipients)
                     for line in self.supply}
        self.members = {name: [r for r in self.recipients if name in self.around(r)]
                        for name in self.districts}

    def around(self, recipient):
        """The districts that a recipient is in, the innermost first."""
        names = [recipient.district] if recipient.district is not None else []
        while names and "within" in self.districts[names[-1]]:
            names.append(self.districts[names[-1]]["within"])
        return names

    def most(self, district):
        return limit(self.districts[district].get("most", NO_LIMIT))

    def in_district(self, district):
        return sum(sum(r.takes.values()) for r in self.members[district])

    def infeasible(self):
        for r in self.recipients:
            sums, inside = sum(r.takes.values()), set(r.takes) <= set(r.lines)
            if any(n < 1 for n in r.takes.values()):
                yield "not_a_count", r.id
            if sums != r.given:
                yield "sum_differs", r.id
            if not inside:
                yield "line_closed", r.id
            if sums > r.room:
                yield "room_exceeded", r.id
            if inside and any(n > r.limits.get(line, ENOUGH) for line, n in r.takes.items()):
                yield "pair_exceeded", r.id
            if inside and any(sum(r.takes.get(line, 0) for line in members) > room
                              for members, room in r.set_rooms):
                yield "set_exceeded", r.id
            weeks = [r.weeks[line] for line in r.takes] if inside and r.weekly < ENOUGH else []
            if any(r.unused(r.takes, s, t) < 0 for s, _ in weeks for _, t in weeks if s <= t):
                yield "weeks_exceeded", r.id
        yield from (("supply_exceeded", line) for line, n in self.used.items()
                    if n > self.supply[line])
        yield from (("district_exceeded", name) for name in self.districts
                    if self.in_district(name) > self.most(name))

    def unfair(self):
        level = {t: max((r.last_unit() for r in self.recipients
                         if any(0 < self.block[line] <= t for line in r.takes)), default=None)
                 for t in set(self.block.values()) - {0}}
        for line, t in self.block.items():
            if t and self.used[line] < self.supply[line]:
                yield "line_not_used_up", line
            stated = self.level[line] and Fraction(*map(int, self.level[line].split("/")))
            if stated != (level[t][0] if t and level[t] else None):
                yield "wrong_level", line
        for r in self.recipients:
            yield from self.unfair_to(r, level)

    def unfair_to(self, r, level):
        def full_above(t):
            above = [line for line in r.lines if not 0 < self.block[line] <= t]
            return sum(r.takes.get(line, 0) for line in above) == r.can_take(above)
        blocks = sorted({self.block[line] for line in r.lines} - {0})
        taken = [self.block[line] for line in r.takes if self.block[line]]
        if taken and not all(full_above(t) for t in blocks if t >= min(taken)):
            yield "lower_line_used", r.id
        if r.given == r.can_take(r.lines):
            return
        full = [name for name in self.around(r) if self.in_district(name) == self.most(name)]
        stops = [t for t in blocks if full_above(t)]
        if full:
            if any(m.given and r.next_unit() < m.last_unit() for m in self.members[full[0]]):
                yield "uneven_district", r.id
        elif not stops:
            yield "not_stopped", r.id
        elif level[stops[0]] and r.next_unit() < level[stops[0]]:
            yield "uneven_block", r.id

    def faults(self):
        twice = [("portion_twice", r.id) for r in self.recipients
                 if len(r.takes) < len(r.portions)]
        return twice or list(self.infeasible()) or list(self.unfair())


def main():
    found = 0
    for path in sys.argv[1:]:
        with open(path, encoding="utf-8") as file:
            faults = Certificate(json.load(file)).faults()
        found += len(faults)
        print("\n".join([f"{path}: {name}: {whom}" for name, whom in faults] or [f"{path}: valid"]))
    return 1 if found or len(sys.argv) < 2 else 0


if __name__ == "__main__":
    sys.exit(main())
