"""Pages open to whom they are for and nobody else; a district officer sees the own district; answers are safe."""

from __future__ import annotations

import asyncio

import sqlalchemy as sa

from sai_thong.server.access import Role, of_pages
from sai_thong.server.directory import Directory
from sai_thong.server.schema import ACCESS_LOG, DEVICES, ENROLMENT_CODES, OFFICES
from sai_thong.server.sign_in import SignIns
from sai_thong.server.web.site import MOST_POSTED, PLACES, For, Place, beside, site
from sai_thong.server.web.visit import COOKIE
from sai_thong.sync.enrolment import read_code
from tests.server.web.conftest import TestClient

_FILLED = {"{office}": "5101", "{device}": "pc-5101", "{name}": "somchai", "{number}": "1"}


def filled(path: str) -> str:
    for name, value in _FILLED.items():
        path = path.replace(name, value)
    return path


def acts(engine: sa.Engine) -> list[tuple[str, str, str]]:
    with of_pages(engine) as connection:
        columns = (ACCESS_LOG.c.user_name, ACCESS_LOG.c.act, ACCESS_LOG.c.about)
        return connection.execute(sa.select(*columns).order_by(ACCESS_LOG.c.number)).all()


def places(*whose: For) -> list[Place]:
    return [each for each in PLACES if each.whose in whose]


def test_nobody_opens_a_page_without_signing_in(pages, province):
    browser = pages()
    for place in places(For.HALF_WAY, For.OFFICERS, For.PROVINCE):
        path = filled(place.path)
        if place.shown:
            assert browser.get(path).url.path == "/sign-in", path
        if place.posted:
            assert browser.post(path, shown="/sign-in").url.path == "/sign-in", path
    with province.connect() as connection:
        assert connection.execute(sa.select(ENROLMENT_CODES)).all() == []


def test_what_is_the_provinces_is_not_there_for_a_district(of_district):
    for place in places(For.PROVINCE):
        path = filled(place.path)
        if place.shown:
            assert of_district.get(path).status_code == 404, path
        if place.posted:
            assert of_district.post(path, shown="/account").status_code == 404, path


def test_an_office_of_another_district_is_not_there(of_district, province):
    for place in (each for each in PLACES if "{office}" in each.path):
        path = filled(place.path)
        if place.shown:
            page = of_district.get(path)
            assert (page.status_code, "อบต.ที่ 5101" in page.text) == (404, False), path
        if place.posted:
            assert of_district.post(path, shown="/account").status_code == 404, path
    with province.connect() as connection:
        assert connection.execute(sa.select(ENROLMENT_CODES)).all() == []
        assert set(connection.execute(sa.select(DEVICES.c.revoked_at)).scalars()) == {""}


def test_lists_and_figures_of_a_district_are_its_own(of_district, signed_in):
    for path in ("/", "/allowances?district=จอมทอง", "/petitions", "/assets"):
        page = of_district.get(path).text
        assert "จอมทอง" not in page
        assert "5101" not in page
    assert "อบต.ที่ 5002" in of_district.get("/allowances").text
    assert of_district.get("/allowances?office=5101").status_code == 404
    assert of_district.get("/allowances/workbook?office=5101").status_code == 404
    assert "อบต.ที่ 5101" in signed_in().get("/").text


def test_a_number_of_an_address_that_is_none_is_no_mistake_of_the_program(signed_in):
    officer = signed_in()
    for odd in ("²", "-1", "1" * 40):
        assert officer.get(f"/?from={odd}").status_code == 200
        assert officer.get(f"/log?before={odd}").status_code == 200
        assert officer.get(f"/down/{odd}").status_code == 404


def test_a_mistake_of_the_program_is_told_in_words(province, clock, accounts, monkeypatch):
    def broken(*_arguments):
        raise ZeroDivisionError

    monkeypatch.setattr(SignIns, "session", broken)
    served = TestClient(site(Directory(province), clock, accounts), raise_server_exceptions=False)
    served.cookies.set(COOKIE, "x")
    page = served.get("/")
    assert (page.status_code, "แสดงหน้านี้ไม่ได้" in page.text, "ZeroDivision" in page.text) == (500, True, False)


def test_who_is_signed_in_finds_the_menu_on_a_page_that_is_not_there(signed_in, pages):
    page, door = signed_in().get("/nowhere"), pages().get("/nowhere")
    assert ("<nav" in page.text, "<nav" in door.text) == (True, False)


def test_a_form_of_another_site_is_not_taken(signed_in, pages):
    officer, stranger = signed_in(), pages()
    foreign = pages().token("/sign-in")
    for place in (each for each in places(For.ANYBODY, For.OFFICERS, For.PROVINCE) if each.posted):
        browser = stranger if place.whose is For.ANYBODY else officer
        for token in ("", "0" * 64, foreign):
            answer = browser.client.post(filled(place.path), data={"form_token": token})
            assert (answer.status_code, "หมดอายุ" in answer.text) == (403, True), place.path


def test_every_answer_is_safe_in_a_browser(pages):
    browser = pages()
    for path in ("/sign-in", "/nowhere", "/sign-in/code"):
        answer = browser.get(path)
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "script-src" not in policy
        assert "unsafe" not in policy
        assert (answer.headers["x-content-type-options"], answer.headers["cache-control"]) == ("nosniff", "no-store")
        assert "<script" not in answer.text
    cookie = browser.client.get("/sign-in").headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert "secure" in browser.client.get("https://province.test/sign-in").headers["set-cookie"].lower()


