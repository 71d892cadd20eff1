"""Where the exchange stands: what waits, went and came, how the last rounds ended; run at once, stopped at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from sai_thong.ground.language import _, ngettext
from sai_thong.sync.content_budget import set_daily_budget
from sai_thong.sync.engine import Figures, Stage
from sai_thong.ui import theme
from sai_thong.ui.background_sync import SyncState
from sai_thong.ui.kit import (
    ActionButton,
    Banner,
    BannerStack,
    FigureCard,
    FigureRow,
    ListTable,
    ListWithRecord,
    ProgressStrip,
    StateView,
    Text,
    ThaiLabel,
    Tone,
)
from sai_thong.ui.pages.sync.computers import ComputersSection
from sai_thong.ui.pages.sync.files_line import FilesLine
from sai_thong.ui.pages.sync.section import Section
from sai_thong.ui.pages.sync.status_rows import (
    STAGE_WORDS,
    StatusFacts,
    read_status,
    register_columns,
    register_rows,
    round_columns,
    round_rows,
)
from sai_thong.ui.sync_words import (
    amount_words,
    duration_words,
    entries_words,
    held_back_words,
    moment_words,
    skew_words,
)

if TYPE_CHECKING:
    from sai_thong.ui.pages.sync.page import SyncPage


class StatusSection(Section):
    """The first section: in a computer that works alone, how to change that."""

    def __init__(self, page: SyncPage) -> None:
        self.run_now = ActionButton(_("Exchange now"), page.desk.sync.sync_now, key="Ctrl+E", kind="primary")
        super().__init__(page, [self.run_now])
        self._facts: StatusFacts | None = None
        self.notices = BannerStack()
        self.progress = ProgressStrip()
        self.progress.cancel_asked.connect(self.sync.cancel)
        self.waiting = FigureCard(_("Waits to be sent"))
        self.last = FigureCard(_("Last complete exchange"))
        self.amount = FigureCard(_("Data of the last exchange"))
        self.settle = FigureCard(_("Waits for a person"))
        self.registers = ListTable(register_columns(), name=_("By register"))
        self.rounds = ListTable(round_columns(), name=_("The last exchanges"))
        self.rounds.row_chosen.connect(self._tell_trouble)
        self.files = FilesLine(self._limit_files)
        self.trouble = ThaiLabel("", Text.SMALL, muted=True)
        self.trouble.hide()
        self.alone = StateView()
        self.shown = QWidget()
        self._lay_out()
        # A round may end and begin again while the page is open; it asks, and nobody waits.
        self.sync.changed.connect(self._tell_running)
        self.sync.ended.connect(lambda _ended: self.load())

    def _lay_out(self) -> None:
        look = theme.current()
        base = QWidget()
        outer = QVBoxLayout(base)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.shown, 1)
        outer.addWidget(self.alone, 1)
        column = QVBoxLayout(self.shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(12))
        column.addWidget(self.notices)
        column.addWidget(self.progress)
        column.addWidget(FigureRow([self.waiting, self.last, self.amount, self.settle]))
        beside = QWidget()
        right = QVBoxLayout(beside)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(look.px(6))
        right.addWidget(self.rounds, 1)
        right.addWidget(self.trouble)
        column.addWidget(ListWithRecord(self.registers, beside, shares=(6, 5)), 1)
        column.addWidget(self.files)
        self.shown.hide()
        self.alone.show_loading()
        self.put(base)

    def load(self) -> None:
        """Read where the exchange stands, off the window's thread."""
        self.read(read_status, done=self._show)

    def _show(self, facts: StatusFacts) -> None:
        self._facts = facts
        enrolled = facts.standing.enrolled
        self.run_now.setVisible(enrolled)
        self.shown.setVisible(enrolled)
        self.alone.setVisible(not enrolled)
        if not enrolled:
            self._show_alone()
            return
        self._show_figures(facts)
        self._show_notices(facts)
        rows = register_rows(facts, self.today)
        self.registers.set_rows(rows)
        if not rows:
            self.registers.show_empty(_("Nothing was written yet that others could get."), "")
        self.rounds.set_rows(round_rows(facts.rounds, self.today))
        if not facts.rounds:
            self.rounds.show_empty(_("Nothing was exchanged yet."), "")
        self.files.show_facts(facts.files)
        self._tell_running()

    def _limit_files(self, daily_bytes: int | None) -> None:
        self.page.write(set_daily_budget, self.store, daily_bytes, done=lambda _none: self.load())

    def _show_alone(self) -> None:
        self.alone.show_empty(
            _("This computer works alone."),
            _(
                "Everything works without an exchange. To share the work with other computers of the office or with "
                "the province, connect this computer with an enrolment code."
            ),
            _("Connect this computer…"),
            self._connect,
        )

    def _connect(self) -> None:
        self.page.open_section("computers")
        section = self.page.section()
        assert isinstance(section, ComputersSection)
        section.connect_this()

    def _show_figures(self, facts: StatusFacts) -> None:
        standing, last = facts.standing, facts.standing.last
        waiting = standing.waiting_in_all
        self.waiting.set_figure(
            entries_words(waiting),
            _("goes out with the next exchange") if waiting else _("everything was sent"),
            Tone.ACCENT if waiting else Tone.OK,
        )
        if last is None:
            for card in (self.last, self.amount):
                card.set_figure("–")
        else:
            done = last.figures
            moved = _("sent {sent} · received {received}").format(sent=f"{done.sent:,}", received=f"{done.received:,}")
            took = duration_words(last.seconds)
            self.last.set_figure(moment_words(last.succeeded_at, self.today) or "–", f"{moved} · {took}")
            self._show_amount(done)
        if standing.to_settle:
            words = ngettext("{count} thing", "{count} things", standing.to_settle)
            self.settle.set_figure(
                words.format(count=f"{standing.to_settle:,}"), _("see “Waits for you”"), Tone.WARNING
            )
        else:
            self.settle.set_figure(_("None"), _("no values contradict each other"), Tone.OK)

    def _show_amount(self, done: Figures) -> None:
        note = _("up {up} · down {down}").format(up=amount_words(done.bytes_up), down=amount_words(done.bytes_down))
        self.amount.set_figure(amount_words(done.bytes_up + done.bytes_down), note)

    def _show_notices(self, facts: StatusFacts) -> None:
        self.notices.clear()
        standing = facts.standing
        again = (_("Try again"), self.sync.sync_now)
        if self.sync.error is not None:
            self.notices.tell(Banner.of_error(self.sync.error, *again))
        elif standing.last is not None and standing.last.trouble:
            self.notices.tell(Banner(standing.last.trouble, Tone.WARNING, action=again[0], run=again[1]))
        if standing.last is not None and (wrong := skew_words(standing.last.skew_seconds)):
            more = _("Nothing is lost by that, but papers bear the wrong day: set the clock.")
            self.notices.tell(Banner(wrong, Tone.WARNING, more=more))
        if standing.held_back:
            words = held_back_words(standing.held_back)
            more = _("They take effect by themselves once the computer that made the record has sent it.")
            self.notices.tell(Banner(words, Tone.PLAIN, more=more))

    def _tell_trouble(self, row: object) -> None:
        words = str(row.get("trouble", "")) if isinstance(row, dict) else ""
        self.trouble.set_text(words)
        self.trouble.setVisible(bool(words))

    def _tell_running(self) -> None:
        running = self.sync.state in (SyncState.RUNNING, SyncState.STOPPING)
        self.run_now.setEnabled(not running)
        if not running:
            self.progress.finish()
            return
        if self.progress.isHidden():
            self.progress.begin(_("Exchanging…"))
        told = self.sync.so_far()
        if told is not None and self.sync.state is SyncState.RUNNING:
            self._tell_so_far(*told)

    def _tell_so_far(self, stage: Stage, done: Figures) -> None:
        waiting = self._facts.standing.waiting_in_all if self._facts else 0
        detail = _("sent {sent} · received {received}").format(sent=f"{done.sent:,}", received=f"{done.received:,}")
        moved = _("up {up} · down {down}").format(up=amount_words(done.bytes_up), down=amount_words(done.bytes_down))
        self.progress.begin(_(STAGE_WORDS[stage]))
        if stage is Stage.PUSH and waiting:
            self.progress.advance(min(done.sent, waiting), waiting, moved)
        else:
            self.progress.advance(0, 0, f"{detail}  ·  {moved}")
