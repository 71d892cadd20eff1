"""วันจ่ายเงินสด: each pay point of a month: the order, the money drawn, and what is paid and goes back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from sai_thong.db.store import Store
from sai_thong.ground.language import _
from sai_thong.registers.allowances.cash_days import (
    CashPoint,
    cash_points,
    draw_money,
    order_cash_day,
    reopen_cash_day,
    settle_cash_day,
)
from sai_thong.registers.allowances.months import months_of
from sai_thong.registers.allowances.payments import LEFT
from sai_thong.registers.allowances.records import CashDay, MonthState
from sai_thong.registers.allowances.shelves import shelf_of
from sai_thong.registers.law.terms import SchemeSet
from sai_thong.thai.calendar import Month, thai_date_short
from sai_thong.thai.text import search_form
from sai_thong.ui.kit import (
    ChipText,
    Column,
    FieldSpec,
    MonthPicker,
    PageHeader,
    RecordView,
    Row,
    Tone,
    month_name,
)
from sai_thong.ui.pages.allowances.list_section import Deed, ListSection
from sai_thong.ui.pages.allowances.person_record import whole_baht
from sai_thong.ui.pages.allowances.stepped import Step
from sai_thong.ui.pages.paper_prints import print_paper

if TYPE_CHECKING:
    from sai_thong.ui.pages.allowances.page import AllowancesPage


def read_points(store: Store, scheme_set: SchemeSet, month: Month) -> tuple[list[Row], bool]:
    """The pay points of a month, and whether it is sent at all."""
    months = months_of(shelf_of(store, scheme_set), month)
    return [_row(point) for each in months for point in cash_points(store, scheme_set, each)], bool(months)


def _row(point: CashPoint) -> Row:
    name = point.pay_point or _("No pay point named")
    return {
        "id": f"{point.payment_month.id} {point.pay_point}",
        "point": point,
        "name": name,
        "people": len(point.lines),
        "total": point.total_satang,
        "on_day": thai_date_short(point.day.on_day) if point.day else "",
        "state": _chip(point.day),
        "search": search_form(name),
    }


def _chip(day: CashDay | None) -> ChipText:
    if day is None:
        return ChipText(_("No order yet"), Tone.WARNING)
    if day.settled:
        return ChipText(_("Settled"), Tone.OK)
    if day.drawn_satang:
        return ChipText(_("Money drawn"), Tone.ACCENT)
    return ChipText(_("Ordered"), Tone.ACCENT)


class CashSection(ListSection):
    """The cash of a month by pay point."""

    def __init__(self, page: AllowancesPage) -> None:
        super().__init__(
            page,
            [
                Column("name", _("Pay point"), strong=True),
                Column("people", _("People"), 80, kind="number"),
                Column("total", _("Amount"), 120, kind="money"),
                Column("on_day", _("Cash day"), 100, muted=True),
                Column("state", _("State"), 150, kind="chip"),
            ],
            name=_("Pay points"),
            hint=_("Choose a pay point to order, draw and count its cash."),
            search_hint=_("Find a pay point"),
        )
        self._sent = False
        self.picker = MonthPicker(self.month)
        self.picker.month_chosen.connect(self.page.show_month)
        self.header = PageHeader(_("Cash days"), "", [], beside=[self.picker])

    def load(self) -> None:
        """Read the month's pay points."""
        self.picker.set_month(self.month)
        self.show_reading()
        self.read(read_points, self.scheme_set, self.month, done=self._show, failed=self.tell_failed)

    def _show(self, found: tuple[list[Row], bool]) -> None:
        self._sent = found[1]
        self.show_rows(found[0])

    def show_empty(self) -> None:
        """The month is not sent, or nobody is paid in cash."""
        if self._sent:
            self.table.show_empty(_("Nobody is paid in cash."), _("Everyone of this month is paid by transfer."))
        else:
            self.table.show_empty(
                _("{month} is not sent yet.").format(month=month_name(self.month)),
                _("Cash is ordered from the frozen list, after the month is sent."),
                _("Go to the month"),
                partial(self.page.open_section, "month"),
            )

    def show_record(self, row: Row) -> None:
        """The pay point with its balance and its next step."""
        point: CashPoint = row["point"]
        day = point.day
        paid = _("Paid") if point.payment_month.state in LEFT else _("To be paid")
        facts = [
            (_("On the list"), _money(point.total_satang)),
            (paid, _money(point.paid_satang)),
            (_("Goes back"), _money(point.to_return_satang)),
        ]
        if day is not None:
            facts.insert(0, (_("Cash day"), thai_date_short(day.on_day)))
            facts.append((_("Money drawn"), f"{_money(day.drawn_satang)} {day.drawn_by}".strip()))
            facts.append((_("Paying committee"), "\n".join(day.committee)))
        view = RecordView(
            name=row["name"],
            line=_("{count} people").format(count=f"{len(point.lines):,}"),
            figure=_money(point.total_satang),
            chips=(row["state"],),
            facts=tuple(facts),
        )
        steps = cash_steps(self.store, self.scheme_set, point, self.today)
        self.tell(view, [*(self.deed(step) for step in steps), *self._papers(point)])

    def _papers(self, point: CashPoint) -> list[Deed]:
        from sai_thong.forms.paper_kinds import About, PaperRequest
        from sai_thong.forms.papers import PAPERS

        if point.day is None:
            return []
        request = PaperRequest(record_id=point.day.id, scheme_set=self.scheme_set)
        return [
            (_("Print {paper}").format(paper=kind.name), partial(print_paper, self.page, kind.key, request))
            for kind in PAPERS
            if kind.about is About.CASH_DAY and (kind.key != "cash-return" or point.day.settled)
        ]


