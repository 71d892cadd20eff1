"""``assets``: the office's list read in, cards listed, shown and entered, and what they write off."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sai_thong.commands import (
    asset_care,
    asset_course,
    asset_labels,
    asset_reports,
    asset_settings,
    asset_years,
    inspections,
)
from sai_thong.commands.import_report import import_document, import_lines
from sai_thong.commands.opening import Session
from sai_thong.commands.output import table
from sai_thong.commands.parser import Actions, action, group
from sai_thong.commands.plain import plain, record_lines, words
from sai_thong.commands.types import add_day, add_why, amount_satang, one_of, year_be
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.language import _
from sai_thong.registers.assets import cards as entering
from sai_thong.registers.assets.book import MUST_CHECK_LABELS, BookCard, book_cards, booked
from sai_thong.registers.assets.card_view import CARD_ACTION_LABELS, card_view
from sai_thong.registers.assets.listing import AssetFilter, AssetLine, asset_list
from sai_thong.registers.assets.records import Asset
from sai_thong.registers.assets.scan import one_asset
from sai_thong.registers.assets.terms import AcquireMode, AssetStatus, SortReason
from sai_thong.registers.labels import label_of
from sai_thong.registers.law.asset_terms import AssetGroup
from sai_thong.thai.calendar import fiscal_year_be
from sai_thong.thai.money import baht

if TYPE_CHECKING:
    from sai_thong.exchange.assets.corrections import AssetCorrection


def add_to(commands: Actions) -> None:
    """Declare the command."""
    actions = group(commands, "assets", _("the register of assets"))
    _add_import(actions)
    _add_list(actions)
    show = action(actions, "show", _show, _("everything of one asset, its years included"))
    show.add_argument(
        "number", metavar=_("NUMBER"), help=_("asset number in any writing, code of the label, serial number, or id")
    )
    _add_add(actions)
    depreciate = action(actions, "depreciate", _depreciate, _("what each asset writes off, year by year"))
    depreciate.add_argument(
        "--fiscal-year", dest="year", type=year_be, required=True, metavar="2569", help=_("the last year told")
    )
    depreciate.add_argument("--asset", dest="number", metavar=_("NUMBER"), help=_("one asset only"))
    asset_course.add_to(actions)
    asset_care.add_to(actions)
    asset_labels.add_to(actions)
    inspections.add_to(actions)
    asset_reports.add_to(actions)
    asset_years.add_to(actions)
    asset_settings.add_to(actions)


def _add_import(actions: Actions) -> None:
    command = action(actions, "import", _import, _("the office's list of assets: xlsx, xls, ods or csv"))
    command.add_argument("file", type=Path, metavar=_("FILE"))
    command.add_argument(
        "--rejects", type=Path, metavar="OUT.xlsx", help=_("write the rows not taken to this workbook")
    )
    command.add_argument(
        "--column",
        dest="columns",
        action="append",
        default=[],
        metavar=_("HEADING=FIELD"),
        help=_("what a column holds, where it was not understood; remembered for this layout"),
    )
    command.add_argument(
        "--opening-year",
        type=year_be,
        metavar="2568",
        help=_("last fiscal year in its accumulated depreciation, where the list does not say"),
    )
    command.add_argument("--dry-run", action="store_true", help=_("tell what would happen and write nothing"))
    add_day(command, "--listed-on", words=_("the day the list was made, such as 1/11/2569"))


def _add_list(actions: Actions) -> None:
    command = action(actions, "list", _list, _("assets by their numbers"))
    command.add_argument("--text", default="", help=_("any part of number, item, brand, serial number or seller"))
    command.add_argument("--class", dest="class_code", default="", metavar="416", help=_("one class of numbers"))
    command.add_argument("--group", help=_("one kind of asset"), **one_of(AssetGroup))
    command.add_argument("--type", dest="type_key", help=_("one type of the table of useful lives"))
    command.add_argument("--division", default="", help=_("one division"))
    command.add_argument("--room", default="", help=_("one room"))
    command.add_argument("--custodian", default="", help=_("what one person keeps"))
    command.add_argument("--status", help=_("one state"), **one_of(AssetStatus))
    command.add_argument("--from-price", type=amount_satang, metavar="10,000", help=_("of this price or more"))
    command.add_argument("--to-price", type=amount_satang, metavar="50,000", help=_("of this price or less"))
    add_day(command, "--from", words=_("acquired on this day or later"))
    add_day(command, "--to", words=_("acquired on this day or before"))
    command.add_argument("--must-check", action="store_true", help=_("only those whose value must be checked"))


def _add_add(actions: Actions) -> None:
    command = action(actions, "add", _add, _("enter things bought together: a card and a number each"))
    command.add_argument("--name", required=True, help=_("what it is"))
    # Without either the cards wait for their numbers.
    number = command.add_mutually_exclusive_group()
    number.add_argument("--class", dest="class_code", default="", metavar="416", help=_("gives the next numbers of it"))
    number.add_argument("--number", action="append", default=[], help=_("the number on the thing; once a thing"))
    command.add_argument("--quantity", type=int, help=_("how many things"))
    price = command.add_mutually_exclusive_group()
    price.add_argument("--price", type=amount_satang, metavar="45,000", help=_("price of one, in baht"))
    price.add_argument("--total", type=amount_satang, metavar="225,000", help=_("paid for all of them, in baht"))
    add_day(command, "--acquired", words=_("day of acceptance, such as 9/10/2567; today if not said"))
    add_day(command, "--invoiced", words=_("day of the invoice"))
    command.add_argument("--type", dest="type_key", default="", help=_("type in the table of useful lives"))
    command.add_argument("--life", type=int, help=_("useful life in years, other than published"))
    command.add_argument("--opening-accumulated", type=amount_satang, help=_("written off by the old book, in baht"))
    command.add_argument("--opening-year", type=year_be, metavar="2568", help=_("last fiscal year of the old book"))
    command.add_argument("--mode", default=AcquireMode.BOUGHT, help=_("how it was acquired"), **one_of(AcquireMode))
    for option in ("brand", "model", "serial", "plate", "unit", "division", "custodian", "vendor", "document", "note"):
        command.add_argument(f"--{option}", default="")
    add_why(command)


def _import(session: Session, arguments: argparse.Namespace) -> None:
    # A workbook reader is loaded only where a workbook is read.
    from sai_thong.exchange.assets.corrections import remember_columns, remembered_columns
    from sai_thong.exchange.assets.importing import import_assets, preview_assets
    from sai_thong.exchange.assets.planning import plan_assets
    from sai_thong.exchange.rejects import write_rejected_rows

    corrections = [_correction(arguments, written) for written in arguments.columns]
    with session.store(write=not arguments.dry_run) as store:
        plan = plan_assets(
            arguments.file,
            today=session.today,
            listed_on=arguments.listed_on,
            opening_year_be=arguments.opening_year,
            remembered=remembered_columns(store),
            corrections=corrections,
        )
        # First, so that a place that cannot be written to stops the import before anything is taken.
        if arguments.rejects:
            write_rejected_rows(plan.lists, plan.rejected, arguments.rejects)
        outcome = preview_assets(store, plan) if arguments.dry_run else import_assets(store, plan)
        if corrections and not arguments.dry_run:
            remember_columns(store, plan.columns, corrections)
    session.output.result(import_document(outcome, outcome.notes), import_lines(outcome, outcome.notes))


def _correction(arguments: argparse.Namespace, written: str) -> AssetCorrection:
    from sai_thong.exchange.assets.corrections import AssetCorrection
    from sai_thong.exchange.assets.headings import AssetField

    # The last sign of equality: a heading may hold one, a field never does.
    heading, _equals, name = written.rpartition("=")
    if not heading.strip() or name.strip() not in list(AssetField):
        choices = ", ".join(each.value for each in AssetField)
        arguments.usage_error(
            _("“{text}” is not of the shape heading=field; fields: {choices}").format(text=written, choices=choices)
        )
    return AssetCorrection(heading, AssetField(name.strip()))


def _list(session: Session, arguments: argparse.Namespace) -> None:
    chosen = AssetFilter(
        class_code=arguments.class_code,
        group=arguments.group,
        type_key=arguments.type_key,
        division=arguments.division,
        room=arguments.room,
        custodian=arguments.custodian,
        status=arguments.status,
        from_satang=arguments.from_price,
        to_satang=arguments.to_price,
        from_day=getattr(arguments, "from"),
        to_day=arguments.to,
    )
    with session.store(write=False) as store:
        lines = asset_list(store, arguments.text, chosen)
        reasons = {card.asset.id: card.must_check for card in book_cards(store, store.find(Asset))}
    if arguments.must_check:
        lines = [line for line in lines if reasons[line.id] is not None]
    headings = (_("number"), _("item"), _("acquired"), _("price"), _("state"), _("division"), _("room"))
    rows = (_line_words(line, reasons[line.id]) for line in lines)
    session.output.result(
        [_line_document(line, reasons[line.id]) for line in lines], table((*headings, _("to be checked")), rows)
    )


def _line_document(line: AssetLine, must_check: SortReason | None) -> dict[str, Any]:
    return {
        "id": line.id,
        "asset_no": line.number,
        "name": line.name,
        "brand": line.brand,
        "class_code": line.class_code,
        "type": line.type_key,
        "acquired_on": line.acquired_on,
        "date_is_estimated": bool(line.date_is_estimated),
        "cost_satang": line.cost_satang,
        "condition": line.written_condition,
        "status": line.status,
        "division": line.division,
        "room": line.room,
        "custodian": line.custodian,
        "must_check": must_check.value if must_check else None,
    }


def _line_words(line: AssetLine, must_check: SortReason | None) -> tuple[object, ...]:
    price = "" if line.cost_satang is None else baht(line.cost_satang)
    told = _(MUST_CHECK_LABELS[must_check]) if must_check else ""
    return (line.number, line.name, line.acquired, price, line.state, line.division, line.room, told)


def _show(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        view = card_view(store, one_asset(store, arguments.number).id)
        year = fiscal_year_be(bangkok_today(store.clock))
    book = view.book
    document = {
        "asset": plain(view.card),
        "room": view.room,
        "purchase": plain(view.purchase),
        "treatment": book.treatment.value if book.treatment else None,
        "must_check": book.must_check.value if book.must_check else None,
        "proposed_type": view.proposed.key if view.proposed else None,
        "opening_difference_satang": view.opening_difference_satang,
        "next_action": view.next_action.value if view.next_action else None,
        "schedule": _schedule(book, year),
        "corrections": {
            str(each.row.fiscal_year_be): each.correction_satang for each in view.years if each.correction_satang
        },
        "timeline": [plain(each.event) for each in reversed(view.timeline)],
        "property": plain(view.details),
        "improvements": plain(view.improvements),
        "repairs": {"repairs": plain(view.repairs), "totals": plain(view.repair_totals)},
        "dates": plain(view.dates),
        "photographs": [{"id": each.id, "name": each.name, "note": each.note} for each in view.photographs],
        "loans": [
            {"number": each.loan.number, "state": each.loan.state.value, "due_on": each.loan.due_on.isoformat()}
            for each in view.loans
        ],
        "inspections": [
            {"fiscal_year": each.round.fiscal_year_be, "found": each.line.found, "condition": each.line.condition}
            for each in view.inspections
        ],
        "disposal": view.disposal.title if view.disposal else None,
    }
    told = [_(MUST_CHECK_LABELS[book.must_check])] if book.must_check else []
    if view.proposed is not None:
        told.append(_("Its words name the type {type} ({key}).").format(type=view.proposed.name, key=view.proposed.key))
    if view.opening_difference_satang:
        off = baht(view.opening_difference_satang)
        told.append(_("The old book wrote off {baht} baht more than the rules would have.").format(baht=off))
    if view.next_action is not None:
        told.append(_("Next: {action}").format(action=_(CARD_ACTION_LABELS[view.next_action])))
    timeline = (
        "\t".join(filter(None, (words(each.event.happened_on), label_of(each.event.kind), words(each.event.status))))
        for each in reversed(view.timeline)
    )
    session.output.result(document, (*record_lines(view.card), *told, *_year_lines(book, year), *timeline))


def _add(session: Session, arguments: argparse.Namespace) -> None:
    card = Asset(
        name=arguments.name,
        class_code=arguments.class_code,
        cost_satang=arguments.price,
        acquired_on=arguments.acquired or session.today,
        invoiced_on=arguments.invoiced,
        type_key=arguments.type_key,
        life_years=arguments.life,
        opening_accumulated_satang=arguments.opening_accumulated,
        opening_year_be=arguments.opening_year,
        acquire_mode=arguments.mode,
        brand=arguments.brand,
        model=arguments.model,
        serial_no=arguments.serial,
        plate_no=arguments.plate,
        unit=arguments.unit,
        division=arguments.division,
        custodian=arguments.custodian,
        vendor=arguments.vendor,
        document_no=arguments.document,
        note=arguments.note,
    )
    quantity = arguments.quantity if arguments.quantity is not None else max(1, len(arguments.number))
    new = entering.NewAssets(card, quantity, tuple(arguments.number), arguments.total)
    with session.store(write=True) as store:
        entered = entering.add_assets(store, new, why=arguments.why)
    told = _("Entered: {numbers}").format(numbers=", ".join(each.number or each.name for each in entered.cards))
    session.output.result([plain(each) for each in entered.cards], [told])


def _depreciate(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        if arguments.number:
            chosen = [one_asset(store, arguments.number)]
        else:
            kept = [card for card in store.find(Asset) if booked(card)]
            chosen = sorted(kept, key=lambda card: (not card.number, card.number))
        book = book_cards(store, chosen)
    year = arguments.year
    session.output.result([_schedule(card, year) for card in book], _depreciation_lines(book, year))


def _schedule(card: BookCard, year_be_: int) -> dict[str, Any]:
    return {
        "asset_no": card.asset.number,
        "annual_satang": card.annual_satang,
        "rows": [
            {
                "fiscal_year": row.fiscal_year_be,
                "months": row.parts,
                "amount_satang": row.amount_satang,
                "accumulated_satang": row.accumulated_satang,
            }
            for row in card.rows(year_be_)
        ],
    }


def _depreciation_lines(book: list[BookCard], year: int) -> list[str]:
    """The year of each asset, then the totals, then what must be checked first."""
    rows: list[tuple[object, ...]] = []
    amounts = accumulated = 0
    for card in book:
        row = card.position(year) if card.facts else None
        if row is not None:
            amounts, accumulated = amounts + row.amount_satang, accumulated + row.accumulated_satang
            figures = (row.amount_satang, row.accumulated_satang, row.net_satang)
            rows.append((card.asset.number, card.asset.name, row.parts, *map(baht, figures)))
    headings = (_("number"), _("item"), _("months"), _("written off"), _("until then"), _("net"))
    rows.append((_("Total"), "", "", baht(amounts), baht(accumulated), ""))
    unknown = [card for card in book if card.must_check]
    return [
        *table(headings, rows),
        *(f"{card.asset.number}\t{_(MUST_CHECK_LABELS[card.must_check])}" for card in unknown if card.must_check),
    ]


def _year_lines(book: BookCard, year: int) -> list[str]:
    return [
        "\t".join(map(str, (row.fiscal_year_be, row.parts, baht(row.amount_satang), baht(row.accumulated_satang))))
        for row in book.rows(year)
    ]
