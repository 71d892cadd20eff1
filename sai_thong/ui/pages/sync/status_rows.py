"""What the status of the exchange lists: what waits, went and came by register, and the last rounds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sai_thong.db.sealed import SealedWriter
from sai_thong.db.store import Store
from sai_thong.db.transaction import ACCESS
from sai_thong.ground.language import N_, _
from sai_thong.sync.engine import LastRound, Stage, last_rounds
from sai_thong.sync.register_traffic import RegisterTraffic, register_traffic
from sai_thong.sync.standing import SyncStanding, standing
from sai_thong.ui.kit import ChipText, Column, Row, Tone
from sai_thong.ui.pages.sync.files_line import FilesFacts, read_files
from sai_thong.ui.sync_words import amount_words, duration_words, moment_words

REGISTER_WORDS: Final = {
    "citizens": N_("Citizens"),
    "allowances": N_("Allowances"),
    "petitions": N_("Petitions"),
    "saraban": N_("Saraban"),
    "assets": N_("Assets"),
    "attachments": N_("Attached files"),
    "office": N_("Office and settings"),
    "numbers": N_("Numbers"),
    "statistics": N_("Statistics"),
    "sync": N_("Settled values"),
    "trust": N_("Security"),
    ACCESS: N_("Access log"),
    SealedWriter.REGISTER: N_("Sealed parts"),
}
"""What the office calls its registers, in the order of the side bar."""

STAGE_WORDS: Final = {
    Stage.HELLO: N_("Calling the other side"),
    Stage.KEYS: N_("Exchanging keys"),
    Stage.PUSH: N_("Sending what was done here"),
    Stage.PULL: N_("Fetching what others did"),
    Stage.DOWN: N_("Fetching what the province sends down"),
    Stage.CONTENTS: N_("Exchanging attached files"),
    Stage.REPORTS: N_("Sending reports of mistakes"),
    Stage.DONE: N_("Finished"),
}


@dataclass(frozen=True)
class StatusFacts:
    """What the status shows.

    Attributes:
        standing: Where the exchange stands.
        traffic: What went and came, by register.
        rounds: The last rounds, the newest first.
        files: Attached files on their way.
    """

    standing: SyncStanding
    traffic: dict[str, RegisterTraffic]
    rounds: Sequence[LastRound]
    files: FilesFacts


def read_status(store: Store) -> StatusFacts:
    """Read what the status shows."""
    return StatusFacts(standing(store), register_traffic(store), last_rounds(store), read_files(store))


def register_columns() -> list[Column]:
    """The columns of the list by register."""
    return [
        Column("register", _("Which register"), least=130, strong=True),
        Column("waiting", _("Waits to go"), 76, kind="number"),
        Column("sent", _("Sent out"), 84, kind="number"),
        Column("received", _("Received"), 84, kind="number"),
        Column("last_at", _("Last exchanged"), 132, muted=True),
    ]


def register_rows(facts: StatusFacts, today: date) -> list[Row]:
    """A row a register that has anything to tell."""
    waiting = facts.standing.waiting
    known = {*waiting, *facts.traffic}
    order = [*(each for each in REGISTER_WORDS if each in known), *sorted(known - set(REGISTER_WORDS))]
    rows: list[Row] = []
    for register in order:
        traffic = facts.traffic.get(register, RegisterTraffic())
        rows.append(
            {
                "id": register,
                "register": _(REGISTER_WORDS[register]) if register in REGISTER_WORDS else register,
                "waiting": waiting.get(register) or None,
                "sent": traffic.sent or None,
                "received": traffic.received or None,
                "last_at": moment_words(max(traffic.sent_at, traffic.received_at), today),
            }
        )
    return rows


def round_columns() -> list[Column]:
    """The columns of the list of rounds."""
    return [
        Column("at", _("When"), 120),
        Column("moved", _("Sent · received"), 112, align="right"),
        Column("amount", _("Data"), 84, align="right", spare=True),
        Column("seconds", _("Took"), 86, align="right", muted=True, spare=True),
        Column("state", _("How it ended"), least=110, kind="chip"),
    ]


def round_rows(rounds: Iterable[LastRound], today: date) -> list[Row]:
    """A row a round."""
    return [
        {
            "id": place,
            "at": moment_words(each.at, today),
            "moved": f"{each.figures.sent:,} · {each.figures.received:,}",
            "amount": amount_words(each.figures.bytes_up + each.figures.bytes_down),
            "seconds": duration_words(each.seconds),
            "state": round_chip(each),
            "trouble": each.trouble,
        }
        for place, each in enumerate(rounds)
    ]


def round_chip(each: LastRound) -> ChipText:
    """How a round ended."""
    if each.trouble:
        return ChipText(_("Broken off"), Tone.WARNING)
    if each.stage is Stage.DONE:
        return ChipText(_("Complete"), Tone.OK)
    return ChipText(_("Stopped"), Tone.PLAIN)
