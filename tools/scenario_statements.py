"""What was said about vaccines for the DPRK (PRK), January 2021 to April 2022: statements.csv.

Who said what, when, and where that can be read: single facts in our own words, nothing copied, and
nothing marked as contradicting anything else. Grades are ours: reliability A to F of the source,
credibility 1 to 6 of what it says, given without looking at later statements.
"""
from scenario_files import count, read_shared, require, table

COLUMNS = ("statement said_on source source_kind about reliability credibility supply participant"
           " product event doses date_from date_to share people population rests_on supersedes"
           " url").split()

AZ = {"product": "COVISHIELD", "supply": "COVISHIELD-2021-03"}
SINOVAC = {"product": "SINOVAC", "supply": "SINOVAC-2021-08"}
SPUTNIK = {"product": "SPUTNIK-V"}

THE_HILL = ("https://digital-staging.thehill.com/policy/international/asia-pacific/"
            "532493-north-korea-asks-for-covid-19-vaccines-from-international")
BDNEWS = ("https://bdnews24.com/health/2021/02/04/"
          "n-korea-to-receive-nearly-2mn-astrazeneca-vaccine-doses-in-h1")
NK_NEWS = ("https://www.nknews.org/2021/03/"
           "north-korea-to-get-1-7-million-doses-of-covid-19-vaccine-through-may-2021/")
KBS = "http://world.kbs.co.kr/service/news_view.htm?lang=e&Seq_Code="
KBS_APRIL = "http://world.kbs.co.kr/service/news_view.htm?Seq_Code=66448&lang=i"
TASS = "https://tass.com/society/1276191"
UPI = "https://www.upi.com/Top_News/World-News/2021/"
KYODO = ("https://www.malaysianow.com/out-there-now/2021/05/21/"
         "north-korea-requests-vaccines-from-who-but-rejects-international-observers/")
HERALD_MAY = "https://m.koreaherald.com/view.php?ud=20210520000714"
UNIFICATION = ("https://nationalpost.com/pmn/health-pmn/"
               "s-korea-says-vaccine-shipment-to-n-korea-from-covax-delayed-again")
YONHAP = "https://en.yna.co.kr/view/"
INSS = "https://www.eastcoastdaily.in/2021/07/09/astrazenecas-covid-vaccine-rejected.html"
UNICEF_AUGUST = ("https://ghanamma.com/2021/08/05/"
                 "north-korea-covid-19-vaccines-face-obstacles-to-delivery-unicef-says")
AP = "https://ajw-origin.potaufeu.asahi.com/ajw/articles/14431194"
EFE = ("https://www.laprensalatina.com/"
       "north-korea-rejects-2-97-million-sinovac-covid-19-vaccine-doses-unicef/")
NEWSDAY = ("https://washingtonnewsday.com/health-wellness/north-korea-rejects-3-million-covid-"
           "vaccines-claiming-that-they-should-be-distributed-to-other-countries/")
VOA = "https://news.kbs.co.kr/news/view.do?ncd=5337252"
HERALD_FEBRUARY = "http://www.koreaherald.com/view.php?ud=20220210000651"

