"""One round of the sync: hello, push, pull, further exchanges, done.

Each stage and its figures are kept, so that a status can tell them.

A round may end anywhere: own entries go on behind what the authority holds, and pages behind the place read up to, both
of which the next hello brings together.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, Final, Protocol

from sai_thong.db.changes import ChangeSet
from sai_thong.db.files import moment_text
from sai_thong.db.office_box import GenerationMissing
from sai_thong.db.store import Store
from sai_thong.ground.errors import SaiThongError
from sai_thong.records import Record
from sai_thong.sync.authority import ChainHead, Receipt, Refusal
from sai_thong.sync.batch_size import WANTED_SECONDS, BatchSize
from sai_thong.sync.batches import Batch
from sai_thong.sync.conflicts import count_conflicts
from sai_thong.sync.device import (
    Device,
    PinnedAuthority,
    believes,
    keep_box_key,
    keep_document,
    keep_elsewhere,
    keep_lineage,
    keep_office_devices,
    kept_document,
)
from sai_thong.sync.messages import VERSION, Heads, PullRequest, Welcome, pack_pull, unpack_receipt
from sai_thong.sync.packing import Unreadable
from sai_thong.sync.pages import Page, unpack_with_batches
from sai_thong.sync.refusals import Forked, NewerProgram, NotUnderstood, OrderElsewhere, OtherOffice
from sai_thong.sync.register_traffic import TrafficCount
from sai_thong.sync.shut_sets import open_sets
from sai_thong.sync.station import StationSide, waiting_above
from sai_thong.sync.talk import OrderMoved, SessionOver, Stopped, Talk
from sai_thong.sync.transports import Transport
from sai_thong.sync.writers import keep_writers

PUSH: Final = "/v1/push"
PULL: Final = "/v1/pull"
_ROUND, _HELD, _ROUNDS = "sync_round", "sync_held", "sync_rounds"
_ROUNDS_KEPT: Final = 30
_SESSIONS_A_ROUND: Final = 4


class Stage(StrEnum):
    """How far a round came."""

    HELLO = "hello"
    PUSH = "push"
    PULL = "pull"
    KEYS = "keys"
    """Whose passwords open the office's keys goes to and fro."""
    DOWN = "down"
    """What the province sends down comes in."""
    CONTENTS = "contents"
    """Attached files go and come."""
    REPORTS = "reports"
    """Reports of the program's mistakes go, where a person let them."""
    DONE = "done"


@dataclass(frozen=True)
class Figures:
    """What a round did.

    Attributes:
        sent: Own entries the authority acknowledged.
        received: Entries of others that came into effect here.
        pending: Own entries the authority does not hold yet.
        conflicts: Fields and records of which several values wait for a person.
        bytes_up: Sent.
        bytes_down: Received.
        round_trips: Requests.
    """

    sent: int = 0
    received: int = 0
    pending: int = 0
    conflicts: int = 0
    bytes_up: int = 0
    bytes_down: int = 0
    round_trips: int = 0


@dataclass(frozen=True)
class LastRound:
    """The round last begun, as kept.

    Attributes:
        stage: How far it came.
        at: When it came there, in UTC.
        figures: What it did up to there.
        up_bytes: How large a batch was good for the line.
        down_bytes: How large a page was.
        seconds: How long it took up to there.
        trouble: Why it came to no end, in words; empty where it did, or where a person stopped it.
        skew_seconds: How far this computer's clock is ahead of the authority's, as a round last found.
        succeeded_at: When a round last came to its end, in UTC; empty before one did.
    """

    stage: Stage
    at: str
    figures: Figures
    up_bytes: int
    down_bytes: int
    seconds: float = 0.0
    trouble: str = ""
    skew_seconds: int = 0
    succeeded_at: str = ""


class Exchange(Protocol):
    """Something that is exchanged after the rows, in the same session, with an authority that is able to."""

    @property
    def stage(self) -> Stage:
        """What a status calls it."""

    @property
    def capability(self) -> str:
        """What the authority must say it is able to (`messages.CAPABILITIES`)."""

    def run(self, talk: Talk, welcome: Welcome) -> ChangeSet:
        """Send and take; what it did before it was cut off stays done.

        Raises:
            SessionOver, Stopped: As `Talk.ask` does.
            SaiThongError: It came to no end, and why.
        """


