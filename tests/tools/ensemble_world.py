"""Small islands, two ways of sharing among them, and ensembles held against each other by bytes:
what the tests of interrupted and of spread-out work have in common.
"""
import pathlib
import subprocess

SECONDS = 300

FILES = {
    "scenario.toml": """format = "aliquot-scenario/1"
title = "Three islands"
start = 2021-02-01
end = 2021-08-31
rounds.dates = [2021-02-01, 2021-04-01]
""",
    "participants.csv": "participant,name,population\n"
                        "FJI,Fiji,896444\nGRD,Grenada,112519\nWSM,Samoa,198410\n",
    "products.csv": "product,name,doses_per_course,interval_days\n"
                    "COVISHIELD,Covishield,2,84\nPFIZER,Comirnaty,2,28\n",
    "supply.csv": "supply,product,doses,available\n"
                  "FIRST,COVISHIELD,300000,2021-02-01\nSECOND,PFIZER,400000,2021-04-01\n",
    "recorded.csv": "participant,supply,doses\n"
                    "FJI,FIRST,100000\nWSM,FIRST,200000\nGRD,SECOND,100000\nWSM,SECOND,200000\n",
}
SETTINGS = '{"epidemic": {"R0": [1.3, 1.9], "tt_R0": [1, 60], "seed_share": 0.0005}}\n'
RUNS = ["recorded", "equal", "--settings", "settings.json", "--seed", "7"]


def run(words, folder, code=0):
    """What the command printed, both ways; it must end with the code."""
    done = subprocess.run([str(word) for word in words], cwd=folder, text=True,
                          stdin=subprocess.DEVNULL, capture_output=True, timeout=SECONDS)
    if done.returncode != code:
        raise AssertionError(f"{words} ended with {done.returncode}, not {code}:\n"
                             f"{done.stdout}{done.stderr}")
    return done.stdout + done.stderr


def make_islands(folder, aliquot):
    """The scenario, its settings, and its runs `recorded` and `equal`."""
    folder = pathlib.Path(folder)
    (folder / "islands").mkdir()
    for name, text in FILES.items():
        (folder / "islands" / name).write_text(text)
    (folder / "settings.json").write_text(SETTINGS)
    run([aliquot, "run", "islands", "--rule", "recorded", "--out", "recorded", "--quiet"], folder)
    run([aliquot, "run", "islands", "--out", "equal", "--quiet"], folder)


def bytes_of(folder):
    """Every file of the folder, hidden ones too."""
    return {path.name: path.read_bytes() for path in pathlib.Path(folder).iterdir()}
