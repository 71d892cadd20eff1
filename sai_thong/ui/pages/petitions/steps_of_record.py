"""What stands in the record of a case, as forms: corrected, put under another service, its people, links and number."""

from __future__ import annotations

from typing import Any, Final

from sai_thong.ground.language import _
from sai_thong.registers.last_change import LastChange
from sai_thong.registers.office.operations import villages
from sai_thong.registers.petitions import confidential, correct, links
from sai_thong.registers.petitions.numbers import NumberChoice, NumberMode, number_case
from sai_thong.registers.petitions.petitioners import PersonGiven
from sai_thong.registers.petitions.records import Party, Petition
from sai_thong.registers.petitions.terms import CHANNEL_LABELS, NAMING_LABELS, ROLE_LABELS, LinkKind, Naming, Role
from sai_thong.ui.kit import FieldSpec
from sai_thong.ui.kit.values import FieldValue
from sai_thong.ui.pages.petitions.case_reading import ShownCase
from sai_thong.ui.pages.petitions.case_step import CaseStep, Values
from sai_thong.ui.pages.petitions.step_fields import reason_field
from sai_thong.ui.pages.taking_back import take_back_words

_OF_THE_FORM: Final = ("subject", "detail", "moo", "place", "coordinates", "channel", "naming", "incoming_no", "note")


def edit(shown: ShownCase) -> CaseStep:
    """Correct what stands on the form."""
    petition = shown.view.petition
    before: dict[str, FieldValue] = {name: getattr(petition, name) for name in _OF_THE_FORM}
    before |= {"moo": str(petition.moo or ""), "channel": petition.channel.value, "naming": petition.naming.value}

    def keep(values: Values) -> object:
        changed: dict[str, Any] = {name: values[name] for name in _OF_THE_FORM if values[name] != before[name]}
        if "moo" in changed:
            changed["moo"] = int(values["moo"]) if values["moo"] else None
        if "channel" in changed:
            changed["channel"] = type(petition.channel)(values["channel"])
        if "naming" in changed:
            changed["naming"] = Naming(values["naming"])
        return correct.correct(shown.store, petition, changed, why=values["reason"])

    of_villages = [(str(each.moo), f"{each.moo} {each.name}".strip()) for each in villages(shown.store)]
    return CaseStep(
        key="edit",
        words=_("Correct the case…"),
        operation=keep,
        done=_("The case is corrected; its history keeps both."),
        fields=(
            FieldSpec("subject", _("Subject"), required=True),
            FieldSpec("detail", _("Details"), "notes"),
            FieldSpec("moo", _("Village"), "choice", choices=of_villages),
            FieldSpec("place", _("Place")),
            FieldSpec("coordinates", _("Coordinates"), help=_("As copied from a map: 16.4321, 103.5060")),
            FieldSpec("channel", _("Reached us by"), "choice", required=True, choices=_choices(CHANNEL_LABELS)),
            FieldSpec("naming", _("Naming"), "choice", required=True, choices=_choices(NAMING_LABELS)),
            FieldSpec("incoming_no", _("Incoming letter number"), width=200),
            FieldSpec("note", _("Note"), "notes"),
            reason_field(_("Reason of the correction")),
        ),
        values=before,
    )


def take_back(shown: ShownCase, last: LastChange) -> CaseStep:
    """Take the last correction of the form back."""
    return CaseStep(
        key="take-back",
        words=_("Take back the last change…"),
        operation=lambda values: correct.take_back(shown.store, shown.view.petition, why=values["reason"]),
        done=_("The correction is taken back; the history keeps both."),
        fields=(reason_field(),),
        says=take_back_words(shown.store, Petition, last),
    )


def reclassify(shown: ShownCase) -> CaseStep:
    """Under another service."""
    return CaseStep(
        key="reclassify",
        words=_("Put under another service…"),
        operation=lambda values: correct.reclassify(
            shown.store, shown.case_id, values["service"], why=values["reason"]
        ),
        done=_("The case is under another service; its clocks run from the day it came."),
        fields=(
            FieldSpec(
                "service",
                _("Service"),
                "choice",
                required=True,
                choices=[(each.key, each.name) for each in shown.services],
            ),
            reason_field(),
        ),
        values={"service": shown.view.petition.service},
    )


def add_person(shown: ShownCase) -> CaseStep:
    """One more person of the case."""
    return CaseStep(
        key="add-person",
        words=_("Add a person…"),
        operation=lambda values: correct.add_person(
            shown.store,
            shown.case_id,
            PersonGiven(
                role=Role(values["role"]),
                name=values["name"],
                citizen_id=values["citizen_id"] or "",
                address=values["address"],
                moo=values["moo"],
                phone=values["phone"],
                relation=values["relation"],
            ),
        ),
        done=_("The person is added to the case."),
        fields=_person_fields(),
        values={"role": Role.CO_PETITIONER.value},
    )


