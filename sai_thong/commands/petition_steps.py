"""``petitions advance``: every step of a case, from the acknowledgement to the appeal, with what it needs."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final

from sai_thong.commands.cases import add_case, case_of, day_of, day_or_moment, moment_of, tell_case
from sai_thong.commands.opening import Session
from sai_thong.commands.parser import Actions, action
from sai_thong.commands.types import add_day, add_why, one_of
from sai_thong.db.store import Store
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.language import _
from sai_thong.ground.usage import CommandParser
from sai_thong.registers.law.service_terms import OpinionStep
from sai_thong.registers.office.records import Post, Signer
from sai_thong.registers.office.signing import signer_on
from sai_thong.registers.petitions import endings, links, notices, papers_handed_in, routing, work
from sai_thong.registers.petitions.clocks_in_force import course_of
from sai_thong.registers.petitions.law_in_force import petition_law
from sai_thong.registers.petitions.letters import LetterGiven
from sai_thong.registers.petitions.numbers import find_case
from sai_thong.registers.petitions.outcome import Stepped
from sai_thong.registers.petitions.records import Petition, Point
from sai_thong.registers.petitions.refusals import NotPossible
from sai_thong.registers.petitions.rules.course import STEP_LABELS, Step
from sai_thong.registers.petitions.shelves import locate
from sai_thong.registers.petitions.terms import Decision, NoticeKind, Stance, Way

_POST_OF: Final = {OpinionStep.CLERK: Post.CLERK, OpinionStep.MAYOR: Post.MAYOR}


@dataclass(frozen=True)
class _Asked:
    """A step as it was asked for.

    Attributes:
        store: The open store.
        petition: The case.
        given: The arguments.
        at: When it happened; None for now.
    """

    store: Store
    petition: Petition
    given: argparse.Namespace
    at: datetime | None

    @property
    def case(self) -> str:
        """The case's id."""
        return self.petition.id

    @property
    def day(self) -> date | None:
        """The day it happened; None for today."""
        return day_of(self.given.on)

    @property
    def letter(self) -> dict[str, Any]:
        """The letter it goes with: entered in the register now, there already, or numbered elsewhere."""
        return {
            "letter": LetterGiven(addressee=self.given.addressee) if self.given.letter else None,
            "letter_id": self.given.letter_id,
            "letter_no": self.given.letter_no,
        }


def add_actions(actions: Actions) -> None:
    """Declare the action."""
    advance = action(actions, "advance", _advance, _("take a step with a case; without a step, the obvious next one"))
    add_case(advance)
    advance.add_argument("step", nargs="?", help=_("which step"), **one_of(Step))
    told = _("when, by the paper; now if not said")
    advance.add_argument("--on", type=day_or_moment, metavar="21/11/2569 09:30", help=told)
    advance.add_argument("--text", default="", help=_("what is said: an opinion, progress, an outcome, grounds"))
    advance.add_argument("--reason", default="", help=_("reasons of a decision, a delay, an end"))
    _add_routing(advance)
    _add_telling(advance)
    _add_papers_and_ends(advance)
    add_why(advance)


def _add_routing(advance: CommandParser) -> None:
    advance.add_argument("--division", help=_("assign: to which division"))
    advance.add_argument("--officer", default="", help=_("assign: who is in charge"))
    advance.add_argument("--post", help=_("opinion: whose of the chain"), **one_of(OpinionStep))
    advance.add_argument("--by", default="", help=_("opinion or decision: name; who is in post if not said"))
    advance.add_argument("--position", default="", help=_("opinion: as printed under the name"))
    advance.add_argument("--stance", default=Stance.NOTED, help=_("opinion: for or against"), **one_of(Stance))
    advance.add_argument("--from-paper", action="store_true", help=_("opinion: written on the paper first"))
    advance.add_argument("--decision", help=_("what was decided"), **one_of(Decision))
    advance.add_argument("--law", default="", help=_("the law a refusal rests on"))


def _add_telling(advance: CommandParser) -> None:
    advance.add_argument("--way", help=_("how the petitioner was told"), **one_of(Way))
    advance.add_argument("--to", dest="told_to", default="", help=_("whom, or through whom"))
    add_day(advance, "--expected-on", words=_("delay or progress: the new day"))
    advance.add_argument("--appeal-days", type=int, help=_("result: the term to appeal, in days"))
    letter = advance.add_mutually_exclusive_group()
    letter.add_argument("--letter", action="store_true", help=_("enter the letter in the outgoing register"))
    letter.add_argument("--letter-id", default="", help=_("the letter that is in that register"))
    letter.add_argument("--letter-no", default="", help=_("its number, where it was numbered elsewhere"))
    advance.add_argument("--addressee", default="", help=_("to whom the letter goes"))


