"""Setting up a new office: its name, where its file lies, the first user and password."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import cast

from sai_thong.ground.errors import BadInput
from sai_thong.ground.language import _
from sai_thong.registers.office.records import Office
from sai_thong.ui.entrance.file_wizard import FieldStep, FileWizard, file_step
from sai_thong.ui.kit import FieldSpec

SHORTEST_PASSWORD = 8


@dataclass(frozen=True)
class NewOffice:
    """What is needed to make an office's file."""

    office: Office
    store: Path
    user: str
    password: str


class FirstRunWizard(FileWizard):
    """Three steps to an office's file.

    Args:
        folder: Where the file is proposed to lie.
        today: The day, for the fields.

    Signals:
        asked(object): The `NewOffice` to make.
        left(): The person went back.
    """

    def __init__(self, folder: Path, *, today: date) -> None:
        super().__init__(
            _("A new office"),
            [
                FieldStep("office", _("The office"), _office_fields()),
                file_step(),
                FieldStep("user", _("You"), _user_fields(), check=self._password_problem),
            ],
            finish_text=_("Set up the office"),
            folder=folder,
            today=today,
        )

    def proposed_name(self) -> str:
        """After the subdistrict."""
        return f"อบต.{self.column('office').values()['name']}"

    def ask(self) -> None:
        """Emit the office that was typed; nothing more can be typed while its file is made."""
        try:
            values = {key: value for column in self._columns.values() for key, value in column.values().items()}
        except BadInput as error:
            self.show_error(error)
            return
        self.banners.clear()
        self.wizard.setEnabled(False)
        self.asked.emit(_new_office(values))

    def _password_problem(self) -> str:
        values = self.column("user").values()
        password = str(values["password"] or "")
        if len(password) < SHORTEST_PASSWORD:
            return _("A password has at least {count} characters.").format(count=SHORTEST_PASSWORD)
        return "" if password == values["again"] else _("The two passwords are not the same.")


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
