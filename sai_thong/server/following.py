"""A province follows the hub of an office: it takes what the hub decided, and decides nothing of that office itself.

Whoever may send for the office may tell of a hub, for a later term than the one before; what the hub then decides is
signed by the hub's own key besides.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from itertools import pairwise
from typing import Final

from sqlalchemy import Connection, Engine, delete, insert, select, tuple_, update

from sai_thong.server.answering import Answer, Question
from sai_thong.server.book import SqlBook
from sai_thong.server.database import of_office
from sai_thong.server.devices import devices_of, keep_newcomers, moment, verifying_key
from sai_thong.server.policies import declared_policy
from sai_thong.server.problems import Declined
from sai_thong.server.rebuilding import retold
from sai_thong.server.schema import FIGURES, HUBS, OFFICES, OUTCOMES, STATES, WAITING
from sai_thong.sync.authority import take
from sai_thong.sync.batches import Batch
from sai_thong.sync.entries import Entry
from sai_thong.sync.following import (
    DECIDED,
    FOLLOW,
    LACKING,
    UNFOLLOW,
    Follow,
    Followed,
    Term,
    pack_followed,
    unpack_follow,
    unpack_given_back,
    unpack_lacking,
    unsigned,
    verified_of_hub,
)
from sai_thong.sync.merge import RecordState
from sai_thong.sync.messages import NOWHERE, DeviceKeys, HubPlace, Lineage
from sai_thong.sync.packing import Unreadable, join_parts
from sai_thong.sync.pages import OutcomeLine, Page, unpack_with_batches
from sai_thong.sync.sessions import Problem

_MOST_ANSWERED: Final = 2 * 1024 * 1024
EntryOf = Callable[[str, int], Entry]
"""An entry by its file and counter."""


def _answer_follow(question: Question) -> bytes:
    """Follow a hub from now on; what was decided here behind where its order begins, it decides anew."""
    follow_hub(question)
    return pack_followed(followed(question.connection, question.office))


def _answer_unfollow(question: Question) -> bytes:
    """Keep the order here again, in an epoch behind everything the hub decided and sent."""
    if key := hub_of(question.connection, question.office):
        verified_of_hub(question.body, question.nonce, key)
        _keep_order(question)
    return pack_followed(followed(question.connection, question.office))


def _answer_lacking(question: Question) -> bytes:
    """The batches of a file behind an entry, for a hub that took over without them."""
    file_id, after = unpack_lacking(question.body)
    batches = SqlBook(question.connection, question.office).batches_behind(file_id, after, _MOST_ANSWERED)
    return join_parts([each.to_bytes() for each in batches])


def _answer_decided(question: Question) -> bytes:
    """Take what the hub decided; what came before, or comes too early, changes nothing."""
    take_decided(question)
    return pack_followed(followed(question.connection, question.office))


TO_HUBS: Final[Mapping[str, Answer]] = {
    FOLLOW: _answer_follow,
    UNFOLLOW: _answer_unfollow,
    LACKING: _answer_lacking,
    DECIDED: _answer_decided,
}
"""What a hub is answered, by path."""


def follow_hub(question: Question) -> None:
    """Follow a hub that a device tells of, unless it is an earlier one than we know of.

    Raises:
        Declined: Another computer is the hub since, or the order was given back.
        Unreadable: The hub itself did not sign it.
    """
    connection, office = question.connection, question.office
    told = unpack_follow(unsigned(question.body))
    verified_of_hub(question.body, question.nonce, told.key)
    known = connection.execute(select(HUBS).where(HUBS.c.office == office)).one_or_none()
    term = Term(office, told.generation, told.key)
    if known is not None and (known.generation, known.key) > term.rank:
        raise Declined(Problem.FOLLOWS)
    now = moment(question.clock.now())
    keep_newcomers(connection, office, told.devices, now)
    _go_on_from(connection, office, told, now)
    _keep_hub(connection, term, question.device, now, told.place)


def take_decided(question: Question) -> None:
    """Take what the hub decided behind what we have of it; what came before, or comes too early, changes nothing.

    Raises:
        Declined: No device of the office signed a batch of it.
        Unreadable: The hub did not sign it, or a chain does not go on.
    """
    connection, office = question.connection, question.office
    page, batches = unpack_with_batches(verified_of_hub(question.body, question.nonce, hub_of(connection, office)))
    book = SqlBook(connection, office)
    if page.epoch != book.lineage[-1].epoch or page.first_seq > book.last_seq + 1:
        return
    page = page.behind(book.last_seq)
    if page.lines:
        _take(connection, book, devices_of(connection, office), page, batches)
        book.write(moment(question.clock.now()))


def take_back(question: Question) -> bool:
    """Keep the order here again as a hub gave it back by stick; False where something it decided has not arrived.

    Raises:
        Unreadable: The hub did not sign it.
    """
    connection, office = question.connection, question.office
    last = unpack_given_back(verified_of_hub(question.body, question.nonce, hub_of(connection, office)))
    if SqlBook(connection, office).last_seq < last:
        return False
    _keep_order(question)
    return True


def is_given_back_by(question: Question) -> bool:
    """Whether the hub that asks to be followed gave the order back already, and nobody took it over since."""
    told = unpack_follow(unsigned(question.body))
    hub = question.connection.execute(select(HUBS).where(HUBS.c.office == question.office)).one_or_none()
    return hub is not None and not hub.key and (hub.generation, hub.device) == (told.generation + 1, question.device)


def followed(connection: Connection, office: str) -> Followed:
    """How far we are in the order of a hub."""
    book = SqlBook(connection, office)
    return Followed(book.last_seq, book.heads(), devices_of(connection, office))


def hub_of(connection: Connection, office: str) -> bytes:
    """The public key of the hub that keeps the order of an office; empty where we keep it ourselves."""
    found = connection.execute(select(HUBS.c.key).where(HUBS.c.office == office)).scalar_one_or_none()
    return found or b""


def hub_term_of(connection: Connection, office: str) -> int:
    """The term of the hub that keeps the order, or of the last one, which gave it back; 0 where there never was one."""
    found = connection.execute(select(HUBS.c.generation).where(HUBS.c.office == office)).scalar_one_or_none()
    return found or 0


def hub_place_of(connection: Connection, office: str) -> HubPlace:
    """Where the hub that keeps the order of an office is reached, as far as it said."""
    found = connection.execute(select(HUBS.c.call, HUBS.c.addresses).where(HUBS.c.office == office)).one_or_none()
    return HubPlace(bytes(found.call), tuple(found.addresses.split())) if found else NOWHERE


def send_elsewhere(engine: Engine, office: str, key: bytes, device: str, generation: int) -> None:
    """Tell whoever asks here from now on that another one keeps the order: a hub gave it back to the province."""
    with of_office(engine, office) as connection:
        _keep_hub(connection, Term(office, generation, key), device, "")


def replay_order(book: SqlBook, lines: Iterable[OutcomeLine], entry_of: EntryOf) -> None:
    """Append outcomes that another authority decided, and let them change what is known of records."""
    states = _StatesOf(book)
    for line in lines:
        entry = entry_of(line.file_id, line.counter)
        # Of what was lawfully destroyed nothing is known any more.
        effects = {name: effect for name, effect in line.effects.items() if name in entry.changes}
        told = OutcomeLine(line.file_id, line.counter, effects, line.given_up)
        retold(states, entry, told)
        book.append(entry, effects, line.given_up)


class _StatesOf(MutableMapping[tuple[str, str], RecordState]):
    """The states of a book as the mapping that `rebuilding.retold` changes."""

    def __init__(self, book: SqlBook) -> None:
        self._book = book

    def __getitem__(self, key: tuple[str, str]) -> RecordState:
        state = self._book.state(*key)
        if state is None:
            raise KeyError(key)
        return state

    def __setitem__(self, key: tuple[str, str], state: RecordState) -> None:
        self._book.set_state(*key, state)

    def __delitem__(self, key: tuple[str, str]) -> None:
        raise TypeError("no state of a record is forgotten")

    def __iter__(self) -> Iterator[tuple[str, str]]:
        raise TypeError("nobody asks for all of them")

    def __len__(self) -> int:
        raise TypeError("nobody asks how many there are")


def _take(
    connection: Connection, book: SqlBook, devices: Iterable[DeviceKeys], page: Page, batches: Iterable[Batch]
) -> None:
    keys = [verifying_key(each) for each in devices]
    entries: dict[tuple[str, int], Entry] = {}
    for batch in batches:
        if batch.office != book.office or not any(batch.is_signed_by(key) for key in keys):
            raise Declined(Problem.SIGNATURE)
        held = book.head(batch.file_id)
        counter = held.counter if held else 0
        if batch.first > counter + 1 or (held and batch.first == counter + 1 and batch.before != held.hash):
            raise Unreadable("the chain does not go on")
        if batch.last > counter:
            book.keep_batch(batch)
        entries |= {(each.id.file_id, each.id.counter): each for each in batch.entries()}
    decided = {(line.file_id, line.counter) for line in page.lines}
    book.expect((each.record_type, each.record_id) for each in entries.values())
    replay_order(book, page.lines, lambda *key: entries[key] if key in entries else book.entry(*key))
    _keep_waiting(connection, book, decided, entries)


def _keep_waiting(
    connection: Connection, book: SqlBook, decided: set[tuple[str, int]], entries: dict[tuple[str, int], Entry]
) -> None:
    """Know which entries the hub has not decided: their records had not arrived there, or they come with more."""
    of_office = WAITING.c.office == book.office
    waiting = {
        (file_id, counter)
        for file_id, counter in connection.execute(select(WAITING.c.file_id, WAITING.c.counter).where(of_office))
    }
    gone = list(waiting & decided)
    if gone:
        connection.execute(delete(WAITING).where(of_office, tuple_(WAITING.c.file_id, WAITING.c.counter).in_(gone)))
    for key in sorted(set(entries) - decided - waiting):
        if not book.is_decided(*key):
            book.wait(entries[key])


def _keep_order(question: Question) -> None:
    """Keep the order in a new epoch from now on; what came here and the hub never decided is decided now."""
    connection, office = question.connection, question.office
    generation, now = hub_term_of(connection, office), moment(question.clock.now())
    book = SqlBook(connection, office)
    _keep_lineage(connection, book, (*book.lineage, Lineage(secrets.token_hex(8), book.last_seq)))
    _keep_hub(connection, Term(office, generation + 1, b""), question.device, now)
    for entry in book.all_waiting():
        take(book, entry, declared_policy)
    book.write(now)


def _go_on_from(connection: Connection, office: str, told: Follow, now: str) -> None:
    """Cut our order off where the hub's differs from it, and go on in the hub's epoch."""
    book = SqlBook(connection, office)
    valid = _valid(book, told.lineage)
    if valid < book.last_seq:
        _forget_behind(connection, book, valid, now)
    _keep_lineage(connection, book, told.lineage)


def _valid(book: SqlBook, lineage: tuple[Lineage, ...]) -> int:
    """The last `seq` up to which our order and the hub's are the same."""
    ours = book.lineage[-1].epoch
    for older, newer in pairwise(lineage):
        if older.epoch == ours:
            return min(book.last_seq, newer.begins_after)
    return book.last_seq if lineage[-1].epoch == ours else 0


