"""The hub alone talks to the province: it sends what it decided, and brings what the province has for the office."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from sqlalchemy import URL, Engine

from sai_thong.db.changes import ChangeSet
from sai_thong.db.files import moment_text
from sai_thong.db.store import Store
from sai_thong.ground.clock import Clock
from sai_thong.ground.errors import Refused
from sai_thong.ground.language import _
from sai_thong.hub.beacon import pack_beacon
from sai_thong.hub.contents_above import ContentsAbove
from sai_thong.hub.crash_reports_above import pass_on
from sai_thong.hub.keeping import KeptHub, book_path, keep_hub, kept_hub
from sai_thong.hub.network import own_addresses
from sai_thong.hub.switching import current_term, read_own_book
from sai_thong.registers.hub_terms import HubTerm
from sai_thong.server.book import SqlBook
from sai_thong.server.database import of_office, open_database
from sai_thong.server.devices import devices_of, keep_newcomers, moment
from sai_thong.server.following import send_elsewhere
from sai_thong.server.policies import declared_policy
from sai_thong.server.receiving import take_batch
from sai_thong.sync.batches import Batch, read_batch
from sai_thong.sync.device import (
    Device,
    PinnedAuthority,
    become,
    keep_document,
    keep_elsewhere,
    kept_document,
    own_device,
)
from sai_thong.sync.engine import Stage
from sai_thong.sync.following import (
    ABLE_TO_FOLLOW,
    DECIDED,
    FOLLOW,
    LACKING,
    UNFOLLOW,
    Follow,
    Followed,
    pack_follow,
    pack_lacking,
    signed_by_hub,
    unpack_followed,
)
from sai_thong.sync.messages import CONTENTS, HubPlace, Welcome, pack_heads, unpack_heads
from sai_thong.sync.packing import Unreadable, split_parts
from sai_thong.sync.pages import Page, pack_with_batches
from sai_thong.sync.refusals import NewerProgram, NotUnderstood, OrderElsewhere
from sai_thong.sync.rounds import exchanges_of
from sai_thong.sync.talk import SessionOver, Talk
from sai_thong.sync.transports.http import line_to

_PAGE_BYTES: Final = 128 * 1024
_FOLLOWED_UP: Final = "hub_followed_up"


class NoProvinceKnown(Refused):
    """This computer is no hub, or its office has no province."""

    def __init__(self) -> None:
        super().__init__(
            _("This computer is no hub that talks to a province."),
            do=_("Enrol this computer with a code of the province, and let it become the hub after that."),
        )


@dataclass
class SentUp:
    """What a talk with the province did.

    Attributes:
        sent: Outcomes it took.
        taken: Batches it had and the hub lacked.
        changes: What came into the store.
    """

    sent: int = 0
    taken: int = 0
    changes: ChangeSet = field(default_factory=ChangeSet)


class Upstream:
    """One talk of the hub with the province.

    Args:
        store: The open store of the hub's computer, writable.
        stopped: Whether the user wants no more.
        pause: Waits so many seconds before something is tried again.

    Raises:
        NoProvinceKnown: There is nobody to talk to.
    """

    def __init__(
        self,
        store: Store,
        *,
        stopped: Callable[[], bool] = lambda: False,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        hub, device = kept_hub(store), own_device(store)
        if hub is None or device is None or not hub.is_on or hub.upstream is None:
            raise NoProvinceKnown
        self._store, self._hub, self._device = store, hub, device
        self._province: PinnedAuthority = hub.upstream
        self._stopped, self._pause = stopped, pause

    def send(self) -> SentUp:
        """Send everything the hub decided, and bring what the province has for the office.

        Raises:
            SaiThongError: It came to no end, and why; what was taken stays taken.
        """
        with self._store.by_program(), self._talking() as (talk, welcome), opened_book(self._store.path) as engine:
            done = self._bring_up_to_date(talk, welcome, engine)
            pass_on(self._store, engine, self._hub.office)
            for exchange in exchanges_of(self._store, self._device, self._province):
                # Attached files go from the hub's book: the store knows where each is for one authority only.
                if exchange.capability in welcome.capabilities and exchange.stage is not Stage.CONTENTS:
                    done.changes.add(exchange.run(talk, welcome))
            if CONTENTS in welcome.capabilities:
                ContentsAbove(self._store, engine, self._hub, self._province).run(talk, welcome)
            return done

    def give_back(self, *, why: str) -> HubTerm:
        """Let the province keep the order again, after it took everything; this computer is the hub no more.

        Raises:
            SaiThongError: The province did not take everything; then all stays as it was.
        """
        term = record_given_back(self._store, self._hub, self._device, self._province, why)
        with self._talking() as (talk, welcome), opened_book(self._store.path) as engine:
            self._bring_up_to_date(talk, welcome, engine)
            body = signed_by_hub(b"", welcome.nonce, self._hub.signing_key)
            _read(_asked(talk, UNFOLLOW, body))
            # Computers that still ask this hub are told where the order is.
            send_elsewhere(engine, self._hub.office, self._province.key, self._device.device, term.generation)
        keep_hub(self._store, replace(self._hub, is_on=False))
        become(self._store, self._device, self._province)
        return term

    @contextmanager
    def _talking(self) -> Iterator[tuple[Talk, Welcome]]:
        with line_to(self._province) as line:
            talk = Talk(self._device, self._province, line, self._pause, self._stopped)
            welcome = talk.begin({})
            if ABLE_TO_FOLLOW not in welcome.capabilities:
                raise NewerProgram
            self._keep_box_key(welcome.box_key)
            if welcome.follows and welcome.hub_term > self._hub.generation:
                keep_elsewhere(self._store, welcome.follows, welcome.hub_place)
                raise OrderElsewhere
            try:
                yield talk, welcome
            except SessionOver as error:
                raise NotUnderstood from error

    def _keep_box_key(self, told: bytes) -> None:
        """Know what sticks to the province are sealed with, should the line end one day."""
        if told and told != self._province.box_key:
            self._province = replace(self._province, box_key=told)
            self._hub = replace(self._hub, upstream=self._province)
            keep_hub(self._store, self._hub)

    def _bring_up_to_date(self, talk: Talk, welcome: Welcome, engine: Engine) -> SentUp:
        done, hub = SentUp(), self._hub
        body = signed_by_hub(told_of_hub(engine, hub, self._device), welcome.nonce, hub.signing_key)
        followed = _read(_asked(talk, FOLLOW, body))
        keep_followed_up(self._store, hub, followed)
        know_devices(engine, hub.office, followed, self._store.clock)
        done.taken = self._take_what_is_lacking(talk, engine, followed)
        while True:
            page, batches = self._next(engine, followed)
            if not page.lines:
                return done
            said = signed_by_hub(pack_with_batches(page, batches), welcome.nonce, hub.signing_key)
            answer = _read(_asked(talk, DECIDED, said))
            if answer.last_seq <= followed.last_seq:
                raise NotUnderstood
            done.sent += answer.last_seq - followed.last_seq
            followed = answer
            keep_followed_up(self._store, hub, followed)

    def _next(self, engine: Engine, followed: Followed) -> tuple[Page, list[Batch]]:
        """What the province has not been told yet, as much as fits."""
        with of_office(engine, self._hub.office) as connection:
            book = SqlBook(connection, self._hub.office)
            page = book.page_within(followed.last_seq, _PAGE_BYTES, followed.heads)
            return page, book.batches_of(page, followed.heads)

    def _take_what_is_lacking(self, talk: Talk, engine: Engine, followed: Followed) -> int:
        """Take in what computers sent to the province and nobody here has; it is decided like everything else."""
        with of_office(engine, self._hub.office) as connection:
            held = SqlBook(connection, self._hub.office).heads()
        taken = 0
        for file_id, head in followed.heads.items():
            counter = held[file_id].counter if file_id in held else 0
            while counter < head.counter:
                answer = _asked(talk, LACKING, pack_lacking(file_id, counter))
                batches = [read_batch(each) for each in _parts(answer)]
                if not batches:
                    break
                take_lacking(engine, self._hub.office, batches, self._store.clock)
                taken, counter = taken + len(batches), batches[-1].last
        return taken


def record_given_back(store: Store, hub: KeptHub, device: Device, province: PinnedAuthority, why: str) -> HubTerm:
    """Record that the province keeps the order again behind a hub, once, and let the hub decide that as its last."""
    term = current_term(store)
    if term is None or term.key or term.generation != hub.generation + 1:
        with store.transaction(why) as tx:
            term = tx.insert(
                HubTerm(
                    generation=hub.generation + 1,
                    device=device.device,
                    name=device.name,
                    upstream_url=province.url,
                    upstream_key=province.key.hex(),
                    upstream_box=province.box_key.hex(),
                    since=moment_text(store.clock),
                    why=why,
                )
            )
    read_own_book(store)
    return term


def send_up(store: Store) -> SentUp | None:
    """Tell the province what this computer's hub decided; None where it is no hub, or has nobody to tell.

    Raises:
        SaiThongError: It came to no end, and why; what was taken stays taken.
    """
    hub = kept_hub(store)
    if hub is None or not hub.is_on or hub.upstream is None or not hub.upstream.url:
        return None
    return Upstream(store).send()


def told_of_hub(engine: Engine, hub: KeptHub, device: Device) -> bytes:
    """What the province is told of this hub, before the hub signs it."""
    place = HubPlace(pack_beacon(hub.beacon(device), hub.signing_key), tuple(own_addresses()[:-1]))
    with of_office(engine, hub.office) as connection:
        lineage, devices = SqlBook(connection, hub.office).lineage, devices_of(connection, hub.office)
    return pack_follow(Follow(hub.generation, hub.public_key, lineage, devices, place))


def know_devices(engine: Engine, office: str, followed: Followed, clock: Clock) -> None:
    """Know the computers that the province enrolled, or struck off, without the hub."""
    with of_office(engine, office) as connection:
        keep_newcomers(connection, office, followed.devices, moment(clock.now()))


def take_lacking(engine: Engine, office: str, batches: list[Batch], clock: Clock) -> None:
    """Decide what computers sent to the province and nobody here had.

    The province took it while they might send: of one struck off since as well.
    """
    with of_office(engine, office) as connection:
        devices = [replace(each, revoked=False) for each in devices_of(connection, office)]
        for batch in batches:
            take_batch(SqlBook(connection, office), batch, devices, declared_policy, clock)


def keep_followed_up(store: Store, hub: KeptHub, followed: Followed) -> None:
    """Keep how far the province is in this hub's order, as it last said."""
    told = {"hub": hub.public_key.hex(), "last": followed.last_seq, "heads": pack_heads(followed.heads)}
    keep_document(store, _FOLLOWED_UP, told)


def followed_up(store: Store, hub: KeptHub) -> Followed:
    """How far the province is in this hub's order, as it last said; at its beginning where it never did."""
    kept = kept_document(store, _FOLLOWED_UP)
    if kept is None or kept["hub"] != hub.public_key.hex():
        return Followed(0)
    return Followed(kept["last"], unpack_heads(kept["heads"]))


@contextmanager
def opened_book(store: Path) -> Iterator[Engine]:
    """The hub's book of a store, whether a process serves it or not."""
    book = book_path(store)
    engine = open_database(URL.create("sqlite", database=str(book)), keeps_key=False)
    try:
        yield engine
    finally:
        engine.dispose()


def _asked(talk: Talk, path: str, body: bytes) -> bytes:
    return talk.ask(path, lambda: body)


def _read(answer: bytes) -> Followed:
    try:
        return unpack_followed(answer)
    except Unreadable as error:
        raise NewerProgram from error


def _parts(answer: bytes) -> list[bytes]:
    try:
        return split_parts(answer)
    except Unreadable as error:
        raise NewerProgram from error
