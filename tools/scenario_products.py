"""Vaccine products: pack, lot, storage, shelf life, as far as the evidence in products.csv goes.

A month of shelf life counts as 30 days. Efficacy is given only where the evidence named there is a
source that states the figure (`pq_page`, `partly_computed`, `press_and_round6`); the other figures
are marked there as unchecked.
"""
from scenario_files import count, read_shared, require

COLUMNS = ("product", "name", "doses_per_course", "storage_class", "volume_cm3_per_dose",
           "lot_doses", "minimum_shipment_doses", "interval_days", "shelf_life_days",
           "efficacy_disease")

# code in the delivery table: (row of products.csv or "", name, doses per course, lot)
CATALOGUE = {
    "ABDALA": ("", "Abdala (CIGB)", 3, 1),
    "AZ": ("az_skbio", "Vaxzevria (AstraZeneca, incl. SK bioscience)", 2, 2400),
    "CANSINO": ("convidecia", "Convidecia (CanSino)", 1, 1),
    "COVAXIN": ("covaxin", "Covaxin (Bharat Biotech)", 2, 1),
    "COVISHIELD": ("az_sii", "Covishield (Serum Institute of India)", 2, 12000),
    "COVOVAX": ("covovax", "Covovax (Novavax by Serum Institute of India)", 2, 1),
    "JNJ": ("janssen", "Jcovden (Janssen)", 1, 50),
    "MODERNA": ("moderna", "Spikevax (Moderna)", 2, 3360),
    "PFIZER": ("pfizer", "Comirnaty (Pfizer-BioNTech)", 2, 1170),
    "QAZVAC": ("", "QazVac (RIBSP)", 2, 1),
    "SINOPHARM": ("sinopharm", "Covilo (Sinopharm, Beijing)", 2, 1200),
    "SINOVAC": ("sinovac", "CoronaVac (Sinovac)", 2, 1200),
    "SOBERANA": ("", "Soberana 02 (Finlay)", 3, 1),
    "SPUTNIK_LIGHT": ("", "Sputnik Light (Gamaleya)", 1, 1),
    "SPUTNIK_V": ("sputnik_v", "Sputnik V (Gamaleya)", 2, 1),
    "UNKNOWN": ("", "Product not stated", 2, 1),
    "ZF2001": ("", "Zifivax (Anhui Zhifei)", 3, 1),
}
STORAGE = {"fridge": "fridge", "freezer": "freezer", "ultracold": "ultra_cold"}
EVIDENCE_FOR_EFFICACY = ("pq_page", "partly_computed", "press_and_round6")


def facts(shared):
    """The rows of products.csv by product id."""
    return {row["product_id"]: row for row in read_shared(shared, "covax/products.csv")}


def product_row(fact, code, name, doses_per_course, lot, minimum):
    """One row for the product `code`; `fact` is its row of products.csv, or None if it has none."""
    if fact is None:
        return (code, name, doses_per_course, "fridge", 0, lot, minimum, 0, "", "")
    require(count(fact["doses_per_course"]) == doses_per_course, f"course length of {code}")
    observed = count(fact["observed_allocation_lot_doses"])
    require(observed in (0, lot), f"lot of {code}: {lot}, observed {observed}")
    percent = fact["efficacy_symptomatic_pct"] if fact["evidence"] in EVIDENCE_FOR_EFFICACY else ""
    months = count(fact["shelf_life_months"])
    return (code, name, doses_per_course, STORAGE[fact["storage_class"]],
            fact["packed_volume_cm3_per_dose"] or 0, lot, minimum, count(fact["interval_max_days"]),
            months * 30 if months else "", f"{float(percent) / 100:.3f}" if percent else "")


def catalogue_rows(shared, codes, supplied, minimum_of=None):
    """Rows for the codes; `supplied` ones ship at least one lot unless `minimum_of` has them."""
    known = facts(shared)
    rows = []
    for code in codes:
        require(code in CATALOGUE, f"product {code} is not in the catalogue")
        source, name, doses_per_course, lot = CATALOGUE[code]
        minimum = (minimum_of or {}).get(code, lot if code in supplied else 0)
        rows.append(product_row(known.get(source), code, name, doses_per_course, lot, minimum))
    return rows
