"""Letters, memos and orders that leave the office: what all of them take from it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sai_thong.forms.kit import Block, Letter, Paper, PaperSettings, Secrecy
from sai_thong.forms.kit.letters import Urgency
from sai_thong.forms.office.office_on_paper import OfficeOnPaper, dated
from sai_thong.ground.clock import Clock
from sai_thong.registers.office.records import Post


def office_paper(
    office: OfficeOnPaper, title: str, settings: PaperSettings, clock: Clock, *, secrecy: Secrecy = ""
) -> Paper:
    """An empty upright paper of the office; its title names no person and no illness."""
    return Paper(
        title, clock=clock, settings=settings, author=office.name, secrecy=secrecy, keep=office.names_kept_whole
    )


def office_letter(
    office: OfficeOnPaper,
    *,
    day: date,
    number: str,
    subject: str,
    to: str,
    body: Sequence[Block],
    references: Sequence[str] = (),
    enclosures: Sequence[str] = (),
    urgency: Urgency = "",
) -> Letter:
    """A letter signed by whoever is chief executive on its day."""
    return Letter(
        number=office.letter_number(number),
        sender=office.sender,
        dated=dated(day),
        subject=subject,
        to=to,
        body=body,
        signer=office.signer(Post.MAYOR, day),
        references=references,
        enclosures=enclosures,
        contact=office.contact(day),
        urgency=urgency,
    )
