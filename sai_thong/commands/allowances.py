"""``allowances``: who is entitled, the month's run, and its way to the close."""

from __future__ import annotations

import argparse
from typing import Any

from sai_thong.commands import month_results, month_steps
from sai_thong.commands.opening import Session
from sai_thong.commands.output import table
from sai_thong.commands.parser import Actions, action, group
from sai_thong.commands.types import add_month, add_set
from sai_thong.db.store import Store
from sai_thong.ground.language import _
from sai_thong.registers.allowances import months
from sai_thong.registers.allowances.case_files import CaseFile
from sai_thong.registers.allowances.findings import Finding
from sai_thong.registers.allowances.records import PaymentLine
from sai_thong.registers.allowances.rules.explain import explain
from sai_thong.registers.allowances.run import PaymentRun, Totals, draft_run, totals
from sai_thong.registers.allowances.shelves import shelf_of
from sai_thong.registers.law.terms import SCHEME_LABELS, SchemeSet
from sai_thong.thai.calendar import thai_date
from sai_thong.thai.citizen_id import masked
from sai_thong.thai.money import baht


def add_to(commands: Actions) -> None:
    """Declare the command."""
    actions = group(commands, "allowances", _("allowances: who is entitled, and the month"))
    entitled = action(actions, "entitled", _entitled, _("who is entitled to what, and why"))
    run = action(actions, "run", _run, _("compute a month; nothing is written"))
    for command in (entitled, run):
        add_month(command)
        add_set(command)
    month_steps.add_actions(actions)
    month_results.add_actions(actions)


def _entitled(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        run = draft_run(store, arguments.scheme_set, arguments.month)
    entitled = [
        _standing(file, run.decisions[claim_id].amount_satang, explain(run.decisions[claim_id]))
        for claim_id, file in run.files.items()
        if claim_id in run.decisions
    ]
    refused = [_standing(each.file, 0, explain(each.decision)) for each in run.unpaid]
    rows = (
        (
            masked(each["citizen_id"]) if each["citizen_id"] else "",
            each["name"],
            each["scheme"],
            baht(each["amount_satang"]),
            each["reason"],
        )
        for each in entitled + refused
    )
    document = {"month": run.month.be_text, "entitled": entitled, "not_entitled": refused}
    columns = (_("citizen ID"), _("name"), _("allowance"), _("baht"), _("why"))
    session.output.result(document, table(columns, rows))


def _standing(file: CaseFile, amount_satang: int, reason: str) -> dict[str, Any]:
    return {
        "citizen_id": file.citizen.citizen_id,
        "name": file.citizen.full_name,
        "scheme": file.claim.scheme.value,
        "amount_satang": amount_satang,
        "reason": reason,
    }


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
            month=run.month.name, count=summed.count, total=baht(summed.satang), day=thai_date(run.pay_on)
        ),
        *(
            f"  {_(SCHEME_LABELS[scheme])}\t{count}\t{baht(satang)}"
            for scheme, (count, satang) in summed.by_scheme.items()
        ),
        *(finding_line(each) for each in findings),
    ]
    session.output.result(document, told)


def frozen(store: Store, scheme_set: SchemeSet, run: PaymentRun) -> list[PaymentLine]:
    """The frozen lines of a month that was sent; none while it is a draft."""
    shelf = shelf_of(store, scheme_set)
    return [line for each in months.months_of(shelf, run.month) for line in months.lines_of(shelf, each)]


def plain_line(line: PaymentLine) -> dict[str, Any]:
    """A payment line for a program."""
    return {
        "id": line.id,
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


def finding_line(finding: Finding) -> str:
    """A finding for a person; what blocks the close is marked."""
    return f"  {'!' if finding.blocking else '-'} {finding.message}"
