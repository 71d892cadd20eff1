"""Offices: which keep in touch, what has not arrived, their computers, and codes for one more."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from itertools import groupby
from typing import Final

import segno
from sqlalchemy import update
from starlette.responses import Response

from sai_thong.ground.errors import BadInput, Refused
from sai_thong.ground.language import _
from sai_thong.server.access import Act, NotSeen
from sai_thong.server.commands.session import OFFICE_CODE
from sai_thong.server.contacts import OfficeContact, devices_seen, offices_seen
from sai_thong.server.database import add_office, authority_key, of_office
from sai_thong.server.devices import give_code, revoke
from sai_thong.server.directory import Place
from sai_thong.server.schema import OFFICES
from sai_thong.server.web.visit import Visit
from sai_thong.server.web.words import Touch, touch_of
from sai_thong.thai.sorting import sort_key
from sai_thong.thai.text import search_form

_PAGE: Final = 200
Shown = tuple[OfficeContact, Touch]


def offices(visit: Visit) -> Response:
    """Every office that the officer sees: tiles by district, and the list with filters."""
    found = list({each.office: each for some in visit.everywhere(offices_seen) for each in some}.values())
    now = visit.desk.clock.now()
    found.sort(key=lambda each: (sort_key(each.district), sort_key(each.name), each.office))
    every = [(each, touch_of(each, now)) for each in found]
    asked = {name: visit.asked(name) for name in ("q", "district", "touch")}
    chosen = [each for each in every if _fits(each, asked)]
    start = visit.asked_number("from") or 0
    counts = {
        "offices": len(every),
        "ok": sum(touch.key == "ok" for _each, touch in every),
        "silent": sum(touch.key in ("silent", "never") for _each, touch in every),
        "backlog": sum(each.backlog for each, _touch in every),
    }
    districts = [(name, list(members)) for name, members in groupby(every, key=lambda shown: shown[0].district)]
    return visit.page(
        "offices.html",
        counts=counts,
        districts=districts,
        district_choices=[("", _("Every district")), *((name, name) for name, _members in districts if name)],
        rows=chosen[start : start + _PAGE],
        found=len(chosen),
        start=start,
        following=start + _PAGE if start + _PAGE < len(chosen) else None,
        asked=asked,
        touches=_touches(),
    )


def office(visit: Visit) -> Response:
    """One office and its computers."""
    return _office(visit, 200, None)


def new_office(visit: Visit) -> Response:
    """The form of a new office."""
    return _new_office(visit, 200, None)


def add(visit: Visit) -> Response:
    """Add an office."""
    code, name, district = (visit.form.get(each, "").strip() for each in ("code", "name", "district"))
    try:
        if not OFFICE_CODE.fullmatch(code):
            raise BadInput(_("a code has up to 32 letters, digits and hyphens"))
        if not name or not district:
            raise BadInput(_("An office has a name and a district."))
        directory, epoch = visit.desk.directory, secrets.token_hex(8)
        known = directory.place_of(code) != Place()
        if known or not add_office(directory.first, code, name, epoch=epoch, district=district):
            raise Refused(_("There is an office with the code {code} already.").format(code=code))
    except (BadInput, Refused) as wrong:
        return _new_office(visit, 400, wrong)
    visit.note(Act.ADDED_OFFICE, code)
    return visit.go(f"/offices/{code}", "office-added")


def change(visit: Visit) -> Response:
    """Give an office another name or district."""
    code = _seen(visit)
    name, district = (visit.form.get(each, "").strip() for each in ("name", "district"))
    if not name or not district:
        return _office(visit, 400, BadInput(_("An office has a name and a district.")))
    with of_office(visit.desk.directory.home(code), code) as connection:
        connection.execute(update(OFFICES).where(OFFICES.c.office == code).values(name=name, district=district))
    visit.note(Act.CHANGED_OFFICE, code)
    return visit.go(f"/offices/{code}", "office-changed")


def enrolment_code(visit: Visit) -> Response:
    """Give a code for one more computer out, shown once, with its QR."""
    code = _seen(visit)
    directory = visit.desk.directory
    given = give_code(directory.home(code), code, visit.desk.clock, authority_key(directory.first))
    if given is None:
        raise NotSeen
    visit.note(Act.GAVE_CODE, code)
    address = str(visit.request.base_url).rstrip("/")
    qr = segno.make(f"{address} {given.text}", error="m").svg_data_uri(scale=5, border=3)
    return visit.page("enrolment.html", code=given.text, address=address, qr=qr, office=code)


def ask_revoke(visit: Visit) -> Response:
    """Ask before a computer may talk no longer."""
    code, device = _seen(visit), visit.request.path_params["device"]
    with visit.at_home_of(code) as sight:
        found = next((each for each in devices_seen(sight, code) if each.device == device), None)
    if found is None:
        raise NotSeen
    return visit.page("revoke.html", office=code, device=found)


def revoke_device(visit: Visit) -> Response:
    """Let a computer talk no longer."""
    code, device = _seen(visit), visit.request.path_params["device"]
    if not revoke(visit.desk.directory.home(code), code, device, visit.desk.clock):
        raise NotSeen
    visit.note(Act.REVOKED_DEVICE, f"{code} {device}")
    return visit.go(f"/offices/{code}", "device-revoked")


def _seen(visit: Visit) -> str:
    """The code of the office of the address, once it is one that the officer sees."""
    code: str = visit.request.path_params["office"]
    with visit.at_home_of(code):
        return code


def _fits(shown: Shown, asked: dict[str, str]) -> bool:
    office, touch = shown
    told = search_form(f"{office.office} {office.name} {office.district}")
    return (
        search_form(asked["q"]) in told
        and asked["district"] in ("", office.district)
        and (asked["touch"] in ("", touch.key) or (asked["touch"] == "backlog" and office.backlog > 0))
    )


def _touches() -> Sequence[tuple[str, str]]:
    return (
        ("", _("Every state")),
        ("ok", _("In touch")),
        ("quiet", _("Silent for more than 7 days")),
        ("silent", _("Silent for more than 30 days")),
        ("never", _("Never in touch")),
        ("backlog", _("With entries that have not arrived")),
    )


def _office(visit: Visit, status: int, wrong: BadInput | None) -> Response:
    code = _seen(visit)
    with visit.at_home_of(code) as sight:
        [found] = offices_seen(sight, code)
        devices = devices_seen(sight, code)
    districts = visit.districts()
    visit.note(Act.SAW_OFFICE, code)
    touch = touch_of(found, visit.desk.clock.now())
    values = {"office": found, "touch": touch, "devices": devices, "districts": districts, "wrong": wrong}
    return visit.page("office.html", status, **values)


def _new_office(visit: Visit, status: int, wrong: BadInput | Refused | None) -> Response:
    return visit.page("new_office.html", status, districts=visit.districts(), form=visit.form, wrong=wrong)
