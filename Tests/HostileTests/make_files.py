#!/usr/bin/env python3
"""Writes the files of this suite, byte for byte: python3 make_files.py

What becomes of each when it is loaded stands in manifest.yaml, which is written by hand.
Files that are too large to keep are made by GeneratedFiles.swift.
"""
import pathlib

HEADER = "id,date,matter,timekeeper,hours,narrative"
TOGGL = "User,Project,Billable,Description,Start date,Start time,End date,End time,Duration"
KIMAI = "Date,From,To,Duration,User,Customer,Project,Description,Billable"
HARVEST = (
    "Date,Client,Project,Notes,Hours,Billable?,Invoiced?,First Name,Last Name,"
    "Billable Rate,Currency"
)
COSTS = "type,id,date,matter,narrative,amount"

FOLDER = pathlib.Path(__file__).parent / "Files"


def row(number, text="Research", hours="1.0", matter="M1", date="2026-10-05"):
    return f"E{number},{date},{matter},JRO,{hours},{text}"


def lines(*rows, header=HEADER, end="\n"):
    return end.join([header, *rows]) + end


def cells(*texts):
    """A file with a row for each narrative, all else as always."""
    return lines(*[row(n, text) for n, text in enumerate(texts, 1)])


def hours(*texts):
    return lines(*[row(n, f"Row {n}", text) for n, text in enumerate(texts, 1)])


def dates(*texts):
    return lines(*[row(n, f"Row {n}", date=text) for n, text in enumerate(texts, 1)])


def amounts(*texts, matter="M1"):
    rows = [f'cost,K{n},2026-10-05,{matter},Fee {n},"{text}"' for n, text in enumerate(texts, 1)]
    return lines(*rows, header=COSTS)


def semicolons(text):
    return text.replace(",", ";")


def utf16(text, order="le", mark=True):
    return ("\ufeff" * mark + text).encode("utf-16-" + order)


BOM = "\ufeff"
PLAIN = lines(row(1, "Prüfung für Ærø"), row(2, "漢字 😀 𝒜 Ελλάς", "1.5"))
TWO = lines(row(1), row(2, "Draft lease", "1.5"))

