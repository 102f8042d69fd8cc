"""Makes a small picture of a PDF's page: 108 pixels to the inch, in the few colours that type needs.

    python3 page_picture.py FILE.pdf PICTURE.png [PAGE]
"""
import struct
import subprocess
import sys
import zlib
from collections import Counter

MOST_COLOURS = 32


def page(path, number):
    """Width, height, and three bytes a pixel."""
    name = str(number)
    made = subprocess.run(
        ["pdftoppm", "-r", "108", "-f", name, "-l", name, path], check=True, stdout=subprocess.PIPE)
    kind, size, _, pixels = made.stdout.split(b"\n", 3)
    assert kind == b"P6"
    width, height = map(int, size.split())
    return width, height, pixels


def rounded(pixel):
    """A byte has sixteen shades here: 0, 17, ... 255."""
    return tuple((byte + 8) // 17 * 17 for byte in pixel)


def nearest(colour, colours):
    return min(
        range(len(colours)), key=lambda at: sum((a - b) ** 2 for a, b in zip(colour, colours[at])))


def png(width, height, pixels):
    counts = Counter(zip(pixels[0::3], pixels[1::3], pixels[2::3]))
    shades = Counter()
    for pixel, count in counts.items():
        shades[rounded(pixel)] += count
    colours = [colour for colour, _ in shades.most_common(MOST_COLOURS)]
    index = {pixel: nearest(pixel, colours) for pixel in counts}
    indices = bytes(
        index[pixel] for pixel in zip(pixels[0::3], pixels[1::3], pixels[2::3]))
    rows = b"".join(
        b"\0" + indices[row * width:(row + 1) * width] for row in range(height))

    def chunk(name, data):
        return (struct.pack(">I", len(data)) + name + data
                + struct.pack(">I", zlib.crc32(name + data)))

    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0))
        + chunk(b"PLTE", b"".join(bytes(colour) for colour in colours))
        + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b""))


source, target = sys.argv[1:3]
picture = png(*page(source, int(sys.argv[3]) if len(sys.argv) > 3 else 1))
with open(target, "wb") as file:
    file.write(picture)
