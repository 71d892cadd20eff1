"""Coming back with the recovery sheet: its code, and a new password."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from sai_thong.ground.errors import SaiThongError
from sai_thong.ground.language import _
from sai_thong.ui.entrance.fields import FieldColumn
from sai_thong.ui.entrance.first_run import SHORTEST_PASSWORD
from sai_thong.ui.entrance.screen import Screen
from sai_thong.ui.kit import ActionButton, Banner, FieldSpec, Tone


class NewPasswordScreen(Screen):
    """Asks for the recovery code and a new password.

    Signals:
        asked(str, str, str): Code, user, new password.
        left(): The person went back.
    """

    asked = Signal(str, str, str)
    left = Signal()

    def __init__(self, users: Sequence[str], *, today: date) -> None:
        super().__init__(
            _("With the recovery sheet"),
            _("Parts of the register with a key of their own open again only with their own sheet."),
            width=620,
        )
        self.fields = FieldColumn(
            [
                FieldSpec("code", _("Recovery code"), required=True, width=380),
                FieldSpec("user", _("User"), "choice", required=True, choices=tuple((name, name) for name in users)),
                FieldSpec("password", _("New password"), "password", required=True),
                FieldSpec("again", _("The password again"), "password", required=True),
            ],
            today=today,
        )
        if users:
            self.fields.show_values({"user": users[0]})
        self.card.body.addWidget(self.fields)
        foot = QHBoxLayout()
        foot.addWidget(ActionButton(_("Back"), self.left.emit))
        foot.addStretch(1)
        self.set_button = ActionButton(_("Set the new password"), self._ask, kind="primary")
        foot.addWidget(self.set_button)
        self.card.body.addLayout(foot)

    def show_error(self, error: SaiThongError) -> None:
        """Say why it did not work; what was typed stands."""
        self.set_button.setEnabled(True)
        self.banners.tell(Banner.of_error(error))

    def _ask(self) -> None:
        self.banners.clear()
        problem = self.fields.missing()
        values = self.fields.values() if not problem else {}
        password = str(values.get("password") or "")
        if not problem and len(password) < SHORTEST_PASSWORD:
            problem = _("A password has at least {count} characters.").format(count=SHORTEST_PASSWORD)
        if not problem and password != values["again"]:
            problem = _("The two passwords are not the same.")
        if problem:
            self.banners.tell(Banner(problem, Tone.WARNING))
        else:
            self.set_button.setEnabled(False)  # the file is being opened: once is enough
            self.asked.emit(str(values["code"]), str(values["user"]), password)
