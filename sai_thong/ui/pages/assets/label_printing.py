"""Labels of cards: asked on which sheet and from which free label, shown, and kept on the timelines once printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from sai_thong.db.store import Store
from sai_thong.ground.language import _, ngettext
from sai_thong.registers.assets.labels import keep_labelled, label_stock
from sai_thong.registers.assets.rules.label_stock import ROLLS, SHEETS, LabelStock, stock_name
from sai_thong.ui.kit import FieldSpec, RecordForm
from sai_thong.ui.pages.paper_prints import print_paper

if TYPE_CHECKING:
    from sai_thong.forms.paper_kinds import PaperRequest
    from sai_thong.ui.pages.assets.register import RegisterSection

LABELS = "asset-labels"


def ask_for_labels(section: RegisterSection, ids: Sequence[str]) -> None:
    """Open the form that prints the labels of some cards."""
    if ids and section.over.may_leave():
        section.read(label_stock, done=partial(_open, section, tuple(ids)), about="labels")


def _open(section: RegisterSection, ids: tuple[str, ...], used: LabelStock) -> None:
    stocks = {each.key: stock_name(each) for each in (used, *SHEETS, *ROLLS)}
    count = ngettext("Labels of {count} asset", "Labels of {count} assets", len(ids)).format(count=f"{len(ids):,}")
    form = RecordForm(
        count,
        [
            FieldSpec("stock", _("Sheet or roll"), "choice", required=True, choices=list(stocks.items())),
            FieldSpec(
                "first_cell",
                _("First free label"),
                "integer",
                required=True,
                help=_("Counted along the rows of the sheet; always 1 on a roll."),
            ),
        ],
        {"stock": used.key, "first_cell": 1},
        today=section.today,
        save_text=_("Show the labels"),
    )
    section.open_form(form, lambda values: partial(_request, section.store, ids, values), partial(_show, section, ids))


def _request(store: Store, ids: tuple[str, ...], values: Mapping[str, Any]) -> PaperRequest:
    """What is asked for; refused here, while the form is open, where it cannot be printed."""
    from sai_thong.forms.assets.labels import gather_labels
    from sai_thong.forms.paper_kinds import PaperRequest

    request = PaperRequest(
        record_id=ids[0], further_ids=ids[1:], label_stock=str(values["stock"]), first_cell=int(values["first_cell"])
    )
    gather_labels(store, request)
    return request


def _show(section: RegisterSection, ids: tuple[str, ...], request: PaperRequest) -> None:
    """Show them; that they were printed or saved is kept on the timelines."""
    page, store = section.page, section.store
    print_paper(page, LABELS, request, went_out=lambda: page.write(keep_labelled, store, ids))
