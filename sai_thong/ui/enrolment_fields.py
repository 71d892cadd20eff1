"""What is typed to make this computer one of its office, at the entrance and on the page of the exchange alike."""

from __future__ import annotations

from sai_thong.ground.language import _
from sai_thong.ui.kit import FieldSpec


def enrolment_fields() -> list[FieldSpec]:
    """The line with address and code (``line``), and the name of the computer (``name``)."""
    return [
        FieldSpec(
            "line",
            _("Address and code"),
            required=True,
            width=560,
            help=_("As given out: the address, a space, and the code. A scanner types both."),
        ),
        computer_name_field(),
    ]


def computer_name_field() -> FieldSpec:
    """What the office calls the computer."""
    return FieldSpec("name", _("Name of this computer"), required=True, help=_("Such as: front desk"))
