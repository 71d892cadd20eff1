"""The pages of a preview one below the other; pictures are held only of those in view."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from sai_thong.ground.language import _
from sai_thong.ui import theme

_KEPT_PICTURES = 12
SCREEN_DPI = 96
"""Dots an inch of a screen at 100 %."""


class _Sheet(QWidget):
    """One page; white paper until its picture is there."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number
        self.picture: QImage | None = None
        self.setAccessibleName(_("Page {number}").format(number=number + 1))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """Paper is white in every theme."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        if self.picture is not None:
            painter.drawImage(self.rect(), self.picture)
        painter.setPen(theme.current().colour("line"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


class Sheets(QScrollArea):
    """The pages one below the other; asks for pictures only of those in view."""

    wanted = Signal(int)
    page_shown = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setAccessibleName(_("Pages"))
        # Always: a bar that comes and goes would change the width that pages are fitted to.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._sizes: Sequence[tuple[float, float]] = ()
        self._kept: OrderedDict[int, None] = OrderedDict()
        self.sheets: list[_Sheet] = []
        self.zoom = 0  # 0 fits the width
        self.verticalScrollBar().valueChanged.connect(self.look_around)

    def set_pages(self, sizes: Sequence[tuple[float, float]]) -> None:
        """Lay out empty pages of these sizes in points; those of the same sizes stay, and are drawn anew."""
        if list(sizes) == list(self._sizes):
            self._kept.clear()
            self.look_around()
            return
        self._sizes = sizes
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setSpacing(theme.current().px(14))
        self.sheets = [_Sheet(number) for number in range(len(sizes))]
        for sheet in self.sheets:
            column.addWidget(sheet, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self.setWidget(holder)
        self.lay_out()

    def density(self, number: int) -> float:
        """Dots an inch at which a page is shown now."""
        if self.zoom:
            return SCREEN_DPI * self.zoom / 100
        room = self.viewport().width() - theme.current().px(32)
        return max(30.0, min(room / (self._sizes[number][0] / 72), SCREEN_DPI * 2.0))

    def lay_out(self) -> None:
        """Size the pages for the zoom; pictures are asked for anew."""
        for number, sheet in enumerate(self.sheets):
            width, height = self._sizes[number]
            size = QSize(round(width / 72 * self.density(number)), round(height / 72 * self.density(number)))
            if sheet.size() != size:
                sheet.setFixedSize(size)
        self._kept.clear()
        QTimer.singleShot(0, self, self.look_around)

    def look_around(self) -> None:
        """Ask for the pictures of what is in view, and let far ones go."""
        top = self.verticalScrollBar().value()
        bottom = top + self.viewport().height()
        shown = [s for s in self.sheets if s.y() + s.height() >= top and s.y() <= bottom]
        for sheet in shown:
            if sheet.number not in self._kept:
                self._kept[sheet.number] = None
                self.wanted.emit(sheet.number)
            self._kept.move_to_end(sheet.number)
        while len(self._kept) > max(_KEPT_PICTURES, len(shown)):
            self.sheets[self._kept.popitem(last=False)[0]].picture = None
        if shown:
            self.page_shown.emit(shown[0].number)

    def show_picture(self, number: int, picture: QImage) -> None:
        """The picture of a page came."""
        if number in self._kept:
            self.sheets[number].picture = picture
            self.sheets[number].update()

    def go_to(self, number: int) -> None:
        """Bring a page to the top."""
        self.verticalScrollBar().setValue(self.sheets[number].y() - theme.current().px(8))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Fit the width again."""
        super().resizeEvent(event)
        if not self.zoom:
            self.lay_out()
