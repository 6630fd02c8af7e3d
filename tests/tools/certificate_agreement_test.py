"""The checker in Python and the one in C++ must name the same faults in the same certificates.

    python3 certificate_agreement_test.py MAKER [TOOLS]

MAKER prints a JSON object a line: what was planted, the faults named in C++, and the certificate.
"""
import json
import pathlib
import subprocess
import sys

TOOLS = pathlib.Path(__file__).resolve().parents[2] / "tools"
sys.path.insert(0, str(TOOLS))
from check_certificate import Certificate  # noqa: E402


def main():
    made = subprocess.run([sys.argv[1]], check=True, capture_output=True, text=True).stdout
    right, refused, differ = 0, {}, []
    for number, text in enumerate(made.splitlines(), 1):
        row = json.loads(text)
        names = sorted({name for name, _ in Certificate(row["certificate"]).faults()})
        if names != row["faults"]:
            differ.append(f"row {number}, planted {row['planted']}: here {names}, there "
                          f"{row['faults']}\n{json.dumps(row['certificate'])}")
        elif names:
            refused[row["planted"]] = refused.get(row["planted"], 0) + 1
        else:
            right += 1
            if row["planted"] != "nothing":
                differ.append(f"row {number}, planted {row['planted']}: both find nothing")
    print("\n".join(differ[:5]))
    print(f"{right} right certificates pass, {sum(refused.values())} planted faults of "
          f"{len(refused)} kinds are refused, {len(differ)} differences")
    return 1 if differ or right < 1000 or sum(refused.values()) < 10_000 else 0


if __name__ == "__main__":
    sys.exit(main())
