"""The site: which page is where, who may open it, and what every answer carries."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from sqlalchemy.exc import SQLAlchemyError
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from sai_thong.ground import log, resources
from sai_thong.ground.clock import Clock
from sai_thong.ground.errors import SaiThongError
from sai_thong.ground.language import _, ngettext
from sai_thong.server.access import NotSeen
from sai_thong.server.bodies import said_length
from sai_thong.server.directory import Directory
from sai_thong.server.sign_in import SignedIn, SignIns, Stage
from sai_thong.server.users import Accounts
from sai_thong.server.web import down_pages, entrance, office_pages, people, words
from sai_thong.server.web.figure_pages import SUBJECTS
from sai_thong.server.web.figure_tables import plain_number
from sai_thong.server.web.visit import COOKIE, Desk, Visit, new_token

MOST_POSTED: Final = 2 * 1024 * 1024
"""Bytes of a form, its file included."""
_HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
}
_OF_THE_API: Final = ("/v1/", "/health", "/metrics", "/openapi.json")
_HERE: Final = Path(__file__).parent
_NUL: Final = "\x00"
"""No name holds it, and PostgreSQL refuses it as if it were out of order."""
_logger: Final = log.logger("sync")

View = Callable[[Visit], Response]


class For(Enum):
    """Who may open a page."""

    ANYBODY = "anybody"
    HALF_WAY = "half way"
    OFFICERS = "officers"
    PROVINCE = "province"


@dataclass(frozen=True)
class Place:
    """A page: its address, who may open it, what shows it and what takes its form."""

    path: str
    whose: For
    shown: View | None = None
    posted: View | None = None


PLACES: Final = (
    Place("/sign-in", For.ANYBODY, entrance.sign_in, entrance.take_password),
    Place("/sign-in/code", For.HALF_WAY, entrance.code, entrance.take_code),
    Place("/sign-in/set-up", For.HALF_WAY, entrance.set_up, entrance.take_set_up),
    Place("/sign-out", For.OFFICERS, None, entrance.sign_out),
    Place("/account", For.OFFICERS, entrance.account, None),
    Place("/account/password", For.OFFICERS, None, entrance.change_password),
    Place("/account/recovery", For.OFFICERS, None, entrance.renew_recovery),
    Place("/", For.OFFICERS, office_pages.offices),
    Place("/offices/add", For.PROVINCE, office_pages.new_office, office_pages.add),
    Place("/offices/{office}", For.OFFICERS, office_pages.office),
    Place("/offices/{office}/change", For.PROVINCE, None, office_pages.change),
    Place("/offices/{office}/code", For.OFFICERS, None, office_pages.enrolment_code),
    Place(
        "/offices/{office}/devices/{device}/revoke", For.OFFICERS, office_pages.ask_revoke, office_pages.revoke_device
    ),
    *(Place(each.path, For.OFFICERS, each.shown) for each in SUBJECTS),
    *(Place(f"{each.path}/workbook", For.OFFICERS, each.as_workbook) for each in SUBJECTS),
    Place("/users", For.PROVINCE, people.users),
    Place("/users/add", For.PROVINCE, people.new_user, people.add),
    Place("/users/{name}/reset", For.PROVINCE, people.ask_reset, people.reset),
    Place("/users/{name}/disable", For.PROVINCE, None, people.disable),
    Place("/users/{name}/enable", For.PROVINCE, None, people.enable),
    Place("/log", For.PROVINCE, people.access_log),
    Place("/down", For.PROVINCE, down_pages.sent),
    Place("/down/add", For.PROVINCE, down_pages.new, down_pages.add),
    Place("/down/{number}", For.PROVINCE, down_pages.content),
    Place("/down/{number}/take-back", For.PROVINCE, None, down_pages.take_back),
)


def site(directory: Directory, clock: Clock, accounts: Accounts | None = None) -> Starlette:
    """The pages over the databases of an authority.

    Args:
        directory: The databases.
        clock: The time.
        accounts: The officers' accounts, where passwords cost something else than usual.
    """
    accounts = accounts or Accounts(clock)
    desk = Desk(directory, clock, accounts, SignIns(directory.first, accounts), _templates())
    statics = (
        Mount("/static/fonts", StaticFiles(directory=resources.path("fonts"))),
        Mount("/static", StaticFiles(directory=_HERE / "static")),
    )
    errors: dict[int | type[Exception], Callable[[Request, Exception], Response]] = {
        kind: lambda request, error: _wrong(desk, request, error)
        for kind in (HTTPException, SQLAlchemyError, Exception)
    }
    routes = [Route(each.path, _endpoint(desk, each), methods=_methods(each)) for each in PLACES]
    return Starlette(routes=[*statics, *routes], exception_handlers=errors)


def beside(api: ASGIApp, pages: ASGIApp) -> ASGIApp:
    """The API and the pages at one address; what is no path of the API is a page."""

    async def served(scope: Scope, receive: Receive, send: Send) -> None:
        is_page = scope["type"] == "http" and not scope["path"].startswith(_OF_THE_API)
        await (pages if is_page else api)(scope, receive, send)

    return served


def _templates() -> Environment:
    made = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= {"_": _, "ngettext": ngettext}
    made.filters |= {"moment": words.moment_words, "whole": words.whole, "number": plain_number}
    return made


def _methods(place: Place) -> list[str]:
    return [method for method, view in (("GET", place.shown), ("POST", place.posted)) if view]


def _endpoint(desk: Desk, place: Place) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        form, upload = await _form(request) if request.method == "POST" else ({}, b"")
        return await run_in_threadpool(_answer, desk, place, request, form, upload)

    return endpoint


def _answer(desk: Desk, place: Place, request: Request, form: Mapping[str, str], upload: bytes) -> Response:
    kept = request.cookies.get(COOKIE, "")
    session = desk.sign_ins.session(kept) if kept else None
    visit = Visit(desk, request, kept or new_token(), session, form, upload)
    elsewhere = _elsewhere(place, session, known=bool(kept))
    view = place.posted if request.method == "POST" else place.shown
    assert view is not None
    try:
        if any(_NUL in str(each) for each in request.path_params.values()):
            response = _not_here(visit)
        elif elsewhere is not None:
            response = visit.go(*elsewhere)
        elif request.method == "POST" and not visit.is_own_form():
            response = _told(visit, 403, _("This form is too old."), _("Open the page again, then fill it in again."))
        elif place.whose is For.PROVINCE and not visit.officer.may_administer:
            response = _not_here(visit)
        else:
            response = view(visit)
    except NotSeen:
        response = _not_here(visit)
    except SaiThongError as error:
        response = _told(visit, 400, error.what, error.do)
    return _with_headers(response)


def _elsewhere(place: Place, session: SignedIn | None, *, known: bool) -> tuple[str, str] | None:
    """Where whoever may not open a page goes, and what is told there."""
    stage = session.stage if session else None
    if place.whose is For.ANYBODY:
        return ("/", "") if stage is Stage.IN else None
    if place.whose is For.HALF_WAY:
        right = {Stage.CODE: "/sign-in/code", Stage.SET_UP: "/sign-in/set-up"}.get(stage) if stage else None
        return None if right == place.path else (right or "/sign-in", "")
    if stage is Stage.IN:
        return None
    return "/sign-in", "session-over" if known and place.path != "/" else ""


async def _form(request: Request) -> tuple[dict[str, str], bytes]:
    """The fields of a posted form and the bytes of its file; larger ones are not read."""
    said = said_length(request)
    if said is None or said > MOST_POSTED:
        raise HTTPException(413)
    async with request.form(max_files=1, max_fields=40, max_part_size=MOST_POSTED) as posted:
        texts = ((name, value) for name, value in posted.items() if isinstance(value, str))
        fields = {name: value[:20_000].replace(_NUL, "") for name, value in texts}
        files = [await value.read() for value in posted.values() if isinstance(value, UploadFile)]
    return fields, files[0] if files else b""


def _not_here(visit: Visit) -> Response:
    return _told(visit, 404, _("There is no such page."), _("Choose from the menu."))


def _told(visit: Visit, status: int, what: str, do: str) -> Response:
    return visit.page("told.html", status, what=what, do=do)


def _wrong(desk: Desk, request: Request, error: Exception) -> Response:
    """A page for what no view answers: no such address, a form too large, a silent database, our own mistake."""
    kept = request.cookies.get(COOKIE, "")
    visit = Visit(desk, request, kept or new_token(), None)
    if isinstance(error, HTTPException):
        visit.session = desk.sign_ins.session(kept) if kept else None
        if error.status_code in (400, 413):
            told = _("This form is too large."), _("Send less at once.")
        else:
            told = _("There is no such page."), _("Choose from the menu.")
        return _with_headers(_told(visit, error.status_code, *told))
    if isinstance(error, SQLAlchemyError):
        _logger.error("the database did not answer a page")
        return _with_headers(_told(visit, 503, _("The database does not answer."), _("Try again in a while.")))
    what, do = _("The page cannot be shown."), _("Go back and try again. If it stays so, tell who keeps the server.")
    return _with_headers(_told(visit, 500, what, do))


def _with_headers(response: Response) -> Response:
    response.headers.update(_HEADERS)
    response.headers.setdefault("Cache-Control", "no-store")
    return response
