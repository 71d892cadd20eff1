"""Signing in and out, the first password, and the officer's own account."""

from __future__ import annotations

import segno
from starlette.responses import Response

from sai_thong.ground.errors import BadInput, Refused
from sai_thong.ground.language import _
from sai_thong.server.access import Act, of_pages
from sai_thong.server.sign_in import Stage
from sai_thong.server.users import LEAST_PASSWORD, setting_up_address
from sai_thong.server.web.visit import Visit, new_token


def sign_in(visit: Visit) -> Response:
    """The page that asks for name and password."""
    return visit.page("sign_in.html", name="", wrong=None)


def take_password(visit: Visit) -> Response:
    """Check name and password, and go on to the code or to the set-up."""
    name = visit.form.get("name", "")
    try:
        visit.token, stage = visit.desk.sign_ins.password(name, visit.form.get("password", ""), visit.address)
    except Refused as refused:
        return visit.page("sign_in.html", 403, name=name, wrong=refused)
    return visit.go("/sign-in/set-up" if stage is Stage.SET_UP else "/sign-in/code")


def code(visit: Visit) -> Response:
    """The page that asks for the code."""
    return visit.page("code.html", wrong=None)


def take_code(visit: Visit) -> Response:
    """Check the code; then everything is open."""
    assert visit.session is not None
    try:
        visit.token = visit.desk.sign_ins.code(visit.session, visit.form.get("code", ""), visit.address)
    except Refused as refused:
        return visit.page("code.html", 403, wrong=refused)
    return visit.go("/")


def set_up(visit: Visit) -> Response:
    """The page where a new user chooses a password and takes the codes up."""
    return _set_up(visit, 200, None)


def take_set_up(visit: Visit) -> Response:
    """Keep password and codes; the page shows the recovery codes, once."""
    assert visit.session is not None
    password, again, typed = (visit.form.get(name, "") for name in ("password", "again", "code"))
    try:
        token, codes = visit.desk.sign_ins.set_up(visit.session, password, again, typed, visit.address)
    except (BadInput, Refused) as wrong:
        return _set_up(visit, 400, wrong)
    visit.token, visit.session = token, visit.desk.sign_ins.session(token)
    return visit.page("recovery.html", codes=codes)


def sign_out(visit: Visit) -> Response:
    """End the session."""
    visit.note(Act.SIGNED_OUT)
    with of_pages(visit.desk.engine) as connection:
        visit.desk.sign_ins.end(connection, visit.token)
    visit.token = new_token()
    return visit.go("/sign-in", "signed-out")


def account(visit: Visit) -> Response:
    """The officer's own account."""
    return _account(visit, 200, None)


def change_password(visit: Visit) -> Response:
    """Change the own password; every session of the officer ends, this one too."""
    accounts, name = visit.desk.accounts, visit.officer.name
    try:
        _prove(visit, visit.form.get("old", ""))
        hashed = accounts.hashed(name, visit.form.get("password", ""), visit.form.get("again", ""))
    except (BadInput, Refused) as wrong:
        return _account(visit, 400, wrong)
    visit.note(Act.CHANGED_PASSWORD)
    with of_pages(visit.desk.engine) as connection:
        accounts.change_password(connection, name, hashed)
    visit.token = new_token()
    return visit.go("/sign-in", "password-changed")


def renew_recovery(visit: Visit) -> Response:
    """Give new recovery codes out, once."""
    try:
        _prove(visit, visit.form.get("old", ""))
    except Refused as wrong:
        return _account(visit, 400, wrong)
    with of_pages(visit.desk.engine) as connection:
        codes = visit.desk.accounts.renew_recovery(connection, visit.officer.name)
    visit.note(Act.RENEWED_RECOVERY)
    return visit.page("recovery.html", codes=codes)


def _prove(visit: Visit, password: str) -> None:
    """Let whoever found an open browser change nothing of the account."""
    if not visit.desk.sign_ins.own_password(visit.officer.name, password):
        raise Refused(_("The present password is wrong."), do=_("Write it anew."))


def _set_up(visit: Visit, status: int, wrong: BadInput | Refused | None) -> Response:
    assert visit.session is not None
    secret = visit.session.pending_secret
    qr = segno.make(setting_up_address(secret, visit.officer.name), error="m")
    spaced = " ".join(secret[begin : begin + 4] for begin in range(0, len(secret), 4))
    picture = qr.svg_data_uri(scale=5, border=3)
    values = {"name": visit.officer.name, "secret": spaced, "qr": picture, "least": LEAST_PASSWORD, "wrong": wrong}
    return visit.page("set_up.html", status, **values)


def _account(visit: Visit, status: int, wrong: BadInput | Refused | None) -> Response:
    with of_pages(visit.desk.engine) as connection:
        left = visit.desk.accounts.recovery_codes_left(connection, visit.officer.name)
    return visit.page("account.html", status, left=left, least=LEAST_PASSWORD, wrong=wrong)
