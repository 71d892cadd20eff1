"""One column of the board: the cases that stand at one state, as cards, the most pressing on top."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from sai_thong.ground.language import _, ngettext
from sai_thong.registers.petitions.board import BoardColumn
from sai_thong.registers.petitions.listing import PetitionRow
from sai_thong.registers.petitions.terms import STATE_LABELS, PetitionState
from sai_thong.ui import theme
from sai_thong.ui.kit import Text, ThaiLabel
from sai_thong.ui.kit.cells import draw_words
from sai_thong.ui.kit.chip import draw_chip
from sai_thong.ui.kit.label import block_height, break_lines, draw_lines
from sai_thong.ui.pages.petitions.case_words import due_chip
from sai_thong.ui.pages.petitions.naming_words import petitioner_words

LEAST_WIDTH = 148
_MARGIN, _GAP = 10, 8
_SUBJECT_LINES = 2
_CASE_ROLE = int(Qt.ItemDataRole.UserRole) + 1

Index = QModelIndex | QPersistentModelIndex


class _Cases(QAbstractListModel):
    """The cards of a column."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[PetitionRow, ...] = ()

    def set_rows(self, rows: tuple[PetitionRow, ...]) -> None:
        """Show other cases."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: N802, ARG002 - Qt's name and signature
        """How many cards."""
        return len(self.rows)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """The case of a card; to a screen reader its number and subject."""
        row = self.rows[index.row()]
        if role == _CASE_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return "\n".join(filter(None, (row.number, row.subject, petitioner_words(row.petitioner_name, row.named))))
        return None


class _CardPainter(QStyledItemDelegate):
    """Number and what is left at the top, the subject in two lines, who brings it."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self.now: datetime | None = None
        self.soon_days = 0

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802, ARG002 - Qt's names
        """Every card is as high as the fullest."""
        look = theme.current()
        head = block_height(look.font(Text.SMALL_STRONG), 1) + look.px(6)
        subject = block_height(look.font(Text.BASE), _SUBJECT_LINES)
        foot = block_height(look.font(Text.SMALL), 1)
        return QSize(0, round(head + subject + foot) + look.px(2 * _MARGIN + _GAP))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One card."""
        row = index.data(_CASE_ROLE)
        look = theme.current()
        view = option.widget
        card = QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -look.px(_GAP) + 0.5)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected) and view.hasFocus()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.colour("accent" if chosen else "line"), 2 if chosen else 1))
        painter.setBrush(QColor(look.tokens.accent_soft if chosen else look.tokens.panel))
        painter.drawRoundedRect(card, look.px(8), look.px(8))
        inside = card.adjusted(look.px(_MARGIN), look.px(_MARGIN), -look.px(_MARGIN), 0)
        self._paint_words(painter, inside, row, chosen=chosen)
        painter.restore()

    def _paint_words(self, painter: QPainter, box: QRectF, row: PetitionRow, *, chosen: bool) -> None:
        look = theme.current()
        head = block_height(look.font(Text.SMALL_STRONG), 1)
        number = row.number or "–"
        chip = due_chip(row.due, self.now, self.soon_days) if self.now is not None else None
        painter.setFont(look.font(Text.SMALL_STRONG))
        painter.setPen(look.colour("text"))
        line = QRectF(box.left(), box.top(), box.width(), head)
        draw_words(painter, line, number, "left")
        if row.moo is not None:
            painter.setFont(look.font(Text.SMALL))
            painter.setPen(look.colour("muted"))
            draw_words(painter, line, _("village {moo}").format(moo=row.moo), "right")
            painter.setPen(look.colour("text"))
        top = box.top() + head + look.px(2)
        painter.setFont(look.font(Text.BASE))
        lines = break_lines(row.subject, look.font(Text.BASE), box.width())
        if len(lines) > _SUBJECT_LINES:
            lines = [*lines[: _SUBJECT_LINES - 1], f"{lines[_SUBJECT_LINES - 1]}…"]
        subject = block_height(look.font(Text.BASE), _SUBJECT_LINES)
        draw_lines(painter, QRectF(box.left(), top, box.width(), subject), lines)
        foot = QRectF(box.left(), top + subject + look.px(2), box.width(), block_height(look.font(Text.SMALL), 1))
        if chip is not None:
            draw_chip(
                painter, chip, box.left() - look.px(2), foot.center().y(), box.width() + look.px(4), outlined=chosen
            )
        else:
            painter.setFont(look.font(Text.SMALL))
            painter.setPen(look.colour("muted"))
            draw_words(painter, foot, petitioner_words(row.petitioner_name, row.named), "left")


class _Cards(QListView):
    """The cards; Left and Right leave the column."""

    turned = Signal(int)
    opened = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter opens the case, Left and Right go to the next column."""
        key, index = event.key(), self.currentIndex()
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.turned.emit(1 if key == Qt.Key.Key_Right else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self.opened.emit(index.data(_CASE_ROLE).id)
        elif key == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """The keys stand on a card."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.model().rowCount():
            self.setCurrentIndex(self.model().index(0, 0))


class BoardColumnView(QWidget):
    """A heading with the count, and the cards below it.

    Signals:
        opened(str): The id of the case whose card was opened.
        turned(int): The keys go a column to the right (1) or to the left (-1).
    """

    opened = Signal(str)
    turned = Signal(int)

    def __init__(self, state: PetitionState) -> None:
        super().__init__()
        look = theme.current()
        self._words = _(STATE_LABELS[state])
        self.setMinimumWidth(look.px(LEAST_WIDTH))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(4))
        self.heading = ThaiLabel(self._words, Text.STRONG, max_lines=1)
        self.cards = _Cards()
        self._model = _Cases()
        self._painter = _CardPainter(self.cards)
        self.cards.setModel(self._model)
        self.cards.setItemDelegate(self._painter)
        self.cards.setObjectName("board")
        self.cards.setFrameShape(QFrame.Shape.NoFrame)
        self.cards.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.cards.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.cards.setMouseTracking(True)
        self.cards.viewport().setAutoFillBackground(False)
        self.cards.setAccessibleName(self._words)
        self.cards.opened.connect(self.opened)
        self.cards.turned.connect(self.turned)
        self.cards.clicked.connect(lambda index: self.opened.emit(index.data(_CASE_ROLE).id))
        self.more = ThaiLabel("", Text.SMALL, muted=True, max_lines=1)
        column.addWidget(self.heading)
        column.addWidget(self.cards, 1)
        column.addWidget(self.more)

    def show_column(self, column: BoardColumn, now: datetime, soon_days: int) -> None:
        """Show the cases; a chosen one stays chosen."""
        index = self.cards.currentIndex()
        chosen = index.data(_CASE_ROLE).id if index.isValid() else ""
        self._painter.now, self._painter.soon_days = now, soon_days
        self._model.set_rows(column.rows)
        self.heading.set_text(f"{self._words}  {column.count:,}")
        hidden = column.count - len(column.rows)
        more = ngettext("and {count} more", "and {count} more", hidden).format(count=f"{hidden:,}")
        self.more.set_text(more if hidden else "")
        self.more.setVisible(bool(hidden))
        for place, row in enumerate(column.rows):
            if row.id == chosen:
                self.cards.setCurrentIndex(self._model.index(place, 0))

    @property
    def empty(self) -> bool:
        """Whether no case stands here."""
        return not self._model.rows

    def take_focus(self, place: int = 0) -> None:
        """Give the keys to the card at `place`, or to the last one."""
        if not self.empty:
            self.cards.setCurrentIndex(self._model.index(min(place, len(self._model.rows) - 1), 0))
            self.cards.setFocus(Qt.FocusReason.OtherFocusReason)
