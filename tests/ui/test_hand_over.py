"""The window hides itself, comes back by password or PIN, and is handed over: nothing of one stays for the next."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QMainWindow
from pytestqt.qtbot import QtBot

from sai_thong.db import access_log, slot_file, slots
from sai_thong.db.access_log import Access, Seen, Wanted
from sai_thong.db.holder import read_holder
from sai_thong.db.keys import Kdf
from sai_thong.db.permits import Permits
from sai_thong.db.store import Store
from sai_thong.ground.clock import FixedClock, bangkok_today
from sai_thong.ground.errors import BadInput, SaiThongError
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.petitions.records import Petition
from sai_thong.registers.petitions.terms import Channel
from sai_thong.registers.sensitive_sets import SENSITIVE_SETS
from sai_thong.registers.trust.permits import admit, permits_of, table_rules
from sai_thong.registers.trust.users import change_account, disable_user, let_in_again
from sai_thong.ui.hand_over import Seat
from sai_thong.ui.idle_lock import IdleLock
from sai_thong.ui.kit import ThaiLabel
from sai_thong.ui.pages import PAGES
from sai_thong.ui.pins import TRIES, PinBook
from sai_thong.ui.secret_dialog import SecretDialog, pin_specs
from sai_thong.ui.shell import Shell
from sai_thong.ui.side_bar import OfficeHeading
from sai_thong.ui.work import StoreWorker
from tests.registers.trust import staffed_office
from tests.registers.trust.staffed_office import FIRST, PASSWORD, at_nine, signed_in
from tests.ui.keyboard import open_window

CHEAP = Kdf(memory_kib=8, time_cost=1)
CLERK = "ธุรการ"
TODAY = bangkok_today(at_nine())


class Watch:
    """Seconds as the test says."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


class Place:
    """A window with somebody at it."""

    def __init__(self, qtbot: QtBot, store: Store) -> None:
        self.qtbot = qtbot
        self.store = store
        self.watch = Watch()
        self.window = QMainWindow()
        self.window.setCentralWidget(QLabel("ข้อมูล"))
        self.writer = StoreWorker(self.window)
        open_window(qtbot, self.window)
        self.seat = Seat(store, at_nine(), self.writer, self.window, lambda: "อบต.ทรายทอง", timer=self.watch)
        self.seat.pins = PinBook(at_nine(), CHEAP)
        self.seat.begin()

    @property
    def hidden(self) -> bool:
        return not self.window.centralWidget().isVisible()

    def type(self, secret: str, user: str = "") -> None:
        """Type into the curtain and wait until something came of it."""
        curtain = self.seat.curtain
        assert curtain is not None
        if user:
            assert curtain.asks.user_box is not None
            curtain.asks.user_box.set_value(user)
        curtain.asks.password_field.setText(secret)
        curtain.asks.ask()
        self.qtbot.waitUntil(lambda: self.seat.curtain is None or curtain.asks.unlock_button.isEnabled())

    def told(self) -> list[tuple[str, Access | None, str]]:
        """What the access log has of coming and going."""
        self.qtbot.waitUntil(lambda: not self.writer.busy)
        kinds = (Access.SIGN_IN, Access.SIGN_OUT, Access.REFUSED)
        return [(each.user, each.kind, each.detail) for each in self.accesses() if each.kind in kinds]

    def accesses(self) -> list[Seen]:
        """The access log, whoever sits here."""
        with signed_in(self.store.path, FIRST, write=False) as beside:
            return access_log.accesses(beside, Wanted())


@pytest.fixture(scope="module")
def staffed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("staffed")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SAI_THONG_HOME", str(folder / "home"))
        (folder / "office").mkdir()
        return staffed_office.make(folder / "office")


@pytest.fixture
def store(staffed: Path, tmp_path: Path):
    with signed_in(staffed_office.copy_of(staffed, tmp_path), FIRST) as opened:
        yield opened


@pytest.fixture
def place(qtbot: QtBot, store: Store):
    made = Place(qtbot, store)
    yield made
    if made.seat.curtain is not None:
        made.seat.curtain.take_away()
    made.seat.close()
    made.writer.close()


def test_nobody_there_for_as_long_as_the_office_says_hides_everything_at_once(place: Place, qtbot: QtBot) -> None:
    dialog = QDialog(place.window)
    qtbot.addWidget(dialog)
    dialog.open()
    place.watch.seconds = 599
    place.seat.idle.look()
    assert not place.hidden
    place.watch.seconds = 600
    place.seat.idle.look()
    assert place.hidden
    assert dialog.windowOpacity() == 0
    place.type("ผิด")
    assert place.hidden
    place.type(PASSWORD)
    assert not place.hidden
    assert dialog.windowOpacity() == 1
    assert [each[1:] for each in place.told()] == [
        (Access.SIGN_OUT, "idle"), (Access.SIGN_IN, "window"), (Access.REFUSED, ""),
    ]  # fmt: skip


