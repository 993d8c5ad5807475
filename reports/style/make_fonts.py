#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Makes the report's embedded fonts: static TrueType subsets as WOFF2 data URIs in one style sheet.

usage: make_fonts.py OUT.css          writes the style sheet
       make_fonts.py --check          exit code 0 if fonts and fontTools are there, else one line why not

Static TrueType, because variable and CFF fonts become Type 3 fonts in the PDF. Gentium reserves its name, so
its subset is called Netready Serif. app/desktop/fonts/make_fonts.py shares find, missing, static_subset and rename.
"""
import base64
import glob
import importlib
import io
import sys

ROOT = "/usr/share/fonts"
# The file names of Debian 12, of Debian 13 and Ubuntu 24.04, in this order.
SANS = ["Inter-roman.var.ttf", "InterVariable.ttf"]
SANS_ITALIC = ["Inter-italic.var.ttf", "InterVariable-Italic.ttf"]
DISPLAY = ["InterDisplay-roman.var.ttf", "InterVariable.ttf"]
SERIF = ["GentiumBookPlus-Regular.ttf", "GentiumBook-Regular.ttf", "GentiumPlus-Regular.ttf"]

TEXT_SIZE, DISPLAY_SIZE = 14, 32  # optical sizes of Inter 4
FACES = [  # family, files, weight, style, optical size
    ("Inter", SANS, 400, "normal", TEXT_SIZE),
    ("Inter", SANS, 500, "normal", TEXT_SIZE),
    ("Inter", SANS, 600, "normal", TEXT_SIZE),
    ("Inter", SANS, 700, "normal", TEXT_SIZE),
    ("Inter", SANS_ITALIC, 400, "italic", TEXT_SIZE),
    ("Inter Display", DISPLAY, 300, "normal", DISPLAY_SIZE),
    ("Inter Display", DISPLAY, 600, "normal", DISPLAY_SIZE),
    ("Netready Serif", SERIF, 400, "normal", None),
]
UNICODES = [
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),  # Latin-1 and Latin Extended-A
    *range(0x218, 0x21C),
    *range(0x391, 0x3CA),  # Greek
    *range(0x2010, 0x2016),
    *range(0x2018, 0x201F),
    0x2020, 0x2022, 0x2026, 0x202F, 0x2030, 0x2032, 0x2033, 0x2039, 0x203A, 0x2044,
    0x2070, *range(0x2074, 0x207A), *range(0x2080, 0x208A),
    0x20AC, 0x2122, *range(0x2190, 0x2194),
    0x2206, 0x2211, 0x2212, 0x221E, 0x2248, 0x2260, 0x2264, 0x2265, 0x25C7,
]


def find(names):
    """The path of the first of the files that exists below the font folder."""
    for name in names:
        found = sorted(glob.glob(f"{ROOT}/**/{name}", recursive=True))
        if found:
            return found[0]
    return None


def missing(modules, wanted):
    """Why no fonts can be made, in words; empty if they can. Of each list of files one is enough."""
    try:
        for module in modules:
            importlib.import_module(module)
    except ImportError as error:
        return f"Python has no {error.name}"
    absent = sorted({files[-1] for files in wanted if not find(files)})
    return f"not installed: {', '.join(absent)}" if absent else ""


def static_subset(path, weight, size, unicodes, features, name_ids):
    """The font at one weight and optical size, with these characters and layout features only."""
    from fontTools import subset, ttLib
    from fontTools.varLib import instancer

    font = ttLib.TTFont(path, recalcTimestamp=False)
    if "fvar" in font:
        tags = {axis.axisTag for axis in font["fvar"].axes}
        place = {"wght": weight, "opsz": size, "slnt": 0, "ital": 0}
        font = instancer.instantiateVariableFont(font, {tag: place[tag] for tag in tags})
    options = subset.Options()
    options.layout_features = features
    options.name_IDs = name_ids
    options.hinting = False
    options.notdef_outline = True
    options.drop_tables += ["Feat", "Glat", "Gloc", "Silf", "Sill", "Silt"]  # Graphite
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=unicodes)
    subsetter.subset(font)
    return font


def rename(font, words):
    """Changes the names that the font has already."""
    for record in font["name"].names:
        if record.nameID in words:
            record.string = words[record.nameID]


def face(family, files, weight, style, size):
    """One font as WOFF2 bytes."""
    font = static_subset(find(files), weight, size, UNICODES,
                         ["kern", "liga", "calt", "tnum", "case", "ccmp", "locl", "mark", "mkmk"],
                         [0, 1, 2, 3, 4, 5, 6, 13, 14])
    # "Book" keeps one name apart from the next: a PDF reader lists them by it.
    label = {300: "Light", 400: "Book", 500: "Medium", 600: "SemiBold", 700: "Bold"}[weight]
    label += "Italic" if style == "italic" else ""
    rename(font, {1: family, 2: "Regular", 3: f"{family} {label}", 4: f"{family} {label}",
                  6: f"{family.replace(' ', '')}-{label}"})
    font.flavor = "woff2"
    out = io.BytesIO()
    font.save(out, reorderTables=False)
    return out.getvalue()


def main(arguments):
    if len(arguments) != 1:
        sys.exit(__doc__.split("\n\n")[1])
    why = missing(["brotli", "fontTools.subset", "fontTools.varLib.instancer"], [files for _, files, _, _, _ in FACES])
    if arguments[0] == "--check":
        if why:
            sys.exit(why)
        return
    if why:
        sys.exit(f"make_fonts.py: {why}")
    rules = []
    for family, files, weight, style, size in FACES:
        data = base64.b64encode(face(family, files, weight, style, size)).decode("ascii")
        rules.append(
            f'@font-face{{font-family:"{family}";font-weight:{weight};font-style:{style};font-display:block;'
            f"src:url(data:font/woff2;base64,{data}) format(\"woff2\")}}\n")
    with open(arguments[0], "w", encoding="ascii") as file:
        file.writelines(rules)


if __name__ == "__main__":
    main(sys.argv[1:])
