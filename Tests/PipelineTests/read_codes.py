"""Prints what the codes on greyscale pictures say, each between form feeds, as zxing-cpp reads them. Ends
with 77 where that is not installed.

    python3 read_codes.py FOLDER-OF-THE-READER FILE.pgm...
"""
import re
import sys

sys.path.insert(0, sys.argv[1])
try:
    import zxingcpp
except ImportError:
    sys.exit(77)

for path in sys.argv[2:]:
    with open(path, "rb") as file:
        data = file.read()
    head = re.match(rb"P5\s+(\d+)\s+(\d+)\s+255\s", data)
    width, height = int(head[1]), int(head[2])
    pixels = memoryview(data[head.end():]).cast("B", (height, width))
    for code in zxingcpp.read_barcodes(pixels):
        sys.stdout.buffer.write(code.text.encode() + b"\f")
