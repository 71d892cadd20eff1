"""What a section of the saraban page is: a header with its actions, what it shows, and a form over it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from sai_thong.db.store import Store
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.errors import SaiThongError
from sai_thong.ground.language import _
from sai_thong.ui.kit import ActionButton, Banner, PageHeader, RecordForm, Tone
from sai_thong.ui.kit.over import Over

if TYPE_CHECKING:
    from sai_thong.ui.pages.saraban.page import SarabanPage


class Section(QWidget):
    """The base of every section; made when its tab is first opened.

    Args:
        page: The saraban page.
        actions: What can be done, the main one last; hidden while a form stands over the section.
        beside: What stands right after the title.

    Attributes:
        header: Stands above the tabs while the section is shown.
        over: Holds what `put` was given, and a form over it.
    """

    def __init__(
        self, page: SarabanPage, actions: Sequence[ActionButton] = (), *, beside: Sequence[QWidget] = ()
    ) -> None:
        super().__init__()
        self.page = page
        self.header = PageHeader(_("Saraban"), "", actions, beside=beside)
        self._actions = list(actions)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.over: Over

    @property
    def store(self) -> Store:
        """The open store."""
        return self.page.desk.store

    @property
    def today(self) -> date:
        """Today in Bangkok."""
        return bangkok_today(self.page.desk.clock)

    def put(self, base: QWidget) -> None:
        """Show `base`, over which forms are opened."""
        self.over = Over(base)
        self.over.covered.connect(self._show_actions)
        self._column.addWidget(self.over)

    def _show_actions(self, covered: bool) -> None:
        for action in self._actions:
            action.setVisible(not covered)

    # to be said by sections

    def load(self) -> None:
        """Read again what is shown."""
        raise NotImplementedError

    def state(self) -> dict[str, Any]:
        """What must survive a change of language."""
        return {}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Show what `state` says."""

    def take_focus(self) -> bool:
        """Give the keys to where one begins; False leaves that to the page."""
        return False

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
        done: Callable[[Any], object],
    ) -> None:
        """Show a form; saving runs `operation` of its values on the store's thread, and `done` takes what came of it.

        A refusal is told in the form, and what was typed stays.
        """

        def save(values: Mapping[str, Any]) -> None:
            form.save_button.setEnabled(False)
            self.page.write(operation(values), done=saved, failed=refused, busy=_("Saving…"))

        def saved(result: object) -> None:
            self.over.uncover()
            done(result)

        def refused(error: SaiThongError) -> None:
            form.save_button.setEnabled(True)
            form.show_error(error)

        form.save_asked.connect(save)
        self.over.show_form(form)

    def run(self, operation: Callable[[], Any], done: Callable[[Any], object]) -> None:
        """Run a step that needs no form; a refusal is told as a banner."""
        self.page.write(operation, done=done, busy=_("Saving…"))

    def tell_done(self, words: str, more: str = "") -> None:
        """Say what was done."""
        self.page.tell(Banner(words, Tone.OK, more=more))
