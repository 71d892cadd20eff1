"""The four figures of a month: who is entitled, what is paid, what must be settled, and when it is paid."""

from __future__ import annotations

from collections import Counter
from datetime import date

from sai_thong.ground.language import _, current, ngettext
from sai_thong.registers.allowances.records import MonthState
from sai_thong.thai.baht import baht_text
from sai_thong.thai.calendar import ENGLISH_MONTHS, ENGLISH_WEEKDAYS, MONTHS_SHORT, WEEKDAYS
from sai_thong.thai.money import baht
from sai_thong.ui.kit import FigureCard, FigureRow, Tone
from sai_thong.ui.pages.allowances.month_board import FINDING_WORDS, MonthBoard


class MonthFigures(FigureRow):
    """The cards of a month."""

    def __init__(self) -> None:
        self._entitled = FigureCard(_("Entitled"))
        self._amount = FigureCard(_("Amount to pay"))
        self._blocking = FigureCard(_("To settle before closing"))
        self._pay_day = FigureCard(_("Pay date"))
        super().__init__([self._entitled, self._amount, self._blocking, self._pay_day])

    def show_reading(self) -> None:
        """While the month is computed."""
        for card in self.cards:
            card.set_figure("…")

    def show_board(self, board: MonthBoard, today: date) -> None:
        """The figures of `board`."""
        self._show_entitled(board)
        satang = board.view.totals.satang
        amount = _("{amount} baht").format(amount=baht(satang).removesuffix(".00"))
        self._amount.set_figure(amount, baht_text(satang) if satang else _("nobody is paid"))
        self._show_blocking(board)
        self._show_pay_day(board, today)

    def _show_entitled(self, board: MonthBoard) -> None:
        people = ngettext("{count} recipient", "{count} recipients", board.view.people).format(
            count=f"{board.view.people:,}"
        )
        if board.came is None or board.left is None:
            note = _("the first month in this program")
        elif not board.came and not board.left:
            note = _("the same people as last month")
        else:
            note = _("{came} more · {left} fewer than last month").format(came=board.came, left=board.left)
        self._entitled.set_figure(people, note)

    def _show_blocking(self, board: MonthBoard) -> None:
        if board.view.state is MonthState.CLOSED:
            self._blocking.set_figure(_("Closed"), _("this month never changes again"), Tone.OK)
            return
        blocking = [each for each in board.view.findings if each.blocking]
        if not blocking:
            others = len(board.view.findings)
            note = ngettext("{count} thing is worth a look", "{count} things are worth a look", others).format(
                count=f"{others:,}"
            )
            self._blocking.set_figure(_("None"), note if others else _("ready to close"), Tone.OK)
            return
        kinds = Counter(_(FINDING_WORDS[each.code]) for each in blocking)
        note = " · ".join(f"{words} {count:,}" for words, count in kinds.most_common(3))
        count = ngettext("{count} thing", "{count} things", len(blocking)).format(count=f"{len(blocking):,}")
        self._blocking.set_figure(count, note, Tone.BAD)

    def _show_pay_day(self, board: MonthBoard, today: date) -> None:
        cut_off = board.view.cut_off_on
        if cut_off is None:
            sent = next((each.sent_on for each in board.view.payment_months if each.sent_on), None)
            note = _("central system's cut-off not entered yet")
            if sent is not None:
                note = _("sent {day}").format(day=short_day(sent))
        elif cut_off <= today:
            note = _("central system's cut-off was {day}").format(day=short_day(cut_off))
        else:
            note = _("central system's cut-off is {day}").format(day=short_day(cut_off))
        self._pay_day.set_figure(pay_day_words(board.view.pay_on), note, Tone.OK)


def pay_day_words(day: date) -> str:
    """``อังคาร 10 พ.ย.``: the weekday is what people ask for."""
    weekday = WEEKDAYS[day.weekday()] if current() == "th" else ENGLISH_WEEKDAYS[day.weekday()]
    return f"{weekday} {short_day(day)}"


def short_day(day: date) -> str:
    """``10 พ.ย.``, without the year: that of the page."""
    return f"{day.day} {MONTHS_SHORT[day.month - 1] if current() == 'th' else ENGLISH_MONTHS[day.month - 1][:3]}"
