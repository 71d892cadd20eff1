"""The unlock screen: whose office, who, and the password. It only asks; opening the store is the caller's."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from sai_thong.ground.errors import SaiThongError
from sai_thong.ground.language import _
from sai_thong.ui import theme
from sai_thong.ui.kit.banner import Banner, BannerStack
from sai_thong.ui.kit.buttons import ActionButton
from sai_thong.ui.kit.card import Card
from sai_thong.ui.kit.label import ThaiLabel, prepare_words
from sai_thong.ui.theme import Text, Tone

if TYPE_CHECKING:
    from sai_thong.ui.kit.choice import ChoiceBox


class UnlockScreen(QWidget):
    """Asks for user and password.

    Args:
        office: The office's name.
        users: Who can open the store, the last one first; with none known the name is typed.
        language: ``th`` or ``en``, for the switch.
        covers: Whose open window this hides, empty where none is open yet; then there is no other way in from here.

    Signals:
        unlock_asked(str, str): User and password.
        recovery_asked(): The person has the recovery sheet instead of a password.
        language_asked(str): The other language was asked for.
    """

    unlock_asked = Signal(str, str)
    recovery_asked = Signal()
    language_asked = Signal(str)

    def __init__(
        self,
        office: str,
        users: Sequence[str] = (),
        *,
        language: str = "th",
        covers: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        look = theme.current()
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        middle = QHBoxLayout()
        middle.addStretch(1)
        card = Card(margin=28, spacing=6)
        card.setFixedWidth(min(look.px(420), 640))
        middle.addWidget(card)
        middle.addStretch(1)
        outer.addLayout(middle)
        outer.addStretch(3)
        self._fill(card, office, users, covers)
        if not covers:
            self._add_other_ways(card, language)

    def _fill(self, card: Card, office: str, users: Sequence[str], covers: str) -> None:
        look = theme.current()
        card.body.addWidget(ThaiLabel(_("Sai Thong"), Text.TITLE, max_lines=1))
        card.body.addWidget(ThaiLabel(office, muted=True))
        if covers:
            told = _("The screen is hidden. What {user} typed and did not save is lost when another user signs in.")
            card.body.addWidget(ThaiLabel(told.format(user=covers), Text.SMALL, muted=True))
        card.body.addSpacing(look.px(8))
        self.banners = BannerStack()
        card.body.addWidget(self.banners)
        self.user_field = QLineEdit(users[0] if users else "")
        self.user_box = _choice_of(users) if len(users) > 1 else None
        card.body.addWidget(ThaiLabel(_("User"), Text.SMALL, muted=True, max_lines=1))
        asked = self.user_box or self.user_field
        asked.setAccessibleName(_("User"))
        card.body.addWidget(asked)
        words = _("Password, or today's PIN") if covers else _("Password")
        card.body.addWidget(ThaiLabel(words, Text.SMALL, muted=True, max_lines=1))
        self.password_field = QLineEdit()
        self.password_field.setEchoMode(QLineEdit.EchoMode.Password)
        self.password_field.setAccessibleName(words)
        self.password_field.installEventFilter(self)
        card.body.addWidget(self.password_field)
        self.hint = ThaiLabel("", Text.SMALL, tone=Tone.WARNING)
        self.hint.setVisible(False)
        card.body.addWidget(self.hint)
        card.body.addSpacing(look.px(10))
        self.unlock_button = ActionButton(_("Open (Enter)"), self.ask, kind="primary")
        card.body.addWidget(self.unlock_button)
        self.password_field.returnPressed.connect(self.ask)
        self.user_field.returnPressed.connect(self.password_field.setFocus)

    def _add_other_ways(self, card: Card, language: str) -> None:
        """The recovery sheet, and the other language."""
        foot = QHBoxLayout()
        foot.addWidget(ActionButton(_("I have the recovery sheet…"), self.recovery_asked.emit, kind="quiet"))
        foot.addStretch(1)
        other = "en" if language == "th" else "th"
        words = "English" if language == "th" else "ภาษาไทย"
        foot.addWidget(ActionButton(words, lambda: self.language_asked.emit(other), kind="quiet"))
        card.body.addLayout(foot)

    def user(self) -> str:
        """Who wants to come in."""
        return self.user_box.value() if self.user_box else self.user_field.text().strip()

    def ask(self) -> None:
        """Hand over user and password; the screen waits until told `show_error` or taken away."""
        if not self.unlock_button.isEnabled():
            return
        self.banners.clear()
        if not self.password_field.text():
            self.banners.tell(Banner(_("Type the password first."), Tone.WARNING, closable=False))
            self.password_field.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.set_busy(True)
        # The password's key takes its time outside the interpreter: the word lists of the labels load meanwhile.
        threading.Thread(target=prepare_words, daemon=True).start()
        self.unlock_asked.emit(self.user(), self.password_field.text())

    def set_busy(self, busy: bool) -> None:
        """Whether the store is being opened."""
        self.unlock_button.setEnabled(not busy)
        self.unlock_button.set_action_text(_("Opening…") if busy else _("Open (Enter)"))

    def show_error(self, error: SaiThongError) -> None:
        """Say why it did not open; the password is to be typed again."""
        self.set_busy(False)
        self.banners.tell(Banner.of_error(error, closable=False))
        self.password_field.clear()
        self.password_field.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_focus(self) -> None:
        """Give the keys to the password, or to the name if that is still empty."""
        target = self.password_field if self.user() else self.user_field
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Hint at the two reasons why a right password fails: capitals locked, and the Thai keyboard."""
        if watched is self.password_field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            words = keyboard_hint(event.text(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
            if event.text():
                self.hint.set_text(words)
                self.hint.setVisible(bool(words))
        return super().eventFilter(watched, event)


def _choice_of(users: Sequence[str]) -> ChoiceBox:
    """The box of those who can open the store; most offices have one user, and load no box."""
    from sai_thong.ui.kit.choice import ChoiceBox

    return ChoiceBox([(user, user) for user in users], users[0])


def keyboard_hint(typed: str, shift: bool) -> str:
    """What a typed character tells of the keyboard, for a field whose text cannot be seen."""
    if len(typed) != 1:
        return ""
    if "\u0e00" <= typed <= "\u0e7f":
        return _("The keyboard is set to Thai.")
    if typed.isascii() and typed.isalpha() and typed.isupper() != shift:
        return _("Caps Lock seems to be on.")
    return ""
