"""How a case ends and goes on again, as forms: closed, withdrawn, handed over, appealed, opened again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sai_thong.ground.language import _
from sai_thong.registers.petitions import confidential, endings
from sai_thong.registers.petitions.letters import LetterGiven
from sai_thong.registers.petitions.outcome import Recorded
from sai_thong.registers.petitions.petitioners import SPEAKERS
from sai_thong.registers.petitions.records import Notice, Party
from sai_thong.registers.petitions.terms import NoticeKind, Way
from sai_thong.ui.kit import FieldSpec
from sai_thong.ui.pages.petitions.case_reading import ShownCase
from sai_thong.ui.pages.petitions.case_step import CaseStep, Values
from sai_thong.ui.pages.petitions.step_fields import (
    day_field,
    letter_field,
    moment_of,
    notice_of,
    reason_field,
    told_fields,
    told_values,
    ways,
)


def close(shown: ShownCase) -> CaseStep:
    """ปิดเรื่อง."""
    return CaseStep(
        key="close",
        words=_("Close the case…"),
        operation=lambda values: endings.close(
            shown.store, shown.case_id, on_day=values["on_day"], note=values["note"]
        ),
        done=_("The case is closed."),
        fields=(day_field(_("Closed on")), FieldSpec("note", _("Note"))),
        values={"on_day": shown.today},
    )


def withdraw(shown: ShownCase) -> CaseStep:
    """ยกเลิกโดยผู้ยื่น: the whole case, or one of several petitioners."""
    speakers = bringing(shown)

    def take_back(values: Values) -> object:
        who = values.get("who")
        if who:
            return endings.withdraw_party(
                shown.store, shown.case_id, who, reason=values["reason"], on_day=values["on_day"]
            )
        return endings.withdraw(shown.store, shown.case_id, reason=values["reason"], on_day=values["on_day"])

    one_of = FieldSpec(
        "who",
        _("Who"),
        "choice",
        choices=[(each.id, each.name) for each in speakers],
        help=_("Left empty, the whole case is withdrawn."),
    )
    return CaseStep(
        key="withdraw",
        words=_("Withdrawn by the petitioner…"),
        operation=take_back,
        done=_("The withdrawal is recorded."),
        fields=(*([one_of] if len(speakers) > 1 else []), reason_field(), day_field(_("Withdrawn on"))),
        values={"on_day": shown.today},
    )


def bringing(shown: ShownCase) -> list[Party]:
    """Who brings the case and has not withdrawn."""
    return [each for each in shown.view.parties if each.role in SPEAKERS and each.withdrawn_on is None]


def forward(shown: ShownCase) -> CaseStep:
    """ส่งต่อหน่วยงานอื่น."""
    return _handed_over(
        shown,
        "forward",
        _("Hand over to another agency…"),
        lambda values, told: endings.forward(shown.store, shown.case_id, values["agency"], **told),
        FieldSpec("agency", _("To which agency"), required=True),
    )


def to_district(shown: ShownCase) -> CaseStep:
    """To the นายอำเภอ, where somebody who would decide is complained of."""
    return _handed_over(
        shown,
        "to-district",
        _("Hand over to the district officer…"),
        lambda _values, told: confidential.hand_to_district(shown.store, shown.case_id, **told),
    )


def _handed_over(
    shown: ShownCase,
    key: str,
    words: str,
    operation: Callable[[Values, dict[str, Any]], Recorded[Notice]],
    *fields: FieldSpec,
) -> CaseStep:
    def hand_over(values: Values) -> object:
        way = values["way"]
        return operation(
            values,
            {
                "reason": values["reason"],
                "at": moment_of(shown, values["on_day"]),
                "letter": None if values["letter_no"] else LetterGiven(paper="forward-letter"),
                "letter_no": values["letter_no"],
                "told_way": Way(way) if way else None,
                "told_to": values["told_to"],
            },
        )

    told = told_values(shown, Way.LETTER)
    return CaseStep(
        key=key,
        words=words,
        operation=hand_over,
        done=_("The case is handed over, and the petitioner told where it went."),
        fields=(
            *fields,
            reason_field(_("Why it is theirs")),
            day_field(_("Handed over on")),
            letter_field(shown),
            FieldSpec(
                "way",
                _("Petitioner told by"),
                "choice",
                choices=ways(),
                section=_("The petitioner"),
                help=_("Empty only where nobody is known who could be told."),
            ),
            FieldSpec("told_to", _("Told to")),
        ),
        values=told,
        paper="forward-letter",
    )


def appeal(shown: ShownCase) -> CaseStep:
    """อุทธรณ์."""
    return CaseStep(
        key="appeal",
        words=_("Appeal received…"),
        operation=lambda values: endings.appeal(
            shown.store, shown.case_id, grounds=values["grounds"], appealed_on=values["on_day"]
        ),
        done=_("The appeal is recorded; it is to be decided."),
        fields=(
            reason_field(_("Grounds of the appeal"), key="grounds"),
            day_field(_("Appealed on")),
        ),
        values={"on_day": shown.today},
    )


def decide_appeal(shown: ShownCase) -> CaseStep:
    """The decision on the appeal, and how it was told."""
    granted, dismissed = "granted", "dismissed"

    def decide(values: Values) -> object:
        return endings.decide_appeal(
            shown.store,
            shown.case_id,
            granted=values["outcome"] == granted,
            reason=values["reason"],
            decided_on=values["decided_on"],
            told=notice_of(shown, NoticeKind.APPEAL_RESULT, values, paper="appeal-letter"),
        )

    choices = [(granted, _("The appeal is granted")), (dismissed, _("The appeal is dismissed"))]
    return CaseStep(
        key="decide-appeal",
        words=_("Decide the appeal…"),
        operation=decide,
        done=_("The decision on the appeal is recorded and told."),
        fields=(
            FieldSpec("outcome", _("What is decided"), "choice", required=True, choices=choices),
            reason_field(_("Reasons")),
            FieldSpec("law", _("Law it rests on")),
            day_field(_("Decided on"), key="decided_on"),
            *told_fields(shown),
        ),
        values={**told_values(shown, Way.LETTER), "outcome": dismissed, "decided_on": shown.today},
        paper="appeal-letter",
    )


def reopen(shown: ShownCase) -> CaseStep:
    """Open the case again."""
    return CaseStep(
        key="reopen",
        words=_("Open the case again…"),
        operation=lambda values: endings.reopen(shown.store, shown.case_id, why=values["reason"]),
        done=_("The case is open again."),
        says=_("Decision, answer and end are taken off the case; its timeline keeps them."),
        fields=(reason_field(),),
    )