def _forget_behind(connection: Connection, book: SqlBook, valid: int, contact: str) -> None:
    """Drop the outcomes behind a place; their entries wait until the hub has decided them."""
    office = book.office
    kept = book.page(0, valid).lines if valid else ()
    entries = [book.entry(line.file_id, line.counter) for line in book.page(valid, book.last_seq).lines]
    for table in (STATES, FIGURES):
        connection.execute(delete(table).where(table.c.office == office))
    connection.execute(delete(OUTCOMES).where(OUTCOMES.c.office == office))
    connection.execute(update(OFFICES).where(OFFICES.c.office == office).values(last_seq=0))
    anew = SqlBook(connection, office)
    replay_order(anew, kept, anew.entry)
    for entry in entries:
        anew.wait(entry)
    anew.write(contact)


def _keep_lineage(connection: Connection, book: SqlBook, lineage: tuple[Lineage, ...]) -> None:
    told = json.dumps([[each.epoch, each.begins_after] for each in lineage])
    connection.execute(
        update(OFFICES).where(OFFICES.c.office == book.office).values(epoch=lineage[-1].epoch, lineage=told)
    )


def _keep_hub(connection: Connection, term: Term, device: str, since: str, place: HubPlace = NOWHERE) -> None:
    connection.execute(delete(HUBS).where(HUBS.c.office == term.office))
    kept = {"office": term.office, "generation": term.generation, "key": term.key}
    kept |= {"call": place.call, "addresses": " ".join(place.addresses)}
    connection.execute(insert(HUBS).values(device=device, since=since, **kept))
