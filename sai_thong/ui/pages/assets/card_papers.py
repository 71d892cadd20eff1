"""The papers of a card and of the whole register, offered in a menu and shown in the preview."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from sai_thong.ui.pages.assets.card_reading import ShownCard
from sai_thong.ui.pages.paper_prints import print_paper

if TYPE_CHECKING:
    from sai_thong.ui.pages.assets.register import RegisterSection

LABELS = "asset-labels"
_OF_THE_REGISTER = ("asset-list", "class-totals")
_ON_LAND_ONLY = "property-card"
_EQUIPMENT_ONLY = "equipment-card"


def open_menu(section: RegisterSection, shown: ShownCard | None) -> QMenu:
    """The papers of the chosen card, of everything that is ticked, then those of the register."""
    from sai_thong.forms.paper_kinds import About, PaperRequest
    from sai_thong.forms.papers import PAPERS

    menu = section.menu
    menu.clear()
    ids = section.ticked or ((shown.asset_id,) if shown is not None else ())
    for kind in PAPERS:
        if kind.about is About.ASSET and ids and fits(kind.key, shown if not section.ticked else None):
            request = PaperRequest(record_id=ids[0], further_ids=tuple(ids[1:]))
            menu.addAction(kind.name, partial(print_paper, section.page, kind.key, request))
    menu.addSeparator()
    for kind in PAPERS:
        if kind.key in _OF_THE_REGISTER:
            menu.addAction(kind.name, partial(print_paper, section.page, kind.key, PaperRequest()))
    button = section.print_button
    menu.popup(button.mapToGlobal(button.rect().bottomLeft()))
    menu.setActiveAction(menu.actions()[0])
    return menu


def fits(key: str, shown: ShownCard | None) -> bool:
    """Whether a paper of cards is for this one: แบบ พ.ด.1 of land and structures, แบบ พ.ด.2 of everything else."""
    if shown is None:
        return True
    return key != (_EQUIPMENT_ONLY if shown.on_land else _ON_LAND_ONLY)


def print_labels(section: RegisterSection, ids: Sequence[str]) -> None:
    """The labels of some cards in the preview."""
    from sai_thong.forms.paper_kinds import PaperRequest

    if ids:
        request = PaperRequest(record_id=ids[0], further_ids=tuple(ids[1:]))
        print_paper(section.page, LABELS, request)
