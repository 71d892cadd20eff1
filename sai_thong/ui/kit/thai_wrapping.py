"""Thai line breaking in a box of several lines: Qt's own knows no Thai word on most machines.

The lines are chosen where `thai.words` allows a break. Nothing is put into the text for it, so that its value, the
cursor, copying and undoing know nothing of lines.
"""

from __future__ import annotations

from itertools import accumulate

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTextBlock, QTextDocument, QTextLayout, QTextLine, QTextOption
from PySide6.QtWidgets import QPlainTextDocumentLayout, QPlainTextEdit, QWidget

from sai_thong.thai.words import AFTER_WORD, pieces

_FULL_ENOUGH = 0.6
"""Share of the width from which a line ends after a whole word rather than inside a term."""
_ROUNDING = 0.6
_WITHOUT_END = 1e7


class ThaiTextBox(QPlainTextEdit):
    """A box of several lines, broken between Thai words."""

    def __init__(self) -> None:
        super().__init__()
        # Of its own: Qt's Python binding lets an editor's first document go with the layout it was given.
        self._text = QTextDocument(self)
        self._lines = _ThaiLines(self._text, self.viewport())
        self._text.setDocumentLayout(self._lines)
        self.setDocument(self._text)


class _ThaiLines(QPlainTextDocumentLayout):
    """Lays out the paragraphs of a document in the width of `view`."""

    def __init__(self, document: QTextDocument, view: QWidget) -> None:
        super().__init__(document)
        self._view = view

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:  # noqa: N802 - Qt's name
        """Asked by Qt for every paragraph it shows; one that was let go when the width changed is laid out anew."""
        if block.isValid() and not block.layout().lineCount():
            self._lay_out(block)
        return super().blockBoundingRect(block)

    def documentChanged(self, start: int, removed: int, added: int) -> None:  # noqa: N802 - Qt's name
        """Lay out anew what was typed into, over the lines that Qt chose."""
        super().documentChanged(start, removed, added)
        last = self.document().findBlock(max(0, start + removed + added - 1))
        block = self.document().findBlock(start)
        while block.isValid():
            self._lay_out(block)
            if block == last:
                break
            block = block.next()
        self.documentSizeChanged.emit(self.documentSize())
        self.requestUpdate()

    def _lay_out(self, block: QTextBlock) -> None:
        layout, margin = block.layout(), self.document().documentMargin()
        width = self._view.width() - 2 * margin
        option = QTextOption(self.document().defaultTextOption())
        option.setWrapMode(QTextOption.WrapMode.WrapAnywhere)
        breaks = _Breaks(layout, _shown_text(block), option)
        layout.setTextOption(option)
        layout.beginLayout()
        top = 0.0 if block.previous().isValid() else margin
        line = layout.createLine()
        while line.isValid():
            line.setLineWidth(breaks.width_of_line(line.textStart(), width))
            line.setPosition(QPointF(margin, top))
            top += line.height()
            line = layout.createLine()
        layout.endLayout()
        block.setLineCount(layout.lineCount() if block.isVisible() else 0)


class _Breaks:
    """Where a paragraph may be broken, and how wide it is up to there."""

    def __init__(self, layout: QTextLayout, text: str, option: QTextOption) -> None:
        self._ruler = QTextLayout(text, layout.font())
        self._ruler.setTextOption(option)
        self._ruler.beginLayout()
        self._line: QTextLine = self._ruler.createLine()
        self._line.setLineWidth(_WITHOUT_END)
        self._ruler.endLayout()
        cut = pieces(text)
        leading = len(text) - len(text.lstrip())
        after = accumulate((len(each.text) + len(each.space_after) for each in cut), initial=leading)
        self._ends = [
            (start + len(each.text), each.penalty) for start, each in zip(after, cut[:-1], strict=False)
        ]  # the last end is the paragraph's own

    def _x(self, place: int) -> float:
        found = self._line.cursorToX(place)
        assert isinstance(found, tuple)
        return float(found[0])

    def width_of_line(self, start: int, room: float) -> float:
        """How wide the line from `start` must be made so that it ends where it should."""
        begin = self._x(start)
        if self._x(len(self._ruler.text())) - begin <= room:
            return room
        fitting = [(self._x(end) - begin, penalty) for end, penalty in self._ends if end > start]
        fitting = [each for each in fitting if each[0] <= room]
        good = [width for width, penalty in fitting if penalty <= AFTER_WORD and width >= room * _FULL_ENOUGH]
        if good:
            return min(room, good[-1] + _ROUNDING)
        return min(room, fitting[-1][0] + _ROUNDING) if fitting else room


def _shown_text(block: QTextBlock) -> str:
    """The text with what an input method is composing in it."""
    text, layout = block.text(), block.layout()
    place = layout.preeditAreaPosition()
    return text[:place] + layout.preeditAreaText() + text[place:] if place >= 0 else text
