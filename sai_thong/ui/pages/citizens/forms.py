"""The forms of a citizen: the record itself, a death, a move away, a move here, a death taken back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from sai_thong.db.store import Store
from sai_thong.ground.language import N_, _
from sai_thong.records import to_row
from sai_thong.registers.citizens.banks import BANKS
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.last_change import LastChange
from sai_thong.registers.office.operations import HIGHEST_MOO, current_office
from sai_thong.thai.citizen_id import masked
from sai_thong.ui.kit import Banner, FieldSpec, RecordForm, Tone, field_specs
from sai_thong.ui.pages.taking_back import take_back_words

WHY: Final = "why"
"""Key of the reason, which goes into the journal and not into the record."""

_FIELDS: Final = (
    "citizen_id", "prefix", "first_name", "last_name", "monastic_name", "birth", "thai_national",
    "house_no", "moo", "community", "soi", "road", "subdistrict", "district", "province", "postcode",
    "contact_address", "phone",
    "bank_code", "account_no", "account_name",
    "note",
)  # fmt: skip
_SOURCES: Final = (
    N_("the registrar"),
    N_("the village head"),
    N_("the family"),
    N_("the hospital or the clinic"),
)
"""From whom offices learn of a death; the words are kept as they are in the language of the window."""


def record_specs() -> list[FieldSpec]:
    """The fields of the record, as it is declared."""
    more: dict[str, dict[str, Any]] = {
        "citizen_id": {"section": _("Who"), "help": _("Left empty for who has none yet.")},
        "prefix": {"width": 200},
        "birth": {"purpose": "births", "help": _("What is not known is written as a dash, such as -/-/2485.")},
        "house_no": {"section": _("Registered address"), "width": 140},
        "moo": {"check": _check_moo, "width": 90},
        "soi": {"width": 260},
        "road": {"width": 260},
        "subdistrict": {"width": 260},
        "district": {"width": 260},
        "province": {"width": 260},
        "postcode": {"width": 120, "check": _check_postcode},
        "contact_address": {"section": _("How to reach"), "help": _("Only where letters go elsewhere.")},
        "phone": {"width": 260},
        "bank_code": {"section": _("Bank account")},
        "account_no": {"width": 260},
        "note": {"section": _("Note")},
    }
    return field_specs(Citizen, _FIELDS, words={"bank_code": tuple(BANKS.items())}, more=more)


def new_form(store: Store, today: date) -> RecordForm:
    """An empty record, at this office's address."""
    office = current_office(store)
    values = (
        {"subdistrict": office.name, "district": office.district, "province": office.province,
         "postcode": office.postcode}
        if office
        else {}
    )  # fmt: skip
    return RecordForm(_("A new citizen"), record_specs(), values, today=today)


def edit_form(citizen: Citizen, today: date, *, with_id: bool) -> RecordForm:
    """The record as it stands, and why it is changed.

    Args:
        citizen: Whose.
        today: The day it is.
        with_id: Whether the citizen ID stands in the form: only where it was shown before, or where there is none yet.
    """
    why = FieldSpec(
        WHY, _("Reason for the change"), section=_("For the history"), help=_("Such as: card shown, wrongly typed.")
    )
    specs = record_specs()
    if not with_id:
        told = _("The citizen ID {masked} stays. To correct it, show it first.").format(
            masked=masked(citizen.citizen_id or "")
        )
        specs = [replace(specs[1], section=specs[0].section, help=told), *specs[2:]]
    values = {spec.key: getattr(citizen, spec.key) for spec in specs}
    title = _("Edit {name}").format(name=citizen.full_name)
    return RecordForm(title, [*specs, why], values, today=today)


def citizen_from(values: Mapping[str, Any]) -> Citizen:
    """A new citizen out of the form's values."""
    return Citizen(**_filled(values))


def changed_values(citizen: Citizen, values: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that the form changed, and only those: what somebody else changed meanwhile is not written over."""
    filled = _filled(values)
    after = to_row(replace(citizen, **filled))
    before = to_row(citizen)
    return {name: value for name, value in filled.items() if after[name] != before[name]}


def death_form(citizen: Citizen, today: date) -> RecordForm:
    """When a citizen died, as far as it is known, and from whom."""
    sources = [(_(each), _(each)) for each in _SOURCES]
    specs = [
        FieldSpec(
            "died", _("Date of death"), "partial-date", purpose="any",
            help=_("What is not known is left out, such as -/10/2569; empty when only the death is known."),
        ),
        FieldSpec("source", _("Known from"), "choice", required=True, choices=sources),
        FieldSpec("detail", _("More about it"), help=_("Such as the number of the death certificate.")),
    ]  # fmt: skip
    title = _("{name} has died").format(name=citizen.full_name)
    return RecordForm(title, specs, {"died": citizen.death}, today=today, save_text=_("Record the death"))


def withdraw_death_form(citizen: Citizen, today: date) -> RecordForm:
    """Why a recorded death is taken back."""
    specs = [FieldSpec(WHY, _("Reason"), required=True, help=_("Such as: the person came to the office."))]
    title = _("{name} is alive").format(name=citizen.full_name)
    return RecordForm(title, specs, today=today, save_text=_("Take back the death"))


def undo_form(store: Store, citizen: Citizen, change: LastChange, today: date) -> RecordForm:
    """Why the last change is taken back; says what will stand again."""
    title = _("Take back the last change of {name}").format(name=citizen.full_name)
    specs = [FieldSpec(WHY, _("Reason"), required=True)]
    form = RecordForm(title, specs, today=today, save_text=_("Take back"))
    form.banners.tell(Banner(take_back_words(store, Citizen, change), Tone.ACCENT, closable=False))
    return form


def move_out_form(citizen: Citizen, today: date) -> RecordForm:
    """From when a citizen lives elsewhere, and where."""
    specs = [
        FieldSpec("on", _("Moved out on"), "date", required=True, purpose="any",
                  help=_("The day the registrar gives; it may lie ahead.")),
        FieldSpec("place", _("Moved out to"), help=_("Subdistrict, district and province.")),
    ]  # fmt: skip
    values = {"on": citizen.away_since, "place": citizen.moved_out_to if citizen.away_since else ""}
    title = _("{name} moves away").format(name=citizen.full_name)
    return RecordForm(title, specs, values, today=today, save_text=_("Record the move"))


def move_in_form(citizen: Citizen, today: date) -> RecordForm:
    """From when a citizen lives here, and whence."""
    specs = [
        FieldSpec("on", _("Moved in on"), "date", required=True, purpose="any"),
        FieldSpec("place", _("Moved in from"), help=_("Subdistrict, district and province.")),
    ]
    values = {"on": citizen.moved_in_on, "place": citizen.moved_in_from}
    title = _("{name} moves here").format(name=citizen.full_name)
    return RecordForm(title, specs, values, today=today, save_text=_("Record the move"))


def source_words(values: Mapping[str, Any]) -> str:
    """From whom a death is known, with what the clerk wrote about it."""
    return " · ".join(part for part in (values["source"], values["detail"]) if part)


def _filled(values: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of the record; an emptied choice is empty text, an emptied id none."""
    found = {name: values[name] for name in _FIELDS if name in values}
    found["bank_code"] = found["bank_code"] or ""
    return found


def _check_moo(moo: int) -> str:
    if 1 <= moo <= HIGHEST_MOO:
        return ""
    return _("The number of a village is from 1 to {highest}.").format(highest=HIGHEST_MOO)


def _check_postcode(text: str) -> str:
    return "" if len(text) == 5 and text.isdigit() else _("A postcode has five digits.")
