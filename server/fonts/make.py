#!/usr/bin/env python3
"""Makes the fonts in style/fonts (browser) and server/fonts (PDF report) from what npm and Debian publish.

Not part of the build: the fonts are committed. Run it again to change a subset.
    apt-get install fonts-noto-core; pip install fonttools brotli
    npm pack @fontsource/noto-sans-sc @fontsource/source-serif-4 @fontsource-variable/source-serif-4
    python3 server/fonts/make.py FOLDER_OF_THE_TGZ_FILES

"Source" is a reserved font name: what is changed here must be called otherwise, so its name is "Plenary Serif".
"""
import glob, io, sys, tarfile
from fontTools import merge, subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

FROM = sys.argv[1]
NOTO = "/usr/share/fonts/truetype/noto"
BASIC = [(0x20, 0x7E), (0xA0, 0xFF), (0x131, 0x131), (0x152, 0x153), (0x2010, 0x2026), (0x2032, 0x2033),
         (0x2039, 0x203A), (0x2044, 0x2044), (0x20AC, 0x20AC), (0x2122, 0x2122), (0x2190, 0x2193), (0x2212, 0x2212)]
EXT = [(0x100, 0x130), (0x132, 0x151), (0x154, 0x17F), (0x192, 0x192), (0x1CD, 0x1DC), (0x218, 0x21B), (0x2BC, 0x2BC),
       (0x2C6, 0x2C7), (0x2D8, 0x2DD), (0x300, 0x328), (0x1E00, 0x1EF9)]
ARABIC = [(0x600, 0x6FF), (0x750, 0x77F), (0x200C, 0x200F), (0x25CC, 0x25CC), (0xFD3E, 0xFD3F), (0xFDF2, 0xFDF2), (0xFDFC, 0xFDFC)]


def inside(tgz, name):
    """The font `name` inside the npm package `tgz`."""
    with tarfile.open(glob.glob(f"{FROM}/{tgz}-*.tgz")[0]) as tar:
        font = TTFont(io.BytesIO(tar.extractfile(f"package/files/{name}.woff2").read()))
    font.flavor = None
    return font


def cut(font, ranges, *, features=("*",)):
    """Keeps only the characters of `ranges` (and the glyphs their shaping needs)."""
    options = subset.Options(layout_features=list(features), hinting=False, notdef_outline=True, name_IDs=["*"])
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[u for a, b in ranges for u in range(a, b + 1)])
    cutter.subset(font)
    return font


def rename(font, family, style):
    """Gives the font a name of its own; copyright and licence stay."""
    for record in list(font["name"].names):
        if record.nameID in (1, 2, 3, 4, 6, 16, 17, 25):
            font["name"].removeNames(nameID=record.nameID)
    full = f"{family} {style}"
    for name_id, text in {1: family, 2: style, 3: f"{full}; modified", 4: full, 6: full.replace(" ", "")}.items():
        font["name"].setName(text, name_id, 3, 1, 0x409)
    return font


def save(font, path, flavor=None):
    font.flavor = flavor
    font.save(path)
    print(f"{path}: {len(font.getBestCmap())} characters")


def joined(tgz, stem, subsets, tail):
    """Several subsets of one face merged into one font again."""
    paths = []
    for name in subsets:
        font = inside(tgz, f"{stem}-{name}-{tail}")
        for table in ("GDEF", "GPOS", "GSUB", "BASE", "STAT", "vhea", "vmtx", "VORG", "gasp", "meta"):
            if len(subsets) > 20 and table in font:  # a face for CJK: plain glyphs are enough
                del font[table]
        for table in ("gasp", "STAT", "meta"):
            if table in font:
                del font[table]
        paths.append(f"/tmp/part-{len(paths)}.ttf")
        font.save(paths[-1])
    return merge.Merger().merge(paths)


def browser():
    face = "fontsource-variable-source-serif-4", "source-serif-4"
    for part, ranges, tail in (("latin", BASIC, ""), ("latin-ext", EXT, "-ext")):
        for style, weights, italic in (("normal", (400, 400, 700), ""), ("italic", 400, "-italic")):
            font = inside(face[0], f"{face[1]}-{part}-opsz-{style}")
            font = instancer.instantiateVariableFont(font, {"opsz": 16, "wght": weights})  # drawn for 16 pt: near our reading size
            font = cut(font, ranges, features=("ccmp", "locl", "kern", "mark", "mkmk", "liga", "tnum", "pnum", "frac"))
            save(rename(font, "Plenary Serif", "Italic" if italic else "Regular"), f"style/fonts/plenary-serif{italic}{tail}.woff2", "woff2")
    for weight, name in (("Regular", "400"), ("Bold", "700")):
        font = cut(TTFont(f"{NOTO}/NotoNaskhArabic-{weight}.ttf"), ARABIC)
        save(font, f"style/fonts/noto-naskh-arabic-{name}.woff2", "woff2")


def report():
    subsets = ["latin", "latin-ext", "cyrillic", "cyrillic-ext", "greek"]
    for tail, style in (("400-normal", "Regular"), ("600-normal", "Semibold"), ("400-italic", "Italic")):
        font = joined("fontsource-source-serif-4", "source-serif-4", subsets, tail)
        save(rename(font, "Plenary Serif", style), f"server/fonts/PlenarySerif-{style}.ttf")
    for name in ("NotoSans-Regular", "NotoSans-Bold", "NotoSans-Italic", "NotoNaskhArabic-Regular", "NotoNaskhArabic-Bold"):
        font = TTFont(f"{NOTO}/{name}.ttf")
        save(cut(font, [(0, 0x10FFFF)]), f"server/fonts/{name}.ttf")
    with tarfile.open(glob.glob(f"{FROM}/fontsource-noto-sans-sc-*.tgz")[0]) as tar:
        names = sorted(n.split("noto-sans-sc-")[-1].removesuffix("-400-normal.woff2") for n in tar.getnames() if n.endswith("-400-normal.woff2"))
    names = [n for n in names if n.isdigit()]
    font = joined("fontsource-noto-sans-sc", "noto-sans-sc", names, "400-normal")
    font = rename(cut(font, [(0, 0x10FFFF)]), "Noto Sans SC", "Regular")
    save(font, "server/fonts/NotoSansSC-Regular.ttf")


browser()
report()