def test_a_key_is_a_sign_of_life_also_in_a_dialog(place: Place, qtbot: QtBot) -> None:
    dialog = QDialog(place.window)
    qtbot.addWidget(dialog)
    for window in (place.window, dialog):
        window.show()
        place.watch.seconds += 500
        handle = window.windowHandle()
        assert handle is not None
        place.seat.idle._listen_to(handle)
        place.watch.seconds += 500
        QTest.keyClick(handle, Qt.Key.Key_A)
        place.watch.seconds += 500
        place.seat.idle.look()
        assert not place.hidden


def test_the_curtain_is_left_by_nothing_but_signing_in(place: Place) -> None:
    place.seat.hide("hidden")
    curtain = place.seat.curtain
    assert curtain is not None
    QTest.keyClick(curtain, Qt.Key.Key_Escape)
    curtain.close()
    assert curtain.isVisible()
    assert place.hidden


def test_another_user_takes_the_place_with_their_own_roles_and_keys(place: Place, qtbot: QtBot) -> None:
    place.seat.hide("hidden")
    with qtbot.waitSignal(place.seat.taken):
        place.type(PASSWORD, CLERK)
    assert place.store.user == CLERK
    assert place.store.keys.set_keys == {}
    holder = read_holder(place.store.path)
    assert holder is not None
    assert holder.user == CLERK
    assert not place.store.permits.allows("allowances", "view")  # type: ignore[arg-type]
    assert place.told() == [(FIRST, Access.SIGN_OUT, "hidden"), (CLERK, Access.SIGN_IN, "window")]
    with place.store.transaction() as tx:
        tx.note_access("view", "x")
    assert place.accesses()[-1].user == CLERK


def test_who_chose_a_pin_today_comes_back_by_it_and_gets_the_sets_back(place: Place, qtbot: QtBot) -> None:
    dialog = SecretDialog(
        "PIN", pin_specs(), lambda values: place.writer.submit(place.seat.choose_pin, values["pin"]), today=TODAY
    )
    qtbot.addWidget(dialog)
    for no_pin in ("123", "12a4", "1111", "1234"):
        dialog.form.set_values({"pin": no_pin})
        dialog.form.save()
        qtbot.waitUntil(dialog.form.save_button.isEnabled)
        assert dialog.result() == 0
    dialog.form.set_values({"pin": "๒๕๘๐"})
    dialog.form.save()
    qtbot.waitUntil(lambda: dialog.result() == QDialog.DialogCode.Accepted)
    place.seat.hide("hidden")
    with qtbot.waitSignal(place.seat.taken):
        place.type(PASSWORD, CLERK)
    place.seat.hide("hidden")
    with qtbot.waitSignal(place.seat.taken):
        place.type("2580", FIRST)
    assert set(place.store.keys.set_keys) == set(SENSITIVE_SETS)
    assert place.told()[-1] == (FIRST, Access.SIGN_IN, "pin")


def test_ones_own_password_is_changed_by_who_knows_it_and_ends_the_pin(place: Place) -> None:
    place.seat.choose_pin("2580")
    for old, new, again in ((PASSWORD, "ใหม่", "ไหม"), ("ผิด", "ใหม่", "ใหม่"), (PASSWORD, "", "")):
        with pytest.raises(SaiThongError):
            place.seat.change_password(old, new, again)
        assert place.seat.pins.has(FIRST)
    place.seat.change_password(PASSWORD, "ใหม่", "ใหม่")
    assert not place.seat.pins.has(FIRST)
    assert set(slots.unlock(place.store.path, FIRST, "ใหม่").ring.set_keys) == set(SENSITIVE_SETS)


def test_a_pin_ends_with_the_day_and_after_a_few_wrong_ones(store: Store) -> None:
    unlocked = slots.unlock(store.path, FIRST, PASSWORD)
    clock = at_nine()
    pins = PinBook(clock, CHEAP)
    pins.choose(unlocked, "2580", b"1")
    for _try in range(TRIES - 1):
        assert pins.open(FIRST, "9999", b"1") is None
    found = pins.open(FIRST, "2580", b"1")
    assert found is not None
    assert found.ring == unlocked.ring
    for _try in range(TRIES):
        assert pins.open(FIRST, "9999", b"1") is None
    assert pins.open(FIRST, "2580", b"1") is None
    pins.choose(unlocked, "2580", b"1")
    next_day = PinBook(FixedClock(clock.now() + timedelta(days=1)), CHEAP)
    next_day._kept = pins._kept
    assert not next_day.has(FIRST)
    with pytest.raises(BadInput):
        pins.choose(unlocked, "0000", b"1")


@pytest.mark.parametrize("again", [False, True], ids=["disabled", "let in again with another password"])
def test_a_pin_of_somebody_disabled_meanwhile_opens_nothing(place: Place, qtbot: QtBot, again: bool) -> None:
    place.seat.hide("hidden")
    with qtbot.waitSignal(place.seat.taken):
        place.type(PASSWORD, CLERK)
    place.seat.choose_pin("2580")
    place.seat.hide("hidden")
    with qtbot.waitSignal(place.seat.taken):
        place.type(PASSWORD, FIRST)
    disable_user(place.store, CLERK, why="ลาออก")
    if again:
        let_in_again(place.store, CLERK, "ใหม่")
    place.seat.hide("hidden")
    curtain = place.seat.curtain
    assert curtain is not None
    assert curtain.asks.user_box is not None
    curtain.asks.password_field.setText("2580")
    curtain.asks.unlock_asked.emit(CLERK, "2580")
    qtbot.waitUntil(lambda: not curtain.asks.password_field.text())
    assert place.hidden
    assert place.store.user == FIRST


