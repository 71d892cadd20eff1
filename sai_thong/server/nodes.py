"""One server over several databases: each request goes to the node its office lives on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sai_thong.ground import log
from sai_thong.server.directory import FIRST, Directory, NodeUnknown, OfficeMoves, Place, Stage
from sai_thong.server.talk import ENROL
from sai_thong.sync.enrolment import unpack_enrolment
from sai_thong.sync.packing import Unreadable
from sai_thong.sync.sessions import Problem, read_headers

_MOST_OF_A_CODE: Final = 64 * 1024
_BUSY, _UNKNOWN = 503, 401
_logger: Final = log.logger("sync")


class Routed:
    """The authority over the nodes of a directory.

    Args:
        directory: Tells where an office lives.
        serve: Makes the server of one node.
    """

    def __init__(self, directory: Directory, serve: Callable[[Engine], ASGIApp]) -> None:
        self._directory = directory
        self._serve = serve
        self._served = {FIRST: serve(directory.first)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http" or not scope["path"].startswith("/v1/"):
            await self._served[FIRST](scope, receive, send)
            return
        office, receive = await _office_asked(scope, receive)
        try:
            place, node = await run_in_threadpool(self._node, office)
        except OfficeMoves:
            await _said_busy(scope, receive, send)
            return
        except (NodeUnknown, SQLAlchemyError):
            _logger.exception("no node answers for an office")
            await _said_busy(scope, receive, send)
            return
        await node(scope, receive, self._unless_moved(office, place, scope, receive, send))

    def _node(self, office: str) -> tuple[Place, ASGIApp]:
        """The server of the node on which an office lives."""
        place = self._directory.place_of(office)
        if place.stage is Stage.MOVING:
            raise OfficeMoves(office)
        if place.node not in self._served:
            self._served[place.node] = self._serve(self._directory.engine(place.node))
        return place, self._served[place.node]

    def _unless_moved(self, office: str, place: Place, scope: Scope, receive: Receive, send: Send) -> Send:
        """Sends what a node answers; "come again" where the office moved away before the node looked for it."""
        moved = False

        async def sending(message: Message) -> None:
            nonlocal moved
            if message["type"] == "http.response.start" and message["status"] == _UNKNOWN:
                moved = await run_in_threadpool(self._directory.place_of, office) != place
                if moved:
                    await _said_busy(scope, receive, send)
            if not moved:
                await send(message)

        return sending


async def _office_asked(scope: Scope, receive: Receive) -> tuple[str, Receive]:
    """The office that a request names, empty where it names none; and a receiver that gives the request once more."""
    body, read_again = await _peeked(receive) if scope["path"] == ENROL else (b"", receive)
    try:
        return (unpack_enrolment(body) if body else read_headers(Headers(scope=scope))).office, read_again
    except Unreadable:
        return "", read_again


async def _peeked(receive: Receive) -> tuple[bytes, Receive]:
    """The beginning of a body, and a receiver that gives all of it once more."""
    seen: list[Message] = []
    size, more = 0, True
    while more and size <= _MOST_OF_A_CODE:
        message = await receive()
        seen.append(message)
        size += len(message.get("body", b""))
        more = message.get("more_body", False)
    left = iter(seen)

    async def again() -> Message:
        message = next(left, None)
        return await receive() if message is None else message

    return b"".join(each.get("body", b"") for each in seen), again


async def _said_busy(scope: Scope, receive: Receive, send: Send) -> None:
    await JSONResponse({"error": Problem.BUSY.value}, _BUSY)(scope, receive, send)
