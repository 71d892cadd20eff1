"""What the authority does with one batch, one question and one hello, whether a line or a stick brought it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sai_thong.ground.clock import Clock
from sai_thong.server.book import SqlBook
from sai_thong.server.box_key import public_box_key
from sai_thong.server.devices import moment, verifying_key
from sai_thong.server.problems import Declined
from sai_thong.sync.authority import Receipt, Refusal, receive
from sai_thong.sync.batches import Batch
from sai_thong.sync.columns import EntryColumns
from sai_thong.sync.entries import EntryId
from sai_thong.sync.merge import Policy
from sai_thong.sync.messages import DeviceKeys, Heads, PullRequest, Welcome
from sai_thong.sync.packing import Unreadable
from sai_thong.sync.pages import Page
from sai_thong.sync.sessions import Problem

_LONGEST_ID: Final = 64
_HIGHEST: Final = 2**53
"""Counters and `seq` stay below: every database and every JSON reader holds them exactly."""


def welcome_of(
    book: SqlBook,
    devices: tuple[DeviceKeys, ...],
    asked: Heads,
    *,
    nonce: bytes,
    clock: Clock,
    key: Ed25519PrivateKey,
) -> Welcome:
    """How far the authority is, for a station that has the chains it asks for."""
    held = book.heads()
    return Welcome(
        book.lineage,
        book.last_seq,
        nonce,
        {file_id: held[file_id] for file_id in asked if file_id in held},
        moment(clock.now()),
        devices=devices,
        box_key=public_box_key(key),
    )


def take_batch(book: SqlBook, batch: Batch, devices: Iterable[DeviceKeys], policy: Policy, clock: Clock) -> Receipt:
    """Take a batch in, and give its receipt.

    Raises:
        Declined: No device that may send signed it.
    """
    if batch.office == book.office and not _is_signed(batch, devices):
        raise Declined(Problem.SIGNATURE)
    try:
        columns = batch.columns
        if not _can_be_kept(columns):
            raise Unreadable("names no database holds")
    except Unreadable:
        return Receipt(batch.file_id, book.head(batch.file_id), refused=Refusal.UNREADABLE)
    book.expect(columns.records)
    receipt = receive(book, batch, policy)
    book.write(moment(clock.now()))
    return receipt


def next_page(book: SqlBook, wanted: PullRequest, most_bytes: int) -> tuple[Page, list[Batch]]:
    """The next page of the order, with the batches of it that the station lacks.

    Raises:
        Unreadable: There is no such place.
        Declined: The epoch is not the one in force, or the order has another entry where the station stands.
    """
    if not 0 <= wanted.after < _HIGHEST:
        raise Unreadable("no place in the order")
    if wanted.epoch != book.lineage[-1].epoch:
        raise Declined(Problem.EPOCH)
    if wanted.at and book.entry_at(wanted.after) != wanted.at:
        raise Declined(Problem.ORDER)
    page = book.page_within(wanted.after, min(wanted.most_bytes, most_bytes), wanted.heads)
    return page, book.batches_of(page, wanted.heads)


def _is_signed(batch: Batch, devices: Iterable[DeviceKeys]) -> bool:
    """Whether a device that may still send signed a batch."""
    return any(batch.is_signed_by(verifying_key(each)) for each in devices if not each.revoked)


def _can_be_kept(columns: EntryColumns) -> bool:
    """Whether every database holds the names and texts of a batch: PostgreSQL knows no NUL, UTF-8 no half letter."""
    last = EntryId(columns.file_id, columns.first + len(columns) - 1)
    names = {last.text, *(record_type for _register, record_type, _schema in columns.kinds), *columns.record_ids}
    if last.counter >= _HIGHEST or max(map(len, names)) > _LONGEST_ID or not "".join(names).isprintable():
        return False
    changes = [each for each in columns.changes if each]
    texts = {each for change in changes for values in change.values() for each in values if isinstance(each, str)}
    return _is_utf8("".join(texts.union(*changes)))


def _is_utf8(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
