"""How cells and headings are painted: the ink of Thai fits, numbers end at the right, chips are chips."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from sai_thong.ui import icons, theme
from sai_thong.ui.kit.chip import draw_chip
from sai_thong.ui.kit.columns import Column, Row, cell_text, chips_of
from sai_thong.ui.kit.rows import ALIGN_ROLE, ROW_ROLE, RowModel
from sai_thong.ui.theme import Text

CELL_MARGIN = 12
"""Pixels at 100 % between the edge of a cell and its words."""


def draw_words(painter: QPainter, box: QRectF, words: str, align: str) -> bool:
    """One line of `words` in the middle of `box`, elided to it; whether all of it was shown."""
    font = painter.font()
    metrics = QFontMetricsF(font)
    ink = theme.ink_of(font)
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, box.width() + 0.5)
    room = box.width() - metrics.horizontalAdvance(shown)
    shift = {"right": room, "center": room / 2}.get(align, 0.0)
    base = box.center().y() + (ink.up - ink.down) / 2
    painter.drawText(box.left() + shift, base, shown)  # type: ignore[call-overload]
    return shown == words


class CellPainter(QStyledItemDelegate):
    """Paints the cells of a `ListTable`."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Ground, words or chips, line below, and the ring of the row the keys are on."""
        model = index.model()
        assert isinstance(model, RowModel)
        look = theme.current()
        box = QRectF(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen:
            painter.fillRect(box, look.colour("accent_soft"))
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), look.colour("line"))
        column = model.columns[index.column()]
        row: Row = index.data(ROW_ROLE)
        inside = box.adjusted(look.px(CELL_MARGIN), 0, -look.px(CELL_MARGIN), -1)
        if column.kind == "chip":
            self._paint_chips(painter, inside, row, column, chosen)
        elif column.kind == "tick":
            self._paint_tick(painter, box, bool(row.get(column.key)))
        else:
            painter.setFont(look.font(Text.STRONG if column.strong else Text.BASE))
            painter.setPen(look.colour("muted" if column.muted else "text"))
            draw_words(painter, inside, cell_text(column, row), column.alignment)
        if chosen:
            self._paint_ring(painter, box, index, option.widget)
        painter.restore()

    def _paint_chips(self, painter: QPainter, box: QRectF, row: Row, column: Column, chosen: bool) -> None:
        look = theme.current()
        left = box.left() - look.px(4)
        for chip in chips_of(row.get(column.key)):
            room = box.right() + look.px(4) - left
            if room < look.px(32):
                break
            left += draw_chip(painter, chip, left, box.center().y(), room, outlined=chosen) + look.px(6)

    def _paint_tick(self, painter: QPainter, box: QRectF, ticked: bool) -> None:
        look = theme.current()
        side = look.px(18)
        mark = QRectF(0, 0, side, side)
        mark.moveCenter(box.center())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.colour("accent" if ticked else "field_border"), 1))
        painter.setBrush(look.colour("accent" if ticked else "panel"))
        painter.drawRoundedRect(mark.adjusted(0.5, 0.5, -0.5, -0.5), look.px(4), look.px(4))
        if ticked:
            ratio = painter.device().devicePixelRatioF()
            painter.drawPixmap(mark.topLeft(), icons.pixmap("check", look.tokens.on_accent, side, ratio))

    def _paint_ring(
        self, painter: QPainter, box: QRectF, index: QModelIndex | QPersistentModelIndex, view: QWidget | None
    ) -> None:
        look = theme.current()
        accent = QColor(look.tokens.accent)
        if index.column() == 0:
            painter.fillRect(QRectF(box.left(), box.top(), look.px(3), box.height() - 1), accent)
        if view is not None and view.hasFocus():
            painter.fillRect(QRectF(box.left(), box.top(), box.width(), 1), accent)
            painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), accent)

    def sizeHint(  # noqa: N802 - Qt's name
        self,
        option: QStyleOptionViewItem,  # noqa: ARG002 - Qt's signature
        index: QModelIndex | QPersistentModelIndex,  # noqa: ARG002 - Qt's signature
    ) -> QSize:
        """The height of a row; widths are set by the table."""
        return QSize(0, theme.current().row_height)


class Headings(QHeaderView):
    """The headings of a table: small, quiet, aligned as their column, with the sign of the order."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setHighlightSections(False)
        self.setSectionsClickable(True)
        self.setMinimumSectionSize(theme.current().px(40))
        self.order: tuple[int, bool] | None = None

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As high as a row."""
        return QSize(super().sizeHint().width(), theme.current().px(40))

    def paintSection(self, painter: QPainter, rect: object, logicalIndex: int) -> None:  # noqa: N802, N803 - Qt's names
        """One heading."""
        title = str(self.model().headerData(logicalIndex, Qt.Orientation.Horizontal) or "")
        align = self.model().headerData(logicalIndex, Qt.Orientation.Horizontal, ALIGN_ROLE)
        look = theme.current()
        box = QRectF(rect)  # type: ignore[call-overload]
        painter.save()
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), look.colour("line"))
        inside = box.adjusted(look.px(CELL_MARGIN), 0, -look.px(CELL_MARGIN), -1)
        if self.order is not None and self.order[0] == logicalIndex:
            side = look.px(14)
            sign = icons.pixmap(
                "chevron-down" if self.order[1] else "chevron-up", look.tokens.muted, side, self.devicePixelRatioF()
            )
            painter.drawPixmap(round(inside.right() - side + look.px(6)), round(inside.center().y() - side / 2), sign)
            inside.adjust(0, 0, -side + look.px(2), 0)
        painter.setFont(look.font(Text.SMALL))
        painter.setPen(look.colour("muted"))
        draw_words(painter, inside, title, str(align))
        painter.restore()
