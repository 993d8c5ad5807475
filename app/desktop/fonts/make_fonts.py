#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Makes the fonts of the desktop program: static TrueType files, because Qt 6.4 picks no instance of a variable font.

usage: make_fonts.py FOLDER           writes the fonts there
       make_fonts.py --check          exit code 0 if fonts and fontTools are there, else one line why not
"""
import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "reports" / "style"))
from make_fonts import DISPLAY, DISPLAY_SIZE, SANS, TEXT_SIZE, find, missing, rename, static_subset  # noqa: E402

MONO = ["JetBrainsMono-Regular.ttf"]  # static already, copied as it is
FACES = [  # family, style, files, weight, optical size
    ("Inter", "Regular", SANS, 400, TEXT_SIZE),
    ("Inter", "Medium", SANS, 500, TEXT_SIZE),
    ("Inter", "SemiBold", SANS, 600, TEXT_SIZE),
    ("Inter Display", "SemiBold", DISPLAY, 600, DISPLAY_SIZE),
]
UNICODES = [
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),  # Latin-1 and Latin Extended-A
    *range(0x218, 0x21C),
    *range(0x2C6, 0x2DE),  # spacing accents
    *range(0x300, 0x370),  # combining accents: macOS hands over names in pieces
    *range(0x370, 0x400),  # Greek
    0x1E9E,
    *range(0x2000, 0x2070),  # general punctuation
    *range(0x2070, 0x20A0),  # superscripts and subscripts
    *range(0x20A0, 0x20D0),  # currency
    *range(0x2100, 0x2190),  # letter-like symbols, fractions
    *range(0x2190, 0x2200),  # arrows
    *range(0x2200, 0x2300),  # mathematical operators
    *range(0x2300, 0x2400),  # keys: the Command and Return signs
    *range(0x25A0, 0x2600),  # geometric shapes
    0x2713, 0x2717,
]


def postscript_name(family, style):
    return f"{family.replace(' ', '')}-{style}"


def face(family, style, files, weight, size):
    """One static font whose names lead to the family and style."""
    font = static_subset(find(files), weight, size, UNICODES, ["*"], [0, 1, 2, 3, 4, 5, 6, 13, 14])
    # Windows' first names know four styles to a family, so each other weight is a family of its own there.
    full = f"{family} {style}"
    plain = style == "Regular"
    rename(font, {1: family if plain else full, 2: "Regular", 3: full, 4: full, 6: postscript_name(family, style)})
    for number, text in ((16, family), (17, style)):
        font["name"].setName(text, number, 3, 1, 0x409)
    font["name"].names.sort()
    font["OS/2"].usWeightClass = weight
    for table in ("STAT", "DSIG"):  # axes that it no longer has, a signature that no longer fits
        if table in font:
            del font[table]
    return font


def main(arguments):
    if len(arguments) != 1:
        sys.exit(__doc__.split("\n\n")[1])
    why = missing(["fontTools.subset", "fontTools.varLib.instancer"], [*(files for _, _, files, _, _ in FACES), MONO])
    if arguments[0] == "--check":
        if why:
            sys.exit(why)
        return
    if why:
        sys.exit(f"make_fonts.py: {why}")
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    for family, style, files, weight, size in FACES:
        face(family, style, files, weight, size).save(folder / f"{postscript_name(family, style)}.ttf")
    shutil.copyfile(find(MONO), folder / MONO[0])


if __name__ == "__main__":
    main(sys.argv[1:])
