"""The steps of a month as forms: ส่งยอด, จ่ายแล้ว, ปิดเดือน. Each says in figures what it does before it is done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sai_thong.db.store import Store
from sai_thong.ground.language import _, ngettext
from sai_thong.registers.allowances import months
from sai_thong.registers.allowances.month_view import MonthView
from sai_thong.registers.allowances.records import MonthState
from sai_thong.thai.money import baht
from sai_thong.ui.kit import FieldSpec, month_name
from sai_thong.ui.pages.allowances.stepped import Step


def action_words(state: MonthState) -> str:
    """Words of the main action of a month in `state`."""
    return {
        MonthState.PREPARING: _("Send the month…"),
        MonthState.SENT: _("Paid…"),
        MonthState.PAID: _("Record the results…"),
        MonthState.RESULTS: _("Close the month…"),
        MonthState.CLOSED: _("Go to the next month"),
    }[state]


def step_of(view: MonthView, store: Store) -> Step | None:
    """The form of the step that comes next; none where it has no form."""
    makers = {MonthState.PREPARING: _sending, MonthState.SENT: _paying, MonthState.RESULTS: _closing}
    return makers[view.state](view, store) if view.state in makers else None


def _sum(view: MonthView) -> str:
    count = ngettext("{count} payment", "{count} payments", view.totals.count).format(count=f"{view.totals.count:,}")
    amount = _("{amount} baht").format(amount=baht(view.totals.satang).removesuffix(".00"))
    return f"{count}  ·  {amount}"


def _sending(view: MonthView, store: Store) -> Step:
    name = month_name(view.month)

    def send(values: Mapping[str, Any]) -> object:
        return months.send(store, view.scheme_set, view.month, cut_off_on=values["cut_off_on"])

    return Step(
        words=action_words(view.state),
        title=_("Send {month}").format(month=name),
        says=_("{sum}. Names, amounts and accounts are frozen now; later changes go to a later month.").format(
            sum=_sum(view)
        ),
        fields=(
            FieldSpec(
                "cut_off_on",
                _("Cut-off of the central system"),
                "date",
                help=_("The last day on which the central system takes changes for this month, if it is known."),
                purpose="any",
            ),
        ),
        values={"cut_off_on": view.cut_off_on},
        save=_("Send the month"),
        operation=send,
        done=_("{month} is sent: {sum}.").format(month=name, sum=_sum(view)),
    )


def _paying(view: MonthView, store: Store) -> Step:
    name = month_name(view.month)

    def pay(values: Mapping[str, Any]) -> object:
        return months.mark_paid(store, view.scheme_set, view.month, paid_on=values["paid_on"])

    return Step(
        words=action_words(view.state),
        title=_("{month} was paid").format(month=name),
        says=_("{sum}. What was not received is recorded afterwards, person by person.").format(sum=_sum(view)),
        fields=(FieldSpec("paid_on", _("Paid on"), "date", required=True),),
        values={"paid_on": view.pay_on},
        save=_("Record as paid"),
        operation=pay,
        done=_("{month} is recorded as paid.").format(month=name),
    )


def _closing(view: MonthView, store: Store) -> Step:
    name = month_name(view.month)

    def close(_values: Mapping[str, Any]) -> object:
        return months.close(store, view.scheme_set, view.month)

    return Step(
        words=action_words(view.state),
        title=_("Close {month}").format(month=name),
        says=_(
            "{sum}. A closed month never changes again: what is learned later is retro pay or an overpayment."
        ).format(sum=_sum(view)),
        save=_("Close the month"),
        operation=close,
        done=_("{month} is closed: {sum}.").format(month=name, sum=_sum(view)),
    )
