"""A computer is connected, gives out codes, strikes off another, exchanges by stick, serves as hub, and joins anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from sai_thong.db.numbering import NumberSeries, open_series
from sai_thong.db.store import Store
from sai_thong.ground.clock import SystemClock
from sai_thong.hub.keeping import kept_hub
from sai_thong.hub.sticks import answer_stick
from sai_thong.hub.switching import read_own_book, switch_on
from sai_thong.hub.upstream import opened_book
from sai_thong.registers.catalogue import RECORD_TYPES
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.hub_terms import HubTerm
from sai_thong.registers.office.records import Office
from sai_thong.server.devices import give_code
from sai_thong.sync.codes import offer_code, read_line
from sai_thong.sync.device import own_device, pinned_authority
from sai_thong.sync.devices import listed_devices, revoke_device
from sai_thong.sync.enrolling import enrol
from sai_thong.sync.rounds import open_round
from sai_thong.sync.station import StationSide
from sai_thong.sync.transports.http import HttpTransport
from sai_thong.ui.background_sync import RoundEnded
from sai_thong.ui.entrance import joining
from sai_thong.ui.entrance.joining import JoinWizard
from sai_thong.ui.entrance.recent import Recent
from sai_thong.ui.entrance.window import EntranceWindow
from sai_thong.ui.pages import PAGES
from sai_thong.ui.pages.sync import computers
from sai_thong.ui.pages.sync.computers import CodeCard, ComputersSection
from sai_thong.ui.pages.sync.hub import HubSection
from sai_thong.ui.pages.sync.page import SyncPage
from sai_thong.ui.pages.sync.stick import StickSection
from sai_thong.ui.preferences import Preferences
from sai_thong.ui.shell import Shell
from sai_thong.ui.side_bar import OfficeHeading
from tests.commands.conftest import Server
from tests.sync.memory_book import MemoryBook
from tests.sync.real_stations import OFFICE, PASSWORD, exchange, make_station

OpenOn = Callable[[Store, str], Shell]
LONG_MS = 60_000


@pytest.fixture
def hub(store: Store, tmp_path: Path) -> Iterator[Store]:
    """Another computer of the office, which is its hub; nobody serves it."""
    made = make_station(tmp_path, "กลาง", store.keys).store
    with made.transaction() as tx:
        tx.insert(Office(name="ทรายทอง", code="ทดสอบ-01"))
    switch_on(made, why="ไม่มีเครือข่าย")
    yield made
    made.close()


@pytest.fixture
def open_on(qtbot: QtBot) -> Iterator[OpenOn]:
    """Opens the page of the exchange on a section of it, with the rounds of the program."""
    opened: list[Shell] = []

    def open_shell(store: Store, section: str) -> Shell:
        shell = Shell(
            PAGES, store=store, clock=store.clock, office=OfficeHeading(""), preferences=Preferences(page="sync")
        )
        shell.resize(1366, 768)
        shell.show()
        opened.append(shell)
        qtbot.waitUntil(lambda: shell.sync.standing is not None)
        page_of(shell).open_section(section)
        return shell

    yield open_shell
    for shell in opened:
        shell.hub.close()
        shell.sync.close()
        shell.writer.close()
        shell.hide()
        shell.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """A computer that works alone."""
    monkeypatch.setenv("SAI_THONG_HOME", str(tmp_path / "home"))
    made = make_station(tmp_path, "มะลิ").store
    yield made
    made.close()


def page_of(shell: Shell) -> SyncPage:
    page = shell.page()
    assert isinstance(page, SyncPage)
    return page


def enrolled(store: Store, line: str, name: str) -> None:
    url, code = read_line(line)
    with HttpTransport(url) as there:
        enrol(store, code, url, name, there)


def test_a_computer_is_connected_gives_a_code_and_strikes_another_off(
    store: Store, server: Server, open_on: OpenOn, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell = open_on(store, "computers")
    section = page_of(shell).section()
    assert isinstance(section, ComputersSection)
    section.connect_button.click()
    form = section.over.form()
    assert form is not None
    form.editor("line").show_value(f"{server.address} {server.code()}")
    form.editor("name").show_value("หน้าเคาน์เตอร์")
    form.save()
    qtbot.waitUntil(lambda: len(section.table.rows()) == 1, timeout=LONG_MS)
    assert [each["state"].text for each in section.table.rows()] == ["เครื่องนี้"]
    section.code_button.click()
    qtbot.waitUntil(lambda: section.findChild(CodeCard) is not None, timeout=LONG_MS)
    card = section.findChild(CodeCard)
    assert isinstance(card, CodeCard)
    other = make_station(store.path.parent, "สมคิด", store.keys).store
    enrolled(other, card.line.text(), "ห้องปลัด")
    section.over.uncover()
    section.load()
    qtbot.waitUntil(lambda: len(section.table.rows()) == 2, timeout=LONG_MS)
    section.table.choose(1)
    monkeypatch.setattr(computers, "confirm_loss", lambda *_asked: True)
    section.revoke_button.click()
    qtbot.waitUntil(lambda: section.table.rows()[1]["state"].text == "ยกเลิกแล้ว", timeout=LONG_MS)
    other.close()


def test_a_code_that_is_none_leaves_the_form_with_what_was_typed(
    store: Store, server: Server, open_on: OpenOn, qtbot: QtBot
) -> None:
    section = page_of(open_on(store, "computers")).section()
    assert isinstance(section, ComputersSection)
    section.connect_this()
    form = section.over.form()
    assert form is not None
    form.editor("line").show_value(f"{server.address} TT-01-0000")
    form.editor("name").show_value("หน้าเคาน์เตอร์")
    form.save()
    qtbot.waitUntil(lambda: bool(form.banners.banners()), timeout=LONG_MS)
    assert section.over.form() is form


def test_a_stick_there_and_back_confirms_what_was_written(
    store: Store, server: Server, open_on: OpenOn, tmp_path: Path, qtbot: QtBot
) -> None:
    enrolled(store, f"{server.address} {server.code()}", "หน้าเคาน์เตอร์")
    with store.transaction() as tx:
        tx.insert(Citizen(first_name="สมหญิง"))
    shell = open_on(store, "stick")
    section = page_of(shell).section()
    assert isinstance(section, StickSection)
    drive = tmp_path / "drive"
    drive.mkdir()
    section.write_stick(drive)
    qtbot.waitUntil(lambda: bool(list(drive.iterdir())) and not section.page.progress.isVisible(), timeout=LONG_MS)
    (written,) = drive.iterdir()
    answer = drive / "answer.saithong-batch"
    server("stick", "take", str(written), "--answer", str(answer))
    shell.go("sync", section="stick", file=str(answer))
    qtbot.waitUntil(lambda: shell.sync.standing.waiting_in_all == 0, timeout=LONG_MS)
    qtbot.waitUntil(lambda: "ยืนยัน 1" in section.page.banners.banners()[0].text(), timeout=LONG_MS)


def test_a_computer_without_any_line_is_connected_by_the_windows_of_both_sides(
    store: Store, hub: Store, open_on: OpenOn, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    drive = store.path.parent / "drive"
    drive.mkdir()
    monkeypatch.setattr(computers, "choose_stick_folder", lambda _parent: drive)
    asking = page_of(open_on(store, "computers")).section()
    assert isinstance(asking, ComputersSection)
    asking.by_stick_button.click()
    form = asking.over.form()
    assert form is not None
    form.editor("line").show_value(hub_code(hub))
    form.editor("name").show_value("ห้องปลัด")
    form.save()
    qtbot.waitUntil(lambda: asking.over.form() is None, timeout=LONG_MS)
    (asked,) = drive.iterdir()
    answering = page_of(open_on(hub, "stick")).section()
    assert isinstance(answering, StickSection)
    answering.take_stick(asked)
    qtbot.waitUntil(lambda: bool(answering.page.banners.banners()), timeout=LONG_MS)
    assert "ห้องปลัด เป็นเครื่องของหน่วยงานแล้ว" in answering.page.banners.banners()[0].text()
    (answer,) = set(drive.iterdir()) - {asked}
    page = asking.page
    page.open_section("stick")
    taking = page.section()
    assert isinstance(taking, StickSection)
    taking.take_stick(answer)
    qtbot.waitUntil(lambda: own_device(store) is not None and taking.export_button.isEnabled(), timeout=LONG_MS)


def hub_code(store: Store) -> str:
    """A code of the hub of this store."""
    hub = kept_hub(store)
    assert hub is not None
    with opened_book(store.path) as engine:
        code = give_code(engine, hub.office, store.clock, hub.signing_key)
    assert code is not None
    return code.text


def test_a_computer_serves_as_hub_of_its_office_until_the_window_closes(
    store: Store, open_on: OpenOn, qtbot: QtBot
) -> None:
    with store.transaction() as tx:
        tx.insert(Office(name="ทรายทอง", code="ทดสอบ-01"))
    shell = open_on(store, "hub")
    section = page_of(shell).section()
    assert isinstance(section, HubSection)
    shell.sync.begin()
    section.be_hub.click()
    form = section.over.form()
    assert form is not None
    form.editor("why").show_value("ใช้งานสองเครื่อง")
    form.save()
    qtbot.waitUntil(lambda: shell.hub.serving, timeout=LONG_MS)
    qtbot.waitUntil(lambda: shell.sync.standing.enrolled and not shell.sync.standing.waiting, timeout=LONG_MS)
    qtbot.waitUntil(lambda: "เป็นเครื่องกลาง" in section.here.accessibleName(), timeout=LONG_MS)
    assert not section.be_hub.isEnabled()
    qtbot.waitUntil(lambda: not shell.sync.busy, timeout=LONG_MS)
    work_at_another(store, shell, qtbot)
    shell.hub.close()
    assert not shell.hub.serving


def work_at_another(store: Store, shell: Shell, qtbot: QtBot) -> None:
    """What another computer sends to the hub stands in this one's store, though nobody asks for it here."""
    came: list[RoundEnded] = []
    shell.sync.ended.connect(came.append)
    other = make_station(store.path.parent, "สมคิด", store.keys).store
    code, authority = offer_code(store), pinned_authority(store)
    assert authority is not None
    with HttpTransport(code.url, authority.key.__eq__) as there:
        enrol(other, code.code, code.url, "ห้องปลัด", there)
    with other.transaction() as tx:
        person = tx.insert(Citizen(first_name="สมหญิง"))
    with open_round(other) as going:
        going.run()
    qtbot.waitUntil(lambda: any(each.changes.touches(Citizen) for each in came), timeout=LONG_MS)
    assert store.get(Citizen, person.id).first_name == "สมหญิง"
    other.close()


