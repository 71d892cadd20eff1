"""One request for a page: who asks, what the form says, and how the answer is made.

A form is believed only with the token that its page was given (CSRF); the token follows from the cookie, which no other
site can read.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Final, TypeVar
from urllib.parse import urlencode

from jinja2 import Environment
from sqlalchemy import Engine
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sai_thong.ground import language
from sai_thong.ground.clock import Clock
from sai_thong.ground.language import N_, _
from sai_thong.server.access import Act, Officer, Sight, note, of_pages, seen_by
from sai_thong.server.contacts import districts_seen
from sai_thong.server.directory import Directory
from sai_thong.server.sign_in import SignedIn, SignIns, Stage
from sai_thong.server.users import Accounts
from sai_thong.thai.sorting import sort_key

T = TypeVar("T")
COOKIE: Final = "saithong"
SAID: Final = {
    "office-added": N_("The office was added."),
    "office-changed": N_("The office was changed."),
    "device-revoked": N_("The computer may talk no longer. What it sent before stays."),
    "user-disabled": N_("The user may sign in no longer."),
    "user-enabled": N_("The user may sign in again."),
    "signed-out": N_("You have signed out."),
    "session-over": N_("You were away for long. Sign in again."),
    "password-changed": N_("The password was changed. Sign in with it."),
    "sent-down": N_("It was sent. Offices get it when they are in touch."),
    "withdrawn": N_("It was taken back."),
}
"""What a page tells after something was done; the address carries the key, never words."""


@dataclass(frozen=True)
class Desk:
    """What every page needs.

    Attributes:
        directory: The databases: accounts and the log lie in the first one, an office on the one it lives on.
        clock: The time.
        accounts: The officers' accounts.
        sign_ins: Who is signed in.
        templates: The pages' templates.
    """

    directory: Directory
    clock: Clock
    accounts: Accounts
    sign_ins: SignIns
    templates: Environment

    @property
    def engine(self) -> Engine:
        """The database of accounts and the log."""
        return self.directory.first


@dataclass
class Visit:
    """One request.

    Attributes:
        desk: What every page needs.
        request: As it came.
        token: Of the cookie, or a new one where there was none.
        session: Who is signed in; None for whoever is not.
        form: Fields of a posted form.
        upload: The bytes of the file of the form, if any.
    """

    desk: Desk
    request: Request
    token: str
    session: SignedIn | None
    form: Mapping[str, str] = field(default_factory=dict)
    upload: bytes = b""

    @property
    def officer(self) -> Officer:
        """Who is signed in; asked only where somebody is."""
        assert self.session is not None
        return self.session.officer

    @property
    def address(self) -> str:
        """Where the request came from."""
        return self.request.client.host if self.request.client else ""

    @property
    def form_token(self) -> str:
        """What a form of this visitor carries."""
        return _form_token(self.token)

    def is_own_form(self) -> bool:
        """Whether the posted form is one that this visitor was given."""
        return hmac.compare_digest(self.form.get("form_token", "").encode(), self.form_token.encode())

    def asked(self, name: str) -> str:
        """A value of the address, cut to a sane length; without NUL, which PostgreSQL refuses."""
        return self.request.query_params.get(name, "")[:200].replace("\x00", "")

    def asked_number(self, name: str) -> int | None:
        """A number of the address; None where there is none."""
        return number_in(self.asked(name))

    def page(self, template: str, status: int = 200, **values: object) -> Response:
        """A page."""
        signed_in = self.session is not None and self.session.stage is Stage.IN
        shown = self.desk.templates.get_template(template).render(
            values,
            officer=self.officer if signed_in else None,
            form_token=self.form_token,
            here=self.request.url.path,
            language=language.current(),
            said=_(SAID.get(self.asked("said"), "")),
        )
        return self.with_cookie(Response(shown, status, media_type="text/html"))

    def go(self, path: str, said: str = "") -> Response:
        """To another page, which tells what was done."""
        return self.with_cookie(RedirectResponse(path + ("?" + urlencode({"said": said}) if said else ""), 303))

    def with_cookie(self, response: Response) -> Response:
        """Let the browser keep the token."""
        secure = self.request.url.scheme == "https"
        response.set_cookie(COOKIE, self.token, httponly=True, samesite="strict", secure=secure)
        return response

    @contextmanager
    def everywhere_at_once(self) -> Iterator[list[Sight]]:
        """A transaction on each database about what the officer sees."""
        with ExitStack() as opened:
            engines = self.desk.directory.engines().values()
            yield [opened.enter_context(seen_by(engine, self.officer)) for engine in engines]

    def everywhere(self, read: Callable[[Sight], T]) -> list[T]:
        """What is read on each database of what the officer sees."""
        with self.everywhere_at_once() as sights:
            return [read(sight) for sight in sights]

    @contextmanager
    def at_home_of(self, office: str) -> Iterator[Sight]:
        """A transaction of the officer on the database an office lives on.

        Raises:
            NotSeen: There is no such office, or not for this officer.
            OfficeMoves: It is being moved to another database just now.
        """
        with seen_by(self.desk.directory.home(office), self.officer) as sight:
            sight.office(office)
            yield sight

    def districts(self) -> list[str]:
        """The districts of the offices that the officer sees."""
        return sorted({each for some in self.everywhere(districts_seen) for each in some}, key=sort_key)

    def note(self, act: Act, about: str = "") -> None:
        """Add a line to the access log."""
        with of_pages(self.desk.engine) as connection:
            note(connection, self.desk.clock.now(), self.officer.name, act, about=about, address=self.address)


def number_in(text: str) -> int | None:
    """The number that a text of an address is, if it is one that every database holds."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 15 else None


def new_token() -> str:
    """A token for a visitor who has none."""
    return secrets.token_urlsafe(32)


def _form_token(token: str) -> str:
    return hashlib.sha256(b"saithong-form\x01" + token.encode()).hexdigest()
