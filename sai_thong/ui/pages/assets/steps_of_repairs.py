"""The history of repairs as forms: a fault reported, approved and sent, finished; a repair of the old book."""

from __future__ import annotations

from sai_thong.ground.language import _
from sai_thong.registers.assets import repairs
from sai_thong.registers.assets.records import Repair
from sai_thong.registers.assets.rules.reminders import under_warranty
from sai_thong.registers.assets.terms import REPAIR_OUTCOME_LABELS, AssetStatus, RepairOutcome
from sai_thong.thai.calendar import thai_date
from sai_thong.ui.kit import FieldSpec
from sai_thong.ui.pages.assets.card_reading import ShownCard
from sai_thong.ui.pages.assets.step import Step, Values
from sai_thong.ui.pages.assets.steps_of_custody import day_field


def report(shown: ShownCard) -> Step | None:
    """A fault; None while a repair is open."""
    if shown.view.open_repair is not None:
        return None
    return Step(
        words=_("Report a fault…"),
        operation=lambda values: repairs.report_fault(
            shown.store,
            shown.asset_id,
            symptom=values["symptom"],
            on=values["on"],
            reported_by=values["reported_by"],
            unusable=values["unusable"],
        ),
        done=_("The fault of {name} is reported.").format(name=shown.name),
        fields=(
            FieldSpec("symptom", _("Fault"), "notes", required=True),
            day_field(_("Fault reported on")),
            FieldSpec("reported_by", _("Fault reported by")),
            FieldSpec("unusable", _("It cannot be used until it is repaired"), "tick"),
        ),
        values={"on": shown.today, "unusable": True},
        says=_warranty_words(shown),
    )


def send(shown: ShownCard) -> Step | None:
    """Approve the open repair and send the thing; None where none waits for that."""
    repair = shown.view.open_repair
    if repair is None or shown.asset.status is AssetStatus.AT_REPAIR:
        return None
    return Step(
        words=_("Send to repair…"),
        operation=lambda values: repairs.send_to_repair(
            shown.store,
            repair,
            on=values["on"],
            approval_no=values["approval_no"],
            approved_on=values["approved_on"],
            repairer=values["repairer"],
        ),
        done=_("{name} is at repair.").format(name=shown.name),
        fields=(
            day_field(_("Sent on")),
            FieldSpec("approval_no", _("Approval number"), width=260),
            FieldSpec("approved_on", _("Approval date"), "date"),
            FieldSpec("repairer", _("Repaired by")),
        ),
        values={"on": shown.today, "repairer": repair.repairer},
        says=_warranty_words(shown),
    )


def finish(shown: ShownCard) -> Step | None:
    """End the open repair; None where there is none."""
    repair = shown.view.open_repair
    if repair is None:
        return None

    def carry_out(values: Values) -> object:
        return repairs.finish_repair(
            shown.store,
            repair,
            on=values["on"],
            outcome=RepairOutcome(values["outcome"]),
            cost_satang=values["cost_satang"] or 0,
            work=values["work"],
            repairer=values["repairer"],
            receipt_no=values["receipt_no"],
            warranty_until=values["warranty_until"],
        )

    return Step(
        words=_("Finish the repair…"),
        operation=carry_out,
        done=_("The repair of {name} is finished.").format(name=shown.name),
        fields=(
            FieldSpec("outcome", _("Outcome of the repair"), "choice", required=True, choices=_outcomes()),
            day_field(_("Repair finished on")),
            FieldSpec("cost_satang", _("Cost of the repair"), "money"),
            FieldSpec("work", _("Work and spare parts"), "notes"),
            FieldSpec("repairer", _("Repaired by")),
            FieldSpec("receipt_no", _("Receipt of the repair"), width=260),
            FieldSpec("warranty_until", _("Repair under warranty until"), "date", purpose="future"),
        ),
        values={"outcome": RepairOutcome.USABLE.value, "on": shown.today, "repairer": repair.repairer},
    )


def past(shown: ShownCard) -> Step:
    """A repair of the old book."""

    def carry_out(values: Values) -> object:
        told = Repair(
            asset_id=shown.asset_id,
            ordinal=0,
            work=values["work"],
            repairer=values["repairer"],
            approval_no=values["approval_no"],
            cost_satang=values["cost_satang"] or 0,
            finished_on=values["on"],
        )
        return repairs.record_past_repair(shown.store, told)

    return Step(
        words=_("Enter a repair of the old book…"),
        operation=carry_out,
        done=_("The repair stands in the history."),
        fields=(
            FieldSpec("work", _("Work and spare parts"), "notes", required=True),
            day_field(_("Repair finished on")),
            FieldSpec("cost_satang", _("Cost of the repair"), "money"),
            FieldSpec("repairer", _("Repaired by")),
            FieldSpec("approval_no", _("Approval number"), width=260),
        ),
        says=_("It changes nothing of the state of today."),
    )


def _outcomes() -> list[tuple[str, str]]:
    return [(each.value, _(words)) for each, words in REPAIR_OUTCOME_LABELS.items()]


def _warranty_words(shown: ShownCard) -> str:
    """That the seller repairs it, while the warranty lasts."""
    until = shown.asset.warranty_until
    if until is None or not under_warranty(until, shown.today):
        return ""
    by = shown.asset.warranty_by or shown.asset.vendor or _("the seller")
    return _("Under warranty until {day}: {seller} repairs it.").format(day=thai_date(until), seller=by)
