"""A line to the hub's own book on this very computer, while no process serves it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import httpx
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import URL

from sai_thong.ground.clock import Clock
from sai_thong.ground.closing import Closing
from sai_thong.server.api import application
from sai_thong.server.database import open_database
from sai_thong.sync.transports import Answer

_NOWHERE: Final = "http://hub"


class LocalLine(Closing):
    """Answers as the hub would; a transport and a context manager."""

    def __init__(self, book: Path, key: Ed25519PrivateKey, clock: Clock) -> None:
        self._engine = open_database(URL.create("sqlite", database=str(book)), keeps_key=False)
        self._app = application(self._engine, clock, key)

    def ask(self, path: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        """The answer to a request."""
        return asyncio.run(self._ask(path, body, headers))

    async def _ask(self, path: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        transport = httpx.ASGITransport(app=self._app)
        async with httpx.AsyncClient(transport=transport, base_url=_NOWHERE) as client:
            answer = await client.post(path, content=body, headers=dict(headers))
        return Answer(answer.status_code, answer.content)

    def close(self) -> None:
        """Let the book go."""
        self._engine.dispose()
