"""What is told about a case: that it came, how it goes, why it is late, and the result; how, to whom and when.

A notice is a fact: a wrong one is followed by another, never changed. Who was told through somebody else is told with
that somebody's name.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from sai_thong.db.store import Store
from sai_thong.ground.language import _
from sai_thong.registers.petitions.case_in_hand import CaseInHand, in_hand
from sai_thong.registers.petitions.letters import LetterGiven, enter_letter
from sai_thong.registers.petitions.outcome import Recorded
from sai_thong.registers.petitions.records import Notice
from sai_thong.registers.petitions.refusals import Incomplete, NotPossible, need_words
from sai_thong.registers.petitions.rules.clocks import bangkok_day
from sai_thong.registers.petitions.rules.course import Step
from sai_thong.registers.petitions.terms import NOTICE_LABELS, WAY_LABELS, Decision, EventKind, NoticeKind, Way
from sai_thong.thai.calendar import thai_date

_STEP_OF: Final = {
    NoticeKind.ACKNOWLEDGEMENT: Step.ACKNOWLEDGE,
    NoticeKind.PROGRESS: Step.REPORT_PROGRESS,
    NoticeKind.DELAY: Step.TELL_DELAY,
    NoticeKind.RESULT: Step.TELL_RESULT,
}
_WITHOUT_STEP: Final = frozenset({NoticeKind.APPOINTMENT})


@dataclass(frozen=True)
class NoticeGiven:
    """Something told to the petitioner.

    Attributes:
        kind: What it is: an acknowledgement, progress, a delay, the result, an appointment.
        way: How.
        told_at: When; now when not given.
        told_to: Whom; the petitioner when not given. Through another person, who that is.
        text: What was said.
        reasons: Of a refusal or a delay; those of the recorded decision when not given.
        law: Of a refusal; that of the recorded decision when not given.
        decision: Of a result that was settled at the counter without a decision recorded before.
        expected_on: The new day of a delay, or of a report of progress.
        appeal_days: The term to appeal that was told, in days; of a refusal the law's when not given.
        letter: The letter to be entered in the register of outgoing documents with this notice.
        letter_id: A letter that is in that register already.
        letter_no: Its number as printed, where it was numbered elsewhere.
    """

    kind: NoticeKind
    way: Way
    told_at: datetime | None = None
    told_to: str = ""
    text: str = ""
    reasons: str = ""
    law: str = ""
    decision: Decision | None = None
    expected_on: date | None = None
    appeal_days: int | None = None
    letter: LetterGiven | None = None
    letter_id: str = ""
    letter_no: str = ""


def tell(store: Store, case_id: str, given: NoticeGiven, *, why: str = "") -> Recorded[Notice]:
    """Record that the petitioner was told something; a result answers the case.

    Raises:
        Incomplete: A delay without reasons and new day, a refusal without reasons and law, or nobody through whom.
        NotPossible: The new day lies before the notice, or the notice is one that another operation records.
        StepNotAllowed: It cannot be told where the case stands.
    """
    if given.kind not in _STEP_OF and given.kind not in _WITHOUT_STEP:
        raise NotPossible(
            _("“{notice}” is not recorded by itself.").format(notice=_(NOTICE_LABELS[given.kind])),
            do=_("Take the step of the case that it belongs to."),
        )
    if given.way is Way.THROUGH:
        need_words(given.told_to, _("It is not said through whom the petitioner was told."))
    with in_hand(store, case_id, why) as case:
        told_at = case.moment(given.told_at)
        if given.kind in _STEP_OF:
            case.need_step(_STEP_OF[given.kind])
        if given.kind is NoticeKind.RESULT:
            given = _answered(case, given, told_at)
        _check(given, told_at)
        notice = keep_notice(case, given, told_at)
        case.tell(EventKind.NOTICE, told_at, detail=spoken(notice), refers_to=notice.id)
    return case.recorded(notice)


def keep_notice(case: CaseInHand, given: NoticeGiven, told_at: datetime, *, agency: str = "") -> Notice:
    """Keep a notice of a case in hand, numbered among its kind."""
    before = case.writer.find(Notice, petition_id=case.petition.id, kind=given.kind)
    told_to = given.told_to.strip() or ("" if agency else case.petition.petitioner_name)
    letter_id, letter_no = given.letter_id, given.letter_no.strip()
    if given.letter is not None:
        document = enter_letter(
            case, given.letter, given.kind, addressee=agency or told_to, on_day=bangkok_day(told_at)
        )
        letter_id, letter_no = document.id, document.printed_number
    return case.record(
        Notice(
            petition_id=case.petition.id,
            kind=given.kind,
            sequence=len(before) + 1,
            way=given.way,
            told_at=told_at,
            told_to=told_to,
            told_by=case.store.user,
            text=given.text.strip(),
            reasons=given.reasons.strip(),
            law=given.law.strip(),
            decision=given.decision,
            expected_on=given.expected_on,
            appeal_days=given.appeal_days,
            agency=agency,
            letter_id=letter_id,
            letter_no=letter_no,
        )
    )


def spoken(notice: Notice) -> str:
    """A notice in one line: how, to whom, by which letter, and until when."""
    parts = [_(WAY_LABELS[notice.way]), notice.agency or notice.told_to, notice.letter_no]
    if notice.expected_on is not None:
        parts.append(_("expected on {day}").format(day=thai_date(notice.expected_on)))
    return " · ".join(filter(None, (*parts, notice.text or notice.reasons)))


def _answered(case: CaseInHand, given: NoticeGiven, told_at: datetime) -> NoticeGiven:
    """Answer the case by a result: decided before, or settled at the counter by this very answer."""
    petition = case.petition
    decision = petition.decision or given.decision or Decision.INFORMED
    if petition.decision is not None and given.decision not in (None, petition.decision):
        raise NotPossible(
            _("Something else was decided in this case."), do=_("Tell what was decided, or record the decision anew.")
        )
    reasons = given.reasons.strip() or petition.decision_reason
    law = given.law.strip() or petition.decision_law
    appeal_days = given.appeal_days
    if decision is Decision.REFUSED:
        if not (reasons and law):
            raise Incomplete(_("A refusal needs its reasons and the law it rests on."), do=_("Fill in what is empty."))
        appeal_days = appeal_days or case.law.profile_of(petition).appeal.amount
    if petition.decided_on is not None and bangkok_day(told_at) < petition.decided_on:
        raise NotPossible(_("The result was told before it was decided."), do=_("Correct one of the two days."))
    case.take(
        Step.TELL_RESULT,
        decision=decision,
        decided_on=petition.decided_on or bangkok_day(told_at),
        decision_reason=reasons,
        decision_law=law,
        answered_at=told_at,
    )
    return replace(given, decision=decision, reasons=reasons, law=law, appeal_days=appeal_days)


def _check(given: NoticeGiven, told_at: datetime) -> None:
    if given.kind is NoticeKind.DELAY:
        need_words(given.reasons, _("A delay notice tells the reason of the delay."))
        if given.expected_on is None:
            raise Incomplete(_("A delay notice tells a new day."), do=_("Write by when the answer may be expected."))
    if given.kind is NoticeKind.PROGRESS:
        need_words(given.text, _("The report of progress says nothing."))
    if given.expected_on is not None and given.expected_on < bangkok_day(told_at):
        raise NotPossible(_("The new day lies before the notice."), do=_("Correct one of the two days."))
