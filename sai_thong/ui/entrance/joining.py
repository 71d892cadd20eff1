"""Joining an office that exists: the code of another computer or the province, the person's own keys, and the file.

A code without an address says that there is no line: the request goes onto a stick, and the office comes back on it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from sai_thong.ground.clock import Clock, bangkok_today
from sai_thong.ground.errors import SaiThongError
from sai_thong.ground.language import _
from sai_thong.sync.codes import read_line
from sai_thong.sync.refusals import CodeRefused
from sai_thong.sync.stick import SUFFIX as STICK_SUFFIX
from sai_thong.ui.enrolment_fields import enrolment_fields
from sai_thong.ui.entrance.file_wizard import FILE_STEP, SUFFIX, FieldStep, FileWizard, file_step
from sai_thong.ui.kit import Banner, FieldSpec, Tone
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
        answer: What came back on a stick; None to join over a line.
    """

    store: Path
    line: str
    name: str
    user: str
    secret: str = field(repr=False)
    answer: Path | None = None


class JoinWizard(FileWizard):
    """Three steps to a computer of an office that exists.

    Args:
        folder: Where the file is proposed to lie.
        clock: For the fields, and for the name of a request.

    Signals:
        asked(object): The `NewComputer` to make.
        left(): The person went back.
    """

    def __init__(self, folder: Path, *, clock: Clock) -> None:
        self._clock = clock
        super().__init__(
            _("Join an office that exists"),
            [
                FieldStep("code", _("The code"), _code_fields()),
                FieldStep("keys", _("Your keys"), _key_fields()),
                file_step(),
            ],
            finish_text=_("Join the office"),
            folder=folder,
            today=bangkok_today(clock),
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
        """Emit the computer that was typed; where it has no address, first write its request onto a stick."""
        code, own, file = (self.column(key).values() for key in ("code", "keys", FILE_STEP))
        path = Path(str(file["path"])).expanduser()
        wanted = NewComputer(
            path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX),
            str(code["line"]),
            str(code["name"]),
            str(own["user"] or "").strip(),
            str(own["secret"]),
        )
        if read_line(wanted.line)[0]:
            self.asked.emit(wanted)
        elif has_asked(wanted):
            self.take_answer(wanted)
        else:
            self.write_request(wanted)

    def write_request(self, wanted: NewComputer) -> None:
        """Ask where the stick is, and write the request onto it."""
        folder = QFileDialog.getExistingDirectory(self, _("Where the stick is"))
        if folder:
            self.write_request_into(wanted, Path(folder))

    def write_request_into(self, wanted: NewComputer, folder: Path) -> None:
        """Write the request into a folder, and tell how it goes on."""
        self.banners.clear()
        try:
            written = write_request(wanted, folder, self._clock)
        except SaiThongError as error:
            self.show_error(error)
            return
        words = _("The request was written: {name}.").format(name=written.name)
        more = _(
            "Take it to whoever gave out the code. With what comes back, come here again, type the same code and the "
            "same file, and join."
        )
        self.banners.tell(
            Banner(words, Tone.OK, more=more, action=_("Take in a stick…"), run=lambda: self.take_answer(wanted))
        )

    def take_answer(self, wanted: NewComputer) -> None:
        """Ask which file came back, and join by it; where none did, the request may be written again."""
        pattern = f"*{STICK_SUFFIX}"
        sticks = _("Sticks ({pattern})").format(pattern=pattern)
        name, _kind = QFileDialog.getOpenFileName(self, _("Take in a stick"), "", sticks)
        if name:
            self.asked.emit(replace(wanted, answer=Path(name)))
            return
        words = _("The request was written before. Was it lost?")
        again = _("Write the request…")
        self.banners.tell(Banner(words, Tone.WARNING, action=again, run=lambda: self.write_request(wanted)))


def has_asked(wanted: NewComputer) -> bool:
    """Whether the request of this computer was written, with this code and for this file; False of no code."""
    from sai_thong.sync.enrolling import code_of
    from sai_thong.sync.joining import JoiningNotes

    try:
        return wanted.store.exists() or JoiningNotes.read(wanted.store, code_of(wanted.line)) is not None
    except CodeRefused:
        return False


def write_request(wanted: NewComputer, folder: Path, clock: Clock) -> Path:
    """Write the request to join onto a stick; the file.

    Raises:
        SaiThongError: The code is mistyped, a store is there already, or it could not be written.
    """
    from sai_thong.sync.joining_by_stick import ask_to_join

    return ask_to_join(wanted.store, wanted.line, folder, name=wanted.name.strip(), clock=clock)


def join_office(wanted: NewComputer, clock: Clock, *, report: Report) -> Joined:
    """Join; off the window's thread. Called again with the same, it goes on.

    Raises:
        SaiThongError: As `sync.joining.join` and `sync.joining_by_stick.join_by_stick`.
    """
    from sai_thong.sync.joining import ByPassword, BySheet, join
    from sai_thong.sync.joining_by_stick import join_by_stick

    url, code = read_line(wanted.line)
    secret: Secret = ByPassword(wanted.user, wanted.secret) if wanted.user else BySheet(wanted.secret)

    def tell(_step: JoinStep, done: int, of_all: int) -> None:
        report(done, of_all)

    if wanted.answer is not None:
        return join_by_stick(wanted.store, code, wanted.answer, secret, clock=clock, progress=tell)
    return join(wanted.store, code, url, secret, name=wanted.name.strip(), clock=clock, progress=tell)


def _code_fields() -> list[FieldSpec]:
    line, name = enrolment_fields()
    without = _("Where there is no line, the code alone: it goes by USB stick then.")
    return [replace(line, help=f"{line.help} {without}"), name]


def _key_fields() -> list[FieldSpec]:
    return [
        FieldSpec(
            "user",
            _("User name"),
            help=_("As on the other computers of the office. Leave it empty to join by the recovery sheet."),
        ),
        FieldSpec("secret", _("Password, or the code of the recovery sheet"), "password", required=True),
    ]
