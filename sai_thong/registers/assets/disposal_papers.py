"""The papers of a disposal: which belong to it by its stages, which are there, and which are still due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sai_thong.db.shelf import Shelf
from sai_thong.db.store import Store
from sai_thong.db.transaction import Transaction
from sai_thong.ground.language import _
from sai_thong.registers.assets.disposal_in_hand import (
    DisposalInHand,
    active_lines,
    disposal_in_hand,
    disposal_of,
)
from sai_thong.registers.assets.law_in_force import asset_law
from sai_thong.registers.assets.records import DisposalPaper
from sai_thong.registers.assets.refusals import DisposalRefused
from sai_thong.registers.assets.rules.disposal import documents_due, steps_of
from sai_thong.registers.assets.terms import DisposalState
from sai_thong.registers.law.asset_terms import DisposalStepKey
from sai_thong.registers.office.operations import Saved
from sai_thong.thai.text import tidy


@dataclass(frozen=True)
class PaperDue:
    """A paper of the checklist.

    Attributes:
        step: Its stage.
        step_name: What the stage is called, as printed.
        document: What the paper is called, as printed.
        due: Whether it is not there yet.
        paper: The paper itself; None while it is due.
    """

    step: DisposalStepKey
    step_name: str
    document: str
    due: bool
    paper: DisposalPaper | None


def papers_of(shelf: Shelf, round_id: str, today: date) -> list[PaperDue]:
    """The checklist of a disposal: its papers by stage, in order, then others that were noted besides.

    Raises:
        RoundMissing: There is no such disposal.
    """
    found, law = disposal_of(shelf, round_id), asset_law(shelf)
    lines, on = active_lines(shelf, found.id), found.ordered_on or today
    steps = steps_of([line.method for line in lines if line.method], facts_needed=found.facts_needed)
    there = {(each.step, each.document): each for each in shelf.find(DisposalPaper, round_id=found.id)}
    due = documents_due(steps, there.keys(), law.rules, on)
    stages = law.rules.documents(steps, on)
    listed = [
        PaperDue(
            stage.step, stage.name, document, (stage.step, document) in due, there.pop((stage.step, document), None)
        )
        for stage in stages
        for document in stage.documents
    ]
    names = {step: rows[-1].name for step, rows in law.rules.disposal_steps.items()}
    more = [PaperDue(step, names[step], document, False, paper) for (step, document), paper in there.items()]
    return [*listed, *more]


def note_paper(
    store: Store,
    round_id: str,
    step: DisposalStepKey,
    document: str,
    *,
    number: str = "",
    on_day: date | None = None,
    attachment_id: str = "",
    why: str = "",
) -> Saved[DisposalPaper]:
    """Write down that a paper is there, or its number and day afterwards.

    Raises:
        DisposalRefused: The paper has no name, or the disposal was given up.
        AssetFactWrong: The day lies in the future.
        RoundMissing: There is no such disposal.
    """
    states = tuple(state for state in DisposalState if state is not DisposalState.DROPPED)
    with disposal_in_hand(store, round_id, why, *states) as disposal:
        if not document.strip():
            raise DisposalRefused(_("The paper has no name."), do=_("Choose it from the list."))
        paper = DisposalPaper(
            round_id=disposal.round.id,
            step=step,
            document=tidy(document),
            number=tidy(number),
            on_day=disposal.day(on_day),
            attachment_id=attachment_id,
        )
        kept = _keep(disposal.tx, paper)
        return Saved(kept, disposal.tx.changes)


def note_where_listed(
    disposal: DisposalInHand, step: DisposalStepKey, document: str, number: str = "", on_day: date | None = None
) -> None:
    """Note a paper that a step of the program is, where the checklist of the office has it."""
    for stage in disposal.law.rules.documents([step], disposal.round.ordered_on or disposal.today):
        if document in stage.documents:
            paper = DisposalPaper(
                round_id=disposal.round.id,
                step=step,
                document=document,
                number=tidy(number),
                on_day=on_day or disposal.today,
            )
            _keep(disposal.tx, paper)


def _keep(tx: Transaction, paper: DisposalPaper) -> DisposalPaper:
    """Note a paper, or tell more of one that was noted."""
    found = tx.find(DisposalPaper, round_id=paper.round_id, step=paper.step, document=paper.document)
    if not found:
        return tx.insert(paper)
    return tx.update(
        found[0],
        number=paper.number or found[0].number,
        on_day=paper.on_day,
        attachment_id=paper.attachment_id or found[0].attachment_id,
    )
