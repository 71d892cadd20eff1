"""What is done with a yearly inspection: opened, begun, reported, acknowledged, sent on."""

from __future__ import annotations

from datetime import date

from sai_thong.db.store import Store
from sai_thong.ground.language import _
from sai_thong.registers.assets import inspection_reports, inspections
from sai_thong.registers.assets.records import InspectionRound
from sai_thong.thai.calendar import thai_date
from sai_thong.ui.kit import FieldSpec
from sai_thong.ui.pages.assets.step import PaperOf, Step, Values

REPORT_PAPER = "inspection-report"


def open_round(store: Store, year_be: int) -> Step:
    """Open the inspection of a year, with the order that appoints."""
    return Step(
        words=_("Open the inspection of {year}…").format(year=year_be),
        operation=lambda values: inspections.open_round(
            store, values["year"], order_no=values["order_no"] or "", ordered_on=values["ordered_on"]
        ),
        done=_("The inspection is open. Next: appoint the committee."),
        fields=(
            FieldSpec("year", _("Fiscal year"), "integer", required=True),
            *_order_fields(),
        ),
        values={"year": year_be},
        says=_("It takes what the register has on 30 September, and stays as it is then."),
        save=_("Open the inspection"),
    )


def amend(store: Store, found: InspectionRound) -> Step:
    """The order, or the day it really began."""
    return Step(
        words=_("Order and beginning…"),
        operation=lambda values: inspections.amend_round(
            store,
            found.id,
            order_no=values["order_no"] or "",
            ordered_on=values["ordered_on"],
            begun_on=values["begun_on"],
        ),
        done=_("It is kept."),
        fields=(*_order_fields(), _begun_field(found.starts_on)),
        values={"order_no": found.order_no, "ordered_on": found.ordered_on, "begun_on": found.begun_on},
    )


def begin(store: Store, found: InspectionRound) -> Step:
    """The year is over: take the lines."""
    return Step(
        words=_("Begin the inspection…"),
        operation=lambda values: inspections.begin_round(store, found.id, begun_on=values["begun_on"]),
        done=_("The inspection has begun: each asset has its line."),
        fields=(_begun_field(found.starts_on),),
        save=_("Begin the inspection"),
    )


def submit(store: Store, found: InspectionRound, today: date, left: int) -> Step:
    """The report of the committee; from then on nothing is changed."""

    def operation(values: Values) -> object:
        return inspection_reports.submit(
            store,
            found.id,
            receipts_right=values["receipts"],
            balances_right=values["balances"],
            remarks=values["remarks"] or "",
            submitted_on=values["on"],
            missing_are_lost=bool(values.get("lost")),
            rooms_follow=values["rooms"],
        )

    lost = FieldSpec("lost", _("What nobody saw is lost ({count})").format(count=left), "tick")
    return Step(
        words=_("Submit the report…"),
        operation=operation,
        done=_("The report is submitted; nothing of the inspection is changed any more."),
        fields=(
            FieldSpec("receipts", _("Receipts and issues are right"), "yes-no", required=True),
            FieldSpec("balances", _("Balances agree with the register"), "yes-no", required=True),
            *((lost,) if left else ()),
            FieldSpec("rooms", _("The register takes over the rooms in which things were found"), "tick"),
            FieldSpec("remarks", _("Remarks of the committee"), "notes"),
            FieldSpec("on", _("Reported on"), "date", required=True),
        ),
        values={"on": today, "rooms": True},
        says=_("The state of each card follows what was found. After this nothing of it is changed."),
        save=_("Submit the report"),
        paper=PaperOf(REPORT_PAPER, found.id),
    )


def acknowledge(store: Store, found: InspectionRound, today: date) -> Step:
    """Who ordered it has seen the report."""
    return Step(
        words=_("Acknowledged…"),
        operation=lambda values: inspection_reports.acknowledge(store, found.id, on=values["on"]),
        done=_("It is kept that the report was acknowledged."),
        fields=(FieldSpec("on", _("Acknowledged on"), "date", required=True),),
        values={"on": today},
    )


def sent_on(store: Store, found: InspectionRound, today: date) -> Step:
    """A copy to the auditor."""
    return Step(
        words=_("Sent to the auditor…"),
        operation=lambda values: inspection_reports.sent_to_auditor(
            store, found.id, letter_no=values["letter_no"] or "", on=values["on"]
        ),
        done=_("It is kept that the report went to the auditor."),
        fields=(
            FieldSpec("on", _("Sent to the auditor on"), "date", required=True),
            FieldSpec("letter_no", _("Letter number"), width=220),
        ),
        values={"on": found.sent_to_auditor_on or today, "letter_no": found.auditor_letter_no},
    )


def _order_fields() -> tuple[FieldSpec, ...]:
    return (
        FieldSpec("order_no", _("Number of the order"), width=220),
        FieldSpec("ordered_on", _("Date of the order"), "date"),
    )


def _begun_field(starts_on: date | None) -> FieldSpec:
    rule = _("Left empty: {day}, as the rule has it.").format(day=thai_date(starts_on)) if starts_on else ""
    return FieldSpec("begun_on", _("Really begun on"), "date", help=rule)