def cash_steps(store: Store, scheme_set: SchemeSet, point: CashPoint, today: date) -> Iterator[Step]:
    """What comes next at a pay point."""
    day, closed = point.day, point.payment_month.state is MonthState.CLOSED
    if closed:
        return
    if day is None:
        yield _order(store, scheme_set, point, today)
    elif day.settled:
        yield Step(
            words=_("Open again…"),
            title=_("Open the cash day again"),
            operation=lambda values: reopen_cash_day(store, scheme_set, day, why=values["why"]),
            done=_("The cash day is open again."),
            fields=(FieldSpec("why", _("Reason"), "notes", required=True),),
        )
    else:
        if day.drawn_satang:
            yield _settling(store, scheme_set, point, today)
        yield _drawing(store, scheme_set, point, day)


def _order(store: Store, scheme_set: SchemeSet, point: CashPoint, today: date) -> Step:
    def order(values: Mapping[str, Any]) -> object:
        return order_cash_day(
            store,
            scheme_set,
            point.payment_month,
            pay_point=point.pay_point,
            on_day=values["on_day"],
            order_no=values["order_no"],
            ordered_on=values["ordered_on"],
            committee=values["committee"].splitlines(),
        )

    return Step(
        words=_("Order…"),
        title=_("Order naming the paying committee"),
        operation=order,
        done=_("The cash day is ordered."),
        fields=(
            FieldSpec("order_no", _("Order number"), required=True),
            FieldSpec("ordered_on", _("Ordered on"), "date", required=True),
            FieldSpec("on_day", _("Cash day"), "date", required=True, purpose="future"),
            FieldSpec(
                "committee", _("Paying committee"), "notes", required=True, help=_("A name a line, two at the least.")
            ),
        ),
        values={"ordered_on": today, "on_day": point.payment_month.pay_on},
    )


def _drawing(store: Store, scheme_set: SchemeSet, point: CashPoint, day: CashDay) -> Step:
    return Step(
        words=_("Money drawn…"),
        title=_("Money drawn for {point}").format(point=point.pay_point or "–"),
        operation=lambda values: draw_money(store, scheme_set, day, **values),
        done=_("The money drawn is recorded."),
        fields=(
            FieldSpec("drawn_satang", _("Money drawn"), "money", required=True),
            FieldSpec("drawn_by", _("Disbursement or loan contract"), required=True),
        ),
        values={"drawn_satang": day.drawn_satang or point.paid_satang, "drawn_by": day.drawn_by},
    )


def _settling(store: Store, scheme_set: SchemeSet, point: CashPoint, today: date) -> Step:
    day = point.day
    assert day is not None
    back = max(0, day.drawn_satang - point.paid_satang)
    return Step(
        words=_("Count and settle…"),
        title=_("Count and settle the cash"),
        operation=lambda values: settle_cash_day(store, scheme_set, day, **values),
        done=_("The cash day is settled."),
        says=_("Drawn {drawn}, paid {paid}: {back} goes back.").format(
            drawn=_money(day.drawn_satang), paid=_money(point.paid_satang), back=_money(back)
        ),
        fields=(
            FieldSpec("returned_satang", _("Money returned"), "money", required=True),
            FieldSpec("returned_on", _("Returned on"), "date"),
            FieldSpec("receipt", _("Receipt of the return")),
        ),
        values={"returned_satang": back, "returned_on": today if back else None},
    )


def _money(satang: int) -> str:
    return _("{amount} baht").format(amount=whole_baht(satang))
