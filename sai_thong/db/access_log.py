"""The access log: who looked at, unmasked, printed, exported or searched for what, and who came in or was refused.

It is part of the journal, and so of its chain: every entry of record type `ACCESS` is written here and nowhere else. A
grave access is committed before anything is shown; ordinary views may be gathered for a moment by the caller. A store
that is open for reading only keeps its notes beside the file (`access_aside`) until somebody opens it for writing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sai_thong.db import access_aside, files, journal
from sai_thong.db.errors import StoreTrouble
from sai_thong.db.permits import Action
from sai_thong.db.refusals import ReasonMissing
from sai_thong.db.transaction import ACCESS, Transaction
from sai_thong.ground.clock import Clock

if TYPE_CHECKING:
    from sai_thong.db.store import Store


class Access(StrEnum):
    """What somebody did. The values stand in the journal for ever."""

    VIEW = "view"
    """A record was shown, with what is masked masked."""
    VIEW_SEALED = "view-sealed"
    """A record of a sensitive set was shown."""
    UNMASK = "unmask"
    """A citizen ID or an account number was shown whole."""
    SEARCH = "search"
    """Somebody was searched for by the whole citizen ID."""
    PRINT = "print"
    """A paper was drawn to be printed or saved."""
    REPRINT = "reprint"
    """A paper that stands for money was printed once more."""
    EXPORT = "export"
    """A list or an attached file left the office's file, masked as it is on the screen."""
    EXPORT_WHOLE = "export-whole"
    """A list left the office's file with everything personal in it."""
    SIGN_IN = "sign-in"
    SIGN_OUT = "sign-out"
    """The window was handed over, or hid itself."""
    REFUSED = "sign-in-refused"
    """A password, a PIN or a recovery code was wrong."""
    PASSWORD = "password"
    """Somebody gave themselves another password."""
    PASSWORD_BY_SHEET = "password-by-sheet"
    """Somebody got a new password by the office's recovery sheet."""
    SET_OPENED = "set-opened"
    """Somebody was handed the key of a sensitive set."""
    NEW_SHEET = "new-sheet"
    """A recovery sheet was made in place of the one before."""


GRAVE: Final = frozenset(
    {Access.VIEW_SEALED, Access.UNMASK, Access.PRINT, Access.REPRINT, Access.EXPORT, Access.EXPORT_WHOLE}
)
"""What must stand in the log before anything is shown: the caller notes it first and shows afterwards."""
NEEDS_REASON: Final = frozenset({Access.EXPORT_WHOLE})
_TAKES: Final = {
    Access.UNMASK: (Action.UNMASK,),
    Access.PRINT: (Action.PRINT,),
    Access.REPRINT: (Action.PRINT,),
    Access.EXPORT: (Action.EXPORT,),
    Access.EXPORT_WHOLE: (Action.EXPORT, Action.UNMASK),
}
"""What a role must allow for each."""
_KINDS: Final = {each.value: each for each in Access}
_READ_WITH: Final = "trust"
"""The register whose viewers read the log: it tells of every colleague, and of sealed records that they exist."""


@dataclass(frozen=True)
class Look:
    """One access to be noted.

    Attributes:
        kind: What was done.
        record_id: Of which record; of a list or paper its name or period. Never a name or number of a person.
        detail: Which paper or list, in the program's own words; never personal data.
        why: The reason given.
        register: Whose roles are asked whether it may be printed, exported or unmasked; empty where any will do.
    """

    kind: Access
    record_id: str
    detail: str = ""
    why: str = ""
    register: str = ""


@dataclass(frozen=True)
class Seen:
    """One access as the log has it.

    Attributes:
        at: When, as the computer's clock said (UTC).
        user: Who.
        kind: What was done; empty where a newer program wrote something this one does not know.
        record_id: Of which record, list or paper.
        detail: More of it.
        why: The reason.
        entry: The journal entry, which names the computer by its file id.
    """

    at: datetime
    user: str
    kind: Access | None
    record_id: str
    detail: str
    why: str
    entry: str


def note(store: Store, *looks: Look, by: str = "") -> None:
    """Write accesses into the log, committed when this returns; what is grave is shown only after that.

    Args:
        store: The open store.
        looks: What was done, or is about to be.
        by: Who did it, where the store may have been handed over to another user since; empty for its user.

    Raises:
        NotPermitted: The roles of this user do not allow one of them; nothing is written.
        ReasonMissing: One of them needs a reason and has none; nothing is written.
        StoreTrouble: It cannot be written, and so nothing may be shown.
    """
    for look in looks:
        for action in _TAKES.get(look.kind, ()):
            store.permits.require_in(look.register, action)
        if look.kind in NEEDS_REASON and not look.why.strip():
            raise ReasonMissing
    if not store.writable:
        access_aside.keep(store.path, store.keys.data_key, [_aside(store, look, by) for look in looks])
        return
    if looks:
        with store.transaction() as tx:
            for look in looks:
                _write(store, tx, look, by)


