"""The forms of a signer: appointed, ended, put right."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from sai_thong.ground.language import _
from sai_thong.records import declaration_of
from sai_thong.registers.office.records import Capacity, Post, Signer
from sai_thong.registers.office.signing import CAPACITY_LABELS, POST_LABELS
from sai_thong.ui.kit import FieldSpec, RecordForm, field_specs

_FIELDS: Final = tuple(each.name for each in declaration_of(Signer).fields)


def appoint_form(post: Post | None, today: date) -> RecordForm:
    """An empty signer from today on, for `post` when one is proposed."""
    values = {"post": post, "capacity": Capacity.HOLDS, "from_day": today}
    return RecordForm(_("Appoint a signer"), _specs(), values, today=today, save_text=_("Appoint"))


def correct_form(signer: Signer, today: date) -> RecordForm:
    """The signer as entered, and why it is corrected."""
    specs = [*_specs(), _reason(_("Such as: the name was misspelt. A new person is appointed, not written over."))]
    values = {name: getattr(signer, name) for name in _FIELDS}
    return RecordForm(_("Correct: {name}").format(name=signer.name), specs, values, today=today)


def end_form(signer: Signer, today: date) -> RecordForm:
    """The last day of the signer, and why."""
    last_day = field_specs(Signer, ["to_day"], more={"to_day": {"label": _("Last day"), "required": True}})
    specs = [*last_day, _reason(_("Such as: retired, moved to another office, the order was withdrawn."))]
    title = _("End the time of {name}").format(name=signer.name)
    return RecordForm(title, specs, {"to_day": signer.to_day or today}, today=today, save_text=_("End the time"))


def signer_from(values: Mapping[str, Any]) -> Signer:
    """The signer a form tells of."""
    told = {name: values[name] for name in _FIELDS}
    return Signer(**{**told, "post": Post(told["post"]), "capacity": Capacity(told["capacity"])})


def _specs() -> list[FieldSpec]:
    more: dict[str, dict[str, Any]] = {
        "name": {"help": _("In full with the prefix, as it stands under the signature."), "width": 320},
        "position": {"help": _("The own position, such as นักพัฒนาชุมชนชำนาญการ; empty for the title of the post.")},
        "capacity": {"required": True},
        "order_no": {"help": _("Of the order by which somebody acts, such as 214/2569."), "width": 200},
        "to_day": {"help": _("Empty while it is not known; a new holder of the post ends it.")},
    }
    words = {
        "post": [(each.value, _(label)) for each, label in POST_LABELS.items()],
        "capacity": [(each.value, _(label)) for each, label in CAPACITY_LABELS.items()],
    }
    return field_specs(Signer, _FIELDS, words=words, more=more)


def _reason(help_words: str) -> FieldSpec:
    return FieldSpec("reason", _("Reason"), required=True, section=_("For the history"), help=help_words, width=560)
