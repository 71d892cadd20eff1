"""What became of the program's own mistakes: told once at the start, shown, and handed on only as a person chooses."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from sai_thong.ground.clock import Clock, bangkok_today
from sai_thong.ground.crash import CrashReport
from sai_thong.ground.errors import SaiThongError
from sai_thong.ground.language import _
from sai_thong.ground.whole_file import write_whole
from sai_thong.thai.calendar import be_year
from sai_thong.ui import theme
from sai_thong.ui.kit import ActionButton, Banner, BannerStack, Text, ThaiLabel, Tone, keys
from sai_thong.ui.kit.thai_wrapping import ThaiTextBox

if TYPE_CHECKING:
    from sai_thong.ui.shell import Shell

Send = Callable[[Sequence[str]], object]
"""Lets the texts of reports go with the next exchange of data."""


def tell_of_mistakes(shell: Shell, reports: Sequence[CrashReport]) -> None:
    """Say on the page shown that reports wait; nothing is asked."""
    page = shell.page()
    if not reports or page is None:
        return

    def look() -> None:
        page.banners.clear()
        CrashReportDialog(reports, clock=shell.clock, send=_sending(shell), parent=shell).open()

    page.banners.tell(
        Banner(
            _("Something went wrong inside the program last time."),
            Tone.WARNING,
            more=_("What was saved is safe. A report without personal data lies on this computer; it goes nowhere."),
            action=_("Look at the report…"),
            run=look,
        )
    )


class CrashReportDialog(QDialog):
    """The reports word for word, and what may become of them.

    Args:
        reports: What waits.
        clock: The day stands in the name of the file.
        send: Where they may go with the next exchange; None where nobody takes them.
        parent: The window.
    """

    def __init__(self, reports: Sequence[CrashReport], *, clock: Clock, send: Send | None, parent: QWidget) -> None:
        super().__init__(parent)
        self._reports = tuple(reports)
        self._today = bangkok_today(clock)
        self._let_go = send
        look = theme.current()
        self.setWindowTitle(_("Report of a mistake of the program"))
        column = QVBoxLayout(self)
        column.setContentsMargins(*(look.px(24),) * 4)
        column.setSpacing(look.px(8))
        column.addWidget(ThaiLabel(_("Report of a mistake of the program"), Text.RECORD, max_lines=1))
        column.addWidget(
            ThaiLabel(_("Read it, and hand it to whoever looks after the program if you wish: you choose."))
        )
        self.banners = BannerStack()
        column.addWidget(self.banners)
        self.box = ThaiTextBox()
        self.box.setReadOnly(True)
        self.box.setAccessibleName(_("Report of a mistake of the program"))
        self.box.setPlainText(self.text)
        column.addWidget(self.box, 1)
        foot = QHBoxLayout()
        foot.setSpacing(look.px(8))
        self.delete = ActionButton(_("Delete the report"), self.discard, kind="danger")
        self.later = ActionButton(_("Later"), self.reject, key=keys.BACK)
        self.save = ActionButton(_("Save to a file…"), self.choose_place, kind="plain" if send else "primary")
        foot.addWidget(self.delete)
        foot.addStretch(1)
        foot.addWidget(self.later)
        foot.addWidget(self.save)
        self.send: ActionButton | None = None
        if send is not None:
            self.send = ActionButton(_("Send with the next exchange"), self.send_along, kind="primary")
            foot.addWidget(self.send)
        column.addSpacing(look.px(8))
        column.addLayout(foot)
        self.resize(look.px(760), look.px(520))

    @property
    def text(self) -> str:
        """Everything the reports say."""
        return "\n\n".join(each.text.strip() for each in self._reports) + "\n"

    def choose_place(self) -> None:
        """Ask where the file shall be, such as on a stick, and write it."""
        day = f"{be_year(self._today.year)}-{self._today:%m-%d}"
        name, _kind = QFileDialog.getSaveFileName(
            self, _("Save to a file…"), f"ทรายทอง-รายงานข้อผิดพลาด-{day}.txt", "*.txt"
        )
        if name:
            self.save_to(Path(name))

    def save_to(self, path: Path) -> None:
        """Write the reports to a file; from then on they wait no longer."""
        try:
            write_whole(path, self.text.encode())
        except SaiThongError as error:
            self.banners.tell(Banner.of_error(error))
            return
        self.discard()

    def send_along(self) -> None:
        """Let the reports go with the next exchange; from then on they wait no longer."""
        if self._let_go is not None:
            self._let_go([each.text for each in self._reports])
        self.discard()

    def discard(self) -> None:
        """Keep the reports here no longer."""
        for each in self._reports:
            each.discard()
        self.accept()


def _sending(shell: Shell) -> Send | None:
    """How reports go with the next exchange; None on a computer that exchanges data with nobody."""
    from sai_thong.sync import crash_reports
    from sai_thong.sync.enrolled import is_enrolled

    if not is_enrolled(shell.store):
        return None
    return lambda texts: shell.writer.submit(crash_reports.let_go, shell.store, texts)
