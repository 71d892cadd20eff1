"""A long form over the page: a head, what is filled in, and a foot; Ctrl+S saves, Enter goes on, Esc asks."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from sai_thong.ground.errors import SaiThongError
from sai_thong.ground.language import _
from sai_thong.ui import theme
from sai_thong.ui.kit import (
    ActionButton,
    Banner,
    BannerStack,
    Card,
    Separator,
    Text,
    ThaiLabel,
    confirm_loss,
    keys,
)
from sai_thong.ui.kit.field_row import FieldRow
from sai_thong.ui.pages.assets.stepped_section import SteppedSection


class EntryView(Card):
    """The base of the long forms.

    Args:
        section: Whose form it is.
        title: What is entered.
        save: Words of the button that saves.

    Signals:
        left(): A person went back, and nothing was lost against their will.
    """

    left = Signal()

    def __init__(self, section: SteppedSection, title: str, save: str) -> None:
        super().__init__(margin=0, spacing=0)
        self.section = section
        self.banners = BannerStack()
        self.save_button = ActionButton(save, self.save, key=keys.SAVE, kind="primary")
        self.area = QScrollArea()
        self._title = title
        self._begun: object = None

    # to be said by forms

    def save(self) -> None:
        """Check, and write by `write`."""
        raise NotImplementedError

    def typed(self) -> object:
        """Everything typed, to tell whether anything would be lost."""
        return [line.text() for line in self.findChildren(QLineEdit)]

    # for forms to call

    def lay(self, content: QWidget, *, scrolls: bool = True) -> None:
        """Put the form together around `content`; call it once."""
        look = theme.current()
        head = QVBoxLayout()
        head.setContentsMargins(look.px(20), look.px(10), look.px(20), look.px(6))
        head.addWidget(ThaiLabel(self._title, Text.RECORD, max_lines=1))
        head.addWidget(self.banners)
        self.body.addLayout(head)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(look.px(20), look.px(4), look.px(20), look.px(12))
        column.addWidget(content)
        if scrolls:
            column.addStretch(1)
            self.area.setWidgetResizable(True)
            self.area.setFrameShape(QFrame.Shape.NoFrame)
            self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.area.setWidget(holder)
            self.body.addWidget(self.area, 1)
        else:
            self.body.addWidget(holder, 1)
        self._lay_foot()

    def _lay_foot(self) -> None:
        look = theme.current()
        self.body.addWidget(Separator())
        line = QHBoxLayout()
        line.setContentsMargins(look.px(20), look.px(10), look.px(20), look.px(10))
        line.setSpacing(look.px(8))
        line.addStretch(1)
        line.addWidget(self.save_button)
        line.addWidget(ActionButton(keys.with_key(_("Back"), keys.BACK), self._go_back))
        self.body.addLayout(line)

    def open_over(self) -> None:
        """Show it over the page: a long form needs the room of title and tabs too."""
        page = self.section.page
        page.banners.clear()
        self.left.connect(page.over.uncover)
        page.over.show_over(self, leave=self.may_go, may_leave=self.may_go)
        self.begun()

    def begun(self) -> None:
        """What stands there now is not worth a question."""
        self._begun = self.typed()

    def write(self, operation: Callable[[], object], done: Callable[..., object]) -> None:
        """Run the operation on the store's thread; a refusal is told here and what was typed stays."""
        self.save_button.setEnabled(False)

        def finish(result: object) -> None:
            if isValid(self):
                self.begun()
                self.section.page.over.uncover()
            done(result)
            self.section.keep_focus()

        self.section.page.write(operation, done=finish, failed=self._refused, busy=_("Saving…"))

    def say(self, error: SaiThongError) -> None:
        """Tell at the head what is wrong."""
        self.banners.clear()
        self.banners.tell(Banner.of_error(error))

    def go_to(self, row: FieldRow) -> None:
        """Give the keys to a field that is wrong."""
        row.editor.focus_target().setFocus(Qt.FocusReason.OtherFocusReason)
        self.area.ensureWidgetVisible(row.editor)

    def _refused(self, error: SaiThongError) -> None:
        if isValid(self):
            self.save_button.setEnabled(True)
            self.say(error)

    # leaving

    def may_go(self) -> bool:
        """Whether the form may be left; asks when something was typed."""
        return self.typed() == self._begun or confirm_loss(
            self,
            _("Leave without saving?"),
            _("What you changed in this form is not saved yet, and would be lost."),
            _("Leave without saving"),
        )

    def _go_back(self) -> None:
        if self.may_go():
            self.left.emit()
            self.section.keep_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter goes to the next field."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(self.focusWidget(), QLineEdit):
            self.focusNextChild()
        else:
            super().keyPressEvent(event)
