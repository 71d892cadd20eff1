"""Joining an office that exists: the code of another computer or the province, the person's own keys, and the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sai_thong.ground.clock import Clock
from sai_thong.ground.errors import BadInput, SaiThongError
from sai_thong.ground.language import _
from sai_thong.ui import theme
from sai_thong.ui.entrance.fields import FieldColumn
from sai_thong.ui.entrance.first_run import SUFFIX
from sai_thong.ui.kit import Banner, BannerStack, FieldSpec, Text, ThaiLabel, WizardFrame, WizardStep
from sai_thong.ui.kit.progress import ProgressStrip

if TYPE_CHECKING:
    from sai_thong.sync.joining import Joined, JoinStep, Secret
    from sai_thong.ui.work import Job, Report


@dataclass(frozen=True)
class NewComputer:
    """What is needed to join.

    Attributes:
        store: Where the file shall be.
        line: Address and code.
        name: What the office calls the computer.
        user: The user; empty to join by the recovery sheet.
        secret: Password or code of the sheet.
    """

    store: Path
    line: str
    name: str
    user: str
    secret: str = field(repr=False)


class JoinWizard(QWidget):
    """Three steps to a computer of an office that exists.

    Args:
        folder: Where the file is proposed to lie.
        today: The day, for the fields.

    Signals:
        asked(object): The `NewComputer` to make.
        left(): The person went back.
    """

    asked = Signal(object)
    left = Signal()

    def __init__(self, folder: Path, *, today: date) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._folder = folder
        self._today = today
        self._columns: dict[str, FieldColumn] = {}
        look = theme.current()
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(80), look.px(40), look.px(80), look.px(40))
        column.setSpacing(look.px(12))
        column.addWidget(ThaiLabel(_("Join an office that exists"), Text.TITLE, max_lines=1))
        self.banners = BannerStack()
        self.progress = ProgressStrip()
        column.addWidget(self.banners)
        column.addWidget(self.progress)
        self.wizard = WizardFrame(
            [
                self._step("code", _("The code"), _code_fields()),
                self._step("keys", _("Your keys"), _key_fields()),
                self._step("file", _("Its file"), _file_fields()),
            ],
            finish_text=_("Join the office"),
        )
        column.addWidget(self.wizard, 1)
        self.wizard.step_shown.connect(self._propose_file)
        self.wizard.finished.connect(self._ask)
        self.wizard.cancelled.connect(self.left.emit)

    def follow(self, job: Job) -> None:
        """Show how far the joining is; it may be stopped, and goes on when it is asked for again."""
        self.wizard.setEnabled(False)
        self.banners.clear()
        self.progress.follow(job, _("Calling the office…"))
        job.cancelled.connect(lambda: self.wizard.setEnabled(True))

    def show_error(self, error: SaiThongError) -> None:
        """Say why it did not come to its end; everything typed stands, and asking again goes on."""
        self.wizard.setEnabled(True)
        self.banners.tell(Banner.of_error(error))

    def column(self, key: str) -> FieldColumn:
        """The fields of a step that was shown."""
        return self._columns[key]

    def _step(self, key: str, title: str, fields: Sequence[FieldSpec]) -> WizardStep:
        def make() -> QWidget:
            made = FieldColumn(fields, today=self._today)
            self._columns[key] = made
            made.edited.connect(self._refresh)
            return made

        def missing() -> str:
            made = self._columns.get(key)
            return made.missing() if made else ""

        return WizardStep(key, title, make, missing)

    def _refresh(self) -> None:
        self.wizard.refresh()

    def _propose_file(self, step: str) -> None:
        column = self._columns["file"] if step == "file" else None
        if column is not None and not column.values()["path"]:
            column.show_values({"path": str(self._folder / f"ทรายทอง{SUFFIX}")})
            self.wizard.refresh()

    def _ask(self) -> None:
        code, own, file = (self._columns[key].values() for key in ("code", "keys", "file"))
        path = Path(str(file["path"])).expanduser()
        wanted = NewComputer(
            path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX),
            str(code["line"]),
            str(code["name"]),
            str(own["user"] or "").strip(),
            str(own["secret"]),
        )
        self.asked.emit(wanted)


def join_office(wanted: NewComputer, clock: Clock, *, report: Report) -> Joined:
    """Join; off the window's thread. Called again with the same, it goes on.

    Raises:
        BadInput: The line lacks its address.
        SaiThongError: As `sync.joining.join`.
    """
    from sai_thong.sync.codes import read_line
    from sai_thong.sync.joining import ByPassword, BySheet, join

    url, code = read_line(wanted.line)
    if not url:
        raise BadInput(_("The address is missing."), do=_("Write http://HOST:PORT, a space, and the code."))
    secret: Secret = ByPassword(wanted.user, wanted.secret) if wanted.user else BySheet(wanted.secret)

    def tell(_step: JoinStep, done: int, of_all: int) -> None:
        report(done, of_all)

    return join(wanted.store, code, url, secret, name=wanted.name.strip(), clock=clock, progress=tell)


def _code_fields() -> list[FieldSpec]:
    return [
        FieldSpec(
            "line",
            _("Address and code"),
            required=True,
            width=560,
            help=_("As given out: the address, a space, and the code. A scanner types both."),
        ),
        FieldSpec("name", _("Name of this computer"), required=True, help=_("Such as: front desk")),
    ]


def _key_fields() -> list[FieldSpec]:
    return [
        FieldSpec(
            "user",
            _("User name"),
            help=_("As on the other computers of the office. Leave it empty to join by the recovery sheet."),
        ),
        FieldSpec("secret", _("Password, or the code of the recovery sheet"), "password", required=True),
    ]


def _file_fields() -> list[FieldSpec]:
    return [
        FieldSpec(
            "path",
            _("File"),
            required=True,
            help=_("On this machine's own disk. Not on a network drive, not on a USB stick."),
            width=560,
        )
    ]
