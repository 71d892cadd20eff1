"""What is done with a disposal, as short forms: facts, liability, papers, striking off, who is told, giving up."""

from __future__ import annotations

from datetime import date

from sai_thong.db.store import Store
from sai_thong.ground.language import _
from sai_thong.registers.assets import disposal_papers, disposals, striking_off
from sai_thong.registers.assets.disposal_papers import PaperDue
from sai_thong.registers.assets.disposal_view import DisposalAction, DisposalView
from sai_thong.registers.assets.terms import DisposalState
from sai_thong.thai.money import baht
from sai_thong.ui.kit import FieldSpec
from sai_thong.ui.pages.assets.step import Step


def short_step(store: Store, view: DisposalView, today: date) -> Step | None:
    """The next step, where a short form does it; the others are grids of their own."""
    action = view.row.next_action
    if action is DisposalAction.REPORT_FACTS:
        return report_facts(store, view, today)
    if action is DisposalAction.SETTLE_LIABILITY:
        return settle_liability(store, view, today)
    if action is DisposalAction.STRIKE_OFF:
        return strike_off(store, view, today)
    if action is DisposalAction.TELL_REGISTRAR:
        return tell_registrar(store, view, today)
    if action is DisposalAction.TELL_AUDITOR:
        return tell_auditor(store, view, today)
    return None


def other_steps(store: Store, view: DisposalView, today: date) -> list[Step]:
    """Everything else that short forms do now."""
    found = view.row.round
    steps: list[Step] = []
    if view.row.next_action is DisposalAction.REPORT_FACTS:
        steps.append(order_facts(store, view))
    not_yet = (DisposalState.FINDING_FACTS, DisposalState.AWAITING_LIABILITY, DisposalState.ORDERED)
    if found.state in not_yet and len(view.lines) > 1:
        steps.append(take_out(store, view))
    if found.state is DisposalState.STRUCK_OFF and view.row.next_action is not DisposalAction.TELL_AUDITOR:
        steps.append(tell_auditor(store, view, today))
    if found.state not in (DisposalState.STRUCK_OFF, DisposalState.DROPPED):
        steps.append(drop(store, view))
    return steps


def order_facts(store: Store, view: DisposalView) -> Step:
    """The order that has the facts found."""
    found = view.row.round
    return Step(
        words=_("Order of the fact finding…"),
        operation=lambda values: disposals.order_facts(store, found.id, order_no=values["order_no"] or ""),
        done=_("The order is kept."),
        fields=(FieldSpec("order_no", _("Number of the order"), required=True, width=220),),
        values={"order_no": found.facts_order_no},
    )


def report_facts(store: Store, view: DisposalView, today: date) -> Step:
    """What the committee found."""
    return Step(
        words=_("The facts are reported…"),
        operation=lambda values: disposals.report_facts(
            store, view.row.round.id, reported_on=values["on"], liable=values["liable"] or ""
        ),
        done=_("The report of the facts is kept."),
        fields=(
            FieldSpec("on", _("Facts reported on"), "date", required=True),
            FieldSpec(
                "liable",
                _("Who is liable"),
                help=_("Left empty: nobody is. Somebody named: nothing is ordered before that is settled."),
            ),
        ),
        values={"on": today},
    )


def settle_liability(store: Store, view: DisposalView, today: date) -> Step:
    """What came of the liability."""
    return Step(
        words=_("The liability is settled…"),
        operation=lambda values: disposals.settle_liability(
            store, view.row.round.id, outcome=values["outcome"], on=values["on"]
        ),
        done=_("It is kept what came of the liability."),
        fields=(
            FieldSpec("outcome", _("What came of the liability"), "notes", required=True),
            FieldSpec("on", _("Settled on"), "date", required=True),
        ),
        values={"on": today},
    )


def strike_off(store: Store, view: DisposalView, today: date) -> Step:
    """Off the register, with the last figures told before it is done."""
    found = view.row.round
    figures = striking_off.last_figures(store, found.id, today)
    profit = sum(each.profit_satang or 0 for each in figures)
    return Step(
        words=_("Strike off the register…"),
        operation=lambda values: striking_off.strike_off(
            store, found.id, on=values["on"], document_no=values["document_no"] or ""
        ),
        done=_("All things are struck off; their cards stay and are not changed any more."),
        fields=(
            FieldSpec("on", _("Struck off on"), "date", required=True),
            FieldSpec("document_no", _("Paper"), width=240, help=_("By which they leave, as the cards print it.")),
        ),
        values={"on": today, "document_no": found.order_no},
        says=_("Proceeds {proceeds} baht; profit or loss against the book {profit} baht, if struck off today.").format(
            proceeds=baht(found.proceeds_satang), profit=baht(profit)
        ),
        save=_("Strike off"),
    )


def tell_auditor(store: Store, view: DisposalView, today: date) -> Step:
    """The auditor was told."""
    found = view.row.round
    return Step(
        words=_("The auditor was told…"),
        operation=lambda values: striking_off.tell_auditor(
            store, found.id, letter_no=values["letter_no"] or "", on=values["on"]
        ),
        done=_("It is kept that the auditor was told."),
        fields=(
            FieldSpec("on", _("Told on"), "date", required=True),
            FieldSpec("letter_no", _("Letter number"), width=220),
        ),
        values={"on": found.auditor_told_on or today, "letter_no": found.auditor_letter_no},
    )


def tell_registrar(store: Store, view: DisposalView, today: date) -> Step:
    """The registrar of land or vehicles was told."""
    things = ", ".join(line.number for line in view.registered)
    return Step(
        words=_("The registrar was told…"),
        operation=lambda values: striking_off.tell_registrar(store, view.row.round.id, on=values["on"]),
        done=_("It is kept that the registrar was told."),
        fields=(FieldSpec("on", _("Told on"), "date", required=True),),
        values={"on": today},
        says=_("Of: {things}.").format(things=things),
    )


def take_out(store: Store, view: DisposalView) -> Step:
    """A thing stays after all."""
    lines = [(line.id, f"{line.number}  {line.name}") for line in view.lines]
    return Step(
        words=_("Take a thing out…"),
        operation=lambda values: disposals.take_out(store, view.row.round.id, [values["line"]], why=values["why"]),
        done=_("The thing stays, in the state it was in before."),
        fields=(
            FieldSpec("line", _("Thing"), "choice", required=True, choices=lines),
            FieldSpec("why", _("Reason"), required=True),
        ),
        values={"line": lines[0][0] if lines else ""},
    )


def drop(store: Store, view: DisposalView) -> Step:
    """Given up."""
    return Step(
        words=_("Give the disposal up…"),
        operation=lambda values: disposals.drop(store, view.row.round.id, why=values["why"]),
        done=_("The disposal is given up; its things are in the state they were in before."),
        fields=(FieldSpec("why", _("Reason"), "notes", required=True),),
        save=_("Give it up"),
    )


def note_paper(store: Store, view: DisposalView, paper: PaperDue, today: date) -> Step:
    """A paper of the checklist is there."""
    there = paper.paper
    return Step(
        words=_("{paper} is there…").format(paper=paper.document),
        operation=lambda values: disposal_papers.note_paper(
            store,
            view.row.round.id,
            paper.step,
            paper.document,
            number=values["number"] or "",
            on_day=values["on"],
        ),
        done=_("The paper is ticked on the checklist."),
        fields=(
            FieldSpec("number", _("Number of the paper"), width=240),
            FieldSpec("on", _("Date"), "date", required=True),
        ),
        values={
            "number": there.number if there else "",
            "on": (there.on_day if there and there.on_day else None) or today,
        },
    )
