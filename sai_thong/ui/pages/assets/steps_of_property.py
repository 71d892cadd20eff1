"""What only แบบ พ.ด.1 asks, as a form: place, title document, area, measures."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from sai_thong.ground.errors import BadInput
from sai_thong.ground.language import _
from sai_thong.registers.assets.law_in_force import asset_law
from sai_thong.registers.assets.properties import has_details, save_details
from sai_thong.registers.assets.records import PropertyDetails
from sai_thong.registers.assets.rules.land_area import land_area, read_land_area
from sai_thong.thai.digits import to_arabic
from sai_thong.ui.kit import FieldSpec, field_specs
from sai_thong.ui.kit.values import FieldValue
from sai_thong.ui.pages.assets.card_reading import ShownCard
from sai_thong.ui.pages.assets.step import Step, Values

_METRES: Final = ("width_cm", "length_cm", "thickness_cm", "shoulder_cm")
_HUNDRED: Final = 100
_SQUARE: Final = 10_000


def fill_in(shown: ShownCard) -> Step | None:
    """The details of land or a structure; None of equipment."""
    if not has_details(shown.asset):
        return None
    known = shown.view.details or PropertyDetails(asset_id=shown.asset_id)

    def carry_out(values: Values) -> object:
        return save_details(shown.store, replace(known, **_read(values)))

    return Step(
        words=_("Place and title document…"),
        operation=carry_out,
        done=_("The card of {name} has its place and title.").format(name=shown.name),
        fields=_fields(shown),
        values=_shown(known),
    )


def _fields(shown: ShownCard) -> tuple[FieldSpec, ...]:
    titles = [(each.id, each.name) for each in asset_law(shown.store).choices.title_documents]
    metres = _("In metres, such as 4.50.")
    return (
        *field_specs(PropertyDetails, ["place", "moo"], more={"moo": {"width": 100}}),
        *field_specs(PropertyDetails, ["title_kind", "title_no"], words={"title_kind": titles}),
        FieldSpec(
            "area",
            _("Area of the land"),
            check=_check_area,
            width=200,
            help=_("Rai, ngan and square wa, such as 2-1-35.5."),
        ),
        *field_specs(PropertyDetails, ["coordinates", "description", "building_no"]),
        FieldSpec("width_cm", _("Width"), check=_check_metres, width=140, help=metres),
        FieldSpec("length_cm", _("Length"), check=_check_metres, width=140, help=metres),
        FieldSpec("thickness_cm", _("Thickness"), check=_check_metres, width=140, help=metres),
        FieldSpec("shoulder_cm", _("Shoulder"), check=_check_metres, width=140, help=metres),
        *field_specs(PropertyDetails, ["lanes"], more={"lanes": {"width": 100}}),
        FieldSpec("area_cm2", _("Area in square metres"), check=_check_metres, width=140),
    )


def _shown(details: PropertyDetails) -> dict[str, FieldValue]:
    """The details as people write them."""
    same = ("place", "moo", "title_kind", "title_no", "coordinates", "description", "building_no", "lanes")
    told: dict[str, FieldValue] = {name: getattr(details, name) for name in same}
    told |= {name: _as_metres(getattr(details, name), _HUNDRED) for name in _METRES}
    told["area_cm2"] = _as_metres(details.area_cm2, _SQUARE)
    told["area"] = land_area(details.area_wa100).text if details.area_wa100 else ""
    return told


def _read(values: Values) -> dict[str, Any]:
    """The details as they are kept."""
    told: dict[str, Any] = {name: values[name] for name in ("place", "moo", "title_no", "coordinates", "description")}
    told |= {"building_no": values["building_no"], "lanes": values["lanes"], "title_kind": values["title_kind"] or ""}
    told |= {name: _metres(values[name], _HUNDRED) for name in _METRES}
    told["area_cm2"] = _metres(values["area_cm2"], _SQUARE)
    told["area_wa100"] = read_land_area(values["area"]) if values["area"] else None
    return told


def _check_area(value: FieldValue) -> str:
    return "" if read_land_area(str(value)) is not None else _("Write rai, ngan and square wa, such as 2-1-35.5.")


def _check_metres(value: FieldValue) -> str:
    try:
        _metres(str(value), _HUNDRED)
    except BadInput as problem:
        return problem.what
    return ""


def _metres(written: str, units: int) -> int | None:
    """Whole units that a number of metres (or square metres) is; None where nothing is written."""
    text = to_arabic(written).replace(",", "").strip()
    if not text:
        return None
    try:
        return int(Decimal(text) * units)
    except InvalidOperation:
        raise BadInput(_("“{written}” is no measure.").format(written=written)) from None


def _as_metres(units: int | None, of_one: int) -> str:
    return "" if units is None else f"{(Decimal(units) / of_one).normalize():f}"
