"""Says of each PDF that it is no PDF/A-3b, or what a machine can find that keeps it from PDF/UA-1 besides
that it does not claim to be. Ends with 77 where the checker is not installed.

    python3 check_pdfa.py FOLDER-OF-THE-CHECKER FILE...

page-validation 0.11 does not follow the hints of a CFF glyph into the subroutines of its font, and then
takes a hint for the width. So what it says of the widths of a font is held against FreeType.
"""
import ctypes
import json
import re
import subprocess
import sys

sys.path.insert(0, sys.argv[1])
try:
    import page
except ImportError:
    sys.exit(77)


def has_other_widths(path, number):
    """Whether a glyph's own width is not the one that the font says in the PDF."""
    command = ["qpdf", "--json=2", "--json-key=qpdf", path]
    objects = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    values = objects["qpdf"][1]

    def value(reference):
        return values["obj:" + reference]["value"]

    font = value(number + " 0 R")
    if "/DescendantFonts" in font:
        font = value(font["/DescendantFonts"][0])
    program = value(font["/FontDescriptor"])["/FontFile3"].split()[0]
    command = ["qpdf", "--show-object=" + program, "--filtered-stream-data", path]
    data = subprocess.run(command, check=True, capture_output=True).stdout
    runs = zip(font["/W"][::2], font["/W"][1::2])
    return any(own_widths(data, first, len(widths)) != widths for first, widths in runs)


def own_widths(data, first, count):
    freetype = ctypes.CDLL("libfreetype.so.6")
    library, face = ctypes.c_void_p(), ctypes.c_void_p()
    freetype.FT_Init_FreeType(ctypes.byref(library))
    status = freetype.FT_New_Memory_Face(library, data, len(data), 0, ctypes.byref(face))
    widths, width = [], ctypes.c_long()
    for glyph in range(first, first + count):
        # 1: in the units of the font.
        status |= freetype.FT_Get_Advance(face, glyph, 1, ctypes.byref(width))
        widths.append(width.value)
    return widths if status == 0 else None


failed = False
for path in sys.argv[2:]:
    failures = page.validate_pdf(path, profile="3b").failures
    failures += [
        failure
        for failure in page.validate_pdf(path, profile="ua1").failures
        if not failure.rule_id.startswith("PDFUA1-ID-")
    ]
    for failure in failures:
        font = re.match(r"font object (\d+) 0 .* CIDFontType0C ", failure.message)
        if font and not has_other_widths(path, font[1]):
            continue
        failed = True
        print(f"{path}: {failure.rule_id} {failure.message} ({failure.object_id})")
sys.exit(1 if failed else 0)
