"""What can be done with a case now: the one obvious next step, and everything else in groups for a menu."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from sai_thong.ground.language import _
from sai_thong.registers.petitions.rules.course import Step
from sai_thong.registers.petitions.shelves import may_open_complaints
from sai_thong.registers.petitions.terms import PetitionState, TaskKind
from sai_thong.ui.pages.petitions import (
    steps_of_endings,
    steps_of_notices,
    steps_of_papers,
    steps_of_record,
    steps_of_routing,
    steps_of_work,
)
from sai_thong.ui.pages.petitions.case_reading import ShownCase
from sai_thong.ui.pages.petitions.case_step import CaseStep

_FORMS: Final[dict[Step, Callable[[ShownCase], CaseStep]]] = {
    Step.ACKNOWLEDGE: steps_of_notices.acknowledge,
    Step.NOTE_DEFECTS: steps_of_papers.note_defects,
    Step.PAPERS_MENDED: steps_of_papers.papers_mended,
    Step.RETURN: steps_of_papers.return_petition,
    Step.ASSIGN: steps_of_routing.assign,
    Step.GIVE_OPINION: steps_of_routing.give_opinion,
    Step.PROPOSE: steps_of_routing.propose,
    Step.DECIDE: steps_of_routing.decide,
    Step.BEGIN_WORK: steps_of_routing.begin_work,
    Step.REPORT_PROGRESS: steps_of_notices.report_progress,
    Step.TELL_DELAY: steps_of_notices.tell_delay,
    Step.TELL_RESULT: steps_of_notices.tell_result,
    Step.CLOSE_POINT: steps_of_work.close_point,
    Step.CLOSE: steps_of_endings.close,
    Step.WITHDRAW: steps_of_endings.withdraw,
    Step.FORWARD: steps_of_endings.forward,
    Step.APPEAL: steps_of_endings.appeal,
    Step.DECIDE_APPEAL: steps_of_endings.decide_appeal,
    Step.REOPEN: steps_of_endings.reopen,
}
"""The form of each step; merging is done beside the other case (`alike_view`)."""


@dataclass(frozen=True)
class StepGroup:
    """Steps that stand together in the menu.

    Attributes:
        title: What they are about.
        steps: In their order.
    """

    title: str
    steps: tuple[CaseStep, ...]


def next_step(shown: ShownCase) -> CaseStep | None:
    """The one obvious next step; None when there is nothing for the office to do."""
    obvious = shown.view.next_step
    return _FORMS[obvious](shown) if obvious in _FORMS else None


def may_merge(shown: ShownCase) -> bool:
    """Whether the case may go on in another."""
    return Step.MERGE in shown.view.steps


def groups(shown: ShownCase) -> list[StepGroup]:
    """Everything that can be done now but the obvious next step; empty groups are left out."""
    found = [
        StepGroup(_("Steps"), tuple(_other_steps(shown))),
        StepGroup(_("Work and appointments"), tuple(_work(shown))),
        StepGroup(_("Papers and letters"), tuple(_papers(shown))),
        StepGroup(_("People and links"), tuple(_people(shown))),
        StepGroup(_("Record"), tuple(_record(shown))),
    ]
    return [group for group in found if group.steps]


def all_steps(shown: ShownCase) -> dict[str, CaseStep]:
    """Every step by its key, such as for opening a form again in another language."""
    obvious = next_step(shown)
    every = [*([obvious] if obvious else []), *(step for group in groups(shown) for step in group.steps)]
    every += [steps_of_record.edit_person(shown, party) for party in shown.view.parties]
    return {step.key: step for step in every}


def _other_steps(shown: ShownCase) -> Iterator[CaseStep]:
    view = shown.view
    for step in view.steps:
        if step in _FORMS and step is not view.next_step:
            yield _FORMS[step](shown)
    if Step.FORWARD in view.steps and view.confidential:
        yield steps_of_endings.to_district(shown)


def _work(shown: ShownCase) -> Iterator[CaseStep]:
    if shown.ended:
        return
    for kind in TaskKind:
        yield steps_of_work.plan(shown, kind)
    if steps_of_work.open_tasks(shown):
        yield steps_of_work.finish(shown)
        yield steps_of_work.put_off(shown)
        yield steps_of_work.drop(shown)
    if shown.view.petition.answered_at is None:
        yield steps_of_work.add_point(shown)
    yield steps_of_work.note(shown)


def _papers(shown: ShownCase) -> Iterator[CaseStep]:
    view = shown.view
    if not shown.ended:
        yield steps_of_papers.receive_papers(shown)
        if any(paper.received_on is None and not paper.waived for paper in view.papers):
            yield steps_of_papers.waive_paper(shown)
        if view.defects is not None and not view.defects.signed_by:
            yield steps_of_papers.sign_defects(shown)
    if steps_of_notices.unnumbered_letters(shown):
        yield steps_of_notices.number_letter(shown)


def _people(shown: ShownCase) -> Iterator[CaseStep]:
    if shown.ended:
        return
    yield steps_of_record.add_person(shown)
    for party in shown.view.parties:
        yield steps_of_record.edit_person(shown, party)
    yield steps_of_record.link_asset(shown)
    if any(each.link.petition_id == shown.case_id for each in shown.view.links):
        yield steps_of_record.unlink(shown)


def _record(shown: ShownCase) -> Iterator[CaseStep]:
    petition = shown.view.petition
    if shown.ended:
        return
    if not petition.number:
        yield steps_of_record.number(shown)
    last = shown.last_correction
    if last is not None:
        yield steps_of_record.take_back(shown, last)
    yield steps_of_record.reclassify(shown)
    open_to_move = petition.state is not PetitionState.ANSWERED and petition.number
    if may_open_complaints(shown.store) and (shown.view.confidential or open_to_move):
        yield steps_of_record.make_confidential(shown)