# id, day, source, kind, grade, about, address, and what else the statement names
STATEMENTS = (
    ("WSJ-2021-01-04", "2021-01-04", "a person told of it (Wall Street Journal)", "unnamed", "D3",
     "North Korea has asked Gavi for vaccines", THE_HILL, {}),
    ("COVAX-2021-02-03", "2021-02-03", "COVAX", "facility", "A2",
     "Interim forecast: 1,992,000 doses of AstraZeneca from the Serum Institute in the first half"
     " of the year", BDNEWS,
     {**AZ, "event": "forecast", "doses": 1992000, "date_from": "2021-01-01",
      "date_to": "2021-06-30"}),
    ("COVAX-2021-03-02", "2021-03-02", "COVAX", "facility", "A2",
     "First round: 1,704,000 doses of AstraZeneca, to come from February to May; about 850,000"
     " people, 3.3 % of the population", NK_NEWS,
     {**AZ, "event": "allocated", "doses": 1704000, "date_from": "2021-02-01",
      "date_to": "2021-05-31", "share": "0.033", "people": 850000}),
    ("GAVI-2021-03-25", "2021-03-25", "Gavi", "agency", "A2",
     "Tells North Korea, as it tells every recipient, that nothing is to be expected before May;"
     " it depends on the supply", KBS + "160756",
     {**AZ, "event": "delayed", "date_from": "2021-05-01"}),
    ("RU-MEDIA-2021-04-08", "2021-04-08", "Russian media", "media", "D3",
     "Report that North Korea has received some Sputnik V", TASS,
     {**SPUTNIK, "event": "delivered"}),
    ("SAMPLES-2021-04-08", "2021-04-08", "an unnamed source of another outlet", "unnamed", "F3",
     "A small batch came in, a few samples for research by North Korean specialists", TASS,
     {**SPUTNIK, "event": "delivered"}),
    ("RU-EMBASSY-2021-04-09", "2021-04-09", "Russian embassy in Pyongyang", "embassy", "B2",
     "The border is shut, and no medicine of any kind has come in, vaccines included", TASS,
     {"event": "denied"}),
    ("WHO-2021-05-04", "2021-05-04", "WHO office in Pyongyang", "agency", "B2",
     "North Korea is working on the technical requirements; the doses due before May are late, as"
     " everywhere", UPI + "05/05/North-Korea-getting-ready-for-COVID-19-vaccines-after-reporting-"
     "zero-cases/1451620219836/",
     {**AZ, "event": "delayed", "doses": 1704000}),
    ("KYODO-2021-05-19", "2021-05-19", "diplomats in Beijing (Kyodo)", "unnamed", "D3",
     "North Korea will not let foreign staff watch how vaccines are used", KYODO, {}),
    ("GAVI-2021-05-20", "2021-05-20", "Gavi", "agency", "A2",
     "Shipments to North Korea move to the second half of the year, for want of preparation there"
     " and of supply everywhere", HERALD_MAY,
     {**AZ, "event": "delayed", "date_from": "2021-07-01", "date_to": "2021-12-31",
      "supersedes": "GAVI-2021-03-25"}),
    ("ROK-MOU-2021-06-01", "2021-06-01", "South Korea's Unification Ministry", "government", "C3",
     "The shipment expected for late May is late again, because talks and papers take long",
     UNIFICATION, {**AZ, "event": "delayed"}),
    ("INTERFAX-2021-06-04", "2021-06-04", "a pharmaceutical source (Interfax)", "unnamed", "D3",
     "North Korea has shown interest in Sputnik V and Sputnik Light",
     UPI + "06/04/North-Korea-Russian-Sputnik-vaccines-interest/9461622810876/", {}),
    ("YONHAP-2021-07-04", "2021-07-04", "Yonhap", "media", "C2",
     "Two of seven steps before a delivery are done; the liability waiver is not signed and foreign"
     " staff are not let in", YONHAP + "AEN20210704001000315", {}),
    ("LAVROV-2021-07-07", "2021-07-07", "Russia's foreign minister", "donor", "B3",
     "Russia has told North Korea more than once that it will help with vaccines if asked",
     UPI + "07/07/Russia-pledges-COVID-19-vaccines-for-North-Korea/3101625667767/",
     {"supply": "RUSSIA-AID", "event": "offered"}),
    ("KBS-2021-07-09", "2021-07-09", "KBS", "media", "B2",
     "Russia's minister has offered North Korea vaccines and equipment", KBS + "162694",
     {"supply": "RUSSIA-AID", "event": "offered", "rests_on": "LAVROV-2021-07-07"}),
    ("INSS-2021-07-09", "2021-07-09", "South Korea's Institute for National Security Strategy",
     "expert", "C4", "North Korea has turned AstraZeneca down, for fear of side effects", INSS,
     {**AZ, "event": "declined", "doses": 2000000}),
    ("UNICEF-2021-08-05-A", "2021-08-05", "UNICEF", "agency", "A2",
     "North Korea has received no vaccine through COVAX so far", UNICEF_AUGUST,
     {**AZ, "event": "denied"}),
    ("UNICEF-2021-08-05-B", "2021-08-05", "UNICEF", "agency", "A2",
     "About 1.7 million doses, for 852,000 people, wait for steps that North Korea has not"
     " completed", UNICEF_AUGUST,
     {**AZ, "event": "delayed", "doses": 1700000, "people": 852000}),
    ("COVAX-2021-08-25", "2021-08-25", "COVAX", "facility", "A2",
     "Offers North Korea 2.97 million doses of Sinovac", AP,
     {**SINOVAC, "event": "offered", "doses": 2970000}),
    ("MOPH-2021-08-28", "2021-08-28", "North Korea's Ministry of Public Health", "participant",
     "F6", "37,291 people tested up to 19 August, all of them negative", AP,
     {"event": "reported_cases", "people": 0, "date_to": "2021-08-19"}),
    ("UNICEF-2021-08-31", "2021-08-31", "UNICEF", "agency", "A1",
     "North Korea's ministry says that the 2.97 million Sinovac doses may go to countries that are"
     " hit harder", AP, {**SINOVAC, "event": "declined", "doses": 2970000}),
    ("AP-2021-09-01-A", "2021-09-01", "Associated Press", "media", "B2",
     "North Korea proposes that its Sinovac doses go elsewhere", AP,
     {**SINOVAC, "event": "declined", "doses": 2970000, "rests_on": "UNICEF-2021-08-31"}),
    ("AP-2021-09-01-B", "2021-09-01", "Associated Press", "media", "B2",
     "1.9 million AstraZeneca doses are allocated to North Korea and late", AP,
     {**AZ, "event": "delayed", "doses": 1900000}),
    ("UNICEF-2021-09-02", "2021-09-02", "UNICEF", "agency", "A2",
     "North Korea has not had a single batch yet", EFE, {"event": "denied"}),
    ("NEWSDAY-2021-09-03", "2021-09-03", "Washington Newsday", "media", "D3",
     "The 1.9 million AstraZeneca doses would have been for 7.3 % of 26 million people, 950,000",
     NEWSDAY,
     {**AZ, "event": "delayed", "doses": 1900000, "share": "0.073", "people": 950000,
      "population": 26000000, "rests_on": "AP-2021-09-01-B"}),
    ("VOA-2021-11-30", "2021-11-30", "Voice of America", "media", "B2",
     "COVAX has set aside another 4.73 million doses of AstraZeneca", VOA,
     {"product": "AZ", "supply": "AZ-2021-11", "event": "allocated", "doses": 4730000}),
    ("COVAX-2022-01-31", "2022-01-31", "COVAX", "facility", "A2",
     "Allocation proposal of January: 252,000 doses of Covovax", YONHAP + "AEN20220222002600325",
     {"product": "COVOVAX", "supply": "COVOVAX-2022", "event": "allocated", "doses": 252000}),
    ("COVAX-2022-02-03", "2022-02-03", "COVAX", "facility", "A2",
     "Allocates 1,288,800 doses of AstraZeneca for 2022", KBS + "167537",
     {"product": "AZ", "supply": "AZ-2022", "event": "allocated", "doses": 1288800}),
    ("GAVI-2022-02-03-A", "2022-02-03", "Gavi", "agency", "A2",
     "Doses of the first round of 2021 are no longer kept for North Korea", KBS + "167537",
     {**AZ, "event": "cancelled"}),
    ("GAVI-2022-02-03-B", "2022-02-03", "Gavi", "agency", "A2",
     "Doses set aside in November 2021 are no longer kept for North Korea", KBS + "167537",
     {"product": "AZ", "supply": "AZ-2021-11", "event": "cancelled"}),
    ("HERALD-2022-02-10", "2022-02-10", "Korea Herald", "media", "C2",
     "COVAX had set 8.11 million doses aside in 2021 in all, and none arrived", HERALD_FEBRUARY,
     {"supply": "COVAX-2021", "event": "allocated", "doses": 8110000, "date_from": "2021-01-01",
      "date_to": "2021-12-31"}),
    ("UNICEF-2022-02-22", "2022-02-22", "UNICEF", "agency", "A2",
     "The dashboard no longer shows the 252,000 doses of Covovax", YONHAP + "AEN20220222002600325",
     {"product": "COVOVAX", "supply": "COVOVAX-2022", "event": "cancelled", "doses": 252000}),
    ("YONHAP-2022-02-22", "2022-02-22", "Yonhap", "media", "B2",
     "North Korea has not received any vaccine so far", YONHAP + "AEN20220222002600325",
     {"event": "denied"}),
    ("COVAX-2022-04-01", "2022-04-01", "COVAX", "facility", "A2",
     "All doses of 2022 are withdrawn, as no wish to receive them was expressed", KBS_APRIL,
     {"event": "cancelled"}),
    ("UNICEF-2022-04-12", "2022-04-12", "UNICEF", "agency", "A2",
     "1,828,800 doses stand for North Korea again; the product is not given", KBS_APRIL,
     {"supply": "COVAX-2022-04", "event": "allocated", "doses": 1828800}),
    ("WAPO-2022-04-25", "2022-04-25", "Washington Post", "media", "B3",
     "North Korea turned down two million AstraZeneca doses last year", KBS + "169211",
     {**AZ, "event": "declined", "doses": 2000000, "rests_on": "INSS-2021-07-09"}),
)


