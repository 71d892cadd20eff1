"""Files of every kind are read cell by cell with true row numbers; what cannot be read says why and changes nothing."""

from __future__ import annotations

import io
import pickle
import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from sai_thong.exchange.errors import (
    BrokenWorkbook,
    EmptyWorkbook,
    FileOutOfReach,
    OversizedWorkbook,
    ProtectedWorkbook,
    UnknownFileKind,
    UnreadableWorkbook,
)
from sai_thong.exchange.workbooks import read_workbook

LINES = [("ที่", "ชื่อ", "หมายเหตุ"), ("1", "สมชาย ใจดี", "โอน, ธนาคาร"), ("2", "สมศรี; ทองคำ", "")]


def test_rows_keep_their_numbers_below_blank_rows_and_columns(tmp_path: Path) -> None:
    path = tmp_path / "blank.xlsx"
    with xlsxwriter.Workbook(str(path)) as workbook:
        sheet = workbook.add_worksheet("ก")
        sheet.write(3, 2, "หัวตาราง")
        sheet.write(6, 3, 5)
    (read,) = read_workbook(path)
    assert dict(read.numbered())[4] == (None, None, "หัวตาราง", None)
    assert dict(read.numbered())[7] == (None, None, None, 5)
    assert read.rows[0] == read.rows[4] == ()


def test_cells_keep_their_kind(tmp_path: Path) -> None:
    path = tmp_path / "kinds.xlsx"
    with xlsxwriter.Workbook(str(path)) as workbook:
        sheet = workbook.add_worksheet()
        dated = workbook.add_format({"num_format": "dd/mm/yyyy"})
        timed = workbook.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        sheet.write_row(0, 0, ["  ข้อความ  ", 12, 1.5, True, 3079556645980])
        sheet.write_datetime(0, 5, date(2505, 3, 27), dated)
        sheet.write_datetime(0, 6, datetime(2025, 3, 27, 10, 30), timed)
        sheet.write_formula(0, 7, "=1+1", None, 2)
        sheet.write_string(0, 8, "   ")
    ((row,),) = [sheet.rows for sheet in read_workbook(path)]
    assert row == ("ข้อความ", 12, 1.5, True, 3079556645980, date(2505, 3, 27), datetime(2025, 3, 27, 10, 30), 2, None)
    assert [type(cell) for cell in row[1:5]] == [int, float, bool, int]


def test_hidden_sheets_and_merged_cells_are_told(tmp_path: Path) -> None:
    path = tmp_path / "merged.xlsx"
    with xlsxwriter.Workbook(str(path)) as workbook:
        workbook.add_worksheet("เปิด").merge_range(1, 0, 1, 2, "ที่อยู่")
        hidden = workbook.add_worksheet("ซ่อน")
        hidden.write(0, 0, "ก")
        hidden.hide()
    shown, hidden = read_workbook(path)
    assert shown.merged == (((1, 0), (1, 2)),) and not shown.hidden
    assert hidden.hidden


def test_old_and_open_workbooks_are_read(tmp_path: Path) -> None:
    old = xlwt.Workbook()
    sheet = old.add_sheet("หมู่ 1")
    sheet.write(2, 1, "ชื่อ")
    sheet.write(3, 1, date(2505, 3, 27), xlwt.easyxf(num_format_str="DD/MM/YYYY"))
    old.save(str(tmp_path / "old.xls"))
    (read,) = read_workbook(tmp_path / "old.xls")
    assert (read.name, dict(read.numbered())[3], dict(read.numbered())[4]) == (
        "หมู่ 1",
        (None, "ชื่อ"),
        (None, date(2505, 3, 27)),
    )

    document = OpenDocumentSpreadsheet()
    table = Table(name="หมู่ 2")
    for texts in ([], ["ชื่อ", "สกุล"]):
        row = TableRow()
        for text in texts:
            cell = TableCell(valuetype="string")
            cell.addElement(P(text=text))
            row.addElement(cell)
        table.addElement(row)
    document.spreadsheet.addElement(table)
    document.save(str(tmp_path / "open.ods"))
    (read,) = read_workbook(tmp_path / "open.ods")
    assert (read.name, dict(read.numbered())[2]) == ("หมู่ 2", ("ชื่อ", "สกุล"))


