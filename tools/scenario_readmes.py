"""The README.md of each scenario; the numbers are filled in from the data."""
from string import Template

COVAX_2021_README = Template("""\
# COVAX 2021: the doses of the 92 AMC economies

$total doses reached 85 of the 92 economies of the COVAX Advance Market Commitment in 2021. This
scenario puts them back into one pool, month by month, and lets a rule share them again. What each
participant in fact received is kept in `recorded.csv`, so a run can be laid beside what happened.
Made by `tools/make_scenarios.py`; data as they stood on the dates named below; folder last reviewed
2026-11-22.

## Where every number comes from

| here | source | version | terms |
| --- | --- | --- | --- |
| supply, recorded, other_supply | UNICEF Supply Division, COVID-19 Vaccine Market Dashboard | copy of 2022-10-05 (github.com/tjhladish/covid-abm, cbfa09ec) | no open licence stated; attribution. Only restructured sums by month, product and participant are here |
| other_supply of FSM and MHL | Johns Hopkins University, Centers for Civic Impact, with Our World in Data | 2023-03-10 (github.com/govex/COVID-19, 4de9f67c) | CC BY 4.0 |
| population | United Nations, World Population Prospects 2019, mid-2021 | 2022-10-20 (github.com/WHOexcessc19/Codebase, 744808d1); PSE by github.com/mrc-ide/squire, 1c55b968; XKX by Our World in Data through UNDP, 2020 repeated | CC BY 3.0 IGO; Our World in Data CC BY 4.0 |
| group | World Bank income groups in force from 1 July 2021 | as above | CC BY 4.0 |
| which 92 | Gavi and WHO, list of the AMC | 2022-04-26 (github.com/mrc-ide/squire.page, b58094cd) | a list of facts |
| severity | WHO COVID-19 dashboard, weekly deaths and cases | edition of 2024-08-23 | WHO has used CC BY-NC-SA 3.0 IGO and, later, CC BY 4.0: attribute, and check before commercial use |
| excess, but for its reported deaths | The Economist, excess deaths from observed all-cause mortality | 2025-12-06 (github.com/TheEconomist/covid-19-excess-deaths-tracker, 89fe39c0) | CC BY 4.0. Sums by quarter |
| region | WHO regions | as population | a list of facts |
| products | WHO prequalification and emergency use pages of each product; packs and lots also from published COVAX allocations and, for Sinopharm and Sinovac, the COVAX Round 6 paper | editions not recorded | facts, attributed |
| borders, readiness, offers, responses, forecasts (PRK) | press, listed below | dates below | single facts, attributed |
| forecasts of the first round and the first Pfizer wave | COVAX, compiled by UN OCHA, "COVID-19 Vaccine Doses in HRP Countries" (HDX); BGD, EGY, IDN, TUV and VNM from AFP, 2 March 2021; RWA from Reuters, 10 March 2021; PRK as listed below; windows from Gavi's papers | 2021-03-02 | CC BY-IGO 3.0; press: single facts, attributed |
| forecasts of rounds 4, 5 and 6 | COVAX, by UN OCHA, "COVAX Round 6 Allocations" (HDX; github.com/OCHA-DAP/hdx-scraper-covid-viz, 316c4042) | published 2021-08-11, last changed 2021-11-23 | CC BY: COVAX / UN OCHA HDX |
| returns | Bloomberg 26 April 2021 (Daily Maverick) and Geneva Solutions, May 2021 (COD); Voice of America, 2021 (SSD) | | single facts, attributed |
| preferences | the delivery table above; the list of COVAX's first round (UN OCHA, HDX, CC BY-IGO) | | |
| border measurement below | Oxford COVID-19 Government Response Tracker, indicator C8 (Hale et al., Nature Human Behaviour, 2021) | 2022-03-14 | CC BY 4.0 |
| names, latitude, longitude | typed by hand: short names as the UN and WHO use them; position of the capital to one decimal (PSE: Ramallah, seat of the administration) | | facts |

Names and codes are those of the sources and imply no opinion on the status of any territory.

Reports used for PRK:

$prk_sources

## Judgements, file by file

**supply.csv.** $lines lines, one per product and month: the sum of COVAX doses that arrived with
the 92 in that month, available on its first day. The doses sum to $total exactly. So the pool is
what arrived, not what was promised: orders that slipped are not here, and neither is the
humanitarian buffer (1,611,600 doses in November).
- All lines have kind `purchase_agreement`. Many doses were donated from mid-2021 on, but the table
  does not separate purchase from donation, so no donor and no earmark is given. Real donations were
  often earmarked.
- 10,000,000 doses (India) are dated January 2021 in the table, before COVAX's first consignment of
  all. The month is doubtful. They become available on 24 February, the day of that first
  consignment (Ghana).
- 2,970,000 Sinovac doses, the ones that PRK declined, are carved out of September as
  `SINOVAC-2021-09-OFFERED-PRK`, available 25 August because the offer was known in August. They are
  not earmarked. Which real doses they were is not known; in `recorded.csv` they are filled from
  September's Sinovac recipients in id order.
- No expiry dates: a line expires its product's shelf life after it becomes available. Real doses
  often came with much less (three quarters of those declined in late 2021 had under ten weeks
  left), so expiry is understated here.

**products.csv.** Lots: Covishield 12,000, Pfizer 1,170 and AstraZeneca 2,400 (made by SK
bioscience) are the common divisors of published allocations; Moderna 3,360 is the common divisor of
only seven; Sinopharm and Sinovac 1,200 as Round 6 states; Janssen 50, its secondary pack, which
divides every Janssen figure in the table. Minimum shipment is one lot for each product. COVAX's
first round had 100,000, capped for small states at 20% of the population, and Round 6 had 20,400
above a million people (1,200 below); with one lot no small island is shut out, and no larger
minimum is applied to large participants. Shelf life: months of 30 days, later extensions included
(Covishield was 6 months at launch and 9 from April; Pfizer 6 until 20 September, then 9), so some
lines keep longer than was known when they came. `interval_days` is the longest recommended
interval. Efficacy against symptomatic disease is given only where a source that states the figure
is
named in the evidence; the trials differ in variant and endpoint, so products must not be ranked by
it. Products without COVAX
supply have no lot. `UNKNOWN` (product not stated) counts two doses a course.

**other_supply.csv.** Everything not from COVAX, December 2020 to December 2021, dated the last day
of its month, so a round sees it from then on.

| channel | doses |
| --- | ---: |
$channels

`unknown` is largely imputed by UNICEF from doses given. `administered` is for FSM and MHL, which
the delivery table lacks because the United States supplied them: monthly increments of doses given
there stand in for doses received.

**recorded.csv.** Net of doses that a participant passed on: COD is recorded with 270,940 Covishield
doses in March 2021, not the 1.7 million that arrived. So `returns.csv` and `recorded.csv` overlap:
under the rule `recorded` the returned doses are already gone from COD and SSD and stand with those
who received them.

**returns.csv.** COD handed back 1,300,000 of 1,700,000 AstraZeneca doses; they went to Ghana,
Senegal, Togo, Angola, Madagascar and Comoros. SSD 72,000 of 132,000; the day is not known, the last
of May is used. Both held the Serum Institute product. A return is at most what the participant
holds, so a rule that gave it less returns less; and the batch's own expiry (24 June 2021 for COD)
is not modelled: the returned doses keep the expiry of the line they came from.

**readiness.csv.** A report of 4 July 2021 says that PRK had done two of seven steps and names two
that were missing: the liability waiver (`indemnity_signed`) and the entry of international staff
(`international_staff_admitted`). The other five are not named in the source; they are `step_1_of_7`
and so on, and which of them were the two done is not known. The two count from the day of the
report. For all others the seven are assumed to hold from the start: 85 of them received COVAX doses
under the same steps. For those without COVAX doses this is an assumption alone.

**borders.csv.** Only PRK, 22 January 2020 to 31 December 2022: set by hand from news. The border
was closed to people from early 2020 through 2022; the first day is a judgement, and rail freight
ran for some months of 2022. Why no one else: indicator C8 concerns the travel of people. In 2021 it
stood at 4 (all borders closed to travellers) in every week of $c8_closed participant-months (month
of the week's Sunday) of $c8_countries of the $c8_coded participants that it covers, PRK aside. In
$c8_received of these $c8_closed months vaccines arrived all the same, $c8_doses doses; in
$c8_covax_received of them from COVAX, $c8_covax_doses doses. In the other $c8_open
participant-months vaccines arrived in $c8_open_received: $c8_open_percent% against
$c8_closed_percent%. Had
the closed ones received as often as the others in the same month, it would have been
$c8_expected instead of $c8_received. A border closed to people let vaccines through nearly as
often as another.

**preferences.csv.** BDI and ERI took no COVAX dose in 2021 (nor to October 2022), and BDI was not
listed in the first round: both opt out of everything for 2021. That is our reading of an absence.
BDI received doses from elsewhere from October. Without a COVAX dose in 2021 are $without. MMR and
COM are **not** opted out: MMR was allocated 3,600,000 doses in the first round, and both received
COVAX doses in 2022. FSM and MHL are not opted out either; what they were given counts.

**offers.csv, responses.csv.** Round $offer_round offers PRK its Sinovac doses outside the rule,
with no gate applied, because COVAX did. The answer was reported on 31 August to 1 September 2021;
31 August is used. Nobody else's answers are known: all accept after seven days.

**forecasts.csv.** Plan figures, never awards. One without a due date: the forecast of February 2021
for PRK. And $announcements announcements to $announced_participants participants, of the rounds
whose window of delivery was published; due is the last day of that window:

| announced | supplier | due | announcements | doses |
| --- | --- | --- | ---: | ---: |
$announced

The day of the announcement is that of the decision, when participants were told; the figures of
rounds 4 to 6 were published on 11 August. Only participants with a humanitarian response plan and
those that the press named are here: it is no sample of all. PRK's 1,704,000 is the only multiple of
a lot that fits "1.7 million". Who made the doses is known for the first round; AstraZeneca's of
round 4 could come from any of its makers. What arrived is not told apart by round: see
[slippage](../../docs/methods/forecast.md#slippage).

**excess.csv.** Sums by quarter of observed excess deaths and of the deaths reported to WHO for the
same weeks, of $excess_places places, most of which take no part: they are the comparables from
which [severity](../../docs/methods/severity.md) takes how many deaths go unreported. A quarter
counts with ten of its weeks or more, and as known 60 days after it (a judgement; the figures
themselves are today's revised ones). WHO's estimates for every member state are not here: their
terms forbid commercial use.

**transmissibility.csv.** Not data: fitted by `aliquot epidemic fit` to severity.csv and excess.csv
under recorded.csv and other_supply.csv, as [the method](../../docs/methods/calibration.md) says.
`tools/fit_transmissibility.sh` makes it anew. No rule reads it.

**severity.csv.** Weeks ending 2020-06-07 to 2021-12-26. Negative counts
would be set to 0; there are $negatives. Zero
means none reported: PRK has zero throughout. The counts are today's revised ones; those known in
2021 were a little lower.

**scenario.toml.** Each choice has its comment. With a horizon of $horizon days the rounds see these
new lines:

| round | date | new lines | available in | doses |
| ---: | --- | ---: | --- | ---: |
$rounds_see

## Do not read it as

a claim that COVAX could have done this. It knew its supply later than this pool does, donors
earmarked, countries asked for some products and not for others, and what they asked for month by
month is not public.
""")

