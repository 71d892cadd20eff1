"""``assets``: repairs, improvements, days to remember and pictures of a thing."""

from __future__ import annotations

import argparse
from pathlib import Path

from sai_thong.commands.asset_facts import add_fields, add_number, card_of, fields_given
from sai_thong.commands.opening import Session
from sai_thong.commands.output import table
from sai_thong.commands.parser import Actions, action
from sai_thong.commands.plain import plain
from sai_thong.commands.types import add_day, add_why, amount_satang, one_of
from sai_thong.db.store import Store
from sai_thong.ground.language import _
from sai_thong.registers.assets import asset_dates, improvements, photographs, repairs
from sai_thong.registers.assets.records import Asset, AssetDate, Improvement, Repair
from sai_thong.registers.assets.refusals import AssetRefused
from sai_thong.registers.assets.repairs import RepairSaved
from sai_thong.registers.assets.rules.reminders import RepairTotals
from sai_thong.registers.assets.terms import DateKind, RepairOutcome
from sai_thong.registers.labels import label_of
from sai_thong.thai.money import baht


def add_to(actions: Actions) -> None:
    """Declare the actions."""
    _add_repairs(actions)
    _add_improvements(actions)
    _add_dates(actions)
    photograph = action(actions, "photograph", _photograph, _("keep a picture of a thing; the first is shown"))
    add_number(photograph)
    photograph.add_argument("file", type=Path, metavar=_("FILE"), help=_("a picture or PDF"))
    photograph.add_argument("--plate", action="store_true", help=_("it shows the number on the thing"))
    photograph.add_argument("--first", action="store_true", help=_("show this one first from now on"))
    add_why(photograph)


def _add_repairs(actions: Actions) -> None:
    listed = action(actions, "repairs", _repairs, _("the history of repairs of a thing, and what they cost"))
    fault = action(actions, "fault", _fault, _("somebody reports a fault"))
    fault.add_argument("--symptom", required=True, help=_("what is wrong"))
    fault.add_argument("--by", default="", help=_("who reports it"))
    fault.add_argument("--usable", action="store_true", help=_("it is used on until it goes to repair"))
    sent = action(actions, "to-repair", _send, _("a thing goes to repair"))
    sent.add_argument("--approval", default="", help=_("number of the approval"))
    add_day(sent, "--approved", words=_("day of the approval"))
    done = action(actions, "repaired", _finish, _("a repair is finished"))
    done.add_argument("--outcome", default=RepairOutcome.USABLE, help=_("how it ended"), **one_of(RepairOutcome))
    past = action(actions, "past-repair", _past, _("keep a repair of the old book"))
    past.add_argument("--work", required=True, help=_("what was done"))
    add_day(past, words=_("day it was finished"), required=True)
    past.add_argument("--approval", default="", help=_("number of the approval"))
    correct = action(actions, "correct-repair", _correct_repair, _("say facts of a repair anew"))
    correct.add_argument("ordinal", type=int, metavar=_("TIME"), help=_("which repair, by its number"))
    done.add_argument("--work", default="", help=_("what was done"))
    for command in (done, past):
        command.add_argument("--cost", type=amount_satang, default=0, metavar="1,200", help=_("what it cost, in baht"))
        command.add_argument("--receipt", default="", help=_("number of the receipt"))
        add_day(command, "--warranty", words=_("the repair is under warranty until"))
    for command in (sent, done, past):
        command.add_argument("--repairer", default="", help=_("who repairs it"))
    for command in (listed, fault, sent, done, past, correct):
        add_number(command)
    add_fields(correct, Repair, repairs.CORRECTABLE)
    for command in (fault, sent, done):
        add_day(command)
    for command in (fault, sent, done, past, correct):
        add_why(command, required=command is correct)


def _add_improvements(actions: Actions) -> None:
    improve = action(actions, "improve", _improve, _("keep an improvement: it raises the cost"))
    add_number(improve)
    improve.add_argument("--what", required=True, help=_("what was done"))
    improve.add_argument("--cost", type=amount_satang, required=True, metavar="50,000", help=_("what it cost, in baht"))
    improve.add_argument("--document", default="", help=_("number of the paper"))
    improve.add_argument("--life", type=int, help=_("useful life in years from then on"))
    improve.add_argument("--life-because", default="", help=_("who settled that useful life"))
    add_day(improve)
    back = action(actions, "withdraw-improvement", _withdraw_improvement, _("take back a wrong improvement"))
    back.add_argument("improvement", metavar="ID", help=_("the id that “assets show --json” tells"))
    for command in (improve, back):
        add_why(command, required=command is back)