def test_the_token_changes_with_every_stage(pages, province, accounts):
    browser = pages()
    browser.get("/sign-in")
    before = browser.client.cookies["saithong"]
    with of_pages(province) as connection:
        password = accounts.add(connection, "somchai", "นายสมชาย", Role.PROVINCE)
    page = browser.post("/sign-in", {"name": "somchai", "password": password})
    assert page.url.path == "/sign-in/set-up"
    assert browser.client.cookies["saithong"] != before
    assert browser.get("/").url.path == "/sign-in"
    assert browser.get("/sign-in/code").url.path == "/sign-in/set-up"


def test_a_form_too_large_is_not_read(pages):
    browser = pages()
    big = {"form_token": "x", "name": "x" * (MOST_POSTED + 1)}
    assert browser.client.post("/sign-in", data=big).status_code == 413


def test_what_an_officer_does_stands_in_the_log(signed_in, province):
    browser = signed_in()
    page = browser.post("/offices/5001/code", shown="/offices/5001").text
    code = page.split('class="big">')[1].split("<")[0]
    assert read_code(code).office == "5001"
    browser.post("/offices/5001/devices/pc-5001/revoke")
    browser.post("/offices/5002/change", {"name": "อบต.ใหม่", "district": "ฮอด"}, shown="/offices/5002")
    browser.post("/offices/add", {"code": "6001", "name": "อบต.เพิ่ม", "district": "ฮอด"})
    browser.get("/allowances")
    browser.get("/allowances/workbook?district=แม่แจ่ม")
    told = acts(province)
    assert {name for name, _act, _about in told} == {"somchai"}
    assert [(act, about) for _name, act, about in told if act not in ("saw_office", "signed_in")] == [
        ("gave_code", "5001"),
        ("revoked_device", "5001 pc-5001"),
        ("changed_office", "5002"),
        ("added_office", "6001"),
        ("saw_figures", "/allowances 2026-10"),
        ("exported", "/allowances 2026-10 อำเภอแม่แจ่ม"),
    ]
    with province.connect() as connection:
        offices = dict(map(tuple, connection.execute(sa.select(OFFICES.c.office, OFFICES.c.district))))
        assert (offices["5002"], offices["6001"]) == ("ฮอด", "ฮอด")
        revoked = sa.select(DEVICES.c.revoked_at).where(DEVICES.c.device == "pc-5001")
        assert connection.execute(revoked).scalar_one() == "2026-11-21T03:00:00Z"
    log = browser.get("/log").text
    assert "ออกรหัสลงทะเบียนเครื่อง" in log
    assert "เบี้ยยังชีพ · ตุลาคม 2569 · อำเภอแม่แจ่ม" in log


def test_users_are_added_reset_and_disabled(signed_in, pages):
    browser = signed_in()
    form = {"name": "malee", "full_name": "นางมาลี <b>ศรีสุข</b>", "role": "district", "district": "แม่แจ่ม"}
    page = browser.post("/users/add", form).text
    password = page.split('class="big">')[2].split("<")[0]
    other = pages()
    assert other.post("/sign-in", {"name": "malee", "password": password}).url.path == "/sign-in/set-up"
    assert "&lt;b&gt;ศรีสุข" in browser.get("/users").text
    assert browser.post("/users/malee/reset").status_code == 200
    assert other.get("/").url.path == "/sign-in"
    browser.post("/users/malee/disable", shown="/users")
    assert "ระงับการใช้งาน" in browser.get("/users").text
    assert browser.post("/users/somchai/disable", shown="/users").status_code == 400
    browser.post("/users/malee/enable", shown="/users")
    assert "ระงับการใช้งาน" not in browser.get("/users").text
    assert browser.get("/users/nobody/reset").status_code == 404


def test_signing_out_and_another_password_end_what_was_open(signed_in, pages):
    browser = signed_in()
    kept = dict(browser.client.cookies)
    wrong = {"old": "no", "password": "อีกประโยคหนึ่งที่ยาว", "again": "อีกประโยคหนึ่งที่ยาว"}
    assert browser.post("/account/password", wrong, shown="/account").status_code == 400
    assert len(browser.post("/account/recovery", {"old": "ฝนตกที่แม่แจ่ม 7 วัน"}, shown="/account").text.split("<li>")) == 11
    browser.post("/account/password", wrong | {"old": "ฝนตกที่แม่แจ่ม 7 วัน"}, shown="/account")
    thief = pages()
    thief.client.cookies.update(kept)
    assert thief.get("/users").url.path == "/sign-in"


def test_paths_of_the_api_stay_the_apis(province, clock):
    asked = []

    async def api(scope, _receive, _send):
        asked.append(scope["path"])

    async def pages(_scope, _receive, _send):
        asked.append("page")

    served = beside(api, pages)
    for path in ("/v1/push", "/health", "/openapi.json", "/", "/offices/v1"):
        asyncio.run(served({"type": "http", "path": path}, None, None))
    assert asked == ["/v1/push", "/health", "/openapi.json", "page", "page"]
    assert site(Directory(province), clock)