def test_at_the_counter_one_person_is_seen_and_the_way_back_is_by_signing_in(place: Place) -> None:
    place.seat.serve()
    counter = place.seat.counter
    assert counter is not None
    assert place.hidden
    for part in ("สมใจ", "11017002307", "1101700230707"):
        counter.number.setText(part)
        counter.look_up()
        assert not counter.record.isVisible()
    counter.number.setText("1-1017-00230-70-๘")
    counter.look_up()
    shown = " ".join(label.text() for label in counter.record.findChildren(ThaiLabel) if label.isVisible())
    assert "สมใจ" in shown
    assert "1101700230708" not in shown
    assert not counter.number.text()
    place.told()  # waits until it is written
    (seen,) = access_log.accesses(place.store, Wanted(kinds=frozenset({Access.SEARCH})))
    assert seen.detail == "counter"
    place.seat.hide("idle")
    place.type(PASSWORD)
    assert counter.isVisible()
    assert place.hidden
    counter.next_person()
    assert not counter.record.isVisible()
    place.store.permit(Permits(tables=table_rules()))  # as where the role was taken away meanwhile
    counter.number.setText("1101700230708")
    counter.look_up()
    assert not counter.record.isVisible()
    admit(place.store)
    counter.reject()
    assert place.hidden
    assert place.seat.curtain is not None
    place.type(PASSWORD)
    assert not place.hidden


def test_at_the_counter_a_case_shows_nobody_to_whom_it_is_about(place: Place) -> None:
    with place.store.transaction() as tx:
        (citizen,) = tx.find(Citizen)
        told = {"year_be": 2569, "received_at": at_nine().now(), "channel": Channel.IN_PERSON, "person_id": citizen.id}
        tx.insert(Petition(number="41/2569", **told))
        tx.insert(Petition(number="42/2569", **told, shut_out=(FIRST,)))
    place.seat.serve()
    counter = place.seat.counter
    assert counter is not None
    for number, shown in (("42/2569", False), ("41/2569", True)):
        counter.number.setText(number)
        counter.look_up()
        assert counter.record.isVisible() is shown
    counter.reject()


def test_where_the_keys_cannot_be_read_the_present_user_is_asked(place: Place) -> None:
    keys = slot_file.keys_path(place.store.path), slot_file.previous_path(place.store.path)
    kept = [each.read_bytes() for each in keys]
    for each in keys:
        each.unlink()
    place.seat.hide("hidden")
    assert place.hidden
    place.type(PASSWORD)
    assert place.hidden
    for each, data in zip(keys, kept, strict=True):
        each.write_bytes(data)
    place.type(PASSWORD)
    assert not place.hidden


def test_idle_minutes_are_asked_each_time() -> None:
    watch, said = Watch(), [1]
    lock = IdleLock(lambda: said[0], timer=watch)
    told: list[int] = []
    lock.idle.connect(lambda: told.append(1))
    watch.seconds = 90
    lock.look()  # not begun yet
    assert told == []
    lock.begin()
    watch.seconds += 59
    lock.look()
    assert told == []
    said[0] = 0
    lock.look()
    assert told == [1]
    lock.end()
    lock.look()
    assert told == [1]


def test_a_window_made_anew_while_it_is_hidden_stays_hidden(qtbot: QtBot, store: Store) -> None:
    shell = Shell(PAGES, store=store, clock=at_nine(), office=OfficeHeading("อบต.ทรายทอง"))
    open_window(qtbot, shell)
    shell.seat.hide("hidden")
    change_account(store, FIRST, roles=("administrator", "auditor"))
    shell.seat.taken.emit()  # as where other roles come with an exchange
    qtbot.wait(1)
    assert not shell.centralWidget().isVisible()
    assert shell.seat.curtain is not None
    shell.seat.curtain.take_away()
    shell.writer.close()


def test_the_side_bar_shows_what_the_roles_of_whoever_sits_there_show(qtbot: QtBot, store: Store) -> None:
    store.permit(store.permits)
    shell = Shell(PAGES, store=store, clock=at_nine(), office=OfficeHeading("อบต.ทรายทอง"))
    open_window(qtbot, shell)
    assert set(shell.side_bar._buttons) == {spec.key for spec in PAGES}
    unlocked = slots.unlock(store.path, "พัสดุ", PASSWORD)
    with store.by_program():
        store.hand_over(unlocked, permits_of(store, "พัสดุ"))
    shell.seat.taken.emit()
    assert set(shell.side_bar._buttons) == {"today", "assets", "papers", "sync", "settings"}
    assert shell.side_bar.user_button.accessibleName() == "พัสดุ"
    shell.writer.close()
