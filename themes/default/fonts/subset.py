"""Makes the fonts of cards out of Inter: `python3 subset.py FOLDER`, where FOLDER holds Inter-Regular.otf and Inter-Bold.otf.

Debian has them in the package fonts-inter, at /usr/share/fonts/opentype/inter. Needs fonttools and uharfbuzz.
What draws the cards reads the old table of kerning alone, so the pairs that matter are written there.
"""

import io
import sys

import uharfbuzz
from fontTools import subset, ttLib
from fontTools.ttLib.tables._k_e_r_n import KernTable_format_0

CHARACTERS = """
    0020-007E 00A0-024F 0259 02BB-02BC 02C6-02C7 02D8-02DD 0370-03FF 0400-045F 0462-0463 0472-0475 0490-04BB 04D8-04E9
    1E80-1E85 1E9E 1EA0-1EF9 2010-2015 2018-201E 2020-2022 2026 2030 2032-2033 2039-203A 2044 2070 2074-2079 2080-2089
    20AC 20BD 20BF 2116 2122 2126 2190-2199 21D2 21D4 2200-2206 220F 2211-2212 2215 221A 221E 222B 2248 2260 2264-2265
    25A0 25B2 25B6 25BC 25CF 2713 2717 FB01-FB02
"""
KERNED = [chr(code) for code in [*range(0x21, 0x7F), 0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2026]]
# Pairs that are set nearer or farther by less than this, in thousandths of the size, look the same without it.
LEAST = 12


def characters():
    for part in CHARACTERS.split():
        first, _, last = part.partition("-")
        yield from range(int(first, 16), int(last or first, 16) + 1)


def kerning(font):
    """The distances of all pairs, as the shaper sees them."""
    data = io.BytesIO()
    font.save(data)
    shaper = uharfbuzz.Font(uharfbuzz.Face(data.getvalue()))

    def advance(text, kern):
        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        uharfbuzz.shape(shaper, buffer, {"kern": kern, "liga": False, "calt": False})
        return sum(position.x_advance for position in buffer.glyph_positions)

    names = font.getBestCmap()
    pairs = {}
    for left in KERNED:
        for right in KERNED:
            distance = advance(left + right, True) - advance(left + right, False)
            if abs(distance) * 1000 >= LEAST * font["head"].unitsPerEm:
                pairs[names[ord(left)], names[ord(right)]] = distance
    return pairs


def make(source, target):
    options = subset.Options(hinting=False, layout_features=["kern"], name_IDs=[0, 1, 2, 5, 13, 14], notdef_outline=False)
    font = subset.load_font(source, options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=characters())
    subsetter.subset(font)
    table = KernTable_format_0()
    table.version, table.coverage, table.apple, table.kernTable = 0, 1, False, kerning(font)
    for tag in ["GPOS", "GSUB", "GDEF"]:
        if tag in font:
            del font[tag]
    kern = ttLib.newTable("kern")
    kern.version, kern.kernTables = 0, [table]
    font["kern"] = kern
    # The time at which it is made is no part of it.
    font.recalcTimestamp = False
    font.save(target)


for name in ["regular", "bold"]:
    make(f"{sys.argv[1]}/Inter-{name.title()}.otf", f"card-{name}.ttf")
