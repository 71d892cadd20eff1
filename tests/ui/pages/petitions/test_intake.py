"""A petition is taken by keyboard alone, within the promised key presses, and what must be seen before is seen."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from sai_thong.db.store import Store
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.petitions.intake import Intake, Taken, take
from sai_thong.registers.petitions.numbers import open_numbers
from sai_thong.registers.petitions.petitioners import PersonGiven
from sai_thong.registers.petitions.records import CasePaper, Party, Petition, Point
from sai_thong.registers.petitions.shelves import shelf_of
from sai_thong.registers.petitions.terms import Channel, Naming, Role
from sai_thong.thai.citizen_id import check_digit
from sai_thong.ui.pages.petitions import PetitionsPage
from sai_thong.ui.pages.petitions.intake import IntakeView
from sai_thong.ui.pages.petitions.intake_taken import TakenView
from sai_thong.ui.preview import PrintPreview
from sai_thong.ui.shell import Shell
from tests.ui.keyboard import type_text
from tests.ui.pages.conftest import OpenShell
from tests.ui.pages.settling import settled

CONTROL = Qt.KeyboardModifier.ControlModifier
MOST_PRESSES = 25
YEAR = 2569


def an_id(number: int) -> str:
    twelve = f"3{number:011}"
    return twelve + check_digit(twelve)


@pytest.fixture
def somsri(office_store: Store) -> Citizen:
    """A citizen who comes again."""
    with office_store.transaction() as tx:
        return tx.insert(
            Citizen(
                citizen_id=an_id(77),
                prefix="นาง",
                first_name="สมศรีวรรณ",
                last_name="ฤทธิ์กู้เกียรติ",
                house_no="12/3",
                moo=3,
                phone="0812345678",
            )
        )


@pytest.fixture
def numbered(office_store: Store) -> Store:
    """The office with its series open at 212, the number after the paper book."""
    for confidential in (False, True):
        open_numbers(office_store, YEAR, next_number=212, confidential=confidential)
    return office_store


class Keyboard:
    """Presses keys on whatever has them, and counts: text by itself, every other press by itself."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self.presses = 0
        self.characters = 0

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self._qtbot.keyClick(self.target, key, modifier)
        self.presses += 1

    def type(self, text: str) -> None:
        for character in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(self.target, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, character))
            self.characters += 1

    @property
    def target(self) -> QObject:
        found = QApplication.focusWidget()
        assert found is not None, "nothing has the keys"
        return found


@pytest.fixture
def slips(monkeypatch: pytest.MonkeyPatch) -> list[Taken]:
    """The slips asked for, which are not drawn."""
    asked: list[Taken] = []
    monkeypatch.setattr("sai_thong.ui.pages.petitions.intake.print_slip", lambda _page, taken: asked.append(taken))
    return asked


@pytest.fixture
def open_page(desk: OpenShell, qtbot: QtBot, slips: list[Taken]) -> Callable[[], Shell]:  # noqa: ARG001
    def open_it() -> Shell:
        shell = desk("petitions")
        settled(qtbot, shell)
        return shell

    return open_it


def page_of(shell: Shell) -> PetitionsPage:
    page = shell.page()
    assert isinstance(page, PetitionsPage)
    return page


def intake_of(shell: Shell) -> IntakeView:
    view = page_of(shell).over.top()
    assert isinstance(view, IntakeView)
    return view


def begin(shell: Shell, qtbot: QtBot) -> IntakeView:
    page_of(shell).take_petition()
    settled(qtbot, shell)
    return intake_of(shell)


def saved(view: IntakeView, qtbot: QtBot, shell: Shell) -> TakenView:
    view.save()
    qtbot.waitUntil(lambda: view.findChild(TakenView) is not None, timeout=20_000)
    settled(qtbot, shell)
    found = view.findChild(TakenView)
    assert isinstance(found, TakenView)
    return found


def the_petition(store: Store) -> Petition:
    (petition,) = store.find(Petition)
    return petition


def fill(line: QLineEdit, text: str) -> None:
    """Type into a line that is not where the keys are yet."""
    line.setFocus()
    type_text(line, text)


def choose_service(view: IntakeView, key: str) -> None:
    view.form.service.choose(key)


# the counter