class Round:
    """One round between a store and its authority. `run` may be called once.

    Args:
        store: The open store, writable.
        device: This computer.
        authority: Whom it believes.
        record_types: Every record type of the program.
        transport: Carries the bytes.
        exchanges: What goes to and fro behind the rows, in this order; the office's keys before them.
        timer: Seconds that only grow; sizes of batches follow from it.
        pause: Waits so many seconds before something is tried again.
        stopped: Whether the user wants no more.

    Attributes:
        figures: What was done so far.
        stage: How far it came.
        changes: What came into the store, so that the window refreshes.
        order_ends_at: How far the order of the office goes, as the authority last said.
        capabilities: What the authority said it is able to.
    """

    def __init__(
        self,
        store: Store,
        device: Device,
        authority: PinnedAuthority,
        record_types: tuple[type[Record], ...],
        transport: Transport,
        *,
        exchanges: Sequence[Exchange] = (),
        timer: Callable[[], float] = time.monotonic,
        pause: Callable[[float], None] = time.sleep,
        stopped: Callable[[], bool] = lambda: False,
    ) -> None:
        self._store = store
        self._device = device
        self._station = StationSide(store, authority.office, record_types, believes(store))
        self._talk = Talk(device, authority, transport, pause, stopped)
        self._exchanges = tuple(exchanges)
        self._timer = timer
        self._begun = timer()
        self._trouble = ""
        self._counted = TrafficCount(store)
        before = last_round(store)
        self._skew_seconds = before.skew_seconds if before else 0
        self._succeeded_at = before.succeeded_at if before else ""
        self._up = BatchSize(before.up_bytes) if before else BatchSize()
        self._down = BatchSize(before.down_bytes) if before else BatchSize()
        self._held = dict(held_by_authority(store))
        self.figures = Figures()
        self.stage = Stage.HELLO
        self.changes = ChangeSet()
        self.order_ends_at = 0
        self.capabilities: tuple[str, ...] = ()

    def run(self) -> Figures:
        """Send and read until both sides hold the same, or the user wants no more.

        Raises:
            SaiThongError: The round came to no end, and why; what was done stays done.
        """
        self.changes.add(open_sets(self._store))
        try:
            for left in reversed(range(_SESSIONS_A_ROUND)):
                try:
                    self._session()
                    break
                except SessionOver:
                    if not left:
                        raise NotUnderstood from None
                except GenerationMissing:
                    # Made since this session began: the next one brings it.
                    if not left:
                        raise
        except Stopped:
            pass
        except SaiThongError as error:
            self._trouble = error.what
            raise
        finally:
            self._keep()
            self._keep_among_others()
        return self.figures

    def so_far(self) -> Figures:
        """What was done up to this very moment; may be asked from another thread."""
        return replace(self.figures, **asdict(self._talk.traffic))

    def _session(self) -> None:
        self._enter(Stage.HELLO)
        heads = self._station.heads()
        welcome = self._talk.begin(heads)
        if welcome.version > VERSION:
            raise NewerProgram
        keep_office_devices(self._store, welcome.devices)
        keep_box_key(self._store, welcome.box_key)
        if welcome.follows:
            keep_elsewhere(self._store, welcome.follows, welcome.hub_place)
            raise OrderElsewhere
        keep_lineage(self._store, welcome.lineage)
        self._skew_seconds = self._ahead_of(welcome.now)
        self.order_ends_at, self.capabilities = welcome.last_seq, welcome.capabilities
        self._hold(welcome.heads)
        self._exchange(welcome, [each for each in self._exchanges if each.stage is Stage.KEYS])
        self._enter(Stage.PUSH)
        sent = sum([self._push(file_id) for file_id in (*self._lacking(heads), *self._station.own_files)])
        self._enter(Stage.PULL)
        self._pull(welcome, anything_sent=sent > 0)
        self._exchange(welcome, [each for each in self._exchanges if each.stage is not Stage.KEYS])
        self.stage = Stage.DONE

    def _exchange(self, welcome: Welcome, exchanges: Iterable[Exchange]) -> None:
        for exchange in exchanges:
            if exchange.capability in welcome.capabilities:
                self._enter(exchange.stage)
                self.changes.add(exchange.run(self._talk, welcome))

    def _lacking(self, heads: Heads) -> list[str]:
        """Files of others of which the authority holds less than it once told this station: it was restored.

        Their own computers send them as well, unless they were lost; what is sent twice does no harm.
        """
        others = [each for each in heads if each not in self._station.own_files]
        held = {each: head.counter for each, head in self._held.items()}
        return [each for each in others if held.get(each, 0) < heads[each].counter]

    def _push(self, file_id: str) -> int:
        """Send what the authority lacks of a file; how many entries it took."""
        taken, last = 0, self._station.heads()[file_id].counter
        while True:
            begun = self._held[file_id].counter if file_id in self._held else 0
            sending = _Sending()

            def body(counter: int = begun, sending: _Sending = sending) -> bytes:
                batch = self._station.batch_after(file_id, counter, self._up.wire_bytes, self._device.signed)
                sending.batch, sending.since = batch, self._timer()
                return batch.to_bytes() if batch else b""

            if begun >= last:
                return taken
            answer = self._talk.ask(PUSH, body, self._smaller_up)
            self._up = _measured(self._up, sending.bytes, self._timer() - sending.since)
            counter = self._acknowledged(file_id, answer)
            if counter == begun:
                raise NotUnderstood
            taken += max(0, counter - begun)
            self._counted.count_sent(file_id, begun, counter)
            self.figures = replace(self.figures, sent=self.figures.sent + max(0, counter - begun))

    def _acknowledged(self, file_id: str, answer: bytes) -> int:
        """Up to which entry a receipt says that the file is held."""
        try:
            receipt = unpack_receipt(answer)
        except Unreadable as error:
            raise NewerProgram from error
        if receipt.file_id != file_id:
            raise NotUnderstood
        raise_refused(receipt)
        if receipt.held is None:
            self._hold({each: head for each, head in self._held.items() if each != file_id})
            return 0
        self._hold({**self._held, file_id: receipt.held})
        return receipt.held.counter

    def _hold(self, heads: Heads) -> None:
        """Keep how far the authority holds the own chains."""
        if heads != self._held:
            self._held = dict(heads)
            keep_held(self._store, heads)

    def _pull(self, welcome: Welcome, *, anything_sent: bool) -> None:
        at = self._station.cursor
        if at.epoch and not welcome.goes_on_from(at.epoch, at.seq):
            self._pull_anew(welcome)
            return
        if at.epoch not in ("", welcome.epoch):
            self._station.go_on_in(welcome.epoch)
        if at.seq == welcome.last_seq and not anything_sent:
            return
        more = True
        while more:
            try:
                page, batches = self._page(welcome, *self._station.standing())
            except OrderMoved:
                self._pull_anew(welcome)
                return
            if page.lines:
                self.changes.add(self._station.take(page, batches))
                keep_writers(self._store, batches)
                self._count_received(page, {})
            more = page.more

    def _pull_anew(self, welcome: Welcome) -> None:
        """Read the whole order, keep what is known of its batches, and swap at once."""
        known = self._station.heads()
        heads = dict(known)
        pages: list[Page] = []
        gathered: list[Batch] = []
        after, more = 0, True
        while more:
            page, batches = self._page(welcome, after, heads)
            heads |= {each.file_id: ChainHead(each.last, each.after) for each in batches}
            gathered += batches
            pages.append(page)
            after, more = page.last_seq, page.more
        self.changes.add(self._station.take_anew(pages, gathered))
        keep_writers(self._store, gathered)
        for page in pages:
            self._count_received(page, known)

    def _page(self, welcome: Welcome, after: int, heads: Heads, at: str = "") -> tuple[Page, list[Batch]]:
        """The page behind `after`, where the entry `at` stands; NotUnderstood where another one came."""
        begun = self._timer()

        def body() -> bytes:
            nonlocal begun
            begun = self._timer()
            return pack_pull(PullRequest(welcome.epoch, after, self._down.wire_bytes, heads, at))

        answer = self._talk.ask(PULL, body, self._smaller_down)
        self._down = _measured(self._down, len(answer), self._timer() - begun)
        try:
            page, batches = unpack_with_batches(answer)
        except Unreadable as error:
            raise NewerProgram from error
        if page.epoch != welcome.epoch or page.first_seq != after + 1 or (page.more and not page.lines):
            raise NotUnderstood
        return page, batches

    def _smaller_up(self) -> None:
        self._up = self._up.after_cut()

    def _smaller_down(self) -> None:
        self._down = self._down.after_cut()

    def _count_received(self, page: Page, known: Heads) -> None:
        others = self._counted.count_received(page.first_seq, page.last_seq, self._station.own_files, known)
        self.figures = replace(self.figures, received=self.figures.received + others)

    def _ahead_of(self, now: str) -> int:
        """How many seconds this computer's clock is ahead of a moment the authority told."""
        try:
            return round((self._store.clock.now() - datetime.fromisoformat(now)).total_seconds())
        except (ValueError, TypeError):
            return 0

    def _enter(self, stage: Stage) -> None:
        self.stage = stage
        self._keep()

    def _keep(self) -> None:
        """Keep how far it came, and count anew what is left."""
        traffic = self._talk.traffic
        self.figures = replace(
            self.figures,
            pending=sum(each.entries for each in waiting_above(self._store, self._held)),
            conflicts=count_conflicts(self._store),
            **asdict(traffic),
        )
        at = moment_text(self._store.clock)
        if self.stage is Stage.DONE:
            self._succeeded_at = at
        self._counted.keep(at)
        keep_document(self._store, _ROUND, _as_kept(self._as_last(at)))

    def _as_last(self, at: str) -> LastRound:
        return LastRound(
            self.stage,
            at,
            self.figures,
            self._up.wire_bytes,
            self._down.wire_bytes,
            seconds=self._timer() - self._begun,
            trouble=self._trouble,
            skew_seconds=self._skew_seconds,
            succeeded_at=self._succeeded_at,
        )

    def _keep_among_others(self) -> None:
        """Keep this round among the last ones; of several in a row that had nothing to send or take, only the last."""
        rounds = [_as_kept(each) for each in reversed(last_rounds(self._store))]
        this = last_round(self._store)
        assert this is not None
        if rounds and _with_nothing(_read_round(rounds[-1])) and _with_nothing(this):
            rounds.pop()
        keep_document(self._store, _ROUNDS, {"rounds": [*rounds, _as_kept(this)][-_ROUNDS_KEPT:]})


