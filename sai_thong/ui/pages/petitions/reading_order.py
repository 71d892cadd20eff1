"""The order of Tab as the order of the eye, for a form whose parts come and go."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget


def tab_as_read(form: QWidget) -> None:
    """Let Tab go through everything that takes keys in `form` in the order of its layouts."""
    layout = form.layout()
    if layout is not None:
        for one, other in pairwise(_in_order(layout)):
            QWidget.setTabOrder(one, other)


def _in_order(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        if item is None:
            continue
        widget = item.widget()
        inner = item.layout() if widget is None else widget.layout()
        if inner is not None:
            yield from _in_order(inner)
        elif widget is not None and widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value:
            yield widget
