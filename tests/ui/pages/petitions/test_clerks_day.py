"""A clerk's day through the window: an empty office takes forty petitions by keyboard, works them, and counts.

At the end the list, Today, the figures and the account of the numbers must tell the same.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import cycle

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from sai_thong.db.leasing import account
from sai_thong.db.store import Store
from sai_thong.registers.petitions.figures import figures_so_far
from sai_thong.registers.petitions.listing import Scope, View, count_petitions
from sai_thong.registers.petitions.records import Notice, Petition
from sai_thong.registers.petitions.shelves import shelf_of
from sai_thong.registers.petitions.terms import ENDED_STATES, Channel, NoticeKind, PetitionState, Way
from sai_thong.registers.petitions.today import CaseDuty, cases_today
from sai_thong.registers.saraban.records import OutgoingDocument
from sai_thong.ui.kit import ThaiLabel
from sai_thong.ui.pages.petitions import PetitionsPage
from sai_thong.ui.pages.petitions.alike_view import AlikeView
from sai_thong.ui.pages.petitions.figures import FiguresSection
from sai_thong.ui.pages.petitions.intake import IntakeView
from sai_thong.ui.pages.petitions.intake_taken import TakenView
from sai_thong.ui.pages.saraban import SarabanPage
from sai_thong.ui.pages.saraban.outgoing import OutgoingSection
from sai_thong.ui.preview import PrintPreview
from sai_thong.ui.shell import Shell
from tests.ui.keyboard import type_text
from tests.ui.pages.conftest import OpenShell
from tests.ui.pages.petitions.worked import CaseDesk
from tests.ui.pages.settling import settled

CONTROL = Qt.KeyboardModifier.ControlModifier
CASES = 40
YEAR = 2569
TODAY = date(2026, 11, 3)
SERVICES = ("แจ้งเรื่องขยะ", "แจ้งเหตุน้ำประปา", "ขอให้ตัดแต่งต้นไม้", "แจ้งเหตุรำคาญ", "แจ้งท่อระบาย", "ขอหนังสือรับรอง (บ")
CHANNELS = (Channel.IN_PERSON, Channel.IN_PERSON, Channel.PHONE, Channel.LINE, Channel.IN_PERSON, Channel.HEADMAN)


def subject_of(number: int) -> str:
    return f"เรื่องที่ {number:02} ของวัน"


class Counter:
    """The clerk at the counter, who takes petitions by keys alone."""

    def __init__(self, shell: Shell, qtbot: QtBot) -> None:
        self.shell = shell
        self.qtbot = qtbot

    @property
    def page(self) -> PetitionsPage:
        page = self.shell.page()
        assert isinstance(page, PetitionsPage)
        return page

    @property
    def view(self) -> IntakeView:
        view = self.page.over.top()
        assert isinstance(view, IntakeView)
        return view

    def begin(self) -> None:
        """Ctrl+N, from the list or from the petition that was just taken."""
        self.qtbot.keyClick(self.shell, Qt.Key.Key_N, CONTROL)
        self.qtbot.waitUntil(lambda: isinstance(self.page.over.top(), IntakeView) and self.view.shows_form)
        settled(self.qtbot, self.shell)

    def enter(self, line: QLineEdit, text: str) -> None:
        line.setFocus()
        line.selectAll()
        type_text(line, text)

    def field(self, name: str) -> QLineEdit:
        line = self.view.form.matter.editor(name).focus_target()
        assert isinstance(line, QLineEdit)
        return line

    def fill(self, number: int, service: str, channel: Channel, name: str) -> None:
        """Who, which service, what, where, and how it came."""
        form = self.view.form
        self.enter(form.person.finder.line, name)
        self.qtbot.keyClick(form.person.finder.line, Qt.Key.Key_Return)
        self.enter(form.service.finder.line, service)
        self.qtbot.keyClick(form.service.finder.line, Qt.Key.Key_Return)
        assert form.service.service is not None, service
        self.enter(self.field("subject"), subject_of(number))
        self.enter(self.field("place"), f"จุดที่ {number:02}")
        box = form.channel.editor("channel").focus_target()
        box.setFocus()
        while form.came_by is not channel:
            self.qtbot.keyClick(box, Qt.Key.Key_Down)
            box.activated.emit(box.currentIndex())  # type: ignore[attr-defined]

    def save(self) -> TakenView:
        """Ctrl+S; the number stands there big, and the slip over it until Esc."""
        view = self.view
        self.qtbot.keyClick(view, Qt.Key.Key_S, CONTROL)
        self.qtbot.waitUntil(lambda: view.findChild(TakenView) is not None, timeout=20_000)
        settled(self.qtbot, self.shell)
        taken = view.findChild(TakenView)
        assert isinstance(taken, TakenView)
        return taken

    def leave(self) -> None:
        """Esc, back to the list."""
        self.qtbot.keyClick(self.view, Qt.Key.Key_Escape)
        settled(self.qtbot, self.shell)
        assert self.page.over.top() is None


@pytest.fixture
def store(empty_store: Callable[[], Store]) -> Store:
    """An office with its villages and signers, and no petition, no series and no letter."""
    made = empty_store()
    assert not made.find(Petition)
    return made


@pytest.fixture
def slips(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The numbers on the slips that were shown; all but the first are not drawn."""
    from sai_thong.ui.pages.petitions import slip

    shown: list[str] = []

    def show(page: PetitionsPage, taken: object) -> None:
        shown.append(taken.petition.number)  # type: ignore[attr-defined]
        if len(shown) == 1:
            slip.print_slip(page, taken)  # type: ignore[arg-type]

    monkeypatch.setattr("sai_thong.ui.pages.petitions.intake.print_slip", show)
    return shown