def row_of(statement):
    identity, said_on, source, kind, grade, about, url, more = statement
    cells = {"statement": identity, "said_on": said_on, "source": source, "source_kind": kind,
             "about": about, "reliability": grade[0], "credibility": grade[1],
             "participant": "PRK", "url": url, **more}
    unknown = set(cells) - set(COLUMNS)
    require(not unknown, f"{identity}: columns {unknown}")
    return tuple(str(cells.get(column, "")) for column in COLUMNS)


def check_case(shared):
    """Raises Broken when an amount that prk_case.csv has is given otherwise here."""
    case = {count(row["doses"]) for row in read_shared(shared, "prk_case.csv") if row["doses"]}
    here = {more["doses"] for *_, more in STATEMENTS if "doses" in more}
    missing = case - here - {1540800, 0}  # a sum of two allocations, and a withdrawal
    require(not missing, f"amounts of prk_case.csv that no statement has: {missing}")


def statements():
    """statements.csv, in order of day."""
    rows = [row_of(statement) for statement in STATEMENTS]
    require(len({row[0] for row in rows}) == len(rows), "statement ids")
    return table(COLUMNS, rows)


def sources_as_markdown():
    """Every address with the statements that rest on it, as a list for a README."""
    addresses = {}
    for identity, *_, url, _more in STATEMENTS:
        addresses.setdefault(url, []).append(identity)
    return "\n".join(f"- {', '.join(ids)}: <{url}>" for url, ids in addresses.items())
