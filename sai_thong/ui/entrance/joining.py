"""Joining an office that exists: the code of another computer or the province, the person's own keys, and the file."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from sai_thong.ground.clock import Clock
from sai_thong.ground.errors import BadInput
from sai_thong.ground.language import _
from sai_thong.ui.enrolment_fields import enrolment_fields
from sai_thong.ui.entrance.file_wizard import FILE_STEP, SUFFIX, FieldStep, FileWizard, file_step
from sai_thong.ui.kit import FieldSpec
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


class JoinWizard(FileWizard):
    """Three steps to a computer of an office that exists.

    Args:
        folder: Where the file is proposed to lie.
        today: The day, for the fields.

    Signals:
        asked(object): The `NewComputer` to make.
        left(): The person went back.
    """

    def __init__(self, folder: Path, *, today: date) -> None:
        super().__init__(
            _("Join an office that exists"),
            [
                FieldStep("code", _("The code"), enrolment_fields()),
                FieldStep("keys", _("Your keys"), _key_fields()),
                file_step(),
            ],
            finish_text=_("Join the office"),
            folder=folder,
            today=today,
        )
        self.progress = ProgressStrip()
        self._page.insertWidget(self._page.indexOf(self.wizard), self.progress)

    def proposed_name(self) -> str:
        """After the program: the office is not known yet."""
        return "ทรายทอง"

    def follow(self, job: Job) -> None:
        """Show how far the joining is; it may be stopped, and goes on when it is asked for again."""
        self.wizard.setEnabled(False)
        self.banners.clear()
        self.progress.follow(job, _("Calling the office…"))
        job.cancelled.connect(lambda: self.wizard.setEnabled(True))

    def ask(self) -> None:
        """Emit the computer that was typed."""
        code, own, file = (self.column(key).values() for key in ("code", "keys", FILE_STEP))
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


def _key_fields() -> list[FieldSpec]:
    return [
        FieldSpec(
            "user",
            _("User name"),
            help=_("As on the other computers of the office. Leave it empty to join by the recovery sheet."),
        ),
        FieldSpec("secret", _("Password, or the code of the recovery sheet"), "password", required=True),
    ]
