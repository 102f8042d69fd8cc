"""What the programs of the peers have in common: each sets statements, with what it can keep from one to the
next kept, and prints what it is and the seconds that it took without its start.

    python3 PROGRAM.py FOLDER-OF-PACKAGES STATEMENTS.json OUTPUT [tagged]
"""
import json
import subprocess
import sys
import time
from importlib import metadata

sys.path.insert(0, sys.argv[1])
is_tagged = "tagged" in sys.argv[4:]

WIDTH, HEIGHT = 612, 792
LEFT, TOP, RIGHT, BOTTOM = 58, 54, 58, 72
ENTRIES = ("Date", "TK", "Description", "Hours", "Rate", "Amount")
# What is left over goes to the description.
ENTRY_WIDTHS = (58, 34, WIDTH - LEFT - RIGHT - 258, 42, 56, 68)
KEEPER_WIDTHS = (WIDTH - LEFT - RIGHT - 216, 50, 42, 56, 68)
SUM_WIDTHS = (WIDTH - LEFT - RIGHT - 80, 80)
SLIP = "Please return this portion with your payment."


def font_file(family, style):
    """The file that the system has it in."""
    found = subprocess.run(
        ["fc-match", "--format", "%{family}\n%{file}", f"{family}:style={style}"], check=True,
        capture_output=True, text=True).stdout.split("\n")
    if family not in found[0]:
        sys.exit(f"{family} is not installed")
    return found[1]


def rows(values, columns):
    return [values[at:at + columns] for at in range(0, len(values), columns)]


def total_row(statement):
    return ["", "", "Total professional services", statement["hours"], "", statement["services"]]


def sum_rows(statement):
    return rows(statement["sums"], 2) + [["Amount due", statement["due"]]]


def time_all(package, font, render):
    """`render` makes a file of a statement."""
    with open(sys.argv[2]) as file:
        statements = json.load(file)
    paths = [f"{sys.argv[3]}/{number}.pdf" for number in range(len(statements))]
    render(statements[0], paths[0])
    start = time.monotonic()
    for statement, path in zip(statements, paths):
        render(statement, path)
    seconds = time.monotonic() - start
    details = f"{package} {metadata.version(package)}, {font}"
    print(json.dumps({"details": details, "seconds": seconds}))
