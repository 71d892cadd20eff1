"""The side bar: whose program and office this is, the registers, and at the foot what the program is doing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from sai_thong.ground.language import _
from sai_thong.registers.office.records import Office
from sai_thong.ui import icons, theme
from sai_thong.ui.kit.buttons import ActionButton, answer_to
from sai_thong.ui.kit.keys import key_of_page, with_key
from sai_thong.ui.kit.label import ThaiLabel
from sai_thong.ui.page import PageSpec
from sai_thong.ui.theme import Text


@dataclass(frozen=True)
class OfficeHeading:
    """What stands below the program's name: ``อบต.ทรายทอง`` and ``จ.กาฬสินธุ์``."""

    name: str
    province: str = ""

    @classmethod
    def of(cls, office: Office | None) -> OfficeHeading:
        """The heading of an office, by the short word for its kind; empty before the office is known."""
        if office is None:
            return cls("")
        return cls(office.short_name, f"จ.{office.province}" if office.province else "")

    def words(self) -> str:
        """Both in one line."""
        return f"{self.name} {self.province}".strip()


class SideBar(QWidget):
    """The registers as buttons; Ctrl+1 … Ctrl+9 and Ctrl+0 open them. Narrow, only their icons are shown.

    Signals:
        page_asked(str): The key of the page to open.
        display_asked(): The display menu is wanted.
        user_asked(): What the user can do with the place is wanted.
    """

    page_asked = Signal(str)
    display_asked = Signal()
    user_asked = Signal()

    WIDE = 212
    SLIM = 60
    _BESIDE_A_TITLE = 74
    """The icon and what is left free on both sides of a title."""

    def __init__(
        self, specs: Sequence[PageSpec], office: OfficeHeading, user: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("sideBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._specs = tuple(specs)
        self._buttons: dict[str, QPushButton] = {}
        self._slim = False
        look = theme.current()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(look.px(10), look.px(12), look.px(10), look.px(12))
        self._column.setSpacing(look.px(3))
        self._head = [
            ThaiLabel(_("Sai Thong"), Text.RECORD, colour="side_text", max_lines=1),
            ThaiLabel(office.words(), Text.SMALL, colour="side_muted", max_lines=2),
        ]
        for label in self._head:
            label.setContentsMargins(look.px(12), 0, look.px(4), 0)
            self._column.addWidget(label)
        self._column.addSpacing(look.px(8))
        for number, spec in enumerate(self._specs, start=1):
            self._column.addWidget(self._register_button(number, spec))
        self._column.addStretch(1)
        self._add_foot(user)
        self.set_slim(False)

    def _register_button(self, number: int, spec: PageSpec) -> QPushButton:
        button = QPushButton()
        button.setCheckable(True)
        button.setAutoExclusive(True)
        button.setAccessibleName(_(spec.title))
        key = key_of_page(number)
        button.setToolTip(with_key(_(spec.title), key))
        button.setMinimumHeight(theme.current().px(40))
        if key:
            answer_to(button, key)
        button.clicked.connect(lambda: self.page_asked.emit(spec.key))
        self._buttons[spec.key] = button
        return button

    def _add_foot(self, user: str) -> None:
        look = theme.current()
        self._status = ThaiLabel("", Text.SMALL, colour="side_muted", max_lines=2)
        self._status.setContentsMargins(look.px(12), 0, look.px(4), 0)
        self._column.addWidget(self._status)
        self.user_button = ActionButton("", self.user_asked.emit)
        self._user = user
        self.user_button.setAccessibleName(user)
        self.user_button.setToolTip(user)
        self._column.addWidget(self.user_button)
        self._display = ActionButton("", self.display_asked.emit, note=with_key(_("Display"), "F9"))
        self._display.setAccessibleName(_("Display"))
        self._column.addWidget(self._display)

    def show_office(self, office: OfficeHeading) -> None:
        """The office is called otherwise now."""
        self._head[-1].set_text(office.words())

    def office(self) -> str:
        """The office as it is called here."""
        return self._head[-1].text()

    def set_status(self, words: str) -> None:
        """What the program is doing, or that all is saved."""
        self._status.set_text(words)

    def status(self) -> str:
        """The words at the foot."""
        return self._status.text()

    def show_chosen(self, key: str) -> None:
        """Mark the register that is open."""
        if key in self._buttons:
            self._buttons[key].setChecked(True)
        self._colour_icons()

    def button(self, key: str) -> QPushButton:
        """The button of a register."""
        return self._buttons[key]

    def set_slim(self, slim: bool) -> None:
        """Show only icons, or icons with words."""
        self._slim = slim
        look = theme.current()
        self.setFixedWidth(look.px(self.SLIM) if slim else self._wide())
        for label in (*self._head, self._status):
            label.setVisible(not slim)
        self.user_button.setText("" if slim else f" {self._user}")
        for spec in self._specs:
            self._buttons[spec.key].setText("" if slim else f" {_(spec.title)}")
        self._display.setText("" if slim else " " + with_key(_("Display"), "F9"))
        self._colour_icons()

    def _wide(self) -> int:
        """Room for the longest title as it is written when chosen: the same face runs wider on some systems."""
        look = theme.current()
        font = look.font()
        font.setWeight(QFont.Weight.DemiBold)
        longest = max(QFontMetricsF(font).horizontalAdvance(_(spec.title)) for spec in self._specs)
        return max(look.px(self.WIDE), ceil(longest) + look.px(self._BESIDE_A_TITLE))

    def _colour_icons(self) -> None:
        look = theme.current()
        side = look.px(20)
        for spec in self._specs:
            button = self._buttons[spec.key]
            token = look.tokens.side_text if button.isChecked() else look.tokens.side_muted
            button.setIcon(icons.icon(spec.icon, token, side))
            button.setIconSize(QSize(side, side))
        self.user_button.setIcon(icons.icon("lock", look.tokens.side_muted, side))
        self.user_button.setIconSize(QSize(side, side))
        self._display.setIcon(icons.icon("settings", look.tokens.side_muted, side))
        self._display.setIconSize(QSize(side, side))
