"""The steps of a month as forms: ส่งยอด, จ่ายแล้ว, ปิดเดือน. Each says in figures what it does before it is done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sai_thong.db.store import Store
from sai_thong.ground.language import _, ngettext
from sai_thong.registers.allowances import months
from sai_thong.registers.allowances.month_view import MonthView
from sai_thong.registers.allowances.records import MonthState
from sai_thong.registers.law.terms import SchemeSet
from sai_thong.thai.calendar import Month
from sai_thong.thai.money import baht
from sai_thong.ui.kit import Banner, FieldSpec, RecordForm, Tone, month_name


@dataclass(frozen=True)
class MonthStep:
    """The step that follows a state.

    Attributes:
        action: Words of the button that opens it.
        title: Heading of its form.
        says: What it does, in figures.
        fields: What is asked.
        values: What is proposed.
        save: Words of the button that does it.
        operation: Given the store, the set, the month and the values.
        done: What is told afterwards.
        busy: What is told meanwhile.
    """

    action: str
    title: str
    says: str
    fields: tuple[FieldSpec, ...]
    values: Mapping[str, object]
    save: str
    operation: Callable[[Store, SchemeSet, Month, Mapping[str, Any]], object]
    done: str
    busy: str


def action_words(state: MonthState) -> str:
    """Words of the main action of a month in `state`."""
    return {
        MonthState.PREPARING: _("Send the month…"),
        MonthState.SENT: _("Paid…"),
        MonthState.PAID: _("Record the results…"),
        MonthState.RESULTS: _("Close the month…"),
        MonthState.CLOSED: _("Go to the next month"),
    }[state]


def step_of(view: MonthView) -> MonthStep | None:
    """The form of the step that comes next; none where it has no form."""
    makers = {MonthState.PREPARING: _sending, MonthState.SENT: _paying, MonthState.RESULTS: _closing}
    return makers[view.state](view) if view.state in makers else None


def step_form(step: MonthStep, today: date) -> RecordForm:
    """The form of a step."""
    form = RecordForm(step.title, step.fields, step.values, today=today, save_text=step.save)
    form.banners.tell(Banner(step.says, Tone.ACCENT, closable=False))
    return form


def _sum(view: MonthView) -> str:
    count = ngettext("{count} payment", "{count} payments", view.totals.count).format(count=f"{view.totals.count:,}")
    amount = _("{amount} baht").format(amount=baht(view.totals.satang).removesuffix(".00"))
    return f"{count}  ·  {amount}"


def _sending(view: MonthView) -> MonthStep:
    name = month_name(view.month)

    def send(store: Store, scheme_set: SchemeSet, month: Month, values: Mapping[str, Any]) -> object:
        return months.send(store, scheme_set, month, cut_off_on=values["cut_off_on"])

    return MonthStep(
        action=action_words(view.state),
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
        busy=_("Sending the month…"),
    )


def _paying(view: MonthView) -> MonthStep:
    name = month_name(view.month)

    def pay(store: Store, scheme_set: SchemeSet, month: Month, values: Mapping[str, Any]) -> object:
        return months.mark_paid(store, scheme_set, month, paid_on=values["paid_on"])

    return MonthStep(
        action=action_words(view.state),
        title=_("{month} was paid").format(month=name),
        says=_("{sum}. What was not received is recorded afterwards, person by person.").format(sum=_sum(view)),
        fields=(FieldSpec("paid_on", _("Paid on"), "date", required=True),),
        values={"paid_on": view.pay_on},
        save=_("Record as paid"),
        operation=pay,
        done=_("{month} is recorded as paid.").format(month=name),
        busy=_("Recording the payment…"),
    )


def _closing(view: MonthView) -> MonthStep:
    name = month_name(view.month)

    def close(store: Store, scheme_set: SchemeSet, month: Month, _values: Mapping[str, Any]) -> object:
        return months.close(store, scheme_set, month)

    return MonthStep(
        action=action_words(view.state),
        title=_("Close {month}").format(month=name),
        says=_(
            "{sum}. A closed month never changes again: what is learned later is retro pay or an overpayment."
        ).format(sum=_sum(view)),
        fields=(),
        values={},
        save=_("Close the month"),
        operation=close,
        done=_("{month} is closed: {sum}.").format(month=name, sum=_sum(view)),
        busy=_("Closing the month…"),
    )
