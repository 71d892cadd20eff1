"""The HTTP API of an authority: reads requests within limits, answers, counts, and logs no more than it must."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Engine, select
from sqlalchemy.exc import SQLAlchemyError
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from sai_thong.ground import log
from sai_thong.ground.clock import Clock
from sai_thong.server import openapi
from sai_thong.server.answering import Line, SignedAnswer
from sai_thong.server.bodies import answer_part, read_body
from sai_thong.server.carried import ANSWERS
from sai_thong.server.chests import MOST_CHEST
from sai_thong.server.contents import MOST_SENT
from sai_thong.server.database import authority_key
from sai_thong.server.following import TO_HUBS
from sai_thong.server.limits import TOO_MANY_STATUS, Bounded, Limits
from sai_thong.server.membership import answers_about_computers
from sai_thong.server.policies import declared_policy
from sai_thong.server.problems import Declined
from sai_thong.server.schema import AUTHORITY
from sai_thong.server.talk import ENROL, HELLO, PULL, PUSH, Talk, answer_pull
from sai_thong.server.unfinished import Unfinished, answer_unfinished
from sai_thong.server.updates import updates_route
from sai_thong.server.waiting import Waiting
from sai_thong.sync.chest_messages import KEYS_PATH
from sai_thong.sync.contents_messages import CONTENTS_PATH
from sai_thong.sync.following import DECIDED
from sai_thong.sync.packing import Unreadable
from sai_thong.sync.resuming import UNFINISHED
from sai_thong.sync.sessions import Problem, SignedRequest, read_headers
from sai_thong.sync.waiting import WAIT

MOST_PUSHED: Final = 2 * 1024 * 1024
"""Bytes of a batch; stations send a quarter of a mebibyte at most."""
MOST_OUTCOMES: Final = 4 * 1024 * 1024
"""Bytes of what a hub decided, with its batches."""
MOST: Final = {PUSH: MOST_PUSHED, DECIDED: MOST_OUTCOMES, KEYS_PATH: MOST_CHEST, CONTENTS_PATH: MOST_SENT}
"""Bytes of a request by its path."""
MOST_ASKED: Final = 256 * 1024
"""Bytes of any other request."""
STATUS: Final = {
    Problem.UNREADABLE: 400,
    Problem.TOO_LARGE: 413,
    Problem.UNKNOWN_DEVICE: 401,
    Problem.REVOKED: 403,
    Problem.SESSION: 409,
    Problem.EPOCH: 409,
    Problem.ORDER: 409,
    Problem.SIGNATURE: 403,
    Problem.CODE: 403,
    Problem.UNKNOWN_PATH: 404,
    Problem.FOLLOWS: 409,
    Problem.TOO_MANY: TOO_MANY_STATUS,
    Problem.BUSY: 503,
}

_logger: Final = log.logger("sync")
Endpoint = Callable[[Request], Awaitable[Response]]


@dataclass
class Figures:
    """What this process served since it began."""

    requests: Counter[tuple[str, int]] = field(default_factory=Counter)
    seconds: dict[str, float] = field(default_factory=dict)
    bytes_in: Counter[str] = field(default_factory=Counter)
    bytes_out: Counter[str] = field(default_factory=Counter)

    def count(self, path: str, status: int, seconds: float, *, received: int, sent: int) -> None:
        """Count one request."""
        self.requests[path, status] += 1
        self.seconds[path] = self.seconds.get(path, 0.0) + seconds
        self.bytes_in[path] += received
        self.bytes_out[path] += sent

    def text(self) -> str:
        """The figures as Prometheus reads them."""
        lines = ["# TYPE saithong_requests_total counter"]
        lines += [
            f'saithong_requests_total{{path="{path}",status="{status}"}} {count}'
            for (path, status), count in sorted(self.requests.items())
        ]
        for name, counted in (("received", self.bytes_in), ("sent", self.bytes_out)):
            lines.append(f"# TYPE saithong_{name}_bytes_total counter")
            lines += [
                f'saithong_{name}_bytes_total{{path="{path}"}} {count}' for path, count in sorted(counted.items())
            ]
        lines.append("# TYPE saithong_seconds_total counter")
        lines += [
            f'saithong_seconds_total{{path="{path}"}} {spent:.6f}' for path, spent in sorted(self.seconds.items())
        ]
        return "\n".join(lines) + "\n"


def application(
    engine: Engine,
    clock: Clock,
    key: Ed25519PrivateKey | None = None,
    *,
    lets_wait: bool = False,
    limits: Limits | None = None,
    figures: Figures | None = None,
    updates: Path | None = None,
) -> Starlette:
    """The authority over a database; several processes may serve one.

    Before it ends a process calls `state.end_waiting`, which answers whoever waits.

    Args:
        engine: The database.
        clock: Shown to stations.
        key: What it signs with; the one in the database where none is handed in.
        lets_wait: Whether stations are told that they may hold a line open until there is news: a hub has few of them.
        limits: How many requests are answered.
        figures: Where requests are counted.
        updates: The folder of the updates that are mirrored here; none are where it is not given.
    """
    key, bounds, figures = key or authority_key(engine), limits or Limits(), figures or Figures()
    line = Line(engine, clock, key)
    talk = Talk(engine, declared_policy, clock, key, lets_wait=lets_wait)
    waiting, unfinished = Waiting(engine, clock, key), Unfinished(engine, clock)
    answers = {
        PULL: answer_pull,
        UNFINISHED: answer_unfinished,
        **ANSWERS,
        **answers_about_computers(key),
        **TO_HUBS,
    }
    signed: dict[str, SignedAnswer] = {
        HELLO: talk.hello,
        PUSH: waiting.telling(talk.push),
        **{path: line.signed(path, answer) for path, answer in answers.items()},
    }

    def health(_request: Request) -> Response:
        with engine.connect() as connection:
            connection.execute(select(AUTHORITY.c.only)).first()
        return JSONResponse({"status": "ok"})

    def metrics(_request: Request) -> Response:
        return PlainTextResponse(f"{figures.text()}saithong_turned_away_total {bounds.refused}\n")

    def description(_request: Request) -> Response:
        return JSONResponse(openapi.DESCRIPTION)

    served = Starlette(
        routes=[
            Route(ENROL, _enrolling(talk, figures), methods=["POST"]),
            *(
                Route(path, _answering(path, answer, figures, unfinished), methods=["POST"])
                for path, answer in signed.items()
            ),
            Route(WAIT, _letting_wait(waiting, figures), methods=["POST"]),
            updates_route(updates),
            Route("/health", health),
            Route("/metrics", metrics),
            Route("/openapi.json", description),
        ],
        middleware=[Middleware(Bounded, limits=bounds)],
        exception_handlers={HTTPException: _elsewhere, SQLAlchemyError: _busy},
    )
    served.state.end_waiting = waiting.end
    return served


def _enrolling(talk: Talk, figures: Figures) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        async def answer(body: bytes) -> tuple[bytes, SignedRequest | None]:
            return await run_in_threadpool(talk.enrol, body), None

        return await _answered(request, ENROL, MOST_ASKED, figures, answer)

    return endpoint


def _answering(path: str, answer: SignedAnswer, figures: Figures, unfinished: Unfinished) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        async def signed(body: bytes) -> tuple[bytes, SignedRequest | None]:
            asked = read_headers(request.headers)
            return await run_in_threadpool(answer, asked, body), asked

        return await _answered(request, path, MOST.get(path, MOST_ASKED), figures, signed, unfinished=unfinished)

    return endpoint


def _letting_wait(waiting: Waiting, figures: Figures) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        async def signed(body: bytes) -> tuple[bytes, SignedRequest | None]:
            asked = read_headers(request.headers)
            return await waiting.answer(asked, body), asked

        return await _answered(request, WAIT, MOST_ASKED, figures, signed)

    return endpoint


async def _answered(
    request: Request,
    path: str,
    most: int,
    figures: Figures,
    answer: Callable[[bytes], Awaitable[tuple[bytes, SignedRequest | None]]],
    *,
    unfinished: Unfinished | None = None,
) -> Response:
    """Answer one request; whatever goes wrong is told by its problem and nothing else."""
    began, body, asked, problem = time.perf_counter(), b"", None, None
    try:
        body = await read_body(request, path, most, unfinished)
        told, asked = await answer(body)
        response = answer_part(request, told)
    except Declined as declined:
        problem = declined.problem
    except Unreadable:
        problem = Problem.UNREADABLE
    except ClientDisconnect:
        problem = Problem.UNREADABLE
    except SQLAlchemyError:
        _logger.exception("the database did not answer")
        problem = Problem.BUSY
    if problem is not None:
        response = _said(problem)
    seconds = time.perf_counter() - began
    sizes = {"received": len(body), "sent": len(response.body)}
    figures.count(path, response.status_code, seconds, **sizes)
    _note({"path": path, "status": response.status_code, "ms": round(seconds * 1000, 1), **sizes}, asked, problem)
    return response


def _note(told: dict[str, object], asked: SignedRequest | None, problem: Problem | None) -> None:
    """One line of JSON; office and device stand there only after they proved who they are."""
    if asked is not None:
        told |= {"office": asked.office, "device": asked.device}
    if problem is not None:
        told["problem"] = problem.value
    _logger.info(json.dumps(told, ensure_ascii=False))


def _said(problem: Problem, status: int | None = None) -> Response:
    return JSONResponse({"error": problem.value}, status_code=status or STATUS[problem])


def _elsewhere(_request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else STATUS[Problem.UNKNOWN_PATH]
    return _said(Problem.UNKNOWN_PATH, status)


def _busy(_request: Request, _error: Exception) -> Response:
    return _said(Problem.BUSY)
