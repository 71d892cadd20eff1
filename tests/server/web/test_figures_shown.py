"""Figures stand on the page and in the workbook as offices sent them; what they withheld is no nought and no sum."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from openpyxl import load_workbook

from sai_thong.server.web.tables import Line, Number, Table, Words
from sai_thong.server.web.workbook import workbook


def rows_of(page: str, title: str) -> list[list[str]]:
    """The cells of the table of a title, as a person reads them."""
    table = page.split(f"<caption><strong>{title}</strong>")[1].split("</table>", maxsplit=1)[0].split("<tbody>")[1]
    lines = re.findall(r"<tr.*?</tr>", table, re.DOTALL)
    return [
        [re.sub(r"<[^>]+>", "", re.sub(r'<span class="away">.*?</span>', "", cell)).strip() for cell in cells]
        for cells in (re.findall(r"<t[hd].*?</t[hd]>", line, re.DOTALL) for line in lines)
    ]


def test_allowances_by_rate_and_place(signed_in):
    page = signed_in().get("/allowances").text
    assert rows_of(page, "แยกตามประเภทและอัตรา") == [
        ["เบี้ยยังชีพผู้สูงอายุ", "600.00", "300", "180,000.00"],
        ["เบี้ยยังชีพผู้สูงอายุ", "1,000.00", "20*", "20,000.00*"],
        ["เบี้ยยังชีพผู้สูงอายุ รวม", "", "322", "202,000.00"],
    ]
    assert rows_of(page, "แยกตามอำเภอ") == [["จอมทอง", "110", "70,000.00"], ["แม่แจ่ม", "212", "132,000.00"]]
    assert [row[0] for row in rows_of(page, "เดือนก่อนหน้า")] == ["ตุลาคม 2569", "กันยายน 2569"]


def test_what_one_office_withholds_is_told_as_withheld(of_district):
    page = of_district.get("/allowances?office=5001&period=2026-09").text
    assert rows_of(page, "แยกตามประเภทและอัตรา")[1] == ["เบี้ยยังชีพผู้สูงอายุ", "1,000.00", "ปกปิด", "ปกปิด"]
    assert "กันยายน 2569" in page.split("</h1>")[0]
    assert "แยกตามสำนักงาน" not in page


def test_petitions_by_state_and_assets_by_class(signed_in):
    browser = signed_in()
    page = browser.get("/petitions?district=แม่แจ่ม").text
    assert rows_of(page, "สถานะของคำร้อง") == [
        ["รับแล้ว", "60"],
        ["ค้างอยู่เมื่อสิ้นงวด", "24"],
        ["ค้างอยู่เมื่อสิ้นงวด: เกินกำหนด", "14"],
    ]
    assert [row[0] for row in rows_of(page, "แยกตามสำนักงาน")] == ["อบต.ที่ 5001", "อบต.ที่ 5002"]
    page = browser.get("/assets").text
    assert [row[0] for row in rows_of(page, "แยกตามประเภท")] == ["ที่ดิน", "อาคาร", "รวม"]
    assert rows_of(page, "แยกตามประเภท")[1] == ["อาคาร", "12", "3,000,000.00", "1,500,000.00", "1,500,000.00"]


def test_a_period_that_is_none_shows_the_newest(signed_in):
    browser = signed_in()
    for period in ("2020-01", "nonsense", "' OR 1=1"):
        assert "ตุลาคม 2569" in browser.get(f"/allowances?period={period}").text.split("</h1>")[0]


def test_the_workbook_says_the_same_as_the_page(signed_in):
    answer = signed_in().get("/allowances/workbook?district=แม่แจ่ม")
    assert answer.headers["content-disposition"] == 'attachment; filename="allowances-2026-10.xlsx"'
    sheets = load_workbook(io.BytesIO(answer.content))
    sheet = sheets[sheets.sheetnames[0]]
    rows = [[cell for cell in row if cell is not None] for row in sheet.iter_rows(values_only=True)]
    assert rows[0] == ["แยกตามประเภทและอัตรา"]
    assert rows[2] == ["อำเภอแม่แจ่ม"]
    assert rows[-3:] == [
        ["เบี้ยยังชีพผู้สูงอายุ", 600, 200, 120000],
        ["เบี้ยยังชีพผู้สูงอายุ", 1000, 10, 10000],
        ["เบี้ยยังชีพผู้สูงอายุ รวม", "", 212, 132000],
    ]
    assert sheet.cell(len(rows) - 1, 3).number_format.endswith('"*"')


@pytest.mark.parametrize("words", ["=1+1", "+66", "-1", "@x", "=HYPERLINK(1)", "http://x", "0812345678"])
def test_no_cell_becomes_a_formula_a_link_or_another_number(words):
    table = Table(
        f"a[b]:*?/\\'{words}", (words, "n"), [Line((Words(words), Number(None, 1))), Line((Words(words), Number(1)))]
    )
    held = workbook([words], [table, table])
    with zipfile.ZipFile(io.BytesIO(held)) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet
    cells = [cell for row in load_workbook(io.BytesIO(held)).worksheets[0].iter_rows(values_only=True) for cell in row]
    assert cells.count(words) == 4
    assert "ปกปิด" in cells