def open_letters(shell: Shell, qtbot: QtBot) -> None:
    """Let this machine give the numbers of outgoing letters, from the page of documents."""
    shell.go("saraban", section="outgoing")
    settled(qtbot, shell)
    page = shell.page()
    assert isinstance(page, SarabanPage)
    section = page.section()
    assert isinstance(section, OutgoingSection)
    section.open_series()
    form = section.over.form()
    assert form is not None
    line = form.editor("next_number").focus_target()
    line.setFocus()
    type_text(line, "1")
    qtbot.keyClick(form, Qt.Key.Key_S, CONTROL)
    settled(qtbot, shell)
    assert section.gives_numbers("letters-out")


def take_the_forty(counter: Counter, slips: list[str]) -> None:
    """Thirty-nine petitions and one complaint against an official; series are opened where they are needed."""
    kinds = zip(range(1, CASES), cycle(SERVICES), cycle(CHANNELS), strict=False)
    for number, service, channel in kinds:
        counter.begin()
        counter.fill(number, service, channel, f"นายผู้ยื่น{number:02} ใจดี")
        if number == 1:
            _open_series(counter)
        taken = counter.save()
        assert taken.number.text() == f"{number}/{YEAR}"
        if number == 1:
            _leave_preview(counter)
    counter.begin()
    counter.fill(CASES, "แจ้งการทุจริต", Channel.IN_PERSON, "นางผู้ร้อง ลับมาก")
    _open_series(counter)
    assert counter.view.form.is_confidential
    counter.save()
    counter.leave()
    assert len(slips) == CASES


def _open_series(counter: Counter) -> None:
    series = counter.view.beside.series
    counter.qtbot.waitUntil(lambda: not series.isHidden())
    counter.enter(series.next, "1")
    counter.qtbot.mouseClick(series.button, Qt.MouseButton.LeftButton)
    counter.qtbot.waitUntil(series.isHidden, timeout=10_000)
    settled(counter.qtbot, counter.shell)


def _leave_preview(counter: Counter) -> None:
    counter.qtbot.waitUntil(lambda: counter.shell.findChild(PrintPreview) is not None, timeout=60_000)
    preview = counter.shell.findChild(PrintPreview)
    assert isinstance(preview, PrintPreview)
    preview.close_view()


def go_on(desk: CaseDesk, **texts: str) -> str:
    """Enter on the case opens its one next step; fill, Ctrl+S. Gives the step's key."""
    desk.listed.table.grid.setFocus()
    desk.qtbot.keyClick(desk.listed.table.grid, Qt.Key.Key_Return)
    desk.wait(lambda: desk.listed.over.form() is not None)
    key = desk.listed.desk.form_key
    if key == "give-opinion":
        desk.fill(text="เห็นควรดำเนินการ")
        if not desk.form.draft()["name"]:
            desk.fill(name="นายผู้อำนวยการ กอง")
    desk.fill(**texts)
    desk.save()
    return key


def to_the_end(desk: CaseDesk, number: int, way: Way) -> Petition:
    """From the counter to the closed case; the result told by letter or by telephone."""
    petition = desk.choose(subject_of(number))
    while desk.again(petition).state is not PetitionState.CLOSED:
        if desk.shown.view.next_step is not None and desk.shown.view.next_step.value == "tell-result":
            desk.listed.desk.open_next()
            desk.form.editor("way").show_value(way.value)
            desk.save()
            desk.open("close")
            desk.save()
        else:
            go_on(desk)
    return petition


