"""Files as nobody should hand them in: packed to burst, reaching to the end of the grid, lying, mixed, damaged."""

from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from typing import Final

_HEADINGS: Final = ("ลำดับ", "เลขประจำตัวประชาชน", "ชื่อ-สกุล", "วันเกิด", "บ้านเลขที่", "หมู่ที่", "หมายเหตุ")
_OVERRIDE: Final = (
    '<Override PartName="/{part}"'
    ' ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.{kind}+xml"/>'
)
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SHEET: Final = "xl/worksheets/sheet1.xml"
_STRINGS: Final = "xl/sharedStrings.xml"
_RIGHT_TO_LEFT: Final = "\u202e\u200f\u2066"
_CONTROL: Final = "".join(map(chr, range(1, 9))) + "\x0b\x0c\x1b\x7f\x85\ufeff\ufffe"


def office_xml(
    sheet: str, strings: str = "<si><t>x</t></si>", more: Mapping[str, str] | None = None
) -> dict[str, bytes]:
    """The parts of a small XLSX file around the text of its sheet and of its shared strings."""
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        + _OVERRIDE.format(part="xl/workbook.xml", kind="sheet.main")
        + _OVERRIDE.format(part=_SHEET, kind="worksheet")
        + _OVERRIDE.format(part=_STRINGS, kind="sharedStrings")
        + "</Types>",
        "_rels/.rels": f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{_REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_REL}"><sheets>'
        '<sheet name="รายชื่อ" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{_REL}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{_REL}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        _STRINGS: f'<sst xmlns="{_MAIN}">{strings}</sst>',
        _SHEET: f'<worksheet xmlns="{_MAIN}">{sheet}</worksheet>',
    }
    return {name: part.encode() for name, part in (parts | dict(more or {})).items()}


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """The parts as a zip file."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part, zipfile.ZIP_STORED if name == "mimetype" else None)
    return content.getvalue()


def bursting(parts: Mapping[str, bytes], name: str, filler: bytes, megabytes: int, says: int | None = None) -> bytes:
    """The parts as a zip file; one of them unpacks, between its halves, to so many megabytes of `filler`.

    Args:
        parts: The parts.
        name: Which part bursts; its filler comes before the last ``</``.
        filler: Some bytes of XML, repeated.
        megabytes: How much.
        says: How many bytes the package tells of, where it lies.
    """
    head, end, tail = parts[name].rpartition(b"</sheetData" if b"</sheetData" in parts[name] else b"</")
    block = filler * (1_000_000 // len(filler))
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(head) + packer.flush(zlib.Z_FULL_FLUSH)
    piece = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed += (piece.compress(block) + piece.flush(zlib.Z_FULL_FLUSH)) * megabytes
    last = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed += last.compress(end + tail) + last.flush()
    size = len(head) + len(block) * megabytes + len(end + tail)
    check = 0
    if says is None and size < 400_000_000:  # a larger one is refused for its size, whatever its check sum
        check = zlib.crc32(head)
        for _ in range(megabytes):
            check = zlib.crc32(block, check)
        check = zlib.crc32(end + tail, check)
    others = zipped({other: part for other, part in parts.items() if other != name})
    return _with_part(others, name, packed, check, min(size if says is None else says, 0xFFFFFFFE))


def _with_part(content: bytes, name: str, packed: bytes, check: int, size: int) -> bytes:
    """A zip file with one more part, given as it is packed."""
    written = name.encode()
    end = content.rindex(b"PK\x05\x06")
    count, directory_size, directory = struct.unpack("<HII", content[end + 10 : end + 20])
    about = struct.pack("<HHHHHIIIHH", 20, 0x800, 8, 0, 0x21, check, len(packed), size, len(written), 0)
    local = b"PK\x03\x04" + about + written + packed
    entry = b"PK\x01\x02\x14\x00" + about + struct.pack("<HHHII", 0, 0, 0, 0, directory) + written
    moved = content[:directory] + local + content[directory : directory + directory_size] + entry
    return (
        moved
        + b"PK\x05\x06"
        + struct.pack("<HHHHIIH", 0, 0, count + 1, count + 1, directory_size + len(entry), directory + len(local), 0)
    )


def _rows(*rows: str) -> str:
    return f"<sheetData>{''.join(rows)}</sheetData>"


def _text(place: str, text: str, attributes: str = "") -> str:
    return f'<c r="{place}" t="inlineStr"{attributes}><is><t xml:space="preserve">{text}</t></is></c>'


def headings_row() -> str:
    """The headings of a list of people, as the first row of a sheet."""
    cells = (_text(f"{letter}1", heading) for letter, heading in zip("ABCDEFG", _HEADINGS, strict=True))
    return f'<row r="1">{"".join(cells)}</row>'


def person_row(row: int, name: str = "นางใจ ดีงาม", remark: str = "", cid: str = "1101700230708") -> str:
    """A person of that list, as a row of a sheet."""
    cells = ("1", cid, name, "1/2/2490", "12", "3", remark)
    told = (_text(f"{letter}{row}", cell) for letter, cell in zip("ABCDEFG", cells, strict=True))
    return f'<row r="{row}">{"".join(told)}</row>'


def _ods(body: str) -> bytes:
    return zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": b"<manifest/>",
            "content.xml": (
                '<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body>'
                f'<office:spreadsheet><table:table table:name="a">{body}</table:table></office:spreadsheet>'
                "</office:body></office:document-content>"
            ).encode(),
        }
    )


def _open_cell(times: int = 1) -> str:
    repeated = f'table:number-columns-repeated="{times}"'
    return f'<table:table-cell office:value-type="string" {repeated}><text:p>ก</text:p></table:table-cell>'


def _open_rows(cells: str, times: int) -> str:
    return f'<table:table-row table:number-rows-repeated="{times}">{cells}</table:table-row>'


def hostile_packages() -> dict[str, Callable[[], bytes]]:
    """Workbooks that must be refused before they are laid out, by name."""
    usual = _rows(headings_row(), person_row(2))
    parts = office_xml(usual)
    far = f'<dimension ref="A1:G2"/>{_rows(headings_row(), person_row(2), "{row}")}'

    def xlsx(row: str) -> Callable[[], bytes]:
        return lambda: zipped(office_xml(far.replace("{row}", row)))

    return {
        "sheet of 4 GB.xlsx": lambda: bursting(parts, _SHEET, b"<row/>", 4100),
        "strings of 4 GB.xlsx": lambda: bursting(parts, _STRINGS, b"<si/>", 4100),
        "workbook of 1 GB.xlsx": lambda: bursting(parts, "xl/workbook.xml", b"          ", 1000),
        "sheet of 1 GB that says 900 bytes.xlsx": lambda: bursting(parts, _SHEET, b"<row/>", 1000, says=900),
        "strings of 1 GB that say 900 bytes.xlsx": lambda: bursting(parts, _STRINGS, b"<si/>", 1000, says=900),
        "ten million rows.xlsx": lambda: bursting(parts, _SHEET, b"<row><c><v>1</v></c></row>", 260),
        "row ten million.xlsx": xlsx('<row r="10000000"><c r="A10000000"><v>1</v></c></row>'),
        "last cell under a lying extent.xlsx": xlsx('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
        "last cell in quotation marks of another kind.xlsx": xlsx(
            "<row r='1048576'><c s='0' r = 'XFD1048576'><v>1</v></c></row>"
        ),
        "last cell behind a comment.xlsx": xlsx('<row r="1048576"><c r="XFD1048576"><!-- --><v>1</v></c></row>'),
        "last cell in small letters.xlsx": xlsx('<row r="1048576"><c r="xfd1048576"><v>1</v></c></row>'),
        "last cell of another name space.xlsx": lambda: zipped(
            office_xml(
                usual.replace(
                    "</sheetData>", '<x:row r="1048576"><x:c r="XFD1048576"><x:v>1</x:v></x:c></x:row></sheetData>'
                )
            )
        ),
        "cell without a place in the last row.xlsx": xlsx(f'<row r="1048576">{"<c><v>1</v></c>" * 40}</row>'),
        "binary sheets.xlsb": lambda: zipped({"xl/workbook.bin": b"\x83\x01\x00", "[Content_Types].xml": b"<Types/>"}),
        "all cells of the grid.ods": lambda: _ods(_open_rows(_open_cell(16_384), 1_048_576)),
        "a far cell.ods": lambda: _ods(_open_rows(_open_cell(), 1_000_000) + _open_rows(_open_cell(9_000), 1)),
        "content of 1 GB.ods": lambda: bursting(
            {
                "content.xml": b"<office:document-content></office:document-content>",
                "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            },
            "content.xml",
            b"          ",
            1000,
        ),
        "seven million commas.csv": lambda: b"a,b\n" + b",," * 3_500_000,
        "seven million lines.csv": lambda: "ชื่อ\n".encode() + b"1\n" * 7_000_000,
    }


def odd_lists() -> Iterator[tuple[str, bytes]]:
    """Lists with what no list should have in it; they are read, or refused in words."""
    for name, text in {
        "control": "".join(f"&#{ord(each)};" for each in "\t\r") + "\x7f\x85",
        "right to left": _RIGHT_TO_LEFT + "ดี",
        "formula": "=cmd|' /C calc'!A0",
        "link": "=HYPERLINK(&quot;http://example.com&quot;)",
        "long": "ก" * 40_000,
        "marks": "\u0e48" * 20_000,
        "marks by turns": "\u0e48\u0e34" * 10_000,
        "sara am by turns": "\u0e33\u0e48" * 10_000,
        "surrogates": "😀" * 200,
        "null": "_x0000_",
        "escaped": "_x000D__x0041_",
        "digits": "๑" * 3_000,
        "number": "1e309",
    }.items():
        yield (
            f"{name}.xlsx",
            zipped(office_xml(_rows(headings_row(), person_row(2, name=text, remark=text), person_row(3, cid=text)))),
        )
    for name, cell in {
        "formula without value": '<c r="C2"><f>1/0</f></c>',
        "external link": '<c r="C2"><f>[1]Sheet1!A1</f><v>5</v></c>',
        "error": '<c r="D2" t="e"><v>#REF!</v></c>',
        "infinite": '<c r="F2"><v>1e400</v></c>',
        "not a number": '<c r="F2"><v>NaN</v></c>',
        "huge date": '<c r="D2" s="1"><v>99999999999</v></c>',
        "negative date": '<c r="D2" s="1"><v>-5</v></c>',
        "iso date": '<c r="D2" t="d"><v>2026-13-45T99:99:99</v></c>',
        "no such string": '<c r="C2" t="s"><v>99999</v></c>',
        "no such style": '<c r="C2" s="99999"><v>5</v></c>',
        "bad place": '<c r="2C"><v>5</v></c>',
        "place zero": '<c r="A0"><v>5</v></c>',
        "huge place": '<c r="ZZZZZZZZZ99999999999"><v>5</v></c>',
        "true": '<c r="F2" t="b"><v>1</v></c>',
        "entities": '<c r="C2" t="str"><v>&lol;&#x110000;</v></c>',
    }.items():
        yield (
            f"{name}.xlsx",
            zipped(
                office_xml(
                    _rows(headings_row(), f'<row r="2">{_text("B2", "1101700230708")}{cell}</row>'), more=_STYLES
                )
            ),
        )
    yield (
        "billion laughs.xlsx",
        zipped(
            office_xml(_rows(headings_row()))
            | {_STRINGS: b'<!DOCTYPE x [<!ENTITY a "aaaaa"><!ENTITY b "&a;&a;&a;">]><sst><si><t>&b;</t></si></sst>'}
        ),
    )
    yield (
        "external entity.xlsx",
        zipped(
            office_xml(_rows(headings_row()))
            | {_STRINGS: b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><sst><si><t>&a;</t></si></sst>'}
        ),
    )
    for what, merged in {"whole grid": "A1:XFD1048576", "backwards": "G2:A1", "nonsense": "A:1"}.items():
        sheet = _rows(headings_row(), person_row(2)) + f'<mergeCells><mergeCell ref="{merged}"/></mergeCells>'
        yield f"merged {what}.xlsx", zipped(office_xml(sheet))
    yield (
        "colour to the end.xlsx",
        zipped(office_xml(_rows(headings_row(), person_row(2), '<row r="1048576"><c r="XFD1048576" s="0"/></row>'))),
    )
    yield (
        "blank to the end.ods",
        _ods(
            _open_rows("".join(_open_cell() for _ in range(7)), 2)
            + _open_rows('<table:table-cell table:number-columns-repeated="16384"/>', 1_048_574)
        ),
    )
    yield "path out.xlsx", zipped(office_xml(_rows(headings_row()), more={"../../../out.xml": "x"}))
    yield from _separated()


_STYLES: Final = {
    "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'
    "</styleSheet>"
}


def _separated() -> Iterator[tuple[str, bytes]]:
    head = ",".join(_HEADINGS)
    row = "1,1101700230708,นางใจ ดีงาม,1/2/2490,12,3,"
    yield "mixed encodings.csv", f"{head}\n".encode() + row.encode("cp874") + b"\n" + row.encode() + b"\n"
    yield "half utf-16.csv", f"{head}\n{row}\n".encode("utf-16")[:-1]
    yield "marks of two kinds.csv", b"\xef\xbb\xbf" + f"{head}\n".encode() + f"{row}\n".encode("utf-16")
    yield "nulls.csv", f"{head}\n{row}\0\0\n".encode()
    yield "controls.csv", f"{head}\n{row}{_CONTROL}\n".encode("utf-8", "surrogatepass")
    yield "right to left.csv", f"{_RIGHT_TO_LEFT}{head}\n{_RIGHT_TO_LEFT}{row}{_RIGHT_TO_LEFT}\n".encode()
    yield "unclosed.csv", f'{head}\n"{row}\n{row}\n'.encode() * 50
    yield "one long line.csv", head.encode() + b",x" * 40_000
    yield "one long cell.csv", f"{head}\n1,".encode() + b"9" * 300_000
    yield "only quotes.csv", b'"' * 500_000
    yield "only separators of four kinds.csv", b",;\t|" * 5_000
    yield "separator says newline.csv", b"sep=\n\nname\n"
    yield "separator says quote.csv", f'sep="\n{head}\n{row}\n'.encode()
    yield "return only.csv", f"{head}\r{row}\r".encode()


def damaged(sound: Mapping[str, bytes], count: int, seed: int = 2569) -> Iterator[tuple[str, bytes]]:
    """So many damaged copies of each sound file: bits turned, parts cut out, doubled or exchanged."""
    chance = random.Random(seed)
    for name, content in sound.items():
        for number in range(count):
            yield f"damaged {number} {name}", _harmed(content, chance)


def damaged_inside(sound: Mapping[str, bytes], count: int, seed: int = 2570) -> Iterator[tuple[str, bytes]]:
    """As `damaged`, but what is zipped inside is harmed and zipped again, so that it is looked at."""
    chance = random.Random(seed)
    for name, content in sound.items():
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = {each: package.read(each) for each in package.namelist()}
        for number in range(count):
            victim = chance.choice([each for each in parts if each.endswith((".xml", ".rels", ".json"))])
            yield f"damaged inside {number} {name}", zipped(parts | {victim: _harmed(parts[victim], chance)})


def _harmed(content: bytes, chance: random.Random) -> bytes:
    harmed = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 8))):
        at = chance.randrange(len(harmed) or 1)
        length = chance.randrange(1, 40)
        match chance.randrange(5):
            case 0:
                harmed[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del harmed[at : at + length]
            case 2:
                harmed[at:at] = harmed[at : at + length] * chance.choice((1, 30))
            case 3:
                harmed[at : at + length] = chance.randbytes(length)
            case _:
                other = chance.randrange(len(harmed) or 1)
                harmed[at : at + length] = harmed[other : other + length]
    return bytes(harmed)