def edit_person(shown: ShownCase, party: Party) -> CaseStep:
    """Correct what is kept of a person of the case."""
    names = ("role", "name", "citizen_id", "address", "moo", "phone", "relation")
    before: dict[str, FieldValue] = {name: getattr(party, name) for name in names} | {"role": party.role.value}

    def keep(values: Values) -> object:
        now = {name: values[name] if values[name] is not None or name == "moo" else "" for name in names}
        changed: dict[str, Any] = {name: value for name, value in now.items() if value != before[name]}
        if "role" in changed:
            changed["role"] = Role(changed["role"])
        return correct.correct_person(shown.store, shown.case_id, party.id, changed, why=values["reason"])

    return CaseStep(
        key=f"edit-person:{party.id}",
        words=_("Correct {name}…").format(name=party.name),
        operation=keep,
        done=_("The person is corrected; the history keeps both."),
        fields=(*_person_fields(), reason_field(_("Reason of the correction"))),
        values=before,
    )


def _person_fields() -> list[FieldSpec]:
    return [
        FieldSpec("role", _("Role"), "choice", required=True, choices=_choices(ROLE_LABELS)),
        FieldSpec("name", _("Name"), required=True),
        FieldSpec("citizen_id", _("Citizen ID"), "citizen-id"),
        FieldSpec("address", _("Address")),
        FieldSpec("moo", _("Village number"), "integer"),
        FieldSpec("phone", _("Telephone"), width=200),
        FieldSpec("relation", _("Relation"), help=_("To the person in need, or the post of who speaks for a village.")),
    ]


def link_asset(shown: ShownCase) -> CaseStep:
    """The street lamp, by its code."""
    return CaseStep(
        key="link-asset",
        words=_("Link an asset…"),
        operation=lambda values: links.link(
            shown.store, shown.case_id, LinkKind.ASSET, code=values["code"], note=values["note"]
        ),
        done=_("The asset is linked with the case."),
        fields=(
            FieldSpec("code", _("Asset code"), required=True, help=_("Such as the number on the lamp post.")),
            FieldSpec("note", _("Note")),
        ),
    )


def unlink(shown: ShownCase) -> CaseStep:
    """A link made by mistake."""
    made = [(each.link.id, each.name) for each in shown.view.links if each.link.petition_id == shown.case_id]
    return CaseStep(
        key="unlink",
        words=_("End a link…"),
        operation=lambda values: links.unlink(shown.store, shown.case_id, values["link"], why=values["reason"]),
        done=_("The link is ended; the history keeps it."),
        fields=(FieldSpec("link", _("Link"), "choice", required=True, choices=made), reason_field()),
        values={"link": made[0][0] if made else ""},
    )


def number(shown: ShownCase) -> CaseStep:
    """The number of a case that was taken with it left blank."""
    by_hand = not shown.gives_case_numbers

    def give(values: Values) -> object:
        written = values["number"]
        choice = NumberChoice() if written is None else NumberChoice(NumberMode.BY_HAND, number=written)
        return number_case(shown.store, shown.case_id, choice)

    return CaseStep(
        key="number",
        words=_("Give the case its number…"),
        operation=give,
        done=_("The case has its number."),
        fields=(
            FieldSpec(
                "number",
                _("Number written by hand"),
                "integer",
                required=by_hand,
                help="" if by_hand else _("Left empty, the next number is given."),
            ),
        ),
        paper="petition-slip",
    )


def make_confidential(shown: ShownCase) -> CaseStep:
    """Behind the key, where an official is complained of; or who that is, of a case that lies there."""
    petition = shown.view.petition
    inside = shown.view.confidential

    def keep(values: Values) -> object:
        named: dict[str, Any] = {
            "accused": values["accused"].splitlines(),
            "shut_out": values.get("shut_out", ()),
            "division": values["division"] or "",
            "why": values["reason"],
        }
        operation = confidential.name_accused if inside else confidential.make_confidential
        return operation(shown.store, shown.case_id, **named)

    return CaseStep(
        key="make-confidential",
        words=_("Who is complained of…") if inside else _("Move to the confidential cases…"),
        operation=keep,
        done=_("It is kept who is complained of.") if inside else _("The case lies among the confidential ones now."),
        says=""
        if inside
        else _(
            "It goes on there under a number of its own; the register here keeps its number and nothing else of it."
        ),
        fields=(
            FieldSpec("accused", _("Officials complained of"), "notes", help=_("A name a line, prefix included.")),
            FieldSpec(
                "division",
                _("Division complained of"),
                "choice",
                choices=[(each.key, each.name) for each in shown.divisions],
            ),
            FieldSpec(
                "shut_out",
                _("Users shut out"),
                "multi-choice",
                choices=[(each, each) for each in shown.users],
                help=_("Whoever is complained of and opens this program."),
            ),
            reason_field(),
        ),
        values={
            "accused": "\n".join(petition.accused),
            "division": petition.accused_division,
            "shut_out": petition.shut_out,
        },
    )


def _choices(labels: Any) -> list[tuple[str, str]]:  # noqa: ANN401 - any enumeration with its labels
    return [(each.value, _(words)) for each, words in labels.items()]
