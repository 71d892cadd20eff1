"""Photographs as forms: which one is shown first, and one taken off the card."""

from __future__ import annotations

from sai_thong.ground.language import _
from sai_thong.registers.assets import photographs
from sai_thong.registers.attachments.preparing import JPEG
from sai_thong.ui.kit import FieldSpec
from sai_thong.ui.pages.assets.card_reading import ShownCard
from sai_thong.ui.pages.assets.step import Step
from sai_thong.ui.pages.assets.steps_of_book import reason_field


def remove(shown: ShownCard, photograph_id: str) -> Step | None:
    """Take one off the card; None where it is not there any more."""
    photograph = next((each for each in shown.view.photographs if each.id == photograph_id), None)
    if photograph is None:
        return None
    return Step(
        words=_("Remove the photograph…"),
        operation=lambda values: photographs.remove_photograph(
            shown.store, shown.asset, photograph, why=values["reason"]
        ),
        done=_("The photograph is off the card; it stays in the office's file with the reason."),
        fields=(reason_field(),),
        save=_("Remove"),
    )


def choose_first(shown: ShownCard) -> Step | None:
    """Which photograph stands on the card and on its papers; None where there is no choice."""
    pictures = {each.id: each for each in shown.view.photographs if each.media_type == JPEG}
    if len(pictures) < 2:
        return None
    choices = [(each.id, " · ".join(filter(None, (each.note, each.name)))) for each in pictures.values()]
    return Step(
        words=_("Choose the photograph shown first…"),
        operation=lambda values: photographs.show_first(shown.store, shown.asset, pictures[values["photograph"]]),
        done=_("The photograph stands on the card."),
        fields=(FieldSpec("photograph", _("Photograph"), "choice", required=True, choices=choices),),
        values={"photograph": shown.asset.photograph_id},
    )
