"""What is seen at the inspection: scans and ticks as they are made, and what they make of the frozen lines.

Sightings are only ever added. A line of the round bears what the sightings of its asset tell by the rule: the first
scan stands, and of ticks by hand the last. So a round may be walked on several machines or on paper; what was written
down elsewhere is taken in any number of times, in any order, with the same end.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from sai_thong.db.changes import ChangeSet
from sai_thong.db.shelf import Shelf
from sai_thong.db.store import Store
from sai_thong.db.transaction import Transaction
from sai_thong.ground.language import _
from sai_thong.registers.assets.inspections import AWAITS_NUMBER, line_count, open_round_of
from sai_thong.registers.assets.records import Asset, InspectionLine, InspectionRound, InspectionSighting
from sai_thong.registers.assets.refusals import AssetFactWrong, RoundNotReady, ScanAmbiguous
from sai_thong.registers.assets.rules.inspection import ExpectedLine, FindingKind, RoundResult, Sighting, compare
from sai_thong.registers.assets.scan import Scanned, scanned
from sai_thong.registers.assets.terms import INSPECTED_CONDITIONS, STATUS_LABELS, AssetStatus
from sai_thong.thai.text import tidy

_MOMENT: Final = timedelta(milliseconds=1)
"""As fine as times are kept."""
_CLOCKS_DIFFER: Final = timedelta(hours=1)
"""How far ahead the clock of another machine may be."""


@dataclass(frozen=True)
class Seen:
    """What a scan or tick was.

    Attributes:
        kind: Found, in the wrong room, not found, seen before, or nothing the round expects.
        sighting: As it is kept.
        line: The line of the asset as it now stands; None of what the round does not expect.
        card: The card, also of what the round does not expect, such as a thing struck off; None of an unknown tag.
        first: Of a duplicate, the sighting that stands.
        changes: Everything that changed.
    """

    kind: FindingKind
    sighting: InspectionSighting
    line: InspectionLine | None
    card: Asset | None
    first: InspectionSighting | None
    changes: ChangeSet


@dataclass(frozen=True)
class WrittenSighting:
    """A sighting as another machine or a person wrote it down.

    Attributes:
        tag: What was scanned, or the number on the list.
        seen_at: When.
        seen_by: By whom.
        room: Where; empty where nobody said.
        condition: As found; None for as the register has it.
        defect: In what way broken.
        found: Whether it was there.
        ticked: Whether it was settled by hand on the list.
    """

    tag: str
    seen_at: datetime
    seen_by: str = ""
    room: str = ""
    condition: AssetStatus | None = None
    defect: str = ""
    found: bool = True
    ticked: bool = False


@dataclass(frozen=True)
class TakenIn:
    """What came of sightings written down elsewhere.

    Attributes:
        new: How many were not known.
        known: How many were here already and were left alone.
        kinds: The new ones by what they are now.
        unknown_tags: Tags no card has, each once.
        changes: Everything that changed.
    """

    new: int
    known: int
    kinds: Mapping[FindingKind, int]
    unknown_tags: tuple[str, ...]
    changes: ChangeSet


def see(
    store: Store,
    round_id: str,
    tag: str,
    *,
    room: str = "",
    condition: AssetStatus | None = None,
    defect: str = "",
    seen_by: str = "",
    why: str = "",
) -> Seen:
    """Keep a scan: token, number or serial number, under either keyboard layout. A tag nobody knows is kept as it is.

    Args:
        store: The office's store.
        round_id: The round.
        tag: What the scanner or a person typed.
        room: The name of the room somebody stands in; empty for none.
        condition: As found; None for as the register has it.
        defect: In what way broken.
        seen_by: Who looked; the user where nobody is named.
        why: The reason, kept in the journal.

    Raises:
        RoundFrozen: The report was submitted.
        RoundNotReady: The round has not begun.
        ScanAmbiguous: The tag is on several of the expected things.
        AssetFactWrong: Nothing was scanned, or the state is none that an inspector ticks.
    """
    _check_condition(condition)
    with store.transaction(why) as tx:
        found = _begun(store, tx, round_id)
        looked_up = scanned(store, tag)
        if not looked_up.text:
            raise AssetFactWrong(_("Nothing was scanned."), do=_("Scan the label, or type the asset number."))
        told = WrittenSighting(
            tag=looked_up.text,
            seen_at=_next_moment(store, found.id),
            seen_by=tidy(seen_by) or store.user,
            room=tidy(room),
            condition=condition,
            defect=tidy(defect),
            found=condition is not AssetStatus.LOST,
        )
        return _keep(tx, found, told, _chosen(tx, found.id, looked_up))


def tick(
    store: Store,
    line_id: str,
    *,
    found: bool = True,
    condition: AssetStatus | None = None,
    defect: str = "",
    room: str | None = None,
    seen_by: str = "",
    why: str = "",
) -> Seen:
    """Settle a line of the round by hand; a later tick settles it anew.

    Args:
        store: The office's store.
        line_id: The line.
        found: Whether it is there.
        condition: As found; None for as the register has it. Lost is not found.
        defect: In what way broken.
        room: Where it stands; None for where it was found before, else as the register has it.
        seen_by: Who looked; the user where nobody is named.
        why: The reason, kept in the journal.

    Raises:
        RoundFrozen: The report was submitted.
        AssetFactWrong: The state is none that an inspector ticks.
        RecordMissing: There is no such line.
    """
    _check_condition(condition)
    with store.transaction(why) as tx:
        line = tx.get(InspectionLine, line_id)
        of_round = open_round_of(tx, line.round_id)
        card = tx.get(Asset, line.asset_id)
        there = found and condition is not AssetStatus.LOST
        told = WrittenSighting(
            tag=line.number if line.number != AWAITS_NUMBER else card.token,
            seen_at=_next_moment(store, of_round.id),
            seen_by=tidy(seen_by) or store.user,
            room=(line.found_room if room is None else tidy(room)) if there else "",
            condition=condition if there else AssetStatus.LOST,
            defect=tidy(defect) if there else "",
            found=there,
            ticked=True,
        )
        return _keep(tx, of_round, told, card)


def take_in(store: Store, round_id: str, written: Iterable[WrittenSighting], *, why: str = "") -> TakenIn:
    """Take in sightings that were written down elsewhere; those that are here already are left alone.

    Raises:
        RoundFrozen: The report was submitted.
        RoundNotReady: The round has not begun.
        AssetFactWrong: A time lies in the future, or a state is none that an inspector ticks.
    """
    with store.transaction(why) as tx:
        of_round = _begun(store, tx, round_id)
        here = {each.id for each in tx.find(InspectionSighting, round_id=of_round.id)}
        made, known = [], 0
        for told in written:
            _check_condition(told.condition)
            if told.seen_at > store.clock.now() + _CLOCKS_DIFFER:
                raise AssetFactWrong(
                    _("“{tag}” was seen at a time that lies in the future.").format(tag=told.tag),
                    do=_("Look at the clock of the other machine."),
                )
            record_id = _sighting_id(tx, of_round, told)
            if record_id in here:
                known += 1
                continue
            here.add(record_id)
            card = _known_or_none(tx, of_round.id, scanned(store, told.tag))
            made.append(_sighting(of_round, told, card, record_id))
        tx.insert_many(made)
        kinds = _settle_all(tx, of_round.id, {each.asset_id for each in made})
        unknown = dict.fromkeys(each.tag for each in made if not each.asset_id)
        return TakenIn(len(made), known, Counter(kinds[each.id] for each in made), tuple(unknown), tx.changes)


def written_sightings(shelf: Shelf, round_id: str) -> list[WrittenSighting]:
    """All sightings of a round in their order, as another machine takes them in."""
    return [
        WrittenSighting(
            tag=each.tag,
            seen_at=each.seen_at,
            seen_by=each.seen_by,
            room=each.room,
            condition=each.condition,
            defect=each.defect,
            found=each.found,
            ticked=each.ticked,
        )
        for each in sightings_in_order(shelf, round_id=round_id)
    ]


def sightings_in_order(shelf: Shelf, **equals: object) -> list[InspectionSighting]:
    """Sightings in the order in which they were made, wherever that was."""
    return sorted(shelf.find(InspectionSighting, **equals), key=lambda each: (each.seen_at, each.id))


def compared(lines: Iterable[InspectionLine], sightings: Sequence[InspectionSighting]) -> RoundResult:
    """What the rule makes of lines and the sightings of a round, these in their order."""
    expected = (ExpectedLine(line.asset_id, line.book_room, line.book_status) for line in lines)
    return compare(
        expected,
        (
            Sighting(each.asset_id, each.tag, each.room, each.condition, found=each.found, ticked=each.ticked)
            for each in sightings
        ),
    )


def _begun(store: Store, tx: Transaction, round_id: str) -> InspectionRound:
    """The open round, its lines taken."""
    found = open_round_of(tx, round_id)
    if not line_count(store, found.id):
        raise RoundNotReady(
            _("The inspection of {year} has not begun.").format(year=found.fiscal_year_be),
            do=_("Begin it when the fiscal year is over."),
        )
    return found


def _check_condition(condition: AssetStatus | None) -> None:
    if condition is not None and condition not in INSPECTED_CONDITIONS:
        raise AssetFactWrong(
            _("“{state}” is no state that an inspector ticks.").format(state=_(STATUS_LABELS[condition])),
            do=_("Choose one of: {choices}.").format(
                choices=", ".join(_(STATUS_LABELS[each]) for each in INSPECTED_CONDITIONS)
            ),
        )


def _next_moment(store: Store, round_id: str) -> datetime:
    """Now, and later than every sighting here, so that those of one machine have an order that others see too."""
    (row,) = store.query("SELECT max(seen_at) AS last FROM asset_sightings WHERE round_id = ?", [round_id])
    now = store.clock.now()
    return max(now, datetime.fromisoformat(row["last"]) + _MOMENT) if row["last"] else now


def _chosen(tx: Transaction, round_id: str, looked_up: Scanned) -> Asset | None:
    """The card a tag names; of several, the one that the round expects."""
    if len(looked_up.cards) < 2:
        return looked_up.only
    of_round = [card for card in looked_up.cards if tx.find(InspectionLine, round_id=round_id, asset_id=card.id)]
    if len(of_round) != 1:
        raise ScanAmbiguous(looked_up.text, ", ".join(card.number or card.name for card in of_round or looked_up.cards))
    return of_round[0]


def _known_or_none(tx: Transaction, round_id: str, looked_up: Scanned) -> Asset | None:
    """As `_chosen`; what names several is kept as a tag nobody knows, for a person to settle on the list."""
    try:
        return _chosen(tx, round_id, looked_up)
    except ScanAmbiguous:
        return None


def _sighting_id(shelf: Shelf, of_round: InspectionRound, told: WrittenSighting) -> str:
    """The id of what was seen: the same fact has the same one on every machine."""
    moment = told.seen_at.astimezone(UTC).isoformat(timespec="milliseconds")
    said = (told.tag, moment, told.seen_by, told.room, told.condition or "", told.defect)
    way = ("ticked" if told.ticked else "scanned", "found" if told.found else "not-found")
    return shelf.natural_id("sighting", str(of_round.fiscal_year_be), *said, *way)


def _sighting(
    of_round: InspectionRound, told: WrittenSighting, card: Asset | None, record_id: str
) -> InspectionSighting:
    return InspectionSighting(
        id=record_id,
        round_id=of_round.id,
        tag=told.tag,
        asset_id=card.id if card else "",
        ticked=told.ticked,
        found=told.found,
        room=told.room,
        condition=told.condition,
        defect=told.defect,
        seen_at=told.seen_at,
        seen_by=told.seen_by,
    )


def _keep(tx: Transaction, of_round: InspectionRound, told: WrittenSighting, card: Asset | None) -> Seen:
    """Add one sighting, and let the line of its asset bear what its sightings tell."""
    kept = tx.insert(_sighting(of_round, told, card, _sighting_id(tx, of_round, told)))
    lines = tx.find(InspectionLine, round_id=of_round.id, asset_id=card.id) if card else []
    same = {"asset_id": card.id} if card else {"asset_id": "", "tag": kept.tag}
    own = sightings_in_order(tx, round_id=of_round.id, **same)
    result = compared(lines, own)
    finding = result.findings[[each.id for each in own].index(kept.id)]
    line = _settled(tx, lines[0], own, result) if lines else None
    first = None if finding.first_place is None else own[finding.first_place]
    return Seen(finding.kind, kept, line, card, first, tx.changes)


def _settle_all(tx: Transaction, round_id: str, asset_ids: Collection[str]) -> dict[str, FindingKind]:
    """Let the lines of these assets bear what their sightings tell; what each sighting of the round is, by its id."""
    lines = tx.find(InspectionLine, round_id=round_id)
    sightings = sightings_in_order(tx, round_id=round_id)
    result = compared(lines, sightings)
    for line in lines:
        if line.asset_id in asset_ids:
            _settled(tx, line, sightings, result)
    return {each.id: finding.kind for each, finding in zip(sightings, result.findings, strict=True)}


def _settled(
    tx: Transaction, line: InspectionLine, sightings: Sequence[InspectionSighting], result: RoundResult
) -> InspectionLine:
    """A line as the sighting that stands has it."""
    stands = sightings[result.standing[line.asset_id]]
    return tx.update(
        line,
        found=stands.found,
        found_room=(stands.room or line.book_room) if stands.found else "",
        condition=result.conditions[line.asset_id],
        defect=stands.defect,
        inspected_by=stands.seen_by,
        inspected_at=stands.seen_at,
    )
