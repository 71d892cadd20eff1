"""``serve``: answer the computers of the offices."""

from __future__ import annotations

import argparse
import gc
import logging
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import Engine

from sai_thong.ground.clock import Clock
from sai_thong.ground.errors import EnvironmentTrouble
from sai_thong.ground.language import _
from sai_thong.ground.log import Discreet
from sai_thong.server.commands.session import Session, command
from sai_thong.server.database import authority_key
from sai_thong.server.listening import socket_at
from sai_thong.sync.enrolment import fingerprint

if TYPE_CHECKING:
    from starlette.types import ASGIApp

    from sai_thong.server.commands.session import Actions
    from sai_thong.server.directory import Directory

_IDLE_SECONDS: Final = 120
"""How long an idle connection is kept: a slow link needs the time between two batches."""

_HIGHEST_PORT: Final = 65_535
_OBJECTS_BETWEEN_LOOKS: Final = 100_000


def add_to(commands: Actions) -> None:
    """Declare the command."""
    serve = command(commands, "serve", _serve, _("Answer the computers of the offices."))
    serve.add_argument("--port", type=_port, required=True, metavar="N")
    serve.add_argument("--host", default="127.0.0.1", help=_("the address to listen at"))
    serve.add_argument("--updates", type=Path, metavar=_("FOLDER"), help=_("updates of the program to hand out"))
    serve.add_argument("--https", action="store_true", help=_("HTTPS by the authority's own key"))


def _port(given: str) -> int:
    """A port as it is typed; 0 lets the system choose one."""
    if not (given.isascii() and given.isdigit() and len(given) <= 5 and int(given) <= _HIGHEST_PORT):
        raise argparse.ArgumentTypeError(_("a port is a number from 0 to {highest}").format(highest=_HIGHEST_PORT))
    return int(given)


def _serve(session: Session, chosen: argparse.Namespace) -> int:
    import uvicorn

    from sai_thong.server.api import Figures, application
    from sai_thong.server.limits import Limits
    from sai_thong.server.nodes import Routed
    from sai_thong.server.tls import serving_context

    directory = session.directory()
    listening = _listen(chosen.host, chosen.port)
    scheme = "https" if chosen.https else "http"
    address = f"{scheme}://{chosen.host}:{listening.getsockname()[1]}"
    key, limits, figures = authority_key(directory.first), Limits(), Figures()

    def serve(engine: Engine) -> ASGIApp:
        return application(engine, session.clock, key, limits=limits, figures=figures, updates=chosen.updates)

    pin = fingerprint(key.public_key().public_bytes_raw())
    said = _("Listening at {address}. The pin of this authority is {pin}.").format(address=address, pin=pin)
    session.told({"address": address, "pin": pin}, [said])
    config = uvicorn.Config(
        _with_pages(Routed(directory, serve), directory, session.clock),
        access_log=False,
        log_level="warning",
        timeout_keep_alive=_IDLE_SECONDS,
        server_header=False,
    )
    config.load()
    config.ssl = serving_context(key) if chosen.https else None
    _look_for_garbage_seldom()
    # uvicorn ends its work in order at Ctrl+C, and raises it again when it has.
    with _logged(), listening, suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listening])
    return 0


def _with_pages(api: ASGIApp, directory: Directory, clock: Clock) -> ASGIApp:
    """The API with the pages of officers beside it, where what they need is installed (extra `server`)."""
    try:
        from sai_thong.server.web.site import beside, site
    except ModuleNotFoundError as error:
        told = _("The pages for officers are not served: {missing} is not installed.").format(missing=error.name)
        sys.stderr.write(told + "\n")
        return api
    return beside(api, site(directory, clock))


def _look_for_garbage_seldom() -> None:
    """A batch makes ten thousands of objects that all end with it; to look through them takes a fifth of the time."""
    gc.freeze()
    gc.set_threshold(_OBJECTS_BETWEEN_LOOKS)


def _listen(host: str, port: int) -> socket.socket:
    """A socket at the address; stations that come before the first answer wait in it."""
    try:
        return socket_at(host, port)
    except OSError as error:
        raise EnvironmentTrouble(
            _("Nobody can listen at {host} with port {port}.").format(host=host, port=port),
            do=_("Choose another port, or stop the program that has it."),
        ) from error


@contextmanager
def _logged() -> Iterator[None]:
    """Within the block the log goes to the error stream."""
    handler, root = logging.StreamHandler(), logging.getLogger("sai_thong")
    handler.setFormatter(Discreet())
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    try:
        yield
    finally:
        root.removeHandler(handler)
