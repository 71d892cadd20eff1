"""What the petitioner is told, as forms: that it came, how it goes, why it is late, the result; letters' numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from sai_thong.ground.language import _
from sai_thong.registers.petitions import notices
from sai_thong.registers.petitions.terms import DECISION_LABELS, Decision, NoticeKind
from sai_thong.registers.saraban.outgoing import bind_number
from sai_thong.thai.calendar import thai_date
from sai_thong.ui.kit import FieldSpec
from sai_thong.ui.pages.petitions.case_reading import ShownCase
from sai_thong.ui.pages.petitions.case_step import CaseStep, Values
from sai_thong.ui.pages.petitions.step_fields import notice_of, told_fields, told_values


def acknowledge(shown: ShownCase) -> CaseStep:
    """แจ้งรับเรื่อง."""
    return CaseStep(
        key="acknowledge",
        words=_("Tell that it was received…"),
        operation=_tell(shown, NoticeKind.ACKNOWLEDGEMENT, "acknowledgement-letter"),
        done=_("It is recorded that the petitioner knows the case was received."),
        fields=(*told_fields(shown), FieldSpec("text", _("What was said"))),
        values=told_values(shown),
        paper="acknowledgement-letter",
    )


def report_progress(shown: ShownCase) -> CaseStep:
    """แจ้งความคืบหน้า."""
    return CaseStep(
        key="report-progress",
        words=_("Report progress…"),
        operation=_tell(shown, NoticeKind.PROGRESS, "progress-letter"),
        done=_("The report of progress is recorded."),
        fields=(
            FieldSpec("text", _("What was said"), "notes", required=True),
            FieldSpec("expected_on", _("Answer expected by"), "date", purpose="future"),
            *told_fields(shown),
        ),
        values=told_values(shown),
        paper="progress-letter",
    )


def tell_delay(shown: ShownCase) -> CaseStep:
    """แจ้งเหตุแห่งความล่าช้า."""
    due = shown.view.petition.next_due_at
    return CaseStep(
        key="tell-delay",
        words=_("Tell the reason of the delay…"),
        operation=_tell(shown, NoticeKind.DELAY, "delay-letter"),
        done=_("The delay notice is recorded."),
        says=_("The law asks for a notice every seven days until the answer is given.") if due else "",
        fields=(
            FieldSpec("reasons", _("Reason of the delay"), "notes", required=True),
            FieldSpec("expected_on", _("Answer expected by"), "date", required=True, purpose="future"),
            *told_fields(shown),
        ),
        values=told_values(shown),
        paper="delay-letter",
    )


def tell_result(shown: ShownCase) -> CaseStep:
    """แจ้งผล: what was decided, or settled at the counter."""
    petition = shown.view.petition
    decision = petition.decision

    def tell(values: Values) -> object:
        given = notice_of(shown, NoticeKind.RESULT, values, paper="result-letter")
        chosen = values.get("decision")
        return notices.tell(shown.store, shown.case_id, replace(given, decision=Decision(chosen) if chosen else None))

    choices = [(each.value, _(words)) for each, words in DECISION_LABELS.items() if each is not Decision.FORWARDED]
    open_decision = [FieldSpec("decision", _("Result"), "choice", required=True, choices=choices)]
    says = ""
    if decision is not None and petition.decided_on is not None:
        says = _("{decision}, decided on {day}.").format(
            decision=_(DECISION_LABELS[decision]), day=thai_date(petition.decided_on)
        )
    refusable = decision in (None, Decision.REFUSED)
    return CaseStep(
        key="tell-result",
        words=_("Tell the result…"),
        operation=tell,
        done=_("The petitioner was told the result."),
        says=says,
        fields=(
            *(open_decision if decision is None else []),
            *told_fields(shown),
            FieldSpec("text", _("What was said")),
            *(_refusal_fields() if refusable else []),
        ),
        values={
            **told_values(shown),
            "decision": (decision or Decision.INFORMED).value,
            "reasons": petition.decision_reason,
            "law": petition.decision_law,
            "appeal_days": shown.appeal_days if decision is Decision.REFUSED else None,
        },
        paper="result-letter",
    )


def _refusal_fields() -> list[FieldSpec]:
    return [
        FieldSpec("reasons", _("Reasons"), "notes", section=_("Where it is not approved")),
        FieldSpec("law", _("Law it rests on")),
        FieldSpec("appeal_days", _("Days to appeal"), "integer"),
    ]


def _tell(shown: ShownCase, kind: NoticeKind, paper: str = "") -> Callable[[Values], object]:
    def tell(values: Values) -> object:
        return notices.tell(shown.store, shown.case_id, notice_of(shown, kind, values, paper=paper))

    return tell


def unnumbered_letters(shown: ShownCase) -> Sequence[tuple[str, str]]:
    """The letters of the case that have no number yet: id, and what each is about."""
    return [
        (letter.id, f"{letter.subject} · {thai_date(letter.dated_on)}")
        for letter in shown.view.letters
        if letter.number is None and letter.voided_on is None
    ]


def number_letter(shown: ShownCase) -> CaseStep:
    """The number of a letter, from the register or as the central station told it."""
    waiting = unnumbered_letters(shown)

    def bind(values: Values) -> object:
        letter = next(each for each in shown.view.letters if each.id == values["letter"])
        return bind_number(shown.store, letter, number=values["number"])

    return CaseStep(
        key="number-letter",
        words=_("Number of a letter…"),
        operation=bind,
        done=_("The letter has its number."),
        fields=(
            FieldSpec("letter", _("Letter"), "choice", required=True, choices=waiting),
            FieldSpec(
                "number",
                _("Number"),
                "integer",
                required=not shown.gives_letter_numbers,
                help=_("Left empty, the next number of the register is given.")
                if shown.gives_letter_numbers
                else _("As the central register told it, without the code of the office."),
            ),
        ),
        values={"letter": waiting[0][0]} if waiting else {},
    )
