"""Answering stations when the order of their office went on: a hub's stations hear of a change within a second.

Whoever waits holds an open line and nothing else: no thread, no transaction.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from contextlib import suppress
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Engine, select
from starlette.concurrency import run_in_threadpool

from sai_thong.ground.clock import Clock
from sai_thong.server.database import of_office
from sai_thong.server.requests import in_session
from sai_thong.server.schema import OFFICES
from sai_thong.sync.messages import signed_answer
from sai_thong.sync.sessions import SignedRequest
from sai_thong.sync.waiting import LONGEST_SECONDS, WAIT, Standing, pack_standing, unpack_wait

_LOOKS_EVERY: Final = 1.0
"""Seconds after which is looked whether another process let the order grow, such as one that read a stick."""


class Waiting:
    """The stations that listen.

    Args:
        engine: The database.
        clock: Whether a session is still good.
        key: What the authority signs with.
    """

    def __init__(self, engine: Engine, clock: Clock, key: Ed25519PrivateKey) -> None:
        self._engine = engine
        self._clock = clock
        self._key = key
        self._listening: dict[str, dict[asyncio.Event, asyncio.AbstractEventLoop]] = {}
        self._over = False

    def telling(self, answer: Callable[[SignedRequest, bytes], bytes]) -> Callable[[SignedRequest, bytes], bytes]:
        """Wrap an answer so that, after it, stations that wait are told that the order may have grown."""

        def told(asked: SignedRequest, body: bytes) -> bytes:
            answered = answer(asked, body)
            self._wake(asked.office)
            return answered

        return told

    def end(self) -> None:
        """Answer whoever waits, and let nobody wait any more: the process is about to end."""
        self._over = True
        for office in tuple(self._listening):
            self._wake(office)

    def _wake(self, office: str) -> None:
        for event, loop in tuple(self._listening.get(office, {}).items()):
            loop.call_soon_threadsafe(event.set)

    async def answer(self, asked: SignedRequest, body: bytes) -> bytes:
        """Answer how far the order is as soon as that is news to whoever asks, or when the time is over."""
        wanted, loop, grown = unpack_wait(body), asyncio.get_running_loop(), asyncio.Event()
        ends = loop.time() + min(wanted.seconds, LONGEST_SECONDS)
        listening = self._listening.setdefault(asked.office, {})
        listening[grown] = loop
        try:
            standing = await run_in_threadpool(self._admitted, asked, body)
            while not self._over and not standing.is_news(wanted.epoch, wanted.after):
                if (left := ends - loop.time()) <= 0:
                    break
                with suppress(TimeoutError):
                    await asyncio.wait_for(grown.wait(), min(left, _LOOKS_EVERY))
                grown.clear()
                standing = await run_in_threadpool(self._standing, asked.office)
        finally:
            del listening[grown]
            if not listening:
                self._listening.pop(asked.office, None)
        return signed_answer(pack_standing(standing), asked.nonce, self._key)

    def _admitted(self, asked: SignedRequest, body: bytes) -> Standing:
        with of_office(self._engine, asked.office) as connection:
            in_session(connection, asked, WAIT, body, self._clock)
        return self._standing(asked.office)

    def _standing(self, office: str) -> Standing:
        with of_office(self._engine, office) as connection:
            lineage, last_seq = connection.execute(
                select(OFFICES.c.lineage, OFFICES.c.last_seq).where(OFFICES.c.office == office)
            ).one()
        return Standing(json.loads(lineage)[-1][0], last_seq)