def test_the_content_decides_not_the_name(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    workbook.active["A1"] = "ชื่อ"
    workbook.save(tmp_path / "really.xlsx")
    renamed = (tmp_path / "really.xlsx").rename(tmp_path / "called.csv")
    assert read_workbook(renamed)[0].rows[0] == ("ชื่อ",)
    (tmp_path / "text.xls").write_text("ชื่อ\tสกุล\nก\tข\n", encoding="utf-8")
    assert read_workbook(tmp_path / "text.xls")[0].rows == [("ชื่อ", "สกุล"), ("ก", "ข")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp874", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_separated_text_in_every_encoding_and_separator(
    tmp_path: Path, encoding: str, separator: str, newline: str
) -> None:
    quoted = [[f'"{cell}"' if separator in cell else cell for cell in line] for line in LINES]
    text = newline.join(separator.join(line) for line in quoted)
    path = tmp_path / "รายชื่อ ม.3.csv"
    path.write_bytes(text.encode(encoding))
    (sheet,) = read_workbook(path)
    assert sheet.name == "รายชื่อ ม.3"
    assert sheet.rows == [tuple(cell or None for cell in line) for line in LINES]


def test_separated_text_with_titles_blank_lines_and_tricks(tmp_path: Path) -> None:
    path = tmp_path / "tricks.csv"
    path.write_bytes('sep=;\r\nบัญชีรายชื่อ, ประจำปี\r\n\r\nเลข;ชื่อ\r\n="0123";"สอง\nบรรทัด"\r\n\'0456;ข\r\n'.encode("cp874"))
    (sheet,) = read_workbook(path)
    assert list(sheet.rows) == [
        (),
        ("บัญชีรายชื่อ, ประจำปี",),
        (),
        ("เลข", "ชื่อ"),
        ("0123", "สอง\nบรรทัด"),
        ("0456", "ข"),
    ]


def test_an_unclosed_quotation_mark_swallows_nothing(tmp_path: Path) -> None:
    path = tmp_path / "quote.csv"
    path.write_text('ที่,ชื่อ\n1,"นาย ก\n' + "".join(f"{n},นาย ก{n}\n" for n in range(2, 12)), encoding="utf-8")
    (sheet,) = read_workbook(path)
    assert len(sheet.rows) == 12


def xlsx_bytes() -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as workbook:
        workbook.add_worksheet().write_column(0, 0, [f"แถว {n}" for n in range(200)])
    return content.getvalue()


def zip_bytes(**parts: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as package:
        for name, part in parts.items():
            package.writestr(name.replace("__", "/"), part)
    return content.getvalue()


OLE = bytes.fromhex("d0cf11e0a1b11ae1")
MANIFEST = b'<manifest><file-entry full-path="content.xml"><encryption-data/></file-entry></manifest>'


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("nothing.xlsx", b"", EmptyWorkbook),
        ("blanks.csv", b" \r\n \r\n", EmptyWorkbook),
        ("commas.csv", b",,,\r\n,,,\r\n", EmptyWorkbook),
        ("cut.xlsx", xlsx_bytes()[:2500], BrokenWorkbook),
        ("cut early.xlsx", xlsx_bytes()[:200], BrokenWorkbook),
        (
            "cut, properties first.xlsx",
            zip_bytes(**{"docProps__app.xml": b"x" * 900, "xl__a.xml": b"x"})[:600],
            BrokenWorkbook,
        ),
        ("bent.xlsx", xlsx_bytes()[:900] + b"\0" * 700 + xlsx_bytes()[1600:], BrokenWorkbook),
        ("cut.xls", OLE + b"\0" * 600, BrokenWorkbook),
        ("noise.xlsx", bytes(range(256)) * 20, BrokenWorkbook),
        ("cut.csv", "ชื่อ,สกุล\nสมชาย,ใจดี\n".encode()[:-3] + b"\xe0\xff\n", BrokenWorkbook),
        ("locked.xlsx", OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 100, ProtectedWorkbook),
        (
            "locked.ods",
            zip_bytes(
                mimetype=b"application/vnd.oasis.opendocument.spreadsheet",
                **{"META-INF__manifest.xml": MANIFEST, "content.xml": b"x"},
            ),
            ProtectedWorkbook,
        ),
        ("letter.zip", zip_bytes(a=b"text"), UnknownFileKind),
        ("paper.pdf", b"%PDF-1.7\n...", UnknownFileKind),
        ("picture.xlsx", b"\x89PNG\r\n\x1a\n\0\0", UnknownFileKind),
        ("page.xls", "<html><table><tr><td>ชื่อ</td></tr></table></html>".encode(), UnknownFileKind),
        ("store.csv", b"SQLite format 3\0" + b"\0" * 84, UnknownFileKind),
    ],
)
def test_a_file_that_cannot_be_read_says_why(
    tmp_path: Path, name: str, content: bytes, error: type[UnreadableWorkbook]
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(error) as caught:
        read_workbook(path)
    assert type(caught.value) is error
    assert caught.value.kept and caught.value.do


def test_a_workbook_without_a_filled_cell_is_empty(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "empty.xlsx")) as workbook:
        workbook.add_worksheet()
        workbook.add_worksheet()
    with pytest.raises(EmptyWorkbook):
        read_workbook(tmp_path / "empty.xlsx")


def test_a_missing_file_is_out_of_reach(tmp_path: Path) -> None:
    with pytest.raises(FileOutOfReach):
        read_workbook(tmp_path / "gone.xlsx")


def test_a_stray_value_in_the_last_cell_of_the_grid_is_refused_before_it_takes_all_memory(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "far.xlsx")) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write(0, 0, "ชื่อ")
        sheet.write(1_048_575, 16_383, "x")
    with pytest.raises(OversizedWorkbook):
        read_workbook(tmp_path / "far.xlsx")


def test_a_sheet_that_is_only_coloured_to_the_end_is_read(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "coloured.xlsx")) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write(0, 0, "ชื่อ")
        sheet.write_blank(1_048_575, 16_383, None, workbook.add_format({"bg_color": "yellow"}))
    assert list(read_workbook(tmp_path / "coloured.xlsx")[0].rows) == [("ชื่อ",)]


def test_an_error_comes_home_whole_from_a_worker_process() -> None:
    sent = ProtectedWorkbook("รายชื่อ.xlsx")
    back = pickle.loads(pickle.dumps(sent))
    assert type(back) is ProtectedWorkbook
    assert str(back) == str(sent)
