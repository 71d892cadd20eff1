"""A label that breaks Thai text between words and never cuts its marks.

Qt breaks Thai only where the platform knows Thai words (not on Windows) and takes a line's height from the font, which
is less than ปู่ or ฎุ need. This label breaks with `sai_thong.thai.words.wrap` and measures the ink.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from sai_thong.ui import theme
from sai_thong.ui.theme import Text, Tone


def break_lines(text: str, font: QFont, width: float) -> list[str]:
    """`text` in lines of at most `width` pixels; its own line ends are kept."""
    metrics = QFontMetricsF(font)
    lines: list[str] = []
    for paragraph in text.split("\n"):
        if metrics.horizontalAdvance(paragraph) <= width:
            lines.append(paragraph)
        else:
            from sai_thong.thai.words import wrap

            lines.extend(wrap(paragraph, metrics.horizontalAdvance, max(width, 1.0)))
    return lines


def prepare_words() -> None:
    """Load the word lists now (about 0.25 s) rather than when the first long label is shown; on another thread."""
    from sai_thong.thai.words import pieces

    pieces("องค์การบริหารส่วนตำบลทรายทอง")


def block_height(font: QFont, lines: int) -> float:
    """Height of `lines` lines of `font`, from the highest mark of the first to the lowest of the last."""
    return theme.ink_of(font).height + max(0, lines - 1) * font.pixelSize() * theme.LINE_HEIGHT


def draw_lines(
    painter: QPainter, box: QRectF, lines: list[str], align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft
) -> None:
    """Draw `lines` from the top of `box` in the painter's font and pen, elided to its width."""
    font = painter.font()
    metrics = QFontMetricsF(font)
    base = box.top() + theme.ink_of(font).up
    for line in lines:
        shown = metrics.elidedText(line, Qt.TextElideMode.ElideRight, box.width() + 0.5)
        room = box.width() - metrics.horizontalAdvance(shown)
        shift = {Qt.AlignmentFlag.AlignRight: room, Qt.AlignmentFlag.AlignHCenter: room / 2}.get(align, 0.0)
        painter.drawText(box.left() + shift, base, shown)  # type: ignore[call-overload]
        base += font.pixelSize() * theme.LINE_HEIGHT


class ThaiLabel(QWidget):
    r"""Text in one of the roles of the theme, wrapped between Thai words.

    Args:
        text: What is shown; ``\n`` ends a line.
        role: Size and weight.
        tone: Meaning of the colour; `muted` wins over it.
        muted: The quiet colour for captions and notes.
        max_lines: Text beyond is elided and told by the tool tip; 1 makes a label that never wraps; None has no limit.
        align: Left, right or centred.
        colour: A token of the theme in place of `tone`, for the side bar only.
        base_of: Stand on the base line of this role, for small text beside larger.
    """

    def __init__(
        self,
        text: str = "",
        role: Text = Text.BASE,
        *,
        tone: Tone = Tone.PLAIN,
        muted: bool = False,
        max_lines: int | None = None,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        colour: str = "",
        base_of: Text | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._text = text
        self._base_of = base_of
        self._role = role
        self._tone = tone
        self._muted = muted
        self._max_lines = max_lines
        self._align = align
        self._colour = colour
        # By width: a layout asks for the height at several of them, over and over.
        self._broken: dict[int, list[str]] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(max_lines != 1)
        self.setSizePolicy(policy)
        self.setAccessibleName(text)

    def text(self) -> str:
        """The whole text, elided or not."""
        return self._text

    def set_text(self, text: str, tone: Tone | None = None) -> None:
        """Show `text`, in `tone` if given."""
        self._tone = self._tone if tone is None else tone
        if text != self._text:
            self._text = text
            self.setAccessibleName(text)
            self._measure_again()
        self.update()

    def is_elided(self) -> bool:
        """Whether part of the text is hidden for lack of room."""
        width = self.contentsRect().width()
        lines = self._lines(width)
        metrics = QFontMetricsF(self._font())
        return len(lines) < len(self._all_lines(width)) or any(
            metrics.horizontalAdvance(line) > width + 0.5 for line in lines
        )

    def _font(self) -> QFont:
        return theme.current().font(self._role)

    def _drop(self) -> float:
        """How much lower the first line stands, to share the base line of a larger role."""
        if self._base_of is None:
            return 0.0
        return max(0.0, theme.ink_of(theme.current().font(self._base_of)).up - theme.ink_of(self._font()).up)

    def _all_lines(self, width: int) -> list[str]:
        if self._max_lines == 1:
            return [self._text.replace("\n", " ")]
        if width not in self._broken:
            self._broken[width] = break_lines(self._text, self._font(), width)
        return self._broken[width]

    def _lines(self, width: int) -> list[str]:
        lines = self._all_lines(width)
        if self._max_lines is not None and len(lines) > self._max_lines:
            kept = lines[: self._max_lines]
            return [*kept[:-1], kept[-1] + " …"]
        return lines

    def _measure_again(self) -> None:
        self._broken.clear()
        self.updateGeometry()
        # Before it was ever laid out there is no room to measure against: the first resize tells.
        if self.testAttribute(Qt.WidgetAttribute.WA_WState_Created):
            self._tell_hidden_text()

    def _tell_hidden_text(self) -> None:
        self.setToolTip(self._text if self._text and self.is_elided() else "")

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The width of the text on one line, up to a readable column, and its height."""
        font = self._font()
        metrics = QFontMetricsF(font)
        widest = max((metrics.horizontalAdvance(line) for line in self._text.split("\n")), default=0.0)
        width = int(widest) + 1
        if self._max_lines != 1:
            width = min(width, theme.current().px(420))
        margins = self.contentsMargins()
        width += margins.left() + margins.right()
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Narrow enough to give way, high enough for every mark."""
        return QSize(min(self.sizeHint().width(), theme.current().px(48)), self._height_of(1))

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """The height the text needs at `width`."""
        margins = self.contentsMargins()
        return self._height_of(len(self._lines(width - margins.left() - margins.right())))

    def _height_of(self, lines: int) -> int:
        margins = self.contentsMargins()
        return int(block_height(self._font(), lines) + self._drop()) + 1 + margins.top() + margins.bottom()

    def event(self, event: QEvent) -> bool:
        """Measure again when the theme, the scale or the font changes."""
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._measure_again()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the tool tip true."""
        super().resizeEvent(event)
        self._tell_hidden_text()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """Draw the lines."""
        look = theme.current()
        painter = QPainter(self)
        painter.setFont(self._font())
        if self._colour:
            painter.setPen(look.colour(self._colour))
        else:
            painter.setPen(QColor(look.tokens.muted if self._muted else look.tokens.ink(self._tone)))
        room = QRectF(self.contentsRect())
        lines = self._lines(int(room.width()))
        if self._max_lines == 1 and self._base_of is None:
            spare = max(0.0, room.height() - block_height(self._font(), 1))
            room.adjust(0, spare / 2, 0, 0)
        room.adjust(0, self._drop(), 0, 0)
        draw_lines(painter, room, lines, self._align)
