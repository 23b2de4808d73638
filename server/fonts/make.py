#!/usr/bin/env python3
"""Makes the fonts in style/fonts (browser) and server/fonts (PDF report) from what npm and Debian publish.

Not part of the build: the fonts are committed. Run it again to change a subset.
    apt-get install fonts-noto-core; pip install fonttools brotli
    npm pack @fontsource/noto-sans-{sc,tc,jp,kr} @fontsource/source-serif-4 @fontsource-variable/source-serif-4
    python3 server/fonts/make.py FOLDER_OF_THE_TGZ_FILES [browser] [report] [scripts]

Fonts of the report are stored compressed (brotli): the program carries them so and opens them at its first PDF.

"Source" is a reserved font name: what is changed here must be called otherwise, so its name is "Plenary Serif".
"""
import glob, io, sys, tarfile

import brotli
from fontTools import merge, subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

FROM = sys.argv[1]
PARTS = sys.argv[2:] or ["browser", "report", "scripts"]
NOTO = "/usr/share/fonts/truetype/noto"
BASIC = [(0x20, 0x7E), (0xA0, 0xFF), (0x131, 0x131), (0x152, 0x153), (0x2010, 0x2026), (0x2032, 0x2033),
         (0x2039, 0x203A), (0x2044, 0x2044), (0x20AC, 0x20AC), (0x2122, 0x2122), (0x2190, 0x2193), (0x2212, 0x2212)]
EXT = [(0x100, 0x130), (0x132, 0x151), (0x154, 0x17F), (0x192, 0x192), (0x1CD, 0x1DC), (0x218, 0x21B), (0x2BC, 0x2BC),
       (0x2C6, 0x2C7), (0x2D8, 0x2DD), (0x300, 0x328), (0x1E00, 0x1EF9)]
# Alphabets and syllabaries in everyday use that the faces above do not have, as Noto Sans calls them.
SCRIPTS = """Adlam Armenian Balinese Bamum Batak Bengali Buginese CanadianAboriginal Chakma Cham Cherokee Coptic Devanagari
    Ethiopic Georgian Gujarati Gurmukhi HanifiRohingya Hebrew Javanese Kannada KayahLi Khmer Lao Lepcha Limbu Lisu Malayalam
    Mandaic MeeteiMayek MendeKikakui Mongolian Mro Myanmar NKo NewTaiLue Newa OlChiki Oriya Osage Osmanya PahawhHmong
    Rejang Samaritan Saurashtra Sinhala SoraSompeng Sundanese SylotiNagri Syriac Tagalog TaiLe TaiTham TaiViet Tamil Telugu
    Thaana Thai Tifinagh Vai Wancho WarangCiti Yi""".split()
# Arrows, mathematics, geometry and signs that people paste from office programs. Emoji are colour pictures: not here.
SIGNS = [(0x2000, 0x206F), (0x2070, 0x209F), (0x20A0, 0x20CF), (0x2100, 0x23FF), (0x2440, 0x245F), (0x2460, 0x27BF), (0x27C0, 0x2BFF)]
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


def pack(font, name):
    """Saves a font of the report, compressed."""
    font.flavor = None
    # Nothing of the day stands in it: the same font is the same bytes.
    font.recalcTimestamp = False
    out = io.BytesIO()
    font.save(out)
    packed = brotli.compress(out.getvalue(), quality=11, lgwin=24)
    with open(f"server/fonts/{name}.ttf.br", "wb") as file:
        file.write(packed)
    print(f"{name}: {len(font.getBestCmap())} characters, {len(out.getvalue()) >> 10} KiB, packed {len(packed) >> 10} KiB")
    return set(font.getBestCmap())


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
        pack(rename(font, "Plenary Serif", style), f"PlenarySerif-{style}")
    for name in ("NotoSans-Regular", "NotoSans-Bold", "NotoSans-Italic", "NotoNaskhArabic-Regular", "NotoNaskhArabic-Bold"):
        pack(cut(TTFont(f"{NOTO}/{name}.ttf"), [(0, 0x10FFFF)]), name)


def east(language, without):
    """The characters of an East Asian face that are not in `without`: Han characters are drawn once."""
    with tarfile.open(glob.glob(f"{FROM}/fontsource-noto-sans-{language}-*.tgz")[0]) as tar:
        names = sorted(n.split(f"noto-sans-{language}-")[-1].removesuffix("-400-normal.woff2") for n in tar.getnames() if n.endswith("-400-normal.woff2"))
    names = [n for n in names if n.isdigit()]
    paths = []
    for name in names:
        font = inside(f"fontsource-noto-sans-{language}", f"noto-sans-{language}-{name}-400-normal")
        wanted = [u for u in font.getBestCmap() if u not in without and u >= 0x1100]
        if not wanted:
            continue
        # Plain glyphs are enough.
        for table in ("GDEF", "GPOS", "GSUB", "BASE", "STAT", "vhea", "vmtx", "VORG", "gasp", "meta"):
            if table in font:
                del font[table]
        paths.append(f"/tmp/part-{len(paths)}.ttf")
        cut(font, [(u, u) for u in wanted]).save(paths[-1])
    family = f"Noto Sans {language.upper()}"
    return pack(rename(merge.Merger().merge(paths), family, "Regular"), f"NotoSans{language.upper()}-Regular")


def scripts():
    have = set()
    for name in glob.glob(f"{NOTO}/NotoSans-Regular.ttf"):
        have |= set(TTFont(name).getBestCmap())
    for name in ("SC", "TC", "JP", "KR"):
        have |= east(name.lower(), have)
    for name in SCRIPTS:
        # Their Latin letters and figures are those of Noto Sans, save where the shaping asks for them.
        font = TTFont(f"{NOTO}/NotoSans{name}-Regular.ttf")
        pack(cut(font, [(u, u) for u in font.getBestCmap() if u > 0x2FF or u in (0x20, 0xA0)]), f"NotoSans{name}-Regular")
    pack(cut(TTFont(f"{NOTO}/NotoSerifTibetan-Regular.ttf"), [(0xF00, 0xFFF), (0x20, 0x20)]), "NotoSerifTibetan-Regular")
    for name in ("Math", "Symbols", "Symbols2"):
        font = TTFont(f"{NOTO}/NotoSans{name}-Regular.ttf")
        new = [u for u in font.getBestCmap() if u not in have and any(a <= u <= b for a, b in SIGNS)]
        have |= pack(cut(font, [(u, u) for u in new], features=("ccmp", "mark")), f"NotoSans{name}-Regular")


for part in PARTS:
    {"browser": browser, "report": report, "scripts": scripts}[part]()