def test_a_new_computer_joins_its_office_from_the_entrance(
    store: Store, server: Server, tmp_path: Path, qtbot: QtBot
) -> None:
    with store.transaction() as tx:
        person = tx.insert(Citizen(first_name="สมหญิง"))
    enrolled(store, f"{server.address} {server.code()}", "หน้าเคาน์เตอร์")
    with open_round(store) as going:
        going.run()
    entrance = EntranceWindow(clock=SystemClock(), recent=Recent("", ""), language="th")
    qtbot.addWidget(entrance)
    entrance.join()
    screen = entrance.currentWidget()
    assert isinstance(screen, JoinWizard)
    path = tmp_path / "new" / "office.saithong"
    path.parent.mkdir()
    steps: tuple[dict[str, str], ...] = (
        {"line": f"{server.address} {server.code()}", "name": "ห้องปลัด"},
        {"user": "มะลิ", "secret": PASSWORD},
        {"path": str(path)},
    )
    with qtbot.waitSignal(entrance.opened, timeout=LONG_MS) as opened:
        for key, values in zip(("code", "keys", "file"), steps, strict=True):
            screen.column(key).show_values(values)
            screen.wizard.refresh()
            screen.wizard.next()
    joined = opened.args[0]
    assert joined.get(Citizen, person.id).first_name == "สมหญิง"
    assert joined.user == "มะลิ"
    joined.close()


