"""Letters and memos about assets: the unit that writes them, and who the memo goes up to."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from datetime import date
from typing import Final

from sai_thong.forms.kit import Block, Letter, Memo, Opinion, Signer
from sai_thong.forms.office.office_on_paper import OfficeOnPaper, dated
from sai_thong.forms.office.outgoing import office_letter
from sai_thong.registers.office.records import Post

UNIT: Final = "กองคลัง"
"""Supplies are the business of the finance division."""


def supply_letter(
    office: OfficeOnPaper,
    *,
    day: date,
    number: str,
    subject: str,
    to: str,
    body: Sequence[Block],
    references: Sequence[str] = (),
    enclosures: Sequence[str] = (),
) -> Letter:
    """A letter that the finance division drafts and the chief executive signs; `number` is whole, as printed."""
    letter = office_letter(
        office,
        day=day,
        number="",
        subject=subject,
        to=to,
        body=body,
        references=references,
        enclosures=enclosures,
    )
    _own_unit, *rest = office.contact(day)
    return dataclasses.replace(letter, number=number, contact=(UNIT, *rest))


def supply_memo(
    office: OfficeOnPaper,
    *,
    day: date,
    number: str,
    subject: str,
    body: Sequence[Block],
    signer: Signer | None,
    choices: Sequence[str] = (),
    to: str = "",
) -> Memo:
    """A memo of the finance division to the chief executive.

    Args:
        office: Whose.
        day: Its day; who is in post then is asked.
        number: Its whole number as printed.
        subject: เรื่อง.
        body: The paragraphs.
        signer: Who signs; None where a committee signs at the end of the body.
        choices: What the chief executive ticks.
        to: After เรียน; the chief executive where nothing is said.
    """
    phone = f" โทร. {office.office.phone}" if office.office.phone else ""
    return Memo(
        unit=f"{UNIT} {office.name}{phone}",
        number=number,
        dated=dated(day),
        subject=subject,
        to=to or office.mayor_title,
        body=body,
        signer=signer,
        opinions=_opinions(office, day, choices, own=signer.name if signer else ""),
    )


def supply_officer(office: OfficeOnPaper, day: date) -> Signer:
    """Who drafts memos about assets; an empty line to sign on where nobody is entered."""
    return office.signer(Post.SUPPLY_OFFICER, day)


def _opinions(office: OfficeOnPaper, day: date, choices: Sequence[str], *, own: str) -> tuple[Opinion, ...]:
    """Head of finance, chief administrator, chief executive; nobody writes twice, and not who signed the memo."""
    mayor = office.signer(Post.MAYOR, day)
    asked = [
        signer
        for signer in office.signers_in_order((Post.FINANCE_HEAD, Post.CLERK), day)
        if signer.name not in (own, mayor.name)
    ]
    order = Opinion(f"คำสั่ง{office.mayor_title}", mayor, lines=1, choices=choices)
    return (*(Opinion(f"ความเห็นของ{each.posts[-1]}", each, lines=1) for each in asked), order)
