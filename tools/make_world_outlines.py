"""Makes src/aliquot/io/report/world_outlines.cpp: the outlines of the world's map as SVG paths.

    npm pack world-atlas@2.0.2
    python3 tools/make_world_outlines.py world-atlas-2.0.2.tgz

Source: Natural Earth 1:110m admin 0 (public domain), as TopoJSON in the npm package world-atlas
(ISC). Borders are simplified arc by arc, so that neighbours keep one common line. The projection
is Equal Earth (Savric, Patterson, Jenny 2018), which keeps areas true: a map of shares that drew
the north larger than it is would mislead. src/aliquot/io/report/projection.cpp has the same
formula, for the participants that are too small to have an outline.
"""
import json
import math
import pathlib
import re
import sys
import tarfile

TARGET = pathlib.Path(__file__).parent.parent / "src/aliquot/io/report/world_outlines.cpp"
WIDTH = 2000  # of the whole world in map units, 180 degrees west to 180 degrees east
TOLERANCE = 1.1  # a point nearer than this to the simplified line is dropped, in map units
SMALLEST = 6.0  # rings of less area than this, in square map units, are dropped ...
LEFT_OUT = {"010", "260"}  # Antarctica, French Southern Territories: nobody to cover

# Shapes that Natural Earth gives no number, by name.
BY_NAME = {"Kosovo": "XKX", "N. Cyprus": "CYP", "Somaliland": "SOM"}

# ISO 3166-1 numeric to alpha-3, for the shapes of this map.
ALPHA3 = dict(pair.split(":") for pair in """
004:AFG 008:ALB 012:DZA 024:AGO 031:AZE 032:ARG 036:AUS 040:AUT 044:BHS 050:BGD 051:ARM 056:BEL
064:BTN 068:BOL 070:BIH 072:BWA 076:BRA 084:BLZ 090:SLB 096:BRN 100:BGR 104:MMR 108:BDI 112:BLR
116:KHM 120:CMR 124:CAN 140:CAF 144:LKA 148:TCD 152:CHL 156:CHN 158:TWN 170:COL 178:COG 180:COD
188:CRI 191:HRV 192:CUB 196:CYP 203:CZE 204:BEN 208:DNK 214:DOM 218:ECU 222:SLV 226:GNQ 231:ETH
232:ERI 233:EST 238:FLK 242:FJI 246:FIN 250:FRA 262:DJI 266:GAB 268:GEO 270:GMB 275:PSE 276:DEU
288:GHA 300:GRC 304:GRL 320:GTM 324:GIN 328:GUY 332:HTI 340:HND 348:HUN 352:ISL 356:IND 360:IDN
364:IRN 368:IRQ 372:IRL 376:ISR 380:ITA 384:CIV 388:JAM 392:JPN 398:KAZ 400:JOR 404:KEN 408:PRK
410:KOR 414:KWT 417:KGZ 418:LAO 422:LBN 426:LSO 428:LVA 430:LBR 434:LBY 440:LTU 442:LUX 450:MDG
454:MWI 458:MYS 466:MLI 478:MRT 484:MEX 496:MNG 498:MDA 499:MNE 504:MAR 508:MOZ 512:OMN 516:NAM
524:NPL 528:NLD 540:NCL 548:VUT 554:NZL 558:NIC 562:NER 566:NGA 578:NOR 586:PAK 591:PAN 598:PNG
600:PRY 604:PER 608:PHL 616:POL 620:PRT 624:GNB 626:TLS 630:PRI 634:QAT 642:ROU 643:RUS 646:RWA
682:SAU 686:SEN 688:SRB 694:SLE 703:SVK 704:VNM 705:SVN 706:SOM 710:ZAF 716:ZWE 724:ESP 728:SSD
729:SDN 732:ESH 740:SUR 748:SWZ 752:SWE 756:CHE 760:SYR 762:TJK 764:THA 768:TGO 780:TTO 784:ARE
788:TUN 792:TUR 795:TKM 800:UGA 804:UKR 807:MKD 818:EGY 826:GBR 834:TZA 840:USA 854:BFA 858:URY
860:UZB 862:VEN 887:YEM 894:ZMB""".split())


def equal_earth(longitude, latitude):
    a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
    t = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(latitude)))
    x = (2 * math.sqrt(3) * math.radians(longitude) * math.cos(t)
         / (3 * (9 * a4 * t**8 + 7 * a3 * t**6 + 3 * a2 * t**2 + a1)))
    y = a4 * t**9 + a3 * t**7 + a2 * t**3 + a1 * t
    half = 2 * math.sqrt(3) * math.pi / (3 * a1)
    scale = WIDTH / 2 / half
    return WIDTH / 2 + scale * x, WIDTH / 4 - scale * y


