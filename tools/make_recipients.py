"""Writes a folder of recipients as large as one likes, to measure `aliquot allocate` on.

    python3 tools/make_recipients.py FOLDER --recipients 1000000 [--seed 1] [--lines 20]
        [--with room,limits,classes,weeks,districts] [--shuffled]

Facilities have populations between 20 and 300,000, most of them small (log-normal). A line is for
some of the regions, levels of facility and vaccines that a facility may use, so that there are a
few hundred different lists of lines. Supply is 40 % of the need. The same seed gives the same
bytes.
"""
import argparse
import pathlib
import random

KINDS = ("room", "limits", "classes", "weeks", "districts")
CLASSES = ("fridge", "freezer", "ultra_cold")
ROWS_AT_ONCE = 50_000


class Country:
    def __init__(self, count, lines, kinds, seed):
        self.count, self.kinds = count, kinds
        self.draw = random.Random(seed)
        self.line_ids = [f"L{number:03}" for number in range(1, lines + 1)]
        self.lists = self.line_lists()
        self.districts = max(1, count // 500)

    def line_lists(self):
        """One list of lines for each kind of facility."""
        draw, lists = self.draw, []
        for _ in range(180):
            chosen = [line for line in self.line_ids if draw.random() < 0.2]
            lists.append(";".join(chosen or self.line_ids[:1]))
        return lists

    def weights(self):
        draw = self.draw
        return [min(300_000, max(20, int(draw.lognormvariate(7.2, 1.3))))
                for _ in range(self.count)]

    def write_lines(self, folder, need):
        draw = self.draw
        parts = [draw.lognormvariate(0, 1.5) for _ in self.line_ids]
        rows = []
        for number, (line, part) in enumerate(zip(self.line_ids, parts)):
            courses = int(need * 0.4 * part / sum(parts))
            per_course = 1 + number % 2
            row = [line, str(courses * per_course + number % 2), str(per_course),
                   CLASSES[number % 3]]
            if "weeks" in self.kinds:
                first = 1 + draw.randrange(12)
                row += [str(first), str(first + 4 + draw.randrange(12))]
            rows.append(",".join(row))
        head = "supply,doses,doses_per_course,storage_class"
        head += ",from_week,until_week" if "weeks" in self.kinds else ""
        (folder / "lines.csv").write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")

    def cells(self, number, weight):
        draw, kinds = self.draw, self.kinds
        held = int(weight * draw.random() * 0.1) if draw.random() < 0.3 else 0
        room = int(weight * draw.uniform(0.1, 1)) if draw.random() < 0.4 else ""
        district = number * self.districts // self.count
        # A district that has a limit has facilities of one kind.
        lists = self.lists[district % len(self.lists)] if "districts" in kinds \
            else draw.choice(self.lists)
        row = [f"F{number:08}", str(weight), str(held)]
        if "room" in kinds:
            row.append(str(room))
        row.append(lists)
        if "classes" in kinds:
            row += [str(int(weight * draw.uniform(0.05, 0.5))) for _ in CLASSES]
        if "weeks" in kinds:
            row.append(str(max(1, int(weight * draw.uniform(0.005, 0.1)))))
        if "districts" in kinds:
            row.append(f"D{district:06}")
        return ",".join(row)

    def write_recipients(self, folder, weights, shuffled):
        head = ["recipient", "weight", "held"]
        head += ["room"] if "room" in self.kinds else []
        head.append("lines")
        head += CLASSES if "classes" in self.kinds else ()
        head += ["courses_per_week"] if "weeks" in self.kinds else []
        head += ["district"] if "districts" in self.kinds else []
        order = list(range(self.count))
        if shuffled:
            self.draw.shuffle(order)
        with open(folder / "recipients.csv", "w", encoding="utf-8", newline="") as file:
            file.write(",".join(head) + "\n")
            for begin in range(0, self.count, ROWS_AT_ONCE):
                rows = order[begin:begin + ROWS_AT_ONCE]
                file.write("".join(self.cells(i, weights[i]) + "\n" for i in rows))

    def write_limits(self, folder, weights):
        draw = self.draw
        with open(folder / "limits.csv", "w", encoding="utf-8", newline="") as file:
            file.write("recipient,supply,courses\n")
            for number, weight in enumerate(weights):
                if draw.random() < 0.3:
                    line = draw.choice(self.line_ids)
                    file.write(f"F{number:08},{line},{int(weight * draw.uniform(0, 0.3))}\n")

    def write_districts(self, folder, weights):
        need = [0] * self.districts
        for number, weight in enumerate(weights):
            need[number * self.districts // self.count] += weight
        rows = [f"D{number:06},{int(total * self.draw.uniform(0.1, 0.9))}"
                for number, total in enumerate(need)]
        text = "\n".join(["district,most", *rows]) + "\n"
        (folder / "districts.csv").write_text(text, encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--recipients", type=int, required=True)
    parser.add_argument("--lines", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--with", dest="kinds", default="room", help=",".join(KINDS))
    parser.add_argument("--shuffled", action="store_true")
    given = parser.parse_args()
    kinds = [kind for kind in given.kinds.split(",") if kind]
    if unknown := set(kinds) - set(KINDS):
        parser.error(f"unknown: {', '.join(sorted(unknown))}")
    given.folder.mkdir(parents=True, exist_ok=True)
    country = Country(given.recipients, given.lines, kinds, given.seed)
    weights = country.weights()
    country.write_lines(given.folder, sum(weights))
    country.write_recipients(given.folder, weights, given.shuffled)
    if "limits" in kinds:
        country.write_limits(given.folder, weights)
    if "districts" in kinds:
        country.write_districts(given.folder, weights)


if __name__ == "__main__":
    main()