def test_a_returning_citizen_is_served_within_the_promised_presses(
    desk: OpenShell, numbered: Store, somsri: Citizen, qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    shell = desk("petitions")
    settled(qtbot, shell)
    keyboard = Keyboard(qtbot)
    keyboard.press(Qt.Key.Key_N, CONTROL)
    view = intake_of(shell)
    qtbot.waitUntil(view.form.person.finder.line.hasFocus)
    keyboard.type("สมศรีว")
    keyboard.press(Qt.Key.Key_Return)
    keyboard.type("ไฟฟ้า")
    keyboard.press(Qt.Key.Key_Return)
    keyboard.type("ปากซอยวัดกลาง")
    keyboard.press(Qt.Key.Key_S, CONTROL)
    qtbot.waitUntil(lambda: shell.findChild(PrintPreview) is not None, timeout=60_000)
    preview = shell.findChild(PrintPreview)
    assert isinstance(preview, PrintPreview)
    assert preview.print_button.isVisible()
    keyboard.presses += 1  # Ctrl+P prints: no printer is asked here
    petition = the_petition(numbered)
    assert (petition.number, petition.petitioner_name) == ("212/2569", somsri.full_name)
    assert (petition.service, petition.person_id, petition.moo) == ("street-light", somsri.id, 3)
    assert petition.channel is Channel.IN_PERSON
    (point,) = numbered.find(Point, petition_id=petition.id)
    assert point.matter == "ปากซอยวัดกลาง"
    preview.close_view()
    with capsys.disabled():
        told = f"{keyboard.presses} key presses and {keyboard.characters} characters of text"
        sys.stdout.write(f"\ntaking the petition of a returning citizen: {told}\n")
    assert keyboard.presses <= MOST_PRESSES


@pytest.mark.usefixtures("numbered")
def test_the_number_stands_there_big_and_the_next_petition_begins_from_it(
    open_page: Callable[[], Shell], slips: list[Taken], somsri: Citizen, qtbot: QtBot
) -> None:
    shell = open_page()
    view = begin(shell, qtbot)
    view.form.person.choose(somsri.id)
    choose_service(view, "waste")
    taken = saved(view, qtbot, shell)
    assert taken.number.text() == "212/2569"
    assert [slip.petition.number for slip in slips] == ["212/2569"], "the slip opens by itself"
    taken.next_button.click()
    assert view.shows_form
    assert view.form.person.name == ""


def test_a_new_person_is_typed_once_and_is_a_citizen_then(
    open_page: Callable[[], Shell], numbered: Store, qtbot: QtBot
) -> None:
    shell = open_page()
    keyboard = Keyboard(qtbot)
    view = begin(shell, qtbot)
    keyboard.type("นายขวัญข้าวใหม่ กลิ่นหอมมาก")
    keyboard.press(Qt.Key.Key_Return)
    assert view.form.person.is_new
    keyboard.type("0899999999")
    view.form.person.fields.show_values({"citizen_id": an_id(4711), "house_no": "9", "moo": 2})
    choose_service(view, "waste")
    saved(view, qtbot, shell)
    petition = the_petition(numbered)
    citizen = numbered.get(Citizen, petition.person_id or "")
    assert (citizen.first_name, citizen.last_name, citizen.moo) == ("ขวัญข้าวใหม่", "กลิ่นหอมมาก", 2)
    assert (citizen.phone, citizen.citizen_id) == ("0899999999", an_id(4711))


def test_a_name_left_in_the_line_is_somebody_new_and_the_form_says_so(
    open_page: Callable[[], Shell], qtbot: QtBot
) -> None:
    shell = open_page()
    view = begin(shell, qtbot)
    fill(view.form.person.finder.line, "นายแมนสรวง")
    view.form.service.take_focus()
    assert view.form.person.is_new
    assert view.form.person.fields.asks("citizen_id")


# how it came


def test_by_telephone_the_time_and_the_taker_are_asked_and_nobody_is_registered(
    open_page: Callable[[], Shell], numbered: Store, qtbot: QtBot
) -> None:
    shell = open_page()
    view = begin(shell, qtbot)
    fill(view.form.person.finder.line, "นายเสียงดัง ฟังชัด")
    view.form.service.take_focus()
    choose_service(view, "waste")
    assert not view.form.channel.asks("called_hour")
    box = view.form.channel.editor("channel").focus_target()
    box.setFocus()
    while view.form.came_by is not Channel.PHONE:
        qtbot.keyClick(box, Qt.Key.Key_Down)
        box.activated.emit(box.currentIndex())  # type: ignore[attr-defined]
    assert view.form.channel.asks("called_hour")
    view.form.channel.show_values({"called_hour": "8.45", "taken_by": "ยาม"})
    view.form.other_in_need.show_values({"other": True})
    view.form._show_in_need()
    fill(view.form.in_need.finder.line, "ยายจันทร์")
    view.form.service.take_focus()
    saved(view, qtbot, shell)
    petition = the_petition(numbered)
    parties = {party.role: party for party in numbered.find(Party, petition_id=petition.id)}
    assert (petition.taken_by, parties[Role.INFORMANT].name) == ("ยาม", "นายเสียงดัง ฟังชัด")
    assert parties[Role.IN_NEED].name == "ยายจันทร์"
    assert petition.called_at is not None
    assert (petition.called_at.hour, petition.called_at.minute) == (1, 45), "kept in UTC"
    assert petition.person_id is None


def test_an_anonymous_letter_asks_for_nobody(open_page: Callable[[], Shell], numbered: Store, qtbot: QtBot) -> None:
    shell = open_page()
    view = begin(shell, qtbot)
    view.form.naming.show_values({"naming": Naming.ANONYMOUS.value})
    view.form._show_naming()
    assert view.form.person.isHidden()
    choose_service(view, "waste")
    saved(view, qtbot, shell)
    petition = the_petition(numbered)
    assert petition.naming is Naming.ANONYMOUS
    assert not numbered.find(Party, petition_id=petition.id)


# what the service asks


def test_the_form_of_the_service_appears_from_the_catalogue_with_its_papers(
    open_page: Callable[[], Shell], numbered: Store, somsri: Citizen, qtbot: QtBot
) -> None:
    shell = open_page()
    view = begin(shell, qtbot)
    view.form.person.choose(somsri.id)
    choose_service(view, "water-support")
    asked = view.form.service.extra
    assert {"use", "purpose", "litres", "deliver_on", "deliver_to", "papers"} <= asked.rows.keys()
    assert view.form.matter.text("subject") == view.form.service.service.name  # type: ignore[union-attr]
    asked.show_values(
        {"use": "บริโภค", "litres": "6,000", "deliver_on": date(2026, 11, 5), "deliver_to": "วัดกลาง",
         "papers": ("สำเนาบัตรประจำตัวประชาชน",)}
    )  # fmt: skip
    saved(view, qtbot, shell)
    petition = the_petition(numbered)
    assert petition.answers == {
        "use": "บริโภค",
        "litres": "6000",
        "deliver_on": "2026-11-05",
        "deliver_to": "วัดกลาง",
    }
    (paper,) = numbered.find(CasePaper, petition_id=petition.id)
    assert paper.received_on == date(2026, 11, 3)


def test_a_wrong_number_is_said_beside_its_field_and_nothing_is_taken(
    open_page: Callable[[], Shell], numbered: Store, somsri: Citizen, qtbot: QtBot
) -> None:
    shell = open_page()
    view = begin(shell, qtbot)
    view.form.person.choose(somsri.id)
    choose_service(view, "water-support")
    view.form.service.extra.show_values({"litres": "มาก"})
    view.save()
    settled(qtbot, shell)
    assert view.form.service.extra.rows["litres"].problem.text()
    assert not numbered.find(Petition)


# cases that are open already


def test_a_similar_open_case_is_shown_before_saving_and_the_second_save_takes_it(
    open_page: Callable[[], Shell], numbered: Store, somsri: Citizen, qtbot: QtBot
) -> None:
    before = take(
        numbered,
        Intake("street-light", "ไฟดับ", Channel.PHONE, people=(PersonGiven(name="ใครคนหนึ่ง"),), moo=3, place="หน้าวัด"),
    ).petition
    shell = open_page()
    view = begin(shell, qtbot)
    view.form.person.choose(somsri.id)
    choose_service(view, "street-light")
    view.form.matter.show_values({"place": "หน้าวัด"})
    view.save()
    settled(qtbot, shell)
    assert view.shows_form
    assert len(view.beside.alike_buttons) == 1
    assert numbered.find(Petition) == [before], "it is looked at first"
    saved(view, qtbot, shell)
    assert len(numbered.find(Petition)) == 2


def test_the_similar_case_can_be_opened_instead(
    open_page: Callable[[], Shell],
    numbered: Store,
    somsri: Citizen,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = take(numbered, Intake("waste", "ขยะ", Channel.PHONE, moo=3, place="หน้าวัด")).petition
    shell = open_page()
    opened: list[str] = []
    monkeypatch.setattr(page_of(shell), "open_case", opened.append)
    monkeypatch.setattr("sai_thong.ui.pages.petitions.intake.confirm_loss", lambda *_words: True)
    view = begin(shell, qtbot)
    view.form.person.choose(somsri.id)
    choose_service(view, "waste")
    view.form.matter.show_values({"place": "หน้าวัด"})
    view.look()
    settled(qtbot, shell)
    (button,) = view.beside.alike_buttons
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Return)
    assert opened == [before.id]


# numbers


def test_without_a_series_it_is_opened_in_place_at_the_number_after_the_book(
    open_page: Callable[[], Shell], office_store: Store, somsri: Citizen, qtbot: QtBot
) -> None:
    shell = open_page()
    view = begin(shell, qtbot)
    view.form.person.choose(somsri.id)
    choose_service(view, "waste")
    settled(qtbot, shell)
    series = view.beside.series
    assert not series.isHidden()
    view.save()
    settled(qtbot, shell)
    assert not office_store.find(Petition), "no number can be given"
    series.next.setText("88")
    series.button.click()
    settled(qtbot, shell)
    assert series.isHidden()
    saved(view, qtbot, shell)
    assert the_petition(office_store).number == "88/2569"


def test_a_paper_of_last_week_keeps_its_number_and_its_day(
    open_page: Callable[[], Shell], numbered: Store, somsri: Citizen, qtbot: QtBot
) -> None:
    shell = open_page()
    view = begin(shell, qtbot)
    view.form.person.choose(somsri.id)
    choose_service(view, "waste")
    view.form.more.show_open(True)
    view.form.more.part.show_values({"number_mode": "by-hand", "paper_day": date(2026, 10, 27), "number": 205})
    view.form.more.part.others.show_rows([("นายคนที่สอง รักถิ่น", "", "")])
    view.form.more.part.points.show_rows([("ขยะหน้าวัด", ""), ("ขยะหลังตลาด", "")])
    saved(view, qtbot, shell)
    petition = the_petition(numbered)
    assert petition.number == "205/2569"
    assert petition.received_at.date() == date(2026, 10, 27)
    roles = {party.role for party in numbered.find(Party, petition_id=petition.id)}
    assert roles == {Role.REPRESENTATIVE, Role.CO_PETITIONER}
    assert len(numbered.find(Point, petition_id=petition.id)) == 2


# confidential


def test_a_complaint_against_officials_lies_in_the_sealed_set_only(
    open_page: Callable[[], Shell], numbered: Store, qtbot: QtBot
) -> None:
    shell = open_page()
    view = begin(shell, qtbot)
    fill(view.form.person.finder.line, "นายผู้ร้อง ทุกข์ใจ")
    view.form.service.take_focus()
    choose_service(view, "corruption")
    assert view.form.is_confidential
    view.form.more.part.fields.show_values({"accused": "นายใหญ่ โตมาก, นายรอง ลงมา"})
    saved(view, qtbot, shell)
    assert not numbered.find(Petition)
    (petition,) = shelf_of(numbered, confidential=True).find(Petition)
    assert petition.accused == ("นายใหญ่ โตมาก", "นายรอง ลงมา")
    assert not [each for each in numbered.find(Citizen) if each.first_name == "ผู้ร้อง"]


# leaving


def test_leaving_asks_only_when_something_was_typed(
    open_page: Callable[[], Shell], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def stay(_owner: object, heading: str, *_words: str) -> bool:
        asked.append(heading)
        return False

    monkeypatch.setattr("sai_thong.ui.pages.petitions.intake.confirm_loss", stay)
    shell = open_page()
    view = begin(shell, qtbot)
    qtbot.keyClick(view.form.person.finder.line, Qt.Key.Key_Escape)
    assert page_of(shell).over.top() is None
    assert not asked
    view = begin(shell, qtbot)
    fill(view.form.matter.editor("place").focus_target(), "หน้าวัด")  # type: ignore[arg-type]
    qtbot.keyClick(view.form.matter.editor("place").focus_target(), Qt.Key.Key_Escape)
    assert page_of(shell).over.top() is view
    assert asked


@pytest.mark.usefixtures("numbered")
def test_what_is_typed_survives_a_change_of_language(
    open_page: Callable[[], Shell], somsri: Citizen, qtbot: QtBot
) -> None:
    shell = open_page()
    view = begin(shell, qtbot)
    view.form.person.choose(somsri.id)
    choose_service(view, "street-light")
    assert view.form.service.points is not None
    view.form.service.points.show_rows([("ปากซอย", "L-1")])
    view.form.matter.show_values({"place": "หน้าวัด", "detail": "ดับมาสามวัน", "moo": ""})
    view.form.channel.show_values({"channel": Channel.LINE.value})
    view.form.more.show_open(True)
    view.form.more.part.others.show_rows([("นายคนที่สอง รักถิ่น", "", "")])
    before = view.form.intake()
    shell.set_language("en")
    settled(qtbot, shell)
    anew = intake_of(shell)
    assert anew is not view
    after = anew.form.intake()
    assert (after.people, after.points, after.place, after.detail) == (
        before.people,
        before.points,
        before.place,
        before.detail,
    )
    assert (after.service, after.moo, after.channel) == ("street-light", None, Channel.LINE)
    shell.set_language("th")


def test_an_answer_that_comes_after_the_form_was_left_disturbs_nobody(
    open_page: Callable[[], Shell], qtbot: QtBot
) -> None:
    shell = open_page()
    view = begin(shell, qtbot)
    view.look()
    page_of(shell).over.uncover()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    settled(qtbot, shell)
    assert page_of(shell).over.top() is None
