"""Pages over several databases: one list of offices, one sum of figures, and each office at its home."""

from __future__ import annotations

import sqlalchemy as sa

from sai_thong.server.access import Role
from sai_thong.server.database import of_office, reading
from sai_thong.server.directory import Directory, Place
from sai_thong.server.schema import ENROLMENT_CODES, FIGURES, OFFICES
from tests.server.web.test_figures_shown import rows_of


def test_an_office_on_another_database_is_listed_counted_and_given_codes(signed_in, province, tmp_path):
    directory = Directory(province)
    directory.add_node("second", f"sqlite:///{tmp_path / 'second.sqlite'}")
    other = directory.engine("second")
    for table in (OFFICES, FIGURES):
        with reading(province) as connection:
            rows = connection.execute(sa.select(table).where(table.c.office == "5002")).mappings().all()
        with of_office(other, "6001") as connection:
            moved = {"office": "6001", "district": "ฮอด"} if table is OFFICES else {"office": "6001"}
            connection.execute(sa.insert(table), [dict(row) | moved for row in rows])
    directory.put("6001", Place("second"))
    browser = signed_in()
    assert "/offices/6001" in browser.get("/").text
    rows = rows_of(browser.get("/allowances").text, "แยกตามประเภทและอัตรา")
    assert rows[-1] == ["เบี้ยยังชีพผู้สูงอายุ รวม", "", "432", "272,000.00"]
    assert [row[0] for row in rows_of(browser.get("/allowances").text, "แยกตามอำเภอ")] == ["จอมทอง", "แม่แจ่ม", "ฮอด"]
    assert rows_of(browser.get("/allowances?office=6001").text, "แยกตามประเภทและอัตรา")[-1][2] == "110"
    assert "6001-" in browser.post("/offices/6001/code", shown="/offices/6001").text
    with reading(other) as connection:
        assert connection.execute(sa.select(ENROLMENT_CODES.c.office)).scalars().all() == ["6001"]
    assert browser.post("/offices/add", {"code": "6001", "name": "x", "district": "x"}).status_code == 400
    assert signed_in("malee", Role.DISTRICT, "แม่แจ่ม").get("/offices/6001").status_code == 404
    directory.engine("second").dispose()
