"""The forms of a series of official numbers: opened here, handed over, lent in blocks, taken back, a number void."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from sai_thong.db.numbering import NumberLease
from sai_thong.ground.language import _
from sai_thong.ui.kit import FieldSpec, RecordForm

WHY: Final = "why"


def give_here_form(series: str, today: date, *, with_letter: bool, next_number: int) -> RecordForm:
    """At which number this machine begins; petitions may have a series of this machine's own, told by a letter."""
    specs = [
        FieldSpec(
            "next_number",
            _("Next number"),
            "integer",
            required=True,
            help=_("The number after the last one in the book; 1 where the book of this year is still empty."),
        )
    ]
    if with_letter:
        told = _("Only for a series of this machine's own, such as ก for ก1/2569.")
        specs.append(FieldSpec("letter", _("Letter of the series"), width=60, help=told))
    values = {"next_number": next_number} if next_number else {}
    title = _("Give the numbers here: {series}").format(series=series)
    return RecordForm(title, specs, values, today=today, save_text=_("Open"))


def hand_over_form(series: str, today: date) -> RecordForm:
    """To which machine, and why."""
    told = _("The eight letters and digits that the other machine shows on this page.")
    specs = [FieldSpec("to_station", _("To the machine"), required=True, help=told, width=200), _why()]
    title = _("Hand over: {series}").format(series=series)
    return RecordForm(title, specs, today=today, save_text=_("Hand over"))


def lend_form(series: str, today: date) -> RecordForm:
    """How many numbers, and to whom."""
    specs = [
        FieldSpec("size", _("How many numbers"), "integer", required=True),
        FieldSpec(
            "given_to",
            _("To whom"),
            required=True,
            help=_("Another machine by its eight letters and digits, or in words, such as ผู้ใหญ่บ้าน หมู่ 3."),
            width=320,
        ),
    ]
    return RecordForm(_("Lend numbers: {series}").format(series=series), specs, today=today, save_text=_("Lend"))


def take_back_form(leases: Sequence[NumberLease], today: date) -> RecordForm:
    """Which block came back, and why."""
    choices = [(each.id, f"{each.first}–{each.last} · {each.given_to}") for each in leases]
    specs = [FieldSpec("lease", _("Block"), "choice", required=True, choices=choices, width=320), _why()]
    values = {"lease": leases[0].id}
    told = _("What nobody used of it becomes void.")
    return RecordForm(
        f"{_('Take a block back')} · {told}", specs, values, today=today, save_text=_("Take the block back")
    )


def void_form(series: str, today: date) -> RecordForm:
    """Which number, and why."""
    specs = [FieldSpec("number", _("Number"), "integer", required=True), _why()]
    title = _("Make a number void: {series}").format(series=series)
    return RecordForm(title, specs, today=today, save_text=_("Make the number void"))


def _why() -> FieldSpec:
    return FieldSpec(WHY, _("Reason"), required=True, width=480)
