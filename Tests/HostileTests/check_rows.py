#!/usr/bin/env python3
"""Counts the rows of the hostile files with Python's csv module: python3 check_rows.py

Independent of the program: it shows that the manifest's row counts are those that another reader
finds. What it cannot know (subtotals, title lines, zero bytes, text that is none) is listed as
"not compared".
"""
import csv
import io
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).parent
# What csv cannot decide: which lines are titles, totals or the end of a quotation never closed.
JUDGED_BY_PEOPLE = {"form-subtotals", "form-preamble-too-long", "form-own-profile"}


def text_of(data):
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"),
                           (b"\xfe\xff", "utf-16-be")):
        if data.startswith(mark):
            return data[len(mark):].decode(encoding)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252")


def count(data):
    text = text_of(data)
    if "\0" in text:
        raise ValueError("zero bytes")
    # The csv module takes VT and others for text, and CR, LF, CR LF for line ends, as we do.
    sep = re.match(r'"?sep=(.)"?(\r\n|\r|\n)', text, re.IGNORECASE)
    if sep:
        text = text[sep.end():]
        delimiter = sep.group(1)
    else:
        first = re.sub(r'"[^"]*"', "", text.lstrip("\r\n").split("\n")[0].split("\r")[0])
        delimiter = max(",;\t|", key=first.count)
    rows = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
            if any(cell.strip() for cell in row)]
    if not rows:
        return 0
    header = [cell.strip() for cell in rows[0]]
    again = [[cell.lstrip("\ufeff").strip('"') for cell in row] for row in rows[1:]]
    return sum(row != header for row in again)


def main():
    csv.field_size_limit(1 << 30)
    manifest = (HERE / "manifest.yaml").read_text(encoding="utf-8")
    entries = re.findall(r"file: ([a-z0-9-]+).*?\brows: (\d+)", manifest, re.DOTALL)
    compared, differing = 0, 0
    for name, rows in entries:
        path = HERE / "Files" / (name + ".csv")
        if not path.exists():
            continue
        try:
            if name in JUDGED_BY_PEOPLE:
                raise ValueError("judged by people")
            found = count(path.read_bytes())
        except (ValueError, csv.Error) as error:
            print(f"{name}: not compared: {error}")
            continue
        compared += 1
        if found != int(rows):
            differing += 1
            print(f"{name}: the manifest has {rows} rows, csv finds {found}")
    print(f"{compared} files compared, {differing} differ")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
