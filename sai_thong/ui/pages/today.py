"""งานวันนี้: what is due now with counts and one action each, the month that comes next, and twelve months as bars."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.errors import SaiThongError
from sai_thong.ground.language import _, ngettext
from sai_thong.registers.allowances.labels import label_of
from sai_thong.registers.allowances.today import MONTH_STEP_LABELS, MonthDue, MonthTotal
from sai_thong.thai.money import baht
from sai_thong.ui import theme
from sai_thong.ui.backup_words import backup_trouble
from sai_thong.ui.kit import (
    ActionButton,
    Bar,
    Card,
    Chip,
    ListWithRecord,
    MonthChart,
    PageHeader,
    Separator,
    Sign,
    StateView,
    Text,
    ThaiLabel,
    Tone,
    month_name,
)
from sai_thong.ui.kit.scrolled import Scrolled
from sai_thong.ui.kit.values import weekday_and_date
from sai_thong.ui.page import Desk, Page
from sai_thong.ui.pages.today_lines import Day, DueLine, Weight, due_lines, read_day
from sai_thong.ui.updates_words import update_words

_SIGNS: Final = {
    Weight.URGENT: ("bad", "bad"),
    Weight.TO_DECIDE: ("warning", "warning"),
    Weight.DUE: ("dot", "accent"),
}
"""Icon and colour before a line."""
_SECRET_SIGN: Final = ("lock", "muted")


class TodayPage(Page):
    """The first page in the morning."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._today = bangkok_today(desk.clock)
        self.header = PageHeader(_("Today"), weekday_and_date(self._today))
        self.column.addWidget(self.header)
        self.add_notices()
        self.duties = Card(margin=0, spacing=0)
        cards = QWidget()
        self._beside_column = QVBoxLayout(cards)
        self._beside_column.setContentsMargins(0, 0, 0, 0)
        self._beside_column.setSpacing(theme.current().px(12))
        self.beside = Scrolled(cards)
        self.beside.setMinimumWidth(theme.current().px(300))
        self.state_view = StateView()
        self.split = ListWithRecord(self.duties, self.beside)
        self.column.addWidget(self.split, 1)
        self.column.addWidget(self.state_view, 1)
        self.buttons: list[ActionButton] = []
        self._show_state()
        self.state_view.show_loading()
        self._news = ("", "")
        desk.backups.changed.connect(self._show_news)
        desk.updates.changed.connect(self._show_news)
        self.refresh()

    def refresh(self, changes: object = None) -> None:  # noqa: ARG002 - what is due hangs on everything
        """Count again what is due."""
        self._today = bangkok_today(self.desk.clock)
        self.header.set_period(weekday_and_date(self._today))
        self.write(read_day, self.desk.store, done=self._show, failed=self._show_error)

    def _show_news(self) -> None:
        """The backups were looked at, or newer versions: read again where either has something else to say."""
        if self._news != self._news_now() or self._is_of_another_day():
            self.refresh()

    def _news_now(self) -> tuple[str, str]:
        return backup_trouble(self.desk.backups), update_words(self.desk.updates)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """A window that was left open over midnight shows the new day."""
        super().showEvent(event)
        if self._is_of_another_day():
            self.refresh()

    def _is_of_another_day(self) -> bool:
        return bangkok_today(self.desk.clock) != self._today

    def _show_error(self, error: SaiThongError) -> None:
        self._show_state()
        self.state_view.show_error(error, _("Try again"), self.refresh)

    def _show_state(self) -> None:
        self.split.hide()
        self.state_view.show()

    def _show(self, found: Day) -> None:
        self._news = self._news_now()
        ordinary = next((each for each in found.allowances if not each.scheme_set.sealed), None)
        due = (found.documents, found.assets, found.exchange, found.trust)
        waits = any(due) or any(each.duties for each in found.cases)
        if found.citizens == 0 and not waits:
            self._show_state()
            self.state_view.show_empty(
                _("A new office begins with its lists."),
                _("Import the lists of recipients that the office keeps now; the month is then computed from them."),
                _("Import…"),
                lambda: self.desk.go("import"),
            )
            return
        self.state_view.hide()
        self.split.show()
        self.buttons = []
        self._show_duties(found)
        _empty(self._beside_column)
        self.beside.setVisible(ordinary is not None)
        if ordinary is not None:
            for month in ordinary.months[:2]:
                self._beside_column.addWidget(self._month_card(month))
            self._beside_column.addWidget(self._chart(ordinary.chart))
        self._beside_column.addStretch(1)

    # what is due

    def _show_duties(self, found: Day) -> None:
        _empty(self.duties.body)
        look = theme.current()
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(look.px(18), look.px(12), look.px(18), look.px(12))
        column.setSpacing(look.px(6))
        column.addWidget(ThaiLabel(_("To do now"), Text.SECTION, max_lines=1))
        lines = due_lines(found, self.desk)
        for line in lines:
            self._add_line(column, line)
        if lines:
            column.addStretch(1)
        else:
            state = StateView()
            state.show_empty(_("Nothing is waiting."), _("Everything that was due is done."))
            column.addWidget(state, 1)
        self.duties.body.addWidget(Scrolled(page))

    def _add_line(self, column: QVBoxLayout, due: DueLine) -> None:
        line = QHBoxLayout()
        line.setSpacing(theme.current().px(10))
        line.addWidget(Sign(*(_SECRET_SIGN if due.secret else _SIGNS[due.weight])))
        label = ThaiLabel(due.words)
        line.addWidget(label, 1)
        if due.page:
            label.setContentsMargins(0, theme.current().px(6), 0, 0)
            button = ActionButton(due.action, partial(self.desk.go, due.page, **due.place))
            button.setAccessibleName(f"{due.action}: {due.words}")
            self.buttons.append(button)
            line.addWidget(button)
        column.addLayout(line)
        column.addWidget(Separator())

    # the month and the months

    def _month_card(self, due: MonthDue) -> Card:
        look = theme.current()
        card = Card(margin=16)
        head = QHBoxLayout()
        head.addWidget(ThaiLabel(month_name(due.month), Text.SECTION, max_lines=1), 1)
        head.addWidget(Chip(label_of(due.state), Tone.ACCENT))
        card.body.addLayout(head)
        late = due.pay_on < self._today and due.step.value in ("send", "mark-paid")
        card.body.addWidget(
            ThaiLabel(
                _("Pay date {day}").format(day=weekday_and_date(due.pay_on)), tone=Tone.BAD if late else Tone.PLAIN
            )
        )
        if due.cut_off_on is not None:
            words = _("Cut-off of the central system {day}").format(day=weekday_and_date(due.cut_off_on))
            card.body.addWidget(ThaiLabel(words, Text.SMALL, muted=True))
        if due.line_count:
            count = ngettext("{count} payment", "{count} payments", due.line_count).format(count=f"{due.line_count:,}")
            card.body.addWidget(ThaiLabel(f"{count}  ·  {_money(due.total_satang)}", Text.SMALL, muted=True))
        card.body.addSpacing(look.px(6))
        button = ActionButton(
            _(MONTH_STEP_LABELS[due.step]),
            partial(self.desk.go, "allowances", section="month", month=due.month.iso),
            kind="primary",
        )
        self.buttons.append(button)
        card.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _chart(self, totals: Sequence[MonthTotal]) -> Card:
        card = Card(margin=16)
        card.body.addWidget(ThaiLabel(_("Paid in the last twelve months"), Text.SECTION, max_lines=1))
        last = max((total.month for total in totals if total.total_satang), default=None)
        bars = [_bar(total, chosen=total.month == last) for total in totals]
        if last is None:
            card.body.addWidget(ThaiLabel(_("No month was sent yet."), muted=True))
            card.body.addStretch(1)
        else:
            chart = MonthChart(_("Paid in the last twelve months"), bars)
            chart.setMaximumHeight(theme.current().px(220))
            card.body.addWidget(chart, 1)
        return card


def _bar(total: MonthTotal, *, chosen: bool) -> Bar:
    return Bar(total.month.short_name.split()[0], total.total_satang, _money(total.total_satang), chosen)


def _money(satang: int) -> str:
    return _("{amount} baht").format(amount=baht(satang).removesuffix(".00"))


def _empty(column: QVBoxLayout) -> None:
    while (item := column.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
