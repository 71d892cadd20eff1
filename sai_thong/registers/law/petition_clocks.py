"""Which clocks run on a petition and how long, as dated data: three profiles, each with its articles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from sai_thong.ground import resources
from sai_thong.ground.language import _
from sai_thong.registers.law.rows import (
    DatedRule,
    Row,
    Tables,
    in_force,
    in_force_or_first,
    in_sequence,
    law_fault,
    lay_over,
    parse_tables,
    read_table,
)
from sai_thong.registers.law.service_terms import ElectronicChannel, ProfileKey, TermUnit

CLOCKS_FILE: Final = "petition-clocks.toml"


@dataclass(frozen=True, slots=True)
class Term:
    """A length of time.

    Attributes:
        amount: How many.
        unit: Of what.
        legal_ref: Where it stands, in Thai, as printed.
    """

    amount: int
    unit: TermUnit
    legal_ref: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ClockProfile(DatedRule):
    """The clocks of one kind of case, from a day on; the row in force on the day of receipt holds for the whole case.

    Attributes:
        profile: Which one.
        acknowledge: Within which receipt is told; None where nothing is owed.
        answer: Within which the law asks for the answer.
        promise_replaces_answer: Whether the office's promise stands in place of `answer` (permits: the manual's time),
            or only shortens it.
        decision_meets_answer: Whether deciding ends the term of the answer, telling having its own (`result_notice`).
        progress: Until when to report again, where a report of progress does for the answer; None where it does not.
        result_notice: Within which of the decision the result is told.
        delay_notice: How often the reason of the delay is told while the answer is late; None where nobody asks.
        delay_copy_to: Who gets a copy of each delay notice, in Thai, or empty.
        mending_pauses: Whether the term stands still while the petitioner mends the papers.
        mending: What the petitioner is given to mend the papers, unless the note says otherwise.
        appeal: The petitioner's term to appeal.
        appeal_decision: The office's term to decide an appeal.
        closing: After the last word, within which somebody closes the case.
    """

    profile: ProfileKey
    acknowledge: Term | None
    answer: Term
    promise_replaces_answer: bool
    decision_meets_answer: bool
    progress: Term | None
    result_notice: Term | None
    delay_notice: Term | None
    delay_copy_to: str
    mending_pauses: bool
    mending: Term
    appeal: Term
    appeal_decision: Term
    closing: Term


@dataclass(frozen=True, kw_only=True, slots=True)
class ElectronicReceipt(DatedRule):
    """What comes by some channels outside office hours counts as received the next working day.

    Attributes:
        channels: The electronic ones.
    """

    channels: frozenset[ElectronicChannel]


@dataclass(frozen=True)
class PetitionClocks:
    """The profiles, the rows of each in order of time; and the rows of receipt by electronic channels."""

    rows: Mapping[ProfileKey, tuple[ClockProfile, ...]]
    electronic: tuple[ElectronicReceipt, ...]

    def profile_in_force(self, key: str, on: date) -> ClockProfile:
        """The profile as it is on `on`; the first row for days before it.

        Raises:
            KeyError: There is no such profile.
        """
        return in_force_or_first(self.rows[ProfileKey(key)], on)

    def electronic_receipt(self, channel: str, on: date) -> ElectronicReceipt | None:
        """The rule for what comes outside office hours by a channel; None where it counts from when it came."""
        rule = in_force(self.electronic, on)
        return rule if rule is not None and channel in rule.channels else None


@cache
def shipped_petition_clocks() -> PetitionClocks:
    """The profiles as shipped, read once."""
    return load_petition_clocks()


def load_petition_clocks(overlay: Tables | None = None) -> PetitionClocks:
    """The profiles with an office's own rows laid over.

    Raises:
        LawDataError: A row is malformed, or contradicts another; it is named.
    """
    return read_petition_clocks(lay_over(shipped_clock_tables(), overlay))


@cache
def shipped_clock_tables() -> Tables:
    """The shipped file as plain data: what an overlay goes over."""
    return parse_tables(resources.read_text(f"law/{CLOCKS_FILE}"), CLOCKS_FILE)


def read_petition_clocks(tables: Tables) -> PetitionClocks:
    """The profiles from plain tables.

    Raises:
        LawDataError: As `load_petition_clocks`.
    """
    by_profile: dict[ProfileKey, list[tuple[ClockProfile, str]]] = defaultdict(list)
    for rule, place in read_table(tables, CLOCKS_FILE, "clock_profiles", _profile):
        by_profile[rule.profile].append((rule, place))
    missing = sorted(set(ProfileKey) - set(by_profile))
    if missing:
        raise law_fault(f"{CLOCKS_FILE} › clock_profiles", _("no row for “{profile}”").format(profile=missing[0]))
    electronic = in_sequence(read_table(tables, CLOCKS_FILE, "electronic_receipt", _electronic), gaps_allowed=True)
    return PetitionClocks({profile: in_sequence(rows) for profile, rows in by_profile.items()}, electronic)


def _electronic(row: Row) -> ElectronicReceipt:
    named = [str(channel) for channel in row.list_of("channels")] if row.has("channels") else []
    known = [channel for channel in ElectronicChannel if channel in named]
    if len(known) != len(named):
        words = ", ".join(ElectronicChannel)
        raise row.fault(_("“{field}” must be one of: {known}").format(field="channels", known=words))
    return ElectronicReceipt(channels=frozenset(known), **row.dated_fields())


def _profile(row: Row) -> ClockProfile:
    dated = row.dated_fields()
    delay_notice = _term_or_none(row, "delay_notice")
    profile = ClockProfile(
        profile=row.choice("profile", ProfileKey),
        acknowledge=_term_or_none(row, "acknowledge"),
        answer=_term(row, "answer"),
        promise_replaces_answer=row.truth("promise_replaces_answer"),
        decision_meets_answer=row.truth("decision_meets_answer"),
        progress=_term_or_none(row, "progress"),
        result_notice=_term_or_none(row, "result_notice"),
        delay_notice=delay_notice,
        delay_copy_to=row.text("delay_copy_to", ""),
        mending_pauses=row.truth("mending_pauses"),
        mending=_term(row, "mending"),
        appeal=_term(row, "appeal"),
        appeal_decision=_term(row, "appeal_decision"),
        closing=_term(row, "closing"),
        **dated,
    )
    if profile.decision_meets_answer and profile.result_notice is None:
        raise row.fault(_("where deciding ends the term, telling the result needs one of its own"))
    return profile


def _term(row: Row, name: str) -> Term:
    """A term, kept flat so that an office can correct each part: ``answer = 15``, ``answer_unit``, ``answer_ref``."""
    return Term(
        row.whole(name, 1, 3650),
        row.choice(f"{name}_unit", TermUnit, TermUnit.CALENDAR_DAYS),
        row.text(f"{name}_ref"),
    )


def _term_or_none(row: Row, name: str) -> Term | None:
    return _term(row, name) if row.has(name) else None