@dataclass
class _Sending:
    """The batch last tried, and since when."""

    batch: Batch | None = None
    since: float = 0.0

    @property
    def bytes(self) -> int:
        """How large it was."""
        return len(self.batch.to_bytes()) if self.batch else 0


def last_round(store: Store) -> LastRound | None:
    """The round last begun, as far as it came; None where there was none."""
    kept = kept_document(store, _ROUND)
    return None if kept is None else _read_round(kept)


def last_rounds(store: Store) -> list[LastRound]:
    """The rounds that came to an end, good or bad, the last one first."""
    kept = kept_document(store, _ROUNDS) or {}
    return [_read_round(each) for each in reversed(kept.get("rounds", ()))]


def _as_kept(this: LastRound) -> dict[str, Any]:
    return {**asdict(this), "stage": this.stage.value}


def _read_round(kept: Mapping[str, Any]) -> LastRound:
    return LastRound(**{**kept, "stage": Stage(kept["stage"]), "figures": Figures(**kept["figures"])})


def _with_nothing(this: LastRound) -> bool:
    return this.stage is Stage.DONE and not this.figures.sent and not this.figures.received


def held_by_authority(store: Store) -> Heads:
    """How far the authority holds the own chains, as it last said."""
    kept = kept_document(store, _HELD) or {}
    return {file_id: ChainHead(counter, bytes.fromhex(digest)) for file_id, (counter, digest) in kept.items()}


def keep_held(store: Store, heads: Heads) -> None:
    """Keep how far the authority holds the own chains."""
    keep_document(store, _HELD, {each: [head.counter, head.hash.hex()] for each, head in heads.items()})


def pending_by_register(store: Store) -> dict[str, int]:
    """How many own entries of each register the authority does not hold, as it last said."""
    held = held_by_authority(store)
    return {each.register: each.entries for each in waiting_above(store, held)}


def _measured(size: BatchSize, sent_bytes: int, seconds: float) -> BatchSize:
    """The next size after one was measured; a small rest is passed over, as it measures delay and not throughput."""
    tells = sent_bytes * 2 >= size.wire_bytes or seconds > WANTED_SECONDS
    return size.after(sent_bytes, seconds) if tells else size


def raise_refused(receipt: Receipt) -> None:
    """Raise the reason why a batch was refused, unless sending from another place mends it."""
    if receipt.refused is Refusal.FORKED:
        raise Forked
    if receipt.refused is Refusal.OTHER_OFFICE:
        raise OtherOffice
    if receipt.refused is Refusal.UNREADABLE:
        raise NotUnderstood
