"""Where a case goes and what is said to it, as forms: division and officer, the opinions of the chain, the decision."""

from __future__ import annotations

from typing import Final

from sai_thong.ground.language import _
from sai_thong.registers.law.service_terms import OpinionStep
from sai_thong.registers.office.records import Capacity, Post, Signer
from sai_thong.registers.office.signing import HEAD_OF_DIVISION, signer_on
from sai_thong.registers.petitions import routing, work
from sai_thong.registers.petitions.rules.chain import next_opinion
from sai_thong.registers.petitions.terms import (
    DECISION_LABELS,
    OPINION_STEP_LABELS,
    STANCE_LABELS,
    Decision,
    Stance,
)
from sai_thong.ui.kit import FieldSpec, RecordForm
from sai_thong.ui.pages.petitions.case_reading import ShownCase
from sai_thong.ui.pages.petitions.case_step import CaseStep, Values
from sai_thong.ui.pages.petitions.step_fields import day_field, moment_of

_POSTS: Final = {OpinionStep.CLERK: Post.CLERK, OpinionStep.MAYOR: Post.MAYOR}


def assign(shown: ShownCase) -> CaseStep:
    """To a division and its officer."""
    petition = shown.view.petition
    divisions = [(each.key, each.name) for each in shown.divisions if each.key != petition.accused_division]
    return CaseStep(
        key="assign",
        words=_("Assign…"),
        operation=lambda values: routing.assign(
            shown.store,
            shown.case_id,
            values["division"],
            officer=values["officer"],
            at=moment_of(shown, values["on_day"]),
        ),
        done=_("The case is assigned."),
        fields=(
            FieldSpec("division", _("Division"), "choice", required=True, choices=divisions),
            FieldSpec(
                "officer",
                _("Officer"),
                help=_("Sees the case among their own in this program: {users}").format(users=", ".join(shown.users)),
            ),
            day_field(_("Assigned on")),
        ),
        values={
            "division": petition.division,
            "officer": petition.officer or shown.store.user,
            "on_day": shown.today,
        },
    )


def give_opinion(shown: ShownCase) -> CaseStep:
    """What one of the chain says, now or from the paper with its date."""
    chain = [link.step for link in shown.view.chain]
    given = {link.step for link in shown.view.chain if link.standing}
    turn = next_opinion(chain, given) or (chain[-1] if chain else OpinionStep.OFFICER)

    def give(values: Values) -> object:
        step, name = OpinionStep(values["step"]), values["name"]
        signer = _signer(shown, step)
        capacity = signer.capacity if signer is not None and signer.name == name else Capacity.HOLDS
        opinion = routing.OpinionGiven(
            step,
            values["text"],
            name,
            stance=Stance(values["stance"]),
            position=values["position"],
            capacity=capacity,
            given_at=moment_of(shown, values["on_day"]),
            from_paper=values["from_paper"] or values["on_day"] != shown.today,
        )
        return routing.give_opinion(shown.store, shown.case_id, opinion)

    return CaseStep(
        key="give-opinion",
        words=_("Record an opinion…"),
        operation=give,
        done=_("The opinion is recorded."),
        fields=(
            FieldSpec(
                "step",
                _("Whose opinion"),
                "choice",
                required=True,
                choices=[(each.value, _(OPINION_STEP_LABELS[each])) for each in chain or OpinionStep],
            ),
            FieldSpec("text", _("Opinion"), "notes", required=True),
            FieldSpec(
                "stance",
                _("Stance"),
                "choice",
                required=True,
                choices=[(each.value, _(words)) for each, words in STANCE_LABELS.items()],
            ),
            FieldSpec("name", _("Name"), required=True),
            FieldSpec("position", _("Position")),
            day_field(_("Given on")),
            FieldSpec("from_paper", _("Written and signed on the paper already"), "tick"),
        ),
        values={"step": turn.value, "stance": Stance.FOR.value, "on_day": shown.today, **_who(shown, turn)},
        prepare=lambda form: _follow_step(form, shown),
    )


def _follow_step(form: RecordForm, shown: ShownCase) -> None:
    """Another step of the chain proposes who holds that post."""

    def propose() -> None:
        for key, value in _who(shown, OpinionStep(str(form.editor("step").read()))).items():
            form.editor(key).show_value(value)

    form.editor("step").edited.connect(propose)


def _who(shown: ShownCase, step: OpinionStep) -> dict[str, str]:
    """Who speaks at a step: the signer in post; at the officer's, whoever has the case."""
    signer = _signer(shown, step)
    if signer is not None:
        return {"name": signer.name, "position": signer.position}
    officer = shown.view.petition.officer or shown.store.user
    return {"name": officer if step is OpinionStep.OFFICER else "", "position": ""}


def _signer(shown: ShownCase, step: OpinionStep) -> Signer | None:
    division = shown.view.petition.division
    post = HEAD_OF_DIVISION.get(division) if step is OpinionStep.HEAD else _POSTS.get(step)
    return signer_on(shown.signers, post, shown.today) if post is not None else None


def propose(shown: ShownCase) -> CaseStep:
    """Laid before ปลัด and นายก."""
    return CaseStep(
        key="propose",
        words=_("Lay before the executive…"),
        operation=lambda values: routing.propose(
            shown.store, shown.case_id, at=moment_of(shown, values["on_day"]), note=values["note"]
        ),
        done=_("The case lies before the executive."),
        fields=(day_field(_("Laid before them on")), FieldSpec("note", _("Note"))),
        values={"on_day": shown.today},
        paper="petition-memo",
    )


def decide(shown: ShownCase) -> CaseStep:
    """The order on the form."""
    petition = shown.view.petition
    mayor = signer_on(shown.signers, Post.MAYOR, shown.today)
    choices = [(each.value, _(words)) for each, words in DECISION_LABELS.items() if each is not Decision.FORWARDED]
    return CaseStep(
        key="decide",
        words=_("Record the decision…"),
        operation=lambda values: routing.decide(
            shown.store,
            shown.case_id,
            Decision(values["decision"]),
            reason=values["reason"],
            law=values["law"],
            decided_by=values["decided_by"],
            decided_on=values["on_day"],
        ),
        done=_("The decision is recorded; the petitioner is to be told."),
        fields=(
            FieldSpec("decision", _("What is decided"), "choice", required=True, choices=choices),
            FieldSpec("reason", _("Reasons"), "notes", help=_("Needed where it is not approved.")),
            FieldSpec("law", _("Law it rests on"), help=_("Needed where it is not approved.")),
            FieldSpec("decided_by", _("Decided by")),
            day_field(_("Ordered on")),
        ),
        values={
            "decision": (petition.decision or Decision.APPROVED).value,
            "reason": petition.decision_reason,
            "law": petition.decision_law,
            "decided_by": mayor.name if mayor else "",
            "on_day": shown.today,
        },
    )


def begin_work(shown: ShownCase) -> CaseStep:
    """What was asked is being done."""
    return CaseStep(
        key="begin-work",
        words=_("Begin the work…"),
        operation=lambda values: work.begin_work(
            shown.store, shown.case_id, at=moment_of(shown, values["on_day"]), note=values["note"]
        ),
        done=_("The work has begun."),
        fields=(day_field(_("Begun on")), FieldSpec("note", _("Note"))),
        values={"on_day": shown.today},
    )
