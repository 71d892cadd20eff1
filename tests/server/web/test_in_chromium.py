"""In Debian's Chromium: pages by keys and clicks, readable to a screen reader, whole on a telephone, light and dark."""

from __future__ import annotations

import re
import socket
import threading
import time
from pathlib import Path

import pyotp
import pytest
import uvicorn

from sai_thong.ground.clock import SystemClock
from sai_thong.server.access import Role, of_pages
from sai_thong.server.directory import Directory
from sai_thong.server.users import Accounts
from sai_thong.server.web import site as web
from sai_thong.ui.theme import DARK, LIGHT, PAIRS, contrast
from tests.server.web.conftest import CHEAP, PASSWORD

_CHROMIUM = Path("/usr/bin/chromium")
_FAULTS = Path(__file__).with_name("faults_of_a_page.js").read_text(encoding="utf-8")
_PAGES = (
    "/",
    "/offices/5001",
    "/offices/add",
    "/offices/5001/devices/pc-5001/revoke",
    "/allowances",
    "/petitions",
    "/assets",
    "/users",
    "/users/add",
    "/users/somchai/reset",
    "/log",
    "/down",
    "/down/add",
    "/account",
    "/nowhere",
)


@pytest.fixture(scope="module")
def chromium():
    if not _CHROMIUM.is_file():
        pytest.skip(f"Debian's Chromium is not installed: {_CHROMIUM}")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(_CHROMIUM), args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def address(province):
    """Where the pages are served, and the temporary password of a new officer of the province."""
    accounts = Accounts(SystemClock(), CHEAP)
    with of_pages(province) as connection:
        password = accounts.add(connection, "somchai", "นายสมชาย ใจดี", Role.PROVINCE)
    listening = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(web.site(Directory(province), SystemClock(), accounts), log_level="error", access_log=False)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}", password
    server.should_exit = True
    thread.join()
    listening.close()


@pytest.fixture
def page(chromium, address):
    """A window; whatever its console complains of fails the test."""
    context = chromium.new_context(base_url=address[0], viewport={"width": 1366, "height": 768}, locale="th")
    opened, told = context.new_page(), []
    opened.on("console", lambda message: told.append(message.text))
    opened.on("pageerror", lambda error: told.append(str(error)))
    yield opened
    context.close()
    assert [each for each in told if "Content Security" in each or "pageerror" in each] == []


def sign_in_by_keys(page, password) -> None:
    """A first sign-in without a mouse."""
    page.goto("/")
    page.wait_for_selector("#name:focus")
    page.keyboard.type("somchai")
    page.keyboard.press("Tab")
    page.keyboard.type(password)
    page.keyboard.press("Enter")
    page.wait_for_url("**/sign-in/set-up")
    page.wait_for_selector("#password:focus")
    secret = page.inner_text(".secret code").replace(" ", "")
    for words in (PASSWORD, PASSWORD, pyotp.TOTP(secret).at(time.time())):
        page.keyboard.insert_text(words)
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector(".codes")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("nav")


def test_an_officer_does_the_whole_work_by_keys(page, address):
    sign_in_by_keys(page, address[1])
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    page.goto("/?q=5001")
    page.get_by_role("link", name="อบต.ที่ 5001", exact=True).press("Enter")
    page.get_by_role("button", name="ออกรหัสลงทะเบียนเครื่อง").press("Enter")
    page.wait_for_selector("code.big")
    assert page.inner_text("code.big").startswith("5001-")
    page.get_by_role("link", name="เบี้ยยังชีพ").press("Enter")
    page.get_by_label("เดือน", exact=True).select_option(label="กันยายน 2569")
    page.get_by_role("button", name="แสดง", exact=True).press("Enter")
    page.wait_for_url("**period=2026-09**")
    with page.expect_download() as taken:
        page.get_by_role("link", name="ส่งออกเป็น Excel").press("Enter")
    assert taken.value.suggested_filename == "allowances-2026-09.xlsx"
    page.get_by_role("button", name="ออกจากระบบ").press("Enter")
    page.wait_for_url("**/sign-in**")


def test_every_page_is_whole_for_eye_and_ear(page, address):
    sign_in_by_keys(page, address[1])
    faults = {}
    for path in _PAGES:
        page.goto(path)
        for width, height in ((1366, 768), (390, 844)):
            page.set_viewport_size({"width": width, "height": height})
            if found := page.evaluate(_FAULTS):
                faults[path, width] = found
    assert faults == {}


def test_dark_is_dark_and_every_word_is_read(page, address):
    sign_in_by_keys(page, address[1])
    for scheme, tokens in (("light", LIGHT), ("dark", DARK)):
        page.emulate_media(color_scheme=scheme)
        page.goto("/allowances")
        red, green, blue = (int(tokens.background[at : at + 2], 16) for at in (1, 3, 5))
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == f"rgb({red}, {green}, {blue})"
        assert page.evaluate(_FAULTS) == []


def test_the_colours_are_those_of_the_window() -> None:
    sheet = (Path(web.__file__).parent / "static" / "pages.css").read_text(encoding="utf-8")
    light, dark = (dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", block)) for block in sheet.split(":root {")[1:3])
    for tokens, said in ((LIGHT, light), (DARK, dark)):
        assert {name: getattr(tokens, name.replace("-", "_")) for name in said} == said
        for ink, ground, least in PAIRS:
            assert contrast(getattr(tokens, ink), getattr(tokens, ground)) >= least
    rules = sheet.split("* { box-sizing")[1].split("@media print")[0]
    assert set(re.findall(r"#[0-9a-f]{3,6}\b", rules)) == {"#ffffff"}, "only the ground of a QR is not a token"


def test_the_look_at_a_page_finds_what_is_wrong_with_one(chromium):
    page = chromium.new_page()
    page.set_content(
        """<body style="background:#fff; line-height:1.2"><h1>a</h1><h3>b</h3><main></main>
        <p style="color:#bbb">pale</p><input><button style="height:10px; padding:0"></button><i id=x></i><b id=x></b>
        <table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>
        <div style="width:9000px">wide</div>"""
    )
    found = [fault.partition(":")[0] for fault in page.evaluate(_FAULTS)]
    page.close()
    assert set(found) == {
        "the page has no language",
        "the page has no title",
        "a heading leaves a level out",
        "an id stands twice",
        "no label",
        "no name",
        "a table without a caption",
        "a row of other columns",
        "a heading of no column",
        "the page goes sideways",
        "too pale",
        "lines too close for Thai marks",
        "too small to hit",
    }
