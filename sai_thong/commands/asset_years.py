"""``assets``: fiscal years of the register: as they stand, closed, and beside the accounts."""

from __future__ import annotations

import argparse
from typing import Any

from sai_thong.commands.opening import Session
from sai_thong.commands.output import table
from sai_thong.commands.parser import Actions, action
from sai_thong.commands.plain import plain
from sai_thong.commands.types import add_why, amount_satang, year_be
from sai_thong.ground.language import N_, _
from sai_thong.registers.assets.accounts import ExplainedDifference, account_classes, compare_year, set_account_figure
from sai_thong.registers.assets.closing_years import YearDraft, altered_years, close_year, closings, draft_year
from sai_thong.registers.assets.records import AccountFigure, FiscalYearClosing
from sai_thong.registers.assets.rules.closing import Measure
from sai_thong.registers.labels import label_of
from sai_thong.thai.money import baht

_MEASURES = {
    Measure.COST: N_("cost"),
    Measure.ACCUMULATED: N_("written off"),
    Measure.NET: N_("net"),
}


def add_to(actions: Actions) -> None:
    """Declare the actions."""
    action(actions, "years", _years, _("the closed fiscal years"))
    show = action(actions, "year", _year, _("a fiscal year as it stands, and whether it can be closed"))
    close = action(actions, "close-year", _close, _("close a fiscal year: its figures stand from then on"))
    close.add_argument("--leave-unchecked", action="store_true", help=_("close it although cards cannot be valued yet"))
    figure = action(actions, "account", _figure, _("type a figure of e-LAAS or the trial balance"))
    compare = action(
        actions, "compare", _compare, _("the register beside the accounts, each difference with its assets")
    )
    for command in (show, close, figure, compare):
        command.add_argument("year", type=year_be, metavar="2569", help=_("fiscal year"))
    figure.add_argument("class_key", metavar=_("CLASS"), help=_("class of the accounts, as “assets compare” tells"))
    figure.add_argument("--cost", type=amount_satang, metavar="1,250,000.00", help=_("cost, in baht"))
    figure.add_argument("--accumulated", type=amount_satang, metavar="310,000.00", help=_("written off, in baht"))
    figure.add_argument("--source", default="", help=_("where it was read"))
    figure.add_argument("--note", default="", help=_("why it differs"))
    for command in (close, figure):
        add_why(command)


def _years(session: Session, _arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        found, altered = closings(store), altered_years(store)
    document = [{**_plain_closing(each), "altered": each.fiscal_year_be in altered} for each in found]
    rows = (
        (each.fiscal_year_be, each.closed_on, each.closed_by, each.assets, baht(each.cost_satang),
         baht(each.accumulated_satang), _("changed since") if each.fiscal_year_be in altered else each.digest[:16])
        for each in found
    )  # fmt: skip
    columns = (_("year"), _("closed"), _("by"), _("assets"), _("cost"), _("written off"), _("digest"))
    session.output.result(document, table(columns, rows))


def _plain_closing(closing: FiscalYearClosing) -> dict[str, object]:
    told = plain(closing)
    assert isinstance(told, dict)
    return dict(told)


def _year(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        draft = draft_year(store, arguments.year)
    totals = draft.book.totals
    document = {
        "fiscal_year": arguments.year,
        "closed": draft.book.closing is not None,
        "not_yet": draft.not_yet,
        "assets": totals.assets,
        "amount_satang": totals.amount_satang,
        "accumulated_satang": totals.accumulated_satang,
        "cost_satang": totals.cost_satang,
        "corrections": [
            {"asset_no": each.asset.number, "correction_satang": each.correction_satang}
            for each in draft.book.corrected
        ],
        "must_check": [
            {"asset_no": card.asset.number, "name": card.asset.name, "reason": card.must_check}
            for card in draft.book.must_check
        ],
    }
    session.output.result(document, _year_lines(draft))


def _year_lines(draft: YearDraft) -> list[str]:
    totals = draft.book.totals
    told = [
        _("{assets} assets cost {cost} baht; written off in the year {amount}, altogether {accumulated}.").format(
            assets=totals.assets,
            cost=baht(totals.cost_satang),
            amount=baht(totals.amount_satang),
            accumulated=baht(totals.accumulated_satang),
        ),
        draft.not_yet,
    ]
    told += [
        _("{number} corrects closed years by {baht} baht.").format(
            number=each.asset.number or each.asset.name, baht=baht(each.correction_satang)
        )
        for each in draft.book.corrected
    ]
    told += [
        f"{card.asset.number or card.asset.name}\t{label_of(card.must_check)}"
        for card in draft.book.must_check
        if card.must_check
    ]
    return [line for line in told if line]


def _close(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        closed = close_year(store, arguments.year, leave_unchecked=arguments.leave_unchecked, why=arguments.why).closing
    said = _("The fiscal year {year} is closed: {assets} assets, digest {digest}.").format(
        year=closed.fiscal_year_be, assets=closed.assets, digest=closed.digest[:16]
    )
    session.output.record(closed, said)


def _figure(session: Session, arguments: argparse.Namespace) -> None:
    told = AccountFigure(
        fiscal_year_be=arguments.year,
        class_key=arguments.class_key,
        cost_satang=arguments.cost,
        accumulated_satang=arguments.accumulated,
        source=arguments.source,
        note=arguments.note,
    )
    with session.store(write=True) as store:
        saved = set_account_figure(store, told, why=arguments.why)
    session.output.record(saved.record)


def _compare(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        told, names = compare_year(store, arguments.year), account_classes(store)
    document = {
        "fiscal_year": told.fiscal_year_be,
        "agrees": told.agrees,
        "classes": [
            {
                "class": each.key,
                "name": each.name,
                "assets": each.assets,
                "cost_satang": each.cost_satang,
                "accumulated_satang": each.accumulated_satang,
                "account_cost_satang": each.typed.cost_satang if each.typed else None,
                "account_accumulated_satang": each.typed.accumulated_satang if each.typed else None,
            }
            for each in told.classes
        ],
        "differences": [_difference(each) for each in told.differences],
        "class_names": names,
    }
    rows = (
        (each.key, each.name, each.assets, baht(each.cost_satang), baht(each.accumulated_satang), *_typed(each.typed))
        for each in told.classes
    )
    columns = (
        _("class"), _("name"), _("assets"), _("cost"), _("written off"), _("cost in the accounts"),
        _("written off in the accounts"),
    )  # fmt: skip
    lines = (_difference_words(each) for each in told.differences)
    session.output.result(document, (*table(columns, rows), *lines))


def _typed(figure: AccountFigure | None) -> tuple[str, str]:
    told = (figure.cost_satang, figure.accumulated_satang) if figure else (None, None)
    cost, accumulated = ("" if satang is None else baht(satang) for satang in told)
    return cost, accumulated


def _difference(told: ExplainedDifference) -> dict[str, Any]:
    return {
        "class": told.difference.class_key,
        "measure": told.difference.measure.value,
        "register_satang": told.difference.ours_satang,
        "account_satang": told.difference.theirs_satang,
        "explained": told.difference.explained,
        "assets": [each.asset.number or each.asset.name for each in told.positions],
    }


def _difference_words(told: ExplainedDifference) -> str:
    return _("{name}, {measure}: {baht} baht more in the register; see {numbers}").format(
        name=told.name,
        measure=_(_MEASURES[told.difference.measure]),
        baht=baht(told.off_satang),
        numbers=", ".join(each.asset.number or each.asset.name for each in told.positions) or "–",
    )
