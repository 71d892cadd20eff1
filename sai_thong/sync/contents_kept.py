"""The contents of this store, as its exchange with the authority sees them: what to send, to fetch, and to destroy."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any, Final

from sai_thong.db import content_places
from sai_thong.db.changes import ChangeSet
from sai_thong.db.content_places import ORIGINAL, THUMBNAIL, Place
from sai_thong.db.contents import Contents, SealedContents
from sai_thong.db.dbapi import Connection
from sai_thong.db.errors import SealBroken
from sai_thong.db.office_box import GenerationMissing
from sai_thong.db.sealed import SealedWriter
from sai_thong.db.shelf import Shelf
from sai_thong.db.store import Store
from sai_thong.ground.errors import EnvironmentTrouble
from sai_thong.registers.attachments.records import Attachment
from sai_thong.sync.content_seals import OpenedContent, content_tag, open_content, seal_content
from sai_thong.sync.contents_messages import Came, ContentsTold, HeldSoFar, Listed, Piece
from sai_thong.sync.device import keep_document, kept_document, pinned_authority

_FACT, _SWEPT = "sync_contents", "sync_contents_swept"
_THUMBNAIL_BYTES: Final = 32 * 1024


class ContentsKept:
    """The attached files that are here, those the authority holds, and what came so far of others.

    Args:
        store: The open store, writable.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._key = store.keys.office_key
        self._sealed: tuple[str, bytes] = ("", b"")
        self.changes = ChangeSet()

    def turn_to(self, epoch: str, last: int) -> None:
        """Forget what another authority held, or one before it was restored.

        Args:
            epoch: The epoch in force.
            last: The number of what came to be held last; negative where it is not told.
        """
        authority = pinned_authority(self._store)
        order = f"{authority.key.hex() if authority else ''}:{epoch}"
        if self._kept()["order"] != order or 0 <= last < self.listed_to:
            with self._store.replaying() as replaying:
                content_places.forget_authority(replaying.connection)
            self._keep(order, 0)

    def notice(self) -> None:
        """Find out what was put here and what was destroyed since the last time."""
        self._destroy_with_records()
        connection = self._store.connection_for_whole_file()
        fresh = content_places.new_addresses(connection)
        thumbnails = self._thumbnails(fresh)
        with self._store.replaying() as replaying:
            content_places.note_new(
                replaying.connection,
                [(content_tag(self._key, each), each, THUMBNAIL if each in thumbnails else ORIGINAL) for each in fresh],
            )
            content_places.revive(replaying.connection)
        self.open_whole()

    @property
    def listed_to(self) -> int:
        """Up to which number the authority's contents are known."""
        return int(self._kept()["after"])

    def note_listed(self, listed: Iterable[Listed]) -> None:
        """Note what the authority holds."""
        listed = tuple(listed)
        if not listed:
            return
        with self._store.replaying() as replaying:
            for each in listed:
                place = Place(each.tag, "", each.number, each.size, each.digest, each.rank)
                content_places.note_held(replaying.connection, place)
        self._keep(str(self._kept()["order"]), max(self.listed_to, listed[-1].number))

    def note_sent(self, place: Place, held: HeldSoFar) -> None:
        """Note that the authority now holds a content that was sent, whole."""
        size, digest = self.sealed_size(place), hashlib.sha256(self.sealed(place)).digest()
        with self._store.replaying() as replaying:
            whole = place._replace(number=held.number, size=size, digest=digest)
            content_places.note_held(replaying.connection, whole)
        if held.number == self.listed_to + 1:
            self._keep(str(self._kept()["order"]), held.number)

    def take_answer(self, told: ContentsTold) -> None:
        """Take in what the authority answered to a stick: what it holds, and whole contents."""
        self.note_listed(told.listed)
        with self._store.replaying() as replaying:
            for each in told.held:
                if each.number:
                    content_places.note_number(replaying.connection, each.tag, each.number)
        self.note_unwanted(told.gone)
        wanted = {each.tag: each for rank in (THUMBNAIL, ORIGINAL) for each in self.to_fetch(rank)} if told.came else {}
        for came in told.came:
            if came.tag in wanted:
                self.take(wanted[came.tag], came)

    def to_send(self, rank: int) -> list[Place]:
        """What the authority lacks, the smallest first."""
        return content_places.to_send(self._store.connection_for_whole_file(), rank)

    def to_fetch(self, rank: int) -> list[Place]:
        """What this store lacks, the smallest first."""
        connection = self._store.connection_for_whole_file()
        closed = {each.tag for each in content_places.come_whole(connection)}
        return [each for each in content_places.to_fetch(connection, rank) if each.tag not in closed]

    def to_drop(self) -> list[str]:
        """The tags of what was destroyed here with its records, and that the authority may still hold."""
        gone = content_places.to_drop(self._store.connection_for_whole_file())
        if not gone:
            return []
        live, destroyed = self._addresses(destroyed=False), self._addresses(destroyed=True)
        again = [each.tag for each in gone if each.address in live]
        if again:
            with self._store.replaying() as replaying:
                for tag in again:
                    content_places.fetch_again(replaying.connection, tag)
        return [each.tag for each in gone if each.address in destroyed - live]

    def note_unwanted(self, tags: Iterable[str]) -> None:
        """Want no longer what the authority holds under tags."""
        with self._store.replaying() as replaying:
            for tag in tags:
                content_places.set_unwanted(replaying.connection, tag)

    def piece(self, place: Place, start: int, most: int) -> Piece:
        """Bytes of a content as it travels, from `start` on, at most so many."""
        sealed = self.sealed(place)
        digest = hashlib.sha256(sealed).digest()
        return Piece(place.tag, len(sealed), digest, place.rank, start, sealed[start : start + max(0, most)])

    def sealed(self, place: Place) -> bytes:
        """A content as it travels, nothing where it was destroyed meanwhile; the one last asked for is kept at hand."""
        if self._sealed[0] != place.tag:
            parts = tuple(content_places.parts_of(self._store.connection_for_whole_file(), place.address))
            sealed = seal_content(self._store.keys, OpenedContent(place.address, parts)) if parts else b""
            self._sealed = (place.tag, sealed)
        return self._sealed[1]

    def sealed_size(self, place: Place) -> int:
        """How many bytes a content has as it travels."""
        return len(self.sealed(place))

    def come_so_far(self, place: Place) -> int:
        """How many bytes of a content came."""
        return content_places.coming(self._store.connection_for_whole_file(), place.tag)

    def take(self, place: Place, came: Came) -> bool:
        """Keep what came of a content where it goes on; whether the content is whole and here.

        One that is whole and not what this office sealed is let go, and not asked for again.
        """
        with self._store.replaying() as replaying:
            connection = replaying.connection
            so_far = content_places.coming(connection, place.tag)
            known = so_far - came.start
            if known < 0 or known >= len(came.data) or so_far + len(came.data) - known > place.size:
                return False
            content_places.keep_coming(connection, place.tag, so_far, came.data[known:])
            if so_far + len(came.data) - known < place.size:
                return False
            return self._open(connection, place)

    def open_whole(self) -> None:
        """Open what came whole before this computer was handed the key it is sealed under."""
        for place in content_places.come_whole(self._store.connection_for_whole_file()):
            with self._store.replaying() as replaying:
                self._open(replaying.connection, place)

    def _open(self, connection: Connection, place: Place) -> bool:
        """Keep a content that came whole; False where it is let go, or its key is not here yet."""
        try:
            opened = self._opened(place, content_places.came(connection, place.tag))
        except GenerationMissing:
            return False
        if opened is None:
            content_places.set_unwanted(connection, place.tag)
            return False
        content_places.keep_parts(connection, place.tag, opened.address, opened.parts)
        if self._is_damaged(opened.address):
            connection.execute("DELETE FROM contents WHERE address = ?", (opened.address,))
            content_places.fetch_again(connection, place.tag)
            content_places.set_unwanted(connection, place.tag)
            return False
        self._note_arrived(opened.address)
        return True

    def _opened(self, place: Place, sealed: bytes) -> OpenedContent | None:
        if hashlib.sha256(sealed).digest() != place.digest:
            return None
        try:
            return open_content(self._store.keys, place.tag, sealed)
        except SealBroken:
            return None

    def _is_damaged(self, address: str) -> bool:
        """Whether the bytes of an address are not what was put there; of a set that is shut here nobody can tell."""
        set_name, dot, _tag = address.partition(".")
        connection = self._store.connection_for_whole_file()
        if dot and set_name not in self._store.keys.set_keys:
            return False
        kept = (
            SealedContents(connection, set_name, self._store.keys.set_keys[set_name]) if dot else Contents(connection)
        )
        try:
            kept.get(address)
        except EnvironmentTrouble:
            return True
        return False

    def _note_arrived(self, address: str) -> None:
        """Let the window show the records whose file came."""
        set_name, dot, _tag = address.partition(".")
        if dot:
            self.changes.note(set_name, address)
            return
        found = self._store.query("SELECT id FROM attachments WHERE address = ? OR thumbnail = ?", (address, address))
        for row in found:
            self.changes.note("attachments", row["id"])

    def _shelves(self) -> list[Shelf]:
        return [self._store, *(self._store.sealed_set(name) for name in self._store.keys.set_keys)]

    def _addresses(self, *, destroyed: bool) -> set[str]:
        """The addresses of files whose records are destroyed, or of all others, as far as this user may read them."""
        return {
            address
            for shelf in self._shelves()
            for each in shelf.find(Attachment)
            if (each.destroyed_on is not None) is destroyed
            for address in (each.address, each.thumbnail)
            if address
        }

    def _thumbnails(self, fresh: list[str]) -> set[str]:
        """Which of these addresses are thumbnails; of a set that is shut here their size tells."""
        if not fresh:
            return set()
        known = {row["thumbnail"] for row in self._store.query("SELECT thumbnail FROM attachments")}
        for set_name in {each.partition(".")[0] for each in fresh if "." in each}:
            if set_name in self._store.keys.set_keys:
                known |= {each.thumbnail for each in self._store.sealed_set(set_name).find(Attachment)}
            else:
                small = "SELECT address FROM contents WHERE part = 0 AND address GLOB ? AND length(bytes) <= ?"
                rows = self._store.query(small, (f"{set_name}.*", _THUMBNAIL_BYTES))
                known |= {row["address"] for row in rows}
        return known

    def _destroy_with_records(self) -> None:
        """Destroy the bytes of files whose records another computer of the office destroyed lawfully."""
        here = "EXISTS (SELECT 1 FROM contents WHERE contents.address IN (attachments.address, attachments.thumbnail))"
        found = self._store.query(f"SELECT id FROM attachments WHERE destroyed_on IS NOT NULL AND {here} LIMIT 1")
        if not found and not self._sets_changed():
            return
        there = {row["address"] for row in self._store.query("SELECT address FROM contents WHERE part = 0")}
        gone = (self._addresses(destroyed=True) & there) - self._addresses(destroyed=False)
        if gone:
            self._destroy(gone)

    def _sets_changed(self) -> bool:
        """Whether others changed records of sensitive sets that are open here since the last look; it looks now."""
        kept = kept_document(self._store, _SWEPT) or {}
        found = self._store.query(
            "SELECT max(seq) AS seq FROM outcomes JOIN journal USING (file_id, counter) WHERE register = ? AND seq > ?",
            (SealedWriter.REGISTER, min((kept.get(name, 0) for name in self._store.keys.set_keys), default=0)),
        )
        newest = found[0]["seq"] if self._store.keys.set_keys else None
        if newest is None:
            return False
        keep_document(self._store, _SWEPT, kept | dict.fromkeys(self._store.keys.set_keys, newest))
        return True

    def _destroy(self, gone: set[str]) -> None:
        """Destroy bytes, and know that they were here."""
        with self._store.replaying() as replaying:
            places = [(content_tag(self._key, each), each, ORIGINAL) for each in sorted(gone)]
            content_places.note_new(replaying.connection, places)
            for address in gone:
                Contents(replaying.connection).destroy(address)

    def _kept(self) -> dict[str, Any]:
        return kept_document(self._store, _FACT) or {"order": "", "after": 0}

    def _keep(self, order: str, after: int) -> None:
        keep_document(self._store, _FACT, {"order": order, "after": after})
