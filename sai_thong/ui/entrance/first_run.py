"""Setting up a new office: its name, where its file lies, the first user and password."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sai_thong.ground.errors import BadInput, SaiThongError
from sai_thong.ground.language import _
from sai_thong.registers.office.records import Office
from sai_thong.ui import theme
from sai_thong.ui.entrance.fields import FieldColumn
from sai_thong.ui.kit import Banner, BannerStack, FieldSpec, Text, ThaiLabel, WizardFrame, WizardStep

SHORTEST_PASSWORD = 8
SUFFIX = ".saithong"


@dataclass(frozen=True)
class NewOffice:
    """What is needed to make an office's file."""

    office: Office
    store: Path
    user: str
    password: str


class FirstRunWizard(QWidget):
    """Three steps to an office's file.

    Args:
        folder: Where the file is proposed to lie.
        today: The day, for the fields.

    Signals:
        asked(object): The `NewOffice` to make.
        left(): The person went back.
    """

    asked = Signal(object)
    left = Signal()

    def __init__(self, folder: Path, *, today: date) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._folder = folder
        self._columns: dict[str, FieldColumn] = {}
        self._today = today
        look = theme.current()
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(80), look.px(40), look.px(80), look.px(40))
        column.setSpacing(look.px(12))
        column.addWidget(ThaiLabel(_("A new office"), Text.TITLE, max_lines=1))
        self.banners = BannerStack()
        column.addWidget(self.banners)
        self.wizard = WizardFrame(
            [
                self._step("office", _("The office"), _office_fields()),
                self._step("file", _("Its file"), self._file_fields()),
                self._step("user", _("You"), _user_fields(), check=self._password_problem),
            ],
            finish_text=_("Set up the office"),
        )
        column.addWidget(self.wizard, 1)
        self.wizard.step_shown.connect(self._propose_file)
        self.wizard.finished.connect(self._ask)
        self.wizard.cancelled.connect(self.left.emit)

    def set_busy(self, busy: bool) -> None:
        """Whether the file is being made."""
        self.wizard.setEnabled(not busy)

    def show_error(self, error: SaiThongError) -> None:
        """Say why it was not made; everything typed stands."""
        self.set_busy(False)
        self.banners.tell(Banner.of_error(error))

    def _step(
        self, key: str, title: str, fields: Sequence[FieldSpec], check: Callable[[], str] = lambda: ""
    ) -> WizardStep:
        def make() -> QWidget:
            made = FieldColumn(fields, today=self._today)
            self._columns[key] = made
            made.edited.connect(self._refresh)
            return made

        def missing() -> str:
            made = self._columns.get(key)
            return (made.missing() or check()) if made else ""

        return WizardStep(key, title, make, missing)

    def _refresh(self) -> None:
        self.wizard.refresh()

    def _file_fields(self) -> list[FieldSpec]:
        return [
            FieldSpec(
                "path",
                _("File"),
                required=True,
                help=_("On this machine's own disk. Not on a network drive, not on a USB stick."),
                width=560,
            )
        ]

    def _propose_file(self, step: str) -> None:
        column = self._columns["file"] if step == "file" else None
        if column is not None and not column.values()["path"]:
            name = str(self._columns["office"].values()["name"])
            column.show_values({"path": str(self._folder / f"อบต.{name}{SUFFIX}")})
            self.wizard.refresh()

    def _password_problem(self) -> str:
        values = self._columns["user"].values()
        password = str(values["password"] or "")
        if len(password) < SHORTEST_PASSWORD:
            return _("A password has at least {count} characters.").format(count=SHORTEST_PASSWORD)
        return "" if password == values["again"] else _("The two passwords are not the same.")

    def _ask(self) -> None:
        try:
            values = {key: value for column in self._columns.values() for key, value in column.values().items()}
        except BadInput as error:
            self.show_error(error)
            return
        self.banners.clear()
        self.set_busy(True)
        self.asked.emit(_new_office(values))


def _office_fields() -> list[FieldSpec]:
    return [
        FieldSpec("name", _("Name of the subdistrict"), required=True, help=_("Without the words อบต. or ตำบล.")),
        FieldSpec("code", _("Office code"), required=True),
        FieldSpec("district", _("District")),
        FieldSpec("province", _("Province")),
        FieldSpec("address", _("Address")),
        FieldSpec("postcode", _("Postcode")),
        FieldSpec("phone", _("Telephone")),
        FieldSpec("letter_code", _("Letter code"), help=_("Before the number of a letter, such as กส 71801.")),
    ]


def _user_fields() -> list[FieldSpec]:
    return [
        FieldSpec("user", _("Your name in the program"), required=True),
        FieldSpec("password", _("Password"), "password", required=True),
        FieldSpec("again", _("The password again"), "password", required=True),
    ]


def _new_office(values: Mapping[str, object]) -> NewOffice:
    def text(key: str) -> str:
        return str(cast(str, values.get(key)) or "").strip()

    return NewOffice(
        office=Office(
            name=text("name"),
            code=text("code"),
            district=text("district"),
            province=text("province"),
            address=text("address"),
            postcode=text("postcode"),
            phone=text("phone"),
            letter_code=text("letter_code"),
        ),
        store=Path(text("path")).expanduser(),
        user=text("user"),
        password=str(values["password"]),
    )
