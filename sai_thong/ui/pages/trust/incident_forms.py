"""The form of a breach: what is known of it, and back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sai_thong.ground.language import _
from sai_thong.registers.trust.incidents import Known
from sai_thong.registers.trust.records import Incident
from sai_thong.registers.trust.terms import INCIDENT_KIND_LABELS, IncidentKind
from sai_thong.ui.kit import FieldSpec
from sai_thong.ui.kit.values import FieldValue
from sai_thong.ui.pages.trust.section import clock_of, clock_spec, day_of, moment_of


def known_specs() -> list[FieldSpec]:
    """The fields."""
    kinds = [(each.value, _(words)) for each, words in INCIDENT_KIND_LABELS.items()]
    return [
        FieldSpec(
            "title", _("What happened"), required=True, width=560, help=_("In a few words, without names of persons")
        ),
        FieldSpec("kinds", _("Kind of breach"), "multi-choice", required=True, choices=kinds),
        FieldSpec("aware_on", _("Known to the office since"), "date", required=True, help=_("The hours run from here")),
        clock_spec("aware_clock", required=True),
        FieldSpec("happened_on", _("Happened on"), "date"),
        clock_spec("happened_clock"),
        FieldSpec("found_by", _("Found by")),
        FieldSpec("data", _("Which data"), width=560, help=_("Such as names, citizen IDs, bank accounts")),
        FieldSpec("persons", _("Persons concerned"), "integer", help=_("About how many; empty while nobody knows")),
        FieldSpec("record_count", _("Records concerned"), "integer"),
        FieldSpec("detail", _("Detail"), "notes"),
        FieldSpec("device", _("Lost computer"), help=_("Its name or code, where a computer of the office was lost")),
    ]


def known_values(incident: Incident) -> dict[str, FieldValue]:
    """What is known, as the form shows it."""
    return {
        "title": incident.title,
        "kinds": incident.kinds,
        "aware_on": day_of(incident.aware_at),
        "aware_clock": clock_of(incident.aware_at),
        "happened_on": day_of(incident.happened_at),
        "happened_clock": clock_of(incident.happened_at),
        "found_by": incident.found_by,
        "data": incident.data,
        "persons": incident.persons,
        "record_count": incident.record_count,
        "detail": incident.detail,
        "device": incident.device,
    }


def known_from(values: Mapping[str, Any]) -> Known:
    """What was written."""
    happened = values["happened_on"]
    return Known(
        title=values["title"],
        kinds=tuple(IncidentKind(each) for each in values["kinds"]),
        aware_at=moment_of(values["aware_on"], values["aware_clock"]),
        happened_at=moment_of(happened, values["happened_clock"]) if happened else None,
        found_by=values["found_by"] or "",
        detail=values["detail"] or "",
        data=values["data"] or "",
        persons=values["persons"],
        record_count=values["record_count"],
        device=values["device"] or "",
    )
