"""Where a thing is, who keeps it and in what state, as forms: handed over one by one or many at once, noted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sai_thong.db.store import Store
from sai_thong.ground.language import _, ngettext
from sai_thong.registers.assets import custody
from sai_thong.registers.assets.rules.course import may_become
from sai_thong.registers.assets.terms import INSPECTED_CONDITIONS, STATUS_LABELS, AssetStatus
from sai_thong.ui.kit import FieldSpec
from sai_thong.ui.kit.values import FieldValue
from sai_thong.ui.pages.assets.card_reading import ShownCard
from sai_thong.ui.pages.assets.entry import place_fields
from sai_thong.ui.pages.assets.entry_reading import EntryChoices
from sai_thong.ui.pages.assets.step import PaperOf, Step, Values

_PLACES = ("division", "room_id", "custodian")
_MEMO = "asset-transfer"
"""The paper of a move: ใบโอนย้าย as a memo."""


def day_field(label: str = "", *, key: str = "on", note: str = "") -> FieldSpec:
    """The day of something done, as its paper has it."""
    return FieldSpec(key, label or _("Date"), "date", required=True, help=note)


def paper_field(label: str = "") -> FieldSpec:
    """The paper of something done."""
    return FieldSpec("document_no", label or _("Paper"), width=260, help=_("Number of the memo, if there is one."))


def detail_field(label: str = "") -> FieldSpec:
    """In words."""
    return FieldSpec("detail", label or _("Details"), "notes")


def move(shown: ShownCard) -> Step:
    """Hand one thing over."""
    asset = shown.asset
    before: dict[str, FieldValue] = {"division": asset.division, "room_id": asset.room_id, "custodian": asset.custodian}

    def carry_out(values: Values) -> object:
        changed = {key: str(values.get(key) or "") for key in _PLACES if str(values.get(key) or "") != before[key]}
        return custody.move(shown.store, [shown.asset_id], on=values["on"], **changed, **_said(values))

    return Step(
        words=_("Hand over…"),
        operation=carry_out,
        done=_("{name} is handed over.").format(name=shown.name),
        fields=(*_place_fields(shown.choices), day_field(), paper_field(_("Hand-over paper")), detail_field()),
        values={**before, "on": shown.today},
        paper=PaperOf(_MEMO, shown.asset_id),
    )


def move_many(store: Store, ids: Sequence[str], choices: EntryChoices, today: date) -> Step:
    """Hand several things over together; what is left empty stays as each has it."""
    count = len(ids)

    def carry_out(values: Values) -> object:
        told: dict[str, Any] = {key: str(values[key]) for key in _PLACES if values.get(key)}
        return custody.move(store, ids, on=values["on"], **told, **_said(values))

    return Step(
        words=ngettext("Hand over {count} asset…", "Hand over {count} assets…", count).format(count=f"{count:,}"),
        operation=carry_out,
        done=ngettext("{count} asset is handed over.", "{count} assets are handed over.", count).format(
            count=f"{count:,}"
        ),
        fields=(*_place_fields(choices), day_field(), paper_field(_("Hand-over paper")), detail_field()),
        values={"on": today},
        says=_("What is left empty stays as each of them has it."),
        paper=PaperOf(_MEMO, ids[0], further_ids=tuple(ids[1:])),
        save=_("Hand over"),
    )


def change_status(shown: ShownCard, proposed: AssetStatus | None = None) -> Step | None:
    """Say in what state the thing is; None where only a loan, a repair or a disposal says it."""
    possible = [
        each for each in INSPECTED_CONDITIONS if each is not shown.asset.status and may_become(shown.asset.status, each)
    ]
    if not possible or shown.asset.status in (AssetStatus.LENT, AssetStatus.AT_REPAIR, AssetStatus.AWAITING_DISPOSAL):
        return None
    return Step(
        words=_("Change its state…"),
        operation=lambda values: custody.change_status(
            shown.store, [shown.asset_id], AssetStatus(values["status"]), on=values["on"], **_said(values)
        ),
        done=_("The state of {name} is changed.").format(name=shown.name),
        fields=(
            FieldSpec(
                "status",
                _("State from then on"),
                "choice",
                required=True,
                choices=[(each.value, _(STATUS_LABELS[each])) for each in possible],
            ),
            day_field(),
            paper_field(),
            detail_field(),
        ),
        values={"status": (proposed or possible[0]).value, "on": shown.today},
    )


def add_note(shown: ShownCard) -> Step:
    """Note something in the timeline."""
    return Step(
        words=_("Note in the timeline…"),
        operation=lambda values: custody.add_note(
            shown.store, shown.asset_id, values["detail"], on=values["on"], document_no=values["document_no"]
        ),
        done=_("The note stands in the timeline."),
        fields=(FieldSpec("detail", _("What is noted"), "notes", required=True), day_field(), paper_field()),
        values={"on": shown.today},
    )


def _place_fields(choices: EntryChoices) -> list[FieldSpec]:
    return place_fields(choices, _("Where it goes"))


def _said(values: Values) -> dict[str, str]:
    return {"document_no": str(values.get("document_no") or ""), "detail": str(values.get("detail") or "")}
