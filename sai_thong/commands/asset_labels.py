"""``assets label``: labels of assets as a PDF file for sticker sheets or a label roll."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from sai_thong.commands.opening import Session
from sai_thong.commands.output import table
from sai_thong.commands.parser import Actions, action
from sai_thong.commands.types import add_why
from sai_thong.db.store import Store
from sai_thong.ground.language import _, ngettext
from sai_thong.ground.log import logger
from sai_thong.ground.whole_file import write_whole
from sai_thong.registers.assets import labels
from sai_thong.registers.assets.listing import AssetFilter, asset_list
from sai_thong.registers.assets.rules.label_stock import ROLLS, SHEETS, LabelStock, read_stock, stock_name
from sai_thong.registers.assets.terms import AssetStatus


def add_to(actions: Actions) -> None:
    """Declare the actions."""
    command = action(actions, "label", _label, _("labels with a QR code and the number, as a PDF file"))
    command.add_argument("numbers", nargs="*", metavar=_("NUMBER"), help=_("asset numbers; or choose by what follows"))
    command.add_argument("--class", dest="class_code", default="", metavar="416", help=_("one class of numbers"))
    command.add_argument("--division", default="", help=_("one division"))
    command.add_argument("--room", default="", help=_("one room"))
    command.add_argument("--without-label", action="store_true", help=_("equipment for which none was printed yet"))
    command.add_argument("--stock", default="", help=_("sheet or roll, such as 50x30; the office's own if not said"))
    command.add_argument("--first-cell", type=int, default=1, help=_("first free label of the sheet, from 1"))
    command.add_argument(
        "--offset",
        nargs=2,
        type=float,
        default=(0.0, 0.0),
        metavar=("RIGHT", "DOWN"),
        help=_("how far this printer must move everything, in millimetres"),
    )
    command.add_argument("-o", "--output", dest="file", type=Path, required=True, help=_("the PDF file to write"))
    stock = action(actions, "label-stock", _stock, _("the sheets and rolls of labels, and which one the office uses"))
    stock.add_argument("stock", nargs="?", default="", help=_("use this one from now on, such as 50x30"))
    for each in (command, stock):
        add_why(each)


def _label(session: Session, arguments: argparse.Namespace) -> None:
    # The PDF writer is loaded only where a paper is written.
    from sai_thong.forms.catalogue import prepare
    from sai_thong.forms.noting import note_paper
    from sai_thong.forms.paper_kinds import PaperRequest
    from sai_thong.forms.render import page_count

    with session.store(write=True) as store:
        ids = arguments.numbers or _chosen(store, arguments)
        request = PaperRequest(
            record_id=ids[0] if ids else "",
            further_ids=tuple(ids[1:]),
            first_cell=arguments.first_cell,
            label_stock=arguments.stock,
        )
        job = prepare(store, "asset-labels", request).data_only(*arguments.offset)
        note_paper(store, job, request)
        pdf = job.pdf()
        # Before it is kept on the timelines, so that a place that cannot be written to leaves nothing behind.
        write_whole(arguments.file, pdf)
        kept = labels.keep_labelled(store, job.data.asset_ids, why=arguments.why)
    logger("print").info("asset-labels, %s labels", len(kept.cards))
    document = {
        "file": str(arguments.file),
        "pages": page_count(pdf),
        "stock": job.data.stock.key,
        "labels": [{"id": card.id, "asset_no": card.number, "token": card.token} for card in kept.cards],
    }
    told = ngettext("{count} label: {file}", "{count} labels: {file}", len(kept.cards))
    session.output.result(document, [told.format(count=len(kept.cards), file=arguments.file)])


def _chosen(store: Store, arguments: argparse.Namespace) -> list[str]:
    """The ids of the assets in the register under the filter; wrong usage where nothing at all was chosen."""
    asked = (arguments.class_code, arguments.division, arguments.room)
    if not any(asked) and not arguments.without_label:
        arguments.usage_error(_("Say which assets: their numbers, a class, a division, a room or --without-label."))
    chosen = AssetFilter(class_code=asked[0], division=asked[1], room=asked[2])
    lines = [line for line in asset_list(store, "", chosen) if line.state is not AssetStatus.STRUCK_OFF]
    if not arguments.without_label:
        return [line.id for line in lines]
    waiting = {card.id for card in labels.without_label(store)}
    return [line.id for line in lines if line.id in waiting]


def _stock(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=bool(arguments.stock)) as store:
        if arguments.stock:
            labels.set_label_stock(store, arguments.stock, why=arguments.why)
        used = labels.label_stock(store)
    listed = [*SHEETS, *ROLLS]
    if used.key not in [each.key for each in listed]:
        listed.append(read_stock(used.key))
    document = [_stock_document(each, used) for each in listed]
    rows = ((each.key, stock_name(each), _("used") if each.key == used.key else "") for each in listed)
    session.output.result(document, table((_("stock"), _("name"), ""), rows))


def _stock_document(stock: LabelStock, used: LabelStock) -> dict[str, Any]:
    return {
        "stock": stock.key,
        "name": stock_name(stock),
        "width_mm": stock.width,
        "height_mm": stock.height,
        "labels_a_page": stock.labels_a_page,
        "dots_per_inch": stock.dots_per_inch,
        "used": stock.key == used.key,
    }
