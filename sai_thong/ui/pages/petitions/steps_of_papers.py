"""Papers of a case as forms: handed in, not needed, missing and asked for once, mended, the petition given back."""

from __future__ import annotations

from sai_thong.ground.language import _
from sai_thong.registers.petitions import papers_handed_in
from sai_thong.registers.petitions.records import CasePaper
from sai_thong.registers.petitions.terms import Way
from sai_thong.thai.calendar import thai_date
from sai_thong.ui.kit import FieldSpec
from sai_thong.ui.pages.petitions.case_reading import ShownCase
from sai_thong.ui.pages.petitions.case_step import CaseStep, Values
from sai_thong.ui.pages.petitions.step_fields import (
    day_field,
    letter_of,
    reason_field,
    told_fields,
    told_values,
)


def note_defects(shown: ShownCase) -> CaseStep:
    """บันทึกความบกพร่อง, asked for once."""
    missing = [(paper.name, paper.name) for paper in shown.view.missing]

    def note(values: Values) -> object:
        other = [line for line in values["other"].splitlines() if line.strip()]
        return papers_handed_in.note_defects(
            shown.store,
            shown.case_id,
            items=(*values.get("items", ()), *other),
            noted_on=values["on_day"],
            mend_by=values["mend_by"],
            signed_by=values["signed_by"],
        )

    ticks = [FieldSpec("items", _("Missing papers"), "multi-choice", choices=missing)] if missing else []
    return CaseStep(
        key="note-defects",
        words=_("Note missing papers…"),
        operation=note,
        done=_("The missing papers are noted; the clocks stand still until they are mended."),
        says=_("The law lets the office ask once: note everything that is missing."),
        fields=(
            *ticks,
            FieldSpec("other", _("What else is missing or wrong"), "notes", help=_("A line each.")),
            FieldSpec("mend_by", _("To be mended by"), "date", required=True, purpose="future"),
            day_field(_("Noted on")),
            FieldSpec("signed_by", _("Signed by the petitioner"), help=_("Once both signed the two copies.")),
        ),
        values={"items": tuple(name for name, _words in missing), "mend_by": shown.mend_by, "on_day": shown.today},
        paper="defect-note",
    )


def sign_defects(shown: ShownCase) -> CaseStep:
    """The petitioner signed the note."""
    return CaseStep(
        key="sign-defects",
        words=_("The petitioner signed the note…"),
        operation=lambda values: papers_handed_in.sign_defects(
            shown.store, shown.case_id, signed_by=values["signed_by"]
        ),
        done=_("It is kept who signed."),
        fields=(FieldSpec("signed_by", _("Signed by the petitioner"), required=True),),
        values={"signed_by": shown.view.petition.petitioner_name},
    )


def papers_mended(shown: ShownCase) -> CaseStep:
    """The papers are in order."""
    asked = shown.view.defects.items if shown.view.defects else ()
    return CaseStep(
        key="papers-mended",
        words=_("Papers mended…"),
        operation=lambda values: papers_handed_in.papers_mended(shown.store, shown.case_id, on_day=values["on_day"]),
        done=_("The papers are in order; the clocks run on."),
        says=_("Asked for: {papers}").format(papers=", ".join(asked)),
        fields=(day_field(_("Handed in on")),),
        values={"on_day": shown.today},
    )


def return_petition(shown: ShownCase) -> CaseStep:
    """คืนคำขอ."""

    def give_back(values: Values) -> object:
        return papers_handed_in.return_petition(
            shown.store,
            shown.case_id,
            reason=values["reason"],
            on_day=values["on_day"],
            way=Way(values["way"]),
            told_to=values["told_to"],
            letter=letter_of(values, "return-letter"),
            letter_no=values["letter_no"],
        )

    until = shown.view.defects.mend_by if shown.view.defects else shown.today
    fields = [each for each in told_fields(shown) if each.key != "clock"]
    return CaseStep(
        key="return",
        words=_("Return the petition…"),
        operation=give_back,
        done=_("The petition is returned with its reasons."),
        says=_("The papers were to be mended by {day}.").format(day=thai_date(until)),
        fields=(reason_field(), *fields),
        values=told_values(shown, Way.LETTER),
        paper="return-letter",
    )


def receive_papers(shown: ShownCase) -> CaseStep:
    """Papers came in."""
    waited = [paper.name for paper in _waited(shown)]

    def receive(values: Values) -> object:
        other = [line for line in values["other"].splitlines() if line.strip()]
        return papers_handed_in.receive_papers(
            shown.store, shown.case_id, (*values.get("names", ()), *other), on_day=values["on_day"]
        )

    ticks = [FieldSpec("names", _("Papers"), "multi-choice", choices=[(name, name) for name in waited])]
    return CaseStep(
        key="receive-papers",
        words=_("Papers handed in…"),
        operation=receive,
        done=_("The papers are kept as handed in."),
        fields=(
            *(ticks if waited else []),
            FieldSpec("other", _("Other papers"), "notes", help=_("A line each.")),
            day_field(_("Handed in on")),
        ),
        values={"on_day": shown.today},
    )


def waive_paper(shown: ShownCase) -> CaseStep:
    """A paper is not needed."""
    waited = _waited(shown)
    return CaseStep(
        key="waive-paper",
        words=_("A paper is not needed…"),
        operation=lambda values: papers_handed_in.waive_paper(
            shown.store, shown.case_id, values["paper"], why=values["reason"]
        ),
        done=_("The paper is not asked for any more."),
        fields=(
            FieldSpec("paper", _("Paper"), "choice", required=True, choices=[(each.id, each.name) for each in waited]),
            reason_field(note=_("Such as: the state already holds it.")),
        ),
        values={"paper": waited[0].id} if waited else {},
    )


def _waited(shown: ShownCase) -> list[CasePaper]:
    return [paper for paper in shown.view.papers if paper.received_on is None and not paper.waived]