@contextmanager
def noted_with(store: Store, look: Look, *, by: str = "") -> Iterator[None]:
    """Note an access in one transaction with what the block does: an error in it takes the note back.

    Args:
        store: The store, open for writing.
        look: What is done.
        by: Who does it, where that is another than the user of the store.

    Raises:
        ReadOnlyStore: The store was opened for reading only.
    """
    with store.transaction() as tx:
        _write(store, tx, look, by)
        yield


def note_views(store: Store, looks: Sequence[Look], by: str = "") -> None:
    """As `note`, of ordinary views: a disk that takes no note hides nobody's record."""
    with suppress(StoreTrouble):
        note(store, *looks, by=by)


def signed_in(store: Store) -> None:
    """Somebody opened the window: take in what waits beside the file, who was refused before among it, and note it."""
    with suppress(StoreTrouble):
        take_in(store)
        note(store, Look(Access.SIGN_IN, store.file_id))


def note_refused(path: Path, user: str, clock: Clock) -> None:
    """Note beside the file that somebody was refused, without any key; it joins the log at the next opening.

    Args:
        path: The store's file.
        user: A user of this file; empty when something else was typed, which might be a password.
        clock: The clock.
    """
    with suppress(StoreTrouble):
        access_aside.keep_refusal(path, {"action": Access.REFUSED, "by": user, "at": files.moment_text(clock)})


def take_in(store: Store) -> int:
    """Take what was noted beside the file into the log; gives how many notes. Nothing where nothing is beside it."""
    if not store.writable:
        return 0
    found = access_aside.kept(store.path, store.keys.data_key)
    if not found:
        return 0
    with store.transaction() as tx:
        for each in found:
            said, by, at = each.said, each.said.get("by", ""), each.said["at"]
            if each.refusal:  # anybody can write one: it says who and when, and nothing else
                tx.note_access(Access.REFUSED, store.file_id, by=by, at=at)
            else:
                told = {"detail": said.get("detail", ""), "why": said.get("why", "")}
                tx.note_access(said["action"], said.get("record_id", store.file_id), by=by, at=at, **told)
    # Only after the commit: a power cut between the two notes something twice, and loses nothing.
    for each in found:
        each.drop()
    return len(found)


def seen(store: Store, record_ids: Iterable[str]) -> list[Seen]:
    """Every access to these records, oldest first: who saw a person, when all ids the person has are given.

    Raises:
        NotPermitted: This user may not read the log.
    """
    wanted = tuple(record_ids)
    marks = ",".join("?" * len(wanted))
    return _read(store, f"register = '{ACCESS}' AND record_id IN ({marks})", wanted) if wanted else []


@dataclass(frozen=True)
class Wanted:
    """Which part of the log: from a moment on, until before another, of one user, of some kinds; all where not said."""

    since: datetime | None = None
    until: datetime | None = None
    user: str = ""
    kinds: frozenset[Access] = frozenset()

    def has(self, seen: Seen) -> bool:
        """Whether an access is in it."""
        return (
            (self.since is None or seen.at >= self.since)
            and (self.until is None or seen.at < self.until)
            and (not self.user or seen.user == self.user)
            and (not self.kinds or seen.kind in self.kinds)
        )


def accesses(store: Store, wanted: Wanted) -> list[Seen]:
    """The log, or a part of it, oldest first.

    Raises:
        NotPermitted: This user may not read the log.
    """
    return [each for each in _read(store, f"register = '{ACCESS}'", ()) if wanted.has(each)]


def _write(store: Store, tx: Transaction, look: Look, by: str) -> None:
    at = files.moment_text(store.clock) if by and by != store.user else ""
    tx.note_access(look.kind, look.record_id, detail=look.detail, why=look.why.strip(), by=by, at=at)


def _aside(store: Store, look: Look, by: str) -> dict[str, str]:
    said = {"action": str(look.kind), "record_id": look.record_id, "detail": look.detail, "why": look.why.strip()}
    return said | {"by": by or store.user, "at": files.moment_text(store.clock)}


def _read(store: Store, where: str, parameters: tuple[str, ...]) -> list[Seen]:
    store.permits.require(_READ_WITH, Action.VIEW)
    return [_seen(entry) for entry in journal.entries(store.connection_for_reading(), where, parameters)]


def _seen(entry: journal.JournalEntry) -> Seen:
    said = {name: str(new) for name, (_base, new) in (entry.changes or {}).items() if new is not None}
    action = said.get("action", "")
    return Seen(
        at=datetime.fromisoformat(said.get("at") or entry.at),
        user=said.get("by", entry.user) if "at" in said else entry.user,
        kind=_KINDS.get(action),
        record_id=entry.subject.record_id,
        detail=said.get("detail", ""),
        why=entry.reason or "",
        entry=entry.version,
    )
