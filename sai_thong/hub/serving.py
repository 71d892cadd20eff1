"""The hub's own process: the authority of one office on the local network, and its calls.

It is told everything by the process that started it, through a pipe: the authority's key lies in no file of its own.
When that pipe ends, so does this process.
"""

from __future__ import annotations

import os
import signal
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import URL
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sai_thong.ground.clock import SystemClock
from sai_thong.ground.places import home
from sai_thong.hub.beacon import BEACON_PORT, Beacon, pack_beacon, read_beacon, unpack_question
from sai_thong.hub.network import Networks
from sai_thong.server.listening import socket_at
from sai_thong.sync.packing import Unreadable
from sai_thong.updates.memory import Memory

if TYPE_CHECKING:
    import uvicorn

WHO: Final = "/v1/hub"
"""Answers what the hub calls, for computers that calls do not reach."""
LISTENING, HEARD = "listening", "heard"
STOP: Final = "stop"
_IDLE_SECONDS: Final = 120
_CALLS_EVERY: Final = 5.0
"""Seconds between two calls to everybody."""
_GOES_WITHIN: Final = 1
"""Seconds that requests have to end when the hub stops."""


@dataclass(frozen=True)
class Serving:
    """What the process is told.

    Attributes:
        file: The book, a SQLite file.
        key: The Ed25519 private key it signs with, 32 raw bytes.
        beacon: What it calls; its port is the one that is wished for.
        host: The address to listen at.
        beacon_port: Where questions and calls go, UDP.
    """

    file: Path
    key: bytes = field(repr=False)
    beacon: Beacon
    host: str = "0.0.0.0"
    beacon_port: int = BEACON_PORT


def serve(told: Serving, line: Connection) -> None:
    """Serve until the line says so or ends; tells through it where it listens, and which newer hub it heard."""
    import uvicorn

    from sai_thong.server.api import application
    from sai_thong.server.database import open_database
    from sai_thong.server.tls import serving_context

    if os.name == "posix":
        # Ctrl+C reaches everybody at the terminal; the process that started this one tells when to end.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    key = Ed25519PrivateKey.from_private_bytes(told.key)
    engine = open_database(URL.create("sqlite", database=str(told.file)), keeps_key=False)
    app = application(engine, SystemClock(), key, lets_wait=True, updates=Memory(home() / "updates").offered)
    app.router.routes.append(Route(WHO, _telling(lambda: called), methods=["POST"]))
    config = uvicorn.Config(
        app,
        access_log=False,
        log_level="warning",
        lifespan="off",
        ws="none",
        timeout_keep_alive=_IDLE_SECONDS,
        timeout_graceful_shutdown=_GOES_WITHIN,
        server_header=False,
    )
    config.load()
    config.ssl = serving_context(key)
    server = uvicorn.Server(config)
    with listen(told.host, told.beacon.port) as listening:
        port: int = listening.getsockname()[1]
        line.send((LISTENING, port))
        beacon = replace(told.beacon, port=port)
        called = pack_beacon(beacon, key)
        threading.Thread(target=_call, args=(beacon, called, told.beacon_port, line), daemon=True).start()
        threading.Thread(target=_end_with, args=(line, server, app.state.end_waiting), daemon=True).start()
        server.run(sockets=[listening])
    engine.dispose()


def listen(host: str, port: int) -> socket.socket:
    """A socket at the port that is wished for; at any other where that one is taken."""
    try:
        return socket_at(host, port)
    except OSError:
        return socket_at(host, 0)


def _end_with(line: Connection, server: uvicorn.Server, end_waiting: Callable[[], None]) -> None:
    """End the server when the other process says so, or is there no longer."""
    with suppress(EOFError, OSError):
        line.recv()
    end_waiting()
    server.should_exit = True


def _telling(called: Callable[[], bytes]) -> Callable[[Request], Response]:
    def told(_request: Request) -> Response:
        return Response(called(), media_type="application/octet-stream")

    return told


def _call(beacon: Beacon, called: bytes, port: int, line: Connection) -> None:
    """Call to everybody, answer who asks, and tell of a hub of this office that is to be followed in place of us."""
    told: set[bytes] = set()
    with Networks(port) as networks:
        while True:
            networks.call(called)
            for heard, whence in networks.heard(_CALLS_EVERY):
                with suppress(Unreadable):
                    if unpack_question(heard) == beacon.term.office:
                        networks.answer(called, whence)
                    continue
                with suppress(Unreadable, OSError):
                    other = read_beacon(heard).term
                    if other.office == beacon.term.office and other.rank > beacon.term.rank and other.key not in told:
                        told.add(other.key)
                        line.send((HEARD, heard, whence[0]))
