"""Users of the pages and the access log; for officers of the province."""

from __future__ import annotations

from typing import Final

from sqlalchemy import select
from starlette.responses import Response

from sai_thong.ground.errors import BadInput, Refused
from sai_thong.ground.language import _
from sai_thong.registers.from_province.contents import DOWN_KIND_LABELS, DownKind
from sai_thong.server.access import Act, NotSeen, Role, of_pages
from sai_thong.server.schema import ACCESS_LOG
from sai_thong.server.users import User
from sai_thong.server.web.figure_pages import figures_named
from sai_thong.server.web.visit import Visit

_LINES: Final = 100


def users(visit: Visit) -> Response:
    """The list of users."""
    return visit.page("users.html", users=_users(visit))


def new_user(visit: Visit) -> Response:
    """The form of a new user."""
    return _new_user(visit, 200, None)


def add(visit: Visit) -> Response:
    """Add a user; the page shows the temporary password, once."""
    form = visit.form
    role = Role.PROVINCE if form.get("role") == Role.PROVINCE else Role.DISTRICT
    name = form.get("name", "").strip().lower()
    given = (name, form.get("full_name", ""), role, form.get("district", ""))
    try:
        with of_pages(visit.desk.engine) as connection:
            password = visit.desk.accounts.add(connection, *given)
    except (BadInput, Refused) as wrong:
        return _new_user(visit, 400, wrong)
    visit.note(Act.ADDED_USER, name)
    return visit.page("password.html", name=name, password=password)


def ask_reset(visit: Visit) -> Response:
    """Ask before a user's password and codes end."""
    return visit.page("reset.html", user=_user(visit))


def reset(visit: Visit) -> Response:
    """Give a user a temporary password, shown once."""
    user = _user(visit)
    with of_pages(visit.desk.engine) as connection:
        password = visit.desk.accounts.reset(connection, user.officer.name)
    visit.note(Act.RESET_USER, user.officer.name)
    return visit.page("password.html", name=user.officer.name, password=password)


def disable(visit: Visit) -> Response:
    """Let a user sign in no longer."""
    user = _user(visit)
    with of_pages(visit.desk.engine) as connection:
        visit.desk.accounts.disable(connection, user.officer.name)
    visit.note(Act.DISABLED_USER, user.officer.name)
    return visit.go("/users", "user-disabled")


def enable(visit: Visit) -> Response:
    """Let a user sign in again."""
    user = _user(visit)
    with of_pages(visit.desk.engine) as connection:
        visit.desk.accounts.enable(connection, user.officer.name)
    visit.note(Act.ENABLED_USER, user.officer.name)
    return visit.go("/users", "user-enabled")


def access_log(visit: Visit) -> Response:
    """Who looked at what and did what, the latest first."""
    before = visit.asked_number("before")
    wanted = select(ACCESS_LOG).order_by(ACCESS_LOG.c.number.desc()).limit(_LINES + 1)
    if before is not None:
        wanted = wanted.where(ACCESS_LOG.c.number < before)
    name = visit.asked("user").strip().lower()
    if name:
        wanted = wanted.where(ACCESS_LOG.c.user_name == name)
    with of_pages(visit.desk.engine) as connection:
        rows = connection.execute(wanted).all()
    lines = [(row, Act(row.act).label, _about(Act(row.act), row.about)) for row in rows[:_LINES]]
    earlier = lines[-1][0].number if len(rows) > _LINES else None
    visit.note(Act.SAW_LOG, name)
    names = [each.officer.name for each in _users(visit)]
    return visit.page("log.html", lines=lines, earlier=earlier, user=name, names=names)


def _about(act: Act, about: str) -> str:
    """What a line of the log is about, in words where it keeps more than a name or a number."""
    if act in (Act.SAW_FIGURES, Act.EXPORTED):
        return figures_named(about)
    if act is Act.SENT_DOWN:
        kind, _space, number = about.partition(" ")
        return f"{_(DOWN_KIND_LABELS[DownKind(kind)])} {number}"
    return about


def _users(visit: Visit) -> list[User]:
    with of_pages(visit.desk.engine) as connection:
        return visit.desk.accounts.users(connection)


def _user(visit: Visit) -> User:
    name = visit.request.path_params["name"]
    found = next((each for each in _users(visit) if each.officer.name == name), None)
    if found is None:
        raise NotSeen
    return found


def _new_user(visit: Visit, status: int, wrong: BadInput | Refused | None) -> Response:
    return visit.page(
        "new_user.html", status, districts=visit.districts(), form=visit.form, wrong=wrong, roles=list(Role)
    )