DPRK_2021_README = Template("""\
# COVAX and the DPRK in 2021

**The story.** In February 2021 COVAX forecasts 1,992,000 AstraZeneca doses for the Democratic
People's Republic of Korea (PRK): a plan. On 2 March the first round gives it 1,704,000, in
proportion to its population like everyone else. The supply slips, first to the end of May, then to
the second half of the year. By 4 July two of seven preparatory steps are done; the liability waiver
is not signed, international staff may not enter, and the border is closed. The doses are never
sent. In August COVAX offers 2,970,000 Sinovac doses; on 31 August the Ministry of Public Health
declines: they may go to severely affected countries. Nothing is delivered in 2021.

**What to see**, after `aliquot run scenarios/dprk-2021 --out out/dprk` and
`aliquot explain out/dprk --participant PRK`:
- round 1 awards PRK exactly 1,704,000 doses (142 lots of 12,000), and the other nine their
  published
  figures;
- the award is accepted and never dispatched: five steps are missing and the border is closed;
- the forecast of 1,992,000 stays apart: it is a plan, and is in no sum;
- the Sinovac offer is declined with a wish, and the wish is honoured. In the 28 days before 31
  August the hardest hit per head of the ten were $hardest_hit;
- `aliquot evidence check scenarios/dprk-2021` finds what in `statements.csv` cannot all be right,
  and `aliquot evidence timeline scenarios/dprk-2021 --participant PRK --out prk.html` draws who
  said what, and what was believed on each day.

## Sources

| here | source | terms |
| --- | --- | --- |
| populations (UN DESA, 2020) and first-round figures, `ocha_table` | UN OCHA, HDX, "COVID-19 Vaccine Doses in HRP Countries" | CC BY-IGO 3.0 |
| first-round figures, `press_exact` (BGD) | AFP, 2 March 2021 | single fact |
| first-round figure of PRK | 1.7 million in the press (two doses for 852,000 people); 1,704,000 is the only multiple of the lot that fits the rule | inferred |
| forecast, delays, steps, decline (PRK) | press, below | single facts |
| group | World Bank income groups, in force from 1 July 2021 | CC BY 4.0 |
| severity | WHO COVID-19 dashboard, edition of 2024-08-23 | WHO has used CC BY-NC-SA 3.0 IGO and, later, CC BY 4.0: attribute, and check before commercial use |
| products | WHO prequalification page (Covishield), COVAX Round 6 paper (Sinovac lot) | facts |
| names, positions of capitals | typed by hand | facts |

$prk_sources

Statements (`statements.csv`; single facts, in our own words), by where they can be read:

$statement_sources

| participant | population 2020 | published first-round doses | known from |
| --- | ---: | ---: | --- |
$published

Reviewed 2026-11-22. Made by `tools/make_scenarios.py`.

## Judgements

- **Why these nine.** Large or hard-hit participants of the same source of supply (Serum Institute
  of India), whose figures are published. The Covishield line is the sum of the ten figures, $pool
  doses, so the rule's rate comes out as COVAX's.
- **Expiry** of the Covishield line, 2022-03-31: no date is published; nine months from the last
  slip. A judgement.
- **Slips.** "Not before May", announced 25 March for all recipients, is entered as 31 May; "second
  half of 2021", reported 20 May for PRK, as 1 July. Both move the whole line here. In fact AFG,
  COD, ETH, NGA and YEM had received a first part in March 2021 (UNICEF Supply Division, COVID-19
  Vaccine Market Dashboard): a simplification for them.
- **The seven steps.** Two were reported done on 4 July 2021 and count from then; which two is not
  known. The source names two of the missing (`indemnity_signed`, `international_staff_admitted`);
  the others have numbers only. The other participants are assumed to meet all seven from the start.
  COVAX allocated before the steps were done, so they hold back the dispatch and not the award; for
  the same reason the gate `border_closed` is off for awards.
- **Border.** 22 January 2020 to 31 December 2022, set by hand from news: closed to people from
  early 2020 through 2022. The first day is a judgement, and rail freight ran for some months of
  2022.
- **Sinovac line.** Available 25 August, offered in the round of 1 August outside the rule, because
  how COVAX set the number is not known. The decline was reported on 31 August to 1 September; 31
  August is used.
- **Answers.** No answer of any of the ten to the first round is known: all accept. PRK's award is
  accepted
  here because nothing refuses it, and is held back by the steps.
- **Doses from elsewhere** are left out, because phase 1 did not count them.
- **Not used in the replay.** A think tank reported in July 2021 that PRK had rejected
  AstraZeneca for its side
  effects; the agencies did not confirm it. Nor the 8.11 million doses earmarked for 2021 in all,
  which cannot be split.
- **Severity.** Reported deaths, weeks ending 2020-12-06 to 2021-12-26; negative
  counts would be set to 0; there are $negatives. PRK reported none at all; that is a report, not a
  measurement.
- **Statements.** Grades are ours: reliability by what the source could know and by its interest,
  credibility without looking at later statements; no row is marked as contradicting another. Days
  that the sources do not give: what Russian media and the unnamed source said is entered on 8
  April 2021, the day before the denial that mentions it; COVAX's offer of Sinovac doses on 25
  August; the ministry's test report, told "last week" on 1 September, on 28 August. "First half of
  the year" is entered from 1 January, "not before May" from 1 May without an end. The institute's
  report is entered on 9 July, when the press told it. AstraZeneca doses of the first round are
  COVISHIELD throughout, because PRK's came from the Serum Institute.
- Transit of 7 days, answers after 7 days, three recipients at a time, 28 days of deaths: ours, in
  `scenario.toml`.
""")

