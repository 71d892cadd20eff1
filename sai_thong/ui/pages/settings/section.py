"""What a section of the settings page is: a header with its actions, what it shows, and a form over it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sai_thong.db.histories import readable_history
from sai_thong.db.journal import JournalEntry
from sai_thong.db.store import Store
from sai_thong.ground.clock import BANGKOK, bangkok_today
from sai_thong.ground.errors import SaiThongError
from sai_thong.ground.language import _
from sai_thong.registers.law.terms import CERTAINTY_LABELS, Certainty
from sai_thong.ui.kit import ActionButton, Banner, ChipText, HistoryLine, PageHeader, RecordForm, Tone
from sai_thong.ui.kit.columns import short_date
from sai_thong.ui.kit.over import Over

if TYPE_CHECKING:
    from sai_thong.ui.pages.settings.page import SettingsPage

_CERTAINTY_TONES = {
    Certainty.VERIFIED: Tone.OK,
    Certainty.GENERAL_KNOWLEDGE: Tone.PLAIN,
    Certainty.UNVERIFIED: Tone.WARNING,
}


def certainty_chip(certainty: Certainty) -> ChipText:
    """How sure something is, in the words of the law tables."""
    return ChipText(_(CERTAINTY_LABELS[certainty]), _CERTAINTY_TONES[certainty])


def setting_history(store: Store, record_id: str) -> tuple[HistoryLine, ...]:
    """Who changed a record of the office's own ways, when and why, newest first."""
    without = _("no reason given")
    entries = reversed(readable_history(store, record_id))
    return tuple(HistoryLine(short_date(_day_of(each)), f"{each.reason or without} · {each.user}") for each in entries)


def _day_of(entry: JournalEntry) -> date:
    return datetime.fromisoformat(entry.at.replace("Z", "+00:00")).astimezone(BANGKOK).date()


class Section(QWidget):
    """The base of every section; made when its tab is first opened.

    Args:
        page: The settings page.
        title: What the section is called, translated.
        actions: What can be done, the main one last; hidden while a form stands over the section.
        beside: What stands right after the title, such as the year shown.

    Attributes:
        header: Stands above the tabs while the section is shown.
        over: Holds what `put` was given, and a form over it.
    """

    def __init__(
        self,
        page: SettingsPage,
        title: str,
        actions: Sequence[ActionButton] = (),
        *,
        beside: Sequence[QWidget] = (),
    ) -> None:
        super().__init__()
        self.page = page
        self.today = bangkok_today(page.desk.clock)
        self.header = PageHeader(_("Settings"), title, actions, beside=beside)
        self._actions = list(actions)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.over: Over

    @property
    def store(self) -> Store:
        """The open store; the office's own data are few enough to be read on the window's thread."""
        return self.page.desk.store

    def put(self, base: QWidget) -> None:
        """Show `base`, over which forms are opened."""
        self.over = Over(base)
        self.over.covered.connect(self._show_actions)
        self._column.addWidget(self.over)

    def _show_actions(self, covered: bool) -> None:
        for action in self._actions:
            action.setVisible(not covered)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """No higher than it must be: a form scrolls inside, and a banner above never makes the page scroll as well."""
        return QSize(super().sizeHint().width(), self.minimumSizeHint().height())

    # to be said by sections

    def load(self) -> None:
        """Read again what is shown."""
        raise NotImplementedError

    def state(self) -> dict[str, Any]:
        """What must survive a change of language."""
        return {}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Show what `state` says."""

    def go_back(self) -> bool:
        """Esc: leave the form; False when there is none."""
        return self.over.go_back()

    def may_leave(self) -> bool:
        """Whether nothing unsaved would be lost; a changed form asks."""
        return self.over.may_leave()

    # for sections to call

    def open_form(
        self,
        form: RecordForm,
        operation: Callable[[Mapping[str, Any]], Callable[[], Any]],
        told: Callable[[Any], Banner],
    ) -> None:
        """Show a form; saving runs `operation` of its values on the store's thread, and `told` says what came of it."""

        def finish(result: object) -> None:
            self.over.uncover()
            self.page.tell(told(result))

        self.save_by(form, operation, finish)
        self.over.show_form(form)

    def save_by(
        self,
        form: RecordForm,
        operation: Callable[[Mapping[str, Any]], Callable[[], Any]],
        finish: Callable[[Any], object],
    ) -> None:
        """Let `form` save by `operation`; a refusal is told in the form and what was typed stays."""

        def save(values: Mapping[str, Any]) -> None:
            form.save_button.setEnabled(False)
            self.page.write(operation(values), done=saved, failed=refused, busy=_("Saving…"))

        def saved(result: object) -> None:
            form.save_button.setEnabled(True)
            finish(result)

        def refused(error: SaiThongError) -> None:
            form.save_button.setEnabled(True)
            form.show_error(error)

        form.save_asked.connect(save)
