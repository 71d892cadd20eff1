"""The font of one document: just the clusters it uses, each one glyph with its own characters for copying.

ISO 32000-1, 9.7 (composite fonts) and 9.10.3 (ToUnicode). Character codes are numbered in the order of first use, so
the same paper gives the same bytes whatever was printed before.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import uharfbuzz as hb

from sai_thong.forms.text.document import Document, Entry
from sai_thong.forms.text.shaping import Cluster, Face, GlyphAt, Run

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

_MOST_CODES = 0xFFFF
_UNNEEDED_TABLES = [
    "GSUB",
    "GPOS",
    "GDEF",
    "DSIG",
    "gasp",
    "cmap",
    "kern",
    "LTSH",
    "VDMX",
    "hdmx",
    "FFTM",
    "BASE",
    "JSTF",
    "name",
    "OS/2",
    "post",
    "fpgm",
    "prep",
    "cvt",
]
_XY_ARE_OFFSETS = 0x0002
_ROUND_TO_GRID = 0x0004
_SYMBOLIC = 4
"""Flag of a font with its own character set (ISO 32000-1, table 123)."""
_CODES_A_BLOCK = 100
_CMAP_HEAD = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
"""
_CMAP_TAIL = "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"


class _Codes(dict[int, str]):
    """Cluster number to its four-digit code; the next free code is given at first use."""

    def __missing__(self, cluster: int) -> str:
        if len(self) >= _MOST_CODES:
            raise OverflowError("a document may hold 65,535 different letter clusters of one face")
        code = self[cluster] = f"{len(self) + 1:04X}"
        return code


class EmbeddedFace:
    """A face as one document uses it.

    Attributes:
        face: The face.
        resource: Its name in the document's pages, such as ``T1``.
    """

    def __init__(self, face: Face, resource: str) -> None:
        self.face = face
        self.resource = resource
        self._codes = _Codes()

    def codes(self, run: Run) -> str:
        """The run as hexadecimal character codes."""
        return "".join(map(self._codes.__getitem__, run.clusters))

    def spaced_codes(self, run: Run, adjustment: float) -> str:
        """The run as elements of a TJ array, `adjustment` (thousandths of the size; negative widens) after spaces."""
        space = self._codes[self.face.space] if self.face.space in run.clusters else ""
        words: list[str] = []
        word: list[str] = []
        for cluster in run.clusters:
            code = self._codes[cluster]
            word.append(code)
            if code == space:
                words.append("<" + "".join(word) + f">{adjustment:.2f}")
                word = []
        if word:
            words.append("<" + "".join(word) + ">")
        return "".join(words)

    def add_to(self, document: Document) -> None:
        """Write the font into `document`, if anything was drawn with it."""
        if not self._codes:
            return
        used = [self.face.clusters[number] for number in self._codes]
        program, glyph_of_code = _baked_program(self.face, used)
        descendant = document.add(
            {
                "Type": document.name("Font"),
                "Subtype": document.name("CIDFontType2"),
                "BaseFont": document.name(self._pdf_name),
                "CIDSystemInfo": _character_collection(document),
                "FontDescriptor": self._descriptor(document, program),
                "DW": 0,
                "W": self._widths(document, used),
                "CIDToGIDMap": document.add_stream(b"\0\0" + b"".join(g.to_bytes(2, "big") for g in glyph_of_code)),
            }
        )
        font = document.add(
            {
                "Type": document.name("Font"),
                "Subtype": document.name("Type0"),
                "BaseFont": document.name(self._pdf_name),
                "Encoding": document.name("Identity-H"),
                "DescendantFonts": document.array([descendant]),
                "ToUnicode": document.add_stream(_to_unicode(used).encode("ascii")),
            }
        )
        document.add_font(self.resource, font)

    @property
    def _pdf_name(self) -> str:
        return f"SAITHO+{self.face.name}"

    def _widths(self, document: Document, used: list[Cluster]) -> Entry:
        """The advances of codes 1, 2, 3 … in thousandths of an em."""
        scale = 1000 / self.face.units_per_em
        return document.array([1, document.array([round(cluster.advance * scale, 2) for cluster in used])])

    def _descriptor(self, document: Document, program: bytes) -> Entry:
        ascent, descent = round(1000 * self.face.ascent), round(1000 * self.face.descent)
        return document.add(
            {
                "Type": document.name("FontDescriptor"),
                "FontName": document.name(self._pdf_name),
                "Flags": _SYMBOLIC,
                "FontBBox": document.array([-700, descent, 2000, ascent]),
                "ItalicAngle": 0,
                "Ascent": ascent,
                "Descent": descent,
                "CapHeight": 700,
                "StemV": 80,
                "FontFile2": document.add_stream(program, {"Length1": len(program)}),
            }
        )