COVAX_ROUND_1_README = Template("""\
# COVAX's first AstraZeneca round, 2 March 2021

COVAX published 237 million doses for 142 participants. For 39 of them the figure could be
recovered. One plain rule (`proportional`: in proportion to population, floored to lots, with a
small-state minimum) gives 30 of the 39 exactly. This scenario runs that rule; the published figures
are in `recorded.csv`. The rule is our reconstruction, not a formula that COVAX published.

| supply line | participants | doses by the rule | doses in the line | doses published |
| --- | ---: | ---: | ---: | ---: |
$lines

The nine that differ, all expected:

| participant | supply line | published | by the rule | difference |
| --- | --- | ---: | ---: | ---: |
$misses

## Sources

- Figures of humanitarian-response countries, and populations (UN DESA, 2020): UN OCHA, HDX,
  "COVID-19 Vaccine Doses in HRP Countries", CC BY-IGO 3.0.
- Bangladesh, Brazil, Egypt, Indonesia, Mexico, Monaco, Nauru, Tuvalu, Viet Nam: AFP, 2 March 2021,
  as printed by Newsweek Pakistan and Dawn; Jamaica: PAHO/WHO, 15 March 2021. Single facts. Their
  populations: the 2020 column of a public copy of Worldometer's table (UN World Population
  Prospects 2019).
- PRK: reported as 1.7 million (Yonhap, 4 July 2021); 1,704,000 is the only multiple of the lot that
  fits the rule.
- Lots and products: common divisors of the published figures; WHO prequalification pages.
- Names and positions of capitals: typed by hand (Nauru: Yaren; PSE: Ramallah, seat of the
  administration).

Reviewed 2026-11-22. Made by `tools/make_scenarios.py`, which recomputes the rule in exact fractions
and stops if any of the 39 differs.

## Judgements

- **Two lines, earmarked.** Each participant was served from one source, Serum Institute or SK
  bioscience, and the two had different rates. Who was served by which is taken as published.
- **Rates**, doses per head: az_sii 0.0663028, az_skbio 0.0429175. Fitted: on the first, 21 of 23
  figures fix the rate between 0.066301 and 0.066305.
- **Supply** is the sum of the rule's doses rounded up to the next million, not COVAX's own total:
  the other participants' figures are not known. What is left over stays unallocated, and means
  nothing.
- **Netting.** The Pfizer doses of the exceptional first wave (3 February 2021: Colombia, El
  Salvador, Palestine, Ukraine) count as held, through `other_supply.csv` with the channel
  `facility`.
- **Small states.** A minimum shipment of 100,000 doses, capped at 20% of the population for two
  doses each, both rounded up to lots. So Monaco, Nauru and Tuvalu end a little above 20%: the cap
  itself is rounded up.
- **group** is AMC or SFP (self-financing participant); for those known from the press, by the
  public list of the AMC.
- No shelf-life gate, no readiness steps, everyone accepts: none of it is known to have changed this
  list.
""")
