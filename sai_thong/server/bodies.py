"""How the body of a request is read and an answer handed out: within limits, and by parts over lines that break."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from sai_thong.server.problems import Declined
from sai_thong.server.unfinished import Unfinished
from sai_thong.sync.packing import Unreadable
from sai_thong.sync.resuming import ANSWER, BODY, WORTH_BYTES, Part, read_part
from sai_thong.sync.sessions import Problem, SignedRequest, read_headers

OCTETS: Final = "application/octet-stream"
_SILENT_SECONDS: Final = 0.5
"""After so long without a byte what came is kept: a line that breaks is not always heard to break."""
_GIVEN_UP_SECONDS: Final = 120.0


async def read_body(request: Request, path: str, most: int, unfinished: Unfinished | None) -> bytes:
    """The whole body; one that is too large is not read to its end.

    Raises:
        Declined: It is too large, or its request will not be heard.
        Unreadable: Its headers make no sense.
        ClientDisconnect: It ended in the middle; what came is kept where its headers are signed.
    """
    said = said_length(request)
    if said is not None and said > most:
        raise Declined(Problem.TOO_LARGE)
    part = read_part(request.headers, BODY) if unfinished else None
    if unfinished is None or part is None:
        return await _read_on(request, most)
    asked = read_headers(request.headers)
    begun = await run_in_threadpool(unfinished.begun, asked, path, part)
    return await _Arriving(unfinished, asked, part.digest, begun).read(request, most)


def said_length(request: Request) -> int | None:
    """How many bytes the body is said to have; None where its header is missing or no number."""
    said = request.headers.get("content-length", "")
    return int(said[:15]) if said.isascii() and said.isdigit() else None


def answer_part(request: Request, answer: bytes) -> Response:
    """The answer, or its rest where the request says that the beginning came before."""
    if len(answer) < WORTH_BYTES:
        return Response(answer, media_type=OCTETS)
    digest = hashlib.sha256(answer).digest()
    try:
        came = read_part(request.headers, ANSWER)
    except Unreadable:
        came = None
    start = came.start if came is not None and came.digest == digest else 0
    return Response(answer[start:], media_type=OCTETS, headers={ANSWER: Part(digest, start).text})


async def _read_on(request: Request, most: int) -> bytes:
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > most:
            raise Declined(Problem.TOO_LARGE)
    return bytes(body)


class _Arriving:
    """A body on its way over a line that may break; what came of it is kept when the line falls silent.

    One that came at once is not kept: to send it again costs less than to keep every one.
    """

    def __init__(self, unfinished: Unfinished, asked: SignedRequest, digest: bytes, begun: bytes) -> None:
        self._unfinished = unfinished
        self._asked = asked
        self._digest = digest
        self._body = bytearray(begun)
        self._kept = len(begun)

    async def read(self, request: Request, most: int) -> bytes:
        """The whole body, its beginning before it."""
        loop, pieces = asyncio.get_running_loop(), request.stream()
        began = loop.time()
        try:
            while (piece := await self._next(pieces)) is not None:
                self._body += piece
                if len(self._body) > most:
                    raise Declined(Problem.TOO_LARGE)
        except ClientDisconnect:
            await self._keep()
            raise
        if loop.time() - began > _SILENT_SECONDS:
            # Its answer may be lost on such a line as well.
            await self._keep()
        return bytes(self._body)

    async def _next(self, pieces: AsyncIterator[bytes]) -> bytes | None:
        """The next piece, None behind the last one; what is here is kept meanwhile if it lets us wait."""
        coming = asyncio.ensure_future(anext(pieces, None))
        try:
            if not (await asyncio.wait((coming,), timeout=_SILENT_SECONDS))[0]:
                await self._keep()
                if not (await asyncio.wait((coming,), timeout=_GIVEN_UP_SECONDS))[0]:
                    raise Declined(Problem.UNREADABLE)
            return await coming
        finally:
            coming.cancel()

    async def _keep(self) -> None:
        if len(self._body) > self._kept:
            self._kept = len(self._body)
            await run_in_threadpool(self._unfinished.keep, self._asked, self._digest, bytes(self._body))
