"""The papers of a case: which of the catalogue have something to say about it now."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, NamedTuple

from sai_thong.registers.petitions.records import Notice, Task
from sai_thong.registers.petitions.rules.course import Step
from sai_thong.registers.petitions.terms import Decision, NoticeKind, TaskKind, Way

if TYPE_CHECKING:
    from sai_thong.ui.pages.petitions.case_reading import ShownCase

_GENERAL: Final = "general-petition"
_FORMS: Final = frozenset({_GENERAL, "street-light", "water-support"})
"""The forms that a service may have of its own, and the one of all others."""


class CasePaperKind(NamedTuple):
    """A paper that can be printed: its key and its Thai name."""

    key: str
    name: str


def papers_of_case(shown: ShownCase) -> list[CasePaperKind]:
    """The papers about a case that have something to say now, in the order of its course."""
    from sai_thong.forms.paper_kinds import About
    from sai_thong.forms.papers import PAPERS

    return [
        CasePaperKind(kind.key, kind.name)
        for kind in PAPERS
        if kind.about is About.PETITION and _has_something_to_say(kind.key, shown)
    ]


def paper_called(key: str) -> CasePaperKind:
    """The paper of that key."""
    from sai_thong.forms.catalogue import paper_kind

    return CasePaperKind(key, paper_kind(key).name)


def subject_of_paper(shown: ShownCase, record: object) -> str:
    """The id of what the paper of a step is about: what was recorded where it has a paper of its own, else the case."""
    return record.id if isinstance(record, Notice | Task) else shown.case_id


def on_paper(record: object) -> bool:
    """Whether what a step recorded is told on paper: a notice by telephone is not."""
    return not isinstance(record, Notice) or record.way is Way.LETTER


def _has_something_to_say(key: str, shown: ShownCase) -> bool:
    if key in _FORMS:
        service = shown.view.service
        own = service.form if service is not None and service.form in _FORMS else _GENERAL
        return key == own
    asked = _WHEN.get(key)
    return asked is None or asked(shown)


def _told(kind: NoticeKind) -> Callable[[ShownCase], bool]:
    return lambda shown: any(notice.kind is kind for notice in shown.view.notices)


def _told_or(kind: NoticeKind, step: Step) -> Callable[[ShownCase], bool]:
    told = _told(kind)
    return lambda shown: step in shown.view.steps or told(shown)


_WHEN: Final[dict[str, Callable[[ShownCase], bool]]] = {
    "defect-note": lambda shown: shown.view.defects is not None,
    "return-letter": _told_or(NoticeKind.RETURN, Step.RETURN),
    "appointment-slip": lambda shown: any(task.kind is TaskKind.APPOINTMENT for task in shown.view.tasks),
    "acknowledgement-letter": _told_or(NoticeKind.ACKNOWLEDGEMENT, Step.ACKNOWLEDGE),
    "progress-letter": _told(NoticeKind.PROGRESS),
    "delay-letter": _told_or(NoticeKind.DELAY, Step.TELL_DELAY),
    "petition-memo": lambda shown: Step.PROPOSE in shown.view.steps or Step.DECIDE in shown.view.steps,
    "result-letter": lambda shown: shown.view.petition.decided_on is not None,
    "forward-letter": _told(NoticeKind.FORWARD),
    "forward-notice": _told(NoticeKind.FORWARD),
    "appeal-letter": lambda shown: shown.view.petition.appealed_on is not None,
    "certificate": lambda shown: shown.view.petition.decision is Decision.APPROVED,
}
"""When a paper is worth offering; one that is not here always is."""
