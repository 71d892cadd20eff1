"""Reports of the program's own mistakes that a person lets go: they wait in the store for the next round or stick."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from sai_thong.db.changes import ChangeSet
from sai_thong.db.store import Store
from sai_thong.sync.crash_messages import (
    CRASH_REPORTS,
    CRASH_REPORTS_PATH,
    LONGEST,
    MOST_AT_ONCE,
    digest_of,
    pack_reports,
    unpack_taken,
)
from sai_thong.sync.device import keep_document, kept_document
from sai_thong.sync.engine import Stage
from sai_thong.sync.messages import Welcome
from sai_thong.sync.packing import Unreadable
from sai_thong.sync.refusals import NotUnderstood
from sai_thong.sync.talk import Talk

_KEPT: Final = "sync_crash_reports"


def let_go(store: Store, texts: Iterable[str]) -> None:
    """Let reports go with the next round or stick; of too many the first ones stay.

    Args:
        store: The open store, writable.
        texts: What they say.
    """
    wanted = dict.fromkeys([*waiting_to_go(store), *(text[:LONGEST] for text in texts)])
    _keep(store, list(wanted)[:MOST_AT_ONCE])


def waiting_to_go(store: Store) -> tuple[str, ...]:
    """What was let go and nobody has taken yet."""
    return tuple((kept_document(store, _KEPT) or {}).get("texts", ()))


class CrashReportExchange:
    """An `engine.Exchange`: sends what waits, and nothing where nothing does.

    Args:
        store: The open store, writable.
    """

    stage: Final = Stage.REPORTS
    capability: Final = CRASH_REPORTS

    def __init__(self, store: Store) -> None:
        self._store = store

    def run(self, talk: Talk, welcome: Welcome) -> ChangeSet:
        """Send what waits."""
        del welcome
        texts = waiting_to_go(self._store)
        if texts:
            answer = talk.ask(CRASH_REPORTS_PATH, lambda: pack_reports(texts))
            try:
                _forget(self._store, unpack_taken(answer))
            except Unreadable as error:
                raise NotUnderstood from error
        return ChangeSet()


class CrashReportsByStick:
    """A `carried.Carried`."""

    path = CRASH_REPORTS_PATH

    def asks(self, store: Store, room: Callable[[], int]) -> Iterator[bytes]:
        """What waits."""
        texts = waiting_to_go(store)
        if texts and len(body := pack_reports(texts)) <= room():
            yield body

    def take(self, store: Store, answer: bytes, welcome: Welcome | None) -> ChangeSet:
        """Let wait no longer what was taken."""
        del welcome  # what was taken is taken, however old the answer is
        _forget(store, unpack_taken(answer))
        return ChangeSet()


def _forget(store: Store, taken: Iterable[str]) -> None:
    known, waiting = set(taken), waiting_to_go(store)
    left = [each for each in waiting if digest_of(each) not in known]
    if len(left) < len(waiting):
        _keep(store, left)


def _keep(store: Store, texts: Sequence[str]) -> None:
    keep_document(store, _KEPT, {"texts": list(texts)})