FILES = {
    # Encodings
    "enc-utf8": PLAIN,
    "enc-utf8-mark": BOM + PLAIN,
    "enc-utf8-mark-quoted-header": BOM + '"' + HEADER.replace(",", '","') + '"\n' + row(1) + "\n",
    "enc-utf8-two-marks": BOM + BOM + TWO,
    "enc-utf16-le": utf16(PLAIN.replace(",", "\t").replace("\n", "\r\n")),
    "enc-utf16-be": utf16(PLAIN, "be"),
    "enc-utf16-sep-line": utf16("sep=;\r\n" + semicolons(PLAIN)),
    "enc-utf16-no-mark": utf16(lines(row(1), row(2, "Draft"))[:-1], mark=False),
    "enc-utf16-odd-bytes": utf16(lines(row(1), row(2, "Draft"))[:-1])[:-1],
    "enc-utf16-le-lone-high": utf16(lines(row(1))) + utf16(row(2, "x"), mark=False) + b"\x3d\xd8"
    + utf16(" x\n" + row(3) + "\n", mark=False),
    "enc-utf16-be-lone-low": utf16(lines(row(1)), "be") + utf16(row(2, "x"), "be", False)
    + b"\xde\x00" + utf16(" x\n" + row(3) + "\n", "be", False),
    "enc-utf32-le": (BOM + TWO[:-1]).encode("utf-32-le"),
    "enc-windows-1252": lines(
        row(1), row(2, "Prüfung – Gebühr 5 € für „Ærø“", "1.5")).encode("cp1252"),
    "enc-windows-1252-undefined": lines(row(1)).encode() + row(2, "Pr").encode()
    + b"\xfc\x81fung\n" + row(3).encode() + b"\n",
    "enc-windows-1252-stated": cells("é è").encode() + (row(2, "ö") + "\n").encode("cp1252"),
    "enc-utf8-stated": lines(row(1)).encode() + (row(2, "ö") + "\n").encode("cp1252")
    + row(3).encode() + b"\n",
    "enc-mixed-one-stray": cells("é è ê", "ö ü ä").encode() + row(3, "caf").encode() + b"\xe9\n"
    + row(4, "ñ").encode() + b"\n",
    "enc-mixed-mostly-1252": cells("é").encode()
    + (row(2, "Größe für Überprüfung") + "\n").encode("cp1252"),
    "enc-overlong": cells("é è ê ö ü").encode() + row(2, "x").encode() + b"\xc0\xaf\n"
    + row(3).encode() + b"\n",
    "enc-surrogates-in-utf8": cells("é è ê ö ü ä à").encode() + row(2, "x").encode()
    + b"\xed\xa0\xbd\xed\xb8\x80\n" + row(3).encode() + b"\n",
    "enc-cut-at-the-end": cells("é è ê").encode() + row(2, "caf").encode() + b"\xc3",
    "text-mark-in-the-middle": cells("Call\ufeff with client"),
    "text-right-to-left": cells("\u200fשיחה עם Acme\u200f", "\u202eevil\u202c"),
    "text-zero-width": cells("A\u200bB", "👩\u200d⚖️ hearing"),
    "text-zero-width-in-a-name": lines(row(1, matter="M1\u200b"), row(2)),
    "text-combining-name": lines(row(1, matter="Cafe\u0301 lease"), row(2, matter="CAFÉ LEASE")),
    "text-full-width-name": lines(row(1, matter="Ｍ１"), row(2, matter="ｌｅａｓｅ")),
    "text-no-break-spaces": lines(
        "E1\u00a0,\u00a02026-10-05,M1\u00a0,\u2003JRO\u00a0,\u00a01.5\u00a0,Research"),
    "text-controls": cells("bell\x07", "delete\x7f", "backspace\x08 end"),
    "text-nul": lines(row(1), row(2, "Re\0search"), row(3)),
    "text-nul-in-the-header": lines(row(1), row(2), header=HEADER.replace("hours", "ho\0urs")),
    # Line ends
    "ends-crlf": PLAIN.replace("\n", "\r\n"),
    "ends-cr": PLAIN.replace("\n", "\r"),
    "ends-mixed": HEADER + "\r\n" + row(1) + "\n" + row(2) + "\r" + row(3, hours="soon") + "\r\n",
    "ends-lf-cr": lines(row(1), row(2, hours="soon"), end="\n\r"),
    "ends-cr-cr-lf": lines(row(1), row(2, hours="soon"), end="\r\r\n"),
    "ends-none-at-the-end": TWO[:-1],
    "ends-return-at-the-end": TWO[:-1] + "\r",
    "ends-blank-lines": "\n\r\n" + HEADER + "\n\n" + row(1) + "\n\n\n" + row(2, hours="soon") + "\n",
    "ends-lines-of-blanks": HEADER + "\n   \n" + row(1) + "\n\t\n,,,,,\n , , , , , \n"
    + '"","",,,,\n' + row(2) + "\n",
    "ends-that-are-none": cells("a\vb", "a\fb", "a\u0085b", "a\u2028b", "a\u2029b"),
    # Structure
    "form-empty": "",
    "form-mark-only": BOM,
    "form-blank-lines-only": "\n\n\r\n",
    "form-header-only": HEADER + "\n",
    "form-header-without-line-end": HEADER,
    "form-one-column": "date\n2026-10-05\n2026-10-06\n",
    "form-no-known-header": "Day,Case,Who\n2026-10-05,M1,JRO\n",
    "form-header-of-two": "Date,Client,Project,Hours,Billable?,First Name,Last Name,Matter number,"
    "User,Billable\n2026-10-05,C1,Lease,1.0,Yes,Jane,Roe,M1,JRO,400.00\n",
    "form-other-order-and-case": "NARRATIVE, Hours ,Date,TimeKeeper,matter\nCall,1.5,2026-10-05,"
    "jane ROE,LEASE\n",
    "form-column-missing": "date,matter,timekeeper\n2026-10-05,M1,JRO\n",
    "form-column-twice": HEADER + ",Hours\n" + row(1) + ",2.0\n",
    "form-column-unknown": HEADER + ",naratives\n" + row(1) + ",x\n",
    "form-ragged": lines(row(1), "E2,2026-10-05,M1", row(3, "Call, then letter"), "x", row(5),
                         row(6) + ",,"),
    "form-trailing-delimiter": lines(*[row(n) + "," for n in (1, 2)], header=HEADER + ","),
    "form-trailing-delimiter-in-rows": lines(*[row(n) + "," for n in (1, 2)]),
    "form-header-again": TWO + lines(row(3)),
    "form-header-again-with-mark": TWO + BOM + lines(row(3)),
    "form-two-exports": BOM + lines(row(1), end="\r\n") + BOM + '"' + HEADER.replace(",", '","')
    + '"\r\n' + row(2) + "\r\n\r\n" + HEADER + "\r\n" + row(1) + "\r\n",
    "form-preamble": "Roe & Partners\nTime by matter\n\"October 1-31, 2026\"\n\n" + TWO,
    "form-preamble-too-long": "".join(f"Line {n}\n" for n in range(1, 41)) + TWO,
    "form-own-profile": "Time by lawyer\nWork Date;Case;Minutes;Text\n\nJane Roe;;;\n"
    "05.10.26;M1;90;Call\n06.10.26;M1;7,5;Letter\nTotal for Jane Roe;;97,5;\nBob Smith;;;\n"
    "07.10.26;Merger;30;Draft\n08.10.26;Merger;soon;Draft\n",
    "form-subtotals": HARVEST + "\n"
    "2026-10-05,Acme Holdings,Lease,Call,1.00,Yes,No,Jane,Roe,400.0,US Dollar - USD\n"
    "Total Lease,,,,1.00,,,,,,\n"
    "2026-10-06,Acme Holdings,Merger,Draft,0.50,Yes,No,Jane,Roe,400.0,US Dollar - USD\n"
    "Total,,,,1.50,,,,,,\n",
    "form-no-subtotals": lines(row(1, "Total", matter="Total Energies"),
                               row(2, "Subtotal of damages", "1.5", matter="M8"),
                               row(3, "Total: 12.50", "0.5")),
    "form-semicolons": semicolons(lines(row(1), row(2, "Draft lease"))).replace("1.0", "1,5"),
    "form-tabs": TWO.replace(",", "\t"),
    "form-pipes": TWO.replace(",", "|"),
    "form-sep-semicolon": "sep=;\n" + semicolons(TWO),
    "form-sep-comma": "sep=,\r\n" + TWO,
    "form-sep-tab": "SEP=\t\n" + TWO.replace(",", "\t"),
    "form-sep-pipe": "sep=|\n" + TWO.replace(",", "|"),
    "form-sep-quoted": '"sep=;"\r\n' + semicolons(TWO),
    "form-sep-with-mark": BOM + "sep=;\n" + semicolons(TWO),
    "form-sep-lies": "sep=;\n" + TWO,
    "form-sep-shows-the-line": "sep=;\n" + semicolons(lines(row(1), row(2, hours="soon"))),
    # Quoting
    "quote-unpaired-first": lines('"' + row(1), row(2)),
    "quote-unpaired-middle": lines(row(1), row(2, '"Review'), row(3, '"Draft, review"'), row(4)),
    "quote-unpaired-last": lines(row(1), row(2, '"Review')),
    "quote-in-a-bare-cell": cells('Pipe 5" wide', 'Exhibit "A"', 'Letter"'),
    "quote-doubled": cells('"Review ""Exhibit A"""', '""""', '"""A"""', '"a, ""b"", c"'),
    "quote-empty": cells('""', '"   "'),
    "quote-line-breaks": cells('"one\ntwo"', '"one\r\ntwo\r\n"', '"one\rtwo"') + row(4, "") + "\n",
    "quote-backslash": cells('"C:\\Temp\\"', '"back \\"'),
    "quote-text-behind": lines(row(1), row(2, '"Review" draft'), row(3)),
    "quote-every-cell": '"' + TWO.replace(",", '","').replace("\n", '"\n"')[:-1],
    "quote-curly": cells("“Review” draft", "„Entwurf“ lesen") + row(3, "“Review, draft”") + "\n",
    "quote-behind-a-blank": lines(row(1), row(2, ' "Review, draft"')),
    "quote-single": lines(row(1), row(2, "'Review, draft'")),
    "quote-line-break-in-header": HEADER.replace("hours", '"hours\n(decimal)"') + "\n" + row(1) + "\n",
    # Values: lengths of time
    "hours-read": hours("1.5", '"1,5"', "0:13", "01:30:00", "24:19:36", "0.40h", "1h 30m", "45 min",
                        "0.25", ".5", "24", "0", "2h", '"0,25"', "1h30m15s", "100:00:00", "1:05",
                        "0.333333", " 1.5 ", "1.5H"),
    "hours-refused": hours("90", "25", "1.5.5", "1:60", "-1", "-0:30", "1e3", "NaN", "∞", "١٫٥", "½",
                           "99999999999999999999", "10001.0", "+1", "1:2:3:4", "1h 90m", '"1,234"',
                           "0x10", "1:5", "soon", "", "--1", "1 1/2", "1.5 days", ":30", "."),
    "hours-none": lines(row(1, hours="0"), row(2, hours="0:00"), row(3, hours="0.00")),
    "hours-running-timer": TOGGL + "\n"
    "Jane Roe,Lease,Yes,Call,2026-10-05,09:00:00,2026-10-05,09:30:00,00:30:00\n"
    "Jane Roe,Lease,Yes,Call,2026-10-05,10:00:00,,,00:00:00\n"
    "Jane Roe,Lease,Yes,Call,2026-10-05,11:00:00,,,\n",
    "hours-against-clock": TOGGL + "\n"
    "Jane Roe,Lease,Yes,A second off,2026-10-05,09:00:00,2026-10-05,09:30:00,00:30:01\n"
    "Jane Roe,Lease,Yes,A minute off,2026-10-05,09:00:00,2026-10-05,09:30:00,00:31:00\n"
    "Jane Roe,Lease,Yes,More off,2026-10-05,09:00:00,2026-10-05,09:30:00,00:31:01\n"
    "Jane Roe,Lease,Yes,Past midnight,2026-10-05,23:30:00,2026-10-06,00:30:00,01:00:00\n"
    "Jane Roe,Lease,Yes,More than a day,2026-10-05,09:00:00,2026-10-06,09:19:36,24:19:36\n",
    # Values: dates
    "dates-iso": dates("2026-10-05", "2024-02-29", "2026-12-31", "1900-01-01", "2199-12-31"),
    "dates-day-first": dates("31/10/2026", "05/04/2026", "1/2/2026", "31.10.2026", "5.4.2026"),
    "dates-month-first": dates("10/31/2026", "04/05/2026", "1/2/2026", "2026-10-05"),
    "dates-ambiguous": dates("04/05/2026", "2026-10-05", "03/03/2026", "05.04.2026", "12/11/2026"),
    "dates-ambiguous-set": dates("04/05/2026", "03/03/2026", "12/11/2026"),
    "dates-contradictory": dates("31/10/2026", "10/31/2026", "04/05/2026", "2026-10-05"),
    "dates-contradictory-set": dates("31/10/2026", "10/31/2026", "04/05/2026", "2026-10-05"),
    "dates-refused": dates("2026-02-29", "2100-02-29", "2026-13-01", "2026-00-10", "2026-10-00",
                           "31.04.2026", "0019-10-05", "10/31/26", "10/31/0019", "1899-12-31",
                           "2200-01-01", "20261031", '"Oct 5, 2026"', "10-31-2026", "", "40/40/2026",
                           "２０２６-10-05", "2026-1-5", "46300"),
    "dates-with-times": dates("2026-10-05T09:00:00Z", "2026-10-05 23:59", "2026-10-05 9:00 AM",
                              "2026-10-05T09:00:00+02:00"),
    "dates-month-first-with-times": dates("10/31/2026 9:00 AM EST", "10/5/2026 11:30 PM"),
    "dates-with-more-behind": dates("2026-10-05", "2026-10-05 to 2026-10-07", "2026-10-05 or so",
                                    "2026-10-05 25:99"),
    # Values: money
    "money-read": amounts("1,050.00", "$435", "-12.50", "(12.50)", "1.234,56", "1,234", "1050,5",
                          "1.234.567,89", "1,234,567.89", "+5", "USD 12.00", "12.00 USD", ".50",
                          "$1,050.5", "-$12.50", "$ 7", "0", "435.000000"),
    "money-trailing-minus": amounts("12.50-", "1,050.00-", "$12.50-"),
    "money-grouped-by-blanks": amounts("12 500,00", "12\u00a0500,00", "12\u202f500,00"),
    "money-refused": amounts("ten", "1.2.3", "1,23,456.00", "12.345", "$", "--5", "1e5", "NaN",
                             "12.50.", "((5))", "0x10", "٥", "12,50,", "1 2 3", "5 EUR", "½", "5%",
                             "-(5)"),
    "money-overflow": amounts("9223372036854775807", "9223372036854775808", "92233720368547758.08",
                              "1" + "0" * 30, "-9223372036854775808", "18446744073709551617"),
    "money-of-another-sign": amounts("€435.00", "435.00 £", "¥435"),
    "money-euro": amounts("€1.234,56", "1.234,56 €", "EUR 5", "5,00 EUR", "(1.234,56 €)",
                          matter="M3"),
    "money-yen": amounts("¥1,050", "1050", "1050.00", "JPY 7", matter="M4"),
    "money-header-currency": "Project,Client,Description,User,Billable,Start Date,Start Time,End Date"
    ",End Time,Duration (h),Duration (decimal),Billable Rate (EUR),Billable Amount (EUR)\n"
    "Lease,Acme Holdings,Call,Jane Roe,Yes,2026-10-05,09:00,2026-10-05,10:00,01:00:00,1.00,100.00,"
    "100.00\n"
    "Lease,Acme Holdings,Call,Jane Roe,No,2026-10-05,10:00,2026-10-05,11:00,01:00:00,1.00,0.00,0.00\n"
    "Vertrag,Beta GmbH,Call,Jane Roe,Yes,2026-10-05,11:00,2026-10-05,13:00,02:00:00,2.00,100.00,"
    "200.00\n",
    "money-receipts": "type,id,date,matter,amount,reference\npayment,P1,2026-10-05,M1,\"1,000.00\",W1\n"
    "payment,P2,2026-10-05,M1,-5.00,W2\npayment,P3,2026-10-05,M1,0.00,W3\n"
    "balance,B1,2026-10-05,M1,250.00,1\nbalance,B2,2026-10-05,M1,,2\n",
    "money-rate-negative": HEADER + ",rate\n" + row(1) + ",-5.00\n" + row(2) + ",0\n" + row(3)
    + ",5.00\n",
    # Injection
    "inject-formulas": cells("=cmd|' /C calc'!A0", "@SUM(1+1)", "+1+1", "-1-1", "'quoted'",
                             "=HYPERLINK(\"http://x\";\"y\")"),
    "inject-guard": cells("'=1+1", "'@SUM(1)", "'tis the season", "'-1 day"),
    "inject-kimai-guard": KIMAI + "\n"
    "2026-10-05,12:00,13:00,1:00,Jane Roe,C1,M1,' =1+1,1\n"
    "2026-10-05,13:00,14:00,1:00,Jane Roe,C1,M1,' Added clause,1\n"
    "2026-10-05,14:00,15:00,1:00,Jane Roe,C1,M1,' quoted,\n",
    "inject-templates": cells("<b>bold</b>", "&amp; &lt;", "{{x}} {% x %}", "%s%n%d", "${HOME}",
                              "$(reboot) `reboot`", "\\n \\u0041", "<script>alert(1)</script>"),
    "inject-path-as-matter": lines(row(1, matter="../../etc/passwd"), row(2, matter="/etc/passwd")),
    "inject-sql": cells("Robert'); DROP TABLE entry;--", '"\'; DELETE FROM entry; --"')
    + row(3, matter="Robert'); DROP TABLE matter;--") + "\n"
    + row(4, matter="x' OR '1'='1") + "\n",
    "inject-terminal": lines(row(1, matter="\x1b[31mLease\x1b[0m"),
                             row(2, hours="\x1b]0;title\x07"), row(3)),
    "inject-markup-as-matter": lines(row(1, matter="<b>&amp;{{x}}"), row(2, matter="<b>&amp;{{y}}")),
    "inject-line-break-in-a-name": lines(row(1, matter='"M1\nM2"'), row(2)),
    # Identity
    "same-rows": lines(",2026-10-05,M1,JRO,1.0,Call", ",2026-10-05,M1,JRO,1.0,Call",
                       ",2026-10-05,M1,JRO,1.0,Letter", ",2026-10-05,M1,JRO,1.0,Call"),
    "same-rows-again-and-one-more": lines(*[",2026-10-05,M1,JRO,1.0,Call"] * 4),
    "same-id-same-row": lines(row(1), row(2), row(1)),
    "same-id-other-row": lines(row(1), row(2), row(1, hours="2.0"), row(1, "Letter")),
    "same-id-but-for-case": lines(row(1), row(1).replace("E1", "e1")),
    "same-id-but-for-blanks": lines(row(1), " E1 " + row(1)[2:], "E 1" + row(1)[2:],
                                    "E  1" + row(1)[2:]),
    "same-but-for-the-clock": TOGGL + "\n"
    "Jane Roe,Lease,Yes,Call,2026-10-05,09:00:00,2026-10-05,09:30:00,00:30:00\n"
    "Jane Roe,Lease,Yes,Call,2026-10-05,15:00:00,2026-10-05,15:30:00,00:30:00\n",
    "same-but-for-the-spelling-of-the-clock": TOGGL + "\n"
    "Jane Roe,Lease,Yes,Call,2026-10-05,3:00 PM,2026-10-05,3:30 PM,00:30:00\n"
    "Jane Roe,Lease,Yes,Call,2026-10-05,9:00,2026-10-05,9:30,00:30:00\n",
    "same-work-first": lines(",2026-10-05,M1,JRO,1.0,Prüfung", ",2026-10-06,Merger,BSM,0:30,Call"),
    "same-work-resaved": BOM + "sep=;\r\nnarrative;hours;timekeeper;matter;date\r\n"
    'Call;0,50;Bob Smith;m2;06.10.2026\r\n"Prüfung";1:00;JRO;Lease;05.10.2026\r\n',
    "changed-first": lines(row(1, "Call w/ Smyth", "1.2"), row(2), row(3)),
    "changed-then": lines(row(1, "Call w/ Smith", "1.5"), row(2), row(4)),
    "billed-elsewhere": HARVEST + "\n"
    "2026-10-05,Acme Holdings,Lease,Call,1.00,Yes,No,Jane,Roe,400.0,US Dollar - USD\n"
    "2026-10-05,Acme Holdings,Lease,Draft,0.50,Yes,Yes,Jane,Roe,400.0,US Dollar - USD\n"
    "2026-10-06,Acme Holdings,Lease,\"\",0.25,No,No,Jane,Roe,0.0,US Dollar - USD\n",
}


def main():
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.csv"):
        old.unlink()
    for name, content in FILES.items():
        data = content if isinstance(content, bytes) else content.encode()
        (FOLDER / (name + ".csv")).write_bytes(data)
    print(len(FILES), "files")


if __name__ == "__main__":
    main()
