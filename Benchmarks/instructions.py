"""Counts the instructions of the program's commands on the example firm, and holds them against those that
are kept: a command that takes more than 3 % more, or less, is named.

    python3 instructions.py ENGROSS [--write]

Valgrind counts the same each time, on a busy machine too. Another compiler, another processor's edition of
the C library or another version of a library gives other counts: the file says what they were counted with.
"""
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
KEPT = os.path.join(HERE, "instructions.txt")
TOLERANCE = 0.03
MONTH = ["--through", "2026-08-31", "--date", "2026-08-31", "--threads", "1"]
COMMANDS = {
    "check": ["check"],
    "load": ["load", "{firm}/inbox/2026-08-time.csv"],
    "pro formas of a month": ["proforma", *MONTH],
    "the same again, standing": ["proforma", *MONTH],
    "invoices of a month": ["bill", *MONTH],
    "one invoice explained": ["explain", "10421"],
    "one invoice again": ["render", "10421"],
    "verify": ["verify", "--threads", "1"],
}


def counted(engross, arguments, folder):
    """The instructions of one command, in millions."""
    environment = dict(os.environ, SWIFT_DETERMINISTIC_HASHING="1", TZ="UTC", LANG="C.UTF-8")
    writes = arguments[0] in ("proforma", "bill", "render")
    output = ["--output", folder + "/out"] if writes else []
    arguments = [argument.replace("{firm}", folder + "/firm") for argument in arguments]
    log = folder + "/callgrind.log"
    made = subprocess.run(
        ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", f"--log-file={log}", engross,
         *arguments, "--firm", folder + "/firm", *output],
        env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    with open(log) as file:
        found = re.search(r"Collected : (\d+)", file.read())
    if made.returncode not in (0, 1) or not found:
        sys.exit(f"engross {' '.join(arguments)} did not end well: {made.stderr[-400:]}")
    return int(found[1]) / 1e6


def main():
    engross, is_written = sys.argv[1], "--write" in sys.argv
    if not shutil.which("valgrind"):
        sys.exit("Instructions are counted by valgrind: apt-get install valgrind")
    folder = tempfile.mkdtemp()
    try:
        shutil.copytree(os.path.join(HERE, "../Examples/whitcombe"), folder + "/firm")
        # Without names for a debugger, which valgrind would read for minutes. Templates are found beside it.
        os.makedirs(folder + "/bin")
        subprocess.run(["strip", "-o", folder + "/bin/engross", engross], check=True)
        os.symlink(os.path.join(os.path.abspath(HERE), "../Templates"), folder + "/Templates")
        counts = {
            name: counted(folder + "/bin/engross", arguments, folder)
            for name, arguments in COMMANDS.items()
        }
    finally:
        shutil.rmtree(folder)
    if is_written:
        swift = subprocess.run(["swift", "--version"], capture_output=True, text=True).stdout
        with open(KEPT, "w") as file:
            version = re.search(r"Swift version (\S+)", swift)
            file.write(f"# Swift {version[1] if version else '?'}, {platform.libc_ver()[1]}, millions\n")
            for name, count in counts.items():
                file.write(f"{count:10.1f}  {name}\n")
        return
    with open(KEPT) as file:
        kept = {line[12:].strip(): float(line[:10]) for line in file if not line.startswith("#")}
    failed = False
    for name, count in counts.items():
        before = kept.get(name)
        change = count / before - 1 if before else float("nan")
        is_off = not abs(change) <= TOLERANCE
        failed |= is_off
        print(f"{count:10.1f}  {change:+7.1%}  {name}{'  <-' if is_off else ''}")
    sys.exit(1 if failed else 0)


main()
