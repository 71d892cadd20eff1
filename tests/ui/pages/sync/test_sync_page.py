"""The page of the exchange shows where it stands, and what waits is settled there: chosen, typed, or sent back."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path
from random import Random

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from sai_thong.db import access_log
from sai_thong.db.access_log import Access
from sai_thong.db.sealed import SealedWriter
from sai_thong.db.transaction import ACCESS
from sai_thong.ground.language import _
from sai_thong.records import declaration_of
from sai_thong.registers.catalogue import RECORD_TYPES
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.office.pictures import set_picture
from sai_thong.registers.office.records import Setting
from sai_thong.registers.office.settings import declared_setting
from sai_thong.registers.petitions.intake import Intake, take
from sai_thong.registers.petitions.numbers import open_numbers
from sai_thong.registers.petitions.petitioners import PersonGiven
from sai_thong.registers.petitions.terms import Channel
from sai_thong.registers.sensitive_sets import SENSITIVE_SETS
from sai_thong.sync.conflicts import Conflict, Side, conflicts, settle
from sai_thong.thai.birth import PartialDate
from sai_thong.ui.kit import StateView, ThaiLabel
from sai_thong.ui.pages.citizens import CitizensPage
from sai_thong.ui.pages.petitions.alike_view import AlikeView
from sai_thong.ui.pages.sync.combining import combining_form
from sai_thong.ui.pages.sync.conflict_panel import ConflictPage, ReturnPage
from sai_thong.ui.pages.sync.conflicts import ConflictsSection
from sai_thong.ui.pages.sync.page import SyncPage
from sai_thong.ui.pages.sync.status import StatusSection
from sai_thong.ui.pages.sync.status_rows import REGISTER_WORDS
from sai_thong.ui.pages.sync.waiting_reading import ShownConflict, SideWords
from sai_thong.ui.shell import Shell
from sai_thong.ui.sync_words import duration_words, skew_words
from tests.ui.pages.settling import settled
from tests.ui.pages.sync.conftest import OpenWindow
from tests.ui.pages.sync.office import TwoComputers


def page_of(shell: Shell) -> SyncPage:
    page = shell.page()
    assert isinstance(page, SyncPage)
    return page


def status_of(shell: Shell, qtbot: QtBot) -> StatusSection:
    section = page_of(shell).tabs.open("status")
    settled(qtbot, shell)
    assert isinstance(section, StatusSection)
    return section


def waiting_of(shell: Shell, qtbot: QtBot) -> ConflictsSection:
    section = page_of(shell).tabs.open("conflicts")
    settled(qtbot, shell)
    assert isinstance(section, ConflictsSection)
    return section


def words_in(widget: object) -> str:
    return "\n".join(label.text() for label in widget.findChildren(ThaiLabel))  # type: ignore[attr-defined]


def shown(section: ConflictsSection) -> ConflictPage:
    return section.conflict_page


def test_what_waits_went_and_came_stands_by_register(two: TwoComputers, window: OpenWindow, qtbot: QtBot) -> None:
    two.there.add(Citizen(first_name="สมชาย"))
    two.there.exchange()
    two.here.add(Citizen(first_name="สมหญิง"))
    two.here.exchange()
    two.here.add(Citizen(first_name="สมปอง"))
    section = status_of(window(), qtbot)
    (row,) = section.registers.rows()
    assert (row["register"], row["waiting"], row["sent"], row["received"]) == ("ประชาชน", 1, 1, 1)
    assert section.waiting.accessibleName().startswith("รอส่ง: 1 รายการ")
    assert [each["state"].text for each in section.rounds.rows()] == ["ครบ"]


def test_the_button_runs_a_round_and_the_status_follows(two: TwoComputers, window: OpenWindow, qtbot: QtBot) -> None:
    two.here.add(Citizen(first_name="สมหญิง"))
    shell = window()
    section = status_of(shell, qtbot)
    with qtbot.waitSignal(shell.sync.ended, timeout=20_000):
        qtbot.mouseClick(section.run_now, Qt.MouseButton.LeftButton)
        assert not section.run_now.isEnabled()
        assert not section.progress.isHidden()
    settled(qtbot, shell)
    assert section.progress.isHidden()
    assert section.registers.rows()[0]["waiting"] is None


def test_a_computer_that_works_alone_is_told_how_to_connect(tmp_path: Path, qtbot: QtBot) -> None:
    from sai_thong.ui.pages import PAGES
    from sai_thong.ui.preferences import Preferences
    from sai_thong.ui.side_bar import OfficeHeading
    from tests.sync.real_stations import make_station

    store = make_station(tmp_path, "คนเดียว").store
    shell = Shell(PAGES, store=store, clock=store.clock, office=OfficeHeading(""), preferences=Preferences(page="sync"))
    qtbot.addWidget(shell)
    shell.show()
    section = status_of(shell, qtbot)
    assert section.alone.isVisible()
    assert not section.run_now.isVisible()
    assert not shell.sync_sign.isVisible()
    shell.sync.close()
    shell.writer.close()
    store.close()


def test_every_register_has_a_name() -> None:
    registers = {declaration_of(each).register for each in RECORD_TYPES} | {ACCESS, SealedWriter.REGISTER}
    assert registers <= set(REGISTER_WORDS)


def test_a_wrong_clock_is_told_in_words() -> None:
    assert skew_words(200) == ""
    assert "ช้ากว่าปลายทาง 10 ปี" in skew_words(-3653 * 86_400)
    assert "เร็วกว่าปลายทาง 543 ปี" in skew_words(round(543 * 365.25 * 86_400))
    assert duration_words(3 * 3_600) == "3 ชั่วโมง"


def test_both_values_stand_side_by_side_with_who_when_and_where(
    two: TwoComputers, window: OpenWindow, qtbot: QtBot
) -> None:
    two.disagree(two.make_person(), {"moo": 7}, {"moo": 8})
    section = waiting_of(window(), qtbot)
    (row,) = section.table.rows()
    assert (row["title"], row["field"]) == ("นางน้ำอ้อย กั้วพิทักษ์", "หมู่ที่")
    told = words_in(shown(section))
    for words in ("8", "7", "นายสมคิด  ·  เครื่องธุรการ", "นางสาวมะลิ  ·  เครื่องพัฒนาชุมชน", "5 → 8", "5 → 7"):
        assert words in told
    assert page_of(section.page.window()).tabs.bar.tabText(1) == "รอตัดสิน (1)"


@pytest.mark.parametrize(("place", "stands"), [(0, 8), (1, 7)])
def test_the_value_chosen_stands_everywhere(
    two: TwoComputers, window: OpenWindow, qtbot: QtBot, place: int, stands: int
) -> None:
    person = two.make_person()
    two.disagree(person, {"moo": 7}, {"moo": 8})
    shell = window()
    section = waiting_of(shell, qtbot)
    shown(section).note.setText("ถามเจ้าตัวแล้ว")
    shown(section).buttons[place].click()
    settled(qtbot, shell)
    assert not section.table.rows()
    two.exchange()
    for computer in (two.here, two.there):
        assert computer.store.get(Citizen, person.id).moo == stands
        assert conflicts(computer.store, RECORD_TYPES) == []
    assert any(each.reason == "ถามเจ้าตัวแล้ว" for each in two.there.store.history(person.id)) is (stands == 7)


def test_another_value_can_be_typed(two: TwoComputers, window: OpenWindow, qtbot: QtBot) -> None:
    person = two.make_person()
    two.disagree(person, {"birth": PartialDate(2489, 10, None)}, {"birth": PartialDate(2488, 1, 12)})
    shell = window()
    section = waiting_of(shell, qtbot)
    section.panel.findChildren(type(section.panel.offered[0]))
    section.panel.offered[0].click()
    form = section.over.form()
    assert form is not None
    form.editor("birth").show_value(PartialDate(2489, 1, 12))
    form.save()
    settled(qtbot, shell)
    assert section.over.form() is None
    assert two.here.store.get(Citizen, person.id).birth == PartialDate(2489, 1, 12)
    assert conflicts(two.here.store, RECORD_TYPES) == []


def test_a_setting_that_two_computers_made_is_named_and_settled(
    two: TwoComputers, window: OpenWindow, qtbot: QtBot
) -> None:
    for computer, value in ((two.there, "arabic"), (two.here, "thai")):
        computer.add(Setting(key="papers.digits", value=value))
    two.exchange()
    section = waiting_of(window(), qtbot)
    assert section.table.rows()[0]["title"] == _(declared_setting("papers.digits").label)


def test_of_two_pictures_the_size_is_told_and_nothing_is_typed(
    two: TwoComputers, window: OpenWindow, qtbot: QtBot
) -> None:
    for computer, side in ((two.there, 200), (two.here, 300)):
        file = BytesIO()
        Image.frombytes("L", (side, side), Random(side).randbytes(side * side)).save(file, "PNG")
        set_picture(computer.store, file.getvalue())
    two.exchange()
    section = waiting_of(window(), qtbot)
    told = words_in(shown(section))
    assert "39.3 KB" in told
    assert "88.3 KB" in told
    assert len(told) < 1_000
    assert len(section.panel.offered) == 1, "it is kept, taken or sent back"


def test_beside_a_field_stands_what_each_side_wants_of_that_very_field(qtbot: QtBot) -> None:
    """A side that left the first field as it was tells of the second one alone."""

    def words(**values: object) -> SideWords:
        told = tuple((name, str(value)) for name, value in values.items())
        return SideWords(Side("", values, "", "", "", here=False), told, "", "", "")  # type: ignore[arg-type]

    stands, waits = words(phone="0811111111", moo=1), words(moo=3)
    conflict = Conflict("citizens", "1", "", stands.side, (waits.side,), ())
    form = combining_form(ShownConflict(conflict, Citizen(id="1"), "", "", "", (stands, waits)), date(2026, 11, 21))
    qtbot.addWidget(form)
    told = words_in(form)
    assert "ค่าที่บันทึกไว้: 0811111111\n" in told
    assert "ค่าที่บันทึกไว้: 1 / 3\n" in told


def test_sent_back_it_is_shown_to_whoever_set_it_until_seen(
    two: TwoComputers, window: OpenWindow, qtbot: QtBot
) -> None:
    person = two.make_person()
    two.here.change(person, moo=8)
    two.here.exchange()
    two.there.change(person, moo=7)
    two.exchange()
    shell = window()
    section = waiting_of(shell, qtbot)
    section.panel.offered[-1].click()
    assert conflicts(two.here.store, RECORD_TYPES), "without a note nothing is sent back"
    shown(section).note.setText("ดูทะเบียนบ้านอีกครั้ง")
    section.panel.offered[-1].click()
    settled(qtbot, shell)
    two.exchange()
    two.here, two.there = two.there, two.here
    other = waiting_of(window(), qtbot)
    (row,) = other.table.rows()
    assert row["state"].text == "ส่งกลับมา"
    page = other.panel.findChild(ReturnPage)
    assert "ดูทะเบียนบ้านอีกครั้ง" in words_in(page)
    other.panel.offered[0].click()
    settled(qtbot, other.page.window())
    assert not other.table.rows()


def test_what_moved_meanwhile_is_not_settled_unseen(two: TwoComputers, window: OpenWindow, qtbot: QtBot) -> None:
    person = two.make_person()
    two.disagree(person, {"moo": 7}, {"moo": 8})
    shell = window()
    section = waiting_of(shell, qtbot)
    page = shown(section)
    with two.here.store.transaction() as tx:
        tx.update(tx.get(Citizen, person.id), moo=9)
    page.buttons[1].click()
    settled(qtbot, shell)
    assert two.here.store.get(Citizen, person.id).moo == 9
    assert len(conflicts(two.here.store, RECORD_TYPES)) == 1


def test_who_was_registered_on_two_computers_is_offered_to_be_made_one(
    two: TwoComputers, window: OpenWindow, qtbot: QtBot
) -> None:
    for computer in (two.here, two.there):
        computer.add(Citizen(prefix="นาย", first_name="บุญมี", last_name="ศรีสมบัติ", birth=PartialDate(2490, 1, 2)))
    two.exchange()
    shell = window()
    section = waiting_of(shell, qtbot)
    (row,) = section.table.rows()
    assert row["state"].text == "อาจซ้ำกัน"
    section.panel.offered[0].click()
    settled(qtbot, shell)
    page = shell.page()
    assert isinstance(page, CitizensPage)
    assert page.over.top() is not None


def test_today_counts_what_waits_and_leads_there(two: TwoComputers, window: OpenWindow, qtbot: QtBot) -> None:
    two.disagree(two.make_person(), {"moo": 7}, {"moo": 8})
    shell = window("today")
    page = shell.page()
    assert page is not None
    words = next(text for text in words_in(page).splitlines() if "รอการตัดสิน" in text)
    assert "1 ค่า" in words
    page.buttons[0].click()  # type: ignore[attr-defined]
    settled(qtbot, shell)
    assert page_of(shell).tabs.current() == "conflicts"


def test_what_is_sealed_shows_only_once_it_is_asked_for(two: TwoComputers, window: OpenWindow, qtbot: QtBot) -> None:
    sealed = SENSITIVE_SETS[0]
    with two.here.store.transaction() as tx:
        person = tx.on(sealed).insert(Citizen(first_name="ปกปิด", moo=1))
    two.exchange()
    for computer, moo in ((two.there, 2), (two.here, 3)):
        kept = computer.store.sealed_set(sealed).get(Citizen, person.id)
        with computer.store.transaction() as tx:
            tx.on(sealed).update(kept, moo=moo)
    two.exchange()
    shell = window()
    section = waiting_of(shell, qtbot)
    (row,) = section.table.rows()
    assert "ปกปิด" not in str(row)
    assert "ปกปิด" not in words_in(section.panel)
    button = section.panel.findChild(StateView).button  # type: ignore[union-attr]
    assert button is not None
    button.click()
    settled(qtbot, shell)
    assert "ปกปิด" in words_in(section.panel)
    (look,) = access_log.seen(two.here.store, [person.id])
    assert (look.kind, look.user) == (Access.VIEW_SEALED, two.here.user)
    shown(section).note.setText("ดูทะเบียน")
    section.panel.offered[-1].click()
    settled(qtbot, shell)
    two.exchange()
    assert two.there.store.sealed_set(sealed).get(Citizen, person.id).moo == 2


def test_what_is_sealed_and_was_sent_back_shows_only_once_it_is_asked_for(
    two: TwoComputers, window: OpenWindow, qtbot: QtBot
) -> None:
    sealed = SENSITIVE_SETS[0]
    with two.here.store.transaction() as tx:
        person = tx.on(sealed).insert(Citizen(first_name="ปกปิด", moo=1))
    two.exchange()
    for computer, changes in ((two.there, ({"moo": 2},)), (two.here, ({"phone": "0811111111"}, {"moo": 3}))):
        for values in changes:
            with computer.store.transaction() as tx:
                shelf = tx.on(sealed)
                shelf.update(shelf.get(Citizen, person.id), **values)
    two.exchange()
    (conflict,) = conflicts(two.there.store, RECORD_TYPES)
    assert conflict.standing is not None
    settle(two.there.store, RECORD_TYPES, conflict, conflict.standing.values, sent_back=True)
    two.exchange()
    section = waiting_of(window(), qtbot)
    (row,) = section.table.rows()
    assert "ปกปิด" not in str(row) + words_in(section.panel)
    section.panel.findChild(StateView).button.click()  # type: ignore[union-attr]
    settled(qtbot, section.page.window())
    told = words_in(section.panel)
    assert "ปกปิด" in told
    assert "0811111111" in told, "all that this computer changed came back"
    assert [each.kind for each in access_log.seen(two.here.store, [person.id])] == [Access.VIEW_SEALED]


def test_a_petition_taken_at_two_counters_is_laid_beside_the_other(
    two: TwoComputers, window: OpenWindow, qtbot: QtBot
) -> None:
    for letter, computer in zip("กข", (two.here, two.there), strict=True):
        open_numbers(computer.store, 2569, next_number=1, letter=letter)
        given = Intake(
            service="street-light",
            channel=Channel.IN_PERSON,
            subject="ไฟทางสาธารณะดับ",
            people=(PersonGiven(name="นางบัวลี ฤทธิ์ฤา"),),
        )
        take(computer.store, given)
    two.exchange()
    shell = window()
    section = waiting_of(shell, qtbot)
    (row,) = section.table.rows()
    assert "ไฟทางสาธารณะดับ" in row["title"]
    section.panel.offered[0].click()
    qtbot.waitUntil(lambda: shell.page() is not None and shell.page().findChild(AlikeView) is not None, timeout=20_000)
