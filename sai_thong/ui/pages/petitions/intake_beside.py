"""What stands beside the form of a petition: its number, when the answer may be expected, and cases like it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from sai_thong.ground.errors import BadInput
from sai_thong.ground.language import _
from sai_thong.registers.petitions.links import Alike, AlikeCase
from sai_thong.thai.digits import to_arabic
from sai_thong.ui import theme
from sai_thong.ui.kit import ActionButton, Card, Separator, Text, ThaiLabel, Tone
from sai_thong.ui.kit.turning_row import group
from sai_thong.ui.pages.petitions.case_words import day_and_time, day_of
from sai_thong.ui.pages.petitions.intake_reading import Outlook


class OpenSeries(Card):
    """Opens the series of numbers of the year in place, at the number after the last one in the paper book.

    Signals:
        asked(int, str): Open it at this number, with this letter.
    """

    asked = Signal(int, str)

    def __init__(self, year_be: int) -> None:
        super().__init__(margin=14, spacing=6)
        self._year_be = year_be
        self._words = ThaiLabel("", Text.STRONG)
        self.body.addWidget(self._words)
        self.say_for(confidential=False)
        self.body.addWidget(ThaiLabel(_("Next number after the paper book"), Text.SMALL, muted=True))
        self.next = QLineEdit("1")
        self.next.setAccessibleName(_("Next number after the paper book"))
        self.next.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.next.setFixedWidth(theme.current().px(90))
        self.button = ActionButton(_("Open the series"), self._ask)
        self.next.returnPressed.connect(self._ask)
        self.body.addWidget(group(self.next, self.button, leftwards=True))
        self.problem = ThaiLabel("", Text.SMALL, tone=Tone.BAD)
        self.problem.hide()
        self.body.addWidget(self.problem)

    def say_for(self, *, confidential: bool) -> None:
        """Say which series is missing: the confidential cases have one of their own."""
        words = _("No series of petition numbers of {year} is open on this machine yet.")
        if confidential:
            words = _("No series of numbers of {year} is open for confidential cases yet.")
        self._words.set_text(words.format(year=self._year_be))

    def tell(self, error: BadInput) -> None:
        """Say what is wrong."""
        self.problem.set_text(str(error))
        self.problem.show()

    def _ask(self) -> None:
        plain = to_arabic(self.next.text()).strip()
        if plain.isdigit() and int(plain) > 0:
            self.problem.hide()
            self.asked.emit(int(plain), "")
        else:
            self.tell(BadInput(_("“{written}” is not a whole number.").format(written=self.next.text())))


class Beside(QScrollArea):
    """The column at the right.

    Signals:
        case_asked(str): Open this case.
    """

    case_asked = Signal(str)

    def __init__(self, year_be: int) -> None:
        super().__init__()
        look = theme.current()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        content = QWidget()
        content.setAutoFillBackground(False)
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.px(12))
        self.series = OpenSeries(year_be)
        self.series.hide()
        self._outlook = Card(margin=14, spacing=4)
        self._alike = Card(margin=14, spacing=6)
        for card in (self.series, self._outlook, self._alike):
            self._column.addWidget(card)
        self._column.addStretch(1)
        self.setWidget(content)
        self.alike_buttons: list[ActionButton] = []
        self.show_outlook(None)
        self.show_alike(())

    def show_outlook(self, outlook: Outlook | None) -> None:
        """Which number comes next, and by when the answer may be expected."""
        _empty(self._outlook)
        add = self._outlook.body.addWidget
        if outlook is None:
            add(ThaiLabel(_("Choose a service to see when the answer may be expected."), muted=True))
            return
        if outlook.next_number:
            add(ThaiLabel(_("Next number"), Text.SMALL, muted=True))
            add(ThaiLabel(outlook.next_number, Text.RECORD, max_lines=1))
        if outlook.promised is not None:
            add(ThaiLabel(_("Answer expected by"), Text.SMALL, muted=True))
            add(ThaiLabel(day_and_time(outlook.promised), Text.STRONG))

    def show_alike(self, found: Sequence[AlikeCase]) -> None:
        """The open cases that may be the same matter."""
        _empty(self._alike)
        self.alike_buttons = []
        self._alike.setVisible(bool(found))
        if not found:
            return
        self._alike.body.addWidget(ThaiLabel(_("Open cases like this one"), Text.SECTION))
        for each in found[:5]:
            self._alike.body.addWidget(Separator())
            case = each.petition
            head = "  ·  ".join(filter(None, (case.number, day_of(case.received_at))))
            self._alike.body.addWidget(ThaiLabel(head, Text.STRONG, max_lines=1))
            self._alike.body.addWidget(ThaiLabel(" ".join(filter(None, (case.subject, case.place)))))
            self._alike.body.addWidget(ThaiLabel(alike_words(each), Text.SMALL, tone=Tone.WARNING))
            button = ActionButton(_("Open that case"), partial(self.case_asked.emit, case.id), kind="quiet")
            button.setAccessibleName(f"{_('Open that case')}: {case.number} {case.subject}")
            self.alike_buttons.append(button)
            self._alike.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)


def alike_words(found: AlikeCase) -> str:
    """In what a case is alike."""
    words: dict[Alike, Callable[[], str]] = {
        Alike.SAME_PLACE: lambda: _("same place"),
        Alike.NEARBY: lambda: _("{metres} m away").format(metres=found.metres),
        Alike.SAME_THING: lambda: _("same asset"),
        Alike.SAME_PERSON: lambda: _("same petitioner and subject"),
    }
    return ", ".join(words[alike]() for alike in Alike if alike in found.alike)


def _empty(card: Card) -> None:
    while (item := card.body.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
