"""Requisition slips by command: asked for, issued as far as there is, corrected, cancelled."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import Any

from sai_thong.commands.opening import Session
from sai_thong.commands.output import table
from sai_thong.commands.parser import Actions, action
from sai_thong.commands.plain import plain, record_lines
from sai_thong.commands.types import add_day, add_why, one_of
from sai_thong.db.store import Store
from sai_thong.ground.language import _
from sai_thong.ground.usage import CommandParser
from sai_thong.registers.assets import requisitions
from sai_thong.registers.assets.materials import find_material
from sai_thong.registers.assets.requisitions import (
    Asked,
    RequisitionState,
    SlipKept,
    SlipView,
    find_requisition,
    requisition_list,
    requisition_view,
)
from sai_thong.registers.assets.rules.materials import quantity_text, read_quantity
from sai_thong.registers.labels import label_of


def add_actions(actions: Actions) -> None:
    """Declare the actions."""
    listing = action(actions, "requisitions", _list, _("requisition slips, the latest first"))
    listing.add_argument("--text", default="", help=_("any part of number, name, purpose or material"))
    listing.add_argument("--state", help=_("one state"), **one_of(RequisitionState))
    listing.add_argument("--division", default="", help=_("one division"))
    show = action(actions, "requisition", _show, _("one requisition slip"))
    _add_slip(show)
    asking = action(actions, "request", _ask, _("take down what a division asks for; the slip gets its number"))
    asking.add_argument("--by", required=True, help=_("who asks"))
    asking.add_argument("--division", default="", help=_("for which division"))
    asking.add_argument("--purpose", default="", help=_("what for"))
    asking.add_argument(
        "--line", action="append", required=True, metavar=_("CARD=QUANTITY"), help=_("what is asked for; repeatable")
    )
    asking.add_argument("--number", type=int, help=_("the number written on the paper already"))
    add_day(asking)
    add_why(asking)
    issuing = action(actions, "issue", _issue, _("issue what a slip asks for, as far as there is"))
    _add_slip(issuing)
    issuing.add_argument("--allowed-by", required=True, help=_("who orders the issue"))
    issuing.add_argument("--issued-by", required=True, help=_("who issues"))
    issuing.add_argument("--received-by", required=True, help=_("who receives"))
    issuing.add_argument(
        "--line",
        action="append",
        default=[],
        metavar="1=2.5",
        help=_("a line that gets less than it asks for; repeatable"),
    )
    add_day(issuing)
    correcting = action(actions, "correct-issue", _correct, _("let a line of an issued slip have another quantity"))
    _add_slip(correcting)
    correcting.add_argument("--line", required=True, metavar="1=2.5", help=_("the line and what was really issued"))
    add_day(correcting)
    add_why(correcting, required=True)
    cancelling = action(actions, "cancel", _cancel, _("end a slip of which nothing was issued"))
    _add_slip(cancelling)
    add_why(cancelling, required=True)
    numbering = action(actions, "number", _number, _("give a slip whose number was left blank its number"))
    _add_slip(numbering)
    numbering.add_argument("--by-hand", type=int, help=_("the number that was written on paper"))


def _add_slip(command: CommandParser) -> None:
    command.add_argument("slip", metavar=_("SLIP"), help=_("number on the slip, such as 12/2570, or id"))


def _slip_of(store: Store, session: Session, arguments: argparse.Namespace) -> str:
    return find_requisition(store, arguments.slip, session.today).id


def _list(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        found = requisition_list(store, arguments.text, state=arguments.state, division=arguments.division)
    headings = (_("number"), _("date"), _("division"), _("requested by"), _("materials"), _("state"))
    rows = (
        (
            view.slip.number or view.slip.id,
            view.slip.asked_on,
            view.slip.division,
            view.slip.asked_by,
            ", ".join(each.material.name for each in view.lines),
            label_of(view.state),
        )
        for view in found
    )
    session.output.result([_document(view) for view in found], table(headings, rows))


def _show(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        view = requisition_view(store, _slip_of(store, session, arguments))
    session.output.result(_document(view), _lines(view))


def _document(view: SlipView) -> dict[str, Any]:
    told = plain(view.slip)
    assert isinstance(told, dict)
    return {
        **told,
        "state": view.state.value,
        "lines": [
            {
                "line": number,
                "id": each.line.id,
                "code": each.material.code,
                "material": each.material.name,
                "unit": each.material.unit,
                "asked": quantity_text(each.line.asked),
                "issued": None if each.line.issued is None else quantity_text(each.line.issued),
                "note": each.line.note,
            }
            for number, each in enumerate(view.lines, 1)
        ],
    }


def _lines(view: SlipView) -> Iterator[str]:
    yield from record_lines(view.slip)
    yield label_of(view.state)
    yield from table(
        ("", _("material"), _("asked for"), _("really issued"), _("unit")),
        (
            (
                number,
                each.material.name,
                quantity_text(each.line.asked),
                "" if each.line.issued is None else quantity_text(each.line.issued),
                each.material.unit,
            )
            for number, each in enumerate(view.lines, 1)
        ),
    )


def _ask(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        lines = []
        for written in arguments.line:
            card, equals, quantity = written.rpartition("=")
            if not equals:
                arguments.usage_error(_("“{text}” is not of the shape card=quantity.").format(text=written))
            lines.append(Asked(find_material(store, card).id, read_quantity(quantity)))
        kept = requisitions.ask_materials(
            store,
            lines,
            asked_by=arguments.by,
            division=arguments.division,
            purpose=arguments.purpose,
            asked_on=arguments.on,
            number=arguments.number,
            why=arguments.why,
        )
        _tell(session, store, kept)


def _issue(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        view = requisition_view(store, _slip_of(store, session, arguments))
        kept = requisitions.issue_materials(
            store,
            view.slip.id,
            dict(_line_quantity(view, written, arguments) for written in arguments.line),
            allowed_by=arguments.allowed_by,
            issued_by=arguments.issued_by,
            received_by=arguments.received_by,
            on=arguments.on,
        )
        _tell(session, store, kept)


def _correct(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        view = requisition_view(store, _slip_of(store, session, arguments))
        line_id, quantity = _line_quantity(view, arguments.line, arguments)
        kept = requisitions.correct_issue(store, line_id, quantity, why=arguments.why, on=arguments.on)
        _tell(session, store, kept)


def _line_quantity(view: SlipView, written: str, arguments: argparse.Namespace) -> tuple[str, int]:
    """The id of a line named by its place, and the quantity said of it."""
    place, equals, quantity = written.partition("=")
    if not equals or not place.strip().isdigit() or not 1 <= int(place) <= len(view.lines):
        arguments.usage_error(_("“{text}” names no line of this slip.").format(text=written))
    return view.lines[int(place) - 1].line.id, read_quantity(quantity)


def _cancel(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        slip = _slip_of(store, session, arguments)
        _tell(session, store, requisitions.cancel_requisition(store, slip, why=arguments.why))


def _number(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        slip = _slip_of(store, session, arguments)
        _tell(session, store, requisitions.number_requisition(store, slip, by_hand=arguments.by_hand))


def _tell(session: Session, store: Store, kept: SlipKept) -> None:
    view = requisition_view(store, kept.slip.id)
    below = [each.name for each in kept.below_minimum]
    lines = (*_lines(view), *(_("To be filled up: {material}").format(material=name) for name in below))
    session.output.result({**_document(view), "below_minimum": below}, lines)