def work_some(desk: CaseDesk) -> dict[PetitionState, int]:
    """What is done with some of them that day; gives how many ended in which way."""
    for number, way in ((1, Way.LETTER), (2, Way.PHONE), (3, Way.PHONE), (6, Way.LETTER)):
        to_the_end(desk, number, way)
    desk.choose(subject_of(12))
    desk.open("note-defects")
    desk.fill(other="สำเนาทะเบียนบ้าน", signed_by="นายผู้ยื่น12 ใจดี")
    desk.save()
    assert go_on(desk) == "papers-mended"
    desk.choose(subject_of(18))
    desk.open("note-defects")
    desk.fill(other="สำเนาบัตรประชาชน")
    desk.save()
    desk.choose(subject_of(7))
    desk.open("withdraw")
    desk.fill(reason="ไม่ประสงค์แล้ว")
    desk.save()
    desk.choose(subject_of(8))
    desk.open("forward")
    desk.fill(agency="การประปาส่วนภูมิภาค", reason="อยู่ในเขตของการประปา")
    desk.save()
    _merge(desk, 9, into=10)
    desk.choose(subject_of(11))
    desk.open("plan-appointment")
    desk.fill(what="ดูสถานที่", on_day="3/11/2569", clock="13.30")
    desk.save()
    for _step in range(4):
        desk.choose(subject_of(13))
        go_on(desk)
    return {
        PetitionState.CLOSED: 4,
        PetitionState.WITHDRAWN: 1,
        PetitionState.FORWARDED: 1,
        PetitionState.MERGED: 1,
    }


def _merge(desk: CaseDesk, number: int, into: int) -> None:
    desk.choose(subject_of(number))
    desk.listed.desk.compare()
    desk.settle()
    view = desk.listed.over.top()
    assert isinstance(view, AlikeView)
    type_text(view.search, str(into))
    desk.settle()
    view.table.choose(0)
    desk.wait(view.link_button.isEnabled)
    type_text(view.reason, "เรื่องเดียวกัน")
    view.merge_button.click()
    desk.wait(lambda: desk.listed.over.top() is None)
    desk.settle()


def test_a_day_from_an_empty_office_to_forty_cases(
    desk: OpenShell, store: Store, qtbot: QtBot, slips: list[str]
) -> None:
    shell = desk("petitions", store)
    settled(qtbot, shell)
    open_letters(shell, qtbot)
    shell.open_page("petitions")
    settled(qtbot, shell)
    take_the_forty(Counter(shell, qtbot), slips)
    cases = CaseDesk(shell, qtbot)
    assert len(cases.subjects()) == CASES - 1, "the confidential one is not among them"
    ended = work_some(cases)

    petitions = store.find(Petition)
    assert len(petitions) == CASES - 1
    for state, count in ended.items():
        assert sum(each.state is state for each in petitions) == count, state
    still_open = CASES - 1 - sum(ended.values())
    assert all((each.next_due_at is None) == (each.state in ENDED_STATES) for each in petitions)
    _numbers_agree(store)
    _letters_agree(store)

    cases.settle()
    assert f": {still_open} เรื่อง" in cases.listed.open_card.accessibleName()
    assert len(cases.subjects()) == still_open == count_petitions(store, View(Scope.OPEN))

    total = figures_so_far(store, 2570).total
    assert (total.received, total.open, total.withdrawn, total.forwarded) == (CASES - 2, still_open, 1, 1)
    cases.page.open_section("figures")
    cases.settle()
    section = cases.page.section()
    assert isinstance(section, FiguresSection)
    assert str(CASES - 2) in section.received.accessibleName(), "the one merged is counted with the other"
    assert str(still_open) in section.open.accessibleName()

    duties = {each.kind: each for each in cases_today(store).duties}
    assert duties[CaseDuty.APPOINTMENTS].count == 1
    assert CaseDuty.OVERDUE not in duties
    shell.open_page("today")
    settled(qtbot, shell)
    page = shell.page()
    assert page is not None
    shown = [label.text() for label in page.findChildren(ThaiLabel) if label.isVisibleTo(page)]
    assert all(duty.text in shown for duty in duties.values())
    assert not any("ลับมาก" in words or subject_of(CASES) in words for words in shown)


def _numbers_agree(store: Store) -> None:
    """Every number of the day was given once, and every case bears one."""
    found = account(store, "petitions", YEAR)
    assert found.issued == tuple(range(1, CASES))
    assert not found.missing
    assert sorted(int(each.number.split("/")[0]) for each in store.find(Petition)) == list(range(1, CASES))
    (sealed,) = shelf_of(store, confidential=True).find(Petition)
    assert sealed.subject == subject_of(CASES)


def _letters_agree(store: Store) -> None:
    """The results told by letter, and the hand-over, bear the numbers of the register in order; calls have none."""
    notices = store.find(Notice)
    letters = sorted(store.get(OutgoingDocument, each.letter_id).number or 0 for each in notices if each.letter_id)
    assert letters == list(range(1, len(letters) + 1))
    results = [each for each in notices if each.kind is NoticeKind.RESULT]
    assert sorted(each.way for each in results) == [Way.LETTER, Way.LETTER, Way.PHONE, Way.PHONE]
    assert account(store, "letters-out", YEAR).issued == tuple(letters)