def kept(line):
    """Douglas and Peucker on the map: the ends, and what is further off the line than TOLERANCE."""
    if len(line) < 3:
        return line
    (ax, ay), (bx, by) = equal_earth(*line[0]), equal_earth(*line[-1])
    length = math.hypot(bx - ax, by - ay)

    def distance(point):
        x, y = equal_earth(*point)
        if length == 0:
            return math.hypot(x - ax, y - ay)
        return abs((by - ay) * (x - ax) - (bx - ax) * (y - ay)) / length

    far = max(range(1, len(line) - 1), key=lambda i: distance(line[i]))
    if distance(line[far]) <= TOLERANCE:
        return [line[0], line[-1]]
    return kept(line[:far + 1])[:-1] + kept(line[far:])


def unwrapped(line):
    """Longitudes without a jump at 180 degrees: they may run past it."""
    out = [line[0]]
    for longitude, latitude in line[1:]:
        turns = round((out[-1][0] - longitude) / 360)
        out.append((longitude + 360 * turns, latitude))
    return out


def arcs_of(topology):
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * sx + tx, y * sy + ty))
        yield kept(unwrapped(line))


def ring_of(indices, arcs):
    ring = []
    for index in indices:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        ring += arc if not ring else arc[1:]
    return unwrapped(ring)


def clipped(ring, limit, side):
    """The part of a closed ring whose longitudes are on one side of the limit."""
    out = []
    for (x1, y1), (x2, y2) in zip(ring, ring[1:]):
        inside1, inside2 = side * x1 <= side * limit, side * x2 <= side * limit
        if inside1:
            out.append((x1, y1))
        if inside1 != inside2:
            out.append((limit, y1 + (y2 - y1) * (limit - x1) / (x2 - x1)))
    return out + out[:1]


def on_map(ring):
    """One or two closed rings in whole map units: one that crosses 180 degrees is cut there."""
    parts = []
    for turn in (-360, 0, 360):
        part = clipped([(x + turn, y) for x, y in ring], 180, 1)
        part = clipped(part, -180, -1) if part else part
        if part:
            parts.append([tuple(map(round, equal_earth(*point))) for point in part])
    return parts


def area(ring):
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(ring, ring[1:]))) / 2


def path_of(ring):
    """One closed ring in relative steps: M with the first point, l with the steps, z."""
    text = f"M{ring[0][0]} {ring[0][1]}l"
    steps = [(x2 - x1, y2 - y1) for (x1, y1), (x2, y2) in zip(ring, ring[1:-1])]
    numbers = " ".join(f"{dx} {dy}" for dx, dy in steps if (dx, dy) != (0, 0))
    return text + re.sub(r" -", "-", numbers) + "z"


def main():
    with tarfile.open(sys.argv[1]) as package:
        topology = json.load(package.extractfile("package/countries-110m.json"))
    arcs = list(arcs_of(topology))
    rings = {}
    for shape in topology["objects"]["countries"]["geometries"]:
        if shape.get("id") in LEFT_OUT:
            continue
        name = ALPHA3[shape["id"]] if "id" in shape else BY_NAME[shape["properties"]["name"]]
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        for ring in (ring_of(indices, arcs) for polygon in polygons for indices in polygon):
            rings.setdefault(name, []).extend(on_map(ring))
    with TARGET.open("w", encoding="ascii") as out:
        out.write("// The outlines of the world's map as SVG paths, sorted by id.\n//\n"
                  "// Made by tools/make_world_outlines.py from Natural Earth 1:110m (public "
                  "domain).\n// Do not edit.\n"
                  '#include "aliquot/io/report/world_outlines.hpp"\n\n#include <array>\n\n'
                  "namespace aliquot::report {\n\nnamespace {\n\n// clang-format off\n")
        out.write(f"constexpr std::array<Outline, {len(rings)}> outlines{{{{\n")
        for name, all_ in sorted(rings.items()):
            all_.sort(key=area, reverse=True)
            # ... except the largest ring of each, so that nobody vanishes.
            path = "".join(path_of(r) for i, r in enumerate(all_) if i == 0 or area(r) >= SMALLEST)
            lines = re.findall(r".{1,88}", path)
            text = "\n     ".join(f'"{line}"' for line in lines)
            out.write(f'    {{"{name}",\n     {text}}},\n')
        out.write("}};\n// clang-format on\n\n}  // namespace\n\n"
                  "std::span<const Outline> world_outlines() { return outlines; }\n\n"
                  "}  // namespace aliquot::report\n")


main()
