"""A small form for what is typed unseen: a PIN for the day, or another password of one's own."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from sai_thong.ground.errors import SaiThongError
from sai_thong.ground.language import _
from sai_thong.ui import theme
from sai_thong.ui.kit import FieldSpec, RecordForm
from sai_thong.ui.work import Job


class SecretDialog(QDialog):
    """Asks until what was typed is taken.

    Args:
        title: What it is about.
        specs: The fields.
        take: Begins to take the values; a refusal is told in the form.
        today: Today.
        parent: The window.

    Attributes:
        form: The fields and their buttons.
    """

    def __init__(
        self,
        title: str,
        specs: Sequence[FieldSpec],
        take: Callable[[Mapping[str, Any]], Job],
        *,
        today: date,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._take = take
        self.setWindowTitle(title)
        self.setMinimumWidth(theme.current().px(620))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.form = RecordForm(title, specs, today=today)
        self.form.save_asked.connect(self._save)
        self.form.left.connect(self.reject)
        column.addWidget(self.form)

    def _save(self, values: Mapping[str, Any]) -> None:
        self.form.save_button.setEnabled(False)
        job = self._take(values)
        job.done.connect(lambda _done: self.accept())
        job.failed.connect(self._refuse)

    def _refuse(self, error: SaiThongError) -> None:
        self.form.save_button.setEnabled(True)
        self.form.show_error(error)


def pin_specs() -> list[FieldSpec]:
    """A PIN, once: who mistypes it signs in with the password."""
    told = _("With 4 to 8 digits you come back to this window until midnight. It is kept nowhere.")
    return [FieldSpec("pin", _("PIN"), "password", required=True, help=told, width=200)]


def password_specs() -> list[FieldSpec]:
    """The password that is left, and the new one twice."""
    return [
        FieldSpec("old", _("Present password"), "password", required=True),
        FieldSpec("new", _("New password"), "password", required=True),
        FieldSpec("again", _("The same once more"), "password", required=True),
    ]
