"""A form, or another view, shown over what it belongs to: Esc and saving come back to where one was."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget
from shiboken6 import isValid

from sai_thong.ui.kit.form import RecordForm


class Over(QStackedWidget):
    """`base`, and at most one widget over it.

    Args:
        base: What is shown when nothing stands over it.

    Signals:
        covered(bool): Something stands over the base now, or no more.
    """

    covered = Signal(bool)

    def __init__(self, base: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._base = base
        self._leave: Callable[[], bool] = lambda: True
        self._may_leave: Callable[[], bool] = lambda: True
        self._came_from: QWidget | None = None
        self.addWidget(base)

    def top(self) -> QWidget | None:
        """What stands over the base."""
        shown = self.currentWidget()
        return None if shown is self._base else shown

    def form(self) -> RecordForm | None:
        """The form that stands over the base."""
        top = self.top()
        return top if isinstance(top, RecordForm) else None

    def show_form(self, form: RecordForm) -> None:
        """Show `form` with the keys in its first field; it goes when it is left."""
        form.left.connect(self.uncover)
        self.show_over(form, leave=form.go_back)
        form.take_focus()

    def show_over(
        self,
        widget: QWidget,
        *,
        leave: Callable[[], bool] = lambda: True,
        may_leave: Callable[[], bool] = lambda: True,
    ) -> None:
        """Show `widget`; `leave` is asked before Esc takes it away, `may_leave` before the page is left with it."""
        self.uncover()
        self._came_from = self.focusWidget()
        self._leave = leave
        self._may_leave = may_leave
        self.addWidget(widget)
        self.setCurrentWidget(widget)
        self.covered.emit(True)

    def uncover(self) -> None:
        """Take away what stands over the base, without asking, and give the keys back."""
        top = self.top()
        if top is None:
            return
        self.setCurrentWidget(self._base)
        self.removeWidget(top)
        top.deleteLater()
        if self._came_from is not None and isValid(self._came_from):  # what was read again meanwhile is gone
            self._came_from.setFocus(Qt.FocusReason.OtherFocusReason)
        self.covered.emit(False)

    def go_back(self) -> bool:
        """Esc: leave what stands over the base, if its owner lets go; False when nothing does."""
        if self.top() is None:
            return False
        if self._leave():
            self.uncover()
        return True

    def may_leave(self) -> bool:
        """Whether nothing unsaved stands over the base; a changed form asks."""
        form = self.form()
        if form is None:
            return self.top() is None or self._may_leave()
        return not form.dirty or form.go_back()
