"""``allowances``: who is entitled, the month's run, and its close."""

from __future__ import annotations

import argparse
from typing import Any

from sai_thong.commands.opening import Session
from sai_thong.commands.output import table
from sai_thong.commands.types import month_be
from sai_thong.db.store import Store
from sai_thong.ground.language import _
from sai_thong.registers.allowances import months
from sai_thong.registers.allowances.findings import Finding
from sai_thong.registers.allowances.records import PaymentLine, PaymentMonth
from sai_thong.registers.allowances.rules.explain import explain
from sai_thong.registers.allowances.run import PaymentRun, Totals, draft_run, totals
from sai_thong.registers.allowances.shelves import shelf_of
from sai_thong.registers.law.terms import SchemeSet
from sai_thong.thai.citizen_id import masked
from sai_thong.thai.money import baht


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    allowances = commands.add_parser("allowances", help=_("allowances: entitlement, run, close"))
    actions = allowances.add_subparsers(dest="action", required=True)
    for name, run, words in (
        ("entitled", _entitled, _("who is entitled to what, and why")),
        ("run", _run, _("compute a month; nothing is written")),
        ("close", _close, _("send, pay and close a month at once")),
    ):
        action = actions.add_parser(name, help=words)
        action.add_argument("--month", type=month_be, required=True, help=_("month, such as 2569-11"))
        action.add_argument(
            "--set",
            dest="scheme_set",
            type=SchemeSet,
            choices=list(SchemeSet),
            default=SchemeSet.ORDINARY,
            help=_("which schemes are run together"),
        )
        action.set_defaults(run=run)


def _entitled(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        run = draft_run(store, arguments.scheme_set, arguments.month)
    entitled = [
        {
            "citizen_id": file.citizen.citizen_id,
            "name": file.citizen.full_name,
            "scheme": file.claim.scheme.value,
            "amount_satang": run.decisions[claim_id].amount_satang,
            "reason": explain(run.decisions[claim_id]),
        }
        for claim_id, file in run.files.items()
        if claim_id in run.decisions
    ]
    refused = [
        {
            "citizen_id": each.file.citizen.citizen_id,
            "name": each.file.citizen.full_name,
            "scheme": each.file.claim.scheme.value,
            "amount_satang": 0,
            "reason": explain(each.decision),
        }
        for each in run.unpaid
    ]
    rows = (
        [masked(str(each["citizen_id"])) if each["citizen_id"] else "", *list(each.values())[1:]]
        for each in entitled + refused
    )
    document = {"month": run.month.be_text, "entitled": entitled, "not_entitled": refused}
    session.output.result(document, table(("citizen_id", "name", "scheme", "satang", "reason"), rows))


def _run(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        run = draft_run(store, arguments.scheme_set, arguments.month)
        lines = frozen(store, arguments.scheme_set, run) or run.lines
        findings = months.findings_of(store, run)
    summed = totals(lines)
    document = {
        "month": run.month.be_text,
        "pay_on": run.pay_on.isoformat(),
        "lines": [plain_line(line) for line in lines],
        "totals": plain_totals(summed),
        "findings": [plain_finding(each) for each in findings],
    }
    told = [
        _("{month}: {count} payments, {total} baht, paid on {day}").format(
            month=run.month.name, count=summed.count, total=baht(summed.satang), day=run.pay_on.isoformat()
        ),
        *(f"  {scheme.value}\t{count}\t{baht(satang)}" for scheme, (count, satang) in summed.by_scheme.items()),
        *(f"  {'!' if each.blocking else '-'} {each.message}" for each in findings),
    ]
    session.output.result(document, told)


def frozen(store: Store, scheme_set: SchemeSet, run: PaymentRun) -> list[PaymentLine]:
    """The frozen lines of a month that was sent; none while it is a draft."""
    shelf = shelf_of(store, scheme_set)
    return [line for each in months.months_of(shelf, run.month) for line in months.lines_of(shelf, each)]


def _close(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        closed = months.close(store, arguments.scheme_set, arguments.month).months
    documents = [_plain_month(each) for each in closed]
    lines = [
        _("{month} is closed: {count} payments, {total} baht, journal {anchor}").format(
            month=each.month.name, count=each.line_count, total=baht(each.total_satang), anchor=each.anchor
        )
        for each in closed
    ]
    session.output.result({"month": arguments.month.be_text, "closed": documents}, lines)


def plain_line(line: PaymentLine) -> dict[str, Any]:
    """A payment line for a program."""
    return {
        "citizen_id": line.citizen_id,
        "scheme": line.scheme.value,
        "amount_satang": line.amount_satang,
        "step_reason": line.step_reason,
        "name": f"{line.prefix}{line.first_name} {line.last_name}",
        "moo": line.moo,
        "paid_for": line.paid_for.be_text,
        "kind": line.kind.value,
        "source": line.source.value,
        "channel": line.channel.value,
    }


def plain_totals(summed: Totals) -> dict[str, Any]:
    """Counts and sums for a program."""
    return {
        "count": summed.count,
        "amount_satang": summed.satang,
        "by_scheme": {
            scheme.value: {"count": count, "amount_satang": satang}
            for scheme, (count, satang) in summed.by_scheme.items()
        },
    }


def plain_finding(finding: Finding) -> dict[str, Any]:
    """A finding for a program."""
    return {
        "code": finding.code.value,
        "blocking": finding.blocking,
        "action": finding.action.value,
        "person_id": finding.person_id,
        "message": finding.message,
    }


def _plain_month(each: PaymentMonth) -> dict[str, Any]:
    return {
        "source": each.source.value,
        "state": each.state.value,
        "count": each.line_count,
        "amount_satang": each.total_satang,
        "digest": each.lines_digest,
        "anchor": each.anchor,
    }
