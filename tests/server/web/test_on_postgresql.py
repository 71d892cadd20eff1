"""The same pages on PostgreSQL, read as a role that owns nothing and sees what the officer may see."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from sai_thong.server.access import Role
from sai_thong.server.database import open_database
from tests.server.web.conftest import furnished
from tests.server.web.test_down_shown import SENDING
from tests.server.web.test_figures_shown import rows_of


@pytest.fixture
def province(postgres_url: sa.URL):
    engine = furnished(open_database(postgres_url))
    yield engine
    engine.dispose()


def test_every_page_is_read_and_every_work_is_done(signed_in):
    browser = signed_in()
    assert "อบต.ที่ 5101" in browser.get("/").text
    assert "5001-" in browser.post("/offices/5001/code", shown="/offices/5001").text
    browser.post("/offices/5001/devices/pc-5001/revoke")
    browser.post("/offices/5002/change", {"name": "อบต.ใหม่", "district": "ฮอด"}, shown="/offices/5002")
    assert "อบต.ใหม่" in browser.post("/offices/add", {"code": "6001", "name": "อบต.ใหม่", "district": "ฮอด"}).text
    assert rows_of(browser.get("/allowances").text, "แยกตามประเภทและอัตรา")[-1][2] == "322"
    assert browser.get("/petitions/workbook").status_code == 200
    assert "ประชุม" in browser.post("/down/add", SENDING).text
    browser.post("/users/add", {"name": "malee", "full_name": "นางมาลี", "role": "district", "district": "ฮอด"})
    browser.post("/users/malee/disable", shown="/users")
    assert "เพิกถอนเครื่อง" in browser.get("/log").text
    nul = ("/offices/%00", "/users/%00/reset", "/?q=%00", "/log?user=%00", "/allowances?office=%00")
    assert [browser.get(path).status_code for path in nul] == [404, 404, 200, 200, 200]
    assert browser.post("/offices/add", {"code": "6002", "name": "\x00ก", "district": "ฮอด"}).status_code == 200
    assert browser.post("/sign-out", shown="/").url.path == "/sign-in"


def test_a_district_officer_sees_the_own_district(signed_in):
    browser = signed_in("malee", Role.DISTRICT, "จอมทอง")
    assert "5001" not in browser.get("/").text
    assert browser.get("/offices/5001").status_code == 404
    assert rows_of(browser.get("/allowances").text, "แยกตามประเภทและอัตรา")[-1][2] == "110"
