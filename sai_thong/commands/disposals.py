"""``disposals``: assets that leave the office, from the facts to the striking off and the auditor."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from typing import TypeVar

from sai_thong.commands.inspections import add_people
from sai_thong.commands.opening import Session
from sai_thong.commands.output import table
from sai_thong.commands.parser import Actions, action, group
from sai_thong.commands.plain import plain, plain_fields, record_lines
from sai_thong.commands.types import add_day, add_why, amount_satang, one_of
from sai_thong.db.store import Store
from sai_thong.ground.language import _
from sai_thong.ground.usage import CommandParser
from sai_thong.registers.assets import disposal_orders, disposals, striking_off
from sai_thong.registers.assets.committees import appoint
from sai_thong.registers.assets.disposal_in_hand import active_lines
from sai_thong.registers.assets.disposal_orders import ChosenMethod, DisposalOrder, proposed_methods
from sai_thong.registers.assets.disposal_papers import note_paper, papers_of
from sai_thong.registers.assets.disposal_view import disposable, disposal_rows, disposal_view, found_to_leave
from sai_thong.registers.assets.disposals import DisposalChanged, ToDispose
from sai_thong.registers.assets.inspections import round_of
from sai_thong.registers.assets.numbering import find_asset
from sai_thong.registers.assets.refusals import AssetMissing
from sai_thong.registers.assets.terms import CommitteeTask, DisposalMethod, SaleReason
from sai_thong.registers.labels import label_of
from sai_thong.registers.law.asset_terms import DisposalStepKey
from sai_thong.thai.money import baht

V = TypeVar("V")


def add_to(commands: Actions) -> None:
    """Declare the command."""
    actions = group(commands, "disposals", _("assets that leave the office"))
    listed = action(actions, "list", _list, _("disposals that go on, and what comes next"))
    listed.add_argument("--all", action="store_true", help=_("those that ended too"))
    action(actions, "candidates", _candidates, _("what is broken, worn, lost or not needed and in no disposal"))
    begin = action(actions, "begin", _begin, _("begin a disposal"))
    begin.add_argument("title", metavar=_("TITLE"))
    begin.add_argument("--without-facts", default="", metavar=_("REASON"), help=_("why no facts are found first"))
    begin.add_argument("--inspection", default="", metavar="2569", help=_("the yearly inspection it follows from"))
    show = action(actions, "show", _show, _("a disposal with its things, papers and people"))
    add = action(actions, "add", _add, _("let more things leave with it, before the order"))
    take_out = action(actions, "take-out", _take_out, _("let things stay after all"))
    for command in (show, add, take_out):
        _add_disposal(command)
    for command in (begin, add, take_out):
        command.add_argument(
            "--asset",
            dest="assets",
            action="append",
            default=[],
            metavar=_("NUMBER"),
            required=command is not begin,
            help=_("one thing; all that the inspection found, where a disposal begins from one")
            if command is begin
            else None,
        )
    for command in (begin, add):
        command.add_argument("--cause", default="", help=_("why, in words"))
        add_why(command)
    add_why(take_out, required=True)
    _add_facts(actions)
    _add_order(actions)
    _add_ending(actions)


def _add_facts(actions: Actions) -> None:
    facts = action(actions, "facts", _facts, _("the order of the fact finding and who finds the facts"))
    facts.add_argument("--order-no", default="", help=_("number of the order"))
    add_people(facts)
    report = action(
        actions, "report-facts", _report_facts, _("the facts are found; with --liable nothing is ordered yet")
    )
    report.add_argument("--liable", default="", help=_("who may be liable"))
    settle = action(actions, "settle-liability", _settle_liability, _("what came of a liability"))
    settle.add_argument("outcome", metavar=_("OUTCOME"))
    people = action(actions, "committee", _committee, _("who appraises, sells or destroys"))
    people.add_argument("task", help=_("what for"), **one_of(CommitteeTask))
    add_people(people)
    for command in (facts, report, settle, people):
        _add_disposal(command)
        add_why(command)
    for command in (report, settle):
        add_day(command)


def _add_order(actions: Actions) -> None:
    order = action(actions, "order", _order, _("order it: how each thing leaves; as the rule has it where not said"))
    order.add_argument("--order-no", default="", help=_("number of the order"))
    add_day(order)
    change = action(actions, "change-method", _change_method, _("let things leave otherwise than ordered"))
    for command in (order, change):
        _add_disposal(command)
        command.add_argument(
            "--method",
            dest="methods",
            action="append",
            default=[],
            metavar=_("NUMBER=METHOD"),
            help=_("how one thing leaves: auction, direct-sale, exchange, transfer, destruction, write-off"),
        )
        command.add_argument("--exception", help=_("under which it is sold without an auction"), **one_of(SaleReason))
        command.add_argument("--because", default="", help=_("to whom it is sold so, or why it is written off"))
        command.add_argument("--higher-approval", default="", help=_("number of the higher authority's approval"))
    add_why(order)
    add_why(change, required=True)
    appraise = action(actions, "appraise", _appraise, _("the prices that the committee found"))
    carry_out = action(actions, "carry-out", _carry_out, _("it was sold, given, exchanged, destroyed or written off"))
    for command in (appraise, carry_out):
        _add_disposal(command)
        command.add_argument(
            "--price",
            dest="prices",
            action="append",
            default=[],
            metavar=_("NUMBER=BAHT"),
            help=_("the price of one thing"),
        )
        add_why(command)
    carry_out.add_argument(
        "--proceeds", type=amount_satang, default=0, metavar="12,500", help=_("paid for all of them")
    )
    carry_out.add_argument("--buyer", default="", help=_("who bought or received them"))
    carry_out.add_argument("--receipt", default="", help=_("receipt of the money"))
    add_day(carry_out)


def _add_ending(actions: Actions) -> None:
    strike = action(actions, "strike-off", _strike_off, _("strike its things off the register, all or none"))
    strike.add_argument("--document", default="", help=_("the paper by which they leave; the order if not said"))
    strike.add_argument("--dry-run", action="store_true", help=_("tell what would happen and write nothing"))
    auditor = action(actions, "auditor", _auditor, _("the auditor was told"))
    auditor.add_argument("--letter", default="", help=_("number of the letter"))
    registrar = action(actions, "registrar", _registrar, _("the registrar of land or vehicles was told"))
    drop = action(actions, "drop", _drop, _("give a disposal up"))
    paper = action(actions, "paper", _paper, _("write down that a paper is there"))
    paper.add_argument("step", help=_("its stage"), **one_of(DisposalStepKey))
    paper.add_argument("document", metavar=_("PAPER"), help=_("what it is called"))
    paper.add_argument("--number", default="", help=_("its number"))
    for command in (strike, auditor, registrar, drop, paper):
        _add_disposal(command)
        add_why(command, required=command is drop)
    for command in (strike, auditor, registrar, paper):
        add_day(command)


def _add_disposal(command: CommandParser) -> None:
    command.add_argument("--id", dest="disposal", required=True, help=_("the id that “disposals list” shows"))


def _list(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        rows = disposal_rows(store, ended=arguments.all)
    document = [
        plain_fields(row.round)
        | {
            "things": row.things,
            "cost_satang": row.cost_satang,
            "next": plain(row.next_action),
            "due_on": plain(row.due_on),
            "days_left": row.days_left,
        }
        for row in rows
    ]
    told = (
        (row.round.id, row.round.title, row.things, baht(row.cost_satang), row.round.state, row.next_action, row.due_on)
        for row in rows
    )
    headings = ("id", _("title"), _("things"), _("cost"), _("state"), _("next"), _("due on"))
    session.output.result(document, table(headings, told))


def _candidates(session: Session, _arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        cards = disposable(store)
    rows = ((card.number, card.name, card.status, baht(card.cost_satang or 0)) for card in cards)
    session.output.result(plain(cards), table((_("number"), _("item"), _("state"), _("price")), rows))


def _begin(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        inspection = round_of(store, arguments.inspection).id if arguments.inspection else ""
        found = found_to_leave(store, inspection) if inspection and not arguments.assets else []
        changed = disposals.begin_disposal(
            store,
            arguments.title,
            _things(store, arguments) or found,
            facts_left_out_why=arguments.without_facts,
            inspection_id=inspection,
            why=arguments.why,
        )
    _tell(session, changed)


def _show(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        view = disposal_view(store, arguments.disposal)
    document = {
        "disposal": plain(view.row.round),
        "next": plain(view.row.next_action),
        "due_on": plain(view.row.due_on),
        "days_left": view.row.days_left,
        "lines": plain(view.lines),
        "taken_out": plain(view.taken_out),
        "committees": plain(view.committees),
        "papers": [plain_fields(each) for each in view.papers],
        "registered": [line.number for line in view.registered],
        "profit_satang": view.profit_satang,
    }
    things = (f"{line.number}\t{line.name}\t{label_of(line.cause)}" for line in view.lines)
    papers = (f"{'–' if each.due else '✓'}\t{each.step_name}\t{each.document}" for each in view.papers)
    session.output.result(document, (*record_lines(view.row.round), *things, *papers))


def _add(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        things = _things(store, arguments)
        changed = disposals.add_things(store, arguments.disposal, things, why=arguments.why)
    _tell(session, changed)


def _take_out(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        chosen = [_line_of(store, arguments, number) for number in arguments.assets]
        changed = disposals.take_out(store, arguments.disposal, chosen, why=arguments.why)
    _tell(session, changed)


def _facts(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        changed = disposals.order_facts(
            store,
            arguments.disposal,
            order_no=arguments.order_no,
            committee=arguments.people,
            why=arguments.why,
        )
    _tell(session, changed)


def _report_facts(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        changed = disposals.report_facts(
            store, arguments.disposal, reported_on=arguments.on, liable=arguments.liable, why=arguments.why
        )
    _tell(session, changed)


def _settle_liability(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        changed = disposals.settle_liability(
            store, arguments.disposal, outcome=arguments.outcome, on=arguments.on, why=arguments.why
        )
    _tell(session, changed)


def _committee(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        saved = appoint(store, arguments.disposal, arguments.task, arguments.people, why=arguments.why)
    session.output.record(saved.record)


def _order(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        day = arguments.on or session.today
        methods = {**proposed_methods(store, arguments.disposal, day), **_methods(store, arguments)}
        given = DisposalOrder(arguments.order_no, arguments.on, arguments.higher_approval)
        changed = disposal_orders.order(store, arguments.disposal, given, methods, why=arguments.why)
    _tell(session, changed)


def _change_method(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        changed = disposal_orders.change_methods(
            store,
            arguments.disposal,
            _methods(store, arguments),
            higher_approval_no=arguments.higher_approval,
            why=arguments.why,
        )
    _tell(session, changed)


def _appraise(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        changed = disposals.appraise(
            store, arguments.disposal, _said(store, arguments, arguments.prices, amount_satang), why=arguments.why
        )
    _tell(session, changed)


def _carry_out(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        by_line = _said(store, arguments, arguments.prices, amount_satang)
        changed = disposal_orders.carry_out(
            store,
            arguments.disposal,
            on=arguments.on,
            proceeds_satang=arguments.proceeds,
            proceeds_by_line=by_line or None,
            buyer=arguments.buyer,
            receipt_no=arguments.receipt,
            why=arguments.why,
        )
    _tell(session, changed)


def _strike_off(session: Session, arguments: argparse.Namespace) -> None:
    if arguments.dry_run:
        with session.store(write=False) as store:
            figures = striking_off.last_figures(store, arguments.disposal, arguments.on or session.today)
        document = [
            {"asset_no": each.line.number, **plain_fields(each.value), "profit_satang": each.profit_satang}
            for each in figures
        ]
        rows = (
            (each.line.number, each.line.name, _baht(each.value.accumulated_satang), _baht(each.profit_satang))
            for each in figures
        )
        headings = (_("number"), _("item"), _("until then"), _("profit or loss"))
        session.output.result(document, table(headings, rows))
        return
    with session.store(write=True) as store:
        changed = striking_off.strike_off(
            store, arguments.disposal, on=arguments.on, document_no=arguments.document, why=arguments.why
        )
    _tell(session, changed)


def _auditor(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        changed = striking_off.tell_auditor(
            store, arguments.disposal, letter_no=arguments.letter, on=arguments.on, why=arguments.why
        )
    _tell(session, changed)


def _registrar(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        changed = striking_off.tell_registrar(store, arguments.disposal, on=arguments.on, why=arguments.why)
    _tell(session, changed)


def _drop(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        changed = disposals.drop(store, arguments.disposal, why=arguments.why)
    _tell(session, changed)


def _paper(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        note_paper(
            store,
            arguments.disposal,
            arguments.step,
            arguments.document,
            number=arguments.number,
            on_day=arguments.on,
            why=arguments.why,
        )
        papers = papers_of(store, arguments.disposal, session.today)
    lines = (f"{'–' if each.due else '✓'}\t{each.step_name}\t{each.document}" for each in papers)
    session.output.result([plain_fields(each) for each in papers], lines)


def _things(store: Store, arguments: argparse.Namespace) -> list[ToDispose]:
    things = []
    for number in arguments.assets:
        card = find_asset(store, number)
        if card is None:
            raise AssetMissing(number)
        things.append(ToDispose(card.id, arguments.cause))
    return things


def _line_of(store: Store, arguments: argparse.Namespace, number: str) -> str:
    """The id of the line of an asset in the disposal."""
    card = find_asset(store, number)
    lines = {line.asset_id: line.id for line in active_lines(store, arguments.disposal)}
    if card is None or card.id not in lines:
        raise AssetMissing(number)
    return lines[card.id]


def _said(
    store: Store, arguments: argparse.Namespace, written: Sequence[str], read: Callable[[str], V]
) -> dict[str, V]:
    """What is said of single things as ``number=value``, by the ids of their lines."""
    told = {}
    for each in written:
        # The last sign of equality: a number may hold one.
        number, equals, value = each.rpartition("=")
        try:
            told[_line_of(store, arguments, number)] = read(value.strip())
        except (ValueError, argparse.ArgumentTypeError):
            equals = ""
        if not equals:
            arguments.usage_error(_("“{text}” is not of the shape number=value").format(text=each))
    return told


def _methods(store: Store, arguments: argparse.Namespace) -> dict[str, ChosenMethod]:
    """How single things leave, by the ids of their lines."""
    told = _said(store, arguments, arguments.methods, DisposalMethod)
    return {line_id: ChosenMethod(method, arguments.because, arguments.exception) for line_id, method in told.items()}


def _tell(session: Session, changed: DisposalChanged) -> None:
    document = plain_fields(changed.round) | {"lines": plain(changed.lines)}
    things = (
        f"{line.number}\t{line.name}\t{label_of(line.method) if line.method else ''}\t{_baht(line.proceeds_satang)}"
        f"\t{_baht(line.profit_satang)}"
        for line in changed.lines
    )
    session.output.result(document, (*record_lines(changed.round), *things))


def _baht(satang: int | None) -> str:
    return "" if satang is None else baht(satang)