def _character_collection(document: Document) -> Entry:
    """Codes are glyph numbers (Adobe-Identity-0)."""
    return document.dictionary(
        {"Registry": document.string("Adobe"), "Ordering": document.string("Identity"), "Supplement": 0}
    )


def _to_unicode(used: list[Cluster]) -> str:
    """The CMap from codes 1, 2, 3 … to the characters of `used`."""
    blocks = []
    for start in range(0, len(used), _CODES_A_BLOCK):
        block = used[start : start + _CODES_A_BLOCK]
        lines = [
            f"<{code:04X}> <{cluster.text.encode('utf-16-be').hex().upper()}>\n"
            for code, cluster in enumerate(block, start + 1)
        ]
        blocks.append(f"{len(block)} beginbfchar\n{''.join(lines)}endbfchar\n")
    return _CMAP_HEAD + "".join(blocks) + _CMAP_TAIL


def _baked_program(face: Face, used: list[Cluster]) -> tuple[bytes, list[int]]:
    """A TrueType program with one glyph for every cluster of `used`, and those glyphs' numbers."""
    from fontTools.ttLib import TTFont

    data, new_number = _subset(face, {part.glyph for cluster in used for part in cluster.parts})
    font = TTFont(io.BytesIO(data), recalcBBoxes=False, recalcTimestamp=False)
    metrics = font["hmtx"].metrics
    order = list(font.getGlyphOrder())
    numbers: dict[tuple[tuple[GlyphAt, ...], int], int] = {}
    for cluster in used:
        drawing = (cluster.parts, cluster.advance)
        if drawing in numbers:
            continue
        first = cluster.parts[0]
        plain = len(cluster.parts) == 1 and not first.x and not first.y
        name = order[new_number[first.glyph]]
        if plain and metrics[name][0] == cluster.advance:
            numbers[drawing] = new_number[first.glyph]
            continue
        parts = [(order[new_number[part.glyph]], part.x, part.y) for part in cluster.parts]
        numbers[drawing] = len(order)
        order.append(_add_composite(font, f"c{len(order)}", parts, cluster.advance))
    _finish(font, order)
    out = io.BytesIO()
    font.save(out, reorderTables=None)
    return out.getvalue(), [numbers[cluster.parts, cluster.advance] for cluster in used]


def _subset(face: Face, glyphs: set[int]) -> tuple[bytes, dict[int, int]]:
    """The font with only `glyphs` and what they are made of, and where each went."""
    wanted = hb.SubsetInput()
    wanted.sets(hb.SubsetInputSets.GLYPH_INDEX).update(sorted({0, *glyphs}))
    tags = (int.from_bytes(tag.ljust(4).encode("ascii"), "big") for tag in _UNNEEDED_TABLES)
    wanted.sets(hb.SubsetInputSets.DROP_TABLE_TAG).update(tags)
    wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE
    plan = hb.SubsetPlan(face.hb_face, wanted)
    return bytes(plan.execute().blob.data), dict(plan.old_to_new_glyph_mapping)


def _add_composite(font: TTFont, name: str, parts: list[tuple[str, int, int]], advance: int) -> str:
    """Add a glyph made of `parts` (name, x, y) to `font`; its name."""
    from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphComponent

    table = font["glyf"]
    glyph = Glyph()
    drawn = [(part, x, y, table[part]) for part, x, y in parts if table[part].numberOfContours]
    if drawn:
        glyph.numberOfContours = -1
        glyph.components = []
        for part, x, y, _ in drawn:
            component = GlyphComponent()
            component.glyphName, component.x, component.y = part, x, y
            component.flags = _XY_ARE_OFFSETS | _ROUND_TO_GRID
            glyph.components.append(component)
        glyph.xMin = min(x + base.xMin for _, x, _, base in drawn)
        glyph.yMin = min(y + base.yMin for _, _, y, base in drawn)
        glyph.xMax = max(x + base.xMax for _, x, _, base in drawn)
        glyph.yMax = max(y + base.yMax for _, _, y, base in drawn)
    table.glyphs[name] = glyph
    font["hmtx"].metrics[name] = (advance, glyph.xMin if drawn else 0)
    return name


def _finish(font: TTFont, order: list[str]) -> None:
    """Bring the counts of `font` up to date with its glyphs."""
    font.setGlyphOrder(order)
    font["glyf"].glyphOrder = order
    maximum = font["maxp"]
    maximum.numGlyphs = font["hhea"].numberOfHMetrics = len(order)
    maximum.maxComponentElements = max(8, maximum.maxComponentElements)
    maximum.maxComponentDepth = max(3, maximum.maxComponentDepth)