def _add_dates(actions: Actions) -> None:
    action(actions, "dates", _dates, _("days of things that are near or past"))
    add = action(actions, "remember", _remember, _("remember a day of a thing: warranty, tax, insurance, service"))
    add_day(add, "--due", words=_("the day"), required=True)
    change = action(actions, "change-date", _change_date, _("say the day anew"))
    add_day(change, "--due", words=_("the day"), required=True)
    done = action(actions, "done", _done, _("it was done, and when it is due again"))
    add_day(done)
    add_day(done, "--next", words=_("the next day"))
    for command in (add, change, done):
        add_number(command)
        command.add_argument("kind", help=_("which day"), **one_of(DateKind))
        command.add_argument("--km", type=int, help=_("what the odometer shows then"))
        add_why(command)
    for command in (add, change):
        command.add_argument("--note", default="")


def _repairs(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        card = card_of(store, arguments.number)
        found = repairs.repairs_of(store, card.id)
    totals = repairs.totals_of(card, found)
    columns = (
        _("time"),
        _("reported on"),
        _("fault"),
        _("work"),
        _("repaired by"),
        _("cost"),
        _("finished"),
        _("outcome"),
    )
    rows = (
        (each.ordinal, each.reported_on, each.symptom, each.work, each.repairer, baht(each.cost_satang),
         each.finished_on or "", label_of(each.outcome) if each.outcome else "")
        for each in found
    )  # fmt: skip
    document = {"repairs": [plain(each) for each in found], "totals": plain(totals)}
    session.output.result(document, (*table(columns, rows), _repair_words(totals)))


def _repair_words(totals: RepairTotals) -> str:
    said = _("Repaired {times} times for {baht} baht").format(times=totals.times, baht=baht(totals.total_satang))
    return said if totals.percent is None else f"{said} · {totals.percent}%"


def _fault(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        saved = repairs.report_fault(
            store,
            card_of(store, arguments.number).id,
            symptom=arguments.symptom,
            on=arguments.on or session.today,
            reported_by=arguments.by,
            unusable=not arguments.usable,
            why=arguments.why,
        )
    _tell_repair(session, saved)


def _send(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        saved = repairs.send_to_repair(
            store,
            _going_on(store, arguments.number),
            on=arguments.on or session.today,
            approval_no=arguments.approval,
            approved_on=arguments.approved,
            repairer=arguments.repairer,
            why=arguments.why,
        )
    _tell_repair(session, saved)


def _finish(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        saved = repairs.finish_repair(
            store,
            _going_on(store, arguments.number),
            on=arguments.on or session.today,
            outcome=arguments.outcome,
            cost_satang=arguments.cost,
            work=arguments.work,
            repairer=arguments.repairer,
            receipt_no=arguments.receipt,
            warranty_until=arguments.warranty,
            why=arguments.why,
        )
    _tell_repair(session, saved)


def _past(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        past = Repair(
            asset_id=card_of(store, arguments.number).id,
            ordinal=0,
            work=arguments.work,
            finished_on=arguments.on,
            approval_no=arguments.approval,
            repairer=arguments.repairer,
            cost_satang=arguments.cost,
            receipt_no=arguments.receipt,
            warranty_until=arguments.warranty,
        )
        saved = repairs.record_past_repair(store, past, why=arguments.why)
    _tell_repair(session, saved)


def _correct_repair(session: Session, arguments: argparse.Namespace) -> None:
    told = fields_given(arguments)
    with session.store(write=True) as store:
        card = card_of(store, arguments.number)
        found = [each for each in repairs.repairs_of(store, card.id) if each.ordinal == arguments.ordinal]
        if not found:
            raise _no_repair(card)
        saved = repairs.correct_repair(store, found[0], told, why=arguments.why)
    _tell_repair(session, saved)


def _going_on(store: Store, number: str) -> Repair:
    card = card_of(store, number)
    found = repairs.open_repair(store, card.id)
    if found is None:
        raise _no_repair(card)
    return found


def _no_repair(card: Asset) -> AssetRefused:
    return AssetRefused(
        _("{number} has no such repair.").format(number=card.number or card.name), do=_("Look at “assets repairs”.")
    )


def _tell_repair(session: Session, saved: RepairSaved) -> None:
    document = {
        "repair": plain(saved.repair),
        "asset": plain(saved.card),
        "totals": plain(saved.totals),
        "seller_repairs": saved.seller_repairs,
    }
    number = saved.card.number or saved.card.name
    lines = [f"{number}\t{label_of(saved.card.status)}", _repair_words(saved.totals)]
    if saved.seller_repairs and saved.repair.finished_on is None:
        lines.append(_("The seller's warranty holds until {day}.").format(day=saved.card.warranty_until))
    session.output.result(document, lines)


def _improve(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        told = Improvement(
            asset_id=card_of(store, arguments.number).id,
            accepted_on=arguments.on or session.today,
            cost_satang=arguments.cost,
            what=arguments.what,
            document_no=arguments.document,
            life_years=arguments.life,
            life_why=arguments.life_because,
        )
        saved = improvements.add_improvement(store, told, why=arguments.why)
    document = {"improvement": plain(saved.improvement), "corrected": plain(saved.corrected)}
    said = _("Improved: {number}").format(number=saved.card.number or saved.card.name)
    session.output.result(document, filter(None, (said, saved.corrected.text)))


def _withdraw_improvement(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        told = store.get(Improvement, arguments.improvement)
        saved = improvements.withdraw_improvement(store, told, why=arguments.why)
    document = {"improvement": plain(saved.improvement), "corrected": plain(saved.corrected)}
    said = _("The improvement was withdrawn.")
    session.output.result(document, filter(None, (said, saved.corrected.text)))


def _dates(session: Session, _arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        near = asset_dates.reminders_on(store, session.today)
        cards = {each.duty.asset_id: store.get(Asset, each.duty.asset_id) for each in near}
    document = [
        {
            "asset_no": cards[each.duty.asset_id].number,
            "name": cards[each.duty.asset_id].name,
            "kind": each.duty.kind.value,
            "due_on": each.duty.due_on.isoformat(),
            "days_left": each.days_left,
        }
        for each in near
    ]
    rows = (
        (cards[each.duty.asset_id].number, cards[each.duty.asset_id].name, label_of(each.duty.kind), each.duty.due_on,
         each.days_left)
        for each in near
    )  # fmt: skip
    columns = (_("number"), _("item"), _("day of"), _("due"), _("days left"))
    session.output.result(document, table(columns, rows))


def _remember(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        told = AssetDate(
            asset_id=card_of(store, arguments.number).id,
            kind=arguments.kind,
            due_on=arguments.due,
            odometer_km=arguments.km,
            note=arguments.note,
        )
        saved = asset_dates.add_date(store, told, why=arguments.why)
    session.output.record(saved.date)


def _change_date(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        told = _awaited(store, arguments)
        saved = asset_dates.change_date(
            store, told, due_on=arguments.due, odometer_km=arguments.km, note=arguments.note, why=arguments.why
        )
    session.output.record(saved.date)


def _done(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        saved = asset_dates.date_done(
            store,
            _awaited(store, arguments),
            on=arguments.on or session.today,
            next_due=arguments.next,
            next_km=arguments.km,
            why=arguments.why,
        )
    session.output.record(saved.following or saved.date)


def _awaited(store: Store, arguments: argparse.Namespace) -> AssetDate:
    card = card_of(store, arguments.number)
    found = store.find(AssetDate, asset_id=card.id, kind=arguments.kind, done_on=None)
    if not found:
        raise AssetRefused(
            _("No such day of {number} is awaited.").format(number=card.number or card.name),
            do=_("Remember it first with “assets remember”."),
        )
    return found[0]


def _photograph(session: Session, arguments: argparse.Namespace) -> None:
    # The picture library is loaded only where a picture is kept.
    from sai_thong.registers.attachments.preparing import prepared_file

    file = prepared_file(arguments.file)
    note = photographs.NUMBER_PLATE if arguments.plate else photographs.OVERALL
    with session.store(write=True) as store:
        card = card_of(store, arguments.number)
        saved = photographs.add_photograph(store, card.id, file, note=note, why=arguments.why)
        if arguments.first:
            saved = photographs.show_first(store, saved.card, saved.photograph, why=arguments.why)
    session.output.record(saved.photograph)
