"""รับคำร้อง: a petition taken at the counter, wholly by keyboard, until its slip is printed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from sai_thong.ground.clock import BANGKOK, bangkok_today
from sai_thong.ground.errors import BadInput, SaiThongError
from sai_thong.ground.language import _
from sai_thong.registers.petitions.intake import Intake, Taken, take
from sai_thong.registers.petitions.numbers import open_numbers
from sai_thong.thai.calendar import be_year
from sai_thong.ui import theme
from sai_thong.ui.kit import (
    ActionButton,
    Banner,
    BannerStack,
    Card,
    ListWithRecord,
    Separator,
    Text,
    ThaiLabel,
    Tone,
    confirm_loss,
    keys,
)
from sai_thong.ui.kit.field_row import FieldRow
from sai_thong.ui.kit.scrolled import Scrolled
from sai_thong.ui.latest_reads import LatestReads
from sai_thong.ui.pages.petitions.intake_beside import Beside
from sai_thong.ui.pages.petitions.intake_form import IntakeForm
from sai_thong.ui.pages.petitions.intake_reading import Outlook, outlook
from sai_thong.ui.pages.petitions.intake_taken import TakenView
from sai_thong.ui.pages.petitions.page import PetitionsPage
from sai_thong.ui.pages.petitions.slip import print_slip

LOOK_AFTER_MS = 120
"""How long after the last key what stands beside is read again."""


def open_intake(
    page: PetitionsPage, *, person_id: str | None = None, taken: Callable[[Taken], object] | None = None
) -> IntakeView:
    """Take a petition over the page.

    Args:
        page: The page, whose `over` holds the form.
        person_id: The citizen it is for, where one is known already.
        taken: Told of each petition that was taken.
    """
    view = IntakeView(page, taken)
    view.left.connect(page.over.uncover)
    page.over.show_over(view, leave=view.may_go, may_leave=view.may_go)
    view.begin(person_id)
    return view


class IntakeView(QWidget):
    """The form with what stands beside it; when saved, the number.

    Signals:
        left(): A person went back.
    """

    left = Signal()

    def __init__(self, page: PetitionsPage, taken: Callable[[Taken], object] | None = None) -> None:
        super().__init__()
        self._page = page
        self._tell_taken = taken
        self._reads = LatestReads(page)
        self._stack = QStackedLayout(self)
        self._seen: frozenset[str] = frozenset()
        self._saved: object = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(LOOK_AFTER_MS)
        self._timer.timeout.connect(self.look)
        self.form: IntakeForm
        self.beside: Beside
        self.banners: BannerStack
        self.save_button: ActionButton

    # the form

    def begin(self, person_id: str | None = None) -> None:
        """An empty form, with the keys where the person is found."""
        self._show(self._build())
        if person_id is not None:
            self.form.person.choose(person_id)
        else:
            self.form.person.take_focus()
        self._saved = self._typed()
        self.look()

    def _build(self) -> QWidget:
        look = theme.current()
        desk = self._page.desk
        today = bangkok_today(desk.clock)
        card = Card(margin=0, spacing=0)
        head = QVBoxLayout()
        head.setContentsMargins(look.px(20), look.px(10), look.px(20), look.px(6))
        head.addWidget(ThaiLabel(_("Take a petition"), Text.RECORD, max_lines=1))
        self.banners = BannerStack()
        head.addWidget(self.banners)
        card.body.addLayout(head)
        self.form = IntakeForm(desk.store, today, stage=self)
        self._area = _scrolled(self.form)
        card.body.addWidget(self._area, 1)
        card.body.addWidget(self._make_foot())
        self.beside = Beside(be_year(today.year))
        self.beside.case_asked.connect(self._open_alike)
        self.beside.series.asked.connect(self._open_series)
        self.form.edited.connect(self._timer.start)
        return ListWithRecord(card, self.beside, shares=(27, 10))

    def _make_foot(self) -> QWidget:
        look = theme.current()
        foot = QWidget()
        column = QVBoxLayout(foot)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Separator())
        line = QHBoxLayout()
        line.setContentsMargins(look.px(20), look.px(10), look.px(20), look.px(10))
        line.setSpacing(look.px(8))
        self.save_button = ActionButton(_("Take the petition"), self.save, key=keys.SAVE, kind="primary")
        line.addStretch(1)
        line.addWidget(self.save_button)
        line.addWidget(ActionButton(keys.with_key(_("Back"), keys.BACK), self._go_back))
        column.addLayout(line)
        return foot

    def _show(self, widget: QWidget) -> None:
        before = self._stack.currentWidget()
        self._stack.addWidget(widget)
        self._stack.setCurrentWidget(widget)
        if before is not None:
            self._stack.removeWidget(before)
            before.deleteLater()

    # what stands beside

    def look(self) -> None:
        """Read which number, day and similar cases go with what is typed."""
        if not self.shows_form:
            return
        try:
            received_at = self.form.more.given().received_at or self._page.desk.clock.now()
            sought = self.form.sought()
        except BadInput:
            return  # said beside the field when it is saved
        service = self.form.service.service
        secret = self.form.is_confidential

        read = partial(outlook, service=service, sought=sought, received_at=received_at, confidential=secret)
        self._reads.read(read, done=self._show_outlook, about="outlook")

    def _show_outlook(self, found: Outlook) -> None:
        if self.shows_form:
            self.beside.series.say_for(confidential=self.form.is_confidential)
            self.beside.series.setVisible(not found.has_series)
            self.beside.show_outlook(found if self.form.service.service or found.next_number else None)
            self.beside.show_alike(found.alike)
            self._seen = frozenset(each.petition.id for each in found.alike)

    @property
    def shows_form(self) -> bool:
        """Whether the form stands there, and not what was taken; an answer may come after it was left."""
        return isValid(self) and not isinstance(self._stack.currentWidget(), TakenView)

    def _open_series(self, first: int, letter: str) -> None:
        try:
            received_at = self.form.more.given().received_at or self._page.desk.clock.now()
        except BadInput as problem:
            self.beside.series.tell(problem)
            return
        year_be = be_year(received_at.astimezone(BANGKOK).year)
        secret = self.form.is_confidential

        def operation() -> object:
            return open_numbers(self._page.desk.store, year_be, next_number=first, letter=letter, confidential=secret)

        def done(_saved: object) -> None:
            self.banners.clear()
            self.look()
            (self.save_button.setFocus if self.form.person.name else self.form.person.take_focus)()

        self._page.write(operation, done=done, failed=self._refused)

    def _open_alike(self, case_id: str) -> None:
        if self.may_go():
            self.left.emit()
            self._page.open_case(case_id)

    # saving

    def save(self) -> None:
        """Take the petition, after similar cases were shown; go to the first field that is wrong instead."""
        if not self.shows_form:
            return
        wrong = self.form.first_wrong()
        if self.form.service.service is None:
            self._say(BadInput(_("No service is chosen."), do=_("Type what it is about and choose the service.")))
            self.form.service.take_focus()
            return
        if wrong is not None:
            self._go_to(wrong)
            return
        try:
            given = self.form.intake()
        except BadInput as problem:
            self._say(problem)
            return
        self.save_button.setEnabled(False)
        self._timer.stop()
        seen = self._seen
        sought = self.form.sought()
        service = self.form.service.service
        secret = self.form.is_confidential

        at = given.received_at or self._page.desk.clock.now()
        look = partial(outlook, service=service, sought=sought, received_at=at, confidential=secret)

        def looked(found: Outlook) -> None:
            self._show_outlook(found)
            if {each.petition.id for each in found.alike} - seen:
                self.save_button.setEnabled(True)
                words = _("An open case may be the same matter: look at it. Save again to take this one all the same.")
                self.banners.clear()
                self.banners.tell(Banner(words, Tone.WARNING))
            else:
                self._take(given)

        self._reads.read(look, done=looked, failed=self._refused, about="save")

    def _take(self, given: Intake) -> None:
        def operation() -> Taken:
            return take(self._page.desk.store, given)

        self._page.write(operation, done=self._taken, failed=self._refused, busy=_("Taking the petition…"))

    def _refused(self, error: SaiThongError) -> None:
        if self.shows_form:
            self.save_button.setEnabled(True)
            self._say(error)
            if self.beside.series.isVisible():
                self.beside.series.next.setFocus()

    def _say(self, error: SaiThongError) -> None:
        self.banners.clear()
        self.banners.tell(Banner.of_error(error))

    def _go_to(self, row: FieldRow) -> None:
        row.editor.focus_target().setFocus(Qt.FocusReason.OtherFocusReason)
        self._area.ensureWidgetVisible(row.editor)

    def _taken(self, taken: Taken) -> None:
        view = TakenView(
            taken,
            print_slip=partial(print_slip, self._page, taken),
            take_another=self.begin,
            open_case=partial(self._open_taken, taken),
        )
        self._show(view)
        view.print_button.setFocus(Qt.FocusReason.OtherFocusReason)
        print_slip(self._page, taken)
        if self._tell_taken is not None:
            self._tell_taken(taken)

    def _open_taken(self, taken: Taken) -> None:
        self.left.emit()
        self._page.show_sealed(taken.confidential)
        self._page.open_case(taken.petition.id)

    # leaving

    def state(self) -> dict[str, Any]:
        """What was typed, for a form that stands there; nothing once the petition was taken."""
        return self.form.state() if self.shows_form else {}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Show what was typed before."""
        if state:
            self.form.restore(state)
            self.form.person.take_focus()

    def _typed(self) -> object:
        """Everything typed, to tell whether anything would be lost."""
        lines = [line.text() for line in self.form.findChildren(QLineEdit)]
        return lines, self.form.matter.draft(), self.form.naming.draft(), self.form.channel.draft()

    def may_go(self) -> bool:
        """Whether the form may be left; asks when something was typed."""
        if not self.shows_form or self._typed() == self._saved:
            return True
        return confirm_loss(
            self,
            _("Leave without saving?"),
            _("What you changed in this form is not saved yet, and would be lost."),
            _("Leave without saving"),
        )

    def _go_back(self) -> None:
        if self.may_go():
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter goes to the next field."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(self.focusWidget(), QLineEdit):
            self.focusNextChild()
        else:
            super().keyPressEvent(event)


def _scrolled(content: IntakeForm) -> Scrolled:
    look = theme.current()
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(look.px(20), look.px(4), look.px(20), look.px(12))
    column.addWidget(content)
    return Scrolled(holder)