def _add_papers_and_ends(advance: CommandParser) -> None:
    advance.add_argument("--item", action="append", default=[], help=_("note-defects: what is missing or wrong"))
    add_day(advance, "--mend-by", words=_("note-defects: by when"))
    advance.add_argument("--signed-by", default="", help=_("note-defects: who signed for the petitioner"))
    advance.add_argument("--point", type=int, help=_("close-point: which point, by its number"))
    advance.add_argument("--agency", help=_("forward: to whom"))
    advance.add_argument("--into", metavar=_("CASE"), help=_("merge: into which case"))
    outcome = advance.add_mutually_exclusive_group()
    outcome.add_argument("--granted", action="store_true", default=None, help=_("decide-appeal: granted"))
    outcome.add_argument("--dismissed", dest="granted", action="store_false", help=_("decide-appeal: dismissed"))


def _advance(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        petition = case_of(store, arguments)
        step = arguments.step or _obvious(store, petition)
        _need(step, arguments)
        asked = _Asked(store, petition, arguments, moment_of(arguments.on, petition, session))
        done = _STEPS[step](asked)
        tell_case(session, store, done, _(STEP_LABELS[step]))


def _obvious(store: Store, petition: Petition) -> Step:
    step = course_of(store, petition_law(store), locate(store, petition.id).shelf, petition).next_step
    if step is None:
        raise NotPossible(
            _("There is nothing to do for the office in this case now."), do=_("Say which step you mean.")
        )
    return step


def _need(step: Step, arguments: argparse.Namespace) -> None:
    """End with wrong usage when what a step needs is not said."""
    missing = [option for attribute, option in _NEEDS.get(step, ()) if getattr(arguments, attribute) in (None, "", [])]
    if missing:
        arguments.usage_error(
            _("The step “{step}” needs {options}.").format(step=step.value, options=" ".join(missing))
        )


_WAY: Final = ("way", "--way")
_TEXT: Final = ("text", "--text")
_REASON: Final = ("reason", "--reason")
_NEEDS: Final[Mapping[Step, tuple[tuple[str, str], ...]]] = {
    Step.ACKNOWLEDGE: (_WAY,),
    Step.RETURN: (_REASON,),
    Step.ASSIGN: (("division", "--division"),),
    Step.GIVE_OPINION: (("post", "--post"), _TEXT),
    Step.DECIDE: (("decision", "--decision"),),
    Step.REPORT_PROGRESS: (_WAY, _TEXT),
    Step.TELL_DELAY: (_WAY, _REASON, ("expected_on", "--expected-on")),
    Step.TELL_RESULT: (_WAY,),
    Step.CLOSE_POINT: (("point", "--point"), _TEXT),
    Step.WITHDRAW: (_REASON,),
    Step.FORWARD: (("agency", "--agency"), _REASON),
    Step.MERGE: (("into", "--into"), _REASON),
    Step.APPEAL: (_TEXT,),
    Step.DECIDE_APPEAL: (("granted", "--granted|--dismissed"), _REASON, _WAY),
    Step.REOPEN: (_REASON,),
}
"""What a step needs: the attribute and the option that gives it."""


def _note_defects(asked: _Asked) -> Stepped:
    return papers_handed_in.note_defects(
        asked.store,
        asked.case,
        items=asked.given.item,
        noted_on=asked.day,
        mend_by=asked.given.mend_by,
        signed_by=asked.given.signed_by,
        why=asked.given.why,
    )


def _papers_mended(asked: _Asked) -> Stepped:
    return papers_handed_in.papers_mended(asked.store, asked.case, on_day=asked.day, why=asked.given.why)


def _return(asked: _Asked) -> Stepped:
    return papers_handed_in.return_petition(
        asked.store,
        asked.case,
        reason=asked.given.reason,
        on_day=asked.day,
        way=asked.given.way or Way.LETTER,
        told_to=asked.given.told_to,
        why=asked.given.why,
        **asked.letter,
    )


def _assign(asked: _Asked) -> Stepped:
    given = asked.given
    return routing.assign(asked.store, asked.case, given.division, officer=given.officer, at=asked.at, why=given.why)


def _opinion(asked: _Asked) -> Stepped:
    given = asked.given
    said = routing.OpinionGiven(
        given.post,
        given.text,
        given.by,
        stance=given.stance,
        position=given.position,
        given_at=asked.at,
        from_paper=given.from_paper,
    )
    if not given.by:
        said = _by_who_is_in_post(asked, said)
    return routing.give_opinion(asked.store, asked.case, said, why=given.why)


def _by_who_is_in_post(asked: _Asked, said: routing.OpinionGiven) -> routing.OpinionGiven:
    """The opinion with the name of who holds the post on its day, or of this user for another step."""
    post = _POST_OF.get(said.step)
    holder = None
    if post is not None:
        day = asked.day or bangkok_today(asked.store.clock)
        holder = signer_on(asked.store.find(Signer), post, day)
    if holder is None:
        return replace(said, name=asked.store.user)
    known = routing.opinion_by(holder, said.step, said.text, said.stance)
    return replace(known, position=said.position or known.position, given_at=said.given_at, from_paper=said.from_paper)


def _propose(asked: _Asked) -> Stepped:
    return routing.propose(asked.store, asked.case, at=asked.at, note=asked.given.text, why=asked.given.why)


def _decide(asked: _Asked) -> Stepped:
    given = asked.given
    return routing.decide(
        asked.store,
        asked.case,
        given.decision,
        reason=given.reason,
        law=given.law,
        decided_by=given.by,
        decided_on=asked.day,
        why=given.why,
    )


def _begin_work(asked: _Asked) -> Stepped:
    return work.begin_work(asked.store, asked.case, at=asked.at, note=asked.given.text, why=asked.given.why)


def _telling(kind: NoticeKind) -> Callable[[_Asked], Stepped]:
    def told(asked: _Asked) -> Stepped:
        return notices.tell(asked.store, asked.case, notice_given(asked.given, kind, asked.at), why=asked.given.why)

    return told


def notice_given(arguments: argparse.Namespace, kind: NoticeKind, at: datetime | None) -> notices.NoticeGiven:
    """What the petitioner was told, as the arguments say."""
    return notices.NoticeGiven(
        kind,
        arguments.way,
        told_at=at,
        told_to=arguments.told_to,
        text=arguments.text,
        reasons=arguments.reason,
        law=arguments.law,
        decision=arguments.decision,
        expected_on=arguments.expected_on,
        appeal_days=arguments.appeal_days,
        letter=LetterGiven(addressee=arguments.addressee) if arguments.letter else None,
        letter_id=arguments.letter_id,
        letter_no=arguments.letter_no,
    )


def _close_point(asked: _Asked) -> Stepped:
    points = locate(asked.store, asked.case).shelf.find(Point, petition_id=asked.case, number=asked.given.point)
    if not points:
        raise NotPossible(
            _("The case has no point {number}.").format(number=asked.given.point),
            do=_("Look at the points of the case."),
        )
    return work.close_point(
        asked.store, asked.case, points[0].id, outcome=asked.given.text, on_day=asked.day, why=asked.given.why
    )


def _close(asked: _Asked) -> Stepped:
    return endings.close(asked.store, asked.case, on_day=asked.day, note=asked.given.text, why=asked.given.why)


def _withdraw(asked: _Asked) -> Stepped:
    return endings.withdraw(asked.store, asked.case, reason=asked.given.reason, on_day=asked.day, why=asked.given.why)


def _forward(asked: _Asked) -> Stepped:
    return endings.forward(
        asked.store,
        asked.case,
        asked.given.agency,
        reason=asked.given.reason,
        at=asked.at,
        told_way=asked.given.way or Way.LETTER,
        told_to=asked.given.told_to,
        why=asked.given.why,
        **asked.letter,
    )


def _merge(asked: _Asked) -> Stepped:
    into = find_case(asked.store, asked.given.into)
    return links.merge(asked.store, asked.case, into.id, why=asked.given.reason)


def _appeal(asked: _Asked) -> Stepped:
    return endings.appeal(asked.store, asked.case, grounds=asked.given.text, appealed_on=asked.day, why=asked.given.why)


def _decide_appeal(asked: _Asked) -> Stepped:
    return endings.decide_appeal(
        asked.store,
        asked.case,
        granted=asked.given.granted,
        reason=asked.given.reason,
        decided_on=asked.day,
        told=notice_given(asked.given, NoticeKind.APPEAL_RESULT, asked.at),
        why=asked.given.why,
    )


def _reopen(asked: _Asked) -> Stepped:
    return endings.reopen(asked.store, asked.case, why=asked.given.reason)


_STEPS: Final[Mapping[Step, Callable[[_Asked], Stepped]]] = {
    Step.ACKNOWLEDGE: _telling(NoticeKind.ACKNOWLEDGEMENT),
    Step.NOTE_DEFECTS: _note_defects,
    Step.PAPERS_MENDED: _papers_mended,
    Step.RETURN: _return,
    Step.ASSIGN: _assign,
    Step.GIVE_OPINION: _opinion,
    Step.PROPOSE: _propose,
    Step.DECIDE: _decide,
    Step.BEGIN_WORK: _begin_work,
    Step.REPORT_PROGRESS: _telling(NoticeKind.PROGRESS),
    Step.TELL_DELAY: _telling(NoticeKind.DELAY),
    Step.TELL_RESULT: _telling(NoticeKind.RESULT),
    Step.CLOSE_POINT: _close_point,
    Step.CLOSE: _close,
    Step.WITHDRAW: _withdraw,
    Step.FORWARD: _forward,
    Step.MERGE: _merge,
    Step.APPEAL: _appeal,
    Step.DECIDE_APPEAL: _decide_appeal,
    Step.REOPEN: _reopen,
}
