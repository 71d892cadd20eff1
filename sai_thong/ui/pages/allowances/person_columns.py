"""How a list of allowances says whom each line is about: the name, and the village where there is room for it."""

from __future__ import annotations

from sai_thong.ground.language import _
from sai_thong.ui.kit import Column


def person_columns() -> list[Column]:
    """The columns of ``name`` and ``moo``; by both the rows are put in Thai order, which stands in ``order``."""
    return [
        Column("name", _("Name"), least=210, strong=True, sort_value=lambda row: row["order"]),
        Column(
            "moo",
            _("Village"),
            64,
            kind="number",
            spare=True,
            sort_value=lambda row: (row["moo"] or 0, row["order"]),
        ),
    ]