def test_a_new_computer_joins_by_stick_where_the_code_has_no_address(
    hub: Store, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with hub.transaction() as tx:
        person = tx.insert(Citizen(first_name="สมหญิง"))
    read_own_book(hub)
    path, drive, code = tmp_path / "new.saithong", tmp_path / "drive", hub_code(hub)
    drive.mkdir()
    monkeypatch.setattr(joining.QFileDialog, "getExistingDirectory", lambda *_asked: str(drive))
    entrance = EntranceWindow(clock=SystemClock(), recent=Recent("", ""), language="th")
    qtbot.addWidget(entrance)
    screen = joining_screen(entrance, code, path)
    (asked,) = drive.iterdir()
    _taken, answer = answer_stick(hub, asked, drive / "answer.saithong-batch")
    monkeypatch.setattr(joining.QFileDialog, "getOpenFileName", lambda *_asked: (str(answer), ""))
    with qtbot.waitSignal(entrance.opened, timeout=LONG_MS) as opened:
        screen.wizard.next()
    joined = opened.args[0]
    assert joined.get(Citizen, person.id).first_name == "สมหญิง"
    joined.close()


def joining_screen(entrance: EntranceWindow, code: str, path: Path) -> JoinWizard:
    """The wizard of a new computer, filled in and finished once."""
    entrance.join()
    screen = entrance.currentWidget()
    assert isinstance(screen, JoinWizard)
    steps = ({"line": code, "name": "ห้องปลัด"}, {"user": "กลาง", "secret": PASSWORD}, {"path": str(path)})
    for key, values in zip(("code", "keys", "file"), steps, strict=True):
        screen.column(key).show_values(values)
        screen.wizard.refresh()
        screen.wizard.next()
    return screen


def test_numbers_and_months_of_a_computer_struck_off_go_on_from_the_number_on_paper(
    store: Store, server: Server, open_on: OpenOn, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    enrolled(store, f"{server.address} {server.code()}", "หน้าเคาน์เตอร์")
    other = make_station(store.path.parent, "สมคิด", store.keys).store
    enrolled(other, f"{server.address} {server.code()}", "ห้องปลัด")
    with other.transaction() as tx:
        open_series(tx, "petitions", 2569, station=other.file_id, next_number=7)
    for each in (other, store):
        with open_round(each) as going:
            going.run()
    other.close()
    (lost,) = [each.device for each in listed_devices(store) if each.name == "ห้องปลัด"]
    revoke_device(store, lost)
    section = page_of(open_on(store, "computers")).section()
    assert isinstance(section, ComputersSection)
    qtbot.waitUntil(lambda: len(section.table.rows()) == 2, timeout=LONG_MS)
    section.table.choose([each["id"] for each in section.table.rows()].index(lost))
    assert not section.revoke_button.isVisibleTo(section)
    section.take_over_button.click()
    qtbot.waitUntil(lambda: section.over.form() is not None, timeout=LONG_MS)
    form = section.over.form()
    assert form is not None
    form.editor("series petitions/2569").show_value(11)
    form.editor("why").show_value("เครื่องหาย")
    form.save()
    qtbot.waitUntil(lambda: section.over.form() is None, timeout=LONG_MS)
    (series,) = store.find(NumberSeries)
    assert (series.station, series.next_number) == (store.file_id, 12)
    before = own_device(store)
    section.table.choose(0 if section.table.rows()[0]["id"] != lost else 1)
    assert section.keys_button.isVisibleTo(section)
    monkeypatch.setattr(computers, "confirm_loss", lambda *_asked: True)
    section.keys_button.click()
    qtbot.waitUntil(lambda: own_device(store) != before, timeout=LONG_MS)


def test_what_this_computer_holds_goes_to_the_hub(store: Store, open_on: OpenOn, qtbot: QtBot) -> None:
    with store.transaction() as tx:
        open_series(tx, "petitions", 2569, station=store.file_id, next_number=7)
    hub = make_station(store.path.parent, "กลาง", store.keys)
    own, book = StationSide(store, OFFICE, RECORD_TYPES, lambda _batch: True), MemoryBook(OFFICE)
    with hub.store.transaction() as tx:
        tx.insert(HubTerm(generation=1, device="กลาง", name="เครื่องกลาง", key="aa", since="2026-11-21"))
    exchange(book, hub, own)
    section = page_of(open_on(store, "hub")).section()
    assert isinstance(section, HubSection)
    qtbot.waitUntil(lambda: section.hand_over_button.isVisibleTo(section), timeout=LONG_MS)
    section.hand_over_button.click()
    form = section.over.form()
    assert form is not None
    form.editor("why").show_value("ออกเลขที่เครื่องกลาง")
    form.save()
    qtbot.waitUntil(lambda: section.over.form() is None, timeout=LONG_MS)
    exchange(book, hub, own)
    (series,) = hub.store.find(NumberSeries)
    assert (series.station, series.next_number) == (hub.store.file_id, 7)
    qtbot.waitUntil(lambda: not section.hand_over_button.isVisibleTo(section), timeout=LONG_MS)
    hub.store.close()
