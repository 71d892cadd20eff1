"""The keys always stand on something a person can see: nobody without a mouse loses them."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QAbstractItemView, QApplication, QMainWindow, QWidget
from shiboken6 import isValid


class FocusKeeper(QObject):
    """Gives the keys to a neighbour when the widget that had them is hidden, disabled or deleted.

    Qt alone would go on to whatever comes next in its chain: in this window the side bar, where Enter leaves the page.

    Args:
        window: The window whose keys are kept.
    """

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._view: QWidget | None = None
        self._place: tuple[QWidget, ...] = ()
        """The widget that had the keys last by somebody's will, and what it stands in, the nearest first."""
        self._name = ""
        self._left: dict[QWidget, QWidget] = {}
        self._lost = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._give_back)
        QApplication.instance().focusChanged.connect(self._moved)  # type: ignore[union-attr]

    def open(self, view: QWidget) -> None:
        """Give the keys to where one begins in `view`, which was opened."""
        self._enter(view)
        _take_focus(view)
        self._look_after(view)

    def come_back(self, view: QWidget) -> None:
        """Give the keys to where they were when `view` was left, if that is still there."""
        self._enter(view)
        before = self._left.get(view)
        if before is not None and _can_have_keys(before) and view.isAncestorOf(before):
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            _take_focus(view)
        self._look_after(view)

    def look_again(self) -> None:
        """Something was read anew: the place that was lost may be there again."""
        if self._lost:
            self._soon.start()

    def _enter(self, view: QWidget) -> None:
        self._view = view
        self._left = {each: where for each, where in self._left.items() if isValid(each)}

    def _look_after(self, view: QWidget) -> None:
        """A view that is still reading has nothing to give the keys to: it has them itself until then."""
        if not _within(view):
            self._place, self._name, self._lost = (view,), "", True
            view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _moved(self, old: QWidget | None, new: QWidget | None) -> None:
        if not isValid(self._window) or (new is not None and new.window() is not self._window):
            return  # a dialog or a menu has them, and gives them back
        if new is None and not self._window.isActiveWindow():
            return
        if new is None or new is self._view or self._was_taken_from(old):
            self._lost = self._lost or new is not self._view
            self._soon.start()
        else:
            self._stand_on(new)

    def _was_taken_from(self, old: QWidget | None) -> bool:
        """Whether the keys moved because what had them is gone, not because somebody moved them."""
        if self._lost:
            return old is None or not _can_have_keys(old)
        return bool(self._place) and not _can_have_keys(self._place[0])

    def _stand_on(self, widget: QWidget) -> None:
        view = self._view
        self._lost = False
        self._name = _name_of(widget)
        self._place = tuple(_outwards(widget, view))
        if view is not None and isValid(view) and view.isAncestorOf(widget):
            self._left[view] = widget

    def _give_back(self) -> None:
        """Find again what had the keys, or the list beside it, or else where its view begins."""
        view = self._view
        if not self._lost or view is None or not isValid(view) or not self._window.isActiveWindow():
            return
        around = [each for each in self._place if isValid(each) and each.isVisible() and each is not self._window]
        if view not in around:  # another view was opened meanwhile
            around = [view]
        found = self._same(around)
        if found is not None:
            found.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not any(_take_focus(each) for each in around):
            self._look_after(view)
            return
        self._stand_on(self._window.focusWidget())

    def _same(self, around: list[QWidget]) -> QWidget | None:
        """What was made anew in the place of the widget that had the keys: it is called the same."""
        kind = type(self._place[0])
        for each in around if self._name else ():
            for widget in (each, *each.findChildren(QWidget)):
                if type(widget) is kind and _can_have_keys(widget) and _name_of(widget) == self._name:
                    return widget
        return None


def _outwards(widget: QWidget, view: QWidget | None) -> Iterator[QWidget]:
    """The widget and what it stands in, up to the view."""
    each: QWidget | None = widget
    while each is not None:
        yield each
        if each is view:
            return
        each = each.parentWidget()


def _name_of(widget: QWidget) -> str:
    return widget.accessibleName() or str(widget.property("text") or "")


def _can_have_keys(widget: QWidget) -> bool:
    return isValid(widget) and widget.isVisible() and widget.isEnabled()


def _within(view: QWidget) -> bool:
    focused = view.window().focusWidget()
    return focused is not None and view.isAncestorOf(focused) and focused.isVisibleTo(view) and focused.isEnabled()


def _take_focus(around: QWidget) -> bool:
    """Let a view, a section or a form give the keys to where it begins, or else go to its list.

    A list is a safer place than whatever button comes next.
    """
    take = getattr(around, "take_focus", None)
    if take is not None:
        take()
    elif not isinstance(around, QAbstractItemView):
        for table in around.findChildren(QAbstractItemView):
            if _can_have_keys(table) and table.focusPolicy() & Qt.FocusPolicy.TabFocus:
                table.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
    return take is not None and _within(around)
