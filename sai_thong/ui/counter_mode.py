"""โหมดหน้าเคาน์เตอร์: only the person who is being served is on the screen, and whoever leans over sees nobody else.

A person is found by the whole number of the citizen card or of a petition, never by a list. Leaving needs the password
or the PIN of whoever works here, so that the screen can be turned to the people before it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from sai_thong.db.access_log import Access, Look
from sai_thong.db.permits import Action
from sai_thong.ground.errors import SaiThongError
from sai_thong.ground.language import _
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.petitions.records import Petition
from sai_thong.registers.petitions.shelves import may_see
from sai_thong.thai.digits import to_arabic
from sai_thong.ui import theme
from sai_thong.ui.kit import ActionButton, RecordPanel, SearchField, Text, ThaiLabel, keys
from sai_thong.ui.kit.states import StateView

if TYPE_CHECKING:
    from sai_thong.db.store import Store

_ID_DIGITS = 13


class CounterScreen(QDialog):
    """Covers the window with one field and one person.

    Args:
        store: The open store.
        window: What it covers.
        today: Today.
        note: Lets a look into the access log, off the window's thread.
        leave: Asks who comes back to the window behind it.

    Attributes:
        number: Takes the number.
        record: The person being served.
    """

    def __init__(
        self,
        store: Store,
        window: QWidget,
        *,
        today: date,
        note: Callable[[Look], object],
        leave: Callable[[], object],
    ) -> None:
        super().__init__(window)
        self._store = store
        self._today = today
        self._note = note
        self._leave = leave
        self._left = False
        self.setWindowFlags(Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.setWindowTitle(_("At the counter"))
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        look = theme.current()
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(48), look.px(28), look.px(48), look.px(28))
        column.setSpacing(look.px(14))
        column.addWidget(ThaiLabel(_("At the counter"), Text.TITLE, max_lines=1))
        self.number = SearchField(_("Whole citizen ID, or petition number"))
        self.number.setPlaceholderText(_("Whole citizen ID, or petition number"))
        self.number.returnPressed.connect(self.look_up)
        foot = QHBoxLayout()
        foot.addWidget(self.number, 1)
        foot.addWidget(ActionButton(_("Show"), self.look_up, kind="primary"))
        foot.addWidget(ActionButton(_("Next person"), self.next_person, key=keys.REFRESH))
        foot.addWidget(ActionButton(_("Leave…"), self.reject, key=keys.BACK))
        column.addLayout(foot)
        self.state = StateView()
        self.record = RecordPanel("")
        column.addWidget(self.state, 1)
        column.addWidget(self.record, 1)
        self.setGeometry(window.geometry())
        self.next_person()

    def next_person(self) -> None:
        """Nobody is on the screen."""
        self.number.clear()
        self._show_words(_("Nobody is shown."), _("Type the number on the card or on the slip, then Enter."))
        self.number.setFocus(Qt.FocusReason.OtherFocusReason)

    def look_up(self) -> None:
        """Show the person with the number that was typed; a part of a number finds nobody."""
        typed = to_arabic(self.number.text()).strip()
        self.number.clear()
        try:
            self._show_person(self._citizen_of(typed))
        except SaiThongError as error:
            self._show_words(error.what, error.do)

    def _show_person(self, citizen: Citizen | None) -> None:
        if citizen is None:
            self._show_words(_("Nobody has this number."), _("Type it whole, as it stands on the card or on the slip."))
            return
        from sai_thong.ui.pages.citizens.record_view import citizen_view

        # What happened to the record, and who changed it, is none of the people before the counter.
        view = replace(citizen_view(self._store, citizen, self._today), history=())
        self._note(Look(Access.SEARCH, citizen.id, "counter"))
        self.state.hide()
        self.record.show()
        self.record.show_record(view, [])

    def _citizen_of(self, typed: str) -> Citizen | None:
        digits = "".join(each for each in typed if each.isdigit())
        if len(digits) == _ID_DIGITS:
            return next(iter(self._store.find(Citizen, citizen_id=digits, merged_into=None)), None)
        if "/" in typed and self._store.permits.allows("petitions", Action.VIEW):
            case = next(iter(self._store.find(Petition, number=typed)), None)
            if case is not None and case.person_id and may_see(case, self._store.user):
                return next(iter(self._store.find(Citizen, id=case.person_id)), None)
        return None

    def _show_words(self, words: str, more: str) -> None:
        self.record.hide()
        self.state.show()
        self.state.show_empty(words, more)

    def reject(self) -> None:
        """Esc and the button lead to whoever may see the window behind this."""
        if not self._left:
            self._left = True
            self._leave()
            self.done(0)
            self.deleteLater()
